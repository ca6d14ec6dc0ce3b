"""Where things stand in the evidence: from a row of a table to the cell it was read from, and from a cell back to what became of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.loaders.report.words import role_of, shorten

# A table smaller than this that is no cascade is a frame or a logo.
ROWS, COLUMNS = 2, 3
LAID = "left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%".format
CORNER = "left:{:.2f}%;top:{:.2f}%".format


@dataclass(slots=True)
class Cell:
    """A cell as the evidence tells it, what it was taken for, the page it is shown on, and the anchors of the rows and findings that were read from it."""

    place: int
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    source: str
    role: dict
    boxes: list[list]
    file: str = ""
    anchors: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The classes of its box."""
        return f"p-{self.role['name']} ada" if self.flags else f"p-{self.role['name']}"

    @property
    def says(self) -> str:
        """What its box tells who points at it."""
        return f"{self.role['label']}: {shorten(self.text)} ({self.source})"


@dataclass
class Places:
    """The tables of a document with their cells, and the cells by their addresses."""

    tables: list[dict] = field(default_factory=list)
    cells: dict[str, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[str, str] = field(default_factory=dict)


def of(document: dict) -> Places:
    """The tables of a document worth showing, each cell with the anchors of the rows and findings that were read from it."""
    found = Places()
    pictures = {picture["page"]: picture for picture in document["pictures"]}
    for row in document["evidence"]:
        given = json.loads(row["cells"])
        cells = [_cell(place, cell) for place, cell in enumerate(given, 1)]
        read = any(taken for *_, taken, _ in given)
        if read or row["rows"] >= ROWS and row["columns"] >= COLUMNS:
            _add(found, row, cells, read, pictures)
    _tie(found, document)
    for table in found.tables:
        _tie_beside(table)
    return found


def href(found: Places, source: str | None, text: str | None = None) -> str | None:
    """The link to the cell of an address, the one with the text where several bear it; to a whole table; None where nothing is shown."""
    if cell := _find(found, source, text):
        return f"{cell.file}#c{cell.place}"
    return found.whole.get(source)


def _find(found: Places, source: str | None, text: str | None) -> Cell | None:
    among = found.cells.get(source, [])
    # Findings quote a long text by its first 80 signs.
    return next((cell for cell in among if text and (cell.text == text or len(among) > 1 and cell.text[:80] in text)), among[0] if among else None)


def _cell(place: int, cell: list) -> Cell:
    row, column, row_span, column_span, text, source, taken, boxes = cell
    return Cell(place, row, column, row_span, column_span, text, source, role_of(taken), boxes)


def _add(found: Places, row: dict, cells: list[Cell], read: bool, pictures: dict[int, dict]) -> None:
    file = f"tabel-{len(found.tables) + 1:02}.html"
    drawn = {page for cell in cells for page, *_ in cell.boxes}
    # Boxes on some of the pages alone would hide the rest of the table.
    shown = read and drawn and all(page in pictures for page in drawn)
    found.tables.append(dict(
        file=file, source=row["source"], read=read, cells=cells, left_out=row["left_out"], counts=Counter(cell.role["name"] for cell in cells), rows=[] if shown else _laid_out(row, cells),
        pages=list(_by_page(cells, pictures)) if shown else []))
    found.whole.setdefault(row["source"], file)
    for cell in cells:
        cell.file = file
        found.cells[cell.source].append(cell)


def _by_page(cells: list[Cell], pictures: dict[int, dict]) -> Iterator[tuple[dict, list[tuple]]]:
    """The pictures of the pages, each with its boxes: the cell, the style that lays the box out, that of its upper right corner, whether it is the cell's first."""
    boxes = sorted(((box, place == 0, cell) for cell in cells for place, box in enumerate(cell.boxes)), key=lambda found: found[0][0])
    for page, found in groupby(boxes, key=lambda found: found[0][0]):
        across, down = 100 / pictures[page]["width"], 100 / pictures[page]["height"]
        yield pictures[page], [(cell, LAID(x0 * across, y0 * down, (x1 - x0) * across, (y1 - y0) * down), CORNER(x1 * across, y0 * down), first)
                               for (_, x0, y0, x1, y1), first, cell in found]


def _laid_out(row: dict, cells: list[Cell]) -> list[list[Cell | None]]:
    """The rows of a grid, each with the cells that begin in it, and None for a place that holds no text."""
    begins = {(cell.row, cell.column): cell for cell in cells}
    covered = {(r, c) for cell in cells for r in range(cell.row, cell.row + cell.row_span) for c in range(cell.column, cell.column + cell.column_span)}
    return [[begins.get((r, c)) for c in range(row["columns"]) if (r, c) in begins or (r, c) not in covered] for r in range(row["rows"])]


def _tie(found: Places, document: dict) -> None:
    """Give each cell the anchors of what was read from it."""
    ties = [(row, row["name"], f"n-{row['node_id']}") for row in document["nodes"]]
    ties += [(row, row["name"], f"i-{row['indicator_id']}") for row in document["indicators"]]
    ties += [(row, row["value_text"], f"i-{row['indicator_id']}") for row in document["targets"]]
    ties += [(row, row["value_text"], f"n-{row['node_id']}") for row in document["budgets"]]
    ties += [(row, row.get("text") or row.get("owner"), f"n-{row['node_id']}") for table in ("owners", "alignments", "notes") for row in document[table] if row["node_id"]]
    for row, text, anchor in ties:
        if (cell := _find(found, row["source"], text)) and anchor not in cell.anchors:
            cell.anchors.append(anchor)
    for row in document["findings"]:
        if cell := _find(found, row["source"], row["message"]):
            cell.flags.append(f"f-{row['finding_id']}")


def _tie_beside(table: dict) -> None:
    """A used cell of which no row tells its address leads where its nearest neighbour in its row leads, the left one first."""
    beside = defaultdict(list)
    for cell in table["cells"]:
        if cell.anchors:
            for row in range(cell.row, cell.row + cell.row_span):
                beside[row].append((cell.column, cell.anchors[0]))
    for cell in table["cells"]:
        if not cell.anchors and cell.role.get("used") and beside[cell.row]:
            cell.anchors = [min(beside[cell.row], key=lambda other: (other[0] > cell.column, abs(other[0] - cell.column)))[1]]
