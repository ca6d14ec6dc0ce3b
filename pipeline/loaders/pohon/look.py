"""What the three drawings have in common: colours, the places of lines, numbers as text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.layout import PADDING, Box
from pipeline.vocabulary import vocabulary


def colours(level: str) -> tuple[str, str]:
    """The ground and the edge of the boxes of a level."""
    known = vocabulary("pohon")["warna"]
    ground, edge = known.get(level, known["lain"])
    return ground, edge


def baselines(box: Box) -> Iterator[tuple[text.Line, float]]:
    """The lines of a box, each with the y on which its letters stand."""
    y = box.y + PADDING
    for line in box.lines:
        yield line, y + text.FONTS[line.style].size
        y += text.height(line)


def number(value: float) -> str:
    """A measure with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
