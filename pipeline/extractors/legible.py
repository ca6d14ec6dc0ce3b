"""Whether the letters of a page are text at all: a font may name its letters wrongly, or not at all, and then they come out as signs or as other letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.vocabulary import vocabulary

WORD = re.compile(r"[^\W\d_]{3,}")
# A sign beyond the plain ones may be strange.
ODD = re.compile(r"[^ -\x7f]")
UNNAMED = re.compile(r"\(cid:\d+\)")
STRANGE = {"Cc", "Co", "Cn", "Cs"}
# The words that plans are made of: no dictionary of the language is needed to tell text from other letters.
SUBJECTS = ("headings", "levels", "kinds", "notes", "units", "words")
# Of plans' words 40 to 55 in 100 are known, and of a page of place names 5; of their signs at most 4 in 100 are strange.
FEW_SIGNS, TOO_STRANGE = 40, 0.1
FEW_WORDS, TOO_UNKNOWN = 12, 0.05
FEW_WORDS_OF_PAGE, TOO_UNKNOWN_OF_PAGE = 20, 0.02


def tally(texts: Iterable[str]) -> Counter:
    """How many signs texts hold, and how many are strange; how many words, and how many are known."""
    whole = " ".join(texts)
    words = WORD.findall(whole.lower())
    unnamed = "".join(UNNAMED.findall(whole))
    strange = sum(unicodedata.category(sign) in STRANGE or sign == "\ufffd" for sign in ODD.findall(whole)) + len(unnamed)
    return Counter(signs=len(whole) - whole.count(" "), strange=strange, words=len(words), known=sum(map(_known().__contains__, words)))


def garbled(page: Counter) -> bool:
    """Whether the tally of one page is none of a text."""
    return _strange(page) or page["words"] >= FEW_WORDS_OF_PAGE and page["known"] < TOO_UNKNOWN_OF_PAGE * page["words"]


def garbled_whole(pages: Counter) -> bool:
    """Whether the tally of all pages of a document is none of a text: the more is seen, the fewer words will do."""
    return _strange(pages) or pages["words"] >= FEW_WORDS and pages["known"] < TOO_UNKNOWN * pages["words"]


def _strange(seen: Counter) -> bool:
    return seen["signs"] >= FEW_SIGNS and seen["strange"] > TOO_STRANGE * seen["signs"]


@cache
def _known() -> frozenset[str]:
    return frozenset(word for subject in SUBJECTS for text in _texts(vocabulary(subject)) for word in WORD.findall(text.lower()))


def _texts(data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, (dict, list)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)
