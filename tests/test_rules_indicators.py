"""Indicators that a rule passes and that it tells, by their words."""

from __future__ import annotations

import pytest

from pipeline.transform import indicators as words
from pipeline.validation import rules
from tests.clean import clean, frames


def told(place, name, unit=""):
    """The codes told where the indicator of a node of the clean publication is another one."""
    tables = clean()
    indicator = next(row for row in tables["indicators"] if row["node_id"] == place)
    standard = words.unit_standard(unit)
    indicator.update(name=name, kind=words.kind(name, unit), unit=unit or None, unit_standard=standard, formula=None, formula_kind="kosong", numerator=None, denominator=None)
    tables["terms"] = [row for row in tables["terms"] if row["indicator_id"] != indicator["indicator_id"]]
    return {finding["code"] for finding in rules.judge(frames(tables)) if finding["indicator_id"] == indicator["indicator_id"]}


SASARAN, PROGRAM, KEGIATAN, SUB = "sosial-2", "sosial-3", "sosial-4", "sosial-6"


@pytest.mark.parametrize("place, name, unit, code", [
    (SASARAN, "Menurunkan Jumlah PMKS", "orang", "indikator-bukan-ukuran"),
    (SUB, "Terlaksananya pelatihan keterampilan", "orang", "indikator-bukan-ukuran"),
    (SASARAN, "Jumlah dokumen renja", "dokumen", "indikator-aktivitas-di-outcome"),
    (PROGRAM, "Jumlah rapat koordinasi", "kali", "indikator-aktivitas-di-outcome"),
    (SUB, "Terlaksananya Penyediaan Sandang", "paket", "indikator-ulang-nama"),
    (PROGRAM, "Persentase rehabilitasi sosial", "persen", "indikator-ulang-nama"),
    (KEGIATAN, "Jumlah Rumah Tangga miskin, PMKS dan PSKS yang dimutakhirkan", "keluarga", "indikator-majemuk"),
    (KEGIATAN, "Jumlah PMKS dan PSKS yang diberdayakan", "orang", "indikator-majemuk"),
    (SUB, "Indeks kepuasan masyarakat", "indeks", "jenis-tidak-cocok-tingkat"),
    (SUB, "Persentase permohonan yang dilayani", "persen", "jenis-tidak-cocok-tingkat"),
    (PROGRAM, "Persentase jalan dalam kondisi mantap", "KM", "satuan-bertentangan"),
    (KEGIATAN, "Jumlah orang yang dilatih", "%", "satuan-bertentangan"),
])
def test_an_indicator_that_breaks_a_rule_is_told(place, name, unit, code):
    assert code in told(place, name, unit)


@pytest.mark.parametrize("place, name, unit, code", [
    (SASARAN, "Jumlah PMKS", "orang", "indikator-bukan-ukuran"),
    (SUB, "Tersedianya dokumen rencana", "dokumen", "indikator-bukan-ukuran"),
    (SASARAN, "Nilai SAKIP", "nilai", "indikator-aktivitas-di-outcome"),
    (SUB, "Jumlah dokumen renja", "dokumen", "indikator-aktivitas-di-outcome"),
    (SUB, "Jumlah orang yang menerima penyediaan sandang", "orang", "indikator-ulang-nama"),
    (KEGIATAN, "Jumlah RTM Peserta PKH", "keluarga", "indikator-majemuk"),
    (KEGIATAN, "Jumlah Dokumen Koordinasi dan Sinkronisasi Kebijakan", "dokumen", "indikator-majemuk"),
    (KEGIATAN, "Jumlah Gedung Kantor dan Bangunan Lainnya yang Dipelihara", "unit", "indikator-majemuk"),
    (PROGRAM, "Persentase PMKS yang berhasil diberikan perlindungan dan jaminan sosial", "persen", "indikator-majemuk"),
    (PROGRAM, "Indeks kepuasan masyarakat", "indeks", "jenis-tidak-cocok-tingkat"),
    (PROGRAM, "Persentase jalan dalam kondisi mantap", "%", "satuan-bertentangan"),
    (PROGRAM, "Cakupan keluarga yang didampingi", "keluarga", "satuan-bertentangan"),
])
def test_an_indicator_that_obeys_is_not_told(place, name, unit, code):
    assert code not in told(place, name, unit)


@pytest.mark.parametrize("name, in_name", [
    ("Luas tanam (ha)", True),
    ("Persentase respon cepat (%)", True),
    ("Jumlah layanan di fasilitas pelayanan kesehatan (fasyankes)", False),
    ("Jumlah kepala keluarga (KK)", False),
    ("Jumlah peserta Program Keluarga Harapan (PKH)", False),
])
def test_a_unit_in_brackets_is_told_where_it_has_no_column_and_abbreviates_nothing(name, in_name):
    assert ("satuan-di-nama" in told(SUB, name)) == in_name


def test_an_indicator_without_unit_is_no_fault_where_its_column_has_none():
    tables = clean()
    for row in tables["indicators"] + tables["targets"]:
        row.update(unit=None)
    assert "satuan-kosong" not in {finding["code"] for finding in rules.judge(frames(tables))}


def test_a_program_written_on_two_pages_needs_its_indicator_once():
    tables = clean()
    program = next(row for row in tables["nodes"] if row["node_id"] == "sosial-7")
    tables["nodes"].append({**program, "node_id": "baru", "position": 99, "unit_name": "Bagian Umum"})
    assert "indikator-kosong" not in {finding["code"] for finding in rules.judge(frames(tables))}


def test_copied_indicators_are_told_once_per_level_with_their_count():
    tables = clean()
    for row in tables["indicators"]:
        if row["node_id"] in ("sosial-5", "sosial-6"):
            row["name"] = "Jumlah lanjut usia penerima layanan"
    told = [finding["message"] for finding in rules.judge(frames(tables)) if finding["code"] == "indikator-salin-antar-tingkat"]
    assert len(told) == 1 and "2 indikator sub kegiatan" in told[0]


def test_a_publication_without_indicators_is_judged():
    tables = clean()
    tables.update(indicators=[], terms=[], targets=[], owners=[], budgets=[])
    assert "indikator-kosong" not in {finding["code"] for finding in rules.judge(frames(tables))}
