"""Whose a table is: files that hold the tables of several organisations, and those of one that are written in several ways."""

from __future__ import annotations

import pytest
from docx import Document
from openpyxl import Workbook

from pipeline import document
from pipeline.organisation_names import alike, organisation
from tests.drawing import boxes, fill_sheet, page_tables, workbook

HEAD = ["SASARAN", "KODE", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026", "PAGU 2026"]
ROW = ["Meningkatnya tertib kerja", "1.02.01", "Program Penunjang Urusan", "Persentase layanan terpenuhi", "90", "1.000.000"]
LEVELS = ("sasaran", "program")


def owned(reading):
    return [(node["organisation"], node["level"]) for node in reading["nodes"]]


def trees(*offices):
    return [(office, level) for office in offices for level in LEVELS]


def sheets(tmp_path, named):
    """The reading of a workbook with a table on each sheet, below its lines."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in named.items():
        fill_sheet(book.create_sheet(name), boxes([HEAD, ROW]), title=lines)
    book.save(tmp_path / "a.xlsx")
    return document.read(tmp_path / "a.xlsx", "a.xlsx")


def pages(tmp_path, *drawn):
    """The reading of a PDF of pages, each with the lines over its table and the rows of that."""
    page_tables(tmp_path / "a.pdf", [(lines, boxes(rows, 0)) for lines, rows in drawn])
    return document.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize("line, name", [
    ("Rencana Strategis Dinas Kesehatan Kabupaten Contoh 2025-2029", "Dinas Kesehatan"), ("CASCADING DINKES TAHUN 2026", "DINKES"), ("OPD : SATPOL PP", "SATPOL PP"),
    ("Perangkat Daerah : Dinas Sosial", "Dinas Sosial"), (": Dinas Sosial", "Dinas Sosial"), ("CASCADING KECAMATAN KOTA SELATAN KABUPATEN CONTOH", "KECAMATAN KOTA SELATAN"),
    ("PERJANJIAN KINERJA KEPALA BIDANG DATA DINAS SOSIAL", "DINAS SOSIAL")])
def test_a_title_or_a_label_names_the_organisation(line, name):
    assert organisation(line) == name


@pytest.mark.parametrize("line", [
    "Indikator kinerja yang menjadi kewenangan Dinas Sosial tidak dibahas di sini.", "Dinas Pendidikan dan Dinas Sosial mendukung program berikut", "INDIKATOR BADAN LAYANAN UMUM DAERAH",
    "Unit Kerja : Bagian Hukum", "RENCANA KERJA DINAS KABUPATEN CONTOH", "CASCADING PUSKESMAS MAWAR", "RENCANA KERJA PERANGKAT DAERAH"])
def test_running_text_and_sub_units_name_none(line):
    assert organisation(line) is None


@pytest.mark.parametrize("one, other", [
    ("DINAS KESEHATAN", "Dinas Kesehatan dan KB"), ("DINAS PUPR", "DINAS PEKERJAAN UMUM DAN PENATAAN RUANG"), ("SETDA", "Sekretariat Daerah"), ("KANTOR KECAMATAN MAWAR", "KECAMATAN MAWAR"),
    ("DINAS KESEHATN", "DINAS KESEHATAN"), ("DINAS PARIWISATA DAN KEBUDAYAAN", "DINAS KEBUDAYAAN DAN PARIWISATA"), ("DINAS P3A", "DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK")])
def test_two_writings_of_one_organisation(one, other):
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize("one, other", [
    ("KECAMATAN SEMARANG UTARA", "KECAMATAN SEMARANG BARAT"), ("KECAMATAN KOTA", "KECAMATAN KOTA SELATAN"), ("SEKRETARIAT DAERAH", "SEKRETARIAT DEWAN PERWAKILAN RAKYAT DAERAH"), ("DINAS PU", "DINAS PERHUBUNGAN"), ("RSUD A", "RSUD B"),
    ("DINAS PERTANIAN", "DINAS PERTANAHAN")])
def test_two_organisations_that_share_words(one, other):
    assert not alike(one, other) and not alike(other, one)


@pytest.mark.parametrize("one, other", [
    ("CASCADING KECAMATAN SEMARANG UTARA", "CASCADING KECAMATAN SEMARANG BARAT"), ("Cascading Kinerja Dinas Kesehatan", "Cascading Kinerja Dinas Sosial"), ("CASCADING DINKES", "CASCADING SATPOL PP"),
    ("OPD : Dinkes", "OPD : Dinsos")])
def test_sheets_of_two_organisations_are_two_trees(tmp_path, one, other):
    reading = sheets(tmp_path, {"A": [one], "B": [other]})
    assert owned(reading) == trees(*map(organisation, (one, other))) and len(reading["budgets"]) == 2


def test_sheets_without_title_are_those_of_the_organisations_they_are_called_after(tmp_path):
    assert owned(sheets(tmp_path, {"DINKES": [], "Dinas Sosial": []})) == trees("DINKES", "Dinas Sosial")
    assert owned(sheets(tmp_path, {"Dinkes 1": [], "Dinkes 2": []})) == owned(sheets(tmp_path, {"RSUD Tujuan": [], "RSUD Program": []})) == trees(None)


def test_a_sheet_that_names_none_among_those_of_several_is_told(tmp_path):
    reading = sheets(tmp_path, {"A": ["CASCADING DINAS KESEHATAN"], "B": ["CASCADING DINAS SOSIAL"], "C": []})
    assert [f["source"] for f in reading["findings"] if f["code"] == "organisasi-tidak-disebut"] == ["C!A2"]


def test_goals_that_speak_of_an_office_name_no_organisation(tmp_path):
    assert {of for of, _ in owned(sheets(tmp_path, {"A": ["CASCADING DINAS KESEHATAN"], "B": ["Tujuan : Meningkatkan kinerja Rumah Sakit Umum"]}))} == {None}
    assert {of for of, _ in owned(sheets(tmp_path, {"A": ["CASCADING DINAS KESEHATAN"], "B": ["Meningkatnya kinerja Rumah Sakit Umum"]}))} == {None}


def test_a_summary_before_the_sheets_of_two_organisations_leaves_each_its_programs(tmp_path):
    reading = sheets(tmp_path, {"Rekap": ["REKAPITULASI KABUPATEN CONTOH"], "A": ["CASCADING DINAS KESEHATAN"], "B": ["CASCADING DINAS SOSIAL"]})
    assert owned(reading) == [(None, "sasaran"), ("DINAS KESEHATAN", "program"), ("DINAS SOSIAL", "program")]


@pytest.mark.parametrize("line", [["CASCADING DINAS SOSIAL"], ["Perangkat Daerah : Dinas Sosial"], ["OPD", ":", "Dinas Sosial"]], ids=["title", "label", "cells"])
@pytest.mark.parametrize("gap", [[], [[""] * 6]], ids=["close", "gap"])
def test_tables_of_two_organisations_one_below_the_other(tmp_path, line, gap):
    rows = [["CASCADING DINAS KESEHATAN", *[""] * 5], HEAD, ROW, *gap, [*line, *[""] * (6 - len(line))], HEAD, ROW]
    workbook(tmp_path / "a.xlsx", boxes(rows, 0))
    assert owned(document.read(tmp_path / "a.xlsx", "a.xlsx")) == trees("DINAS KESEHATAN", organisation(line[-1]))


@pytest.mark.parametrize("title", ["Cascading Kinerja {}", "Perangkat Daerah : {}", "{}"])
def test_titles_of_pages_need_no_capitals(tmp_path, title):
    drawn = [([title.format(office)], [HEAD, ROW]) for office in ("Dinas Kesehatan", "Dinas Sosial")]
    assert owned(pages(tmp_path, *drawn)) == trees("Dinas Kesehatan", "Dinas Sosial")


def test_a_second_table_without_title_is_that_of_the_organisation_before_it(tmp_path):
    second = [["KODE", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026", "SATUAN", "PAGU 2026", "LOKASI"], ["1.02.02", "Program Lain", "Indeks lain", "4", "Indeks", "2.000.000", "-"]]
    drawn = [page for office in ("DINAS KESEHATAN", "DINAS SOSIAL") for page in ((["CASCADING " + office], [HEAD, ROW]), ([], second))]
    assert owned(pages(tmp_path, *drawn)) == [(office, level) for office in ("DINAS KESEHATAN", "DINAS SOSIAL") for level in (*LEVELS, "program")]


def test_the_title_of_a_further_page_is_of_the_table_that_begins_there(tmp_path):
    goals = [["TUJUAN", "INDIKATOR TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET 2026", "SATUAN"], ["Meningkatkan mutu", "Indeks mutu", "Meningkatnya data", "Indeks data", "7", "Indeks"]]
    reading = pages(tmp_path, (["RPJMD KABUPATEN CONTOH"], goals), (["RENCANA PROGRAM DINAS KESEHATAN"], [HEAD, ROW]), (["RENCANA PROGRAM DINAS SOSIAL"], [HEAD, ROW]))
    assert owned(reading)[2:] == trees("DINAS KESEHATAN", "DINAS SOSIAL")


def test_a_page_head_that_the_first_page_lacks_parts_no_table(tmp_path):
    reading = pages(tmp_path, (["Cascading perangkat daerah"], [HEAD, ROW]), (["RENSTRA DINAS DATA"], [HEAD, ["", "1.02.02", "Program Lain", "Indeks lain", "4", "5"]]))
    assert owned(reading) == [(None, "sasaran"), (None, "program"), (None, "program")]


def test_running_text_between_the_tables_of_a_document_names_no_organisation(tmp_path):
    whole = Document()
    for line in ("CASCADING DINAS KESEHATAN", "Indikator kinerja yang menjadi kewenangan Dinas Sosial tidak dibahas di sini."):
        whole.add_paragraph(line)
        table = whole.add_table(2, len(HEAD))
        for cell, text in zip((cell for row in table.rows for cell in row.cells), [*HEAD, *ROW]):
            cell.text = text
    whole.save(tmp_path / "a.docx")
    assert {of for of, _ in owned(document.read(tmp_path / "a.docx", "a.docx"))} == {None}


CODED = ["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2026", "PAGU 2026"]


@pytest.mark.parametrize("place", [lambda office: [office, "<", "<", "<", "<"], lambda office: ["", office, "", "", "9.000.000"], lambda office: [office, "", "", "", ""]], ids=["over", "name", "code"])
@pytest.mark.parametrize("first, second", [("DINAS KESEHATAN", "DINAS SOSIAL"), ("Dinas Kesehatan", "RSUD")])
def test_a_row_that_names_an_office_is_over_the_rows_below(tmp_path, place, first, second):
    rows = [CODED, *(row for office in (first, second) for row in (place(office), [ROW[1], *ROW[2:]]))]
    workbook(tmp_path / "a.xlsx", boxes(rows))
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert owned(reading) == [(first, "program"), (second, "program")] and not reading["findings"]
    assert [budget["amount"] for budget in reading["budgets"]] == [1_000_000, 1_000_000]


def test_an_office_alone_in_a_row_is_over_the_rows_below(tmp_path):
    head = ["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026"]
    row = ["Program Penunjang", "Nilai SAKIP", "Perencanaan", "Jumlah dokumen", "8"]
    workbook(tmp_path / "a.xlsx", boxes([head, *(line for office in ("DINAS KESEHATAN", "DINAS SOSIAL") for line in ([office, "", "", "", ""], row))]))
    assert owned(document.read(tmp_path / "a.xlsx", "a.xlsx")) == [(office, level) for office in ("DINAS KESEHATAN", "DINAS SOSIAL") for level in ("program", "kegiatan")]


def test_an_office_in_which_a_name_goes_on_is_no_organisation(tmp_path):
    head = ["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026"]
    rows = [["PROGRAM PENUNJANG", "Nilai SAKIP", "Perencanaan", "Jumlah dokumen", "8"], ["DINAS KESEHATAN", "", "", "", ""], ["", "", "Pelaporan", "Jumlah laporan", "9"]]
    workbook(tmp_path / "a.xlsx", boxes([head, *rows]))
    assert {of for of, _ in owned(document.read(tmp_path / "a.xlsx", "a.xlsx"))} == {None}


def test_the_sub_units_of_one_organisation_are_none_of_the_next(tmp_path):
    over = lambda text: [text, "<", "<", "<", "<"]
    row = lambda money: ["7.01.02.2.02", "Pelayanan", "Jumlah layanan", "2", money]
    rows = [CODED, over("KECAMATAN MAWAR"), over("KELURAHAN MELATI"), row("3.000.000"), over("KELURAHAN ANGGREK"), row("4.000.000"), over("KECAMATAN TULIP"), row("5.000.000")]
    workbook(tmp_path / "a.xlsx", boxes(rows))
    nodes = document.read(tmp_path / "a.xlsx", "a.xlsx")["nodes"]
    assert [(n["organisation"], n["unit_name"]) for n in nodes] == [("KECAMATAN MAWAR", "KELURAHAN MELATI"), ("KECAMATAN MAWAR", "KELURAHAN ANGGREK"), ("KECAMATAN TULIP", None)]


OFFICES = ("DINAS KESEHATAN", "DINAS SOSIAL")
PROGRAM_OF_ALL = ["Meningkatnya tertib kerja", "1.02.01", "Program Penunjang Urusan", "Persentase layanan terpenuhi", "Persen", "90", "1.000.000"]
HEAD_OF_ALL = ["SASARAN", "KODE", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2026", "PAGU 2026"]


def two_sheets(path):
    book = Workbook()
    for sheet, office in zip((book.active, book.create_sheet()), OFFICES):
        fill_sheet(sheet, boxes([HEAD_OF_ALL, PROGRAM_OF_ALL]), title=[f"CASCADING KINERJA {office}", "TAHUN 2026"])
    book.save(path / "dua.xlsx")
    return path / "dua.xlsx"


def one_sheet(path):
    second = [[f"CASCADING KINERJA {OFFICES[1]}", *[""] * 6], ["TAHUN 2026", *[""] * 6]]
    workbook(path / "satu.xlsx", boxes([HEAD_OF_ALL, PROGRAM_OF_ALL, [""] * 7, *second, HEAD_OF_ALL, PROGRAM_OF_ALL]), title=[f"CASCADING KINERJA {OFFICES[0]}"])
    return path / "satu.xlsx"


def two_pages(path):
    page_tables(path / "dua.pdf", [([f"CASCADING KINERJA {office}", "TAHUN 2026"], boxes([HEAD_OF_ALL, PROGRAM_OF_ALL])) for office in OFFICES])
    return path / "dua.pdf"


@pytest.mark.parametrize("drawn", [two_sheets, one_sheet, two_pages])
def test_tables_of_two_organisations_in_one_file_are_two_trees_though_they_say_the_same(tmp_path, drawn):
    path = drawn(tmp_path)
    reading = document.read(path, path.name)
    assert [(node["organisation"], node["level"]) for node in reading["nodes"]] == [(office, level) for office in OFFICES for level in ("sasaran", "program")]
    assert [budget["amount"] for budget in reading["budgets"]] == [1_000_000, 1_000_000]
    assert [len(reading[table]) for table in ("indicators", "targets")] == [2, 2]


def test_two_writings_of_one_organisation_are_one_tree(tmp_path):
    second = [["RENCANA KINERJA DINAS KESEHATAN DAN KB", *[""] * 6]]
    workbook(tmp_path / "satu.xlsx", boxes([HEAD_OF_ALL, PROGRAM_OF_ALL, [""] * 7, *second, HEAD_OF_ALL, PROGRAM_OF_ALL]), title=["CASCADING KINERJA DINAS KESEHATAN"])
    reading = document.read(tmp_path / "satu.xlsx", "satu.xlsx")
    assert [(node["organisation"], node["level"]) for node in reading["nodes"]] == [(None, "sasaran"), (None, "program")]


def test_a_table_without_title_is_the_organisations_named_last(tmp_path):
    book, second = Workbook(), ["Meningkatnya tertib kerja", "1.02.02", "Program Pelayanan", "Persentase pelayanan", "Persen", "80", "2.000.000"]
    for k, (title, row) in enumerate([(OFFICES[0], PROGRAM_OF_ALL), (None, second), (OFFICES[1], PROGRAM_OF_ALL), (None, second)]):
        fill_sheet(book.active if k == 0 else book.create_sheet(), boxes([HEAD_OF_ALL, row]), title=[f"CASCADING KINERJA {title}"] if title else [])
    book.save(tmp_path / "a.xlsx")
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [(node["organisation"], node["level"]) for node in reading["nodes"]] == [(office, level) for office in OFFICES for level in ("sasaran", "program", "program")]
    assert [budget["amount"] for budget in reading["budgets"]] == [1_000_000, 2_000_000] * 2


def test_two_writings_of_one_organisation_beside_another_are_one_tree(tmp_path):
    rows = [HEAD_OF_ALL, PROGRAM_OF_ALL]
    for title in ("RENCANA KINERJA DINAS KESEHATAN DAN KB", f"CASCADING KINERJA {OFFICES[1]}"):
        rows += [[""] * 7, [title, *[""] * 6], HEAD_OF_ALL, PROGRAM_OF_ALL]
    workbook(tmp_path / "a.xlsx", boxes(rows), title=["CASCADING KINERJA DINAS KESEHATAN"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [(node["organisation"], node["level"]) for node in reading["nodes"]] == [(office, level) for office in OFFICES for level in ("sasaran", "program")]


@pytest.mark.parametrize("text", ["Program berikut didukung oleh kinerja Badan Kepegawaian Daerah sebagai mitra.", "Kinerja kegiatan pada Kantor Camat diukur seperti di bawah ini",
                                  "Indikator kinerja Dinas Sosial Kabupaten Contoh disajikan dalam tabel", "Rencana kerja Dinas Sosial."])
def test_a_sentence_over_a_table_names_nobody_whose_it_is(tmp_path, text):
    paper = Document()
    for line, row in (("CASCADING KINERJA DINAS KESEHATAN", PROGRAM_OF_ALL), (text, [*PROGRAM_OF_ALL[:1], "1.02.02", "Program Pelayanan", *PROGRAM_OF_ALL[3:]])):
        paper.add_paragraph(line)
        table = paper.add_table(0, 7)
        for texts in (HEAD_OF_ALL, row):
            for cell, words in zip(table.add_row().cells, texts):
                cell.text = words
    paper.save(tmp_path / "a.docx")
    reading = document.read(tmp_path / "a.docx", "a.docx")
    assert [(node["organisation"], node["level"]) for node in reading["nodes"]] == [(None, "sasaran"), (None, "program"), (None, "program")]


def test_a_text_too_long_for_a_title_is_not_searched_for_names():
    assert (organisation("CASCADING KINERJA DINAS SOSIAL KABUPATEN CONTOH"), organisation("KINERJA " * 4000 + "DINAS SOSIAL")) == ("DINAS SOSIAL", None)
