"""What stands above the tables of a page: the title that names whose they are, and what all their rows are part of (`Sasaran 1 : …`)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline import whose
from pipeline.extractors.rulings import Table
from pipeline.vocabulary import vocabulary

# Parts of a line's height: farther apart, lines above a table do not belong to it, or are not one text.
LOOSE, CLOSE = 4.0, 1.2
# A line that a text runs over is so wide, as a part of the table.
FULL = 0.6


def told(filled: list[tuple[Table, list]], around: list) -> list[tuple[Table, list]]:
    """The tables of a page, from top to bottom, each with its title and captions, of the lines around them."""
    tops = [0.0, *(table.ys[-1] for table, _ in filled)]
    over = [[line for line in around if top <= line.y0 < table.ys[0]] for top, (table, _) in zip(tops, filled)]
    return [(replace(table, title=_title(lines), captions=_captions(lines, table)), cells) for lines, (table, cells) in zip(over, filled)]


def _title(lines: list) -> str:
    """The last line in capitals that names an organisation: a page holds running text too, and only titles are set so."""
    return next((line.text for line in reversed(lines) if line.text.isupper() and whose.organisation(line.text)), "")


def _captions(lines: list, table: Table) -> tuple[tuple, ...]:
    """The texts close above a table that the word of a level or indicator opens, each with its lines."""
    below, near = table.ys[0], []
    for line in reversed(lines):
        if below - line.y1 > LOOSE * (line.y1 - line.y0):
            break
        near.insert(0, line)
        below = line.y0
    texts: list[list] = []
    for before, line in zip([None, *near], near):
        if _label().match(line.text) or re.match(vocabulary("kinds")["label"], line.text, re.I):
            texts.append([line])
        elif texts and texts[-1][-1] is before and _goes_on(before, line, FULL * (table.xs[-1] - table.xs[0])):
            texts[-1].append(line)
    return tuple(map(tuple, texts))


def _goes_on(before, line, full: float) -> bool:
    """Whether a line is the rest of the text before it: that one is full, or this begins small."""
    return line.y0 - before.y1 < CLOSE * (line.y1 - line.y0) and (before.width > full or line.text[0].islower())


@cache
def _label() -> re.Pattern:
    """A level's word with a number behind it at most, closed by a colon."""
    words = sorted((word for level in vocabulary("levels")["level"] for word in level["words"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:\s+[\w.]{{1,6}}|\d{{1,2}})?\s*:\s*\S", re.I)
