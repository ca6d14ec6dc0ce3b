"""What stands below a table or amid it and is none of its rows: sums, which are checked, titles, explanations, and the block where officials sign."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid
from pipeline.transform import cell_values, headings, levels, notes, titles
from pipeline.transform.heading_words import plain
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary

# Further up than a block of signatures reaches, the same words are those of the table.
SIGNED = 15
WORD = re.compile(r"[^\W\d]{3}")
VALUE = re.compile(r"[\d.,]+\s?%?")
# Amounts below one rupiah are rounded where they are printed.
ROUNDING = 1.0
MEASURES = ("indicator", "formula", "definition")


def totals(grid: Grid, head: headings.Head, stop: int) -> set[int]:
    """The rows of words for the sum of the rows above: a page break that cuts one makes two of it."""
    return {r for label in _sum_labels(grid, head, stop) for r in range(label.row, min(label.row_end, stop))}


def _sum_labels(grid: Grid, head: headings.Head, stop: int) -> list[Cell]:
    rows = (grid.begun(r) for r in range(head.end, stop))
    return [cells[0] for cells in rows if cells and _adds_up(head, *cells)]


def _adds_up(head: headings.Head, label: Cell, *others: Cell) -> bool:
    """Whether a label and what stands beside it is a sum: `Jumlah kegiatan …` is an indicator too, where a name, a unit or a target stands beside it."""
    words = vocabulary("titles")
    if (said := plain(label.text)) in words["total"]:
        return True
    measures = head.columns[label.column].field in MEASURES
    money = bool(others) and all(head.columns[c.column].money for c in others)
    alone = money if measures else not any(WORD.search(c.text) for c in others)
    # Where names stand, with nothing but money beside it, no name begins so.
    return alone and bool(re.fullmatch(words["sum"], said)) or money and not measures and bool(re.match(words["sum_of"], said))


def signature(grid: Grid, head, stop: int) -> set[int]:
    """Rows after the table: sums without label, which fill value columns alone, and the block where officials sign, which words tell."""
    names = [c.index for c in head.columns if c.field in ("name", "indicator", "code")]
    values = [c.index for c in head.columns if c.field in headings.VALUES]
    trailing = []
    for r in range(stop - 1, head.end, -1):
        numbers = [k for k in values if VALUE.fullmatch(grid.at(r, k).text)]
        if any(grid.at(r, c).text for c in names) or any(not head.columns[k].money for k in numbers):
            break
        trailing.append(r)
    trailing += range(signed, trailing[-1] if trailing else stop) if (signed := _signed(grid, head, stop, values)) else ()
    texts = {r: grid.begun(r) for r in trailing}
    # Below the table stand names that look like any cell: only words of office tell them.
    # An owner of the last node may be an officer too.
    signs = any(re.search(_of_officers("signature" if head.columns[c.column].field != "owner" else "rank"), c.text, re.I) for cells in texts.values() for c in cells)
    return {r for r, cells in texts.items() if signs or all(c.column in values for c in cells)}


def _of_officers(pattern: str) -> str:
    words = vocabulary("titles")
    return words[pattern].replace("{officer}", words["officer"])


def _signed(grid: Grid, head, stop: int, values: list[int]) -> int | None:
    """The row at which a block begins where officials sign: a place with a date or a word of signing, no values below, and a name's number or rank."""
    words = vocabulary("titles")
    said = {r: " ".join(c.text for c in grid.begun(r)) for r in range(max(head.end + 1, stop - SIGNED), stop)}
    starts = [r for r, text in said.items() if re.search(words["signing"], text, re.I)]
    after = lambda r: [c for row in range(r, stop) for c in grid.row_cells(row) if c.column in values and VALUE.fullmatch(c.text)]
    dated = next((r for r in starts if not after(r) and any(re.search(_of_officers("signature"), said[k], re.I) for k in said if k >= r)), None)
    # Without a date only an office alone in its row, a rank or number below it, and nothing but lone texts between show the block.
    alone = lambda r: all(sum(bool(c.text) and c.row == row for c in grid.row_cells(row)) < 2 for row in range(r, stop))
    offices = (r for r, text in said.items() if re.match(_of_officers("office"), text, re.I) and alone(r))
    return dated if dated is not None else next((r for r in offices if any(re.search(words["rank"], said[k], re.I) for k in said if k > r)), None)


def footnotes(grid: Grid, head, stop: int) -> set[int]:
    """The last rows from the one on that explains the table (`Keterangan:`, `*) …`), where each holds one text alone."""
    texts = {r: [c.text for c in grid.begun(r)] for r in range(head.end + 1, stop)}
    # A footnote that tells of a change is a note, which retires nodes.
    begins = (r for r, said in texts.items() if said and re.search(vocabulary("titles")["footnote"], said[0], re.I) and not notes.action_of(said[0]))
    alone = lambda r: all(len(texts[k]) < 2 for k in range(r, stop))
    # The bare word may be a name too: then goals follow it.
    named = lambda r: texts[r][0][-1].isalpha() and any(_tells_level(text) for k in range(r + 1, stop) for text in texts[k])
    return next((set(range(r, stop)) for r in begins if alone(r) and not named(r)), set())


def titled(grid: Grid, head: headings.Head, stop: int) -> set[int]:
    """Rows amid a table that hold a title or the foot of a page alone; one that names an organisation says whose the rows below are."""
    texts = {r: [c.text for c in grid.begun(r)] for r in range(head.end, stop)}
    return {r for r, said in texts.items() if len(said) == 1 and re.match(vocabulary("titles")["amid"], said[0]) and not titles.whose(said)}


def below(grid: Grid, head: headings.Head, stop: int) -> list[Cell]:
    """The texts that stand alone in their rows below an empty row, where no row of several texts follows: nobody ends a table so."""
    rows = {r: grid.begun(r) for r in range(head.end, stop)}
    last = max((r for r, cells in rows.items() if len(cells) > 1), default=stop)
    empty = next((r for r in range(last + 1, stop) if not any(grid.at(r, k).text for k in range(grid.columns))), stop)
    found = [cell for r in range(empty, stop) for cell in rows[r]]
    # Names that tell their level, or several of them, are those of a table whose author left a row free.
    told = any(_tells_level(c.text) and not notes.action_of(c.text) for c in found)
    return [] if told or len({c.column for c in found}) > 1 else [cell for cell in found if not notes.tells(cell, head)]


def heads_next(grid: Grid, cell: Cell, stop: int) -> bool:
    """Whether a text stands numbered or in capitals right above the heading at which a table stops, as the title of the next one does."""
    return cell.row == stop - 1 and stop < grid.rows and (cell.text.isupper() or levels.split_front(cell.text)[0] is not None)


def _tells_level(text: str) -> bool:
    """Whether a text bears a code, a level's word in front, or the verb form of a goal."""
    return bool(levels.split_front(text)[1] or levels.level_of_label(text) or levels.level_of_verb(text) or levels.is_level_word(text.split()[0]))


def sums(grid: Grid, head: headings.Head, own: range, nodes: list[Node]) -> Iterator[Finding]:
    """One finding where the row below a table that adds up its money says another sum than that of any of its levels."""
    labels = [label for label in _sum_labels(grid, head, own.stop) if not re.fullmatch(vocabulary("titles")["part"], plain(label.text))]
    # Several sums add up parts of the table, as do those amid it.
    if len(labels) != 1 or labels[0].number < max((n.cell.number for n in nodes), default=0):
        return
    [label] = labels
    wrong = [found for column in head.columns if column.field == "pagu" and (found := _wrong(column, grid.at(label.row, column.index), nodes))]
    if wrong:
        column, cell, says, adds = wrong[0]
        words = {"teks": label.text[:80], "kolom": column.year or column.heading[:80], "total": _rupiah(says), "jumlah": _rupiah(adds), "banyak": len(wrong)}
        yield Finding("total-beda", cell.source, words)


def _wrong(column: headings.Column, cell, nodes: list[Node]) -> tuple | None:
    """The column, the cell of its sum, what that says and what the money of the highest level adds up to; None where the sum of some level agrees."""
    budgets = [(node, cell_values.value_of(of, of.text, mark, money=True).value, mark) for node in nodes for head, of, mark in node.budgets if head.index == column.index]
    if not budgets or any(amount is None for _, amount, _ in budgets):
        return None
    says = cell_values.value_of(cell, cell.text, budgets[0][2], money=True).value
    by_level = defaultdict(float)
    for node, amount, _ in budgets:
        by_level[levels.rank(node.level)] += amount
    if says is None or any(abs(says - amount) <= ROUNDING for amount in by_level.values()):
        return None
    return column, cell, says * column.scale, by_level[min(by_level)] * column.scale


def _rupiah(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", ".")
