"""Notes about change: which cells are notes, and which nodes they retire. The words are data."""

from __future__ import annotations

import re
from functools import cache

from pipeline.grid import Cell, Grid
from pipeline.transform.heading_words import levels_in
from pipeline.transform.headings import Head
from pipeline.transform.levels import level_of_label
from pipeline.transform.node import Node
from pipeline.transform.titles import heads_organisation
from pipeline.vocabulary import vocabulary

# Behind `Program` or `Kegiatan` alone a dash or bracket opens the name.
TAIL = re.compile(r"(?<=\w)(?<!^program)(?<!^kegiatan)\s(?:\(([^()]+)\)|[-–—]\s+(.+))$", re.I)
OWN = ("name", "indicator", "formula", "definition", "data_source", "result", "alignment", "owner")
YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s*(?:-|–|s/d)\s*(20\d\d))?")


def action_of(text: str) -> str | None:
    """The action that a note's words tell; None where they tell none."""
    lowered = text.lower()
    # Few texts tell any, and one look shows which do not.
    if not _any_action().search(lowered):
        return None
    return next((name for name, words in _actions() if any(_is_said(lowered, match.start()) for match in words.finditer(lowered))), None)


def _is_said(text: str, place: int) -> bool:
    """Whether words of change at a place of a text tell of a node, and not that it stays."""
    return not _unless().search(text[:place])


@cache
def _actions() -> list[tuple[str, re.Pattern]]:
    """Each action with the pattern of its words."""
    return [(action["name"], _pattern(action["words"])) for action in vocabulary("notes")["action"]]


@cache
def _any_action() -> re.Pattern:
    return _pattern([word for action in vocabulary("notes")["action"] for word in action["words"]])


def _pattern(words: list[str]) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def _unless() -> re.Pattern:
    return re.compile(rf"(?:{'|'.join(vocabulary('notes')['unless']['before'])})\s*$")


def validity(text: str) -> dict[str, int]:
    """The years that a note gives for which a node holds: `valid_from`, `valid_to`."""
    plain = " ".join(text.lower().split()).rstrip(".")
    said = {name: pattern.search(plain) for name, pattern in _validity().items()}
    return {name: int(said[word][1]) for name, word in (("valid_from", "since"), ("valid_to", "until")) if said[word]}


@cache
def _validity() -> dict[str, re.Pattern]:
    return {name: re.compile(pattern) for name, pattern in vocabulary("notes")["validity"].items()}


def cells(grid: Grid, head: Head) -> list[Cell]:
    """The note cells of a grid: words of change in a short cell, or a text merged over several indicator columns."""
    found = []
    for cell in grid.cells:
        if cell.row < head.end or not cell.text:
            continue
        told = cell.column_span > 1 and _reaches_over(cell, head) or tells(cell, head)
        # Asked last, for few cells tell anything.
        if told and not level_of_label(cell.text) and not heads_organisation(cell.text):
            found.append(cell)
    return found


def _reaches_over(cell: Cell, head: Head) -> bool:
    """Whether a cell is merged over indicators and formulas, or over those of several levels."""
    over = {(c.field, c.level) for c in head.columns[cell.column : cell.column_end] if c.field in ("indicator", "formula", "indicator_number")}
    return len({field for field, _ in over if field != "indicator_number"}) > 1 or len({level for _, level in over}) > 1


def tells(cell: Cell, head: Head) -> bool:
    """Whether a short cell tells of a change; in a column with texts of its own it must begin so."""
    if head.columns[cell.column].field == "name" and TAIL.search(cell.text):
        return False
    own = head.columns[cell.column].field in OWN
    # Longer texts speak of change without retiring anything.
    return len(cell.text.split()) <= 20 and bool((_opens(cell.text) if own else action_of(cell.text)) or validity(cell.text))


def _opens(text: str) -> bool:
    """Whether a text begins with words of change, or with nothing but words that lead to them."""
    lowered = text.lower()
    # As for an action.
    if not _any_action().search(lowered):
        return False
    places = range(_leads().match(lowered).end() + 1)
    return any(words.match(lowered, place) and _is_said(lowered, place) for _, words in _actions() for place in places)


@cache
def _leads() -> re.Pattern:
    return re.compile(rf"(?:\W*\b(?:{'|'.join(vocabulary('notes')['opening']['words'])})\b\W*)*")


def reaching(grid: Grid, head: Head, found: list[Cell], nodes: list[Node], printed: dict[int, list[Node]]) -> list[Cell]:
    """The notes over all rows that they speak of: one printed again beside a parent that is, and one in the first row of a node of its column's or words' level."""
    whole: list[Cell] = []
    for cell in found:
        last = whole[-1] if whole else None
        again = any(node.row < cell.row for node in printed.get(cell.row, []))
        if again and last and (last.text, last.column, last.row_end) == (cell.text, cell.column, cell.row):
            whole[-1] = last._replace(row_span=last.row_span + cell.row_span)
        else:
            whole.append(cell)
    return [cell._replace(row_span=_reach(grid, head, cell, nodes) - cell.row) for cell in whole]


def _reach(grid: Grid, head: Head, cell: Cell, nodes: list[Node]) -> int:
    """Where a note ends that no merged cell bounds: blanks below it go on to the end of the node that begins beside it."""
    levels = {c.level for c in head.columns[cell.column : cell.column_end]} - {None} or set(levels_in(cell.text))
    end = max((n.row_end for n in nodes if n.row == cell.row and n.level in levels), default=cell.row_end)
    blank = all(not grid.at(row, cell.column).text for row in range(cell.row_end, end))
    return end if cell.row_span == 1 and blank else cell.row_end


def behind(nodes: list[Node]) -> list[Cell]:
    """The notes that stand behind the names of nodes, in brackets or after a dash, each as a cell over its node's rows."""
    tails = [(node, TAIL.search(node.name)) for node in nodes]
    said = [(node, tail[1] or tail[2]) for node, tail in tails if tail]
    return [n.cell._replace(row=n.row, row_span=n.row_end - n.row, text=text) for n, text in said if _opens(text) or validity(text)]


def covered(nodes: list[Node], cell: Cell) -> list[Node]:
    """The highest nodes all of whose rows a note covers."""
    inside = [n for n in nodes if cell.row <= n.row and n.row_end <= cell.row_end]
    return [n for n in inside if n.parent not in inside]


def apply(nodes: list[Node], cell: Cell) -> list[Node]:
    """Retire the nodes that a note covers, with all below them; date those that replace them. Returns the highest covered."""
    top = covered(nodes, cell)
    action = action_of(cell.text)
    retiring = any(a.get("retires") for a in vocabulary("notes")["action"] if a["name"] == action)
    years, holds = YEARS.search(cell.text), validity(cell.text)
    for node in nodes if holds else ():
        if any(n in top for n in node.line()):
            node.valid_from, node.valid_to = holds.get("valid_from", node.valid_from), holds.get("valid_to", node.valid_to)
    for node in nodes if retiring else ():
        if any(n in top for n in node.line()):
            node.status, node.status_note = "dihapus", cell.text
            # The year that a note names is the first without the node.
            node.valid_to = int(years.group(1)) - 1 if years else None
    if retiring and years and years.group(2) and "diganti" in cell.text.lower() and top:
        _date_followers(nodes, top, int(years.group(1)), int(years.group(2)))
    return top


def _date_followers(nodes: list[Node], top: list[Node], start: int, end: int):
    followers = [n for n in nodes if n.level == top[-1].level and n.parent is top[-1].parent and n.row >= top[-1].row_end]
    for node in nodes:
        if any(n in followers for n in node.line()):
            node.valid_from, node.valid_to = start, end
