"""A whole book: several tables that describe one tree, among others that look alike."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.books import BUDGET, EVALUATION, GOALS, STAFF, STAIRCASE, STRATEGY, book

TABLES = [(STAFF, 1), (EVALUATION, 2), (GOALS, 3), (STRATEGY, 1), (STAIRCASE, 1), (BUDGET, 4)]
TREE = [
    ("tujuan", None, "Meningkatnya kualitas data", None, None, ["Indeks data"]),
    ("sasaran", None, "Meningkatnya layanan data", "Meningkatnya kualitas data", None, ["Persentase data lengkap"]),
    ("program", "2.16.02", "PROGRAM PENGELOLAAN DATA", "Meningkatnya layanan data", None, ["Persentase data tersedia"]),
    ("kegiatan", "2.16.02.2.01", "Pendataan Wilayah", "PROGRAM PENGELOLAAN DATA", "Dinas Data", ["Jumlah laporan pendataan", "Jumlah desa terdata"]),
    ("sub_kegiatan", "2.16.02.2.01.0001", "Penyediaan Petugas Pendataan", "Pendataan Wilayah", "Dinas Data", ["Jumlah petugas"]),
    ("bidang_urusan", "2.16", "URUSAN PEMERINTAHAN BIDANG DATA", None, None, []),
    ("kegiatan", "2.16.02.2.01", "Pendataan Wilayah", "PROGRAM PENGELOLAAN DATA", "UPT Data Timur", ["Jumlah laporan pendataan"]),
    ("sub_kegiatan", "2.16.02.2.01.0001", "Penyediaan Petugas Pendataan", "Pendataan Wilayah", "UPT Data Timur", ["Jumlah petugas"]),
]


def read(tmp_path, tables=TABLES, **drawing):
    book(tmp_path / "renstra.pdf", tables, **drawing)
    return document.read(tmp_path / "renstra.pdf", "renstra.pdf")


def tree(reading):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    measures = lambda node: [i["name"] for i in reading["indicators"] if i["node_id"] == node["node_id"]]
    return [(n["level"], n["code"], n["name"], names.get(n["parent_id"]), n["unit_name"], measures(n)) for n in reading["nodes"]]


@pytest.mark.parametrize("ruling", ["lines", "rects", "double", "boxes"])
def test_the_tables_of_a_book_give_one_tree(tmp_path, ruling):
    assert tree(read(tmp_path, ruling=ruling)) == TREE


@pytest.mark.parametrize("repeat", [True, False])
def test_pages_break_through_the_tables_of_a_book(tmp_path, repeat):
    budget = [(BUDGET, 4)]
    whole = tree(read(tmp_path, budget))
    assert tree(read(tmp_path, budget, breaks=[6, 9, 13.5], repeat=repeat)) == whole


def test_money_stands_once_and_sums_up(tmp_path):
    reading = read(tmp_path)
    codes = {n["node_id"]: (n["code"], n["unit_name"]) for n in reading["nodes"]}
    money = {(*codes[b["node_id"]], b["year"]): b["amount"] for b in reading["budgets"]}
    assert len(money) == len(reading["budgets"]) == 12
    assert money["2.16.02", None, 2026] == money["2.16.02.2.01", "Dinas Data", 2026] + money["2.16.02.2.01", "UPT Data Timur", 2026] == 9e6


@pytest.mark.parametrize(("label", "says", "told"), [("TOTAL KESELURUHAN", ["900.000.000", "9.300.000"], ["900.000.000 (2026)", "9.000.000; 1 kolom"]),
                                                     ("TOTAL KESELURUHAN", ["9.000.000", "9.300.000"], None), ("Sub Total", ["900.000.000", "9.300.000"], None)])
def test_a_total_row_that_says_another_sum_is_told(tmp_path, label, says, told):
    findings = read(tmp_path, [([*BUDGET, [label, "", "", "", says[0], "", says[1], ""]], 4)])["findings"]
    messages = [f["message"] for f in findings if f["code"] == "total-beda"]
    assert len(messages) == bool(told) and all(part in messages[0] for part in told or ())


def test_several_total_rows_add_up_parts(tmp_path):
    total = ["JUMLAH", "", "", "", "4.000.000", "", "4.100.000", ""]
    findings = read(tmp_path, [([*BUDGET[:9], total, *BUDGET[9:], total], 4)])["findings"]
    assert "total-beda" not in {f["code"] for f in findings}


def test_goals_bring_definition_formula_and_unit(tmp_path):
    found = next(i for i in read(tmp_path)["indicators"] if i["name"] == "Persentase data lengkap")
    assert (found["definition"], found["numerator"], found["denominator"], found["unit"]) == ("Data yang lengkap", "Data lengkap", "Semua data", "%")


def test_units_in_brackets_and_numbers_of_things(tmp_path):
    reading = read(tmp_path)
    staff = next(i for i in reading["indicators"] if i["name"] == "Jumlah petugas")
    targets = {t["year"]: t["value"] for t in reading["targets"] if t["indicator_id"] == staff["indicator_id"] and t["measure"] == "target"}
    assert (staff["unit"], targets) == ("Orang", {2026: 1250, 2027: 1300})


def test_results_belong_to_their_code_rows(tmp_path):
    results = {n["name"]: n["result"] for n in read(tmp_path)["nodes"] if n["result"]}
    assert results == {"PROGRAM PENGELOLAAN DATA": "Tersedianya data daerah", "Pendataan Wilayah": "Terlaksananya pendataan",
                       "Penyediaan Petugas Pendataan": "Tersedianya petugas"}


def test_tables_that_are_no_cascade_are_named_and_left(tmp_path):
    reading = read(tmp_path)
    named = sorted(f["message"] for f in reading["findings"] if f["code"] == "tabel-bukan-cascading")
    assert [next(kind for kind in ("evaluasi", "lain", "strategi") if kind in message) for message in named] == ["evaluasi", "lain", "strategi"]
    document_row = reading["documents"][0]
    assert document_row["cell_used"] + document_row["cell_furniture"] + document_row["cell_reported"] == document_row["cell_count"]


@pytest.mark.parametrize(("rows", "told"), [
    ([["PERMASALAHAN", "ISU STRATEGIS", "SASARAN", "STRATEGI"], ["Data kurang", "Mutu data", "Meningkatnya mutu", "Menata data"]],
     ("tabel-bersasaran-tidak-dibaca", "hal. 2", "SASARAN, STRATEGI")),
    ([["NO", "PROGRAM PRIORITAS", "OUTCOME", "KEGIATAN / SUBKEGIATAN"], ["1", "Program Data", "Tersedianya data", "2.16.02.2.01 Pendataan"]],
     ("tabel-bukan-cascading", "hal. 2", "daftar sub kegiatan prioritas")),
    ([["RPJPN", "", ""], ["", "RTRW", ""], ["", "", "RENSTRA"]], None),
    (STRATEGY, ("tabel-bukan-cascading", "hal. 2", "strategi dan arah kebijakan) di 1 tempat tidak dibaca: hal. 2; tujuan dan sasarannya ada")),
    ([*STRATEGY[:1], ["Meningkatnya kualitas data", "S.1 Meningkatnya layanan data S.2 Meningkatnya akses data", "Digitalisasi", "Satu data"]],
     ("tabel-bersasaran-tidak-dibaca", "hal. 2", "TUJUAN, SASARAN, STRATEGI, ARAH KEBIJAKAN")),
    ([["TUJUAN RPJMD", "INDIKATOR TUJUAN RPJMD", "SASARAN RPJMD"], ["Data maju", "Indeks", "Data terbuka"]],
     ("tabel-bersasaran-tidak-dibaca", "hal. 2", "TUJUAN RPJMD, SASARAN RPJMD")),
])
def test_a_table_that_is_left_is_called_what_it_is(tmp_path, rows, told):
    found = [f for f in read(tmp_path, [(GOALS, 3), (rows, 1)])["findings"] if f["code"].startswith("tabel-b")]
    assert [(f["code"], f["source"], told[2] in f["message"]) for f in found] == ([(*told[:2], True)] if told else [])


def test_tables_that_are_left_are_counted_by_their_places(tmp_path):
    (told,) = [f["message"] for f in read(tmp_path, [(STAFF, 1), (GOALS, 3), (STAFF, 1)])["findings"] if f["code"] == "tabel-bukan-cascading"]
    assert "di 2 tempat" in told and "hal. 1; hal. 3" in told


def test_owners_of_a_program_are_its_units(tmp_path):
    reading = read(tmp_path)
    program = next(n["node_id"] for n in reading["nodes"] if n["level"] == "program")
    owners = [(o["owner"], o["owner_code"]) for o in reading["owners"] if o["node_id"] == program]
    assert owners == [("Dinas Data", "2.16.0.00.0.00.01.0000"), ("UPT Data Timur", "2.16.0.00.0.00.01.0001")]


def test_a_program_under_two_sasaran_is_one_node_per_place(tmp_path):
    staircase = [*STAIRCASE, ["", "", "Meningkatnya mutu data", "", "", "Nilai mutu", "", ""],
                 ["", "", "", "Tersedianya data bermutu", "", "Persentase data tersedia", "PROGRAM PENGELOLAAN DATA", ""]]
    reading = read(tmp_path, [(staircase, 1), (BUDGET, 4)])
    first, second = [n for n in reading["nodes"] if n["level"] == "program"]
    assert (first["same_as_node_id"], second["same_as_node_id"], second["code"]) == (None, first["node_id"], "2.16.02")
    assert {b["node_id"] for b in reading["budgets"]} >= {first["node_id"]}
    assert second["node_id"] not in {b["node_id"] for b in reading["budgets"]}


def test_contradicting_tables_are_told(tmp_path):
    goals = [[("99" if text == "85" else text) for text in row] for row in GOALS]
    findings = read(tmp_path, [(GOALS, 3), (STAFF, 1), (goals, 3)])["findings"]
    assert [(f["code"], "85 (" in f["message"], "99 (" in f["message"]) for f in findings if f["code"] == "beda-antar-tabel"] == [("beda-antar-tabel", True, True)]


@pytest.mark.parametrize(("name", "first", "names"), [
    ("Presentase data yg lengkap", "85", ["Persentase data lengkap"]),
    ("Presentase data yg lengkap", "86", ["Persentase data lengkap", "Presentase data yg lengkap"]),
    ("Jumlah orang yang puas", "85", ["Jumlah orang yang puas", "Persentase data lengkap"]),
])
def test_an_indicator_that_another_table_misspells_is_one_where_its_targets_are_the_same(tmp_path, name, first, names):
    goals = [[{"Persentase data lengkap": name, "85": first}.get(text, text) for text in row] for row in GOALS]
    reading = read(tmp_path, [(GOALS, 3), (STAFF, 1), (goals, 3)])
    sasaran = next(n["node_id"] for n in reading["nodes"] if n["level"] == "sasaran")
    assert sorted(i["name"] for i in reading["indicators"] if i["node_id"] == sasaran) == names
    assert any(f["code"] == "beda-antar-tabel" and name in f["message"] for f in reading["findings"]) is (len(names) == 1)


@pytest.mark.parametrize(("tujuan", "told"), [("Tujuan: Terwujudnya satu data", ["hal. 1", "hal. 2"]), ("Tujuan: Meningkatnya kualitas data", None)])
def test_two_tables_with_other_goals_are_told(tmp_path, tujuan, told):
    rows = [["TUJUAN / SASARAN", "INDIKATOR", "TARGET 2026"], [tujuan, "Indeks data", "3,3"], ["Sasaran: Meningkatnya layanan data", "Persentase data lengkap", "90"]]
    findings = read(tmp_path, [(GOALS, 3), (rows, 1)])["findings"]
    messages = [f["message"] for f in findings if f["code"] == "tujuan-beda-antar-tabel"]
    assert len(messages) == bool(told) and all(place in messages[0] for place in told or ())


def test_a_list_of_indicators_completes_those_of_the_tree(tmp_path):
    iku = [["NO", "INDIKATOR", "DEFINISI OPERASIONAL", "SATUAN", "TARGET TAHUN", "<"], ["^", "^", "^", "^", "2025", "2026"],
           ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["I", "BIDANG DATA", "", "", "", ""],
           ["1", "Jumlah desa terdata", "Desa yang datanya masuk", "Desa", "10", "12"], ["2", "Indeks lain", "Hal lain", "Indeks", "1", "2"]]
    reading = read(tmp_path, [(BUDGET, 4), (iku, 2)])
    found = next(i for i in reading["indicators"] if i["name"] == "Jumlah desa terdata")
    assert found["definition"] == "Desa yang datanya masuk"
    assert {t["year"] for t in reading["targets"] if t["indicator_id"] == found["indicator_id"]} == {2024, 2025, 2026, 2027}
    assert "Indeks lain" not in [i["name"] for i in reading["indicators"]]
    (told,) = [f["message"] for f in reading["findings"] if f["code"] == "daftar-indikator"]
    assert told.startswith("1 indikator") and told.endswith(': "Indeks lain".')


def test_a_list_that_contradicts_a_series_fills_nothing_and_is_one_finding(tmp_path):
    iku = [["NO", "INDIKATOR", "SATUAN", "TARGET TAHUN", "<", "<", "<"], ["^", "^", "^", "2025", "2026", "2027", "2028"],
           ["1", "Jumlah desa terdata", "Desa", "5", "60", "70", "80"]]
    alone, beside = read(tmp_path, [(BUDGET, 4)]), read(tmp_path, [(BUDGET, 4), (iku, 2)])
    of = lambda reading: sorted(t["value_text"] for t in reading["targets"] if "Jumlah desa terdata" in [i["name"] for i in reading["indicators"] if i["indicator_id"] == t["indicator_id"]])
    assert of(beside) == of(alone)
    (told,) = [f["message"] for f in beside["findings"] if f["code"] == "beda-antar-tabel"]
    assert all(text in told for text in ('tentang "Jumlah desa terdata"', "60 (2026), 70 (2027)", "5 (2025), 80 (2028) dari yang kedua tidak dimuat"))


@pytest.mark.parametrize("tables", [
    [(BUDGET, 4), (STAFF, 1), ([[text.replace("Penyediaan Petugas Pendataan", "Penyediaan Petugas") for text in row] for row in BUDGET], 4)],
    [([[text.replace("PROGRAM PENGELOLAAN DATA", "PROGRAM PENGELOLAAN DA") for text in row] for row in STAIRCASE], 1), (BUDGET, 4)],
])
def test_a_name_that_its_cell_cuts_is_no_contradiction(tmp_path, tables):
    found = [f for f in read(tmp_path, tables)["findings"] if '"PROGRAM PENG' in f["message"] or '"Penyediaan' in f["message"]]
    assert {(f["code"], f["severity"]) for f in found} - {("level-dari-kata", "info")} == {("nama-terpotong", "info")}


def test_a_list_whose_indicators_the_tree_has_is_no_finding(tmp_path):
    iku = [["NO", "INDIKATOR", "SATUAN", "TARGET TAHUN", "<"], ["^", "^", "^", "2025", "2026"], ["I", "BIDANG DATA", "", "", ""], ["1", "Jumlah desa terdata", "Desa", "10", "12"]]
    assert "daftar-indikator" not in [f["code"] for f in read(tmp_path, [(BUDGET, 4), (iku, 2)])["findings"]]


def test_a_list_of_what_was_reached_is_an_evaluation(tmp_path):
    reached = [["URAIAN INDIKATOR", "TARGET", "REALISASI", "KETERANGAN"], ["Nilai data", "80", "75", "Tidak tercapai"], ["Nilai mutu", "70", "75", "Tercapai"]]
    told = [(f["code"], f["message"]) for f in read(tmp_path, [(BUDGET, 4), (reached, 1)])["findings"]]
    assert [(code, "evaluasi" in message) for code, message in told if code in ("daftar-indikator", "tabel-bukan-cascading")] == [("tabel-bukan-cascading", True)]


def test_the_order_of_the_tables_changes_nothing(tmp_path):
    two = [*STAIRCASE, ["", "", "Meningkatnya mutu data", "", "", "Nilai mutu", "", ""], ["", "", "", "Tersedianya data", "", "Persentase data tersedia", "PROGRAM PENGELOLAAN DATA", ""]]
    one, other = (read(tmp_path, tables) for tables in ([(two, 1), (BUDGET, 4)], [(BUDGET, 4), (two, 1)]))
    assert sorted(tree(one), key=str) == sorted(tree(other), key=str)


def test_a_name_that_goes_on_in_another_table_is_one_node_and_told(tmp_path):
    budget = [[text.replace("PROGRAM PENGELOLAAN DATA", "PROGRAM PENGELOLAAN DATA DAERAH") for text in row] for row in BUDGET]
    reading = read(tmp_path, [(STAIRCASE, 1), (budget, 4)])
    assert [n["name"] for n in reading["nodes"] if n["level"] == "program"] == ["PROGRAM PENGELOLAAN DATA DAERAH"]
    assert "beda-antar-tabel" in [f["code"] for f in reading["findings"]]


def test_a_program_that_no_sasaran_names_is_doubted(tmp_path):
    more = [*BUDGET, ["2.16.03 - PROGRAM STATISTIK", "", "", "", "1.000.000", "", "1.000.000", ""], ["Tersedianya statistik", "Indeks statistik (Indeks)", "1", "2", "1.000.000", "3", "1.000.000", ""]]
    reading = read(tmp_path, [(STAIRCASE, 1), (more, 4)])
    assert [f["message"].split('"')[1] for f in reading["findings"] if f["code"] == "sasaran-tidak-diketahui"] == ["PROGRAM STATISTIK"]


@pytest.mark.parametrize("heads", [["KODE", "PROGRAM / KEGIATAN", "INDIKATOR"], ["TUJUAN", "SASARAN", "INDIKATOR"]])
def test_values_of_years_before_the_plan_are_no_part_of_it(tmp_path, heads):
    past = [[*heads, "TARGET TAHUN", "<", "REALISASI TAHUN", "<"], ["^", "^", "^", "2021", "2022", "2021", "2022"], ["2.16.02", "Program lama", "Indeks lama", "1", "2", "1", "2"]]
    reading = read(tmp_path, [(GOALS, 3), (past, 2)])
    assert "Indeks lama" not in [i["name"] for i in reading["indicators"]]
    assert "evaluasi tahun lalu" in " ".join(f["message"] for f in reading["findings"])


def test_sub_units_of_a_code_that_the_staircase_lists_once(tmp_path):
    coded = [[text.replace("Pendataan Wilayah", "2.16.02.2.01 - Pendataan Wilayah").replace("PROGRAM PENG", "2.16.02 - PROGRAM PENG") for text in row] for row in STAIRCASE]
    units = [n["unit_name"] for n in read(tmp_path, [(coded, 1), (BUDGET, 4)])["nodes"] if n["level"] == "kegiatan"]
    assert units == ["Dinas Data", "UPT Data Timur"]


def test_a_staircase_without_heading_finds_its_goals_by_their_names(tmp_path):
    goals = [["TUJUAN / SASARAN", "INDIKATOR TUJUAN / SASARAN", "TARGET 2026"], ["Tujuan : Meningkatkan kualitas data", "Indeks data", "3,3"], ["Sasaran : Meningkatnya layanan data", "Indeks layanan", "80"]]
    bare = [["Meningkatkan kualitas data", "", "", "Indeks data", ""], ["", "Meningkatnya layanan data", "", "Indeks layanan", ""],
            ["", "", "Tersedianya data", "Persentase data", "2.16.02 Program Data"], ["", "", "Terlaksananya pendataan", "Jumlah laporan", "2.16.02.2.01 Pendataan"],
            ["", "", "Tersedianya petugas", "Jumlah petugas", "2.16.02.2.01.0001 Petugas"], ["", "", "Tersedianya alat", "Jumlah alat", "2.16.02.2.01.0002 Alat"]]
    assert [row[2:4] for row in tree(read(tmp_path, [(goals, 1), (bare, 0)]))][:4] == [
        ("Meningkatkan kualitas data", None), ("Meningkatnya layanan data", "Meningkatkan kualitas data"),
        ("Program Data", "Meningkatnya layanan data"), ("Pendataan", "Program Data")]


@pytest.mark.parametrize(("rows", "heads"), [(BUDGET, 4), (STAIRCASE, 1), (GOALS, 3)], ids=["budget", "staircase", "goals"])
def test_a_page_may_end_below_or_inside_any_row(tmp_path, rows, heads):
    whole = tree(read(tmp_path, [(rows, heads)]))
    for place in (k / 2 for k in range(2 * heads + 1, 2 * len(rows))):
        assert tree(read(tmp_path, [(rows, heads)], breaks=[place], repeat=place % 2 < 1)) == whole, place


def test_a_name_that_its_own_table_lists_too_is_not_taken_for_a_longer_one(tmp_path):
    staircase = [*STAIRCASE[:4], ["", "", "", "", "Tersedianya alat lain", "Jumlah alat lain", "Penyediaan Peralatan Kantor Lainnya", ""]]
    budget = [*BUDGET[:6], ["2.16.02.2.01 - Penyediaan Peralatan Kantor", "", "", "", "4.000.000", "", "4.000.000", ""], ["2.16.02.2.02 - Penyediaan Peralatan Kantor Lainnya", "", "", "", "5.000.000", "", "5.000.000", ""]]
    kegiatan = {n["name"]: n["code"] for n in read(tmp_path, [(staircase, 1), (budget, 4)])["nodes"] if n["level"] == "kegiatan"}
    assert kegiatan == {"Penyediaan Peralatan Kantor": "2.16.02.2.01", "Penyediaan Peralatan Kantor Lainnya": "2.16.02.2.02"}


def test_a_list_of_sasaran_alone_before_the_table_that_names_their_tujuan(tmp_path):
    alone = [["SASARAN", "INDIKATOR", "SATUAN"], ["Meningkatnya layanan data", "Persentase data lengkap", "persen"]]
    below = [["TUJUAN", "SASARAN", "INDIKATOR"], ["Meningkatnya kualitas data", "Meningkatnya layanan data", "Persentase data lengkap"]]
    nodes = tree(read(tmp_path, [(alone, 1), (STRATEGY, 1), (below, 1)]))
    assert sorted((level, name, parent) for level, _, name, parent, *_ in nodes) == [
        ("sasaran", "Meningkatnya layanan data", "Meningkatnya kualitas data"), ("tujuan", "Meningkatnya kualitas data", None)]


def test_a_tag_behind_a_name_tells_its_level_and_is_no_part_of_the_name(tmp_path):
    matrix = [["TUJUAN/SASARAN", "INDIKATOR TUJUAN/SASARAN", "2026"], ["Kemandirian desa (T1)", "Indeks desa", "80"], ["Keberdayaan ekonomi desa (S1)", "Nilai ekonomi", "70"]]
    stairs = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["KEMANDIRIAN DESA", "Keberdayaan Ekonomi Desa", "Program Ekonomi", "Jumlah usaha"]]
    reading = read(tmp_path, [(matrix, 1), (stairs, 1)])
    assert [row[:4] for row in tree(reading)] == [("tujuan", None, "Kemandirian desa (T1)", None),
                                                  ("sasaran", None, "Keberdayaan ekonomi desa (S1)", "Kemandirian desa (T1)"),
                                                  ("program", None, "Program Ekonomi", "Keberdayaan ekonomi desa (S1)")]
    assert not {"beda-antar-tabel", "level-dari-kata"} & {f["code"] for f in reading["findings"]}


def test_a_cell_of_several_names_is_not_taken_for_the_first_of_them(tmp_path):
    cell = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"], ["Kemandirian desa", "Keberdayaan ekonomi Keberdayaan sosial", "Nilai desa"]]
    stairs = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Kemandirian desa", "Keberdayaan ekonomi", "Program Ekonomi", "Jumlah usaha"],
              ["^", "Keberdayaan sosial", "Program Sosial", "Jumlah warga"]]
    names = [name for level, _, name, *_ in tree(read(tmp_path, [(cell, 1), (stairs, 1)])) if level == "sasaran"]
    assert names == ["Keberdayaan ekonomi Keberdayaan sosial", "Keberdayaan ekonomi", "Keberdayaan sosial"]
