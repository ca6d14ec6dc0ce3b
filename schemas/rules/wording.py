"""The words of names and formulas, retired ones too. Nothing is corrected: each wrong form is told once per document."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from schemas.rules.views import Views

SCHEMAS = Path(__file__).parent.parent
WORDS = tomllib.loads((SCHEMAS / "spelling.toml").read_text(encoding="utf-8"))


def ejaan_salah(views: Views) -> pd.DataFrame:
    """Words are spelt as the dictionary has them."""
    return _told(_texts(views, ("result", "status_note"), ("definition", "data_source", "formula")), WORDS["pairs"])


def istilah_usang(views: Views) -> pd.DataFrame:
    """Terms are those in use, not those that they replaced; what has a code is named by the national list, not by the office."""
    return _told(_texts(views, nodes=views.every_node[views.every_node["code"] == ""]), WORDS["replaced"])


def kata_menempel(views: Views) -> pd.DataFrame:
    """Two words have a blank between them."""
    texts = _texts(views, of_indicators=("formula",))
    words = set(re.findall(r"[^\W\d_]{6,}", " ".join(texts["text"].unique()).lower()))
    return _told(texts, {word: parts for word in sorted(words) if (parts := _parted(word))})


def _texts(views: Views, of_nodes: tuple = (), of_indicators: tuple = (), nodes: pd.DataFrame | None = None) -> pd.DataFrame:
    """The names of nodes (else of all), then those of indicators, and more texts of both, in reading order as `text`."""
    nodes = (views.every_node if nodes is None else nodes).assign(indicator_id=None)
    places = views.every_node.drop_duplicates("node_id").set_index("node_id")["position"]
    indicators = views.every_indicator.assign(position=views.every_indicator["node_id"].map(places))
    columns = ["document_id", "node_id", "indicator_id", "source", "position"]
    texts = [frame[[*columns, name]].set_axis([*columns, "text"], axis=1).assign(beside=name != "name") for frame, more in ((nodes, of_nodes), (indicators, of_indicators)) for name in ("name", *more)]
    return pd.concat([frame.astype(object) for frame in texts]).sort_values(["document_id", "position"], kind="stable")


def _told(texts: pd.DataFrame, forms: dict[str, str]) -> pd.DataFrame:
    """One row per document and form that its texts hold: the first place, the form as written there, how often, and what it should be."""
    if not forms:
        return texts[:0]
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + r")\b", re.IGNORECASE)
    # Few texts have a word that any form begins with, and most repeat: only those are searched.
    leads = {re.match(r"\w+", form)[0].lower() for form in forms}
    holding = texts[texts["text"].isin([text for text in texts["text"].unique() if not leads.isdisjoint(re.findall(r"\w+", text.lower()))])]
    found = holding.assign(written=pd.Series([pattern.findall(text) for text in holding["text"]], index=holding.index, dtype=object)).explode("written").dropna(subset=["written"])
    found = found.assign(form=found["written"].str.lower())
    found = found.assign(count=found.groupby(["document_id", "form"])["form"].transform("size"), right=found["form"].map(forms))
    # Only names stand at the addresses that are given.
    return found.sort_values("beside", kind="stable").drop_duplicates(["document_id", "form"])


@cache
def _parted(word: str) -> str | None:
    """A word that none knows as the two known words that it is made of; None where it is not."""
    known, short = _lexicon(), set(WORDS["glued"]["short"])
    if word in known:
        return None
    parts = ((word[:k], word[k:]) for k in range(3, len(word) - 2))
    return next((f"{left} {right}" for left, right in parts if {left, right} <= known | short and not {left, right} <= short), None)


@cache
def _lexicon() -> frozenset[str]:
    """The words that are known, long enough to be told in a longer one."""
    glued = WORDS["glued"]
    lists = " ".join((SCHEMAS / f"{name}.toml").read_text(encoding="utf-8") for name in glued["lists"])
    words = [*re.findall(r"[a-z]+", " ".join(re.findall(r'"([^"\\]*)"', lists)).lower()), *glued["words"].split(), *glued["whole"].split()]
    return frozenset(word for word in words if len(word) >= glued["letters"])
