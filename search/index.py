"""The index of the records and that of the things beside them: written by the worker, read by every web
process."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from archive.catalogue.access import KEEPER, Bars, visible
from archive.catalogue.leaves import placed_files
from archive.catalogue.models import Mark, RecordPage
from archive.core.kept import State, archive_state, state_of

from . import named, things
from .engines import ENGINES
from .engines.base import Answer, Engine, IndexDamaged, Request
from .models import IndexedRecord
from .passage import Withheld
from .sources import all_records, caption_key, page_key, passages, public_record

MOST_ONE_BY_ONE = 40  # things; more of them are quicker written all anew


@lru_cache(maxsize=4)
def _open(name: str, folder: str) -> Engine:
    engine: Engine = import_string(ENGINES[name])(Path(folder))
    return engine


def engine() -> Engine:
    """Of the records."""
    return _open(settings.ARCHIVE_SEARCH_ENGINE, str(settings.ARCHIVE_DATA / "index"))


def engine_of_things() -> Engine:
    return _open(settings.ARCHIVE_SEARCH_ENGINE, str(settings.ARCHIVE_DATA / "index" / "things"))


@state_of
def _state() -> Hashable:
    try:
        return engine().state(), engine_of_things().state()
    except IndexDamaged:
        return "damaged"


def index_record(mark: str) -> None:
    """Bring the index to what the archive says of this record today; doing it twice is doing it once."""
    record = public_record(mark)
    if record is None:
        engine().remove([mark])
        IndexedRecord.objects.filter(mark=mark).delete()
        return
    engine().replace(mark, passages(record))
    IndexedRecord.objects.get_or_create(mark=mark)


def index_things(marks: list[str]) -> None:
    """Bring their index to what the archive says of these things today."""
    if not marks:
        return
    if len(marks) > MOST_ONE_BY_ONE or not engine_of_things().marks():
        rebuild_things()
        return
    known = things.read(marks, KEEPER)
    engine_of_things().remove([mark for mark in marks if mark not in known])
    for mark, thing in known.items():
        engine_of_things().replace(mark, thing.passages)


def rebuild_things() -> None:
    engine_of_things().rebuild(things.all_things())


def rebuild() -> int:
    """New indexes beside the old, switched in at once. Returns the number of records."""
    rebuild_things()
    engine().rebuild(all_records())
    marks = engine().marks()
    IndexedRecord.objects.exclude(mark__in=marks).delete()
    known = set(IndexedRecord.objects.values_list("mark", flat=True))
    IndexedRecord.objects.bulk_create([IndexedRecord(mark=mark) for mark in sorted(marks - known)])
    return len(marks)


def withheld(user: Any = None, now: datetime | None = None) -> Withheld:
    """What this reader must not find of what the index knows: read from the database at each query, for
    visitors once for each state of the archive."""
    state = archive_state() if now is None and (user is None or not user.is_authenticated) else None
    return _withheld(user, now) if state is None else _from_visitors(state)


@lru_cache(maxsize=1)
def _from_visitors(state: State) -> Withheld:
    return _withheld(None, None)


def _withheld(user: Any, now: datetime | None) -> Withheld:
    seen = visible(user, now)
    marks = seen.excluded(IndexedRecord.objects.all())
    bars = seen.bars()
    keys = set(named.withheld_keys(user))
    if not (bars.records or bars.files or bars.pages):
        return Withheld(marks, keys=frozenset(keys))
    records = seen.records()
    contents = _marks(records.filter(pk__in=bars.records).values_list("pk", "translation_key"))
    documents = {document for document, _page in bars.pages} | bars.files.keys()
    partly = records.filter(files__document__in=documents).exclude(pk__in=contents).distinct()
    codes = _marks(partly.values_list("pk", "translation_key"))
    for record in partly:
        keys.update(_barred_keys(codes.get(record.pk, ""), record, bars))
    return Withheld(marks, frozenset(contents.values()), frozenset(keys))


def withheld_things(user: Any = None) -> Withheld:
    """As for records: what the index of things holds that this reader must not find today."""
    state = archive_state() if user is None or not user.is_authenticated else None
    return _withheld_things(user) if state is None else _things_from_visitors(state)


@lru_cache(maxsize=1)
def _things_from_visitors(state: State) -> Withheld:
    return _withheld_things(None)


def _withheld_things(user: Any) -> Withheld:
    marks = engine_of_things().marks() - things.marks(user)
    return Withheld(frozenset(marks), keys=frozenset(things.withheld_keys(user)))


def _marks(rows: Iterable[tuple[int, UUID]]) -> dict[int, str]:
    rows = list(rows)
    codes = dict(Mark.objects.filter(key__in=[key for _pk, key in rows]).values_list("key", "code"))
    return {pk: codes[key] for pk, key in rows if key in codes}


def _barred_keys(mark: str, record: RecordPage, bars: Bars) -> Iterator[str]:
    for file in placed_files(record):
        bar = bars.files.get(file.document.pk)
        if bar is not None and bar.closes:
            yield from (caption_key(mark, language, file.position) for language in ("fr", "en"))
        for number, page in enumerate(file.pages, start=1):
            if bars.page(file.document.pk, number) is not None:
                yield page_key(mark, page)


def ask(user: Any = None, **parts: Any) -> Answer | None:
    """None when the index is damaged: the page then says so, and a rebuilding is queued."""
    answers = ask_each(user, [parts])
    return answers[0] if answers else None


def ask_each(user: Any, questions: list[dict[str, Any]]) -> list[Answer]:
    """Several questions of one reader, whose rights are read once; none is answered by a damaged index."""
    barred = withheld(user)
    try:
        return [engine().search(Request(withheld=barred, **parts)) for parts in questions]
    except IndexDamaged:
        from .tasks import rebuild_index

        rebuild_index.enqueue()
        return []


def ask_things(user: Any = None, **parts: Any) -> Answer:
    return ask_things_each(user, [parts])[0]


def ask_things_each(user: Any, questions: list[dict[str, Any]]) -> list[Answer]:
    """Several questions of one reader about what is beside the records; nothing is found while that index is
    damaged."""
    try:
        barred = withheld_things(user)
        return [engine_of_things().search(Request(withheld=barred, **parts)) for parts in questions]
    except IndexDamaged:
        from .tasks import rebuild_things

        rebuild_things.enqueue()
        return [Answer() for _parts in questions]
