"""Words of headings and what the columns below them hold."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, workbook


def read(tmp_path, rows, heads):
    workbook(tmp_path / "a.xlsx", boxes(rows, heads), title=["RENSTRA DINAS DATA TAHUN 2025-2029"])
    return document.read(tmp_path / "a.xlsx", "a.xlsx")


@pytest.mark.parametrize("word", ["Th. Dsr 2024", "Tahun Dasar 2024", "Data Awal 2024", "Kondisi Eksisting 2024", "Nilai Awal Tahun 2024"])
def test_the_year_before_the_plan_is_no_target(tmp_path, word):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR", word, "TARGET TAHUN", "<"], ["^", "^", "^", "^", "2025", "2026"],
            ["Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan", "70,5", "71,5", "72,5"]]
    assert [(t["measure"], t["year"], t["value"]) for t in read(tmp_path, rows, 2)["targets"]] == [("baseline", 2024, 70.5), ("target", 2025, 71.5), ("target", 2026, 72.5)]


def test_those_whom_a_program_serves_are_no_sasaran(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KELOMPOK SASARAN", "KEGIATAN", "INDIKATOR KEGIATAN"],
            ["Program Data", "Persentase data lengkap", "Masyarakat", "Pendataan Wilayah", "Jumlah laporan"]]
    reading = read(tmp_path, rows, 1)
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("program", "Program Data"), ("kegiatan", "Pendataan Wilayah")]
    assert [f["code"] for f in reading["findings"] if "KELOMPOK SASARAN" in f["message"]] == ["kolom-tidak-dimuat"]


def test_a_column_of_units_needs_no_heading(tmp_path):
    rows = [[f"2.16.02.2.0{k} Pendataan {k}", f"Jumlah laporan {k}", unit] for k, unit in enumerate(["Laporan", "Orang", "%", "Dokumen", "Orang/Bulan"], 1)]
    assert [i["unit"] for i in read(tmp_path, rows, 0)["indicators"]] == ["Laporan", "Orang", "%", "Dokumen", "Orang/Bulan"]


@pytest.mark.parametrize("whose", ["DPMD", "Renstra DPMD", "Renstra Setda", "Dinas Kesehatan"])
def test_a_heading_may_name_its_organisation_in_short(tmp_path, whose):
    rows = [[f"Tujuan {whose}", f"Indikator Tujuan {whose}", f"Sasaran {whose}", "Keadaan"],
            ["Meningkatkan mutu", "Indeks mutu", "Meningkatnya layanan", "baik"]]
    assert [(n["level"], n["name"]) for n in read(tmp_path, rows, 1)["nodes"]] == [("tujuan", "Meningkatkan mutu"), ("sasaran", "Meningkatnya layanan")]


def test_names_that_end_alike_are_no_heading_below_one(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR"], ["Program Kesehatan", "Kegiatan Kesehatan", "Sub Kegiatan Kesehatan", "Jumlah layanan"]]
    assert [n["level"] for n in read(tmp_path, rows, 1)["nodes"]] == ["program", "kegiatan", "sub_kegiatan"]


REMARKS = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "KETERANGAN"],
           ["Meningkatnya layanan", "Persentase layanan baik", "%", "Jumlah layanan baik dibagi jumlah layanan x 100%"],
           ["Meningkatnya data", "Persentase data lengkap", "%", "Jumlah data lengkap : jumlah data x 100%"]]


def test_remarks_that_divide_are_formulas(tmp_path):
    assert [(i["numerator"], i["denominator"]) for i in read(tmp_path, REMARKS, 1)["indicators"]] == [("Jumlah layanan baik", "jumlah layanan"), ("Jumlah data lengkap", "jumlah data")]


def test_remarks_beside_formulas_stay_remarks(tmp_path):
    rows = [[*row, text] for row, text in zip(REMARKS, ["FORMULASI", "Jumlah A dibagi jumlah B x 100%", "-"])]
    assert [i["numerator"] for i in read(tmp_path, rows, 1)["indicators"]] == ["Jumlah A", None]


def test_a_row_of_years_may_hold_a_word_that_goes_on_from_above(tmp_path):
    years = ["Tahun 2024", "2025", "2026", "2027", "2028", "2029"]
    rows = [["SASARAN", "INDIKATOR", "Kondisi kinerja pada awal periode RPJMD", "", "", "Target capaian setiap tahun", "", "", "Kondisi kinerja pada akhir periode"],
            ["", "", *years, "RPJMD"], ["Meningkatnya layanan", "Indeks layanan", "70", "71", "72", "73", "74", "75", "75"]]
    wanted = [("baseline", 2024), *(("target", year) for year in range(2025, 2030)), ("akhir", None)]
    assert [(t["measure"], t["year"]) for t in read(tmp_path, rows, 2)["targets"]] == wanted
