"""Tables of one document that do not agree with each other: other tujuan, other children of one parent, sheets that are versions of one cascade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pipeline.findings import Finding
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary

CHILDREN = ("sasaran", "program")
SHARED = 0.5


def findings(tables: list, became: dict[int, Node]) -> Iterator[Finding]:
    """All such findings; `became` tells which node each joined one is now."""
    yield from goals(tables, became)
    yield from _children(tables, became)
    yield from _versions(tables, became)


def goals(tables: list, became: dict[int, Node]) -> Iterator[Finding]:
    """One finding per table of which no tujuan is in the tables before it: two trees stand side by side. Tables of one layout list further ones."""
    before: list[tuple] = []
    for table in tables:
        own = [became.get(id(node), node) for node in table.nodes if node.level == "tujuan"]
        others = [node for layout, nodes in before if layout != _layout(table.head) for node in nodes if node.organisation == own[0].organisation] if own else []
        if others and not any(node is other for node in own for _, nodes in before for other in nodes) and not _numbered_apart(own[0], others[0]):
            words = {"satu": others[0].name, "di_satu": others[0].cell.source, "dua": own[0].name, "di_dua": own[0].cell.source}
            yield Finding("tujuan-beda-antar-tabel", own[0].cell.source, words)
        before += [(_layout(table.head), own)] if own else []


def _layout(head) -> tuple:
    return tuple((column.field, column.level, column.year) for column in head.columns)


def _numbered_apart(one: Node, other: Node) -> bool:
    # Two tables that number their tujuan 1 and 2 are parts of one list.
    return None not in (one.number, other.number) and one.number != other.number


def _children(tables: list, became: dict[int, Node]) -> Iterator[Finding]:
    """One finding per parent under which two layouts of tables each list a sasaran or program that the other does not: a table that only lists fewer is no rival."""
    listed: dict[tuple, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for table in tables:
        for node in [became.get(id(node), node) for node in table.nodes]:
            if node.level in CHILDREN and node.parent is not None and node.parent.level not in ("program", "bidang_urusan"):
                listed[_layout(table.head)][id(node.parent)].append(node)
    told = set()
    for one, other in combinations(listed.values(), 2):
        for parent in [parent for parent in one if parent in other and parent not in told]:
            first, second = ([node for node in own if not any(node is known for known in those)] for own, those in ((one[parent], other[parent]), (other[parent], one[parent])))
            if first and second and first[0].level == second[0].level:
                told.add(parent)
                yield Finding("anak-beda-antar-tabel", second[0].cell.source, {
                    "tingkat": first[0].level, "induk": first[0].parent.name, "satu": first[0].name, "di_satu": first[0].cell.source, "dua": second[0].name, "di_dua": second[0].cell.source})


def _versions(tables: list, became: dict[int, Node]) -> Iterator[Finding]:
    """One finding per two sheets of which one is called a version and that share most of the nodes of the smaller one."""
    sheets: dict[str, set[int]] = defaultdict(set)
    for table in tables:
        for node in table.nodes:
            sheet, mark, _ = node.cell.source.rpartition("!")
            if mark:
                sheets[sheet].add(id(became.get(id(node), node)))
    for (one, nodes), (other, others) in combinations(sheets.items(), 2):
        called = next((name for name in (other, one) if re.search(vocabulary("titles")["version"], name, re.I)), None)
        if called and len(nodes & others) >= SHARED * min(len(nodes), len(others)):
            yield Finding("lembar-versi", other, {"teks": called, "satu": one, "dua": other, "jumlah": len(nodes & others)})
