"""Cells that only say `as above` (`sda`, `"`): what they say is the text of the cell above."""

from __future__ import annotations

from pipeline.findings import Finding
from pipeline.grid import Cell
from pipeline.transform.heading_words import plain
from pipeline.transform.headings import Head
from pipeline.vocabulary import vocabulary

SIGNS = frozenset("\"'”“’‘〃,")
# A name goes on in its own way; money that is told once more would be counted twice.
REPEATED = ("indicator", "formula", "definition", "data_source", "unit", "target", "baseline", "akhir", "realisasi", "owner", "result", "alignment")


def says(text: str) -> bool:
    """Whether a text is only a sign for `as above`."""
    return bool(text) and (plain(text) in vocabulary("titles")["ditto"] or set(text) <= SIGNS)


def filled(cells: tuple[Cell, ...], head: Head) -> tuple[tuple[Cell, ...], list[Finding]]:
    """The cells of a table, those that say `as above` with the text of the cell above them in their column, and one finding for all of these."""
    above: dict[int, Cell] = {}
    found, repeated = [], []
    for cell in cells:
        column = head.columns[cell.column]
        if cell.row >= head.end and column.field in REPEATED and not column.money:
            if says(cell.text) and cell.column in above:
                repeated.append(cell)
                cell = cell._replace(text=above[cell.column].text, lines=above[cell.column].lines, value=above[cell.column].value)
            if cell.text:
                above[cell.column] = cell
        found.append(cell)
    told = [Finding("sel-sama-dengan-atas", repeated[0].source, {"teks": repeated[0].text, "jumlah": len(repeated)})] if repeated else []
    return tuple(found), told
