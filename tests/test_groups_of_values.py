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


@pytest.mark.parametrize(("kinerja", "anggaran", "below"), [
    ("KINERJA", "ANGGARAN (Rp)", ["TARGET 2025", "REALISASI 2025", "TARGET 2025", "REALISASI 2025"]),
    ("KINERJA 2025", "ANGGARAN 2025", ["TARGET", "REALISASI", "PAGU", "REALISASI"]),
    ("TARGET DAN REALISASI KINERJA 2025", "PAGU DAN REALISASI ANGGARAN 2025", ["TARGET", "REALISASI", "PAGU", "REALISASI"]),
    ("REALISASI/TARGET 2025", "ANGGARAN & REALISASI 2025", ["TARGET", "REALISASI", "ANGGARAN", "REALISASI"]),
])
def test_a_group_of_what_is_planned_and_done_holds_both(tmp_path, kinerja, anggaran, below):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR", kinerja, "<", anggaran, "<"], ["^", "^", *below], *BODY], 2):
        assert (said(reading), reading["findings"]) == (ALL, [])


@pytest.mark.parametrize("heads", [[["TARGET 2025", "REALISASI 2025", "PAGU 2025", "REALISASI 2025"]],
                                   [["KINERJA DAN ANGGARAN 2025", "<", "<", "<"], ["TARGET", "REALISASI", "PAGU", "REALISASI"]]])
def test_what_was_done_beside_money_is_what_was_spent_of_it(tmp_path, heads):
    front = [["PROGRAM", "INDIKATOR"], ["^", "^"]]
    for reading in both(tmp_path, [*(above + head for above, head in zip(front, heads)), *BODY], len(heads)):
        assert (said(reading), reading["findings"]) == (ALL, [])


def test_shares_and_what_is_left_of_money_are_left_aside(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2025", "REALISASI 2025", "%", "PAGU 2025", "REALISASI 2025", "%", "SISA PAGU 2025"]]
    rows += [[*row[:4], "90", *row[4:], "90", "500.000"] for row in BODY]
    for reading in both(tmp_path, rows):
        assert (said(reading), {f["code"] for f in reading["findings"]}) == (ALL, {"kolom-tidak-dimuat"})


def test_a_share_of_money_is_no_money(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "KINERJA 2025", "<", "ANGGARAN 2025", "<", "<"], ["^", "^", "TARGET", "REALISASI", "%", "REALISASI", "PAGU"]]
    rows += [[*row[:4], "90,00", row[5], row[4]] for row in BODY]
    for reading in both(tmp_path, rows, 2):
        assert sorted(said(reading)[1]) == sorted(ALL[1])
        assert [f["code"] for f in reading["findings"]] == ["kolom-tidak-dimuat"]


def test_what_was_done_of_targets_and_money_is_all_done(tmp_path):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR", "REALISASI KINERJA DAN ANGGARAN 2025", "<"], ["^", "^", "KINERJA", "ANGGARAN"], *(row[:3] + row[4:5] for row in BODY)], 2):
        assert said(reading)[1] == [("realisasi", 2025, 5e6), ("realisasi", 2025, 2e6)]


def test_letters_stand_for_what_is_planned_and_done(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "SATUAN", "TARGET DAN REALISASI", "<", "<", "<"], ["^", "^", "^", "2024", "<", "2025", "<"], ["^", "^", "^", "T", "R", "T", "R"],
            ["Meningkatnya layanan", "Indeks layanan", "Indeks", "70", "71", "72", "73"]]
    for reading in both(tmp_path, rows, 3):
        assert said(reading)[0] == [("target", 2024, 70), ("realisasi", 2024, 71), ("target", 2025, 72), ("realisasi", 2025, 73)]


def test_targets_stand_under_a_heading_of_money_for_both(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "KERANGKA PENDANAAN", "<", "<", "<"], ["^", "^", "2025", "<", "2026", "<"], ["^", "^", "TARGET", "Rp", "TARGET", "Rp"],
            ["Program Data", "Jumlah data", "10", "5.000.000", "11", "6.000.000"]]
    for reading in both(tmp_path, rows, 3):
        assert said(reading) == ([("target", 2025, 10), ("target", 2026, 11)], [("pagu", 2025, 5e6), ("pagu", 2026, 6e6)])


def test_money_and_values_before_the_plan_are_no_targets(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "KONDISI AWAL 2024", "<", "TARGET 2025", "<"], ["^", "^", "K", "Rp", "K", "Rp"], ["Program Data", "Jumlah data", "10", "5.000.000", "11", "6.000.000"]]
    for reading in both(tmp_path, rows, 2):
        assert said(reading) == ([("baseline", 2024, 10), ("target", 2025, 11)], [("baseline", 2024, 5e6), ("pagu", 2025, 6e6)])


@pytest.mark.parametrize("heading", ["CAPAIAN (%)", "% CAPAIAN", "Persentase Capaian"])
def test_how_much_of_the_target_was_reached_is_not_what_was_done(tmp_path, heading):
    rows = [["SASARAN", "INDIKATOR", "TARGET 2025", "REALISASI 2025", heading], ["Meningkatnya layanan", "Indeks layanan", "70", "72", "102,86"]]
    for reading in both(tmp_path, rows):
        assert said(reading)[0] == [("target", 2025, 70), ("realisasi", 2025, 72)]
        assert [f["code"] for f in reading["findings"]] == ["kolom-tidak-dimuat"]


def test_a_realisation_in_percent_alone_is_what_was_done(tmp_path):
    for reading in both(tmp_path, [["SASARAN", "INDIKATOR", "TARGET 2025 (%)", "REALISASI 2025 (%)"], ["Meningkatnya layanan", "Indeks layanan", "70", "72"]]):
        assert said(reading)[0] == [("target", 2025, 70), ("realisasi", 2025, 72)]
