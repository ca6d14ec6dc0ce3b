"""What pdfium says of the shapes of one page: ruling lines, shades and pictures. All y run downwards."""

from __future__ import annotations

import numpy as np

from pipeline.extractors import pdfium
from pipeline.extractors.pdf_gate import within

THIN = 2.0


def picture(page, drawn) -> float:
    """The share of a page that its largest picture covers."""
    width, height = page.get_size()
    boxes = pdfium.bounds(*_of(drawn, pdfium.IMAGE)).tolist()
    return max((max(0, min(x1, width) - max(x0, 0)) * max(0, min(y1, height) - max(y0, 0)) for x0, y0, x1, y1 in boxes), default=0) / (width * height)


def _of(drawn, *kinds: int) -> tuple[list[int], list]:
    """The objects of some kinds, with what turns their points."""
    chosen = [pair for pair in drawn if pair[2] in kinds]
    return [thing for thing, _, _ in chosen], [point for _, point, _ in chosen]


def rulings(drawn) -> list[tuple[float, float, float, float]]:
    """Lines that rule, of `objects`: strokes, thin filled rectangles, and the sides of stroked boxes; thick filled boxes are shading."""
    things, points = _of(drawn, pdfium.PATH)
    boxes = pdfium.bounds(things, points)
    sides = boxes[:, 2:] - boxes[:, :2]
    thin, strokes = sides.min(axis=1) <= THIN, pdfium.draw_modes(things)[:, 1]
    rules = np.where(thin, sides.max(axis=1) > THIN, strokes).tolist()
    found = [side for rule, alone, box, thing, point in zip(rules, thin.tolist(), boxes.tolist(), things, points) if rule for side in ([tuple(box)] if alone else _sides(thing, point))]
    within("garis", len(found))
    return found


def _sides(thing, point):
    """The straight sides of a path; one with a curve is a letter or a picture, and rules nothing."""
    segments = [pdfium.get_segment(thing, k) for k in range(pdfium.count_segments(thing))]
    kinds = [pdfium.get_segment_kind(segment) for segment in segments]
    if pdfium.CURVE in kinds:
        return []
    a, b, c, d, e, f = pdfium.matrices([thing])[0].tolist()
    start, last, sides = None, None, []
    for segment, kind, (x, y) in zip(segments, kinds, pdfium.segment_places(segments)):
        here = point(a * x + c * y + e, b * x + d * y + f)
        if kind == pdfium.MOVE:
            start = here
        else:
            sides.extend(_side(last, here))
        if pdfium.closes(segment):
            sides.extend(_side(here, start))
        last = here
    return sides


def _side(a, b):
    if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 0.5 and max(abs(a[0] - b[0]), abs(a[1] - b[1])) > THIN:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def shapes(drawn) -> tuple[np.ndarray, np.ndarray]:
    """The filled shapes and pictures in the order they are painted: their boxes (n x 4) and how light they are; pictures count as dark."""
    dark = (pdfium.IMAGE, pdfium.SHADING)
    things, points = _of(drawn, pdfium.PATH, *dark)
    pictures = np.array([pair[2] in dark for pair in drawn if pair[2] in (pdfium.PATH, *dark)], bool)
    filled = pictures | pdfium.draw_modes(things)[:, 0]
    return pdfium.bounds(things, points)[filled], np.where(pictures, 0.0, pdfium.lights(things))[filled]


def shades(drawn) -> tuple[np.ndarray, list[str]]:
    """The filled shapes that are no lines, in the order they are painted: their boxes (n x 4) and their colours as `rrggbb`; white ones included."""
    things, points = _of(drawn, pdfium.PATH)
    boxes = pdfium.bounds(things, points)
    shading = (np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > THIN) & pdfium.draw_modes(things)[:, 0]
    return boxes[shading], ["%02x%02x%02x" % tuple(colour) for colour in pdfium.colours(things)[shading, :3].tolist()]
