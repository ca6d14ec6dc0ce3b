"""How the report writes things: numbers as Indonesians do, words of the tables as people say them."""

from __future__ import annotations

from functools import cache

from pipeline.vocabulary import vocabulary

SEVERITIES = {"error": "berat", "warning": "peringatan", "info": "info"}
LABEL = 120
SCALES = ((1e12, "T"), (1e9, "M"), (1e6, "jt"))


def number(value: float | None) -> str:
    """1234.5 as `1.234,5`; nothing for a missing one."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def money(value: float | None) -> str:
    """Rupiah in short: 1,2 M for 1.2 milliard."""
    if value is None:
        return ""
    scale, sign = next(((scale, sign) for scale, sign in SCALES if abs(value) >= scale), (1, ""))
    return f"{number(round(value / scale, 1))} {sign}".strip()


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded down so that 100 means all."""
    return 100 * part // whole if whole else 0


def plain(word: str) -> str:
    """`sub_kegiatan` or `sel-tak-terpakai` as people write it."""
    return word.replace("_", " ").replace("-", " ").capitalize()


def shorten(text: str) -> str:
    """A text as long as a label may be."""
    return text if len(text) <= LABEL else f"{text[:LABEL - 3].rsplit(' ', 1)[0]}..."


def picture_name(page: int) -> str:
    """The file of a page's picture."""
    return f"hal-{page:03}.png"


@cache
def roles() -> list[dict]:
    """What a cell may be taken for: `name`, `label`, and the `fields` that it stands for."""
    return vocabulary("report")["role"]


@cache
def role_of(field: str | None) -> dict:
    """The role of a field of the evidence."""
    return next((role for role in roles() if field in role["fields"]), roles()[-1])
