"""Which tables of a document are cascades, and what the others are. The signs are data."""

from __future__ import annotations

import re
from collections import defaultdict

from rapidfuzz import fuzz

from pipeline.findings import Finding, listed
from pipeline.grid import Grid
from pipeline.transform.heading_words import field_of, levels_in, plain
from pipeline.transform.headings import Head
from pipeline.transform.join import NEAR
from pipeline.transform.levels import bare_name
from pipeline.transform.years import RELATIVE, YEAR
from pipeline.vocabulary import vocabulary

OTHER, FOREIGN = "lain", "di bawah cascading"
ROWS, COLUMNS = 2, 3
ROOTS = {"tujuan", "program"}
OWN = {"tujuan", "sasaran"}
GOALS = {*ROOTS, "strategi", "arah_kebijakan"}
NUMBERED = re.compile(r"(?:^|\s)(?:[A-Za-z]\.?\d+(?:\.\d+)*[.)]?|\d{1,2}[.)])\s")


def cascades(heads: list[tuple[Grid, Head]], year: int | None) -> tuple[list[tuple[Grid, Head]], dict[str, list[tuple[Grid, Head]]]]:
    """The (grid, heading) pairs that are cascades, and by kind the others; lists that are a cascade only where nothing else is stay if alone."""
    # Evaluations look like budgets but for their years.
    year = year or _first_year([head for _, head in heads])
    kinds = [kind_of(head, year) for _, head in heads]
    if None not in kinds:
        alone = {kind["name"] for kind in vocabulary("other_tables")["kind"] if kind.get("alone")}
        kinds = [None if kind in alone and ROOTS & {c.level for c in head.columns} else kind for kind, (_, head) in zip(kinds, heads)]
    others = defaultdict(list)
    # Rows that look like a heading amid a table whose kind is known begin no other one.
    named = {id(grid) for (grid, _), kind in zip(heads, kinds) if kind != OTHER}
    for k, (pair, kind) in enumerate(zip(heads, kinds)):
        # Nor is it told what stands below tables that are left.
        left = kind == OTHER and id(pair[0]) in named or kind == FOREIGN and kinds[k - 1]
        if kind and not left:
            others[kind].append(pair)
    return [pair for pair, kind in zip(heads, kinds) if kind is None], others


def _first_year(heads: list[Head]) -> int | None:
    """The first target year of the tables that tell of nothing done, where no title tells the years of the plan."""
    planning = [head.columns for head in heads if all(c.field != "realisasi" for c in head.columns)]
    return min((c.year for columns in planning for c in columns if c.year and c.field in ("target", "pagu")), default=None)


def kind_of(head: Head, year: int | None) -> str | None:
    """The kind of a table that is no cascade; None for a cascade."""
    if head.foreign:
        return FOREIGN
    found = next((kind["name"] for kind in vocabulary("other_tables")["kind"] if _is(kind, head, year)), None)
    return found if found or any(c.field == "name" for c in head.columns) else OTHER


def _is(kind: dict, head: Head, year: int | None) -> bool:
    words = " | ".join(f" {plain(c.heading)} " for c in head.columns)
    fields = {c.field for c in head.columns}
    names = [c for c in head.columns if c.field == "name"]
    # What is dated by its title alone is a plan of that year; the state before the plan is in every plan.
    years = {c.year for c in head.columns if c.year and c.field != "baseline" and (YEAR.search(c.heading) or RELATIVE.search(c.heading.lower()))}
    plans = any(c.field in ("target", "pagu") and c.year and year and c.year >= year for c in head.columns)
    # A plan may have a column of obstacles or results too, beside its codes or its years to come.
    if any(f" {word} " in words for word in kind.get("words", ())) and "code" not in fields and not plans:
        return True
    if kind.get("past") and year and years and max(years) < year:
        return True
    measured = sum(c.field == "realisasi" for c in head.columns)
    planned = {c.year for c in head.columns if c.field == "target" and c.year and year and c.year >= year}
    if "measured" in kind and measured >= kind["measured"] and measured > len(planned) and year and sum(y < year for y in years) > 1:
        return True
    if "done" in kind and not names and not plans and set(kind["done"]) <= fields:
        return True
    if set(kind.get("levels", ())) & {c.level for c in names} and "indicator" not in fields:
        return True
    titled = kind.get("titled")
    if titled and not any(f" {word} " in words for word in titled):
        return False
    if "without" in kind and names and not fields & set(kind["without"]):
        return True
    return "fields" in kind and not names and set(kind["fields"]) <= fields


def findings(others: dict[str, list[tuple[Grid, Head]]], headless: list[Grid], names: list[str]) -> list[Finding]:
    """One finding per kind of table that is no cascade, and one per table of goals that its kind should not have or that are not all among the `names`
    known from the others; grids without any heading of ours are tables if they are filled like one."""
    below = [_below(grid, head) for grid, head in others.get(FOREIGN, ())]
    tables = [(kind, grid, head.end, {c.index: c.heading for c in head.columns}) for kind, pairs in others.items() if kind != FOREIGN for grid, head in pairs]
    tables += [(OTHER, grid, *found) for grid in headless if (found := _heading(grid))]
    # People look tables up in the order of the document, not of their kinds.
    tables.sort(key=lambda table: table[1].cells[0].number)
    doubted = {OTHER, *(kind["name"] for kind in vocabulary("other_tables")["kind"] if kind.get("doubted"))}
    found, places = {}, defaultdict(dict)
    for kind, grid, end, heading in tables:
        goals, beside = _goals(heading) if kind in doubted else ({}, {})
        # An indicator of a known goal may stand there alone, so that its table is doubted all the same.
        measured = any(field_of(text) == "indicator" for text in beside.values())
        if goals and (measured or not _all_among(names, [c.text for c in grid.cells if c.column in goals and c.row >= end and c.text])):
            columns = dict.fromkeys(text for index, text in heading.items() if index in goals | beside)
            found[grid.source] = Finding("tabel-bersasaran-tidak-dibaca", grid.source, {"kolom": ", ".join(columns)})
        else:
            places[kind, bool(goals)][grid.source] = None
    return [*below, *found.values(), *(_left(kind, list(where), told) for (kind, told), where in places.items())]


def _below(grid: Grid, head: Head) -> Finding:
    first = next(c for c in grid.row_cells(head.start) if c.text)
    return Finding("tabel-lain-di-bawah", first.source, {"kolom": ", ".join(c.heading for c in head.columns if c.heading)[:80]})


def _left(kind: str, where: list[str], told: bool) -> Finding:
    words = {"jenis": kind, "jumlah": len(where), "tempat": listed(where), "sisa": vocabulary("other_tables")["told"] if told else ""}
    return Finding("tabel-bukan-cascading", where[0], words)


def _heading(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """The row below the first one that fills several columns, and its texts by column; None where no second row does, as in drawings and on covers."""
    rows = [[c for c in grid.row_cells(r) if c.text] for r in range(grid.rows)]
    wide = [(r, cells) for r, cells in enumerate(rows) if len(cells) >= COLUMNS]
    if len(wide) < ROWS or max(len(cells) for _, cells in wide) < grid.columns / 2:
        return None
    row, cells = wide[0]
    return row + 1, {c.column: c.text for c in cells}


def _goals(heading: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """The columns of tujuan and sasaran, and what they hang with; none where a heading names neither, or nothing else of a cascade."""
    named = {index: (field_of(text), set(levels_in(text))) for index, text in heading.items()}
    goals = {index: heading[index] for index, (field, levels) in named.items() if levels and levels <= OWN and field in (None, "alignment")}
    beside = {index: heading[index] for index, (field, levels) in named.items() if index not in goals and (field == "indicator" or field is None and GOALS & levels)}
    return (goals, beside) if beside or len(set(goals.values())) > 1 else ({}, {})


def _all_among(names: list[str], texts: list[str]) -> bool:
    """Whether each goal that stands in some cells, one behind the other where numbers part them, is one of the names."""
    bare = {bare_name(name, "sasaran") for name in names}
    goals = {bare_name(part, "sasaran") for text in texts for part in NUMBERED.split(text)} - {""}
    return all(any(fuzz.ratio(goal, name) >= NEAR for name in bare) for goal in goals)
