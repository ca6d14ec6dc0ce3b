"""Text: what cleaning takes away and what it must never take; where a broken line joins without a blank."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extractors.text import clean, join_lines, unbroken

ANY_LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po", "Cf", "Cc", "Mn"]), max_size=60)
LINES = st.lists(ANY_LETTERS, max_size=6)


def letters(text):
    return [c for c in unicodedata.normalize("NFKC", text) if c.isalpha() and c.isascii()]


@pytest.mark.parametrize("raw, plain", [
    ("  Nilai \u00a0SAKIP\u2009 ", "Nilai SAKIP"),
    ("lap\u00adoran\u200b \u202epublik\u202c", "laporan publik"),
    ("Nilai\x02", "Nilai-"),
    ("e\ufb03sien \ufb01skal", "effisien fiskal"),
    ("\uff12\uff10\uff12\uff11\u3000\uff21", "2021 A"),
    ("cafe\u0301", "café"),
    ("m² Σ a × b ÷ c – d x10³", "m² Σ a × b ÷ c – d x10³"),
    ("non\u2011fisik", "non-fisik"),
    ("bel\x07l\tA\x00", "bell A"),
    ("\ud800x", "\ufffdx"),
    ("", ""),
])
def test_clean(raw, plain):
    assert clean(raw) == plain


@pytest.mark.parametrize("lines, whole", [
    (["Persentase", "penduduk"], "Persentase penduduk"),
    (["Nilai-", "nilai"], "Nilai-nilai"),
    (["Kabupaten/", "Kota"], "Kabupaten/Kota"),
    (["tahun n -", "Jumlah"], "tahun n - Jumlah"),
    (["32.00", "0"], "32.000"),
    (["Rp 1.250.0", "00.000"], "Rp 1.250.000.000"),
    (["2.14.03.2.01.001", "0"], "2.14.03.2.01.0010"),
    (["2.14.03.2.01.001", "0 - Pengelolaan data"], "2.14.03.2.01.0010 - Pengelolaan data"),
    (["Pengelolaan data (2.14.03.2.01.00", "10)"], "Pengelolaan data (2.14.03.2.01.0010)"),
    (["Pengelolaan data [2.14.03.2.", "01] tahap II"], "Pengelolaan data [2.14.03.2.01] tahap II"),
    (["Nilai (69,1", "70)"], "Nilai (69,1 70)"),
    (["1.06.04.2.01.", "0001 Fasilitasi"], "1.06.04.2.01.0001 Fasilitasi"),
    (["1.06.04.2.01", ".0001"], "1.06.04.2.01.0001"),
    (["Tahun 2021", "2022"], "Tahun 2021 2022"),
    (["per 1.000", "penduduk"], "per 1.000 penduduk"),
    (["1.000", "2"], "1.000 2"),
    (["69,1", "70,2"], "69,1 70,2"),
    (["69,1", "70"], "69,1 70"),
    (["1.06.04.2.01", "1. Nama"], "1.06.04.2.01 1. Nama"),
    (["1.06.04", "2 Kecamatan"], "1.06.04 2 Kecamatan"),
    (["1.", "2"], "1. 2"),
    (["", " ", "a", "\u200b"], "a"),
    ([], ""),
])
def test_join_lines(lines, whole):
    assert join_lines(lines) == whole


@pytest.mark.parametrize(("lines", "whole"), [
    (("1.", "1"), ("1.1",)), (("1.1.", "2"), ("1.1.2",)), (("1", ".2", ".3"), ("1.2.3",)),
    (("1.", "2."), ("1.", "2.")), (("1", "2"), ("1", "2")), (("1.", "Data"), ("1.", "Data")), (("1.", "250"), ("1.", "250")), (("1.2",), ("1.2",))])
def test_a_number_that_a_narrow_column_broke_is_one(lines, whole):
    assert unbroken(lines) == whole


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(ANY_LETTERS)
def test_cleaning_loses_no_letter(text):
    assert letters(clean(text)) == letters("".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")))


@given(LINES)
def test_joining_loses_no_letter_and_is_clean(lines):
    whole = join_lines(lines)
    assert letters(whole) == [letter for line in lines for letter in letters(clean(line))]
    assert clean(whole) == whole


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=5))
def test_words_stay_apart(words):
    assert join_lines(words).split() == words
