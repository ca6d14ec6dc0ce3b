"""The text of a Word paragraph as its reader sees it once all tracked changes are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn

from pipeline.extractors.equations import EQUATION, SIGNS, written
from pipeline.extractors.text import raised
from pipeline.vocabulary import vocabulary

# What older programs show in the place of something else says that once more.
STAND_IN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What stands in these is no text of the paragraph around them; text boxes have paragraphs of their own.
GONE = (qn("w:del"), qn("w:moveFrom"), qn("w:tbl"), qn("w:txbxContent"), STAND_IN, EQUATION)
PLACE = re.compile("[0-9A-Fa-f]{2,4}")
OFF = ("0", "false", "off")


def words(paragraph) -> str:
    """The text of a paragraph's element, line breaks as such; hidden words are none of it."""
    text = ""
    for element in paragraph.iter():
        said = _said(element)
        if said and not _is_hidden(element) and not any(above.tag in GONE for above in _above(element, paragraph)):
            text += raised(text, said) if _is_raised(element) else said
    return text


def hidden(body) -> list[str]:
    """The words that are set as hidden in a document's body."""
    return [element.text for element in body.iter(qn("w:t")) if element.text and element.text.strip() and _is_hidden(element)]


def _above(element, paragraph) -> Iterator:
    """The elements between one and the paragraph that holds it."""
    for above in element.iterancestors():
        if above is paragraph:
            return
        yield above


def _said(element) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == EQUATION:
        # Each equation of a display stands on a line of its own.
        return f"\n{written(element)}\n" if element.getparent().tag == qn("m:oMathPara") else written(element)
    if element.tag == qn("w:sym"):
        return _symbol(element.get(qn("w:font"), ""), element.get(qn("w:char"), ""))
    return SIGNS.get(element.tag, "-" if element.tag == qn("w:noBreakHyphen") else "")


def _symbol(font: str, place: str) -> str:
    """A sign that was chosen from a font of signs; one without a meaning of its own keeps its private place, as bullets do."""
    known = vocabulary("formats")["signs"].get(font, {}).get(place[-2:].upper())
    return known or (chr(0xF000 + int(place[-2:], 16)) if PLACE.fullmatch(place) else "")


def _is_hidden(element) -> bool:
    vanish = _setting(element, "vanish")
    return vanish is not None and vanish.get(qn("w:val")) not in OFF


def _is_raised(element) -> bool:
    settings = _setting(element, "vertAlign")
    return settings is not None and settings.get(qn("w:val")) == "superscript"


def _setting(element, name: str):
    """A setting of the run in which an element stands."""
    return element.getparent().find(f"{qn('w:rPr')}/{qn(f'w:{name}')}")
