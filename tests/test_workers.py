"""Workers: what hangs, dies or eats memory costs its own document, whatever the others are."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import document, workers
from pipeline.seal import SealedError, sealed
from pipeline.workers import readings
from tests.drawing import boxes, workbook
from tests.odd_readers import odd_reader
from tests.test_reading import MERGED


def read(folder, names, count=2):
    for name in names:
        workbook(folder / f"{name}.xlsx", boxes(MERGED), title=["CASCADING DINAS CONTOH"])
    paths = [folder / f"{name}.xlsx" for name in names]
    reads = readings([(str(path), document.describe(path, path.name)) for path in paths], count, odd_reader, seconds=5)
    return {r.reading["documents"][0]["path"]: [f["code"] for f in r.reading["findings"]] for r in reads}


@pytest.mark.parametrize(("name", "code"), [("mati", "pembaca-mati"), ("macet", "batas-waktu"), ("rakus", "batas-memori")])
def test_only_the_odd_document_is_blamed(tmp_path, name, code):
    assert read(tmp_path, ["a", name, "b", "c"]) == {"a.xlsx": [], f"{name}.xlsx": [code], "b.xlsx": [], "c.xlsx": []}


def test_reading_needs_no_pandas(tmp_path):
    workbook(tmp_path / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS CONTOH"])
    code = "import sys; from pipeline import document; read = document.read('a.xlsx', 'a.xlsx'); print(len(read['nodes']), sorted({'pandas', 'pandera'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path(document.__file__).parent.parent)}, capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1)[0] != "0" and done.stdout.strip().endswith("[]")


def test_a_document_whose_worker_was_killed_once_is_read_again(tmp_path):
    assert read(tmp_path, ["a", "sekali"]) == {"a.xlsx": [], "sekali.xlsx": []}


@pytest.mark.parametrize("seconds", [0, 20], ids=["before it answers", "before its answer is heard"])
def test_a_worker_whose_parent_goes_ends_quietly(tmp_path, seconds):
    workbook(path := tmp_path / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS CONTOH"])
    worker = workers._start(odd_reader, 1024)
    workers._ask(worker, 0, [(str(path), document.describe(path, path.name))])
    worker.pipe.poll(seconds)
    worker.pipe.close()
    worker.process.join(20)
    assert worker.process.exitcode == 0


def test_the_number_of_workers_changes_nothing(tmp_path):
    assert read(tmp_path, ["a", "mati", "b"], 1) == read(tmp_path, ["a", "mati", "b"], 4)


def test_nothing_to_read_starts_nothing(tmp_path):
    assert read(tmp_path, []) == {}


@pytest.mark.parametrize("leave", [lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"]), lambda: os.system("true")])
def test_while_a_document_is_read_nothing_leaves_the_process(leave):
    with sealed(), pytest.raises(SealedError):
        leave()
