"""The pages of a tree as PDF, each program bookmarked; equal pages give equal bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.layout import Box, Edge
from pipeline.loaders.pohon.look import baselines, colours, strokes
from pipeline.loaders.pohon.pages import HEIGHT, MARGIN, TOP, WIDTH, Page
from pipeline.vocabulary import vocabulary


def write(path: Path, title: str, subtitle: str, pages: list[Page]) -> None:
    """Write the pages, with the title on each."""
    # Invariant: else the file would bear the time at which it is made.
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, lang="id")
    canvas.setTitle(title)
    canvas.setSubject(subtitle)
    canvas.showOutline()
    for number, page in enumerate(pages, 1):
        _frame(canvas, title, subtitle, page, vocabulary("pohon")["kalimat"]["halaman"].format(nomor=number, semua=len(pages)))
        if page.bookmark:
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(page.bookmark, str(number), level=0)
        _body(canvas, page)
        canvas.showPage()
    canvas.save()


def _frame(canvas: Canvas, title: str, subtitle: str, page: Page, counted: str) -> None:
    canvas.setFillColor(vocabulary("pohon")["tinta"])
    half = WIDTH / 2 - MARGIN - 10
    _say(canvas, "title", MARGIN, HEIGHT - 40, text.shortened(title, "title", half))
    _say(canvas, "subtitle", MARGIN, HEIGHT - 55, text.shortened(subtitle, "subtitle", half))
    _say(canvas, "subtitle", WIDTH - MARGIN - text.width(page.heading, "subtitle"), HEIGHT - 40, page.heading)
    _say(canvas, "subtitle", WIDTH - MARGIN - text.width(counted, "subtitle"), 22, counted)


def _body(canvas: Canvas, page: Page) -> None:
    canvas.translate(page.left, HEIGHT - TOP)
    canvas.scale(page.scale, page.scale)
    _edges(canvas, page.block.edges)
    for box in page.block.boxes:
        _box(canvas, box)


def _say(canvas: Canvas, style: str, x: float, y: float, words: str) -> None:
    canvas.setFont(*text.FONTS[style])
    canvas.drawString(x, y, words)


def _edges(canvas: Canvas, edges: list[Edge]) -> None:
    canvas.setStrokeColor(vocabulary("pohon")["garis"])
    canvas.setLineWidth(0.9)
    for x, y, x_end, y_end in strokes(edges):
        # The layout counts y downwards, a PDF upwards.
        canvas.line(x, -y, x_end, -y_end)


def _box(canvas: Canvas, box: Box) -> None:
    ground, edge, ink = map(_colour, colours(box.node))
    canvas.setFillColor(ground)
    canvas.setStrokeColor(edge)
    canvas.setDash([4, 3] if box.node.retired else [])
    canvas.rect(box.x, -box.y - box.h, box.w, box.h, fill=1)
    written = canvas.beginText()
    written.setFillColor(ink)
    for line, x, y in baselines(box):
        written.setFont(*text.FONTS[line.style])
        written.setTextOrigin(x, -y)
        written.textOut(line.text)
    canvas.drawText(written)
    if box.node.retired:
        _strike(canvas, box)


def _strike(canvas: Canvas, box: Box) -> None:
    canvas.setDash([])
    for line, x, y in baselines(box):
        if line.style == "name":
            middle = text.FONTS[line.style].size * 0.3 - y
            canvas.line(x, middle, x + text.width(line.text, line.style), middle)


# Colours as text would be understood anew for each box.
_colour = cache(HexColor)
