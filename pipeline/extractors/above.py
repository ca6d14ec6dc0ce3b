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
    told = []
    for lines, (table, cells) in zip(over, filled):
        near = _near(lines, table)
        captions = _captions(near, table)
        told.append((replace(table, title=_title(lines, near, captions), captions=captions), cells))
    return told


def _near(lines: list, table: Table) -> list:
    """The lines close above a table."""
    below, near = table.ys[0], []
    for line in reversed(lines):
        if below - line.y1 > LOOSE * (line.y1 - line.y0):
            break
        near.insert(0, line)
        below = line.y0
    return near


def _title(lines: list, near: list, captions: tuple[tuple, ...]) -> str:
    """The last line that names an organisation: in capitals, or near and as titles are set, for a page holds running text too."""
    own = [line for line in lines if not any(line is other for text in captions for other in text)]
    titles = (line.text for line in reversed(own) if line.text.isupper() or any(line is other for other in near) and whose.set_as_title(line.text))
    return next((text for text in titles if whose.organisation(text)), "")


def _captions(near: list, table: Table) -> tuple[tuple, ...]:
    """The texts of lines above a table that the word of a level or indicator opens, each with its lines."""
    texts: list[list] = []
    for before, line in zip([None, *near], near):
        # Running text breaks before such a word too, where it begins small.
        if line.text[0].isupper() and _label().match(line.text) or re.match(vocabulary("kinds")["label"], line.text, re.I):
            texts.append([line])
        elif texts and texts[-1][-1] is before and _goes_on(before, line, FULL * (table.xs[-1] - table.xs[0])):
            texts[-1].append(line)
    return tuple(tuple(text) for text in texts if not _explains(text))


def _explains(text: list) -> bool:
    """Whether a text says what the word in front means, as a sentence (`Sasaran : hasil yang …`)."""
    label = _label().match(text[0].text)
    return bool(label) and text[-1].text.endswith(".") and text[0].text[label.end() - 1].islower()


def _goes_on(before, line, full: float) -> bool:
    """Whether a line is the rest of the text before it: that one is full, or this begins small."""
    return line.y0 - before.y1 < CLOSE * (line.y1 - line.y0) and (before.width > full or line.text[0].islower())


@cache
def _label() -> re.Pattern:
    """A level's word with a number behind it at most, closed by a colon, or with one that is closed."""
    words = sorted((word for level in vocabulary("levels")["level"] for word in level["words"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:(?:\s+[\w.]{{1,6}}|\d{{1,2}})?\s*:|\s+\d{{1,2}}(?:\.\d{{1,2}})*\s?(?:[.)]|[-–])\s)\s*\S", re.I)
