"""Headings whose words a narrow column breaks."""

from __future__ import annotations

import pytest

from pipeline.transform.heading_words import levels_in
from tests.test_reading import both


@pytest.mark.parametrize(("text", "levels"), [
    ("PROGRA M / KEGIAT AN / SUB KEGIAT AN", ("program", "kegiatan", "sub_kegiatan")),
    ("PROGRA M / KEGIATAN / SUB KEGIATA N", ("program", "kegiatan", "sub_kegiatan")),
    ("SUB KEGIA TAN", ("sub_kegiatan",)), ("SASARAN PROGRAM", ("program",)), ("Sasar an", ("sasaran",))])
def test_every_level_of_a_heading_is_named_however_its_words_are_broken(text, levels):
    assert levels_in(text) == levels


def test_a_table_with_broken_levels_is_read(tmp_path):
    rows = [["KODE", "PROGRA M / KEGIAT AN", "INDIKA TOR", "TARGET 2025", "PAGU 2025"], ["1.06.02", "Program Data", "Indeks data", "80", "9.000"], ["1.06.02.2.01", "Pendataan", "Jumlah data", "5", "9.000"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("program", "Program Data"), ("kegiatan", "Pendataan")]
