"""Rows of a grid to nodes: which cell begins a node of which level, and under whom it hangs."""

from __future__ import annotations

from dataclasses import replace

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform import bands, captions, codes, counting, ditto, fronts, levels, listing, merged, segments, titles
from pipeline.transform.heading_words import levels_in
from pipeline.transform.headings import Column, Head, codes_last, parents_first
from pipeline.transform.node import Node, Tree, close


def build(grid: Grid, head: Head, notes: set[int], known: dict[str, str] | None = None, above: list[Node] | None = None) -> Tree:
    """The tree of a grid; `notes` are the ids of its note cells, which name nothing; `known` are levels of names that other tables tell; all its rows hang
    under the nodes `above`, which its captions name."""
    walk = _Walk(grid, head, notes, listing.signs_of(grid, head, known or {}))
    for node in above or ():
        walk.under(replace(node, row=head.end))
    for row in range(head.end, grid.rows):
        walk.step(row)
    tree = walk.tree
    close(tree.nodes, grid.rows)
    tree.findings += bands.settle(walk.signs.bands | bands.beside(grid, head.end, {c.index for c in head.columns if c.field == "level"}), tree.nodes)
    # Whether bare numbers count up shows only when all siblings are there.
    counting.number(tree.nodes)
    listing.name_units(tree.nodes, walk.units)
    return tree


class _Walk:
    """The state of one pass over the rows: the open node of each level."""

    def __init__(self, grid: Grid, head: Head, notes: set[int], signs: listing.Signs):
        self.grid, self.head, self.notes, self.signs = grid, head, notes, signs
        self.names = parents_first([c for c in head.columns if c.field == "name"])
        self.open: dict[str, Node] = {}
        self.tree = Tree()
        self.money = any(c.field == "pagu" for c in head.columns)
        self.codes_last = codes_last(head)
        self.segments = segments.by_row(grid, head)
        self.coded = codes.by_row(grid, head)
        self.last: Node | None = None
        self.organisation: str | None = None
        self.unit: str | None = None
        self.wide = False
        self.unknown: int | None = None
        self.units: dict[int, str] = {}
        self.dropped: dict[str, Node] = {}

    def under(self, node: Node):
        """Hang all rows under a node, which none of them prints."""
        self._take(node.row, node, "", False, False)
        self.tree.printed.pop(node.row)

    def step(self, row: int):
        self.dropped = {}
        if self._caption(row):
            return
        again = False
        for column in self.names:
            # A merged cell counts where it begins, save a title over the rows or a higher level, which begins left of the names.
            first = column is self.names[0]
            counted = merged.from_counts(self.grid, self.head, row, column) if first else None
            cell = counted or self.grid.at(row, column.index)
            over = counted or first and (merged.leads_rows(self.grid, cell) or merged.from_codes(self.head, cell, column))
            if cell.row != row or cell.column != column.index and not over or id(cell) in self.notes:
                continue
            beside = [] if over else self._codes(row, column)
            if cell.text and (row in self.signs.bands or ditto.says(cell.text) or not any(map(str.isalnum, cell.text)) or self._names_nothing(row)):
                self.tree.used.add(id(cell))
                continue
            if not cell.text and not any(c.text for c in beside):
                continue
            again = self._name(row, column, cell, beside, again)
        shown = self.tree.printed.get(row)
        self.tree.apart -= {row} if shown else set()
        lost = row in self.tree.apart or not shown and (self.unknown == row or self.head.guessed and self._names_unknown(row))
        above = self.tree.at.get(row - 1)
        self.tree.at[row] = None if lost else above if not shown or self._goes_on(row, shown, above) else shown[-1]
        self._unit(row)

    def _caption(self, row: int) -> bool:
        """Take a row amid the table that names nothing but a higher level than its columns (`Sasaran 2 : …`) for what the rows below hang under."""
        named = captions.labelled(self.grid, row)
        highest = self.names[0].level if self.names else None
        if not named or not highest or any(levels.rank(node.level) >= levels.rank(highest) for node in named):
            return False
        for node in named:
            # A goal that stands over the rows again, as on a further page, is the one that it was.
            self._take(row, node, "", True, True)
        self.tree.used.update(id(c) for c in self.grid.row_cells(row) if c.row == row)
        self.tree.at[row] = self.last
        return True

    def _goes_on(self, row: int, shown: list[Node], above: Node | None) -> bool:
        """Whether a row only prints again, in columns of their own, parents of the node of the row above: it speaks of that node still."""
        shared = any((cell := self.grid.at(row, c.index)).text and cell.row == row for c in self.names if c.level is None)
        return above is not None and not shared and all(node.row < row for node in shown) and shown[-1] in above.line()

    def _heads_unit(self, cell: Cell, column: Column, name: str) -> bool:
        """Whether a text alone in its row may name the sub-unit whose rows follow: a goal may begin with such a word too, but not in capitals with that of an office."""
        own = column.level is None or column.level in levels.marked("per_unit") or name.isupper() and titles.names_part(name)
        return own and captions.alone(self.grid, cell)

    def _names_nothing(self, row: int) -> bool:
        """Whether all that a row holds are words that name nothing (`dst.`)."""
        return all(titles.is_nameless(cell.text) for cell in self.grid.begun(row))

    def _names_unknown(self, row: int) -> bool:
        """Whether a row begins something in a column left of the names that nobody understands: it may be a higher level."""
        left = [c.index for c in self.head.columns if c.field is None and c.index < self.names[0].index]
        return any((cell := self.grid.at(row, index)).text and cell.row == row for index in left)

    def _name(self, row: int, column: Column, cell: Cell, codes: list[Cell], again: bool) -> bool:
        """Take a cell of a name column for a node begun or printed again, the result of one, or an organisation; whether a parent is printed again."""
        numbers = [c for c in self._beside(row, column, "number") if c.row == row]
        self.tree.used.update(map(id, [cell, *codes, *numbers]))
        front = fronts.front_of(cell.text, codes, column.level is None, self.segments.get(row) if column.level is None else None)
        number, code, name = front.number, front.code, front.name
        if column.level is None and row in self.signs.numbered:
            number, bare, before = self.signs.numbered[row]
            code, name = (None, bare) if before else (code, name)
        number = next((c.text.strip("().").replace(",", ".") for c in numbers if c.text and " " not in c.text), number)
        label = None
        if not code and (not name or levels.is_level_word(name)):
            self.tree.empty.append(cell)
        elif (merged.spans(self.grid, cell) or self._heads_unit(cell, column, name)) and not code and titles.names_unit(name):
            self.unit, self.wide = cell.text, True
            if any(c.level is None for c in self.names):
                self.tree.apart.add(row)
            else:  # Where each level has its column no row bears a sub-unit.
                self.tree.used.discard(id(cell))
                self.unknown = row
        elif (column.level is None or merged.spans(self.grid, cell) or captions.alone(self.grid, cell)) and titles.names_whose(code, name) or (label := titles.organisation_label(cell.text)):
            self._under_organisation(cell.text[label.end() :] if label else name or code)
            self.tree.apart.add(row)
        else:
            level, how = self._level(row, column, cell, replace(front, code=code))
            if column.level and level == column.level and merged.spans(self.grid, cell) and not code and not levels.level_of_label(cell.text) and not levels.level_of_verb(name):
                self.tree.findings.append(Finding("nama-selebar-tabel", cell.source, {"teks": cell.text[:80], "tingkat": column.level}))
            parts = listing.names_in(cell, column.level) if column.level or not code else []
            if len(parts) > 1:
                self.tree.findings.append(Finding("sel-banyak-kotak", cell.source, {"teks": cell.text[:80], "jumlah": len(parts)}))
                for part_level, mark, text in parts:
                    front, code, name = levels.split_front(text)
                    again = self._take(row, Node(part_level, name, cell, row, None, mark or front, code), "", False, again)
                return again
            if level and levels.rank(level) < levels.rank("urusan") and code and not levels.whole(code):
                number, code = number or code, None
            if level:
                return self._take(row, Node(level, name, cell, row, None, number, code), how, bool(column.level), again)
            if not code and not front.unclear and not merged.from_codes(self.head, cell, column) and listing.states_result(self.grid, self.head, row, column, name, self.signs, self.last):
                self._result(row, cell)
            else:
                # Nothing tells the level: neither the name nor what stands beside it may fall to the node above.
                self.tree.used -= {id(c) for c in (cell, *codes)}
                self.unknown = row
        return again

    def _level(self, row: int, column: Column, cell: Cell, front: fronts.Front) -> tuple[str | None, str]:
        """The level of a named cell, and the weak sign that told it: that of its column, of words in front or beside, else what the rows tell."""
        named = [self.grid.at(row, c.index) for c in self.head.columns if c.field == "level" and not column.level and self._owns(c, column)]
        self.tree.used.update(map(id, named))
        wide = (merged.spans(self.grid, cell) or merged.from_codes(self.head, cell, column)) and levels.level_of_label(cell.text)
        if (higher := merged.higher_level(self.grid, self.names, cell, column, front))[0]:
            return higher
        if level := wide or next((of[-1] for c in named if (of := levels_in(c.text))), None) or column.level or front.level:
            return level, ""
        if goal := listing.marked_goal(front, self.tree.nodes, self.open):
            return goal, "kata"
        return (None, "") if front.unclear else listing.level_of_row(self.grid, row, column, cell, front.code, self.signs, self.open)

    def _under_organisation(self, name: str):
        """The rows below are another organisation's: what serves the goals above begins anew."""
        if name != self.organisation:
            self.open = {level: node for level, node in self.open.items() if levels.rank(level) < levels.rank("program")}
            self.unit, self.wide = None, False
        self.organisation = name

    def _take(self, row: int, node: Node, how: str, by_column: bool, again: bool) -> bool:
        node.organisation = self.organisation
        old = self.open.get(node.level)
        above = [n for n in self.names if n.level and levels.rank(n.level) < levels.rank(node.level)]
        same = old and (titles.folded(old.name), old.number, old.code) == (titles.folded(titles.once(node.name)), node.number, node.code)
        # A kegiatan printed again for a further indicator is one; for another kelurahan or with other money it is another.
        apart = not by_column and node.level in levels.marked("per_unit") and (self.tree.at.get(row - 1) is not old or self._says_other(row))
        coded = node.code and node.name and not apart
        if same and (by_column and (again or not above) or coded):
            node = old
        elif by_column and again and (listed := listing.sibling(self.tree.nodes, node, self._parent(node))):
            node = listed
            self._reopen(node)
        elif listed := listing.printed_before(self.tree.nodes, node, self._parent(node), self.money):
            node = listed
            self._reopen(node)
        elif not by_column and (kept := self._amid(node)):
            self.open |= kept
            self._begin(node)
        else:
            self._begin(node)
            if how:
                self.tree.guessed.append((node, how))
            if node.code and not levels.fits(node.code, node.level):
                self.tree.findings.append(Finding("kode-rusak", node.cell.source, {"teks": node.code, "tingkat": node.level}))
        self.tree.printed.setdefault(row, []).append(node)
        self.last = node
        return node.row < row

    def _says_other(self, row: int) -> bool:
        """Whether a row that repeats the code of the row above names another owner or other money."""
        beside = [c.index for c in self.head.columns if c.field in ("pagu", "owner")]
        return any((text := self.grid.at(row, k).text) and text != self.grid.at(row - 1, k).text for k in beside)

    def _result(self, row: int, cell: Cell):
        """A text that is no node is the result of one: of the code row above, or, where that has its own, of the next higher level's."""
        owner = listing.result_owner(self.last, cell.text)
        # The rows of another sub-unit begin with the result of a program: where none above states it, the program stands on a page that is not there.
        if owner is None or owner.result and cell.text not in owner.result and owner.level in levels.marked("per_unit") and self._other_unit(row):
            self.tree.used.discard(id(cell))
            self.unknown = row
            return
        if cell.text not in owner.result:
            owner.result.append(cell.text)
        # An indicator or value beside a result is of the node that the result is of.
        self.tree.printed.setdefault(row, []).append(owner)

    def _unit(self, row: int):
        """The organisation that a row names is the unit of the row's node and of those below, until the next is named."""
        if not any(c.level is None for c in self.names) or row in self.tree.apart:
            return
        # A sub-unit named over the whole table holds for all rows below, whoever owns them.
        self.unit = self.unit if self.wide else self._other_unit(row) or self.unit
        node = self.tree.at[row]
        if node and self.unit:
            self.units[id(node)] = self.unit

    def _other_unit(self, row: int) -> str | None:
        """The organisation that a row names where that is another than the rows above stand under."""
        named = [self.grid.at(row, c.index) for c in self.head.columns if c.field == "owner"]
        text = next((c.text for c in named if c.text and c.row == row), None)
        return text if text != self.unit else None

    def _codes(self, row: int, column: Column) -> list[Cell]:
        """The cells of the code of a name."""
        if self.coded.get(row, column.index) != column.index:
            return []
        return [self.grid.at(row, c.index) for c in self.head.columns if c.field == "code"] if row in self.coded else self._beside(row, column, "code")

    def _beside(self, row: int, column: Column, wanted: str) -> list[Cell]:
        found = [self.grid.at(row, c.index) for c in self.head.columns if c.field == wanted and self._owns(c, column)]
        return [c for c in dict.fromkeys(found) if c.row == row]

    def _owns(self, other: Column, column: Column) -> bool:
        """Whether a column of numbers or codes is that of a name's column: numbers stand left of it, codes beside it."""
        right = other.index > column.index
        if other.level:
            return other.level == column.level and (not right or other.field == "code")
        first, last = sorted((other.index, column.index))
        return right == (other.field == "code" and self.codes_last) and not any(first < n.index < last for n in self.names)

    def _parent(self, node: Node) -> Node | None:
        """The open node that a new one hangs under; a level that stands apart is parent only where no sasaran is open."""
        apart, deep = levels.marked("apart"), levels.rank(node.level)
        above = [n for level, n in self.open.items() if levels.rank(level) < deep]
        # Strategies are how a sasaran is reached, not what a program is part of.
        if deep >= levels.rank("program"):
            above = [n for n in above if n.level not in levels.marked("beside")]
        if node.level in apart:
            above = [n for n in above if n.level in apart]
        elif "sasaran" in self.open:
            above = [n for n in above if n.level not in apart]
        return max(above, key=lambda n: levels.rank(n.level), default=None)

    def _amid(self, node: Node) -> dict[str, Node]:
        """The program, and what is open below it, amid which this row begins a higher level: a node deeper than a program stays with it."""
        # Sheets that number sasaran by hand let them begin beside a kegiatan: the sums show that it stays with its program.
        if "program" not in self.dropped or "program" in self.open or levels.rank(node.level) <= levels.rank("program"):
            return {}
        higher = max((n for n in self.open.values() if n.level not in levels.marked("apart")), key=lambda n: levels.rank(n.level))
        self.tree.findings.append(Finding("sasaran-di-tengah-program", higher.cell.source, {"tingkat": higher.level, "teks": higher.name[:80]}))
        return {level: n for level, n in self.dropped.items() if levels.rank("program") <= levels.rank(level) < levels.rank(node.level)}

    def _begin(self, node: Node):
        node.parent = self._parent(node)
        self._reopen(node)
        self.tree.nodes.append(node)

    def _reopen(self, node: Node):
        apart, deep = levels.marked("apart"), levels.rank(node.level)
        keep = lambda level: levels.rank(level) < deep or level in apart and node.level not in apart
        self.dropped |= {level: n for level, n in self.open.items() if not keep(level)}
        self.open = {level: n for level, n in self.open.items() if keep(level)}
        self.open[node.level] = node
