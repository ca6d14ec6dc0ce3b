"""Levels that share a column, told by how deep the number of each row stands."""

from __future__ import annotations

import pytest

from tests.test_reading import both, tree

ROWS = [("1", "Meningkatkan mutu", "Indeks A"), ("1.1", "Meningkatnya layanan", "Indeks B"), ("1.1.1", "Program Data", "Persentase C"),
        ("1.1.1.1", "Pendataan", "Jumlah D"), ("1.1.1.1.1", "Pencatatan", "Jumlah E"), ("1.1.1.2", "Pelaporan", "Jumlah F")]
TREE = [("tujuan", "Meningkatkan mutu", None, ["Indeks A"]), ("sasaran", "Meningkatnya layanan", "Meningkatkan mutu", ["Indeks B"]),
        ("program", "Program Data", "Meningkatnya layanan", ["Persentase C"]), ("kegiatan", "Pendataan", "Program Data", ["Jumlah D"]),
        ("sub_kegiatan", "Pencatatan", "Pendataan", ["Jumlah E"]), ("kegiatan", "Pelaporan", "Program Data", ["Jumlah F"])]


@pytest.mark.parametrize("heading", ["URAIAN", "TUJUAN/SASARAN/PROGRAM/KEGIATAN/SUB KEGIATAN"])
def test_numbers_in_front_of_names(tmp_path, heading):
    rows = [[heading, "INDIKATOR KINERJA", "SATUAN"], *([f"{number} {name}", indicator, "%"] for number, name, indicator in ROWS)]
    for reading in both(tmp_path, rows):
        assert tree(reading) == TREE
        assert [(n["number"], n["code"]) for n in reading["nodes"]] == [(number, None) for number, *_ in ROWS]


def test_numbers_in_their_own_column(tmp_path):
    rows = [["NO", "TUJUAN/SASARAN/PROGRAM/KEGIATAN/SUB KEGIATAN", "INDIKATOR KINERJA", "SATUAN"], *([*row, "%"] for row in ROWS)]
    for reading in both(tmp_path, rows):
        assert tree(reading) == TREE


def test_codes_are_no_outline(tmp_path):
    rows = [["URAIAN", "INDIKATOR KINERJA", "SATUAN"], ["1.06.02 Program Data", "Persentase C", "%"], ["1.06.02.2.01 Pendataan", "Jumlah D", "data"],
            ["1.06.02.2.01.0001 Pencatatan", "Jumlah E", "data"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"]) for n in reading["nodes"]] == [
            ("program", "1.06.02"), ("kegiatan", "1.06.02.2.01"), ("sub_kegiatan", "1.06.02.2.01.0001")]


def test_a_name_without_any_sign_below_a_program_is_told(tmp_path):
    rows = [["URAIAN", "INDIKATOR KINERJA", "SATUAN"], ["Meningkatnya layanan", "Indeks B", "%"], ["Program Data", "Persentase C", "%"], ["Pendataan", "Jumlah D", "data"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya layanan", "Program Data"]
        assert [f["text"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == ["Pendataan", "Jumlah D", "data"]


def test_the_statement_of_a_level_without_names_is_its_name(tmp_path):
    rows = [["SASARAN STRATEGIS", "INDIKATOR SASARAN STRATEGIS", "SASARAN PROGRAM", "INDIKATOR SASARAN PROGRAM", "SASARAN KEGIATAN", "INDIKATOR SASARAN KEGIATAN"],
            ["Meningkatnya layanan", "Indeks B", "Meningkatnya data", "Persentase C", "Terlaksananya pendataan", "Jumlah D"]]
    for reading in both(tmp_path, rows):
        assert tree(reading) == [("sasaran", "Meningkatnya layanan", None, ["Indeks B"]), ("program", "Meningkatnya data", "Meningkatnya layanan", ["Persentase C"]),
                                 ("kegiatan", "Terlaksananya pendataan", "Meningkatnya data", ["Jumlah D"])]


@pytest.mark.parametrize("counts", [("I", "1", "2", "II", "1"), ("A", "1", "2", "B", "1"), ("1", "a", "b", "2", "a"), ("1", "", "", "2", "")])
def test_counts_beside_names_that_begin_anew_below_each_parent_are_their_numbers(tmp_path, counts):
    names = ["Program Data", "Kegiatan Pendataan", "Kegiatan Pelaporan", "Program Arsip", "Kegiatan Penataan"]
    for reading in both(tmp_path, [["No", "PROGRAM / KEGIATAN", "INDIKATOR"], *([count, name, f"Jumlah {name}"] for count, name in zip(counts, names))]):
        assert [(n["number"] or "", n["name"]) for n in reading["nodes"]] == list(zip(counts, names))


def test_small_roman_numerals_count_and_a_raised_digit_does_not(tmp_path):
    names = ["Program Data", "Kegiatan Pendataan", "Kegiatan Pelaporan", "Program Arsip", "Kegiatan Penataan"]
    for counts, expected in ((["1", "i", "ii", "2", "i"],) * 2, (["1", "²", "2", "2", "1"], [None] * 5)):
        rows = [["No", "PROGRAM / KEGIATAN", "INDIKATOR"], *([count, name, f"Jumlah {name}"] for count, name in zip(counts, names))]
        for reading in both(tmp_path, rows):
            assert ([n["name"] for n in reading["nodes"]], [n["number"] for n in reading["nodes"]]) == (names, list(expected))


def test_counts_of_rows_are_no_numbers_of_names(tmp_path):
    names = ["Program Data", "Kegiatan Pendataan", "Program Arsip", "Kegiatan Penataan"]
    for reading in both(tmp_path, [["No", "PROGRAM / KEGIATAN", "INDIKATOR"], *([str(k), name, f"Jumlah {name}"] for k, name in enumerate(names, 1))]):
        assert [n["number"] for n in reading["nodes"]] == [None] * 4


def test_counts_of_indicators_are_no_numbers_of_goals(tmp_path):
    rows = [["TUJUAN", "SASARAN", "No", "INDIKATOR SASARAN"], ["Meningkatkan mutu", "Meningkatnya layanan", "1", "Indeks A"], ["^", "Terwujudnya tertib", "2", "Indeks B"]]
    for reading in both(tmp_path, rows):
        assert [n["number"] for n in reading["nodes"]] == [None] * 3
