"""Every query and program of docs/bi.md runs over a small publication; what can have rows has some."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline.vocabulary import vocabulary
from tests.readings import reading
from tests.test_publish import run

GUIDE = (Path(__file__).parent.parent / "docs" / "bi.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder as people have it, with processed/ in it; every question of the guide has an answer there."""
    given = reading()
    given["indicators"].append({"document_id": "a", "indicator_id": "a-i4", "node_id": "a-p", "position": 1, "name": "Rasio layanan", "kind": "rasio"})
    given["budgets"].append({"document_id": "a", "node_id": "a-p", "year": 2025, "measure": "pagu", "amount": 2e6, "value_text": "2.000.000"})
    given["targets"].append({"document_id": "a", "indicator_id": "a-i2", "node_id": "a-k1", "year": 2025, "measure": "realisasi", "value": 12.0, "value_text": "12"})
    folder = tmp_path_factory.mktemp("orang")
    run(folder / "processed", given)
    return folder


@pytest.mark.parametrize("sql", blocks("sql"))
def test_every_query_answers(folder, sql):
    with duckdb.connect(str(folder / "processed" / "cascading.duckdb"), read_only=True) as database:
        assert database.execute(sql).fetchall()


@pytest.mark.parametrize("program", blocks("python"))
def test_every_program_runs(folder, program):
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout


def test_the_guide_names_every_view():
    assert set(re.findall(r"^\| `(v_\w+)`", GUIDE, re.MULTILINE)) == set(vocabulary("views"))
