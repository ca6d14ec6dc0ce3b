"""Text in boxes: how wide it is, how it is broken into lines. The fonts are those that every PDF reader has, of the widths that Arial has too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth


class Font(NamedTuple):
    """A face and its size, in points."""

    name: str
    size: float


# Nothing below 7 points, which a print on A3 still shows clearly.
FONTS = {"label": Font("Helvetica-Bold", 7), "name": Font("Helvetica-Bold", 8), "text": Font("Helvetica", 7.5), "item": Font("Helvetica", 7.5),
         "title": Font("Helvetica-Bold", 15), "subtitle": Font("Helvetica", 9)}
LEADING = 1.25
BULLET = "• "


class Line(NamedTuple):
    """One line of text of a style; `begins` where it is the first of its text."""

    text: str
    style: str
    begins: bool = True


def lines(texts: list[tuple[str, str]], room: float) -> list[Line]:
    """The texts, each with its style, broken into lines no wider than the room, in points."""
    return [Line(BULLET + line if style == "item" and place == 0 else line, style, place == 0)
            for style, text in texts for place, line in enumerate(_broken(text, style, room - _shift(style)))]


def shift(line: Line) -> float:
    """How far a line is indented, in points: an item goes on behind its bullet."""
    return 0 if line.begins else _shift(line.style)


def unbroken(broken: list[Line]) -> list[tuple[str, str]]:
    """The texts that were broken into the lines, each with its style; what goes on from a line before them is no item."""
    texts: list[tuple[str, str]] = []
    for line in broken:
        if line.begins:
            texts.append((line.style, line.text.removeprefix(BULLET) if line.style == "item" else line.text))
        elif texts:
            texts[-1] = (texts[-1][0], f"{texts[-1][1]} {line.text}")
        else:
            texts.append((line.style.replace("item", "text"), line.text))
    return texts


def parted(whole: list[Line], most: int) -> list[list[Line]]:
    """The lines in parts of at most so many, parted where a text begins if one begins in the later half."""
    parts = []
    while len(whole) > most:
        end = max((k for k in range(most // 2, most + 1) if whole[k].begins), default=most)
        parts.append(whole[:end])
        whole = whole[end:]
    return [*parts, whole]


def shortened(text: str, style: str, room: float) -> str:
    """The text, cut at its end where it is wider than the room."""
    if width(text, style) <= room:
        return text
    kept = next(_cut(text, style, room - width("…", style)))
    return kept.rstrip() + "…"


def width(text: str, style: str) -> float:
    """How wide a line of text is, in points."""
    return stringWidth(text, *FONTS[style])


def height(line: Line) -> float:
    """How high a line is with the space to the next, in points."""
    return FONTS[line.style].size * LEADING


def _shift(style: str) -> float:
    return width(BULLET, style) if style == "item" else 0


# Plans say the same words again and again: each is measured once.
_word_width = lru_cache(maxsize=100_000)(width)


def _broken(text: str, style: str, room: float) -> Iterator[str]:
    line, used, space = "", 0.0, _word_width(" ", style)
    for word in _words(text, style, room):
        wide = _word_width(word, style)
        if line and used + space + wide > room:
            yield line
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    if line:
        yield line


def _words(text: str, style: str, room: float) -> Iterator[str]:
    for word in text.split():
        if _word_width(word, style) <= room:
            yield word
        else:
            yield from _cut(word, style, room)


def _cut(word: str, style: str, room: float) -> Iterator[str]:
    """Pieces of a text that no line holds, each of at least one letter."""
    piece, used = "", 0.0
    for letter in word:
        wide = _word_width(letter, style)
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + letter, used + wide
    yield piece
