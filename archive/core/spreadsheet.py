"""Tables to take away as CSV or XLSX; no cell of them is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRAPPED = Alignment(wrap_text=True, vertical="top")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell_of(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def csv_cell(text: str) -> str:
    text = cell_of(text)
    return f"'{text}" if text.startswith(FORMULA) else text


def text_in(cell: str) -> str:
    """What `csv_cell` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([csv_cell(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Iterable[str]], title: str, widths: Sequence[int] = ()) -> bytes:
    """widths: of the columns, in letters, when their texts are long; the headings then stay in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    if widths:
        sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in rows:
        sheet.append([_text_cell(sheet, text, bool(widths)) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: Any, text: str, wrapped: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=cell_of(text))
    cell.data_type = "s"
    if wrapped:
        cell.alignment = WRAPPED
    return cell


class Spreadsheet(SpreadsheetExportMixin):
    """A list of the administration as a spreadsheet, in the reader's language."""

    def stream_csv(self, rows: Any) -> Any:
        return list(super().stream_csv(rows))  # written now, while the reader's language is spoken

    def get_heading(self, rows: Any, field: str) -> str:
        return str(self.export_headings[field])

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            value = timezone.make_naive(value)
        if not isinstance(value, str):
            return value if export_format == self.FORMAT_XLSX else str("" if value is None else value)
        return csv_cell(value) if export_format == self.FORMAT_CSV else cell_of(value)
