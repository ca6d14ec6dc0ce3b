"""A run: what is new is read, one bad document costs only itself, raw/ stays as it is."""

from __future__ import annotations

import duckdb
import pytest
from click.testing import CliRunner

from pipeline import batch, document
from pipeline.cli import main
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in "ab":
        workbook(folder / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {name.upper()}"])
    return folder


def test_a_run_publishes_and_a_rerun_reads_nothing(raw, tmp_path):
    first = batch.run(raw, tmp_path / "out", 1)
    again = batch.run(raw, tmp_path / "out", 1)
    assert (first.fresh, first.published, again.fresh, again.published) == (2, True, 0, False)
    assert [d["status"] for d in again.documents] == ["bersih", "bersih"]


def test_a_removed_document_leaves_the_tables(raw, tmp_path):
    batch.run(raw, tmp_path / "out", 1)
    (raw / "b.xlsx").unlink()
    batch.run(raw, tmp_path / "out", 1)
    nodes = str(tmp_path / "out" / "parquet" / "nodes.parquet")
    assert duckdb.read_parquet(nodes).aggregate("count(DISTINCT document_id)").fetchall() == [(1,)]


def test_equal_bytes_are_read_once(raw, tmp_path):
    (raw / "c.xlsx").write_bytes((raw / "a.xlsx").read_bytes())
    assert [d["status"] for d in batch.run(raw, tmp_path / "out", 1).documents] == ["bersih", "bersih", "duplikat"]


def test_temporary_and_hidden_files_are_skipped(raw, tmp_path):
    for name in ("~$a.xlsx", ".DS_Store", "c.pdf.part"):
        (raw / name).write_bytes(b"x")
    assert len(batch.run(raw, tmp_path / "out", 1).documents) == 2


def test_exit_codes(raw, tmp_path):
    run = lambda *words: CliRunner().invoke(main, list(words)).exit_code
    out = str(tmp_path / "out")
    assert run("run", "--raw", str(raw), "--processed", out, "--workers", "1") == 0
    (raw / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert run("run", "--raw", str(raw), "--processed", out, "--workers", "1") == 1
    assert run("run", "--raw", str(tmp_path / "tiada"), "--processed", out) == 2
    assert run("check", str(raw / "a.xlsx")) == 0
    assert run("check", str(raw / "rusak.pdf")) == 1
    assert run("show", str(raw / "a.xlsx"), "--cells", "--json") == 0


def test_a_document_withheld_by_the_rules_is_told(raw, tmp_path, monkeypatch):
    read = document.reading.read

    def twice(book, about):
        rows = read(book, about)
        if about["path"] == "a.xlsx":
            rows["nodes"].append(dict(rows["nodes"][0]))
        return rows

    monkeypatch.setattr(document.reading, "read", twice)
    monkeypatch.setattr(batch, "readings", lambda tasks, workers: (document.read(path, name) for path, name in tasks))
    summary = batch.run(raw, tmp_path / "out", 1)
    assert {d["path"]: d["status"] for d in summary.documents} == {"a.xlsx": "gagal", "b.xlsx": "bersih"}
    assert summary.failed
