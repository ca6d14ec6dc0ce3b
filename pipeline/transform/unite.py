"""What two tables, or two places of one tree, say of the same node: united, and each contradiction told with both places."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from pipeline.findings import Finding
from pipeline.grid import Cell
from pipeline.transform.indicators import unit_standard
from pipeline.transform.levels import bare_name
from pipeline.transform.node import Indicator, Node
from pipeline.vocabulary import TEXTS


def nodes(old: Node, node: Node, findings: list[Finding]):
    """Give a node what a further table says of it: name, code and result of the table with codes win, the rest is united."""
    # The budget table words outcomes anew more often than any other text: the evaluator wants to see both.
    if old.result and node.result and plain("".join(old.result)) != plain("".join(node.result)):
        first, second = (node, old) if node.code and not old.code else (old, node)
        findings.append(contradiction(first.cell, "; ".join(first.result), second.cell, "; ".join(second.result)))
    if node.code and not old.code:
        old.code, old.name = node.code, node.name or old.name
        old.result = node.result or old.result
    else:
        old.result = old.result or node.result
        if node.code and bare_name(old.name, old.level) != bare_name(node.name, node.level):
            findings.append(renamed(old, node))
            old.name = node.name if plain(node.name).startswith(plain(old.name)) else old.name
    old.number, old.unit_name = old.number or node.number, old.unit_name or node.unit_name
    if node.status != "aktif":
        old.status, old.status_note, old.valid_from, old.valid_to = node.status, node.status_note, node.valid_from, node.valid_to
    for one in node.indicators:
        known = next((i for i in old.indicators if plain(i.name) == plain(one.name)), None)
        if known is None:
            old.indicators.append(one)
        else:
            indicators(known, one, findings)
    old.budgets += _news(old.budgets, node.budgets, lambda b: b[0].year, findings)
    old.owners += [o for o in node.owners if o[2] not in [text for *_, text in old.owners]]
    old.alignments += [a for a in node.alignments if a[2] not in [text for *_, text in old.alignments]]


def places(tree: list[Node]):
    """A node that stands under several parents is one node per place; money and targets that a later place repeats stay at the first."""
    groups = defaultdict(list)
    for node in tree:
        groups[node.level, node.unit_name, node.code or bare_name(node.name, node.level), bool(node.code)].append(node)
    for first, *others in groups.values():
        for node in others:
            if _same_elsewhere(first, node):
                node.same_as = first
                _keep_news(first, node)


@lru_cache(TEXTS)
def plain(text: str) -> str:
    """A text without case, blanks and punctuation, as names are compared."""
    return re.sub(r"[^\w%<>=+]+", "", text.casefold())


def renamed(old: Node, node: Node) -> Finding:
    """The finding that quotes two names of one node, the one that is kept first: of the table with codes, of two such the longer where it goes on with the other."""
    wins = node.code and not old.code or plain(node.name).startswith(plain(old.name))
    first, second = (node, old) if wins else (old, node)
    return contradiction(first.cell, first.name, second.cell, second.name)


def contradiction(here: Cell, text: str, there: Cell, other: str) -> Finding:
    """The finding that quotes two tables that say different things."""
    return Finding("beda-antar-tabel", there.source, {"satu": text[:80], "di_satu": here.source, "dua": other[:80], "di_dua": there.source})


def _same_elsewhere(first: Node, node: Node) -> bool:
    """Whether a node is another place of the first: its parent is another of the same level, and below a program that parent is another place too."""
    if first.parent is None or node.parent is None or first.parent is node.parent or first.parent.level != node.parent.level:
        return False
    return bool(node.code) or node.level == "program" or node.parent.same_as is first.parent


def _keep_news(first: Node, node: Node):
    if {(h.year, plain(c.text)) for h, c, _ in node.budgets} <= {(h.year, plain(c.text)) for h, c, _ in first.budgets}:
        node.budgets = []
    for one in node.indicators:
        known = next((i for i in first.indicators if plain(i.name) == plain(one.name)), None)
        if known and _values(one) <= _values(known):
            one.targets = []


def _values(one: Indicator) -> set[tuple]:
    return {(h.field, h.year, plain(part)) for h, _, part, _ in one.targets}


def indicators(known: Indicator, one: Indicator, findings: list[Finding]):
    """Give an indicator what a further table says of it."""
    same = lambda field, text: (field == "unit" and unit_standard(text)) or plain(text)
    for field, text in one.values.items():
        if same(field, known.values.setdefault(field, text)) != same(field, text):
            findings.append(contradiction(known.cell, known.values[field], one.cell, text))
    if known.values.get("formula") == one.values.get("formula"):
        known.formula_lines = known.formula_lines or one.formula_lines
    known.targets += _news(known.targets, one.targets, lambda t: (t[0].field, t[0].year), findings)


def _news(old: list, new: list, place, findings: list[Finding]) -> list:
    """The entries whose place the old ones do not hold; an entry of a held place that says otherwise is a finding."""
    held = {place(entry): entry for entry in old}
    for entry in new:
        before = held.get(place(entry))
        if before and not _agree(before, entry):
            findings.append(contradiction(before[1], before[1].text, entry[1], entry[1].text))
    return [entry for entry in new if place(entry) not in held]


def _agree(one: tuple, other: tuple) -> bool:
    """Whether two value cells say the same, the zeros and the mark of their decimals aside."""
    return _bare(one[1].text) == _bare(other[1].text)


def _bare(text: str) -> str:
    short = re.sub(r"(?<=\d)[.,]0{1,2}$|(?<=[.,]\d)0$", "", re.sub(r"\s+", "", text.casefold()))
    return re.sub(r"(?<=\d)[.,](?=\d{1,2}$)", ".", short)
