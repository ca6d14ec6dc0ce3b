"""Workbooks drawn in code: what the reader takes from them, leaves, reports and refuses."""

import datetime
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from pipeline.extractors.excel import identify, read
from pipeline.extractors.excel_values import shown
from pipeline.findings import Refused


@pytest.fixture
def book(tmp_path):
    """Draws a workbook with a function of its first sheet; gives its path."""
    def draw(paint, name="a.xlsx"):
        wb = openpyxl.Workbook()
        wb.active.title = "Cascading"
        paint(wb.active)
        wb.save(tmp_path / name)
        return tmp_path / name
    return draw


def rewritten(path, change):
    """The workbook with each part passed through `change(name, data)`; None drops it."""
    target = path.with_name("b.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def sheet_change(pattern, text):
    return lambda name, data: re.sub(pattern, text, data) if name.endswith("sheet1.xml") else data


def texts(grid):
    return [c.text for c in grid.cells if c.text]


def codes(found):
    return [f.code for f in found.findings]


def test_used_range_merges_lines_and_sources(book):
    def paint(ws):
        ws["B3"] = "PROGRAM"
        ws["B4"] = "Nilai-\nnilai  luhur\n\n2.14.03.2.01.001\n0"
        ws["C4"] = "Indikator"
        ws.merge_cells("B4:B6")
        ws["Z99"].fill = PatternFill("solid", fgColor="FFFF00")
    grid, = read(book(paint)).grids
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 2, 6)
    cell = grid.at(3, 0)
    assert (cell.row, cell.row_span, cell.source) == (1, 3, "Cascading!B4")
    assert cell.lines == ("Nilai-", "nilai luhur", "2.14.03.2.01.001", "0")
    assert cell.text == "Nilai-nilai luhur 2.14.03.2.01.0010"
    assert grid.at(3, 1).source == "Cascading!C6"


def test_marks(book):
    def paint(ws):
        ws["A1"], ws["A2"], ws["A3"], ws["A4"] = "a", "b", "c", "d"
        ws["A1"].font = Font(bold=True, strike=True)
        ws["A2"].fill = PatternFill("solid", fgColor="FFD9E1F2")
        ws["A3"].fill = PatternFill("solid", fgColor="FFFFFFFF")
        ws["A4"].comment = Comment("Admin:\nprogram dihapus", "Admin")
    found = read(book(paint))
    assert [set(c.marks) for c in found.grids[0].cells] == [{"bold", "strike"}, {"fill", "fill:FFD9E1F2"}, set(), {"comment"}]
    assert [(line.text, line.source, set(line.marks)) for line in found.lines] == [("program dihapus", "Cascading!A4", {"comment"})]


@pytest.mark.parametrize("value, number_format, text, number", [
    (2437, "#,##0", "2.437", 2437),
    (2437.0, "General", "2437", 2437),
    (72.14, "General", "72,14", 72.14),
    (0.1 + 0.2, "General", "0,3", 0.1 + 0.2),
    (0.85, "0%", "85%", 85),
    (0.57, "0.0%", "57,0%", 57),
    (1234567.891, "#,##0.00", "1.234.567,89", 1234567.891),
    (2.675, "0.00", "2,68", 2.675),
    (1.5, "0.0#", "1,5", 1.5),
    (-5, "#,##0;(#,##0)", "(5)", -5),
    (-1, "General", "-1", -1),
    (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "-", 0),
    (1500, '_("Rp"* #,##0_);_("Rp"* \\(#,##0\\)', "Rp1.500", 1500),
    (1500, '[$Rp-421] #,##0', "Rp 1.500", 1500),
    (24, '0 "Dokumen 0"', "24 Dokumen 0", 24),
    (7, "00", "07", 7),
    (12500000, "#,##0,,", "13", 12500000),
    (2021, "@", "2021", 2021),
    (1, "\\(00\\)", "(01)", 1),
    (15000000000, "0.00E+00", "15000000000", 15000000000),
    (1e28, "General", "1" + "0" * 28, None),
    (-1e28, "#,##0.00", "-10.000" + ".000" * 8 + ",00", None),
    (1e17, "0%", "1" + "0" * 19 + "%", None),
    (12345678901234567890, "0", "12345678901234567890", None),
    (1e-300, "0." + "0" * 200, "0," + "0" * 200, 0.0),
    (5.0, "0." + "0" * 300, "5", 5.0),
    (float("inf"), "#,##0", "inf", None),
    (10**400, "General", "1" + "0" * 400, None),
    (True, "General", "TRUE", None),
    (datetime.datetime(2021, 12, 31), "mm-dd-yy", "31/12/2021", None),
    (datetime.datetime(2021, 12, 31), "d mmmm yyyy", "31 Desember 2021", None),
    (datetime.datetime(2021, 12, 31, 8, 5), "yyyy-mm-dd hh:mm", "2021-12-31 08:05", None),
    (datetime.time(8, 5), "h:mm", "8:05", None),
    ("#REF!", "General", "#REF!", None),
    (None, "General", "", None),
])
def test_values_as_a_reader_sees_them(value, number_format, text, number):
    seen, held = shown(value, number_format)
    assert (seen.strip(), held) == (text, pytest.approx(number) if number is not None else None)


def test_number_and_percent_cells(book):
    def paint(ws):
        ws["A1"], ws["B1"], ws["C1"] = 0.85, 2437, "1.06"
        ws["A1"].number_format, ws["B1"].number_format = "0%", "#,##0"
    row = read(book(paint)).grids[0].cells
    assert [(c.text, c.value) for c in row] == [("85%", 85.0), ("2.437", 2437.0), ("1.06", None)]


def test_hidden_parts_are_marked_and_counted_once(book):
    def paint(ws):
        for row in range(1, 5):
            ws.append([f"a{row}", f"b{row}", f"c{row}"])
        ws.row_dimensions[2].hidden = True
        ws.row_dimensions[9].hidden = True
        ws.column_dimensions["C"].hidden = True
        other = ws.parent.create_sheet("Lama")
        other["A1"], other.sheet_state = "rahasia", "veryHidden"
    found = read(book(paint))
    grid, = found.grids
    assert (grid.rows, grid.hidden_rows, grid.hidden_columns) == (4, {1}, {2})
    assert [(f.code, f.words) for f in found.findings] == [("baris-tersembunyi", {"baris": 1, "kolom": 1, "lembar": 1})]
    assert found.pages == 2


def test_formulas_give_their_cached_value_or_a_finding(book):
    def paint(ws):
        ws["A1"], ws["A2"], ws["A3"] = "=1+1", "=2+2", 3
    path = rewritten(book(paint), sheet_change(rb"<f>1\+1</f><v\s*/>|<f>1\+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    found = read(path)
    assert texts(found.grids[0]) == ["2", "3"]
    assert [(f.code, f.source, f.words["jumlah"]) for f in found.findings] == [("rumus-tanpa-nilai", "Cascading!A2", 1)]


def test_merge_over_the_whole_sheet_costs_nothing(book):
    path = book(lambda ws: ws.append(["PROGRAM"]))
    path = rewritten(path, sheet_change(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    grid, = read(path).grids
    assert (grid.rows, grid.columns) == (1, 1)


def test_text_behind_a_merge_is_reported(book):
    path = book(lambda ws: [ws.append(["a", "b"]), ws.append(["c", "d"])])
    path = rewritten(path, sheet_change(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A2:B2"/></mergeCells>'))
    found = read(path)
    assert texts(found.grids[0]) == ["a", "b", "d"]
    assert found.findings[0].words == {"jumlah": 1, "alamat": "Cascading!A2"}


def test_far_text_is_refused_and_far_style_is_not(book):
    def paint(ws):
        ws["A1"] = "a"
        ws["XFD1048576"].font = Font(bold=True)
    assert read(book(paint)).grids[0].columns == 1
    with pytest.raises(Refused) as refused:
        read(book(lambda ws: [ws.__setitem__("A1", "a"), ws.__setitem__("XFD1048576", "b")]))
    assert refused.value.code == "terlalu-banyak-sel"


def test_strict_workbooks_odd_sheet_names_and_backslashes_are_read(book):
    def strict(name, data):
        data = data.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return data.replace(b'name="Cascading"', b'name="2021/2022 &lt;x&gt;"')
    grid, = read(rewritten(book(lambda ws: ws.append(["a", 1])), strict)).grids
    assert (grid.source, grid.at(0, 1).source, texts(grid)) == ("2021/2022 <x>", "2021/2022 <x>!B1", ["a", "1"])


def test_escaped_line_ends_are_line_ends(book):
    path = rewritten(book(lambda ws: ws.append(["a b"])), lambda name, data: data.replace(b"a b", b"a_x000D_\nb_x0007_"))
    assert read(path).grids[0].cells[0].lines == ("a", "b")


def test_shapes_with_text_are_reported(book):
    path = book(lambda ws: ws.append(["a"]))
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels += b'<Relationship Id="r1" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
        archive.writestr("xl/drawings/drawing1.xml", '<w xmlns:a="x"><txBody><a:p><a:t>Program </a:t><a:t>dihapus</a:t></a:p></txBody></w>')
    assert [(f.code, f.words) for f in read(path).findings] == [("kotak-teks-diabaikan", {"teks": "Program dihapus", "jumlah": 1})]


def test_empty_workbook_has_no_grid(book):
    found = read(book(lambda ws: None))
    assert (found.grids, found.findings) == ((), ())


def test_identify_goes_by_content(book, tmp_path):
    path = book(lambda ws: ws.append(["a"]))
    odd = path.rename(tmp_path / "laporan.pdf")
    assert identify(odd) and texts(read(odd).grids[0]) == ["a"]
    for name, data in (("a.pdf", b"%PDF-1.4"), ("b.xlsx", b""), ("c.xlsx", b"PK\x03\x04rusak")):
        (tmp_path / name).write_bytes(data)
        assert not identify(tmp_path / name)


def refusal(path):
    with pytest.raises(Refused) as refused:
        read(path)
    return refused.value.code


def test_refused(book, tmp_path):
    path = book(lambda ws: ws.append(["a", 1]))
    locked, cut = tmp_path / "sandi.xlsx", tmp_path / "potong.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    cut.write_bytes(path.read_bytes()[:-400])
    assert [refusal(p) for p in (locked, cut)] == ["berkas-bersandi", "berkas-rusak"]
    assert refusal(rewritten(path, sheet_change(b"<worksheet", b"<!DOCTYPE x><worksheet"))) == "xml-dtd"
    assert refusal(rewritten(path, lambda name, data: None if name.endswith("sheet1.xml") else data)) == "berkas-rusak"
    assert refusal(rewritten(path, sheet_change(b"</sheetData>.*", b""))) == "berkas-rusak"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_gate(book):
    path = book(lambda ws: ws.append(["a"]))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", b"")
    assert refusal(path) == "zip-nama-ganda"
    path = book(lambda ws: ws.append(["a"]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bom.xml", b"0" * (257 << 20))
    assert refusal(path) == "bom-zip"
    path = book(lambda ws: ws.append(["a"]))
    with zipfile.ZipFile(path, "a") as archive:
        for k in range(2001):
            archive.writestr(f"x/{k}.xml", b"")
    assert refusal(path) == "zip-terlalu-banyak"


def test_a_raised_digit_is_no_digit_of_the_value(book):
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    def paint(ws):
        ws.append([CellRichText("82", raised), CellRichText("m", raised), CellRichText("Indeks ", TextBlock(InlineFont(b=True), "data"), raised)])
    assert texts(read(book(paint)).grids[0]) == ["82¹", "m1", "Indeks data¹"]
