"""What stands beside the nodes: indicators with their formulas, units and targets, money and owners."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform import indicators as words
from pipeline.transform import cell_values, listing, numbers, owner_columns
from pipeline.transform.headings import VALUES, Column, Head
from pipeline.transform.levels import NUMBERED, split_front
from pipeline.transform.lists import DASH, glued, is_bulleted, items, unbulleted
from pipeline.transform.node import Indicator, Node, Tree, begun, by_level, covering, placed, reached
from pipeline.transform.titles import heads_organisation, is_nameless
from pipeline.vocabulary import vocabulary

TEXTS = ("formula", "definition", "data_source", "unit")
# Money and these part what stands right of them from the indicators on their left.
PARTING = ("indicator", "name", "owner", "result")
SAYING = ("definition", "data_source", "unit", "owner", "alignment", "result")


@dataclass
class Beside:
    """What the walk over the attribute columns gave: ids of the cells used, and findings."""

    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def attach(grid: Grid, head: Head, tree: Tree, notes: set[int], document_mark: str | None) -> Beside:
    """Give every attribute cell to its node or indicator; what finds no owner stays unused."""
    walk = _Beside(grid, head, tree, Beside(), cell_values.marks(grid, head, document_mark))
    # A formula or unit may stand left of its indicator.
    columns = sorted(head.columns, key=lambda column: column.field != "indicator")
    for row in range(head.end, grid.rows):
        fresh: set = set()
        for column in columns:
            cell = grid.at(row, column.index)
            if cell.row == row and _is_of(cell, column, head) and cell.text and id(cell) not in notes:
                walk.take(row, column, cell, fresh)
        walk.settle(fresh)
    walk.unite_repeated()
    walk.spread()
    walk.beside.findings += [Finding("pagu-baris-lain", cell.source, {"teks": cell.text, "jumlah": len(walk.further)}) for cell in walk.further[:1]]
    return walk.beside


def _is_of(cell: Cell, column: Column, head: Head) -> bool:
    """Whether a cell is read in a column that it covers: in its first, and a value merged over several years in that of each."""
    if cell.column == column.index:
        return True
    over = head.columns[cell.column : cell.column_end]
    alike = all((c.field, c.money, c.level) == (column.field, False, column.level) for c in over)
    return column.field in VALUES and alike and len({c.year for c in over if c.year}) == len(over)


class _Beside:
    """The state of one pass over the attribute cells: the latest indicators of each level."""

    def __init__(self, grid: Grid, head: Head, tree: Tree, beside: Beside, marks):
        self.grid, self.head, self.tree, self.levels, self.beside, self.marks = grid, head, tree, by_level(tree.nodes), beside, marks
        self.shares = any(c.field == "name" and c.level is None for c in head.columns)
        self.names_units = any(c.field == "unit" for c in head.columns)
        self.owner_level = {c.index: owner_columns.owner_level(grid, head, c, tree, beside.findings) for c in head.columns if c.field == "owner" and not c.level}
        self.measures = {c.index: owner_columns.of_indicators(grid, head, c, tree) for c in head.columns if c.field == "owner"}
        self.latest: dict[str | None, list[Indicator]] = {}
        self.named: dict[str | None, dict[int, list[Indicator]]] = {}
        self.doubted: set[int] = set()
        self.waiting: list[tuple[Node, Column, Cell]] = []
        self.of_rows = {c.index: listing.speaks_of_rows(grid, c, tree.nodes) for c in head.columns if c.field == "result"}
        self.valued, self.further = False, []
        self.tall: list[tuple[Column, Cell, Indicator]] = []
        self.repeated: list[tuple[Node, Indicator]] = []
        self.shown: dict[int, int] = {}

    def take(self, row: int, column: Column, cell: Cell, fresh: set):
        """Give one cell to its node; `fresh` are the levels whose indicators this row names, and the columns that do. A dash is nothing; a formula says so itself."""
        self.shown |= dict.fromkeys(map(id, self.tree.printed.get(row, ())), row)
        level = self.owner_level.get(column.index, column.level)
        node = self._beside_node(cell) if column.field == "alignment" else self._node(row, level)
        if column.field == "result" and self.shares and (printed := self.tree.printed.get(row)):
            node = listing.states(self.tree.nodes, printed[-1], column, cell, self.of_rows[column.index]) or node
        if node is None:
            return
        nothing = column.field in SAYING and cell.text.lower() in vocabulary("formulas")["blank"] or column.field == "indicator" and is_nameless(cell.text)
        if nothing or column.field in ("indicator", *TEXTS) and not any(sign.isalnum() or sign == "%" for sign in cell.text) and not self.latest.get(level):
            self.beside.used.add(id(cell))
        # A tick says which of several columns is meant, and no name.
        ticked = column.field == "owner" and sum(sign.isalnum() for sign in cell.text) < 2
        if nothing or ticked or column.field == "indicator" and (numbers.is_sum(cell.text) or not any(sign.isalpha() for sign in cell.text)):
            return
        if column.field == "indicator":
            again = self._again(node, row)
            self.latest[level] = _indicators(node, cell, self.grid, self.head, column, self.names_units, again, self.beside)
            self.named.setdefault(level, {})[column.index] = self.latest[level]
            fresh |= {level, column.index}
            self._doubt_level(column, cell, node)
            self._doubt_share("indikator-beberapa-kotak", cell, node)
            self.repeated += [(node, one) for one in self.latest[level] if one not in node.indicators]
        elif column.field in TEXTS or column.field in VALUES and not column.money:
            owners = self._measured(column, level, row, fresh)
            self.valued |= column.field in VALUES
            if not owners and level is None and column.field in VALUES and node.row == row:
                self.waiting.append((node, column, cell))
            _beside_indicator(column, cell, owners, self.grid, self.marks, self.beside)
            if cell.row_span > 1 and len(owners) == 1:
                self.tall.append((column, cell, owners[0]))
            return
        elif column.field in VALUES:
            held = next((held for other, held, _ in node.budgets if other.index == column.index), None)
            if held is None:
                node.budgets.append((column, cell, self.marks[column.index]))
                self._doubt_share("pagu-beberapa-kotak", cell, node)
            elif cell.text not in (held.text, *vocabulary("formulas")["blank"]):
                self.further.append(cell)
        elif column.field == "owner":
            self._own(node, column, cell)
        elif column.field == "alignment":
            # A cell over all columns may name the organisation whose rows follow.
            if cell.column_span < self.grid.columns or not (split_front(cell.text)[1] or heads_organisation(cell.text)):
                node.alignments += [(column, cell, part) for part in items(cell)]
        elif column.field == "result":
            if cell.text not in node.result:
                node.result.append(cell.text)
        else:
            return
        self.beside.used.add(id(cell))

    def _own(self, node: Node, column: Column, cell: Cell):
        """Give a node the owners that a cell names, or the node of the one indicator that the cell stands beside, where owners are those of indicators; what it has
        already is not said again."""
        left = self.measures[column.index]
        beside = [one for ones in self.latest.values() for one in ones if (one.cell.row, one.cell.column) == (cell.row, left)]
        one = beside[0] if len(beside) == 1 else None
        node = one and self._node(cell.row, self.head.columns[left].level) or node
        said = [(text, h.heading, of) for h, _, text, of in node.owners]
        node.owners += [(column, cell, part, one) for part in dict.fromkeys(owner_columns.owners(cell)) if (part, column.heading, one) not in said]

    def _measured(self, column: Column, level: str | None, row: int, fresh: set) -> list[Indicator]:
        """The indicators that a value or text stands beside: of several columns those of the nearest on its left, and all where something else stands between."""
        # Of levels that share a column the one whose indicator the row names.
        level = level or next((of for of in (None, *self.latest) if of in fresh), None)
        latest = self.latest.get(level, [])
        latest = latest if level in fresh else _spanned(latest, row)
        beside = {k: found for k, ones in self.named.get(level, {}).items() if (found := ones if k in fresh else _spanned(ones, row))}
        if len(beside) < 2:
            # What another column says of the same year is said of an indicator that is not written.
            said = {(held.field, held.year) for one in latest for held, *_ in one.targets if held.index != column.index}
            return latest if not column.year or (column.field, column.year) not in said else []
        left = next((c for c in reversed(self.head.columns[: column.index]) if c.money or c.field in PARTING), None)
        return beside.get(left.index, []) if left and left.field == "indicator" else [one for ones in beside.values() for one in ones]

    def _doubt_level(self, column: Column, cell: Cell, node: Node):
        """Tell of a column, one of several of indicators, that names another level than that of the rows which it stands beside."""
        several = sum(c.field == "indicator" and c.level == column.level for c in self.head.columns) > 1
        if several and len(column.levels) == 1 and node.level != column.levels[0] and column.index not in self.doubted:
            self.doubted.add(column.index)
            self.beside.findings.append(Finding("kolom-tidak-pasti", cell.source, {"teks": column.heading, "tingkat": node.level}))

    def _doubt_share(self, code: str, cell: Cell, node: Node):
        """Tell of an indicator or of money whose cell reaches over further nodes of its node's level, to which it may belong too."""
        others = begun(self.levels[node.level], node.row, cell.row_end) if cell.row_span > 1 else []
        if others:
            self.beside.findings.append(Finding(code, cell.source, {"teks": cell.text[:80], "jumlah": len(others), "nama": node.name[:80]}))

    def _doubt_reach(self, column: Column, cell: Cell, owner: Indicator, node: Node | None, below: list[tuple[Node, Indicator]]):
        """Tell of a text or value of an indicator whose cell reaches over those of further nodes `below`, which have none."""
        has = lambda one: column.field in one.values or any((held.field, held.year) == (column.field, column.year) for held, *_ in one.targets)
        others = {id(n) for n, one in below if n is not node and one.level == owner.level and not has(one)}
        if node and others:
            words = {"kolom": column.heading[:80], "teks": cell.text[:80], "jumlah": len(others), "nama": owner.name[:80]}
            self.beside.findings.append(Finding("isi-beberapa-kotak", cell.source, words))

    def _again(self, node: Node, row: int) -> bool:
        """Whether a row prints a node again, or stands below one that did since the node had its first indicator."""
        shown = self.shown.get(id(node), node.row)
        return node.row < shown and (shown == row or any(i.cell.row < shown for i in node.indicators))

    def settle(self, fresh: set):
        """Values on the row of a node that names no indicator are those of the indicator on the node's next row, where that has none of its own."""
        # Some authors print the indicator one row lower, with its unit, and hide the one beside the values.
        fitting = [(column, cell) for node, column, cell in self.waiting if self.latest.get(None) and self.latest[None][0] in node.indicators[:1]]
        if None in fresh:
            for column, cell in fitting if not self.valued else ():
                _beside_indicator(column, cell, self.latest[None], self.grid, self.marks, self.beside)
            self.waiting = []
        self.valued = False

    def unite_repeated(self):
        """An indicator printed again with its node is one if its values are the same; with other values it is another."""
        for node, one in self.repeated:
            known = next(i for i in node.indicators if i.name == one.name)
            # The same name with other values is a second target, as offices with two shares of one indicator write it.
            held = {(column.field, column.year): cell.text for column, cell, *_ in known.targets}
            if any(held.get((column.field, column.year), cell.text) != cell.text for column, cell, *_ in one.targets):
                node.indicators.append(one)
            else:
                known.targets += [target for target in one.targets if (target[0].field, target[0].year) not in held]

    def spread(self):
        """A text or value that is merged over the rows of several indicators of a node is that of each which has none of its own."""
        indicators = placed(self.tree.nodes)
        homes = {id(one): node for node, one in reversed(indicators)}
        for column, cell, owner in self.tall:
            node = homes.get(id(owner))
            for one in node.indicators if node else ():
                if one is owner or not cell.row <= one.cell.row < cell.row_end:
                    continue
                if column.field in TEXTS:
                    _keep(one, column, cell, owner.values.get(column.field, cell.text))
                elif (column.field, column.year) not in [(held.field, held.year) for held, *_ in one.targets]:
                    one.targets.append((column, cell, cell.text, self.marks[column.index]))
            self._doubt_reach(column, cell, owner, node, reached(indicators, cell))

    def _node(self, row: int, level: str | None) -> Node | None:
        """The node of a level that covers a row; without level the node that the row speaks of."""
        if level:
            return covering(self.levels.get(level, []), row)
        return self.tree.at.get(row)

    def _beside_node(self, cell: Cell) -> Node | None:
        """The first node that begins beside a cell, else the next that begins at all, else the one above."""
        after = [n for n in self.tree.nodes if n.row >= cell.row]
        return after[0] if after else self.tree.at.get(cell.row)


def _indicators(node, cell, grid, head, column: Column, names_units, again, beside) -> list[Indicator]:
    parts = items(cell, named=True)
    number = _number_left(grid, head, column, cell, beside)
    made = []
    for part in parts:
        label = re.match(vocabulary("kinds")["label"], part, re.I)
        front, bare = label.group(1) if label else None, part[label.end() :] if label else part
        if front is None and number is None and (counted := NUMBERED.match(bare)):
            front, bare = next(group for group in counted.groups() if group), bare[counted.end() :]
        bare, formula = words.split_formula(bare)
        name, unit = words.split_unit(bare, names_units)
        one = Indicator(name, cell, front or (number if len(parts) == 1 else None), column.level)
        one.values |= {field: said for field, said in (("unit", unit), ("formula", formula)) if said}
        made.append(one)
    if not again or {i.name for i in made} - {i.name for i in node.indicators}:
        node.indicators.extend(made)
    if len(parts) > 1 and not again:
        beside.findings.append(Finding("indikator-ganda-sel", cell.source, {"teks": cell.text[:80], "jumlah": len(parts)}))
    return made


def _number_left(grid, head, column, cell, beside) -> str | None:
    left = next((c for c in head.columns if c.index == column.index - 1 and c.field == "indicator_number"), None)
    if not left:
        return None
    number = grid.at(cell.row, left.index)
    beside.used.add(id(number))
    return number.text.strip("().") or None if " " not in number.text else None


def _spanned(latest: list[Indicator], row: int) -> list[Indicator]:
    return [i for i in latest if i.cell.row <= row < i.cell.row_end]


def _beside_indicator(column: Column, cell: Cell, owners: list[Indicator], grid: Grid, marks, beside: Beside):
    # A further text beside an indicator that has one: which of both it says, or whether both, only a person can say.
    if not owners or len(owners) == 1 and column.field in TEXTS and owners[0].values.get(column.field, cell.text) != cell.text:
        return
    beside.used.add(id(cell))
    parts = items(cell) if len(owners) > 1 else [_bare(column, cell, owners[0].cell, grid, marks)]
    if len(owners) > 1 and len(parts) == 1:
        if column.field in VALUES:
            parts = cell_values.listed(grid, cell, owners[0].cell.lines, len(owners), marks)
        else:
            broken = glued(cell.lines, owners[0].cell.lines) or (words.join_units(cell.lines) if column.field == "unit" else cell.lines)
            parts = list(broken) if len(broken) == len(owners) else parts
    if len(parts) != len(owners):
        beside.findings.append(Finding("isi-sel-tidak-berpasangan", cell.source, {"teks": cell.text[:80], "jumlah": len(parts), "indikator": len(owners)}))
        return
    for one, part in zip(owners, parts):
        if column.field in TEXTS and part:
            _keep(one, column, cell, part)
        elif part:
            one.targets.append((column, cell, part, marks[column.index]))


def _bare(column: Column, cell: Cell, indicator: Cell, grid: Grid, marks) -> str:
    """The text of a cell beside one indicator, without the bullet that stands before both."""
    if not is_bulleted(indicator):
        return cell.text
    # A number that a workbook holds has a sign and no bullet.
    if unbulleted(cell) != cell.text or cell.value is not None or not all(DASH.match(text) for text in (indicator.text, cell.text)):
        return unbulleted(cell)
    return cell_values.undashed(grid, cell, marks) if column.field in VALUES else cell.text[1:]


def _keep(one: Indicator, column: Column, cell: Cell, part: str):
    """Give an indicator the text of its column; a formula keeps the lines that show how it was drawn."""
    one.values.setdefault(column.field, part)
    if column.field == "formula" and one.values["formula"] == cell.text:
        one.formula_lines = cell.lines
