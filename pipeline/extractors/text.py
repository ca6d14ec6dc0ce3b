"""Text as a reader sees it: one line cleaned, and broken lines joined again."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# The sign that pdfium gives for a hyphen at the end of a line.
_LINE_END_HYPHEN = "\x02"
_HYPHENS = {_LINE_END_HYPHEN: "-", "\u2010": "-", "\u2011": "-"}
_BLANK_CONTROLS = set("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_BLANK_KINDS = {"Zs", "Zl", "Zp"}
_GONE_KINDS = {"Cc", "Cf"}
# Ligatures and wide letters alone: to fold all signs would make `m2` of `m²`.
_PLAIN_RANGES = (("\ufb00", "\ufb06"), ("\uff01", "\uff5e"), ("\uffe0", "\uffe6"))
_JOINING_END = re.compile(r"[^\W_][-/]$")
_NUMBER_END = re.compile(r"(?:^|[^\d.,])(\d[\d.,]*)$")
_DIGITS_START = re.compile(r"(\d+)(?P<more>(?:[.,]\d+)*)(?![\w.,)])")
_CLOSING = re.compile(r"([\d.,]+)[)\]]")
_GROUPED = re.compile(r"\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
# What raised digits point from: a number, a word or the letter of a name (`Program A`); behind a short unit (`m2`) they are part of it.
_NOTED = re.compile(r"(?:[\d%)]|[^\W\d_]{4,}|[A-Z]{3,}|[^\W\d_]{4,} [A-LN-Z])$")
# So much of a text is looked at for that: a search would look at all of it.
_NEAR = 6
# Parts of a number, the breaks between them beside its dots.
_BROKEN = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:(?:\.\n|\n\.)\d{1,2}(?:\.\d{1,2})*)+")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,4}){2,}\.?")


def clean(text: str) -> str:
    """One line in NFC with plain blanks, hyphens and letters, without what cannot be seen."""
    # Most texts are plain already: they are spared a look at each letter.
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", "".join(map(_plain, text))).split())


def raised(before: str, mark: str) -> str:
    """Digits set raised behind a text, in signs of their own where they point to a footnote: they are no digits of a value (`82¹`)."""
    points = re.fullmatch(r"\d{1,2}(\))?", mark.strip())
    return mark.translate(_RAISED) if points and (points[1] or _NOTED.search(before[-_NEAR:])) else mark


@cache
def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if char in _HYPHENS:
        return _HYPHENS[char]
    if char in _BLANK_CONTROLS or kind in _BLANK_KINDS:
        return " "
    if kind in _GONE_KINDS:
        return ""
    if kind == "Cs":
        return "\ufffd"
    return unicodedata.normalize("NFKC", char) if any(low <= char <= high for low, high in _PLAIN_RANGES) else char


def join_lines(lines) -> str:
    """The lines of a cell as one line: a break is a blank, but none after `a-` or `a/`, nor inside a number or code."""
    whole = ""
    for line in lines:
        piece = clean(line)
        if piece:
            whole += piece if not whole or _joins(whole, piece) else f" {piece}"
    return whole


def unbroken(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a cell of a page; a number of several parts that a narrow column broke at its dots (`1.` over `1`) is one line."""
    return ("".join(lines),) if len(lines) > 1 and _BROKEN.fullmatch("\n".join(lines)) else lines


def _joins(before: str, after: str) -> bool:
    return before[-1] in "-/" and bool(_JOINING_END.search(before)) or _number_goes_on(before, after)


def _number_goes_on(before: str, after: str) -> bool:
    # Most lines end in a letter, and a search would look at all of each.
    if not before[-1].isdecimal() and before[-1] not in ".,":
        return False
    end = _NUMBER_END.search(before)
    if not end:
        return False
    # What closes a bracket that opened before the number ends the number.
    rest = _CLOSING.match(after)
    after = rest[1] if rest and before[: end.start(1)].endswith(("(", "[")) else after
    start = _DIGITS_START.match(after)
    if re.match(r"\.\d", after):
        return bool(_CODE.fullmatch(end[1]))
    if not start or not re.search(r"[.,]", end[1]):
        return False
    return _completes_groups(end[1], start[0]) or _completes_code(end[1], start, after)


def _completes_groups(head: str, tail: str) -> bool:
    # `69,1` over `70` are two values, `32.00` over `0` is one
    sure = not tail.strip("0") or len(re.findall(r"[.,]", head)) > 1
    return sure and not _GROUPED.fullmatch(head) and bool(_GROUPED.fullmatch(head + tail))


def _completes_code(head: str, start: re.Match, after: str) -> bool:
    if not _CODE.fullmatch(head) or _GROUPED.fullmatch(head):
        return False
    if head.endswith("."):
        return True
    last, tail = head.rsplit(".", 1)[1], start[1]
    alone = start.end() == len(after) or bool(re.match(r"\s*[-–]", after[start.end():]))
    # A part of a code has four digits at most; fewer may be whole, with a number of its own on the next line.
    return len(last + tail) <= 4 and (tail.startswith("0") or alone or len(last) == 3)
