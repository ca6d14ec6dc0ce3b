"""Tables whose levels share a column: what level a row is of, whose result it states, and under which sub-unit it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.grid import Cell, Grid
from pipeline.transform import alternating, bands, levels, lists, looks, outline, titles
from pipeline.transform.fronts import Front
from pipeline.transform.heading_words import plain
from pipeline.transform.headings import Column, Head
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary

# Rows of results without code may be most of a table of codes.
CODED = 0.2
# So many of a level's rows have a result of their own where a column speaks of them.
STATED = 0.5


@dataclass(frozen=True)
class Signs:
    """What tells levels apart in a table.

    Whether its rows bear codes, whether code rows leave the indicators to result rows below them, the columns of result statements, levels of names
    that other tables tell, the column in which results are indented, the levels of looks, whether labels of several levels (`Sasaran :`) stand in front,
    whether nothing but their order tells names apart, for fills only alternate and all words have one form, and the rows' numbers and names of an outline
    (1, 1.1) with the level of each of its depths, the rows that name nodes above their results with the level of each, the rows that hold nothing but the
    word of a level, and whether it lacks a heading.
    """

    coded: bool
    alternating: bool
    results: tuple[Column, ...]
    known: dict[str, str]
    indent: int | None
    looks: dict[frozenset[str], str]
    by_fill: bool
    labelled: bool
    ordered: bool
    numbered: dict[int, tuple[str, str, bool]]
    depths: dict[int, str]
    names: dict[int, tuple[str | None, str]]
    bands: dict[int, bands.Band]
    headless: bool


def signs_of(grid: Grid, head: Head, known: dict[str, str]) -> Signs:
    """The signs of a table."""
    shared = [c.index for c in head.columns if c.field == "name" and c.level is None]
    body = [c for c in grid.cells if c.row >= head.end and c.text]
    texts = [c for c in body if c.column in shared]
    coded = {c.row for c in texts if levels.split_front(c.text, True)[1]} | {c.row for c in body if head.columns[c.column].field == "code"}
    measured = {c.row for c in body if head.columns[c.column].field == "indicator"}
    results = tuple(c for c in head.columns if c.field == "result" and c.level)
    indent = shared[1] if len(shared) > 1 and shared[1] == shared[0] + 1 else None
    # Where the code row names its own indicator, a row without code is a node of a level without codes; else it is a result.
    unmeasured = any(c.field == "indicator" for c in head.columns) and len(coded & measured) < 0.5 * len(coded)
    bears_codes = bool(texts) and len(coded) >= CODED * len(texts)
    named = next((c.levels for c in head.columns if c.index in shared), ())
    filled = bool(shared) and looks.banded(grid, head.end, shared[0])
    seen = looks.levels_of(texts, named) if not bears_codes and not results and not filled else {}
    labels = {levels.level_of_label(c.text) for c in texts} - {None}
    numbered = outline.numbers_of(grid, head.end, shared[0], _count_left(head, shared[0])) if shared else {}
    depths = outline.levels_of(numbered, named)
    ordered = filled and len({levels.level_of_verb(c.text) for c in texts}) == 1
    labelled = len(labels) > 1 and not bears_codes
    names = alternating.levels_of(grid, head, shared[0], known) if shared and not coded and not depths and not results else {}
    return Signs(bears_codes and not depths, unmeasured, results, known, indent, seen, looks.by_fill(texts, named), labelled, ordered, numbered, depths, names, bands.of(grid, head.end) if shared else {}, head.guessed)


def _count_left(head: Head, name: int) -> int | None:
    return next((c.index for c in reversed(head.columns[:name]) if c.field in ("count", "number")), None)


def level_of_row(grid: Grid, row: int, column: Column, cell: Cell, code: str | None, signs: Signs, open_: dict[str, Node]) -> tuple[str | None, str]:
    """The level of a row, None where it is a result, and the weak sign that told it: `kata`, `tampilan`, `urutan` or nothing.

    Codes come first, then words, other tables, results; a label holds down its column until the next.
    """
    if row in signs.numbered and signs.depths:
        return signs.depths[outline.depth(signs.numbered[row][0])], ""
    if signs.names:
        return signs.names.get(row, (None, ""))
    if code and (level := levels.level_of_code(code)):
        return level, ""
    band = bands.over(signs.bands, row)
    if level := levels.level_of_word(cell.text) or (band[0] if len(band) == 1 else None):
        return level, ""
    if level := levels.level_of_tag(cell.text):
        return level, ""
    if signs.coded and signs.indent:
        return ("sub_kegiatan", "kata") if column.index < signs.indent < cell.column_end else (None, "")
    # Without a heading no form of a verb tells what a page begins with: it may be the rest of what the page before holds.
    if signs.coded and (signs.alternating if open_ else signs.headless):
        return None, ""
    # A drawn cell may lack its lower border and so lend its OUTPUT to the rows below: a code seen elsewhere is surer.
    if level := signs.known.get(_bare(cell.text)):
        return level, ""
    if signs.results:
        return _beside_result(grid, row, signs), ""
    if signs.labelled and open_:
        return next(reversed(open_)), ""
    if level := signs.looks.get(looks.look_of(cell, signs.by_fill)):
        return level, "tampilan"
    if (named := band or column.levels) and not {"tujuan", "sasaran"} & set(named):
        return None, ""
    next_ = "sasaran" if {"tujuan", "sasaran"} & open_.keys() else "tujuan"
    if signs.ordered:
        return next_, "urutan"
    if level := levels.level_of_verb(cell.text):
        return level, "kata"
    # Below a program a name without any sign may be a kegiatan of the program as well as a sasaran.
    if not signs.coded and any(levels.rank(level) >= levels.rank("program") for level in open_):
        return None, ""
    return next_, "kata"


def states_result(grid: Grid, head: Head, row: int, column: Column, name: str, signs: Signs, above: Node | None) -> bool:
    """Whether a row without level may be a result: one that names a sub-unit, where code rows bear their own indicators, is that unit's share of the row above; one that
    begins as goals do, with an indicator of its own below a row that has its own, may be a goal where the heading names no results."""
    shares = titles.names_unit(name.lstrip("-–—•* ")) and not signs.alternating
    goal = above is not None and not signs.alternating and levels.level_of_verb(name) and not _names_results(column.heading) and all(_measured(grid, head, of) for of in (row, above.row))
    return not shares and not goal and (signs.coded or bool(signs.names) and row not in signs.names)


def _names_results(heading: str) -> bool:
    """Whether a heading names results beside levels (`PROGRAM / OUTCOME / KEGIATAN / OUTPUT`)."""
    return any(set(phrases) & set(plain(heading).split()) for phrases in vocabulary("headings")["result"].values())


def _measured(grid: Grid, head: Head, row: int) -> bool:
    cells = [grid.at(row, c.index) for c in head.columns if c.field == "indicator"]
    return any(cell.text and cell.row == row for cell in cells)


def marked_goal(front: Front, nodes: list[Node], open_: dict[str, Node]) -> str | None:
    """The goal that the form of its first word tells of a row that bears a letter or number where others bear codes: above all programs, or below such a goal."""
    numbered = front.marked or front.code and not (levels.whole(front.code) and levels.rank(levels.level_of_code(front.code)) >= levels.rank("program"))
    goals = any(open_[level].number for level in ("tujuan", "sasaran") if level in open_)
    first = all(levels.rank(node.level) < levels.rank("program") for node in nodes)
    return levels.level_of_verb(front.name) if numbered and (goals or first) else None


def names_in(cell: Cell, level: str | None) -> list[tuple[str, str | None, str]]:
    """The names in a cell, each with its level and number: in a column of one level the items of a list, the lines that begin with codes, or what begins with
    the level's word where the first line does; in a shared column one at every line that begins with the word of a level.
    """
    if not level:
        return _worded(cell.lines)
    if len(cell.lines) > 1 and all(levels.split_front(line)[1] for line in cell.lines):
        return [(level, None, line) for line in cell.lines]
    worded = _worded(cell.lines) if levels.level_of_word(f"{cell.text} ") == level else []
    return [(level, *item) for item in lists.marked(cell)] or (worded if {name for name, *_ in worded} == {level} else [])


def _worded(lines: tuple[str, ...]) -> list[tuple[str, str | None, str]]:
    """The names that begin with the word of a level on a new line; where a colon closes the first such word, with one that it closes too."""
    found: list[tuple[str, str | None, str]] = []
    told = levels.level_of_label if lines and levels.level_of_label(lines[0]) else levels.level_of_word
    for line in lines:
        # The word may stand alone on its line, the name on the next.
        level = told(f"{line} ")
        if level:
            found.append((level, None, line))
        elif found:
            found[-1] = (found[-1][0], None, f"{found[-1][2]} {line}")
    return found


def _beside_result(grid: Grid, row: int, signs: Signs) -> str:
    filled = [c.level for c in signs.results if (cell := grid.at(row, c.index)).text and cell.row == row]
    return max(filled, key=levels.rank) if filled else "sub_kegiatan"


def _bare(text: str) -> str:
    return levels.bare_name(levels.split_front(text)[2], "program")


def known_levels(nodes: list[Node]) -> dict[str, str]:
    """The levels of names that stand with codes, by bare name; names of several levels tell nothing."""
    found = defaultdict(set)
    for node in nodes:
        if node.code:
            found[_bare(node.name)].add(node.level)
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1}


def printed_before(nodes: list[Node], node: Node, parent: Node | None, money: bool) -> Node | None:
    """The node that its table printed before under the same parent.

    A goal of the same name; or a node of the same code, save where a table with money lists a level again under each sub-unit.
    """
    goal = node.level in levels.marked("goal") and bool(node.name)
    if not goal and (not node.code or money and node.level in levels.marked("per_unit")):
        return None
    return sibling(nodes, node, parent)


def sibling(nodes: list[Node], node: Node, parent: Node | None) -> Node | None:
    """The node of the same level, name, number, code and organisation under a parent that is printed again."""
    what = lambda n: (n.level, n.code, n.name, n.number, n.organisation)
    return next((n for n in nodes if n.parent is parent and what(n) == what(node)), None)


def result_owner(last: Node | None, text: str) -> Node | None:
    """Whose result a text states: the last node's while it has none, an open one's that states it already, else the next higher level's."""
    if last is None:
        return None
    if not last.result:
        return last
    stated = next((n for n in last.line() if text in n.result), None)
    return stated or last.parent or last


def speaks_of_rows(grid: Grid, column: Column, nodes: list[Node]) -> set[int]:
    """The rows whose results are those of nodes below the level of a column of results, unless its heading names its level.

    They are the rows of a level that hold no node of the column's level or above, where most of them have a result of their own in it, or the row
    of the node above has.
    """
    if not column.level or column.levels:
        return set()
    stated = lambda row: bool((cell := grid.at(row, column.index)).text) and cell.row == row
    own, higher, found = defaultdict(dict), {n.row for n in nodes if levels.rank(n.level) <= levels.rank(column.level)}, set()
    for node in nodes:
        if node.row not in higher:
            own[node.level][node.row] = stated(node.row)
            if any(above.level == column.level and stated(above.row) for above in node.line()):
                found.add(node.row)
    return found | {row for has in own.values() if sum(has.values()) > 1 and sum(has.values()) >= STATED * len(has) for row in has}


def states(nodes: list[Node], printed: Node, column: Column, cell: Cell, of_rows: set[int]) -> Node | None:
    """Who states a result that begins beside a printed node: the one node of the column's level that it reaches lower down, else the printed one.

    None where the printed node is deeper than the column's level, and the cell in none of the rows that a column `speaks_of_rows`.
    """
    reached = [n for n in nodes if n.level == column.level != printed.level and cell.row < n.row < cell.row_end]
    if column.level and levels.rank(printed.level) > levels.rank(column.level):
        return printed if printed.row == cell.row and cell.row in of_rows else None
    return reached[0] if len(reached) == 1 else printed


def name_units(nodes: list[Node], units: dict[int, str]):
    """Where a table lists a code again under another sub-unit, all its nodes of such levels bear the unit under which they stand."""
    under = defaultdict(set)
    for node in nodes:
        if node.code and node.level in levels.marked("per_unit"):
            under[node.code].add(units.get(id(node)))
    if any(len(of) > 1 for of in under.values()):
        for node in nodes:
            if node.level in levels.marked("per_unit"):
                node.unit_name = levels.split_front(units.get(id(node)) or "")[2] or None
