"""Sums of rupiah where targets and names of indicators stand."""

from __future__ import annotations

import pytest

from pipeline.transform.numbers import read_value
from tests.test_reading import both, tree


@pytest.mark.parametrize(("text", "value", "unit"), [("Rp 1.250.000.000", 1.25e9, "Rp"), ("Rp. 2.500.000,00", 2.5e6, "Rp"), ("Rp1,5 Milyar", 1.5, "Milyar"), ("Rp -", None, "Rp")])
def test_a_target_in_rupiah_is_a_number(text, value, unit):
    assert (read_value(text, ",").value, read_value(text, ",").unit, read_value(text, ",").text) == (value, unit, text)


def test_a_target_in_rupiah_gives_its_indicator_the_unit(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "TARGET 2025"], ["Meningkatnya pendapatan", "Jumlah pendapatan asli daerah", "Rp 1.250.000.000"]]
    for reading in both(tmp_path, rows):
        assert ([t["value"] for t in reading["targets"]], [i["unit"] for i in reading["indicators"]]) == ([1.25e9], ["Rp"])


def test_a_sum_of_rupiah_below_indicators_is_none(tmp_path):
    rows = [["NO", "SASARAN", "INDIKATOR", "TARGET"], ["1", "Meningkatnya layanan", "Indeks layanan", "70"], ["", "Program Data", "Rp 1.000.000", "APBD"]]
    for reading in both(tmp_path, rows):
        assert tree(reading)[0] == ("sasaran", "Meningkatnya layanan", None, ["Indeks layanan"])
        assert [i["name"] for i in reading["indicators"]] == ["Indeks layanan"]
        assert "sel-tak-terpakai" in [f["code"] for f in reading["findings"]]


@pytest.mark.parametrize("rp", ["Rp. {}.000.000,-", "Rp {}.000.000"])
def test_sums_of_rupiah_amid_a_table_head_none(tmp_path, rp):
    heads = [["PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "PAGU", "<", "<"], ["^", "^", "^", "2025", "2026", "2027"]]
    rows = [["Program Data", "Persentase data", "Pendataan", *map(rp.format, (10, 20, 30))], ["^", "^", "Pelaporan", *map(rp.format, (40, 50, 60))]]
    for reading in both(tmp_path, heads + rows, heads=2):
        assert [(n["name"]) for n in reading["nodes"]] == ["Program Data", "Pendataan", "Pelaporan"]
        assert [b["amount"] for b in reading["budgets"]] == [1e7, 2e7, 3e7, 4e7, 5e7, 6e7]
