"""A Word document gives the same tree as the workbook of its content."""

from __future__ import annotations

import tomllib
from pathlib import Path

from docx import Document

from pipeline import document
from tests import contoh
from tests.drawing import boxes
from tests.test_reading import tree

CELLS = boxes(tomllib.loads((Path(__file__).parent / "contoh.toml").read_text())["rows"])


def word(path, cells, title):
    written = Document()
    written.add_paragraph(title)
    table = written.add_table(max(c.row + c.row_span for c in cells), max(c.column + c.column_span for c in cells))
    for cell in cells:
        whole = table.cell(cell.row, cell.column).merge(table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
        whole.text = str(cell.text)
    written.save(str(path))


def test_the_example_as_a_word_document(tmp_path):
    word(tmp_path / "a.docx", CELLS, "CASCADING DINAS SOSIAL TAHUN 2021-2026")
    reading = document.read(tmp_path / "a.docx", "a.docx")
    assert tree(reading) == tree(document.read(contoh.FOLDER / f"{contoh.NAME}.xlsx", "contoh"))
    row = reading["documents"][0]
    assert (row["format"], row["status"], row["year_start"]) == ("docx", "bersih", 2021)


def test_a_word_document_without_table_is_refused(tmp_path):
    Document().save(str(tmp_path / "a.docx"))
    assert [f["code"] for f in document.read(tmp_path / "a.docx", "a.docx")["findings"]] == ["tanpa-tabel-cascading"]


def test_numbers_that_word_counts_are_written_out(tmp_path):
    written = Document()
    table = written.add_table(2, 3)
    for k, text in enumerate(["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"]):
        table.cell(0, k).text = text
    table.cell(1, 0).text, table.cell(1, 1).text = "Meningkatnya layanan", "Program Layanan"
    last = table.cell(1, 2)
    last.paragraphs[0].text = "Indeks layanan"
    last.paragraphs[0].style = "List Number"
    last.add_paragraph("Jumlah layanan", style="List Number")
    written.save(str(tmp_path / "a.docx"))
    assert [i["name"] for i in document.read(tmp_path / "a.docx", "a.docx")["indicators"]] == ["Indeks layanan", "Jumlah layanan"]
