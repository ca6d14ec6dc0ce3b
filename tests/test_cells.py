"""The PDF reader is held against pdfplumber, a second and independent one."""

from __future__ import annotations

import re

import pdfplumber
import pytest

from pipeline.extractors import pdf
from tests import contoh
from tests.drawing import boxes, page_table
from tests.test_reading import MERGED


def letters(text):
    return sorted(re.sub(r"\s", "", text))


@pytest.mark.parametrize("drawing", [None, {}, dict(ruling="rects"), dict(ruling="boxes"), dict(shuffle=5), dict(shading="lines")], ids=str)
def test_same_cells_as_the_second_reader(tmp_path, drawing):
    path = tmp_path / "a.pdf"
    if drawing is None:
        path = contoh.FOLDER / f"{contoh.NAME}.pdf"
    else:
        page_table(path, boxes(MERGED), **drawing)
    ours = [re.sub(r"\s", "", c.text) for grid in pdf.read(path).grids for c in grid.cells if c.text]
    with pdfplumber.open(path) as document:
        theirs = [re.sub(r"\s", "", c) for page in document.pages for table in page.extract_tables() for row in table for c in row if c]
    # The second reader reads page by page: a cell or line that a page break cuts is two there; the pieces of the example are left out.
    whole = [text for text in theirs if text in ours]
    cut = [text for text in theirs if text not in ours]
    assert len(whole) >= 0.9 * len(theirs)
    assert all(any(letters(text)[0] in letters(own) and text[:4] in own or text[-4:] in own for own in ours) for text in cut)
    if drawing is not None:
        assert sorted(ours) == sorted(theirs)
