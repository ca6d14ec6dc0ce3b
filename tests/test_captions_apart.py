"""Goals above the rows that serve them: with blank rows below them, or printed again over a further part of a table."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table
from tests.test_reading import both

ROWS = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"], ["Program Data", "Persentase data", "70,5"]]
TUJUAN, SASARAN = "Tujuan : Mewujudkan data yang terpadu", "Sasaran : Meningkatnya mutu data"


@pytest.mark.parametrize("lines", [[TUJUAN, *[""] * 4, SASARAN], [TUJUAN, SASARAN, *[""] * 4], [TUJUAN, *[""] * 3, SASARAN, *[""] * 3]])
def test_goals_with_blank_rows_below_them_are_of_all_rows(tmp_path, lines):
    page_table(tmp_path / "a.pdf", boxes(ROWS), title=["CASCADING DINAS CONTOH", *lines])
    assert [(n["level"], n["depth"]) for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == [("tujuan", 1), ("sasaran", 2), ("program", 3)]


def test_a_goal_with_other_lines_below_it_is_not(tmp_path):
    page_table(tmp_path / "a.pdf", boxes(ROWS), title=["CASCADING DINAS CONTOH", SASARAN, *[""] * 4, "Uraian lebih lanjut ada pada tabel berikut", *[""] * 4])
    assert [n["level"] for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == ["program"]


def test_numbers_of_programs_stay_where_their_goal_is_printed_again(tmp_path):
    head = ["NO", "PROGRAM", "INDIKATOR PROGRAM"]
    rows = [[TUJUAN, "", ""], [SASARAN, "", ""], head, ["1", "Program Data", "Jumlah data"], ["", "", "Jumlah peta"], [TUJUAN, "", ""], ["Sasaran : Terwujudnya arsip", "", ""], head,
            ["1", "Program Arsip", "Jumlah arsip"], ["2", "Program Surat", "Jumlah surat"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"] if n["level"] == "program"] == [("1", "Program Data"), ("1", "Program Arsip"), ("2", "Program Surat")]
