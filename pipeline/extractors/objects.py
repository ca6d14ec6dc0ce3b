"""What one page draws: its objects, those inside forms too. All y run downwards."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as raw

from pipeline.extractors import pdfium
from pipeline.extractors.pdf_gate import within


class Objects(NamedTuple):
    """What a page draws, in the order of painting (n each): the things' addresses, what turns their points to the reader's, and their kinds."""

    things: np.ndarray
    points: np.ndarray
    kinds: np.ndarray

    def of(self, *kinds: int) -> tuple[list[int], list[pdfium.Point]]:
        """The things of some kinds, with what turns their points."""
        chosen = np.logical_or.reduce([self.kinds == kind for kind in kinds])
        return self.things[chosen].tolist(), self.points[chosen].tolist()


def upright(page):
    """Turns a point of the page's own system to what a reader sees, y downwards."""
    width, height = page.get_size()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y, x)
    if turn == 180:
        return lambda x, y: (width - x, y)
    if turn == 270:
        return lambda x, y: (width - y, height - x)
    return lambda x, y: (x, height - y)


def objects(page, layers: frozenset[str] = frozenset()) -> Objects:
    """All that a page draws and that stands on none of some layers, what forms hold too; raises Unread where it is too much."""
    point, place = upright(page), pdfium.address(page)
    count = pdfium.count_objects(place)
    within("benda", count)
    tops = list(map(pdfium.get_object, repeat(place), range(count)))
    if layers:
        tops = [thing for thing in tops if layers.isdisjoint(_layers(thing))]
    drawn = _with_insides(tops, point)
    within("benda", len(drawn.things))
    return drawn


def _with_insides(things: list[int], point: pdfium.Point) -> Objects:
    """Things that stand by the same point; in the place of a form what it holds."""
    kinds = np.fromiter(map(pdfium.get_kind, things), int, len(things))
    found = Objects(np.array(things, "u8"), np.full(len(things), point, object), kinds)
    parts, start = [], 0
    for form in np.flatnonzero(kinds == pdfium.FORM).tolist():
        parts += [[each[start:form] for each in found], _inside(things[form], point)]
        start = form + 1
    rest = [each[start:] for each in found]
    return Objects(*map(np.concatenate, zip(*parts, rest))) if parts else found


def _inside(form: int, point: pdfium.Point) -> Objects:
    a, b, c, d, e, f = pdfium.matrices([form])[0].tolist()
    inner = lambda x, y: point(a * x + c * y + e, b * x + d * y + f)
    return _with_insides([pdfium.get_inside(form, k) for k in range(pdfium.count_inside(form))], inner)


def _layers(thing: int):
    """The names of the layers on which an object stands."""
    buffer, length, thing = (ctypes.c_ushort * 256)(), ctypes.c_ulong(), ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
    for mark in (raw.FPDFPageObj_GetMark(thing, k) for k in range(raw.FPDFPageObj_CountMarks(thing))):
        if raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", buffer, 512, length):
            yield bytes(buffer)[: max(0, min(length.value, 512) - 2)].decode("utf-16-le", "replace")
