"""The values that indicators shall reach, year by year."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pandas as pd

from schemas.rules.indicators import halves
from schemas.rules.texts import holds
from schemas.rules.views import Views

SCHEMAS = Path(__file__).parent.parent
WORDS = tomllib.loads((SCHEMAS / "targets.toml").read_text(encoding="utf-8"))
SCALES = set(WORDS["text"]["scales"])
PERCENT = "persen"
PAGE = r"^(hal\. \d+|.*!)"
LEVEL = ["document_id", "node_level"]


def target_kosong(views: Views) -> pd.DataFrame:
    """An indicator has a target in every year in which the others of its level have one; the places of one node are not judged."""
    indicators = views.indicators.assign(at=views.indicators.groupby(LEVEL).ngroup())
    aims = _aims(views).assign(at=_aims(views)["indicator_id"].map(indicators.set_index("indicator_id")["at"]))
    with_targets = aims.drop_duplicates("indicator_id").groupby("at").size()
    aims = aims[aims.groupby(["at", "year"])["year"].transform("size") >= WORDS["column"]["share"] * aims["at"].map(with_targets)]
    columns = aims[["at", "year"]].drop_duplicates()
    lacking = indicators["indicator_id"].map(aims["indicator_id"].value_counts()).fillna(0) < indicators["at"].map(columns["at"].value_counts())
    lacking &= ~indicators["indicator_id"].isin(halves(views)["other_indicator_id"])
    places = views.nodes.loc[views.nodes["same_as_node_id"] == "", ["node_id", "valid_from", "valid_to"]]
    cells = indicators[lacking & _beside_targets(indicators, aims)].merge(places, on="node_id").merge(columns, on="at")
    cells = cells[~(cells["year"] < cells["valid_from"]) & ~(cells["year"] > cells["valid_to"])]
    full = pd.MultiIndex.from_frame(aims.loc[aims["indicator_id"].isin(cells["indicator_id"]), ["indicator_id", "year"]])
    return _once(cells[~pd.MultiIndex.from_frame(cells[["indicator_id", "year"]]).isin(full)])


def target_bukan_angka(views: Views) -> pd.DataFrame:
    """A target is a number, a range or a word of a known scale."""
    unread = _aims(views, ("target", "akhir"))
    unread = unread[unread[["value", "value_low", "value_high"]].isna().all(axis=1)]
    return _once(unread[[not _is_scale(text) for text in unread["value_text"]]] if len(unread) else unread)


def target_di_atas_100(views: Views) -> pd.DataFrame:
    """A percentage of a whole is at most 100."""
    aims = _percentages(_aims(views))
    above = aims[(aims["value"] > 100) | (aims["value_high"] > 100)]
    return _once(above[~_named(above, WORDS["range"]["above_100"])])


def target_negatif(views: Views) -> pd.DataFrame:
    """A target that is no change is not below 0."""
    aims = _aims(views)
    below = aims[(aims["value"] < 0) & (aims["indicator_kind"] != "laju")]
    return _once(below[~_named(below, WORDS["range"]["below_0"])])


def target_melawan_polaritas(views: Views) -> pd.DataFrame:
    """Targets do not grow worse step after step."""
    series = _series(views)
    steps = series.groupby("indicator_id")["value"].diff()
    against = (steps > 0) & (series["indicator_polarity"] == "turun") | (steps < 0) & (series["indicator_polarity"] == "naik")
    # Each step the right way begins a new run.
    runs = against.groupby([series["indicator_id"], (~against).cumsum()]).cumsum()
    wrong = series[(runs >= WORDS["direction"]["steps"]) & series["indicator_kind"].isin(WORDS["direction"]["kinds"])]
    return _once(wrong).join(_written(series, wrong), on="indicator_id")


def target_akhir_beda(views: Views) -> pd.DataFrame:
    """The value at the end is that of the last year, or the sum or mean of the years, first years left out or the baseline added."""
    series = _series(views)
    ends = _aims(views, ("akhir",)).dropna(subset=["value"]).drop_duplicates("indicator_id")
    # Backwards from the last year, each further sum leaves out fewer first years.
    years = series[series["indicator_id"].isin(ends["indicator_id"])].sort_values(["indicator_id", "year"], ascending=[True, False])
    sums = years.groupby("indicator_id")["value"].cumsum()
    before = years["indicator_id"].map(views.targets[views.targets["measure"] == "baseline"].drop_duplicates("indicator_id").set_index("indicator_id")["value"]).fillna(0)
    end = years["indicator_id"].map(ends.set_index("indicator_id")["value"])
    may_be = pd.concat([sums, sums + before, sums / (years.groupby("indicator_id").cumcount() + 1)], axis=1)
    # No share of an end of 0 leaves room for the noise of binary sums.
    meant = may_be.sub(end, axis=0).abs().le(WORDS["end"]["tolerance"] * end.abs() + 1e-9, axis=0).any(axis=1)
    wrong = ends[ends["indicator_id"].isin(years["indicator_id"]) & ~ends["indicator_id"].isin(years.loc[meant, "indicator_id"])]
    return wrong.join(_written(series, wrong), on="indicator_id")


def target_satuan_berubah(views: Views) -> pd.DataFrame:
    """The targets of an indicator are all in one unit, its own; only known units are judged."""
    known = _units()
    aims = _aims(views, ("target", "akhir"))
    written = aims["value_text"].str.extract(r"\d\s*([^\d\s.,:;–-][^\d]*)$")[0].fillna("").astype(object).str.strip(" .()").str.lower().map(known)
    aims = aims.assign(standard=written, own=aims["indicator_unit_standard"].map(known)).dropna(subset=["standard"])
    several = aims.groupby("indicator_id")["standard"].transform("nunique") > 1
    return _once(aims[several | aims["own"].notna() & (aims["own"] != aims["standard"])])


def target_skala_persen(views: Views) -> pd.DataFrame:
    """The percentages of one row are all of 100 or all of 1."""
    series = _percentages(_series(views))
    highest = series.groupby("indicator_id")["value"].transform("max")
    # A small percentage is no fraction of 1 where the others of its row are small too.
    return _once(series[(series["value"] > 0) & (series["value"] <= 1) & (highest >= 50 * series["value"]) & (highest > 10)])


def tahun_di_luar_periode(views: Views) -> pd.DataFrame:
    """Targets and money are of years of the period that the title names."""
    money = views.budgets[views.budgets["measure"] == "pagu"]
    cells = pd.concat([_aims(views), money])[["document_id", "node_id", "year", "source"]]
    cells = cells.merge(views.documents[["document_id", "year_start", "year_end"]], on="document_id")
    last = cells["year_end"] + (cells["year_end"] - cells["year_start"] < WORDS["period"]["years"])
    outside = cells[((cells["year"] < cells["year_start"]) | (cells["year"] > last)) & (cells["year_end"] > cells["year_start"])]
    outside = outside.assign(count=outside.groupby(["document_id", "year"])["source"].transform("size")).drop_duplicates(["document_id", "year"])
    return outside.astype({"year": int, "year_start": int, "year_end": int})


def tahun_bolong(views: Views) -> pd.DataFrame:
    """Years of targets follow each other; two years that stand alone are no series."""
    years = _aims(views).drop_duplicates(["document_id", "year"]).sort_values(["document_id", "year"])
    years = years.assign(before=years.groupby("document_id")["year"].shift(), count=years.groupby("document_id")["year"].transform("size"))
    gaps = years[(years["year"] > years["before"] + 1) & (years["count"] > 2)]
    return gaps[["document_id", "source", "year", "before"]].astype({"year": int, "before": int})


def _beside_targets(indicators: pd.DataFrame, aims: pd.DataFrame) -> pd.Series:
    """Whether an indicator has targets, or stands alone in its cell on a page or sheet where its level has some.

    Other tables may have no column for them, and what stands beside several indicators in one cell may be a text that nobody can part.
    """
    some = indicators["indicator_id"].isin(aims["indicator_id"])
    near = aims[aims["at"].isin(indicators.loc[~some, "at"])]
    places, filled = (pd.MultiIndex.from_arrays([rows["at"], rows["source"].str.extract(PAGE)[0].fillna("").astype(object)]) for rows in (indicators, near))
    return some | ~indicators.duplicated(["document_id", "source"], keep=False) & places.isin(filled)


def _aims(views: Views, measures: tuple[str, ...] = ("target",)) -> pd.DataFrame:
    """The targets of those measures; a yearly one without year is left out."""
    return views.targets[views.targets["measure"].isin(measures) & (views.targets["year"].notna() | (views.targets["measure"] != "target"))]


def _series(views: Views) -> pd.DataFrame:
    """The yearly targets that are numbers, by indicator and year."""
    return _aims(views).dropna(subset=["value"]).drop_duplicates(["indicator_id", "year"]).sort_values(["indicator_id", "year"])


def _percentages(aims: pd.DataFrame) -> pd.DataFrame:
    return aims[(aims["indicator_kind"] == "persentase") & aims["indicator_unit_standard"].isin(["", PERCENT])]


def _named(aims: pd.DataFrame, words: list[str]) -> pd.Series:
    return holds(aims["indicator_name"], rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _once(cells: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator: its first cell, with all their years as `years`."""
    years = cells.assign(years=cells["year"].map("{:.0f}".format)).groupby("indicator_id")["years"].agg(", ".join)
    return cells.drop_duplicates("indicator_id").join(years, on="indicator_id")


def _written(series: pd.DataFrame, wrong: pd.DataFrame) -> pd.Series:
    """The targets of the indicators as written, in the order of the years."""
    return series[series["indicator_id"].isin(wrong["indicator_id"])].groupby("indicator_id")["value_text"].agg(", ".join).rename("series")


def _is_scale(text: str) -> bool:
    return all(word.isdecimal() or word in SCALES for word in re.findall(r"\w+", text.lower()))


def _units() -> dict[str, str]:
    """What may be written for a unit, with its standard form."""
    listed = tomllib.loads((SCHEMAS / "units.toml").read_text(encoding="utf-8"))
    synonyms = {word.strip(" ."): unit["name"] for unit in listed["unit"] for word in (unit["name"], *unit.get("synonyms", ()))}
    return {**{name: name for name in listed["counts"]["names"]}, **synonyms}
