"""Rows that name indicators in several columns, each with values of its own."""

import pytest

from tests.test_listing import HEAD
from tests.test_reading import both, tree

GROUPS = [[*HEAD[:2], "INDIKATOR KINERJA", "<", "<", "<", "PAGU 2026", "TARGET 2027"],
          ["^", "^", "Capaian Program", "<", "Keluaran Sub Kegiatan", "<", "^", "^"],
          ["^", "^", "Tolok Ukur", "Target 2026", "Tolok Ukur", "Target 2026", "^", "^"]]


def test_a_target_is_of_the_indicator_on_its_left(tmp_path):
    rows = [*GROUPS, ["1.06.04.2.01.0001", "Penyediaan Permakanan", "Persentase warga terlayani", "80 %", "Jumlah orang terlayani", "120 Orang", "7.000", "130 Orang"]]
    for reading in both(tmp_path, rows, 3):
        names = {i["indicator_id"]: i["name"] for i in reading["indicators"]}
        assert [(names[t["indicator_id"]], t["year"], t["value"]) for t in reading["targets"]] == [("Persentase warga terlayani", 2026, 80), ("Jumlah orang terlayani", 2026, 120)]
        codes = [f["code"] for f in reading["findings"]]
        # The value behind the money may be of either; the first column names another level than the row's.
        assert codes.count("isi-sel-tidak-berpasangan") == 1 and codes.count("kolom-tidak-pasti") == 1


def test_where_a_row_names_one_indicator_all_its_values_are_of_that(tmp_path):
    rows = [*GROUPS, ["1.06.04", "Program Permakanan", "Persentase warga terlayani", "80 %", "", "", "7.000", "85 %"],
            ["1.06.04.2.01.0001", "Penyediaan Permakanan", "", "", "Jumlah orang terlayani", "120 Orang", "7.000", "130 Orang"]]
    for reading in both(tmp_path, rows, 3):
        names = {i["indicator_id"]: i["name"] for i in reading["indicators"]}
        assert [(names[t["indicator_id"]], t["year"], t["value"]) for t in reading["targets"]] == [
            ("Persentase warga terlayani", 2026, 80), ("Persentase warga terlayani", 2027, 85), ("Jumlah orang terlayani", 2026, 120), ("Jumlah orang terlayani", 2027, 130)]
        assert "kolom-tidak-pasti" not in [f["code"] for f in reading["findings"]]


def test_a_target_whose_indicator_is_not_written_is_told(tmp_path):
    rows = [*GROUPS, ["1.06.04", "Program Permakanan", "Persentase warga terlayani", "80 %", "", "90 %", "7.000", "85 %"]]
    for reading in both(tmp_path, rows, 3):
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2026, 80), (2027, 85)]
        assert "sel-tak-terpakai" in [f["code"] for f in reading["findings"]]


def test_a_target_merged_over_several_years_is_that_of_each(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025", "TARGET 2026", "PAGU 2025", "PAGU 2026"], ["Meningkatnya data", "Indeks data", "100", "<", "5.000.000", "<"]]
    for reading in both(tmp_path, rows):
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 100.0), (2026, 100.0)]
        # Money over two years is not said of each.
        assert [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2025, 5e6)]


def test_a_second_text_beside_an_indicator_is_told(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULA", "TARGET 2025"], ["Meningkatnya data", "Persentase data", "Jumlah A", "80"], ["^", "^", "Jumlah B", "^"]]
    for reading in both(tmp_path, rows):
        assert [i["formula"] for i in reading["indicators"]] == ["Jumlah A"]
        assert [(f["code"], f["node_id"]) for f in reading["findings"] if f["severity"] == "warning"] == [("sel-tak-terpakai", reading["nodes"][0]["node_id"])]


def test_a_word_that_names_no_indicator_is_none(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2025"], ["Meningkatnya data", "Indeks data", "Program Data", "Jumlah data", "Data", "5"],
            ["^", "^", "Program Sandi", "Nihil", "", ""], ["^", "^", "Program Siar", "dst.", "", "-"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Indeks data", "Jumlah data"]
        assert len(reading["nodes"]) == 4


def test_other_words_for_indicators_targets_and_owners(tmp_path):
    rows = [["SASARAN", "PROGRAM", "HASIL (OUTCOME)", "UKURAN KINERJA", "METODE PENGUKURAN", "CAPAIAN AWAL", "VOLUME", "SATUAN", "LEADING SECTOR", "JADWAL"],
            ["Meningkatnya data", "Program Data", "Tersedianya data", "Jumlah data", "Jumlah data yang terbit", "3", "5", "Data", "Bidang Data", "Jan-Des"],
            ["^", "Program Siar", "Tersiarnya data", "Jumlah siaran", "Jumlah siaran per tahun", "4", "6", "Siaran", "Bidang Siar", "Jan-Des"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["formula"], i["unit"]) for i in reading["indicators"]] == [
            ("Jumlah data", "Jumlah data yang terbit", "Data"), ("Jumlah siaran", "Jumlah siaran per tahun", "Siaran")]
        assert [(t["measure"], t["value"]) for t in reading["targets"]] == [("baseline", 3), ("target", 5), ("baseline", 4), ("target", 6)]
        assert [o["owner"] for o in reading["owners"]] == ["Bidang Data", "Bidang Siar"]
        assert [n["result"] for n in reading["nodes"]] == [None, "Tersedianya data", "Tersiarnya data"]


@pytest.mark.parametrize(("sasaran", "program"), [("IKU SASARAN", "IKK PROGRAM"), ("IKU Sasaran Strategis", "IKP"), ("IKU RENSTRA", "IKK"), ("Tolok Ukur Sasaran", "Tolok Ukur"),
                                                  ("INDIKATOR KINERJA UTAMA", "INDIKATOR KINERJA UTAMA PROGRAM"), ("INDIKATOR KINERJA UTAMA (IKU)", "Indikator Kinerja Utama/Program")])
def test_short_words_for_indicators_beside_a_level_head_them(tmp_path, sasaran, program):
    rows = [["SASARAN", sasaran, "PROGRAM", program, "KEGIATAN"], ["Meningkatnya layanan", "Indeks layanan", "Program Data", "Persentase data", "Pendataan"]]
    for reading in both(tmp_path, rows):
        assert tree(reading) == [("sasaran", "Meningkatnya layanan", None, ["Indeks layanan"]), ("program", "Program Data", "Meningkatnya layanan", ["Persentase data"]),
                                 ("kegiatan", "Pendataan", "Program Data", [])]
