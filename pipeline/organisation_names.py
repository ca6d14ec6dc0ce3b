"""Whose a table is: the organisation that a line over it names. The words are data."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from pipeline.vocabulary import TEXTS, alternation, vocabulary

# So much alike, of 100, two writings are of one word.
ALIKE = 88
# Words of so many letters begin with a capital in a name.
LONG = 4
# Characters: what is longer is no title, and to look for names in it would cost with the square of its length.
MOST = 400


@lru_cache(TEXTS)
def organisation(title: str) -> str | None:
    """The organisation that a line over a table names: behind a label, or as offices are called; running text is no name."""
    if len(title) > MOST:
        return None
    title = title.lstrip(": ")
    label = re.match(vocabulary("titles")["organisation_row"], title, re.I)
    said = title[label.end() :].strip() if label else ""
    named = name_pattern("whose").match(said) or name_pattern("whose").match(title)
    name = named[1].strip() if named else said
    # What stands behind the name shows whether it is one of a sentence.
    return name if name and set_as_title(named.string[named.start(1) :] if named else name) and (named or not re.match(vocabulary("titles")["unit_row"], name, re.I)) else None


def office(text: str) -> str | None:
    """The organisation that a text names and says nothing before."""
    name = organisation(text)
    return name if name and text.startswith(name) else None


def organisation_of_sheet(name: str) -> str | None:
    """The organisation that a sheet is named after, and nothing but that."""
    # Sheets of one office are called after it too: more than an office's name tells them apart, not offices.
    short = re.fullmatch(rf"(?:{alternation(vocabulary('titles')['short'])})[\s\d()._-]*", name.strip(), re.I)
    return name.strip() if short or re.match(vocabulary("titles")["office_sheet"], name, re.I) else None


def set_as_title(text: str) -> bool:
    """Whether all long words of a text begin with a capital, save those that titles set small, and it closes like no sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= LONG and word not in vocabulary("titles")["small"]]
    return text.isupper() or not text.endswith((".", ",", ";")) and all(word[0].isupper() for word in words)


def alike(one: str, other: str) -> bool:
    """Whether two names may be those of one organisation: one says more behind what the other says, or is short for it (`PUPR`)."""
    ones, others = _words(one), _words(other)
    if sorted(ones) == sorted(others):
        return True
    same = next((k for k, (a, b) in enumerate(zip(ones, others)) if fuzz.ratio(a, b) < ALIKE), min(len(ones), len(others)))
    # Of a place, another word makes another place: `Kecamatan Kota`, `Kecamatan Kota Selatan`.
    place = {*ones[:1], *others[:1]} & {*vocabulary("titles")["of_place"]}
    ones, others = ones[same:], others[same:]
    if place:
        return not ones and not others
    return not ones or not others or _initials(ones, others) or _initials(others, ones)


def _initials(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(short[0]) > 1 and "".join(word[0] for word in words).startswith(short[0])


@cache
def name_pattern(kind: str) -> re.Pattern:
    """The pattern of a kind of name in a title line: `organisation`, `region` or `whose`."""
    words = vocabulary("titles")
    parts = {"short": alternation(words["short"]), "place": words["place"], "ends": words["ends"]}
    return re.compile(re.sub(r"\{(short|place|ends)\}", lambda part: parts[part[1]], words[kind]), re.I)


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of a name, short ones of offices written out."""
    short = vocabulary("titles")["short"]
    # `P3AP2KB` counts the letters that follow each other.
    counted = re.sub(r"([a-z])([2-4])(?!\d)", lambda found: found[1] * int(found[2]), name.casefold())
    text = " ".join(re.findall(r"[^\W\d_]+", counted))
    full = re.sub(rf"\b(?:{alternation(short)})\b", lambda found: short[found[0]], text).split()
    return tuple(word for word in full if word not in vocabulary("titles")["beside_office"])
