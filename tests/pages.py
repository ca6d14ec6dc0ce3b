"""Draws a table as ruled pages of a PDF, in the ways that real producers do."""

from __future__ import annotations

import random

import pikepdf
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

_FONTS = {False: "Helvetica", True: "Helvetica-Bold"}
_MARGIN, _PAD, _LEAD, _GAP = 24, 3, 1.25, 40


def page_table(path, cells, widths=None, *, title=(), heads=1, repeat=False, breaks=(), ruling="lines", shading="", open_sides="", nup=1, shuffle=None,
               scale=1.0, footer=False, page=landscape(A3), size=6.0) -> None:
    """Draws cells (see `tests.drawing.Box`) as a ruled table.

    widths      relative column widths (default: equal)
    title       lines centred above the table on the first page
    heads       number of heading rows; with `repeat` they stand on top of every page
    breaks      where pages end: 7 above row 7, 7.4 through row 7 at 0.4 of its height: the cell is drawn on both pages, and a line
                of text that the break hits is printed on both, each half clipped
    ruling      "lines", "rects" (thin filled), "double" (two lines), "boxes" (one stroked box a cell)
    shading     "lines": a filled box behind each line of text
    open_sides  borders that are missing: of "lr" the outer ones, "b" those where a page break cuts a cell, "f" those at the foot of all pages but the last
    nup         logical pages on one sheet, one below the other
    shuffle     seed of a random paint order
    scale       factor of the whole drawing
    footer      prints the page's number below each sheet
    """
    cells = [(*cell, *(1, 1, "", False, False)[len(cell) - 2 :]) for cell in map(tuple, cells)]
    xs = _edges(widths or [1] * max(c[1] + c[3] for c in cells), (page[0] - 2 * _MARGIN) / scale)
    ys = _heights(cells, xs, size)
    at = [0.0] + [_place(ys, b) for b in breaks] + [ys[-1]]
    canvas = Canvas(str(path), pagesize=page, invariant=1)
    for number, (top, bottom) in enumerate(zip(at, at[1:])):
        if number % nup == 0:
            if number:
                canvas.showPage()
            canvas.scale(scale, scale)
            y = page[1] / scale - _MARGIN
            if footer:
                canvas.drawString(_MARGIN, _MARGIN / 3, f"Halaman {number // nup + 1}")
        for line in title if number == 0 else ():
            canvas.setFont(_FONTS[True], size)
            canvas.drawCentredString(page[0] / scale / 2, y, line)
            y -= size * 2
        if repeat and number:
            y = _band(canvas, cells, xs, ys, 0.0, ys[heads], y, (ruling, shading, open_sides, shuffle, size))
        y = _band(canvas, cells, xs, ys, top, bottom, y, (ruling, shading, open_sides, shuffle, size)) - _GAP
    canvas.save()


def page_tables(path, pages) -> None:
    """Draws a PDF of pages, each with the lines over its table and the cells of that, and how wide its page is if not as all others."""
    with pikepdf.new() as whole:
        for title, cells, *width in pages:
            page_table(path, cells, title=title, page=(*width, *landscape(A3))[0:1] + landscape(A3)[1:])
            with pikepdf.open(path) as page:
                whole.pages.extend(page.pages)
        whole.save(path)


def _edges(widths, width):
    edges = [0.0]
    for w in widths:
        edges.append(edges[-1] + w * width / sum(widths))
    return edges


def _wrapped(cell, xs, size):
    width = xs[cell[1] + cell[3]] - xs[cell[1]] - 2 * _PAD
    return [line for part in str(cell[4]).split("\n") for line in simpleSplit(part, _FONTS[cell[5]], size, width)]


def _heights(cells, xs, size):
    rows = max(c[0] + c[2] for c in cells)
    ys = [0.0]
    for row in range(rows):
        need = size * _LEAD + 2 * _PAD
        for cell in cells:
            if cell[0] + cell[2] == row + 1:
                need = max(need, len(_wrapped(cell, xs, size)) * size * _LEAD + 2 * _PAD - (ys[row] - ys[cell[0]]))
        ys.append(ys[-1] + need)
    return ys


def _place(ys, at):
    row = int(at)
    return ys[row] + (at - row) * (ys[row + 1] - ys[row]) if at > row else ys[row]


def _band(canvas, cells, xs, ys, top, bottom, y, look):
    """The part of the table between two heights, its upper edge at `y`; gives its lower edge."""
    ruling, shading, open_sides, shuffle, size = look
    paints = []
    for cell in cells:
        first, last = max(ys[cell[0]], top), min(ys[cell[0] + cell[2]], bottom)
        if last - first < 0.01:
            continue
        box = (_MARGIN + xs[cell[1]], y - (last - top), _MARGIN + xs[cell[1] + cell[3]], y - (first - top))
        end = ys[cell[0] + cell[2]]
        cut = ("b" in open_sides and end > bottom + 0.01 or "f" in open_sides and bottom - 0.01 < end and bottom < ys[-1], "b" in open_sides and ys[cell[0]] < top - 0.01)
        paints.append(lambda box=box, cell=cell, cut=cut: _rule(canvas, box, ruling, open_sides, cell, xs, cut))
        paints += _texts(canvas, cell, xs, ys, (top, bottom), y, shading, size)
    if shuffle is not None:
        random.Random(shuffle).shuffle(paints)
    for paint in paints:
        paint()
    return y - (bottom - top)


def _rule(canvas, box, ruling, open_sides, cell, xs, cut):
    x0, y0, x1, y1 = box
    if ruling == "boxes":
        canvas.rect(x0, y0, x1 - x0, y1 - y0)
        return
    sides = [(x0, y, x1, y) for y, missing in zip((y0, y1), cut) if not missing]
    sides += [(x0, y0, x0, y1)] * (not ("l" in open_sides and cell[1] == 0)) + [(x1, y0, x1, y1)] * (not ("r" in open_sides and cell[1] + cell[3] == len(xs) - 1))
    for a, b, c, d in sides:
        if ruling == "rects":
            canvas.rect(a - 0.2, b - 0.2, c - a + 0.4, d - b + 0.4, stroke=0, fill=1)
        else:
            canvas.setLineWidth(0.4)
            canvas.line(a, b, c, d)
            if ruling == "double":
                canvas.line(a + 0.8 * (a == c), b + 0.8 * (b == d), c + 0.8 * (a == c), d + 0.8 * (b == d))


def _texts(canvas, cell, xs, ys, span, y, shading, size):
    """What paints each line of a cell that the span shows, clipped where the span cuts it."""
    top, bottom = span
    lines = _wrapped(cell, xs, size)
    room = ys[cell[0] + cell[2]] - ys[cell[0]]
    down = ys[cell[0]] + ((room - len(lines) * size * _LEAD) / 2 if cell[6] else _PAD)
    for line in lines:
        upper, lower = down, down + size * _LEAD
        down = lower
        if upper < bottom - 0.3 and lower > top + 0.3:
            yield lambda line=line, upper=upper, lower=lower: _write(canvas, cell, xs, y - (lower - top), (y, y - (bottom - top)), line, shading, size)


def _write(canvas, cell, xs, low, band, line, shading, size):
    canvas.saveState()
    x, width = _MARGIN + xs[cell[1]], xs[cell[1] + cell[3]] - xs[cell[1]]
    clip = canvas.beginPath()
    clip.rect(x, band[1], width, band[0] - band[1])
    canvas.clipPath(clip, stroke=0, fill=0)
    if shading:
        canvas.setFillGray(0.9)
        canvas.rect(x + 1, low, width - 2, size * _LEAD, stroke=0, fill=1)
        canvas.setFillGray(0)
    canvas.setFont(_FONTS[cell[5]], size)
    if cell[6]:
        canvas.drawCentredString(x + width / 2, low + 0.3 * size, line)
    else:
        canvas.drawString(x + _PAD, low + 0.3 * size, line)
    canvas.restoreState()
