"""Bare numbers and labels in front of names (`1 Meningkatnya …`, `T1 Meningkatnya …`): which are the numbers of their nodes, and which only may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable

from pipeline.transform.node import Node

BARE = re.compile(r"(\d{1,2})(?:\s+[-–]\s+|\s+(?=\D)|\.?(?=[A-Z]))")
# Letters, Roman numerals and what stands behind them (`A`, `T1`, `S-1.2:`, `II.a`): the last part counts.
LABEL = re.compile(r"((?:[A-Z]{1,3}[-. ]?(?=\d)|[IVX]{1,4}\.|[A-Z]\.)(?:\d{1,2}\.)*(?:\d{1,2}|[a-z])|[IVX]{1,4}|[A-Z])[.:)]?\s+(?=[A-Z])")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def number(nodes: list[Node]):
    """Numbers in front of names, bare or glued to them, are numbers where siblings or all of a level count up from 1, an only child's where all of its level's do,
    and where the numbers of the children go on from it."""
    families, ranks = _grouped(nodes, lambda node: (id(node.parent), node.level)), _grouped(nodes, lambda node: node.level)
    runs = {level for level, of in ranks.items() if len(of) > 1 and len(set(map(_form, of))) == 1 and list(map(_front, of)) == list(range(1, len(of) + 1))}
    counting = {key for key, family in families.items() if key[1] in runs or len(set(map(_form, family))) == 1 and _counts(list(map(_front, family)))}
    others = {level for parent, level in families.keys() - counting}
    proved = any(len(families[key]) > 1 for key in counting)
    # The 1 in front of an only child may be part of its name: other families must show that the document numbers so.
    surely = {key for key in counting if len(families[key]) > 1 or key[1] in runs or proved and key[1] not in others}
    outlined = {id(node.parent) for node in nodes if node.parent and _goes_on(node)} - {id(node.parent) for node in nodes if node.parent and not _goes_on(node)}
    for node in nodes:
        if _front(node) and ((id(node.parent), node.level) in surely or id(node) in outlined):
            front = _match(node)
            node.number, node.name = front.group(1), node.name[front.end() :]


def beside(nodes: list[Node], counts: dict[int, str]) -> dict[int, str]:
    """The counts of rows that are the numbers of the nodes there, by row: they count the children of each of several parents anew, or all nodes of one level and
    none of the others; else they count rows."""
    families = _grouped([node for node in nodes if node.row in counts], lambda node: (id(node.parent), node.level)).values()
    few = {node.level for node in nodes if node.row in counts}.isdisjoint(node.level for node in nodes if node.row not in counts) and len(counts) < len(nodes)
    anew = (few or len(families) > 1) and all([_place(counts[node.row].upper()) for node in family] == list(range(1, len(family) + 1)) for family in families)
    return counts if anew and sum(map(len, families)) == len(counts) else {}


def _grouped(nodes: list[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    groups: dict[Hashable, list[Node]] = {}
    for node in nodes:
        groups.setdefault(key(node), []).append(node)
    return groups


def _counts(fronts: list[int | None]) -> bool:
    """Whether numbers count up from 1; three or more may leave some out or bear one twice."""
    if None in fronts or fronts[0] != 1:
        return False
    # Of several numbers one may be a slip; where they run far ahead of their count they are amounts in the names.
    return fronts == list(range(1, len(fronts) + 1)) or len(fronts) > 2 and fronts == sorted(fronts) and 1 < fronts[-1] <= 2 * len(fronts)


def _goes_on(node: Node) -> bool:
    """Whether a node's number goes on from the bare one in front of its parent's name (`1` and `1.1`)."""
    return bool(node.number) and node.number.startswith(f"{_front(node.parent)}.")


def left(nodes: list[Node]) -> list[Node]:
    """The nodes with a bare number in front of their names that may be one though nothing shows it: 1 in front of an only child, or several among siblings."""
    families, ranks = _grouped(nodes, lambda node: (id(node.parent), node.level)), _grouped(nodes, lambda node: node.level)
    found: list[Node] = []
    for (_, level), family in families.items():
        bare = [node for node in family if _front(node)]
        if len(bare) > 1 or len(family) == 1 == len(bare) and {_front(node) for node in ranks[level]} == {1}:
            found += bare
    return found


def _front(node: Node) -> int | None:
    """The place in its count of the bare number or label in front of a name that has no number of its own."""
    front = _match(node)
    return _place(re.search(r"\d+$|[a-z]$|[A-Z]+$", front[1])[0]) if front else None


def _place(sign: str) -> int | None:
    """The place in its count of a number, a letter or a Roman numeral, which has capitals: a small `i` may be the ninth letter."""
    if sign.isdecimal():
        return int(sign)
    if sign in ROMAN:
        return ROMAN.index(sign) + 1
    return ord(sign.lower()) - ord("a") + 1 if len(sign) == 1 else None


def _match(node: Node) -> re.Match | None:
    return None if node.number is not None else BARE.match(node.name) or LABEL.match(node.name)


def _form(node: Node) -> str:
    """What stands before the last part of a front; that of siblings is the same, or that of all of a level but for the parts that count their parents."""
    front = _match(node)
    return re.sub(r"(?:\d+|[a-z]|[A-Z]+)$", "", front[1]) if front else ""
