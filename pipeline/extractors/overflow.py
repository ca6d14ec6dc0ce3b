"""Text that flows out of its cell over the text of others: each line is of the cell in which its text begins, as the order of painting shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.extractors.page import Piece
from pipeline.extractors.rulings import Table

# Parts of the letters' size: so near lie the middles of one line, so far apart those of two lines of a text, and so near the edges of lines set alike.
NEAR, PITCH, ALIKE = 0.6, (0.8, 1.7), 0.25
# So many pieces a line of a cell may have: to compare each with all would cost with the square of them.
MOST = 60


def crowded(cells: Iterable[Sequence[Piece]]) -> set[int]:
    """The ids of the pieces that lie over another of their cell."""
    found: set[int] = set()
    for own in cells:
        lines = sorted((p.middle, k, p.x0, p.x1, p.size) for k, p in enumerate(own) if not p.turn and not p.hidden) if len(own) > 1 else []
        for at, (middle, k, x0, x1, size) in enumerate(lines):
            for low, other, left, right, _ in lines[at + 1 : at + MOST]:
                if low - middle > NEAR * size:
                    break
                # Most lie side by side, and that is seen first.
                if x1 - left > size and right - x0 > size and x1 - x0 > size and right - left > size:
                    found |= {id(own[k]), id(own[other])}
    return found


def homes(text: Sequence[Piece], over: set[int], table: Table) -> dict[int, Piece]:
    """The piece in whose cell each piece belongs that flows out of its own, by id: a line of those `over` others, or out of the table, set below the line painted
    just before it, and all that goes on from it."""
    home: dict[int, Piece] = {}
    lines = _lines(text)
    row = lambda piece: bisect_right(table.ys, piece.middle)
    for above, line in zip(lines, lines[1:]):
        first = home.get(id(above[0]), above[0])
        flows = id(above[0]) in home or any(id(piece) in over for piece in line) or row(line[0]) == len(table.ys)
        if flows and row(line[0]) > row(first) > 0 and _goes_on(above, line):
            home |= {id(piece): first for piece in line}
    return home


def _lines(text: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces in the order of painting, those of one line together."""
    lines: list[list[Piece]] = []
    for piece in text:
        last = lines[-1][-1] if lines else None
        if last and abs(piece.middle - last.middle) < NEAR * last.size and last.x0 < piece.x0 < last.x1 + last.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _goes_on(above: list[Piece], line: list[Piece]) -> bool:
    """Whether a line is set as the next one of a text: as far below, and flush left, centred or flush right with it."""
    (left, right), (low, high) = ((pieces[0].x0, pieces[-1].x1) for pieces in (above, line))
    pitch = (line[0].middle - above[0].middle) / above[0].size
    flush = min(abs(left - low), abs(right - high), abs(left + right - low - high) / 2) < ALIKE * above[0].size
    return flush and PITCH[0] < pitch < PITCH[1] and abs(line[0].size - above[0].size) < 0.1
