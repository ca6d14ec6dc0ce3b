"""The pictures of pages: what stands on a page is drawn, images on it are not."""

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.extractors import pdf
from pipeline.vocabulary import vocabulary
from tests.drawing import boxes
from tests.pages import page_table


def sheet(path, backdrop):
    """A page of one line of text, with a backdrop or without."""
    canvas = Canvas(str(path), pagesize=(300, 200))
    if backdrop:
        canvas.drawImage(ImageReader(Image.new("RGB", (30, 20), "grey")), 0, 0, 300, 200)
    canvas.rect(20, 20, 100, 50)
    canvas.drawString(30, 40, "Meningkatnya akses air minum")
    canvas.save()
    return path


def drawn(path):
    return pdf.read(path).draw([1])


def test_a_backdrop_is_not_drawn(tmp_path):
    with_backdrop, without = (drawn(sheet(tmp_path / f"{backdrop}.pdf", backdrop)) for backdrop in (True, False))
    assert with_backdrop == without
    assert (with_backdrop[0]["page"], with_backdrop[0]["width"], with_backdrop[0]["height"]) == (1, 300, 200)


def test_what_stands_on_the_page_is_drawn(tmp_path):
    empty = Canvas(str(tmp_path / "kosong.pdf"), pagesize=(300, 200))
    empty.showPage()
    empty.save()
    (written,), (empty,) = drawn(sheet(tmp_path / "a.pdf", False)), drawn(tmp_path / "kosong.pdf")
    assert written["png"] != empty["png"]


def test_a_page_that_did_not_stay_open_is_drawn_alike(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    page_table(path, boxes([["Program", "Indikator"], ["Program Data", "Persentase data"]]))
    kept = drawn(path)
    monkeypatch.setitem(vocabulary("limits")["gambar"], "terbuka", 0)
    assert drawn(path) == kept


def test_an_image_inside_a_form_stays_where_it_is(tmp_path, monkeypatch):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(300, 200))
    grey = ImageReader(Image.new("RGB", (30, 20), "grey"))
    canvas.beginForm("kop")
    canvas.drawImage(grey, 0, 0, 100, 20)
    canvas.endForm()
    canvas.doForm("kop")
    canvas.drawImage(grey, 0, 0, 300, 200)
    canvas.grid([20, 120, 220, 280], [40, 90, 140])
    canvas.drawString(30, 100, "Program")
    canvas.save()
    kept = drawn(tmp_path / "a.pdf")
    monkeypatch.setitem(vocabulary("limits")["gambar"], "terbuka", 0)
    assert drawn(tmp_path / "a.pdf") == kept and kept[0]["png"]
