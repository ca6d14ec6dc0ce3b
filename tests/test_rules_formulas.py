"""Formulas that a rule passes and that it tells, by their words."""

from __future__ import annotations

import pytest

from pipeline.transform import formulas
from pipeline.transform import indicators as words
from pipeline.validation import rules
from tests.clean import clean, frames


def write(tables, indicator_id, name, text, unit="persen"):
    """Give an indicator of the clean publication another name, unit and formula."""
    parsed = formulas.parse(text)
    indicator = next(row for row in tables["indicators"] if row["indicator_id"] == indicator_id)
    indicator.update(name=name, kind=words.kind(name, unit), unit=unit, unit_standard=words.unit_standard(unit), formula=text, formula_kind=parsed.kind,
                     numerator=parsed.numerator, denominator=parsed.denominator, multiplier=parsed.multiplier)
    ids = dict(indicator_id=indicator_id, document_id=indicator["document_id"])
    terms = [dict(ids, position=place, role=role, name=term) for place, (role, term) in enumerate(parsed.terms, 1)]
    tables["terms"] = [row for row in tables["terms"] if row["indicator_id"] != indicator_id] + terms


def told(name, text, unit="persen"):
    """The codes told where an indicator of a program has another formula."""
    tables = clean()
    write(tables, "sosial-3i", name, text, unit)
    return {finding["code"] for finding in rules.judge(frames(tables)) if finding["indicator_id"] == "sosial-3i"}


@pytest.mark.parametrize("name, text, unit, code", [
    ("Persentase PPKS yang dilayani", "Jumlah PPKS yang dilayani", "persen", "formula-tanpa-pembagi"),
    ("Persentase PPKS yang berhasil direhabilitasi", "PPKS yang berhasil direhabilitasi/PPKS yang direhabilitasi", "persen", "pengali-hilang"),
    ("Rasio polisi per 10.000 penduduk", "Jumlah polisi / Jumlah penduduk x 100%", "rasio", "pengali-tidak-cocok"),
    ("Angka kematian bayi", "Jumlah kematian bayi / Jumlah kelahiran hidup x 100%", "per 1.000 KH", "pengali-tidak-cocok"),
    ("Persentase desa tangguh", "Jumlah desa tangguh / Jumlah desa x 1.000", "persen", "pengali-tidak-cocok"),
    ("Persentase desa tangguh", "Jumlah desa tangguh / Jumlah relawan x 100%", "persen", "penyebut-populasi-lain"),
    ("Persentase rumah tangga yang dilayani", "Rumah tangga yang dilayani / Penduduk seluruhnya x 100%", "persen", "satuan-pembilang-penyebut-beda"),
    ("Persentase jalan mantap", "Panjang jalan mantap / Luas wilayah x 100%", "persen", "satuan-pembilang-penyebut-beda"),
    ("Persentase PPKS", "PPKS yang dilayani / PPKS yang dilayani x 100%", "persen", "pembilang-sama-penyebut"),
    ("Persentase PPKS", "Seluruh PPKS / PPKS yang dilayani x 100%", "persen", "formula-terbalik"),
    ("Angka kematian ibu", "Jumlah kelahiran hidup / Jumlah kematian ibu x 100.000", "per 100.000 KH", "formula-terbalik"),
    ("Indeks kualitas", "(0,4 x kualitas air) + (0,4 x kualitas udara)", "indeks", "bobot-tidak-satu"),
    ("Laju pertumbuhan koperasi", "Jumlah koperasi aktif / Jumlah koperasi x 100%", "persen", "pertumbuhan-tanpa-dasar"),
    ("Persentase peningkatan wisatawan", "Jumlah wisatawan / Jumlah penduduk x 100%", "persen", "pertumbuhan-tanpa-dasar"),
])
def test_a_formula_that_breaks_a_rule_is_told(name, text, unit, code):
    assert code in told(name, text, unit)


@pytest.mark.parametrize("name, text, unit", [
    ("Persentase PPKS yang dilayani", "Jumlah PPKS yang dilayani / Jumlah PPKS seluruhnya x 100%", "persen"),
    ("Persentase yang dilayani", "Jumlah yang dilayani / Jumlah seluruhnya x 100%", "persen"),
    ("Persentase penduduk miskin", "Jumlah Penduduk miskin/Jumlah Penduduk X 100%", "persen"),
    ("Persentase siswa PAUD", "Jumlah siswa PAUD dibagi jumlah anak usia 5-6 tahun dikali 100%", "persen"),
    ("Rasio polisi per 10.000 penduduk", "Jumlah polisi / Jumlah penduduk x 10.000", "rasio"),
    ("Angka kematian ibu", "Jumlah kematian ibu / Jumlah kelahiran hidup x 100.000", "per 100.000 KH"),
    ("Cakupan keluarga yang didampingi", "Jumlah keluarga yang didampingi", "keluarga"),
    ("Rasio tenaga medis terhadap penduduk", "Jumlah tenaga medis / Jumlah penduduk", "rasio"),
    ("Persentase kecamatan yang kebal", "Jumlah kecamatan yang kebal / total jumlah kecamtaan x 100%", "persen"),
    ("Persentase capaian anggaran", "Realisasi anggaran / Target anggaran x 100%", "persen"),
    ("Indeks kualitas lingkungan", "(0,376 x IKA) + (0,405 x IKU) + (0,219 x IKL)", "indeks"),
    ("Laju pertumbuhan koperasi", "(Jumlah koperasi tahun n - Jumlah koperasi tahun n-1) / Jumlah koperasi tahun n-1 x 100%", "persen"),
    ("Persentase peningkatan wisatawan", "Jumlah wisatawan tahun ini / Jumlah wisatawan tahun sebelumnya x 100%", "persen"),
    ("Indeks kepuasan", "Hasil survei pihak ketiga", "indeks"),
])
def test_a_formula_that_obeys_is_not_told(name, text, unit):
    assert told(name, text, unit) == set()


def test_a_foreign_denominator_names_its_owner_and_is_told_alone():
    tables = clean()
    write(tables, "sosial-3i", "Persentase PPKS yang berhasil dilindungi", "PPKS yang berhasil dilindungi / PPKS yang seharusnya dilindungi x 100%")
    write(tables, "sosial-7i", "Persentase Desa yang mengikuti program", "Desa yang mengikuti program / PPKS yang seharusnya dilindungi x 100%")
    told = rules.judge(frames(tables))
    assert [finding["code"] for finding in told] == ["penyebut-milik-indikator-lain"]
    assert told[0]["indicator_id"] == "sosial-7i" and "Persentase PPKS yang berhasil dilindungi" in told[0]["message"]


def test_a_denominator_that_fits_is_no_foreign_one_though_another_has_it():
    tables = clean()
    for indicator_id, part in (("sosial-3i", "miskin"), ("sosial-7i", "lanjut usia")):
        write(tables, indicator_id, f"Persentase penduduk {part}", f"Jumlah penduduk {part} / Jumlah penduduk x 100%")
    assert rules.judge(frames(tables)) == []


def test_an_empty_formula_is_told_where_others_of_the_level_have_one():
    assert "formula-kosong" in told("Persentase PPKS yang dilayani", "Cukup Jelas")
