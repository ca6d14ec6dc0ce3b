"""Numbers as Indonesian documents write them: the decimal mark is decided by what a column shows, never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.grid import LARGEST
from pipeline.vocabulary import TEXTS, vocabulary

NUMBER = r"\d+(?:[.,]\d+)*"
ANY_NUMBER, DIGITS, LETTER, MARK = re.compile(NUMBER), re.compile(r"\d+"), re.compile(r"[^\W\d_]"), re.compile("[.,]")
TOKEN = re.compile(rf"(?<![\w.,]){NUMBER}(?![\d])")
SHORT = re.compile(r"\d{1,3}([.,])\d{1,2}")
ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
WHOLE = re.compile(r"\d+|\d{1,3}([.,])\d{3}(\1\d{3})*")
THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
RUPIAH = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
# Sums of money: whole groups of three, or none, and no more than two decimals; below one of a larger unit as many as there are.
MONEY = re.compile(r"\d+(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|0[.,]\d+")
MONEY_TAIL = re.compile(r"[.,]\s*[-–—]+$|;$|\s*\*+\)?$")
RANGE = re.compile(rf"(?P<low>{NUMBER})\s*%?\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?)\s*(?P<high>{NUMBER})\s*(?P<unit>.*)", re.IGNORECASE)
BOUND = re.compile(rf"(?P<sign>[<>≤≥]=?)\s*(?P<number>{NUMBER})\s*(?P<unit>.*)")
SINGLE = re.compile(rf"(?P<minus>[-−–])?(?P<number>{NUMBER})\s*(?P<unit>.*)")
UNIT = re.compile(r"(?=[%‰(]|[^\W\d])(?:\D*|.*\b[kcdh]?m[23]|[Pp]er \d+(?:[.,]\d{3})*\b\D*)")
OPEN_GROUP = re.compile(r"(?<=\d)\.\s+(?=\d{3}(?:\D|$))")
# What closes a number as a sentence, or points to a footnote.
SIGNED = re.compile(r"(?<=[\d%])\s*(?:[.*⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|\*+\))$")
# What brackets behind a value add to it in numbers and words (`100% (50 dari 50 desa)`).
REMARK = re.compile(r"(?<=\S)\s*\((?=[^()]*\d)(?=[^()]*[^\W\d_])[^()]*\)$")
POWER = re.compile(r"10[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
RAISED = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+$")
BROKEN = re.compile(r"[\d.,\s]+")
SPACED = re.compile(r"\d(?:\s[\d.,])+")
PARTED = re.compile(r"(?=.*\d)[\d.,]+(?:\s+[\d.,]+)+|[\d.,–-]+\s?%(?:\s+[\d.,–-]+\s?%)+|[-–—]\s+[\d.,]+\s*%?")
# Blanks that surely stand inside a number: beside a mark, or after a group that is not full.
BESIDE_MARK = re.compile(r"(?<=[.,])\s+|\s+(?=[.,])")
OPEN_GROUPS = re.compile(r"(?<=[.,]\d)\s+(?=\d)|(?<=[.,]\d\d)\s+(?=\d)")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d{1,2}")
OPEN_DECIMAL = re.compile(r"(?<=\d),\s+(?=\d{1,2}$)")


@dataclass(frozen=True)
class Value:
    """What a cell says: a number, or the ends of a range or bound, with the text as written; `ambiguous` asks how it is to be read."""

    value: float | None
    low: float | None
    high: float | None
    text: str
    unit: str | None
    ambiguous: bool = False


@lru_cache(TEXTS)
def _sign_of(token: str) -> str | None:
    """The decimal mark that one number gives away by its shape."""
    marks = DIGITS.sub("", token)
    other = {".": ",", ",": "."}
    if not marks:
        return None
    # Of two different marks the last is the decimal one, which stands but once.
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else None
    head, *_, tail = MARK.split(token)
    if len(marks) > 1:
        return other[marks[0]] if THOUSANDS.fullmatch(token) else None
    # `1234,567` and `0,125` part no thousands, though three digits stand behind.
    decimal = len(tail) != 3 or len(head) > 3 or head.startswith("0")
    return marks if decimal else None


def evidence(texts: Sequence[str]) -> frozenset[str]:
    """The decimal marks that the numbers of these texts give away; two of them contradict each other."""
    tokens = (token for text in texts for token in TOKEN.findall(_joined(text or "", None)))
    return frozenset(sign for sign in map(_sign_of, tokens) if sign)


def decimal_mark(texts: Sequence[str], counts_things: bool = False) -> str | None:
    """The decimal mark of a column, or None where nothing shows it or its signs contradict each other."""
    signs = evidence(texts)
    if signs:
        return next(iter(signs)) if len(signs) == 1 else None
    if not counts_things:
        return None
    # Things have no fractions, so a mark before three digits parts thousands.
    text = " ".join(text or "" for text in texts)
    commas, dots = re.search(r"\d,\d{3}\b", text), re.search(r"\d\.\d{3}\b", text)
    return "." if commas and not dots else None if commas else ","


def short_groups(counts: Sequence[str]) -> set[str]:
    """The counts of one series that end in a group of too few digits, where others show that its sign parts thousands (`52.01` beside `59.263`)."""
    signs = {match[1] for text in counts if (match := THOUSANDS.fullmatch(text))}
    return {text for text in counts if (match := SHORT.fullmatch(text)) and match[1] in signs}


def is_odd_decimal(text: str, value: float | None, series: Sequence[tuple[str, float | None]]) -> bool:
    """Whether a text read as a number with three decimals (`1.300`) may well be thousands: they are zeros in all texts of its series (with their values), or
    another value is a hundred times as large."""
    match = THOUSANDS.match(text)
    if value is None or not match or text.startswith("0") or value >= float(re.sub(r"[.,]", "", match[0])):
        return False
    decimals = [other for other, _ in series if re.search(r"[.,]\d", other)]
    return all(re.search(r"[.,]000(?!\d)", other) for other in decimals) or any(known and abs(known) >= 100 * abs(value) for _, known in series)


def table_marks(
    columns: Mapping[Hashable, Sequence[str]], document_mark: str | None = None, counting: Collection[Hashable] = ()
) -> dict[Hashable, str | None]:
    """The decimal mark of each column: its own signs, else its table's, else the document's; a column of contradicting signs has none."""
    table = decimal_mark([text for texts in columns.values() for text in texts])
    return {
        key: decimal_mark(texts, key in counting) or (None if len(evidence(texts)) > 1 else table or document_mark)
        for key, texts in columns.items()
    }


@lru_cache(TEXTS)
def _joined(text: str, mark: str | None) -> str:
    """The text with the blanks gone that a line break or justified letters left inside a number."""
    tight = "".join(text.split())
    groups = THOUSANDS.fullmatch(tight)
    # A decimal of three digits is no group that a narrow column broke: `92,5 10` may be two values.
    sure = SPACED.fullmatch(text) or OPEN_GROUPS.sub("", BESIDE_MARK.sub("", text)) == tight and not (groups and groups[1] == mark)
    if tight != text and BROKEN.fullmatch(text) and GROUPED.fullmatch(tight) and sure:
        return tight
    if THOUSANDS.fullmatch(OPEN_GROUP.sub(".", text)):
        text = OPEN_GROUP.sub(".", text)
    return OPEN_DECIMAL.sub(",", text) if mark == "," and re.fullmatch(r"\d+,\s+\d{1,2}", text) else text


def _number(token: str, mark: str | None) -> tuple[float | None, bool]:
    """The number and whether it is ambiguous: without a mark, or with more digits than any number has."""
    number, ambiguous = _marked(token, mark)
    return (None, True) if number is not None and number > LARGEST else (number, ambiguous)


def _marked(token: str, mark: str | None) -> tuple[float | None, bool]:
    if token.isdigit():
        return float(token), False
    own = _sign_of(token)
    thousands = THOUSANDS.fullmatch(token)
    if own is None and thousands and mark is None:
        return None, True
    sign = own or mark
    if sign is None:
        return None, False
    whole, _, fraction = token.rpartition(sign) if sign in token else (token, "", "")
    if not WHOLE.fullmatch(whole) or sign in whole:
        return None, False
    return float(MARK.sub("", whole) + "." + (fraction or "0")), False


def _unit(text: str) -> tuple[str | None, bool]:
    """The unit behind a number, and whether the rest can be one."""
    # `31 Desember` and `30 Nov.` are dates, no numbers of something.
    rest, words = text.strip(), vocabulary("spreadsheet")
    return rest or None, not rest or bool(UNIT.fullmatch(rest)) and rest.rstrip(".").title() not in (*words["months"], *words["short_months"])


def _read(text: str, plain: str, mark: str | None) -> Value:
    nothing = Value(None, None, None, text, None)
    for pattern, read in ((RANGE, _range), (BOUND, _bound), (SINGLE, _single)):
        match = pattern.fullmatch(plain)
        if match:
            unit, is_unit = _unit(match["unit"])
            return read(match, text, unit, mark) if is_unit else nothing
    return nothing


def _range(match: re.Match, text: str, unit: str | None, mark: str | None) -> Value:
    ends = [_number(match[end], mark) for end in ("low", "high")]
    if any(value is None for value, _ in ends):
        return Value(None, None, None, text, unit, any(doubt for _, doubt in ends))
    low, high = sorted(value for value, _ in ends)
    return Value(None, low, high, text, unit)


def _bound(match: re.Match, text: str, unit: str | None, mark: str | None) -> Value:
    value, doubt = _number(match["number"], mark)
    low, high = (None, value) if match["sign"][0] in "<≤" else (value, None)
    return Value(None, low, high, text, unit, doubt)


def _single(match: re.Match, text: str, unit: str | None, mark: str | None) -> Value:
    value, doubt = _number(match["number"], mark)
    return Value(-value if match["minus"] and value is not None else value, None, None, text, unit, doubt)


def read_value(text: str | None, mark: str | None) -> Value:
    """What a target cell says, its numbers read with the column's decimal mark."""
    written = (text or "").strip()
    # A power of ten, or ten with a footnote's mark.
    if POWER.fullmatch(written):
        return Value(None, None, None, written, None, True)
    # An indicator may be measured in rupiah.
    if RUPIAH.match(written):
        return read_money(written, mark)
    found = _read(written, _joined(SIGNED.sub("", REMARK.sub("", written)), mark), mark)
    # Parts of one number, or several, or a dash that may be a minus or a bullet: only a person can say.
    return replace(found, ambiguous=True) if PARTED.fullmatch(written) and (found.value, found.low) == (None, None) else found


def reads(text: str, mark: str | None) -> bool:
    """Whether a text can be a value in a column of this decimal mark: it says a number, and no sign of another mark."""
    value = read_value(text, mark)
    said = value.ambiguous or (value.value, value.low, value.high) != (None, None, None)
    return said and (mark is None or evidence([text]) <= {mark})


def read_money(text: str | None, mark: str | None) -> Value:
    """What a money cell says, in rupiah: a mark before exactly three digits is always one of thousands, whatever `mark` the column shows."""
    written = (text or "").strip()
    plain = _joined(MONEY_TAIL.sub("", RUPIAH.sub("", RAISED.sub("", written))), mark)
    if ONE_GROUP.fullmatch(plain) and not plain.startswith("0"):
        plain = MARK.sub("", plain)
    # A dot too few or too many: which digits are missing, only a person can say.
    # Sums in millions may have any decimals.
    sound = LETTER.search(plain) or all(MONEY.fullmatch(token) for token in ANY_NUMBER.findall(plain))
    found = _read(written, plain, mark) if sound else Value(None, None, None, written, None)
    return found if RUPIAH.match(written) is None else Value(found.value, found.low, found.high, written, found.unit or "Rp", found.ambiguous)


def is_sum(text: str) -> bool:
    """Whether a text is a sum of rupiah and nothing else (`Rp 1.000.000`)."""
    return bool(RUPIAH.match(text)) and (found := read_money(text, ",")).value is not None and found.unit == "Rp"
