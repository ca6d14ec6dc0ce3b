"""Goals that blank rows part from the table of a page below them, or from each other."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table

ROWS = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"], ["Program Data", "Persentase data", "70,5"]]
TUJUAN, SASARAN = "Tujuan : Mewujudkan data yang terpadu", "Sasaran : Meningkatnya mutu data"


@pytest.mark.parametrize("lines", [[TUJUAN, *[""] * 4, SASARAN], [TUJUAN, SASARAN, *[""] * 4], [TUJUAN, *[""] * 3, SASARAN, *[""] * 3]])
def test_goals_with_blank_rows_below_them_are_of_all_rows(tmp_path, lines):
    page_table(tmp_path / "a.pdf", boxes(ROWS), title=["CASCADING DINAS CONTOH", *lines])
    assert [(n["level"], n["depth"]) for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == [("tujuan", 1), ("sasaran", 2), ("program", 3)]


def test_a_goal_with_other_lines_below_it_is_not(tmp_path):
    page_table(tmp_path / "a.pdf", boxes(ROWS), title=["CASCADING DINAS CONTOH", SASARAN, *[""] * 4, "Uraian lebih lanjut ada pada tabel berikut", *[""] * 4])
    assert [n["level"] for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == ["program"]
