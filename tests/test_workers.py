"""Workers: what hangs, dies or eats memory costs its own document, whatever the others are."""

from __future__ import annotations

import os
import time

import pytest

from pipeline import document
from pipeline.workers import readings
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED

TRICKS = {"mati": lambda: os._exit(9), "macet": lambda: time.sleep(60), "rakus": lambda: bytearray(8 << 30)}


def odd_reader(path, name):
    """Reads, but for files that are named after what their reading does."""
    if trick := TRICKS.get(path.stem):
        try:
            trick()
        except MemoryError:
            return document.refusal(document.describe(path, name), "batas-memori", {"batas": 1})
    return document.read(path, name)


def read(folder, names, workers=2):
    for name in names:
        workbook(folder / f"{name}.xlsx", boxes(MERGED), title=["CASCADING DINAS CONTOH"])
    tasks = [(folder / f"{name}.xlsx", f"{name}.xlsx") for name in names]
    return [(r["documents"][0]["path"], [f["code"] for f in r["findings"]]) for r in readings(tasks, workers, odd_reader, seconds=5)]


@pytest.mark.parametrize(("name", "code"), [("mati", "pembaca-mati"), ("macet", "batas-waktu"), ("rakus", "batas-memori")])
def test_only_the_odd_document_is_blamed(tmp_path, name, code):
    assert read(tmp_path, ["a", name, "b", "c"]) == [("a.xlsx", []), (f"{name}.xlsx", [code]), ("b.xlsx", []), ("c.xlsx", [])]


def test_the_number_of_workers_changes_nothing(tmp_path):
    assert read(tmp_path, ["a", "mati", "b"], 1) == read(tmp_path, ["a", "mati", "b"], 4)


def test_nothing_to_read_starts_nothing(tmp_path):
    assert read(tmp_path, []) == []
