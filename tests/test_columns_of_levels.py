"""Columns of money, targets and owners that say of which level they are, and cells of them merged over several nodes."""

import pytest

from tests.test_reading import both


def beside(reading, table, value):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    return [(names[row["node_id"]], row[value]) for row in reading[table]]


def test_money_and_owners_whose_headings_name_levels_are_of_those(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026", "PAGU PROGRAM 2026", "PAGU KEGIATAN 2026", "PJ PROGRAM", "PJ KEGIATAN"],
            ["Program Data", "Pendataan", "Jumlah data", "5", "9.000", "4.000", "Kepala Bidang", "Kepala Seksi A"], ["^", "Pelaporan", "Jumlah laporan", "6", "^", "5.000", "^", "Kepala Seksi B"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Program Data", 9000), ("Pendataan", 4000), ("Pelaporan", 5000)]
        assert beside(reading, "owners", "owner") == [("Program Data", "Kepala Bidang"), ("Pendataan", "Kepala Seksi A"), ("Pelaporan", "Kepala Seksi B")]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("again", [("^", "^"), ("", ""), ("Program Data", "9.000")])
def test_money_whose_heading_alone_names_a_level_is_of_that(tmp_path, again):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026", "PAGU PROGRAM 2026"], ["Program Data", "Pendataan", "Jumlah data", "5", "9.000"],
            [again[0], "Pelaporan", "Jumlah laporan", "6", again[1]], ["Program Siar", "Siaran", "Jumlah siaran", "7", "4.000"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Program Data", 9000), ("Program Siar", 4000)]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("heading", ["PAGU PROGRAM 2026", "TARGET PROGRAM DAN KERANGKA PENDANAAN 2026"])
def test_money_of_each_kegiatan_is_theirs_whatever_level_its_heading_names(tmp_path, heading):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", heading], ["Program Data", "Pendataan", "Jumlah data", "9.000"], ["^", "Pelaporan", "Jumlah laporan", "4.000"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Pendataan", 9000), ("Pelaporan", 4000)]


def test_a_group_that_names_one_level_over_all_values_says_nothing_of_them(tmp_path):
    rows = [["KODE", "PROGRAM DAN KEGIATAN", "INDIKATOR", "TARGET KINERJA PROGRAM DAN KERANGKA PENDANAAN 2026", "<"], ["^", "^", "^", "TARGET", "RP"],
            ["1.06.02", "Program Data", "Indeks data", "5", "9.000"], ["1.06.02.2.01", "Pendataan", "Jumlah data", "6", "4.000"]]
    for reading in both(tmp_path, rows, 2):
        assert beside(reading, "budgets", "amount") == [("Program Data", 9000), ("Pendataan", 4000)]


def test_money_merged_over_several_nodes_is_told(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026", "PAGU 2026"], ["Program Data", "Pendataan", "Jumlah data", "5", "9.000"], ["^", "Pelaporan", "Jumlah laporan", "6", "^"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Pendataan", 9000)]
        assert [(f["code"], f["severity"], f["node_id"]) for f in reading["findings"]] == [("pagu-beberapa-kotak", "warning", reading["nodes"][1]["node_id"])]


def test_a_target_or_unit_merged_over_several_nodes_is_told(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2026"], ["Meningkatnya data", "Program Data", "Persentase data", "%", "90"], ["^", "^", "Persentase peta", "^", "^"],
            ["^", "Program Siar", "Persentase siaran", "^", "^"], ["^", "Program Arsip", "Persentase arsip", "%", "80"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "targets", "value") == [("Program Data", 90), ("Program Data", 90), ("Program Arsip", 80)]
        assert [(f["code"], f["severity"], "SATUAN" in f["message"]) for f in reading["findings"]] == [("isi-beberapa-kotak", "warning", True), ("isi-beberapa-kotak", "warning", False)]


def test_an_indicator_beside_the_sasaran_of_a_level_is_of_that_level(tmp_path):
    rows = [["KEPALA DINAS", "<", "<", "KEPALA BIDANG", "<", "<", "KEPALA SEKSI", "<", "<"], ["SASARAN STRATEGIS", "INDIKATOR", "TARGET 2026", "SASARAN PROGRAM", "INDIKATOR", "TARGET 2026", "SASARAN KEGIATAN", "INDIKATOR", "TARGET 2026"],
            ["Meningkatnya data", "Indeks data", "1", "Tersedianya data", "Persentase data", "2", "Terbitnya buku", "Jumlah buku", "3"], ["^", "^", "^", "^", "^", "^", "Terbitnya peta", "Jumlah peta", "4"]]
    for reading in both(tmp_path, rows, 2):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [
            ("sasaran", "Meningkatnya data"), ("program", "Tersedianya data"), ("kegiatan", "Terbitnya buku"), ("kegiatan", "Terbitnya peta")]
        assert beside(reading, "indicators", "name") == [
            ("Meningkatnya data", "Indeks data"), ("Tersedianya data", "Persentase data"), ("Terbitnya buku", "Jumlah buku"), ("Terbitnya peta", "Jumlah peta")]
        assert beside(reading, "targets", "value") == [("Meningkatnya data", 1), ("Tersedianya data", 2), ("Terbitnya buku", 3), ("Terbitnya peta", 4)]


@pytest.mark.parametrize("ranks", [("ESELON II", "ESELON III"), ("KEPALA DINAS", "KEPALA BIDANG")])
def test_groups_of_the_ranks_of_their_owners_name_the_levels(tmp_path, ranks):
    rows = [[f"KINERJA {ranks[0]}", "<", "<", f"KINERJA {ranks[1]}", "<", "<"], ["KINERJA", "INDIKATOR", "TARGET 2026"] * 2, ["Meningkatnya data", "Indeks data", "1", "Tersedianya data", "Persentase data", "2"],
            ["^", "^", "^", "Tersiarnya data", "Jumlah siaran", "3"]]
    for reading in both(tmp_path, rows, 2):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("sasaran", "Meningkatnya data"), ("program", "Tersedianya data"), ("program", "Tersiarnya data")]
        assert beside(reading, "targets", "value") == [("Meningkatnya data", 1), ("Tersedianya data", 2), ("Tersiarnya data", 3)]


def test_what_is_called_kinerja_beside_money_is_a_target(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "TARGET", "<", "<", "<"], ["^", "^", "2025", "<", "2026", "<"], ["^", "^", *["KINERJA", "ANGGARAN"] * 2], ["Meningkatnya data", "Jumlah data", "10", "9.000", "12", "9.500"]]
    for reading in both(tmp_path, rows, 3):
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 10), (2026, 12)]
        assert [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2025, 9000), (2026, 9500)]


def test_who_holds_an_office_owns_what_stands_beside_it(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "JABATAN", "PROGRAM", "INDIKATOR PROGRAM", "JABATAN"], ["Meningkatnya data", "Indeks data", "Kepala Dinas", "Program Data", "Jumlah data", "Kepala Bidang A"],
            ["^", "^", "^", "Program Siar", "Jumlah siaran", "Kepala Bidang B"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "owners", "owner") == [("Meningkatnya data", "Kepala Dinas"), ("Program Data", "Kepala Bidang A"), ("Program Siar", "Kepala Bidang B")]


def test_a_target_in_kind_and_one_in_money(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026", "<"], ["^", "^", "FISIK", "KEUANGAN"], ["Program Data", "Jumlah data", "80", "9.000"]]
    for reading in both(tmp_path, rows, 2):
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2026, 80)]
        assert [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2026, 9000)]


@pytest.mark.parametrize("heads", [("KEUANGAN", "KEUANGAN (%)"), ("ANGGARAN", "REALISASI ANGGARAN (%)"), ("RP", "PERSENTASE ANGGARAN"), ("ANGGARAN", "SERAPAN ANGGARAN (PERSEN)")])
def test_hundredths_of_money_are_no_money(tmp_path, heads):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TAHUN 2026", "<", "<"], ["^", "^", "TARGET", *heads], ["Program Data", "Jumlah data", "80", "9.000", "85,5"]]
    for reading in both(tmp_path, rows, 2):
        assert ([t["value"] for t in reading["targets"]], [b["amount"] for b in reading["budgets"]]) == ([80], [9000])
        assert [f["code"] for f in reading["findings"]] == ["kolom-tidak-dimuat"]


def test_money_beside_names_that_go_down_like_stairs_is_that_of_each_row(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "SUB KEGIATAN", "PAGU 2026"], ["Program Data", "", "", "9.000"], ["", "Pendataan", "", "9.000"], ["", "", "Pencatatan", "4.000"], ["", "", "Pencetakan", "5.000"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Program Data", 9000), ("Pendataan", 9000), ("Pencatatan", 4000), ("Pencetakan", 5000)]
        assert reading["documents"][0]["status"] == "bersih"


def test_money_beside_names_that_are_merged_is_that_of_the_lowest(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "PAGU 2026"], ["Program Data", "Pendataan", "4.000"], ["^", "Pelaporan", "5.000"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "budgets", "amount") == [("Pendataan", 4000), ("Pelaporan", 5000)]


def test_values_right_of_the_indicators_of_all_levels_are_those_of_the_row_s(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "SATUAN", "TARGET 2026", "PAGU 2026"], ["Program Data", "Indeks data", "", "", "Indeks", "80", "9.000"],
            ["", "Persentase data", "", "", "%", "90", ""], ["", "", "Pendataan", "Jumlah data", "Data", "5", "4.000"], ["", "", "Pelaporan", "Jumlah laporan", "Laporan", "6", "5.000"]]
    for reading in both(tmp_path, rows):
        units = {i["indicator_id"]: (i["name"], i["unit"]) for i in reading["indicators"]}
        assert [(*units[t["indicator_id"]], t["value"]) for t in reading["targets"]] == [
            ("Indeks data", "Indeks", 80), ("Persentase data", "%", 90), ("Jumlah data", "Data", 5), ("Jumlah laporan", "Laporan", 6)]
        assert beside(reading, "budgets", "amount") == [("Program Data", 9000), ("Pendataan", 4000), ("Pelaporan", 5000)]
        assert reading["documents"][0]["status"] == "bersih"


def test_values_beside_a_name_without_indicator_are_not_those_of_its_parent(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026"], ["Meningkatnya data", "Indeks data", "Program Data", "", "80"], ["^", "^", "Program Siar", "Jumlah siaran", "6"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "targets", "value") == [("Program Siar", 6)]
        assert [f["message"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == ['Isi sel "80" tidak dapat ditempatkan.']


def test_values_of_merged_parents_are_those_of_the_lowest(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026"], ["Program Data", "Indeks data", "Pendataan", "Jumlah data", "5"], ["^", "^", "Pelaporan", "Jumlah laporan", "6"]]
    for reading in both(tmp_path, rows):
        assert beside(reading, "targets", "value") == [("Pendataan", 5), ("Pelaporan", 6)]


def test_offices_left_of_all_names_may_rank_them_and_are_told(tmp_path):
    rows = [["JABATAN", "SASARAN", "INDIKATOR", "TARGET 2026"], ["Kepala Dinas", "Meningkatnya data", "Indeks data", "5"], ["Kepala Bidang", "Tersedianya data", "Jumlah data", "6"]]
    for reading in both(tmp_path, rows):
        assert (reading["owners"], [f["code"] for f in reading["findings"]]) == ([], ["judul-tak-dikenal"])


@pytest.mark.parametrize("groups", [("KINERJA UTAMA", "KINERJA PENDUKUNG"), ("KINERJA STRATEGIS", "KINERJA OPERASIONAL"), ("ESELON II", "ESELON III")])
def test_a_row_of_groups_over_a_heading_names_nothing(tmp_path, groups):
    rows = [[groups[0], "<", groups[1], "<"], ["SASARAN", "<", "PROGRAM", "<"], ["URAIAN", "INDIKATOR", "URAIAN", "INDIKATOR"], ["Meningkatnya layanan", "Indeks layanan", "Program Data", "Persentase data"]]
    for reading in both(tmp_path, rows, 3):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("sasaran", "Meningkatnya layanan"), ("program", "Program Data")]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("label", [["Program", "Program Data", "<", "<"], ["Program", ":", "Program Data", "<"], ["Program 1", "Program Data", "<", "<"]])
def test_a_name_above_the_columns_may_begin_with_the_word_of_its_label(tmp_path, label):
    rows = [label, ["KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2026"], ["Pendataan", "Jumlah data", "Data", "4"]]
    for reading in both(tmp_path, rows, 2):
        names = {n["node_id"]: n["name"] for n in reading["nodes"]}
        assert [(n["level"], n["name"], names.get(n["parent_id"])) for n in reading["nodes"]] == [("program", "Program Data", None), ("kegiatan", "Pendataan", "Program Data")]
