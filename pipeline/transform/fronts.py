"""What stands in front of a name, in its own cell and among the codes beside it: its number, its code, or the word or letter of a level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.grid import Cell
from pipeline.transform import levels

# A letter or two with numbers (`T.1`), a letter or a Roman number; O, I, l and X stand for digits of damaged codes.
MARK = re.compile(r"\(?(?:([A-HJKMNP-WYZ]{1,2})[. -]?\d+(?:\.\d+)*|[A-WYZ]|[IVX]{2,5})[.)]?", re.I)
WORDS = re.compile(r"(?![\dX][.,\d])\D*[^\W\d_]{3}", re.I)
# So many digits without a dot count no rows.
DIGITS = 4


@dataclass(frozen=True)
class Front:
    """The number, code and name of a row; the level that a word or letter among the codes tells, whether a number or letter stands among them that is no code,
    and whether nobody can tell what stands there."""

    number: str | None
    code: str | None
    name: str
    level: str | None = None
    marked: bool = False
    unclear: bool = False


def front_of(text: str, codes: list[Cell], shared: bool, segments: list[str] | None) -> Front:
    """What stands in front of the name in a text and in the cells of codes beside it; `segments` are those of a code that is parted into columns, none where one
    of them is missing."""
    number, code, name = levels.split_front(text, shared)
    said = [c.text for c in codes if c.text]
    if segments is not None:
        return Front(number, levels.join_code(segments or said), name, unclear=not segments)
    if len(said) == 1 and (mark := _mark(said[0], name)):
        return replace(mark, number=mark.number or number, code=mark.code or code)
    code = levels.join_code([c.text for c in codes]) or code
    # A lone number under a heading of codes counts rows; only beside other parts, or the word of the level of such codes (`1 | URUSAN WAJIB`), is it one of a code.
    if code and code.isdigit() and len(codes) < 2 and not (len(code) == 1 and levels.is_called(name, levels.level_of_code(code))):
        return Front(number or code, code if len(code) >= DIGITS else None, name, marked=True, unclear=len(code) >= DIGITS)
    # A part of a code before which another is missing tells no level.
    return Front(number, code, name, unclear=len(said) > 0 and not codes[0].text and not levels.whole(code))


def _mark(said: str, name: str) -> Front | None:
    """What a text among codes says that is none: the word of a level (with its number, or with the name), a tag, a letter; words that tell nothing stay."""
    label = said if levels.level_of_label(said) else f"{said.rstrip(' :.')} : "
    if level := levels.level_of_label(label):
        number, _, behind = levels.split_front(label)
        return Front(number, None, name or behind, level)
    if mark := MARK.fullmatch(said):
        level = levels.level_of_letter(mark[1]) if mark[1] else None
        return Front(said.strip("().").replace(",", "."), None, name, level, marked=True, unclear=level is None)
    return Front(None, said, name, unclear=True) if WORDS.match(said) else None
