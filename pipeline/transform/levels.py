"""What the front of a text tells: number, code and the level of a row in a column that levels share. The words are data."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.transform.lists import SIGNS
from pipeline.vocabulary import TEXTS, vocabulary

CODE = re.compile(r"(?:\d|X)[.,](?:\d\d|XX)(?:[.,](?:\d{1,4}|XX))*\.?", re.I)
CODED = re.compile(rf"^({CODE.pattern})\s*[-–]?\s+(?=\D)", re.I)
# The form of a whole code is so sure that other signs than dots may part its segments.
_SIGN, _TWO = r"(?:\s?[.,/_–-]\s?|\s)", r"(?:\d\d|XX)"
PARTED = rf"(?:\d|X){_SIGN}{_TWO}{_SIGN}\d\d(?:{_SIGN}\d{_SIGN}\d\d(?:{_SIGN}(?:\d{{4}}|\d\d))?)?[.,]?"
PARTED_FRONT = re.compile(rf"^(?:kode\s*:?\s*)?[(\[]?({PARTED})(?:[)\]]\s*|\s*[-–:;]\s*|\s+)*(?=[^\W\d])", re.I)
PARTED_BEHIND = re.compile(rf"\s*(?:[(\[]\s*(?:kode\s*:?\s*)?({PARTED})\s*[)\]]|\s[-–]\s+({PARTED})|\s(\d\.\d\d\.\d\d(?:\.\d\.\d\d(?:\.\d{{4}})?)?))$", re.I)
WHOLE = re.compile(r"(?:\d|X)\.(?:\d\d|XX)(?:\.\d\d(?:\.\d\d|\.\d\.\d\d(?:\.\d\d(?:\d\d)?)?)?)?", re.I)
# O, I and l are typed or recognised for 0 and 1.
DAMAGED = re.compile(r"^((?:[\dXOIl]{1,4}[.,]+\s?){2,}[\dXOIl]{1,5}[.,]?)\s*[-–]?\s+(?=[^\d\W])")
NUMBERED = re.compile(
    r"^(?:(?:(\d{1,2}|[A-Za-z]|[IVX]{1,5})\s?[.)](?:\s+(?=\S)|(?=[A-Z][A-Za-z]{2}))|\((\d{1,2}|[a-z])\)\s*(?=[A-Z]))"
    r"|(?:(\d{1,2}(?:\.\d{1,2})+)[.)]?|([A-Z]{1,2}\.\d+(?:\.\d+)*)[.)]?|([A-Z]{1,2}\d+(?:\.\d+)*)[.)])\s+(?=\S))")
SIGNS_BETWEEN = re.compile(r"[^\w%]+")
BULLET = re.compile(rf"^(?:[-–—*]\s+|o\s+(?=[A-Z])|{SIGNS}\s*)(?=\w)")
TAG = re.compile(r"\s*\(([a-z])\s?\.?\s?\d{1,2}(?:\.\d{1,2})*\)$", re.I)
# A word behind a level's, as in `Sasaran RPJMD :`, is no number of it.
CLOSED = r"(?:(?:\s+((?=[\w.]*\d|[IVXivx]{1,5}\b|[A-Za-z]\b)[\w.]{1,6})|(\d{1,2}))?\s*:|\s+(\d{1,2}(?:\.\d{1,2})*)\s?(?:[.)]|[-–])\s)"
LONGER = re.compile(r"(?:\d|X)\.(?:\d\d|XX)\.\d\d\.\d\.\d\d\.\d", re.I)
# A code of a kegiatan or sub kegiatan of a province or a district whose dots are gone, of a bidang that there is: accounts and dates have as many digits.
BIDANG = "1(?:0[1-6])|2(?:0[7-9]|1\\d|2[0-5])|3(?:2[5-9]|3[0-2])|4(?:0[1-3])|5(?:0[1-7])|[678]01"
UNDOTTED = re.compile(rf"(?={BIDANG})([1-8])(\d\d)(\d\d)([12])(\d\d)(\d{{4}})?")
SEGMENT_ENDS = re.compile(r"[.,/_–\s-]+")
# The longest code of a level, that of a sub kegiatan, has six segments.
ORGANISATION = 7
# A cell that holds a number loses leading zeros; only the last segment of a code has no one width.
WIDTHS = (1, 2, 2, 1, 2)
# A blank that a narrow column left inside a segment of a code: two digits follow a sign, and zeros in front go on.
BROKEN_SEGMENT = re.compile(r"(?<=[.,]\d)\s(?=\d$)|(?<=^0)\s(?=\d{1,3}$)|(?<=^00)\s(?=\d\d$)|(?<=^000)\s(?=\d$)")


@cache
def level_names() -> list[str]:
    """The levels of a cascade, from the root down."""
    return [level["name"] for level in vocabulary("levels")["level"]]


@cache
def rank(level: str) -> int:
    """How deep a level stands, 0 for the highest."""
    return level_names().index(level)


@cache
def marked(flag: str) -> frozenset[str]:
    """The levels that bear a flag in `schemas/levels.toml`."""
    return frozenset(entry["name"] for entry in vocabulary("levels")["level"] if entry.get(flag))


@cache
def coded() -> frozenset[str]:
    """The levels whose nodes bear codes."""
    return frozenset(entry["name"] for entry in vocabulary("levels")["level"] if entry.get("code_segments"))


def chain() -> list[str]:
    """The levels that stand one below the other, from the root down."""
    return [level for level in level_names() if level not in marked("apart") | marked("beside")]


@cache
def _labels() -> re.Pattern:
    words = sorted((w for entry in vocabulary("levels")["level"] for w in entry["words"]), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(words)}){CLOSED}\s*", re.I)


@lru_cache(TEXTS)
def split_front(text: str, shared: bool = False) -> tuple[str | None, str | None, str]:
    """(number, code, name) of a text: a bullet goes, also a level word closed by a colon, a number or code in front is taken off; damaged codes in shared columns only."""
    text = BULLET.sub("", text)
    label = _labels().match(text)
    number, text = (label[1] or label[2] or label[3], text[label.end() :]) if label else (None, text)
    if coded := PARTED_FRONT.match(text) or CODED.match(text):
        return number, _dotted(coded.group(1)), text[coded.end() :]
    if coded := shared and DAMAGED.match(text):
        return number, coded.group(1).rstrip(".,"), text[coded.end() :]
    behind = PARTED_BEHIND.search(text)
    code, text = (_dotted(behind[behind.lastindex]), text[: behind.start()]) if behind else (None, text)
    front = NUMBERED.match(text)
    if front and number is None:
        return next(g for g in front.groups() if g), code, text[front.end() :]
    return number, code, text


def join_code(parts: list[str]) -> str | None:
    """The code that stands in one or more cells: commas are dots; a code spread over cells gets its leading zeros back."""
    parts = [BROKEN_SEGMENT.sub("", part) for part in parts] if len(parts) > 1 else parts
    dotted = [_dotted(part) if re.fullmatch(PARTED, part.strip(), re.I) else part.replace(",", ".").strip(". ") for part in parts if part]
    if not dotted:
        return None
    code = ".".join(dotted)
    if bare := UNDOTTED.fullmatch(code):
        return ".".join(filter(None, bare.groups()))
    segments = code.split(".")
    if len(dotted) < 2 or not all(s.isdigit() for s in segments):
        return code
    return ".".join(s.zfill(w) for s, w in zip(segments, (*WIDTHS, 0, 0)))


def _dotted(code: str) -> str:
    return re.sub(_SIGN, ".", code.strip()).strip(".")


def written_otherwise(text: str) -> tuple[str, str] | None:
    """A code with which a text begins whose segments no sign parts, or other signs than dots, commas and blanks beside them: as written, and as it is read."""
    if UNDOTTED.fullmatch(text):
        return text, join_code([text])
    found = PARTED_FRONT.match(f"{text} x")
    code = found and found[1].strip()
    return (code, _dotted(code)) if code and re.search(r"[/_–-]|\w\s\w", code) else None


def whole(code: str) -> bool:
    """Whether a code has the form that the nomenclature gives codes."""
    return bool(WHOLE.fullmatch(code))


def fits(code: str, level: str) -> bool:
    """Whether a code has the form that the nomenclature gives codes, or the one digit of the level above them all."""
    return whole(code) or _segments(code) == 1 and level_of_code(code) == level


def names_organisation(code: str | None) -> bool:
    """Whether a code is that of an organisation, longer than any of a level and none of a level with more behind it."""
    return bool(code) and _segments(code) >= ORGANISATION and not LONGER.match(code)


def level_of_code(code: str) -> str | None:
    """The level whose codes have as many segments; None where no level's have."""
    return next((entry["name"] for entry in vocabulary("levels")["level"] if _segments(code) in entry.get("code_segments", ())), None)


def _segments(code: str) -> int:
    # A sign typed twice parts nothing.
    return len([segment for segment in SEGMENT_ENDS.split(code) if segment])


@lru_cache(TEXTS)
def level_of_word(name: str) -> str | None:
    """The level that a word in front tells: closed by a colon any level's, without colon that of a level whose names begin with it."""
    lead = name.lower()
    return next((level for level, word in _level_words() if word.match(lead)), None)


@cache
def _level_words() -> list[tuple[str, re.Pattern]]:
    """The levels from the leaves up with the patterns of their words in front: first those closed by a colon, then those without."""
    entries = [(entry["name"], "|".join(map(re.escape, entry["words"])), entry.get("leads_names")) for entry in vocabulary("levels")["level"][::-1]]
    closed = [(level, re.compile(f"(?:{words}){CLOSED}")) for level, words, _ in entries]
    return closed + [(level, re.compile(f"(?:{words}) ")) for level, words, leads in entries if leads]


def is_level_word(text: str) -> bool:
    """Whether a text is nothing but the word of a level."""
    return text.strip().lower() in _bare_words()


@cache
def _bare_words() -> frozenset[str]:
    return frozenset(word for entry in vocabulary("levels")["level"] for word in entry["words"])


def is_called(name: str, level: str | None) -> bool:
    """Whether a name begins with a word of a level."""
    return any(name.lower().startswith(f"{word} ") for entry in vocabulary("levels")["level"] if entry["name"] == level for word in entry["words"])


def level_of_bare(text: str) -> str | None:
    """The level whose word, with or without its number, is all of a text."""
    label = f"{text.rstrip(' :.')} : "
    return level_of_label(label) if not split_front(label)[2] else None


def number_of_bare(text: str) -> str | None:
    """The number behind the word of a level that is all of a text."""
    return split_front(f"{text.rstrip(' :.')} : ")[0]


def level_of_label(text: str) -> str | None:
    """The level whose word in front of a text is closed by a colon."""
    label = _labels().match(text)
    return level_of_word(text[: label.end()]) if label else None


def level_of_tag(text: str) -> str | None:
    """The level that a tag behind a name tells: `(T1)`, `(S.1.2)`."""
    tag = TAG.search(text)
    return level_of_letter(tag[1]) if tag else None


def level_of_letter(letter: str) -> str | None:
    """The level whose tags bear a letter."""
    return next((entry["name"] for entry in vocabulary("levels")["level"] if entry.get("tag") == letter.lower()), None)


def level_of_verb(name: str) -> str | None:
    """The level that the form of the first word tells."""
    return next((level for level, pattern in vocabulary("levels")["verb_form"].items() if re.match(pattern, name, re.I)), None)


@lru_cache(TEXTS)
def bare_name(name: str, level: str) -> str:
    """A name as names are compared: without the word of its level in front and its tag behind, without blanks, case and signs."""
    words = next(entry["words"] for entry in vocabulary("levels")["level"] if entry["name"] == level)
    name = " ".join((TAG.sub("", name) if level_of_tag(name) == level else name).casefold().split())
    word = next((w for w in sorted(words, key=len, reverse=True) if name.startswith(w + " ")), "")
    return SIGNS_BETWEEN.sub("", name[len(word) :])
