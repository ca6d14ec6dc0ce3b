"""cascading.xlsx: what its cells hold of texts and numbers, and how its sheets part."""

import duckdb
import openpyxl
import pytest

from pipeline.formula_signs import FORMULA_SIGNS, neutral_text
from pipeline.loaders import workbook
from schemas.fields import Field

FIELDS = (Field("name", "string", ""), Field("amount", "double", ""))


def sheets(path, rows):
    """The rows of each sheet of a workbook written of rows (name, amount)."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (name VARCHAR, amount DOUBLE)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        workbook.write_book(path, {"isi": workbook.frame(connection, "t", FIELDS)})
    return {sheet.title: list(sheet.values)[1:] for sheet in openpyxl.load_workbook(path)}


@pytest.mark.parametrize(("text", "written"), [
    *((f"{sign}teks", neutral_text(f"{sign}teks")) for sign in (*FORMULA_SIGNS, "", "'", "(", "é")),
    ("\x01=1+1", "'=1+1"), ("a\x0bb\ufffe", "ab"), ("2025-01-01", "2025-01-01"), ("0012", "0012"), ("_x0041_", "_x0041_"), (None, None)])
def test_a_text_stays_text_and_is_no_formula(tmp_path, text, written):
    (((shown, _),),) = sheets(tmp_path / "a.xlsx", [(text, 1)]).values()
    # What openpyxl gives back of a carriage return; Excel shows a break of the line.
    assert shown == (written and written.replace("\r", "_x000D_"))


def test_a_text_too_long_for_a_cell_is_cut(tmp_path):
    (((shown, _),),) = sheets(tmp_path / "a.xlsx", [("=" + "a" * 40_000, 1)]).values()
    assert len(shown) == workbook.CELL_LENGTH


@pytest.mark.parametrize("amount", [0.1, 12.5, 3.0, 1_234_567_890_123.45, 2.0**60, -7.0, None])
def test_a_number_is_exact(tmp_path, amount):
    (((_, shown),),) = sheets(tmp_path / "a.xlsx", [("a", amount)]).values()
    assert shown == amount or float(shown) == amount


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    assert sheets(tmp_path / "a.xlsx", [("a", 1), ("b", 2), ("c", 3)]) == {"isi": [("a", 1), ("b", 2)], "isi 2": [("c", 3)]}
