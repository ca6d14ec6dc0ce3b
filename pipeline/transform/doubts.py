"""What single cells of a table show, and its rows no longer do: texts that are cut, printed twice, glued to their number, codes that were numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.findings import Finding, listed
from pipeline.grid import Cell, Grid, Line
from pipeline.transform import counting, levels, years
from pipeline.transform.contents import NUMBER
from pipeline.transform.heading_words import plain
from pipeline.transform.headings import Column
from pipeline.transform.indicators import kind
from pipeline.transform.lists import items
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary

TEXTS = ("name", "indicator")
NUMBERS = ("number", "indicator_number")
BOXES = 4
# How much of the longest line of its column one that the column broke fills at least, with the word that found no room in it.
ROOM = 0.85
UNREAD = re.compile(r"\d{1,4}(?:\s?[.,/_–-]\s?(?:\d{1,4}|[xX]{1,2})(?!\w))+(?=\s)")
MONEY = re.compile(r"(?:\brp\.?\s*\d[\d.,]*|\b\d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?)(?:,?-)?(?:\s+\w+)?$", re.I)
SIGNS_BEHIND = re.compile(r"\W+$")
GLUED = re.compile(r"^\d{1,2}[A-Z][a-z]{2,}|(?<![a-z])[a-z]{3,}\d\s+[A-Z]")


def findings(grid: Grid, head) -> Iterator[Finding]:
    """The doubts about the cells below a heading; `grid` is the visible body."""
    field = {column.index: column.field for column in head.columns}
    longest = _longest_lines(grid, head)
    row = None
    for cell in grid.cells:
        if cell.row < head.end or not cell.text:
            continue
        held = field.get(cell.column)
        if held in NUMBERS and len(parts := cell.text.split()) > 1 and all(NUMBER.fullmatch(part) for part in parts):
            beside = grid.at(cell.row, min(cell.column_end, grid.columns - 1)).text
            yield Finding("nomor-lebih-dari-teks", cell.source, {"nomor": cell.text[:80], "jumlah": len(parts), "teks": beside[:80]})
        texts = held in TEXTS
        # A cell that hides a part of its text bears a mark; a text that its author left unfinished shows it only in the last word.
        if "cut" in cell.marks or texts and _is_unfinished(cell.text):
            yield _finding("sel-terpotong", cell, cell.text[-80:])
        if cell.text in vocabulary("spreadsheet")["errors"]:
            yield _finding("sel-galat", cell)
        if "leans" in cell.marks:
            yield _finding("teks-menyerong", cell)
        # Several cells of such a row bear the mark: one finding tells it.
        if "twice" in cell.marks and cell.row != row:
            row = cell.row
            yield _finding("baris-terulang-halaman", cell)
        if texts and cell.text.split()[0].lower() in vocabulary("words")["going_on"]:
            yield _finding("teks-bersambung", cell)
        if held == "indicator" and _several(cell, longest[cell.column]):
            yield _finding("indikator-baris-terpisah", cell)
        if texts and GLUED.search(cell.text):
            yield _finding("nomor-menempel", cell)
        # Excel keeps 1.10 as 1.1: whether a zero stood behind, nobody can tell from the number.
        if held == "code" and cell.value is not None and not float(cell.value).is_integer():
            yield _finding("kode-angka-pecahan", cell)
    yield from _codes_parted(grid, head)
    yield from _struck(grid, head)
    yield from _words_broken(head, grid)
    yield from _levels_twice(head, grid)
    yield from _gap(head, grid)
    yield from _years_missing(head, grid)
    yield from _years_of_title(head, grid)


def _longest_lines(grid: Grid, head) -> dict[int, int]:
    """How many signs the longest line of each column has below its heading."""
    longest: dict[int, int] = {}
    for cell in grid.cells:
        if cell.row >= head.end and cell.text:
            longest[cell.column] = max([longest.get(cell.column, 0), *map(len, cell.lines)])
    return longest


def _several(cell: Cell, longest: int) -> bool:
    """Whether an author, no narrow column, broke the lines of an indicator so that each begins as one, with no mark that parts them."""
    if len(cell.lines) < 2 or len(items(cell, named=True)) > 1:
        return False
    # A page shows who broke a line: the author left room in it for the word that begins the next, began that as the first, or closed a bracket.
    if cell.boxes:
        begun = [(cell.lines[k - 1], cell.lines[k].split()[0]) for k in range(1, len(cell.lines)) if _begins_anew(cell.lines, k)]
        return any(len(above) + 1 + len(word) < ROOM * longest or word == cell.lines[0].split()[0] or above.endswith(")") for above, word in begun)
    # A line that goes on may begin with a capital too: only words that indicators begin with show a new one.
    named = [line[:1].isupper() and kind(line) not in ("pernyataan", "tidak_jelas") for line in cell.lines]
    return len(named) > 1 and all(named)


def _begins_anew(lines: tuple[str, ...], k: int) -> bool:
    """Whether a line begins with the word of a measure, in no bracket that opens above it."""
    above = " ".join(lines[:k])
    return lines[k][:1].isupper() and lines[k].split()[0].lower() in vocabulary("words")["measures"] and above.count("(") == above.count(")")


def _codes_parted(grid: Grid, head) -> Iterator[Finding]:
    """One finding for all codes of a table whose segments no signs part, or others than dots."""
    coded = [c for c in grid.cells if c.row >= head.end and head.columns[c.column].field in ("code", "name")]
    found = [(cell, *written) for cell in coded if (written := levels.written_otherwise(cell.text))]
    if found:
        cell, written, read = found[0]
        yield Finding("kode-bertanda-lain", cell.source, {"teks": written, "kode": read, "jumlah": len(found)})


def numbers_unread(nodes: list[Node]) -> Iterator[Finding]:
    """A finding per node in front of whose name numbers still stand: several with signs between them, as in a code or an outline that nobody can read, or one
    that may be its number."""
    left = {id(node) for node in counting.left(nodes)}
    for node in nodes:
        if front := UNREAD.match(node.name) or id(node) in left and re.match(r"\d+", node.name):
            yield Finding("nama-berawalan-angka", node.cell.source, {"teks": node.name[:80], "nomor": front[0]})


def _struck(grid: Grid, head) -> Iterator[Finding]:
    """One finding for all cells whose text is struck out: most are meant to be gone."""
    cells = [cell for cell in grid.cells if cell.row >= head.end and cell.text and "strike" in cell.marks]
    if cells:
        yield Finding("teks-dicoret", cells[0].source, {"jumlah": len(cells), "teks": cells[0].text[:80], "tempat": listed([cell.source for cell in cells])})


def _words_broken(head, grid: Grid) -> Iterator[Finding]:
    """One finding for the cells of a page whose column is so narrow that their lines break within words, seen by words that all such tables hold."""
    whole = {word for level in vocabulary("levels")["level"] for phrase in level["words"] for word in phrase.split()}
    whole |= {unit["name"] for unit in vocabulary("units")["unit"]} | set(vocabulary("measures")["leads"]) | set(vocabulary("words")["common"])
    texts = [cell for cell in grid.cells if cell.boxes and cell.row >= head.end and head.columns[cell.column].field in (*TEXTS, "result", "owner")]
    ends = [(cell, above.split()[-1], below.split()[0]) for cell in texts for above, below in zip(cell.lines, cell.lines[1:]) if above and below]
    endings = vocabulary("words")["endings"]
    broken = [(cell, f"{end} {rest}") for cell, end, rest in ends if end[-1].islower() and rest in endings or (end + rest).lower() in whole and rest.lower() not in whole]
    if broken:
        yield Finding("kata-terbelah", broken[0][0].source, {"teks": broken[0][1][:80], "jumlah": len({id(cell) for cell, _ in broken})})


def _levels_twice(head, grid: Grid) -> Iterator[Finding]:
    """A finding per column whose heading was taken for a level, or for a level's indicators, that an earlier one names too, by other words or after other columns:
    their order may be one of levels, one may say something of the other, or two tables may stand side by side.
    """
    first: dict[tuple, Column] = {}
    for column in head.columns:
        if column.field in TEXTS and column.level:
            former = first.setdefault((column.field, column.level), column)
            if any(c.heading != former.heading for c in head.columns[former.index : column.index + 1]):
                words = {"kolom": former.heading[:80], "teks": column.heading[:80], "tingkat": column.level}
                code = "kolom-setingkat" if column.field == "name" else "kolom-indikator-ganda"
                yield Finding(code, next((c.source for c in grid.column_cells(column.index) if c.row >= head.end), grid.source), words)


def _gap(head, grid: Grid) -> Iterator[Finding]:
    """A finding for a column that holds nothing amid a table of names in which no cell is merged over rows: two tables may stand side by side."""
    body = [c for c in grid.cells if c.row >= head.end and c.text]
    names = [c.index for c in head.columns if c.field == "name"]
    filled = {index for c in body for index in range(c.column, c.column_end)}
    gap = next((c for c in head.columns if not c.heading and c.index not in filled and names and names[0] < c.index < names[-1]), None)
    if gap and all(c.row_span == 1 for c in body):
        right = next(c for c in head.columns if c.index in names and c.index > gap.index)
        first = next((c for c in body if c.column == right.index), None)
        yield Finding("kolom-kosong-di-tengah", first.source if first else grid.source, {"teks": right.heading[:80]})


def _years_missing(head, grid: Grid) -> Iterator[Finding]:
    """A finding per column of targets or money whose heading names no year, or several, where another of its kind has one or none either: a part of it may stand in
    the next heading."""
    for column in head.columns:
        alike = [c for c in head.columns if c is not column and (c.field, c.money, c.level) == (column.field, column.money, column.level)]
        first = next((c for c in grid.column_cells(column.index) if c.row >= head.end), None)
        if column.field in ("target", "pagu", "realisasi") and not column.year and first and (alike or years.spans(column.heading)):
            yield Finding("kolom-tanpa-tahun", first.source, {"teks": column.heading[:80]})


def _years_of_title(head, grid: Grid) -> Iterator[Finding]:
    """One finding for the columns of a table that have their year from the title of the document."""
    taken = [c for c in head.columns if c.year and not years.YEAR.search(c.heading) and not years.RELATIVE.search(c.heading.lower())]
    if taken:
        yield Finding("tahun-dari-judul", grid.source, {"kolom": ", ".join(c.heading for c in taken)[:80], "tahun": taken[0].year})


def owners_missing(heads: list, tables: dict[str, list[dict]], organisation: str | None) -> Iterator[Finding]:
    """One finding where a document has a column of owners and nothing in it: its title may name one for all."""
    columns = [column.heading for head in heads for column in head.columns if column.field == "owner"]
    if columns and tables["nodes"] and not tables["owners"]:
        code = "penanggung-jawab-dari-judul" if organisation else "kolom-penanggung-jawab-kosong"
        yield Finding(code, "", {"kolom": columns[0], "teks": organisation or ""})


def units_alone(cells: list[tuple[Cell, str]]) -> Iterator[Finding]:
    """One finding for all cells, each with its heading, that hold a unit where the name of an indicator should stand."""
    if cells:
        first, heading = cells[0]
        units = ", ".join(dict.fromkeys(cell.text for cell, _ in cells))
        yield Finding("indikator-hanya-satuan", first.source, {"kolom": heading[:80], "teks": units[:80], "jumlah": len(cells)})


def headless(grids: list[Grid]) -> Iterator[Finding]:
    """One finding for all tables whose heading was guessed: most go on from page to page."""
    places = list(dict.fromkeys(grid.source for grid in grids))
    if places:
        yield Finding("judul-ditebak", places[0], {"jumlah": len(places), "tempat": listed(places)})


def _is_unfinished(text: str) -> bool:
    last = SIGNS_BEHIND.sub("", text.split()[-1]).lower()
    return len(text.split()) > 2 and last in vocabulary("words")["unfinished"] or _names_no_more_than_a_level(text)


def _names_no_more_than_a_level(text: str) -> bool:
    """Whether behind a code stands nothing but a dash or the word of a level (`2.12.04 - PROGRAM`): the name was cut."""
    _, code, name = levels.split_front(text)
    return bool(code) and (name.strip() in ("-", "–") or levels.is_level_word(name))


def _finding(code: str, cell: Cell, text: str | None = None) -> Finding:
    return Finding(code, cell.source, {"teks": (text or cell.text)[:80]})


def charts(grids: list[Grid]) -> Iterator[Finding]:
    """Boxes with arrows are no table: in them every text begins with a level, and none stands beside another."""
    for grid in grids:
        texts = [cell for cell in grid.cells if cell.text]
        if len(texts) < BOXES or len({cell.row for cell in texts}) < len(texts):
            continue
        fronts = [_level_in_front(cell.text) for cell in texts]
        if all(fronts) and len(set(fronts)) > 1:
            yield Finding("bukan-tabel", grid.source, {"jumlah": len(texts), "teks": texts[0].text[:80]})


def stated_apart(tables: list[tuple]) -> Iterator[Finding]:
    """One finding where one table names what is reached with a level (`Sasaran Program`) and another the level itself: each gave nodes, though both may be of the same."""
    goal = tuple(vocabulary("headings")["stated"]["words"])
    named = [(c, grid, plain(c.heading.split(" / ")[-1]).startswith(goal)) for grid, head, *_ in tables for c in head.columns if c.field == "name" and c.level and levels.rank(c.level) >= levels.rank("program")]
    pair = next(((one, other, grid) for one, _, reached in named if reached for other, grid, reaches in named if other.level == one.level and not reaches), None)
    if pair:
        one, other, grid = pair
        first = next((c.source for c in grid.cells if c.column == other.index and c.text == other.heading.split(" / ")[-1]), grid.source)
        yield Finding("sasaran-terpisah-dari-nama", first, {"kolom": one.heading[:80], "teks": other.heading[:80], "tingkat": other.level})


def money_outside(lines: Iterable[Line], pages: set[int]) -> Iterator[Finding]:
    """One finding for the lines beside tables, on these pages, that name a program or what is below it and end in its money, as tables without rules do."""
    named = [line for line in lines if (not pages or line.page in pages) and MONEY.search(line.text) and levels.level_of_word(levels.split_front(line.text)[2])]
    if named:
        yield Finding("uang-di-luar-tabel", named[0].source, {"jumlah": len(named), "teks": named[0].text[:80]})


def _level_in_front(text: str) -> str | None:
    plain = text.lower()
    words = [(word, level["name"]) for level in vocabulary("levels")["level"] for word in level["words"] if plain.startswith(word)]
    return max(words, default=(None, None), key=lambda pair: len(pair[0]))[1]
