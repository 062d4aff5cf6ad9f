"""Images of pages, of records known by their marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .leaves import canvases_at, placed_files_of
from .models import Mark, RecordPage
from .notice import SHOWN, shown_image


def images_at(places: Iterable[tuple[str, int]], most: int = SHOWN) -> list[dict[str, Any] | None]:
    """Of each (mark, page) that the reader may see; None where there is none. A few queries for all."""
    places = list(places)
    marks = Mark.objects.filter(code__in={mark for mark, _page in places})
    keys = dict(marks.values_list("code", "key"))
    rows = RecordPage.objects.filter(translation_key__in=keys.values(), locale__language_code="fr")
    files = placed_files_of(rows)
    held = {row.translation_key: files[row.pk] for row in rows}
    canvases = canvases_at([(held.get(keys.get(mark), []), page) for mark, page in places])
    return [
        shown_image(canvas, mark, page, most) for canvas, (mark, page) in zip(canvases, places, strict=True)
    ]
