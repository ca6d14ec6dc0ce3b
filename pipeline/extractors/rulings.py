"""Ruling lines of a page to cells: a grid of elementary boxes, joined where no line parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from pipeline.extractors.pdf_gate import within

SNAP = 1.5
TOUCH = 2.5
SLIVER = 4.0
# So near beside a table a framed text is a note in its margin.
MARGIN = 12.0


@dataclass(frozen=True)
class Table:
    """A ruled table of one page: column edges left to right, row edges top to bottom, cells as (row, column, row_end, column_end).

    `head` and `foot` tell of each column whether a rule is drawn over and under it; `title` is the line over it that names its
    organisation, `captions` are texts there that the word of a level opens, each with its lines.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[tuple[int, int, int, int], ...]
    head: tuple[bool, ...] = ()
    foot: tuple[bool, ...] = ()
    title: str = ""
    captions: tuple[tuple, ...] = ()


def tables(page: int, rulings: list[tuple[float, float, float, float]]) -> list[Table]:
    """The tables that rulings (x0, y0, x1, y1 with y downwards) draw on a page, top to bottom, strips of one column too; raises Unread where one has too many boxes."""
    found = [_table(page, np.array(group)) for group in _groups(rulings)]
    return sorted((t for t in found if t), key=lambda t: (t.ys[0], t.xs[0]))


def _groups(rulings):
    """Rulings that touch each other, directly or over others."""
    if not rulings:
        return []
    r = np.array(rulings)
    r = np.array(_merged(r, 0) + _merged(r, 1))
    low, high, rest, groups = r[:, :2] - TOUCH, r[:, 2:] + TOUCH, np.arange(len(r)), []
    while rest.size:
        members, fresh, rest = [], rest[:1], rest[1:]
        while fresh.size:
            members.append(fresh)
            touch = ((r[rest, None, :2] <= high[fresh]) & (r[rest, None, 2:] >= low[fresh])).all(2).any(1)
            fresh, rest = rest[touch], rest[~touch]
        groups.append(r[np.concatenate(members)])
    return _with_notes(_with_sides(groups))


def _with_sides(groups: list[np.ndarray]) -> list[np.ndarray]:
    """The groups, lines down that nothing crosses with the table beside which they stand, as high as it: where a page cuts a merged cell, no line across reaches its borders."""
    level = lambda group: (group[:, 1].min(), group[:, 3].max())
    bare = [len(group) == 1 and group[0, 3] - group[0, 1] > group[0, 2] - group[0, 0] for group in groups]
    wholes = [group for group, alone in zip(groups, bare) if not alone]
    for side in (group for group, alone in zip(groups, bare) if alone):
        home = next((k for k, whole in enumerate(wholes) if len(whole) > 3 and np.abs(np.subtract(level(side), level(whole))).max() <= TOUCH), None)
        if home is not None:
            wholes[home] = np.concatenate([wholes[home], side])
    return wholes


def _with_notes(groups: list[np.ndarray]) -> list[np.ndarray]:
    """The groups, a frame of four lines that stands in the margin right of a table with that table: its note covers the rows beside it."""
    notes = [group for group in groups if len(group) == 4 and 2 * ((group[:, 2] - group[:, 0]) >= (group[:, 3] - group[:, 1])).sum() == 4]
    wholes = [group for group in groups if not any(group is note for note in notes)]
    for note in notes:
        (left, top), bottom = note[:, :2].min(0), note[:, 3].max()
        beside = lambda whole: len(whole) > 6 and 0 < left - whole[:, 2].max() <= MARGIN and whole[:, 1].min() - TOUCH <= top and bottom <= whole[:, 3].max() + TOUCH
        home = next((k for k, whole in enumerate(wholes) if beside(whole)), None)
        if home is None:
            wholes.append(note)
        else:
            wholes[home] = np.concatenate([wholes[home], _at_rows(note, wholes[home])])
    return wholes


def _at_rows(note: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """The lines of a note that reaches from the row beside its top to the row's edge nearest to its foot: it parts no row of the table."""
    edges = np.unique(whole[(whole[:, 2] - whole[:, 0]) >= (whole[:, 3] - whole[:, 1])][:, 1])
    top = edges[edges <= note[:, 1].min() + TOUCH].max()
    below = edges[edges > top + SLIVER]
    bottom = below[np.abs(below - note[:, 3].max()).argmin()]
    high = note[:, 1] < (note[:, 1].min() + note[:, 3].max()) / 2
    low = note[:, 3] > (note[:, 1].min() + note[:, 3].max()) / 2
    return np.column_stack([note[:, 0], np.where(high, top, bottom), note[:, 2], np.where(low, bottom, top)])


def _merged(rulings, axis):
    """Rulings along an axis (0 across, 1 down), pieces of one line as one."""
    along = rulings[(rulings[:, 2] - rulings[:, 0] >= rulings[:, 3] - rulings[:, 1]) == (axis == 0)]
    merged: list[list[float]] = []
    for ruling in along[np.lexsort((along[:, axis], np.round(along[:, 1 - axis] + along[:, 3 - axis])))].tolist():
        last = merged[-1] if merged else None
        # Programs rule cell by cell: the pieces of one line lie end to end.
        same = last and abs(last[1 - axis] + last[3 - axis] - ruling[1 - axis] - ruling[3 - axis]) <= 1.0
        # Pieces of a line a hair beside it, as of a further table below, may be sorted before those above.
        if same and last[axis] <= ruling[axis] <= last[2 + axis] + 0.6:
            last[2 + axis] = max(last[2 + axis], ruling[2 + axis])
        else:
            merged.append(ruling)
    return merged


def _edges(values, first: float, last: float) -> list[float]:
    """Values that lie within SNAP of their neighbour are one edge: their mean; where the outer border is missing, the ends of the crossing lines are edges."""
    values = np.sort(np.concatenate([values, [end for end in (first, last) if np.abs(values - end).min() > SLIVER]]))
    cuts = (np.flatnonzero(np.diff(values) > SNAP) + 1).tolist()
    return [float(values[start] if end - start == 1 else values[start:end].mean()) for start, end in zip([0, *cuts], [*cuts, len(values)])]


def _table(page, r) -> Table | None:
    flat = (r[:, 2] - r[:, 0]) >= (r[:, 3] - r[:, 1])
    across, down = r[flat], r[~flat]
    if not len(across) or not len(down):
        return None
    xs = _edges((down[:, 0] + down[:, 2]) / 2, r[:, 0].min(), r[:, 2].max())
    ys = _edges((across[:, 1] + across[:, 3]) / 2, r[:, 1].min(), r[:, 3].max())
    if len(xs) < 2 or len(ys) < 2:
        return None
    within("kotak", len(xs) * len(ys))
    rows, columns = _walls(across, ys, xs, 1), _walls(down, xs, ys, 0)
    # Asked before the border is closed: where nothing is drawn the page cuts a cell.
    head, foot = tuple(rows[0].tolist()), tuple(rows[-1].tolist())
    for walls in (rows, columns):
        # A table ends at its border, drawn or not.
        walls[[0, -1]] = True
    return Table(page, tuple(xs), tuple(ys), _boxes(rows, columns), head, foot)


def _walls(rulings, edges, others, axis):
    """Which piece between two neighbouring `others` each edge rules: bool, edges x (others - 1)."""
    walls = np.zeros((len(edges), len(others) - 1), bool)
    middles = [(a + b) / 2 for a, b in zip(others, others[1:])]
    centre = (rulings[:, axis] + rulings[:, axis + 2]) / 2
    which = np.abs(centre[:, None] - np.array(edges)[None]).argmin(1)
    for k, start, end in zip(which.tolist(), rulings[:, 1 - axis].tolist(), rulings[:, 3 - axis].tolist()):
        walls[k, bisect_left(middles, start - SNAP) : bisect_right(middles, end + SNAP)] = True
    return walls


def _boxes(across, down):
    """Regions of elementary boxes without a wall between them, as rectangles."""
    rows, columns = across.shape[0] - 1, down.shape[0] - 1
    # Many small looks: lists are quicker there.
    across, down, seen = across.tolist(), down.T.tolist(), [[False] * columns for _ in range(rows)]
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            end = column + 1
            while end < columns and not down[row][end] and not seen[row][end]:
                end += 1
            bottom = row + 1
            while bottom < rows and not any(across[bottom][column:end]) and not any(down[bottom][column + 1 : end]):
                bottom += 1
            for covered in seen[row:bottom]:
                covered[column:end] = [True] * (end - column)
            boxes.append((row, column, bottom, end))
    return tuple(boxes)
