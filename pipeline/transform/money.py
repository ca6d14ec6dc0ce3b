"""In what money is counted: thousands or millions of rupiah, as a heading or a word behind the number says."""

from __future__ import annotations

from pipeline.vocabulary import vocabulary


def scale_of_heading(words: str) -> float:
    """By how much money under a heading, its words in lower case, is to be multiplied to be rupiah."""
    # Only between blanks: words as short as `jt` and `rb` stand inside others.
    return next((float(entry["times"]) for entry in vocabulary("headings")["scale"] if any(f" {word} " in f" {words} " for word in entry["words"])), 1.0)


def scale_of_unit(unit: str | None) -> float:
    """By how much money is to be multiplied that is written with a word behind its number (`1,5 M`)."""
    word = (unit or "").lower().strip(" ().")
    return next((float(entry["times"]) for entry in vocabulary("headings")["scale"] if word in (*entry["words"], *entry.get("units", ()))), 1.0)
