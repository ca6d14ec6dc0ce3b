"""What the three drawings have in common: colours, the places of lines and strokes, numbers as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.layout import PADDING, Box, Edge, points
from pipeline.loaders.pohon.nodes import Node
from pipeline.vocabulary import vocabulary


def colours(node: Node) -> tuple[str, str, str]:
    """The ground, the edge and the text of the boxes of a node."""
    look = vocabulary("pohon")
    ground, edge = look["warna"].get(node.level, look["warna"]["lain"])
    return (look["kosong"], look["dihapus"], look["dihapus"]) if node.retired else (ground, edge, look["tinta"])


def baselines(box: Box) -> Iterator[tuple[text.Line, float, float]]:
    """The lines of a box, each with the x at which and the y on which its letters stand."""
    y = box.y + PADDING
    for line in box.lines:
        yield line, box.x + PADDING + text.shift(line), y + text.FONTS[line.style].size
        y += text.height(line)


def strokes(edges: list[Edge]) -> list[tuple[float, float, float, float]]:
    """The lines that show the edges, from x, y to x, y; what edges of one parent share is one line."""
    spans: dict[tuple[Box, bool, float], tuple[float, float]] = {}
    for edge in edges:
        for (x, y), (x_end, y_end) in pairwise(points(edge)):
            upright = x == x_end
            start, end = sorted((y, y_end) if upright else (x, x_end))
            # Places that were added up in different ways differ in their last digits.
            key = (edge.parent if upright or edge.reach is None else edge.child, upright, round(x if upright else y, 3))
            low, high = spans.get(key, (start, end))
            spans[key] = (min(low, start), max(high, end))
    return [(at, low, at, high) if upright else (low, at, high, at) for (_, upright, at), (low, high) in spans.items()]


def number(value: float) -> str:
    """A measure with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
