"""Lines drawn through text: what an author struck is printed all the same."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extractors.page import Piece
from pipeline.extractors.rulings import SNAP, Table

# Of the height of letters: nearer to their foot or head a line underlines or borders them.
WITHIN = 0.25
COVERED = 0.5


def mark(pieces: Sequence[Piece], rulings: Sequence[tuple[float, float, float, float]], tables: Sequence[Table]) -> None:
    """Mark the pieces through which a line runs that is no edge of a table."""
    edges = [y for table in tables for y in table.ys]
    across = [r for r in rulings if r[2] - r[0] > r[3] - r[1] and all(abs((r[1] + r[3]) / 2 - y) > SNAP for y in edges)]
    for piece in pieces if across else ():
        piece.struck = any(_runs_through(r, piece) for r in across)


def _runs_through(ruling: tuple[float, float, float, float], piece: Piece) -> bool:
    y, margin = (ruling[1] + ruling[3]) / 2, WITHIN * (piece.y1 - piece.y0)
    over = min(ruling[2], piece.x1) - max(ruling[0], piece.x0)
    return not piece.turn and piece.y0 + margin < y < piece.y1 - margin and over > COVERED * (piece.x1 - piece.x0)
