"""Rows that only number the columns of a table."""

from __future__ import annotations

import re

from pipeline.grid import Cell

# Excel takes a typed `(1)` for minus one.
COUNT = re.compile(r"(?:kol(?:om)?\.?)?[(-]?-?\d{1,2}[).-]?(\s*=\s*[\d\s+x/*-]+)?", re.I)
LETTERS = ("abcdefghijklmnopqrstuvwxyz", "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())


def counts_columns(cells: list[Cell], below_head: bool = True) -> bool:
    """Whether a row only numbers the columns (`1 2 3`, `(01)`, `-1 -2`, `13 = 9 + 10`, `a b c`); far from the heading its numbers must climb from the first column on."""
    texts = [c.text.replace(" ", "") for c in cells if c.text]
    if len(texts) >= max(3, 0.6 * len(cells)) and cells[0].column == 0 and cells[0].text and any([text.strip("().").lower() for text in texts] == list(signs[: len(texts)]) for signs in LETTERS):
        return True
    if len(texts) < 3 or len(set(texts)) < 2 or not all(COUNT.fullmatch(t) for t in texts):
        return False
    numbers = [int(re.search(r"\d+", t).group()) for t in texts]
    climbs = sum(b == a + 1 for a, b in zip(numbers, numbers[1:])) >= 0.8 * (len(numbers) - 1)
    return len(texts) >= 0.4 * len(cells) if below_head else climbs and cells[0].text != "" and len(texts) >= 0.6 * len(cells)
