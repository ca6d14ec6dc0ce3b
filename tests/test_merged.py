"""Names merged over several columns, and names that begin left of theirs: of which level they are."""

from __future__ import annotations

import pytest

from tests.test_reading import both

ROWS = [["No", "Kegiatan / Sub Kegiatan", "Indikator", "Target 2025", "Pagu 2025", "Penanggung Jawab"], [],
        ["1", "Kegiatan Rehabilitasi Dasar", "Persentase A", "85 %", "2.000.000", "Seksi A"], ["", "Sub Kegiatan Permakanan", "Jumlah B", "50 Orang", "2.000.000", "Seksi B"]]


def tree(reading):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    return [(n["level"], n["name"], names.get(n["parent_id"])) for n in reading["nodes"]]


@pytest.mark.parametrize("width", range(1, 7))
def test_a_program_that_begins_where_rows_are_counted_heads_the_rows_below(tmp_path, width):
    named = ["Program Rehabilitasi Sosial", *["<"] * (width - 1), *[""] * (4 - width), *["3.000.000", "Bidang C"][max(0, width - 4):]]
    for reading in both(tmp_path, [ROWS[0], named, *ROWS[2:]]):
        assert tree(reading) == [("program", "Program Rehabilitasi Sosial", None), ("kegiatan", "Kegiatan Rehabilitasi Dasar", "Program Rehabilitasi Sosial"),
                                 ("sub_kegiatan", "Sub Kegiatan Permakanan", "Kegiatan Rehabilitasi Dasar")]
        assert [b["amount"] for b in reading["budgets"]] == [*[3e6] * (width < 5), 2e6, 2e6]
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("text", ["Program Rehabilitasi Sosial", "1.06.04 Program Rehabilitasi Sosial", "PROGRAM : Program Rehabilitasi Sosial"])
@pytest.mark.parametrize("front", [[], ["No"], ["Kode"]])
def test_a_name_merged_over_columns_of_lower_levels_is_of_the_level_that_its_word_tells(tmp_path, text, front):
    count = ["1.06.04.2.01"] * (front == ["Kode"]) + ["1"] * (front == ["No"])
    rows = [[*front, "Kegiatan", "Sub Kegiatan", "Indikator", "Target 2025", "Pagu 2025"], [text, *["<"] * (1 + len(front)), "", "", "3.000.000"],
            [*count, "Rehabilitasi Dasar", "Permakanan", "Jumlah A", "50 Orang", "1.000.000"], [*["^"] * len(front), "^", "Sandang", "Jumlah B", "60 Paket", "2.000.000"]]
    for reading in both(tmp_path, rows):
        assert tree(reading) == [("program", "Program Rehabilitasi Sosial", None), ("kegiatan", "Rehabilitasi Dasar", "Program Rehabilitasi Sosial"),
                                 ("sub_kegiatan", "Permakanan", "Rehabilitasi Dasar"), ("sub_kegiatan", "Sandang", "Rehabilitasi Dasar")]
        assert [b["amount"] for b in reading["budgets"]] == [3e6, 1e6, 2e6]


def test_a_name_in_its_own_column_may_begin_with_the_word_of_a_higher_level(tmp_path):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], ["Perlindungan Sosial", "Program Keluarga Harapan", "Jumlah keluarga"]]
    for reading in both(tmp_path, rows):
        assert tree(reading)[1] == ("kegiatan", "Program Keluarga Harapan", "Perlindungan Sosial")


PROGRAMS = [["No", "Program", "Indikator Program", "Target 2025"], [], ["1", "Program A", "Persentase A", "80"], [], ["1", "Program B", "Persentase B", "70"]]


@pytest.mark.parametrize(("goals", "numbers"), [([["Meningkatnya layanan", "<", "<", "<"], ["Meningkatnya tertib", "<", "<", "<"]], [None, "1", None, "1"]),
                                               ([["Sasaran : Meningkatnya layanan", "<", "", ""], ["Sasaran : Meningkatnya tertib", "<", "", ""]], [None, "1", None, "1"]),
                                               ([["I", "Sasaran : Meningkatnya layanan", "<", "<"], ["II", "Sasaran : Meningkatnya tertib", "<", "<"]], ["I", "1", "II", "1"])])
def test_a_goal_over_the_rows_of_programs_is_none_of_them(tmp_path, goals, numbers):
    for reading in both(tmp_path, [PROGRAMS[0], goals[0], PROGRAMS[2], goals[1], PROGRAMS[4]]):
        assert tree(reading) == [("sasaran", "Meningkatnya layanan", None), ("program", "Program A", "Meningkatnya layanan"),
                                 ("sasaran", "Meningkatnya tertib", None), ("program", "Program B", "Meningkatnya tertib")]
        assert [n["number"] for n in reading["nodes"]] == numbers


@pytest.mark.parametrize("text", ["SASARAN SATU TENTANG LAYANAN", "BIDANG REHABILITASI SOSIAL"])
def test_words_over_rows_that_tell_no_level_are_told(tmp_path, text):
    for reading in both(tmp_path, [PROGRAMS[0], [text, "<", "<", "<"], PROGRAMS[2], PROGRAMS[4]]):
        assert [f["text"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == [text]


def test_a_program_alone_in_the_column_of_kegiatan_heads_the_rows_below(tmp_path):
    rows = [["Kegiatan", "Sub Kegiatan", "Indikator", "Target 2025"], ["Program Rehabilitasi", "", "", ""], ["Rehabilitasi Dasar", "Permakanan", "Jumlah A", "50"], ["", "Sandang", "Jumlah B", "60"]]
    for reading in both(tmp_path, rows):
        assert tree(reading) == [("program", "Program Rehabilitasi", None), ("kegiatan", "Rehabilitasi Dasar", "Program Rehabilitasi"),
                                 ("sub_kegiatan", "Permakanan", "Rehabilitasi Dasar"), ("sub_kegiatan", "Sandang", "Rehabilitasi Dasar")]
        assert [f["code"] for f in reading["findings"]] == ["level-dari-kata"]
