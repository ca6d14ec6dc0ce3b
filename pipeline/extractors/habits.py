"""How the texts of a column begin and end as a rule: what that says of the texts on both sides of a page break."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.extractors.wording import CODE, FRONT, VALUE, completes, leads, measures, text_of, two_sums

LABEL = re.compile(r"\w+(?: \d+)? ?:\s*(?=[A-Z])")
# Of the names of a table those of goals bear no code.
CODED = 0.75
# A number in front of a text, of one part or of several.
COUNTED = re.compile(r"\(?(?:\d{1,2}\.)*(?:\d{1,2}|[a-z])[.)]\s", re.I)


def odd_start(part, room, fresh, a, b) -> bool:
    """Whether the text below begins with a word with which no cell of its column begins, though most of them begin alike, the line above is full and nothing
    stands beside it."""
    start = text_of(b).split()[0].lower()
    lone = sum(bool(c["lines"]) and c["row"] == b["row"] for c in fresh) == 1
    if not lone or not start.isalpha() or a["lines"][-1].width + first_word(b["lines"][0]) < room(a):
        return False
    firsts = _firsts(part, fresh, b)
    return firsts.total() > 9 and sum(count for count in firsts.values() if count > 2) >= 0.8 * firsts.total() and not firsts[start]


def usual_start(part, fresh, a, b) -> bool:
    """Whether both texts begin with the word with which nearly all cells of their column begin."""
    first, start = (text_of(cell).split()[0].lower() for cell in (a, b))
    if first != start or not start.isalpha():
        return False
    firsts = _firsts(part, fresh, b)
    return firsts.total() > 9 and firsts[start] >= 0.8 * firsts.total()


def usual_end(part, fresh, a, b) -> bool:
    """Whether both texts end with a bracket as nearly all of their column do: their unit ends them."""
    if not all(text_of(cell).endswith(")") for cell in (a, b)):
        return False
    ends = [text_of(c).endswith(")") for c in _others(part, fresh, b)]
    return len(ends) > 9 and sum(ends) >= 0.8 * len(ends)


def lacks_code(part, fresh, pairs, a, b) -> bool:
    """Whether the next text on the left gives but one of both texts a code, as such cells do most names of the table, and the one below begins as no goal does."""
    left = [pair for pair in pairs if pair[0]["row"] == a["row"] and pair[0]["column_end"] <= a["column"] and any(cell["lines"] for cell in pair)]
    nearest = max((pair[0]["column_end"] for pair in left), default=0)
    beside = [text_of(cell) for pair in left if pair[0]["column_end"] == nearest for cell in pair if cell["lines"]]
    # A sum below the table has money and no code; below a merged name codes of its children may stand.
    sums = any(two_sums(*pair) for pair in pairs if all(cell["lines"] for cell in pair)) and not any(CODE.match(text_of(low)) for _, low in pairs)
    if sums or len(beside) != 1 or not CODE.match(beside[0]) or _heads_again(part, b) or leads(LABEL.sub("", text_of(b))):
        return False
    cells = [c for c in (*part.recent, *fresh) if c["lines"] and c["row"] > 0 and not c["bold"] and c is not a and c is not b]
    # Between codes and names columns of goals may stand.
    coded = {(c["row"], c["column_end"] + a["column"] - nearest) for c in cells if CODE.match(text_of(c))}
    columns = {column for _, column in coded}
    others = [(c["row"], c["column"]) in coded for c in cells if c["column"] in columns and any(map(str.isalpha, text_of(c)))]
    return sum(others) > 3 and sum(others) >= CODED * len(others)


def lacks_front(part, fresh, a, b) -> bool:
    """Whether a number stands in front of the text above, as in front of nearly all others of its column, and none in front of the one below."""
    if not COUNTED.match(text_of(a)) or COUNTED.match(text_of(b)) or _heads_again(part, b):
        return False
    others = [bool(COUNTED.match(text_of(c))) for c in _others(part, fresh, b)]
    # One of them may be the heading.
    return sum(others) > 3 and len(others) - sum(others) <= max(1, 0.1 * len(others))


def measures_anew(part, fresh, a, b) -> bool:
    """Whether both texts begin with the word of a measure, as most of their column do and no line within one does: two indicators."""
    if not (measures(text_of(a)) and measures(text_of(b))):
        return False
    others = _others(part, fresh, b)
    within = [line.text for c in (*others, b) for line in c["lines"][1:]]
    return sum(measures(text_of(c)) for c in others) > max(1, 0.5 * len(others)) and not any(map(measures, within))


def two_indicators(both, numbered) -> set[int]:
    """The rows above in which several values end, where the row below names a goal, begins another text with a capital and has values of the same columns; those `numbered` hold none."""
    goals = {a["row"] for a, b in both if leads(LABEL.sub("", text_of(b)))}
    whole = lambda a, b: all(VALUE.fullmatch(text_of(cell)) for cell in (a, b)) and text_of(a)[-1] not in ".," and not completes(a, b)
    values = Counter(a["row"] for a, b in both if a["column"] not in numbered and whole(a, b))
    # Indicators begin with many words, but with a capital; the rest of one seldom does.
    begun = {a["row"] for a, b in both if a["column"] not in numbered and text_of(b)[0].isupper() and not leads(text_of(b))}
    return {row for row in goals & begun if values[row] > 1}


def values_apart(pairs) -> set[int]:
    """The rows above with several values, all beside blanks of the row below, which has several others: the values of one row stand on one page."""
    low = [(a, b) for a, b in pairs if a["row_end"] - a["row"] == 1]
    valued = [(a["row"], *(bool(VALUE.fullmatch(text_of(cell))) - (not cell["lines"]) for cell in pair)) for pair in low for a in pair[:1]]
    over, under = (Counter(row for row, *sides in valued if sides == one) for one in ([1, -1], [-1, 1]))
    return {row for row in over if over[row] > 1 < under[row]} - {row for row, *sides in valued if 1 in sides and -1 not in sides}


def _heads_again(part, b) -> bool:
    """Whether a text below says what the heading says of its column: a further table's heading."""
    return any(column <= b["column"] < end and text == text_of(b) for row in part.head for column, end, text in row)


def _firsts(part, fresh, b) -> Counter:
    """How often the other cells of a cell's column begin with each word."""
    return Counter(text_of(c).split()[0].lower() for c in _others(part, fresh, b))


def lists_within(part, fresh, b) -> bool:
    """Whether lists of a cell's column begin with their first number or letter in every cell, so that a further one begins no cell."""
    first = [front[1] for c in _others(part, fresh, b) if (front := FRONT.match(text_of(c)))]
    return len(first) > 1 and set(first) in ({"1"}, {"a"})


def counts_cells(part, fresh, b) -> bool:
    """Whether other cells of a cell's column begin with a further number or letter: there each stands for a cell of its own, and parts no list in one."""
    return any((front := FRONT.match(text_of(c))) and front[1] not in ("1", "a") for c in _others(part, fresh, b))


def _others(part, fresh, b) -> list[dict]:
    """The other cells with text of a cell's column, headings printed again aside."""
    headings = {text for row in part.head[:1] for *_, text in row}
    return [c for c in (*part.recent, *fresh) if c["column"] == b["column"] and c["lines"] and c is not b and c["row"] > 0 and text_of(c) not in headings]


def first_word(line) -> float:
    """The width that a line's first word takes, with the blank before it."""
    return line.width / max(1, len(line.text)) * (len(line.text.split(None, 1)[0]) + 0.7)
