"""What the words of an indicator and its unit say: kind, unit, and which way is better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.vocabulary import TEXTS, alternation, vocabulary

TAIL = re.compile(r"[\s.,;]*$")
PUNCTUATION = " .,;:*"
# Shorter words are too easily found in parts of others.
SHORT = 5


def kind(name: str, unit: str | None = None) -> str:
    """The kind of an indicator, a word of `indicators.kind`, by the words it begins with, else by its unit."""
    kinds = vocabulary("kinds")
    text = " ".join(name.lower().split())
    for entry in kinds["kind"]:
        # The constant stands at the end of a name: no word in front tells this kind.
        if entry["name"] == "per_konstanta" and _per_constant(text, unit):
            return "per_konstanta"
        if entry["leads"] and _leads(entry["name"]).match(text):
            return entry["name"]
    return "pernyataan" if _states(text) else kinds["by_unit"].get(unit_standard(unit) or "", "tidak_jelas")


@cache
def _leads(name: str) -> re.Pattern:
    leads = next(entry["leads"] for entry in vocabulary("kinds")["kind"] if entry["name"] == name)
    return re.compile(rf"(?:{alternation(leads)})(?!\w)")


def _per_constant(text: str, unit: str | None) -> bool:
    return bool(_constants().search(f"{text} {(unit or '').lower()}"))


@cache
def _constants() -> re.Pattern:
    return re.compile(vocabulary("kinds")["constants"])


def _states(text: str) -> bool:
    """Whether the text tells an aim instead of naming a measure (`Meningkatnya …`, `Terlaksananya …`)."""
    kinds = vocabulary("kinds")
    first = text.split()[0] if text else ""
    # Any verb makes such a word: a list alone would miss most.
    prefixed = first.startswith(tuple(kinds["statement_prefixes"])) and first.endswith(tuple(kinds["statement_suffixes"]))
    return first in kinds["statements"] or prefixed


def polarity(name: str) -> str:
    """Which way is better: naik, turun, tetap or tidak_jelas."""
    # The order decides: a fall or a handling that is measured turns round what bad things in the same name would say.
    if _mentions(name, "kept"):
        return "tetap"
    if _mentions(name, "demand"):
        return "tidak_jelas"
    if _mentions(name, "falls"):
        return "naik" if _mentions(name, "down") else "tidak_jelas"
    if _mentions(name, "missed"):
        return "turun"
    if _mentions(name, "handled") or _mentions(name, "raised"):
        return "naik"
    if _mentions(name, "down"):
        return "turun"
    return "naik" if _polar("up").match(name.lstrip()) else "tidak_jelas"


@cache
def _polar(direction: str) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{alternation(vocabulary('units')['polarity'][direction])})(?!\w)", re.IGNORECASE)


def _mentions(name: str, direction: str) -> bool:
    return bool(_polar(direction).search(name))


@cache
def _canonical() -> dict[str, str]:
    """Canonical unit by every lower-case form."""
    units = vocabulary("units")
    forms = {name: name for name in units["counts"]["names"]}
    for entry in units["unit"]:
        forms |= dict.fromkeys([entry["name"], *entry.get("synonyms", [])], entry["name"])
    return forms


@cache
def _counted() -> frozenset[str]:
    units = vocabulary("units")
    return frozenset([*units["counts"]["names"], *(entry["name"] for entry in units["unit"] if entry.get("counts"))])


def _folded(text: str | None) -> str:
    return re.sub(r"\s*/\s*", "/", " ".join((text or "").lower().split())).strip(PUNCTUATION)


@lru_cache(TEXTS)
def unit_standard(unit: str | None) -> str | None:
    """The canonical form of a unit (`Dok.` → dokumen), or None where the vocabulary does not know it."""
    folded = _folded(unit)
    forms = _canonical()
    if folded in forms:
        return forms[folded]
    if _per(folded):
        return folded
    scale = re.fullmatch(rf"(.+?)\s*\(?(?:{alternation(vocabulary('units')['compound']['scale_words'])})\b.*", folded)
    if scale:
        return forms.get(scale[1].strip(" ("))
    parts = folded.split("/")
    known = [forms.get(part) for part in parts]
    return "/".join(dict.fromkeys(known)) if len(parts) > 1 and all(known) else None


def _per(folded: str) -> bool:
    population = alternation(vocabulary("units")["compound"]["per"])
    return bool(re.fullmatch(rf"per\s*[\d.]+(?:\s+(?:{population}))?", folded))


def is_unit(text: str | None) -> bool:
    """Whether a text is a unit of the vocabulary, alone or made of several (`Orang / Bulan`)."""
    return unit_standard(text) is not None


def unit_behind(text: str | None) -> str | None:
    """The unit in what stands behind a number: not the number in words (`3 (tiga) dokumen`), nor the grade that it means (`72,5 (BB)`)."""
    inside, behind = re.fullmatch(r"(?:\(([^()]*)\))?\s*(.*)", text or "", re.DOTALL).groups()
    return behind or (inside if is_unit(inside) else None)


def counts_things(unit: str | None) -> bool:
    """Whether a unit counts things, which have no fractions."""
    standard = unit_standard(unit)
    return standard is not None and all(part in _counted() for part in ([standard] if standard in _counted() else standard.split("/")))


def split_unit(name: str, has_unit_column: bool = False) -> tuple[str, str | None]:
    """(name without the unit in the brackets at its end, unit as written); the name stays whole where the brackets hold none."""
    text = TAIL.sub("", name)
    # Where units have a column of their own, brackets belong to the name.
    start = None if has_unit_column else _last_bracket(text)
    if not start:
        return name, None
    before, inside = text[:start].rstrip(), text[start + 1 : -1].strip()
    return (before, inside) if before and not _explains(inside, before) and _holds_unit(inside) else (name, None)


def split_formula(name: str) -> tuple[str, str | None]:
    """(name without the formula in its brackets, formula as written); the name stays whole where it holds none or several."""
    labels = alternation(vocabulary("formulas")["bracket_labels"])
    opened = list(re.finditer(rf"\s*\(\s*(?:{labels})\s*:\s*", name, re.IGNORECASE))
    if len(opened) != 1 or not opened[0].start():
        return name, None
    inside = name[opened[0].end() :]
    end = _closing(inside)
    return f"{name[: opened[0].start()]}{inside[end + 1 :]}".strip(), inside[:end].strip() or None


def _closing(text: str) -> int:
    """Where the bracket closes that was opened before the text; its end where none does."""
    depth = 1
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return place
    return len(text)


def _last_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the end of the text."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth <= 0:
            return place if text.endswith((")", "]")) and depth == 0 else None
    return None


def without_initials(name: str) -> str:
    """The name without brackets that only abbreviate the words before them."""
    return re.sub(r"\s*\(([^()]*)\)", lambda bracket: "" if _initials(bracket[1], name[: bracket.start()]) else bracket[0], name)


def _explains(inside: str, before: str) -> bool:
    """Whether brackets abbreviate words before them (`(IKM)`, `(IKM Setda)`), or write out the abbreviation before them (`INM (Indikator Nasional Mutu)`)."""
    if not inside:
        return False
    first, *others = inside.split()
    known = bool(others) and len(first) > 2 and first.isupper() and first.lower() in _heads(before)
    return known or _initials(inside, before) or _initials(before.split()[-1], inside) or _blends(inside.lower(), re.findall(r"\w+", before.lower()))


def _blends(inside: str, words: list[str]) -> bool:
    """Whether a word is made of parts of the last words before it (`Fasilitas Pelayanan Kesehatan (Fasyankes)`)."""
    return inside.isalpha() and len(inside) > SHORT and inside not in words and any(words[-k:][0].startswith(inside[:2]) and _in_parts(inside, words[-k:]) for k in range(2, min(4, len(words)) + 1))


def _in_parts(text: str, words: list[str]) -> bool:
    """Whether a text is cut into parts of two letters or more, one out of each of the words in turn."""
    if not words:
        return not text
    return any(text[:n] in words[0] and _in_parts(text[n:], words[1:]) for n in range(2, len(text) + 1))


def _heads(text: str) -> str:
    """The first letters of the words."""
    return "".join(word[0] for word in re.findall(r"\w+", text)).lower()


def _initials(inside: str, before: str) -> bool:
    """Whether an abbreviation is made of the initials of the last words before it (`Indeks Kepuasan Masyarakat (IKM)`)."""
    letters = re.sub(r"\W", "", inside)
    return len(letters) > 1 and letters.isupper() and _heads(before).endswith(letters.lower())


def _holds_unit(inside: str) -> bool:
    """Whether brackets hold a unit; a number in front (`0-18 tahun`) is a quantity, no unit."""
    if re.match(r"[<>≤≥]?\s*\d", inside):
        return False
    if is_unit(inside):
        return True
    words = re.split(r"[\s/]+", inside)
    # Capitals that only begin with a unit are an abbreviation.
    return len(words) <= 3 and is_unit(words[0]) and not inside.isupper()


def join_units(lines: Sequence[str]) -> tuple[str, ...]:
    """The units of a cell, its wrapped lines joined: two lines are one unit where only together the vocabulary knows them, or knows them as one."""
    units: list[str] = []
    for line in filter(None, (line.strip() for line in lines)):
        joined = _wrapped(units[-1], line) if units else None
        units = [*units[:-1], joined] if joined else [*units, line]
    return tuple(units)


PER_NUMBER = re.compile(r"\bper [\d.]+$", re.IGNORECASE)


def _wrapped(first: str, second: str) -> str | None:
    """One unit of two lines, or None where they are two."""
    together = first + second if re.search(r"\w[-/]$", first) else f"{first} {second}"
    # A narrow column breaks a unit amid its word, without a hyphen.
    torn = first + second
    if not is_unit(together):
        return torn if is_unit(torn) and not (is_unit(first) and is_unit(second)) else None
    apart = is_unit(first) and is_unit(second)
    open_end = first.endswith("/") or second.startswith(("/", "(")) or PER_NUMBER.search(first)
    return together if not apart or open_end or second[:1].islower() and _folded(together) in _canonical() else None
