"""Rows that hold nothing but the word of a level (`SASARAN`), which is that of the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.findings import Finding
from pipeline.grid import Grid
from pipeline.transform import levels
from pipeline.transform.node import Node

MARK = re.compile(r"\(?(?:[A-Z]|[IVX]{1,5}|\d{1,2})[.)]?")


def of(grid: Grid, start: int) -> dict[int, str]:
    """Such rows from a row on, with their levels, a number or letter in front or none; none where they stand in several columns, or one level alone stands so."""
    alone = {row: cells[-1] for row in range(start, grid.rows) if (cells := grid.begun(row)) and all(MARK.fullmatch(cell.text) for cell in cells[:-1])}
    found = {row: level for row, cell in alone.items() if (level := levels.level_of_bare(cell.text))}
    return found if len({alone[row].column for row in found}) == 1 and len(set(found.values())) > 1 else {}


def parents_unsure(bands: dict[int, str], nodes: list[Node]) -> Iterator[Finding]:
    """Where several nodes stand between such a row and that of a lower level, nobody can tell which of them the lower ones are of."""
    for (first, above), (second, below) in pairwise(bands.items()):
        between = [node for node in nodes if first < node.row < second and node.level == above]
        under = next((node for node in nodes if node.row > second and node.level == below), None)
        if len(between) > 1 and under and levels.rank(above) < levels.rank(below):
            words = {"tingkat": below, "atas": above, "jumlah": len(between), "teks": between[-1].name[:80]}
            yield Finding("induk-dari-urutan", under.cell.source, words)
