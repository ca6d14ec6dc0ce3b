"""What stands on one page: its objects are asked all at once, and each must keep its own answer."""

from __future__ import annotations

from contextlib import contextmanager

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extractors.page import objects, pieces
from pipeline.extractors.paths import paths, rulings, shades

SIZE = (400, 300)


@contextmanager
def page(path, draw):
    """The page that `draw` draws on a canvas."""
    canvas = Canvas(str(path), pagesize=SIZE)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(path)
    yield document[0]
    document.close()


def form(canvas):
    """A form with a line and a word, drawn twice as large, 100 to the right and 50 up."""
    canvas.beginForm("form")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(10, 20, "Kegiatan")
    canvas.rect(10, 15, 50, 0.5, stroke=0, fill=1)
    canvas.endForm()
    canvas.transform(2, 0, 0, 2, 100, 50)
    canvas.doForm("form")


def test_what_a_form_draws_stands_where_the_form_stands(tmp_path):
    with page(tmp_path / "a.pdf", form) as drawn:
        things = objects(drawn)
        (piece,) = pieces(drawn, things)
        assert (piece.text, round(piece.x0)) == ("Kegiatan", 122)
        assert rulings(paths(things)) == [pytest.approx((120, 219, 220, 220))]


def test_a_text_of_any_length_is_read_whole(tmp_path):
    words = " ".join(f"kata{k}" for k in range(300))
    with page(tmp_path / "a.pdf", lambda canvas: canvas.drawString(5, 100, words)) as drawn:
        assert [piece.text for piece in pieces(drawn, objects(drawn))] == [words]


def clipped(canvas):
    """Three lines and a clip that shows the first, half of the second, and nothing of the third."""
    clip = canvas.beginPath()
    clip.rect(0, 153, 400, 47)
    canvas.clipPath(clip, stroke=0)
    for y, word in ((180, "utuh"), (150, "separuh"), (100, "tiada")):
        canvas.drawString(20, y, word)


def test_text_is_read_as_far_as_its_clip_shows_it(tmp_path):
    with page(tmp_path / "a.pdf", clipped) as drawn:
        assert [(piece.text, piece.cut, piece.hidden) for piece in pieces(drawn, objects(drawn))] == [("utuh", False, False), ("separuh", True, False), ("tiada", False, True)]


def coloured(canvas):
    canvas.setFillColorRGB(1, 0.5, 0)
    canvas.rect(10, 10, 100, 50, stroke=0, fill=1)
    canvas.rect(10, 100, 100, 50, stroke=1, fill=0)


def test_filled_boxes_shade_and_stroked_ones_rule(tmp_path):
    with page(tmp_path / "a.pdf", coloured) as drawn:
        boxes, colours = shades(paths(objects(drawn)))
        assert (boxes.tolist(), colours) == ([[10, 240, 110, 290]], ["ff8000"])
        assert len(rulings(paths(objects(drawn)))) == 4


def test_a_page_of_nothing_gives_nothing(tmp_path):
    with page(tmp_path / "a.pdf", lambda canvas: canvas.showPage()) as drawn:
        things = objects(drawn)
        assert (pieces(drawn, things), rulings(paths(things)), shades(paths(things))[1]) == ([], [], [])
