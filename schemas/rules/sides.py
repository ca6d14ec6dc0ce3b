"""The two sides of a formula: what each counts, and whether they count the same."""

from __future__ import annotations

import re

import pandas as pd
from rapidfuzz import fuzz

from schemas.rules.texts import any_of, begins, each, holds, plain, read

WORDS = read("populations")
AKIN = 85
QUANTITY = re.compile(rf"^(?:{any_of(WORDS['quantities'])}\b\s*)+")
LIMIT = re.compile(rf"(?<=\w)\s+{any_of(WORDS['limiters'])}\b.*")


def heads(sides: pd.Series) -> pd.Series:
    """The words that name the population of each side, without how it is counted and which part of it is meant."""
    bare = plain(each(sides, lambda side: re.sub(r"\([^)]*\)", " ", side)))
    return each(bare, lambda side: LIMIT.sub("", QUANTITY.sub("", side)))


def shared(numerators: pd.Series, denominators: pd.Series) -> pd.Series:
    """Whether the populations of numerator and denominator have a word in common, misspelt or not."""
    words = [_akin(over.split(), under.split()) for over, under in zip(heads(numerators), heads(denominators))]
    return pd.Series(words, index=numerators.index, dtype=bool)


def paired(numerators: pd.Series, denominators: pd.Series, pairs: list[dict] = WORDS["pair"]) -> pd.Series:
    """Whether the populations are a pair that rightly stands so."""
    found = pd.Series(False, index=numerators.index)
    over, under = heads(numerators), heads(denominators)
    for pair in pairs:
        found |= holds(over, rf"\b{any_of(pair['over'])}\b") & holds(under, rf"\b{any_of(pair['under'])}\b")
    return found


def unit_classes(sides: pd.Series) -> pd.Series:
    """What each side counts (orang, luas …), "" where its first words do not tell."""
    text, found = plain(sides), pd.Series("", index=sides.index, dtype=object)
    quantity = rf"(?:(?:{any_of(WORDS['quantities'])})\s+)*?"
    for unit in WORDS["unit_class"]:
        found = found.mask((found == "") & begins(text, rf"{quantity}{any_of(unit['words'])}\b"), unit["name"])
    return found


def mentions(sides: pd.Series, words: list[str]) -> pd.Series:
    """Whether each side has one of the words."""
    return holds(each(sides, str.casefold), rf"\b{any_of(words)}\b")


def _akin(over: list[str], under: list[str]) -> bool:
    return not set(over).isdisjoint(under) or any(fuzz.ratio(one, other) >= AKIN for one in over for other in under)
