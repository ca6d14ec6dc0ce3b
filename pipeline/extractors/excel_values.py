"""What a reader of id-ID sees in a cell: numbers, percents and dates as their number format shows them."""

from __future__ import annotations

import datetime
import re
import sys
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from pipeline.grid import LARGEST
from pipeline.vocabulary import vocabulary

_SECTION_PARTS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;|[^;]')
_NUMBER = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+,*")
_DATE_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|AM/PM|A/P|y+|m+|d+|h+|s+|.', re.I)
# As many digits as Excel shows where no format is set.
_GENERAL_DIGITS = 11
# The longest number format of a spreadsheet; what is longer is none.
_LONGEST_FORMAT = 255
# Spreadsheets round a half up; their largest number has 309 digits before its comma, and behind it as many as its format has signs.
_EXACT = Context(prec=309 + _LONGEST_FORMAT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class _Section:
    """One part of a number format: what stands around the number, and how its digits stand."""

    before: str
    after: str
    whole_digits: int
    decimals: int
    optional: int
    grouped: bool
    thousands: int
    percent: bool
    has_number: bool
    general: bool


def shown(value, number_format: str) -> tuple[str, float | None]:
    """The text of a cell as its format shows it, and the number it holds (85.0 for 85 %); no number for dates, text and what is too large."""
    if value is None:
        return "", None
    # Python counts a bool among the numbers.
    if isinstance(value, bool):
        return vocabulary("spreadsheet")[str(value).lower()], None
    # What is beyond the largest number, or none (NaN), is written by no spreadsheet and stands as text.
    if isinstance(value, (int, float)) and abs(value) <= sys.float_info.max:
        return _number(value, number_format)
    if isinstance(value, (datetime.date, datetime.time)):
        return _date(value, number_format), None
    return str(value), None


def _number(value: float, number_format: str) -> tuple[str, float | None]:
    sections = _sections(number_format)
    section, signed = _chosen(value, sections)
    amount = Decimal(repr(value))
    held = _held(float(amount * 100) if any(s.percent for s in sections) else float(value))
    if section.general:
        return _around(section, _general(value if signed else abs(value))), held
    if not section.has_number:
        return (section.before if any(s.has_number for s in sections) else _general(value)), held
    text = _digits(abs(amount), section)
    minus = "-" if signed and value < 0 and re.search(r"[1-9]", text) else ""
    return minus + _around(section, text), held


def _held(number: float) -> float | None:
    return number if abs(number) <= LARGEST else None


def _around(section: _Section, text: str) -> str:
    return f"{section.before}{text}{section.after}"


def _chosen(value: float, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    if value < 0 and len(sections) > 1:
        # The part for negative numbers draws its own sign, be it brackets.
        return sections[1], False
    return sections[2 if value == 0 and len(sections) > 2 else 0], True


def _general(value: float) -> str:
    amount = Decimal(repr(value))
    if amount == amount.to_integral_value() and abs(amount) < Decimal(10) ** 17:
        return f"{amount:.0f}"
    # noise of binary arithmetic (0,30000000000000004) is not what a spreadsheet shows
    places = max(0, _GENERAL_DIGITS - max(amount.adjusted(), 0) - 1)
    short = f"{amount.quantize(Decimal(1).scaleb(-places), context=_EXACT):f}" if amount.adjusted() > -_GENERAL_DIGITS else f"{value:g}"
    return (short.rstrip("0").rstrip(".") if "." in short else short).replace(".", ",")


def _digits(amount: Decimal, section: _Section) -> str:
    amount = amount * (100 if section.percent else 1) / Decimal(1000) ** section.thousands
    text = f"{amount.quantize(Decimal(1).scaleb(-section.decimals), context=_EXACT):.{section.decimals}f}"
    whole, _, rest = text.partition(".")
    whole = (whole if section.whole_digits else whole.lstrip("0")).zfill(section.whole_digits)
    kept = rest[: section.decimals - section.optional]
    rest = kept + rest[len(kept):].rstrip("0")
    if section.grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    return f"{whole},{rest}" if rest else whole


@cache
def _sections(number_format: str) -> tuple[_Section, ...]:
    parts: list[list[str]] = [[]]
    for part in _SECTION_PARTS.findall(number_format if number_format and len(number_format) <= _LONGEST_FORMAT else "General"):
        if part == ";":
            parts.append([])
        else:
            parts[-1].append(part)
    # The fourth part is for texts.
    return tuple(_section(section) for section in parts[:3])


def _section(parts: list[str]) -> _Section:
    plain = "".join(_plain(part) for part in parts)
    if re.search("general", plain, re.I) or plain.strip() in ("", "@") and not parts[1:]:
        before, after = re.split("general|@|$", plain, maxsplit=1, flags=re.I)
        return _Section(_literal(before), _literal(after), 0, 0, 0, False, 0, False, False, True)
    found = _NUMBER.search(plain)
    if not found:
        return _Section(_literal(plain), "", 0, 0, 0, False, 0, "%" in plain, False, False)
    rest = plain[found.end():]
    # A second group of digits is that of a fraction or a power of ten: such a number is shown plain.
    if re.search(r"[0#?]|E[+-]", rest):
        return _Section("", "", 0, 0, 0, False, 0, False, False, True)
    return _counted(found[0], _literal(plain[: found.start()]), _literal(rest), "%" in plain)


def _counted(mask: str, before: str, after: str, percent: bool) -> _Section:
    bare = mask.rstrip(",")
    whole, _, decimals = bare.partition(".")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    return _Section(before, after, whole.count("0"), len(decimals), optional, "," in whole, len(mask) - len(bare), percent, True, False)


# literals are shifted into a private block, so that `"0"` is not taken for a place of a digit
def _plain(part: str) -> str:
    if part[0] == '"':
        return _shifted(part[1:-1] if len(part) > 1 else "")
    if part[0] == "\\":
        return _shifted(part[1:])
    if part[0] == "[":
        currency = re.match(r"\[\$([^\]-]*)", part)
        return _shifted(currency[1]) if currency else ""
    if part[0] in "_*" and len(part) > 1:
        return " " if part[0] == "_" else ""
    return part


def _shifted(text: str) -> str:
    return "".join(chr(ord(c) + 0xF0000) if ord(c) < 0x10000 else c for c in text)


def _literal(text: str) -> str:
    return "".join(chr(ord(c) - 0xF0000) if ord(c) >= 0xF0000 else c for c in text)


def _date(value, number_format: str) -> str:
    words = vocabulary("spreadsheet")
    code = words["date_formats"].get(number_format, number_format).split(";")[0]
    parts = _DATE_PARTS.findall(code)
    twelve = any(p.upper() in ("AM/PM", "A/P") for p in parts)
    return "".join(_date_part(part, k, parts, value, twelve) for k, part in enumerate(parts)).strip()


def _date_part(part: str, k: int, parts: list[str], value, twelve: bool) -> str:
    letter = part[0].lower()
    if letter in '"\\[_*':
        return _literal(_plain(part)) if letter in '"\\' else ""
    if part.upper() in ("AM/PM", "A/P"):
        return f"{value:%p}"
    if letter in "hs" or letter == "m" and _is_minute(k, parts):
        number = {"h": (value.hour % 12 or 12) if twelve else value.hour, "m": value.minute, "s": value.second}[letter] if hasattr(value, "hour") else 0
        return f"{number:0{min(len(part), 2)}d}"
    if letter in "ymd":
        return _day_part(letter, len(part), value) if hasattr(value, "year") else ""
    return part


def _is_minute(k: int, parts: list[str]) -> bool:
    def letters(some):
        return next((p[0].lower() for p in some if p[0].lower() in "ymdhs" and p.upper() not in ("AM/PM", "A/P")), "")

    # Formats write minutes and months with one letter: beside hours or seconds it is a minute.
    return letters(reversed(parts[:k])) == "h" or letters(parts[k + 1:]) == "s"


def _day_part(letter: str, size: int, value) -> str:
    words = vocabulary("spreadsheet")
    if letter == "y":
        return f"{value.year:04d}" if size > 2 else f"{value.year % 100:02d}"
    number, name = (value.month, words["months"][value.month - 1]) if letter == "m" else (value.day, words["days"][value.weekday()])
    return f"{number:0{size}d}" if size < 3 else name[:3] if size == 3 else name
