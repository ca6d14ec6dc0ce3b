"""What the texts of two cells say of each other, wherever they stand: whether one goes on with the other, or begins anew."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extractors.text import join_lines
from pipeline.vocabulary import vocabulary

NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z]|[ivx]+)[.)]?$|^\d(\.\d{1,4})+\.?$|^[A-Z]\.\d", re.I)
MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?")
VALUE = re.compile(r"(?:Rp\.?\s*)?[\d.,]+\s?%?")
CODE = re.compile(r"[\dX]\.(?:\d\d|XX)\.\d\d")
CODED_END = re.compile(rf"[(\[]\s*{CODE.pattern}[\d.X]*\s*[)\]]$")
FRONT = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s", re.I)
# So many first words that two texts have in common are no chance.
ALIKE = 4
SECOND = re.compile(r"\s[2b][.)](\s|$)")


def text_of(cell) -> str:
    """The lines of a cell in one."""
    return " ".join([line.text for line in cell["lines"]])


def completes(a, b) -> bool:
    """Whether the text above ends amid a code or a sum of money whose last digits begin the text below."""
    last, first = a["lines"][-1].text, b["lines"][0].text
    money = len(re.findall("[.,]", last)) > 1 and MONEY.fullmatch(last + first)
    return bool(money or CODE.match(last) and not CODE.match(first)) and last[-1].isdigit() and join_lines((last, first)) == last + first


def counts_on(a, b) -> bool:
    """Whether the text below begins with the number or letter that follows the last one of the list above."""
    counted = [front[1] for line in a["lines"] if (front := FRONT.match(line.text))]
    front = FRONT.match(b["lines"][0].text)
    return bool(front and counted) and _next(counted[-1]) == front[1]


def _next(sign: str) -> str:
    return str(int(sign) + 1) if sign.isdigit() else chr(ord(sign) + 1)


def counts_anew(above: str, below: str) -> bool:
    """Whether both texts begin with a number, and the one below goes on with no list of the one above: that has no second number, or begins with the same."""
    first, front = FRONT.match(above), FRONT.match(below)
    return bool(first and front) and (first[1] == front[1] or not SECOND.search(above))


def two_sums(a, b) -> bool:
    """Whether both texts are whole sums of money: two rows, though money fills its cell and its last line always looks cut."""
    return all(MONEY.fullmatch(text_of(cell).replace(" ", "")) for cell in (a, b))


def two_codes(above: str, below: str) -> bool:
    """Whether both texts begin with a code, or end with one in brackets: two rows, however they end."""
    return all(map(CODE.match, (above, below))) or all(map(CODED_END.search, (above, below)))


def begin_alike(above: str, below: str) -> bool:
    """Whether both texts begin with the same words, the first in a capital: a name seldom says the words with which it begins again."""
    words = above.split()[:ALIKE]
    return len(words) == ALIKE and words == below.split()[:ALIKE] and words[0][0].isupper()


def leads(text: str) -> bool:
    """Whether a text begins as names of a level do: with its word, or in a capital letter with a word in the form in which a tujuan or sasaran begins."""
    return names_level(text) or text[0].isupper() and any(re.match(form, text, re.I) for form in vocabulary("levels")["verb_form"].values())


def measures(text: str) -> bool:
    """Whether a text begins as indicators do: in a capital letter, with the word of a measure, and goes on."""
    return text[0].isupper() and text.lower().startswith(_measures())


@cache
def _measures() -> tuple[str, ...]:
    return tuple(f"{word} " for word in vocabulary("words")["measures"])


@cache
def names_level(text: str, alone: bool = False) -> bool:
    """Whether a text begins with the word of a level whose names begin with it, or is that word `alone`."""
    words = tuple(f"{word} " for level in vocabulary("levels")["level"] if level.get("leads_names") for word in level["words"])
    return text.lower() in words if alone else text.lower().startswith(words)
