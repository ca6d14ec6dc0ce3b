"""Draws a table on the pages of a PDF: laid out once as one tall sheet, then cut into pages the way spreadsheets print.

Tests call `tests.drawing.page_table`; this module is its inside.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

_PAD, _MARGIN, _GAP = 2.0, 24.0, 36.0
_FONTS = {False: "Helvetica", True: "Helvetica-Bold"}


@dataclass(frozen=True)
class _Look:
    ruling: str
    shading: str
    open_sides: str
    size: float
    whole_lines: bool

    @property
    def leading(self):
        return self.size * 1.2


@dataclass(frozen=True)
class _Text:
    x: float
    top: float
    text: str
    bold: bool
    width: float


@dataclass(frozen=True)
class _Piece:
    """What a page shows of one cell: its rectangle on the tall sheet (y grows downward) and the lines in or across it."""

    left: float
    top: float
    right: float
    bottom: float
    bold: bool
    lines: list[_Text]


@dataclass
class _Layers:
    fills: list = field(default_factory=list)
    strokes: list = field(default_factory=list)


def page_table(
    path, cells, widths=None, *, title=(), heads=1, repeat=False, breaks=(), whole_lines=False, heights=None, ruling="lines",
    shading="", open_sides="", nup=1, shuffle=None, scale=1.0, footer=False, page=landscape(A3), size=6.0,
) -> None:  # fmt: skip
    """Draws cells (see `tests.drawing.Box`) as a ruled table on pages of a PDF.

    widths      relative column widths (default: equal); the table is as wide as the page
    title       lines printed centred above the table, on the first page
    heads       number of heading rows; with `repeat` they are printed again on top of every page
    breaks      where pages end: 7 above row 7, 7.4 through row 7 at 0.4 of its height; pages that overflow also break between rows.
                What a break cuts is drawn on both pages: the sides of the cell, and a line of text that it hits (each half clipped)
    whole_lines a line that a break hits moves to the next page instead (as Word does)
    heights     {row: points}: rows lower than their text; what does not fit is clipped, but stays in the text layer
    ruling      "lines" stroked lines, "rects" thin filled rectangles, "double" doubled lines, "boxes" one stroked box per cell
    shading     "lines" a filled box behind each line of text, "cells" behind each bold cell
    open_sides  outer borders that are missing, of "lrtb"; "c" leaves the cut side of a cell open at a page break
    nup         logical pages on one sheet, one below the other
    shuffle     seed of a random paint order
    scale       factor of the whole drawing (0.5: half as large, twice as much on a page)
    footer      prints "Halaman 1 dari 3" below each sheet
    page, size  page size and size of the letters, in points
    """
    look = _Look(ruling, shading, open_sides, size, whole_lines)
    width, height = page[0] / scale - 2 * _MARGIN, page[1] / scale
    room = (height - 2 * _MARGIN - _GAP * (nup - 1)) / nup
    cells = [(*cell, *(1, 1, "", False, False)[len(cell) - 2 :]) for cell in map(tuple, cells)]
    xs = _columns(widths or [1] * max(c[1] + c[3] for c in cells), width)
    ys = _rows(cells, xs, look, heights or {}, breaks)
    head = ys[heads] if repeat else 0.0
    above = len(title) * size * 2
    slices = _slices(ys, breaks, room, head, above)
    cuts = [bottom for _, bottom in slices[:-1]]
    laid = [_laid(cell, xs, ys, look, cuts) for cell in cells]
    canvas = Canvas(str(path), pagesize=page, invariant=1, pageCompression=1)
    sheets = [slices[k : k + nup] for k in range(0, len(slices), nup)]
    for number, sheet in enumerate(sheets):
        canvas.scale(scale, scale)
        canvas.translate(_MARGIN, height - _MARGIN)
        for place, (top, bottom) in enumerate(sheet):
            first = top == 0.0
            shown = _shown(laid, top, bottom, head)
            down = place * (room + _GAP) + (above if first else 0.0 if not head else head)
            _titles(canvas, title if first else (), width, size)
            _paint(canvas, shown, top - down, look, (xs, ys, cuts), shuffle, head if not first else 0.0)
        if footer:
            canvas.setFont(_FONTS[False], size)
            canvas.drawCentredString(width / 2, -height + 1.5 * _MARGIN, f"Halaman {number + 1} dari {len(sheets)}")
        canvas.showPage()
    canvas.save()
