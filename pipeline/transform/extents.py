"""Which rows of a grid belong to each table that its headings begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline import plan_years
from pipeline.grid import Grid
from pipeline.transform import captions, contents, foreign, headless, titles
from pipeline.transform.headings import Column, Head, find, of_one_year


def heads(grid: Grid, years: tuple[int, ...]) -> Iterator[Head]:
    """All headings of a grid, from top to bottom, with those of other things between them; `years` are those of the plan, if the title over a heading names no others."""
    head, after, measured = find(grid, years), 0, frozenset()
    if head is None and (guessed := headless.guessed(grid)):
        yield guessed
    while head:
        own = plan_years.of_table(over(grid, head, captions.begins(grid, head, after)), years)
        # Within a plan of several years the title of one year dates columns without a year, and numbers none anew.
        plan = years if own[:1] == own[1:] and years[:1] != years[1:] else own
        head = head if plan == years else find(grid, plan, after, measured)
        yield of_one_year(contents.told(grid, head), own)
        after, measured = head.end, head.measured
        following = find(grid, years, after, measured)
        if other := foreign.find(grid, head, following.start if following else grid.rows):
            yield other
        head = following


def of_heads(heads: list[tuple[Grid, Head]], others: list[tuple[Grid, Head]]) -> Iterator[tuple[Grid, Head, range, list[Head]]]:
    """Each heading with the rows of its table, those above the first heading of a grid included, and the headings that stand again amid them; `others` begin
    tables that are no cascade."""
    parted = [[other for on, other in others if on is grid and not _within(other, head)] for grid, head in heads]
    first = [not k or heads[k - 1][0] is not grid for k, (grid, _) in enumerate(heads)]
    before = [[other.end for other in parted[k] if other.start < head.start] + [heads[k - 1][1].end] * (not first[k]) for k, (_, head) in enumerate(heads)]
    above = [captions.begins(grid, head, max(ends)) if ends else 0 for (grid, head), ends in zip(heads, before)]
    names = [titles.whose(over(grid, head, start)) for (grid, head), start in zip(heads, above)]
    another = [titles.another(name, names[:k]) for k, name in enumerate(names)]
    goes_on = [not first[k] and max(before[k]) == heads[k - 1][1].end and _again(heads[k - 1][1], head) for k, (_, head) in enumerate(heads)]
    begun = [k for k in range(len(heads)) if another[k] or not goes_on[k]]
    for k, after in zip(begun, [*begun[1:], None]):
        grid, head = heads[k]
        below = after is not None and heads[after][0] is grid
        repeated = [replace(again, start=start) for (other, again), start in zip(heads[k + 1 : after], above[k + 1 : after]) if other is grid]
        stops = [captions.parted(grid, other, head.end) for other in parted[k] if other.start > head.start]
        yield grid, head, range(above[k], min([*stops, above[after] if below else grid.rows])), repeated


def over(grid: Grid, head: Head, start: int) -> list[str]:
    """The lines over a heading, from a row on, with those above the grid or the page there."""
    lines = [cell for cell in grid.captions if start <= cell.row <= head.start]
    rows = [cell for row in range(start, head.start) for cell in grid.begun(row)]
    return [cell.text for cell in (*lines, *rows)]


def _within(part: Head, head: Head) -> bool:
    """Whether a heading holds nothing but words of another: a piece of it that a page prints again."""
    words = {word for c in head.columns for word in c.heading.split(" / ")}
    return all(set(c.heading.split(" / ")) <= words for c in part.columns if c.heading)


def _again(head: Head, other: Head) -> bool:
    """Whether a heading stands again: most of its columns hold the same, even if some are misprinted or cut, and nothing is said of other years or in another order."""
    pairs = list(zip(head.columns, other.columns))
    same = sum((a.field, a.level) == (b.field, b.level) for a, b in pairs)
    names = [[c.index for c in of.columns if c.field == "name"] for of in (head, other)]
    return same >= 0.7 * len(head.columns) and names[0] == names[1] and not _says_otherwise(pairs)


def _says_otherwise(pairs: list[tuple[Column, Column]]) -> bool:
    """Whether the columns of two headings name other levels, or other years throughout, or several hold something else; one alone may be misprinted."""
    years = [(a.year, b.year) for a, b in pairs if a.year and b.year]
    levels = any(a.level != b.level for a, b in pairs if a.field == b.field == "name" and a.level and b.level)
    fields = sum((a.field, a.money) != (b.field, b.money) for a, b in pairs if a.field and b.field)
    return levels or fields > 1 or bool(years) and all(before != after for before, after in years)
