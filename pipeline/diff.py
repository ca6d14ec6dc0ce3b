"""What differs between two readings: two versions of one document, or two years of one organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline import pairs
from pipeline.pairs import Item
from pipeline.transform.levels import bare_name, level_names
from pipeline.transform.unite import plain
from pipeline.vocabulary import vocabulary

ROOT = "(paling atas)"
SHOWN_UNSURE = 5


class Change(NamedTuple):
    """One difference: its kind (`schemas/changes.toml`), the level of the node, what the old and the new document say, where in each, and what it is about."""

    kind: str
    level: str | None
    old: str | None
    new: str | None
    where: tuple[str | None, str | None]
    about: str | None


@dataclass(frozen=True)
class Tree:
    """A reading by its keys: nodes by node_id, the indicators, money and owners of each, the targets of each indicator, and a mark of all that lies below a node."""

    nodes: dict[str, dict]
    indicators: dict[str, list[dict]]
    budgets: dict[str, list[dict]]
    owners: dict[str, list[dict]]
    targets: dict[str, list[dict]]
    marks: dict[str, Hashable] = field(default_factory=dict)


def diff(old: dict[str, list[dict]], new: dict[str, list[dict]]) -> list[Change]:
    """The changes from one reading to another, by kind and in reading order; none where both say the same.

    Names are compared without case, blanks and signs; values only of the periods that both readings have.
    """
    trees = _tree(old), _tree(new)
    same, unsure = _same_nodes(*trees)
    changes = [*_unpaired(trees, same, unsure), *_periods(old, new)]
    shared = {table: set(_held(old[table])) & set(_held(new[table])) for table in ("targets", "budgets")}
    for one, other in same.items():
        changes += _node(trees, one, other, same, unsure)
        changes += _values("pagu", trees[0].budgets[one], trees[1].budgets[other], shared["budgets"], trees[1].nodes[other]["level"], _called(trees[1].nodes[other]))
        changes += _indicators(trees, one, other, shared["targets"])
    order = [kind["name"] for kind in kinds()]
    return sorted(changes, key=lambda change: order.index(change.kind))


@cache
def kinds() -> list[dict]:
    """The kinds of changes in the order in which they are told."""
    return vocabulary("changes")["kind"]


def _tree(reading: dict[str, list[dict]]) -> Tree:
    by = {table: _by(reading[table], column) for table, column in (("indicators", "node_id"), ("budgets", "node_id"), ("owners", "node_id"), ("targets", "indicator_id"))}
    tree = Tree({row["node_id"]: row for row in reading["nodes"]}, **by)
    children = _by(reading["nodes"], "parent_id")
    # From the deepest up: a mark takes in those of the children.
    for row in sorted(reading["nodes"], key=lambda row: -row["depth"]):
        held = [_indicator_mark(tree, one) for one in tree.indicators[row["node_id"]]], _said_values(tree.budgets[row["node_id"]]), _owners(tree, row["node_id"])
        below = [tree.marks[child["node_id"]] for child in children[row["node_id"]]]
        # A hash and no text: the mark of a root would hold the whole tree again.
        tree.marks[row["node_id"]] = hash(repr((_said(row, "nodes"), row.get("number"), row.get("unit_name"), held, below)))
    return tree


def _by(rows: list[dict], column: str) -> dict[str, list[dict]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row.get(column)].append(row)
    return groups


def _said(row: dict, table: str) -> list[str | None]:
    return [_compared(row, kind["column"]) for kind in kinds() if kind.get("table") == table]


def _compared(row: dict, column: str) -> str | None:
    """A text as it is compared: signs matter in codes and formulas alone."""
    text = row.get(column)
    if text is None or column in ("code", "status"):
        return text
    if column == "formula":
        return "".join(text.casefold().split())
    if column == "unit":
        return row.get("unit_standard") or plain(text)
    return bare_name(text, row["level"]) if "level" in row and column == "name" else plain(text)


def _indicator_mark(tree: Tree, row: dict) -> Hashable:
    return repr((_said(row, "indicators"), row.get("number"), _said_values(tree.targets[row["indicator_id"]])))


def _held(rows: list[dict]) -> dict[tuple, dict]:
    """Values by their period."""
    return {(row["measure"], row.get("year")): row for row in rows}


def _said_values(rows: list[dict]) -> dict:
    return {period: _value(row) for period, row in sorted(_held(rows).items(), key=str)}


def _value(row: dict | None) -> Hashable:
    if row is None:
        return None
    numbers = [row.get(name) for name in ("amount", "value", "value_low", "value_high")]
    return tuple(numbers) if numbers != [None] * 4 else plain(row.get("value_text") or "")


def _owners(tree: Tree, node_id: str) -> str | None:
    return "; ".join(sorted({row["owner"] for row in tree.owners[node_id]})) or None


def _same_nodes(old: Tree, new: Tree) -> tuple[dict[str, str], list[tuple[list[str], list[str]]]]:
    """The node_ids of the new tree by those of the old, level by level so that parents are known, and the groups nobody can tell apart."""
    same: dict[str, str] = {}
    unsure = []
    for level in level_names():
        olds = [_item(row, old, same.get) for row in old.nodes.values() if row["level"] == level]
        news = [_item(row, new, lambda parent: parent) for row in new.nodes.values() if row["level"] == level]
        found, doubts = pairs.paired(olds, news)
        same.update((one.key, other.key) for one, other in found)
        unsure += [tuple([item.key for item in items] for items in group) for group in doubts]
    # The nodes are paired level by level, and told in the order in which people read them.
    order = {node_id: place for place, node_id in enumerate(old.nodes)}
    return dict(sorted(same.items(), key=lambda pair: order[pair[0]])), unsure


def _item(row: dict, tree: Tree, known: Callable[[str], str | None]) -> Item:
    place = known(row["parent_id"]) if row.get("parent_id") else ROOT
    unit, name = plain(row.get("unit_name") or ""), bare_name(row.get("name") or "", row["level"])
    held = tuple(plain(one.get("name") or "") for one in tree.indicators[row["node_id"]])
    return Item(row["node_id"], place, unit, row.get("code"), name, row.get("number"), held, tree.marks[row["node_id"]])


def _unpaired(trees: tuple[Tree, Tree], same: dict[str, str], unsure: list[tuple[list[str], list[str]]]) -> Iterator[Change]:
    """Nodes of one side alone with their indicators, and those that could be several."""
    for group in unsure:
        rows = [[tree.nodes[key] for key in keys] for tree, keys in zip(trees, group)]
        yield _doubt(rows, rows[0][0]["level"], _called)
    for side, (tree, paired) in enumerate(zip(trees, (same.keys(), set(same.values())))):
        doubted = {key for group in unsure for key in group[side]}
        for row in tree.nodes.values():
            if row["node_id"] not in paired and row["node_id"] not in doubted:
                yield _alone("kotak", side, row, row["level"], _called(row), _parent(tree, row))
                for one in tree.indicators[row["node_id"]]:
                    yield _alone("indikator", side, one, row["level"], one["name"], _called(row))


def _alone(what: str, side: int, row: dict, level: str, text: str, about: str) -> Change:
    source = row.get("source")
    if side == 0:
        return Change(f"{what}-hilang", level, text, None, (source, None), about)
    return Change(f"{what}-baru", level, None, text, (None, source), about)


def _doubt(rows: list[list[dict]], level: str, say: Callable[[dict], str], about: str | None = None) -> Change:
    names, sources = ([_listed([tell(row) for row in side]) for side in rows] for tell in (say, lambda row: row.get("source") or ""))
    return Change("ragu", level, *names, tuple(sources), about)


def _listed(texts: list[str]) -> str:
    return "; ".join(texts[:SHOWN_UNSURE]) + ("; …" if len(texts) > SHOWN_UNSURE else "")


def _called(row: dict) -> str:
    return " ".join(text for text in (row.get("code"), row.get("name")) if text)


def _parent(tree: Tree, row: dict) -> str:
    above = tree.nodes.get(row.get("parent_id"))
    return _called(above) if above else ROOT


def _node(trees: tuple[Tree, Tree], old_id: str, new_id: str, same: dict[str, str], unsure: list[tuple[list[str], list[str]]]) -> Iterator[Change]:
    """What differs in two nodes that are the same one."""
    old, new = trees[0].nodes[old_id], trees[1].nodes[new_id]
    tell = lambda kind, one, other: Change(kind, new["level"], one, other, (old.get("source"), new.get("source")), _called(new))
    yield from _texts("nodes", old, new, tell)
    parents = old.get("parent_id"), new.get("parent_id")
    # A parent that cannot be told from others says nothing of a move.
    doubted = any(parent in group[side] for group in unsure for side, parent in enumerate(parents))
    if same.get(parents[0], parents[0] and ROOT) != parents[1] and not doubted:
        yield tell("pindah", _parent(trees[0], old), _parent(trees[1], new))
    owners = _owners(trees[0], old_id), _owners(trees[1], new_id)
    if plain(owners[0] or "") != plain(owners[1] or ""):
        yield tell("pengampu", *owners)


def _texts(table: str, old: dict, new: dict, tell: Callable[[str, str | None, str | None], Change]) -> Iterator[Change]:
    for kind in kinds():
        if kind.get("table") == table and _compared(old, kind["column"]) != _compared(new, kind["column"]):
            yield tell(kind["name"], old.get(kind["column"]), new.get(kind["column"]))


def _indicators(trees: tuple[Tree, Tree], old_id: str, new_id: str, shared: set[tuple]) -> Iterator[Change]:
    """What differs in the indicators of two nodes that are the same one."""
    node = trees[1].nodes[new_id]
    rows = [{row["indicator_id"]: row for row in tree.indicators[key]} for tree, key in zip(trees, (old_id, new_id))]
    items = [[Item(key, ROOT, "", None, plain(row.get("name") or ""), row.get("number"), (), _indicator_mark(tree, row)) for key, row in side.items()]
             for tree, side in zip(trees, rows)]
    found, doubts = pairs.paired(*items)
    for one, other in found:
        old, new = rows[0][one.key], rows[1][other.key]
        yield from _texts("indicators", old, new, lambda kind, before, after: Change(
            kind, node["level"], before, after, (old.get("source"), new.get("source")), _called(node) if kind == "indikator-nama" else new.get("name")))
        yield from _values("target", trees[0].targets[one.key], trees[1].targets[other.key], shared, node["level"], new.get("name"))
    for group in doubts:
        yield _doubt([[side[item.key] for item in items] for side, items in zip(rows, group)], node["level"], lambda row: row.get("name") or "", _called(node))
    for side, known in enumerate(rows):
        taken = {pair[side].key for pair in found} | {item.key for group in doubts for item in group[side]}
        for row in (row for key, row in known.items() if key not in taken):
            yield _alone("indikator", side, row, node["level"], row.get("name"), _called(node))


def _values(kind: str, old: list[dict], new: list[dict], shared: set[tuple], level: str, about: str | None) -> Iterator[Change]:
    """The values that differ, of the periods that both readings have."""
    before, after = _held(old), _held(new)
    for period in sorted(shared & (before.keys() | after.keys()), key=_period):
        one, other = before.get(period), after.get(period)
        if _value(one) != _value(other):
            where = tuple(row and row.get("source") for row in (one, other))
            yield Change(kind, level, _written(one), _written(other), where, f"{about}, {_period(period)}")


def _written(row: dict | None) -> str | None:
    if row is None or row.get("amount") is None:
        return row and row.get("value_text")
    return f"Rp{row['amount']:,.0f}".replace(",", ".")


def _period(period: tuple) -> str:
    return " ".join(str(part) for part in period if part)


def _periods(old: dict[str, list[dict]], new: dict[str, list[dict]]) -> Iterator[Change]:
    """The periods of which one reading alone has values: told once, not for each indicator."""
    for table, what in (("targets", "indikator"), ("budgets", "dana")):
        held = [set(_held(reading[table])) for reading in (old, new)]
        alone = ["; ".join(sorted(map(_period, mine - others))) or None for mine, others in (held, held[::-1])]
        if alone != [None, None]:
            yield Change("periode", None, *alone, (None, None), f"nilai {what}")
