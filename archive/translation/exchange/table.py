"""Lines as rows of a table, and back: the columns are known by their names in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .base import MOST, Line, Unreadable, one_of_ours, parted

KEY, SOURCE, TARGET = gettext_lazy("Key (leave as it is)"), gettext_lazy("French"), gettext_lazy("English")
PLACE, NOTE = gettext_lazy("Where it stands"), gettext_lazy("Note")
SOURCE_BEFORE, TARGET_BEFORE = gettext_lazy("French before"), gettext_lazy("English before")
COLUMNS = (KEY, PLACE, SOURCE, TARGET, SOURCE_BEFORE, TARGET_BEFORE, NOTE)
WIDTHS = (18, 28, 60, 60, 40, 40, 40)


def rows_of(lines: Iterable[Line]) -> Iterator[list[str]]:
    """A cell cannot say that its words are unsure: those that are stand in a column of their own."""
    yield [str(column) for column in COLUMNS]
    for line in lines:
        before = (line.before.source, line.before.target) if line.before else ("", "")
        target = "" if line.unsure and line.before else line.target
        yield [line.name, line.place, line.source, target, *before, line.note]


def lines_in(rows: Iterable[tuple[int, list[str]]]) -> list[Line]:
    """rows: each with its number in the file."""
    places: dict[str, int] | None = None
    found: list[Line] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if places is None:
            places = _places(row)
            continue
        key, place, source, target = (
            row[at] if (at := places.get(name, len(row))) < len(row) else ""
            for name in ("key", "place", "source", "target")
        )
        work, key = parted(key)
        found.append(Line(work, key, place, source, target, at=number))
        if len(found) > MOST:
            break
    return one_of_ours(found)


def is_heading(row: list[str]) -> bool:
    return {"key", "source", "target"} <= _known(row).keys()


def _places(row: list[str]) -> dict[str, int]:
    if not is_heading(row):
        names = ", ".join(f"“{name}”" for name in (KEY, SOURCE, TARGET))
        raise Unreadable(_("This table lacks one of the columns %(names)s.") % {"names": names})
    return _known(row)


def _known(row: list[str]) -> dict[str, int]:
    columns = _columns()
    return {columns[name]: at for at, cell in enumerate(row) if (name := cell.strip().casefold()) in columns}


@cache
def _columns() -> dict[str, str]:
    names: dict[str, Promise] = {"key": KEY, "place": PLACE, "source": SOURCE, "target": TARGET}
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(said).casefold(): name for name, said in names.items()}
    return found
