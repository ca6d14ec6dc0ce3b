"""What a drawn document shows by its cells, each with a twin that shows nothing."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from reportlab.pdfgen import canvas

from pipeline.document import read
from tests.drawing import boxes, page_table, workbook
from tests.test_reading import both

HEAD = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM"]
BODY = ["Meningkatkan layanan", "Meningkatnya layanan", "Program Pelayanan", "Jumlah orang"]


def told(path, *codes):
    """The findings of the codes in question, as (code, text told)."""
    return [(f["code"], f["message"]) for f in read(path, path.name)["findings"] if f["code"] in codes]


def sheet(tmp_path, *rows, head=HEAD, title=()):
    workbook(tmp_path / "a.xlsx", boxes([head, *rows]), title=title)
    return tmp_path / "a.xlsx"


def test_a_text_that_ends_amid_its_sentence_was_cut(tmp_path):
    cut = told(sheet(tmp_path, [*BODY[:2], "Program Penanganan masalah yang", "Jumlah orang"]), "sel-terpotong")
    assert len(cut) == 1 and "masalah yang" in cut[0][1]
    for bare in ("1.06.04 - PROGRAM", "1.06.04 -"):
        assert len(told(sheet(tmp_path, [*BODY[:2], bare, "Jumlah orang"]), "sel-terpotong")) == 1
    assert told(sheet(tmp_path, BODY), "sel-terpotong") == []


@pytest.mark.parametrize("name, glued", [("1Meningkatnya layanan", True), ("Perlindungan2 Kegiatan", True), ("1 Meningkatnya layanan", False), ("Tipe C4 Plus", False)])
def test_a_number_glued_to_a_word(tmp_path, name, glued):
    assert bool(told(sheet(tmp_path, [BODY[0], name, *BODY[2:]]), "nomor-menempel")) is glued


def test_struck_text_is_read_and_told(tmp_path):
    path = sheet(tmp_path, BODY)
    assert told(path, "teks-dicoret") == []
    book = openpyxl.load_workbook(path)
    book.active["C2"].font = Font(strike=True)
    book.save(path)
    ((_, message),) = told(path, "teks-dicoret")
    assert "Program Pelayanan" in message and "Cascading!C2" in message


def test_a_word_struck_within_a_cell_is_told(tmp_path):
    path = sheet(tmp_path, BODY)
    book = openpyxl.load_workbook(path)
    book.active["C2"] = CellRichText("Program ", TextBlock(InlineFont(strike=True), "Penyediaan"), " Pelayanan")
    book.save(path)
    ((_, message),) = told(path, "teks-dicoret")
    assert "Program Penyediaan Pelayanan" in message and "Cascading!C2" in message


@pytest.mark.parametrize("heading, twice", [("SASARAN STRATEGIS PENDUKUNG", True), ("SASARAN KEPALA BIDANG", False), ("PROGRAM", False)])
def test_two_headings_of_one_level(tmp_path, heading, twice):
    path = sheet(tmp_path, ["Meningkatnya layanan", "Meningkatnya tertib", "Jumlah orang", "orang"], head=["SASARAN", heading, "INDIKATOR", "SATUAN"])
    assert bool(told(path, "kolom-setingkat")) is twice


def test_two_tables_side_by_side(tmp_path):
    path = sheet(tmp_path, ["Meningkatnya layanan", "Jumlah orang", "Meningkatnya tertib", "Program Data"], head=["SASARAN", "INDIKATOR", "SASARAN", "PROGRAM"])
    assert told(path, "kolom-setingkat")


@pytest.mark.parametrize("code, fraction", [(2.1, True), ("2.10", False), (2, False)])
def test_a_code_kept_as_a_fraction(tmp_path, code, fraction):
    path = sheet(tmp_path, [code, *BODY[2:]], head=["KODE", "PROGRAM", "INDIKATOR PROGRAM"])
    assert bool(told(path, "kode-angka-pecahan")) is fraction


def test_a_number_without_text(tmp_path):
    path = sheet(tmp_path, ["1", *BODY], ["2", "", "", "", ""], head=["TUJUAN", "<", *HEAD[1:]])
    assert [code for code, _ in told(path, "nomor-tanpa-teks")] == ["nomor-tanpa-teks"]


@pytest.mark.parametrize("title, owner, code", [
    (["CASCADING DINAS SOSIAL"], "", "penanggung-jawab-dari-judul"), ([], "", "kolom-penanggung-jawab-kosong"), (["CASCADING DINAS SOSIAL"], "Bidang Data", None)])
def test_a_column_of_owners_that_is_empty(tmp_path, title, owner, code):
    path = sheet(tmp_path, [*BODY, owner], head=[*HEAD, "PENANGGUNG JAWAB"], title=title)
    assert [found for found, _ in told(path, "penanggung-jawab-dari-judul", "kolom-penanggung-jawab-kosong")] == ([code] if code else [])


def test_a_row_printed_on_both_sides_of_a_page_break(tmp_path):
    rows = boxes([HEAD, [*BODY[:2], "Program Pelayanan dan Rehabilitasi Kesejahteraan Sosial bagi keluarga rentan", "Jumlah orang"]])
    page_table(tmp_path / "cut.pdf", rows, breaks=[1.5])
    page_table(tmp_path / "whole.pdf", rows)
    assert told(tmp_path / "cut.pdf", "baris-terulang-halaman") and not told(tmp_path / "whole.pdf", "baris-terulang-halaman")


def test_boxes_and_arrows_are_no_table(tmp_path):
    chart = canvas.Canvas(str(tmp_path / "bagan.pdf"), pagesize=(842, 595))
    for k in range(4):
        for y, text in ((300, f"PROGRAM {k + 1} Pelayanan"), (200, "KEGIATAN Penyediaan")):
            chart.rect(60 + 190 * k, y, 150, 50)
            chart.drawString(65 + 190 * k, y + 30, text)
        chart.line(135 + 190 * k, 300, 135 + 190 * k, 250)
    chart.save()
    reading = read(tmp_path / "bagan.pdf", "bagan.pdf")
    assert reading["documents"][0]["status"] == "gagal"
    assert [f["code"] for f in reading["findings"]] == ["bukan-tabel", "tanpa-tabel-cascading"]


def test_a_doubt_about_a_cell_names_the_node_beside_it(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"],
            ["Meningkatnya data", "1. Indeks data 2. Nilai data", "Program Data", "Persentase data", "12,5"], ["^", "^", "Program Arsip", "1. Jumlah arsip 2. Jumlah peta", "1; 2; 3"]]
    for reading in both(tmp_path, rows):
        (told,) = [f for f in reading["findings"] if f["code"] == "isi-sel-tidak-berpasangan"]
        assert [n["name"] for n in reading["nodes"] if n["node_id"] == told["node_id"]] == ["Program Arsip"]


def test_a_cell_whose_formula_failed_is_told(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"], ["Program Data", "Jumlah data", "#REF!"], ["#N/A", "Jumlah peta", "5"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Program Data", "#N/A"]
        assert [(f["code"], f["node_id"]) for f in reading["findings"]] == [("sel-galat", n["node_id"]) for n in reading["nodes"]]


def test_an_empty_column_amid_names_may_part_two_tables(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "", "PROGRAM", "ANGGARAN 2025"], ["Meningkatnya layanan", "Indeks layanan", "", "Program Data", "1.000.000"], ["Terwujudnya tertib", "Indeks tertib", "", "Program Tertib", "2.000.000"],
            ["", "", "", "Program Arsip", "3.000.000"]]
    for reading in both(tmp_path, rows):
        assert [f["code"] for f in reading["findings"]] == ["kolom-kosong-di-tengah"]
    for reading in both(tmp_path, [*rows[:2], ["^", "^", "^", *rows[3][3:]]]):
        assert reading["findings"] == []


@pytest.mark.parametrize(("text", "told"), [("1. Program Data : Rp 1.200.000.000,-", True), ("Program Data 1.200.000.000 APBD", True), ("Program Data dilaksanakan 2025", False), ("Jumlah 1.200.000.000", False)])
def test_programs_and_their_money_beside_tables_are_told(tmp_path, text, told):
    page_table(tmp_path / "a.pdf", boxes([["SASARAN", "INDIKATOR", "TARGET 2025"], ["Meningkatnya layanan", "Indeks layanan", "70,5"]]), title=["PERJANJIAN KINERJA", text])
    assert ("uang-di-luar-tabel" in [f["code"] for f in read(tmp_path / "a.pdf", "a.pdf")["findings"]]) == told


@pytest.mark.parametrize(("heading", "told"), [("SASARAN PROGRAM", True), ("PROGRAM", False), ("PROGRAM (SASARAN PROGRAM)", False), ("SASARAN STRATEGIS", False)])
def test_what_is_reached_with_programs_apart_from_their_names_is_told(tmp_path, heading, told):
    rows = [["NO", heading, "INDIKATOR", "TARGET 2025"], ["1", "Meningkatnya layanan", "Indeks layanan", "70,5"], [""] * 4, ["NO", "PROGRAM", "ANGGARAN 2025", "KETERANGAN"], ["1", "Program Data", "9.000", "APBD"]]
    workbook(tmp_path / "a.xlsx", boxes(rows))
    assert ("sasaran-terpisah-dari-nama" in [f["code"] for f in read(tmp_path / "a.xlsx", "a.xlsx")["findings"]]) == told


@pytest.mark.parametrize(("text", "told"), [("Jumlah dokume\nn hasil", True), ("Persen\ntase data", True), ("Jumlah pengel\nolaan data", True), ("Jumlah dermag\na aman", True), ("Tertatany\na layanan", True), ("Jumlah pendamping\nan", True), ("Jumlah kelas\nA", False), ("Jumlah pengelolaan\ndata", False), ("Jumlah dokumen\nnaskah", False), ("Persentase\nprogram data", False)])
def test_lines_that_break_within_words_are_told(tmp_path, text, told):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2025"], ["Program Data", text, "5"]]
    for reading, pdf in zip(both(tmp_path, rows), (False, True)):
        assert ("kata-terbelah" in [f["code"] for f in reading["findings"]]) == (told and pdf)


@pytest.mark.parametrize(("text", "told"), [
    ("Nilai SAKIP\nIndeks Reformasi Birokrasi", True), ("Persentase jalan mantap\nJumlah rambu", True), ("Persentase keselarasan kinerja dan\nIndeks Kepuasan", False),
    ("Persentase desa yang memiliki Nilai Indeks\nPembangunan baik", False), ("Nilai SAKIP\nkabupaten", False), ("Nilai desa (dari\nNilai lembaga)", False),
    ("Persentase kelurahan yang tertata aman\nPersentase desa", True), ("Cakupan kelurahan yang tertata dan aman (%)\nIndeks desa", True)])
def test_indicators_that_only_the_lines_of_a_page_part_are_told(tmp_path, text, told):
    rows = [["SASARAN", "INDIKATOR", "TARGET 2025"], ["Meningkatnya layanan", text, "5"], ["Meningkatnya tata kelola", "Persentase kelurahan yang tertata dan aman", "6"]]
    page_table(tmp_path / "a.pdf", boxes(rows))
    assert ("indikator-baris-terpisah" in [f["code"] for f in read(tmp_path / "a.pdf", "a.pdf")["findings"]]) == told
