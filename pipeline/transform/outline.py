"""Rows numbered 1, 1.1, 1.1.1: how deep the number of a row stands tells its level where levels share a column."""

from __future__ import annotations

import re

from pipeline.grid import Grid
from pipeline.transform import levels

# No segment of an outline begins with zero, as nearly every code has one that does.
NUMBER = r"([1-9]\d?(?:[.,][1-9]\d?)*)[.)]?"
FRONT = re.compile(rf"{NUMBER}\s+(?=[^\W\d])")
ANCHOR = "program"


def numbers_of(grid: Grid, start: int, name: int, count: int | None) -> dict[int, tuple[str, str, bool]]:
    """By row from `start` on its number in an outline, its name without it, and whether the number stands in front of the name or in the column of counts.

    Empty where the numbers are no outline: each deeper one must go on from one above.
    """
    found = {}
    for row in range(start, grid.rows):
        cell = grid.at(row, name)
        if cell.row != row or not cell.text:
            continue
        front = FRONT.match(cell.text)
        beside = re.fullmatch(NUMBER, grid.at(row, count).text) if count is not None and not front else None
        if front or beside:
            found[row] = ((front or beside)[1].replace(",", "."), cell.text[front.end() :] if front else cell.text, bool(front))
    return found if _is_outline([number for number, *_ in found.values()]) else {}


def depth(number: str) -> int:
    """How deep a number stands, 1 for the highest."""
    return number.count(".") + 1


def levels_of(numbered: dict[int, tuple[str, str, bool]], named: tuple[str, ...]) -> dict[int, str]:
    """The level of each depth: those that the heading names where they are as many, else the levels around that whose names begin with `Program`."""
    depths = sorted({depth(number) for number, *_ in numbered.values()})
    if len(depths) == len(named):
        return dict(zip(depths, named))
    said = {depth(number) for number, name, _ in numbered.values() if levels.level_of_word(levels.split_front(name)[2]) == ANCHOR}
    chain = levels.chain()
    first = chain.index(ANCHOR) - depths.index(next(iter(said))) if len(said) == 1 else -1
    return dict(zip(depths, chain[first:])) if 0 <= first <= len(chain) - len(depths) else {}


def _is_outline(numbers: list[str]) -> bool:
    """Whether several numbers of several depths each go on from one above."""
    seen: set[str] = set()
    for number in numbers:
        parent = number.rpartition(".")[0]
        # The outermost numbers may be deep themselves, where their parents stand in another table.
        if parent and seen and parent not in seen and depth(number) > min(map(depth, seen)):
            return False
        seen.add(number)
    return len(set(map(depth, numbers))) > 1 and len(seen) == len(numbers) > 2
