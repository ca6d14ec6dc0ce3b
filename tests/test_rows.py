"""Several tables of one document, and rows that are no nodes."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.drawing import boxes, workbook
from tests.test_reading import MERGED, TREE, assert_conserved, both, read, tree


def sheet(path, *rows):
    """The reading of a workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return read(path)


GOALS = ["TUJUAN", "INDIKATOR TUJUAN", "SASARAN"]
STAIRS = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN"]


def test_several_tables_of_a_sheet_give_one_tree(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", ["CASCADING DINAS CONTOH"], [], GOALS, ["Meningkatkan mutu", "Indeks mutu", "Meningkatnya layanan"], [],
                    STAIRS, ["Meningkatnya layanan", "Program Data", "Persentase data", "Pendataan"])
    assert tree(reading) == [("tujuan", "Meningkatkan mutu", None, ["Indeks mutu"]), ("sasaran", "Meningkatnya layanan", "Meningkatkan mutu", []),
                             ("program", "Program Data", "Meningkatnya layanan", ["Persentase data"]), ("kegiatan", "Pendataan", "Program Data", [])]
    row = reading["documents"][0]
    assert (row["cell_count"], row["cell_used"], row["cell_furniture"], row["status"]) == (15, 7, 8, "bersih")


def test_a_table_listed_twice_is_one(tmp_path):
    workbook(tmp_path / "a.xlsx", {"Satu": boxes(MERGED), "Dua": boxes(MERGED)})
    assert tree(read(tmp_path / "a.xlsx")) == TREE


def test_tables_that_contradict_each_other_are_quoted(tmp_path):
    rows = lambda value: [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "Indeks A", value]]
    workbook(tmp_path / "a.xlsx", {"Satu": boxes(rows("80,5")), "Dua": boxes(rows("81,5"))})
    reading = read(tmp_path / "a.xlsx")
    assert [t["value"] for t in reading["targets"]] == [80.5]
    (finding,) = [f for f in reading["findings"] if f["code"] == "beda-antar-tabel"]
    assert all(text in finding["message"] for text in ("80,5", "81,5", "Satu!C2", "Dua!C2"))


def test_a_node_that_no_table_gives_a_parent_is_doubted(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", GOALS, ["Meningkatkan mutu", "Indeks mutu", "Meningkatnya layanan"], [],
                    STAIRS, ["Terwujudnya tertib", "Program Data", "Persentase data", "Pendataan"])
    assert [f["code"] for f in reading["findings"]] == ["induk-hilang"]
    assert reading["documents"][0]["status"] == "tinjau"


MONEY = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "PAGU 2025"]


def test_a_row_of_totals_is_no_node(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", MONEY, ["Meningkatnya layanan", "Program Data", "Indeks A", "1.000.000"], ["JUMLAH", None, None, "1.000.000"])
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya layanan", "Program Data"]
    assert [b["amount"] for b in reading["budgets"]] == [1000000.0]
    assert_conserved(reading)


def test_a_block_of_signatures_is_furniture_but_a_stray_value_is_reported(tmp_path):
    head, row = ["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "Indeks A", "80,5"]
    signed = sheet(tmp_path / "a.xlsx", head, row, [None, None, "Kota X, 1 Januari 2025"], [None, None, "Kepala Dinas"])
    assert (signed["documents"][0]["cell_reported"], signed["documents"][0]["status"]) == (0, "bersih")
    stray = sheet(tmp_path / "b.xlsx", head, row, [None, None, "12,5"])
    assert [f["code"] for f in stray["findings"]] == ["sel-tak-terpakai"]


def test_a_level_word_alone_is_no_node(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", ["TUJUAN", "SASARAN", "PROGRAM"], ["Meningkatkan mutu", "Sasaran :", "Program Data"])
    assert [n["level"] for n in reading["nodes"]] == ["tujuan", "program"]
    assert [f["code"] for f in reading["findings"]] == ["tingkat-tanpa-teks"]


def test_bare_numbers_in_front_are_numbers_where_siblings_count_up(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", ["SASARAN", "PROGRAM"], ["1 Meningkatnya layanan", "Program Data"], ["2 Terwujudnya tertib", "Program Tertib"])
    assert [(n["number"], n["name"]) for n in reading["nodes"] if n["level"] == "sasaran"] == [("1", "Meningkatnya layanan"), ("2", "Terwujudnya tertib")]


def test_outcome_and_output_are_the_results_of_program_and_kegiatan(tmp_path):
    reading = sheet(tmp_path / "a.xlsx", ["NSPK", "SASARAN", "OUTCOME", "OUTPUT", "PROGRAM", "KEGIATAN"],
                    ["UU 1", "Meningkatnya layanan", "Meningkatnya hasil", "Tersusunnya data", "Program Data", "Pendataan"])
    assert [(n["level"], n["result"]) for n in reading["nodes"]] == [("sasaran", None), ("program", "Meningkatnya hasil"), ("kegiatan", "Tersusunnya data")]
    assert [(a["kind"], a["text"]) for a in reading["alignments"]] == [("nspk", "UU 1")]


def test_numbers_of_a_level_are_its_own_though_parents_stand_over_the_whole_table(tmp_path):
    rows = [["NO", "SASARAN", "INDIKATOR SASARAN"], ["TUJUAN 1 : Meningkatkan mutu", "<", "<"], ["1", "Meningkatnya layanan", "Indeks layanan"], ["2", "Menurunnya aduan", "Jumlah aduan"],
            ["TUJUAN 2 : Meningkatkan tata kelola", "<", "<"], ["1", "Meningkatnya tertib", "Indeks tertib"]]
    workbook(tmp_path / "a.xlsx", boxes(rows))
    assert [(n["level"], n["number"]) for n in read(tmp_path / "a.xlsx")["nodes"]] == [("tujuan", "1"), ("sasaran", "1"), ("sasaran", "2"), ("tujuan", "2"), ("sasaran", "1")]


@pytest.mark.parametrize("again", ["Program Data (lanjutan)", "PROGRAM DATA", "Program Data.", "Program Data (Lanj. hal. 1)"])
def test_a_name_printed_again_in_another_way_is_the_same_node(tmp_path, again):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "Program Data", "Jumlah data"], ["Meningkatnya data", again, "Jumlah peta"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya data", "Program Data"] and len(reading["indicators"]) == 2


def test_stages_of_one_work_keep_their_names(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], ["Program Gedung", "Pembangunan Gedung (Lanjutan Tahap II)", "Jumlah gedung"], ["^", "Pembangunan Gedung (Lanjutan Tahap III)", "Jumlah gedung"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]][1:] == [row[1] for row in rows[1:]]
