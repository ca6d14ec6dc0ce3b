"""Words as documents write them: what is told once, with its count, and what is no fault."""

from __future__ import annotations

import pytest

from pipeline.transform import spelling
from pipeline.validation import rules
from tests.clean import clean, frames
from tests.test_rules import changed, each, note, row, told


def test_a_wrong_form_is_told_once_per_document_with_its_count_and_first_place():
    tables = clean()
    each(changed("indicators", "sosial-3i", name="Presentase lanjut usia yang dilayani"), changed("indicators", "sosial-7i", name="Presentase keluarga penerima manfaat"))(tables)
    (finding,) = rules.judge(frames(tables))
    assert finding["code"] == "ejaan-salah" and finding["indicator_id"] == "sosial-3i"
    assert finding["message"] == 'Ejaan "Presentase" (2 kali); ejaan bakunya "persentase".'


def test_results_definitions_and_formulas_are_counted_too():
    tables = clean()
    each(changed("nodes", "sosial-3", result="Turunnya resiko bencana"), changed("indicators", "sosial-7i", definition="Resiko dan resiko ulang", formula="Resiko"))(tables)
    (told,) = [finding["message"] for finding in rules.judge(frames(tables)) if finding["code"] == "ejaan-salah"]
    assert told == 'Ejaan "resiko" (4 kali); ejaan bakunya "risiko".'


def test_the_place_is_that_of_a_name_where_a_name_has_the_form():
    tables = clean()
    each(changed("nodes", "sosial-3", result="Turunnya resiko bencana"), changed("indicators", "sosial-7i", name="Persentase resiko"))(tables)
    (told,) = [finding for finding in rules.judge(frames(tables)) if finding["code"] == "ejaan-salah"]
    assert told["indicator_id"] == "sosial-7i"


@pytest.mark.parametrize(("name", "right"), [
    ("Prorgam Pemberdaayan Sosial", "Program Pemberdayaan Sosial"), ("JUMLAH PMKS YANG DI BERI BANTUAN", "JUMLAH PMKS YANG DIBERI BANTUAN"),
    ("Jumlah data", "Jumlah data"), (None, None), ("Program prosentase İjin", "Program persentase İjin"),
])
def test_the_standard_spelling_stands_beside_the_name(name, right):
    assert spelling.standard(name) == right


@pytest.mark.parametrize("name", [
    "Keluarga di data terpadu", "Pemberdayaan", "Peningkatan jejaring kerjasama", "Olahraga dan kepemudaan", "Rumah sakit berkualitas", "Subkegiatan antardaerah",
    "Penganggaran", "PPKS",
])
def test_right_words_are_told_nowhere(name):
    tables = clean()
    changed("nodes", "sosial-9", name=name)(tables)
    assert told(tables) == []


def test_words_of_retired_nodes_count_too():
    tables = clean()
    changed("nodes", "kesehatan-4", name="Pengelolaan Ijin", status="dihapus")(tables)
    for year in range(2025, 2030):
        row(tables, "budgets", "kesehatan-2", year=year)["amount"] = row(tables, "budgets", "kesehatan-3", year=year)["amount"] = None
    tables["budgets"] = [r for r in tables["budgets"] if r["document_id"] != "kesehatan"]
    assert told(tables) == ["ejaan-salah"]


def test_a_formula_has_words_that_stick_together():
    tables = clean()
    changed("indicators", "sosial-4i", formula="PSKS yang seharusnyaaktif")(tables)
    (finding,) = rules.judge(frames(tables))
    assert finding["message"] == 'Kata "seharusnyaaktif" (1 kali) tampaknya dua kata yang menempel: "seharusnya aktif".'


@pytest.mark.parametrize(("text", "clear"), [
    ("program dihapus dan diganti yg bawah", False),
    ("kegiatan diganti dengan kegiatan di bawah ini", False),
    ("diganti dengan Program Rehabilitasi Sosial", True),
    ("diganti menjadi Program Perlindungan Sosial", True),
    ("TIDAK DIGUNAKAN LAGI", True),
])
def test_a_note_that_replaces_names_what_it_puts_in_place(text, clear):
    tables = clean()
    each(note(text, "sosial-8"), note(text, "sosial-9"))(tables)
    assert told(tables) == ([] if clear else ["pengganti-tidak-jelas"])
