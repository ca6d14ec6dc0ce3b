"""The parts of a written formula. Refusing is a result; a wrong numerator or denominator is not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from pipeline.transform import fractions
from pipeline.transform.fractions import Sides, opened, words, words_pattern

DOUBLE, GLYPHS, UNREAD, SLASHED = "formula-ganda-sel", "formula-glif-rusak", "formula-tak-terurai", "formula-garis-miring"
# What fonts without a map of their letters, and conversions, leave where signs of a formula stood.
BROKEN = re.compile(r"\?{3,}|[\ue000-\uf8ff\ufffd]|\(\s*\)|&\d")
# A form that nobody filled in has dots where its parts should stand.
TEMPLATE = re.compile(r"(?:\.|…){5,}|…{2,}")
WEIGHTED = re.compile(r"\(?\s*(\d+[.,]\d+|\d+\s*%)\s*[x×*]\s*([^+()]+?)\s*\)?\s*(?:\+|$)", re.IGNORECASE)
WEIGHT_BEHIND = re.compile(r"\(?\s*([^+()/:]+?)\s*[x×*]\s*(0?[.,]\d+|[1-9]\d?(?:[.,]\d+)?\s*%)\s*\)?", re.IGNORECASE)
ARITHMETIC = re.compile(r"\s[-−–+]\s|\s[x×*]\s|[\[{]|\d\s*[-−–+×*/]\s*[\[({]|\w\s*×\s*\w", re.IGNORECASE)
MEAN_OF = re.compile(r"1\s*/\s*(\d+|n)\s*([(\[{].*[)\]}])", re.IGNORECASE)
TIME = r"(?:\(\s*|\b)[nt]\s*[-−–]\s*1\b"
DIFFERENCE = re.compile(r"\s[-−–]\s|\)\s*[-−–]\s*\w")
PERIOD = re.compile(r"\(\s*[nt]\s*(?:[-−–+]\s*1\s*)?\)|\btahun\s+[nt]\b(?:\s*[-−–]\s*1)?", re.IGNORECASE)


@dataclass(frozen=True)
class Formula:
    """A formula's kind (word of `formula_kind`), its parts as written, the pieces of data it needs as (role, name), and the finding it asks for."""

    kind: str
    numerator: str | None = None
    denominator: str | None = None
    multiplier: float | None = None
    terms: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


def parse(text: str | None, lines: tuple[str, ...] = ()) -> Formula:
    """Read a formula as written; `lines` are the lines of its cell, which show a drawn fraction whose line is no text."""
    plain = re.sub(rf"^.*(?<!\w)(?:{words_pattern('formula_labels')})\s*:\s*", "", _plain(text or ""), flags=re.IGNORECASE)
    if plain.lower() in words("blank"):
        return Formula("kosong")
    refused = _damage(plain)
    if refused:
        return Formula("tak_terurai", problem=refused)
    # The words for a mean may go with the frame, so that the whole text is asked for them too.
    body = _without_frame(fractions.drawn(tuple(map(_plain, lines))) or plain)
    return _wordy(body) or _labelled(body) or _calculated(body, _averages(plain) or _averages(body))


def _plain(text: str) -> str:
    # NFKC would write an ellipsis as three dots, but the parts of a formula stand as written (`IPi1 + … + IPi8`).
    return " ".join(unicodedata.normalize("NFKC", text.replace("…", "\x00")).replace("\x00", "…").split())


def _damage(plain: str) -> str | None:
    if BROKEN.search(plain):
        return GLYPHS
    if re.match(rf"(?:{words_pattern('legends')})\s*:", plain, re.IGNORECASE):
        return UNREAD
    return UNREAD if TEMPLATE.search(plain) or len(re.sub(r"\W", "", plain)) < 3 and not re.search(r"[/÷:Σ∑]", plain) else None


def _without_frame(plain: str) -> str:
    """The formula without the legend behind it, the symbol it defines and the words that lead to it."""
    body = re.split(rf"(?<!^)(?<!\w)(?:{words_pattern('legends')})\s*:", plain, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    left, sign, right = body.partition("=")
    # Only a short side that calculates nothing is a name defined; `A / B = 0,5` states a value instead.
    if sign and right.strip() and len(left) <= 60 and not fractions.calculates(left) and not fractions.values(right):
        body = right.strip()
    body = re.sub(rf"^(?:{words_pattern('named_leads')})\s[^:=]{{0,60}}\w:\s+", "", body, flags=re.IGNORECASE)
    body = re.sub(rf"^(?:{words_pattern('leads')})\s*:?\s+", "", body, flags=re.IGNORECASE)
    return re.sub(rf"^(?:{words_pattern('means')})\s.*,\s+(?:{words_pattern('told_words')})\s+(?={words_pattern('measuring')})", "", body, flags=re.IGNORECASE)


def _averages(text: str) -> bool:
    return bool(re.match(rf"(?:(?:{words_pattern('leads')})\s*:?\s+)?(?:{words_pattern('means')})(?!\w)", text, re.IGNORECASE))


def _wordy(body: str) -> Formula | None:
    if re.match(rf"(?:\d[.)]\s*)?(?:{words_pattern('presence')})(?!\w)", body, re.IGNORECASE):
        return Formula("ada_tidak", terms=(("source", body),))
    growth = re.search(rf"\b(?:{words_pattern('period_comparisons')})\s+(?:{words_pattern('periods_before')})", body, re.IGNORECASE)
    return Formula("pertumbuhan", terms=(("source", body),)) if growth else None


def _labelled(body: str) -> Formula | None:
    """A form with a named numerator, denominator and constant."""
    named = rf"(?:{words_pattern('numerator_labels')})\s*:?\s+(.+?)\s+(?:{words_pattern('denominator_labels')})\s*:?\s+(.+?)"
    match = re.search(rf"{named}(?:\s+(?:{words_pattern('constant_labels')})\s*:?\s*(\S+).*)?$", body, re.IGNORECASE)
    if not match:
        return None
    multiplier = fractions.constant(match[3]) if match[3] else None
    return _ratio(Sides(match[1].strip(" :;,"), match[2].strip(" :;,"), True), multiplier, False)


def _calculated(body: str, average: bool) -> Formula:
    mean = MEAN_OF.fullmatch(body)
    if mean:
        return _mean(opened(mean[2]), mean[1])
    weighted = _weighted(body)
    if weighted:
        return Formula("komposit", terms=tuple(term for weight, name in weighted for term in (("addend", name), ("weight", weight))))
    product = fractions.multiplied(body)
    if product is None:
        return Formula("tak_terurai", problem=DOUBLE)
    rest, multiplier, tail = product
    return _divided(rest, multiplier, tail, average)


def _weighted(body: str) -> list[tuple[str, str]]:
    """(weight, name) of each addend of a weighted sum, the weight before its name or behind it; none for anything else."""
    found = WEIGHTED.findall(body)
    if len(found) >= 2 and not WEIGHTED.sub("", body).strip():
        return found
    behind = [WEIGHT_BEHIND.fullmatch(part) for part in re.split(r"\s+\+\s+", body)]
    return [(match[2], match[1]) for match in behind] if len(behind) >= 2 and all(behind) else []


def _divided(rest: str, multiplier: float | None, tail: str, average: bool) -> Formula:
    # A second division behind the multiplier would be lost with the words there.
    if fractions.divides(tail):
        return Formula("tak_terurai", problem=UNREAD)
    sides = fractions.divide(rest, multiplier is not None)
    if isinstance(sides, Sides) and (sides.sure or multiplier is not None or not _sourced(rest)):
        return _ratio(sides, multiplier, average)
    if sides == fractions.MANY:
        return Formula("tak_terurai", problem=DOUBLE)
    if sides == fractions.UNSURE and not _sourced(rest) or tail:
        return Formula("tak_terurai", problem=UNREAD)
    return _undivided(rest, multiplier)


def _ratio(sides: Sides, multiplier: float | None, average: bool) -> Formula:
    numerator, denominator = fractions.bare(sides.numerator), fractions.bare(sides.denominator)
    # `A / B x C` may divide by B or by the product.
    if not fractions.whole(numerator) or not fractions.whole(denominator) or fractions.multiplies(sides.denominator):
        return Formula("tak_terurai", problem=UNREAD)
    if _lost_minus(numerator, denominator):
        return Formula("tak_terurai", problem=GLYPHS)
    found = Formula(_ratio_kind(numerator, denominator, multiplier, average), numerator, denominator, multiplier)
    return replace(found, terms=(("numerator", numerator), ("denominator", denominator)), problem=None if sides.sure else SLASHED)


def _ratio_kind(numerator: str, denominator: str, multiplier: float | None, average: bool) -> str:
    # A growth is multiplied by 100 as well, so it is looked for before the percentage.
    before = rf"{TIME}|(?:{words_pattern('periods_before')})"
    told = re.search(rf"\b(?:{words_pattern('minus_words')})\b", numerator, re.IGNORECASE)
    if (told or DIFFERENCE.search(numerator)) and re.search(before, numerator, re.IGNORECASE):
        return "pertumbuhan"
    if re.fullmatch(rf".+\s*[-−–]\s*{re.escape(denominator)}", numerator, re.IGNORECASE):
        return "pertumbuhan"
    if multiplier == 100:
        return "persentase"
    if multiplier in words("per_constants"):
        return "per_konstanta"
    mean = average or re.fullmatch(r"n|\d{1,2}", denominator)
    return "rata_rata" if mean and multiplier is None else "rasio"


def _mean(inner: str, count: str) -> Formula:
    addends = tuple(("addend", part.strip()) for part in inner.split("+"))
    return Formula("rata_rata", inner, count, terms=(*addends, ("denominator", count)))


def _lost_minus(numerator: str, denominator: str) -> bool:
    """Whether the numerator holds the denominator's term twice, for two periods, with no sign in between."""
    if not PERIOD.search(denominator):
        return False
    stem = PERIOD.sub("", denominator).strip().lower()
    signs = rf"[-−–+]|\b(?:{words_pattern('minus_words')})\b"
    return bool(stem) and numerator.lower().count(stem) >= 2 and not re.search(signs, PERIOD.sub("", numerator), re.IGNORECASE)


def _sourced(body: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{words_pattern('textual')})(?!\w)", body, re.IGNORECASE))


def _begins(body: str, name: str) -> bool:
    return bool(re.match(rf"(?:{words_pattern(name)})(?!\w)", body, re.IGNORECASE))


def _undivided(rest: str, multiplier: float | None) -> Formula:
    if "=" in rest or _lost_line(rest, multiplier) or _perhaps_divided(rest, multiplier):
        return Formula("tak_terurai", problem=UNREAD)
    if _begins(rest, "composites"):
        return Formula("komposit", terms=(("addend", rest),))
    if rest[:1] in words("sums") and fractions.whole(rest):
        return Formula("jumlah", multiplier=multiplier, terms=(("addend", opened(rest[1:].strip())),))
    if multiplier is not None or ARITHMETIC.search(rest):
        return _expression(rest, multiplier)
    return _told(rest)


def _expression(rest: str, multiplier: float | None) -> Formula:
    addends = re.split(r"\s\+\s", rest)
    if multiplier is None and len(addends) > 1 and not any(ARITHMETIC.search(part) or not fractions.balanced(part) for part in addends):
        return Formula("jumlah", terms=tuple(("addend", part.strip()) for part in addends))
    if not fractions.balanced(rest):
        return Formula("tak_terurai", problem=UNREAD)
    # A number right before a word has lost the sign between them.
    if re.match(r"\d+\s+[^\W\dxX]", rest):
        return Formula("tak_terurai", problem=GLYPHS)
    if multiplier is None and not _symbolic(rest):
        return _told(rest)
    return Formula("ekspresi", multiplier=multiplier, terms=tuple(("source", name) for name in _named(rest)))


def _named(rest: str) -> list[str]:
    """The names between the numbers, brackets and signs of an expression."""
    parts = re.split(r"[()\[\]{}×*+/]|\s[xX]\s|\s?[−–]\s?|\s-\s", rest)
    return list(dict.fromkeys(part.strip() for part in parts if re.search(r"[^\W\d]", part)))


def _symbolic(rest: str) -> bool:
    """Whether a text is arithmetic rather than a sentence with a dash or bracket in it."""
    return bool(re.search(r"[×*+]|\s[xX]\s|\d\s*[-−–]\s*[\[({]|\s[-−–]\s", rest))


def _told(rest: str) -> Formula:
    if _begins(rest, "counting"):
        return Formula("hitung", terms=(("addend", rest),))
    if _sourced(rest) or _begins(rest, "textual_leads") or not rest:
        return Formula("tekstual", terms=(("source", rest),) if rest else ())
    if _begins(rest, "means"):
        return Formula("rata_rata", terms=(("addend", rest),))
    return Formula("tak_terurai", problem=UNREAD)


def _perhaps_divided(rest: str, multiplier: float | None) -> bool:
    """Whether a text counts something per so many, or stands with a word or sign that may divide before the constant of a percentage or ratio."""
    if re.search(rf"\sper\s+{fractions.CONSTANT}\s+[^\W\d]", rest):
        return True
    maybe = rf"(?<!\w)(?:{words_pattern('maybe_divided')})(?!\w)|{'|'.join(map(re.escape, words('maybe_signs')))}"
    return multiplier in (100, *words("per_constants")) and bool(re.search(maybe, rest, re.IGNORECASE)) and not ARITHMETIC.search(rest)


def _lost_line(rest: str, multiplier: float | None) -> bool:
    """Whether two heads stand side by side, over the same words or multiplied: a fraction without its line."""
    if multiplier is not None and re.match(rf"(?:{words_pattern('counting')})\s.*[a-z\d)]\s(?:{words_pattern('counting')})\s", rest, re.IGNORECASE) and not ARITHMETIC.search(rest):
        return True
    for top, bottom in words("lost_fractions"):
        match = re.fullmatch(rf"{top}\s+(.+?)\s+{bottom}\s+(.+)", rest, re.IGNORECASE)
        if match and match[1].lower() == match[2].lower():
            return True
    return False
