"""Rows below the first of a node: what they hold that has no place, or goes on with a text above, is told."""

from __future__ import annotations

import pytest

from tests.books import BUDGET
from tests.test_books import read
from tests.test_reading import assert_conserved, both

HEAD = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "PAGU 2025"]


@pytest.mark.parametrize(("amount", "count"), [("50.000.000", 1), ("100.000.000", 0), ("-", 0), ("", 0)])
def test_other_money_on_a_further_row_of_a_node_is_told(tmp_path, amount, count):
    rows = [HEAD, ["Meningkatnya data", "Program Data", "Indeks data", "80", "100.000.000"], ["", "", "Indeks layanan", "70", amount]]
    for reading in both(tmp_path, rows):
        assert [b["amount"] for b in reading["budgets"]] == [100e6]
        assert [f["code"] for f in reading["findings"]].count("pagu-baris-lain") == count


@pytest.mark.parametrize("column", [1, 2])
def test_a_text_that_goes_on_with_another_cell_is_told(tmp_path, column):
    further = ["", "", "", "", ""]
    further[column] = "dan Informasi Publik"
    rows = [HEAD, ["Meningkatnya data", "Program Data", "Indeks data", "80", "100"], further, ["", "Program Arsip", "Indeks arsip", "70", "90"]]
    for reading in both(tmp_path, rows):
        assert [f["code"] for f in reading["findings"]].count("teks-bersambung") == 1


def test_a_further_indicator_below_a_result_printed_again_for_another_unit_is_one(tmp_path):
    result = ["Tersedianya data daerah", "Persentase data tersedia (%)", "70", "75", "9.000.000", "80", "9.300.000"]
    further = ["", "Indeks data daerah (Indeks)", "3,1", "3,2", "", "3,3", "", ""]
    rows = [line for row in BUDGET for line in ([[*result, row[7]], further] if row[0] == result[0] else [row])]
    reading = read(tmp_path, [(rows, 4)])
    program = next(n["node_id"] for n in reading["nodes"] if n["level"] == "program")
    assert [i["name"] for i in reading["indicators"] if i["node_id"] == program] == ["Persentase data tersedia", "Indeks data daerah"]


@pytest.mark.parametrize("again, read_as", [
    (["SASARAN", "INDIKATOR SASARAN", "TARGET 2027", "PAGU 2027"], ("target", 2027, 5.0)),
    (["SASARAN", "INDIKATOR SASARAN", "PAGU 2026", "TARGET 2026"], ("target", 2026, 7.0)),
    (["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2026", "PAGU 2026"], ("target", 2026, 5.0))], ids=["tahun", "urutan", "tingkat"])
def test_a_heading_that_says_something_else_is_no_repeated_one(tmp_path, again, read_as):
    head = ["SASARAN", "INDIKATOR SASARAN", "TARGET 2026", "PAGU 2026"]
    for reading in both(tmp_path, [head, ["Meningkatnya data", "Indeks data", "3", "4"], again, ["Meningkatnya arsip", "Indeks arsip", "5", "7"]]):
        assert [n["level"] for n in reading["nodes"]] == ["sasaran", again[0].lower()]
        assert [(t["measure"], t["year"], t["value"]) for t in reading["targets"]] == [("target", 2026, 3.0), read_as]
        assert_conserved(reading)


@pytest.mark.parametrize("again", [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2005", "TARGET 2026"], ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "PAGU 2026"]])
def test_a_heading_printed_again_may_be_misprinted_in_one_column(tmp_path, again):
    head = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "TARGET 2026"]
    for reading in both(tmp_path, [head, ["Meningkatnya data", "Program Data", "Indeks data", "3", "4"], again, ["", "Program Arsip", "Indeks arsip", "5", "7"]]):
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 3.0), (2026, 4.0), (2025, 5.0), (2026, 7.0)]
        assert len([n for n in reading["nodes"] if n["level"] == "sasaran"]) == 1
