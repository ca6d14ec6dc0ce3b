"""Names in their standard spelling, beside the name as written."""

from __future__ import annotations

import re
from functools import cache

from pipeline.vocabulary import alternation, vocabulary


def standard(name: str | None) -> str | None:
    """The name with the known wrong forms put right, in the letters' case as written; the name itself where it has none."""
    return name and _wrong().sub(_right, name)


@cache
def _wrong() -> re.Pattern:
    return re.compile(rf"\b(?:{alternation(vocabulary('spelling')['pairs'])})\b", re.IGNORECASE)


def _right(wrong: re.Match) -> str:
    right = vocabulary("spelling")["pairs"][" ".join(wrong[0].lower().split())]
    return right.upper() if wrong[0].isupper() else right[0].upper() + right[1:] if wrong[0][0].isupper() else right


def spelled_out(name: str) -> str:
    """The name with its short words (`%`, `OPD`) written out, as names are compared."""
    return _short().sub(lambda short: vocabulary("spelling")["short"][short[0].lower()], name)


@cache
def _short() -> re.Pattern:
    return re.compile(rf"(?<![\w])(?:{alternation(vocabulary('spelling')['short'])})(?!\w)", re.IGNORECASE)
