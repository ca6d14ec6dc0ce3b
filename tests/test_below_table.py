"""What stands below a table and is no box of it."""

from __future__ import annotations

import pytest

from pipeline.document import read
from tests.drawing import boxes, workbook
from tests.test_reading import assert_conserved, both

HEAD = ["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "PROGRAM"]
BODY = [["Meningkatkan mutu", "Meningkatnya layanan", "Indeks A", "Program Data"], ["", "Terwujudnya tertib", "Indeks B", "Program Tertib"]]
NOTES = [["Keterangan:", "", "", ""], ["*) Indikator Kinerja Utama", "", "", ""], ["Sumber: Renstra", "", "", ""]]
MADE = [["Dibuat oleh: Subbag Program", "", "", ""]]
LURAH = [["Sukamaju, .... Januari 2026", "", "", ""], ["LURAH MEKAR", "", "", ""], ["", "", "", ""], ["BUDI, S.Sos", "", "", ""], ["NIP. 1970", "", "", ""]]
SIGNED = [["", "", "", "KEPALA DINAS CONTOH"], ["", "", "", ""], ["", "", "", "BUDI SANTOSO"], ["", "", "", "Pembina Tk. I"]]


@pytest.mark.parametrize("below", [NOTES, [["", "", "", ""], *NOTES], MADE, SIGNED, LURAH], ids=["keterangan", "baris-kosong", "pembuat", "tanda-tangan", "lurah"])
def test_explanations_and_signatures_are_no_boxes(tmp_path, below):
    for reading in both(tmp_path, [HEAD, *BODY, *below]):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan", "Program Data", "Terwujudnya tertib", "Program Tertib"]
        assert_conserved(reading)


def test_a_table_may_end_with_names_alone(tmp_path):
    for reading in both(tmp_path, [HEAD, *BODY, ["", "", "", "Program Kepala Dinas"], ["", "", "", "Program Pembinaan"]]):
        assert [n["name"] for n in reading["nodes"]][-2:] == ["Program Kepala Dinas", "Program Pembinaan"]


MEASURED = ["PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2026", "PAGU 2026"]


@pytest.mark.parametrize("name", ["Jumlah kegiatan yang terlaksana", "Jumlah program siaran", "Jumlah dana", "Total anggaran"])
@pytest.mark.parametrize("rest", [["Kegiatan", "4", ""], ["Kegiatan", "", ""], ["", "4", ""], ["", "", ""]], ids=["satuan-target", "satuan", "target", "nama-saja"])
def test_an_indicator_that_counts_activities_is_no_sum(tmp_path, name, rest):
    for reading in both(tmp_path, [MEASURED, ["Program Data", "Persentase data lengkap", "%", "80", "1.000.000"], ["^", name, *rest]]):
        assert [i["name"] for i in reading["indicators"]] == ["Persentase data lengkap", name]
        assert_conserved(reading)


@pytest.mark.parametrize("label", ["Jumlah Program", "JUMLAH TOTAL", "Total Pagu", "Jumlah Program Data", "Total Anggaran Dinas Data", "Jumlah Belanja Program", "Pagu Dinas Data", "Total I", "Jml", "TOTAL 2026", "Grand Total (A+B)", "Total Dinas Data"])
def test_a_sum_is_no_box(tmp_path, label):
    for reading in both(tmp_path, [MEASURED, ["Program Data", "Persentase data lengkap", "%", "80", "1.000.000"], [label, "", "", "", "1.000.000"]]):
        assert [n["name"] for n in reading["nodes"]] == ["Program Data"] and len(reading["budgets"]) == 1
        assert_conserved(reading)


@pytest.mark.parametrize("counted", ["Jumlah kegiatan penyuluhan", "Jumlah program yang dinilai", "Total anggaran"])
def test_a_further_indicator_that_counts_is_no_sum(tmp_path, counted):
    rows = [["PROGRAM", "INDIKATOR", "SATUAN", "TARGET 2025", "PAGU 2025"],
            ["Program Data", "Persentase data", "%", "81,5", "2.000.000"], ["", counted, "Kegiatan", "12", ""], ["", "Total pagu", "", "", "2.000.000"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["unit"]) for i in reading["indicators"]] == [("Persentase data", "%"), (counted, "Kegiatan")]
        assert_conserved(reading)


@pytest.mark.parametrize("place", [0, 1])
def test_a_sum_of_an_office_below_names_with_codes_is_no_box(tmp_path, place):
    label = ["Total Anggaran Dinas Data" if k == place else "" for k in range(2)]
    rows = [["KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "TARGET 2025", "PAGU 2025"], ["2.16.02", "Program Data", "Jumlah data", "12", "1.000.000"], [*label, "", "", "1.000.000"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["result"]) for n in reading["nodes"]] == [("Program Data", None)] and len(reading["budgets"]) == 1
        assert_conserved(reading)


def test_a_result_that_counts_is_no_sum_even_beside_money_alone(tmp_path):
    rows = [["KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "TARGET 2025", "PAGU 2025"], ["2.16.02", "Program Data", "Jumlah data", "12", "1.000.000"], ["", "Jumlah kasus baru", "", "", "1.000.000"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["result"]) for n in reading["nodes"]] == [("Program Data", "Jumlah kasus baru")]


@pytest.mark.parametrize("name", ["Total Sanitasi Berbasis Masyarakat", "Rekapitulasi Data Panti", "Pagu Indikatif Kelurahan"])
def test_a_name_that_begins_like_a_sum_is_a_name(tmp_path, name):
    for reading in both(tmp_path, [["PROGRAM", "PAGU 2025"], ["Program Data", "1.000.000"], [name, "500.000"]]):
        assert [(n["name"], b["amount"]) for n, b in zip(reading["nodes"], reading["budgets"])] == [("Program Data", 1000000.0), (name, 500000.0)]


FULL = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET 2025", "PAGU 2025"]
PLAN = [["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Persentase data", "%", "81,5", "2.000.000"], ["", "", "Program Arsip", "Jumlah arsip", "Arsip", "12", "1.000.000"]]
STAFF = [["No", "Nama", "NIP", "Jabatan", "Golongan", "Umur", "Gaji"], ["1", "Budi", "197701", "Kepala Dinas", "IV/b", "50", "5.000.000"], ["2", "Siti", "198002", "Sekretaris", "IV/a", "45", "4.000.000"]]
SCALE = [["Nilai", "Predikat", "Keterangan", "", "", "", ""], ["80", "A", "Memuaskan", "", "", "", ""], ["70", "BB", "Sangat baik", "", "", "", ""]]
BLANK = [[""] * 7]


@pytest.mark.parametrize("below", [STAFF, BLANK + STAFF, [*BLANK, ["DAFTAR PEGAWAI", *BLANK[0][1:]], *STAFF], BLANK + SCALE], ids=["langsung", "baris-kosong", "berjudul", "skala"])
def test_a_table_of_other_things_below_is_told_and_no_part_of_the_cascade(tmp_path, below):
    path = tmp_path / "a.xlsx"
    workbook(path, boxes([FULL, *PLAN, *below]))
    reading = read(path, path.name)
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Program Arsip"]
    assert (len(reading["indicators"]), len(reading["targets"]), len(reading["budgets"])) == (2, 2, 2)
    assert [f["severity"] for f in reading["findings"] if f["code"] == "tabel-lain-di-bawah"] == ["warning"]
    assert_conserved(reading)


@pytest.mark.parametrize("row", [["", "", "Program Jumlah", "Nilai", "Predikat", "BB", ""], ["", "", "Nilai", "Jumlah kader", "Orang", "", ""], ["", "Nilai", "Program Total", "Kategori", "", "A", "-"]])
def test_a_row_with_words_of_such_tables_is_one_of_the_cascade(tmp_path, row):
    for reading in both(tmp_path, [FULL, *PLAN, row, *PLAN[1:]]):
        assert row[2] in [n["name"] for n in reading["nodes"]]
        assert not [f for f in reading["findings"] if f["code"] == "tabel-lain-di-bawah"]


def test_a_cascade_goes_on_below_a_table_of_another_kind(tmp_path):
    past = [["EVALUASI TAHUN LALU", *BLANK[0][1:]], ["SASARAN", "INDIKATOR SASARAN", "TARGET 2022", "REALISASI 2022", "TARGET 2023", "REALISASI 2023", "RASIO CAPAIAN"],
            ["Meningkatnya data", "Persentase data", "1", "2", "3", "4", "5"]]
    more = [["LANJUTAN", *BLANK[0][1:]], FULL, ["Mewujudkan tertib", "Terwujudnya tertib", "Program Tertib", "Nilai tertib", "Nilai", "70,5", "3.000.000"]]
    path = tmp_path / "a.xlsx"
    workbook(path, boxes([FULL, *PLAN, *BLANK, *past, *BLANK, *more]), title=["CASCADING DINAS DATA TAHUN 2025-2029"])
    reading = read(path, path.name)
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Program Arsip", "Mewujudkan tertib", "Terwujudnya tertib", "Program Tertib"]
    assert [f["code"] for f in reading["findings"] if f["code"].startswith("tabel")] == ["tabel-bukan-cascading"]
    assert_conserved(reading)


@pytest.mark.parametrize("number", ["2025", "34", "1.977"])
def test_a_number_where_a_name_stands_is_told(tmp_path, number):
    for reading in both(tmp_path, [FULL, *PLAN, ["", "", number, "Jumlah peta", "Peta", "3", ""]]):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Program Arsip", number]
        assert [(f["severity"], f["node_id"]) for f in reading["findings"] if f["code"] == "nama-tanpa-huruf"] == [("warning", reading["nodes"][-1]["node_id"])]
        assert_conserved(reading)


@pytest.mark.parametrize("text", ["1) Angka sementara", "Warna kuning: program prioritas", "Program Data dihapus mulai tahun 2026"])
def test_a_text_alone_below_an_empty_row_is_told_and_no_box(tmp_path, text):
    path = tmp_path / "a.xlsx"
    workbook(path, boxes([HEAD, *BODY, [""] * 4, [text, "", "", ""]]))
    reading = read(path, path.name)
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan", "Program Data", "Terwujudnya tertib", "Program Tertib"]
    assert [(f["code"], text in f["message"]) for f in reading["findings"]] == [("teks-di-bawah-tabel", True)]
    assert_conserved(reading)


AMID = ["Tabel 3.1 (Lanjutan)", "Lanjutan", "Halaman 2 dari 3", "CASCADING KINERJA BIDANG DATA", "B. BIDANG DATA", "SEKRETARIAT"]


@pytest.mark.parametrize("text", AMID)
@pytest.mark.parametrize("over", ["", "<"], ids=["satu-sel", "selebar-tabel"])
def test_a_title_or_unit_alone_amid_the_table_is_no_box(tmp_path, text, over):
    for reading in both(tmp_path, [HEAD, BODY[0], [text, over, over, over], ["Mewujudkan tertib", *BODY[1][1:]]]):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan", "Program Data", "Mewujudkan tertib", "Terwujudnya tertib", "Program Tertib"]
        assert_conserved(reading)


def test_a_text_as_wide_as_the_table_that_nothing_explains_is_told(tmp_path):
    for reading in both(tmp_path, [HEAD, BODY[0], ["PRIORITAS KEDUA", "<", "<", "<"], ["Mewujudkan tertib", *BODY[1][1:]]]):
        assert ("nama-selebar-tabel", "warning") in [(f["code"], f["severity"]) for f in reading["findings"]]


QUALITY = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR", "SATUAN", "TARGET 2024"]


@pytest.mark.parametrize("row", [["Hasil Evaluasi AKIP", "Predikat", "Baik"], ["Kualitas pelayanan", "Kategori", "Baik"], ["Maturitas SPIP", "Skor", "Baik"]])
def test_an_indicator_of_quality_begins_no_other_table(tmp_path, row):
    rows = [QUALITY, ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Persentase data", "%", "80"], ["^", "^", "Program Mutu", *row], ["^", "^", "Program Arsip", "Persentase arsip", "%", "90"]]
    for reading in both(tmp_path, rows):
        assert [i["name"] for i in reading["indicators"]] == ["Persentase data", row[0], "Persentase arsip"]


GOALS = ["Lanjutan pembangunan gedung terselesaikan", "Matriks pembangunan tersusun", "Pohon kinerja selaras", "Desa mandiri meningkat", "Puskesmas terakreditasi", "Jumlah perangkat daerah berpredikat baik meningkat"]


@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_may_begin_as_titles_units_and_sums_do(tmp_path, goal):
    rows = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR", "PAGU 2024"], ["Meningkatkan mutu", "", "", "", ""], ["", goal, "", "", "7"], ["", "", "Program Data", "Jumlah data", "4"], ["", "", "Program Arsip", "Jumlah arsip", "3"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", goal, "Program Data", "Program Arsip"]


def test_names_below_an_empty_row_that_tell_their_level_are_boxes(tmp_path):
    rows = [HEAD[:2] + ["PROGRAM"], ["Meningkatkan mutu", "Meningkatnya layanan", "Program Data"], ["", "", ""], ["", "Terwujudnya tertib", ""], ["", "", "Program Tertib"]]
    path = tmp_path / "a.xlsx"
    for below in (rows[4:], rows[3:]):
        workbook(path, boxes([*rows[:3], *below]))
        reading = read(path, path.name)
        assert [n["name"] for n in reading["nodes"]][3:] == [text for row in below for text in row if text]
        assert not [f for f in reading["findings"] if f["code"] == "teks-di-bawah-tabel"]


def test_officers_who_own_the_last_rows_are_owners(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR", "TARGET 2024", "PENANGGUNG JAWAB"], ["Meningkatnya data", "Program Data", "Jumlah data", "4", "Camat Mawar"], ["", "", "", "", "Kepala Puskesmas Melati"], ["", "", "", "", "Lurah Kenanga"]]
    for reading in both(tmp_path, rows):
        assert [o["owner"] for o in reading["owners"]] == ["Camat Mawar", "Kepala Puskesmas Melati", "Lurah Kenanga"]


@pytest.mark.parametrize(("title", "told"), [("II. PROGRAM DAN ANGGARAN", False), ("PROGRAM DAN ANGGARAN", False), ("2. Program dan Anggaran", False), ("Disusun seperlunya", True)])
def test_the_title_of_the_next_table_is_no_text_below_the_one_above(tmp_path, title, told):
    rows = [[*HEAD, ""], *([*row, ""] for row in BODY), [""] * 5, [title, *[""] * 4], MEASURED, ["Program Data", "Jumlah data", "Data", "5", "9.000"]]
    workbook(tmp_path / "a.xlsx", boxes(rows))
    reading = read(tmp_path / "a.xlsx", "a.xlsx")
    assert [n["name"] for n in reading["nodes"] if n["level"] == "program"] == ["Program Data", "Program Tertib"]
    assert ("teks-di-bawah-tabel" in [f["code"] for f in reading["findings"]]) == told
    assert_conserved(reading)
