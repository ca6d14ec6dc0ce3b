"""The shipped examples are what the script makes, and both give one tree."""

from __future__ import annotations

from collections import Counter

import openpyxl
import pytest

from pipeline import document
from pipeline.validation import rules
from tests import contoh
from tests.test_reading import tree


def test_shipped_examples_are_current(tmp_path):
    pdf, xlsx = contoh.make(tmp_path)
    assert pdf.read_bytes() == (contoh.FOLDER / pdf.name).read_bytes()
    made, shipped = (openpyxl.load_workbook(folder / xlsx.name).active for folder in (tmp_path, contoh.FOLDER))
    assert [c.value for row in made for c in row] == [c.value for row in shipped for c in row]


def test_both_examples_give_one_tree_and_are_conserved():
    pdf, xlsx = (document.read(contoh.FOLDER / f"{contoh.NAME}.{ending}", ending) for ending in ("pdf", "xlsx"))
    assert tree(pdf) == tree(xlsx)
    assert len(pdf["nodes"]) == 31 and len(pdf["indicators"]) == 31
    assert [n["name"][:20] for n in pdf["nodes"] if n["supports_indicator_id"]] == [n["name"][:20] for n in xlsx["nodes"] if n["supports_indicator_id"]] != []
    for reading in (pdf, xlsx):
        row = reading["documents"][0]
        assert row["cell_used"] + row["cell_furniture"] == row["cell_count"]
        assert row["status"] == "bersih"


# What an expert finds in the example; of misspellings each form once.
FOUND = {
    "penyebut-milik-indikator-lain": 1, "pengali-hilang": 4, "satuan-pembilang-penyebut-beda": 1, "nomor-ganda": 1, "nomor-lompat": 1, "indikator-ganda-sel": 3,
    "indikator-bukan-ukuran": 1, "catatan-siklus-hidup": 1, "pengganti-tidak-jelas": 1, "penanggung-jawab-dari-judul": 1, "teks-liar": 1, "kata-menempel": 1,
}


@pytest.mark.parametrize("profile", ["dasar", "ahli"])
@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_example_is_judged_as_an_expert_would(ending, profile):
    found = rules.findings(document.read(contoh.FOLDER / f"{contoh.NAME}.{ending}", ending), profile)
    counts = Counter(finding["code"] for finding in found)
    assert {code: counts[code] for code in FOUND} == FOUND
    assert [f["code"] for f in found if f["severity"] == "error"] == ["penyebut-milik-indikator-lain"]
    assert counts["ejaan-salah"] >= 8
    assert bool(counts["baris-terulang-halaman"]) is (ending == "pdf")
    assert sum(f["severity"] == "warning" and f["code"] not in FOUND for f in found) <= 6
