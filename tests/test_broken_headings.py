"""Headings whose words a narrow column breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from pipeline.transform.heading_words import _near_field, _tight_phrases, levels_in
from pipeline.vocabulary import vocabulary
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


@st.composite
def misspelt(draw):
    """A phrase of headings with a letter put in, or a few gone, at any place."""
    phrase = draw(st.sampled_from(sorted(_tight_phrases("whole", "holds"))))
    place, gone = draw(st.integers(0, len(phrase))), draw(st.integers(0, 3))
    return phrase[:place] + draw(st.sampled_from(["", "x", "n "])) + phrase[place + gone :]


@given(misspelt())
def test_the_nearest_phrase_is_found_though_only_those_of_like_length_are_compared(text):
    phrases, score = _tight_phrases("whole", "holds"), vocabulary("headings")["near"]["score"]
    tight = text.replace(" ", "")
    nearest = process.extractOne(tight, phrases.keys(), scorer=fuzz.ratio, score_cutoff=score) if len(tight) > 5 else None
    assert _near_field(text) == (nearest and phrases[nearest[0]])
