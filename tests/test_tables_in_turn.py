"""Two kinds of tables that take turns, as where a file holds several Perjanjian Kinerja: each is read under its own heading."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table

GOALS, MONEY = ["No", "Sasaran", "Indikator Sasaran", "Target 2026"], ["No", "Sasaran", "Program", "Anggaran 2026"]
FIRST = [GOALS, ["1", "Meningkatnya mutu layanan", "Persentase mutu", "80"], MONEY, ["1", "Meningkatnya mutu layanan", "Program Mutu", "1.000.000"]]
SECOND = [GOALS, ["2", "Meningkatnya ketertiban", "Indeks ketertiban", "5"], MONEY, ["2", "Meningkatnya ketertiban", "Program Ketertiban", "2.500.000"]]


def read(path, rows, breaks, nup):
    page_table(path, boxes(rows), title=["PERJANJIAN KINERJA DINAS SOSIAL KABUPATEN CONTOH TAHUN 2026"], breaks=breaks, nup=nup)
    reading = document.read(path, path.name)
    return [i["name"] for i in reading["indicators"]], [n["name"] for n in reading["nodes"] if n["level"] == "program"], [b["amount"] for b in reading["budgets"]]


@pytest.mark.parametrize("nup", [1, 2, 4])
def test_a_table_below_another_is_read_under_its_own_heading_though_that_stood_above_before(tmp_path, nup):
    expected = ["Persentase mutu", "Indeks ketertiban"], ["Program Mutu", "Program Ketertiban"], [1e6, 2.5e6]
    assert read(tmp_path / "a.pdf", [*FIRST, *SECOND], [2, 4, 6], nup) == expected
    # Words that two headings have in common are no sign of them where they share none.
    apart = [row if row[2] != "Program" else ["Urutan", "Sasaran Strategis", *row[2:]] for row in (*FIRST, *SECOND)]
    assert read(tmp_path / "b.pdf", apart, [2, 4, 6], nup) == expected


def test_a_heading_printed_again_below_a_page_without_one_parts_no_text(tmp_path):
    rows = [GOALS, *FIRST[1:2], ["2", "Meningkatnya ketertiban", "Indeks ketertiban", "5"], GOALS, ["", "umum", "dan keamanan", ""]]
    assert read(tmp_path / "a.pdf", rows, [2, 3], 1)[0] == ["Persentase mutu", "Indeks ketertiban dan keamanan"]


def test_a_table_below_another_goes_on_below_its_own_heading_printed_again(tmp_path):
    rows = [*FIRST, ["2", "Meningkatnya ketertiban", "Program Ketertiban", "2.500.000"], MONEY, ["", "umum", "dan Sarana", ""], *SECOND[:2]]
    expected = ["Persentase mutu", "Indeks ketertiban"], ["Program Mutu", "Program Ketertiban dan Sarana"], [1e6, 2.5e6]
    assert read(tmp_path / "a.pdf", rows, [2, 5, 7], 1) == expected
