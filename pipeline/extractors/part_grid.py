"""A table that was stitched over its pages as a grid."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline.extractors.text import clean, join_lines, unbroken
from pipeline.grid import Cell, Grid, tiled

# So many kinds of cells, by their bold and struck letters and fills, one process remembers.
KINDS = 1000


def grid(part) -> Grid:
    """The grid of a `stitch.Part`, whose cells say on which page they stand."""
    pages = sorted(set(part.pages))
    where = f"hal. {pages[0]}" if len(pages) == 1 else f"hal. {pages[0]}-{pages[-1]}"
    cells = [_cell(c) for c in part.cells]
    whole = tiled(where, part.rows, len(part.xs) - 1, cells, lambda row, column: f"{where}, kolom {column + 1}")
    return replace(whole, repeated=part.repeated, captions=part.over)


def _cell(c: dict) -> Cell:
    texts = unbroken(tuple(line.text for line in c["lines"]))
    text = join_lines(texts)
    cut = bool(c["hidden"]) and any(clean(part) not in text for part in c["hidden"])
    marks = _marks(c["bold"], c.get("struck"), c.get("twice"), c.get("leans"), cut, c["fill"])
    source = c.get("source") or f"hal. {c['page']}, baris {c['at']}, kolom {c['column'] + 1}"
    return Cell(c["row"], c["column"], c["row_end"] - c["row"], c["column_end"] - c["column"], text, texts, source, None, marks, tuple(c["boxes"]))


@lru_cache(KINDS)
def _marks(bold: bool, strike: bool, twice: bool, leans: bool, cut: bool, fill: str | None) -> frozenset[str]:
    stands = {"bold": bold, "strike": strike, "twice": twice, "leans": leans, "cut": cut, "fill": fill, f"fill:{fill}": fill}
    return frozenset(mark for mark in stands if stands[mark])
