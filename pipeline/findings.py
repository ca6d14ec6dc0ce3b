"""A thing that a person should know: its code, its place and the words that stand there. What it says is data."""

from __future__ import annotations

from dataclasses import dataclass, field


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
