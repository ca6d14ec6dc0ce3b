"""What must hold between rows and between tables; each rule is a function over frames that gives faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from schemas import keys


@dataclass(frozen=True, order=True)
class Fault:
    """A row that breaks a rule; a `grave` one would break the keys of the tables, so its document cannot be published."""

    document_id: str
    table: str
    column: str
    rule: str
    value: str
    grave: bool = True


def judge(frames: dict[str, pd.DataFrame]) -> list[Fault]:
    """All faults of the relations."""
    found = [*duplicate_keys(frames), *lost_references(frames), *circles(frames["nodes"])]
    return sorted(set(found))


def duplicate_keys(frames: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Keys that stand more than once."""
    for declared, grave in ((keys.PRIMARY_KEYS, True), (keys.UNIQUE_KEYS, False)):
        for table, columns in declared.items():
            if table in frames:
                frame = frames[table]
                twice = frame[frame.duplicated(list(columns), keep=False)]
                yield from _faults(twice, table, columns, "duplicate_key", grave)


def lost_references(frames: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Values that should be keys of another table, in the same document, and are not."""
    for reference in keys.REFERENCES:
        if reference.table in frames:
            frame = frames[reference.table]
            used = frame[frame[reference.column].notna()]
            # A finding outlives the row it is about; the reference is emptied when published.
            if reference.table != "findings" or reference.column == "document_id":
                yield from _faults(used[~_resolved(used, frames[reference.other], reference)], reference.table, (reference.column,), "lost_reference", True)


def circles(nodes: pd.DataFrame) -> Iterator[Fault]:
    """Nodes that are their own ancestors."""
    parent = dict(zip(nodes["node_id"], nodes["parent_id"].where(nodes["parent_id"].notna(), None)))
    # What a trail meets is known from earlier ones, so that each node is passed but once.
    sound: set = {None}
    lost: set = set()
    for start in parent:
        trail: dict = {}
        node = start
        while node in parent and node not in sound and node not in lost and node not in trail:
            trail[node] = True
            node = parent[node]
        (lost if node in trail or node in lost else sound).update(trail)
    yield from _faults(nodes[nodes["node_id"].isin(lost)], "nodes", ("node_id",), "circle", True)


def _resolved(used: pd.DataFrame, other: pd.DataFrame, reference: keys.Reference) -> pd.Series:
    if reference.other == "documents":
        return used[reference.column].isin(other[reference.other_column])
    pairs = lambda frame, column: zip(frame["document_id"].tolist(), frame[column].tolist())
    known = set(pairs(other, reference.other_column))
    return pd.Series([pair in known for pair in pairs(used, reference.column)], index=used.index, dtype=bool)


def _faults(rows: pd.DataFrame, table: str, columns: tuple[str, ...], rule: str, grave: bool) -> Iterator[Fault]:
    for document_id, *values in rows[["document_id", *columns]].astype(object).itertuples(index=False, name=None):
        words = ", ".join("" if pd.isna(value) else str(value) for value in values)
        yield Fault(str(document_id), table, ", ".join(columns), rule, words, grave)
