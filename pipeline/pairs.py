"""Which of two lists of nodes or indicators are the same: by code, by name, by what they hold, by a near name. What could be several is not guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from pipeline.transform.join import alike


class Item(NamedTuple):
    """What a node or indicator is known by; `place` is its parent, as the other side knows it (None where it does not), `held` the names of its indicators, `mark` all that it holds."""

    key: str
    place: str | None
    unit: str
    code: str | None
    name: str
    number: str | None
    held: tuple[str, ...]
    mark: Hashable


Edges = list[tuple[Item, Item]]
Step = Callable[[list[Item], list[Item]], Edges]


def paired(old: list[Item], new: list[Item]) -> tuple[Edges, list[tuple[list[Item], list[Item]]]]:
    """The pairs that are the same, and the groups (old, new) in which nothing tells which is which."""
    pairs: Edges = []
    while found := next(filter(None, (_only(step(old, new)) for step in STEPS)), []):
        pairs += found
        old, new = ([item for item in items if item not in taken] for items, taken in zip((old, new), map(set, zip(*found))))
    return pairs, _groups([edge for step in STEPS for edge in step(old, new)])


def _only(edges: Edges) -> Edges:
    """The pairs in which each is the only candidate of the other."""
    olds, news = Counter(old for old, _ in edges), Counter(new for _, new in edges)
    return [(old, new) for old, new in edges if olds[old] == news[new] == 1]


def _groups(edges: Edges) -> list[tuple[list[Item], list[Item]]]:
    groups: list[tuple[dict, dict]] = []
    for old, new in edges:
        mine = ({old: None}, {new: None})
        for group in [group for group in groups if old in group[0] or new in group[1]]:
            groups.remove(group)
            mine = (group[0] | mine[0], group[1] | mine[1])
        groups.append(mine)
    return [(list(olds), list(news)) for olds, news in groups]


def _equal(told: Callable[[Item], Hashable], fits: Callable[[Item, Item], bool] = lambda *_: True) -> Step:
    """A step that pairs the items of which the same is told, and something is."""
    def step(old: list[Item], new: list[Item]) -> Edges:
        among = _by(told, new)
        return [(one, other) for one in old for other in among.get(told(one), ()) if told(one) and fits(one, other)]

    return step


def _whole(old: list[Item], new: list[Item]) -> Edges:
    """Those that hold just the same in one place: which of several is which makes no difference."""
    told = lambda item: item.place and (item.place, item.mark)
    olds, news = _by(told, old), _by(told, new)
    return [edge for told, items in olds.items() if told for edge in zip(items, news.get(told, ()))]


def _near(old: list[Item], new: list[Item]) -> Edges:
    """Nearly equal names in one place; names beside two codes that differ are two things."""
    among = _by(lambda item: (item.place, item.unit), new)
    return [(one, other) for one in old if one.name and one.place for other in among.get((one.place, one.unit), ())
            if other.name and not _both_coded(one, other) and alike(one.name, other.name)]


def _both_coded(one: Item, other: Item) -> bool:
    return bool(one.code and other.code)


def _by(told: Callable[[Item], Hashable], items: list[Item]) -> dict[Hashable, list[Item]]:
    groups = defaultdict(list)
    for item in items:
        groups[told(item)].append(item)
    return groups


# From the surest sign to the faintest, and from the first again after each find: what is paired is no candidate of the others any more.
STEPS: tuple[Step, ...] = (
    _whole,
    _equal(lambda item: item.code and item.place and (item.place, item.unit, item.code)),
    _equal(lambda item: item.code and (item.unit, item.code)),
    _equal(lambda item: item.name and item.place and (item.place, item.unit, item.name, item.number, item.code)),
    _equal(lambda item: item.name and item.place and (item.place, item.unit, item.name)),
    _equal(lambda item: item.name and (item.unit, item.name), lambda one, other: not _both_coded(one, other)),
    # The code of a node begins with that of its parent: one that moves gets another.
    _equal(lambda item: item.name and item.held and (item.unit, item.name, item.held)),
    _near,
)
