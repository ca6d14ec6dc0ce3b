"""What the cells below a heading tell of its columns: numbers beside what they number, parts of a code, formulas among remarks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.grid import Grid
from pipeline.transform import formulas
from pipeline.transform.column_numbers import COUNT, counts_columns
from pipeline.transform.heading_words import levels_in, plain
from pipeline.transform.headings import VALUES, Column, Head
from pipeline.transform.levels import level_of_bare, level_of_code, rank, split_front, whole

NUMBER = re.compile(r"\(?([0-9]{1,3}|[a-z]|[ivx]{1,5}|[A-Z]{1,2}(\.\d+)+|\d+(\.\d+)*)[.)]?", re.I)
MEASURING = (*VALUES, "unit", "formula", "definition", "data_source")
NUMBERS = {"name": "number", "indicator": "indicator_number"}


def told(grid: Grid, head: Head) -> Head:
    """The heading with those columns named that only what stands below them tells."""
    # A row that numbers the columns says nothing of what they hold.
    end = head.end + (head.end < grid.rows and counts_columns([c for c in grid.row_cells(head.end) if c.row == head.end]))
    columns = _split_pairs(grid, head, end)
    columns = [_numbers_unnamed(grid, end, column, right) for column, right in zip(columns, [*columns[1:], None])]
    columns = _names_unnamed(grid, end, columns)
    for told_by in (_levels_written, _names_coded, _codes_counted, _formulas_noted, _money_named, _shared_by_rows):
        columns = told_by(grid, end, columns)
    return replace(head, columns=tuple(columns))


def _texts(grid: Grid, end: int, index: int) -> list[str]:
    return [c.text for c in grid.column_cells(index) if c.row >= end]


def _split_pairs(grid: Grid, head: Head, end: int) -> list[Column]:
    """Two columns under one heading: the first, narrow in its words, holds the numbers of the second; several hold the parts of a code."""
    columns = list(head.columns)
    for index in range(grid.columns):
        last = grid.at(head.end - 1, index)
        if last.column != index or last.column_span < 2 or not last.text:
            continue
        below = [c for c in grid.cells if c.row >= end and c.text and last.column <= c.column and c.column_end <= last.column_end]
        # Cells as wide as their heading are one column, whatever they hold.
        if below and all(c.column_span == last.column_span for c in below):
            continue
        for k in range(last.column, last.column_end - 1):
            # The headings of further tables below say nothing of what stands under them.
            texts = [c.text for c in below if c.column <= k < c.column_end and c.text != last.text]
            # Parts of a code are short numbers too, and are joined where their row is read.
            if columns[k].field == "code":
                continue
            if not texts or sum(bool(NUMBER.fullmatch(t) or COUNT.fullmatch(t)) for t in texts) >= 0.6 * len(texts):
                columns[k] = replace(columns[k], field=NUMBERS.get(columns[k].field, "count"))
    return columns


def _numbers_unnamed(grid: Grid, end: int, column: Column, right: Column | None) -> Column:
    """A column without heading that holds nothing but numbers is that of the names or indicators on its right."""
    field = NUMBERS.get(right.field) if right else None
    texts = _texts(grid, end, column.index)
    if column.field is not None or column.heading or field is None or not texts or not all(NUMBER.fullmatch(part) for text in texts for part in text.split()):
        return column
    return replace(column, field=field, level=right.level)


def _names_unnamed(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Where a column of names or indicators holds nothing but numbers and letters, the one without heading on its right, which words fill beside each of them, holds what they number."""
    found = list(columns)
    for left, column in pairwise(columns):
        if left.field in NUMBERS and column.field is None and not column.heading and _counts_rows(grid, end, left.index):
            found[left.index : left.index + 2] = replace(left, field=NUMBERS[left.field]), replace(left, index=column.index)
    return found


def _counts_rows(grid: Grid, end: int, index: int) -> bool:
    numbers = [cell for cell in grid.column_cells(index) if cell.row >= end]
    beside = [grid.at(cell.row, index + 1) for cell in numbers]
    return bool(numbers) and all(NUMBER.fullmatch(of.text) and of.row == cell.row and any(map(str.isalpha, cell.text)) for of, cell in zip(numbers, beside))


def _levels_written(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Where no column is headed as levels, one that nobody understands and that holds nothing but their words (`Sasaran 1.1`) tells those of its rows."""
    if any(column.field == "level" for column in columns):
        return columns
    told = {column.index: [level_of_bare(text) for text in _texts(grid, end, column.index)] for column in columns if column.field is None}
    return [replace(column, field="level") if all(of := told.get(column.index, [])) and len(set(of)) > 1 else column for column in columns]


def _names_coded(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """A column headed as codes of a level (`Kode dan Nama Program`), or as codes where none is headed as names, holds names if they stand behind most of its codes."""
    named = any(column.field == "name" for column in columns)
    return [replace(column, field="name") if column.field == "code" and (column.levels or not named) and _are_names(_texts(grid, end, column.index)) else column for column in columns]


def _are_names(texts: list[str]) -> bool:
    fronts = [split_front(text) for text in texts]
    return sum(bool(code and name) for _, code, name in fronts) > 0.5 * len(texts)


def _codes_counted(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Where no column is headed as codes, one that is headed as if it counted the rows, or as nobody understands, and most of whose texts are codes holds them."""
    if any(column.field == "code" for column in columns):
        return columns
    return [replace(column, field="code") if column.field in ("count", "number", None) and _are_codes(_texts(grid, end, column.index)) else column for column in columns]


def _are_codes(texts: list[str]) -> bool:
    # Of numbers in sections a single one may look like a code, and 1.01, 1.02 all do: only the code of a program has three parts.
    codes = [text for text in texts if whole(text)]
    return len(codes) > 1 and len(codes) >= 0.5 * len(texts) and any(rank(level_of_code(code)) >= rank("program") for code in codes)


def _money_named(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Money whose heading names one level (`PAGU PROGRAM`) right of a lower one is of that level where it begins as its names do: with one sum for each of them."""
    names = {column.level: column for column in columns if column.field == "name" and column.level}
    return [replace(column, level=of, levels=(of,)) if (of := _named_above(column, names)) and _begins_with(grid, end, column, names[of]) else column for column in columns]


def _named_above(column: Column, names: dict[str, Column]) -> str | None:
    """The level that a heading of money alone names, if it has a column and a lower one stands between."""
    said = levels_in(column.heading) if column.money and column.field in VALUES and not column.levels and "target" not in plain(column.heading).split() else ()
    lower = [level for level, name in names.items() if said and rank(level) > rank(said[0]) and name.index < column.index]
    return said[0] if len(said) == 1 and said[0] in names and lower else None


def _begins_with(grid: Grid, end: int, money: Column, name: Column) -> bool:
    sums: dict[str, str] = {}
    cells = [(grid.at(row, name.index), grid.at(row, money.index)) for row in range(end, grid.rows)]
    return all(of.text and of.row == cell.row and sums.setdefault(of.text, cell.text) == cell.text for of, cell in cells if cell.text)


def _shared_by_rows(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Where levels have indicators of their own and no row names those of two, what stands right of them all, and names no level, speaks of each row's."""
    indicators = {column.index for column in columns if column.field == "indicator"}
    begun = [{cell.column for cell in grid.begun(row)} for row in range(end, grid.rows)]
    named = [row & indicators for row in begun]
    if len(set().union(*named)) < 2 or any(len(of) > 1 or _names_below(columns, row, of) for row, of in zip(begun, named)):
        return columns
    last = max(column.index for column in columns if column.field in ("name", "indicator"))
    return [replace(column, level=None) if column.index > last and column.field in MEASURING and not column.levels else column for column in columns]


def _names_below(columns: list[Column], row: set[int], indicators: set[int]) -> bool:
    """Whether a row begins a name of a lower level than that of its indicator: what stands right of both may be that name's, which has no indicator."""
    names = [columns[index].level for index in row if columns[index].field == "name"]
    return any(of and name and rank(name) > rank(of) for of in (columns[index].level for index in indicators) for name in names)


def _formulas_noted(grid: Grid, end: int, columns: list[Column]) -> list[Column]:
    """Where no column is headed as formulas, remarks most of which divide are formulas: of the indicators on their left."""
    if any(column.field == "formula" for column in columns):
        return columns
    return [replace(column, field="formula", level=_level_left(columns, column)) if column.field == "note" and _divide(_texts(grid, end, column.index)) else column
            for column in columns]


def _divide(texts: list[str]) -> bool:
    # A single remark may hold a slash or a ratio by chance.
    divided = sum(formulas.parse(text).numerator is not None for text in texts)
    return divided > 1 and divided >= 0.5 * len(texts)


def _level_left(columns: list[Column], column: Column) -> str | None:
    return next((left.level for left in reversed(columns[: column.index]) if left.field == "indicator"), None)
