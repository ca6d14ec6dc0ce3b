"""What stands among the codes of a table and is none: words, letters and numbers of goals."""

import pytest

from tests.test_listing import HEAD, codes, read, tree

PROGRAM = ["1.06.05", "Program Perlindungan", "Persentase keluarga", "%", "80", "1.000.000"]
KEGIATAN = ["1.06.05.2.02", "Pengelolaan Data", "Jumlah data", "Data", "5", "1.000.000"]
GOALS = [("tujuan", "Meningkatkan kesejahteraan"), ("sasaran", "Menurunnya kemiskinan"), ("sasaran", "Meningkatnya layanan")]


def goals(fronts):
    """A table in whose column of codes the fronts of a tujuan and of two sasaran stand."""
    one, two, three = ([front, name, f"Indeks {name}", "Indeks", "7", ""] for front, (_, name) in zip(fronts, GOALS))
    return [HEAD, one, two, PROGRAM, KEGIATAN, three]


@pytest.mark.parametrize("fronts, numbers", [
    (["Tujuan", "Sasaran", "Sasaran"], [None, None, None]), (["Tujuan 1", "Sasaran 1.1", "Sasaran 1.2"], ["1", "1.1", "1.2"]), (["T.1", "S.1", "S.2"], ["T.1", "S.1", "S.2"])])
def test_words_and_tags_of_goals_among_codes(tmp_path, fronts, numbers):
    reading = read(tmp_path, goals(fronts))
    assert [(n["level"], n["name"], n["number"], n["code"]) for n in reading["nodes"] if n["level"] in ("tujuan", "sasaran")] == [
        (*goal, number, None) for goal, number in zip(GOALS, numbers)]
    assert ("program", "1.06.05", "Program Perlindungan", "Menurunnya kemiskinan") in tree(reading)
    assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("fronts", [["I", "A", "B"], ["1", "1.1", "1.2"]])
def test_numbers_of_goals_among_codes_leave_the_level_to_the_form_of_the_words(tmp_path, fronts):
    reading = read(tmp_path, goals(fronts))
    assert [(n["level"], n["name"], n["number"], n["code"]) for n in reading["nodes"] if n["level"] in ("tujuan", "sasaran")] == [
        (*goal, number, None) for goal, number in zip(GOALS, fronts)]
    assert codes(reading).count("level-dari-kata") == 3


@pytest.mark.parametrize("beside", ["<", ""])
def test_a_goal_merged_over_code_and_name_or_written_where_codes_stand_has_its_own_indicator(tmp_path, beside):
    rows = [HEAD, PROGRAM, KEGIATAN, ["Sasaran 2 : Meningkatnya layanan", beside, "Indeks layanan", "Indeks", "7", ""], ["1.06.06", *PROGRAM[1:]]]
    reading = read(tmp_path, rows)
    sasaran = next(n for n in reading["nodes"] if n["level"] == "sasaran")
    assert (sasaran["number"], sasaran["name"]) == ("2", "Meningkatnya layanan")
    assert [i["name"] for i in reading["indicators"] if i["node_id"] == sasaran["node_id"]] == ["Indeks layanan"]


@pytest.mark.parametrize("front", [["Penunjang", "Fasilitasi Rapat"], ["C", "Fasilitasi Rapat"], ["12345", "Fasilitasi Rapat"], ["C. FASILITASI RAPAT", "<"]])
def test_a_row_with_something_else_among_codes_is_told_and_lends_nothing_to_the_row_above(tmp_path, front):
    reading = read(tmp_path, [HEAD, PROGRAM, KEGIATAN, [*front, "Jumlah rapat", "Kali", "6", "9"]])
    assert [n["name"] for n in reading["nodes"]] == ["Program Perlindungan", "Pengelolaan Data"]
    assert "Jumlah rapat" not in {i["name"] for i in reading["indicators"]} and not any(n["result"] for n in reading["nodes"])
    assert "sel-tak-terpakai" in codes(reading) and reading["documents"][0]["status"] == "tinjau"
