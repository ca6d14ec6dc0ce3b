"""Where a formula divides and what it multiplies by: the signs, told apart from the slashes, dots and dashes that only look like them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.transform.indicators import is_unit
from pipeline.vocabulary import alternation, vocabulary

MANY, UNSURE = "many", "unsure"
PAIRS = {")": "(", "]": "[", "}": "{"}
# Fewer of these signs are a dash between words or a minus.
LINE = re.compile(r"(?:[-_]{4,}|[─–]{3,}|[—―]{2,})(?:\s*[-_─—–―]{2,})*")
# Between two numbers a colon gives a scale (`1 : 25`); without a blank before it, it closes a label.
RATIO_SIGN = re.compile(r"(?<!\d)\s+:\s+|\s+:\s+(?!\d)|\s*÷\s*")
SLASH = re.compile(r"\s*/\s*")
# `SD/MI` and `RPJMD/RKPD` are names of two things.
ABBREVIATIONS = re.compile(r"(?<![\w/])[A-Z]{2,5}(?:/[A-Z]{1,5})+(?![\w/])")
STATED = re.compile(r"\s*=\s*[\d.,]*\s*%?\s*$")
CHAIN = re.compile(r"\b\w+(?:/\w+){2,}")
CONSTANT = r"\d+(?:[.,]\d+)*"


@dataclass(frozen=True)
class Sides:
    """The two sides of a division; `sure` where its sign can mean nothing else."""

    numerator: str
    denominator: str
    sure: bool


def words(name: str) -> list | dict:
    """A list of words, or a table by word, of `schemas/formulas.toml`."""
    return vocabulary("formulas")[name]


@cache
def words_pattern(name: str) -> str:
    """A pattern of the words of one list."""
    return alternation(words(name))


@cache
def _multiplier() -> re.Pattern:
    by = rf"(?:(?<!\w)(?:{words_pattern('multiplier_words')})|{words_pattern('multiplier_signs')})\s*({CONSTANT}|{words_pattern('constant_words')})\s*(?:{words_pattern('percent_words')})?(?!\w)"
    return re.compile(rf"{by}|(?:{words_pattern('percent_phrases')})(?:\s*\(%\))?", re.IGNORECASE)


@cache
def _divisor() -> re.Pattern:
    return re.compile(rf"\s*(?<!\w)(?:{words_pattern('divisors')})(?![\w-])\s*", re.IGNORECASE)


@cache
def _product() -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{words_pattern('product_words')})(?!\w)", re.IGNORECASE)


@cache
def _slash_words() -> re.Pattern:
    pairs = "|".join(r"\s*/\s*".join(map(re.escape, word.split("/"))) for word in sorted(words("slash_words"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pairs})(?!\w)|(?<=\w)/(?:{words_pattern('slash_tails')})(?!\w)", re.IGNORECASE)


def constant(text: str) -> float | None:
    """The number of a multiplier, in words or digits: groups of three digits are thousands, else a comma or dot is decimal."""
    told = words("constant_words").get(" ".join(text.lower().split()))
    if told:
        return float(told)
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    if not digits:
        return None
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]000)+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else None


def values(text: str) -> bool:
    """Whether a text begins with the value of a side (`Jumlah siswa = 2720 / …`), not with a calculation."""
    number = re.match(rf"\s*{CONSTANT}\s*%?\s*", text)
    behind = text[number.end() :] if number else text
    found = next(filter(None, (sign.match(behind) for sign in (_divisor(), LINE, RATIO_SIGN, SLASH))), None)
    return bool(number) and (not behind or bool(found) and not behind[found.end() :][:1].isdigit())


def _ends(text: str) -> dict[int, int]:
    """The place of each bracket's partner."""
    stack, partner = [], {}
    for place, sign in enumerate(text):
        if sign in PAIRS.values():
            stack.append(place)
        elif sign in PAIRS and stack and text[stack[-1]] == PAIRS[sign]:
            partner[stack.pop()] = place
    return partner | {end: start for start, end in partner.items()}


def balanced(text: str) -> bool:
    """Whether every bracket has its partner."""
    return len(_ends(text)) == sum(text.count(sign) for sign in "()[]{}")


def opened(text: str) -> str:
    """The text without brackets that enclose all of it."""
    text = text.strip()
    while text and text[0] in PAIRS.values() and _ends(text).get(0) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def bare(text: str) -> str:
    """A side of a fraction without enclosing brackets, stated value and closing sign."""
    return opened(STATED.sub("", text.strip()).rstrip(" .;,"))


def whole(text: str) -> bool:
    """Whether a side can stand alone: words, brackets in pairs, no further equation, drawn line or multiplier."""
    foreign = "=" in text or LINE.search(text) or _multiplier().search(text) or _product().search(text)
    return bool(re.search(r"\w", text)) and balanced(text) and not foreign


def multiplies(text: str) -> bool:
    """Whether a sign of multiplication stands in the text outside brackets."""
    return bool(re.search(r"\s[xX]\s|[×*]", _masked(text)))


def _unpaired_off(text: str) -> str:
    """The text without one bracket at either end whose partner is missing."""
    text = opened(text)
    partner = _ends(text)
    if text and text[-1] in PAIRS and len(text) - 1 not in partner:
        text = text[:-1].strip()
    if text and text[0] in PAIRS.values() and 0 not in partner:
        text = text[1:].strip()
    return opened(text)


def _constant_last(body: str) -> str:
    """The formula with a constant in front of it (`100% x (A/B)`) put behind it."""
    match = re.match(rf"({CONSTANT}\s*%?)\s*[x×*]\s*(.+)", body, re.IGNORECASE)
    return f"{match[2]} x {match[1]}" if match and constant(match[1]) in (100, *words("per_constants")) and divides(opened(match[2])) else body


def multiplied(body: str) -> tuple[str, float | None, str] | None:
    """(what is multiplied, multiplier, words behind it), or None where there are several multipliers."""
    body = _constant_last(body)
    found = list(_multiplier().finditer(body))
    if len(found) > 1:
        return None
    if not found:
        return _unpaired_off(body.rstrip(" .;")), None, ""
    match = found[0]
    value = constant(match[1]) if match[1] else 100.0
    before, behind = _without_then(body[: match.start()]), body[match.end() :]
    # Lines of a drawn fraction are read one below the other: its multiplier, beside the line, comes before the denominator.
    drawn = LINE.search(before)
    if drawn and drawn.end() == len(before):
        return f"{before} {behind}", value, ""
    closing = re.match(r"[\s)\]}]*", behind)[0]
    tail = re.split(r"^[.;]|\s*=", behind[len(closing) :].strip(), maxsplit=1)[0].strip()
    # Many words behind a constant, or words that measure, are part of the calculation.
    if len(tail.split()) > 3 or re.match(rf"(?:{words_pattern('measuring')})(?!\w)", tail, re.IGNORECASE):
        return body, None, tail
    return _unpaired_off(before + closing.strip()), value, tail


def _without_then(before: str) -> str:
    """What stands before a multiplier without the word that leads over to it (`…, lalu dikali`)."""
    return re.sub(rf"(?:\s+|(?=,))(?:{words_pattern('then_words')})\s*$", "", before.rstrip(" .")).rstrip(" ,.")


def _hidden(match: re.Match) -> str:
    # Places found in the hidden text are used to cut the whole one.
    return "\x00" * len(match[0])


def _masked(text: str) -> str:
    """The text, as long as before, with what stands in brackets, in slash words and in chains of words (`ringan/sedang/berat`) hidden."""
    hidden = list(text)
    for start, end in _ends(text).items():
        if start < end:
            hidden[start + 1 : end] = "\x00" * (end - start - 1)
    masked = "".join(hidden)
    return _slash_words().sub(_hidden, masked if CHAIN.fullmatch(masked) else CHAIN.sub(_hidden, masked))


def divides(text: str) -> bool:
    """Whether a sign of division stands in the text outside brackets."""
    return any(pattern.search(_masked(text)) for pattern in (_divisor(), LINE, RATIO_SIGN, SLASH))


def calculates(text: str) -> bool:
    """Whether a text divides or multiplies by a constant."""
    return divides(text) or bool(_multiplier().search(text))


def divide(text: str, multiplier: bool) -> Sides | str | None:
    """The sides of the text's only division; MANY where there are several, UNSURE where a slash may mean "or" or a colon leads to a value, None without a sign."""
    masked = _masked(text)
    signs = [*_divisor().finditer(text), *LINE.finditer(masked), *RATIO_SIGN.finditer(masked)]
    # Where a slash stands, words of comparison only lead to it.
    compared = None if SLASH.search(masked) else _compared(text, masked, multiplier)
    if len(signs) > 1 or signs and compared:
        return MANY
    if signs and ":" in signs[0][0] and re.fullmatch(rf"{CONSTANT}\s*(?:%|[^\W\d]\w*)", text[signs[0].end() :]):
        return UNSURE
    if signs:
        return _sides(text, signs[0], True)
    return compared or _by_slash(text, masked, multiplier)


def _sides(text: str, sign: re.Match, sure: bool) -> Sides | str:
    numerator, denominator = text[: sign.start()].strip(), text[sign.end() :].strip()
    if not numerator or not denominator:
        return UNSURE
    lead = rf"^antara\s+|^(?:{words_pattern('compared')})\s+(?=(?:{words_pattern('measuring')})(?!\w))"
    return Sides(re.sub(lead, "", numerator, flags=re.IGNORECASE), denominator, sure)


def _compared(text: str, masked: str, multiplier: bool) -> Sides | str | None:
    """The sides of a comparison told in words (`perbandingan A terhadap B`), without the word that leads to it."""
    for form in words("comparison"):
        lead = re.match(rf"(?:{alternation(form['leads'])})\s", masked, re.IGNORECASE) if form["leads"] else re.match("", masked)
        if not lead or form["multiplied"] and not multiplier:
            continue
        joints = re.finditer(rf"\s(?:{alternation(form['words'])})\s", masked[lead.end() :], re.IGNORECASE)
        sides = [Sides(text[lead.end() :][: joint.start()].strip(), text[lead.end() :][joint.end() :].strip(), True) for joint in joints]
        fitting = [one for one in sides if not form["measured"] or _measures(one.numerator) and _measures(one.denominator)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else MANY
    return None


def _by_slash(text: str, masked: str, multiplier: bool) -> Sides | str | None:
    signs = list(SLASH.finditer(masked))
    pair = ABBREVIATIONS.search(masked)
    if pair and (len(signs) > 1 or not multiplier) and pair[0] != text:
        signs = list(SLASH.finditer(ABBREVIATIONS.sub(_hidden, masked)))
    if len(signs) != 1:
        return UNSURE if signs else None
    left, right = text[: signs[0].start()], text[signs[0].end() :]
    # `2024/2025` is a school year, and 3/4 no two counts.
    if left[-1:].isdigit() and right[:1].isdigit():
        return None
    if multiplier and pair and pair[0] != text and not _measures(right) and pair.end() < len(text):
        return UNSURE
    return _sides(text, signs[0], True) if _surely(left, right) else _perhaps(text, signs[0], left, right, multiplier)


def _measures(text: str) -> bool:
    return bool(re.match(rf"[({{\[]*(?:{words_pattern('measuring')})(?!\w)|[Σ∑]", text.strip(), re.IGNORECASE))


def _surely(left: str, right: str) -> bool:
    """Whether a slash without multiplier divides: a measuring noun, a bracket, a word of the base or the same thing on both sides."""
    if _measures(right) or left.endswith(tuple(PAIRS)) or right.startswith(tuple(PAIRS.values())):
        return True
    head, named = re.match(r"\w+", right), left.lower().split()
    same = head and len(named) > 1 and head[0].lower() in (named if "yang" in named else named[:1])
    return bool(same) or bool(re.search(rf"\b(?:{words_pattern('bases')})", right, re.IGNORECASE))


def _perhaps(text: str, sign: re.Match, left: str, right: str, multiplier: bool) -> Sides | str:
    """A slash that no sign explains divides with blanks around it unless it follows a count, or two symbols, or two descriptions; a multiplier lets any divide."""
    single = re.fullmatch(r"\w+", left) and re.fullmatch(r"\w+", right)
    spaced = sign[0].startswith(" ") and sign[0].endswith(" ") and (not _measures(left) or is_unit(re.sub(r"^\d+\s+", "", right)))
    described = not _measures(left) and all("yang" in side.lower().split() for side in (left, right))
    if multiplier or spaced or single or described:
        return _sides(text, sign, bool(multiplier and (single or spaced)))
    return UNSURE


def drawn(lines: tuple[str, ...]) -> str | None:
    """The text of a fraction whose line was drawn, known by a multiplier that stands alone between two counts or over what is taken off above; None for anything else."""
    alone = [place for place, line in enumerate(lines) if _multiplier().fullmatch(line)]
    if len(alone) != 1 or not 0 < alone[0] < len(lines) - 1:
        return None
    above, below = " ".join(lines[: alone[0]]), " ".join(lines[alone[0] + 1 :])
    top = above.partition("=")[2].strip() or above
    counted = _measures(top) and _measures(below)
    if not counted and not top.endswith(below) or divides(above) or divides(below):
        return None
    return f"{above} ---- {lines[alone[0]]} {below}"
