"""Names in their standard spelling, beside the name as written."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.vocabulary import alternation, vocabulary

# Two words that are alike by so much, or differ in a letter or, if long, two, are one, misspelt.
SPELT, LONG = 75, 6
# So many words that two names share leave room for one that is put anew.
MANY = 5


def standard(name: str | None) -> str | None:
    """The name with the known wrong forms put right, in the letters' case as written; the name itself where it has none."""
    # A look that need not mind the letters' case is quick, and most names have no wrong form.
    return _wrong(re.IGNORECASE).sub(_right, name) if name and _wrong().search(name.lower()) else name


@cache
def _wrong(flags: int = 0) -> re.Pattern:
    return re.compile(rf"\b(?:{alternation(vocabulary('spelling')['pairs'])})\b", flags)


def _right(wrong: re.Match) -> str:
    # To a pattern `İ` is an `i`, in our list it is none: such a word stays as it is.
    right = vocabulary("spelling")["pairs"].get(" ".join(wrong[0].lower().split()), wrong[0])
    return right.upper() if wrong[0].isupper() else right[0].upper() + right[1:] if wrong[0][0].isupper() else right


def spelled_out(name: str) -> str:
    """The name with its short words (`%`, `OPD`) written out, as names are compared."""
    return _short().sub(lambda short: vocabulary("spelling")["short"][short[0].lower()], name)


@cache
def _short() -> re.Pattern:
    return re.compile(rf"(?<![\w])(?:{alternation(vocabulary('spelling')['short'])})(?!\w)", re.IGNORECASE)


def same_words(one: str, other: str) -> bool:
    """Whether hardly a word of two names says something else: one leaves words out, or those of its own are the other's, spelt otherwise; one of many may be put anew."""
    small = vocabulary("words")["unfinished"]
    first, second = (Counter(word for word in re.findall(r"\w+", spelled_out(standard(name)).casefold()) if word not in small) for name in (one, other))
    fewer, more = sorted((list((first - second).elements()), list((second - first).elements())), key=len)
    strange = sum(not any(_one_word(word, of) for of in more) for word in fewer)
    return strange * MANY <= (first & second).total()


def _one_word(word: str, other: str) -> bool:
    few = 1 if max(len(word), len(other)) < LONG else 2
    return not (word.isdigit() and other.isdigit()) and (fuzz.ratio(word, other) >= SPELT or Levenshtein.distance(word, other) <= few or word in other or other in word)
