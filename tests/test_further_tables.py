"""A table goes on without its heading: in a further table of a Word document, on a further sheet."""

from __future__ import annotations

import pytest
from docx import Document

from pipeline import document
from tests.drawing import boxes, workbook

HEAD = ["Tujuan", "Sasaran", "Indikator Sasaran", "Target 2025", "Program", "Kegiatan", "Pagu 2025"]
FIRST = ["Meningkatkan kesejahteraan", "Menurunnya kemiskinan", "Persentase miskin", "9", "Program Sosial", "Pendataan", "1.000.000.000"]
REST = [["", "Meningkatnya layanan", "IKM", "82", "Program Layanan", "Kegiatan A", "2.000.000.000"], ["", "", "", "", "", "Kegiatan B", "500.000.000"]]
STAFF = [["No", "Nama", "Jabatan", "NIP", "Golongan", "Pendidikan", "Ruang"], ["1", "Budi", "Kepala Seksi", "1977", "IV", "Sarjana", "12"]]
SIGNED = ["", "", "", "", "Kepala Dinas Sosial", "", ""]
NAMES = ["Meningkatkan kesejahteraan", "Menurunnya kemiskinan", "Program Sosial", "Pendataan", "Meningkatnya layanan", "Program Layanan", "Kegiatan A", "Kegiatan B"]


def of_word(path, *parts):
    """The reading of a Word document of paragraphs and tables below its title."""
    written = Document()
    written.add_paragraph("CASCADING KINERJA DINAS SOSIAL KABUPATEN SUKAMAJU TAHUN 2025")
    for part in parts:
        if isinstance(part, str):
            written.add_paragraph(part)
            continue
        table = written.add_table(len(part), len(part[0]))
        for row, texts in zip(table.rows, part):
            for cell, text in zip(row.cells, texts):
                cell.text = text
    written.save(str(path))
    return document.read(path, path.name)


def of_sheets(path, **sheets):
    """The reading of a workbook by the names of its sheets."""
    workbook(path, {name.replace("_", " "): boxes(rows, 0) for name, rows in sheets.items()})
    return document.read(path, path.name)


def names(reading):
    return [node["name"] for node in reading["nodes"]]


def doubts(reading):
    return [(f["severity"], f["source"]) for f in reading["findings"] if f["code"] == "tabel-lanjutan-tidak-pasti"]


@pytest.mark.parametrize("between", ["", "Lanjutan", "Lanjutan Tabel 1", "CASCADING KINERJA DINAS SOSIAL KABUPATEN SUKAMAJU TAHUN 2025"])
def test_a_table_goes_on_in_the_next_one_of_the_document(tmp_path, between):
    reading = of_word(tmp_path / "a.docx", [HEAD, FIRST], between, REST)
    assert names(reading) == NAMES
    assert reading["documents"][0]["status"] == "bersih" and reading["documents"][0]["cell_count"] == 22
    assert reading["nodes"][4]["source"] == "tabel 2, baris 1, kolom Sasaran"


def test_it_goes_on_over_several_tables_and_a_row_that_numbers_the_columns(tmp_path):
    reading = of_word(tmp_path / "a.docx", [HEAD, FIRST], "", [["1", "2", "3", "4", "5", "6", "7"], REST[0]], "", REST[1:])
    assert names(reading) == NAMES and reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("between, above, below", [
    ("CASCADING KINERJA DINAS KESEHATAN KABUPATEN SUKAMAJU", [HEAD, FIRST], REST),
    ("Sasaran 2 : Meningkatnya layanan", [HEAD, FIRST], REST[1:]),
    ("", [HEAD, FIRST, ["", "", "", "", "Sukamaju, 2 Januari 2025", "", ""], SIGNED], REST),
])
def test_a_table_that_may_not_go_on_is_told(tmp_path, between, above, below):
    reading = of_word(tmp_path / "a.docx", above, between, below)
    assert names(reading) == NAMES[:4] and doubts(reading) == [("warning", "tabel 2")]
    assert reading["documents"][0]["status"] == "tinjau" and "tabel-bukan-cascading" not in {f["code"] for f in reading["findings"]}


@pytest.mark.parametrize("first, second", [("S", "Lanjutan"), ("Cascading", "Cascading lanj."), ("Cascading_1", "Cascading_2")])
@pytest.mark.parametrize("title", [[], [["Lanjutan"] + [""] * 6]])
def test_a_table_goes_on_on_the_next_sheet(tmp_path, first, second, title):
    reading = of_sheets(tmp_path / "a.xlsx", **{first: [HEAD, FIRST], second: title + REST})
    assert names(reading) == NAMES and doubts(reading) == []
    assert {(t["value"]) for t in reading["targets"]} == {9, 82} and sum(b["amount"] for b in reading["budgets"]) == 3.5e9


@pytest.mark.parametrize("second", ["Cascading_(2)", "Cascading_2026", "Dinas_Kesehatan", "Draf"])
def test_a_sheet_of_another_name_is_told_not_guessed(tmp_path, second):
    reading = of_sheets(tmp_path / "a.xlsx", Cascading=[HEAD, FIRST], **{second: [["Meningkatkan mutu", *REST[0][1:]]]})
    assert names(reading) == NAMES[:4] and doubts(reading) == [("warning", second.replace("_", " "))]


def test_a_table_of_other_things_is_not_doubted(tmp_path):
    reading = of_word(tmp_path / "a.docx", [HEAD, FIRST], "", STAFF)
    assert names(reading) == NAMES[:4] and doubts(reading) == []
    assert [f["code"] for f in reading["findings"]] == ["tabel-bukan-cascading"]


@pytest.mark.parametrize(("first", "second", "row"), [
    ("Renja_24", "Renja_25", ["Meningkatkan mutu", *REST[0][1:]]), ("Cascading_1", "Cascading_2", [*FIRST[:3], "15", *FIRST[4:]])], ids=["year", "version"])
def test_another_year_or_version_of_a_sheet_is_not_read_on(tmp_path, first, second, row):
    reading = of_sheets(tmp_path / "a.xlsx", **{first: [HEAD, FIRST], second: [row]})
    assert names(reading) == NAMES[:4] and doubts(reading) == [("warning", second.replace("_", " "))]


def test_a_line_of_dots_is_read_at_once(tmp_path):
    assert names(of_word(tmp_path / "a.docx", [HEAD, FIRST], "." * 20000, REST)) == NAMES[:4]


def test_another_version_of_the_same_rows_is_told(tmp_path):
    head = ["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "SATUAN", "TARGET 2025", "PAGU 2025"]
    version = lambda target: [["Program Data", "Pendataan", "Jumlah dokumen", "Dokumen", target, "100.000.000"], ["Program Mutu", "Penataan", "Jumlah laporan", "Laporan", "4", "200.000.000"]]
    reading = of_sheets(tmp_path / "a.xlsx", Sheet1=[head, *version("12")], Sheet2=version("15"))
    assert [t["value"] for t in reading["targets"]] == [12.0, 4.0] and doubts(reading) == [("warning", "Sheet2")]


def test_a_further_heading_may_name_its_organisation_in_short(tmp_path):
    rows = [["TUJUAN", "SASARAN", "TARGET 2025", "TARGET 2026"], ["Meningkatkan mutu", "Terwujudnya data", "5", "6"],
            ["Tujuan Dincon", "Sasaran Dincon", "2025", "2026"], ["Meningkatkan layanan", "Terwujudnya kantor", "7", "8"]]
    assert [n["name"] for n in of_sheets(tmp_path / "a.xlsx", Cascading=rows)["nodes"]] == ["Meningkatkan mutu", "Terwujudnya data", "Meningkatkan layanan", "Terwujudnya kantor"]


def test_numbers_stand_in_columns_of_their_own_in_each_of_several_tables(tmp_path):
    head = [["TUJUAN", "<", "SASARAN", "<", "INDIKATOR"], ["-1", "-2", "-3", "-4", "-5"]]
    tables = [[*head, [str(k), f"Meningkatkan {what}", "1", f"Terwujudnya {what}", f"Indeks {what}"]] for k, what in enumerate(("data", "jalan", "air"), 1)]
    reading = of_sheets(tmp_path / "a.xlsx", Cascading=[row for table in tables for row in table])
    assert [(n["level"], n["number"], n["name"].split()[1]) for n in reading["nodes"]] == [(level, number, what)
            for k, what in enumerate(("data", "jalan", "air"), 1) for level, number in (("tujuan", str(k)), ("sasaran", "1"))]
