"""What stands above the tables of a page: the title that names whose they are, and what all their rows are part of (`Sasaran 1 : …`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipeline import organisation_names
from pipeline.extractors.rulings import Table
from pipeline.extractors.text import join_lines
from pipeline.vocabulary import alternation, vocabulary

# Parts of a line's height: farther apart, goals or other lines above a table do not belong to it, or lines are not one text.
FAR, LOOSE, CLOSE = 12.0, 4.0, 1.2
# A line that a text runs over is so wide, as a part of the table.
FULL = 0.6


def told(pages: Iterable[tuple[list[tuple[Table, list]], list]]) -> Iterator[tuple[Table, list]]:
    """The tables of all pages, from top to bottom, each with its title and captions, of the lines around them on its page or at the foot of the one before."""
    foot, before = [], set()
    for filled, around in pages:
        tops = [0.0, *(table.ys[-1] for table, _ in filled)]
        for top, (table, cells) in zip(tops, filled):
            lines = [line for line in around if top <= (line.y0 + line.y1) / 2 < table.ys[0]]
            near = _near(lines, table)
            captions = _captions(near, table)
            # Below a page's head that the page before has too nothing parts the table from what stands at the foot there.
            if foot and not top and not captions and all(_uncounted(line.text) in before for line in lines):
                lines, near, captions = [*lines, *foot], foot, _captions(foot, table)
            yield replace(table, title=_title(lines, near, captions), captions=captions), cells
        foot = _foot([line for line in around if line.y0 + line.y1 > 2 * tops[-1]], before)
        before = {_uncounted(line.text) for line in around}


def _foot(lines: list, before: set[str]) -> list:
    """The last lines of a page that stand close together, without those that close each page."""
    lines = [line for line in lines if _uncounted(line.text) and _uncounted(line.text) not in before]
    while len(lines) > 1 and lines[-1].y0 - lines[-2].y1 > LOOSE * (lines[-1].y1 - lines[-1].y0):
        lines.pop()
    apart = [k for k, (one, next_) in enumerate(zip(lines, lines[1:]), 1) if next_.y0 - one.y1 > LOOSE * (next_.y1 - next_.y0)]
    return lines[max(apart, default=0) :]


def _uncounted(text: str) -> str:
    """A line as it stands on each page: without the page's number."""
    return re.sub(r"[\W\d]+|\bhal(?:aman)?\b", " ", text.casefold()).strip()


def _near(lines: list, table: Table) -> list:
    """The lines close above a table; goals with nothing but blank rows below them stand farther off."""
    below, near = table.ys[0], []
    for line in reversed(lines):
        goals = all(_label().match(other.text) for other in (line, *near[:1]))
        if below - line.y1 > (FAR if goals else LOOSE) * (line.y1 - line.y0):
            break
        near.insert(0, line)
        below = line.y0
    return near


def _title(lines: list, near: list, captions: tuple[tuple, ...]) -> str:
    """The last line that names an organisation: in capitals, or near and as titles are set, for a page holds running text too."""
    own = [line for line in lines if not any(line is other for text in captions for other in text)]
    titles = (line.text for line in reversed(own) if line.text.isupper() or any(line is other for other in near) and organisation_names.set_as_title(line.text))
    return next((text for text in titles if organisation_names.organisation(text)), "")


def _captions(near: list, table: Table) -> tuple[tuple, ...]:
    """The texts of lines above a table that the word of a level or indicator opens, each with its lines."""
    texts: list[list] = []
    full = FULL * (table.xs[-1] - table.xs[0])
    for before, line in zip([None, *near], near):
        # Running text breaks before such a word too, where it begins small.
        if line.text[0].isupper() and _label().match(line.text) or re.match(vocabulary("kinds")["label"], line.text, re.I):
            texts.append([line])
        elif texts and texts[-1][-1] is before and (before.text.endswith(":") or _goes_on(before, line, full)):
            texts[-1].append(line)
    return tuple(tuple(text) for text in texts if not _explains(text))


def _explains(text: list) -> bool:
    """Whether a text says what the word in front means, as a sentence (`Sasaran : hasil yang …`), or in several."""
    label = _label().match(text[0].text)
    said = join_lines([text[0].text[label.end() - 1 :], *(line.text for line in text[1:])]) if label else ""
    return said.endswith((".", ";")) and (said[0].islower() or ". " in said)


def _goes_on(before, line, full: float) -> bool:
    """Whether a line is the rest of the text before it: that one is full, or this begins small."""
    return line.y0 - before.y1 < CLOSE * (line.y1 - line.y0) and (before.width > full or line.text[0].islower())


@cache
def _label() -> re.Pattern:
    """A level's word with a number or some words behind it at most, closed by a colon, or with a number; what such a label says is for the readers of
    captions to know."""
    closed = r"(?:(?:\s+\w+){1,3}|\s+[\w.]{1,6}|\d{1,2})?\s*:|(?:\s+[\w.]{1,6})?\s*="
    counted = r"\s+\d{1,2}(?:\.\d{1,2})*\s?(?:[.)]|[-–])\s|\s+\d{1,2}(?=\s+(?-i:[A-Z])\w\w)"
    words = alternation(word for level in vocabulary("levels")["level"] for word in level["words"])
    return re.compile(rf"(?:{words})(?:{closed}|{counted})\s*(?:\S|$)", re.I)
