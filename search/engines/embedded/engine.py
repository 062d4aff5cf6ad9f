"""Reading and writing the embedded index: any process reads, one at a time writes."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from threading import Lock

from tantivy import Index, IndexWriter, Query, Searcher

from search.engines.base import Answer, IndexBusy, IndexDamaged, Request
from search.engines.embedded import reading
from search.engines.embedded.folder import Shelf
from search.engines.embedded.schema import create, documents, encodable, guarded, open_index
from search.passage import Passage

HEAP = 15_000_000  # bytes; the least tantivy takes, enough for a record
HEAP_TO_REBUILD = 64_000_000


class EmbeddedEngine:
    """An index in a folder. Made without touching it: it is opened when first asked."""

    def __init__(self, folder: Path, patience: float = 10.0) -> None:
        self._shelf = Shelf(Path(folder))
        self._patience = patience  # seconds to wait for another writer
        self._opening = Lock()
        self._index: Index | None = None
        self._state: tuple[object, ...] | None = None

    def search(self, request: Request) -> Answer:
        """Records and passages for a query. Raises `IndexDamaged`; an empty query finds nothing."""
        searcher = None if request.query.is_empty else self._searcher()
        if searcher is None:
            return Answer()
        with guarded():
            return reading.answer(searcher, request)

    def marks(self) -> set[str]:
        searcher = self._searcher()
        if searcher is None:
            return set()
        with guarded():
            return {mark for mark, _ in searcher.terms_with_prefix("mark", "", Query.all_query())}

    def digest(self) -> dict[str, str]:
        searcher = self._searcher()
        if searcher is None or not searcher.num_docs:
            return {}
        with guarded():
            found = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False)
            kept = (searcher.doc(address) for _, address in found.hits)
            return {str(one.get_first("key")): str(one.get_first("digest")) for one in kept}

    def state(self) -> Hashable:
        return self._shelf.state()

    def refresh(self) -> None:
        with self._opening:
            self._state = None

    def replace(self, mark: str, passages: Iterable[Passage]) -> None:
        """Raises `IndexBusy` when the wait for another writer was too long."""
        made = list(documents(mark, passages))
        with self._writer() as writer:
            writer.delete_documents_by_term("mark", encodable(mark))
            for document in made:
                writer.add_document(document)

    def remove(self, marks: Iterable[str]) -> None:
        """Raises `IndexBusy` when the wait for another writer was too long."""
        gone = [encodable(mark) for mark in marks]
        with self._writer() as writer:
            for mark in gone:
                writer.delete_documents_by_term("mark", mark)

    def rebuild(self, records: Iterable[tuple[str, Iterable[Passage]]]) -> None:
        """Other writers wait meanwhile, so that nothing they write is lost in the switch."""
        with self._shelf.writing(self._patience):
            build = self._shelf.new()
            try:
                _fill(build, records)
            except BaseException:
                shutil.rmtree(build, ignore_errors=True)
                raise
            self._shelf.put(build)

    def _searcher(self) -> Searcher | None:
        """A snapshot of what is written now; nothing when there is no index yet."""
        with self._opening:
            for _ in range(3):
                state = self._shelf.state()
                try:
                    return self._snapshot(state)
                except IndexDamaged:
                    self._index = self._state = None
                    if self._shelf.state() == state:  # not a rebuild that passed in between
                        raise
            raise IndexDamaged("the index changes faster than it can be opened")

    def _snapshot(self, state: tuple[object, ...]) -> Searcher | None:
        present = state[0]
        if not isinstance(present, Path):
            self._index, self._state = None, state
            return None
        if state != self._state:
            if self._index is None or self._state is None or self._state[0] != present:
                self._index = open_index(present)
            with guarded():
                self._index.reload()
            self._state = state
        assert self._index is not None
        with guarded():
            return self._index.searcher()

    @contextlib.contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """A writer for one commit."""
        with self._shelf.writing(self._patience):
            present = self._shelf.present()
            if present is None:
                present = self._shelf.new()
                create(present)
                self._shelf.put(present)
            index = open_index(present)
            with guarded():
                writer = _open_writer(index, HEAP, self._patience)
                try:
                    yield writer
                    writer.commit()
                finally:
                    # Lets go of tantivy's own lock, and drops what is not committed.
                    writer.wait_merging_threads()


def _open_writer(index: Index, heap: int, patience: float) -> IndexWriter:
    until = time.monotonic() + patience
    while True:
        try:
            return index.writer(heap, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            if time.monotonic() >= until:
                raise IndexBusy("another process is writing to the index") from error
            time.sleep(0.02)


def _fill(build: Path, records: Iterable[tuple[str, Iterable[Passage]]]) -> None:
    index = create(build)
    with guarded():
        writer = _open_writer(index, HEAP_TO_REBUILD, patience=0)
    seen: set[str] = set()
    for mark, passages in records:
        made = list(documents(mark, passages))
        with guarded():
            if mark in seen:
                writer.delete_documents_by_term("mark", encodable(mark))
            for document in made:
                writer.add_document(document)
        seen.add(mark)
    with guarded():
        writer.commit()
        writer.wait_merging_threads()
