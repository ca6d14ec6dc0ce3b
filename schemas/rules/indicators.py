"""What an indicator is: a measure that suits its level, with its unit."""

from __future__ import annotations

import re
from functools import partial

import pandas as pd
import pandera.pandas as pa

from schemas.rules.views import Views, row_rule
from schemas.rules.texts import any_of, begins, columns, each, fits, holds, plain, read

WORDS, UNITS = read("measures"), read("units")
NEEDED = ("tujuan", "sasaran", "program", "kegiatan")
COUNTED = {*UNITS["counts"]["names"], *(unit["name"] for unit in UNITS["unit"] if unit.get("counts"))}
UNIT_FORMS = {form for unit in UNITS["unit"] for form in (unit["name"], *unit.get("synonyms", []))} | COUNTED
LEVEL = ["document_id", "node_level"]
MOST = 0.5
PHRASE = r"\w+(?: \w+){0,2}"


class Indicators(pa.DataFrameModel):
    """What holds for an indicator of a node in force."""

    @row_rule
    def indikator_bukan_ukuran(cls, indicators) -> pd.Series:
        """An indicator names a measure, not an aim."""
        return indicators["kind"] != "pernyataan"

    @row_rule
    def indikator_aktivitas_di_outcome(cls, indicators) -> pd.Series:
        """From the program up an indicator counts what comes of the work, not the work."""
        work = WORDS["activities"]
        counts_work = begins(plain(indicators["name"]), rf"(?:{any_of(WORDS['leads'])}\s+)?{any_of(work['names'])}\b")
        return ~(indicators["node_level"].isin(work["levels"]) & indicators["kind"].isin(work["kinds"]) & counts_work)

    @row_rule
    def indikator_ulang_nama(cls, indicators) -> pd.Series:
        """An indicator says more than the name of its node."""
        bare = _bare(indicators["name"], WORDS["leads"])
        return (bare == "") | (bare != _bare(indicators["node_name"], [*WORDS["leads"], *WORDS["node_leads"]]))

    @row_rule
    def indikator_majemuk(cls, indicators) -> pd.Series:
        """An indicator counts one population."""
        words = WORDS["compound"]
        counted = each(indicators["name"], _counted)
        one = begins(counted, rf"{any_of(words['wholes'])}\b") | holds(counted, words["one"])
        return ~indicators["kind"].isin(words["kinds"]) | one | ~fits(counted, rf"{PHRASE}(?: ?, {PHRASE})*,? {any_of(words['joiners'])} {PHRASE}")

    @row_rule
    def jenis_tidak_cocok_tingkat(cls, indicators) -> pd.Series:
        """The kind of an indicator suits the level of its node."""
        found = pd.Series(False, index=indicators.index)
        for words in WORDS["unsuited"]:
            found |= indicators["node_level"].isin(words["levels"]) & indicators["kind"].isin(words["kinds"])
        return ~found

    @row_rule
    def satuan_bertentangan(cls, indicators) -> pd.Series:
        """The unit is one that the indicator can have by its first word."""
        found, lower = pd.Series(False, index=indicators.index), each(indicators["name"], str.casefold)
        for words in WORDS["contradiction"]:
            units = {*words["units"], *(COUNTED if words.get("counts") else ())}
            found |= begins(lower, rf"\s*{any_of(words['leads'])}(?!\w)") & indicators["unit_standard"].isin(units)
        return ~found

    @row_rule
    def satuan_di_nama(cls, indicators) -> pd.Series:
        """A unit stands in its column."""
        return (indicators["unit"] != "") | ~_unit_in_name(indicators["name"])


def indikator_kosong(views: Views) -> pd.DataFrame:
    """A node from tujuan to kegiatan has an indicator where another of its document and level has one; what stands in several places needs one in one of them."""
    nodes = views.nodes[views.nodes["level"].isin(NEEDED)]
    measured = nodes["node_id"].isin(views.indicators["node_id"])
    level = [nodes["document_id"], nodes["level"]]
    column = measured.groupby(level).transform("any").astype(bool)
    elsewhere = measured.groupby([*level, plain(nodes["name"])]).transform("any").astype(bool)
    return nodes[column & ~elsewhere & (nodes["same_as_node_id"] == "")]


def indikator_salin_antar_tingkat(views: Views) -> pd.DataFrame:
    """No indicator is that of the node above, word for word; the first of a level is named, with how many there are."""
    indicators = views.indicators.assign(text=plain(views.indicators["name"]))
    above = indicators[["node_id", "text", "node_level", "source"]].add_prefix("above_")
    both = indicators[indicators["text"] != ""].merge(above, left_on=["node_parent_id", "text"], right_on=["above_node_id", "above_text"]).drop_duplicates("indicator_id")
    return both.assign(count=both.groupby(LEVEL)["indicator_id"].transform("size")).drop_duplicates(LEVEL)


def indikator_angka_terpisah(views: Views) -> pd.DataFrame:
    """Numbers and unit stand beside one indicator, not the numbers beside one and the unit beside another of its node."""
    return halves(views)


def halves(views: Views) -> pd.DataFrame:
    """Indicators with targets and no unit, each with one of its node as `other_…` that has a unit and no targets."""
    indicators, targets = views.indicators, views.targets
    aimed = indicators["indicator_id"].isin(targets["indicator_id"])
    with_unit = _with_unit(indicators, targets)
    others = indicators.loc[~aimed & with_unit, ["node_id", "indicator_id", "name", "source"]].drop_duplicates("node_id")
    others = others.add_prefix("other_").set_index("other_node_id")
    return indicators[aimed & ~with_unit].join(others, on="node_id", how="inner").drop_duplicates("other_indicator_id")


def satuan_kosong(views: Views) -> pd.DataFrame:
    """An indicator has a unit, or brackets where it stands, where most of its level and column have one; where a document has targets, those with some are judged."""
    targets, indicators = views.targets, views.indicators
    aimed = indicators["indicator_id"].isin(targets["indicator_id"]) | ~indicators["document_id"].isin(targets["document_id"])
    indicators = indicators[aimed]
    with_unit = _with_unit(indicators, targets)
    column = [columns(indicators["source"]), *(indicators[key] for key in LEVEL)]
    # A unit that only stands in another row has a rule of its own.
    told = indicators["indicator_id"].isin(halves(views)["indicator_id"])
    return indicators[~with_unit & ~told & ~indicators["name"].str.endswith(")") & (with_unit.groupby(column).transform("mean") > MOST)]


def _with_unit(indicators: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    return (indicators["unit"] != "") | indicators["indicator_id"].isin(targets.loc[targets["unit"] != "", "indicator_id"])


def _bare(names: pd.Series, leads: list[str]) -> pd.Series:
    return each(plain(names), partial(re.compile(rf"^(?:{any_of(leads)}\s+)+").sub, ""))


def _counted(name: str) -> str:
    """What an indicator counts: its name without lead, brackets, fixed phrases and what limits it."""
    words = WORDS["compound"]
    text = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", " ", name.casefold()))
    text = re.sub(any_of(words["fixed"]), "x", re.sub(rf"^ ?{any_of(words['leads'])} ", "", text))
    return re.sub(rf" (?:{any_of(words['limiters'])}\b|(?:di|ter|ber|me)\w).*", "", text).strip()


def _unit_in_name(names: pd.Series) -> pd.Series:
    """Whether a name ends with a unit in brackets; what abbreviates the words before is no unit."""
    ends = names.str.casefold().str.extract(r"^(.*?)\(\s*([^()]+?)\s*\)\s*$").fillna("")
    found = ends[1].isin(UNIT_FORMS)
    return found & pd.Series([not is_unit or not _abbreviates(unit, text) for text, unit, is_unit in zip(ends[0], ends[1], found)], index=names.index, dtype=bool)


def _abbreviates(short: str, text: str) -> bool:
    # Few letters stand in their order in nearly any text: they must be initials.
    if len(short) < 4:
        return "".join(word[0] for word in text.split()[-len(short):]) == short
    return bool(re.search(r"\b" + ".*?".join(map(re.escape, short)), text))
