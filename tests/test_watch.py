"""A folder that is watched: what is dropped into it is published, whatever happens meanwhile."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
import watchfiles
from click.testing import CliRunner

from pipeline import batch, watch
from pipeline.cli import main
from pipeline.stops import Stopped
from pipeline.vocabulary import vocabulary
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED

LONG = 120


def drop(raw, name):
    """A document that appears at once, as a move makes it."""
    workbook(raw / f"{name}.part", boxes(MERGED), title=[f"CASCADING DINAS {name}"])
    (raw / f"{name}.part").rename(raw / name)


def published(out):
    """The documents of the published table."""
    with (out / "csv" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["path"]: row["status"] for row in csv.DictReader(file)}


def says(watching, words):
    """Whether it comes to say a line with these words."""
    return any(words in line for line in watching.stdout)


@contextmanager
def watched(raw, out):
    """A watch of a new folder in a process of its own, which does not outlive patience."""
    raw.mkdir()
    command = [sys.executable, "-m", "pipeline", "watch", "--raw", str(raw), "--processed", str(out), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as watching:
        patience = threading.Timer(LONG, watching.kill)
        patience.start()
        yield watching
        patience.cancel()


def ended(watching, number):
    """How it ends after a signal: its code and its last words."""
    watching.send_signal(number)
    rest, erred = watching.communicate()
    return watching.returncode, rest, erred


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_what_is_dropped_is_published_until_ctrl_c(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    with watched(raw, out) as watching:
        drop(raw, "a.xlsx")
        assert says(watching, "1 dibaca baru; 1 dokumen (1 bersih)") and published(out) == {"a.xlsx": "bersih"}
        (raw / "~$b.xlsx").write_bytes(b"x")
        drop(raw, "b.xlsx")
        assert says(watching, f"1 dibaca baru; 2 dokumen (2 bersih). Terbit di {out}") and published(out) == {"a.xlsx": "bersih", "b.xlsx": "bersih"}
        assert ended(watching, signal.SIGINT) == (130, "", "Dihentikan. Jalankan lagi untuk melanjutkan.\n")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_call_to_stop_ends_it_as_well(tmp_path):
    with watched(tmp_path / "raw", tmp_path / "out") as watching:
        assert says(watching, "0 dokumen")
        assert ended(watching, signal.SIGTERM)[0] == 143


@pytest.fixture
def ticks(monkeypatch, tmp_path):
    """Watches a folder of which a script tells when it changed; gives the ticks, from 1, at which it ran, each of which ends as the script says."""
    def watched(script, ends=()):
        ran, tick, endings = [], [0], iter(ends)

        def play(*_, **__):
            for changed in script:
                tick[0] += 1
                yield {(watchfiles.Change.added, "a.xlsx")} if changed else set()

        def run():
            ran.append(tick[0])
            if (end := next(endings, False)) not in (True, False):
                raise end
            return end

        monkeypatch.setattr(watchfiles, "watch", play)
        monkeypatch.setattr(time, "monotonic", lambda: float(tick[0]))
        monkeypatch.setitem(vocabulary("limits")["berkas"], "detik_tenang", 2)
        monkeypatch.setitem(vocabulary("limits")["pantau"], "detik_sabar", 5)
        watch.watch(tmp_path, run)
        return ran

    return watched


def test_it_runs_at_the_start_and_once_all_is_quiet(ticks):
    assert ticks([0, 0, 1, 1, 0, 0, 0, 0]) == [1, 6]


def test_a_file_that_never_stops_growing_keeps_the_others_waiting_only_so_long(ticks):
    assert ticks([0] + [1] * 14) == [1, 7, 13]


def test_a_document_that_was_still_written_to_is_read_again_though_nothing_changes(ticks):
    assert ticks([0] * 8, [True, True, False]) == [1, 3, 5]


def test_a_run_that_fails_is_told_and_tried_again(ticks, capsys):
    assert ticks([0] * 8, [Stopped("Folder sedang dipakai."), False]) == [1, 6]
    assert capsys.readouterr().err == "Folder sedang dipakai.\n"


def test_a_program_that_was_replaced_reads_no_more(ticks, monkeypatch):
    versions = iter("aab")
    monkeypatch.setattr(batch, "version", lambda: next(versions))
    with pytest.raises(Stopped, match="diperbarui"):
        ticks([0, 1, 0, 0, 0])


@pytest.mark.parametrize("name, concerns", [("a.xlsx", True), ("dinas/a.pdf", True), ("~$a.xlsx", False), ("a.pdf.part", False), (".git/a.pdf", False)])
def test_only_documents_concern_it(tmp_path, name, concerns):
    assert watch._concerns(tmp_path)(watchfiles.Change.added, str(tmp_path / name)) is concerns


@pytest.mark.parametrize("raw, says", [("s3://ember/folder", "hanya folder di mesin ini"), ("tiada", "tidak ada")])
def test_what_is_no_folder_cannot_be_watched(tmp_path, monkeypatch, raw, says):
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(main, ["watch", "--raw", raw])
    assert (ended.exit_code, says in ended.output) == (2, True)


def test_the_run_tells_of_a_document_that_somebody_still_writes():
    found = [[{"code": code, "severity": "error"}] for code in ("masih-ditulis", "berkas-kosong")]
    assert [batch.Summary([], findings, 1, True, []).waiting for findings in found] == [True, False]
