"""Narrow columns break what stands in them: numbers of columns, and codes spread over several."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table

HEAD = [["Kode", "<", "<", "<", "<", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Satuan", "Pagu 2026"], ["(\n1\n)", "(2\n)", "(3\n)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"]]


@pytest.mark.parametrize(("kegiatan", "sub"), [("2.0\n1", "000\n3"), ("2,0\n1", "0\n003"), ("2.01", "00\n03")])
def test_codes_over_several_narrow_columns_are_whole_again(tmp_path, kegiatan, sub):
    rows = [["2", "12", "02", "", "", "PROGRAM DATA", "Persentase data", "%", "9.000.000"], ["2", "12", "02", kegiatan, "", "Pendataan", "Jumlah laporan", "Laporan", "9.000.000"],
            ["2", "12", "02", kegiatan, sub, "Penyediaan Petugas", "Jumlah petugas", "Orang", "9.000.000"]]
    page_table(tmp_path / "a.pdf", boxes(HEAD + rows, 2), [1, 1, 1, 1, 1, 6, 6, 3, 4], heads=2)
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("program", "2.12.02"), ("kegiatan", "2.12.02.2.01"), ("sub_kegiatan", "2.12.02.2.01.0003")]
    assert not [f for f in reading["findings"] if f["code"] in ("sel-tak-terpakai", "nomor-tanpa-teks", "kode-rusak")]


def test_years_that_their_columns_break_are_years(tmp_path):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR", "BASELINE TAHUN 20\n24", "TARGET TAHUN", "<", "<"], ["^", "^", "^", "^", "20\n25", "202\n6", "2\n0\n2\n7"],
            ["Meningkatkan mutu data", "Meningkatnya layanan", "Indeks layanan", "70,5", "71,5", "72,5", "73,5"]]
    page_table(tmp_path / "a.pdf", boxes(rows, 2), [5, 5, 5, 2, 1, 1, 1], heads=2)
    targets = document.read(tmp_path / "a.pdf", "a.pdf")["targets"]
    assert [(t["measure"], t["year"], t["value"]) for t in targets] == [("baseline", 2024, 70.5), ("target", 2025, 71.5), ("target", 2026, 72.5), ("target", 2027, 73.5)]
