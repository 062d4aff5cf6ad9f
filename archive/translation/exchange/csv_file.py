"""CSV, as spreadsheets of either country write it."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from archive.core.spreadsheet import CSV, as_csv, text_in

from .base import Line, Unreadable, text_of
from .table import is_heading, lines_in, rows_of

MEDIA_TYPE = CSV
DELIMITERS = (",", ";", "\t")


def write(lines: list[Line], seal: str) -> bytes:
    return as_csv(rows_of(lines))


def read(content: bytes) -> list[Line]:
    text = text_of(content, "cp1252")
    if text[:5].casefold().startswith("sep="):
        text = text.partition("\n")[2]
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        return lines_in((rows.line_num, [text_in(cell) for cell in row]) for row in rows)
    except csv.Error as error:
        raise Unreadable(_("This is not a CSV file, or a damaged one.")) from error


def _delimiter(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0]
    return next(
        (sign for sign in DELIMITERS if is_heading(next(csv.reader([first], delimiter=sign), []))), ","
    )
