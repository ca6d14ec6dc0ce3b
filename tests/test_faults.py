"""Runs that are cut short, refused by the disk or called off: outputs stay whole, exit 0 is never wrong, and a plain rerun completes them.

`make faults` (FAULTS=all) tries every moment; the ordinary suite a seeded sample.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import duckdb
import pytest

from tests.faults import STATE, broken, contents, draw, finish, group_is_gone, leftovers, start, told

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")
ALL = os.environ.get("FAULTS") == "all"
MANY, MOMENTS = (40, 50) if ALL else (12, 4)
STRIDE, PARTS = (1, 8) if ALL else (400, 1)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return draw(tmp_path_factory.mktemp("few"), 3)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return draw(tmp_path_factory.mktemp("many"), MANY)


@pytest.fixture(scope="module")
def good_few(run, few, tmp_path_factory):
    """The outputs of an undisturbed run over few documents, and before them those of their earlier texts."""
    folder = tmp_path_factory.mktemp("good")
    assert run(draw(folder / "earlier", 3, "BADAN"), folder / "old").code == run(few, folder / "new").code == 0
    return folder / "old", contents(folder / "new")


@pytest.fixture(scope="module")
def good_many(many, tmp_path_factory):
    """What an undisturbed run over many documents publishes, and how long it takes."""
    out, began = tmp_path_factory.mktemp("good"), time.monotonic()
    assert finish(many, out).returncode == 0
    return contents(out), time.monotonic() - began


def heals(run, raw, out, wanted):
    """Whether a plain rerun gives what an undisturbed run gives, and leaves nothing beside it."""
    ended = run(raw, out)
    return (ended.code, broken(out), leftovers(out)) == (0, [], set()) and contents(out) == wanted


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("how", ["kill", "eio", "full", "readonly"])
def test_the_kth_change_is_the_last_or_fails(run, few, good_few, tmp_path, how, part):
    old, wanted = good_few
    before = contents(old)
    at = 1 + part if ALL else random.Random(how).randrange(1, STRIDE)
    struck = True
    while struck:
        out = tmp_path / str(at)
        if at % 2:
            shutil.copytree(old, out)
        code, said, struck = run(few, out, how, at)
        assert told(said), f"{how} {at}: {said}"
        assert code in ((-9, 0) if how == "kill" else (0, 3)), f"{how} {at}: {code} {said}"
        if out.exists():
            assert broken(out) == [], f"{how} {at}"
            assert all(content in (wanted[path], before[path]) for path, content in contents(out).items()), f"{how} {at}"
        assert code or contents(out) == wanted, f"{how} {at}: exit 0 though the outputs are not right"
        assert heals(run, few, out, wanted), f"{how} {at}"
        shutil.rmtree(out)
        at += STRIDE if not ALL else PARTS
    assert code == 0


@pytest.mark.parametrize("size", [100, 1 << 10, 20 << 10, 300 << 10, 1 << 20, 2 << 20, 4 << 20] if ALL else [1 << 10, 20 << 10, 300 << 10])
def test_no_file_may_grow(run, few, good_few, tmp_path, size):
    code, said, _ = run(few, tmp_path, "limit", size)
    assert code == 3 and told(said) and "Hasil tidak dapat ditulis" in said, said
    assert broken(tmp_path) == []
    assert heals(run, few, tmp_path, good_few[1])


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_a_random_moment(run, many, good_many, tmp_path, moment):
    wanted, seconds = good_many
    cut = start(many, tmp_path)
    time.sleep(random.Random(moment).uniform(0.2, seconds))
    os.killpg(cut.pid, signal.SIGKILL)
    cut.communicate()
    assert broken(tmp_path) == []
    assert heals(run, many, tmp_path, wanted)


@pytest.mark.parametrize("moment", range(12 if ALL else 1))
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_called_off(run, many, good_many, tmp_path, how, code, moment):
    wanted, seconds = good_many
    cut = start(many, tmp_path)
    until_it_runs(cut, tmp_path)
    time.sleep(random.Random(moment).uniform(0, seconds - 0.8))
    os.killpg(cut.pid, how)
    said, _ = cut.communicate(timeout=20)
    assert (cut.returncode, "Dihentikan" in said) in ((code, True), (0, False)), said
    assert told(said), said
    assert group_is_gone(cut.pid)
    assert heals(run, many, tmp_path, wanted)


def until_it_runs(cut, out):
    """Wait until a run has taken its folder: before that Python itself answers a signal."""
    lock = out / STATE / "lock"
    while cut.poll() is None and not (lock.exists() and lock.stat().st_size):
        time.sleep(0.02)


@pytest.mark.parametrize("times", [1, 2] if ALL else [2])
def test_a_worker_killed_from_outside(run, many, good_many, tmp_path, times):
    cut = start(many, tmp_path)
    for _ in range(times):
        if worker := a_worker_of(cut):
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.1)
    said, _ = cut.communicate(timeout=60)
    assert told(said) and cut.returncode in (0, 1), said
    assert cut.returncode or contents(tmp_path) == good_many[0]
    assert heals(run, many, tmp_path, good_many[0])


def a_worker_of(cut):
    """The process id of a worker that reads: a child of the run's fork server; None where the run has ended."""
    while cut.poll() is None:
        for server in children(cut.pid):
            if workers := children(server):
                return workers[0]
        time.sleep(0.02)
    return None


def children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(number) for number in file.read().split()]
    except FileNotFoundError:
        return []


def test_the_run_alone_is_killed_and_its_workers_go(many, tmp_path):
    cut = start(many, tmp_path)
    assert a_worker_of(cut)
    cut.kill()
    cut.communicate()
    assert group_is_gone(cut.pid)


def test_two_runs_at_once(run, many, good_many, tmp_path):
    first = start(many, tmp_path)
    until_it_runs(first, tmp_path)
    second = run(many, tmp_path)
    assert second.code == 3 and "sedang dipakai" in second.said and told(second.said)
    assert first.communicate()[0] and first.returncode == 0
    assert contents(tmp_path) == good_many[0]


@pytest.mark.parametrize("text", ["", "1", "999999", "\0 sampah \xff"])
def test_a_lock_file_that_nobody_holds_stops_nobody(run, few, good_few, tmp_path, text):
    (tmp_path / STATE).mkdir()
    (tmp_path / STATE / "lock").write_bytes(text.encode("latin-1"))
    assert heals(run, few, tmp_path, good_few[1])


@pytest.mark.parametrize("place", ["csv/nodes.csv", "cascading.duckdb", "datapackage.json"])
def test_an_output_that_cannot_be_replaced(run, few, good_few, tmp_path, place):
    (tmp_path / place / "dalam").mkdir(parents=True)
    code, said, _ = run(few, tmp_path)
    assert code == 3 and told(said) and "Hasil tidak dapat ditulis" in said
    shutil.rmtree(tmp_path / place)
    assert heals(run, few, tmp_path, good_few[1])


@pytest.mark.parametrize("place", ["", STATE, f"{STATE}/staging", f"{STATE}/log", "csv"])
def test_a_file_in_the_place_of_a_folder(run, few, good_few, tmp_path, place):
    out = tmp_path / "out"
    blocked = out / place if place else out
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("milik orang")
    code, said, _ = run(few, out)
    assert code == 3 and told(said) and "Hasil tidak dapat ditulis" in said, said
    blocked.unlink()
    assert heals(run, few, out, good_few[1])


DAMAGES = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "emptied": lambda path: path.write_bytes(b""),
    "overwritten": lambda path: path.write_bytes(random.Random(1).randbytes(path.stat().st_size or 9)),
    "spoiled": lambda path: path.write_bytes(b"\xff" * 9 + path.read_bytes()[9:-9] + b"\0" * 9),
    "deleted": lambda path: path.unlink(),
}
TRIED = list(DAMAGES) if ALL else ["cut", "spoiled", "deleted"]


@pytest.mark.parametrize("damage", TRIED)
def test_each_written_file_damaged(run, few, good_few, tmp_path, damage):
    wanted = good_few[1]
    assert run(few, tmp_path).code == 0
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file() and "log" not in path.parts)
    for path in files if ALL else [p for p in files if STATE in p.parts] + files[::60]:
        DAMAGES[damage](path)
        code, said, _ = run(few, tmp_path)
        assert (code, told(said)) == (0, True) and contents(tmp_path) == wanted, f"{path.name} {damage}: {code} {said}"


@pytest.mark.parametrize("damage", TRIED)
@pytest.mark.parametrize("name", ["store.duckdb", "store.duckdb.wal"])
def test_the_store_of_a_killed_run_damaged(run, few, good_few, tmp_path, damage, name):
    at = next(at for at in range(40, 400, 10) if run(few, tmp_path, "kill", at).struck and (tmp_path / STATE / "store.duckdb.wal").exists())
    assert at
    DAMAGES[damage](tmp_path / STATE / name)
    assert heals(run, few, tmp_path, good_few[1])


@pytest.mark.parametrize("when", [0, 1_700_000_000, 4_000_000_000])
def test_dates_of_files_decide_nothing(run, few, good_few, tmp_path, when):
    raw, out = draw(tmp_path / "raw", 3, "BADAN"), tmp_path / "out"
    assert run(raw, out).code == 0
    for path in few.iterdir():
        shutil.copy(path, raw / path.name)
        os.utime(raw / path.name, (when, when))
    assert heals(run, raw, out, good_few[1])


def test_one_by_one_removed_and_put_back_equals_one_run(run, few, good_few, tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for path in (*sorted(few.iterdir(), reverse=True), None, few / "01.xlsx"):
        if path:
            shutil.copy2(path, raw)
        else:
            (raw / "01.xlsx").unlink()
        assert run(raw, out).code == 0
    assert contents(out) == good_few[1]


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_bytes(b"PK\3\4 rusak")], ids=["deleted", "replaced"])
def test_a_document_that_changes_during_the_run(run, many, good_many, tmp_path, change):
    raw, out, last = tmp_path / "raw", tmp_path / "out", f"{MANY - 1:02}.xlsx"
    shutil.copytree(many, raw)
    cut = start(raw, out)
    assert a_worker_of(cut)
    change(raw / last)
    said, _ = cut.communicate()
    assert cut.returncode == 1 and told(said), said
    assert documents(out)[last] == "gagal"
    shutil.copy2(many / last, raw)
    assert heals(run, raw, out, good_many[0])


def documents(out):
    return dict(duckdb.read_parquet(str(out / "parquet" / "documents.parquet")).project("path, status").fetchall())
