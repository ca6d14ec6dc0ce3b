"""Files at an address are read as those of a folder, and only what changed is fetched."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import s3fs
from moto import backends as mock_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.server import ThreadedMotoServer

from pipeline import remote
from pipeline.findings import Refused
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            patch.setenv(name, value)
        yield
    server.stop()


@pytest.fixture
def store(server):
    mock_backends.get_backend("s3").reset()
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("ember")
    return system


class Asked(list):
    """The objects that are fetched, as they are asked for; after the first `most` of them the store is out of order."""

    most = 1000


@pytest.fixture
def fetched(monkeypatch):
    asked, answer = Asked(), DomainDispatcherApplication.__call__

    def heard(self, about, begin):
        if about["REQUEST_METHOD"] == "GET" and about["PATH_INFO"].endswith(".xlsx"):
            asked.append(about["PATH_INFO"].rpartition("/")[2])
        if len(asked) > asked.most:
            begin("503 Service Unavailable", [])
            return []
        return answer(self, about, begin)

    monkeypatch.setattr(DomainDispatcherApplication, "__call__", heard)
    return asked


def start(raw, out):
    """A process of its own, as people run it: its workers see the same surroundings."""
    return subprocess.run([sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--processed", str(out), "--json"], capture_output=True, text=True)


@pytest.fixture
def summary(run):
    """What a run of an address tells programs: `summary(raw, out)`."""
    def told(raw, out):
        ended = run(raw, out, words=("--json",))
        assert ended.code == 0, ended.said
        return json.loads(ended.said)

    return told


def tables(folder):
    return {file.name: file.read_bytes() for file in (folder / "csv").glob("*.csv")}


def test_an_address_is_read_as_the_folder_it_holds(tmp_path, store, summary):
    raw = tmp_path / "raw"
    (raw / "dinas").mkdir(parents=True)
    for name in ("a.xlsx", "dinas/b.xlsx", ".tersembunyi.xlsx"):
        workbook(raw / name, boxes(MERGED), title=[f"CASCADING DINAS {name[0].upper()}"])
        store.put(str(raw / name), f"ember/raw/{name}")
    there = start("s3://ember/raw", tmp_path / "there")
    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout)["skipped"] == summary(raw, tmp_path / "here")["skipped"] == [".tersembunyi.xlsx"]
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_an_address_with_nothing_is_no_empty_folder(tmp_path, store, run):
    ended = run("s3://ember/salah", tmp_path / "out")
    assert ended.code != 0 and "tidak ada" in ended.said


def test_a_changed_object_is_read_anew_and_a_removed_one_leaves(tmp_path, store, summary):
    for name in "ab":
        workbook(tmp_path / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {name.upper()}"])
        store.put(str(tmp_path / f"{name}.xlsx"), f"ember/{name}.xlsx")
    out = tmp_path / "out"
    assert (summary("s3://ember", out)["fresh"], summary("s3://ember", out)["fresh"]) == (2, 0)
    store.rm("ember/a.xlsx")
    workbook(tmp_path / "b.xlsx", boxes(MERGED), title=["CASCADING DINAS C"])
    store.put(str(tmp_path / "b.xlsx"), "ember/b.xlsx")
    last = summary("s3://ember", out)
    assert (last["documents"], last["fresh"]) == (1, 1)
    assert "CASCADING DINAS C" in (out / "csv" / "documents.csv").read_text()


def test_what_the_store_marks_as_unchanged_is_not_fetched(tmp_path, store, fetched, summary):
    for name in "ab":
        workbook(tmp_path / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {name.upper()}"])
        store.put(str(tmp_path / f"{name}.xlsx"), f"ember/{name}.xlsx")
    store.put(str(tmp_path / "a.xlsx"), "ember/kembar.xlsx")
    out = tmp_path / "out"
    assert summary("s3://ember", out)["fresh"] == 3 and set(fetched) == {"a.xlsx", "b.xlsx", "kembar.xlsx"}
    fetched.clear()
    assert summary("s3://ember", out)["fresh"] == 0 and fetched == []
    workbook(tmp_path / "b.xlsx", boxes(MERGED), title=["CASCADING DINAS C"])
    store.put(str(tmp_path / "b.xlsx"), "ember/b.xlsx")
    assert summary("s3://ember", out)["fresh"] == 1 and set(fetched) == {"b.xlsx"}
    fetched.clear()
    assert summary("s3://ember", out)["fresh"] == 0 and fetched == []


@pytest.mark.parametrize("place, stamp, mark", [("s3://ember/a.xlsx", '"9a0364b9":17', '"9a0364b9":17'), ("s3://ember/a.xlsx", ":17", ""), ("raw/a.xlsx", "4:17:99", "")])
def test_only_a_store_that_hashes_its_objects_marks_their_content(place, stamp, mark):
    assert remote.content_mark(place, stamp) == mark


@pytest.mark.parametrize("answers", [1, 2], ids=["at the second hash", "at the first reading"])
def test_a_store_that_falls_silent_amid_a_run_is_told_and_nothing_published(tmp_path, store, fetched, summary, monkeypatch, answers):
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    for name in "ab":
        workbook(tmp_path / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {name.upper()}"])
        store.put(str(tmp_path / f"{name}.xlsx"), f"ember/{name}.xlsx")
    fetched.most = answers
    done = start("s3://ember", tmp_path / "out")
    assert done.returncode == 3 and done.stderr.startswith("Penyimpanan tidak menjawab, tidak ada yang diterbitkan. s3://ember/"), done.stderr
    assert not (tmp_path / "out" / "datapackage.json").exists()
    fetched.most = 1000
    assert summary("s3://ember", tmp_path / "out")["status"] == {"bersih": 2}


def test_a_store_that_nobody_runs_is_told(tmp_path, run, monkeypatch):
    for name, value in {"AWS_MAX_ATTEMPTS": "1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(name, value)
    ended = run("s3://ember", tmp_path / "out")
    assert ended.code == 3 and ended.said.startswith("Penyimpanan tidak menjawab"), ended.said


def test_an_object_that_is_gone_before_its_turn_is_refused_alone(store, tmp_path):
    with pytest.raises(Refused, match="berkas-tak-terbaca"), remote.fetched("s3://ember/hilang.xlsx"):
        pass
