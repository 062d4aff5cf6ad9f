"""Tables that leave the archive: their words come back as they went, and none of them is ever run."""

import csv
import io

from openpyxl import load_workbook

from archive.core.spreadsheet import as_csv, as_xlsx, text_in

HOSTILE = ["=1+1", "+33 3 21", "-40 °C", "@SUM(A1)", "\t=1", "l’état", "'quoted'", "", 'a;b\n"c"']


def test_no_cell_of_a_csv_is_a_formula_and_each_is_read_back():
    (row,) = csv.reader(io.StringIO(as_csv([HOSTILE]).decode("utf-8-sig"), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert [text_in(cell) for cell in row] == HOSTILE


def test_no_cell_of_a_workbook_is_a_formula():
    (row,) = load_workbook(io.BytesIO(as_xlsx([HOSTILE], "Words"))).active.iter_rows()
    assert {cell.data_type for cell in row if cell.value} == {"s"}
    assert [cell.value or "" for cell in row] == HOSTILE


def test_a_character_that_no_spreadsheet_holds_is_left_out():
    assert as_csv([["a\x00b\x1fc"]]).decode("utf-8-sig").strip() == "abc"
    assert load_workbook(io.BytesIO(as_xlsx([["a\x00b\x1fc"]], "Words"))).active["A1"].value == "abc"
