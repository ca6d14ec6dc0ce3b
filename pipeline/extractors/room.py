"""How much room the texts of a table leave in their cells: above and below them, and at the ends of their lines."""

from __future__ import annotations

from pipeline.extractors.habits import first_word

PADDING = 6.0
# Lines of a paragraph that editors keep together at the end of a page and at the top of the next.
KEPT = 2


def gaps(cell) -> tuple[float, float]:
    """How much room a cell has above its text and below it."""
    return cell["lines"][0].y0 - cell["top"], cell["bottom"] - cell["lines"][-1].y1


def line_height(cell) -> float:
    """The height of the tallest line of a cell."""
    return max(line.y1 - line.y0 for line in cell["lines"])


def is_full(cell) -> bool:
    """Whether a cell has no room for one more line."""
    return cell["bottom"] - cell["lines"][-1].y1 < line_height(cell)


def stands_high(cell) -> bool:
    """Whether a text stands at the top of a cell that has room for more."""
    above, below = gaps(cell)
    return len(cell["boxes"]) == 1 and above < PADDING and below > above + line_height(cell)


def fits_above(a, b) -> bool:
    """Whether a blank cell has room for the text below it, or for as many of its lines as editors keep together."""
    height = sum(bottom - top for _, _, top, _, bottom in a["boxes"])
    lines = b["lines"][: KEPT if len(b["lines"]) >= 2 * KEPT else None]
    return lines[-1].y1 - lines[0].y0 + PADDING < height


def hangs(part, column: int) -> bool:
    """Whether the texts that leave room in their cells all hang from the upper border: those of a column, or of the whole table where that shows few."""
    shown = _loose(part, column)
    return len(shown) > 2 and all(gaps(c)[0] < PADDING for c in shown)


def _loose(part, column: int) -> list[dict]:
    """The cells of a column whose texts leave room above or below them, or those of the whole table where that shows few."""
    loose = [c for c in part.recent if c["row"] > 0 and len(c["boxes"]) == 1 and c["lines"] and sum(gaps(c)) > 2 * PADDING]
    own = [c for c in loose if c["column"] == column]
    return own if len(own) > 2 else loose


def rooms(part, both) -> dict[tuple[int, int], float]:
    """The width that lines have, by the columns that the texts at a page break cover."""
    wrapped: dict[tuple[int, int], list[tuple]] = {(a["column"], a["column_end"]): [] for a, _ in both}
    for cell in part.recent:
        if (columns := (cell["column"], cell["column_end"])) in wrapped:
            wrapped[columns] += zip(cell["lines"], cell["lines"][1:])
    return {(column, end): _room(part.xs[end] - part.xs[column] - PADDING, lines) for (column, end), lines in wrapped.items()}


def _room(whole: float, lines: list[tuple]) -> float:
    """The room in columns so wide, told by the lines that were wrapped there, each with the one below it: between the widest and the shortest that had no room for the next word."""
    if not lines:
        return whole
    widest, longest = max(line.width for pair in lines for line in pair), max(first.width for first, _ in lines)
    full = min(one.width + first_word(two) for one, two in lines if one.width > 0.5 * widest or one.width == longest)
    return min(whole, max(widest, (widest + full) / 2))
