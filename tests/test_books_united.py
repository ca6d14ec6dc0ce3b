"""What several tables of a book say of one thing: lists of indicators, results, and indicators beside two levels."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.books import BUDGET, GOALS, STAIRCASE
from tests.drawing import boxes, workbook
from tests.test_books import read, tree

IKU = [["NO", "INDIKATOR", "SATUAN", "TARGET TAHUN", "<"], ["^", "^", "^", "2025", "2026"]]


def listing(tmp_path, *rows):
    """What a list of indicators behind the budget table gives: the finding's code and sentence, and the targets of the indicators with some year of the list."""
    reading = read(tmp_path, [(BUDGET, 4), ([*IKU, *rows], 2)])
    names = {i["indicator_id"]: i["name"] for i in reading["indicators"]}
    told = [(f["code"], f["message"]) for f in reading["findings"] if "daftar" in f["code"]]
    return told, sorted((names[t["indicator_id"]], t["value_text"]) for t in reading["targets"] if t["year"] == 2025)


def test_an_indicator_of_a_list_is_known_without_its_abbreviation(tmp_path):
    told, values = listing(tmp_path, ["1", "Jumlah desa terdata (JDT)", "Desa", "10", "12"])
    assert (told, values) == ([], [("Jumlah desa terdata", "10")])


def test_abbreviations_that_tell_indicators_of_a_list_apart_are_read(tmp_path):
    told, values = listing(tmp_path, ["1", "Jumlah desa terdata (pantai)", "Desa", "4", "5"], ["2", "Jumlah desa terdata (gunung)", "Desa", "6", "7"])
    assert ([code for code, _ in told], values) == (["daftar-indikator"], [])


def test_the_name_that_an_unknown_indicator_is_like_is_quoted(tmp_path):
    ((code, message),), _ = listing(tmp_path, ["1", "Jumlah desa pesisir terdata", "Desa", "10", "12"])
    assert code == "daftar-indikator" and '"Jumlah desa pesisir terdata" (mirip "Jumlah desa terdata", hal. ' in message


def test_an_indicator_of_several_nodes_is_told_with_them(tmp_path):
    ((code, message),), values = listing(tmp_path, ["1", "Jumlah petugas", "Orang", "10", "12"])
    assert code == "indikator-daftar-ganda" and message.count('sub kegiatan "Penyediaan Petugas Pendataan"') == 2 and values == []


def test_results_that_two_tables_word_differently_are_one_finding_with_all_places(tmp_path):
    staircase = [[text.replace("Terlaksananya pendataan", "Cakupan pendataan") for text in row] for row in STAIRCASE]
    (told,) = [f for f in read(tmp_path, [(staircase, 1), (BUDGET, 4)])["findings"] if f["code"] == "hasil-beda-antar-tabel"]
    assert told["message"].startswith('Hasil (outcome/output) 2 kotak ditulis berbeda di dua tabel, mulai "Tersedianya data daerah" (hal. 2')
    assert told["message"].endswith("yang pertama dipakai; juga hal. 1, baris 5.")


@pytest.mark.parametrize(("text", "told"), [("Tersedianya data daerah", []), ("Tersedianya hal lain", ["sel-tak-terpakai"])])
def test_a_result_without_node_is_doubted_unless_a_table_gives_a_node_the_same(tmp_path, text, told):
    staircase = [*STAIRCASE[:3], ["", "", "", text, "Terlaksananya pendataan", "Jumlah laporan pendataan", "2.16.02.2.01 - Pendataan Wilayah", ""]]
    reading = read(tmp_path, [(staircase, 1), (BUDGET, 4)])
    row = reading["documents"][0]
    assert [f["code"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == told
    assert (row["cell_reported"], row["cell_used"] + row["cell_furniture"] + row["cell_reported"]) == (len(told), row["cell_count"])


def test_an_indicator_beside_tujuan_and_sasaran_is_of_the_one_that_another_table_gives_it(tmp_path):
    staircase = [STAIRCASE[0], ["Urusan wajib", "Meningkatnya kualitas data", "Meningkatnya layanan data", "", "", "Indeks data", "", ""], *STAIRCASE[2:]]
    found = tree(read(tmp_path, [(GOALS, 3), (staircase, 1)]))
    assert [(level, measures) for level, *_, measures in found[:2]] == [("tujuan", ["Indeks data"]), ("sasaran", ["Persentase data lengkap"])]


@pytest.mark.parametrize(("one", "other", "told"), [("Presentase data lengkap", "Persentase data lengkap", 1), ("% data lengkap", "Persentase data lengkap", 1), ("Nilai SAKIP OPD", "Nilai SAKIP Perangkat Daerah", 1),
                                                    ("Indeks Data Daerah (IDD)", "Indeks Data Daerah", 0), ("Jumlah kasus yang mendapat fasilitas hukum", "Jumlah kasus yang mendapat fasilitasi hukum", 1),
                                                    ("Persentase data lengkap", "Persentase data", None)])
def test_an_indicator_is_one_however_two_tables_write_it(tmp_path, one, other, told):
    goals = [["SASARAN", "INDIKATOR", "FORMULASI"], ["Meningkatnya data daerah", one, "Jumlah A dibagi jumlah B x 100%"]]
    aims = [["SASARAN", "INDIKATOR", "TARGET TAHUN 2026", "TARGET TAHUN 2027"], ["Meningkatnya data daerah", other, "80", "90"]]
    reading = read(tmp_path, [(goals, 1), (aims, 1)])
    united = [(i["name"], i["denominator"]) for i in reading["indicators"]] == [(one, "jumlah B")] and len(reading["targets"]) == 2
    assert united == (told is not None)
    assert sum(f["code"] == "beda-antar-tabel" for f in reading["findings"]) == (told or 0)


@pytest.mark.parametrize("whose", ["2.16.0.00.0.00.01.0000 - Dinas Data", "4.01 - SEKRETARIAT DAERAH"])
def test_a_row_that_names_the_organisation_is_served_by_nobody(tmp_path, whose):
    staircase = [STAIRCASE[0], [whose, *"<" * 7], *STAIRCASE[1:]]
    assert {a["text"] for a in read(tmp_path, [(staircase, 1)])["alignments"]} == {"Urusan wajib"}


def test_a_sub_kegiatan_is_of_the_unit_whose_table_lists_it(tmp_path):
    staircase = [*STAIRCASE, ["", "", "", "", "", "Jumlah peta", "Pemetaan Desa", ""]]
    budget = [*BUDGET[:-2], ["2.16.02.2.01.0002 - Pemetaan Desa", "", "", "", "5.000.000", "", "5.200.000", ""], ["Tersedianya peta", "Jumlah peta (Peta)", "5", "6", "5.000.000", "7", "5.200.000", ""]]
    nodes = {n["node_id"]: n for n in read(tmp_path, [(staircase, 1), (budget, 4)])["nodes"]}
    assert [(n["code"], n["unit_name"], nodes[n["parent_id"]]["unit_name"]) for n in nodes.values() if n["name"] == "Pemetaan Desa"] == [("2.16.02.2.01.0002", "UPT Data Timur", "UPT Data Timur")]


@pytest.mark.parametrize(("number", "other", "united"), [("S.1.2", "Persentase peningkatan data lengkap (PDL) daerah", True), ("S.1.2", "Jumlah pegawai terlatih", False), ("S.1.3", "Persentase peningkatan data lengkap (PDL) daerah", False)])
def test_an_indicator_is_known_by_its_number_where_most_of_its_words_are_the_same(tmp_path, number, other, united):
    goals = [["SASARAN", "<", "INDIKATOR SASARAN", "<", "FORMULASI"], ["S.1", "Meningkatnya data daerah", "S.1.2", "Peningkatan data lengkap daerah", "Jumlah A dibagi jumlah B x 100%"]]
    aims = [["SASARAN", "<", "INDIKATOR SASARAN", "<", "TARGET TAHUN 2026", "TARGET TAHUN 2027"], ["S.1", "Meningkatnya data daerah", number, other, "80", "90"]]
    reading = read(tmp_path, [(goals, 1), (aims, 1)])
    assert ([(i["number"], i["denominator"]) for i in reading["indicators"]] == [("S.1.2", "jumlah B")]) == united
    assert any(f["code"] == "beda-antar-tabel" for f in reading["findings"]) == united


def test_several_indicators_beside_tujuan_and_sasaran_are_of_the_one_that_another_table_gives_them(tmp_path):
    goals = [*GOALS, ["", "", "", "Persentase data terpadu", "Data yang terpadu", "-", "%", "1", "2", "3"]]
    goals.insert(4, ["^", "^", "", "Persentase mutu data", "Mutu", "-", "%", "1", "2", "3"])
    staircase = [STAIRCASE[0], ["Urusan wajib", "Meningkatnya kualitas data", "Meningkatnya layanan data", "", "", "Indeks data", "", ""], ["", "", "", "", "", "% mutu data", "", ""], *STAIRCASE[2:]]
    found = tree(read(tmp_path, [(goals, 3), (staircase, 1)]))
    assert [(level, measures) for level, *_, measures in found[:2]] == [("tujuan", ["Indeks data", "Persentase mutu data"]), ("sasaran", ["Persentase data lengkap", "Persentase data terpadu"])]


def test_a_table_of_goals_whose_heading_no_rule_parts_from_its_rows_is_told(tmp_path):
    rows = [["Tujuan RPJMD Terwujudnya birokrasi", "Indikator Tujuan Indeks birokrasi", "Sasaran RPJMD Optimalnya tata kelola", "Indikator Sasaran Indeks layanan", "Urusan Statistik"],
            *(["^", "^", "^", "^", f"Persandian {k}"] for k in range(7))]
    found = [f["message"] for f in read(tmp_path, [(BUDGET, 4), (rows, 1)])["findings"] if f["code"] == "tabel-bersasaran-tidak-dibaca"]
    assert len(found) == 1 and "Tujuan RPJMD Terwujudnya birokrasi" in found[0]


def test_a_name_that_its_cell_cuts_is_whole_in_the_other_table(tmp_path):
    goals = [["SASARAN", "INDIKATOR", "FORMULASI"], ["Meningkatnya data daerah", "Jumlah dokumen hasil pengawasan apotek dan toko", "Jumlah A dibagi jumlah B"]]
    aims = [["SASARAN", "INDIKATOR", "TARGET TAHUN 2026"], ["Meningkatnya data daerah", "Jumlah dokumen hasil pengawasan apotek dan toko obat", "80"]]
    assert [i["name"] for i in read(tmp_path, [(goals, 1), (aims, 1)])["indicators"]] == ["Jumlah dokumen hasil pengawasan apotek dan toko obat"]


@pytest.mark.parametrize(("first", "second", "is_one"), [
    ("Meningkatnya kesejahteraan anak", "Meningkatnya kesejahteraan lansia", False), ("Menurunnya angka kematian ibu", "Menurunnya angka kematian bayi", False),
    ("Meningkatnya angka partisipasi murni", "Menurunnya angka partisipasi murni", False), ("Meningkatnya kualitas pelayanan", "Meningkatnya kualitas pelayaan", True), ("Meningkatnya Index Data", "Meningkatnya Indeks Data", True),
    ("Meningkatnya mutu sarana & prasarana", "Meningkatnya mutu sarana dan prasarana", True)])
def test_near_names_of_two_tables_are_one_where_no_word_says_something_else(tmp_path, first, second, is_one):
    goals = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"], ["Meningkatkan mutu", first, "Indeks mutu"]]
    plans = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], [second, "Program Data", "Jumlah data"]]
    path = tmp_path / "a.xlsx"
    workbook(path, {"A": boxes(goals), "B": boxes(plans)})
    assert len([n for n in document.read(path, path.name)["nodes"] if n["level"] == "sasaran"]) == (1 if is_one else 2)
