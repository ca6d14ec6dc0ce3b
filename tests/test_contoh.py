"""The shipped examples are what the script makes, and both give one tree."""

from __future__ import annotations

import openpyxl

from pipeline import document
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
