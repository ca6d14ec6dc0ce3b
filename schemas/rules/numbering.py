"""The numbers that siblings bear. What a note retires counts by itself, and is judged too: a lost row shows in it alike."""

from __future__ import annotations

import pandas as pd

from schemas.rules.texts import fits
from schemas.rules.views import Views

SIBLINGS = ["document_id", "parent_id", "supports_indicator_id", "level", "unit_name", "organisation", "status"]


def nomor_lompat(views: Views) -> pd.DataFrame:
    """Siblings count up without a gap; a number that a cousin between them bears is no gap."""
    nodes = _numbered(views.every_node)
    before = nodes.groupby(SIBLINGS, sort=False)[["count", "position"]].shift()
    gaps = nodes.assign(before=before["count"], start=before["position"])
    gaps = gaps[gaps["count"] > gaps["before"] + 1]
    lost = pd.Series([_is_lost(nodes, gap) for gap in gaps.itertuples()], index=gaps.index, dtype=bool)
    return gaps[lost].assign(after=lambda rows: rows["before"].astype(int))


def nomor_ganda(views: Views) -> pd.DataFrame:
    """No two siblings bear one number; the places of one node count once."""
    nodes = views.every_node[(views.every_node["number"] != "") & (views.every_node["same_as_node_id"] == "")]
    place = [*SIBLINGS, "number"]
    first = nodes.drop_duplicates(place).set_index(place)[["source", "name"]].add_prefix("first_")
    return nodes[nodes.duplicated(place)].join(first, on=place)


def _numbered(nodes: pd.DataFrame) -> pd.DataFrame:
    """The nodes with a plain number, in reading order, the number as `count`."""
    numbered = nodes[fits(nodes["number"], r"\d{1,3}")]
    return numbered.assign(count=numbered["number"].astype(float)).sort_values(["document_id", "position"])


def _is_lost(nodes: pd.DataFrame, gap) -> bool:
    between = nodes[(nodes["document_id"] == gap.document_id) & (nodes["level"] == gap.level) & (nodes["position"] > gap.start) & (nodes["position"] < gap.position)]
    return not between["count"].between(gap.before + 1, gap.count - 1).any()
