"""Pages cut out of a book: a table that begins amid its rows, without its heading."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.books import BUDGET, BUDGET_HEAD
from tests.drawing import boxes, page_table
from tests.test_books import read

CODED = [["1.05.01.2.01 - Pendataan Wilayah", "", "9.000.000"], ["Terlaksananya pendataan", "Jumlah laporan pendataan", "9.000.000"],
         ["1.05.01.2.01.0001 - Penyediaan Petugas", "", "4.000.000"], ["Tersedianya petugas", "Jumlah petugas", "4.000.000"],
         ["1.05.01.2.01.0002 - Penyediaan Alat", "", "5.000.000"], ["Tersedianya alat", "Jumlah alat", "5.000.000"],
         ["1.05.02 - Program Data", "", "9.000.000"], ["Tersedianya data", "Persentase data", "9.000.000"]]


@pytest.mark.parametrize("rest", ["wilayah kecamatan", "Meningkatnya layanan penunjang urusan", "dan Laporan"])
def test_what_stands_above_the_first_code_of_a_table_without_heading_is_no_goal(tmp_path, rest):
    page_table(tmp_path / "a.pdf", boxes([[rest, "Persentase layanan", "9.500.000"], *CODED], 0), heads=0)
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["level"], n["code"]) for n in reading["nodes"]] == [
        ("kegiatan", "1.05.01.2.01"), ("sub_kegiatan", "1.05.01.2.01.0001"), ("sub_kegiatan", "1.05.01.2.01.0002"), ("program", "1.05.02")]
    assert any(f["code"] == "sel-tak-terpakai" and rest in f["message"] for f in reading["findings"])


def test_a_narrow_column_of_units_without_heading_is_known_by_its_broken_words(tmp_path):
    units = ["Dokumen", "Laporan", "Laporan", "Orang/bul\nan"]
    rows = [[f"1.05.01.2.01.000{k} - Pencatatan {k}", f"Jumlah hasil pencatatan {k}", unit, "4"] for k, unit in enumerate(units, 1)]
    page_table(tmp_path / "a.pdf", boxes(rows, 0), [8, 8, 1, 1], heads=0)
    names = [i["name"] for i in document.read(tmp_path / "a.pdf", "a.pdf")["indicators"]]
    assert names == [row[1] for row in rows]


def test_a_result_of_another_sub_unit_whose_program_stands_on_no_page_is_told(tmp_path):
    first = next(k for k, row in enumerate(BUDGET) if row[0].startswith("2.16.02.2.01 "))
    # The heading, and what follows the program and its result.
    unit = ["Tersedianya data daerah", "Persentase data tersedia (%)", "70", "75", "9.000.000", "80", "9.300.000", "2.16.0.00.0.00.01.0001 - UPT Data Timur"]
    rows = [unit if row[0] == unit[0] else row for row in (*BUDGET_HEAD, *BUDGET[first:])]
    reading = read(tmp_path, [(rows, 4)])
    assert "Tersedianya data daerah" not in str([n["result"] for n in reading["nodes"]])
    assert "Persentase data tersedia" not in [i["name"] for i in reading["indicators"]]
    assert any(f["code"] == "sel-tak-terpakai" and "Tersedianya data daerah" in f["message"] for f in reading["findings"])
    assert [n["unit_name"] for n in reading["nodes"] if n["level"] == "kegiatan"][1:] == ["UPT Data Timur"]
