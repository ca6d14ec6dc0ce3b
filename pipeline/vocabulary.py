"""The words that are data: one TOML file per subject, or a folder of them, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
# What is told of a text is remembered for so many texts: those of some documents.
TEXTS = 20_000


@cache
def vocabulary(name: str) -> dict:
    """The content of `schemas/<name>.toml`, or of all files of the folder `schemas/<name>/` together."""
    folder = SCHEMAS / name
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else [SCHEMAS / f"{name}.toml"]
    content: dict = {}
    for path in paths:
        content.update(_parsed(path))
    return content


def broken() -> str | None:
    """The first file of `schemas/` that is no TOML and what is wrong with it; None where all can be read."""
    for path in sorted(SCHEMAS.rglob("*.toml")):
        try:
            _parsed(path)
        except tomllib.TOMLDecodeError as error:
            return f"{path.relative_to(SCHEMAS.parent).as_posix()}: {error}"
    return None


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first, whatever blanks stand between their parts."""
    return _alternation(tuple(words))


@cache
def _alternation(words: tuple[str, ...]) -> str:
    # A pattern takes the first word that fits: `sasaran` would hide `sasaran strategis`.
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


def _parsed(path: Path) -> dict:
    with open(path, "rb") as file:
        return tomllib.load(file)
