"""A list of nomenclature codes with their official names, as somebody has it: any table that can be read, its columns known by their headings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import document
from pipeline.grid import Grid
from pipeline.vocabulary import vocabulary


class NoListError(ValueError):
    """A table that is no list of codes."""


@dataclass(frozen=True)
class Nomenclature:
    """The SHA-256 of the file, and (code, name) pairs; a code may have several names."""

    sha256: str
    names: tuple[tuple[str, str], ...]


def read(path: Path) -> Nomenclature:
    """The list in a file; raises findings.Refused where it cannot be read, and NoListError where no table in it has a column of codes."""
    found = sorted({pair for grid in document.book(path).grids for pair in _pairs(grid)})
    if not found:
        raise NoListError(path)
    return Nomenclature(hashlib.sha256(path.read_bytes()).hexdigest(), tuple(found))


def _pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    """The (code, name) pairs below the first row with a heading of codes; a code may be spread over the columns up to the next heading."""
    top = next((cell.row for cell in grid.cells if _heads_codes(cell.text)), grid.rows)
    headings = {column: text for column in range(grid.columns) if top < grid.rows and (text := grid.at(top, column).text)}
    # A heading merged over several columns stands at each of them.
    starts = [column for column in headings if column - 1 not in headings or headings[column - 1] != headings[column]]
    for first, name in zip(starts, starts[1:]):
        if _heads_codes(headings[first]) and not _heads_codes(headings[name]):
            for row in range(top + 1, grid.rows):
                code = ".".join(text for column in range(first, name) if (text := grid.at(row, column).text)).upper().rstrip(".")
                if code and grid.at(row, name).text:
                    yield code, grid.at(row, name).text


def _heads_codes(text: str) -> bool:
    return text.lower().startswith(tuple(vocabulary("nomenclature")["code"]))
