"""Cells of the report as markup: whatever a document says in them stays text."""

import pytest
from lxml import html

from pipeline.loaders.report import boxes
from pipeline.loaders.report.places import Cell

HOSTILE = "\"'><script>alert(1)</script>&amp;"


def cell(**given) -> Cell:
    return Cell(1, 0, 0, 1, 1, HOSTILE, HOSTILE, {"name": "nama", "label": HOSTILE}, [], **given)


@pytest.mark.parametrize("anchors", [[], [HOSTILE]], ids=["left", "read"])
def test_a_cell_of_a_table_says_what_the_document_says(anchors):
    (row,) = html.fragments_fromstring(f"<table>{boxes.row([cell(anchors=anchors, flags=[HOSTILE])])}</table>")
    (shown,) = row.iter("td")
    links = [link.get("href") for link in shown.iter("a")]
    assert (shown.get("title"), shown.text_content(), list(row.iter("script"))) == (f"{HOSTILE} ({HOSTILE})", f"{HOSTILE}!", [])
    assert links == [f"index.html#{HOSTILE}"] * (len(anchors) + 1)


def test_a_box_over_a_picture_says_what_the_document_says():
    page = html.fromstring(f"<figure>{boxes.over([(cell(anchors=[HOSTILE], flags=[HOSTILE]), 'left:1%', 'left:2%', True)])}</figure>")
    box, sign = page.iter("a")
    assert (box.get("title"), box.get("href"), list(page.iter("script"))) == (f"{HOSTILE}: {HOSTILE} ({HOSTILE})", f"index.html#{HOSTILE}", [])
    assert (sign.get("href"), sign.text) == (f"index.html#{HOSTILE}", "!")


def test_a_row_keeps_a_place_for_what_holds_no_text():
    assert boxes.row([None, None]) == "<tr><td></td><td></td></tr>"
