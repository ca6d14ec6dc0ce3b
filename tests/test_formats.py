"""The same table in every format that people send: each gives what its twin in .xlsx gives, or is refused with a clear sentence."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import openpyxl
import pytest

from pipeline import document
from pipeline.findings import Refused
from tests.drawing import boxes, workbook
from tests.formats import WRITERS, delimited, html, ods, xls, xlsb, xml_2003
from tests.pages import page_table
from tests.test_reading import MERGED, TREE, assert_conserved, read, tree

VALUES = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET", "<", "PROGRAM"],
          ["^", "^", "^", "2025", "2026", "^"],
          ["Meningkatnya\nlayanan", "Persentase layanan", "%", 0.85, 0.905, "Program Data"],
          ["^", "Jumlah data", "data", 1250, 1300.5, "Program Sarana"]]
PERCENTS = {(2, 3), (2, 4)}


def codes(reading):
    return [f["code"] for f in reading["findings"]]


def refusal(path):
    with pytest.raises(Refused) as refused:
        document.book(path)
    return refused.value.code


def said(tmp_path, name, content):
    """The reading of a file of these bytes or this text."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_a_pdf_loads_no_reader_of_other_formats(tmp_path):
    page_table(tmp_path / "a.pdf", boxes([["Program", "Indikator"], ["Program Data", "Jumlah data"]]))
    code = "import pathlib, sys; from pipeline import document; document.book(pathlib.Path(sys.argv[1])); print({'openpyxl', 'docx', 'xlrd'} & sys.modules.keys())"
    told = subprocess.run([sys.executable, "-c", code, tmp_path / "a.pdf"], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def twin(path, cells):
    workbook(path, cells)
    book = openpyxl.load_workbook(path)
    for row, column in PERCENTS:
        book.active.cell(row + 1, column + 1).number_format = "0.0%" if column == 4 else "0%"
    book.save(path)
    return read(path)


def essence(reading):
    kept = {"nodes": ("level", "number", "code", "name"), "indicators": ("name", "unit", "kind"), "targets": ("year", "measure")}
    rows = {table: [tuple(row[c] for c in columns) for row in reading[table]] for table, columns in kept.items()}
    return rows | {"values": [t["value"] for t in reading["targets"]]}


@pytest.mark.parametrize("kind", WRITERS)
def test_the_tree_is_that_of_the_workbook(tmp_path, kind):
    path = tmp_path / f"a.{kind.split()[0]}"
    WRITERS[kind](path, boxes(MERGED))
    reading = read(path)
    assert tree(reading) == TREE
    assert (reading["documents"][0]["format"], reading["documents"][0]["status"]) == (kind, "bersih")
    assert_conserved(reading)


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind not in ("html", "csv")])
def test_numbers_percents_and_headings_are_those_of_the_workbook(tmp_path, kind):
    cells = boxes(VALUES, 2)
    WRITERS[kind](tmp_path / "a", cells, PERCENTS)
    reading, other = read(tmp_path / "a"), twin(tmp_path / "b.xlsx", cells)
    assert essence(reading) == essence(other)
    assert essence(reading)["values"] == [85.0, 90.5, 1250.0, 1300.5]
    assert [t["source"] for t in reading["targets"]] == [t["source"] for t in other["targets"]]


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_text_tables_give_the_numbers_that_are_written(tmp_path, kind):
    rows = [*VALUES[:2], ["Meningkatnya\nlayanan", "Persentase layanan", "%", "85,5%", "90", "Program Data"], ["^", "Jumlah data", "data", "1.250", "1.300", "Program Sarana"]]
    WRITERS[kind](tmp_path / "a", boxes(rows, 2))
    reading = read(tmp_path / "a")
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya layanan", "Program Data", "Program Sarana"]
    assert essence(reading)["values"] == [85.5, 90.0, 1250.0, 1300.0]
    assert reading["targets"][0]["source"].endswith("baris 3, kolom 2025")


def test_names_say_nothing_but_are_told(tmp_path):
    html(tmp_path / "laporan.xls", boxes(MERGED))
    reading = read(tmp_path / "laporan.xls")
    assert tree(reading) == TREE
    (finding,) = [f for f in reading["findings"] if f["code"] == "nama-lain-isi"]
    assert "bernama .xls, tetapi isinya HTML" in finding["message"]
    workbook(tmp_path / "A.XLSX", boxes(MERGED))
    assert (tree(read(tmp_path / "A.XLSX")), codes(read(tmp_path / "A.XLSX"))) == (TREE, [])


def test_what_is_hidden_in_an_old_workbook_is_not_read(tmp_path):
    import xlwt

    book = xlwt.Workbook()
    sheet, other = book.add_sheet("Cascading"), book.add_sheet("Lama")
    for c in boxes([["SASARAN", "PROGRAM"], ["Meningkatnya A", "Program A"], ["Meningkatnya B", "Program B"]]):
        sheet.write(c.row, c.column, c.text)
    sheet.row(2).hidden, other.visibility = True, 1
    book.save(str(tmp_path / "a.xls"))
    reading = read(tmp_path / "a.xls")
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya A", "Program A"]
    assert "1 baris, 0 kolom, dan 1 lembar" in reading["findings"][0]["message"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path, encoding):
    html(tmp_path / "a.xls", boxes([["SASARAN", "PROGRAM"], ["Meningkatnya “mutu” é", "Program Data"]]), encoding=encoding)
    assert [n["name"] for n in read(tmp_path / "a.xls")["nodes"]] == ["Meningkatnya “mutu” é", "Program Data"]


HEAD = "<tr><th>SASARAN</th><th>PROGRAM</th></tr>"


def test_raised_digits_of_html_are_none_of_the_value(tmp_path):
    page = "<table><tr><th>SASARAN<th>INDIKATOR SASARAN<th>SATUAN<th>TARGET 2025<sup>1</sup><tr><td>Meningkatnya layanan<td>Luas layanan<td>m<sup>2</sup><td>82,5<sup>1)</sup></table>"
    (target,) = said(tmp_path, "a.html", page)["targets"]
    assert (target["value"], target["value_text"], target["unit"], target["year"]) == (82.5, "82,5¹⁾", "m2", 2025)


@pytest.mark.parametrize("page", [
    f"<table>{HEAD}<tr><td rowspan=99>Meningkatnya A</td><td>Program A</td></tr><tr><td>Program B</td></tr></table>",
    f"<table>{HEAD}<tr><td rowspan=0>Meningkatnya A</td><td colspan=0>Program A<tr><td>Program B</table>",
    f"<table><tr><td colspan=1000000>CASCADING</td></tr>{HEAD}<tr><td rowspan=2>Meningkatnya<br>A<td>Program A<tr><td>Program B</table>",
    f"<table><tr><td>x<table>{HEAD}<tr><td rowspan=2>Meningkatnya A</td><td>Program A</td></tr><tr><td>Program B</td></tr></table></td></tr></table>",
    f"<table>{HEAD}<tr><td rowspan=2>Meningkatnya <script>alert(1)</script><a href='http://x' onclick='y()'>A</a><td>Program A<tr><td>Program B</table>",
    f"<table>{HEAD}<tr><td rowspan=3>Meningkatnya A<td>Program A<tr style='display:none'><td>Program Lama<tr><td>Program B</table>",
    f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><table>{HEAD}<tr><td rowspan=2>Meningkatnya A<td>Program A<tr><td>Program B</table>",
], ids=["rowspan", "zero", "colspan", "nested", "script", "hidden", "mhtml"])
def test_careless_html(tmp_path, page):
    reading = said(tmp_path, "a.html", page)
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatnya A", "Program A", "Program B"]
    assert len({n["parent_id"] for n in reading["nodes"][1:]}) == 1


def test_hostile_markup_is_refused(tmp_path):
    deep = said(tmp_path, "a.html", "<table>" + HEAD + "<tr><td>" + "<div>" * 100000 + "a</table>")
    wide = said(tmp_path, "b.html", "<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>a" * 600 + "</table>")
    xml_2003(tmp_path / "c.xml", boxes(MERGED))
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Workbook'
    lol = said(tmp_path, "d.xml", (tmp_path / "c.xml").read_text().replace("<Workbook", bomb, 1))
    assert [codes(r) for r in (deep, wide, lol)] == [["berkas-rusak"], ["terlalu-banyak-sel"], ["xml-dtd"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(tmp_path, separator):
    delimited(tmp_path / "a.csv", boxes(MERGED), separator=separator)
    assert tree(read(tmp_path / "a.csv")) == TREE


def test_quoted_lines_are_lines_and_an_open_quotation_is_refused(tmp_path):
    text = 'sep=;\r\nSASARAN;PROGRAM\r\n"Meningkatnya\r\n""A""; B";Program A\r\n'
    assert [n["name"] for n in said(tmp_path, "a.csv", text)["nodes"]] == ['Meningkatnya "A"; B', "Program A"]
    assert codes(said(tmp_path, "b.csv", 'SASARAN;PROGRAM\nMeningkatnya A;Program A\nMeningkatnya B;Program B\nC;"Program C\n')) == ["berkas-rusak"]


def test_a_text_longer_than_any_cell_is_refused_with_its_place(tmp_path):
    reading = said(tmp_path, "a.csv", "SASARAN;PROGRAM\nMeningkatnya A;Program " + "A" * 5_000_000 + "\n")
    assert [(f["code"], f["message"]) for f in reading["findings"]] == [("teks-terlalu-panjang", "Satu teks di baris 2, kolom 2 berisi 5000008 huruf; batasnya 32767.")]
    longest = said(tmp_path, "b.csv", "SASARAN;PROGRAM\nMeningkatnya A;" + "Program A".ljust(32767, "a") + "\n")
    assert [len(n["name"]) for n in longest["nodes"]] == [14, 32767]


PROSE = "CASCADING KINERJA DINAS CONTOH\n\nTUJUAN          SASARAN          PROGRAM\nMeningkatnya    Terwujudnya      Program Data\n"


@pytest.mark.parametrize("content, code", [
    (PROSE, "teks-tanpa-tabel"), ("Dengan hormat,\nbersama ini, kami kirim, cascading.\nTerima kasih.\n", "teks-tanpa-tabel"),
    (b"\x89PNG\r\n\x1a\n", "berkas-gambar"), (b"\xff\xd8\xff\xe0", "berkas-gambar"), (b"II*\0", "berkas-gambar"), (b"\0\0\0\x18ftypheic", "berkas-gambar"),
    (b"Rar!\x1a\x07\x01", "berkas-arsip"), (b"7z\xbc\xaf\x27\x1c", "berkas-arsip"), (b"PK\x03\x04rusak", "berkas-rusak"), ("{\\rtf1 a}", "format-doc-lama"),
    (b"\xd0\xcf\x11\xe0" + "WordDocument\0".encode("utf-16-le"), "format-doc-lama"),
    (b"\xd0\xcf\x11\xe0" + "Workbook\0".encode("utf-16-le"), "berkas-rusak"), (b"\0\1\2\3", "format-tak-dikenal"),
    (b'[{"level": "SASARAN", "indikator": "A"},\n {"level": "PROGRAM", "indikator": "B"},\n {"level": "KEGIATAN", "indikator": "C"}]', "teks-tanpa-tabel")])
def test_refusals_name_the_kind(tmp_path, content, code):
    assert codes(said(tmp_path, "a.xlsx", content)) == [code]


@pytest.mark.parametrize("parts, code", [
    ({"a/b.pdf": "x"}, "berkas-arsip"), ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": ""}, "format-tak-dikenal"),
    ({"mimetype": "application/vnd.oasis.opendocument.text"}, "format-doc-lama"),
    ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<encryption-data/>", "content.xml": "x"}, "berkas-bersandi"),
    ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a"}, "berkas-rusak")])
def test_zips(tmp_path, parts, code):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert refusal(tmp_path / "a.zip") == code


def test_an_old_workbook_cut_short_is_refused(tmp_path):
    xls(tmp_path / "a.xls", boxes(MERGED))
    assert codes(said(tmp_path, "b.xls", (tmp_path / "a.xls").read_bytes()[:3000])) == ["berkas-rusak"]


@pytest.mark.parametrize("draw", [ods, xlsb])
def test_a_package_whose_directory_points_before_the_file_is_damaged(tmp_path, draw):
    draw(tmp_path / "a.zip", boxes(MERGED))
    data = bytearray((tmp_path / "a.zip").read_bytes())
    place = data.rindex(b"PK\5\6") + 16
    data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") + 1000).to_bytes(4, "little")
    assert codes(said(tmp_path, f"b.{draw.__name__}", bytes(data))) == ["berkas-rusak"]
