"""Texts as rules compare them, and patterns of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

SCHEMAS = Path(__file__).parent.parent


def read(name: str) -> dict:
    """The words of `schemas/<name>.toml`."""
    return tomllib.loads((SCHEMAS / f"{name}.toml").read_text(encoding="utf-8"))


def plain(texts: pd.Series) -> pd.Series:
    """The texts in small letters, their words parted by one blank, nothing else."""
    return texts.str.casefold().str.replace(r"\W+", " ", regex=True).str.strip()


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    # The first alternative that fits is taken, even where a longer one would fit as well.
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def columns(sources: pd.Series) -> pd.Series:
    """The column of the document that each place lies in: the sheet and letter, or the heading."""
    return sources.str.replace(r"^hal\. \d+, baris \d+, |(?<=[A-Z])\d+$", "", regex=True)
