"""Whose a table is: the organisation that a line over it names. The words are data."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from pipeline.vocabulary import vocabulary

# So much alike, of 100, two writings name one organisation.
ALIKE = 85


def organisation(title: str) -> str | None:
    """The organisation that a line over a table names."""
    named = re.match(vocabulary("titles")["whose"], title, re.I)
    return named[1].strip() if named else None


def alike(one: str, other: str) -> bool:
    """Whether two names may be those of one organisation: one of them may say more."""
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= ALIKE
