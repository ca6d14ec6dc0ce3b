"""One document's grids to the rows of the published tables."""

from __future__ import annotations

from collections import Counter

from pipeline.findings import Finding
from pipeline.grid import Book, Grid, visible
from pipeline.transform import attributes, cascade, headings, notes, titles
from pipeline.transform.rows import Rows


def read(book: Book, document: dict) -> dict[str, list[dict]]:
    """The rows of all tables for one document; `document` holds document_id, path, sha256 and bytes."""
    grids = [visible(grid) for grid in book.grids]
    years = _years(book, grids)
    heads = [(grid, head) for grid in grids for head in _heads(grid, years)]
    about = titles.of(book, [c.text for grid, head in heads[:1] for c in grid.cells if c.row < head.start and c.text])
    rows = Rows({**document, **about, "format": book.format, "pages": book.pages})
    for finding in book.findings:
        rows.say(finding)
    for grid, head, stop in _tables(heads):
        _table(rows, grid, head, stop)
    for line in book.lines:
        if "comment" in line.marks:
            rows.add_comment(line, notes.action_of(line.text))
    if not rows.tables["nodes"]:
        rows.refuse(_why(book))
    return rows.done()


def _why(book: Book) -> str:
    empty = sum(f.code == "halaman-tanpa-teks" for f in book.findings)
    return "tanpa-lapisan-teks" if empty and empty == book.pages else "tanpa-tabel-cascading"


def _years(book: Book, grids: list[Grid]) -> tuple[int, ...]:
    found = titles.of(book, [c.text for grid in grids[:1] for c in grid.cells if c.row < 5 and c.text])
    return (found["year_start"],) if found["year_start"] else ()


def _heads(grid: Grid, years):
    """All headings of a grid that speak of levels; a heading repeated word for word is furniture of the first."""
    after = 0
    while head := headings.find(grid, years, after):
        if any(c.field == "name" for c in head.columns):
            yield head
        after = head.end


def _tables(heads):
    """Each heading with the row where its table ends, one table per grid and kind of heading."""
    for k, (grid, head) in enumerate(heads):
        before = [h for g, h in heads[:k] if g is grid]
        if before and any(h.columns == head.columns for h in before):
            continue
        later = next((h.start for g, h in heads[k + 1 :] if g is grid and h.columns != head.columns), grid.rows)
        yield grid, head, later


def _table(rows: Rows, grid: Grid, head: headings.Head, stop: int):
    grid, furniture = _body(grid, head, stop)
    note_cells = notes.cells(grid, head)
    marked = {id(c) for c in note_cells}
    nodes, printed, used, guessed = cascade.build(grid, head, marked)
    beside = attributes.attach(grid, head, nodes, printed, marked, None)
    used |= beside.used | marked | _count_column(grid, head, nodes, printed)
    _support(nodes)
    rows.add_nodes(nodes, head)
    for cell in note_cells:
        rows.add_note(cell, notes.apply(nodes, cell), notes.action_of(cell.text))
    rows.add_rows(nodes)
    for node in guessed:
        rows.say(Finding("level-dari-kata", rows.source(node.cell), {"teks": node.name[:80], "tingkat": node.level}, rows.ids[id(node)]))
    for finding in beside.findings:
        rows.say(finding)
    _account(rows, grid, head, used, furniture)


def _body(grid: Grid, head, stop: int):
    """The grid up to `stop` without rows that repeat the heading or number the columns, and how many cells those held."""
    drop = {r for r in range(head.end, stop) if headings.counts_columns([c for c in grid.row_cells(r) if c.row == r]) and r <= head.end + 1}
    height = head.end - head.start
    first = [c.text for c in grid.row_cells(head.start)]
    for r in range(head.end, stop - height + 1):
        if [c.text for c in grid.row_cells(r)] == first:
            drop |= set(range(r, r + height))
            drop |= {r + height} if r + height < stop and headings.counts_columns(grid.row_cells(r + height)) else set()
    drop |= set(range(stop, grid.rows)) | _signature(grid, head, stop)
    furniture = sum(bool(c.text) and (c.row < head.end or c.row in drop) for c in grid.cells if c.row < stop)
    kept = Grid(grid.source, grid.rows, grid.columns, grid.cells, frozenset(drop), repeated=grid.repeated)
    return visible(kept), furniture


def _signature(grid: Grid, head, stop: int) -> set[int]:
    """Rows after the table in which no level's column holds anything: the block where officials sign."""
    names = [c.index for c in head.columns if c.field in ("name", "indicator", "code")]
    rows = set()
    for r in range(stop - 1, head.end, -1):
        filled = [grid.at(r, c) for c in names if grid.at(r, c).text]
        if filled:
            break
        rows.add(r)
    return rows


def _count_column(grid: Grid, head, nodes, printed) -> set[int]:
    """A count column whose cells span whole nodes of the level to its right is that level's number, if it has none of its own; returns its cells."""
    used = set()
    for column in head.columns:
        if column.field != "count":
            continue
        cells = [c for c in grid.cells if c.column == column.index and c.row >= head.end and c.text]
        used |= {id(c) for c in cells}
        right = next((c.level for c in head.columns if c.index > column.index and c.field == "name"), None)
        own = [n for n in nodes if n.level == right]
        begun = attributes.begun_cells(grid, head, column, printed)
        if own and not any(n.number for n in own) and [c.row for c in begun] == [n.row for n in own]:
            for cell, node in zip(begun, own):
                node.number = cell.text.rstrip(".)")
    return used


def _support(nodes):
    """A child supports the indicator whose rows hold it, where all children lie so and their numbers begin anew at each."""
    for parent in nodes:
        children = [n for n in nodes if n.parent is parent]
        if len(parent.indicators) < 2 or not children:
            continue
        ends = [*(i.cell.row for i in parent.indicators[1:]), parent.row_end]
        beside = [next((i for i, end in zip(parent.indicators, ends) if i.cell.row <= n.row and n.row_end <= end), None) for n in children]
        groups = {}
        for child, indicator in zip(children, beside):
            groups.setdefault(id(indicator), []).append(child.number)
        if None not in beside and len(groups) == len(parent.indicators) and all(g[0] == children[0].number and g[0] for g in groups.values()):
            for child, indicator in zip(children, beside):
                child.supports = indicator


def _account(rows: Rows, grid: Grid, head, used: set[int], furniture: int):
    """Every cell with text is used, furniture or reported."""
    left = [c for c in grid.cells if c.text and c.row >= head.end and id(c) not in used]
    above = furniture
    body_head = sum(bool(c.text) for c in grid.cells if c.row < head.end)
    rows.count(sum(bool(c.text) for c in grid.cells) + max(0, above - body_head) + grid.repeated, above + grid.repeated, len(left))
    unknown = Counter(c.column for c in left if head.columns[c.column].field in (None, "note", "count"))
    for column, count in unknown.items():
        heading = head.columns[column].heading or next(c.text for c in left if c.column == column)
        first = next(c for c in left if c.column == column)
        rows.say(Finding("judul-tak-dikenal", first.source, {"teks": heading[:80], "jumlah": count}))
    for cell in left:
        if cell.column not in unknown:
            rows.say(Finding("sel-tak-terpakai", cell.source, {"teks": cell.text[:80]}))
