"""Lists of indicators that name no node (IKU, IKK): each is united with the indicator of the same name in the tree."""

from __future__ import annotations

from pipeline.findings import Finding
from pipeline.grid import Grid
from pipeline.transform import attributes, unite
from pipeline.transform.cascade import Tree
from pipeline.transform.headings import Head
from pipeline.transform.node import Indicator, Node

KIND = "daftar indikator tanpa tingkat"


def united(lists: list[tuple[Grid, Head]], nodes: list[Node], mark: str | None) -> list[Finding]:
    """Give the tree's indicators what the lists say of them; contradictions, and per list how many of its indicators the tree has."""
    findings: list[Finding] = []
    for grid, head in lists:
        listed = _indicators(grid, head, mark)
        found = [(one, known) for one in listed if (known := _known(one, nodes))]
        for one, known in found:
            unite.indicators(known, one, findings)
        findings.append(Finding("daftar-indikator", grid.source, {"jumlah": len(listed), "dikenal": len(found)}))
    return findings


def _indicators(grid: Grid, head: Head, mark: str | None) -> list[Indicator]:
    """The indicators of a list: those of one node that stands for the whole of it."""
    whole = Node("", "", grid.cells[0], head.end, row_end=grid.rows)
    tree = Tree([whole], at=dict.fromkeys(range(head.end, grid.rows), whole))
    attributes.attach(grid, head, tree, set(), mark)
    return whole.indicators


def _known(one: Indicator, nodes: list[Node]) -> Indicator | None:
    """The one indicator of the tree with the same name."""
    same = [known for node in nodes for known in node.indicators if node.same_as is None and unite.plain(known.name) == unite.plain(one.name)]
    return same[0] if len(same) == 1 else None
