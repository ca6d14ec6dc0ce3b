"""Pages cut out of a book: a table that begins amid its rows, without its heading."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table

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
