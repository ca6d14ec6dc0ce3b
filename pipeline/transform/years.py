"""The years that headings name: of one column, of a span of years, or counted from the first year of the plan."""

from __future__ import annotations

import re

from pipeline.vocabulary import alternation, vocabulary

# A narrow column breaks a year (`20 28`).
_FOUR = r"2\s?0\s?\d\s?\d"
# A year may stand in a cell whose format parts thousands (`2.025`).
YEAR = re.compile(rf"(?<!\d)({_FOUR}(?!\d)|(?<![.,])2\.0\d\d(?![\d.,]))")
# A year, with or without its count from the plan's first (`2026 (n+1)`).
COUNTED = re.compile(rf"(?:tahun )?(?:n(?: ?-? ?\d)? )?{_FOUR}(?: n(?: ?-? ?\d)?)?")
SPAN = re.compile(rf"(?<!\d){_FOUR}(?:\s*(?:[-–—/,&]|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|dan|serta)\s*{_FOUR}(?!\d))+", re.I)
ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi")
RELATIVE = re.compile(rf"tahun(?:\s*ke)?[\s/-]*([1-9]|{'|'.join(ROMAN[:0:-1])})(?!\w)")


def of_heading(texts: list[str], plan: tuple[int, ...]) -> int | None:
    """The year of a column whose heading has these rows: the lowest row that names one decides; `plan` holds the year from which others are counted."""
    # The span of the plan in a heading says nothing of the column's own year.
    named = next((int(re.sub(r"[.\s]", "", m[1])) for text in reversed(texts) if (m := YEAR.search(SPAN.sub(" ", text)))), None)
    match = RELATIVE.search(" / ".join(texts).lower())
    if named or not match or not plan:
        return named
    return plan[0] + (int(match[1]) if match[1].isdigit() else ROMAN.index(match[1])) - 1


def spans(heading: str) -> bool:
    """Whether a heading names several years as one span (`2021-2026`)."""
    return bool(SPAN.search(heading))


def alone(words: str) -> bool:
    """Whether words in lower case are nothing but a year, also one that is counted."""
    return bool(COUNTED.fullmatch(words) or RELATIVE.fullmatch(YEAR.sub("", words).strip()))


def names_values(texts: list[str]) -> bool:
    """Whether the row of a heading that names the year says nothing else, so that values of that year stand below it."""
    lowest = next((text.lower() for text in reversed(texts) if YEAR.search(text) or RELATIVE.search(text.lower())), "")
    rest = re.sub(rf"\b(?:{alternation(vocabulary('headings')['year_fillers'])})\b", " ", YEAR.sub(" ", RELATIVE.sub(" ", lowest)))
    return not re.search(r"[^\W\d_]", rest)
