"""What a text of a row tells beside itself: the columns that follow from it, when it is read and when a person corrects it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.transform import formulas, levels, numbers, spelling
from pipeline.transform import indicators as words
from pipeline.vocabulary import vocabulary

ID = ","  # the decimal mark of Indonesian texts
SCALES = (1.0, 1e3, 1e6, 1e9)


def of_node(name: str | None) -> dict:
    """The columns of `nodes` that follow from a name."""
    return dict(name=name, name_standard=spelling.standard(name))


def of_indicator(name: str, unit: str | None) -> dict:
    """The columns of `indicators` that follow from its name and unit."""
    return dict(name=name, name_standard=spelling.standard(name), kind=words.kind(name, unit), unit=unit, unit_standard=words.unit_standard(unit),
                polarity=words.polarity(name))


def of_formula(parsed: formulas.Formula) -> dict:
    """The columns of `indicators` that follow from its formula."""
    return dict(formula_kind=parsed.kind, numerator=parsed.numerator, denominator=parsed.denominator, multiplier=parsed.multiplier)


def terms(parsed: formulas.Formula) -> list[dict]:
    """The rows of `terms` of a formula, without its keys."""
    return [dict(position=place, role=role, name=name) for place, (role, name) in enumerate(parsed.terms, 1)]


def people_mark(text: str, unit: str | None, mark: str | None) -> str | None:
    """The decimal mark of a value: people and documents come whole, so a mark before three digits parts thousands, whatever the column shows."""
    number, _, behind = text.partition(" ")
    if numbers.THOUSANDS.fullmatch(number) and words.counts_things(behind or unit):
        return "." if "," in number else ","
    return mark


def of_target(text: str, unit: str | None) -> dict:
    """The columns of `targets` that follow from a value as a person wrote it."""
    read = numbers.read_value(text, people_mark(text, unit, ID))
    return dict(value=read.value, value_low=read.low, value_high=read.high)


def of_money(text: str, scale: float) -> dict:
    """The columns of `budgets` that follow from an amount as a person wrote it, in units of `scale` rupiah."""
    amount = numbers.read_money(text, ID).value
    return dict(amount=None if amount is None else amount * scale)


def scale_of(rows: Sequence[dict]) -> float:
    """The unit of the money of some budgets, in rupiah, as the first one shows whose text and amount can be compared; 1 where none can."""
    for row in rows:
        written = numbers.read_money(row["value_text"], ID).value
        # Zero is the same in any unit.
        if written and row["amount"] and round(row["amount"] / written, 6) in SCALES:
            return round(row["amount"] / written, 6)
    return 1.0


def of_owner(text: str) -> dict:
    """The columns of `owners` that follow from an owner as written."""
    _, code, name = levels.split_front(text)
    return dict(owner=name, owner_code=code) if levels.names_organisation(code) else dict(owner=text)


def owner_role(heading: str) -> str:
    """The role that an owner's heading names, also one whose words a narrow column breaks (`Penanggun g Jawab`)."""
    tight = "".join(heading.lower().split())
    roles = vocabulary("headings")["role"]
    return next((role for role, phrases in roles.items() if any(p.replace(" ", "") in tight for p in phrases)), "pengampu")


def alignment_kind(heading: str) -> str:
    """The kind of statement that the heading of an alignment column names."""
    lowered = heading.lower()
    kinds = vocabulary("headings")["alignment"]
    return next((kind for kind, phrases in kinds.items() if any(p in lowered for p in phrases)), "lain")
