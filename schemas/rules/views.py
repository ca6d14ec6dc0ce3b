"""The tables of some documents as rules look at them: each row with what it needs of the rows that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

NODE = ("level", "code", "name", "source", "status", "parent_id")


@dataclass(frozen=True)
class Views:
    """Frames in which a missing text is "" and a missing number NaN.

    `every_node` has the columns of nodes, its parent's as `parent_level` …, and the document's as `document_region` …; `nodes` are those in force.
    The other frames hold what belongs to nodes in force, with `node_…` and, where they have an indicator, `indicator_…`.
    """

    documents: pd.DataFrame
    every_node: pd.DataFrame
    nodes: pd.DataFrame
    every_indicator: pd.DataFrame
    indicators: pd.DataFrame
    terms: pd.DataFrame
    targets: pd.DataFrame
    budgets: pd.DataFrame
    owners: pd.DataFrame
    notes: pd.DataFrame


def row_rule(check: Callable) -> Callable:
    """A check of the rows of a view, under the name of its function."""
    # No row of a view misses all its values, which pandera would otherwise look for in every column at every check.
    return pa.dataframe_check(name=check.__name__.replace("_", "-"), ignore_na=False)(check)


def seen(frames: dict[str, pd.DataFrame]) -> Views:
    """The views of the typed frames of some documents."""
    plain = {table: _plain(frame) for table, frame in frames.items()}
    documents, all_nodes = plain["documents"], plain["nodes"]
    nodes = _with(_with(all_nodes, "parent", all_nodes, "node_id", NODE), "document", documents, "document_id", ("region", "organisation", "year_start", "year_end", "path"))
    indicators = _with(plain["indicators"], "node", all_nodes, "node_id", NODE)
    of_indicator = ("name", "kind", "unit", "unit_standard", "polarity", "source")
    below = {table: _with(plain[table], "node", all_nodes, "node_id", NODE) for table in ("budgets", "owners", "notes")}
    terms = _with(plain["terms"], "indicator", plain["indicators"], "indicator_id", ("node_id", *of_indicator))
    targets = _with(_with(plain["targets"], "node", all_nodes, "node_id", NODE), "indicator", plain["indicators"], "indicator_id", of_indicator)
    targets = _with(targets, "document", documents, "document_id", ("year_start", "year_end"))
    # Notes of retired nodes stay: they are what retires them.
    return Views(documents, nodes, _in_force(nodes, "status"), indicators, _in_force(indicators), terms, _in_force(targets), _in_force(below["budgets"]),
                 _in_force(below["owners"]), below["notes"])


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Missing texts as "" and numbers as floats: comparisons then give plain truth values."""
    texts = {name: frame[name].fillna("").astype(object) for name in frame if frame[name].dtype == "string"}
    numbers = {name: frame[name].astype("float64") for name in frame if frame[name].dtype in ("Int64", "float64")}
    return frame.assign(**texts, **numbers)


def _with(frame: pd.DataFrame, prefix: str, other: pd.DataFrame, key: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """The frame with columns of the other row that its `<prefix>_id` names."""
    # A key that stands twice is told as a fault of the tables; here it would double rows.
    taken = other[[key, *columns]].drop_duplicates(key).rename(columns={column: f"{prefix}_{column}" for column in columns}).set_index(key)
    joined = frame.join(taken, on=f"{prefix}_id")
    return joined.assign(**{name: joined[name].fillna("") for name in taken if joined[name].dtype == object})


def _in_force(frame: pd.DataFrame, column: str = "node_status") -> pd.DataFrame:
    return frame[frame[column] == "aktif"]
