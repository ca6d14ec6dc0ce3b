"""Money counted in thousands or millions, as headings and cells say it."""

from __future__ import annotations

import pytest

from tests.drawing import boxes, page_table, workbook
from tests.test_reading import both, read


@pytest.mark.parametrize("heading, text, amount", [
    ("PAGU 2025 (Rp Juta)", "1.500", 1.5e9), ("PAGU 2025 (Rp. Jt)", "1.500", 1.5e9), ("PAGU 2025 (x Rp 1.000.000)", "1.500", 1.5e9), ("PAGU 2025 (Rp. Rb)", "1.500", 1.5e6),
    ("PAGU 2025 (x 1.000)", "1.500", 1.5e6), ("PAGU 2025 (Rp.000)", "1.500", 1.5e6), ("PAGU 2025", "1,5 M", 1.5e9), ("PAGU 2025", "Rp1,5 milyar", 1.5e9),
    ("PAGU 2025", "250 juta", 2.5e8), ("PAGU 2025", "1.500.000 (ribu)", 1.5e9), ("PAGU 2025", "1.500.000", 1.5e6), ("PAGU 2025 (Juta)", "250 juta", 2.5e8)])
def test_money_is_rupiah(tmp_path, heading, text, amount):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", heading], ["Program Data", "Persentase A", text]]):
        assert [b["amount"] for b in reading["budgets"]] == [amount]


@pytest.mark.parametrize("line, amount", [("(dalam jutaan rupiah)", 1.5e9), ("(Dalam Ribuan Rupiah)", 1.5e6), ("(dalam rupiah)", 1500), ("(Rp. juta)", 1.5e9), ("(juta rupiah)", 1.5e9),
                                          ("dlm ribuan Rp", 1.5e6)])
def test_the_title_says_in_what_money_is_counted(tmp_path, line, amount):
    cells, title = boxes([["PROGRAM", "INDIKATOR PROGRAM", "PAGU 2025"], ["Program Data", "Persentase A", "1.500"]]), ["CASCADING DINAS CONTOH", line]
    workbook(tmp_path / "a.xlsx", cells, title=title)
    page_table(tmp_path / "a.pdf", cells, title=title)
    for name in ("a.xlsx", "a.pdf"):
        assert [b["amount"] for b in read(tmp_path / name)["budgets"]] == [amount]


def test_a_text_alone_below_the_table_counts_its_money(tmp_path):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", "PAGU 2025"], ["Program Data", "Jumlah data", "1.500"], ["*) anggaran dalam juta rupiah", "", ""]]):
        assert [b["amount"] for b in reading["budgets"]] == [1.5e9]


@pytest.mark.parametrize("heading, amount", [("PAGU 2025 (Rp M)", 1.5e12), ("PAGU 2025 (x 1000)", 1.5e6)])
def test_a_heading_may_count_by_a_letter_or_number(tmp_path, heading, amount):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", heading], ["Program Data", "Jumlah data", "1.500"]]):
        assert [b["amount"] for b in reading["budgets"]] == [amount]


def test_an_indicator_or_the_next_title_that_speaks_of_millions_counts_no_money(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR", "PAGU 2024"], ["Meningkatnya modal", "Program Modal", "Jumlah izin", "1.000.000"], ["^", "^", "Nilai investasi (juta rupiah)", "^"], ["^", "Program Data", "Jumlah data", "2.000.000"]]
    for reading in both(tmp_path, rows):
        assert [b["amount"] for b in reading["budgets"]] == [1e6, 2e6]
    more = [[""] * 4, ["Tabel 2. Kegiatan (dalam jutaan rupiah)", "<", "<", "<"], ["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "PAGU 2024"], ["Program Data", "Pendataan", "Jumlah laporan", "2"]]
    workbook(tmp_path / "b.xlsx", boxes([*rows, *more]))
    assert [b["amount"] for b in read(tmp_path / "b.xlsx")["budgets"]] == [1e6, 2e6, 2e6]
