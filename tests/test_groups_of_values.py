"""Targets, money and what was done under common headings, as reports of performance group them."""

from __future__ import annotations

import pytest

from tests.test_reading import both

BODY = [["Program Data", "Jumlah data", "10", "9", "5.000.000", "4.500.000"], ["Program Sarana", "Jumlah sarana", "4", "4", "2.000.000", "1.000.000"]]
ALL = ([("target", 2025, 10), ("realisasi", 2025, 9), ("target", 2025, 4), ("realisasi", 2025, 4)],
       [("pagu", 2025, 5e6), ("realisasi", 2025, 4.5e6), ("pagu", 2025, 2e6), ("realisasi", 2025, 1e6)])


def said(reading) -> tuple[list, list]:
    return tuple([(row["measure"], row["year"], row[value]) for row in reading[table]] for table, value in (("targets", "value"), ("budgets", "amount")))


def test_money_that_was_spent_is_no_second_realisation_of_the_second_column(tmp_path):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR", "TARGET 2025", "REALISASI 2025", "ANGGARAN 2025", "REALISASI ANGGARAN 2025"], *BODY]):
        assert (said(reading), reading["findings"]) == (ALL, [])
