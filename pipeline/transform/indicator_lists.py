"""Lists of indicators that name no node (IKU, IKK): each is united with the indicator of the same name in the tree."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.findings import Finding, listed
from pipeline.grid import Grid, visible
from pipeline.transform import attributes, headings, unite
from pipeline.transform.headings import Head
from pipeline.transform.node import Indicator, Node, Tree

KIND = "daftar indikator tanpa tingkat"
SHOWN = 3
NEAR = 95


def united(lists: list[tuple[Grid, Head]], nodes: list[Node], mark: str | None) -> list[Finding]:
    """Give the tree's indicators what the lists say of them; contradictions, and per list which of its indicators the tree lacks or has several times."""
    findings: list[Finding] = []
    tree = [(node, known) for node in nodes if node.same_as is None for known in node.indicators]
    for grid, head in lists:
        ones = _indicators(grid, head, mark)
        bare = Counter(_bare(name) for name in {one.name for one in ones})
        fits = [(one, _fits(one, tree, bare[_bare(one.name)] == 1)) for one in ones]
        for one, found in fits:
            if len(found) == 1:
                unite.indicators(found[0][1], one, findings)
        # Rows with neither target nor unit are titles amid the list.
        left = [(one, found) for one, found in fits if len(found) != 1 and (one.targets or one.values.get("unit"))]
        # Only the first few are quoted: those whose likely fellow is known help most.
        findings += _told("daftar-indikator", grid, sorted((_unknown(one, tree) for one, found in left if not found), key=lambda text: "(mirip " not in text))
        findings += _told("indikator-daftar-ganda", grid, [_several(one, found) for one, found in left if found])
    return findings


def _told(code: str, grid: Grid, texts: list[str]) -> list[Finding]:
    return [Finding(code, grid.source, {"jumlah": len(texts), "teks": listed(texts, SHOWN)})] if texts else []


def _unknown(one: Indicator, tree: list[tuple[Node, Indicator]]) -> str:
    """The name of an indicator, and the name in the tree that is most like it, if one is."""
    # Words that only one of both adds count nothing here; of several such names the plain ratio tells the nearest.
    alike = [(fuzz.token_set_ratio(one.name.casefold(), known.name.casefold()), fuzz.ratio(one.name, known.name), known) for _, known in tree]
    *_, near = max((found for found in alike if found[0] >= NEAR), default=(None,), key=lambda found: found[:2])
    return f'"{one.name[:80]}"' + (f' (mirip "{near.name[:80]}", {near.cell.source})' if near else "")


def _several(one: Indicator, found: list[tuple[Node, Indicator]]) -> str:
    return f'"{one.name[:80]}" (' + listed([f'{node.level.replace("_", " ")} "{node.name[:80]}"' for node, _ in found], SHOWN, ", ") + ")"


def _indicators(grid: Grid, head: Head, mark: str | None) -> list[Indicator]:
    """The indicators of a list: those of one node that stands for the whole of it."""
    numbering = {r for r in range(head.end, grid.rows) if headings.furnishes([c for c in grid.row_cells(r) if c.row == r], head)}
    grid = visible(replace(grid, hidden_rows=frozenset(numbering)))
    whole = Node("", "", grid.cells[0], head.end, row_end=grid.rows)
    tree = Tree([whole], at=dict.fromkeys(range(head.end, grid.rows), whole))
    attributes.attach(grid, head, tree, set(), mark)
    return whole.indicators


def _fits(one: Indicator, tree: list[tuple[Node, Indicator]], alone: bool) -> list[tuple[Node, Indicator]]:
    """The indicators of the tree with the same name, or where it stands `alone` in its list with the same but for words in brackets that one of both adds; of
    several the first that has its targets already.
    """
    name, bare = unite.measure(one.name), _bare(one.name)
    same = [pair for pair in tree if unite.measure(pair[1].name) == name]
    if not same and alone:
        same = [pair for pair in tree if _bare(pair[1].name) == name or unite.measure(pair[1].name) == bare]
    holding = [pair for pair in same if one.targets and unite.values(one) <= unite.values(pair[1])]
    return holding[:1] if len(same) > 1 and holding else same


def _bare(name: str) -> str:
    return unite.measure(re.sub(r"\([^)]*\)", "", name))
