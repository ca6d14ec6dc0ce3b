"""What pdfium says of the shapes of one page: ruling lines, shades and pictures. All y run downwards."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from pipeline.extractors import pdfium
from pipeline.extractors.objects import Objects
from pipeline.extractors.pdf_gate import within

# Points: programs draw many rules as thin filled boxes.
THIN = 2.0


@dataclass(frozen=True)
class Paths:
    """The paths of a page in the order they are painted, what turns the points of each, and their boxes (n x 4)."""

    things: list[int]
    points: list
    boxes: np.ndarray


def pictures(page, drawn: Objects) -> list[tuple[float, float, float, float]]:
    """The boxes of the pictures of a page, as far as they stand on it."""
    width, height = page.get_size()
    boxes = pdfium.bounds(*drawn.of(pdfium.IMAGE)).tolist()
    return [(max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)) for x0, y0, x1, y1 in boxes]


def dots(drawn: Objects) -> int:
    """How many dots the pictures of a page hold together."""
    return int(pdfium.pixels(drawn.of(pdfium.IMAGE)[0]).astype(float).prod(axis=1).sum())


def picture(page, drawn: Objects) -> float:
    """The share of a page that its largest picture covers."""
    width, height = page.get_size()
    return max((max(0, x1 - x0) * max(0, y1 - y0) for x0, y0, x1, y1 in pictures(page, drawn)), default=0) / (width * height)


def paths(drawn: Objects) -> Paths:
    """The paths that a page draws."""
    things, points = drawn.of(pdfium.PATH)
    return Paths(things, points, pdfium.bounds(things, points))


def rulings(drawn: Paths) -> list[tuple[float, float, float, float]]:
    """Lines that rule: strokes, thin filled rectangles, and the sides of stroked boxes; thick filled boxes are shading."""
    sides = drawn.boxes[:, 2:] - drawn.boxes[:, :2]
    thin, long = sides.min(axis=1) <= THIN, sides.max(axis=1) > THIN
    thick = np.flatnonzero(~thin).tolist()
    stroked = pdfium.draw_modes([drawn.things[k] for k in thick])[:, 1].tolist()
    boxed = {k: _sides(drawn.things[k], drawn.points[k]) for k, strokes in zip(thick, stroked) if strokes}
    single = np.flatnonzero(thin & long)
    alone = list(zip(single.tolist(), map(tuple, drawn.boxes[single].tolist())))
    found = [side for _, side in sorted([*alone, *((k, side) for k, sides in boxed.items() for side in sides)], key=itemgetter(0))]
    within("garis", len(found))
    return found


def _sides(thing, point):
    """The straight sides of a path; one with a curve is a letter or a picture, and rules nothing."""
    segments = [pdfium.get_segment(thing, k) for k in range(pdfium.count_segments(thing))]
    kinds = [pdfium.get_segment_kind(segment) for segment in segments]
    if pdfium.CURVE in kinds:
        return []
    # Boxes come as they stand on the page, points of a path as its own matrix has yet to move them.
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


def ground(drawn: Objects, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """How light the last shape or picture is that is painted behind each point: 1 for white and for the paper where there is none; pictures count as dark."""
    # How light a picture is nobody asks: light letters on it are taken for read.
    dark = (pdfium.IMAGE, pdfium.SHADING)
    things, points = drawn.of(pdfium.PATH, *dark)
    boxes = pdfium.bounds(things, points)
    # Most shapes are lines, with nothing in front of them.
    behind = np.flatnonzero(_hold(boxes, x, y).any(axis=0))
    shapes = [things[k] for k in behind]
    filled, pictured = pdfium.draw_modes(shapes)[:, 0], np.isin(list(map(pdfium.get_kind, shapes)), dark)
    behind, pictured = behind[filled | pictured], pictured[filled | pictured]
    lights = np.where(pictured, 0.0, pdfium.lights([things[k] for k in behind]))
    return np.append(lights, 1.0)[topmost(boxes[behind], x, y)]


def shades(drawn: Paths) -> tuple[np.ndarray, list[str]]:
    """The filled shapes that are no lines, in the order they are painted: their boxes (n x 4) and their colours as `rrggbb`; white ones included."""
    thick = np.flatnonzero((drawn.boxes[:, 2:] - drawn.boxes[:, :2]).min(axis=1) > THIN)
    shading = thick[pdfium.draw_modes([drawn.things[k] for k in thick])[:, 0]]
    return drawn.boxes[shading], ["%02x%02x%02x" % tuple(colour) for colour in pdfium.colours([drawn.things[k] for k in shading])[:, :3].tolist()]


def topmost(boxes: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The last of some boxes (n x 4) that holds each point; -1 where none does."""
    return np.where(_hold(boxes, x, y), np.arange(len(boxes)), -1).max(axis=1, initial=-1)


def _hold(boxes: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether each point lies in each of some boxes (points x boxes)."""
    x, y = x[:, None], y[:, None]
    return (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
