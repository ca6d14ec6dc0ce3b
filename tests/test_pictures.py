"""The pictures of pages: what stands on a page is drawn, images on it are not."""

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.extractors.pictures import taken


def sheet(path, backdrop):
    """A page of one line of text, with a backdrop or without."""
    canvas = Canvas(str(path), pagesize=(300, 200))
    if backdrop:
        canvas.drawImage(ImageReader(Image.new("RGB", (30, 20), "grey")), 0, 0, 300, 200)
    canvas.rect(20, 20, 100, 50)
    canvas.drawString(30, 40, "Meningkatnya akses air minum")
    canvas.save()
    return path


def test_a_backdrop_is_not_drawn(tmp_path):
    with_backdrop, without = (taken(sheet(tmp_path / f"{backdrop}.pdf", backdrop), [1]) for backdrop in (True, False))
    assert with_backdrop == without
    assert (with_backdrop[0]["page"], with_backdrop[0]["width"], with_backdrop[0]["height"]) == (1, 300, 200)


def test_what_stands_on_the_page_is_drawn(tmp_path):
    empty = Canvas(str(tmp_path / "kosong.pdf"), pagesize=(300, 200))
    empty.showPage()
    empty.save()
    (drawn,), (empty,) = taken(sheet(tmp_path / "a.pdf", False), [1]), taken(tmp_path / "kosong.pdf", [1])
    assert drawn["png"] != empty["png"]
