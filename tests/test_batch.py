"""A run: what is new is read, one bad document costs only itself, raw/ stays as it is."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial

import duckdb
import pytest
from click.testing import CliRunner

from pipeline import batch, derive, document, judging, store, telling
from pipeline.cli import main
from pipeline.shards import Shard
from pipeline.transform import reading
from pipeline.vocabulary import vocabulary
from pipeline.workers import Read, readings
from tests.drawing import boxes, page_table, workbook
from tests.faults import contents
from tests.test_reading import MERGED


def drawn(folder):
    """Two documents in a folder for what is to be read."""
    (raw := folder / "raw").mkdir()
    for name in "ab":
        workbook(raw / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {name.upper()}"])
    return raw


@pytest.fixture
def raw(tmp_path):
    return drawn(tmp_path)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder in which the two documents were drawn and published once."""
    folder = tmp_path_factory.mktemp("sekali")
    run(drawn(folder), folder / "out")
    return folder


@pytest.fixture
def folder(published, tmp_path):
    return shutil.copytree(published, tmp_path / "folder")


def run(raw, out, **options):
    return batch.run(raw, out, partial(readings, count=1), **options)


def command(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_run_publishes_and_a_rerun_reads_nothing(raw, tmp_path):
    first = run(raw, tmp_path / "out")
    again = run(raw, tmp_path / "out")
    assert (first.fresh, first.published, again.fresh, again.published) == (2, True, 0, False)
    assert [d["status"] for d in again.documents] == ["bersih", "bersih"]


def test_a_removed_document_leaves_the_tables(folder):
    (folder / "raw" / "b.xlsx").unlink()
    run(folder / "raw", folder / "out")
    nodes = str(folder / "out" / "parquet" / "nodes.parquet")
    assert duckdb.read_parquet(nodes).aggregate("count(DISTINCT document_id)").fetchall() == [(1,)]


def test_equal_bytes_are_read_once(raw, tmp_path):
    (raw / "c.xlsx").write_bytes((raw / "a.xlsx").read_bytes())
    assert [d["status"] for d in run(raw, tmp_path / "out").documents] == ["bersih", "bersih", "duplikat"]
    # What published is the code, whatever it left unread.
    assert duckdb.read_parquet(str(tmp_path / "out" / "parquet" / "runs.parquet")).project("version").fetchall() == [(batch.version(),)]


def test_a_reading_with_a_value_that_no_table_takes_costs_its_document_alone(raw, tmp_path):
    def read(tasks):
        for k, (place, about, drawn) in enumerate(tasks):
            found = document.read_described(place, about, drawn)
            changed = [{**node, "name": node["name"] + "\ud83d"} for node in found["nodes"]] if about["path"] == "a.xlsx" else found["nodes"]
            yield Read(k, {**found, "nodes": changed}, 0.0)

    summary = batch.run(raw, tmp_path / "out", read)
    assert {d["path"]: d["status"] for d in summary.documents} == {"a.xlsx": "gagal", "b.xlsx": "bersih"}
    assert [f["code"] for f in summary.findings if f["path"] == "a.xlsx"] == ["pembaca-gagal"]


def test_temporary_and_hidden_files_are_skipped(raw, tmp_path):
    for name in ("~$a.xlsx", ".DS_Store", "c.pdf.part"):
        (raw / name).write_bytes(b"x")
    assert len(run(raw, tmp_path / "out").documents) == 2


def test_exit_codes(raw, tmp_path):
    run = lambda *words: command(*words).exit_code
    out = str(tmp_path / "out")
    assert run("run", "--raw", str(raw), "--processed", out, "--workers", "1") == 0
    (raw / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert run("run", "--raw", str(raw), "--processed", out, "--workers", "1") == 1
    assert run("run", "--raw", str(tmp_path / "tiada"), "--processed", out) == 2
    assert run("check", str(raw / "a.xlsx")) == 0
    assert run("check", str(raw / "rusak.pdf")) == 1
    assert run("show", str(raw / "a.xlsx"), "--cells", "--json") == 0


def test_a_document_withheld_by_the_rules_is_told(raw, tmp_path, monkeypatch):
    read = reading.read

    def twice(book, about):
        rows = read(book, about)
        if about["path"] == "a.xlsx":
            rows["nodes"].append(dict(rows["nodes"][0]))
        return rows

    monkeypatch.setattr(reading, "read", twice)
    here = lambda tasks: (Read(k, document.read_described(*task), 0.0) for k, task in enumerate(tasks))
    summary = batch.run(raw, tmp_path / "out", here)
    assert {d["path"]: d["status"] for d in summary.documents} == {"a.xlsx": "gagal", "b.xlsx": "bersih"}
    assert summary.failed


def test_status_tells_what_a_run_would_do_and_changes_nothing(raw, tmp_path):
    out = tmp_path / "out"
    tell = lambda: command("status", "--raw", raw, "--processed", out)
    assert (tell().exit_code, out.exists()) == (1, False)
    run(raw, out)
    assert (tell().exit_code, "Semua sudah terbit." in tell().output) == (0, True)
    (raw / "b.xlsx").rename(raw / "c.xlsx")
    assert [line for line in tell().output.splitlines() if line[0] == "1"] == ["1 belum dibaca: c.xlsx", "1 sudah tidak ada di raw/: b.xlsx"]


def test_a_run_names_what_it_passed_over(raw, tmp_path):
    (raw / "~$a.xlsx").write_bytes(b"x")
    told = command("run", "--raw", raw, "--processed", tmp_path / "out").output
    assert "1 dilewati (sementara, kunci, atau tersembunyi): ~$a.xlsx" in told.splitlines()


def test_status_calls_nothing_published_that_was_only_read(raw, tmp_path):
    run(raw, tmp_path / "out")
    (tmp_path / "out" / "datapackage.json").unlink()
    told = command("status", "--raw", raw, "--processed", tmp_path / "out")
    assert (told.exit_code, told.output.splitlines()[0]) == (1, f"Terbaca, tetapi belum semuanya terbit di {tmp_path / 'out'}: 2 bersih.")


def test_what_became_of_decisions_is_told_before_all_other_doubts(capsys):
    grave = [dict(severity="error", path=f"{k}.xlsx", code="node-ganda", source=f"A{n}", message="Ganda.", remedy="Hapus.") for k in range(30) for n in range(9)]
    doubts = [dict(grave[0], severity="warning", code=f"a-{k}") for k in range(30)]
    telling.findings([*doubts, dict(grave[0], severity="warning", code="koreksi-usang", path="tinjauan.xlsx"), *grave], brief=True)
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[1:5]] == ["[node-ganda]", "dan", "[node-ganda]", "dan"]
    assert len(told) == 1 + 2 * 30 + telling.SHOWN + 1 and told[61].startswith("  [koreksi-usang] tinjauan.xlsx")
    assert told[-1] == "  dan 11 macam temuan lain; semuanya ada di report/index.html dan di tabel findings."


def test_of_one_file_every_doubt_is_told(capsys):
    rows = [dict(severity=severity, path="a.xlsx", code=f"a-{k}", source=f"A{n}", message="Ganda.", remedy="Hapus.")
            for severity in ("warning", "info") for k in range(30) for n in range(3)]
    telling.findings(rows)
    assert len(capsys.readouterr().out.splitlines()) == 1 + 30 * 3 + 30 * 2


def test_a_run_that_holds_the_folder_is_named(raw, tmp_path):
    out = tmp_path / "out"
    with store.open_store(out):
        told = command("run", "--raw", raw, "--processed", out)
    assert told.exit_code == 3 and f"proses {os.getpid()}" in told.output


def test_a_summary_for_programs(raw, tmp_path):
    told = json.loads(command("run", "--raw", raw, "--processed", tmp_path / "out", "--json").output)
    assert (told["documents"], told["status"], told["fresh"], told["published"]) == (2, {"bersih": 2}, 2, True)


def test_a_night_with_nothing_new_is_silent(raw, tmp_path):
    words = ("run", "--raw", raw, "--processed", tmp_path / "out")
    assert (command(*words).output != "", command(*words).output) == (True, "")


def test_the_log_has_a_line_for_every_document(raw, tmp_path):
    command("run", "--raw", raw, "--processed", tmp_path / "out")
    (file,) = (tmp_path / "out" / ".keadaan" / "log").glob("*.jsonl")
    events = [json.loads(line) for line in file.read_text().splitlines()]
    assert sorted((e["path"], e["outcome"]) for e in events if e["message"] == "document") == [("a.xlsx", "bersih"), ("b.xlsx", "bersih")]


def test_shares_read_apart_give_what_one_run_gives(published, raw, tmp_path):
    for k in (1, 2):
        run(raw, tmp_path / "out", shard=Shard(k, 2))
    summary = batch.run(raw, tmp_path / "out", lambda tasks: [pytest.fail(f"read again: {task}") for task in tasks])
    tables = [sorted((folder / "csv").glob("*.csv")) for folder in (tmp_path / "out", published / "out")]
    assert summary.fresh == 2
    assert [file.read_bytes() for file in tables[0]] == [file.read_bytes() for file in tables[1]]


def test_a_damaged_share_is_read_anew(raw, tmp_path):
    for k in (1, 2):
        run(raw, tmp_path / "out", shard=Shard(k, 2))
    for part in (tmp_path / "out" / store.STATE).glob(f"{store.PART}*.duckdb"):
        part.write_bytes(b"rusak")
    assert [d["status"] for d in run(raw, tmp_path / "out").documents] == ["bersih", "bersih"]


@pytest.mark.parametrize("inside", ["", "hasil", "hasil/malam"])
def test_results_that_would_lie_among_the_documents_are_a_usage_error(raw, inside):
    done = command("run", "--raw", raw, "--processed", raw / inside)
    assert done.exit_code == 2 and "--processed" in done.output
    assert not (raw / inside / "datapackage.json").exists()


@pytest.mark.parametrize("text", ["0/2", "3/2", "2", "a/b"])
def test_a_share_that_is_none_is_a_usage_error(raw, text):
    assert command("run", "--raw", raw, "--shard", text).exit_code == 2


def test_pages_are_drawn_where_they_are_shown_and_a_reading_without_them_serves_only_there(tmp_path, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["terbitan"], "dokumen_berhalaman", 2)
    (few := tmp_path / "few").mkdir()
    page_table(few / "a.pdf", boxes(MERGED), title=["CASCADING DINAS A"])
    workbook(few / "c.xlsx", boxes(MERGED), title=["CASCADING DINAS C"])
    many = shutil.copytree(few, tmp_path / "many")
    page_table(many / "b.pdf", boxes(MERGED), title=["CASCADING DINAS B"])
    runs = {folder: [run(raw, tmp_path / folder).fresh for raw in raws] for folder, raws in {"growing": [few, many], "shrinking": [many, many, few], "small": [few]}.items()}
    assert runs == {"growing": [2, 1], "shrinking": [3, 0, 1], "small": [2]}
    assert contents(tmp_path / "shrinking") == contents(tmp_path / "small")
    run(many, tmp_path / "large")
    assert contents(tmp_path / "growing") == contents(tmp_path / "large") and list((tmp_path / "small").rglob("hal-001.png"))


@pytest.mark.parametrize("together", [1, 2, 100])
def test_documents_judged_beside_the_reading_of_others_are_published_as_ever(published, raw, tmp_path, monkeypatch, together):
    monkeypatch.setattr(judging, "TOGETHER", together)
    kept = []
    monkeypatch.setattr(derive, "judge", lambda connection, documents, judge=derive.judge: kept.append(len(documents)) or judge(connection, documents))
    run(raw, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(published / "out")
    # What still waits when all is read is left to the publication.
    assert kept == [together] * len(kept) and len(kept) <= 2 // together
