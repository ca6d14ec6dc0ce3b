"""Rows below the first of a node: what they hold that has no place, or goes on with a text above, is told."""

from __future__ import annotations

import pytest

from tests.test_reading import both

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
