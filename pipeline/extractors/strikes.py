"""Lines drawn through text: what an author struck is printed all the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from pipeline.extractors.page import Piece
from pipeline.extractors.rulings import TOUCH, Table

# Of the height of letters: nearer to their foot or head a line underlines or borders them.
WITHIN = 0.25
COVERED = 0.5


def mark(pieces: Sequence[Piece], rulings: Sequence[tuple[float, float, float, float]], tables: Sequence[Table]) -> None:
    """Mark the pieces through which a line runs that is no edge of a table."""
    free = _free(np.array(rulings).reshape(-1, 4), tables)
    heights = [y for y, *_ in free]
    for piece in pieces if free else ():
        margin = WITHIN * (piece.y1 - piece.y0)
        across = free[bisect_right(heights, piece.y0 + margin) : bisect_left(heights, piece.y1 - margin)]
        piece.struck = not piece.turn and any(min(end, piece.x1) - max(start, piece.x0) > COVERED * (piece.x1 - piece.x0) for _, start, end in across)


def _free(rulings: np.ndarray, tables: Sequence[Table]) -> list[tuple[float, float, float]]:
    """The lines across (height, start, end), from top to bottom, without those of tables: on an edge of their rows, and from an edge of their columns on."""
    across = rulings[rulings[:, 2] - rulings[:, 0] > rulings[:, 3] - rulings[:, 1]]
    heights = (across[:, 1] + across[:, 3]) / 2
    free = np.ones(len(across), bool)
    for table in tables:
        free &= ~(_near(heights, np.array(table.ys)) & _near(across[:, 0], np.array(table.xs)))
    return sorted(zip(heights[free].tolist(), across[free, 0].tolist(), across[free, 2].tolist()))


def _near(places: np.ndarray, edges: np.ndarray) -> np.ndarray:
    after = np.searchsorted(edges, places).clip(1, len(edges) - 1)
    return np.minimum(np.abs(places - edges[after - 1]), np.abs(places - edges[after])) <= TOUCH
