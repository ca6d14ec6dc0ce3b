"""What tells a row amid a table, whose texts hold words of headings too, from a further heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.grid import Cell
from pipeline.transform import years
from pipeline.transform.heading_words import known, plain
from pipeline.vocabulary import vocabulary

# `44 lokasi` and `Rp. 684.000.000` count, `1. Lokasi` and `Rp. 000` head.
AMOUNT = re.compile(r"(?!20\d\d\b)\d+(?:[.,]\d+)*\s?[^\W\d]|rp\.?\s?[1-9]", re.I)


def is_worded(texts: list[Cell], hits: int) -> bool:
    """Whether most of a row but for its years are words of headings: numbers that could be years are values of a table, and so are amounts whose unit is such a
    word too."""
    dates = sum(years.alone(plain(c.text)) or bool(AMOUNT.match(c.text)) for c in texts)
    return 0 < len(texts) - dates <= 2 * (hits - dates)


def measures(texts: Iterable[Cell], columns: frozenset[int]) -> bool:
    """Whether a row names an indicator where the heading above has some columns of them: indicators and formulas speak of ratios, money and targets too."""
    return any(_is_indicator(cell.text) for cell in texts if cell.column in columns)


def _is_indicator(text: str) -> bool:
    """Whether a text begins with the word of a measure and goes on in small letters, and not with words of a heading alone (`Jumlah anggaran`)."""
    first, *rest = text.split() or [""]
    return plain(first) in vocabulary("words")["measures"] and any(word[0].islower() for word in rest) and not (len(rest) == 1 and known(rest[0]))
