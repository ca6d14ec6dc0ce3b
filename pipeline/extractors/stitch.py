"""The pages of one table to one grid: repeated headings go, cells and lines that a page break cut become one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from pipeline import organisation_names, plan_years
from pipeline.extractors.breaks import HEADS, mend
from pipeline.extractors.part_grid import grid
from pipeline.extractors.text import join_lines
from pipeline.grid import Cell, Grid

EDGE = 3.0
# How far an inner edge may stand elsewhere on the next page, in a table of as many columns and the same outer edges.
MOVED = 12.0
# Tables go on over hundreds of pages: to look at all their cells at each break would cost with the square of them.
RECENT = 800
# A year may stand in a heading, another number counts rows or things.
NUMBERED = re.compile(r"(?!20\d\d\b)\d")
COUNT = re.compile(r"\(?-?\d{1,2}\)?")


@dataclass
class Part:
    """A growing table: its column edges, its cells, those of them that reach its lower border, and its rows counted over all its pages;
    `framed`: a rule stands over it, `shuts`: rules closed cells at the foot of a page; `title` names its organisation, and its
    rows are part of what `captions` name, on each page until others stand there; `over` are those of its first page as cells;
    `head` are the rows with which the page begins whose heading holds."""

    xs: list[float]
    cells: list[dict] = field(default_factory=list)
    bottom: list[dict] = field(default_factory=list)
    rows: int = 0
    head: list[tuple] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    repeated: int = 0
    framed: bool = False
    shuts: bool = False
    title: str = ""
    captions: tuple[tuple, ...] = ()
    over: tuple[Cell, ...] = ()

    @property
    def recent(self) -> list[dict]:
        """The cells of the last pages: enough to know how its columns are written."""
        return self.cells[-RECENT:]


def stitched(fragments) -> list[Grid]:
    """Grids of (Table, drawn cells) in page order; a fragment whose edges fit a table that reaches its page goes on with it. Boxes without text are drawings."""
    parts: list[Part] = []
    shutting = _shutting([table for table, _ in fragments])
    # Logos and headings drawn as outlines leave boxes that hold no text.
    for table, drawn in fragments:
        if not any(cell.lines for cell in drawn):
            continue
        for part in _reaching(parts, table.page):
            if not _of_another(part, table) and (shift := _fits(part, table)) is not None:
                _append(part, table, drawn, shift)
                break
        else:
            parts.append(_begin(table, drawn, _shape(table) in shutting))
    return [grid(part) for part in parts]


def _reaching(parts: list[Part], page: int):
    """The latest table, and those before it as long as only single rows, as banners are, stand between: all on this page or the one before."""
    for part in reversed(parts):
        if part.pages[-1] < page - 1:
            return
        yield part
        if part.rows > len(part.pages):
            return


def _of_another(part: Part, table) -> bool:
    """Whether the title over a table names another organisation than that of a part, or other years on one page: further pages bear titles of the whole plan too."""
    if not (part.title and table.title):
        return False
    (whose, years), (others, other_years) = ((organisation_names.organisation(title), plan_years.named([title])) for title in (part.title, table.title))
    return not organisation_names.alike(whose, others) or bool(years and other_years) and years != other_years and table.page == part.pages[-1]


def _fits(part: Part, table) -> float | None:
    """How far right the table must move for its edges to lie on the part's, all of one set in the other; None if they do not.

    A table that goes on with its right columns only, the left ones blank and undrawn, ends where the part ends.
    """
    shift = part.xs[0] - table.xs[0]
    if abs((part.xs[-1] - part.xs[0]) - (table.xs[-1] - table.xs[0])) > EDGE:
        # Word draws no border around blank cells at the left of a page: such a page begins amid the columns.
        narrow = abs(part.xs[-1] - table.xs[-1]) <= EDGE and table.page > part.pages[-1] or _is_margin(part, table.xs[-1])
        return 0.0 if narrow and len(table.xs) >= 4 and _all_near(table.xs, part.xs) else None
    if len(part.xs) == len(table.xs) and all(abs(x - y - shift) <= MOVED for x, y in zip(part.xs, table.xs)):
        return shift
    few, many = sorted([part.xs, [x + shift for x in table.xs]], key=len)
    return shift if len(few) > len(many) / 2 and _all_near(few, many) else None


def _is_margin(part: Part, right: float) -> bool:
    """Whether no heading stands right of an edge, where the table has a note in its margin that ends on its page."""
    beyond = next((k for k, x in enumerate(part.xs) if abs(x - right) <= EDGE), len(part.xs))
    return 0 < beyond < len(part.xs) - 1 and not any(text and end > beyond for row in part.head[:1] for _, end, text in row)


def _all_near(few, many) -> bool:
    return all(min(abs(x - y) for y in many) <= EDGE for x in few)


def _entry(cell, column, column_end, table) -> dict:
    box = (table.page, table.xs[cell.column], cell.top, table.xs[cell.column_end], cell.bottom)
    return dict(row=cell.row, row_end=cell.row_end, boxes=[box], column=column, column_end=column_end, lines=list(cell.lines), bold=cell.bold, struck=cell.struck, leans=cell.leans, fill=cell.fill, hidden=list(cell.hidden),
                top=cell.top, bottom=cell.bottom, page=table.page, at=cell.row + 1,
                closed=True in table.foot[cell.column : cell.column_end], opened=True in table.head[cell.column : cell.column_end])


def _shutting(tables: list) -> set[tuple[int, int]]:
    """The shapes of tables that rules close at the foot of a page from which they go on: there only a row that goes on stands open."""
    pairs = [(table, after) for table, after in zip(tables, tables[1:]) if after.page == table.page + 1 and _shape(after) == _shape(table)]
    return {_shape(table) for table, _ in pairs if any(table.foot)}


def _shape(table) -> tuple[int, int]:
    return len(table.xs), round(table.xs[-1] - table.xs[0])


def _begin(table, drawn, shuts: bool) -> Part:
    part = Part(list(table.xs), rows=len(table.ys) - 1, pages=[table.page], framed=all(table.head), shuts=shuts, title=table.title, captions=table.captions)
    over = [(table.title,)] * bool(table.title) + [tuple(line.text for line in lines) for lines in table.captions]
    part.over = tuple(Cell(0, 0, text=join_lines(lines), lines=lines, source=_place_over(table, k)) for k, lines in enumerate(over, 1))
    part.cells = [_entry(c, c.column, c.column_end, table) for c in drawn]
    part.bottom = [c for c in part.cells if c["row_end"] == part.rows]
    part.head = _row_texts(part.cells, part.rows)
    return part


def _place_over(table, line: int) -> str:
    return f"hal. {table.page}, baris {line} di atas tabel"


def _caption(part: Part, table) -> bool:
    """Put what stands over a table on its page into rows over all columns, where it is other than before; whether it is. The first title stays above."""
    if table.title and not part.title:
        part.title = table.title
        part.over += (Cell(part.rows, 0, text=table.title, lines=(table.title,), source=_place_over(table, 1)),)
    if not table.captions or _texts(table.captions) == _texts(part.captions):
        return False
    for k, lines in enumerate(table.captions):
        row, top, bottom = part.rows + k, lines[0].y0, lines[-1].y1
        box = (table.page, table.xs[0], top, table.xs[-1], bottom)
        part.cells.append(dict(row=row, row_end=row + 1, boxes=[box], column=0, column_end=len(part.xs) - 1, lines=list(lines), bold=False, fill=None, hidden=[], top=top, bottom=bottom,
                               page=table.page, source=_place_over(table, k + bool(table.title) + 1)))
    # No cell goes on past what stands between it and the next page's rows.
    part.captions, part.rows, part.bottom = table.captions, part.rows + len(table.captions), []
    return True


def _texts(captions: tuple[tuple, ...]) -> list[str]:
    return [join_lines([line.text for line in lines]) for lines in captions]


def _row_texts(cells, rows) -> list[tuple]:
    """Per row the texts of the cells that begin there, with their columns."""
    found: list[list] = [[] for _ in range(rows)]
    for c in cells:
        found[c["row"]].append((c["column"], c["column_end"], " ".join(line.text for line in c["lines"])))
    return [tuple(sorted(row)) for row in found]


def _append(part: Part, table, drawn, shift):
    if len(table.xs) > len(part.xs):
        _widen(part, [x + shift for x in table.xs])
    anew = _caption(part, table)
    place = [min(range(len(part.xs)), key=lambda k: abs(part.xs[k] - x - shift)) for x in table.xs]
    fresh = [_entry(c, place[c.column], place[c.column_end], table) for c in drawn]
    _part_heads(part, fresh)
    texts = _row_texts(fresh, len(table.ys) - 1)
    # Below another goal the rows below the heading may say the same as on the first page: which of them is heading shows later.
    skip = 0 if anew else _repeated(part.head, texts)
    if not skip and _heads_otherwise(part.head, texts):
        part.head = texts
    # Excel prints its heading rows on every page, and editors paste number rows amid the table.
    counting = {row for row, of in enumerate(texts) if row >= skip and _numbers_columns(of)} if any(map(_numbers_columns, part.head)) else set()
    part.repeated += sum(bool(c["lines"]) for c in fresh if c["row"] < skip or c["row"] in counting)
    fresh = _without(counting, [below for c in fresh if (below := _below_head(c, skip, table.ys))])
    rows = len(texts) - skip - len(counting)
    above = [c for c in part.bottom if c["row_end"] == part.rows]
    below = [c for c in fresh if c["row"] == skip]
    for c in fresh:
        c["row"] += part.rows - skip
        c["row_end"] += part.rows - skip
    shuts = any(c["closed"] for c in above)
    mend(part, above, below, fresh)
    part.shuts |= shuts
    gone = {id(c) for c in below if c.get("gone")}
    fresh = [c for c in fresh if id(c) not in gone]
    part.cells.extend(fresh)
    part.rows += rows
    part.bottom = [c for c in (*above, *fresh) if c["row_end"] == part.rows]
    part.pages.append(table.page)


def _part_heads(part: Part, fresh: list[dict]):
    """Set apart as `rest` the lines that a cell bears below a heading printed again, where no rule stands between them."""
    heads = {(c["row"], c["column"], c["column_end"]): c for c in takewhile(lambda c: c["page"] == part.pages[0], part.cells)}
    for c in fresh:
        head = heads.get((c["row"], c["column"], c["column_end"]))
        count = len(head["lines"]) if head and c["row_end"] > head["row_end"] else 0
        if 0 < count < len(c["lines"]) and [line.text for line in c["lines"][:count]] == [line.text for line in head["lines"]]:
            c["lines"], c["rest"] = c["lines"][:count], c["lines"][count:]


def _without(rows: set[int], cells: list[dict]) -> list[dict]:
    """The cells without those that begin in some rows, the others moved up and shortened by the rows that are gone."""
    gone = lambda row: sum(r < row for r in rows)
    return [{**c, "row": c["row"] - gone(c["row"]), "row_end": c["row_end"] - gone(c["row_end"])} for c in cells if c["row"] not in rows] if rows else cells


def _below_head(cell: dict, skip: int, ys) -> dict | None:
    """A cell below the repeated heading; of a heading's cell that no rule parts from what is below it, the rest."""
    rest = cell.pop("rest", [])
    if cell["row_end"] <= skip:
        return None
    if cell["row"] >= skip:
        return {**cell, "lines": cell["lines"] + rest} if rest else cell
    [(page, x0, _, x1, y1)] = cell["boxes"]
    return {**cell, "row": skip, "lines": rest, "hidden": [], "top": ys[skip], "boxes": [(page, x0, ys[skip], x1, y1)]}


def _widen(part: Part, xs):
    place = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in part.xs]
    for c in part.cells:
        c["column"], c["column_end"] = place[c["column"]], place[c["column_end"]]
    part.xs, part.head = list(xs), [tuple((place[a], place[b], text) for a, b, text in row) for row in part.head]


def _repeated(head, fresh) -> int:
    """How many rows at the top of a page repeat the first rows of the table, or number the columns."""
    count = 0
    # Rows without text are equal as well, and repeat nothing.
    while count < min(len(head), len(fresh)) and any(text for *_, text in head[count]) and (_said(head[count]) == _said(fresh[count]) or _repeats_cut(head, fresh, count)):
        count += 1
    while count < len(fresh) and _numbers_columns(fresh[count]):
        count += 1
    return count


def _said(row: tuple) -> list[tuple]:
    """The places and texts of a row but for blanks: the margin of one page has none that a note on another draws."""
    return [place for place in row if place[-1]]


def _heads_otherwise(head: list[tuple], fresh: list[tuple]) -> bool:
    """Whether a page begins with a heading of its own: it says what the table's says over some columns and more, or alone of its rows says something over all and counts nothing."""
    own, first = ({place for place in row if place[-1]} for row in (head[0], fresh[0]))
    counts = [any(NUMBERED.match(text) for *_, text in row) for row in fresh]
    if own & first:
        return not all(_is_rest(place, head) for place in first)
    # One cell over all columns heads none of them, and no two columns are headed alike.
    return len(own) > 1 and len({text for *_, text in first}) == len(first) and len(first) == len(fresh[0]) and not counts[0] and all(counts[1:]) and any(counts)


def _is_rest(place: tuple, head: list[tuple]) -> bool:
    """Whether a text is the end of what the heading says over its columns, as where a page cuts that."""
    column, end, text = place
    return any(at < end and column < to and whole.endswith(text) for row in head[:HEADS] for at, to, whole in row)


def _repeats_cut(head, fresh, at: int) -> bool:
    """Whether a row says what one of the heading says but for texts that are cut, as some editors do where they print a heading again; the next row repeats it whole."""
    if [place for *place, _ in head[at]] != [place for *place, _ in fresh[at]] or head[at + 1 : at + 2] != fresh[at + 1 : at + 2]:
        return False
    texts = [(whole, text) for (*_, whole), (*_, text) in zip(head[at], fresh[at])]
    cut = sum(whole != text for whole, text in texts)
    return cut <= 0.5 * sum(bool(whole) for whole, _ in texts) and all(whole == text or text and whole.startswith(text) for whole, text in texts)


def _numbers_columns(row) -> bool:
    """Whether a row counts the columns (`1 2 3`, `(01) (02)`, `-1 -2`), whatever rows stand above it on its page."""
    texts = [text.replace(" ", "") for *_, text in row if text]
    counts = [int(re.sub(r"\D", "", text)) for text in texts if COUNT.fullmatch(text)]
    return len(counts) == len(texts) > 2 and len(texts) >= 0.6 * len(row) and all(b == a + 1 for a, b in zip(counts, counts[1:]))
