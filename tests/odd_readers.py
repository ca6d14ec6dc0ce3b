"""Readers that go wrong. The workers of the tests load no more than this to know them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline import document

TRICKS = {"mati": lambda: os._exit(9), "macet": lambda: time.sleep(60), "rakus": lambda: bytearray(8 << 30)}


def odd_reader(place, about, *drawn):
    """Reads, but for files whose name ends in what their reading does."""
    path = Path(place)
    if path.stem == "sekali" and not path.with_suffix(".pernah").exists():
        path.with_suffix(".pernah").touch()
        os._exit(9)
    if trick := TRICKS.get(path.stem.split()[-1]):
        try:
            trick()
        except MemoryError:
            return document.refusal(about, "batas-memori", {"batas": 1})
    return document.read_described(place, about, *drawn)
