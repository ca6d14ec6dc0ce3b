"""Lines above the heading of a table: titles, and what all its rows are part of."""

from __future__ import annotations

import pikepdf
import pytest
from docx import Document

from pipeline import document
from tests.drawing import boxes, page_table, workbook
from tests.test_reading import tree

HEAD = ["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2025"]
DATA, ARSIP = ["Program Data", "Indeks data", "Pendataan", "Jumlah laporan", "4"], ["Program Arsip", "Indeks arsip", "Pengarsipan", "Jumlah arsip", "5"]
EMPTY = [""] * 5
BELOW = [("program", "Program Data", "Meningkatnya data", ["Indeks data"]), ("kegiatan", "Pendataan", "Program Data", ["Jumlah laporan"])]
SECOND = [("program", "Program Arsip", "Meningkatnya arsip", ["Indeks arsip"]), ("kegiatan", "Pengarsipan", "Program Arsip", ["Jumlah arsip"])]


def read(tmp_path, rows, title=("CASCADING DINAS DATA",)):
    workbook(tmp_path / "a.xlsx", boxes(rows, 0), title=title)
    return document.read(tmp_path / "a.xlsx", "a.xlsx")


def line(*texts, merged=False):
    return [*texts, *["<" if merged else ""] * (5 - len(texts))]


@pytest.mark.parametrize("lines", [
    [line("Tujuan : Meningkatkan mutu"), line("Sasaran : Meningkatnya data")], [line("Tujuan : Meningkatkan mutu", merged=True), line("Sasaran : Meningkatnya data", merged=True)],
    [line("TUJUAN", ":", "Meningkatkan mutu"), line("SASARAN", ":", "Meningkatnya data")], [line("Tujuan", ": Meningkatkan mutu"), EMPTY, line("Sasaran", ": Meningkatnya data")],
    [line("Tujuan : Meningkatkan mutu\nSasaran :\nMeningkatnya data", merged=True)]], ids=["cell", "merged", "cells", "colon-in-the-next", "lines"])
def test_goals_above_the_heading_are_of_all_rows(tmp_path, lines):
    assert tree(read(tmp_path, [*lines, HEAD, DATA])) == [("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", []), *BELOW]


@pytest.mark.parametrize("merged", [True, False])
def test_each_block_of_a_sheet_hangs_under_its_own_goal(tmp_path, merged):
    blocks = [[line("Sasaran 1 : Meningkatnya data", merged=merged), HEAD, DATA, EMPTY], [line("Sasaran 2 : Meningkatnya arsip", merged=merged), HEAD, ARSIP]]
    reading = read(tmp_path, [line("Tujuan : Meningkatkan mutu"), *blocks[0], *blocks[1]])
    assert tree(reading) == [("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", []), *BELOW,
                             ("sasaran", "Meningkatnya arsip", "Meningkatkan mutu", []), *SECOND]
    assert [n["number"] for n in reading["nodes"] if n["level"] == "sasaran"] == ["1", "2"]


def test_titles_between_tables_name_nothing(tmp_path):
    goals = [["TUJUAN", "INDIKATOR TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatkan mutu", "Indeks mutu", "Meningkatnya data", "Indeks data", "7"]]
    titles = [line("TABEL 2 PROGRAM DAN KEGIATAN"), line("DINAS DATA KABUPATEN CONTOH TAHUN 2025-2029")]
    names = [n["name"] for n in read(tmp_path, [*goals, EMPTY, *titles, EMPTY, HEAD, DATA])["nodes"]]
    assert names == ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Pendataan"]
    assert [n["name"] for n in read(tmp_path, [HEAD, DATA, EMPTY, *titles, HEAD, ARSIP])["nodes"]] == ["Program Data", "Pendataan", "Program Arsip", "Pengarsipan"]


def test_a_name_alone_above_a_heading_printed_again_stays(tmp_path):
    assert [n["name"] for n in read(tmp_path, [HEAD, DATA, EMPTY, line("Program Peta"), HEAD, ARSIP])["nodes"]] == ["Program Data", "Pendataan", "Program Peta", "Program Arsip", "Pengarsipan"]


def test_indicators_above_the_heading_are_told(tmp_path):
    reading = read(tmp_path, [line("Sasaran : Meningkatnya data"), line("Indikator Sasaran : Indeks data"), HEAD, DATA])
    assert [f["message"] for f in reading["findings"] if "Indikator Sasaran" in f["message"]]


@pytest.mark.parametrize("second", [["Sasaran : Meningkatnya arsip"], ["Tabel 2", "Sasaran : Meningkatnya arsip", "Bidang Arsip"]])
def test_goals_in_paragraphs_above_a_table_are_of_its_rows(tmp_path, second):
    paper = Document()
    for lines, row in ((["Tujuan : Data lama.", "Tabel ini memuat program.", "Sasaran : Meningkatnya data"], DATA), (second, ARSIP)):
        for text in lines:
            paper.add_paragraph(text)
        table = paper.add_table(0, 5)
        for texts in (HEAD, row):
            for cell, text in zip(table.add_row().cells, texts):
                cell.text = text
    paper.save(tmp_path / "a.docx")
    assert tree(document.read(tmp_path / "a.docx", "a.docx")) == [
        ("sasaran", "Meningkatnya data", None, []), *BELOW, ("sasaran", "Meningkatnya arsip", None, []), *SECOND]


def test_several_goals_above_one_table_are_told(tmp_path):
    reading = read(tmp_path, [line("Tujuan : Meningkatkan mutu"), line("Sasaran 1 : Meningkatnya data"), line("Sasaran 2 : Meningkatnya arsip"), HEAD, DATA])
    assert tree(reading)[:2] == [("tujuan", "Meningkatkan mutu", None, []), ("program", "Program Data", "Meningkatkan mutu", ["Indeks data"])]
    assert sum(f["code"] == "sel-tak-terpakai" for f in reading["findings"]) == 2


def printed(tmp_path, *pages):
    """The reading of a PDF of pages, each with the lines over its table and the rows of that."""
    with pikepdf.new() as whole:
        for number, (title, rows) in enumerate(pages):
            page_table(tmp_path / f"{number}.pdf", boxes(rows, 0), title=title)
            with pikepdf.open(tmp_path / f"{number}.pdf") as page:
                whole.pages.extend(page.pages)
                whole.save(tmp_path / "a.pdf")
    return document.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize("again", [[HEAD], []], ids=["heading-again", "heading-once"])
def test_goals_over_the_tables_of_pages_are_of_the_rows_below_them(tmp_path, again):
    first = ["CASCADING DINAS DATA", "Tujuan : Meningkatkan mutu", "Sasaran 1 : Meningkatnya data"]
    reading = printed(tmp_path, (first, [HEAD, DATA]), (["Sasaran 2 : Meningkatnya arsip"], [*again, ARSIP]))
    assert tree(reading) == [("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", []), *BELOW,
                             ("sasaran", "Meningkatnya arsip", "Meningkatkan mutu", []), *SECOND]


def test_a_goal_printed_over_each_page_is_one(tmp_path):
    page = ["Sasaran 1 : Meningkatnya data"]
    names = [(node["level"], node["name"]) for node in printed(tmp_path, (page, [HEAD, DATA]), (page, [HEAD, ARSIP]))["nodes"]]
    assert names == [("sasaran", "Meningkatnya data"), ("program", "Program Data"), ("kegiatan", "Pendataan"), ("program", "Program Arsip"), ("kegiatan", "Pengarsipan")]


def test_a_goal_that_runs_over_lines_is_whole_and_running_text_is_none(tmp_path):
    text = ["Sasaran daerah tercantum sebagai berikut", "Sasaran 1 : Meningkatnya mutu data yang dibutuhkan dalam perencanaan", "dan pelaporan", "Tabel 4.1 Program"]
    assert printed(tmp_path, (text, [HEAD, DATA]))["nodes"][0]["name"] == "Meningkatnya mutu data yang dibutuhkan dalam perencanaan dan pelaporan"


def test_what_stands_over_the_table_of_a_page_and_finds_no_place_is_told(tmp_path):
    reading = printed(tmp_path, (["Sasaran : Meningkatnya data", "Indikator Sasaran : Indeks data"], [HEAD, DATA]))
    assert [f["source"] for f in reading["findings"] if "Indikator Sasaran" in f["message"]] == ["hal. 1, baris 2 di atas tabel"]


def test_a_row_over_all_columns_below_a_goal_on_a_further_page_is_no_rest_of_it(tmp_path):
    head, row = ["PROGRAM / KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2025"], ["", "Indeks", "Nilai", "5"]
    first, second = ([[f"Program {name}", "<", "<", "<"], row] for name in ("Data", "Arsip"))
    reading = printed(tmp_path, (["Sasaran 1 : Meningkatnya data"], [head, *first]), (["Sasaran 2 : Meningkatnya arsip"], second))
    assert [node["source"].split(", kolom")[0] for node in reading["nodes"]] == ["hal. 1, baris 1 di atas tabel", "hal. 1, baris 2", "hal. 2, baris 1 di atas tabel", "hal. 2, baris 1"]
