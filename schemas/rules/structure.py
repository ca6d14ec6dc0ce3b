"""Who stands under whom."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from schemas.keys import level_order
from schemas.rules.texts import columns, fits, plain
from schemas.rules.views import Views, row_rule

WHAT = {"name": "nama", "formula": "formula"}
RANK = {level: place for place, level in enumerate(level_order())}


class Nodes(pa.DataFrameModel):
    """What holds between a node in force and its parent."""

    @row_rule
    def tingkat_terbalik(cls, nodes) -> pd.Series:
        """The parent is of a higher level; levels that nobody knows are not judged."""
        return ~(nodes["level"].map(RANK) <= nodes["parent_level"].map(RANK))

    @row_rule
    def kegiatan_tanpa_program(cls, nodes) -> pd.Series:
        """A kegiatan hangs under a program."""
        return ~_above(nodes, "kegiatan", "program")

    @row_rule
    def sub_kegiatan_tanpa_kegiatan(cls, nodes) -> pd.Series:
        """A sub kegiatan hangs under a kegiatan."""
        return ~_above(nodes, "sub_kegiatan", "kegiatan")


def tingkat_terlewat(views: Views) -> pd.DataFrame:
    """A program hangs under a sasaran where its document has any; roots are told elsewhere."""
    with_sasaran = views.nodes.loc[views.nodes["level"] == "sasaran", "document_id"]
    return views.nodes[(views.nodes["level"] == "program") & (views.nodes["parent_level"] == "tujuan") & views.nodes["document_id"].isin(with_sasaran)]


def program_tanpa_kegiatan(views: Views) -> pd.DataFrame:
    """A program has a kegiatan where another program of its column has one."""
    return _childless(views.nodes, "program", "kegiatan")


def sasaran_tanpa_program(views: Views) -> pd.DataFrame:
    """A sasaran has a program where another sasaran of its column has one."""
    return _childless(views.nodes, "sasaran", "program")


def node_ganda(views: Views) -> pd.DataFrame:
    """A node stands once under its parent; the places of one node are not judged."""
    nodes = views.nodes[(views.nodes["same_as_node_id"] == "") & (views.nodes["name"] != "")]
    nodes = nodes.assign(plain=plain(nodes["name"]))
    place = ["document_id", "parent_id", "supports_indicator_id", "level", "code", "plain", "unit_name", "organisation"]
    first = nodes.drop_duplicates(place).set_index(place)["source"].rename("first_source")
    return nodes[nodes.duplicated(place)].join(first, on=place)


def teks_liar(views: Views) -> pd.DataFrame:
    """A text says more than one or two letters."""
    texts = [(views.every_node, "name"), (views.every_indicator, "name"), (views.every_indicator, "formula")]
    columns = ["document_id", "node_id", "indicator_id", "source", "stray", "what"]
    found = [rows[fits(rows[what], r"[^\W\d_]{1,2}")].assign(stray=lambda rows: rows[what], what=WHAT[what]).reindex(columns=columns) for rows, what in texts]
    return pd.concat(found).fillna("")


def induk_lintas_halaman(views: Views) -> pd.DataFrame:
    """The first node of a page has its parent on that page."""
    own, above = (views.nodes[column].str.extract(r"^hal\. (\d+)")[0].astype(float) for column in ("source", "parent_source"))
    firsts = views.nodes.assign(page=own, above=above).dropna(subset=["page", "above"]).sort_values(["document_id", "position"]).drop_duplicates(["document_id", "page"])
    return firsts[firsts["above"] < firsts["page"]]


def _above(nodes: pd.DataFrame, level: str, needed: str) -> pd.Series:
    """Nodes of a level whose parent is of a level above the one needed."""
    return (nodes["level"] == level) & (nodes["parent_level"].map(RANK) < RANK[needed])


def _childless(nodes: pd.DataFrame, level: str, below: str) -> pd.DataFrame:
    """Nodes of a level with nothing `below` in any of their places, in columns where others of the level have something.

    Other tables, such as lists of goals with their indicators, may have no column for what is below.
    """
    parents = set(nodes.loc[nodes["level"] == below, "parent_id"])
    own = nodes[nodes["level"] == level]
    # Two tables may have a column of one name: what is above them stands in the same column too.
    table = [own["document_id"], columns(own["source"]), columns(own["parent_source"])]
    one = own["same_as_node_id"].where(own["same_as_node_id"] != "", own["node_id"])
    with_some = own["node_id"].isin(parents)
    beside_some = with_some.groupby(table).transform("any").astype(bool)
    leaves = ~own["node_id"].isin(nodes["parent_id"])
    return own[leaves & ~one.isin(set(one[with_some])) & beside_some]
