"""What a heading above several columns says of them, where the words below it name other values than it does."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.transform import money
from pipeline.transform.heading_words import field_of, plain
from pipeline.vocabulary import alternation, vocabulary

ROWS = " / "
SHARE = re.compile(r"\W*(?:%|persen|persentase)\W*", re.I)
REACHED = re.compile(r"(?=.*(?:%|\bpersen))(?=.*\bcapaian\b)(?!.*\brealisasi\b)", re.I)
TAKEN = ("target", "pagu")


def spoken(texts: list[str]) -> list[str]:
    """The rows of a heading as they are to be understood: a lone letter as the word above for which it stands (`Target dan Realisasi` / `T`), and without those
    that offer what a lower one takes."""
    words = [_spelled(text, texts[:k]) for k, text in enumerate(texts)]
    return [text for k, text in enumerate(words) if not any(_offers(text, lower) for lower in words[k + 1 :])]


def _spelled(text: str, above: list[str]) -> str:
    """A letter as the word of a heading above that begins with it, which names a value of its own beside what was done; and what is no money below values of
    any kind as targets."""
    if plain(text) in vocabulary("headings")["group"]["performance"] and any(map(field_of, above)):
        return TAKEN[0]
    offered = [word for row in above for word in plain(row).split() if field_of(word) in (*TAKEN, "realisasi") and _is_of_several(row)]
    return next((word for word in offered if word[0] == text.strip().lower()), text)


def _is_of_several(text: str) -> bool:
    return any(_offers(text, word) for word in plain(text).split())


def _offers(text: str, lower: str) -> bool:
    """Whether a heading names what a lower one does, and beside it what was done; `Realisasi Kinerja dan Anggaran` names nothing but what was done."""
    joined = rf"\s*(?:{'|'.join(vocabulary('headings')['group']['joins'])})\s*"
    done = rf"\b(?:{alternation(vocabulary('headings')['over']['realisasi'])})\b"
    named = [rf"\b{re.escape(word)}\b" for word in plain(lower).split() if field_of(word) in TAKEN]
    return any(re.search(rf"{word}.*{joined}{done}|{done}{joined}.*{word}", text.lower()) for word in named)


def tells_share(text: str) -> bool:
    """Whether a heading of money says that hundredths of it stand below, and no rupiah too."""
    words = set(plain(text).split())
    return "rp" not in words and not words.isdisjoint(vocabulary("headings")["share"]["words"])


def told(columns: list) -> list:
    """The columns, with what stands below a heading of money alone (`Anggaran` above `Target`, `Realisasi`, `%`) taken for money, a share of it for what it is, and
    what stands below the state before the plan (`Kondisi Awal 2024` above `K`, `Rp`) for that; behind what was done `Capaian (%)` says how much of the target it is."""
    done = next((column.index for column in columns if column.field == "realisasi" and not REACHED.match(column.heading)), len(columns))
    reached = lambda column: column.field == "realisasi" and column.index > done and REACHED.match(column.heading)
    columns = [_spent(column, columns[:index]) for index, column in enumerate(columns)]
    # Beside what was done a heading of nothing but `%` says how much of the target it is too.
    share = lambda column: column.field is None and SHARE.fullmatch(column.heading) and column.index - 1 in {c.index for c in columns if c.field == "realisasi"}
    columns = [replace(column, field="aside") if share(column) else column for column in columns]
    return [replace(column, field="aside") if reached(column) else _told(column, columns) for column in columns]


def _spent(column, before: list):
    """A column of what was done as money, where it stands right of the money of its year and one further left says what was done of the target (`TARGET | REALISASI | PAGU | REALISASI`)."""
    done = (other for other in before if (other.field, other.year, other.level, other.money) == (column.field, column.year, column.level, column.money))
    beside = before and (before[-1].field, before[-1].year, before[-1].money) == (TAKEN[1], column.year, True)
    if column.field != "realisasi" or column.money or not beside or not any(done):
        return column
    return replace(column, money=True, scale=before[-1].scale)


def _told(column, columns: list):
    *above, lowest = column.heading.split(ROWS)
    group = next((text for text in reversed(above) if field_of(text)), "")
    if field_of(group) == "baseline" and column.field in TAKEN and TAKEN[0] not in plain(group).split():
        return replace(column, field="baseline")
    if field_of(group) != "pagu" or column.field not in (*TAKEN, "realisasi") or set(plain(group).split()) & set(vocabulary("headings")["group"]["shared"]):
        return column
    below = {field_of(other.heading.split(ROWS)[-1]) for other in columns if group in other.heading.split(ROWS)[:-1]}
    if SHARE.fullmatch(lowest):
        return replace(column, field="aside", money=False)
    if column.money or field_of(lowest) not in ("target", "realisasi") or set(TAKEN) <= below:
        return column
    return replace(column, field="pagu" if column.field == "target" else column.field, money=True, scale=money.scale_of_heading(plain(column.heading)))
