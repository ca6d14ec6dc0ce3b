"""pdfium asked of many objects at once: an object is its address, a number, and an answer an array with a row per object."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, repeat

import numpy as np
import pypdfium2.raw as raw

ADDRESS, INT = ctypes.c_void_p, ctypes.c_int
TEXT, PATH, IMAGE, SHADING, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM
CURVE, MOVE = raw.FPDF_SEGMENT_BEZIERTO, raw.FPDF_SEGMENT_MOVETO
# Characters that are nothing to read, and the owner of those that pdfium adds.
BREAKS, NOBODY = (0, 10, 13), 0
# From here on a text may hold another character than is there: for half of one, for none, for the hyphen at a line's end, for two halves.
UNTOLD = 0xFFFD

Point = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def _bound(function, result, *arguments):
    """A function of pdfium that takes and gives addresses as numbers: pypdfium2 makes an object of each, which costs more than the answer."""
    # Each call is short: nobody needs to be let in meanwhile.
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ADDRESS).value)


count_objects = _bound(raw.FPDFPage_CountObjects, INT, ADDRESS)
get_object = _bound(raw.FPDFPage_GetObject, ADDRESS, ADDRESS, INT)
get_kind = _bound(raw.FPDFPageObj_GetType, INT, ADDRESS)
remove_object = _bound(raw.FPDFPage_RemoveObject, INT, ADDRESS, ADDRESS)
destroy_object = _bound(raw.FPDFPageObj_Destroy, None, ADDRESS)
count_inside = _bound(raw.FPDFFormObj_CountObjects, INT, ADDRESS)
get_inside = _bound(raw.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)
get_font = _bound(raw.FPDFTextObj_GetFont, ADDRESS, ADDRESS)
get_weight = _bound(raw.FPDFFont_GetWeight, INT, ADDRESS)
get_render_mode = _bound(raw.FPDFTextObj_GetTextRenderMode, INT, ADDRESS)
get_clip = _bound(raw.FPDFPageObj_GetClipPath, ADDRESS, ADDRESS)
count_clips = _bound(raw.FPDFClipPath_CountPaths, INT, ADDRESS)
_count_clip_segments = _bound(raw.FPDFClipPath_CountPathSegments, INT, ADDRESS, INT)
get_clip_segment = _bound(raw.FPDFClipPath_GetPathSegment, ADDRESS, ADDRESS, INT, INT)
count_segments = _bound(raw.FPDFPath_CountSegments, INT, ADDRESS)
get_segment = _bound(raw.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, INT)
get_segment_kind = _bound(raw.FPDFPathSegment_GetType, INT, ADDRESS)
closes = _bound(raw.FPDFPathSegment_GetClose, INT, ADDRESS)

_sign = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint, ADDRESS, INT)
_signs = _bound(raw.FPDFText_GetText, INT, ADDRESS, INT, INT, ADDRESS)
# As a number, for an address of 0 would be None.
_owner = _bound(raw.FPDFText_GetTextObject, ctypes.c_size_t, ADDRESS, INT)
_glyph_width = _bound(raw.FPDFFont_GetGlyphWidth, INT, ADDRESS, ctypes.c_uint32, ctypes.c_float, ADDRESS)
_bounds = _bound(raw.FPDFPageObj_GetBounds, INT, *[ADDRESS] * 5)
_matrix = _bound(raw.FPDFPageObj_GetMatrix, INT, ADDRESS, ADDRESS)
_size = _bound(raw.FPDFTextObj_GetFontSize, INT, ADDRESS, ADDRESS)
_pixels = _bound(raw.FPDFImageObj_GetImagePixelSize, INT, *[ADDRESS] * 3)
_colour = _bound(raw.FPDFPageObj_GetFillColor, INT, *[ADDRESS] * 5)
_draw_mode = _bound(raw.FPDFPath_GetDrawMode, INT, ADDRESS, ADDRESS, ADDRESS)
_place = _bound(raw.FPDFPathSegment_GetPoint, INT, ADDRESS, ADDRESS, ADDRESS)


def address(handle) -> int:
    """The address of what pypdfium2 holds."""
    return ctypes.cast(handle.raw, ADDRESS).value


def _answers(function, things: Sequence[int], kind: str, width: int, places: Iterable[int]) -> tuple[np.ndarray, list[int]]:
    """What a function writes of each thing (n x width), beginning at some places of its row, and what it returns; nothing written is 0."""
    table = np.zeros((len(things), width), kind)
    start, row = table.ctypes.data, table.itemsize * width
    columns = [range(start + table.itemsize * k, start + table.itemsize * k + table.nbytes, row) for k in places]
    returned = list(map(function, things, *columns))
    return table, returned


def bounds(things: Sequence[int], points: Sequence[Point]) -> np.ndarray:
    """The boxes of objects as a reader sees them: x0, y0, x1, y1 with y downwards (n x 4)."""
    left, bottom, right, top = _answers(_bounds, things, "f4", 4, range(4))[0].astype(float).T
    (a, b), (c, d) = seen(points, left, bottom), seen(points, right, top)
    return np.column_stack([np.minimum(a, c), np.minimum(b, d), np.maximum(a, c), np.maximum(b, d)])


def seen(points: Sequence[Point], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Places of the objects' own system (n each) as a reader sees them, each turned by its own point: x, y (2 x n)."""
    whole, start = np.empty((2, len(points))), 0
    for point, run in groupby(points):
        end = start + len(list(run))
        whole[0, start:end], whole[1, start:end] = point(x[start:end], y[start:end])
        start = end
    return whole


def matrices(things: Sequence[int]) -> np.ndarray:
    """The matrices of objects: a, b, c, d, e, f (n x 6)."""
    return _answers(_matrix, things, "f4", 6, [0])[0].astype(float)


def sizes(things: Sequence[int]) -> np.ndarray:
    """The font sizes of text objects."""
    return _answers(_size, things, "f4", 1, [0])[0].astype(float)[:, 0]


def colours(things: Sequence[int]) -> np.ndarray:
    """The fill colours of objects: red, green, blue, alpha (n x 4), all 0 where there is none."""
    return _answers(_colour, things, "u4", 4, range(4))[0]


def lights(things: Sequence[int]) -> np.ndarray:
    """How light the fills of objects are, from 0 for black to 1 for white or nothing."""
    red, green, blue, alpha = colours(things).T
    return np.where(alpha > 0, (0.3 * red + 0.59 * green + 0.11 * blue) / 255, 1.0)


def pixels(things: Sequence[int]) -> np.ndarray:
    """How many dots wide and high images are (n x 2)."""
    return _answers(_pixels, things, "u4", 2, range(2))[0]


def draw_modes(things: Sequence[int]) -> np.ndarray:
    """Whether paths are filled, and whether stroked (bool, n x 2)."""
    return _answers(_draw_mode, things, "i4", 2, range(2))[0] != 0


def segment_places(segments: Sequence[int]) -> list[list[float]]:
    """The points of the segments of a path: [x, y] each."""
    return _answers(_place, segments, "f4", 2, range(2))[0].tolist()


def clip_segments(clip: int, path: int) -> list[int]:
    """The segments of a path of a clip."""
    return [get_clip_segment(clip, path, k) for k in range(_count_clip_segments(clip, path))]


def outlines(paths: Sequence[Sequence[int]], points: Sequence[Point]) -> np.ndarray:
    """The boxes of paths, each of so many segments, as a reader sees them (n x 4)."""
    if not paths:
        return np.zeros((0, 4))
    starts = np.cumsum([0, *map(len, paths[:-1])])
    places = np.array(segment_places([segment for path in paths for segment in path]))
    xy = seen([point for path, point in zip(paths, points) for _ in path], *places.T)
    return np.vstack([np.minimum.reduceat(xy, starts, axis=1), np.maximum.reduceat(xy, starts, axis=1)]).T


def words(things: Sequence[int], page: int, count: int) -> list[str]:
    """The characters of text objects, by the text page they stand on and how many characters that holds; a blank that follows them on the page is theirs too."""
    signs = _characters(page, count)
    owners = np.fromiter(map(_owner, repeat(page), range(count)), "u8", count)
    # Between objects pdfium breaks lines by itself; within one a break is no character.
    told = ~np.isin(signs, BREAKS) | (owners == NOBODY)
    owners, signs = owners[told], signs[told]
    starts = np.flatnonzero(np.diff(owners, prepend=NOBODY))
    ends = np.append(starts[1:], len(signs))
    ends += np.append(signs, 0)[ends] == ord(" ")
    text = signs.tobytes().decode("utf-32-le", "replace")
    found: dict[int, str] = {}
    for owner, start, end in zip(owners[starts].tolist(), starts.tolist(), ends.tolist()):
        found[owner] = found.get(owner, "") + text[start:end]
    return [found.get(thing, "") for thing in things]


def _characters(page: int, count: int) -> np.ndarray:
    """The characters of a text page as numbers (n)."""
    # Two halves may make one character, and a zero ends the text.
    buffer = np.zeros(2 * count + 1, "<u2")
    written = _signs(page, 0, count, buffer.ctypes.data) - 1
    text = buffer[: max(written, 0)].tobytes().decode("utf-16-le", "replace")
    # A text may leave out what is no character; then each is asked for.
    if len(text) != count:
        return np.fromiter(map(_sign, repeat(page), range(count)), "<u4", count)
    signs = np.array(np.frombuffer(text.encode("utf-32-le"), "<u4"))
    for k in np.flatnonzero(signs >= UNTOLD).tolist():
        signs[k] = _sign(page, k)
    return signs


def glyph_width(font: int, sign: str, size: float) -> float:
    """The width of a sign in a font of a size; 0 where the font does not tell."""
    width = ctypes.c_float()
    return width.value if _glyph_width(font, ord(sign), size, ctypes.addressof(width)) else 0.0
