"""How the texts of a column begin and end as a rule: what that says of the texts on both sides of a page break."""

from __future__ import annotations

from collections import Counter

from pipeline.extractors.wording import FRONT, measures, text_of


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
    firsts = _firsts(part, fresh, b)
    return first == start and start.isalpha() and firsts.total() > 9 and firsts[start] >= 0.8 * firsts.total()


def usual_end(part, fresh, a, b) -> bool:
    """Whether both texts end with a bracket as nearly all of their column do: their unit ends them."""
    ends = [text_of(c).endswith(")") for c in _others(part, fresh, b)]
    return text_of(a).endswith(")") and text_of(b).endswith(")") and len(ends) > 9 and sum(ends) >= 0.8 * len(ends)


def measures_anew(part, fresh, a, b) -> bool:
    """Whether both texts begin with the word of a measure, as most of their column do and no line within one does: two indicators."""
    if not (measures(text_of(a)) and measures(text_of(b))):
        return False
    others = _others(part, fresh, b)
    within = [line.text for c in (*others, b) for line in c["lines"][1:]]
    return sum(measures(text_of(c)) for c in others) > max(1, 0.5 * len(others)) and not any(map(measures, within))


def _firsts(part, fresh, b) -> Counter:
    """How often the other cells of a cell's column begin with each word."""
    return Counter(text_of(c).split()[0].lower() for c in _others(part, fresh, b))


def lists_within(part, fresh, b) -> bool:
    """Whether lists of a cell's column begin with their first number or letter in every cell, so that a further one begins no cell."""
    first = [front[1] for c in _others(part, fresh, b) if (front := FRONT.match(text_of(c)))]
    return len(first) > 1 and set(first) in ({"1"}, {"a"})


def _others(part, fresh, b) -> list[dict]:
    """The other cells with text of a cell's column, headings printed again aside."""
    headings = {text for row in part.head[:1] for *_, text in row}
    return [c for c in (*part.recent, *fresh) if c["column"] == b["column"] and c["lines"] and c is not b and c["row"] > 0 and text_of(c) not in headings]


def first_word(line) -> float:
    """The width that a line's first word takes, with the blank before it."""
    return line.width / max(1, len(line.text)) * (len(line.text.split()[0]) + 0.7)
