"""Bare numbers in front of names (`1 Meningkatnya …`): which are the numbers of their nodes, and which only may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable

from pipeline.transform.node import Node

BARE = re.compile(r"(\d{1,2})(?:\s+[-–]\s+|\s+(?=\D)|\.?(?=[A-Z]))")


def number(nodes: list[Node]):
    """Numbers in front of names, bare or glued to them, are numbers where siblings or all of a level count up from 1, an only child's where all of its level's do,
    and where the numbers of the children go on from it."""
    families, ranks = _grouped(nodes, lambda node: (id(node.parent), node.level)), _grouped(nodes, lambda node: node.level)
    runs = {level for level, of in ranks.items() if len(of) > 1 and list(map(_front, of)) == list(range(1, len(of) + 1))}
    counting = {key for key, family in families.items() if key[1] in runs or _counts(list(map(_front, family)))}
    others = {level for parent, level in families.keys() - counting}
    proved = any(len(families[key]) > 1 for key in counting)
    surely = {key for key in counting if len(families[key]) > 1 or key[1] in runs or proved and key[1] not in others}
    outlined = {id(node.parent) for node in nodes if node.parent and _goes_on(node)} - {id(node.parent) for node in nodes if node.parent and not _goes_on(node)}
    for node in nodes:
        if _front(node) and ((id(node.parent), node.level) in surely or id(node) in outlined):
            front = BARE.match(node.name)
            node.number, node.name = front.group(1), node.name[front.end() :]


def _grouped(nodes: list[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    groups: dict[Hashable, list[Node]] = {}
    for node in nodes:
        groups.setdefault(key(node), []).append(node)
    return groups


def _counts(fronts: list[int | None]) -> bool:
    """Whether numbers count up from 1; three or more may leave some out or bear one twice."""
    if None in fronts or fronts[0] != 1:
        return False
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
    """The bare number in front of a name that has no number of its own."""
    front = BARE.match(node.name)
    return int(front.group(1)) if front and node.number is None else None
