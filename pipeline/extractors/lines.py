"""The pieces of text that stand together, as the lines that a reader sees."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter

from pipeline.extractors.page import Piece
from pipeline.extractors.text import clean, raised

# Parts of the letters' size: so far apart, two pieces are two words; less far only where a blank is painted, for kerning pulls words apart too.
GAP, SMALL_GAP = 0.2, 0.12
# A sign is set raised where it is so much smaller than what it stands behind, no farther from it, and so far above its foot; farther up is another line.
SMALL, BESIDE, LIFTED, ABOVE = 0.9, 0.5, 0.15, 0.85
# Some letters reach so far below the foot of their line; an asterisk hangs so far above it.
REACHING, REACH, HANGING = frozenset("gjpqyQ,;()[]{}/|"), 0.2, 0.4
SIGN = re.compile(r"\(?[\da-z*,]{1,3}\)?")
# So few things end at one place, but in a file made to tire its reader.
ENDS = 100


@dataclass(frozen=True)
class DrawnLine:
    """One line of a drawn cell: text, upper and lower edge, whether a border or clip cuts it, width."""

    text: str
    y0: float
    y1: float
    cut: bool
    width: float


def lines_of(own: list[Piece], cell=None) -> list[DrawnLine]:
    """Pieces as lines, top to bottom, each left to right; behind them those that are turned, in the order in which they are read; a drawn cell cuts what crosses it."""
    across = [line for row in _rows([piece for piece in own if not piece.turn]) if (line := _line(row, cell)).text]
    return across + [line for turn in sorted({piece.turn for piece in own} - {0}, reverse=True) for line in _turned([piece for piece in own if piece.turn == turn], turn)]


def _turned(own: list[Piece], turn: int) -> list[DrawnLine]:
    """Lines of pieces that read upwards (1) or downwards (-1): those of the page turned back, each as high and wide as it stands on the page."""
    back = [replace(p, x0=min(-turn * p.y0, -turn * p.y1), x1=max(-turn * p.y0, -turn * p.y1), y0=min(turn * p.x0, turn * p.x1), y1=max(turn * p.x0, turn * p.x1)) for p in own]
    lines = []
    for row in _rows(back):
        line = _line(row, None)
        y0, y1 = sorted((-turn * row[0].x0, -turn * max(p.x1 for p in row)))
        lines.append(replace(line, y0=y0, y1=y1, width=line.y1 - line.y0))
    return [line for line in lines if line.text]


def _rows(own: list[Piece]) -> list[list[Piece]]:
    """Pieces by the lines in which they stand, top to bottom; small raised or lowered signs stay in their line."""
    if len(own) < 2:
        return [list(own)] if own else []
    rows: list[list[Piece]] = []
    # The width and middle of the widest piece of each row, which says where the row stands.
    widest: list[tuple[float, float]] = []
    bases = _bases(own)
    led = [bases.get(k, piece) for k, piece in enumerate(own)] if bases else own
    for middle, _, k in sorted([(base.middle, piece.x0, k) for k, (base, piece) in enumerate(zip(led, own))]):
        piece = own[k]
        height, place = max(led[k].size * 0.5, 1.5), (piece.x1 - piece.x0, middle)
        # In this order a raised sign of the next line may come before a lowered one of this.
        if rows and abs(widest[-1][1] - middle) < height:
            home = -1
        elif len(rows) > 1 and abs(widest[-2][1] - middle) < height:
            home = -2
        else:
            rows.append([piece])
            widest.append(place)
            continue
        rows[home].append(piece)
        if place[0] > widest[home][0]:
            widest[home] = place
    return rows


def _bases(own: list[Piece]) -> dict[int, Piece]:
    """What each small sign that is set raised stands behind, by the sign's place: both are in one line, however far up the sign is."""
    largest = max([piece.size for piece in own])
    signs = [k for k, piece in enumerate(own) if piece.size < SMALL * largest and SIGN.fullmatch(piece.text)]
    ends = sorted((piece.x1, k) for k, piece in enumerate(own)) if signs else []
    found = {}
    for k in signs:
        sign, room = own[k], BESIDE * own[k].size
        near = ends[bisect_left(ends, (sign.x0 - room,)) : bisect_right(ends, (sign.x0 + room, len(own)))][:ENDS]
        found.update({k: own[at] for _, at in near if _stands_raised(sign, own[at])})
    return found


def _stands_raised(sign: Piece, base: Piece) -> bool:
    return sign.size < SMALL * base.size and LIFTED * base.size < _foot(base) - _foot(sign) < ABOVE * base.size


def _foot(piece: Piece) -> float:
    """Where the letters of a piece stand on their line, told from their ink."""
    hanging = HANGING if not piece.text.strip("*") else 0.0
    return piece.y1 + piece.size * (hanging - REACH * (not REACHING.isdisjoint(piece.text)))


def _line(row: list[Piece], cell) -> DrawnLine:
    row.sort(key=attrgetter("x0"))
    text = row[0].text
    for before, after in zip(row, row[1:]):
        gap = (after.x0 - before.x1) / after.size
        apart = gap > GAP or gap > SMALL_GAP and (before.closes or after.opens)
        mark = raised(text, after.text) if gap < BESIDE and _stands_raised(after, before) else after.text
        text += " " + mark if apart else mark
    y0, y1 = min([p.y0 for p in row]), max([p.y1 for p in row])
    crosses = cell is not None and (y0 < cell.top - 0.7 or y1 > cell.bottom + 0.7)
    return DrawnLine(clean(text), y0, y1, crosses or any([p.cut for p in row]), max([p.x1 for p in row]) - row[0].x0)
