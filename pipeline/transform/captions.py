"""The lines above the heading of a table: titles, and what all its rows are part of (`Sasaran 1 : …`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform import levels, titles
from pipeline.transform.heading_words import field_of, known
from pipeline.transform.headings import Head
from pipeline.transform.node import Node
from pipeline.vocabulary import alternation, vocabulary

NUMBER, CODE = re.compile(r":?\s*\d{1,2}\.?"), re.compile(r":?\s*[\dX](?:\.\d+)+\.?")
SPACED = re.compile(r"^(?:[^\W\d_] ){3,}[^\W\d_](?=\s*:|\s+\d)")


def carried(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those of which the lines above name a part of something with the lines above earlier ones that name the whole (`Tujuan 1 :` above two tables,
    `Sasaran 1 :` and `Sasaran 2 :` above one each); what pages print is one grid where it goes on."""
    found, open_ = [], {}
    for grid in grids:
        drawn = any(cell.boxes for cell in grid.cells[:1])
        named = [] if drawn else [(levels.rank(level), cell) for _, cell in _below_labels(grid.captions) if (level := levels.level_of_label(cell.text))]
        highest = min((rank for rank, _ in named), default=0)
        # What stands above the tables of one organisation says nothing of another's.
        open_ = {} if titles.whose([cell.text for cell in grid.captions]) else open_
        over = tuple(cell for rank, cell in open_.items() if rank < highest)
        found.append(replace(grid, captions=over + grid.captions) if over else grid)
        for rank, cell in named:
            open_ = {above: one for above, one in open_.items() if above < rank}
            if not _is_label(cell.text):
                open_[rank] = cell
    return found


def begins(grid: Grid, head: Head, after: int) -> int:
    """The row at which the lines above a heading begin, below the rows up to `after`: from an empty row, a label or a text over the whole table on; its own
    row where no label and no word of titles stands there."""
    lines = _loose(grid, head, after)
    return lines.start if any(labelled(grid, r) or _titles(grid, r) for r in lines) else head.start


def parted(grid: Grid, head: Head, after: int) -> int:
    """The row at which a table of another kind begins: an empty row parts whatever stands over its heading from the table above."""
    lines = _loose(grid, head, after)
    return lines.start if lines and not grid.begun(lines.start) else begins(grid, head, after)


def _loose(grid: Grid, head: Head, after: int) -> range:
    row = head.start
    while row > after and (len(grid.begun(row - 1)) < 2 or labelled(grid, row - 1) or _names_organisation(grid, row - 1) or _measures(grid.begun(row - 1)) or _of_rows(grid.begun(row - 1))):
        row -= 1
    return range(next((r for r in range(row, head.start) if _opens(grid, r)), head.start), head.start)


def alone(grid: Grid, cell: Cell) -> bool:
    """Whether a cell holds the only text of its row, and the row below fills its column: no name that goes on does so."""
    return len(grid.begun(cell.row)) == 1 and cell.row_end < grid.rows and bool((below := grid.at(cell.row_end, cell.column)).text) and len(grid.begun(below.row)) > 1


def _opens(grid: Grid, row: int) -> bool:
    texts = grid.begun(row)
    # In a grid of two columns a merged cell may as well be a name.
    return not texts or bool(labelled(grid, row)) or _names_organisation(grid, row) or texts[0].column_span > 2 and texts[0].column_span >= 0.8 * grid.columns


def _titles(grid: Grid, row: int) -> bool:
    """Whether a row tells who plans, where or for which years."""
    words = vocabulary("titles")
    return _names_organisation(grid, row) or any(re.search(words[name], c.text) for c in grid.begun(row) for name in ("organisation", "region", "years"))


def _names_organisation(grid: Grid, row: int) -> bool:
    """Whether a row names nothing but an organisation, in one cell or with its label in the one before."""
    texts = [c.text.strip(" :") for c in grid.begun(row)]
    texts = [text for text in texts if text]
    if len(texts) == 2:
        return bool(titles.organisation_label(" : ".join(texts)))
    return len(texts) == 1 and bool(titles.whose([c.text for c in grid.begun(row)]))


def labelled(grid: Grid, row: int) -> list[Node]:
    """What a row names by words of levels closed by a colon, in one cell or with the name in the next; nothing where more stands there."""
    # Label, colon and name often stand in three cells, so that the colons are in line.
    cells = [c for c in grid.begun(row) if c.text != ":"]
    apart = levels.level_of_label(cells[0].text.rstrip(" :") + " :") in levels.marked("apart") if len(cells) == 3 else False
    if len(cells) == 3 and NUMBER.fullmatch(cells[1].text) and not apart:
        cells = [cells[0]._replace(text=f"{cells[0].text.rstrip(' :')} {cells[1].text.strip(' :.')}"), cells[2]]
    if len(cells) == 3 and (CODE.fullmatch(cells[1].text) or apart and NUMBER.fullmatch(cells[1].text)):
        cells = [cells[0], cells[2]._replace(text=f"{cells[1].text.lstrip(': ')} {cells[2].text}")]
    if len(cells) == 2 and _are_groups(cells[0].text, cells[1].text):
        return []
    if len(cells) == 2 and not known(cells[1].text):
        word = _drawn_together(cells[0].text.rstrip(" :") + " : ")
        return [] if levels.split_front(word)[2] else _nodes(cells[1], [word + cells[1].text.lstrip(": ")])
    return _nodes(cells[0], [_drawn_together(line) for line in cells[0].lines]) if len(cells) == 1 else []


def _are_groups(label: str, text: str) -> bool:
    """Whether two texts head groups of columns, which begin alike (`KINERJA UTAMA`, `KINERJA PENDUKUNG`); a name may begin with all words of its label."""
    words, others = [word for word in label.rstrip(" :").split() if word.isalpha()], text.split()
    return len(words) > 1 and words[0] == others[0] and words != others[: len(words)]


def _drawn_together(text: str) -> str:
    """A text without the blanks that space the letters of its first word (`T u j u a n :`)."""
    return SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def _nodes(cell: Cell, lines: Sequence[str]) -> list[Node]:
    """The nodes of lines that a level's word opens, with the lines that follow each."""
    texts: list[str] = []
    for line in lines:
        texts = [*texts, line] if not texts or levels.level_of_label(line) else [*texts[:-1], f"{texts[-1]} {line}"]
    found = [_node(cell, levels.level_of_label(text), text) for text in texts]
    return found if all(node.level and node.level not in levels.marked("beside") and node.name.strip(" -–") for node in found) else []


def _node(cell: Cell, level: str | None, text: str) -> Node:
    number, code, name = levels.split_front(text)
    if number is None and code is None:
        number, code, name = levels.split_front(name)
    if level not in levels.marked("apart"):
        return Node(level or "", name, cell, cell.row, None, number, code)
    # One digit is the code of an urusan; `Urusan : 1.02 Kesehatan` names a bidang urusan.
    if not number and not code and (front := re.match(r"([\dX])\s+(?=[^\W\d])", name)):
        code, name = front[1], name[front.end() :]
    coded = levels.level_of_code(code) if code else None
    return Node(coded if coded in levels.marked("apart") else level, name, cell, cell.row, None, number, code)


def above(grid: Grid, head: Head, start: int) -> list[Node]:
    """The nodes that the lines above a heading name, of higher levels than its columns, and of levels that stand apart where none of its columns does; none of a
    level, nor below it, of which several are named."""
    columns = [level for c in head.columns if c.field == "name" for level in c.levels or filter(None, [c.level])]
    highest = min(map(levels.rank, columns), default=0)
    apart = levels.marked("apart") if columns and not levels.marked("apart") & set(columns) else frozenset()
    lines = [node for _, nodes in _lines(grid, head, start) for node in nodes if levels.rank(node.level) < highest or node.level in apart]
    named = {(node.level, node.code, node.name): node for node in lines}.values()
    count = Counter(levels.rank(node.level) for node in named)
    several = min((rank for rank, of in count.items() if of > 1), default=len(levels.level_names()))
    return sorted((node for node in named if levels.rank(node.level) < several), key=lambda node: levels.rank(node.level))


def _lines(grid: Grid, head: Head, start: int) -> Iterator[tuple[list[Cell], list[Node]]]:
    """The lines above a heading with what each names: its rows from `start` on, and at the top of a grid the lines above that, from the last sentence on."""
    over = [cell for cell in grid.captions if not cell.row] if start == 0 else []
    for label, cell in _below_labels(over):
        yield [cell], _nodes(cell, [f"{label} {cell.text}"] if label else cell.lines)
    for row in range(start, head.start):
        yield grid.begun(row), labelled(grid, row)


def _below_labels(over: list[Cell]) -> list[tuple[str, Cell]]:
    """The paragraphs above a table from the last sentence on, each with the label alone that it stands below: where several do, none is the one that the table hangs under."""
    found, label = [], ""
    for cell in over:
        if levels.level_of_label(cell.text) or _measures([cell]) or _is_title(cell.text):
            label = ""
        found.append((label, cell))
        # A paragraph that closes like a sentence is running text: what a table hangs under stands between it and the table.
        if cell.text.endswith(".") and not label and not levels.level_of_label(cell.text):
            found = []
        label = cell.text if _is_label(cell.text) else label
    return found


def _is_title(text: str) -> bool:
    """Whether a paragraph is a title, or nothing but the name of an organisation."""
    return bool(re.match(vocabulary("titles")["title_line"], text, re.I)) or titles.names_whose(None, text)


def _is_label(text: str) -> bool:
    """Whether a text is the word of a level, closed by a colon: its name stands in the next line."""
    return bool(levels.level_of_label(text) and not levels.split_front(text)[2])


def unread(grid: Grid, head: Head, start: int, taken: list[Node], known: list[Node]) -> Iterator[Finding]:
    """One finding per line above a heading that names a level, an indicator, an owner or money, and is not taken, nor names again what the table has."""
    used, there = {node.cell.source for node in taken}, {(node.level, node.name) for node in known}
    for cells, nodes in _lines(grid, head, start):
        nodes = [node for node in nodes if (node.level, node.name) not in there]
        if (nodes or _measures(cells) or _of_others(cells) or _of_rows(cells)) and not used & {c.source for c in cells}:
            yield Finding("sel-tak-terpakai", cells[-1].source, {"teks": " ".join(c.text for c in cells)[:80]})


def unread_again(grid: Grid, repeated: list[Head]) -> Iterator[Finding]:
    """One finding per line over a heading printed again that names an indicator, an owner or money: such lines go with the heading."""
    for row in (row for head in repeated for row in range(head.start, head.end)):
        cells = grid.begun(row)
        if (_measures(cells) or _of_rows(cells)) and not labelled(grid, row):
            yield Finding("sel-tak-terpakai", cells[-1].source, {"teks": " ".join(c.text for c in cells)[:80]})


def _of_others(cells: list[Cell]) -> bool:
    """Whether a line says a goal that its label calls another's (`Sasaran RPJMD : …`), or that no colon parts from its label (`Sasaran 1 Meningkatnya …`)."""
    words = alternation(word for entry in vocabulary("levels")["level"] for word in entry["words"])
    return 0 < len(cells) < 4 and bool(re.match(rf"(?:{words})(?:(?:\s+\w+){{1,3}}\s*:|(?:\s+[\w.]{{1,6}})?\s*=|\s+\d{{1,2}}(?=\s+(?-i:[A-Z])\w\w))\s*\S", " ".join(c.text for c in cells), re.I))


def _measures(cells: list[Cell]) -> bool:
    """Whether a line says an indicator behind its label, in one cell or several."""
    texts = [c.text for c in cells]
    return len(texts) < 4 and any(re.match(vocabulary("kinds")["label"], text, re.I) for text in (*texts, " ".join(texts)))


def _of_rows(cells: list[Cell]) -> bool:
    """Whether a line says behind a colon whose the rows below it are, or their money."""
    label, colon, text = " ".join(c.text for c in cells).partition(":")
    return 0 < len(cells) < 4 and bool(colon and text.strip()) and field_of(label.strip()) in ("owner", "pagu")
