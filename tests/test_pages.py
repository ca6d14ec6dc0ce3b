"""Laws of reading pages: however the same table is painted, shaded, scaled or broken over pages, it is the same tree."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from pipeline.extractors import pdf
from pipeline.vocabulary import vocabulary
from tests import contoh
from tests.drawing import boxes, page_table
from tests.test_reading import tree

CELLS = boxes(tomllib.loads((Path(__file__).parent / "contoh.toml").read_text())["rows"])
# A sheet on which the whole table has room: what runs off the page is not read.
TALL = (1190, 1700)
EXPECTED = tree(document.read(contoh.FOLDER / f"{contoh.NAME}.xlsx", "contoh"))


def drawn(folder, **drawing):
    path = folder / "a.pdf"
    page_table(path, CELLS, contoh.WIDTHS, title=["CASCADING DINAS SOSIAL"], size=7, **drawing)
    return tree(document.read(path, "contoh"))


@settings(max_examples=12)
@given(shuffle=st.integers(0, 1000), shading=st.sampled_from(["", "lines"]), scale=st.floats(0.5, 1.0))
def test_paint_order_shading_and_scale_change_nothing(tmp_path_factory, shuffle, shading, scale):
    assert drawn(tmp_path_factory.mktemp("a"), shuffle=shuffle, shading=shading, scale=scale, page=TALL) == EXPECTED


@settings(max_examples=20, derandomize=True)
@given(first=st.integers(2, 11), second=st.integers(13, 22), repeat=st.booleans(), ruling=st.sampled_from(["lines", "rects", "double", "boxes"]))
def test_pages_that_end_between_rows(tmp_path_factory, first, second, repeat, ruling):
    assert drawn(tmp_path_factory.mktemp("a"), breaks=[first, second], repeat=repeat, ruling=ruling) == EXPECTED


@settings(max_examples=20, derandomize=True)
@given(first=st.integers(21, 110), second=st.integers(130, 220))
def test_pages_that_end_inside_rows(tmp_path_factory, first, second):
    assert drawn(tmp_path_factory.mktemp("a"), breaks=[first / 10, second / 10]) == EXPECTED


def test_text_as_light_as_what_stands_behind_it_is_not_read(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 200))
    rows = [("TUJUAN", "SASARAN", "INDIKATOR SASARAN"), ("Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan")]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x, y = 20 + 120 * c, 150 - 40 * r
            canvas.setFillGray(0.2 if r == 0 else 0.9)
            canvas.rect(x, y, 120, 40, fill=1)
            canvas.setFillGray(1.0 if r == 0 else 0.95 if c == 2 else 0)
            canvas.drawString(x + 3, y + 20, text)
    canvas.save()
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [n["name"] for n in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan"]
    assert reading["indicators"] == [] and "teks-tak-tampak" in [f["code"] for f in reading["findings"]]


def test_a_page_that_is_mostly_a_picture_is_told(tmp_path):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"], ["Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan"]]
    page_table(tmp_path / "table.pdf", boxes(rows))
    picture = Canvas(str(tmp_path / "picture.pdf"), pagesize=(400, 300))
    picture.drawString(20, 280, "Tabel 4.2")
    picture.drawInlineImage(Image.new("RGB", (8, 8), "grey"), 20, 20, 300, 200)
    picture.save()
    whole = pypdfium2.PdfDocument.new()
    for name in ("table.pdf", "picture.pdf", "picture.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as source:
            whole.import_pages(source)
    whole.save(tmp_path / "a.pdf")
    whole.close()
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(f["code"], f["source"]) for f in reading["findings"] if f["about"] == "pembacaan"] == [("halaman-gambar", "hal. 2-3")]
    assert reading["documents"][0]["status"] == "tinjau"


def _ruled(drawing):
    for k in range(5):
        drawing.line((0, 40 * k, 399, 40 * k), fill="black", width=2)
        drawing.line((99 * k, 0, 99 * k, 160), fill="black", width=2)


def _boxed(drawing):
    for k in range(3):
        drawing.rectangle((60, 60 * k, 340, 60 * k + 40), fill="navy")
        drawing.line((80 * k, 0, 80 * k, 160), fill="black", width=2)


@pytest.mark.parametrize(("draw", "most", "told"), [(_ruled, 400 * 164, ["hal. 2"]), (_boxed, 400 * 164, []), (_boxed, 400 * 164 - 1, ["hal. 2"])])
def test_a_picture_of_a_table_is_told_though_much_text_stands_around(tmp_path, monkeypatch, draw, most, told):
    monkeypatch.setitem(vocabulary("limits")["gambar"], "titik", most)
    rows = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"], ["Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan"]]
    picture = Image.new("RGB", (400, 164), "white")
    draw(ImageDraw.Draw(picture))
    page_table(tmp_path / "a.pdf", boxes(rows))
    canvas = Canvas(str(tmp_path / "text.pdf"), pagesize=(400, 400))
    for k in range(10):
        canvas.drawString(20, 380 - 14 * k, "Indikator kinerja utama dinas sebagai berikut")
    canvas.drawInlineImage(picture, 40, 40, 320, 130)
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as whole, pypdfium2.PdfDocument(tmp_path / "text.pdf") as text:
        whole.import_pages(text)
        whole.save(tmp_path / "b.pdf")
    assert [f["source"] for f in document.read(tmp_path / "b.pdf", "b.pdf")["findings"] if f["code"] == "halaman-gambar"] == told


def test_a_pdf_whose_pages_cannot_be_loaded_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
    assert [f["code"] for f in document.read(tmp_path / "a.pdf", "a.pdf")["findings"]] == ["berkas-rusak"]


def test_letters_painted_twice_for_boldness_are_read_once(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 200))
    rows = [("TUJUAN", "SASARAN", "INDIKATOR SASARAN"), ("Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan")]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x, y = 20 + 120 * c, 150 - 40 * r
            canvas.rect(x, y, 120, 40)
            canvas.drawString(x + 3, y + 20, text)
            canvas.drawString(x + 3.4, y + 20, text)
    canvas.save()
    assert [n["name"] for n in document.read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan"]


@pytest.mark.parametrize("pieces", [("Meningkatkan", " mutu"), ("Meningkatkan ", "mutu"), ("Meningkatkan", " ", "mutu")])
def test_words_are_apart_whichever_piece_paints_the_blank_between(tmp_path, pieces):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 200))
    for r, row in enumerate([(["TUJUAN"], ["SASARAN"], ["INDIKATOR SASARAN"]), (pieces, ["Meningkatnya layanan"], ["Indeks layanan"])]):
        for c, texts in enumerate(row):
            x, y = 20 + 120 * c, 150 - 40 * r
            canvas.rect(x, y, 120, 40)
            for n, text in enumerate(texts):
                canvas.drawString(x + 3 + canvas.stringWidth("".join(texts[:n])), y + 20, text)
    canvas.save()
    assert document.read(tmp_path / "a.pdf", "a.pdf")["nodes"][0]["name"] == "Meningkatkan mutu"


def test_a_heading_drawn_as_one_box_is_parted_by_its_columns(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(500, 200))
    rows = [("No", "Tujuan", "Indikator Tujuan", "2025", "2026"), ("1", "Meningkatkan mutu", "Indeks mutu", "3,1", "3,2")]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x, y = 10 + 95 * c, 150 - 30 * r
            canvas.drawString(x + 4, y + 12, text)
            if r:
                canvas.rect(x, y, 95, 30)
    canvas.rect(10, 150, 475, 30)
    canvas.save()
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("tujuan", "Meningkatkan mutu")]
    assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 3.1), (2026, 3.2)]


OUTPUTS = [["OUTCOME", "OUTPUT", "INDIKATOR", "KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN"],
           ["Layanan data", "", "Indeks", "1.05.01", "Program Data"], ["", "Cakupan pendataan", "Jumlah data", "1.05.01.2.01", "Pendataan"],
           ["^", "", "Jumlah catatan", "1.05.01.2.01.0001", "Pencatatan"], ["^", "^", "Jumlah cetakan", "1.05.01.2.01.0002", "Pencetakan"],
           ["^", "Cakupan pelaporan", "Jumlah laporan", "1.05.01.2.02", "Pelaporan"], ["^", "", "Jumlah salinan", "1.05.01.2.02.0001", "Penyalinan"]]


def test_an_output_at_the_top_of_a_page_stays_with_its_kegiatan(tmp_path):
    page_table(tmp_path / "a.pdf", boxes(OUTPUTS), breaks=[5])
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["name"], n["result"]) for n in reading["nodes"] if n["level"] == "kegiatan"] == [("Pendataan", "Cakupan pendataan"), ("Pelaporan", "Cakupan pelaporan")]


def test_an_output_that_begins_beside_its_program_is_of_the_one_kegiatan_it_reaches(tmp_path):
    rows = [OUTPUTS[0], ["Layanan data", "Cakupan pendataan", "Indeks", "1.05.01", "Program Data"], ["^", "^", "Jumlah data", "1.05.01.2.01", "Pendataan"]]
    page_table(tmp_path / "a.pdf", boxes(rows))
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["name"], n["result"]) for n in reading["nodes"]] == [("Program Data", "Layanan data"), ("Pendataan", "Cakupan pendataan")]


def test_a_text_that_begins_as_all_of_its_column_do_is_no_rest_of_the_one_above(tmp_path):
    rows = [OUTPUTS[0], ["Layanan data", "", "Indeks", "1.05.01", "Program Data"]]
    for k in range(1, 15):
        rows.append(["^" if k > 1 else "", f"Cakupan pembinaan bagi kabupatenkotadesa{k}", f"Jumlah data {k}", f"1.05.01.2.{k:02}", f"Pembinaan {k}"])
        rows.append(["^", "^", f"Jumlah catatan {k}", f"1.05.01.2.{k:02}.0001", f"Pencatatan {k}"])
    page_table(tmp_path / "a.pdf", boxes(rows), [6, 1.2, 4, 5, 6], breaks=[26])
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [n["result"] for n in reading["nodes"] if n["level"] == "kegiatan"] == [row[1] for row in rows[2::2]]


@pytest.mark.parametrize(("pages", "told"), [(9, ["hal. 1"]), (10, [])])
def test_the_picture_on_the_cover_of_a_book_is_no_table(tmp_path, pages, told):
    picture = Image.new("RGB", (400, 164), "white")
    _ruled(ImageDraw.Draw(picture))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    for page in range(pages):
        canvas.drawString(20, 380, "Rencana Strategis Dinas Contoh")
        if page == 0:
            canvas.drawInlineImage(picture, 40, 40, 320, 130)
        canvas.showPage()
    canvas.save()
    assert [finding.source for finding in pdf.read(tmp_path / "a.pdf").findings if finding.code == "halaman-gambar"] == told


def test_the_pictures_of_a_page_are_drawn_once_however_many_they_are(tmp_path, monkeypatch):
    plain, ruled = Image.new("RGB", (400, 164), "white"), Image.new("RGB", (400, 164), "white")
    _ruled(ImageDraw.Draw(ruled))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 600))
    canvas.drawString(20, 580, "Rencana Strategis Dinas Contoh")
    for k, picture in enumerate((plain, plain, ruled)):
        canvas.drawInlineImage(picture, 40, 400 - 140 * k, 320, 130)
    canvas.save()
    drawn = []
    monkeypatch.setattr(pypdfium2.PdfPage, "render", lambda page, ask=pypdfium2.PdfPage.render, **how: drawn.append(how) or ask(page, **how))
    assert ([finding.code for finding in pdf.read(tmp_path / "a.pdf").findings], len(drawn)) == (["halaman-gambar"], 1)


@pytest.mark.parametrize("size", [(3, 14_000), (14_000, 3)])
def test_a_picture_on_a_strip_too_thin_to_look_at_is_told(tmp_path, size):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=size)
    canvas.setFont("Helvetica", 1)
    canvas.drawString(0, 1, "ab")
    canvas.drawInlineImage(Image.new("RGB", (40, 40), "white"), 0.3 * size[0], 0.3 * size[1], 0.5 * size[0], 0.5 * size[1])
    canvas.save()
    assert [finding.code for finding in pdf.read(tmp_path / "a.pdf").findings] == ["halaman-gambar"]
