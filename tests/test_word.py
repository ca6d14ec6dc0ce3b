"""A Word document gives the same tree as the workbook of its content."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline import document
from tests import contoh
from tests.drawing import boxes
from tests.test_reading import tree

CELLS = boxes(tomllib.loads((Path(__file__).parent / "contoh.toml").read_text())["rows"])


def word(path, cells, title):
    written = Document()
    written.add_paragraph(title)
    table = written.add_table(max(c.row + c.row_span for c in cells), max(c.column + c.column_span for c in cells))
    # Asked once: each question goes through the whole table.
    places = [row.cells for row in table.rows]
    for cell in cells:
        whole = places[cell.row][cell.column].merge(places[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1])
        whole.text = str(cell.text)
    written.save(str(path))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The example as a Word document, drawn once."""
    path = tmp_path_factory.mktemp("contoh") / "a.docx"
    word(path, CELLS, "CASCADING DINAS SOSIAL TAHUN 2021-2026")
    return path


def test_the_example_as_a_word_document(example):
    reading = document.read(example, "a.docx")
    assert tree(reading) == tree(document.read(contoh.FOLDER / f"{contoh.NAME}.xlsx", "contoh"))
    row = reading["documents"][0]
    assert (row["format"], row["status"], row["year_start"]) == ("docx", "bersih", 2021)


def test_a_word_document_without_table_is_refused(tmp_path):
    Document().save(str(tmp_path / "a.docx"))
    assert [f["code"] for f in document.read(tmp_path / "a.docx", "a.docx")["findings"]] == ["tanpa-tabel-cascading"]


def test_a_table_without_rows_hides_no_other(tmp_path):
    book = Document()
    book.add_table(0, 3)
    table = book.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ["PROGRAM", "INDIKATOR PROGRAM", "Program Data", "Jumlah data"]):
        cell.text = text
    book.save(tmp_path / "a.docx")
    assert [n["name"] for n in document.read(tmp_path / "a.docx", "a.docx")["nodes"]] == ["Program Data"]


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


def test_tall_merges_cost_no_more_than_their_rows(tmp_path):
    cell = lambda text, merge="": f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    down = lambda k: '<w:vMerge w:val="restart"/>' if k == 1 else "<w:vMerge/>"
    rows = [cell("TUJUAN") + cell("SASARAN") + cell("INDIKATOR SASARAN")]
    rows += [cell("Meningkatkan mutu" if k == 1 else "", down(k)) + cell(f"Meningkatnya hal {k}") + cell("Indeks") for k in range(1, 1201)]
    written = Document()
    written.element.body.insert(0, parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"))
    written.save(str(tmp_path / "a.docx"))
    nodes = document.read(tmp_path / "a.docx", "a.docx")["nodes"]
    assert [n["level"] for n in nodes] == ["tujuan", *["sasaran"] * 1200] and {n["parent_id"] for n in nodes[1:]} == {nodes[0]["node_id"]}


def test_tracked_changes_are_taken_and_tables_in_cells_told(tmp_path):
    word(tmp_path / "a.docx", boxes([["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya layanan", "", "Indeks"]]), "CASCADING")
    written = Document(str(tmp_path / "a.docx"))
    paragraph = written.tables[0].cell(1, 1).paragraphs[0]
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t>Program Baru</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")}><w:r><w:delText>Program Lama</w:delText></w:r></w:del>'))
    written.tables[0].cell(1, 2).add_table(1, 1).cell(0, 0).text = "dalam"
    written.save(str(tmp_path / "a.docx"))
    reading = document.read(tmp_path / "a.docx", "a.docx")
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya layanan", "Program Baru"]
    assert [i["name"] for i in reading["indicators"]] == ["Indeks"]
    assert [f["code"] for f in reading["findings"]] == ["tabel-dalam-sel"]


def test_controls_around_rows_tables_and_titles_hide_nothing(tmp_path):
    word(tmp_path / "a.docx", boxes([["SASARAN", "PROGRAM"], ["Meningkatnya layanan", "Program Data"], ["Meningkatnya mutu", "Program Mutu"]]), "CASCADING DINAS CONTOH TAHUN 2025-2029")
    written = Document(str(tmp_path / "a.docx"))
    for part in (written.tables[0].rows[2]._tr, written.tables[0]._tbl, written.paragraphs[0]._p):
        control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent/></w:sdt>')
        part.addprevious(control)
        control[1].append(part)
    written.save(str(tmp_path / "a.docx"))
    reading = document.read(tmp_path / "a.docx", "a.docx")
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya layanan", "Program Data", "Meningkatnya mutu", "Program Mutu"]
    assert (reading["documents"][0]["organisation"], reading["documents"][0]["year_end"]) == ("DINAS CONTOH", 2029)


@pytest.mark.parametrize(("before", "mark", "text", "value"), [("82", "1", "82¹", 82.0), ("3,5", "2)", "3,5²⁾", 3.5), ("80,5 m", "2", "80,5 m2", 80.5)])
def test_raised_digits_behind_a_number_are_none_of_its_digits(tmp_path, before, mark, text, value):
    word(tmp_path / "a.docx", boxes([["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "Luas layanan", before]]), "CASCADING")
    written = Document(str(tmp_path / "a.docx"))
    written.tables[0].cell(1, 2).paragraphs[0].add_run(mark).font.superscript = True
    written.save(str(tmp_path / "a.docx"))
    reading = document.read(tmp_path / "a.docx", "a.docx")
    assert [(t["value_text"], t["value"]) for t in reading["targets"]] == [(text, value)]


def test_broken_packages_are_refused(tmp_path):
    word(tmp_path / "a.docx", boxes([["SASARAN"], ["x"]]), "CASCADING")
    with zipfile.ZipFile(tmp_path / "a.docx") as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    (tmp_path / "c.xlsx").write_bytes((tmp_path / "a.docx").read_bytes()[:-30])
    codes = [[f["code"] for f in document.read(tmp_path / name, name)["findings"]] for name in ("b.docx", "c.xlsx")]
    assert codes[0] == ["berkas-rusak"] and codes[1] in (["berkas-rusak"], ["format-tak-dikenal"])


def spoiled(example, path, part, old, new):
    """The example as a Word document with something in one of its parts replaced."""
    with zipfile.ZipFile(example) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(("part", "old", "new"), [
    ("word/document.xml", b"w:gridSpan w:val=", b"w:gridSpan w:x="),
    ("word/document.xml", b'w:gridSpan w:val="', b'w:gridSpan w:val="x'),
    ("word/styles.xml", b"w:styles", b"w:body"),
    ("word/document.xml", b"w:document", b"w:numbering"),
    ("_rels/.rels", b"Target=", b"Targe="),
    ("[Content_Types].xml", b"Extension=", b"Extensio="),
])
def test_a_part_that_is_none_of_words_is_a_damaged_file(example, tmp_path, part, old, new):
    spoiled(example, tmp_path / "a.docx", part, old, new)
    assert [f["code"] for f in document.read(tmp_path / "a.docx", "a.docx")["findings"]] == ["berkas-rusak"]


def test_a_zip_with_a_lost_place_is_a_damaged_file(example, tmp_path):
    content = example.read_bytes()
    (tmp_path / "a.docx").write_bytes(content[:60] + content[160:])
    assert [f["code"] for f in document.read(tmp_path / "a.docx", "a.docx")["findings"]] == ["berkas-rusak"]
