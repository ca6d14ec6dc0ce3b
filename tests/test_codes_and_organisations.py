"""Tables whose rows bear all levels: the codes, the organisations and the sub-units that rows name."""

import pytest

from tests.test_listing import HEAD, codes, read, tree
from tests.test_reading import both


def test_a_code_spread_over_columns_gets_its_zeros_back(tmp_path):
    rows = [["KODE", "<", "<", "<", "<", *HEAD[1:]],
            ["1", "5", "1", "", "", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"],
            ["1", "5", "1", "2,01", "", "Pendataan", "Jumlah data", "Data", "8", "1.000.000"],
            ["1", "5", "1", "2,01", "1", "Pencatatan", "Jumlah catatan", "Data", "9", "1.000.000"]]
    assert [code for _, code, *_ in tree(read(tmp_path, rows))][:2] == ["1.05.01", "1.05.01.2.01"]


def test_a_damaged_code_stands_as_written_and_is_told(tmp_path):
    rows = [HEAD, ["1.05.01", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["1.05.1.2.1", "Pendataan", "Jumlah data", "Data", "8", "1.000.000"],
            ["1.05.01.2.02", "Pelaporan", "Jumlah laporan", "Laporan", "8", "0"], ["1.05.01.2.02.0001", "Pencetakan", "Jumlah cetakan", "Lembar", "8", "0"]]
    reading = read(tmp_path, rows)
    assert ("kegiatan", "1.05.1.2.1", "Pendataan", "Program Data") in tree(reading)
    assert codes(reading).count("kode-rusak") == 1


def test_codes_that_stand_behind_their_names(tmp_path):
    coded = [(name, code) for code, name in (("1.06.02", "Program Data"), ("1.06.02.2.01", "Pendataan"), ("1.06.02.2.01.0001", "Pencatatan"))]
    one = [["PROGRAM / KEGIATAN / SUB KEGIATAN", "KODE", "INDIKATOR", "TARGET 2026"], *([*pair, f"Jumlah {pair[0]}", "4"] for pair in coded)]
    each = [["PROGRAM", "KODE", "KEGIATAN", "KODE", "SUB KEGIATAN", "KODE", "INDIKATOR"], [*(text for pair in coded for text in pair), "Jumlah catatan"]]
    named = [["PROGRAM", "KODE PROGRAM", "KEGIATAN", "KODE KEGIATAN", "SUB KEGIATAN", "KODE SUB KEGIATAN", "INDIKATOR"], each[1]]
    for rows in (one, each, named):
        reading = read(tmp_path, rows)
        assert [(n["level"], n["name"], n["code"]) for n in reading["nodes"]] == [(level, *pair) for level, pair in zip(("program", "kegiatan", "sub_kegiatan"), coded)]


@pytest.mark.parametrize("codes, levels", [
    (["1.06.16", "1.06.16.05", "1.06.16.06"], ["program", "kegiatan", "kegiatan"]), (["1.06.02", "1.06.02.2..01", "1.06.02.2.01..0001"], ["program", "kegiatan", "sub_kegiatan"])])
def test_codes_of_four_segments_are_kegiatan_and_a_dot_typed_twice_parts_nothing(tmp_path, codes, levels):
    rows = [["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2025"], *([code, f"Pendataan {k}", f"Jumlah {k}", "5"] for k, code in enumerate(codes))]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"], n["organisation"]) for n in reading["nodes"]] == [(level, code, None) for level, code in zip(levels, codes)]


def test_a_code_longer_than_any_of_a_level_is_told(tmp_path):
    rows = [["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2025"], ["1.06.02", "Program Data", "Persentase A", "5"], ["1.06.02.2.01", "Pendataan", "Jumlah B", "6"],
            ["1.06.02.2.01.00.01", "Pendataan Desa", "Jumlah C", "7"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["organisation"]) for n in reading["nodes"]] == [("Program Data", None), ("Pendataan", None)]
        assert reading["documents"][0]["status"] == "tinjau"


def test_a_row_that_names_the_organisation_is_no_node(tmp_path):
    rows = [HEAD, ["", "1.05.0.00.0.00.01.0000 - Dinas Contoh", "", "", "", "9.000.000"],
            ["1.05.01", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["1.05.01.2.01", "Pendataan", "Jumlah data", "Data", "8", "1.000.000"]]
    reading = read(tmp_path, rows)
    assert [name for *_, name, _ in tree(reading)] == ["Program Data", "Pendataan"]
    assert [b["amount"] for b in reading["budgets"]] == [1e6, 1e6]
    # The title names it too: it is that of the whole document.
    assert reading["documents"][0]["organisation"] == "DINAS CONTOH" and {n["organisation"] for n in reading["nodes"]} == {None}


def test_the_only_organisation_that_rows_name_is_kept_where_the_title_names_another(tmp_path):
    rows = [HEAD, ["", "1.05.0.00.0.00.01.0000 - Badan Penelitian", "", "", "", ""], ["1.05.01", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"]]
    reading = read(tmp_path, rows)
    assert [(n["name"], n["organisation"]) for n in reading["nodes"]] == [("Program Data", "Badan Penelitian")]


@pytest.mark.parametrize("one, other", [("PERANGKAT DAERAH : Dinas Data", "PERANGKAT DAERAH : Dinas Sosial"), ("1.05.0.00.0.00.01.0000 - Dinas Data", "1.06.0.00.0.00.01.0000 - Dinas Sosial")])
def test_equal_programs_of_two_organisations_are_two(tmp_path, one, other):
    rows = [HEAD, ["", one, "", "", "", ""], ["X.XX.01", "Program Penunjang", "Nilai SAKIP", "Nilai", "70,5", "1.000.000"], ["X.XX.01.2.01", "Perencanaan", "Jumlah dokumen", "Dokumen", "8", "1.000.000"],
            ["", other, "", "", "", ""], ["X.XX.01", "Program Penunjang", "Nilai SAKIP", "Nilai", "71,5", "2.000.000"], ["X.XX.01.2.01", "Perencanaan", "Jumlah dokumen", "Dokumen", "9", "2.000.000"]]
    reading = read(tmp_path, rows)
    assert [(n["name"], n["organisation"]) for n in reading["nodes"]] == [
        ("Program Penunjang", "Dinas Data"), ("Perencanaan", "Dinas Data"), ("Program Penunjang", "Dinas Sosial"), ("Perencanaan", "Dinas Sosial")]
    assert [b["amount"] for b in reading["budgets"]] == [1e6, 1e6, 2e6, 2e6]
    assert [t["value"] for t in reading["targets"]] == [70.5, 8, 71.5, 9]


@pytest.mark.parametrize("one, other", [("PERANGKAT DAERAH : Dinas Data", "PERANGKAT DAERAH : Dinas Sosial"), ("1.05.0.00.0.00.01.0000 - Dinas Data", "1.06.0.00.0.00.01.0000 - Dinas Sosial")])
def test_a_row_over_a_table_with_levels_in_columns_names_the_organisation_of_the_rows_below(tmp_path, one, other):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026"], [one, "<", "<", "<", "<"], ["Program Penunjang", "Nilai SAKIP", "Perencanaan", "Jumlah dokumen", "8"],
            [other, "<", "<", "<", "<"], ["Program Penunjang", "Nilai SAKIP", "Perencanaan", "Jumlah dokumen", "9"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["organisation"], n["same_as_node_id"]) for n in reading["nodes"]] == [
            ("Program Penunjang", "Dinas Data", None), ("Perencanaan", "Dinas Data", None), ("Program Penunjang", "Dinas Sosial", None), ("Perencanaan", "Dinas Sosial", None)]
        assert reading["documents"][0]["status"] == "bersih" and not reading["notes"]


UNITS = ["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2026", "PAGU 2026", "PERANGKAT DAERAH"]


def test_a_sub_kegiatan_of_each_kelurahan_below_one_kegiatan(tmp_path):
    rows = [UNITS, ["7.01.02", "Program A", "Indeks a", "1", "3.000.000", "Kecamatan"], ["7.01.02.2.01", "Pelayanan", "Jumlah b", "2", "3.000.000", "Kecamatan"],
            ["7.01.02.2.01.0001", "Sub A", "Jumlah c", "3", "1.000.000", "Kelurahan Mawar"], ["7.01.02.2.01.0001", "Sub A", "Jumlah c", "3", "2.000.000", "Kelurahan Melati"]]
    reading = read(tmp_path, rows)
    names = {n["node_id"]: n["unit_name"] for n in reading["nodes"]}
    assert [(names[b["node_id"]], b["amount"]) for b in reading["budgets"]][2:] == [("Kelurahan Mawar", 1e6), ("Kelurahan Melati", 2e6)]


@pytest.mark.parametrize("over", [lambda name: [name, "<", "<", "<", "<"], lambda name: ["", name, "", "", ""]], ids=["selebar-tabel", "di-kolom-nama"])
def test_rows_that_hold_nothing_else_name_the_kelurahan(tmp_path, over):
    rows = [UNITS[:5], ["7.01.02", "Program A", "Indeks a", "1", "7.000.000"], over("KELURAHAN MAWAR"), ["7.01.02.2.02", "Pelayanan", "Jumlah b", "2", "3.000.000"],
            over("KELURAHAN MELATI"), ["7.01.02.2.02", "Pelayanan", "Jumlah b", "2", "4.000.000"]]
    assert [(n["name"], n["unit_name"]) for n in read(tmp_path, rows)["nodes"]] == [("Program A", None), ("Pelayanan", "KELURAHAN MAWAR"), ("Pelayanan", "KELURAHAN MELATI")]


CODED = [("1.06.02", "program", "Program Data"), ("1.06.02.2.01", "kegiatan", "Pendataan"), ("1.06.02.2.01.0001", "sub_kegiatan", "Pencatatan"), ("1.06.04", "program", "Program Siar")]


def test_one_column_of_codes_for_names_in_columns_of_their_levels(tmp_path):
    place = {"program": 1, "kegiatan": 2, "sub_kegiatan": 3}
    stairs = [[code, *(name if place[level] == k else "" for k in (1, 2, 3)), f"Jumlah {name}", "5", "1.000.000"] for code, level, name in CODED]
    for reading in both(tmp_path, [["KODE", "PROGRAM", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR", "TARGET 2026", "PAGU 2026"], *stairs]):
        assert [(n["code"], n["level"], n["name"]) for n in reading["nodes"]] == CODED
        assert [reading["documents"][0]["status"], len(reading["budgets"])] == ["bersih", 4]


def test_a_code_parted_into_columns_beside_names_in_columns_of_their_levels(tmp_path):
    rows = [["KODE", "<", "<", "<", "<", "PROGRAM", "KEGIATAN", "INDIKATOR", "TARGET 2026"], ["1", "06", "02", "", "", "Program Data", "", "Indeks data", "5"],
            ["1", "06", "02", "2.01", "", "", "Pendataan", "Jumlah data", "5"], ["1", "06", "04", "", "", "Program Siar", "", "Indeks siaran", "5"]]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["level"], n["name"]) for n in reading["nodes"]] == [CODED[0], CODED[1], CODED[3]]


def test_codes_of_the_lowest_level_beside_names_of_all(tmp_path):
    rows = [["KODE", "PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2026"], ["1.06.02.2.01", "Program Data", "Pendataan", "Jumlah data", "5"], ["1.06.02.2.02", "^", "Pelaporan", "Jumlah laporan", "5"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("program", None), ("kegiatan", "1.06.02.2.01"), ("kegiatan", "1.06.02.2.02")]


@pytest.mark.parametrize("codes", [("01", "02"), ("1.06.02.2.1.01.1", "1.06.02.2.1.01.2")])
def test_short_and_damaged_codes_between_two_names_are_those_of_the_name_on_the_right(tmp_path, codes):
    rows = [["PROGRAM", "KODE", "KEGIATAN", "INDIKATOR", "TARGET 2026"], ["Program Data", codes[0], "Pendataan", "Jumlah data", "5"], ["^", codes[1], "Pelaporan", "Jumlah laporan", "6"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"] or n["number"]) for n in reading["nodes"]] == [("program", None), ("kegiatan", codes[0]), ("kegiatan", codes[1])]


@pytest.mark.parametrize("again", ["^", "", "Meningkatnya data"])
def test_the_code_of_a_program_beside_the_sasaran_above_it_is_the_program_s(tmp_path, again):
    rows = [["KODE", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026"], ["1.06.02", "Meningkatnya data", "Program Data", "Jumlah data", "5"], ["1.06.04", again, "Program Siar", "Jumlah siaran", "6"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("sasaran", None), ("program", "1.06.02"), ("program", "1.06.04")]


def test_a_number_of_a_goal_under_a_heading_of_codes_stays_that_of_the_goal(tmp_path):
    rows = [["KODE", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026"], ["1", "Meningkatnya data", "Program Data", "Jumlah data", "5"], ["2", "Meningkatnya siaran", "Program Siar", "Jumlah siaran", "6"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["number"]) for n in reading["nodes"]] == [("sasaran", "1"), ("program", None), ("sasaran", "2"), ("program", None)]


@pytest.mark.parametrize("heading", ["NO", "", "NO. REK"])
def test_codes_under_a_heading_that_counts_rows_or_says_nothing(tmp_path, heading):
    rows = [[heading, "URUSAN/PROGRAM/KEGIATAN", "INDIKATOR", "TARGET 2026", "PAGU 2026"], ["1", "URUSAN WAJIB", "", "", ""], ["1.06", "SOSIAL", "", "", ""],
            *([code, name, f"Jumlah {name}", "5", "1.000.000"] for code, _, name in CODED)]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["level"], n["name"]) for n in reading["nodes"]] == [("1", "urusan", "URUSAN WAJIB"), ("1.06", "bidang_urusan", "SOSIAL"), *CODED]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("numbers", [["1.1", "1.2", "2.10"], ["1.01", "1.02", "1.03"]])
def test_numbers_of_rows_and_sections_are_no_codes(tmp_path, numbers):
    rows = [["NO", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026"], *([number, f"Program {number}", f"Jumlah data {number}", "5"] for number in numbers)]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("program", None)] * 3


@pytest.mark.parametrize("headings", [["KODE DAN NAMA PROGRAM", "KODE DAN NAMA KEGIATAN"], ["KODE/PROGRAM", "KODE/KEGIATAN"]])
def test_codes_and_names_in_one_cell_under_a_heading_of_codes(tmp_path, headings):
    rows = [["SASARAN", *headings, "INDIKATOR KEGIATAN", "TARGET 2026"], ["Meningkatnya data", "1.06.02 Program Data", "1.06.02.2.01 Pendataan", "Jumlah data", "5"],
            ["^", "^", "1.06.02.2.02 - Pelaporan", "Jumlah laporan", "5"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"], n["name"]) for n in reading["nodes"]][1:] == [
            ("program", "1.06.02", "Program Data"), ("kegiatan", "1.06.02.2.01", "Pendataan"), ("kegiatan", "1.06.02.2.02", "Pelaporan")]


def test_names_that_stand_only_behind_their_codes(tmp_path):
    for reading in both(tmp_path, [["KODE REKENING", "INDIKATOR", "TARGET 2026", "PAGU 2026"], *([f"{code} {name}", f"Jumlah {name}", "5", "1.000.000"] for code, _, name in CODED)]):
        assert [(n["code"], n["level"], n["name"]) for n in reading["nodes"]] == CODED


def test_a_code_without_a_name_is_told(tmp_path):
    rows = [HEAD, ["1.06.02", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["1.06.02.2.01", "", "Jumlah data", "Data", "8", "1.000.000"]]
    for reading in both(tmp_path, rows):
        assert [(f["severity"], f["node_id"]) for f in reading["findings"] if f["code"] == "kode-tanpa-nama"] == [("warning", reading["nodes"][1]["node_id"])]


@pytest.mark.parametrize("text", ["Program Data (1.06.02)", "Program Data - 1.06.02", "Program Data\n1.06.02", "Program Data 1.06.02"])
def test_a_code_behind_the_name_in_its_cell(tmp_path, text):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026"], [text, "Jumlah data", "5"]]):
        assert [(n["name"], n["code"]) for n in reading["nodes"]] == [("Program Data", "1.06.02")]


def test_codes_left_of_goals_are_those_of_programs_and_kegiatan_in_one_column(tmp_path):
    rows = [["KODE", "TUJUAN", "SASARAN", "PROGRAM DAN KEGIATAN", "INDIKATOR", "TARGET 2026"], ["", "Meningkatkan mutu data", "", "", "Indeks data", "80"],
            ["", "", "Meningkatnya layanan", "", "Indeks layanan", "81"], *([code, "", "", name, f"Jumlah {name}", "5"] for code, _, name in CODED)]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["level"], n["name"]) for n in reading["nodes"]] == [(None, "tujuan", "Meningkatkan mutu data"), (None, "sasaran", "Meningkatnya layanan"), *CODED]
