"""The pages of a record: those of its files one after the other, numbered from 1."""

from __future__ import annotations

from dataclasses import dataclass

from archive.holdings.models import ArchiveDocument, Canvas

from .models import RecordPage

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
    placed, first = [], 1
    rows = record.files.select_related("document").order_by("sort_order")
    for position, row in enumerate(rows, start=1):
        placed.append(PlacedFile(position, row.document, first))
        first += row.document.page_count
    return placed


def find_canvas(record: RecordPage, page: int) -> Canvas | None:
    """The canvas of page `page` of the record; None when there is none (yet)."""
    return canvas_at(placed_files(record), page)


def canvas_at(files: list[PlacedFile], page: int) -> Canvas | None:
    for file in files:
        if page in file.pages:
            number = page - file.first + 1
            return (
                Canvas.objects.select_related("document")
                .filter(document=file.document, number=number)
                .first()
            )
    return None


def strip_window(page: int, total: int) -> range:
    """Which pages the strip shows around `page`."""
    if total <= STRIP_WHOLE:
        return range(1, total + 1)
    first = (page - 1) // STRIP * STRIP + 1
    return range(first, min(first + STRIP, total + 1))
