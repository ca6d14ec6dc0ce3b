"""Lines above the heading of a table: titles, and what all its rows are part of."""

from __future__ import annotations

import pytest
from docx import Document
from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from tests.drawing import boxes, page_tables, workbook
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


def written(tmp_path, *parts):
    """The reading of a Word document of parts, each of paragraphs and a table of one row below them."""
    paper = Document()
    for paragraphs, row in parts:
        for text in paragraphs:
            paper.add_paragraph(text)
        table = paper.add_table(0, 5)
        for texts in (HEAD, row):
            for cell, text in zip(table.add_row().cells, texts):
                cell.text = text
    paper.save(tmp_path / "a.docx")
    return document.read(tmp_path / "a.docx", "a.docx")


@pytest.mark.parametrize("second", [["Sasaran : Meningkatnya arsip"], ["Tabel 2", "Sasaran : Meningkatnya arsip", "Bidang Arsip"]])
def test_goals_in_paragraphs_above_a_table_are_of_its_rows(tmp_path, second):
    reading = written(tmp_path, (["Tujuan : Data lama.", "Tabel ini memuat program.", "Sasaran : Meningkatnya data"], DATA), (second, ARSIP))
    assert tree(reading) == [("sasaran", "Meningkatnya data", None, []), *BELOW, ("sasaran", "Meningkatnya arsip", None, []), *SECOND]


@pytest.mark.parametrize(("office", "parents"), [("", ["Meningkatkan mutu", "Meningkatkan mutu"]), ("DINAS KESEHATAN KABUPATEN CONTOH", ["Meningkatkan mutu", None])])
def test_a_goal_above_one_table_holds_for_the_parts_of_it_above_the_next(tmp_path, office, parents):
    reading = written(tmp_path, (["Tujuan 1 : Meningkatkan mutu", "Sasaran 1.1 : Meningkatnya layanan"], ["Program Data", "Jumlah data"]),
                      ([*filter(None, [office]), "Sasaran 1.2 : Menurunnya aduan"], ["Program Aduan", "Jumlah aduan"]))
    name = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [name.get(n["parent_id"]) for n in reading["nodes"] if n["level"] == "sasaran"] == parents


def test_several_goals_above_one_table_are_told(tmp_path):
    reading = read(tmp_path, [line("Tujuan : Meningkatkan mutu"), line("Sasaran 1 : Meningkatnya data"), line("Sasaran 2 : Meningkatnya arsip"), HEAD, DATA])
    assert tree(reading)[:2] == [("tujuan", "Meningkatkan mutu", None, []), ("program", "Program Data", "Meningkatkan mutu", ["Indeks data"])]
    assert sum(f["code"] == "sel-tak-terpakai" for f in reading["findings"]) == 2


def printed(tmp_path, *pages):
    """The reading of a PDF of pages, each with the lines over its table and the rows of that."""
    page_tables(tmp_path / "a.pdf", [(lines, boxes(rows, 0)) for lines, rows in pages])
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


@pytest.mark.parametrize("text", [
    ["Untuk itu ditetapkan misi, tujuan, dan", "sasaran : meningkatnya tata kelola yang dicapai melalui program berikut"],
    ["Sasaran : hasil yang diharapkan dari suatu tujuan, yang dinyatakan secara terukur."]], ids=["small", "sentence"])
def test_running_text_over_a_table_is_no_goal(tmp_path, text):
    reading = printed(tmp_path, (text, [HEAD, DATA]))
    assert [node["level"] for node in reading["nodes"]] == ["program", "kegiatan"] and not reading["findings"]


def test_a_goal_with_a_closed_number_is_one_on_pages_too(tmp_path):
    reading = printed(tmp_path, (["Sasaran 1. Meningkatnya data"], [HEAD, DATA]), (["Sasaran 2. Meningkatnya arsip"], [HEAD, ARSIP]))
    assert [(node["number"], node["name"]) for node in reading["nodes"] if node["level"] == "sasaran"] == [("1", "Meningkatnya data"), ("2", "Meningkatnya arsip")]


def test_a_goal_that_stands_over_a_later_table_again_is_the_one_that_it_was(tmp_path):
    goal, other, third = ["Sasaran 1 : Meningkatnya data"], ["Sasaran 2 : Meningkatnya arsip"], ["Program Peta", "Indeks peta", "Pemetaan", "Jumlah peta", "6"]
    reading = printed(tmp_path, (["Tujuan : Meningkatkan mutu", *goal], [HEAD, DATA]), (other, [HEAD, ARSIP]), (goal, [HEAD, third]))
    assert [name for level, name, *_ in tree(reading) if level == "sasaran"] == ["Meningkatnya data", "Meningkatnya arsip"]
    assert [parent for level, name, parent, _ in tree(reading) if name == "Program Peta"] == ["Meningkatnya data"]


@pytest.mark.parametrize("rows", [[HEAD, DATA], [DATA]], ids=["heading-again", "heading-once"])
def test_rows_that_stand_below_another_goal_again_stay(tmp_path, rows):
    reading = printed(tmp_path, (["Sasaran 1 : Meningkatnya data"], [HEAD, DATA]), (["Sasaran 2 : Meningkatnya arsip"], rows))
    assert [name for _, name, *_ in tree(reading)] == ["Meningkatnya data", "Program Data", "Pendataan", "Meningkatnya arsip", "Program Data", "Pendataan"]


def test_indicators_over_each_block_are_told(tmp_path):
    blocks = [[line(f"Sasaran {k} : {name}"), line("Indikator Sasaran", ":", f"Indeks {k}"), HEAD, row, EMPTY] for k, name, row in ((1, "Meningkatnya data", DATA), (2, "Meningkatnya arsip", ARSIP))]
    reading = read(tmp_path, [*blocks[0], *blocks[1]])
    assert [f["source"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == ["Cascading!C3", "Cascading!C8"]


@pytest.mark.parametrize("label, number", [("Sasaran OPD", None), ("Sasaran Dinas 2", "2"), ("Sasaran III", "III"), ("Sasaran b", "b"), ("Sasaran S.1", "S.1")])
def test_the_number_of_a_label_is_no_word(tmp_path, label, number):
    for reading in (read(tmp_path, [line(f"{label} : Meningkatnya data"), HEAD, DATA]), printed(tmp_path, ([f"{label} : Meningkatnya data"], [HEAD, DATA]))):
        assert [(node["level"], node["number"], node["name"]) for node in reading["nodes"]][0] == ("sasaran", number, "Meningkatnya data")


@pytest.mark.parametrize("label", ["Sasaran RPJMD :", "Misi Bupati 3 :", "Sasaran 1", "Tujuan ="])
def test_a_goal_of_a_higher_plan_or_without_colon_over_a_table_is_told(tmp_path, label):
    for reading in (read(tmp_path, [line(f"{label} Meningkatnya data"), HEAD, DATA]), printed(tmp_path, ([f"{label} Meningkatnya data"], [HEAD, DATA]))):
        assert [node["level"] for node in reading["nodes"]] == ["program", "kegiatan"]
        assert [f["code"] for f in reading["findings"]] == ["sel-tak-terpakai"]


def drawn(tmp_path, *pages):
    """The reading of a PDF of pages, each from top to bottom: lines, tables, and the heights from which it goes on."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=landscape(A3), invariant=1)
    for y, items in ((820, items) for items in pages):
        for item in items:
            if isinstance(item, int):
                y = item
            elif isinstance(item, str):
                canvas.drawString(40, y := y - 20, item)
            for texts in item if isinstance(item, list) else ():
                y -= 20
                for column, text in enumerate(texts):
                    canvas.rect(40 + 180 * column, y - 6, 180, 20)
                    canvas.drawString(44 + 180 * column, y, text)
        canvas.showPage()
    canvas.save()
    return document.read(tmp_path / "a.pdf", "a.pdf")


def test_a_goal_at_the_foot_of_a_page_is_over_the_table_of_the_next(tmp_path):
    first = ["CASCADING DINAS DATA", 780, "Sasaran 1 : Meningkatnya data", [HEAD, DATA], 80, "Sasaran 2 : Meningkatnya arsip", 30, "Halaman 1"]
    reading = drawn(tmp_path, first, ["CASCADING DINAS DATA", 780, [HEAD, ARSIP], 30, "Halaman 2"])
    assert tree(reading) == [("sasaran", "Meningkatnya data", None, []), *BELOW, ("sasaran", "Meningkatnya arsip", None, []), *SECOND]


def test_a_goal_of_the_page_before_is_no_head_of_the_page(tmp_path):
    third = ["Program Peta", "Indeks peta", "Pemetaan", "Jumlah peta", "6"]
    first = ["Sasaran 1 : Meningkatnya data", [HEAD, DATA], "Sasaran 2 : Meningkatnya arsip", [HEAD, ARSIP], "Program berikut mendukung data"]
    reading = drawn(tmp_path, first, ["Sasaran 1 : Meningkatnya data", [HEAD, third]])
    assert [parent for _, name, parent, _ in tree(reading) if name in ("Program Arsip", "Program Peta")] == ["Meningkatnya arsip", "Meningkatnya data"]


def test_a_label_alone_goes_on_in_the_next_line(tmp_path):
    text = ["TUJUAN :", "Meningkatkan mutu", "SASARAN :", "Meningkatnya data"]
    assert tree(printed(tmp_path, (text, [HEAD, DATA])))[:2] == [("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", [])]


def test_a_row_over_all_columns_below_a_goal_on_a_further_page_is_no_rest_of_it(tmp_path):
    head, row = ["PROGRAM / KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2025"], ["", "Indeks", "Nilai", "5"]
    first, second = ([[f"Program {name}", "<", "<", "<"], row] for name in ("Data", "Arsip"))
    reading = printed(tmp_path, (["Sasaran 1 : Meningkatnya data"], [head, *first]), (["Sasaran 2 : Meningkatnya arsip"], second))
    assert [node["source"].split(", kolom")[0] for node in reading["nodes"]] == ["hal. 1, baris 1 di atas tabel", "hal. 1, baris 2", "hal. 2, baris 1 di atas tabel", "hal. 2, baris 1"]


@pytest.mark.parametrize(("above", "named"), [
    ([line("Urusan : 1 Urusan Wajib"), line("Bidang Urusan : 1.02 Data")], [("urusan", "1", "Urusan Wajib", None), ("bidang_urusan", "1.02", "Data", "Urusan Wajib")]),
    ([line("Urusan Pemerintahan", ":", "1.02 Data")], [("bidang_urusan", "1.02", "Data", None)]),
    ([line("Tujuan : Meningkatkan mutu"), line("Bidang Urusan : Data")], [("tujuan", None, "Meningkatkan mutu", None), ("bidang_urusan", None, "Data", None)]),
], ids=["both", "by its code", "below a tujuan"])
def test_an_urusan_above_the_heading_is_over_programs_without_sasaran(tmp_path, above, named):
    reading = read(tmp_path, [*above, HEAD, DATA])
    nodes, names = reading["nodes"], {node["node_id"]: node["name"] for node in reading["nodes"]}
    assert not reading["findings"]
    assert [(n["level"], n["code"], n["name"], names.get(n["parent_id"])) for n in nodes] == [*named, ("program", None, "Program Data", "Data"), ("kegiatan", None, "Pendataan", "Program Data")]


def test_each_block_of_programs_hangs_under_its_own_bidang_urusan(tmp_path):
    nodes = read(tmp_path, [line("Bidang Urusan : 1.02 Data"), HEAD, DATA, EMPTY, line("Bidang Urusan : 1.03 Arsip"), HEAD, ARSIP])["nodes"]
    names = {node["node_id"]: node["name"] for node in nodes}
    assert {n["name"]: names.get(n["parent_id"]) for n in nodes if n["level"] == "program"} == {"Program Data": "Data", "Program Arsip": "Arsip"}


def test_a_bidang_urusan_above_a_heading_leaves_programs_to_their_sasaran(tmp_path):
    reading = read(tmp_path, [line("Bidang Urusan : 1.02 Data"), line("Sasaran : Meningkatnya data"), HEAD, DATA])
    assert tree(reading) == [("sasaran", "Meningkatnya data", None, []), ("bidang_urusan", "Data", None, []), *BELOW]


GOALS = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"]
GOAL = ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Indeks data", "4"]


@pytest.mark.parametrize("lines", [["Bidang Urusan : Data"], ["Urusan : 1.02 Data", "Bidang Urusan : 1.02 Data"]], ids=["once", "twice"])
def test_a_bidang_urusan_over_goals_is_a_root_of_its_own(tmp_path, lines):
    reading = read(tmp_path, [*map(line, lines), GOALS, GOAL])
    assert tree(reading) == [("bidang_urusan", "Data", None, []), ("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", []),
                             ("program", "Program Data", "Meningkatnya data", ["Indeks data"])]
    assert not reading["findings"]


def test_a_bidang_urusan_over_a_table_that_has_it_is_no_second_one(tmp_path):
    rows = [["KODE", "URAIAN", "INDIKATOR", "TARGET 2025"], ["1.02", "Data", "", ""], ["1.02.02", "Program Data", "Indeks data", "4"]]
    workbook(tmp_path / "a.xlsx", boxes([["Bidang Urusan : 1.02 Data", "", "", ""], *rows], 0), title=["CASCADING DINAS DATA"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert tree(reading) == [("bidang_urusan", "Data", None, []), ("program", "Program Data", "Data", ["Indeks data"])] and not reading["findings"]


def test_the_code_of_a_program_makes_no_program_of_an_urusan(tmp_path):
    nodes = read(tmp_path, [line("Bidang Urusan : 1.02.01 Data"), line("Program : 1.02.02 Program Data"), ["KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2025", "", ""], [*DATA[2:], "", ""]])["nodes"]
    assert [(n["level"], n["name"]) for n in nodes] == [("bidang_urusan", "Data"), ("program", "Program Data"), ("kegiatan", "Pendataan")]


def test_an_urusan_over_the_table_of_a_page_is_over_its_programs(tmp_path):
    page_tables(tmp_path / "a.pdf", [(["CASCADING DINAS DATA", "Bidang Urusan : 1.02 Data"], boxes([HEAD, DATA], 0))])
    assert [(n["level"], n["name"]) for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]][:2] == [("bidang_urusan", "Data"), ("program", "Program Data")]


def test_a_label_alone_in_a_paragraph_is_that_of_the_next(tmp_path):
    reading = written(tmp_path, (["TUJUAN :", "Meningkatkan mutu", "SASARAN 1 :", "Meningkatnya data"], DATA))
    assert tree(reading) == [("tujuan", "Meningkatkan mutu", None, []), ("sasaran", "Meningkatnya data", "Meningkatkan mutu", []), *BELOW]


def test_several_paragraphs_below_a_label_are_told(tmp_path):
    reading = written(tmp_path, (["SASARAN :", "1. Meningkatnya data", "2. Meningkatnya arsip"], DATA))
    assert [node["name"] for node in reading["nodes"]] == ["Program Data", "Pendataan"]
    assert ["arsip" in f["message"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == [False, True]


@pytest.mark.parametrize("title", ["Tabel 2. Program dan Kegiatan", "DINAS DATA KABUPATEN CONTOH", "CASCADING DINAS DATA", "Tahun 2025-2029", "Lampiran II"])
def test_a_title_below_a_label_is_no_goal(tmp_path, title):
    assert [node["name"] for node in written(tmp_path, (["SASARAN :", title], DATA))["nodes"]] == ["Program Data", "Pendataan"]
    reading = written(tmp_path, (["SASARAN :", "Meningkatnya data.", title], DATA))
    assert tree(reading)[0] == ("sasaran", "Meningkatnya data.", None, []) and not reading["findings"]


def test_a_goal_that_names_an_organisation_is_one(tmp_path):
    assert tree(written(tmp_path, (["SASARAN :", "Meningkatnya kinerja Dinas Data tahun 2025-2029"], DATA)))[0][:2] == ("sasaran", "Meningkatnya kinerja Dinas Data tahun 2025-2029")


def test_label_code_and_name_may_stand_in_three_cells(tmp_path):
    rows = [["Urusan", "1", "Pelayanan Dasar", ""], ["Bidang Urusan", ":", "1.02", "Kesehatan"], ["Sasaran", "2", "Meningkatnya data", ""], HEAD, DATA]
    assert [(n["level"], n["number"], n["code"], n["name"]) for n in sorted(read(tmp_path, rows)["nodes"], key=lambda n: n["level"] != "sasaran")][:3] == [
        ("sasaran", "2", None, "Meningkatnya data"), ("urusan", None, "1", "Pelayanan Dasar"), ("bidang_urusan", None, "1.02", "Kesehatan")]


def test_the_letters_of_a_label_may_be_spaced(tmp_path):
    rows = [["T u j u a n :", "Meningkatkan mutu", "", ""], line("S A S A R A N 1 : Meningkatnya data"), HEAD, DATA]
    assert [(n["level"], n["number"], n["name"]) for n in read(tmp_path, rows)["nodes"]][:2] == [("tujuan", None, "Meningkatkan mutu"), ("sasaran", "1", "Meningkatnya data")]


@pytest.mark.parametrize("lines", [[["Penanggung Jawab", ": Bidang Data"], ["Penanggung Jawab", ": Bidang Arsip"]], [["Pagu : Rp 3.000.000"], ["Pagu : Rp 4.000.000"]]])
def test_an_owner_or_money_over_each_block_is_told_and_parts_no_goal_from_its_rows(tmp_path, lines):
    head, data, arsip = (["No", *row[2:]] if row is HEAD else ["1", *row[2:]] for row in (HEAD, DATA, ARSIP))
    blocks = [[["Sasaran", ": Meningkatnya data"], ["Program", ": Program Data"], lines[0], head, data, []], [["Sasaran", ": Meningkatnya data"], ["Program", ": Program Arsip"], lines[1], head, arsip]]
    reading = read(tmp_path, [[*row, *[""] * (4 - len(row))] for block in blocks for row in block])
    assert [(n["level"], n["name"], n["number"]) for n in reading["nodes"]] == [
        ("sasaran", "Meningkatnya data", None), ("program", "Program Data", None), ("kegiatan", "Pendataan", "1"), ("program", "Program Arsip", None), ("kegiatan", "Pengarsipan", "1")]
    assert [f["text"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == [" ".join(line) for line in lines]
