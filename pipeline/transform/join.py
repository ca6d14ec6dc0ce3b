"""The tables of one document to one tree: what a later table lists again is joined to the node it is."""

from __future__ import annotations

from pipeline.findings import Finding
from pipeline.transform.levels import level_names
from pipeline.transform.node import Indicator, Node
from pipeline.vocabulary import vocabulary


def joined(tables: list[list[Node]]) -> tuple[list[Node], dict[int, Node], list[Finding]]:
    """The nodes of all tables, each once, in reading order; which node each joined one became, by its id; and what the tables contradict each other in."""
    nodes: list[Node] = []
    became: dict[int, Node] = {}
    findings: list[Finding] = []
    for table in tables:
        earlier = list(nodes)
        for node in table:
            hangs = node.parent is not None
            node.parent = became.get(id(node.parent), node.parent) if hangs else None
            found = [old for old in earlier if _same(old, node) and (not hangs or old.parent is node.parent)]
            if len(found) == 1:
                became[id(node)] = found[0]
                _unite(found[0], node, findings)
            else:
                nodes.append(node)
    for node in nodes:
        node.supports = _still(node, became)
    return nodes, became, findings


def rootless(nodes: list[Node]) -> list[Node]:
    """Nodes without parent in a document that has nodes of a higher level, to which they should belong."""
    ranks = {node: level_names().index(node.level) for node in nodes}
    top = min(ranks.values(), default=0)
    return [node for node in nodes if node.parent is None and ranks[node] > top]


def _still(node: Node, became) -> Indicator | None:
    """The indicator that a node supports, where its parent was joined by name."""
    if node.supports is None or node.parent is None:
        return None
    return next((one for one in node.parent.indicators if _plain(one.name) == _plain(node.supports.name)), None)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _name(node: Node) -> str:
    """A node's name as names are compared: without the word of its level in front."""
    words = next(entry["words"] for entry in vocabulary("levels")["level"] if entry["name"] == node.level)
    name = node.name.casefold()
    word = next((w for w in sorted(words, key=len, reverse=True) if name.startswith(w + " ")), "")
    return _plain(name[len(word) :])


def _same(old: Node, node: Node) -> bool:
    agree = lambda a, b: a == b or a is None or b is None
    return old.level == node.level and _name(old) == _name(node) and agree(old.number, node.number) and agree(old.code, node.code)


def _unite(old: Node, node: Node, findings: list[Finding]):
    """Give a node what a further table says of it; a contradiction is told, and what was read first stays."""
    old.number, old.code = old.number or node.number, old.code or node.code
    old.result += [text for text in node.result if text not in old.result]
    if node.status != "aktif":
        old.status, old.status_note, old.valid_from, old.valid_to = node.status, node.status_note, node.valid_from, node.valid_to
    for one in node.indicators:
        known = next((i for i in old.indicators if _plain(i.name) == _plain(one.name)), None)
        if known is None:
            old.indicators.append(one)
        else:
            _unite_indicator(known, one, findings)
    old.budgets += _news(old.budgets, node.budgets, lambda b: b[0].year, findings)
    old.owners += [o for o in node.owners if o[1].text not in [c.text for _, c in old.owners]]
    old.alignments += [a for a in node.alignments if a[2] not in [text for *_, text in old.alignments]]


def _unite_indicator(known: Indicator, one: Indicator, findings: list[Finding]):
    for field, text in one.values.items():
        if _plain(known.values.setdefault(field, text)) != _plain(text):
            findings.append(_contradiction(known.cell, known.values[field], one.cell, text))
    known.targets += _news(known.targets, one.targets, lambda t: (t[0].field, t[0].year), findings)


def _news(old: list, new: list, place, findings: list[Finding]) -> list:
    """The entries whose place the old ones do not hold; an entry of a held place that says otherwise is a finding."""
    held = {place(entry): entry[1] for entry in old}
    for entry in new:
        before = held.get(place(entry))
        if before and _plain(before.text) != _plain(entry[1].text):
            findings.append(_contradiction(before, before.text, entry[1], entry[1].text))
    return [entry for entry in new if place(entry) not in held]


def _contradiction(here, text, there, other) -> Finding:
    return Finding("beda-antar-tabel", there.source, {"satu": text[:80], "di_satu": here.source, "dua": other[:80], "di_dua": there.source})
