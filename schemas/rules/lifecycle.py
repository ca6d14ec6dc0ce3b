"""What notes retire and what comes in its place."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

from schemas.rules.texts import plain
from schemas.rules.views import Views

SCHEMAS = Path(__file__).parent.parent
WORDS = tomllib.loads((SCHEMAS / "lifecycle.toml").read_text(encoding="utf-8"))
PLACE = ["document_id", "parent_id", "level", "plain"]


def pengganti_tidak_jelas(views: Views) -> pd.DataFrame:
    """A note that replaces names what it puts in place."""
    notes = views.notes.drop_duplicates(["document_id", "note_id"])
    replaces = notes["text"].str.contains(_words(_replacing()), case=False, regex=True)
    return notes[replaces & ~notes["text"].str.contains(_named(), case=False, regex=True)]


def rentang_tumpang(views: Views) -> pd.DataFrame:
    """What is written again in the place of a retired node is in force only after it; unknown years are not judged."""
    nodes = views.every_node.assign(plain=plain(views.every_node["name"]))
    nodes = nodes[nodes["plain"] != ""]
    old = nodes[(nodes["status"] == "dihapus") & nodes["valid_to"].notna()].drop_duplicates(PLACE)
    both = nodes[(nodes["status"] == "aktif") & nodes["valid_from"].notna()].merge(old[[*PLACE, "valid_from", "valid_to", "source"]], on=PLACE, suffixes=("", "_old"))
    # Negated, for nothing is earlier than a missing year: a node without end lasts.
    meet = both[(both["valid_from"] <= both["valid_to_old"]) & ~(both["valid_to"] < both["valid_from_old"])]
    return meet.astype({"valid_from": int, "valid_to_old": int})


def _replacing() -> list[str]:
    actions = tomllib.loads((SCHEMAS / "notes.toml").read_text(encoding="utf-8"))["action"]
    return next(action["words"] for action in actions if action["name"] == "diganti")


def _words(words: list[str]) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


def _named() -> str:
    """The pattern of a level and a name behind a word that leads to them."""
    levels = tomllib.loads((SCHEMAS / "levels.toml").read_text(encoding="utf-8"))["level"]
    words = sorted((word for level in levels for word in level["words"]), key=len, reverse=True)
    return rf"{_words([*WORDS['leads'], *_replacing()])}\s+{_words(words)}\s+(?!{_words(WORDS['vague'])})\S"
