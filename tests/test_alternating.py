"""Budget tables without codes: a row of name and money, and below it the rows of its results and indicators."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from pipeline import document
from tests.drawing import boxes, fill_sheet, page_table

HEAD = [["BIDANG URUSAN / PROGRAM / OUTCOME / KEGIATAN / SUBKEGIATAN OUTPUT", "INDIKATOR OUTCOME / OUTPUT", "SATUAN", "TARGET DAN PAGU INDIKATIF TAHUN", "<", "<", "<"],
        ["^", "^", "^", "2026", "<", "2027", "<"], ["^", "^", "^", "TARGET", "PAGU", "TARGET", "PAGU"]]
ROWS = [
    ("URUSAN PEMERINTAHAN BIDANG DATA", None, "9.000.000", "9.300.000"),
    ("PROGRAM PENGELOLAAN DATA", "Tersedianya data", "9.000.000", "9.300.000"),
    ("Pendataan Wilayah", "Terdatanya wilayah", "5.000.000", "5.200.000"),
    ("Penyediaan Petugas", "Tersedianya petugas", "2.000.000", "2.100.000"),
    ("Penyediaan Peta", "Tersedianya peta", "3.000.000", "3.100.000"),
    ("Pengolahan Data", "Terolahnya data", "4.000.000", "4.100.000"),
    ("Penyusunan Laporan", "Tersusunnya laporan", "4.000.000", "4.100.000"),
]
LEVELS = ["program", "kegiatan", "sub_kegiatan", "sub_kegiatan", "kegiatan", "sub_kegiatan"]


def table(rows):
    """A table of such rows; all nodes but the urusan have two indicators."""
    lines = []
    for name, result, *money in rows:
        lines.append([name, "", "", "", money[0], "", money[1]])
        if result:
            lines += [[result, f"Jumlah {name.lower()}", "Dokumen", "1", money[0], "2", money[1]], ["", f"Persentase {name.lower()}", "%", "50", "", "60", ""]]
    return boxes(HEAD + lines, 3)


def read(tmp_path, cells):
    page_table(tmp_path / "a.pdf", cells, [3, 3, 1, 1, 2, 1, 2], heads=3)
    return document.read(tmp_path / "a.pdf", "a.pdf")


def test_money_that_adds_up_tells_the_levels(tmp_path):
    reading = read(tmp_path, table(ROWS))
    nodes, ids = reading["nodes"], [n["node_id"] for n in reading["nodes"]]
    assert [(n["level"], n["name"], n["result"]) for n in nodes] == [(level, *row[:2]) for level, row in zip(["bidang_urusan", *LEVELS], ROWS)]
    assert [n["parent_id"] and ids.index(n["parent_id"]) for n in nodes] == [None, 0, 1, 2, 2, 1, 5]
    assert [sum(i["node_id"] == place for i in reading["indicators"]) for place in ids] == [0, *[2] * 6]
    assert {b["amount"] for b in reading["budgets"] if b["node_id"] == ids[2]} == {5e6, 5.2e6}


def test_rows_whose_money_and_looks_tell_no_level_are_told(tmp_path):
    wrong = [(*row[:2], "4.900.000", row[3]) if row[0] == "Pendataan Wilayah" else row for row in ROWS]
    reading = read(tmp_path, table(wrong))
    assert [n["name"] for n in reading["nodes"]] == [row[0] for row in ROWS[:2]]
    assert any(f["code"] == "sel-tak-terpakai" and "Pendataan Wilayah" in f["message"] for f in reading["findings"])


def test_looks_tell_the_levels_where_money_does_not(tmp_path):
    shades = {"PROGRAM PENGELOLAAN DATA": "FFB4C6E7", "Pendataan Wilayah": "FFD9E1F2", "Pengolahan Data": "FFD9E1F2"}
    book = Workbook()
    fill_sheet(book.active, table([(*row[:2], "4.900.000", row[3]) if row[0] == "Pendataan Wilayah" else row for row in ROWS[1:]]))
    for cell in book.active["A"]:
        if cell.value in shades:
            cell.fill = PatternFill("solid", fgColor=shades[cell.value])
    book.save(tmp_path / "a.xlsx")
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [n["level"] for n in reading["nodes"]] == LEVELS
    assert "level-dari-tampilan" in {f["code"] for f in reading["findings"]}


def test_what_stands_above_the_first_program_without_its_own_is_no_urusan(tmp_path):
    reading = read(tmp_path, table([ROWS[5], ROWS[6], *ROWS[1:]]))
    assert [n["level"] for n in reading["nodes"]] == LEVELS


def test_looks_of_rows_whose_money_tells_their_level_tell_it_above_the_first_program(tmp_path):
    rows = [ROWS[5], ROWS[6], *ROWS[1:]]
    shades = {"PROGRAM PENGELOLAAN DATA": "FFB4C6E7", "Pendataan Wilayah": "FFD9E1F2", "Pengolahan Data": "FFD9E1F2"}
    # The page before holds the kegiatan of what the table begins with.
    book = Workbook()
    fill_sheet(book.active, table(rows[1:]))
    for cell in book.active["A"]:
        if cell.value in shades:
            cell.fill = PatternFill("solid", fgColor=shades[cell.value])
    book.save(tmp_path / "a.xlsx")
    nodes = document.read(tmp_path / "a.xlsx", "a.xlsx")["nodes"]
    assert [(n["level"], n["name"]) for n in nodes] == [("sub_kegiatan", "Penyusunan Laporan"), *zip(LEVELS, [row[0] for row in ROWS[1:]])]


def test_a_name_of_which_a_page_shows_only_the_word_of_its_level_is_no_node(tmp_path):
    reading = read(tmp_path, table([*ROWS, ("PROGRAM", None, "3.000.000", "3.100.000")]))
    assert [n["name"] for n in reading["nodes"]] == [row[0] for row in ROWS]
    assert [f["code"] for f in reading["findings"] if '"PROGRAM"' in f["message"]]
