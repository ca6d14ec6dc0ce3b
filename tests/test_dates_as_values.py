"""Targets that are dates, and states before the plan that date no table."""

from __future__ import annotations

import pytest

from pipeline.transform.numbers import read_value
from tests.drawing import boxes, workbook
from tests.test_reading import read, tree


@pytest.mark.parametrize("text", ["31 Desember", "30 Nov", "30 Nop.", "31 Mar", "5 Agt", "15 DES"])
def test_a_day_of_a_month_is_no_number_of_months(text):
    assert (read_value(text, ",").value, read_value(text, ",").text) == (None, text)


@pytest.mark.parametrize("heading", ["TARGET AKHIR RENSTRA", "TARGET 2025-2029"])
def test_a_state_before_the_plan_makes_no_table_one_of_the_past(tmp_path, heading):
    rows = [["SASARAN", "INDIKATOR", "KONDISI AWAL 2024", heading], ["Meningkatnya layanan", "Indeks layanan", "60,5", "80,5"]]
    workbook(tmp_path / "a.xlsx", boxes(rows), title=["RENSTRA DINAS DATA TAHUN 2025-2029"])
    reading = read(tmp_path / "a.xlsx")
    assert tree(reading) == [("sasaran", "Meningkatnya layanan", None, ["Indeks layanan"])]
    assert [(t["measure"], t["value"]) for t in reading["targets"]][0] == ("baseline", 60.5)


def test_years_of_what_was_done_before_leave_money_the_year_of_the_title(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "REALISASI 2023", "REALISASI 2024", "TARGET 2025", "PAGU"], ["Program Data", "Jumlah data", "1", "2", "3", "5.000.000"]]
    workbook(tmp_path / "a.xlsx", boxes(rows), title=["RENJA DINAS DATA TAHUN 2025"])
    assert [(b["year"], b["amount"]) for b in read(tmp_path / "a.xlsx")["budgets"]] == [(2025, 5e6)]


def test_a_dash_with_a_blank_before_a_number_is_asked_about():
    assert [(read_value(text, ",").value, read_value(text, ",").ambiguous) for text in ("-2,5", "- 2,5", "– 3 %", "-")] == [(-2.5, False), (None, True), (None, True), (None, False)]


@pytest.mark.parametrize(("text", "value", "unit"), [("70,5 *)", 70.5, None), ("80% **)", 80, "%"), ("100% (50 dari 50 desa)", 100, "%"), ("2 kelompok (20 orang)", 2, "kelompok"),
                                                      ("75,5 (Baik)", 75.5, "(Baik)"), ("B (72)", None, None), ("80 (85)", None, None)])
def test_footnotes_and_remarks_behind_a_value_hide_it_not(text, value, unit):
    assert (read_value(text, ",").value, read_value(text, ",").unit, read_value(text, ",").text) == (value, unit, text)
