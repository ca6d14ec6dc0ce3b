"""Heading rows to columns: what each column of a grid holds, of which level and year. The words are data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.grid import Cell, Grid
from pipeline.transform import amid, bands, groups, money, years
from pipeline.transform.column_numbers import counts_columns
from pipeline.transform.heading_words import field_of, known, levels_in, plain
from pipeline.transform.levels import level_names, rank, whole
from pipeline.vocabulary import vocabulary

MOST_ROWS = 5
VALUES = ("target", "pagu", "realisasi", "baseline", "akhir")


@dataclass(frozen=True)
class Column:
    """A column of a table: the field it holds, the level (None: the row's node), the year (None: none stands there), its heading, the levels that the
    heading names, whether it holds money, and what that is to be multiplied by."""

    index: int
    field: str | None
    level: str | None = None
    year: int | None = None
    heading: str = ""
    levels: tuple[str, ...] = ()
    money: bool = False
    scale: float = 1.0


@dataclass(frozen=True)
class Head:
    """The heading of a grid: its first row, the row after its last, what each column holds, whether only the content told it, and whether it
    begins a table of other things amid the rows of another."""

    start: int
    end: int
    columns: tuple[Column, ...]
    guessed: bool = False
    foreign: bool = False

    @property
    def measured(self) -> frozenset[int]:
        """The places of its columns of indicators."""
        return frozenset(c.index for c in self.columns if c.field == "indicator")


def find(grid: Grid, plan: tuple[int, ...], after: int = 0, measured: frozenset[int] = frozenset()) -> Head | None:
    """The next heading of a grid at or below a row; the heading above has indicators in the columns `measured`."""
    rows = place(grid, after, measured)
    return Head(rows.start, rows.stop, _columns(grid, rows.start, rows.stop, plan)) if rows else None


def place(grid: Grid, after: int = 0, measured: frozenset[int] = frozenset()) -> range | None:
    """The rows of the next heading: three known headings or more in a row, most of what stands there, and no code."""
    for row in range(after, grid.rows):
        texts = grid.begun(row)
        hits = _hits([c.text for c in texts], first=not after)
        enough = hits >= 3 and hits >= 0.5 * len(texts) or hits >= 2 and hits == len(texts) and grid.columns <= 4
        headed = enough and row > after and _speaks(grid, row - 1)
        if enough and (headed or not after or amid.is_worded(texts, hits)) and not any(whole(c.text) for c in texts) and not amid.measures(texts, measured):
            # A row of few groups (`SASARAN`, `PROGRAM`) shows itself by what stands below it.
            groups = headed and sum(bool(c.text) for c in grid.row_cells(row - 1)) > 1
            start, end = row - groups, _end(grid, row)
            # Cells that hold a heading and all that stands below it are none.
            if end - start <= MOST_ROWS or end < grid.rows:
                return range(start, end)
    return None


def of_one_year(head: Head, plan: tuple[int, ...]) -> Head:
    """The heading in a document of one year: there a column of targets or money that is alone of its kind, and names no time, is that year's."""
    # What was done in the years before dates no target.
    before = lambda c: c.field in ("realisasi", "baseline") and c.year < plan[0]
    if not plan or plan[0] != plan[-1] or any(c.year not in (None, plan[0]) and not before(c) for c in head.columns if c.field in VALUES):
        return head
    kinds, longer = Counter((c.field, c.money, c.level) for c in head.columns), vocabulary("headings")["longer"]["words"]
    whole = lambda c: years.spans(c.heading) or any(f" {word} " in f" {plain(c.heading)} " for word in longer)
    own = lambda c: c.field in ("target", "pagu", "realisasi") and not c.year and kinds[c.field, c.money, c.level] == 1 and not whole(c)
    return replace(head, columns=tuple(replace(c, year=plan[0]) if own(c) else c for c in head.columns))


def _hits(texts: list[str], first: bool) -> int:
    """How many texts of a row are headings; an organisation's short name may end several (`Tujuan Renstra DPMD`, `Sasaran DPMD`): in the first heading of a grid, or
    where all that stands in a row are headings."""
    told, lasts = [known(text) for text in texts], [text.split()[-1] for text in texts]
    repeated = {word for word, count in Counter(lasts).items() if count > 1}
    ends = Counter(last for last, text in zip(lasts, texts) if last in repeated and levels_in(text))
    whose = {word for word, count in ends.items() if count > 1}
    shortened = [one or last in whose and known(text.rsplit(maxsplit=1)[0]) for one, last, text in zip(told, lasts, texts)]
    # Below one, names may end alike too, but hardly between several words of headings.
    return sum(shortened) if first or all(shortened) and sum(told) > 1 else sum(told)


def _end(grid: Grid, start: int) -> int:
    end = max((c.row_end for c in grid.row_cells(start) if c.text and known(c.text)), default=start + 1)
    while end < min(grid.rows, start + MOST_ROWS):
        # A row of numbers amid the heading has more of it below; the one that closes it is furniture of the body.
        if counts_columns([c for c in grid.row_cells(end) if c.row == end]) and end + 1 < grid.rows and _speaks(grid, end + 1):
            end += 1
        elif not _speaks(grid, end) or end in bands.of(grid, end):
            break
        end += 1
    return end


def _speaks(grid: Grid, row: int) -> bool:
    """Whether a row holds nothing but headings; among many a stray one may go on from above (`Kondisi akhir` / `RPJMD`)."""
    texts = [c.text for c in grid.begun(row)]
    told = sum(known(t) or t == "%" or bool(years.YEAR.fullmatch(t)) for t in texts)
    return bool(texts) and (told == len(texts) or told > MOST_ROWS and told == len(texts) - 1)


def furnishes(cells: list[Cell], head: Head) -> bool:
    """Whether a row of a table's body is furniture: it numbers the columns, or repeats nothing but words of headings."""
    texts = [c.text for c in cells if c.text]
    repeats = len(texts) >= 3 and all(not t[0].isdigit() and known(t) for t in texts) and not amid.measures(cells, head.measured)
    return repeats or counts_columns(cells, bool(cells) and cells[0].row <= head.end + 1)


def _columns(grid: Grid, start: int, end: int, plan) -> tuple[Column, ...]:
    found, level = [], None
    for index in range(grid.columns):
        stack = list(dict.fromkeys(_heading_at(grid, range(start, end), row, index) for row in range(start, end)))
        column = _meaning(index, [c.text for c in stack if c.text], level, plan)
        if column.field in ("name", "indicator") or column.field == "result" and column.levels:
            level = column.level
        found.append(column)
    found = _results_alone(_told_by_level(_levels_apart(_offices_first(groups.told(found)))))
    return tuple(_once(_row_levels(found, _is_amid(grid, end, found))))


def _heading_at(grid: Grid, rows: range, row: int, index: int) -> Cell:
    """The heading's cell at a place; where it is empty above a heading, the unmerged one on its left that stands above another."""
    cell = grid.at(row, index)
    if cell.text or not _heads_another(grid, rows, row, index):
        return cell
    left = next((c for k in range(index - 1, -1, -1) if (c := grid.at(row, k)).text), cell)
    # The state before the plan and that after it are of one year each.
    once = field_of(left.text) in ("baseline", "akhir") and years.YEAR.search(grid.at(rows.stop - 1, index).text)
    group = not once and (left.row, left.row_span, left.column_span) == (row, 1, 1) and _heads_another(grid, rows, row, left.column)
    parted = row > rows.start and grid.at(row - 1, index).text and grid.at(row - 1, index) is not grid.at(row - 1, left.column)
    return left if group and not parted else cell


def _heads_another(grid: Grid, rows: range, row: int, index: int) -> bool:
    """Whether a further heading stands below a place of a heading."""
    return any(known(cell.text) for below in range(row + 1, rows.stop) if (cell := grid.at(below, index)).text and cell.row == below)


def _offices_first(columns: list[Column]) -> list[Column]:
    """Offices left of all names (`Kepala Dinas`, `Kepala Bidang`) may say which is above which, and are no column that anybody understands."""
    first = next((c.index for c in columns if c.field == "name"), 0)
    ranks = lambda c: c.field == "owner" and c.index < first and plain(c.heading) in vocabulary("headings")["offices"]["words"]
    return [replace(c, field=None) if ranks(c) else c for c in columns]


def _levels_apart(columns: list[Column]) -> list[Column]:
    """Where columns of one kind each name a level and not all the same (`Pagu Program`, `Pagu Kegiatan`), each is of its own."""
    named = {c.index: levels_in(c.heading) for c in columns if c.field in (*VALUES, "owner")}
    told: dict[str, set[str]] = {}
    for column in columns:
        if len(of := named.get(column.index, ())) == 1:
            told.setdefault(column.field, set()).update(of)
    return [replace(c, level=named[c.index][0], levels=named[c.index]) if len(told.get(c.field, ())) > 1 and len(named.get(c.index, ())) == 1 else c for c in columns]


def _told_by_level(columns: list[Column]) -> list[Column]:
    """Where a column tells the level of each row and none is headed as names are, the one right of it that nobody understands holds the names."""
    told = next((c.index for c in columns if c.field == "level"), None)
    beside = told is not None and not any(c.field == "name" for c in columns)
    return [replace(c, field="name") if beside and c.index == told + 1 and c.field is None else c for c in columns]


def _results_alone(columns: list[Column]) -> list[Column]:
    """Where no column names a level but one states its result, that is the name; where levels share a column, all are named there."""
    named = {c.level for c in columns if c.field == "name"}
    alone = lambda c: c.field == "result" and c.level and c.level not in named and c.levels
    return columns if None in named else [replace(c, field="name") if alone(c) else c for c in columns]


def _row_levels(columns: list[Column], within: bool) -> list[Column]:
    """What stands beside the names of a table speaks of each row's node: where all levels share a column, or where one indicator column that names
    no level, or where there is none the money, stands right of several levels and not `within` them."""
    names = [c for c in columns if c.field == "name"]
    beside = [c for c in columns if c.field == "indicator"] or [c for c in columns if c.money and names and c.index > names[-1].index][:1]
    left = [c for c in columns if c.field in ("name", "result") and beside and c.index < beside[0].index]
    shared = bool(names) and all(c.level is None for c in names)
    if not shared and (len(beside) != 1 or beside[0].levels or len(left) < 2 or within):
        return columns
    first = -1 if shared else beside[0].index
    own = lambda c: c.field in ("name", "owner") or c.field == "result" and len(c.levels) < 2
    return [replace(c, level=None) if c.index >= first and not own(c) and (shared or not c.levels) else c for c in columns]


def _is_amid(grid: Grid, end: int, columns: list[Column]) -> bool:
    """Whether the indicators of a table are those of the level on their left, more levels following on their right: a name of it stands beside the first one.
    In a staircase of rows, and behind the results of the levels on the right, they are not."""
    index = next((c.index for c in columns if c.field == "indicator"), None)
    left = [c for c in columns if index is not None and c.index < index and c.field in ("name", "result")]
    if not left or left[-1].field == "result" or not any(c.field == "name" and c.index > index for c in columns):
        return False
    first = next((row for row in range(end, grid.rows) if any(sign.isalpha() for sign in grid.at(row, index).text)), None)
    return first is not None and grid.at(first, left[-1].index).text != ""


def _meaning(index, texts: list[str], level, plan) -> Column:
    heading = " / ".join(texts)
    year = years.of_heading(texts, plan)
    # The lowest row of a heading says what stands below it, the rows above for whom and when.
    spoken = groups.spoken(texts)
    place, last = next(((k, f) for k in reversed(range(len(spoken))) if (f := field_of(spoken[k]))), (0, None))
    share = last == "pagu" and any(map(groups.tells_share, spoken[place:]))
    last = "aside" if share else last
    field = "aside" if share else last and _over(" / ".join(spoken), year, last)
    # A heading over money and targets names levels only to say what they are for.
    own = next((found for t in reversed(texts) if (found := levels_in(t)) and field_of(t) not in ("target", "pagu", "owner")), ())
    # A heading that names a program too is no other plan's.
    if all(rank(named) < rank("program") for named in levels_in(heading)) and "alignment" in (field, next((field_of(t) for t in reversed(texts) if levels_in(t)), None)):
        field = _of_alignment(heading, field)
    if field is None and own:
        field = "name"
    if field is None and year and years.names_values(texts):
        field = "target"
    if field in (*VALUES, "unit", "owner"):
        own = own if len(own) == 1 and field != "owner" else ()
    return Column(index, field, _level(field, own, level, heading), year, heading, own, last == "pagu", money.scale_of_heading(plain(heading)) if last == "pagu" else 1.0)


def _of_alignment(heading: str, field: str | None) -> str | None:
    """The field of a column that stands with a statement of a higher plan: what measures the statement is none itself."""
    measures = set(plain(heading).split()) & set(vocabulary("headings")["measuring"]["words"])
    return "aside" if measures else "alignment" if field in (None, "name") else field


def _over(heading: str, year: int | None, field: str) -> str:
    """The field of a word that holds for all headings below it, else the lowest's own; the end of the period only where no year stands."""
    words, data = f" {plain(heading)} ", vocabulary("headings")
    for phrase in data["planned"]["words"]:
        words = words.replace(f" {phrase} ", " ")
    holds = lambda phrases: any(f" {phrase} " in words for phrase in phrases)
    found = next((name for name, phrases in data["over"].items() if (name != "akhir" or not year) and holds(phrases)), field)
    # What was reached since the plan began is not what the year brought.
    return "aside" if found == "realisasi" and holds(data["cumulative"]["words"]) else found


def _once(columns: list[Column]) -> list[Column]:
    """Where two columns hold the same value of the same year, and no indicators stand between them, the second has no place."""
    seen, kept, of = set(), [], None
    for column in columns:
        of = column.index if column.field == "indicator" else of
        key = (column.field, column.level, column.year, column.money, None if column.money else of)
        twice = column.field in VALUES and column.year and key in seen
        seen.add(key)
        kept.append(replace(column, field="aside" if column.field == "realisasi" else "second") if twice else column)
    return kept


def _result_level(heading: str) -> str | None:
    words = plain(heading).split()
    said = [level for level, phrases in vocabulary("headings")["result"].items() if set(phrases) & set(words)]
    return said[0] if len(said) == 1 else None


def _level(field, own, nearest, heading="") -> str | None:
    if field == "result":
        told = _result_level(heading)
        return own[-1] if own else nearest if nearest and (told is None or rank(nearest) > rank(told)) else told
    if own:
        return own[0] if len(own) == 1 else None
    return nearest if field in ("indicator", "formula", "definition", "data_source", "unit", "target", "pagu", "baseline", "akhir", "realisasi") else None


def codes_last(head: Head) -> bool:
    """Whether codes stand right of their names: the last of them right beside a name, with no further name behind."""
    codes = [c.index for c in head.columns if c.field == "code" and not c.level]
    names = [c.index for c in head.columns if c.field == "name"]
    return bool(codes) and codes[-1] - 1 in names and codes[-1] > names[-1]


def parents_first(columns: list[Column]) -> list[Column]:
    """Columns of names in the order of their levels: one row may begin a parent and its child, whatever the order of their columns."""
    last = len(level_names())
    return sorted(columns, key=lambda c: (rank(c.level) if c.level else rank(c.levels[0]) if c.levels else last, c.index))
