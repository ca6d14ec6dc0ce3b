"""The pages of one table to one grid: repeated headings go, cells and lines that a page break cut become one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.extractors.text import clean, join_lines
from pipeline.grid import Cell, Grid, tiled
from pipeline.vocabulary import vocabulary

EDGE = 3.0
PADDING = 6.0
RECENT = 800
NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z]|[ivx]+)[.)]?$|^\d(\.\d{1,4})+\.?$|^[A-Z]\.\d", re.I)

COUNT = re.compile(r"\(?-?\d{1,2}\)?")
MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?")
VALUE = re.compile(r"(?:Rp\.?\s*)?[\d.,]+\s?%?")
CODE = re.compile(r"[\dX]\.(?:\d\d|XX)\.\d\d")
FRONT = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s", re.I)
SECOND = re.compile(r"\s2[.)](\s|$)")


@dataclass
class Part:
    """A growing table: its column edges, its cells, those of them that reach its lower border, and its rows counted over all its pages."""

    xs: list[float]
    cells: list[dict] = field(default_factory=list)
    bottom: list[dict] = field(default_factory=list)
    rows: int = 0
    head: list[tuple] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    repeated: int = 0

    @property
    def recent(self) -> list[dict]:
        """The cells of the last pages: enough to know how its columns are written."""
        return self.cells[-RECENT:]


def stitched(fragments) -> list[Grid]:
    """Grids of (Table, drawn cells) in page order; a fragment whose edges fit a table that reaches its page goes on with it. Boxes without text are drawings."""
    parts: list[Part] = []
    for table, drawn in fragments:
        if not any(cell.lines for cell in drawn):
            continue
        for part in _reaching(parts, table.page):
            if (shift := _fits(part, table)) is not None:
                _append(part, table, drawn, shift)
                break
        else:
            parts.append(_begin(table, drawn))
    return [_grid(part) for part in parts]


def _reaching(parts: list[Part], page: int):
    """The latest table, and those before it as long as only single rows, as banners are, stand between: all on this page or the one before."""
    for part in reversed(parts):
        if part.pages[-1] < page - 1:
            return
        yield part
        if part.rows > len(part.pages):
            return


def _fits(part: Part, table) -> float | None:
    """How far right the table must move for its edges to lie on the part's, all of one set in the other; None if they do not.

    A table that goes on with its right columns only, the left ones blank and undrawn, ends where the part ends.
    """
    shift = part.xs[0] - table.xs[0]
    if abs((part.xs[-1] - part.xs[0]) - (table.xs[-1] - table.xs[0])) > EDGE:
        narrow = len(table.xs) >= 4 and abs(part.xs[-1] - table.xs[-1]) <= EDGE and table.page > part.pages[-1]
        return 0.0 if narrow and _all_near(table.xs, part.xs) else None
    few, many = sorted([part.xs, [x + shift for x in table.xs]], key=len)
    return shift if _all_near(few, many) else None


def _all_near(few, many) -> bool:
    return all(min(abs(x - y) for y in many) <= EDGE for x in few)


def _entry(cell, column, column_end, base, page) -> dict:
    return dict(row=cell.row + base, row_end=cell.row_end + base, column=column, column_end=column_end, lines=list(cell.lines), bold=cell.bold, fill=cell.fill, hidden=list(cell.hidden),
                top=cell.top, bottom=cell.bottom, page=page, at=cell.row + 1)


def _begin(table, drawn) -> Part:
    part = Part(list(table.xs), rows=len(table.ys) - 1, pages=[table.page])
    part.cells = [_entry(c, c.column, c.column_end, 0, table.page) for c in drawn]
    part.bottom = [c for c in part.cells if c["row_end"] == part.rows]
    part.head = _row_texts(part.cells, part.rows)
    return part


def _row_texts(cells, rows) -> list[tuple]:
    """Per row the texts of the cells that begin there, with their columns."""
    found: list[list] = [[] for _ in range(rows)]
    for c in cells:
        found[c["row"]].append((c["column"], c["column_end"], " ".join(line.text for line in c["lines"])))
    return [tuple(sorted(row)) for row in found]


def _append(part: Part, table, drawn, shift):
    if len(table.xs) > len(part.xs):
        _widen(part, [x + shift for x in table.xs])
    place = [min(range(len(part.xs)), key=lambda k: abs(part.xs[k] - x - shift)) for x in table.xs]
    fresh = [_entry(c, place[c.column], place[c.column_end], 0, table.page) for c in drawn]
    texts = _row_texts(fresh, len(table.ys) - 1)
    skip = _repeated(part.head, texts)
    counting = {row for row, of in enumerate(texts) if row >= skip and _numbers_columns(of)} if any(map(_numbers_columns, part.head)) else set()
    part.repeated += sum(bool(c["lines"]) for c in fresh if c["row"] < skip or c["row"] in counting)
    fresh = _without(counting, [below for c in fresh if (below := _below_head(c, skip, table.ys))])
    rows = len(texts) - skip - len(counting)
    above = [c for c in part.bottom if c["row_end"] == part.rows]
    below = [c for c in fresh if c["row"] == skip]
    for c in fresh:
        c["row"] += part.rows - skip
        c["row_end"] += part.rows - skip
    _mend(part, above, below, fresh)
    gone = {id(c) for c in below if c.get("gone")}
    fresh = [c for c in fresh if id(c) not in gone]
    part.cells.extend(fresh)
    part.rows += rows
    part.bottom = [c for c in (*above, *fresh) if c["row_end"] == part.rows]
    part.pages.append(table.page)


def _without(rows: set[int], cells: list[dict]) -> list[dict]:
    """The cells without those that begin in some rows, the others moved up and shortened by the rows that are gone."""
    gone = lambda row: sum(r < row for r in rows)
    return [{**c, "row": c["row"] - gone(c["row"]), "row_end": c["row_end"] - gone(c["row_end"])} for c in cells if c["row"] not in rows] if rows else cells


def _below_head(cell: dict, skip: int, ys) -> dict | None:
    """A cell below the repeated heading; of a heading's cell that no rule parts from what is below it, the blank rest."""
    if cell["row_end"] <= skip:
        return None
    return cell if cell["row"] >= skip else {**cell, "row": skip, "lines": [], "hidden": [], "top": ys[skip]}


def _widen(part: Part, xs):
    place = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in part.xs]
    for c in part.cells:
        c["column"], c["column_end"] = place[c["column"]], place[c["column_end"]]
    part.xs, part.head = list(xs), _row_texts(part.cells, part.rows)


def _repeated(head, fresh) -> int:
    """How many rows at the top of a page repeat the first rows of the table, word for word, or number the columns."""
    count = 0
    while count < min(len(head), len(fresh)) and head[count] == fresh[count] and any(text for *_, text in head[count]):
        count += 1
    while count < len(fresh) and _numbers_columns(fresh[count]):
        count += 1
    return count


def _numbers_columns(row) -> bool:
    """Whether a row counts the columns (`1 2 3`, `(01) (02)`, `-1 -2`), whatever rows stand above it on its page."""
    texts = [text.replace(" ", "") for *_, text in row if text]
    counts = [int(re.sub(r"\D", "", text)) for text in texts if COUNT.fullmatch(text)]
    return len(counts) == len(texts) > 2 and len(texts) >= 0.6 * len(row) and all(b == a + 1 for a, b in zip(counts, counts[1:]))


def _mend(part, above, below, fresh):
    """Join the cells that a page break cut; what begins anew at the top of the page, and what is blank beside it, stays apart."""
    pairs = [(a, b) for b in below for a in above if a["column"] == b["column"] and a["column_end"] == b["column_end"]]
    both = [(a, b) for a, b in pairs if a["lines"] and b["lines"]]
    numbered = _number_columns(part)
    bare = _lacks_values(above, below)
    item = lambda cell: (cell["row"], max((c for c in numbered if c <= cell["column"]), default=None))
    cut = {item(a) for a, b in both if _lacks_number(a, b, pairs, numbered)}
    sure = {id(b) for a, b in both if _unfinished(part, a, b) or _odd_start(part, fresh, a, b)}
    other = _other_places(pairs) | _own_numbers(pairs)
    doubted = [(a, b) for a, b in both if item(a) not in cut and id(b) not in sure]
    anew = {id(b) for a, b in doubted if a["row"] in other or _begins(a, b, _room(part, a), bare)}
    begun = {item(a) for a, b in both if id(b) in anew}
    goes_on = {id(b) for a, b in both if _same_line(a, b) or id(b) not in anew and item(a) not in begun}
    paired = {id(b) for _, b in pairs}
    anew_columns = [b["column"] for a, b in both if id(b) not in goes_on] + [b["column"] for b in below if b["lines"] and id(b) not in paired]
    new = min(anew_columns, default=len(part.xs))
    alone = new == len(part.xs)
    split = {a["row"] for a, b in both if _same_line(a, b)}
    filled = _never_blank(part, above)
    sliver = not any(a["lines"] for a in above if a["row"] == part.rows - 1)
    for a, b in pairs:
        tall = a["row_end"] - a["row"] > 1
        blank = not b["lines"] and (b["column"] < new or _right_goes_on(b, pairs, goes_on))
        centred = b["lines"] and not a["lines"] and a["row"] not in other and ((tall or sliver or a["row"] in split or b["column"] in filled) and b["column"] < new or alone and (sliver or bool(goes_on)))
        if id(b) in goes_on or blank or centred:
            _join(a, b)


def _other_places(pairs) -> set[int]:
    """The rows above whose texts end where the row below has none, while that has others: no rest of theirs."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1]
    ended = {a["row"] for a, b in low if a["lines"] and not b["lines"]}
    return ended & {a["row"] for a, b in low if b["lines"] and not a["lines"]}


def _own_numbers(pairs) -> set[int]:
    """The rows above that lack a number or code where the row below has one of its own."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1 and b["lines"] and not a["lines"]]
    return {a["row"] for a, b in low if CODE.match(_text(b))}


def _number_columns(part) -> list[int]:
    """Columns that hold the numbers of the column on their right: one heading over both, and nothing but numbers below it."""
    pairs = {c["column"] for c in part.cells if c["row"] == 0 and c["column_end"] - c["column"] == 2}
    below = [(c["column"], _text(c)) for c in part.recent if c["row"] > 0 and c["lines"] and c["column_end"] - c["column"] == 1]
    return [k for k in sorted(pairs) if all(NUMBER.match(text) for column, text in below if column == k)]


def _lacks_number(a, b, pairs, columns) -> bool:
    """Whether the column on the left numbers the text above but not the one below, and the text above runs to the border."""
    left = next((pair for pair in pairs if pair[0]["column_end"] == a["column"] and pair[0]["row"] == a["row"] and pair[0]["column"] in (0, *columns)), None)
    numbered = left and NUMBER.match(_text(left[0])) and not left[1]["lines"]
    return bool(numbered) and a["bottom"] - a["lines"][-1].y1 < 1.2 * max(line.y1 - line.y0 for line in a["lines"])


def _unfinished(part, a, b) -> bool:
    """Whether the text above surely goes on: it ends amid a sentence or bracket, or the one below begins small in a column of capitals."""
    text, below = _text(a), _text(b)
    word = re.sub(r"\W+$", "", text.split()[-1]).lower()
    amid = text.endswith((",", "-", "/")) or word in vocabulary("words")["unfinished"] or text.count("(") > text.count(")")
    capitals = [_text(c)[0].isupper() for c in part.recent if c["column"] == b["column"] and c["lines"]]
    small = sum(capitals) >= 0.8 * len(capitals) and below[0].islower() and len(below.split()[0]) > 1 and not FRONT.match(below)
    return (amid or small) and not (NUMBER.match(below) or CODE.match(below) or VALUE.fullmatch(text))


def _odd_start(part, fresh, a, b) -> bool:
    """Whether the text below begins with a word with which no cell of its column begins, though most of them begin alike, the line above is full and nothing
    stands beside it."""
    others = [c for c in (*part.recent, *fresh) if c["column"] == b["column"] and c["lines"] and c is not b and c["row"] > 0]
    firsts = Counter(_text(c).split()[0].lower() for c in others)
    alike = sum(count for count in firsts.values() if count > 2)
    start = _text(b).split()[0].lower()
    lone = sum(bool(c["lines"]) and c["row"] == b["row"] for c in fresh) == 1
    full = a["lines"][-1].width + _first_word(b["lines"][0]) >= _room(part, a)
    return lone and len(others) > 9 and alike >= 0.8 * len(others) and not firsts[start] and full and start.isalpha()


def _lacks_values(above, below) -> bool:
    """Whether the row above holds several numbers beside its texts, and the row below nothing but texts under those texts."""
    numbers = {a["column"] for a in above if a["lines"] and VALUE.fullmatch(_text(a))}
    texts = {a["column"] for a in above if a["lines"]} - numbers
    filled = {b["column"] for b in below if b["lines"]}
    return len(numbers) > 1 and bool(filled) and filled <= texts


def _never_blank(part, above) -> set[int]:
    """Columns none of whose cells is empty before the page break: an empty one at the break has its text on the next page."""
    body = [c for c in part.recent if not any(c is a for a in above)]
    counts = Counter(c["column"] for c in body if c["lines"])
    return {column for column, count in counts.items() if count > 2} - {c["column"] for c in body if not c["lines"]}


def _right_goes_on(b, pairs, goes_on) -> bool:
    return any(d["column"] == b["column_end"] and id(d) in goes_on for _, d in pairs)


def _text(cell) -> str:
    return " ".join(line.text for line in cell["lines"])


def _same_line(a, b) -> bool:
    return bool(a["lines"] and b["lines"]) and a["lines"][-1].text == b["lines"][0].text and (a["lines"][-1].cut or b["lines"][0].cut)


def _first_word(line) -> float:
    """The width that a line's first word takes, with the blank before it."""
    return line.width / max(1, len(line.text)) * (len(line.text.split()[0]) + 0.7)


def _room(part, cell) -> float:
    """The width that lines have in a cell's column: between the widest line and the shortest that had no room for the next word."""
    whole = part.xs[cell["column_end"]] - part.xs[cell["column"]] - PADDING
    wrapped = [(one, two) for c in part.recent if (c["column"], c["column_end"]) == (cell["column"], cell["column_end"]) for one, two in zip(c["lines"], c["lines"][1:])]
    if not wrapped:
        return whole
    widest = max(line.width for pair in wrapped for line in pair)
    full = min(one.width + _first_word(two) for one, two in wrapped if one.width > 0.5 * widest or one.width == max(first.width for first, _ in wrapped))
    return min(whole, max(widest, (widest + full) / 2))


def _begins(a, b, room: float, bare: bool) -> bool:
    """Whether the text below surely begins anew: a number or sum of money under another, room left under the text above or at the end of its last line.

    Texts of a row bare of the values that the row above has are the rest of its texts.
    """
    if _same_line(a, b):
        return False
    if NUMBER.match(_text(b)) or CODE.match(_text(b)) or FRONT.match(_text(b)) and FRONT.match(_text(a)) and not SECOND.search(_text(a)):
        return True
    if all(MONEY.fullmatch(_text(cell).replace(" ", "")) for cell in (a, b)):
        return True
    last, word = a["lines"][-1], b["lines"][0]
    height = max(line.y1 - line.y0 for line in a["lines"])
    if bare or last.cut or a["bottom"] - last.y1 < 0.5:
        return False
    if a["bottom"] - last.y1 > 1.3 * height:
        return True
    return last.width + _first_word(word) < room


def _join(a, b):
    lines = b["lines"][1:] if _same_line(a, b) else b["lines"]
    a["lines"], a["row_end"], a["bottom"], b["gone"] = a["lines"] + lines, b["row_end"], b["bottom"], True
    a["hidden"] = a["hidden"] + b["hidden"]


def _grid(part: Part) -> Grid:
    pages = sorted(set(part.pages))
    where = f"hal. {pages[0]}" if len(pages) == 1 else f"hal. {pages[0]}-{pages[-1]}"
    cells = [_cell(c) for c in part.cells]
    grid = tiled(where, part.rows, len(part.xs) - 1, cells, lambda row, column: f"{where}, kolom {column + 1}")
    return replace(grid, repeated=part.repeated)


def _cell(c) -> Cell:
    texts = tuple(line.text for line in c["lines"])
    shade = ("fill", f"fill:{c['fill']}") if c["fill"] else ()
    marks = frozenset(shade) | frozenset(mark for mark, stands in (("bold", c["bold"]), ("cut", any(clean(part) not in join_lines(texts) for part in c["hidden"]))) if stands)
    source = f"hal. {c['page']}, baris {c['at']}, kolom {c['column'] + 1}"
    return Cell(c["row"], c["column"], c["row_end"] - c["row"], c["column_end"] - c["column"], join_lines(texts), texts, source, None, marks)
