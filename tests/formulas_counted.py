"""Formulas read against what an expert reads in them: `python -m tests.formulas_counted` prints how many are right, refused, left as text or wrong."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.transform.formulas import Formula, parse

RIGHT, REFUSED, TEXT, WRONG = "right", "refused", "left as text", "wrong"


class Written(NamedTuple):
    """A formula as written and what an expert reads in it."""

    text: str
    kind: str
    numerator: str | None = None
    denominator: str | None = None
    multiplier: float | None = None


def written() -> dict[str, list[Written]]:
    """The formulas of `tests/formulas.toml` by where their like is found."""
    groups = tomllib.loads((Path(__file__).parent / "formulas.toml").read_text())
    return {name: [Written(text, *(part or None for part in parts)) for text, *parts in lines] for name, lines in groups.items()}


def read(text: str) -> Formula:
    """A formula as the pipeline reads it from a cell: one text and the lines it was drawn in."""
    lines = tuple(text.split("\n"))
    return parse(" ".join(lines), lines)


def outcome(line: Written) -> str:
    """How the reading of a formula compares with the expert's."""
    found = read(line.text)
    if (found.kind, found.numerator, found.denominator, found.multiplier) == line[1:]:
        return RIGHT
    if found.kind == "tak_terurai":
        return REFUSED
    return WRONG if found.numerator or not line.numerator else TEXT


def counts(lines: Iterable[Written]) -> Counter:
    """How many lines have each outcome."""
    return Counter(map(outcome, lines))


if __name__ == "__main__":
    for name, lines in written().items():
        divided = [line for line in lines if line.numerator]
        print(f"{name}: {len(lines)} formulas {dict(counts(lines))}, {len(divided)} with a division {dict(counts(divided))}")
        for line in lines:
            if outcome(line) != RIGHT:
                found = read(line.text)
                print(f"  {outcome(line)}: {line.text!r} -> {found.kind}, {found.numerator!r}, {found.denominator!r}, {found.multiplier}")
