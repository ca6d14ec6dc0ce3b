"""What pdfium says of one page: ruling lines, and pieces of text with their boxes and clips. All y run downwards."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

from pipeline.extractors.pdf_gate import within

THIN, PALE, CONTRAST = 2.0, 0.8, 0.1
# Parts of the letters' size: nearer than that, the same words are one painted twice.
TWICE = 0.12
DIGITS = "0123456789.,"
# pdfium writes its answers here: made once, for it is asked for every object of a page.
_BOUNDS = [ctypes.c_float() for _ in range(4)]
_COLOUR = [ctypes.c_uint() for _ in range(4)]


@dataclass(slots=True)
class Piece:
    """A run of characters that one text object draws on one line; `cut`: a clip hides a part of its height; `hidden`: it hides all of it; `light`: how light it is;
    `opens`, `closes`: a blank stands before or after its words; `white`: no reader sees them, for what stands behind is as light, or they are painted without ink or off the page; `turn`: 1 where it reads upwards, -1 downwards, 0 across."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    cut: bool = False
    bold: bool = False
    turn: int = 0
    hidden: bool = False
    light: float = 0.0
    white: bool = False
    opens: bool = False
    closes: bool = False

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


def objects(page, layers: frozenset[str] = frozenset()) -> list[tuple]:
    """All drawn objects of a page that stand on none of some layers, those inside forms too, each with what turns its points to the reader's and its kind; raises Unread where they are too many."""
    point, count = upright(page), pdfium.FPDFPage_CountObjects(page)
    within("benda", count)
    tops = [pdfium.FPDFPage_GetObject(page, k) for k in range(count)]
    tops = [thing for thing in tops if not layers or layers.isdisjoint(_layers(thing))]
    drawn = [pair for thing in tops for pair in _inside(thing, point)]
    within("benda", len(drawn))
    return drawn


def _inside(thing, point):
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        return [(thing, point, kind)]
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, m)
    within = lambda x, y: point(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f)
    return [pair for k in range(pdfium.FPDFFormObj_CountObjects(thing)) for pair in _inside(pdfium.FPDFFormObj_GetObject(thing, k), within)]


def _layers(thing):
    """The names of the layers on which an object stands."""
    buffer, length = (ctypes.c_ushort * 256)(), ctypes.c_ulong()
    for mark in (pdfium.FPDFPageObj_GetMark(thing, k) for k in range(pdfium.FPDFPageObj_CountMarks(thing))):
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", buffer, 512, length):
            yield bytes(buffer)[: max(0, min(length.value, 512) - 2)].decode("utf-16-le", "replace")


def picture(page, drawn) -> float:
    """The share of a page that its largest picture covers."""
    width, height = page.get_size()
    boxes = [_bounds(thing, point) for thing, point, kind in drawn if kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    return max((max(0, min(x1, width) - max(x0, 0)) * max(0, min(y1, height) - max(y0, 0)) for x0, y0, x1, y1 in boxes), default=0) / (width * height)


def _bounds(thing, point):
    left, bottom, right, top = _BOUNDS
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    (a, b), (c, d) = point(left.value, bottom.value), point(right.value, top.value)
    return (a if a < c else c), (b if b < d else d), (c if a < c else a), (d if b < d else b)


def characters(page) -> int:
    """How many characters a page holds."""
    text = page.get_textpage()
    count = text.count_chars()
    text.close()
    return count


def rulings(drawn) -> list[tuple[float, float, float, float]]:
    """Lines that rule, of `objects`: strokes, thin filled rectangles, and the sides of stroked boxes; thick filled boxes are shading."""
    found = [side for thing, point, kind in drawn if kind == pdfium.FPDF_PAGEOBJ_PATH for side in _ruled(thing, point)]
    within("garis", len(found))
    return found


def _ruled(thing, point):
    x0, y0, x1, y1 = _bounds(thing, point)
    if min(x1 - x0, y1 - y0) <= THIN:
        return [(x0, y0, x1, y1)] if max(x1 - x0, y1 - y0) > THIN else []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    return _sides(thing, point) if stroke.value else []


def _sides(thing, point):
    """The straight sides of a path; one with a curve is a letter or a picture, and rules nothing."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    x, y, start, last, sides = ctypes.c_float(), ctypes.c_float(), None, None, []
    for k in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, k)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = point(matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        else:
            sides.extend(_side(last, here))
        if pdfium.FPDFPathSegment_GetClose(segment):
            sides.extend(_side(here, start))
        last = here
    return sides


def _side(a, b):
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 0.5 and max(abs(a[0] - b[0]), abs(a[1] - b[1])) > THIN:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def pieces(page, drawn) -> list[Piece]:
    """The text of `objects` as pieces, in the order they are painted; text as light as what stands behind it is marked."""
    text = page.get_textpage()
    within("huruf", text.count_chars())
    found = [_piece(thing, point, text) for thing, point, kind in drawn if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    text.close()
    found = _once([piece for piece in found if piece])
    shapes = _shapes(drawn) if any(piece.light > PALE for piece in found) else []
    left, top, right, bottom = _sheet(page)
    for piece in found:
        piece.white = piece.white or not (left <= (piece.x0 + piece.x1) / 2 <= right and top <= piece.middle <= bottom)
        # White letters on a dark heading are read; in the colour of their cell they are notes to self.
        if piece.light > PALE:
            behind = next((light for box, light in reversed(shapes) if box[0] <= piece.x0 + 1 <= box[2] and box[1] <= piece.middle <= box[3]), 1.0)
            piece.white = piece.white or abs(piece.light - behind) < CONTRAST
    return found


def _sheet(page) -> tuple[float, float, float, float]:
    """The part of the page that a reader sees: left, top, right, bottom."""
    point, (left, bottom, right, top) = upright(page), page.get_bbox()
    (a, b), (c, d) = point(left, bottom), point(right, top)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _once(found: list[Piece]) -> list[Piece]:
    """The pieces without those painted again over themselves, as bold letters sometimes are."""
    alike, kept = {}, []
    for piece in found:
        # Rows so high that what is near lies in one's own or the next: a page holds hundreds of equal digits.
        size, row = round(piece.size), int(piece.y0 // (TWICE * (round(piece.size) + 1)))
        near = (other for k in (row - 1, row, row + 1) for other in alike.get((piece.text, size, k), ()))
        if not any(abs(piece.x0 - other.x0) < TWICE * piece.size and abs(piece.y0 - other.y0) < TWICE * piece.size for other in near):
            alike.setdefault((piece.text, size, row), []).append(piece)
            kept.append(piece)
    return kept


def _shapes(drawn) -> list[tuple]:
    """The filled shapes and pictures in the order they are painted, each with how light it is; pictures count as dark."""
    pictures = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
    return [(_bounds(thing, point), 0.0 if kind in pictures else _light(thing)) for thing, point, kind in drawn
            if kind in pictures or kind == pdfium.FPDF_PAGEOBJ_PATH and _fills(thing)]


def shades(drawn) -> tuple[np.ndarray, list[str]]:
    """The filled shapes that are no lines, in the order they are painted: their boxes (n x 4) and their colours as `rrggbb`; white ones included."""
    boxes, colours = [], []
    for thing, point, kind in drawn:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            box = _bounds(thing, point)
            if min(box[2] - box[0], box[3] - box[1]) > THIN and _fills(thing):
                _light(thing)
                boxes.append(box)
                colours.append("".join(f"{part.value:02x}" for part in _COLOUR[:3]))
    return np.array(boxes).reshape(-1, 4), colours


def _fills(thing) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    return bool(fill.value)


def _light(thing) -> float:
    """How light an object's fill is, from 0 for black to 1 for white or nothing."""
    red, green, blue, alpha = _COLOUR
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha) or not alpha.value:
        return 1.0
    return (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255


def _words(thing, text, room: int = 512) -> str:
    """The characters of a text object; most fit the first buffer, so that pdfium searches its text page once."""
    buffer = ctypes.create_string_buffer(room)
    length = pdfium.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), room)
    if length > room:
        return _words(thing, text, length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").replace("\r", "").replace("\n", "")


def _piece(thing, point, text) -> Piece | None:
    painted = _words(thing, text)
    words = painted.strip()
    if not words:
        return None
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(thing, size)
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    height = size.value * (matrix.c**2 + matrix.d**2) ** 0.5
    bold = pdfium.FPDFFont_GetWeight(pdfium.FPDFTextObj_GetFont(thing)) >= 600
    piece = Piece(words, *_bounds(thing, point), height, bold=bold, turn=_turn(matrix, point), light=_light(thing),
                  opens=painted[0] == " ", closes=painted[-1] == " ",
                  white=pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    if not piece.turn and (len(words) == 1 or len(words) < 16 and not words.strip(DIGITS)):
        x0, x1 = _room(thing, painted, size.value, matrix, point) or (piece.x0, piece.x1)
        piece.x0, piece.x1 = min(x0, piece.x0), max(x1, piece.x1)
    return piece if piece.turn else _clipped(piece, thing, point)


def _room(thing, signs: str, size: float, matrix, point) -> tuple[float, float] | None:
    """The room that a lone sign or a number takes in its line, from its origin on: ink alone would leave gaps like blanks beside narrow signs, as `1` is."""
    width, whole, font = ctypes.c_float(), 0.0, pdfium.FPDFTextObj_GetFont(thing)
    for sign in signs.rstrip():
        if not pdfium.FPDFFont_GetGlyphWidth(font, ord(sign), size, width) or width.value <= 0:
            return None
        whole += width.value
    return point(matrix.e, matrix.f)[0], point(matrix.e + matrix.a * whole, matrix.f)[0]


def _turn(matrix, point) -> int:
    (x0, y0), (x1, y1) = point(0, 0), point(matrix.a, matrix.b)
    if abs(x1 - x0) >= abs(y1 - y0):
        return 0
    return 1 if y1 < y0 else -1


def _clipped(piece, thing, point):
    """The piece as far as its clip shows it; hidden, at the clip's edge, where it shows nothing."""
    # Excel clips what flows out of its cell: a reader of the page does not see it, nor do we.
    clip = _clip(thing, point) if thing else None
    if not clip:
        return piece
    y0, y1 = max(piece.y0, clip[1]), min(piece.y1, clip[3])
    x0, x1 = max(piece.x0, clip[0]), min(piece.x1, clip[2])
    if y1 - y0 < 0.3 or x1 - x0 < 0.3:
        piece.hidden, piece.x0, piece.y0, piece.x1, piece.y1 = True, clip[0] + 1, clip[3] - 2, clip[2], clip[3] - 1
        return piece
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
