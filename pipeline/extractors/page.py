"""What pdfium says of the text of one page: pieces with their boxes and clips. All y run downwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pypdfium2.raw as raw

from pipeline.extractors import pdfium
from pipeline.extractors.objects import Objects, upright
from pipeline.extractors.paths import ground
from pipeline.extractors.pdf_gate import within

PALE, CONTRAST = 0.8, 0.1
# Parts of the letters' size: nearer than that, the same words are one painted twice.
TWICE = 0.12
# Scans stand a little askew; letters that climb more than so much of their width slant.
SLANT = 0.2
DIGITS = "0123456789.,"


@dataclass(slots=True)
class Piece:
    """A run of characters that one text object draws on one line; `cut`: a clip hides a part of its height; `hidden`: it hides all of it; `light`: how light it is;
    `opens`, `closes`: a blank stands before or after its words; `white`: no reader sees them, for what stands behind is as light, or they are painted without ink or off the page; `turn`: 1 where it reads upwards, -1 downwards, 0 across;
    `struck`: a line runs through it; `leans`: it slants."""

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
    struck: bool = False
    leans: bool = False

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def characters(page) -> int:
    """How many characters a page holds."""
    text = page.get_textpage()
    count = text.count_chars()
    text.close()
    return count


def pieces(page, drawn: Objects) -> list[Piece]:
    """The text that a page draws as pieces, in the order they are painted; text as light as what stands behind it is marked."""
    text = page.get_textpage()
    count = text.count_chars()
    within("huruf", count)
    things, points = drawn.of(pdfium.TEXT)
    painted = pdfium.words(things, pdfium.address(text), count)
    text.close()
    found = _once(_pieces([said for said in zip(things, points, painted) if said[2].strip()]))
    # Text off the page or of no height is in the file, but no reader sees it.
    left, top, right, bottom = _sheet(page)
    for piece in found:
        piece.white = piece.white or not piece.size or not (left <= (piece.x0 + piece.x1) / 2 <= right and top <= piece.middle <= bottom)
    _mark_pale([piece for piece in found if piece.light > PALE], drawn)
    return found


def _mark_pale(pale: list[Piece], drawn: Objects):
    """Mark the pieces that are as light as what stands behind them."""
    if not pale:
        return
    # White letters on a dark heading are read; in the colour of their cell they are notes to self.
    grounds = ground(drawn, np.array([piece.x0 + 1 for piece in pale]), np.array([piece.middle for piece in pale]))
    for piece, behind in zip(pale, grounds.tolist()):
        piece.white = piece.white or abs(piece.light - behind) < CONTRAST


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
        rows, close = alike.setdefault((piece.text, size), {}), TWICE * piece.size
        near = [other for k in (row - 1, row, row + 1) if k in rows for other in rows[k] if abs(piece.x0 - other.x0) < close and abs(piece.y0 - other.y0) < close]
        if not near:
            rows.setdefault(row, []).append(piece)
            kept.append(piece)
    return kept


def _pieces(texts: list[tuple]) -> list[Piece]:
    """Pieces of text objects, each with its point and the words that it paints."""
    things, points, painted = ([each[k] for each in texts] for k in range(3))
    matrices, fonts, sizes, weight, width = pdfium.matrices(things), list(map(pdfium.get_font, things)), pdfium.sizes(things), cache(pdfium.get_weight), cache(pdfium.glyph_width)
    heights, (turns, leaning), boxes = np.abs(sizes) * np.sqrt(matrices[:, 2] ** 2 + matrices[:, 3] ** 2), _turns(matrices, points), pdfium.bounds(things, points)
    _make_room(boxes, _rooms(painted, fonts, sizes.tolist(), width), matrices, points, turns)
    answers = zip(texts, boxes.tolist(), heights.tolist(), fonts, turns, leaning, pdfium.lights(things).tolist(), map(pdfium.get_render_mode, things), _clips(things, points))
    found = []
    for k, ((_, point, text), box, height, font, turn, leans, light, mode, clip) in enumerate(answers):
        piece = Piece(text.strip(), *box, height, False, weight(font) >= 600, turn, False, light, mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE, text[0] == " ", text[-1] == " ", False, leans)
        if piece.opens:
            _begin_behind_blanks(piece, width(font, " ", sizes[k]) * (len(text) - len(text.lstrip())), matrices[k].tolist(), point)
        found.append(_clipped(piece, clip) if clip and not turn else piece)
    return found


def _begin_behind_blanks(piece: Piece, blanks: float, matrix: list[float], point):
    """Let a piece that paints blanks in front of its words begin with those: its box holds the blanks, and would leave no gap to the word before."""
    a, b, _, _, e, f = matrix
    x, y = point(e + a * blanks, f + b * blanks)
    if piece.turn > 0:
        piece.y1 = max(min(piece.y1, y), piece.y0)
    elif piece.turn < 0:
        piece.y0 = min(max(piece.y0, y), piece.y1)
    else:
        piece.x0 = min(max(piece.x0, x), piece.x1)


def _rooms(painted: list[str], fonts: list[int], sizes: list[float], width) -> dict[int, float]:
    """The room that each lone sign and number takes in its line, by its place, where its font tells."""
    # A page is full of the same digits.
    found = map(cache(partial(_room, width)), painted, fonts, sizes)
    return {k: room for k, room in enumerate(found) if room}


def _room(width, text: str, font: int, size: float) -> float:
    words = text.strip()
    if len(words) != 1 and (len(words) > 15 or words.strip(DIGITS)):
        return 0.0
    widths = [width(font, sign, size) for sign in text.rstrip()]
    return sum(widths) if min(widths) > 0 else 0.0


def _make_room(boxes: np.ndarray, rooms: dict[int, float], matrices: np.ndarray, points: list, turns: list[int]):
    """Widen boxes to the room they take, from their origin on: ink alone would leave gaps like blanks beside narrow signs, as `1` is."""
    places, wide = list(rooms), np.array(list(rooms.values()))
    (a, b, e, f), own = matrices[places][:, [0, 1, 4, 5]].T, [points[k] for k in places]
    ends, axis = np.stack([pdfium.seen(own, e, f), pdfium.seen(own, e + a * wide, f + b * wide)]), np.array([turns[k] != 0 for k in places], int)
    low, high = (edge[axis, np.arange(len(places))] for edge in (ends.min(0), ends.max(0)))
    boxes[places, axis], boxes[places, axis + 2] = np.minimum(boxes[places, axis], low), np.maximum(boxes[places, axis + 2], high)


def _turns(matrices: np.ndarray, points: list) -> tuple[list[int], list[bool]]:
    """1 where an object reads upwards, -1 downwards, 0 across; and whether it slants."""
    nought = np.zeros(len(points))
    across, down = pdfium.seen(points, matrices[:, 0], matrices[:, 1]) - pdfium.seen(points, nought, nought)
    wide, high = np.abs(across), np.abs(down)
    turns = np.where(wide >= high, 0, np.where(down < 0, 1, -1))
    return turns.tolist(), (np.minimum(wide, high) > SLANT * np.maximum(wide, high)).tolist()


def _clipped(piece: Piece, clip: tuple[float, float, float, float]) -> Piece:
    """The piece as far as its clip shows it; hidden, at the clip's edge, where it shows nothing."""
    # Excel clips what flows out of its cell: a reader of the page does not see it, nor do we.
    y0, y1 = max(piece.y0, clip[1]), min(piece.y1, clip[3])
    x0, x1 = max(piece.x0, clip[0]), min(piece.x1, clip[2])
    if y1 - y0 < 0.3 or x1 - x0 < 0.3:
        piece.hidden, piece.x0, piece.y0, piece.x1, piece.y1 = True, clip[0] + 1, clip[3] - 2, clip[2], clip[3] - 1
        return piece
    piece.cut = (y1 - y0) < 0.85 * (piece.y1 - piece.y0)
    piece.y0, piece.y1 = y0, y1
    return piece


def _clips(things: list[int], points: list) -> list[tuple[float, float, float, float] | None]:
    """The box that clips each object; None where nothing does."""
    clips = list(map(pdfium.get_clip, things))
    # Objects share the paths that clip them, known by their first segments.
    shared = [(point, *[pdfium.get_clip_segment(clip, k, 0) for k in range(count)]) if count > 0 else None for clip, count, point in zip(clips, map(pdfium.count_clips, clips), points)]
    boxes = _clip_boxes({key: clip for key, clip in zip(shared, clips) if key})
    return [boxes[key] if key else None for key in shared]


def _clip_boxes(clips: dict[tuple, int]) -> dict[tuple, tuple[float, float, float, float] | None]:
    """What the paths of each clip have in common, of clips by their point and the first segments of their paths; a path of nothing clips nothing."""
    places = {(key[0], first): (clip, k) for key, clip in clips.items() for k, first in enumerate(key[1:]) if first}
    boxes = dict(zip(places, pdfium.outlines([pdfium.clip_segments(*place) for place in places.values()], [point for point, _ in places]).tolist()))
    return {key: _common([boxes[key[0], first] for first in key[1:] if first]) for key in clips}


def _common(boxes: list[list[float]]) -> tuple[float, float, float, float] | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes)
    return max(lefts), max(tops), min(rights), min(bottoms)
