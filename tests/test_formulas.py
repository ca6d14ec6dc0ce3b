"""Formulas as documents write them: each is split rightly or refused aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transform.formulas import parse

REFUSED = [
    ("Jumlah guru/pengawas bersertifikat / Jumlah guru/pengawas x 100%", "formula-tak-terurai"),
    ("p", "formula-tak-terurai"),
    ("IKL = 100 – [(84,3-( - DKK x 100)]x LTL LW 50 54,3", "formula-tak-terurai"),
    ("PDRB(t) − PDRB(t−1) 2 Pertumbuhan Ekonomi % x 100% PDRB(t−1)", "formula-tak-terurai"),
    ("\uf03d\uf0e5 PDRB \uf02d", "formula-glif-rusak"),
    ("{PDRB (t+1) PDRB (t)} / PDRB (t) X 100%", "formula-glif-rusak"),
    ("{Inf (t +1) Inf (t)} / Inf (t) X 100%", "formula-glif-rusak"),
    ("???? = Jumlah kematian ibu Jumlah kelahiran hidup × 100.000 AKI= Jumlah kelahiran hidup Jumlah kematian ibu ×100.000", "formula-glif-rusak"),
    ("Capaian IKI (%) = &1+ '1 - () × 100%", "formula-glif-rusak"),
    ("SD = 6 tahun; SMP = 9 tahun", "formula-tak-terurai"),
    ("……. x100 ……. …..%", "formula-tak-terurai"),
    ("Realisasi Sasaran Pembangunan Target Sasaran Pembangunan", "formula-tak-terurai"),
    ("1. Jumlah A dibagi jumlah B dikali 100%. 2. proporsi C dibagi D dikali 100%. Catatan: 2022 = 8,8; 2023 = 8,8", "formula-ganda-sel"),
    ("Jumlah bayi A dibagi B dikali 100% ditambah jumlah anak C dibagi D dikali 100%", "formula-ganda-sel"),
    ("Jumlah guru : jumlah murid = 1:28", "formula-tak-terurai"),
    ("Jumlah A dibagi Jumlah B dibagi Jumlah C", "formula-ganda-sel"),
    ("Jumlah guru/tenaga kependidikan yang dilatih", "formula-tak-terurai"),
    ("Kompetensi Dasar/Capaian Pembelajaran", "formula-tak-terurai"),
    ("(A x 100%)/B", "formula-tak-terurai"),
    ("Jumlah A/Jumlah B / Jumlah C x 100%", "formula-tak-terurai"),
    ("Jumlah A / Jumlah B / Jumlah C x 100%", "formula-tak-terurai"),
    *((f"Jumlah siswa lulus {joint} jumlah siswa x 100%", "formula-tak-terurai") for joint in ("dari", "atas", "bagi", "diperbandingkan dengan", "\\", "|", "---", "")),
    ("Jumlah siswa lulus:jumlah siswa x 100%", "formula-tak-terurai"),
    ("(Jumlah siswa lulus) (Jumlah siswa) x 100%", "formula-tak-terurai"),
    ("Realisasi anggaran berbanding lurus dengan target x 100%", "formula-tak-terurai"),
    ("Kematian ibu per kelahiran hidup x 100.000", "formula-tak-terurai"),
    ("Jumlah dokter per 1000 penduduk", "formula-tak-terurai"),
]


@pytest.mark.parametrize("joint", ["berbanding", "berbanding dengan", "dibanding", "dibandingkan", "dibandingkan dengan", "di bagi", "per"])
def test_words_that_set_one_count_against_another_divide(joint):
    found = parse(f"Jumlah siswa lulus {joint} jumlah siswa x 100%")
    assert (found.kind, found.numerator, found.denominator, found.multiplier, found.problem) == ("persentase", "Jumlah siswa lulus", "jumlah siswa", 100, None)


def test_what_leads_to_a_comparison_is_no_part_of_it():
    assert parse("Rasio jumlah guru : jumlah murid").numerator == "jumlah guru"


@pytest.mark.parametrize(("text", "kind"), [("Jumlah bantuan yang dibagi-bagi ke desa", "hitung"), ("Jumlah kunjungan per hari x 365", "ekspresi"), ("Jumlah laporan per triwulan", "hitung")])
def test_words_that_only_look_like_a_division_divide_nothing(text, kind):
    assert (parse(text).kind, parse(text).numerator) == (kind, None)


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_a_doubtful_formula_is_refused_aloud(text, problem):
    formula = parse(text)
    assert (formula.kind, formula.numerator, formula.denominator, formula.problem) == ("tak_terurai", None, None, problem)


def test_weights_are_terms():
    assert parse("IKLH = (0,376 x IKA) + (0,624 x IKU)").terms == (("addend", "IKA"), ("weight", "0,376"), ("addend", "IKU"), ("weight", "0,624"))


def test_a_drawn_fraction_is_known_by_its_lines():
    lines = ("Jumlah sekolah baik", "x 100%", "Jumlah sekolah")
    assert parse(" ".join(lines)).kind == "tak_terurai"
    assert parse(" ".join(lines), lines).denominator == "Jumlah sekolah"


def test_a_dashed_line_divides():
    formula = parse("Luas sawah terairi ------------------ x 100% Luas seluruh sawah")
    assert (formula.numerator, formula.denominator) == ("Luas sawah terairi", "Luas seluruh sawah")


@given(st.text(alphabet="Jumlah ABC()[]/:÷x×%0159.,=-−+Σ?", max_size=60))
def test_no_text_breaks_the_reader(text):
    formula = parse(text)
    assert (formula.numerator is None) == (formula.denominator is None)
    assert not formula.numerator or formula.numerator.strip() == formula.numerator
