"""Texts as rules compare them, and patterns of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

SCHEMAS = Path(__file__).parent.parent
SIGNS = re.compile(r"\W+")


def read(name: str) -> dict:
    """The words of `schemas/<name>.toml`."""
    return tomllib.loads((SCHEMAS / f"{name}.toml").read_text(encoding="utf-8"))


def each(texts: pd.Series, answer: Callable[[str], Any], kind: type = object) -> pd.Series:
    """What is answered of each text, as a series of a kind; equal texts, of which tables are full, are asked once."""
    places, different = pd.factorize(texts, use_na_sentinel=False)
    return pd.Series(np.array([answer(text) for text in different], dtype=kind)[places], index=texts.index, dtype=kind)


def begins(texts: pd.Series, pattern: str) -> pd.Series:
    """Whether each text begins with a pattern."""
    return _found(texts, re.compile(pattern).match)


def holds(texts: pd.Series, pattern: str, flags: int = 0) -> pd.Series:
    """Whether each text holds a pattern."""
    return _found(texts, re.compile(pattern, flags).search)


def fits(texts: pd.Series, pattern: str) -> pd.Series:
    """Whether each text is a pattern from end to end."""
    return _found(texts, re.compile(pattern).fullmatch)


def _found(texts: pd.Series, find: Callable[[str], re.Match | None]) -> pd.Series:
    return each(texts, lambda text: find(text) is not None, bool)


def plain(texts: pd.Series) -> pd.Series:
    """The texts in small letters, their words parted by one blank, nothing else."""
    return each(texts, lambda text: SIGNS.sub(" ", text.casefold()).strip())


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    # The first alternative that fits is taken, even where a longer one would fit as well.
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def columns(sources: pd.Series) -> pd.Series:
    """The column of the document that each place lies in: the sheet and letter, or the heading."""
    return each(sources, lambda source: re.sub(r"^hal\. \d+, baris \d+, |(?<=[A-Z])\d+$", "", source))
