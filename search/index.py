"""The one index: written by the worker, read by every web process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from archive.catalogue.access import visible

from .engines import ENGINES
from .engines.base import Answer, Engine, IndexDamaged, Request
from .models import IndexedRecord
from .sources import all_records, passages, public_record


@lru_cache(maxsize=4)
def _open(name: str, folder: str) -> Engine:
    engine: Engine = import_string(ENGINES[name])(Path(folder))
    return engine


def engine() -> Engine:
    return _open(settings.ARCHIVE_SEARCH_ENGINE, str(settings.ARCHIVE_DATA / "index"))


def index_record(mark: str) -> None:
    """Bring the index to what the archive says of this record today; doing it twice is doing it once."""
    record = public_record(mark)
    if record is None:
        engine().remove([mark])
        IndexedRecord.objects.filter(mark=mark).delete()
        return
    engine().replace(mark, passages(record))
    IndexedRecord.objects.get_or_create(mark=mark)


def rebuild() -> int:
    """A new index beside the old, switched in at once. Returns the number of records."""
    engine().rebuild(all_records())
    marks = engine().marks()
    IndexedRecord.objects.exclude(mark__in=marks).delete()
    known = set(IndexedRecord.objects.values_list("mark", flat=True))
    IndexedRecord.objects.bulk_create([IndexedRecord(mark=mark) for mark in sorted(marks - known)])
    return len(marks)


def excluded() -> frozenset[str]:
    """Marks in the index that nobody may find any more: read from the database at each query."""
    return visible().excluded(IndexedRecord.objects.all())


def ask(**parts: Any) -> Answer | None:
    """None when the index is damaged: the page then says so, and a rebuilding is queued."""
    try:
        return engine().search(Request(excluded=excluded(), **parts))
    except IndexDamaged:
        from .tasks import rebuild_index

        rebuild_index.enqueue()
        return None
