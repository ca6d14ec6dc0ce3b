"""Tables that go on without a heading of their own, in a further table of a Word document or on a further sheet: what pages print is stitched where it is drawn."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.findings import Finding
from pipeline.grid import Cell, Grid, tiled
from pipeline.transform import endings, headings, headless, indicators, levels, recognition, titles, years
from pipeline.transform.column_numbers import counts_columns
from pipeline.transform.heading_words import known
from pipeline.transform.headings import Column, Head
from pipeline.vocabulary import vocabulary

COUNTING = (*headings.VALUES, "number", "indicator_number", "count")


def united(grids: list[Grid], plan: tuple[int, ...]) -> tuple[list[Grid], list[Finding]]:
    """The grids, those that surely go on with the table before set below it, and a finding per grid that may."""
    if len(grids) < 2 or any(cell.boxes for grid in grids for cell in grid.cells[:1]):
        return grids, []
    whole, doubts, home, head = [], [], None, None
    for grid in grids:
        own = _last_heading(grid, plan)
        if own or not home or not _may_go_on(home, grid):
            home, head = (grid, own) if own and recognition.kind_of(own, None) is None else (None, None)
            whole.append(grid)
        elif whole[-1] is home and _goes_on(home, head, set_in := _set_in(home, grid)):
            whole[-1] = home = _below(home, set_in)
        else:
            whole.append(grid)
            signs = _signs(head, grid)
            # Codes tell the columns of a table by themselves; of another table nothing, or less, holds what the columns above hold.
            doubts += [] if headless.guessed(grid) or signs.count(False) >= signs.count(True) else [_doubt(home, grid)]
    return whole, doubts


def _last_heading(grid: Grid, plan: tuple[int, ...]) -> Head | None:
    last, head = None, headings.find(grid, plan)
    while head:
        last, head = head, headings.find(grid, plan, head.end)
    return last


def _may_go_on(home: Grid, grid: Grid) -> bool:
    """Whether a grid has the columns of the one before, or on a sheet called after that most of them: a sheet ends with the text it bears."""
    within = home.left <= grid.left and grid.left + grid.columns <= home.left + home.columns
    of_sheet = "!" in grid.cells[0].source and _same_sheet(home.source, grid.source)
    return (grid.left, grid.columns) == (home.left, home.columns) or within and of_sheet and 2 * grid.columns > home.columns


def _set_in(home: Grid, grid: Grid) -> Grid:
    """A grid with its columns counted as those of the one before, blanks where it has none."""
    moved = [cell._replace(column=cell.column + grid.left - home.left) for cell in grid.cells]
    return replace(tiled(grid.source, grid.rows, home.columns, moved, lambda row, column: grid.source), repeated=grid.repeated, captions=grid.captions)


def _doubt(home: Grid, grid: Grid) -> Finding:
    texts = [cell for cell in grid.cells if cell.text]
    return Finding("tabel-lanjutan-tidak-pasti", grid.source, {"atas": home.source, "jumlah": len(texts), "teks": texts[0].text[:80]})


def _goes_on(home: Grid, head: Head, grid: Grid) -> bool:
    """Whether nothing ends the table above or parts the two, and the first row holds what the columns above hold."""
    closed = endings.signature(home, head, home.rows) | endings.footnotes(home, head, home.rows)
    said = any(cell.text and cell.row in closed for cell in home.cells)
    lines = [*(cell.text for cell in grid.captions), *(cell.text for cell in _titles(grid))]
    return not said and not _again(home, head, grid) and _same_sheet(home.source, grid.source) and all(_parts_nothing(text, home, head) for text in lines) and _holds_alike(head, grid)


def _again(home: Grid, head: Head, grid: Grid) -> bool:
    """Whether the first row of several texts names nothing that the table above does not: another version of it."""
    names = {column.index for column in head.columns if column.field == "name"}
    over = {(cell.column, cell.text) for cell in home.cells if cell.column in names}
    first = next((texts for row in range(grid.rows) if len(texts := grid.begun(row)) > 1), [])
    said = {(cell.column, cell.text) for cell in first if cell.column in names}
    return bool(said) and said <= over


def _same_sheet(before: str, name: str) -> bool:
    """Whether a sheet is called after the one before, but for a number or a word that says that it goes on; tables of Word are counted so."""
    words = vocabulary("titles")
    bare = re.sub(words["going_on"], " ", name, flags=re.I)
    stem, other = (re.sub(r"(?<!\d)1?\d(?!\d)|[\W_]+", " ", text).casefold().strip() for text in (bare, before))
    return stem in ("", other) and not re.search(words["version"], bare, re.I)


def _parts_nothing(text: str, home: Grid, head: Head) -> bool:
    """Whether a line over a grid only says that it goes on, or again what stands over the table above."""
    over = {cell.text for cell in (*home.captions, *home.cells) if cell.row < head.start or cell in home.captions}
    return text in over or _only_goes_on(text)


def _only_goes_on(text: str) -> bool:
    words = re.sub(r"[\W\d_]+", " ", text).strip().casefold()
    return bool(re.fullmatch(vocabulary("titles")["going_on_line"], words))


def _titles(grid: Grid) -> list[Cell]:
    """The cells of the first rows that hold a title or a line over all columns alone."""
    found = []
    for row in range(grid.rows):
        texts = grid.begun(row)
        if len(texts) > 1 or texts and not _is_title(texts[0], grid):
            break
        found += texts
    return found


def _is_title(cell: Cell, grid: Grid) -> bool:
    words = vocabulary("titles")
    said = any(re.match(words[name], cell.text, re.I) for name in ("title_line", "unit_row")) or _only_goes_on(cell.text) or titles.whose([cell.text])
    return bool(said) or cell.column_span > 2 and cell.column_span >= 0.8 * grid.columns


def _holds_alike(head: Head, grid: Grid) -> bool:
    """Whether the first row holds what its columns are for, in half of its cells or more and against none."""
    signs = _signs(head, grid)
    return bool(signs) and False not in signs and signs.count(True) >= 0.5 * len(signs)


def _signs(head: Head, grid: Grid) -> list[bool | None]:
    """Of each text in the first row of several, but for one that numbers the columns, whether it is what its column above holds."""
    rows = (texts for row in range(grid.rows) if len(texts := grid.begun(row)) > 1 and not counts_columns(grid.row_cells(row)))
    return [_fits(head.columns[cell.column], cell) for cell in next(rows, [])]


def _fits(column: Column, cell: Cell) -> bool | None:
    """Whether a text is surely what its column holds; False where it surely is not, None where nothing tells."""
    text, digits = cell.text, any(letter.isdigit() for letter in cell.text)
    if column.field in COUNTING:
        return not years.YEAR.fullmatch(text) if digits else None if not known(text) and column.field != "pagu" else False
    if known(text) or column.field == "name" and not any(letter.isalpha() for letter in text):
        return False
    return _says(column.field, text) or None


def _says(field: str | None, text: str) -> bool:
    """Whether a text says by its form that it is what a field holds."""
    name = levels.split_front(text)[2]
    if field in ("name", "result"):
        return bool(levels.split_front(text)[1] or levels.level_of_word(text) or levels.level_of_verb(name))
    if field == "indicator":
        return indicators.kind(name) not in ("pernyataan", "tidak_jelas")
    return field == "unit" and indicators.is_unit(text) or field == "code" and levels.whole(text)


def _below(home: Grid, grid: Grid) -> Grid:
    """Both grids as one; what stands over the second is no row of it."""
    over = _titles(grid)
    cut = max((cell.row_end for cell in over), default=0)
    moved = [cell._replace(row=cell.row - cut + home.rows) for cell in grid.cells if cell.row >= cut]
    return replace(home, rows=home.rows + grid.rows - cut, cells=(*home.cells, *moved), repeated=home.repeated + grid.repeated + len(over))
