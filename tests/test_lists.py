"""Several indicators or boxes in one cell, parted by the marks that offices write."""

from __future__ import annotations

import pytest

from tests.test_reading import both


@pytest.mark.parametrize("marks", ["1. |2. ", "1) |2) ", "(1) |(2) ", "1.|2.", "a.|b.", "a)|b)", "-|-", "a. |b. ", "(a) |(b) ", "i. |ii. ", "1.1 |1.2 ", "1 |2 ", "- |- ", "o |o ", "➢ |➢ ", "✓ |✓ "])
def test_marks_part_the_indicators_of_a_cell(tmp_path, marks):
    first, second = marks.split("|")
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], ["Meningkatnya layanan", f"{first}Persentase A\n{second}Jumlah B", "Program Data"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Persentase A", "Jumlah B"]


@pytest.mark.parametrize("marks", ["1.|2.", "a)|b)", "-|-"])
def test_marks_glued_to_brackets_and_signs_part_formulas_and_units(tmp_path, marks):
    first, second = marks.split("|")
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULA", "SATUAN"],
            ["Meningkatnya layanan", f"{first}Persentase A\n{second}Jumlah B", f"{first}(A : C) x 100%\n{second}Jumlah B", f"{first}%\n{second}Dokumen"]]
    for reading in both(tmp_path, rows):
        assert [(i["formula"], i["unit"]) for i in reading["indicators"]] == [("(A : C) x 100%", "%"), ("Jumlah B", "Dokumen")]


def test_bullets_alone_on_their_lines_part_indicators(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "-\nPersentase\ndata\n- Jumlah\ndata", "-\n12"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Persentase data", "Jumlah data"]
        assert [t["value_text"] for t in reading["targets"]] == ["-", "12"]


def test_a_number_in_front_of_a_value_is_no_mark(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "1. Jumlah A\n2. Jumlah B", "1 Dokumen\n2 Laporan"]]
    for reading in both(tmp_path, rows):
        assert [(t["value"], t["unit"]) for t in reading["targets"]] == [(1.0, "Dokumen"), (2.0, "Laporan")]


@pytest.mark.parametrize("cell", ["1. Program Data\n2. Program Sarana", "- Program Data\n- Program Sarana", "Program Data\nProgram Sarana", "Program Data\n\nProgram\nSarana"])
def test_a_list_of_names_is_several_boxes_and_is_told(tmp_path, cell):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], ["Meningkatnya layanan", "Indeks A", cell]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [
            ("sasaran", "Meningkatnya layanan"), ("program", "Program Data"), ("program", "Program Sarana")]
        assert "sel-banyak-kotak" in [f["code"] for f in reading["findings"]]


def test_numbers_in_two_parts_begin_anew_behind_a_higher_one(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN"], ["Program Data", "Indeks A", "1.1 Pendataan Wilayah\n1.2 Evaluasi Data\n2.1 Pengadaan Sarana"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"][1:]] == [("1.1", "Pendataan Wilayah"), ("1.2", "Evaluasi Data"), ("2.1", "Pengadaan Sarana")]


def test_codes_on_the_lines_of_a_cell_are_several_boxes(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], ["Meningkatnya layanan", "Indeks A", "1.06.02 Program Data\n1.06.03 Program Sarana"]]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["name"]) for n in reading["nodes"][1:]] == [("1.06.02", "Program Data"), ("1.06.03", "Program Sarana")]


@pytest.mark.parametrize(("cells", "values"), [
    (("1.60,5\n2.70", "1.61\n2.72"), [60.5, 61, 70, 72]), (("1)60\n2)70", "1)1.250,5\n2)72"), [60, 1250.5, 70, 72]), (("1.60,5%\n2.70%", "a.61%\nb.72%"), [60.5, 61, 70, 72])])
def test_marks_glued_to_values_part_them_where_no_number_is_written_so(tmp_path, cells, values):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025", "TARGET 2026"], ["Meningkatnya layanan", "1. Persentase A\n2. Persentase B", *cells]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == values


def test_other_values_of_the_row_show_that_a_list_has_no_marks(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025", "TARGET 2026"], ["Meningkatnya layanan", "• Jumlah koperasi\n• Indeks layanan", "1.384\n2,79", "1.402\n3,1"],
            ["Terwujudnya tertib", "• Jumlah pasar\n• Jumlah situs", "1.384\n2.796", "904\n3.011"]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == [1384, 1402, 2.79, 3.1, 1384, 904, 2796, 3011]


def test_units_below_the_values_of_a_list_are_theirs(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "• Jumlah koperasi\n• Jumlah keluarga", "476\nKelompok\n330\nDokumen"]]
    for reading in both(tmp_path, rows):
        assert [(t["value"], t["unit"]) for t in reading["targets"]] == [(476, "Kelompok"), (330, "Dokumen")]


def test_of_values_without_number_the_others_of_their_list_keep_theirs(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "1. Persentase A\n2. Persentase B", "1.60\n2.n/a"]]
    for reading in both(tmp_path, rows):
        assert [(t["value"], t["value_text"]) for t in reading["targets"]] == [(60, "60"), (None, "n/a")]


@pytest.mark.parametrize(("names", "values"), [("1. Persentase A\n2. Persentase B", "1.60\n2.70"), ("-Jumlah A\n-Jumlah B", "-60\n-70")])
def test_values_that_may_begin_with_a_mark_or_a_number_are_not_guessed(tmp_path, names, values):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", names, values]]
    for reading in both(tmp_path, rows):
        assert reading["targets"] == [] and "isi-sel-tidak-berpasangan" in [f["code"] for f in reading["findings"]]


@pytest.mark.parametrize("cells", [("- 2\n- 4", "- 3\n-"), ("- 2\n- 4", "-\n- 5"), ("a. 2\nb. 4", "a. 3\nb."), ("1. 2\n2. 4", "1.\n2. 5")])
def test_an_item_without_value_keeps_its_place(tmp_path, cells):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025", "TARGET 2026"], ["Meningkatnya layanan", "1. Jumlah A\n2. Jumlah B", *cells]]
    for reading in both(tmp_path, rows):
        names = {i["indicator_id"]: i["name"] for i in reading["indicators"]}
        last = ("Jumlah A", 2026, 3) if "3" in cells[1] else ("Jumlah B", 2026, 5)
        assert sorted((names[t["indicator_id"]], t["year"], t["value"]) for t in reading["targets"]) == sorted([("Jumlah A", 2025, 2), ("Jumlah B", 2025, 4), last])


@pytest.mark.parametrize("text, names", [
    ("1. Persentase A yang meliputi: 1) x 2) y 2. Persentase B", ["Persentase A yang meliputi: 1) x 2) y", "Persentase B"]),
    ("IKU 1: Persentase A\nIKU 2: Persentase B", ["Persentase A", "Persentase B"]), ("Indikator 1. Persentase A Indikator 2. Persentase B", ["Persentase A", "Persentase B"]),
    ("Persentase IKU 1: baik", ["Persentase IKU 1: baik"])])
def test_items_within_items_and_labels_part_a_list(tmp_path, text, names):
    for reading in both(tmp_path, [["SASARAN", "INDIKATOR SASARAN"], ["Meningkatnya data", text]]):
        assert [i["name"] for i in reading["indicators"]] == names


def test_an_indicator_merged_over_two_nodes_is_told(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "Program Data", "Indeks data"], ["^", "Program Arsip", "^"]]
    for reading in both(tmp_path, rows):
        (told,) = [f for f in reading["findings"] if f["severity"] == "warning"]
        assert (told["code"], told["node_id"]) == ("indikator-beberapa-kotak", reading["nodes"][1]["node_id"])


@pytest.mark.parametrize("sign", ["- ", "– ", "• ", "* ", "•", "o "])
def test_a_bullet_of_a_list_of_one_is_no_part_of_what_stands_there(tmp_path, sign):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "FORMULASI", "SATUAN", "TARGET 2025", "TARGET 2026"],
            [f"{sign}{text}" for text in ("Program Data", "Persentase data lengkap", "Data lengkap / data x 100%", "%", "75", "80")],
            ["Program Sosial", f"{sign}Jumlah keluarga", "-", f"{sign}Keluarga", "-", "12"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Program Data", "Program Sosial"]
        assert [(i["name"], i["formula"], i["unit"]) for i in reading["indicators"]] == [("Persentase data lengkap", "Data lengkap / data x 100%", "%"), ("Jumlah keluarga", "-", "Keluarga")]
        assert [(t["value"], t["value_text"]) for t in reading["targets"]] == [(75, "75"), (80, "80"), (None, "-"), (12, "12")]


def test_the_number_of_an_item_is_no_part_of_its_value(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"], ["Program Data", "1. Jumlah desa\n2. Persentase desa", "1. 1.246\n2. 61"], ["Program Sosial", "Rata-rata umur", "61,5"]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == [1246, 61, 61.5]


@pytest.mark.parametrize("marks", ["1) |2) |3) ", "1. |2. |3. ", "a. |b. |c. ", "(1) |(2) |(3) "])
@pytest.mark.parametrize("last", ["; ", "; dan "])
def test_signs_and_marks_together_part_indicators_and_their_values(tmp_path, marks, last):
    one, two, three = marks.split("|")
    rows = [["SASARAN", "INDIKATOR", "TARGET 2025"], ["Meningkatnya layanan", f"{one}Persentase A; {two}Jumlah B{last}{three}Indeks C", f"{one}80%; {two}12 unit{last}{three}3,5"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Persentase A", "Jumlah B", "Indeks C"]
        assert [(t["value"], t["unit"]) for t in reading["targets"]] == [(80, "%"), (12, "unit"), (3.5, None)]


def test_dashes_glued_to_values_beside_indicators_with_dashes_are_bullets(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "2025", "2026"], ["Meningkatnya layanan", "-Jumlah A\n-Persentase B", "-orang\n-%", "12\n34", "1.300\n35"],
            ["Meningkatnya data", "-Jumlah C", "-orang", "-14", "-15"], ["Meningkatnya mutu", "-Laju D", "%", "-1", "2"]]
    for reading in both(tmp_path, rows):
        assert [i["unit"] for i in reading["indicators"]] == ["orang", "%", "orang", "%"]
        assert [t["value"] for t in reading["targets"]] == [12, 1300, 34, 35, 14, 15, -1, 2]


@pytest.mark.parametrize("label", ["Kegiatan :", "Kegiatan 1 :"])
def test_a_line_of_a_labelled_name_may_begin_with_the_word_of_its_level(tmp_path, label):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN"], ["Program Data", "Indeks A", f"{label} Koordinasi Penyelenggaraan\nKegiatan Pemerintahan"], ["^", "^", f"{label} Pendataan\n{label} Pelaporan"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"] if n["level"] == "kegiatan"] == ["Koordinasi Penyelenggaraan Kegiatan Pemerintahan", "Pendataan", "Pelaporan"]
