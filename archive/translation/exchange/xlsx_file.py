"""XLSX (ECMA-376): the first sheet; of a formula what it came to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from archive.core.spreadsheet import XLSX, as_xlsx

from .base import LARGEST, MOST, Line, Unreadable
from .table import WIDTHS, lines_in, rows_of

MEDIA_TYPE = XLSX
UNPACKED = 5 * LARGEST  # bytes
LONGEST = 32_767  # characters that a cell holds
COLUMNS = 40


def write(lines: list[Line], seal: str) -> bytes:
    return as_xlsx(rows_of(map(_whole, lines)), _("Texts"), WIDTHS)


def _whole(line: Line) -> Line:
    """A text that no cell holds is translated elsewhere: cut off, it would come back as the whole."""
    if max(len(line.source), len(line.target)) <= LONGEST:
        return line
    note = _("Too long for a cell: translate it in a PO file.")
    return Line(line.work, line.key, line.place, line.source[: LONGEST - 1], "", note=note)


def read(content: bytes) -> list[Line]:
    if len(content) > LARGEST:
        raise Unreadable(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST // 1_000_000})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise Unreadable(
                    _("Unpacked, this file is larger than %(limit)s MB.") % {"limit": UNPACKED // 1_000_000}
                )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise Unreadable(_("This file holds no text."))
        return lines_in(_rows(book.worksheets[0]))
    except Unreadable:
        raise
    except (
        *(zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError),
        *(IndexError, AttributeError, OSError, EOFError, NotImplementedError, RuntimeError),
    ) as error:
        raise Unreadable(_("This is not an XLSX workbook, or a damaged one.")) from error


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=MOST + 2, max_col=COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        yield number, ["" if cell is None else str(cell) for cell in row]
