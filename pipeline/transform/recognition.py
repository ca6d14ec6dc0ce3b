"""Which tables of a document are cascades, and what the others are. The signs are data."""

from __future__ import annotations

from collections import defaultdict

from pipeline.findings import Finding, listed
from pipeline.grid import Grid
from pipeline.transform.headings import Head, field_of, levels_in, plain
from pipeline.vocabulary import vocabulary

OTHER = "lain"
ROWS, COLUMNS = 2, 3
ROOTS = {"tujuan", "program"}
GOALS = {*ROOTS, "strategi", "arah_kebijakan"}


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
    for pair, kind in zip(heads, kinds):
        if kind and not (kind == OTHER and id(pair[0]) in named):
            others[kind].append(pair)
    return [pair for pair, kind in zip(heads, kinds) if kind is None], others


def _first_year(heads: list[Head]) -> int | None:
    """The first target year of the tables that reach furthest, where no title tells the years of the plan."""
    years = [{c.year for c in head.columns if c.year and c.field in ("target", "pagu")} for head in heads]
    last = max((max(of) for of in years if of), default=None)
    return min((min(of) for of in years if last in of), default=None)


def kind_of(head: Head, year: int | None) -> str | None:
    """The kind of a table that is no cascade; None for a cascade."""
    found = next((kind["name"] for kind in vocabulary("other_tables")["kind"] if _is(kind, head, year)), None)
    return found if found or any(c.field == "name" for c in head.columns) else OTHER


def _is(kind: dict, head: Head, year: int | None) -> bool:
    words = " | ".join(f" {plain(c.heading)} " for c in head.columns)
    fields = {c.field for c in head.columns}
    names = [c for c in head.columns if c.field == "name"]
    years = {c.year for c in head.columns if c.year}
    plans = any(c.field in ("target", "pagu") and c.year and year and c.year >= year for c in head.columns)
    if any(f" {word} " in words for word in kind.get("words", ())) and "code" not in fields and not plans:
        return True
    if kind.get("past") and year and years and max(years) < year:
        return True
    measured = sum(c.field == "realisasi" for c in head.columns)
    if "measured" in kind and measured >= kind["measured"] and year and sum(y < year for y in years) > 1:
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


def findings(others: dict[str, list[tuple[Grid, Head]]], headless: list[Grid]) -> list[Finding]:
    """One finding per kind of table that is no cascade, and one per table with columns of goals where its kind should have none; grids without any
    heading of ours are tables if they are filled like one."""
    tables = [(kind, grid, [c.heading for c in head.columns]) for kind, pairs in others.items() for grid, head in pairs]
    tables += [(OTHER, grid, heading) for grid in headless if (heading := _heading(grid))]
    tables.sort(key=lambda table: table[1].cells[0].number)
    doubted = {OTHER, *(kind["name"] for kind in vocabulary("other_tables")["kind"] if kind.get("doubted"))}
    found, places = {}, defaultdict(dict)
    for kind, grid, heading in tables:
        if kind in doubted and (goals := _goals(heading)):
            found[grid.source] = Finding("tabel-bersasaran-tidak-dibaca", grid.source, {"kolom": ", ".join(dict.fromkeys(goals))})
        else:
            places[kind][grid.source] = None
    return [*found.values(), *(_left(kind, list(where)) for kind, where in places.items())]


def _left(kind: str, where: list[str]) -> Finding:
    return Finding("tabel-bukan-cascading", where[0], {"jenis": kind, "jumlah": len(where), "tempat": listed(where)})


def _heading(grid: Grid) -> list[str]:
    """The texts of the first row that fills several columns; none where no second row does, as in drawings and on covers."""
    rows = [[c.text for c in grid.row_cells(r) if c.text] for r in range(grid.rows)]
    wide = [texts for texts in rows if len(texts) >= COLUMNS]
    return wide[0] if len(wide) >= ROWS and max(map(len, wide)) >= grid.columns / 2 else []


def _goals(heading: list[str]) -> list[str]:
    """The columns of sasaran and what they hang with; none where a heading names no sasaran, or nothing else of a cascade."""
    sasaran = {text for text in heading if levels_in(text) == ("sasaran",) and field_of(text) is None}
    beside = {text for text in heading if field_of(text) == "indicator" or field_of(text) is None and GOALS & set(levels_in(text))} - sasaran
    return [text for text in heading if text in sasaran | beside] if sasaran and beside else []
