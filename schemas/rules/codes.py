"""Nomenclature codes: their form, their length, their parents, the power they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from schemas.rules.texts import each, fits
from schemas.rules.views import Views, row_rule

WORDS = tomllib.loads(Path(__file__).parent.with_name("codes.toml").read_text(encoding="utf-8"))
LEVELS = {form["level"] for form in WORDS["form"]}
ANY_BIDANG = "X.XX"


class Nodes(pa.DataFrameModel):
    """What holds for the code of a node in force; codes of levels that have none by law are not judged."""

    @row_rule
    def kode_format(cls, nodes) -> pd.Series:
        """A code has the form of some level."""
        # A code that Excel made a date has a finding of its own.
        return ~_coded(nodes) | _has_form(nodes) | _is_date(nodes)

    @row_rule
    def kode_tingkat_beda(cls, nodes) -> pd.Series:
        """A code that has the form of a level has that of its own."""
        return ~_coded(nodes) | ~_has_form(nodes) | _has_form(nodes, own=True)

    @row_rule
    def kode_awalan_induk(cls, nodes) -> pd.Series:
        """A code begins with its parent's; X.XX stands for any bidang."""
        own, parent = _segments(nodes["code"]), _segments(nodes["parent_code"])
        begins = [child[: len(above)] == above or ANY_BIDANG in (".".join(child[:2]), ".".join(above[:2])) and child[2 : len(above)] == above[2:]
                  for child, above in zip(own, parent)]
        return pd.Series(begins, index=nodes.index, dtype=bool) | (nodes["code"] == "") | (nodes["parent_code"] == "") | _is_date(nodes)

    @row_rule
    def kode_digit_tahun(cls, nodes) -> pd.Series:
        """The last segment of a sub kegiatan has the digits of its years."""
        leaf = WORDS["leaf_digits"]
        digits = each(nodes["code"], lambda code: len(re.search(r"\d*$", code)[0]), int).where(_has_form(nodes, own=True) & (nodes["level"] == leaf["level"]))
        return ~((digits == 4) & (nodes["document_year_end"] < leaf["four_from"]) | (digits == 2) & (nodes["document_year_start"] > leaf["two_to"]))

    @row_rule
    def kode_kewenangan(cls, nodes) -> pd.Series:
        """The fourth segment names a power that the kind of region has."""
        power = WORDS["power"]
        kind = each(nodes["document_region"], _kind)
        judged = nodes["level"].isin(power["levels"]) & (kind != "") & _has_form(nodes, own=True)
        allowed = [code.split(".")[power["segment"]] in power[of] if is_judged else True for code, of, is_judged in zip(nodes["code"], kind, judged)]
        return pd.Series(allowed, index=nodes.index, dtype=bool)

    @row_rule
    def kode_seperti_tanggal(cls, nodes) -> pd.Series:
        """A code is no date."""
        return ~_is_date(nodes)


def kode_sebagian(views: Views) -> pd.DataFrame:
    """All nodes of a level have codes, or none; the first without is named, with how many there are."""
    nodes = views.nodes[views.nodes["level"].isin(LEVELS)]
    groups = nodes.assign(missing=nodes["code"] == "").groupby(["document_id", "level"])["missing"]
    mixed = nodes[(nodes["code"] == "") & (groups.transform("mean") < 0.5)]
    count = mixed.groupby(["document_id", "level"])["node_id"].transform("size")
    return mixed.assign(count=count).drop_duplicates(["document_id", "level"])


def _kind(region: str) -> str:
    """The kind of a region by its name, "" where the name does not tell."""
    told, power = re.match(r"\w+", region.casefold()), WORDS["power"]
    kind = power["short"].get(told[0], told[0]) if told else ""
    return kind if kind in power else ""


def _coded(nodes: pd.DataFrame) -> pd.Series:
    return (nodes["code"] != "") & nodes["level"].isin(LEVELS)


def _is_date(nodes: pd.DataFrame) -> pd.Series:
    return fits(nodes["code"], r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}(?: .*)?")


def _segments(codes: pd.Series) -> list[list[str]]:
    return [code.split(".") for code in codes]


def _has_form(nodes: pd.DataFrame, own: bool = False) -> pd.Series:
    """Whether the code has the form of some level, or of its own, in use in the years of its document."""
    found = pd.Series(False, index=nodes.index)
    for form in WORDS["form"]:
        # Negated, for nothing is later than a missing year: such a document may use any form.
        in_use = ~(nodes["document_year_start"] > form["to"]) if "to" in form else True
        found |= fits(nodes["code"], form["pattern"]) & in_use & (~pd.Series(own, index=nodes.index) | (nodes["level"] == form["level"]))
    return found
