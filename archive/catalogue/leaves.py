"""The pages of a record: those of its files one after the other, numbered from 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.holdings.models import ArchiveDocument, Canvas

from .models import RecordFile, RecordPage

STRIP = 24  # pages of the strip shown at a time when a record has more than STRIP_WHOLE
STRIP_WHOLE = 60


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file within its record: `first` is the record's page number of the file's first page."""

    position: int
    document: ArchiveDocument
    first: int

    @property
    def pages(self) -> range:
        return range(self.first, self.first + self.document.page_count)


def placed_files(record: RecordPage) -> list[PlacedFile]:
    """In order; facts, so read from the French row."""
    return placed_files_of([record])[record.pk]


def placed_files_of(records: Iterable[RecordPage]) -> dict[int, list[PlacedFile]]:
    """By the pk of each record, with one query for all."""
    placed: dict[int, list[PlacedFile]] = {record.pk: [] for record in records}
    rows = RecordFile.objects.filter(page__in=placed).select_related("document").order_by("sort_order")
    for row in rows:
        files = placed[row.page_id]
        first = files[-1].pages.stop if files else 1
        files.append(PlacedFile(len(files) + 1, row.document, first))
    return placed


def find_canvas(record: RecordPage, page: int) -> Canvas | None:
    """The canvas of page `page` of the record; None when there is none (yet)."""
    return canvas_at(placed_files(record), page)


def canvas_at(files: list[PlacedFile], page: int) -> Canvas | None:
    for file in files:
        if page in file.pages:
            rows = Canvas.objects.filter(document=file.document, number=page - file.first + 1)
            return rows.select_related("document").first()
    return None


def canvases_at(places: list[tuple[list[PlacedFile], int]]) -> list[Canvas | None]:
    """The canvas at each place (files of a record, page of the record), with two queries for all."""
    wanted = [
        next(((file.document.pk, page - file.first + 1) for file in files if page in file.pages), None)
        for files, page in places
    ]
    places_wanted = set(filter(None, wanted))
    among = Canvas.objects.filter(
        document__in={document for document, _number in places_wanted},
        number__in={number for _document, number in places_wanted},
    ).order_by()
    keys = {
        (document, number): pk
        for pk, document, number in among.values_list("pk", "document_id", "number")
        if (document, number) in places_wanted
    }
    rows = Canvas.objects.select_related("document").in_bulk(keys.values())
    return [rows[keys[place]] if place in keys else None for place in wanted]


def strip_window(page: int, total: int) -> range:
    """Which pages the strip shows around `page`."""
    if total <= STRIP_WHOLE:
        return range(1, total + 1)
    first = (page - 1) // STRIP * STRIP + 1
    return range(first, min(first + STRIP, total + 1))
