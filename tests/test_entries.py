"""What lies in raw/: each entry is read, refused with a reason, or passed over."""

from __future__ import annotations

import os
import socket
import time
from functools import partial

import pytest

from pipeline import batch, document
from pipeline.entries import entries, written
from pipeline.vocabulary import vocabulary
from pipeline.workers import readings
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    workbook(folder / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS A"])
    return folder


def hangs(place, about, *drawn):
    time.sleep(60)


def run(raw):
    return batch.run(raw, raw.parent / "out", partial(readings, count=1))


def refused(raw):
    found, _ = entries(raw)
    return {entry.name: entry.refused.words.get("jenis", entry.refused.code) for entry in found if entry.refused}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_file_is_refused_and_not_opened(raw):
    os.mkfifo(raw / "pipa.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(raw / "s.pdf"))
    (raw / "tautan.pdf").symlink_to("/dev/zero")
    (raw / "keluar").symlink_to("/etc")
    (raw / "folder.pdf").mkdir()
    assert refused(raw) == {"pipa.pdf": "pipa", "s.pdf": "soket", "tautan.pdf": "tautan", "keluar": "tautan", "folder.pdf": "folder"}
    assert {d["path"]: d["status"] for d in run(raw).documents} == {**dict.fromkeys(refused(raw), "gagal"), "a.xlsx": "bersih"}


@pytest.mark.parametrize("name", ["~$a.xlsx", ".DS_Store", "b.PDF.part", "THUMBS.DB", ".git/a.xlsx"])
def test_temporary_hidden_and_lock_files_are_passed_over(raw, name):
    (raw / name).parent.mkdir(exist_ok=True)
    (raw / name).write_bytes((raw / "a.xlsx").read_bytes())
    found, skipped = entries(raw)
    assert ([entry.name for entry in found], skipped) == (["a.xlsx"], [name.split("/")[0]])


NAMES = ["-rf.xlsx", "baris\nbaru.xlsx", "\u202eslx.xlsx", "x" * 250 + ".xlsx", "a b;c'd\".xlsx", "=1+1.xlsx", b"\xff\xfe.xlsx".decode(errors="surrogateescape"), "B.XLSX"]


@pytest.fixture(scope="module")
def oddly_named(tmp_path_factory):
    """The documents of a run over a folder of odd names, by their paths."""
    folder = tmp_path_factory.mktemp("aneh") / "raw"
    folder.mkdir()
    for k, name in enumerate(NAMES):
        workbook(folder / "a.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {k}"])
        (folder / "a.xlsx").rename(folder / name)
    documents = run(folder).documents
    assert len(documents) == len(NAMES)
    return {document["path"]: document for document in documents}


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_survive_in_one_legible_line(oddly_named, name):
    document = oddly_named[written(name)]
    assert document["status"] == "bersih" and document["path"].isprintable()


def test_names_that_are_written_alike_stay_two_documents(raw):
    workbook(raw / "é.xlsx", boxes(MERGED), title=["CASCADING DINAS B"])
    workbook(raw / "e\u0301.xlsx", boxes(MERGED), title=["CASCADING DINAS C"])
    assert len({d["document_id"] for d in run(raw).documents}) == 3


def test_a_file_above_the_limit_is_not_opened(raw, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["berkas"], "mib", 0)
    assert refused(raw) == {"a.xlsx": "berkas-terlalu-besar"}


def test_a_file_that_is_still_written_waits_for_the_next_run(raw):
    whole = (raw / "a.xlsx").read_bytes()

    def growing(tasks):
        for read in readings(tasks, 1):
            (raw / "a.xlsx").write_bytes(whole + b"\0")
            yield read

    first = batch.run(raw, raw.parent / "out", growing)
    assert [f["code"] for f in first.findings] == ["masih-ditulis"]
    assert [d["status"] for d in run(raw).documents] != ["gagal"]


def test_a_file_that_is_gone_before_its_turn_is_refused(raw, monkeypatch):
    describe = document.describe
    workbook(raw / "b.xlsx", boxes(MERGED), title=["CASCADING DINAS B"])
    monkeypatch.setattr(document, "describe", lambda place, name: ((raw / "a.xlsx").unlink(missing_ok=True), describe(place, name))[1])
    done = run(raw)
    assert {d["path"]: d["status"] for d in done.documents} == {"a.xlsx": "gagal", "b.xlsx": "bersih"}
    assert [f["code"] for f in done.findings if f["path"] == "a.xlsx"] == ["berkas-tak-terbaca"]


def test_a_refused_entry_is_not_refused_anew_each_night(raw):
    (raw / "tautan.pdf").symlink_to("a.xlsx")
    assert (run(raw).fresh, run(raw).fresh) == (2, 0)


def test_a_limit_that_was_reached_is_tried_again(raw):
    limit = lambda tasks: readings(tasks, 1, hangs, seconds=0.5)
    assert [f["code"] for f in batch.run(raw, raw.parent / "out", limit).findings] == ["batas-waktu"]
    assert [d["status"] for d in run(raw).documents] == ["bersih"]
