"""What pdfium says of one page: ruling lines, and pieces of text with their boxes and clips. All y run downwards."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

THIN = 2.0


@dataclass(slots=True)
class Piece:
    """A run of characters that one text object draws on one line; `cut` says that a clip hides a part of its height."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    cut: bool = False
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def upright(page):
    """Turns a point of the page's own system to what a reader sees, y downwards."""
    width, height = page.get_size()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y, x)
    if turn == 180:
        return lambda x, y: (width - x, y)
    if turn == 270:
        return lambda x, y: (width - y, height - x)
    return lambda x, y: (x, height - y)


def _box(point, x0, y0, x1, y1):
    (a, b), (c, d) = point(x0, y0), point(x1, y1)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def rulings(page) -> list[tuple[float, float, float, float]]:
    """Lines that rule: strokes, thin filled rectangles, and the sides of stroked boxes; thick filled boxes are shading."""
    point, found = upright(page), []
    for k in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, k)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(_ruled(thing, point))
    return found


def _ruled(thing, point):
    bounds = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *bounds)
    x0, y0, x1, y1 = _box(point, *(b.value for b in bounds))
    if min(x1 - x0, y1 - y0) <= THIN:
        return [(x0, y0, x1, y1)] if max(x1 - x0, y1 - y0) > THIN else []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    return _sides(thing, point) if stroke.value else []


def _sides(thing, point):
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    x, y, start, last = ctypes.c_float(), ctypes.c_float(), None, None
    for k in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, k)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = point(matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        else:
            yield from _side(last, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _side(here, start)
        last = here


def _side(a, b):
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 0.5 and max(abs(a[0] - b[0]), abs(a[1] - b[1])) > THIN:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def pieces(page) -> list[Piece]:
    """The text of a page as pieces, in the order of the text layer; what a clip hides wholly is left out."""
    text = page.get_textpage()
    point, found, current, last = upright(page), [], None, None
    box = [ctypes.c_double() for _ in range(4)]
    for k in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, k) or 0xFFFD)
        if sign in "\r\n" or pdfium.FPDFText_IsGenerated(text, k) == 1 and sign == " ":
            last = last if sign == " " else None
            continue
        pdfium.FPDFText_GetCharBox(text, k, box[0], box[1], box[2], box[3])
        x0, y0, x1, y1 = _box(point, box[0].value, box[2].value, box[1].value, box[3].value)
        thing = pdfium.FPDFText_GetTextObject(text, k)
        address = ctypes.addressof(thing.contents) if thing else None
        if current is None or address != last:
            current = Piece("", x0, y0, x1, y1, pdfium.FPDFText_GetFontSize(text, k))
            current.bold = pdfium.FPDFText_GetFontWeight(text, k) >= 600
            found.append((current, thing))
            last = address
        _grow(current, sign, x0, y0, x1, y1)
    shown = [_clipped(piece, thing, point) for piece, thing in found if piece.text.strip()]
    text.close()
    return [piece for piece in shown if piece]


def _grow(piece, sign, x0, y0, x1, y1):
    piece.text += sign
    if sign.strip():
        piece.x0, piece.x1 = min(piece.x0, x0), max(piece.x1, x1)
        piece.y0, piece.y1 = min(piece.y0, y0), max(piece.y1, y1)


def _clipped(piece, thing, point):
    """The piece as far as its clip shows it; None where it shows nothing."""
    clip = _clip(thing, point) if thing else None
    if not clip:
        return piece
    y0, y1 = max(piece.y0, clip[1]), min(piece.y1, clip[3])
    x0, x1 = max(piece.x0, clip[0]), min(piece.x1, clip[2])
    if y1 - y0 < 0.3 or x1 - x0 < 0.3:
        return None
    piece.cut = (y1 - y0) < 0.85 * (piece.y1 - piece.y0)
    piece.y0, piece.y1 = y0, y1
    return piece


def _clip(thing, point):
    path = pdfium.FPDFPageObj_GetClipPath(thing)
    box, x, y = None, ctypes.c_float(), ctypes.c_float()
    for k in range(max(0, pdfium.FPDFClipPath_CountPaths(path) if path else 0)):
        points = []
        for s in range(pdfium.FPDFClipPath_CountPathSegments(path, k)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, k, s), x, y)
            points.append(point(x.value, y.value))
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            one = (min(xs), min(ys), max(xs), max(ys))
            box = one if box is None else (max(box[0], one[0]), max(box[1], one[1]), min(box[2], one[2]), min(box[3], one[3]))
    return box
