"""Words that a narrow column breaks: whole again where the document writes them whole elsewhere, else as they stand."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, workbook

HEAD = ["TUJUAN", "SASARAN", "INDIKATOR SASARAN"]


def names(tmp_path, broken, elsewhere):
    workbook(tmp_path / "a.xlsx", boxes([HEAD, ["Meningkatkan mutu", broken, "Indeks"], ["^", elsewhere, "Jumlah"]]))
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    return reading["nodes"][1]["name"], [f["message"] for f in reading["findings"] if f["code"] == "kata-disambung"]


@pytest.mark.parametrize(("broken", "elsewhere", "name"), [
    ("Program Penyelenggar\naan Pengawasan", "Mutu penyelenggaraan layanan", "Program Penyelenggaraan Pengawasan"),
    ("PROGRAM PENYELENGGARAA\nN PENGAWASAN", "Mutu penyelenggaraan layanan", "PROGRAM PENYELENGGARAAN PENGAWASAN"),
])
def test_a_broken_word_that_stands_whole_elsewhere_is_whole(tmp_path, broken, elsewhere, name):
    found, messages = names(tmp_path, broken, elsewhere)
    assert found == name and len(messages) == 1 and name.split()[1] in messages[0]


@pytest.mark.parametrize(("broken", "elsewhere", "name"), [
    ("Program Penyelenggar\naan Pengawasan", "Mutu layanan", "Program Penyelenggar aan Pengawasan"),
    ("Layanan ke\ndepan", "Layanan kedepan dan ke desa", "Layanan ke depan"),
    ("Mutu kerja\nsama desa", "Kerjasama desa, kerja keras", "Mutu kerja sama desa"),
    ("Program\nData", "Mutu programdata", "Program Data"),
])
def test_two_words_stay_two(tmp_path, broken, elsewhere, name):
    assert names(tmp_path, broken, elsewhere) == (name, [])
