"""The words that are data: one TOML file per subject, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


@cache
def vocabulary(name: str) -> dict:
    """The content of `schemas/<name>.toml`."""
    with open(SCHEMAS / f"{name}.toml", "rb") as file:
        return tomllib.load(file)


def broken() -> str | None:
    """The first file of `schemas/` that is no TOML and what is wrong with it; None where all can be read."""
    for path in sorted(SCHEMAS.glob("*.toml")):
        try:
            vocabulary(path.stem)
        except tomllib.TOMLDecodeError as error:
            return f"schemas/{path.name}: {error}"
    return None


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first, whatever blanks stand between their parts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
