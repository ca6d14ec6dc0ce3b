"""What the first texts of a page are: indicators of their own, or the text of a blank cell at the foot of the page before."""

from __future__ import annotations

import pytest

from tests.drawing import Box, boxes
from tests.test_breaks import read


@pytest.mark.parametrize("width", range(190, 290, 10))
def test_an_indicator_that_begins_as_all_of_its_column_do_is_one_of_its_own(tmp_path, width):
    rows = [["PROGRAM", "INDIKATOR PROGRAM"],
            ["Program Rehabilitasi Sosial", "Persentase anak yang dibina (Persen)"], ["^", "Rata-rata umur anak yang dibina (Tahun)"],
            ["Program Data", "Persentase data lengkap (Persen)"]]
    names = [i["name"] for i in read(tmp_path, boxes(rows), [2], (width, 300))["indicators"]]
    assert names == ["Persentase anak yang dibina", "Rata-rata umur anak yang dibina", "Persentase data lengkap"]


def test_a_line_within_an_indicator_may_begin_as_another_does(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM"], ["Program Data", "Persentase capaian\nIndeks data"], ["Program Sosial", "Persentase capaian\nIndeks sosial"], ["Program Air", "Rata-rata debit air"]]
    assert [i["name"] for i in read(tmp_path, boxes(rows), [2.5], (330, 300))["indicators"]] == ["Persentase capaian Indeks data", "Persentase capaian Indeks sosial", "Rata-rata debit air"]


def test_a_text_in_the_middle_of_rows_of_two_pages_is_that_of_the_blank_cell_above_the_break(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM"],
            ["Meningkatnya data", "Indeks data", "Program Data", "Persentase data lengkap"], ["^", "Nilai data", "^", "Persentase data baru"],
            ["Meningkatnya layanan", "Indeks layanan", "Program Layanan", "Persentase layanan baik"], ["^", "Nilai layanan", "^", "Rata-rata waktu layanan"], ["^", "Jumlah layanan", "^", "Rasio layanan"]]
    reading = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes(rows)], [4], (500, 300))
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [(names[i["node_id"]], i["name"]) for i in reading["indicators"] if "layanan" in i["name"]] == [
        *(("Meningkatnya layanan", name) for name in ("Indeks layanan", "Nilai layanan", "Jumlah layanan")),
        *(("Program Layanan", name) for name in ("Persentase layanan baik", "Rata-rata waktu layanan", "Rasio layanan"))]


@pytest.mark.parametrize("signs", ["123", "abc"])
def test_a_list_goes_on_with_its_next_number_or_letter(tmp_path, signs):
    listed = lambda *texts: "\n".join(f"{sign}. {text}" for sign, text in zip(signs, texts))
    rows = [["PROGRAM", "INDIKATOR PROGRAM"], ["Program Air", listed("Rata-rata debit air", "Jumlah sumber air", "Rasio air")],
            ["Program Data", listed("Persentase data lengkap", "Jumlah data")], ["Program Sosial", listed("Jumlah keluarga", "Rasio keluarga", "Indeks keluarga")]]
    names = {}
    for reading in (read(tmp_path, boxes(rows), breaks, (330, 300)) for breaks in ([], [1.4])):
        names[reading["documents"][0]["pages"]] = [i["name"] for i in reading["indicators"]]
    assert names[2] == names[1] and len(names[1]) == 8


SUMMED = [["KODE", "URAIAN", "INDIKATOR", "TARGET 2025", "PAGU 2025"], ["", "Meningkatnya mutu", "Indeks mutu", "70", ""],
          ["2.16.02", "Program Data", "Persentase data", "80", "9.000.000"], ["2.16.02.2.01", "Pendataan Wilayah Kecamatan", "Jumlah data wilayah", "12", "9.000.000"],
          ["", "Jumlah Total", "", "", "9.000.000"]]


@pytest.mark.parametrize("at", [4, 4.3, 4.5])
def test_a_sum_at_a_page_break_is_no_node_and_goes_on_with_none(tmp_path, at):
    reading = read(tmp_path, boxes(SUMMED), [at], (400, 300))
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya mutu", "Program Data", "Pendataan Wilayah Kecamatan"]
    assert [b["amount"] for b in reading["budgets"]] == [9_000_000] * 2


@pytest.mark.parametrize(("width", "at"), [(280, 2.3), (340, 2.3), (400, 2.45)])
def test_what_stands_beside_a_line_that_the_page_break_cuts_goes_on(tmp_path, width, at):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2025"], ["Program Data", "Persentase data", "80 Persen"],
            ["1.03.02.2.01 Penyusunan Dokumen Perencanaan Perangkat Daerah", "Jumlah dokumen yang disusun dan dibahas pada tahun itu", "1.020\nDokumen"]]
    reading = read(tmp_path, boxes(rows), [at], (width, 300))
    assert [(i["name"], i["unit"]) for i in reading["indicators"]][1:] == [("Jumlah dokumen yang disusun dan dibahas pada tahun itu", "Dokumen")]


def test_money_that_hangs_in_the_row_below_the_break_is_none_of_the_row_above(tmp_path):
    rows = [["KODE", "URAIAN", "INDIKATOR", "PAGU 2025"], ["", "Meningkatnya mutu\nlayanan sosial", "Indeks mutu\nlayanan", ""],
            ["2.16.02", "Program Data", "a. Persentase data\nlengkap\nb. Jumlah data\nbaru", "9.000.000"], ["2.16.02.2.01", "Pendataan Wilayah", "Jumlah wilayah", "9.000.000"]]
    reading = read(tmp_path, boxes(rows), [2], (400, 300))
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [names[b["node_id"]] for b in reading["budgets"]] == ["Program Data", "Pendataan Wilayah"]


def test_cells_that_only_the_heading_merges_leave_blanks_that_go_on_from_above(tmp_path):
    rows = [["SASARAN", "<", "<", "PROGRAM", "<", "<"], ["URAIAN", "INDIKATOR", "TARGET", "URAIAN", "INDIKATOR", "TARGET"], ["^", "^", "2025", "^", "^", "2025"],
            ["Meningkatnya data", "Indeks data", "70", "Program Data", "Persentase data", "80"],
            ["", "", "", "Program Sosial", "Rata-rata umur keluarga yang dibina", "40"],
            ["Meningkatnya layanan", "Nilai layanan", "75", "Program Layanan", "Jumlah layanan", "12"]]
    reading = read(tmp_path, boxes(rows, 3), [5], (500, 300), heads=3, repeat=True)
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [names[n["parent_id"]] for n in reading["nodes"] if n["level"] == "program"] == ["Meningkatnya data", "Meningkatnya data", "Meningkatnya layanan"]
