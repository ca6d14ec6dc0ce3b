"""A thing that a person should know: its code, its place and the words that stand there. What it says is data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

LISTED = 20


@dataclass(frozen=True)
class Finding:
    """One finding; `code` is a key of `schemas/findings/`, whose sentence is filled with `words`."""

    code: str
    source: str = ""
    words: dict = field(default_factory=dict, hash=False)
    node_id: str | None = None
    indicator_id: str | None = None


class Refused(Exception):
    """A document that cannot be read at all; `code` is a key of `schemas/findings/`, filled with `words`."""

    def __init__(self, code: str, words: dict | None = None):
        super().__init__(code, words or {})
        self.code = code
        self.words = words or {}


def listed(texts: Sequence[str], most: int = LISTED, mark: str = "; ") -> str:
    """Some texts as one, the first `most` of them and how many more there are."""
    return mark.join(texts[:most]) + (f" dan {len(texts) - most} lain" if len(texts) > most else "")
