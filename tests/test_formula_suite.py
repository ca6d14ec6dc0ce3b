"""Formulas as offices write them against what an expert reads: nothing is split wrongly, nearly every division is found."""

import tomllib
from pathlib import Path

import pytest

from pipeline.transform.formulas import parse
from tests.formulas_counted import REFUSED, RIGHT, WRONG, counts, outcome, read, written

LINES = [line for lines in written().values() for line in lines]
DIVIDED = [line for line in LINES if line.numerator]
NAMES = tomllib.loads((Path(__file__).parent / "slashes.toml").read_text())
# What an expert reads and the reader does not: limits of a sum look like an equation, "dari" tells more often an origin than a base.
NOT_READ = {
    "G = 1 − ∑ Pi (Qi + Qi−1 ) i=1 dimana:": REFUSED,
    "Jumlah PKL ditata dari jumlah PKL seluruhnya x 100%": REFUSED,
}



@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text[:60])
def test_a_formula_is_read_as_an_expert_reads_it(line):
    assert outcome(line) == NOT_READ.get(line.text, RIGHT), read(line.text)


def test_no_formula_is_split_wrongly_and_nearly_all_divisions_are_found():
    found = counts(DIVIDED)
    assert found[WRONG] == 0
    assert found[RIGHT] >= 0.85 * len(DIVIDED)
    assert counts(LINES)[WRONG] == 0


@pytest.mark.parametrize("line", [line for line in DIVIDED if line.text not in NOT_READ], ids=lambda line: line.text[:60])
def test_the_data_of_a_division_are_its_two_sides(line):
    roles = dict(read(line.text).terms)
    assert roles["denominator"] == line.denominator
    assert roles.get("numerator") == line.numerator or line.numerator == " + ".join(name for role, name in read(line.text).terms if role == "addend")


@pytest.mark.parametrize("name", NAMES["indicators"] + NAMES["activities"])
def test_a_name_with_a_slash_is_no_division(name):
    assert parse(name).numerator is None


def test_names_and_formulas_are_many_and_distinct():
    names = NAMES["indicators"] + NAMES["activities"]
    assert len(set(names)) == len(names) >= 100
    assert len({line.text for line in LINES}) == len(LINES) >= 120


@pytest.mark.parametrize("line", [line for line in LINES if line.kind not in ("tak_terurai", "kosong")], ids=lambda line: line.text[:60])
def test_every_formula_that_is_read_names_its_data(line):
    assert line.text in NOT_READ or read(line.text).terms
