"""Laws of reading pages: however the same table is painted, shaded, scaled or broken over pages, it is the same tree."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import document
from tests import contoh
from tests.drawing import boxes, page_table
from tests.test_reading import tree

CELLS = boxes(tomllib.loads((Path(__file__).parent / "contoh.toml").read_text())["rows"])
EXPECTED = tree(document.read(contoh.FOLDER / f"{contoh.NAME}.xlsx", "contoh"))


def drawn(folder, **drawing):
    path = folder / "a.pdf"
    page_table(path, CELLS, contoh.WIDTHS, title=["CASCADING DINAS SOSIAL"], size=7, **drawing)
    return tree(document.read(path, "contoh"))


@settings(max_examples=12)
@given(shuffle=st.integers(0, 1000), shading=st.sampled_from(["", "lines"]), scale=st.floats(0.5, 1.0))
def test_paint_order_shading_and_scale_change_nothing(tmp_path_factory, shuffle, shading, scale):
    assert drawn(tmp_path_factory.mktemp("a"), shuffle=shuffle, shading=shading, scale=scale) == EXPECTED


@settings(max_examples=20, derandomize=True)
@given(first=st.integers(2, 11), second=st.integers(13, 22), repeat=st.booleans(), ruling=st.sampled_from(["lines", "rects", "double", "boxes"]))
def test_pages_that_end_between_rows(tmp_path_factory, first, second, repeat, ruling):
    assert drawn(tmp_path_factory.mktemp("a"), breaks=[first, second], repeat=repeat, ruling=ruling) == EXPECTED


@settings(max_examples=20, derandomize=True)
@given(first=st.integers(21, 110), second=st.integers(130, 220))
def test_pages_that_end_inside_rows(tmp_path_factory, first, second):
    assert drawn(tmp_path_factory.mktemp("a"), breaks=[first / 10, second / 10]) == EXPECTED
