"""What an indicator is: a measure that suits its level, with its unit."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from schemas.rules.views import Views
from schemas.rules.wording import any_of, plain, read

WORDS, UNITS = read("measures"), read("units")
NEEDED = ("tujuan", "sasaran", "program", "kegiatan")
COUNTED = {*UNITS["counts"]["names"], *(unit["name"] for unit in UNITS["unit"] if unit.get("counts"))}
UNIT_FORMS = {form for unit in UNITS["unit"] for form in (unit["name"], *unit.get("synonyms", []))} | COUNTED
COLUMN = ["document_id", "node_level"]


class Indicators(pa.DataFrameModel):
    """What holds for an indicator of a node in force."""

    @pa.dataframe_check(name="indikator-bukan-ukuran")
    def indikator_bukan_ukuran(cls, indicators) -> pd.Series:
        """An indicator names a measure, not an aim."""
        return indicators["kind"] != "pernyataan"

    @pa.dataframe_check(name="indikator-aktivitas-di-outcome")
    def indikator_aktivitas_di_outcome(cls, indicators) -> pd.Series:
        """From the program up an indicator counts what comes of the work, not the work."""
        work = WORDS["activities"]
        counts_work = plain(indicators["name"]).str.match(rf"(?:{any_of(WORDS['leads'])}\s+)?{any_of(work['names'])}\b")
        return ~(indicators["node_level"].isin(work["levels"]) & indicators["kind"].isin(work["kinds"]) & counts_work)

    @pa.dataframe_check(name="indikator-ulang-nama")
    def indikator_ulang_nama(cls, indicators) -> pd.Series:
        """An indicator says more than the name of its node."""
        bare = _bare(indicators["name"], WORDS["leads"])
        return (bare == "") | (bare != _bare(indicators["node_name"], [*WORDS["leads"], *WORDS["node_leads"]]))

    @pa.dataframe_check(name="indikator-majemuk")
    def indikator_majemuk(cls, indicators) -> pd.Series:
        """An indicator counts one population."""
        words = WORDS["compound"]
        counted = indicators["name"].str.casefold().str.replace(rf"^\s*{any_of(WORDS['leads'])}\s+", "", regex=True)
        counted = counted.str.replace(r"\([^)]*\)", " ", regex=True).str.replace(any_of(words["fixed"]), "x", regex=True)
        counted = counted.str.replace(rf"\b{any_of(words['limiters'])}\b.*", "", regex=True).str.strip()
        return ~counted.str.fullmatch(r"(?:\w+ ?){1,3}(?:, ?(?:\w+ ?){1,3})*,? ?(?:dan|serta) (?:\w+ ?){1,3}") | counted.str.match(rf"{any_of(words['wholes'])}\b")

    @pa.dataframe_check(name="jenis-tidak-cocok-tingkat")
    def jenis_tidak_cocok_tingkat(cls, indicators) -> pd.Series:
        """The kind of an indicator suits the level of its node."""
        found = pd.Series(False, index=indicators.index)
        for words in WORDS["unsuited"]:
            found |= indicators["node_level"].isin(words["levels"]) & indicators["kind"].isin(words["kinds"])
        return ~found

    @pa.dataframe_check(name="satuan-bertentangan")
    def satuan_bertentangan(cls, indicators) -> pd.Series:
        """The unit is one that the indicator can have by its first word."""
        found = pd.Series(False, index=indicators.index)
        for words in WORDS["contradiction"]:
            units = {*words["units"], *(COUNTED if words.get("counts") else ())}
            found |= indicators["name"].str.casefold().str.match(rf"\s*{any_of(words['leads'])}(?!\w)") & indicators["unit_standard"].isin(units)
        return ~found

    @pa.dataframe_check(name="satuan-di-nama")
    def satuan_di_nama(cls, indicators) -> pd.Series:
        """A unit stands in its column; brackets behind words that they abbreviate are no unit."""
        inside = indicators["name"].str.casefold().str.extract(r"^(.*?)\(\s*([^()]+?)\s*\)\s*$")
        initials = [_initials(before, len(unit)) for before, unit in zip(inside[0].fillna(""), inside[1].fillna(""))]
        return ~inside[1].isin(UNIT_FORMS) | (inside[1] == pd.Series(initials, index=indicators.index, dtype=object))


def indikator_kosong(views: Views) -> pd.DataFrame:
    """A node from tujuan to kegiatan has an indicator where another of its document and level has one; the places of one node are not judged."""
    nodes = views.nodes[views.nodes["level"].isin(NEEDED)]
    measured = nodes["node_id"].isin(views.indicators["node_id"])
    column = measured.groupby([nodes["document_id"], nodes["level"]]).transform("any").astype(bool)
    return nodes[~measured & column & (nodes["same_as_node_id"] == "")]


def indikator_salin_antar_tingkat(views: Views) -> pd.DataFrame:
    """No indicator is that of the node above, word for word."""
    indicators = views.indicators.assign(text=plain(views.indicators["name"]))
    above = indicators[["node_id", "text", "node_level", "node_name", "source"]].add_prefix("above_")
    both = indicators[indicators["text"] != ""].merge(above, left_on=["node_parent_id", "text"], right_on=["above_node_id", "above_text"])
    return both.drop_duplicates("indicator_id")


def satuan_kosong(views: Views) -> pd.DataFrame:
    """An indicator has a unit, in its cell or with its targets, where most of its document and level have one."""
    with_targets = views.targets.loc[views.targets["unit"] != "", "indicator_id"]
    indicators = views.indicators.assign(empty=(views.indicators["unit"] == "") & ~views.indicators["indicator_id"].isin(with_targets))
    return indicators[indicators["empty"] & (indicators.groupby(COLUMN)["empty"].transform("mean") < 0.5)]


def _bare(names: pd.Series, leads: list[str]) -> pd.Series:
    return plain(names).str.replace(rf"^(?:{any_of(leads)}\s+)+", "", regex=True)


def _initials(text: str, count: int) -> str:
    return "".join(word[0] for word in text.split()[-count:])
