"""One document's grids to the rows of the published tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.findings import Finding, listed
from pipeline.grid import Book, Cell, Grid, under_heading, visible
from pipeline.transform import (attributes, broken, captions, cascade, cell_values, counting, ditto, doubts, endings, evidence, extents, further_tables,
                                headings, headless, indicator_lists, join, listing, money, nearby, notes, owner_columns, recognition, rivals, titles, unite)
from pipeline.transform.heading_words import plain
from pipeline.transform.indicators import is_unit
from pipeline.transform.node import Node, Tree
from pipeline.transform.rows import Rows
from pipeline.vocabulary import vocabulary

BARE = r"\(?\d{1,3}[.)]?"
# Words among counts of rows, as a text that is merged over the names beside them: it counts nothing.
WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}\W+(?:\w+\W+)*[^\W\d_]{3,}")


@dataclass(frozen=True)
class Table:
    """What one table of a document gave: its rows and their tree, nodes, notes with the nodes each covers, findings, cells that hold a unit for a name
    of an indicator with their headings, its cells' account with those `left` over, and what each was taken for.
    """

    head: headings.Head
    grid: Grid
    tree: Tree
    nodes: list[Node]
    notes: list[tuple]
    findings: list[Finding]
    units: list[tuple[Cell, str]]
    cells: int
    furniture: int
    left: list[Cell]
    taken: dict[int, tuple[str, str]]


def read(book: Book, document: dict) -> dict[str, list[dict]]:
    """The rows of all tables for one document; `document` holds document_id, path, sha256 and bytes."""
    grids, mended = broken.mended(evidence.numbered([visible(grid) for grid in book.grids]))
    years = _years(book, grids)
    grids, doubted = further_tables.united(captions.carried(grids), years)
    heads = [(grid, _counted_in(book, grid, head)) for grid in grids for head in extents.heads(grid, years)]
    without = [grid for grid in grids if all(grid is not other for other, _ in heads) and grid.source not in {f.source for f in doubted}]
    heads, others = recognition.cascades(heads, years[0] if years else None)
    about = titles.of(book, [c.text for grid, head in heads[:1] for c in grid.cells if c.row < head.start and c.text])
    rows = Rows({**document, **about, "format": book.format, "pages": book.pages})
    for finding in [*book.findings, *mended, *doubted]:
        rows.say(finding)
    tables = list(extents.of_heads(heads, [pair for pairs in others.values() for pair in pairs]))
    mark = cell_values.document_mark([(grid, head) for grid, head, *_ in tables])
    read_tables = _repeats_read(_read_tables(tables, mark))
    unnamed = titles.share_out([(table.nodes, extents.over(grid, head, own.start), _sheet(grid)) for table, (grid, head, own, _) in zip(read_tables, tables)])
    rows.document["organisation"] = titles.one_organisation([node for table in read_tables for node in table.nodes], rows.document["organisation"])
    rows.tables["evidence"] = evidence.rows(document["document_id"], grids, [table.taken for table in read_tables])
    # Lists of indicators are used, so they are not told as tables left aside.
    _fill(rows, read_tables, others.pop(indicator_lists.KIND, []), mark)
    # A document that gives nothing is refused as a whole, whatever its tables are.
    for finding in recognition.findings(others, without, _goals(rows)) if rows.tables["nodes"] else ():
        rows.say(finding)
    for line in book.lines:
        if "comment" in line.marks:
            rows.add_comment(line, notes.action_of(line.text))
    pages = {box[0] for grid, *_ in tables for cell in grid.cells for box in cell.boxes}
    outside = doubts.money_outside([line for line in book.lines if "comment" not in line.marks], pages)
    for finding in [*unnamed, *doubts.headless([grid for grid, head, *_ in tables if head.guessed]), *doubts.charts(grids), *doubts.stated_apart(tables), *outside]:
        rows.say(finding)
    for finding in doubts.owners_missing([table[1] for table in tables], rows.tables, rows.document["organisation"]):
        rows.say(finding)
    if not rows.tables["nodes"]:
        rows.refuse(_why(book))
    rows.place(nearby.places(read_tables, {finding["source"] for finding in rows.tables["findings"] if not finding["node_id"]}))
    return rows.done()


def _fill(rows: Rows, tables: list[Table], lists: list[tuple], mark: str | None):
    """The rows of all tables of a document, joined to one tree, its indicators united with those of lists."""
    nodes, became, contradictions = join.joined([table.nodes for table in tables])
    contradictions += indicator_lists.united(lists, nodes, mark) if nodes else []
    rows.add_nodes(nodes, became)
    rows.add_rows(nodes)
    for table in tables:
        rows.add_layout(table.head)
        rows.count(table.cells, table.furniture, len(table.left))
        for cell, top in table.notes:
            rows.add_note(cell, top, notes.action_of(cell.text))
        guessed = [Finding(f"level-dari-{how}", n.cell.source, {"teks": n.name[:80], "tingkat": n.level}, rows.ids[id(n)]) for n, how in table.tree.guessed]
        for finding in [*guessed, *table.findings, *_unread(table)]:
            rows.say(finding)
    for node in join.rootless(nodes):
        rows.say(Finding("induk-hilang", node.cell.source, {"tingkat": node.level, "teks": node.name[:80]}, rows.ids[id(node)]))
    for node in join.astray(nodes):
        rows.say(Finding("sasaran-tidak-diketahui", node.cell.source, {"teks": node.name[:80]}, rows.ids[id(node)]))
    for node in nodes:
        if not any(map(str.isalpha, node.name)):
            code = "nama-tanpa-huruf" if node.name else "kode-tanpa-nama"
            rows.say(Finding(code, node.cell.source, {"tingkat": node.level, "teks": node.name[:80] or node.code}, rows.ids[id(node)]))
    for finding in [*contradictions, *rivals.findings(tables, became), *doubts.units_alone([unit for table in tables for unit in table.units])]:
        rows.say(finding)


def _goals(rows: Rows) -> list[str]:
    """The names of all tujuan and sasaran that tables told: the document's own, and those of the higher plan that they serve."""
    own = [node["name"] for node in rows.tables["nodes"] if node["level"] in recognition.OWN]
    return own + [served["text"] for served in rows.tables["alignments"]]


def _why(book: Book) -> str:
    empty = sum(f.words["jumlah"] for f in book.findings if f.code == "halaman-tanpa-teks")
    return "tanpa-lapisan-teks" if empty and empty == book.pages else "tanpa-tabel-cascading"


def _years(book: Book, grids: list[Grid]) -> tuple[int, ...]:
    """The first and last year of the plan as the title tells them: the lines of the first page, or the rows over the first heading."""
    above = [c.text for grid in grids[:1] if (head := headings.place(grid)) for c in grid.cells if c.text and c.row < head.start]
    found = titles.of(book, above)
    return (found["year_start"], found["year_end"]) if found["year_start"] else ()


def _counted_in(book: Book, grid: Grid, head: headings.Head) -> headings.Head:
    """The heading with the money of its columns counted as the text above it says, in the grid or on the page where that begins (`dalam jutaan rupiah`), or a
    footnote below."""
    page = next((cell.boxes[0][0] for cell in grid.cells if cell.boxes), None)
    above = [c.text for c in grid.cells if c.text and c.row < head.start] + [line.text for line in book.lines if line.page == page]
    texts = [c for c in grid.cells if c.text and c.row >= head.end]
    times = Counter(c.row for c in texts)
    below = [c.text for c in texts if times[c.row] == 1 and re.search(vocabulary("titles")["footnote"], c.text, re.I)]
    scale = next((money.scale_of_heading(plain(text)) for text in (*above, *below) if re.search(vocabulary("titles")["counted_in"], text, re.I)), 1.0)
    # A column that says in what it is counted is right about itself.
    return replace(head, columns=tuple(replace(c, scale=scale) if c.money and c.scale == 1 else c for c in head.columns))


def _read_tables(tables, mark: str | None) -> list[Table]:
    """All tables in their order. Those with heading tell the goals of those without; rows with codes tell the levels of names that stand without."""
    # A table without heading is understood by the others, so it is read after them.
    told = [_table(*table, mark, {}) for table in tables if not table[1].guessed]
    goals = [node for table in told for node in table.nodes if node.level in headless.GOALS]
    tables = [(grid, headless.with_goals(grid, head, goals) if head.guessed else head, *others) for grid, head, *others in tables]
    tables = [(grid, headless.going_on(grid, head, above[:2]) if head.guessed else head, *others) for (grid, head, *others), above in zip(tables, [*tables[:1], *tables])]
    first = iter(told)
    read = [_table(*table, mark, {}) if table[1].guessed else next(first) for table in tables]
    known = listing.known_levels([node for table in read for node in table.nodes])
    shared = [any(c.field == "name" and c.level is None for c in table[1].columns) for table in tables]
    # A table with codes has told its levels itself.
    return [_table(*table, mark, known) if known and of and not _has_codes(once) else once for table, of, once in zip(tables, shared, read)]


def _sheet(grid: Grid) -> str:
    """The name of the sheet that a grid is; pages of one document bear none."""
    return grid.cells[0].source.rpartition("!")[0]


def _has_codes(table: Table) -> bool:
    return any(node.code for node in table.nodes)


def _table(grid: Grid, head: headings.Head, own: range, repeated: list[headings.Head], mark: str | None, known: dict[str, str]) -> Table:
    whole = grid
    grid, furniture, said = _body(whole, head, own, repeated)
    note_cells = notes.cells(grid, head)
    marked = {id(c) for c in note_cells}
    named = captions.above(whole, head, own.start)
    tree = cascade.build(grid, head, marked, known, named)
    nodes = tree.nodes
    beside = attributes.attach(grid, head, tree, marked, mark)
    apart = {id(c) for c in grid.cells if c.row in tree.apart}
    used = apart | tree.used | beside.used | marked | _count_column(grid, head, nodes, tree.printed)
    _support(nodes)
    over = notes.reaching(grid, head, note_cells, nodes, tree.printed)
    covered = [(cell, notes.apply(nodes, cell)) for cell in [*over, *notes.behind(nodes)]]
    left = [c for c in grid.cells if c.text and c.row >= head.end and id(c) not in used]
    below = sum(bool(c.text) and c.row >= head.end for c in grid.cells)
    empty = [Finding("tingkat-tanpa-teks", c.source, {"teks": c.text[:80]}) for c in tree.empty]
    units = [c for c in left if head.columns[c.column].field == "indicator" and is_unit(c.text)]
    sums = endings.sums(whole, head, own, nodes)
    unread = [*doubts.numbers_unread(nodes), *captions.unread(whole, head, own.start, named, nodes), *captions.unread_again(whole, repeated)]
    findings = [*said, *doubts.findings(grid, head), *unread, *tree.findings, *beside.findings, *empty, *sums]
    alone = [(c, head.columns[c.column].heading) for c in units]
    return Table(head, grid, tree, nodes, covered, findings, alone, below + furniture, furniture, left, evidence.taken(whole, own, grid, head, marked, left))


def _body(grid: Grid, head, own: range, repeated: list[headings.Head]):
    """The grid up to the end of its `own` rows without rows that repeat the heading or number the columns, how many cells those held, and what is said of it."""
    stop, height = own.stop, head.end - head.start
    drop = {r for r in range(head.end, stop) if headings.furnishes([c for c in grid.row_cells(r) if c.row == r], head)}
    first = [c.text for c in grid.row_cells(head.start)]
    for r in range(head.end, stop - height + 1) if height else ():
        if [c.text for c in grid.row_cells(r)] == first:
            drop |= set(range(r, r + height))
    for again in repeated:
        # A goal amid a heading printed again is what the rows below hang under.
        drop |= {r for r in range(again.start, again.end) if not captions.labelled(grid, r)}
    drop |= set(range(stop, grid.rows)) | endings.totals(grid, head, stop) | endings.signature(grid, head, stop) | endings.footnotes(grid, head, stop)
    drop |= endings.titled(grid, head, stop)
    below = [cell for cell in endings.below(grid, head, stop) if cell.row not in drop]
    drop |= {cell.row for cell in below}
    furniture = sum(bool(c.text) and (c.row < head.end or c.row in drop) for c in grid.cells if c.row in own)
    body = visible(Grid(grid.source, grid.rows, grid.columns, grid.cells, frozenset(drop)))
    lowest = [column.heading.split(" / ")[-1] for column in head.columns]
    named = tuple(c._replace(source=under_heading(c.source, lowest[c.column])) for c in body.cells)
    named, said = ditto.filled(named, head)
    if told := [cell for cell in below if not endings.heads_next(grid, cell, stop)]:
        said.append(Finding("teks-di-bawah-tabel", told[0].source, {"teks": listed([cell.text for cell in told])[:200]}))
    # Headings repeated on further pages are counted with the grid: its first table takes them.
    return replace(body, cells=named), furniture + grid.repeated * (own.start == 0), said


def _count_column(grid: Grid, head, nodes, printed) -> set[int]:
    """A count column whose cells span whole nodes of the level to its right is that level's number, if it has none of its own; returns its cells."""
    # The name of a parent may stand in such a column, over all others, and again over a further part of the table.
    used, names = set(), {id(n.cell) for n in nodes} | {id(c) for row in printed if captions.labelled(grid, row) for c in grid.begun(row)}
    for column in (c for c in head.columns if c.field == "count"):
        cells = [c for c in grid.column_cells(column.index) if c.row >= head.end and id(c) not in names]
        used |= {id(c) for c in cells if not WORDS.search(c.text)}
        beside = next((c for c in head.columns if c.index > column.index and c.field == "name"), None)
        right = beside.level if beside else None
        named = [n for n in nodes if beside and n.cell.row == n.row and n.cell.column == beside.index]
        if right is None and not any(n.number for n in named):
            numbers = counting.beside(named, {c.row: c.text.strip("().") for c in cells})
            for node in named:
                node.number = numbers.get(node.row)
        own = [n for n in nodes if n.level == right]
        # Rows of a higher level in the column of names (`I | Meningkatnya …`) bear numbers of their own.
        shared = [n for n in nodes if n.level != right and n.cell.row == n.row and n.cell.column in {o.cell.column for o in own}]
        higher = {n.row: n for n in shared if (count := grid.at(n.row, column.index)).text and id(count) not in names}
        begun = [c for c in owner_columns.begun_cells(grid, head, column, printed) if id(c) not in names and c.row not in higher]
        if own and not any(n.number for n in own) and ([c.row for c in begun] == [n.row for n in own] or _counts_again(cells, own, printed)):
            for node in (*higher.values(), *own):
                node.number = node.number or grid.at(node.row, column.index).text.rstrip(".)")
    return used


def _counts_again(cells: list[Cell], own: list[Node], printed: dict[int, list[Node]]) -> bool:
    """Whether a count stands on each row that prints a node, and is the same wherever one is printed again."""
    beside = {row: node for row, nodes in printed.items() for node in nodes if node in own}
    said = {(id(beside[cell.row]), cell.text) for cell in cells if cell.row in beside}
    return {cell.row for cell in cells} == set(beside) and len(said) == len(own)


def _support(nodes):
    """A child supports the indicator whose rows hold it, where all children lie so and their numbers begin anew at each."""
    below = defaultdict(list)
    for node in nodes:
        below[id(node.parent)].append(node)
    for parent in nodes:
        children = below[id(parent)]
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


def _repeats_read(tables: list[Table]) -> list[Table]:
    """The tables, a result beside which no node stands taken for read where a table gives a node the same."""
    stated = {unite.plain(text) for table in tables for node in table.nodes for text in node.result}
    again = [[c for c in table.left if table.head.columns[c.column].field == "result" and unite.plain(c.text) in stated] for table in tables]
    return [replace(table, left=[c for c in table.left if c not in cells], taken=table.taken | {c.number: ("result", c.source) for c in cells})
            for table, cells in zip(tables, again)]


def _unread(table: Table) -> Iterator[Finding]:
    """A finding per column that nobody understands, and one per cell that found no place."""
    head, units = table.head, [cell for cell, _ in table.units]
    left = [cell for cell in table.left if cell not in units]
    unknown = Counter(c.column for c in left if head.columns[c.column].field in (None, "note", "aside", "second"))
    for column, count in unknown.items():
        first = next(c for c in left if c.column == column)
        code = {"aside": "kolom-tidak-dimuat", "note": "kolom-tidak-dimuat", "second": "kolom-nilai-kedua"}.get(head.columns[column].field, "judul-tak-dikenal")
        yield Finding(code, first.source, {"teks": (head.columns[column].heading or "tanpa judul")[:80], "jumlah": count})
    for cell in left:
        if cell.column not in unknown:
            bare = head.columns[cell.column].field in ("number", "name") and re.fullmatch(BARE, cell.text)
            yield Finding("nomor-tanpa-teks" if bare else "sel-tak-terpakai", cell.source, {"teks": cell.text[:80]})
