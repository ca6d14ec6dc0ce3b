"""What two tables, or two places of one tree, say of the same node: united, and each contradiction told with both places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from os.path import commonprefix

from rapidfuzz import fuzz

from pipeline.findings import Finding, listed
from pipeline.grid import Cell
from pipeline.transform.indicators import unit_standard, without_initials
from pipeline.transform.levels import bare_name, rank
from pipeline.transform.node import Indicator, Node
from pipeline.transform.spelling import same_words, spelled_out, standard
from pipeline.vocabulary import TEXTS

SHOWN = 160
# Names are near from this ratio on; so many equal targets, not all the same, are no chance.
NEAR, NEARER, MOVES = 80, 90, 3
RESULTS = "hasil-beda-antar-tabel"
COLUMN = re.compile(r"^hal\. \d+, baris \d+, |(?<=[A-Z])\d+$")


def nodes(old: Node, node: Node, findings: list[Finding]):
    """Give a node what a further table says of it: name, code and result of the table with codes win, the rest is united."""
    # The budget table words outcomes anew more often than any other text: the evaluator wants to see both.
    if old.result and node.result and plain("".join(old.result)) != plain("".join(node.result)):
        first, second = (node, old) if node.code and not old.code else (old, node)
        words = contradiction(first.cell, "; ".join(first.result), second.cell, "; ".join(second.result)).words
        findings.append(Finding(RESULTS, second.cell.source, words))
    if node.code and not old.code:
        old.code, old.name = node.code, node.name or old.name
        old.result = node.result or old.result
    else:
        old.result = old.result or node.result
        if node.code and bare_name(old.name, old.level) != bare_name(node.name, node.level):
            findings.append(renamed(old, node))
            old.name = node.name if plain(node.name).startswith(plain(old.name)) else old.name
    old.number, old.unit_name = old.number or node.number, old.unit_name or node.unit_name
    # A goal may be that of several organisations, as in the plan of a region; a program listed without organisation is that of the first that lists it.
    if rank(old.level) >= rank("program"):
        old.organisation = old.organisation or node.organisation
    # A note of one table retires the node in all.
    if node.status != "aktif":
        old.status, old.status_note, old.valid_from, old.valid_to = node.status, node.status_note, node.valid_from, node.valid_to
    for one in node.indicators:
        known = same(one, old.indicators) or _misspelt(one, node, old)
        if known is None:
            old.indicators.append(one)
            continue
        if plain(without_initials(known.name)) != plain(without_initials(one.name)):
            # A name that a cell's border cuts goes on in the other.
            first, second = (one, known) if plain(one.name).startswith(plain(known.name)) else (known, one)
            findings.append(contradiction(first.cell, first.name, second.cell, second.name))
            known.name = first.name
        indicators(known, one, findings)
    old.budgets += _news(old.budgets, node.budgets, lambda b: b[0].year, node.name, findings)
    old.owners += [o for o in node.owners if o[2] not in [text for _, _, text, _ in old.owners]]
    old.alignments += [a for a in node.alignments if a[2] not in [text for *_, text in old.alignments]]


def same(one: Indicator, among: Iterable[Indicator]) -> Indicator | None:
    """The one of some indicators that has the name of another; of several the one that has it to the letter."""
    alike = [known for known in among if measure(known.name) == measure(one.name)]
    return next((known for known in alike if plain(known.name) == plain(one.name)), next(iter(alike), None))


def _misspelt(one: Indicator, node: Node, old: Node) -> Indicator | None:
    """The indicator of a node that a further table names a little otherwise, as targets that move alike or its number show, or that one table gives no targets."""
    own = {plain(other.name) for other in node.indicators}
    alike = lambda known: _nearness(known, one) >= NEAR and _move_alike(known, one) or _nearness(known, one) >= NEARER and bool(known.targets) != bool(one.targets) and same_words(known.name, one.name)
    near = [known for known in old.indicators if plain(known.name) not in own and (alike(known) or _numbered_alike(known, one))]
    return near[0] if len(near) == 1 else None


def _nearness(known: Indicator, one: Indicator) -> float:
    return fuzz.ratio(known.name.casefold(), one.name.casefold())


def _numbered_alike(known: Indicator, one: Indicator) -> bool:
    """Whether two indicators bear one number of several parts (`S.1.2`) and most of the same words."""
    words = [spelled_out(standard(name)).casefold() for name in (known.name, one.name)]
    return one.number is not None and "." in one.number and known.number == one.number and fuzz.token_set_ratio(*words) >= NEAR


def _move_alike(known: Indicator, one: Indicator) -> bool:
    first, second = ({(h.field, h.year): plain(part) for h, _, part, _ in those.targets} for those in (known, one))
    both = [(first[when], second[when]) for when in first.keys() & second.keys()]
    return len(both) >= MOVES and all(a == b for a, b in both) and len(set(both)) > 1


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


@lru_cache(TEXTS)
def measure(name: str) -> str:
    """What an indicator's name says, as such names are compared: spelt right, short words written out, brackets that only abbreviate aside."""
    return plain(spelled_out(standard(without_initials(name))))


def renamed(old: Node, node: Node) -> Finding:
    """The finding that quotes two names of one node, the one that is kept first: of the table with codes, of two such the longer where it goes on with the other."""
    wins = node.code and not old.code or plain(node.name).startswith(plain(old.name))
    first, second = (node, old) if wins else (old, node)
    # A name that a cell's border cuts says nothing else: the code shows that it is the same, or the word that it ends in.
    if plain(first.name).startswith(plain(second.name)) and (old.code and old.code == node.code or _amid_word(first.name, second.name)):
        return Finding("nama-terpotong", second.cell.source, {"teks": second.name[-80:], "lengkap": first.name[-80:], "di": first.cell.source})
    return contradiction(first.cell, first.name, second.cell, second.name)


def contradiction(here: Cell, text: str, there: Cell, other: str, about: str = "", left: str = "") -> Finding:
    """The finding that quotes two tables that say different things, of what (`about`), and what of the second is not loaded (`left`)."""
    about = f' tentang "{about[:80]}"' if about else ""
    left = f"; {left} dari yang kedua tidak dimuat" if left else ""
    words = {"tentang": about, "satu": _from_difference(text, other), "di_satu": here.source, "dua": _from_difference(other, text), "di_dua": there.source, "sisa": left}
    return Finding("beda-antar-tabel", there.source, words)


def gathered(findings: list[Finding]) -> list[Finding]:
    """The findings, those of results that the same two columns word differently as one: the first with its words, the others by their places."""
    groups = defaultdict(list)
    for finding in findings:
        alike = [COLUMN.sub("", finding.words[place]) for place in ("di_satu", "di_dua")] if finding.code == RESULTS else [id(finding)]
        groups[tuple(alike)].append(finding)
    return [_as_one(group) if group[0].code == RESULTS else group[0] for group in groups.values()]


def _as_one(group: list[Finding]) -> Finding:
    first, *others = group
    # By their numbers, so that page 10 comes behind page 9.
    also = sorted((other.source.partition(", kolom ")[0] for other in others), key=lambda place: [int(number) for number in re.findall(r"\d+", place)])
    places = f"; juga {listed(also, len(also))}" if also else ""
    return Finding(RESULTS, first.source, {**first.words, "jumlah": len(group), "juga": places})


def _amid_word(whole: str, cut: str) -> bool:
    return whole.casefold().startswith(cut.casefold()) and whole[len(cut) : len(cut) + 1].isalpha()


def _from_difference(text: str, other: str) -> str:
    """A part of a text in which it differs from the other."""
    start = max(0, len(commonprefix([text, other])) - SHOWN // 2)
    return text[:SHOWN] if start < SHOWN // 2 else "…" + text[start : start + SHOWN]


def _same_elsewhere(first: Node, node: Node) -> bool:
    """Whether a node is another place of the first: its parent is another of the same level, and below a program that parent is another place too. What
    another organisation does is another node."""
    if first.parent is None or node.parent is None or first.parent is node.parent or first.parent.level != node.parent.level:
        return False
    if None not in (first.organisation, node.organisation) and first.organisation != node.organisation:
        return False
    return bool(node.code) or node.level == "program" or node.parent.same_as is first.parent


def _keep_news(first: Node, node: Node):
    if {(h.year, plain(c.text)) for h, c, _ in node.budgets} <= {(h.year, plain(c.text)) for h, c, _ in first.budgets}:
        node.budgets = []
    for one in node.indicators:
        known = same(one, first.indicators)
        if known and values(one) <= values(known):
            one.targets = []


def values(one: Indicator) -> set[tuple]:
    """What the targets of an indicator say: the field, the year and the value of each."""
    return {(h.field, h.year, plain(part)) for h, _, part, _ in one.targets}


def indicators(known: Indicator, one: Indicator, findings: list[Finding]):
    """Give an indicator what a further table says of it; of a series that contradicts its own, nothing."""
    for field, text in one.values.items():
        before = known.values.setdefault(field, text)
        if plain(before) != plain(text) and not (field == "unit" and unit_standard(before) and unit_standard(before) == unit_standard(text)):
            findings.append(contradiction(known.cell, before, one.cell, text, one.name))
    if known.values.get("formula") == one.values.get("formula"):
        known.formula_lines = known.formula_lines or one.formula_lines
    known.targets += _news(known.targets, one.targets, lambda t: (t[0].field, t[0].year), one.name, findings, fills=False)


def _news(old: list, new: list, place, about: str, findings: list[Finding], fills: bool = True) -> list:
    """The entries whose place the old ones do not hold; none where the others contradict them, unless they fill what lacks all the same. A contradiction is a finding."""
    held = {place(entry): entry for entry in old}
    both = [(held[place(entry)], entry) for entry in new if place(entry) in held]
    news = [entry for entry in new if place(entry) not in held]
    wrong = [pair for pair in both if not _agree(*pair)]
    if not wrong:
        return news
    here, there = (_series(side) for side in zip(*both))
    findings.append(contradiction(wrong[0][0][1], here, wrong[0][1][1], there, about, "" if fills else _series(news)))
    # Years of two series that differ would be mixed in one.
    return news if fills else []


def _series(entries: Iterable[tuple]) -> str:
    """The values of entries as written, each with its year or what it is of."""
    return ", ".join(f"{cell.text} ({head.year or head.field})" for head, cell, *_ in sorted(entries, key=lambda entry: entry[0].year or 0))


def _agree(one: tuple, other: tuple) -> bool:
    """Whether two value cells say the same, the zeros and the mark of their decimals aside."""
    return _bare(one[1].text) == _bare(other[1].text)


def _bare(text: str) -> str:
    short = re.sub(r"(?<=\d)[.,]0{1,2}$|(?<=[.,]\d)0$", "", re.sub(r"\s+", "", text.casefold()))
    return re.sub(r"(?<=\d)[.,](?=\d{1,2}$)", ".", short)
