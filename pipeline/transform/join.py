"""The tables of one document to one tree: what a later table lists again is joined to the node it is."""

from __future__ import annotations

from itertools import takewhile

from rapidfuzz import fuzz

from pipeline.findings import Finding
from pipeline.transform import unite
from pipeline.transform.levels import bare_name, marked, rank
from pipeline.transform.node import Indicator, Node
from pipeline.transform.spelling import same_words

# A short name begins many longer ones that are other things.
NEAR, SHORT = 90, 12


def joined(tables: list[list[Node]]) -> tuple[list[Node], dict[int, Node], list[Finding]]:
    """The nodes of all tables, each once, in reading order; which node each joined one became, by its id; and what the tables contradict each other in."""
    nodes: list[Node] = []
    places: dict[int, list[Node]] = {}
    findings: list[Finding] = []
    # Tables that name a sasaran come first: the others find their programs already in place. The order of reading is kept for people.
    order = {id(node): k for k, node in enumerate(node for table in tables for node in table)}
    for table in sorted(tables, key=lambda table: not any(node.level == "sasaran" for node in table)):
        earlier = list(nodes)
        own = {(node.level, bare_name(node.name, node.level)) for node in table}
        for node in table:
            parents = places.get(id(node.parent), [node.parent])
            _lift(node, parents[0], findings)
            found = _find(node, earlier, parents, own, findings) if earlier else []
            if found:
                _hang_deeper(found[0], parents)
                unite.nodes(found[0], node, findings)
                for other in found[1:]:
                    other.code, other.name, other.unit_name = other.code or found[0].code, found[0].name, other.unit_name or found[0].unit_name
                places[id(node)] = found
            else:
                listed = (old for old in nodes if node.code and old.code == node.code and old.parent in parents) if len(parents) > 1 else ()
                node.parent = next((old.parent for old in listed), parents[0])
                nodes.append(node)
    nodes.sort(key=lambda node: order[id(node)])
    _root_apart(nodes)
    _hang_by_code(nodes)
    # The first place in reading order keeps money and targets, so the nodes are sorted and hung before.
    unite.places(nodes)
    became = {old: found[0] for old, found in places.items()}
    for node in nodes:
        node.supports = _still(node)
    return nodes, became, unite.gathered(findings)


def rootless(nodes: list[Node]) -> list[Node]:
    """Nodes without parent in a document that has nodes of a higher level, to which they should belong; levels that stand apart are roots of their own."""
    top = min((rank(node.level) for node in nodes), default=0)
    return [node for node in nodes if node.parent is None and rank(node.level) > top and node.level not in marked("apart")]


def astray(nodes: list[Node]) -> list[Node]:
    """Programs that no table hangs under a sasaran, in a document that hangs others there."""
    programs = [node for node in nodes if node.level == "program"]
    under = [node for node in programs if any(above.level == "sasaran" for above in node.line())]
    return [node for node in programs if under and node not in under]


def _find(node: Node, earlier: list[Node], parents: list[Node | None], own: set[tuple], findings: list[Finding]) -> list[Node]:
    """The nodes of earlier tables that a node is: by code, else by name under the same parent, else by a near name there that its own table (`own`) does
    not list too; several where it has several places."""
    top = min(rank(old.level) for old in earlier)
    of_level = [old for old in earlier if old.level == node.level and _of_one(old, node) and (old.unit_name in (None, node.unit_name) or node.unit_name is None)]
    hangs = parents[0] is not None and parents[0].level not in marked("apart")
    under = [old for old in of_level if any(old.parent is parent for parent in parents) or old.parent is None and (hangs or rank(node.level) > top)]
    free = of_level if node.parent is None or node.parent.level in marked("apart") else under
    # A code is no key: it stands again under each sub-unit, and once per place of its program.
    coded = [old for old in of_level if node.code and old.code == node.code]
    if coded:
        return [old for old in coded if old in under] or coded
    return [old for old in free if _same(old, node)] or _near(node, [old for old in free if not _listed(old, own)], findings) or _under_another_unit(node, of_level, parents[0])


def _of_one(old: Node, node: Node) -> bool:
    """Whether two nodes may be one organisation's."""
    return None in (old.organisation, node.organisation) or old.organisation == node.organisation


def _under_another_unit(node: Node, among: list[Node], parent: Node | None) -> list[Node]:
    """The one node of the same name that a table without units and codes lists under a parent of the same code: there its unit was not known."""
    told = [old for old in among if parent and parent.code and old.parent and old.parent.code == parent.code and not old.code and not old.unit_name and _same(old, node)]
    return told if node.unit_name and len(told) == 1 else []


def _same(old: Node, node: Node) -> bool:
    agree = lambda a, b: a == b or a is None or b is None
    return bare_name(old.name, old.level) == bare_name(node.name, node.level) and agree(old.number, node.number) and agree(old.code, node.code)


def _near(node: Node, among: list[Node], findings: list[Finding]) -> list[Node]:
    """The one node with nearly the same name, told as a finding."""
    if not node.name:
        return []
    name = bare_name(node.name, node.level)
    # Two codes are two nodes, however much alike their names.
    near = [old for old in among if not (old.code and node.code) and alike(bare_name(old.name, old.level), name) and same_words(old.name, node.name)]
    if len(near) != 1 or near[0].number != node.number and None not in (near[0].number, node.number):
        return []
    findings.append(unite.renamed(near[0], node))
    return near


def _listed(old: Node, own: set[tuple]) -> bool:
    """Whether a table lists a node too, or the several whose names a cell of an earlier table holds one behind the other."""
    name = bare_name(old.name, old.level)
    others = [other for level, other in own if level == old.level and other]
    first, last = ([len(other) for other in others if at(other)] for at in (name.startswith, name.endswith))
    return (old.level, name) in own or bool(first and last) and min(first) + min(last) <= len(name)


def alike(one: str, other: str) -> bool:
    """Whether two names differ by little, or one goes on where the other ends."""
    short, long = sorted((one, other), key=len)
    return fuzz.ratio(one, other) >= NEAR or len(short) >= SHORT and long.startswith(short)


def _lift(node: Node, above: Node | None, findings: list[Finding]):
    """Indicators in a column of no level, beside a node and the parent that begins with it, are the parent's up to the first that no earlier table gives the
    parent (`above`)."""
    if above is None or above is node.parent or node.parent.row != node.row:
        return
    own = {unite.measure(one.name) for one in node.parent.indicators}
    known = {id(one): unite.same(one, above.indicators) for one in node.indicators if one.level is None and unite.measure(one.name) not in own}
    for one in takewhile(lambda one: known.get(id(one)), list(node.indicators)):
        unite.indicators(known[id(one)], one, findings)
        node.indicators.remove(one)


def _hang_deeper(old: Node, parents: list[Node | None]):
    """A table that names a parent nearer to the node, or the unit of its parent, is right about it."""
    parent = parents[0]
    if parent and parent.code and old.parent and old.parent not in parents and old.parent.code == parent.code and not old.code:
        old.parent = parent
    if parent is None or parent.level in marked("apart") or old in parent.line() or rank(parent.level) >= rank(old.level):
        return
    if old.parent is None or old.parent.level in marked("apart") or rank(parent.level) > rank(old.parent.level):
        old.parent = parent


def _root_apart(nodes: list[Node]):
    """A level that stands apart is a root of its own where its children hang elsewhere."""
    for node in nodes:
        if node.level in marked("apart") and node.parent is not None and node.parent.level not in marked("apart"):
            node.parent = None


def _hang_by_code(nodes: list[Node]):
    """A node that no table hangs anywhere belongs under the one node with whose code its own begins."""
    for node in nodes:
        if node.parent is None and node.code and node.level not in marked("apart"):
            above = [n for n in nodes if n.code and n.level not in marked("apart") and node.code.startswith(n.code + ".") and _of_one(n, node) and n.unit_name in (None, node.unit_name)]
            longest = max((len(n.code) for n in above), default=0)
            nearest = [n for n in above if len(n.code) == longest]
            node.parent = nearest[0] if len(nearest) == 1 else None


def _still(node: Node) -> Indicator | None:
    """The indicator that a node supports, where its parent was joined by name."""
    if node.supports is None or node.parent is None:
        return None
    return unite.same(node.supports, node.parent.indicators)
