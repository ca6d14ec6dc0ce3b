"""The trees of a document: its nodes as published, with what their boxes say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.vocabulary import vocabulary
from schemas.keys import level_order

# One row per node of some documents in reading order, its indicators as a list; what is no value, as "-", is no target.
ROWS = """
WITH wanted AS MATERIALIZED (
    SELECT unnest(?::VARCHAR[]) AS document_id
), last AS (
    SELECT indicator_id, coalesce(value_text, value::VARCHAR) AS value, year, unit FROM targets SEMI JOIN wanted USING (document_id)
    WHERE measure IN ('target', 'akhir') AND (value IS NOT NULL OR value_low IS NOT NULL OR regexp_matches(value_text, '[A-Za-z0-9]') AND lower(value_text) <> 'n/a')
    QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY measure = 'target' DESC, year DESC NULLS LAST) = 1
), measured AS (
    SELECT i.node_id, list(row(i.name, last.value, coalesce(last.unit, i.unit), last.year) ORDER BY i.position) AS indicators
    FROM (FROM indicators SEMI JOIN wanted USING (document_id)) i LEFT JOIN last ON last.indicator_id = i.indicator_id GROUP BY i.node_id
)
SELECT n.document_id, n.node_id, n.parent_id, n.level, n.number, n.code, n.name, n.status, n.status_note, n.valid_from, n.valid_to, n.unit_name, n.same_as_node_id IS NOT NULL, measured.indicators
FROM (FROM nodes SEMI JOIN wanted USING (document_id)) n LEFT JOIN measured ON measured.node_id = n.node_id ORDER BY n.document_id, n.position, n.node_id
"""
UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(eq=False)
class Node:
    """A node to draw: `texts` are what its box says, each with its style."""

    key: str
    level: str
    label: str
    name: str
    texts: list[tuple[str, str]]
    retired: bool = False
    children: list[Node] = field(default_factory=list)


def trees(rows: list[tuple]) -> list[Node]:
    """The roots of the trees that rows of `ROWS` make; a node whose parent is not among them is a root."""
    nodes = {row[1]: _node(*row[1:2], *row[3:]) for row in rows}
    roots = []
    for row in rows:
        siblings = nodes[row[2]].children if row[2] in nodes else roots
        siblings.append(nodes[row[1]])
    return roots


def walk(roots: list[Node]) -> Iterator[tuple[Node, Node | None, int]]:
    """Each node in reading order with its parent and its depth from 0; trees may be deeper than Python calls."""
    waiting: list[tuple[Node, Node | None, int]] = [(root, None, 0) for root in reversed(roots)]
    while waiting:
        node, parent, depth = waiting.pop()
        yield node, parent, depth
        waiting += [(child, node, depth + 1) for child in reversed(node.children)]


def bare(node: Node) -> Node:
    """The node without its children."""
    return replace(node, children=[])


def is_above(node: Node) -> bool:
    """Whether its level is one of those above the level that gets pages of its own."""
    return node.level in _levels_above()


@cache
def _levels_above() -> tuple[str, ...]:
    levels = level_order()
    return levels[: levels.index(vocabulary("pohon")["cabang"])]


def _node(key, level, number, code, name, status, note, valid_from, valid_to, unit, same, indicators) -> Node:
    words = vocabulary("pohon")["kalimat"]
    retired = status == "dihapus"
    remarks = [plain(unit)] if plain(unit) else []
    remarks += [words["hapus"]] if retired else []
    remarks += [words[_lasting(valid_from, valid_to)].format(dari=valid_from, sampai=valid_to)] if valid_from or valid_to else []
    remarks += [words["sama"]] if same else []
    label = " ".join(filter(None, [plain(level).replace("_", " ").upper(), plain(code) or plain(number)]))
    name = plain(name) or words["tanpa_nama"]
    texts = [("label", " · ".join([label, *remarks])), ("name", name), *(("item", _indicator(*given)) for given in indicators or ())]
    return Node(key, level, label, name, texts + ([("text", plain(note))] if retired and plain(note) else []), retired)


def _lasting(valid_from, valid_to) -> str:
    """Which sentence tells the years."""
    return "rentang" if valid_from and valid_to else "sampai" if valid_to else "sejak"


def _indicator(name, value, unit, year) -> str:
    """`Persentase …: 80 % (2029)`"""
    name, value, unit = plain(name), plain(value), plain(unit)
    if not value:
        return name + (f" ({unit})" if unit else "")
    when = year if year is not None else vocabulary("pohon")["kalimat"]["akhir"]
    # A value that ends in a word or a sign, as `24 Dokumen` or `90%`, says its unit itself.
    return f"{name}: {value}" + (f" {unit}" if unit and value[-1].isdigit() else "") + f" ({when})"


def plain(text: str | None) -> str:
    """A text in one line, of nothing that an XML file cannot hold."""
    return " ".join(UNPRINTABLE.sub("", text or "").split())
