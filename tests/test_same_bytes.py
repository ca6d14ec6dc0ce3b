"""The same documents give the same bytes, whatever the machine, the locale, the clock and the order; and it matters not who listens."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from pipeline import derive
from tests import gambar
from tests.faults import broken, command, contents, draw, finish, told

# Workers, surroundings, umask: which of several changes it was that matters is asked once one does.
CHANGES = {
    "one worker, hash seed": (1, {"PYTHONHASHSEED": "1"}, 0o022),
    "four workers, the owner alone may read": (4, {}, 0o077),
    "time zone and locale": (2, {"TZ": "Asia/Jayapura", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, 0o022),
    "no home, narrow, odd locale": (2, {"HOME": None, "COLUMNS": "7", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random"}, 0o077),
}


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = draw(tmp_path_factory.mktemp("raw"), 4)
    (folder / "03.xlsx").rename(folder / "dinas é – ı.xlsx")
    return folder


@pytest.fixture(scope="module")
def wanted(raw, tmp_path_factory):
    out = tmp_path_factory.mktemp("wanted")
    ended = finish(raw, out, env={**os.environ, "PYTHONHASHSEED": "0"})
    assert ended.returncode == 0 and broken(out) == []
    return contents(out)


@pytest.mark.parametrize("what", CHANGES)
def test_surroundings_change_nothing_and_umask_decides_who_may_read_alone(raw, wanted, tmp_path, what):
    workers, changed, umask = CHANGES[what]
    env = {name: value for name, value in {**os.environ, **changed}.items() if value is not None}
    ended = finish(raw, out := tmp_path / "out", workers, env=env, umask=umask)
    assert ended.returncode == 0 and told(ended.stdout), ended.stdout
    assert contents(out) == wanted
    wrong = {path: oct(mode) for path in out.rglob("*") if (mode := path.stat().st_mode & 0o777) != (0o777 if path.is_dir() else 0o666) & ~umask}
    assert wrong == {}


def test_order_of_files(run, raw, wanted, tmp_path):
    (shuffled := tmp_path / "raw").mkdir()
    for path in sorted(raw.iterdir(), key=lambda path: path.name[::-1]):
        shutil.copy2(path, shuffled)
    assert run(shuffled, tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == wanted


def test_a_name_that_the_screen_cannot_show(raw, tmp_path):
    (folder := tmp_path / "raw").mkdir()
    (folder / "dinas – ı.pdf").write_bytes(b"%PDF-1.4 rusak")
    ended = finish(folder, tmp_path / "out", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert (ended.returncode, told(ended.stdout)) == (1, True) and r"dinas \u2013 \u0131.pdf" in ended.stdout


def test_nobody_listens(raw, wanted, tmp_path):
    ours, theirs = os.pipe()
    os.close(ours)
    ended = subprocess.run(command(raw, tmp_path), stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert contents(tmp_path) == wanted


def test_order_of_works(tmp_path, monkeypatch):
    monkeypatch.setattr(derive, "side_by_side", lambda connection, works: [work(connection) for work in works])
    wanted = contents(gambar.published(tmp_path / "one"))
    monkeypatch.setattr(derive, "side_by_side", lambda connection, works: [work(connection) for work in reversed(works)])
    assert contents(gambar.published(tmp_path / "other")) == wanted
