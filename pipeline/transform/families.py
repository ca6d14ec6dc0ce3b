"""What the nodes of a table are to each other once all are known: how far each reaches, and which numbers in front of names count siblings."""

from __future__ import annotations

import re

from pipeline.transform import levels
from pipeline.transform.node import Node

BARE = re.compile(r"(\d{1,2})(?:\s+[-–]\s+|\s+(?=\D)|\.?(?=[A-Z]))")


def close(nodes: list[Node], rows: int):
    """Each node reaches to the row where the next of its or a higher level begins."""
    for k, node in enumerate(nodes):
        deep = levels.rank(node.level)
        node.row_end = next((later.row for later in nodes[k + 1 :] if levels.rank(later.level) <= deep), rows)


def number(nodes: list[Node]):
    """Numbers in front of names, bare or glued to them, are numbers where siblings count up from 1, an only child's where all of its level's do."""
    families: dict[tuple, list[Node]] = {}
    for node in nodes:
        families.setdefault((id(node.parent), node.level), []).append(node)
    counting = {key for key, family in families.items() if [_front(node) for node in family] == list(range(1, len(family) + 1))}
    others = {level for parent, level in families.keys() - counting}
    proved = any(len(families[key]) > 1 for key in counting)
    for key in counting:
        if len(families[key]) > 1 or proved and key[1] not in others:
            for node in families[key]:
                front = BARE.match(node.name)
                node.number, node.name = front.group(1), node.name[front.end() :]


def _front(node: Node) -> int | None:
    """The bare number in front of a name that has no number of its own."""
    front = BARE.match(node.name)
    return int(front.group(1)) if front and node.number is None else None
