"""The harness of damaged documents: silent where every reading was foreseen, and not where a reader fails."""

from __future__ import annotations

import json
import random
from unittest import mock

import pytest

from pipeline import document
from pipeline.extractors import excel, pdf
from tests.drawing import boxes, page_table, workbook
from tests.fuzz import batch
from tests.test_reading import MERGED


@pytest.fixture
def seeds(tmp_path):
    workbook(tmp_path / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS"])
    page_table(tmp_path / "a.pdf", boxes(MERGED), title=["CASCADING DINAS"])
    return [tmp_path / "a.xlsx", tmp_path / "a.pdf"]


def faulty(place, about):
    """Reads with readers that fail in a way that nobody foresaw."""
    with mock.patch.object(excel, "read", side_effect=ZeroDivisionError), mock.patch.object(pdf, "read", side_effect=ZeroDivisionError):
        return document.read_described(place, about)


def test_what_is_damaged_is_read_or_refused(seeds, tmp_path):
    assert list(batch(seeds, tmp_path / "batch", random.Random(1), tmp_path / "kept", size=6)) == []
    assert len(list((tmp_path / "batch").glob("*-a.*"))) == 6 and not (tmp_path / "kept").exists()


def test_a_reader_that_fails_is_told_and_its_document_kept_with_the_traceback(seeds, tmp_path):
    told = list(batch(seeds, tmp_path / "batch", random.Random(1), tmp_path / "kept", size=6, reader=faulty))
    kept = sorted(path for path in (tmp_path / "kept").iterdir() if path.suffix != ".jsonl")
    assert kept and sorted(told) == [f"{path}: pembaca-gagal: Pembaca gagal pada berkas ini (ZeroDivisionError)." for path in kept]
    noted = [json.loads(line) for line in (tmp_path / "kept" / f"{kept[0].name}.jsonl").read_text().splitlines()]
    traces = [line["exc_info"] for line in noted if "exc_info" in line]
    assert traces and all(trace.startswith("Traceback") and trace.endswith("ZeroDivisionError") for trace in traces)
