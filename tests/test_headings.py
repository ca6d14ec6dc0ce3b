"""Words of headings and what the columns below them hold."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, workbook
from tests.test_reading import both


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


@pytest.mark.parametrize("years", [("2025", "2026"), ("Tahun 2025 (n)", "Tahun 2026 (n+1)"), ("n 2025", "n+1 2026")])
@pytest.mark.parametrize("beside", ["<", ""], ids=["merged", "blank"])
def test_a_heading_reaches_over_what_stands_below_it_merged_or_not(tmp_path, years, beside):
    rows = [["PROGRAM", beside, "KEGIATAN", beside, beside, beside, beside, beside, "PENGAMPU"], ["URAIAN", "INDIKATOR", "URAIAN", "INDIKATOR", years[0], beside, years[1], beside, ""],
            ["", "", "", "", "K", "Rp", "K", "Rp", ""], ["Program Data", "Indeks data", "Pendataan", "Jumlah laporan", "4", "1.000.000", "5", "2.000.000", "Bidang Data"]]
    reading = read(tmp_path, rows, 3)
    levels = {n["node_id"]: n["level"] for n in reading["nodes"]}
    assert [(levels[i["node_id"]], i["name"]) for i in reading["indicators"]] == [("program", "Indeks data"), ("kegiatan", "Jumlah laporan")]
    assert [(levels[b["node_id"]], b["year"], b["amount"]) for b in reading["budgets"]] == [("kegiatan", 2025, 1e6), ("kegiatan", 2026, 2e6)]
    assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 4), (2026, 5)]


@pytest.mark.parametrize("heading", ["OUTCOME / OUTPUT", "SASARAN PROGRAM/KEGIATAN"])
def test_results_that_one_column_states_for_all_levels(tmp_path, heading):
    rows = [["KODE", "PROGRAM/KEGIATAN", heading, "INDIKATOR", "TARGET 2025"],
            ["1.06.02", "Program Data", "Meningkatnya mutu data", "Indeks data", "70,5"], ["1.06.02.2.01", "Pendataan", "Terlaksananya pendataan", "Jumlah data", "4"],
            ["1.06.02.2.01.0001", "Pencatatan", "Tersedianya catatan", "Jumlah catatan", "5"]]
    assert [(n["name"], n["result"]) for n in read(tmp_path, rows, 1)["nodes"]] == [(row[1], row[2]) for row in rows[1:]]


def test_outputs_beside_each_sub_kegiatan_too_are_those_of_their_rows(tmp_path):
    rows = [["KODE", "PROGRAM/KEGIATAN/SUB KEGIATAN", "OUTCOME", "OUTPUT", "INDIKATOR"], ["1.06.02", "Program Data", "Meningkatnya mutu data", "", "Indeks data"],
            ["1.06.02.2.01", "Pendataan", "", "Terlaksananya pendataan", "Jumlah data"], ["1.06.02.2.01.0001", "Pencatatan", "", "Tersedianya catatan", "Jumlah catatan"],
            ["1.06.02.2.01.0002", "Pencetakan", "", "Tercetaknya data", "Jumlah cetakan"], ["1.06.02.2.01.0003", "Pelatihan", "", "", "Jumlah orang dilatih"]]
    assert [n["result"] for n in read(tmp_path, rows, 1)["nodes"]] == ["Meningkatnya mutu data", "Terlaksananya pendataan", "Tersedianya catatan", "Tercetaknya data", None]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("A.", "B."), ("1.1", "1.2")])
def test_names_and_indicators_behind_their_numbers_need_no_heading_of_their_own(tmp_path, first, second):
    rows = [["SASARAN", "", "INDIKATOR SASARAN", "", "PROGRAM"], [first, "Meningkatnya mutu data", first, "Indeks data", "Program Data"], ["^", "^", second, "Indeks survei", "Program Survei"],
            [second, "Meningkatnya mutu arsip", first, "Indeks arsip", "Program Arsip"]]
    reading = read(tmp_path, rows, 1)
    assert [(n["number"], n["name"]) for n in reading["nodes"] if n["level"] == "sasaran"] == [(first.strip("."), "Meningkatnya mutu data"), (second.strip("."), "Meningkatnya mutu arsip")]
    assert [(i["number"], i["name"]) for i in reading["indicators"]] == [(first.strip("."), "Indeks data"), (second.strip("."), "Indeks survei"), (first.strip("."), "Indeks arsip")]
    assert not [f for f in reading["findings"] if f["code"] in ("judul-tak-dikenal", "nama-tanpa-huruf", "sel-tak-terpakai")]


def test_words_beside_a_name_without_letters_are_no_name_where_others_have_letters(tmp_path):
    rows = [["SASARAN", "", "INDIKATOR SASARAN", "PROGRAM"], ["1.", "catatan", "Indeks data", "Program Data"], ["Meningkatnya mutu arsip", "catatan", "Indeks arsip", "Program Arsip"]]
    assert [n["name"] for n in read(tmp_path, rows, 1)["nodes"] if n["level"] == "sasaran"] == ["1.", "Meningkatnya mutu arsip"]


def test_an_output_beside_one_sub_kegiatan_is_its_own_where_the_kegiatan_states_one_in_its_row(tmp_path):
    rows = [["KODE", "PROGRAM/KEGIATAN/SUB KEGIATAN", "OUTPUT", "INDIKATOR"], ["1.06.02.2.01", "Pendataan", "Terlaksananya pendataan", "Jumlah data"],
            ["1.06.02.2.01.0001", "Pencatatan", "Tersedianya catatan", "Jumlah catatan"], ["1.06.02.2.01.0002", "Pencetakan", "", "Jumlah cetakan"],
            ["1.06.02.2.01.0003", "Pelatihan", "", "Jumlah orang dilatih"]]
    assert [n["result"] for n in read(tmp_path, rows, 1)["nodes"]] == ["Terlaksananya pendataan", "Tersedianya catatan", None, None]


def test_an_outcome_beside_a_program_is_the_programs_also_where_its_row_lists_kegiatan_and_sub_kegiatan(tmp_path):
    rows = [["OUTCOME", "NAMA PROGRAM", "KEGIATAN / SUB KEGIATAN"], ["Meningkatnya mutu data", "Program Data", "Kegiatan Pendataan\nSub Kegiatan Pencatatan"],
            ["Meningkatnya mutu arsip", "Program Arsip", "Kegiatan Penataan\nSub Kegiatan Pemilahan"]]
    reading = read(tmp_path, rows, 1)
    assert [(n["level"], n["result"]) for n in reading["nodes"]] == [
        ("program", "Meningkatnya mutu data"), ("kegiatan", None), ("sub_kegiatan", None), ("program", "Meningkatnya mutu arsip"), ("kegiatan", None), ("sub_kegiatan", None)]


def test_results_whose_heading_names_their_level(tmp_path):
    rows = [["PROGRAM", "OUTCOME PROGRAM", "KEGIATAN", "OUTPUT KEGIATAN", "SUB KEGIATAN", "OUTPUT SUB KEGIATAN", "INDIKATOR SUB KEGIATAN"],
            ["Program Data", "Meningkatnya mutu data", "Pendataan", "Terlaksananya pendataan", "Pencatatan", "Tersedianya catatan", "Jumlah catatan"]]
    reading = read(tmp_path, rows, 1)
    assert [(n["level"], n["name"], n["result"]) for n in reading["nodes"]] == [
        ("program", "Program Data", "Meningkatnya mutu data"), ("kegiatan", "Pendataan", "Terlaksananya pendataan"), ("sub_kegiatan", "Pencatatan", "Tersedianya catatan")]


def test_years_in_cells_that_part_thousands(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET", "<", "PAGU", "<"], ["^", "^", "2.025", "2.026", "2.025", "2.026"], ["Program Data", "Jumlah data", "2.025", "2.026", "2.025.000", "2.026.000"]]
    reading = read(tmp_path, rows, 2)
    assert [(t["year"], t["value_text"]) for t in reading["targets"]] == [(2025, "2.025"), (2026, "2.026")]
    assert [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2025, 2025000), (2026, 2026000)]


@pytest.mark.parametrize("name", ["Perencanaan, Penganggaran, dan Evaluasi Kinerja", "Penyusunan Dokumen Anggaran", "Penyusunan Laporan Realisasi"])
def test_a_row_that_speaks_of_budgeting_is_no_heading(tmp_path, name):
    rows = [["KODE", "KEGIATAN", "INDIKATOR KEGIATAN", "FORMULA", "SUB KEGIATAN", "INDIKATOR SUB KEGIATAN"], ["1.06.01.2.02", "Administrasi Keuangan", "Jumlah laporan", "Jumlah laporan keuangan", "", ""],
            ["1.06.01.2.01", name, f"Jumlah dokumen {name.lower()}", f"Jumlah {name.lower()} yang disusun", "", ""], ["^", "^", "^", "^", "Sub Kegiatan Penyusunan Dokumen", "Jumlah dokumen"]]
    reading = read(tmp_path, rows, 1)
    assert [n["name"] for n in reading["nodes"]] == ["Administrasi Keuangan", name, "Sub Kegiatan Penyusunan Dokumen"]
    assert len(reading["indicators"]) == 3
def values(tmp_path, *columns):
    """The targets and money of one indicator below some headings, each (heading, text), and the findings of columns."""
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", *(heading for heading, _ in columns)], ["Meningkatnya layanan", "Program Data", "Indeks data", *(text for _, text in columns)]]
    reading = read(tmp_path, rows, 1)
    said = [(t["measure"], t["year"], t["value"]) for t in reading["targets"]] + [(b["measure"], b["year"], b["amount"]) for b in reading["budgets"]]
    return said, [f["code"] for f in reading["findings"] if "kolom" in f["code"] or "judul" in f["code"]]


def test_a_span_of_years_is_no_year(tmp_path):
    assert values(tmp_path, ("Target 2025", "80"), ("Kondisi Akhir Renstra 2021-2026", "90")) == ([("target", 2025, 80), ("akhir", None, 90)], [])
    assert values(tmp_path, ("Target Renstra 2021 s.d. 2026", "90")) == ([("target", None, 90)], ["kolom-tanpa-tahun"])
    assert values(tmp_path, ("Target 2025 RPJMD 2021-2026", "80")) == ([("target", 2025, 80)], [])


@pytest.mark.parametrize("part", ["TW I", "Triwulan I", "Semester I", "Caturwulan I"])
def test_a_part_of_a_year_is_no_target_of_the_year(tmp_path, part):
    assert values(tmp_path, (f"{part} 2025", "20"), ("Target 2025", "80")) == ([("target", 2025, 80)], ["kolom-tidak-dimuat"])


@pytest.mark.parametrize("word", ["Rp", "Belanja", "Biaya", "Kebutuhan Dana", "Alokasi", "Alokasi Belanja", "Pendanaan"])
def test_money_has_many_names(tmp_path, word):
    assert values(tmp_path, ("Target 2025", "80"), (f"{word} 2025", "400.000.000")) == ([("target", 2025, 80), ("pagu", 2025, 400e6)], [])


@pytest.mark.parametrize(("heading", "known"), [("2026", True), ("Tahun 2026", True), ("Rencana Tahun 2026", True), ("Thn. 2026 (n+1)", True), ("Jumlah Pegawai 2026", False), ("Keadaan Juli 2026", False)])
def test_only_a_heading_that_names_nothing_but_a_year_holds_targets(tmp_path, heading, known):
    said, findings = values(tmp_path, ("Target 2025", "80"), (heading, "90"))
    assert (("target", 2026, 90) in said, findings) == (known, [] if known else ["judul-tak-dikenal"])


@pytest.mark.parametrize(("one", "other"), [("Pagu APBD 2025", "Pagu APBN 2025"), ("Target 2025 Murni", "Target 2025 Perubahan"), ("Target Januari 2025", "Target Februari 2025")])
def test_a_second_column_of_one_value_is_not_loaded_and_told(tmp_path, one, other):
    said, findings = values(tmp_path, (one, "400.000.000"), (other, "500.000.000"))
    assert (len(said), findings) == (1, ["kolom-nilai-kedua"])


def test_two_columns_of_values_without_year_are_told(tmp_path):
    assert values(tmp_path, ("Target Th 24", "80"), ("Target Th 25", "90")) == ([("target", None, 80), ("target", None, 90)], ["kolom-tanpa-tahun"] * 2)


@pytest.mark.parametrize(("heading", "codes"), [("Jenis Indikator", ["kolom-tidak-dimuat"]), ("Polarisasi Indikator", ["kolom-tidak-dimuat"]), ("Alasan Pemilihan Indikator", ["kolom-tidak-dimuat"]),
                                                ("Penjelasan Indikator", []), ("Indikator Lama", ["kolom-indikator-ganda"]), ("Indikator RPJMD", ["kolom-indikator-ganda"])])
def test_a_column_about_indicators_is_none_of_them_or_doubted(tmp_path, heading, codes):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", heading], ["Meningkatnya layanan", "Program Data", "Indeks data", "80", "Positif"]]
    reading = read(tmp_path, rows, 1)
    assert [i["name"] for i in reading["indicators"]][:1] == ["Indeks data"]
    assert [f["code"] for f in reading["findings"]] == codes
    assert len(reading["indicators"]) == (2 if "kolom-indikator-ganda" in codes else 1)
    assert [t["value"] for t in reading["targets"]] == [80]


@pytest.mark.parametrize(("heading", "year"), [("Realisasi 2025", 2025), ("Realisasi s/d Tahun 2025", None), ("Realisasi Renstra sampai dengan Renja Tahun 2025", None)])
def test_what_was_reached_since_the_plan_began_is_not_what_a_year_brought(tmp_path, heading, year):
    said, findings = values(tmp_path, ("Target 2025", "80"), (heading, "200"))
    assert (said, findings) == (([("target", 2025, 80), ("realisasi", 2025, 200)], []) if year else ([("target", 2025, 80)], ["kolom-tidak-dimuat"]))


@pytest.mark.parametrize("names", ["Tujuan, Sasaran, Program, Kegiatan dan Sub Kegiatan", "TUJUAN/SASARAN/PROGRAM/KEGIATAN/SUB KEGIATAN"])
def test_signs_part_the_levels_that_share_a_column(tmp_path, names):
    rows = [[names, "INDIKATOR KINERJA", "TARGET 2025"], ["Meningkatnya layanan", "Indeks layanan", "71,5"], ["1.06.02 Program Data", "Persentase data", "80,5"]]
    assert [(n["level"], n["name"]) for n in read(tmp_path, rows, 1)["nodes"]] == [("sasaran", "Meningkatnya layanan"), ("program", "Program Data")]


@pytest.mark.parametrize("texts, held", [(["PAGU 2026", "1.000.000"], (1_000_000, None)), (["TARGET 2026", "90"], (None, 90)), (["PAGU 2026 (Rp)", "25"], (25, None))])
def test_cells_as_wide_as_their_heading_are_one_column(tmp_path, texts, held):
    rows = [["KODE", "PROGRAM", "INDIKATOR PROGRAM", texts[0], "<"], ["1.02.01", "Program Data", "Indeks data", texts[1], "<"]]
    reading = read(tmp_path, rows, 1)
    assert tuple(next((row[name] for row in reading[table]), None) for table, name in (("budgets", "amount"), ("targets", "value"))) == held


GOALS = ["TUJUAN", "SASARAN", "INDIKATOR KINERJA", "SATUAN", "TARGET 2025", "PROGRAM", "KEGIATAN"]


def test_indicators_amid_the_levels_are_those_of_the_level_on_their_left(tmp_path):
    rows = [GOALS, ["Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan", "Nilai", "83", "Program Layanan", "Penyediaan Data"],
            ["^", "^", "Waktu layanan", "Menit", "30", "^", "Pengadaan Sarana"], ["^", "Menurunnya aduan", "Persentase aduan", "%", "9", "Program Aduan", "Pengelolaan Aduan"]]
    reading = read(tmp_path, rows, 1)
    name = {n["node_id"]: n["name"] for n in reading["nodes"]}
    value = {t["indicator_id"]: t["value"] for t in reading["targets"]}
    assert [(name[i["node_id"]], i["name"], i["unit"], value[i["indicator_id"]]) for i in reading["indicators"]] == [
        ("Meningkatnya layanan", "Indeks layanan", "Nilai", 83.0), ("Meningkatnya layanan", "Waktu layanan", "Menit", 30.0), ("Menurunnya aduan", "Persentase aduan", "%", 9.0)]


def test_indicators_amid_the_levels_of_a_staircase_are_those_of_the_row(tmp_path):
    rows = [GOALS, ["Meningkatkan mutu", "", "Indeks mutu", "Nilai", "70", "", ""], ["", "Meningkatnya layanan", "Indeks layanan", "Nilai", "83", "", ""],
            ["", "", "Persentase data", "%", "90", "Program Layanan", ""], ["", "", "Jumlah data", "Dokumen", "3", "", "Penyediaan Data"]]
    reading = read(tmp_path, rows, 1)
    name = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [(name[i["node_id"]], i["name"]) for i in reading["indicators"]] == [
        ("Meningkatkan mutu", "Indeks mutu"), ("Meningkatnya layanan", "Indeks layanan"), ("Program Layanan", "Persentase data"), ("Penyediaan Data", "Jumlah data")]


@pytest.mark.parametrize(("title", "headings", "years"), [
    ("RENJA DINAS DATA TAHUN 2025", ["TARGET", "PAGU (Rp)"], [2025, 2025]),
    ("RENJA DINAS DATA TAHUN 2025-2026", ["TARGET", "PAGU (Rp)"], [None, None]),
    ("RENJA DINAS DATA TAHUN 2025-2027", ["TARGET 2025 dan 2026", "PAGU 2025/2026/2027"], [None, None]),
    ("RENJA DINAS DATA TAHUN 2025", ["TARGET AKHIR RENSTRA", "PAGU 2026"], [None, 2026]),
    ("RENJA DINAS DATA TAHUN 2025", ["TARGET RPJMD", "PAGU"], [None, 2025]),
    ("RENJA DINAS DATA TAHUN 2025", ["TARGET", "PAGU PRAKIRAAN MAJU"], [2025, None]),
    ("RENJA DINAS DATA TAHUN 2025", ["TARGET 2026", "PAGU"], [2026, None]),
    ("RENJA DINAS DATA, dicetak 12 Januari 2025", ["TARGET", "PAGU"], [None, None])])
def test_the_year_of_a_document_of_one_year_is_that_of_its_columns(tmp_path, title, headings, years):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", *headings], ["Program Data", "Jumlah data", "12", "1.000.000"]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 1), title=[title])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [row["year"] for row in reading["targets"] + reading["budgets"]] == years
    assert ("tahun-dari-judul" in [f["code"] for f in reading["findings"]]) == (2025 in years)


@pytest.mark.parametrize("head", [[["Sasaran RPJMD", "Indikator Sasaran RPJMD", "Tujuan", "Indikator Tujuan", "Sasaran"]],
                                  [["Sasaran RPJMD", "<", "Tujuan", "Indikator Tujuan", "Sasaran"], ["Uraian", "Indikator", "^", "^", "^"]]], ids=["one row", "two rows"])
def test_an_indicator_of_a_higher_plan_is_no_statement_of_it_and_told(tmp_path, head):
    reading = read(tmp_path, [*head, ["Meningkatnya mutu hidup", "Indeks mutu", "Meningkatkan perlindungan", "Indeks perlindungan", "Meningkatnya layanan"]], len(head))
    assert [(a["kind"], a["text"]) for a in reading["alignments"]] == [("sasaran_rpjmd", "Meningkatnya mutu hidup")]
    assert [i["name"] for i in reading["indicators"]] == ["Indeks perlindungan"]
    assert [f["code"] for f in reading["findings"]] == ["kolom-tidak-dimuat"]


@pytest.mark.parametrize("heading", ["Kinerja", "Pernyataan Kinerja"])
def test_where_a_column_tells_the_levels_the_one_right_of_it_holds_the_names(tmp_path, heading):
    rows = [["Level", heading, "Indikator", "Target 2025"], ["Tujuan", "Kesejahteraan warga", "Indeks mutu", "70"], ["Program", "Perlindungan Sosial", "Jumlah warga", "80"]]
    assert [(n["level"], n["name"]) for n in read(tmp_path, rows, 1)["nodes"]] == [("tujuan", "Kesejahteraan warga"), ("program", "Perlindungan Sosial")]


def test_a_result_that_names_its_level_is_the_name_where_nothing_else_is_named(tmp_path):
    rows = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target 2025"], ["1", "Terlaksananya layanan", "Jumlah warga", "82"]]
    assert [(n["level"], n["name"]) for n in read(tmp_path, rows, 1)["nodes"]] == [("kegiatan", "Terlaksananya layanan")]


@pytest.mark.parametrize(("planned", "read_"), [(["2025", "2026", "2027"], True), (["2025"], False)])
def test_a_table_of_past_years_is_a_cascade_where_it_plans_as_many(tmp_path, planned, read_):
    past = ["2022", "2023", "2024"]
    head = [["Tujuan", "Sasaran", "Indikator", "Realisasi", "<", "<", "Target", *["<"] * (len(planned) - 1)], ["^", "^", "^", *past, *planned]]
    rows = [*head, ["Meningkatkan mutu", "Meningkatnya layanan", "Indeks mutu", *["80"] * 3, *["81"] * len(planned)]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 2), title=["CASCADING DINAS CONTOH TAHUN 2025-2027"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert bool(reading["documents"][0]["status"] != "gagal") == read_


@pytest.mark.parametrize(("before", "after"), [("Sebelum Perubahan", "Setelah Perubahan"), ("SEMULA", "MENJADI"), ("Sebelum Pergeseran", "Setelah Pergeseran")])
def test_of_a_changed_plan_what_holds_now_is_read(tmp_path, before, after):
    rows = [["N o", "PROGRAM", "INDIKATOR PROGRAM", "TARGET", "<", "PAGU (Rp)", "<", "Bertambah / (Berkurang)"], ["^", "^", "^", before, after, before, after, "^"],
            ["1", "Program Data", "Jumlah data", "70", "75", "2.000.000", "2.500.000", "500.000"]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 2), title=["PERUBAHAN RENJA DINAS DATA TAHUN 2025"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 75.0)] and [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2025, 2500000.0)]
    assert sorted({f["code"] for f in reading["findings"]}) == ["kolom-tidak-dimuat", "tahun-dari-judul"]


def test_a_heading_that_names_programs_too_is_not_set_aside(tmp_path):
    rows = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR TUJUAN RPJMD/SASARAN RPJMD/PROGRAM"], ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Indeks data"]]
    reading = read(tmp_path, rows, 1)
    assert "Indeks data" in [a["text"] for a in reading["alignments"]] + [i["name"] for i in reading["indicators"]]


@pytest.mark.parametrize("marks", ["a b c d e", "(a) (b) (c) (d) (e)", "A B C D E", "I II III IV V", "1. 2. 3. 4. 5.", "-1- -2- -3- -4- -5-", "kol.1 kol.2 kol.3 kol.4 kol.5"])
def test_a_row_that_numbers_the_columns_in_any_style_is_furniture(tmp_path, marks):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "PAGU 2025"], marks.split(), ["Meningkatnya data", "Program Data", "Jumlah data", "5", "1.000.000"], ["dst.", "", "", "", ""]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya data", "Program Data"]
        assert (len(reading["indicators"]), reading["documents"][0]["status"]) == (1, "bersih")


def test_what_is_planned_to_be_reached_is_a_target(tmp_path):
    rows = [["SASARAN STRATEGIS", "INDIKATOR KINERJA", "RENCANA TINGKAT CAPAIAN (TARGET) 2026", "RENCANA CAPAIAN 2027", "TINGKAT CAPAIAN 2025", "PIC"], ["Meningkatnya data", "Indeks data", "3", "4", "5", "Bidang Data"]]
    reading = read(tmp_path, rows, 1)
    assert [(t["measure"], t["year"], t["value"]) for t in reading["targets"]] == [("target", 2026, 3.0), ("target", 2027, 4.0)]
    assert [o["owner"] for o in reading["owners"]] == ["Bidang Data"]
    assert [f["code"] for f in reading["findings"] if f["code"].startswith("kolom")] == ["kolom-tidak-dimuat"]


def test_classes_by_roman_numbers_are_values(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2024", "TARGET 2025", "TARGET 2026"], ["Program Kelas", "Tingkat kelas", "I", "II", "III"], ["^", "^", "A", "B", "C"]]
    for reading in both(tmp_path, rows):
        assert [t["value_text"] for t in reading["targets"]][:3] == ["I", "II", "III"]


@pytest.mark.parametrize("values", [[2031, 2040, 2055], ["2.031", "2.040", "2.055"], ["2,031", "2,040", "2,055"]])
def test_values_that_could_be_years_head_no_table(tmp_path, values):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "TARGET", "<", "<"], ["^", "^", "^", "2025", "2026", "2027"],
            ["Pelaksanaan Penyuluhan", "Jumlah keluarga yang dibina", "Keluarga", *values], ["^", "Jumlah orang yang dibina", "Orang", *values], ["Program Bencana", "Jumlah korban", "Orang", 10, 20, 30]]
    reading = read(tmp_path, rows, 2)
    assert [i["name"] for i in reading["indicators"]] == ["Jumlah keluarga yang dibina", "Jumlah orang yang dibina", "Jumlah korban"]
    assert [t["value"] for t in reading["targets"]] == [2031, 2040, 2055] * 2 + [10, 20, 30]
