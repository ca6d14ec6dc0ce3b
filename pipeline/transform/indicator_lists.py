"""Lists of indicators that name no node (IKU, IKK): each is united with the indicator of the same name in the tree."""

from __future__ import annotations

from dataclasses import replace

from pipeline.findings import Finding, listed
from pipeline.grid import Grid, visible
from pipeline.transform import attributes, headings, unite
from pipeline.transform.cascade import Tree
from pipeline.transform.headings import Head
from pipeline.transform.node import Indicator, Node

KIND = "daftar indikator tanpa tingkat"
SHOWN = 3


def united(lists: list[tuple[Grid, Head]], nodes: list[Node], mark: str | None) -> list[Finding]:
    """Give the tree's indicators what the lists say of them; contradictions, and per list which of its indicators the tree lacks."""
    findings: list[Finding] = []
    for grid, head in lists:
        pairs = [(one, _known(one, nodes)) for one in _indicators(grid, head, mark)]
        for one, known in pairs:
            if known:
                unite.indicators(known, one, findings)
        # Rows with neither target nor unit are titles amid the list.
        lost = [one.name[:80] for one, known in pairs if known is None and (one.targets or one.values.get("unit"))]
        if lost:
            findings.append(Finding("daftar-indikator", grid.source, {"jumlah": len(lost), "teks": listed([f'"{name}"' for name in lost], SHOWN, ", ")}))
    return findings


def _indicators(grid: Grid, head: Head, mark: str | None) -> list[Indicator]:
    """The indicators of a list: those of one node that stands for the whole of it."""
    numbering = {r for r in range(head.end, grid.rows) if headings.furnishes([c for c in grid.row_cells(r) if c.row == r], r <= head.end + 1)}
    grid = visible(replace(grid, hidden_rows=frozenset(numbering)))
    whole = Node("", "", grid.cells[0], head.end, row_end=grid.rows)
    tree = Tree([whole], at=dict.fromkeys(range(head.end, grid.rows), whole))
    attributes.attach(grid, head, tree, set(), mark)
    return whole.indicators


def _known(one: Indicator, nodes: list[Node]) -> Indicator | None:
    """The one indicator of the tree with the same name."""
    same = [known for node in nodes for known in node.indicators if node.same_as is None and unite.plain(known.name) == unite.plain(one.name)]
    return same[0] if len(same) == 1 else None
