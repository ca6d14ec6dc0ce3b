"""Targets that pass and that fail, each as a series of one indicator of the clean publication."""

from __future__ import annotations

import pytest

from pipeline.validation import rules
from tests.clean import clean, frames
from tests.test_rules import changed, document, each, end, later, no, row, targets, told


@pytest.mark.parametrize(("code", "plant"), [
    ("target-di-atas-100", each(targets("kesehatan-2i", "80", "85", "90", "95", "106,79"), changed("indicators", "kesehatan-2i", name="Persentase angka partisipasi kasar"))),
    ("target-negatif", each(targets("sosial-1i", "-2,1", "-2,2", "-2,3", "-2,4", "-2,5"), changed("indicators", "sosial-1i", name="Laju penurunan kemiskinan", kind="laju"))),
    ("target-melawan-polaritas", targets("sosial-1i", "12", "11", "11", "12", "10")),
    ("target-melawan-polaritas", targets("sosial-4i", "30", "20", "10", "10", "10")),
    ("target-bukan-angka", targets("sosial-9i", "WTP", "BB (baik)", "A", "Ada", "1 : 250")),
    ("target-satuan-berubah", targets("sosial-9i", "1 laporan", "1 Lap.", "1", "1 laporan", "1 laporan")),
    ("target-skala-persen", targets("sosial-1i", "0,98", "0,97", "0,96", "0,95", "0,9")),
    ("target-kosong", changed("nodes", "sosial-8", status="dihapus")),
    ("target-kosong", each(no("targets", "sosial-8i", year=2029), changed("nodes", "sosial-8", valid_to=2028))),
    ("tahun-di-luar-periode", later("kesehatan", 1)),
    ("tahun-di-luar-periode", each(later("kesehatan", 2), document("kesehatan", year_end=2025))),
])
def test_what_looks_like_a_fault_and_is_none(code, plant):
    tables = clean()
    plant(tables)
    assert code not in {finding["code"] for finding in rules.judge(frames(tables))}


@pytest.mark.parametrize("text", ["80", "350", "70", "72,5", "340"])
def test_an_end_is_the_last_year_the_sum_or_the_mean_of_all_or_of_the_later_years(text):
    tables = clean()
    end("sosial-2i", text.replace(",", "."))(tables)
    if text == "340":
        assert told(tables) == ["target-akhir-beda"]
    else:
        assert told(tables) == []


def test_an_end_may_count_the_baseline_in():
    tables = clean()
    tables["targets"].append({**row(tables, "targets", "sosial-2i"), "measure": "baseline", "year": 2024, "value": 50.0})
    end("sosial-2i", "400")(tables)
    assert told(tables) == []


def test_an_indicator_of_a_page_without_targets_lacks_none():
    tables = clean()
    no("targets", "sosial-8i", year=2025)(tables)
    tables["targets"] = [r for r in tables["targets"] if r["indicator_id"] != "sosial-8i"]
    assert told(tables) == ["target-kosong"]
    row(tables, "indicators", "sosial-8i")["source"] = "Formula!B4"
    assert told(tables) == []


def test_several_faulty_years_of_an_indicator_are_one_finding():
    tables = clean()
    targets("kesehatan-2i", "101", "102", "103", "104", "105")(tables)
    assert told(tables) == ["target-di-atas-100"]
