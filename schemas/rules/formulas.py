"""How an indicator is calculated: its formula divides, multiplies and compares what its name says."""

from __future__ import annotations

import re

import pandas as pd
import pandera.pandas as pa
from rapidfuzz import fuzz, process

from schemas.rules import sides
from schemas.rules.views import Views, row_rule
from schemas.rules.texts import any_of, begins, columns, each, fits, holds, plain

WORDS = sides.WORDS
CONSTANTS = WORDS["constants"]
ORDERED = [pair for pair in WORDS["pair"] if pair.get("ordered")]
LEVEL = ["document_id", "node_level"]
HALF = 0.5
NEARLY = 95
ROUNDING = 0.005


class Indicators(pa.DataFrameModel):
    """What holds for the formula of an indicator of a node in force."""

    @row_rule
    def formula_tanpa_pembagi(cls, indicators) -> pd.Series:
        """The formula of a ratio divides."""
        ratio = indicators["kind"].isin(WORDS["divided"]) & fits(indicators["unit_standard"], WORDS["divided_units"])
        return ~(ratio & indicators["formula_kind"].isin(WORDS["undivided"]))

    @row_rule
    def pengali_hilang(cls, indicators) -> pd.Series:
        """The formula of a percentage multiplies by 100%."""
        return ~((indicators["kind"] == "persentase") & (indicators["formula_kind"] == "rasio") & _multipliers(indicators).isna())

    @row_rule
    def pengali_tidak_cocok(cls, indicators) -> pd.Series:
        """The formula multiplies by the constant that the name or unit tells."""
        wanted, written = _constants(indicators), _multipliers(indicators)
        # A multiplier that is missing is the matter of another rule.
        return wanted.isna() | written.isna() | (wanted == written)

    @row_rule
    def pembilang_sama_penyebut(cls, indicators) -> pd.Series:
        """Numerator and denominator differ."""
        over = plain(indicators["numerator"])
        return (over == "") | (over != plain(indicators["denominator"]))

    @row_rule
    def formula_terbalik(cls, indicators) -> pd.Series:
        """The whole stands below, the part above."""
        over, under = indicators["numerator"], indicators["denominator"]
        whole_above = sides.mentions(over, WORDS["wholes"]) & ~sides.mentions(under, WORDS["wholes"])
        part_below = sides.mentions(under, ["yang", *WORDS["parts"]]) & ~sides.mentions(over, WORDS["parts"])
        return ~(whole_above & part_below & sides.shared(over, under) | sides.paired(under, over, ORDERED))

    @row_rule
    def satuan_pembilang_penyebut_beda(cls, indicators) -> pd.Series:
        """The two sides of a percentage count in one unit."""
        return ~_in_two_units(indicators)

    @row_rule
    def pertumbuhan_tanpa_dasar(cls, indicators) -> pd.Series:
        """The formula of a growth names the time before."""
        words = WORDS["growth"]
        grows = begins(each(indicators["name"], str.casefold), rf"\s*(?:{any_of(CONSTANTS['percent_leads'])}\s+{any_of(words['percent_of'])}|{any_of(words['leads'])})\b")
        earlier = holds(indicators["formula"], rf"\b{any_of(words['earlier'])}\b|\b[nt]\s*[-−–]?\s*[01]\b|\d{{4}}", re.IGNORECASE)
        return ~(grows & indicators["formula_kind"].isin(WORDS["ratios"]) & ~earlier)


def formula_kosong(views: Views) -> pd.DataFrame:
    """An indicator that is calculated has a formula where half or more such of its level and column have one."""
    indicators = views.indicators[views.indicators["kind"].isin(WORDS["needing"])]
    empty = indicators["formula_kind"].isin(["", "kosong"])
    column = [columns(indicators["source"]), *(indicators[key] for key in LEVEL)]
    return indicators[empty & (empty.groupby(column).transform("mean") <= HALF)]


def penyebut_milik_indikator_lain(views: Views) -> pd.DataFrame:
    """The denominator counts the numerator's population, not that of another indicator of the document; one of its level is named first."""
    ratios = _ratios(views)
    if ratios.empty:  # as in most documents
        return ratios
    same = sides.shared(ratios["numerator"], ratios["denominator"])
    foreign = ratios[~same & ~sides.paired(ratios["numerator"], ratios["denominator"])]
    owners = ratios[same & ratios["document_id"].isin(foreign["document_id"])].groupby("document_id")
    found = [(row.Index, owner) for row in foreign.itertuples() if row.document_id in owners.groups
             for owner in [_owner(row, owners.get_group(row.document_id))] if owner is not None]
    other = ratios.loc[[owner for _, owner in found], ["name", "source", "numerator"]].add_prefix("other_").set_axis([row for row, _ in found])
    return ratios.join(other, how="inner")


def penyebut_populasi_lain(views: Views) -> pd.DataFrame:
    """The two sides of a percentage count one population; what a sharper rule tells is not told again, nor what names none (`jumlah seluruhnya`)."""
    ratios = _ratios(views)
    if ratios.empty:
        return ratios
    ratios = ratios[(ratios["kind"] == "persentase") & ~_in_two_units(ratios) & ~ratios["indicator_id"].isin(penyebut_milik_indikator_lain(views)["indicator_id"])]
    foreign = ratios[~sides.shared(ratios["numerator"], ratios["denominator"]) & ~sides.paired(ratios["numerator"], ratios["denominator"])]
    told = foreign.assign(over=sides.heads(foreign["numerator"]), under=sides.heads(foreign["denominator"]))
    return told[(told["over"] != "") & (told["under"] != "")]


def bobot_tidak_satu(views: Views) -> pd.DataFrame:
    """The weights of a formula sum to 1, or 100%."""
    weights = views.terms[(views.terms["role"] == "weight") & views.terms["indicator_id"].isin(views.indicators["indicator_id"])]
    percent = weights["name"].str.contains("%")
    values = pd.to_numeric(weights["name"].str.replace(",", ".").str.extract(r"(\d+(?:\.\d+)?)")[0]) / percent.map({True: 100.0, False: 1.0}).astype(float)
    total = values.groupby(weights["indicator_id"]).sum()
    wrong = total[((total - 1).abs() > ROUNDING) & ((total - 100).abs() > ROUNDING)]
    return views.indicators.join(wrong.map(lambda value: f"{value:g}".replace(".", ",")).rename("total"), on="indicator_id", how="inner")


def _multipliers(indicators: pd.DataFrame) -> pd.Series:
    return pd.to_numeric(indicators["multiplier"], errors="coerce")


def _constants(indicators: pd.DataFrame) -> pd.Series:
    """The constant that the name or else the unit tells, NaN where neither does."""
    # The first group is that of the constants: it is the one to be taken out.
    told = rf"\b{CONSTANTS['lead']}\s+{any_of(CONSTANTS['words'])}(?![\d.]*\d)".replace("(?:", "(", 1)
    written = (indicators["name"] + " " + indicators["unit"]).str.casefold().str.extract(told)[0].map(CONSTANTS["words"])
    percent = begins(each(indicators["name"], str.casefold), rf"\s*{any_of(CONSTANTS['percent_leads'])}\b")
    return written.astype(float).mask(written.isna() & percent, CONSTANTS["percent"])


def _ratios(views: Views) -> pd.DataFrame:
    """The indicators whose formula has two sides of words; symbols are not judged."""
    ratios = views.indicators[views.indicators["formula_kind"].isin(WORDS["ratios"])]
    worded = holds(ratios["numerator"], r"\w{4}") & holds(ratios["denominator"], r"\w{4}")
    return ratios[worded]


def _in_two_units(indicators: pd.DataFrame) -> pd.Series:
    over, under = sides.unit_classes(indicators["numerator"]), sides.unit_classes(indicators["denominator"])
    return (indicators["kind"] == "persentase") & (over != "") & (under != "") & (over != under)


def _owner(row, owners: pd.DataFrame):
    """The first indicator whose own denominator is the row's, those of its level before others."""
    ordered = owners.assign(cousin=owners["node_level"] != row.node_level).sort_values("cousin", kind="stable")
    match = process.extractOne(row.denominator, ordered["denominator"], scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEARLY)
    return match[2] if match else None
