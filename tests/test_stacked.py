"""Several things in one cell with nothing but line breaks or labels between them."""

from __future__ import annotations

import pytest

from tests.drawing import boxes, workbook
from tests.test_reading import both, read

HEAD = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"]


def sheet(tmp_path, indicator, target):
    workbook(tmp_path / "a.xlsx", boxes([HEAD, ["Meningkatnya data", "Program Data", indicator, target]]), title=["CASCADING DINAS CONTOH"])
    reading = read(tmp_path / "a.xlsx")
    return [i["name"] for i in reading["indicators"]], [t["value"] for t in reading["targets"]], [f["code"] for f in reading["findings"]]


@pytest.mark.parametrize("target", ["80,\n90", "80\n90", "80,5;\n90", "80%\n90%"])
def test_values_on_lines_of_their_own_are_not_one_number(tmp_path, target):
    assert sheet(tmp_path, "Indeks data", target) == (["Indeks data"], [None], ["angka-meragukan"])


def test_lines_that_each_begin_as_an_indicator_are_told(tmp_path):
    assert sheet(tmp_path, "Indeks data\nPersentase data", "80") == (["Indeks data Persentase data"], [80], ["indikator-baris-terpisah"])
    assert sheet(tmp_path, "Persentase data\nyang terisi", "80") == (["Persentase data yang terisi"], [80], [])
    assert sheet(tmp_path, "1. Indeks data\n2. Persentase data", "1. 80\n2. 90")[0] == ["Indeks data", "Persentase data"]


@pytest.mark.parametrize("label", ["IKU 3:", "IKU.3", "IK 3.", "IKU-3", "Indikator Program 3", "IKK 3)"])
def test_a_label_with_a_number_in_front_of_an_indicator_is_its_number(tmp_path, label):
    for reading in both(tmp_path, [HEAD, ["Meningkatnya data", "Program Data", f"{label} Indeks data", "80"]]):
        assert [(i["number"], i["name"]) for i in reading["indicators"]] == [("3", "Indeks data")]


@pytest.mark.parametrize("name", ["IKU Kabupaten", "Indikator kinerja yang dipakai", "Indeks 3 Dimensi"])
def test_words_without_a_number_of_their_own_are_no_label(tmp_path, name):
    for reading in both(tmp_path, [HEAD, ["Meningkatnya data", "Program Data", name, "80"]]):
        assert [(i["number"], i["name"]) for i in reading["indicators"]] == [(None, name)]
