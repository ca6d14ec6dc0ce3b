"""Short tables as offices draw them: few groups, counts beside every level, lists."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.books import STAIRCASE
from tests.drawing import boxes, page_table
from tests.test_reading import both, repeated

GROUPED = [
    ["SASARAN", "<", "<", "PROGRAM", "<", "<"],
    ["URAIAN", "INDIKATOR", "TARGET 2025", "URAIAN", "INDIKATOR", "TARGET 2025"],
    ["Meningkatnya layanan", "Indeks layanan", "80,5", "Program Data", "Jumlah data", "12"],
    ["^", "^", "^", "Program Sarana", "Jumlah sarana", "4"],
]
COUNTED = [
    ["NO", "TUJUAN", "INDIKATOR TUJUAN", "NO", "SASARAN", "INDIKATOR SASARAN", "KODE PROGRAM", "PROGRAM"],
    ["1", "Meningkatkan mutu", "Indeks A", "1", "Meningkatnya data", "Indeks B", "1.06.02", "Program Data"],
    ["^", "^", "^", "^", "^", "^", "1.06.03", "Program Sarana"],
    ["2", "Meningkatkan tata kelola", "Indeks C", "1", "Meningkatnya arsip", "Indeks D", "1.06.04", "Program Arsip"],
]


NOTED = [
    ["TUJUAN", "<", "SASARAN", "<", "INDIKATOR SASARAN"],
    ["1", "Meningkatkan mutu", "1", "Meningkatnya data", "Indeks B"],
    ["Catatan: tujuan di atas dihapus", "<", "<", "<", "<"],
]


def test_the_groups_of_two_levels_are_part_of_the_heading(tmp_path):
    for reading in both(tmp_path, GROUPED, 2):
        names = {n["node_id"]: n["name"] for n in reading["nodes"]}
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [
            ("sasaran", "Meningkatnya layanan"), ("program", "Program Data"), ("program", "Program Sarana")]
        assert [(names[i["node_id"]], i["name"]) for i in reading["indicators"]] == [
            ("Meningkatnya layanan", "Indeks layanan"), ("Program Data", "Jumlah data"), ("Program Sarana", "Jumlah sarana")]


def test_counts_beside_every_level_are_its_numbers_where_parents_are_printed_again(tmp_path):
    for rows in (COUNTED, repeated(COUNTED)):
        for reading in both(tmp_path, rows):
            assert [n["number"] for n in reading["nodes"]] == ["1", "1", None, None, "2", "1", None]


def test_a_note_over_the_table_hides_no_column_of_numbers(tmp_path):
    for reading in both(tmp_path, NOTED):
        assert [(n["number"], n["name"]) for n in reading["nodes"]] == [("1", "Meningkatkan mutu"), ("1", "Meningkatnya data")]


@pytest.mark.parametrize("written", ["1.06.02.2.01", "1. 06. 02. 2. 01", "1 . 06 . 02 . 2 . 01", "1,06,02,2,01", "1.06.02.2,01."])
def test_codes_with_blanks_and_commas_are_codes_in_front_of_names_too(tmp_path, written):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], ["Program Data", f"{written} Pendataan Wilayah", "Jumlah laporan"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["code"], n["name"]) for n in reading["nodes"][1:]] == [(None, "1.06.02.2.01", "Pendataan Wilayah")]


def test_values_with_units_below_a_page_break_are_of_a_row_of_their_own(tmp_path):
    rows = [["PROGRAM DAN KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2025", "PAGU 2025", "TARGET 2026", "PAGU 2026"],
            ["1.06.02 Program Data", "Indeks data", "Indeks", "3,25 Indeks", "2.000.000", "3,5 Indeks", "2.500.000"],
            ["1.06.02.2.01 Pendataan Wilayah", "Jumlah laporan", "Dokumen", "12 Dokumen", "1.000.000", "14 Dokumen", "1.500.000"],
            ["", "Persentase data", "%", "81,25%", "", "82,5%", ""]]
    page_table(tmp_path / "a.pdf", boxes(rows), breaks=[3])
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(i["name"], i["unit"]) for i in reading["indicators"]] == [("Indeks data", "Indeks"), ("Jumlah laporan", "Dokumen"), ("Persentase data", "%")]
    assert [t["value"] for t in reading["targets"]] == [3.25, 3.5, 12, 14, 81.25, 82.5]


def test_owner_columns_that_name_their_level_are_of_that_level(tmp_path):
    rows = [["TUJUAN", "SASARAN", "PROGRAM", "PENANGGUNG JAWAB TUJUAN", "PENANGGUNG JAWAB SASARAN", "PENANGGUNG JAWAB PROGRAM"],
            ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Kepala Dinas", "Sekretaris", "Bidang Data"], ["^", "^", "Program Arsip", "^", "^", "Bidang Arsip"]]
    for reading in both(tmp_path, rows):
        levels = {n["node_id"]: n["level"] for n in reading["nodes"]}
        assert [(levels[o["node_id"]], o["owner"]) for o in reading["owners"]] == [
            ("tujuan", "Kepala Dinas"), ("sasaran", "Sekretaris"), ("program", "Bidang Data"), ("program", "Bidang Arsip")]


@pytest.mark.parametrize("mark", ['"', "''", "-"])
def test_marks_without_letters_name_nothing(tmp_path, mark):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "-", "Program Data", "Indeks B"], [mark, "-", "Program Arsip", "Indeks C"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("sasaran", "Meningkatnya data"), ("program", "Program Data"), ("program", "Program Arsip")]
        assert [i["name"] for i in reading["indicators"]] == ["Indeks B", "Indeks C"]
        assert reading["documents"][0]["status"] == "bersih"


def test_a_formula_left_of_its_indicator_is_its_own(tmp_path):
    rows = [["PROGRAM", "FORMULA PROGRAM", "INDIKATOR PROGRAM"], ["Program Data", "A / B x 100%", "Persentase A"], ["^", "Jumlah C", "Jumlah C"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["formula"]) for i in reading["indicators"]] == [("Persentase A", "A / B x 100%"), ("Jumlah C", "Jumlah C")]


@pytest.mark.parametrize(("note", "years"), [("Berlaku s.d. 2026", (None, 2026)), ("berlaku sampai dengan tahun 2026", (None, 2026)), ("Mulai tahun 2026", (2026, None))])
def test_a_note_gives_the_years_for_which_nodes_hold(tmp_path, note, years):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "KETERANGAN"], ["Meningkatnya data", "Program Data", "Indeks B", note], ["^", "Program Arsip", "Indeks C", ""]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["status"], n["valid_from"], n["valid_to"]) for n in reading["nodes"]] == [
            ("Meningkatnya data", "aktif", None, None), ("Program Data", "aktif", *years), ("Program Arsip", "aktif", None, None)]
        assert [n["text"] for n in reading["notes"]] == [note]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("text", ["80.", "80*", "80 *"])
def test_a_sign_behind_a_number_is_no_part_of_it(tmp_path, text):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya data", "Indeks B", text]]
    for reading in both(tmp_path, rows):
        assert [(t["value"], t["value_text"]) for t in reading["targets"]] == [(80, text)]


@pytest.mark.parametrize("front", ["1.", "1)", "(1) ", "a.", "A. ", "T1. ", "1 - ", "1"])
def test_numbers_glued_to_names_are_numbers(tmp_path, front):
    two = front.translate(str.maketrans("1aA", "2bB"))
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], [f"{front}Meningkatnya data", f"{front}Program Data", "Indeks B"], ["^", f"{two}PROGRAM ARSIP", "Indeks C"]]
    for reading in both(tmp_path, rows):
        sign = front.strip(" .)-(")
        assert [(n["number"], n["name"]) for n in reading["nodes"]] == [(sign, "Meningkatnya data"), (sign, "Program Data"), (two.strip(" .)-("), "PROGRAM ARSIP")]


def test_a_number_in_front_of_one_name_alone_may_be_part_of_it(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "1 Desa 1 Produk", "Indeks B"], ["Meningkatnya arsip", "K3 Perkantoran", "Indeks C"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"] if n["level"] == "program"] == [(None, "1 Desa 1 Produk"), (None, "K3 Perkantoran")]


def test_a_count_that_lost_its_last_digit_is_asked_about(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "SATUAN", "TARGET 2025", "TARGET 2026", "TARGET 2027"], ["Meningkatnya layanan", "Jumlah peserta", "Orang", "52.01", "59.263", "111.123"]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == [None, 59263, 111123]
        assert ["angka-meragukan"] == [f["code"] for f in reading["findings"] if "52.01" in f["message"]]


def test_dots_that_mean_thousands_and_decimals_in_one_column_are_asked_about(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2025"],
            ["Program Pangan", "Jumlah produksi", "ton", "12.500"], ["Program Data", "Indeks data", "nilai", "5.6"], ["Program Warga", "Jumlah warga", "orang", "1.250"]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == [None, 5.6, 1250]
        assert ["angka-meragukan"] == [f["code"] for f in reading["findings"] if "12.500" in f["message"]]


def test_a_further_indicator_beside_goals_printed_again_is_of_the_row_above(tmp_path):
    rows = [["TUJUAN", "SASARAN", "KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "TARGET 2025"],
            ["Meningkatkan mutu", "Meningkatnya data", "1.06.02", "Program Data", "Indeks data", "80,5"], ["^", "^", "1.06.02.2.01", "Pendataan Wilayah", "Jumlah laporan", "12"],
            ["^", "^", "", "", "Jumlah peta", "4"], ["^", "Meningkatnya arsip", "1.06.03", "Program Arsip", "Indeks arsip", "70,5"]]
    for drawn in (rows, repeated(rows)):
        for reading in both(tmp_path, drawn):
            names = {n["node_id"]: n["name"] for n in reading["nodes"]}
            assert [(names[i["node_id"]], i["name"]) for i in reading["indicators"]] == [
                ("Program Data", "Indeks data"), ("Pendataan Wilayah", "Jumlah laporan"), ("Pendataan Wilayah", "Jumlah peta"), ("Program Arsip", "Indeks arsip")]


def test_a_table_that_is_no_cascade_ends_the_one_above_it(tmp_path):
    rows = [*STAIRCASE, ["TUJUAN", "<", "SASARAN", "<", "STRATEGI", "<", "ARAH KEBIJAKAN", "<"],
            ["Meningkatnya kualitas data", "<", "Meningkatnya layanan data", "<", "Digitalisasi", "<", "Layanan satu data", "<"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]][-1] == "Penyediaan Petugas Pendataan"
        assert "tabel-bukan-cascading" in [f["code"] for f in reading["findings"]]


def test_amounts_whose_unit_is_a_word_of_headings_begin_no_further_table(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "2025", "2026", "2027"], ["Program Data", "Pendataan Wilayah", "Jumlah rapat", "11 laporan", "12 laporan", "44 laporan"],
            ["^", "^", "Jumlah sosialisasi", "31 lokasi", "33 lokasi", "1.404 lokasi"], ["Program Arsip", "Penataan Arsip", "Jumlah arsip", "5 arsip", "6 arsip", "7 arsip"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Program Data", "Pendataan Wilayah", "Program Arsip", "Penataan Arsip"]
        assert [t["value"] for t in reading["targets"]][3:6] == [31, 33, 1404]


@pytest.mark.parametrize(("indicator", "formula", "unit"), [
    ("Rasio konektivitas", "Hasil survei rasio konektivitas", "Rasio"), ("Persentase realisasi anggaran", "Realisasi anggaran / pagu anggaran x 100%", "%"),
    ("Persentase indikator yang mencapai target", "Jumlah indikator sesuai target", "indikator")])
def test_indicators_that_speak_of_what_headings_name_head_no_further_table(tmp_path, indicator, formula, unit):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULA", "SATUAN", "SUMBER DATA"], ["Meningkatnya layanan", "Indeks layanan", "Survei", "Indeks", "Survei"], ["^", indicator, formula, unit, "Dinas"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["formula"], i["unit"]) for i in reading["indicators"]] == [("Indeks layanan", "Survei", "Indeks"), (indicator, formula, unit)]


@pytest.mark.parametrize("heading", ["Jumlah anggaran", "Jumlah Anggaran (Rp)", "JUMLAH ANGGARAN TAHUN 2025"])
def test_a_sum_of_money_heads_a_further_table(tmp_path, heading):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "Indeks layanan", "70,5"], ["PROGRAM", heading, "KETERANGAN"], ["Program Data", "9.000.000", "APBD"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Indeks layanan"]
        assert [(n["level"], n["name"]) for n in reading["nodes"]][1:] == [("program", "Program Data")] and [b["amount"] for b in reading["budgets"]] == [9e6]
