"""Tables that stand on a page as pictures: no text of theirs can be read, but the rules are seen."""

from __future__ import annotations

import numpy as np
import pypdfium2

from pipeline.extractors.objects import Objects
from pipeline.extractors.paths import dots, pictures
from pipeline.vocabulary import vocabulary

# Narrower and lower pictures are logos, wider ones frames and backgrounds: parts of the page.
WIDE, HIGH, FRAME = 0.4, 0.08, 0.97
# A rule is dark along so much of the picture; so many across and down make a table, on paper that is mostly light: boxes of charts are filled, and photographs dark.
DARK, ACROSS, DOWN, INK = 150, 0.6, 0.3, 0.16
RULES = 3


def tabled(page, drawn: Objects) -> bool:
    """Whether one of the pictures of a page shows a ruled table, or cannot be looked at."""
    width, height = page.get_size()
    inner = [box for box in pictures(page, drawn) if WIDE * width < box[2] - box[0] < FRAME * width and box[3] - box[1] > HIGH * height]
    limits = vocabulary("limits")["gambar"]
    if not inner or dots(drawn) > limits["titik"]:
        return bool(inner)
    (left, top), (right, bottom) = np.min(inner, axis=0)[:2], np.max(inner, axis=0)[2:]
    scale = limits["sisi"] / max(width, height)
    try:
        # Once for all pictures, and only as much of the page as they cover.
        dark = page.render(scale=scale, grayscale=True, crop=(left, height - bottom, width - right, top)).to_numpy() < DARK
    except (pypdfium2.PdfiumError, ValueError):
        # A strip of a page is less than a dot wide.
        return True
    return any(_ruled(dark[int((y0 - top) * scale) : int((y1 - top) * scale), int((x0 - left) * scale) : int((x1 - left) * scale)]) for x0, y0, x1, y1 in inner)


def _ruled(dark: np.ndarray) -> bool:
    return dark.size > 0 and dark.mean() < INK and _rules(dark, ACROSS) >= RULES and _rules(dark.T, DOWN) >= RULES


def _rules(dark: np.ndarray, share: float) -> int:
    """How many bands of rows hold a dark run of a share of their length."""
    length = int(share * dark.shape[1]) + 1
    before = np.pad(np.cumsum(dark, axis=1, dtype=np.int32), ((0, 0), (1, 0)))
    # So many dots from here to there, and all of them dark.
    rule = (before[:, length:] - before[:, :-length] == length).any(axis=1)
    # A rule is several dots thick: its first row counts.
    return int((rule & ~np.roll(rule, 1)).sum())
