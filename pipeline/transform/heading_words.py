"""What the words of one heading name: a field, levels, or nothing. The words are data."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import accumulate

from rapidfuzz import fuzz, process

from pipeline.transform import years
from pipeline.transform.levels import level_names
from pipeline.vocabulary import TEXTS, vocabulary

SIGNS, PARTS = re.compile(r"[^a-z0-9%-]+"), re.compile("[/,]")
# Phrases of fewer letters are told neither by near spelling nor from broken words.
LONG = 6


@lru_cache(TEXTS)
def plain(text: str) -> str:
    """A heading's words in lower case, signs between them gone."""
    return SIGNS.sub(" ", text.lower()).strip()


@lru_cache(TEXTS)
def field_of(text: str) -> str | None:
    """The field that a heading names: by its whole text, by words in it, by near spelling."""
    words, padded = plain(text), _barred(text)
    # Most texts share no word with any heading.
    if not _leads().isdisjoint(words.split()):
        parts = [plain(part) for part in text.split("/")]
        for name, alone, held in _phrases():
            if words in alone or all(part in alone for part in parts) or any(phrase in padded for phrase in held):
                return name
    return _broken_field(padded.strip()) or _near_field(words)


def _barred(text: str) -> str:
    """A heading's words between blanks, with a bar where a slash or comma parts them: `SASARAN/PROGRAM` is not `sasaran program`."""
    return f" {' | '.join(map(plain, PARTS.split(text)))} "


@cache
def _phrases() -> list[tuple[str, frozenset[str], list[str]]]:
    """The fields, each with the texts that name it as a whole and the phrases, between blanks, that name it wherever they stand."""
    return [(entry["name"], frozenset(entry.get("whole", ())), [f" {phrase} " for phrase in entry.get("holds", ())]) for entry in vocabulary("headings")["field"]]


@cache
def _leads() -> frozenset[str]:
    """The words with which texts and phrases that name a field begin."""
    return frozenset(phrase.split()[0] for _, alone, held in _phrases() for phrase in (*alone, *held))


def _broken_field(words: str) -> str | None:
    """The field whose phrase begins with a word of a heading that blanks inside its words break; amid a word (`penganggaran`) it is none."""
    parts = words.split()
    if not any(len(part) <= 3 for part in parts):
        return None
    whole, starts = "".join(parts), accumulate(map(len, parts[:-1]), initial=0)
    tails = [whole[k:] for k in starts if whole[k : k + LONG] in _beginnings()]
    return next((name for phrase, name in _tight_phrases("holds").items() if any(tail.startswith(phrase) for tail in tails)), None) if tails else None


@cache
def _beginnings() -> frozenset[str]:
    """How the longer phrases that name a field wherever they stand begin."""
    return frozenset(phrase[:LONG] for phrase in _tight_phrases("holds"))


def _near_field(words: str) -> str | None:
    """The field whose phrase is the heading but for blanks and a letter or two."""
    tight = words.replace(" ", "")
    # In a short word one or two other letters make another word.
    phrases = _as_long(len(tight)) if len(tight) >= LONG else {}
    best = process.extractOne(tight, phrases.keys(), scorer=fuzz.ratio, score_cutoff=vocabulary("headings")["near"]["score"]) if phrases else None
    return phrases[best[0]] if best else None


@cache
def _as_long(length: int) -> dict[str, str]:
    """The longer phrases that a text of so many letters may be near to."""
    score = vocabulary("headings")["near"]["score"]
    # Two texts share no more letters than the shorter has.
    return {phrase: name for phrase, name in _tight_phrases("whole", "holds").items() if 200 * min(length, len(phrase)) >= score * (length + len(phrase))}


@cache
def _tight_phrases(*kinds: str) -> dict[str, str]:
    """The longer phrases of some kinds, without blanks, with the fields they name."""
    phrases = [(phrase.replace(" ", ""), entry["name"]) for entry in vocabulary("headings")["field"] for kind in kinds for phrase in entry.get(kind, ())]
    return {phrase: name for phrase, name in phrases if len(phrase) >= LONG}


@lru_cache(TEXTS)
def levels_in(text: str) -> tuple[str, ...]:
    """The levels that a heading names, from the root down."""
    words = _barred(text).replace("-", " ")
    rest = words
    for phrase in vocabulary("headings")["measured"]["phrases"]:
        rest = rest.replace(f" {phrase} ", " | ")
    found = rest != words and _levels_named(rest) or _levels_named(words)
    # Narrow columns break words of some parts, and not of others.
    found = found.union(*(_tight_levels().get(plain(part).replace("-", "").replace(" ", ""), ()) for part in PARTS.split(text)))
    return tuple(name for name in level_names() if name in found) if found else ()


def _levels_named(words: str) -> set[str]:
    found = set()
    for phrase, name in _level_phrases():
        if phrase in words:
            found.add(name)
            words = words.replace(phrase, " | ")
    return found


@cache
def _level_phrases() -> list[tuple[str, str]]:
    """The phrases of levels in headings, between blanks, with their levels, the longest first."""
    pairs = [(f" {phrase} ", level["name"]) for level in vocabulary("levels")["level"] for phrase in (*level["words"], *level.get("heading_words", ()))]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _tight_levels() -> dict[str, set[str]]:
    """The levels of each phrase without its blanks."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrase, name in _level_phrases():
        found[phrase.replace(" ", "")].add(name)
    return found


@lru_cache(TEXTS)
def known(text: str) -> bool:
    """Whether a text is a heading: of a field, of a level alone, or a year."""
    words = plain(text)
    # Sentences of a table hold words of headings too; no heading is so long.
    few = 0 < len(words.split()) <= 12
    return few and bool(field_of(text) or _only_levels(words) or years.alone(words))


def _only_levels(words: str) -> bool:
    """Whether a heading holds nothing but names of levels, and words that change nothing; longer names first, for `sub kegiatan` holds `kegiatan`."""
    named = levels_in(words)
    if not named and words.split()[0] not in _filling():
        return False
    phrases = [phrase for entry in vocabulary("levels")["level"] if entry["name"] in named for phrase in (*entry["words"], *entry.get("heading_words", ()))]
    for phrase in (*sorted(phrases, key=len, reverse=True), *vocabulary("headings")["fillers"]):
        words = f" {words} ".replace(f" {phrase} ", " ").strip()
    return not words


@cache
def _filling() -> frozenset[str]:
    """The words of what changes nothing beside the name of a level."""
    return frozenset(" ".join(vocabulary("headings")["fillers"]).split())
