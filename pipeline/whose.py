"""Whose a table is: the organisation that a line over it names. The words are data."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from pipeline.vocabulary import vocabulary

# So much alike, of 100, two writings name one organisation.
ALIKE = 85
# Characters: what is longer is no title, and to look for names in it would cost with the square of its length.
LONG = 400


def organisation(title: str) -> str | None:
    """The organisation that a line over a table names."""
    named = re.match(vocabulary("titles")["whose"], title, re.I) if len(title) <= LONG else None
    return named[1].strip() if named and _is_title(title[named.start(1) :]) else None


def _is_title(words: str) -> bool:
    """Whether words are set as in a title: running text names organisations too, in sentences."""
    return words.isupper() or not words.endswith(".") and all(word in vocabulary("titles")["small"] or not word[0].islower() for word in words.split())


def alike(one: str, other: str) -> bool:
    """Whether two names may be those of one organisation: one of them may say more."""
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= ALIKE
