"""Rows of a table that hold nothing but the word of a level, for the rows below."""

import pytest

from tests.test_reading import both

HEAD = ["NO", "URAIAN", "INDIKATOR", "TARGET 2026"]
GOAL, AIM, FURTHER, PROGRAM = (["1", name, f"Indeks {name}", "5"] for name in ("Mutu layanan", "Layanan cepat", "Layanan murah", "Pelayanan Warga"))


def levels(reading):
    return [(n["level"], n["name"]) for n in reading["nodes"]]


@pytest.mark.parametrize("band", [lambda mark, word: ["", word, "", ""], lambda mark, word: [mark, word, "", ""], lambda mark, word: [word, "<", "<", "<"]])
def test_the_word_of_a_level_alone_in_its_row_is_that_of_the_rows_below(tmp_path, band):
    rows = [HEAD, band("A", "TUJUAN"), GOAL, band("B", "SASARAN"), AIM, band("C", "PROGRAM"), PROGRAM]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("tujuan", "Mutu layanan"), ("sasaran", "Layanan cepat"), ("program", "Pelayanan Warga")]
        assert (reading["documents"][0]["status"], reading["findings"]) == ("bersih", [])


def test_whose_a_program_is_behind_several_sasaran_is_told_as_doubtful(tmp_path):
    rows = [HEAD, ["", "SASARAN", "", ""], AIM, FURTHER, ["", "PROGRAM", "", ""], PROGRAM]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("sasaran", "Layanan cepat"), ("sasaran", "Layanan murah"), ("program", "Pelayanan Warga")]
        assert [(f["code"], f["severity"], f["node_id"]) for f in reading["findings"]] == [("induk-dari-urutan", "warning", reading["nodes"][-1]["node_id"])]


def test_whose_a_program_is_behind_several_sasaran_is_told_over_a_strategi_too(tmp_path):
    rows = [HEAD, ["", "SASARAN", "", ""], AIM, FURTHER, ["", "STRATEGI", "", ""], ["", "Layanan daring", "", ""], ["", "PROGRAM", "", ""], PROGRAM]
    for reading in both(tmp_path, rows):
        assert [(f["code"], f["node_id"]) for f in reading["findings"]] == [("induk-dari-urutan", node["node_id"]) for node in reading["nodes"][2:]]


def test_a_row_of_the_words_of_several_levels_ends_what_the_one_above_says(tmp_path):
    rows = [HEAD, ["", "TUJUAN", "", ""], GOAL, ["", "SASARAN", "", ""], AIM, ["", "PROGRAM DAN KEGIATAN", "", ""], PROGRAM, ["2", "Program Usaha", "Indeks usaha", "6"]]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("tujuan", "Mutu layanan"), ("sasaran", "Layanan cepat"), ("program", "Program Usaha")]
        assert 'Isi sel "Pelayanan Warga" tidak dapat ditempatkan.' in [f["message"] for f in reading["findings"]]


def test_the_number_behind_the_word_of_a_level_is_that_of_the_row_below(tmp_path):
    rows = [HEAD, ["", "TUJUAN 1", "", ""], ["", *GOAL[1:]], ["", "SASARAN 1.1", "", ""], ["", *AIM[1:]], ["", "SASARAN 1.2", "", ""], ["", *FURTHER[1:]]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"]] == [("1", "Mutu layanan"), ("1.1", "Layanan cepat"), ("1.2", "Layanan murah")]


def test_a_heading_of_two_rows_may_name_its_level_in_the_second(tmp_path):
    rows = [["URAIAN", "INDIKATOR", "TARGET 2026"], ["PROGRAM", "^", "^"], ["Pelayanan Warga", "Indeks warga", "5"], ["Pelayanan Usaha", "Indeks usaha", "6"]]
    for reading in both(tmp_path, rows, 2):
        assert levels(reading) == [("program", "Pelayanan Warga"), ("program", "Pelayanan Usaha")]


def test_the_column_of_levels_may_be_called_tingkat_kinerja(tmp_path):
    rows = [["TINGKAT KINERJA", "PERNYATAAN KINERJA", "INDIKATOR", "TARGET 2026"], ["Tujuan", *GOAL[1:]], ["Sasaran", *AIM[1:]], ["Program", *PROGRAM[1:]]]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("tujuan", "Mutu layanan"), ("sasaran", "Layanan cepat"), ("program", "Pelayanan Warga")]


def test_a_column_of_nothing_but_words_of_levels_tells_them_whatever_its_heading(tmp_path):
    rows = [["KINERJA", *HEAD[1:]], ["Tujuan 1", *GOAL[1:]], ["Sasaran 1.1", *AIM[1:]], ["Program 1.1.1", *PROGRAM[1:]]]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("tujuan", "Mutu layanan"), ("sasaran", "Layanan cepat"), ("program", "Pelayanan Warga")]


@pytest.mark.parametrize("head", ["TINGKAT", "KINERJA"])
def test_the_number_in_a_column_of_levels_is_that_of_the_name_beside_it(tmp_path, head):
    rows = [[head, *HEAD[1:]], ["Tujuan 1", *GOAL[1:]], ["Sasaran 1.1", *AIM[1:]], ["Sasaran 1.2", *FURTHER[1:]]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"]] == [("1", "Mutu layanan"), ("1.1", "Layanan cepat"), ("1.2", "Layanan murah")]


def test_a_level_merged_over_several_rows_is_that_of_all_and_whose_the_next_are_is_told(tmp_path):
    rows = [["TINGKAT", *HEAD[1:]], ["Tujuan", *GOAL[1:]], ["Sasaran", *AIM[1:]], ["^", *FURTHER[1:]], ["Program", *PROGRAM[1:]]]
    for reading in both(tmp_path, rows):
        assert levels(reading) == [("tujuan", "Mutu layanan"), ("sasaran", "Layanan cepat"), ("sasaran", "Layanan murah"), ("program", "Pelayanan Warga")]
        assert [(f["code"], f["node_id"]) for f in reading["findings"]] == [("induk-dari-urutan", reading["nodes"][-1]["node_id"])]
