"""Which tables of a document are cascades, and what the others are. The signs are data."""

from __future__ import annotations

from collections import defaultdict

from pipeline.findings import Finding
from pipeline.grid import Grid
from pipeline.transform.headings import Head, plain
from pipeline.vocabulary import vocabulary

OTHER = "lain"
ROWS, COLUMNS = 2, 3
GOALS = {"tujuan", "program"}


def cascades(heads: list[tuple[Grid, Head]], year: int | None) -> tuple[list[tuple[Grid, Head]], dict[str, list[tuple[Grid, Head]]]]:
    """The (grid, heading) pairs that are cascades, and by kind the others; lists that are a cascade only where nothing else is stay if alone."""
    # Evaluations look like budgets but for their years.
    year = year or _first_year([head for _, head in heads])
    kinds = [kind_of(head, year) for _, head in heads]
    if None not in kinds:
        alone = {kind["name"] for kind in vocabulary("other_tables")["kind"] if kind.get("alone")}
        kinds = [None if kind in alone and GOALS & {c.level for c in head.columns} else kind for kind, (_, head) in zip(kinds, heads)]
    others = defaultdict(list)
    read = [grid for (grid, _), kind in zip(heads, kinds) if kind is None]
    for pair, kind in zip(heads, kinds):
        if kind and not (kind == OTHER and any(pair[0] is grid for grid in read)):
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
    if "without" in kind and names and not fields & set(kind["without"]):
        return True
    return "fields" in kind and not names and set(kind["fields"]) <= fields


def findings(others: dict[str, list[tuple[Grid, Head]]], headless: list[Grid]) -> list[Finding]:
    """One finding per kind of table that is no cascade; grids without any heading of ours are one kind more."""
    tables = [grid for grid in headless if grid.rows >= ROWS and grid.columns >= COLUMNS]
    places = {kind: [grid.source for grid, _ in pairs] for kind, pairs in others.items()}
    places[OTHER] = [*places.get(OTHER, []), *(grid.source for grid in tables)]
    return [Finding("tabel-bukan-cascading", where[0], {"jenis": kind, "jumlah": len(where), "tempat": "; ".join(dict.fromkeys(where))[:200]})
            for kind, where in places.items() if where]
