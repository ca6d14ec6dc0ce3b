"""Words that a narrow column breaks at the end of a line without a hyphen, told by the same words unbroken elsewhere in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.findings import Finding, listed
from pipeline.grid import Cell, Grid

WORD = re.compile(r"[^\W\d_]+")
LAST, FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
LONG = 5
SHOWN = 10


def mended(grids: list[Grid]) -> tuple[list[Grid], list[Finding]]:
    """The grids with such words whole again, and one finding that lists them."""
    broken = [pair for grid in grids for cell in grid.cells if len(cell.lines) > 1 for pair in _breaks(cell)]
    whole, inside = _words(grids) if broken else (Counter(), Counter())
    # A half that is a word of its own may stand there as one; a lone letter never does.
    odd = lambda half: len(half) == 1 or not inside[half.lower()]
    sure = {(a, b) for a, b in broken if len(a + b) >= LONG and whole[(a + b).lower()] and odd(a) and odd(b)}
    if not sure:
        return grids, []
    words = {a + b: None for a, b in broken if (a, b) in sure}
    found = Finding("kata-disambung", "", {"jumlah": sum(pair in sure for pair in broken), "teks": listed(list(words), SHOWN, ", ")})
    return [replace(grid, cells=tuple(_joined(cell, sure) for cell in grid.cells)) for grid in grids], [found]


def _breaks(cell: Cell) -> Iterator[tuple[str, str]]:
    """The letters on both sides of each line's end, where they may be one word: all small, or all capitals."""
    for _, last, first in _met(cell):
        if (last + first[0])[1:].islower() or (last + first[0]).isupper():
            yield last, first[0]


def _met(cell: Cell) -> Iterator[tuple[int, str, re.Match]]:
    """The places of the lines of a cell that end in a letter where the next one begins with one, with the letters on both sides."""
    for k, (line, after) in enumerate(zip(cell.lines, cell.lines[1:])):
        if line[-1:].isalpha() and (first := FIRST.match(after)):
            yield k, LAST.search(line)[0], first


def _words(grids: list[Grid]) -> tuple[Counter, Counter]:
    """How often each word stands anywhere, and how often where no line's end may have cut it."""
    whole, inside = Counter(), Counter()
    for cell in (cell for grid in grids for cell in grid.cells if cell.text):
        for k, line in enumerate(cell.lines or (cell.text,)):
            words = WORD.findall(line.lower())
            for word in words:
                whole[word] += 1
            # The first word of a line may be the end of one, the last the beginning.
            for word in words[k > 0 : len(words) - (k < len(cell.lines) - 1)]:
                inside[word] += 1
    return whole, inside


def _joined(cell: Cell, sure: set[tuple[str, str]]) -> Cell:
    if len(cell.lines) < 2:
        return cell
    lines, text = list(cell.lines), cell.text
    for k, last, first in _met(cell):
        if (last, first[0]) in sure:
            lines[k], lines[k + 1] = lines[k] + first[0], lines[k + 1][first.end() :].lstrip()
            text = text.replace(f"{last} {first[0]}", last + first[0])
    return cell._replace(lines=tuple(line for line in lines if line), text=text) if text != cell.text else cell
