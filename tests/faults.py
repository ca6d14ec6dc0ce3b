"""Faults for the tests: runs that are killed or that the disk refuses, and what must hold of the outputs at every moment.

Children are forked from one warm process, so that a run of a few documents costs a fraction of a second:

    with runs() as run:
        ended = run(raw, out, how="kill", at=7)     # SIGKILL at the seventh call that changes something
        assert ended.code == -9 and broken(out) == []
"""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipeline import document
from pipeline.loaders import database
from tests.drawing import boxes, workbook
from tests.test_reading import MERGED

STATE = ".keadaan"
OLD = (1_700_000_000, 1_700_000_000)
KEPT = {"lock", "log", "placed.json", "store.duckdb"}
STRUCK = "[fault]"
CHANGES = {"os.link", "os.rename", "os.remove", "os.rmdir", "os.mkdir"}
ERRORS = {"eio": errno.EIO, "full": errno.ENOSPC, "readonly": errno.EROFS}


def draw(folder, count, words="DINAS"):
    folder.mkdir(exist_ok=True)
    for k in range(count):
        path = folder / f"{k:02}.xlsx"
        workbook(path, boxes(MERGED), title=[f"CASCADING {words} {k}"])
        os.utime(path, OLD)
    return folder


def command(raw, out, workers=2):
    return [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--processed", str(out), "--workers", str(workers)]


def start(raw, out, **more):
    return subprocess.Popen(command(raw, out), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **more)


def finish(raw, out, workers=2, **more):
    return subprocess.run(command(raw, out, workers), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **more)


def told(said):
    """Whether what a run printed is for people: no traceback, no fault of the program."""
    return not any(word in said for word in ("Traceback", "Error", "Program gagal", "Exception"))


def group_is_gone(group, seconds=10):
    """Whether no process of a group is left within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


class Ended(NamedTuple):
    """How a run ended: its exit code (-9: killed), all that it printed, and whether the fault came to pass."""

    code: int
    said: str
    struck: bool


@contextmanager
def runs() -> Iterator[Callable[..., Ended]]:
    """Runs in children of one warm process: `run(raw, out, how, at)` with a fault at the `at`-th change; `words` are more of the command line.

    A child has the surroundings of who asks for it. `how` is kill, eio (that call fails), full (it and all after it fail), readonly (the same, by another error), limit (no file may
    grow beyond `at` bytes) or nothing.
    """
    command = [sys.executable, "-c", "from tests.faults import _serve; _serve()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        def run(raw: Path | str, out: Path, how: str = "", at: int = 0, words: tuple[str, ...] = ()) -> Ended:
            print(json.dumps([dict(os.environ), ["--raw", str(raw), "--processed", str(out), *words], how, at]), file=server.stdin, flush=True)
            code, said = json.loads(server.stdout.readline())
            return Ended(code, said, STRUCK in said)

        yield run
        server.stdin.close()


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if not child:
                _live(said, *json.loads(line))
            _, status = os.waitpid(child, 0)
            said.seek(0)
            print(json.dumps([os.waitstatus_to_exitcode(status), said.read().decode()]), flush=True)


def _warm() -> None:
    """What a run loads and builds only where it needs it is there in all children; but for the database, whose threads none would inherit."""
    import pipeline.cli
    import pipeline.derive
    import pipeline.loaders.pohon
    import pipeline.loaders.report
    import pipeline.loaders.workbook
    from pipeline.validation import rules
    from tests.clean import clean, frames

    rules.judge(frames(clean()))
    with tempfile.TemporaryDirectory() as folder:
        place = draw(Path(folder), 1) / "00.xlsx"
        document.read_described(str(place), document.describe(place, place.name))


def _live(said, surroundings: dict[str, str], words: list[str], how: str, at: int) -> None:
    """The life of a child: a run as from the command line, but that it reads by itself, with a fault on its way."""
    from pipeline import cli

    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    os.environ.clear()
    os.environ.update(surroundings)
    cli.workers_readings = _by_itself
    sys.argv = ["pipeline", "run", *words]
    code = 70
    try:
        if how == "limit":
            _limit(at)
        elif how:
            _strike(how, at)
        cli.main()
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _by_itself(tasks, count):
    from pipeline import workers

    for k, task in enumerate(tasks):
        yield workers.Read(k, document.read_described(*task), 0.0)


def _limit(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    os.write(2, STRUCK.encode())


def _strike(how: str, at: int) -> None:
    """From here on the `at`-th change is the last thing done, or fails: a file opened for writing, renamed, removed or synced, a statement of the database."""
    calls = 0

    def change(failure=OSError):
        nonlocal calls
        calls += 1
        if calls == at or calls > at and how in ("full", "readonly"):
            os.write(2, STRUCK.encode())
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(ERRORS[how], os.strerror(ERRORS[how])) if failure is OSError else failure(f"IO Error: {os.strerror(ERRORS[how])}")

    def heard(event, args):
        if event in CHANGES or event == "open" and _writes(*args):
            change()

    sync, connect = os.fsync, duckdb.connect
    os.fsync = lambda handle: (change(), sync(handle))
    duckdb.connect = lambda *args, **more: Watched(connect(*args, **more), lambda: change(duckdb.IOException))
    sys.addaudithook(heard)


def _writes(path, mode, flags) -> bool:
    return path != os.devnull and bool(flags & (os.O_WRONLY | os.O_RDWR))


class Watched:
    """A database connection that tells of each statement and commit before it is done."""

    def __init__(self, connection, told):
        self._connection, self._told = connection, told

    def __getattr__(self, name):
        if name in ("execute", "commit"):
            self._told()
        return getattr(self._connection, name)


def broken(folder: Path) -> list[str]:
    """The published files that are not whole."""
    return [path.relative_to(folder).as_posix() for path in _published(folder) if not _is_whole(path)]


def contents(folder: Path) -> dict[str, object]:
    """What is published, by path: the SHA-256 of a file, of the database its rows, of the manifest all but what it says of the database."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in _published(folder)}


def leftovers(folder: Path) -> set[str]:
    """What lies beside the outputs that no finished run leaves."""
    return {path.name for path in (folder / STATE).iterdir() if not path.match(database.KEPT.format("*"))} - KEPT


def _published(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and STATE not in path.relative_to(folder).parts)


def _content(path: Path):
    if path.suffix == ".duckdb":
        return _rows(path)
    if path.name == "datapackage.json":
        package = json.loads(path.read_text(encoding="utf-8"))
        return [{**r, "hash": "", "bytes": 0} if r["path"].endswith(".duckdb") else r for r in package["resources"]]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_whole(path: Path) -> bool:
    try:
        return WHOLE[path.suffix](path)
    except (duckdb.Error, zipfile.BadZipFile, ValueError):
        return False


def _whole_csv(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        widths = {len(row) for row in csv.reader(file, strict=True)}
    return len(widths) == 1 and path.read_bytes().endswith(b"\r\n")


def _whole_zip(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return archive.testzip() is None


def _rows(path: Path) -> dict[str, list]:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


WHOLE = {
    ".csv": _whole_csv,
    ".parquet": lambda path: duckdb.read_parquet(str(path)).fetchall() is not None,
    ".xlsx": _whole_zip,
    ".json": lambda path: bool(json.loads(path.read_text(encoding="utf-8"))["resources"]),
    ".duckdb": lambda path: bool(_rows(path)),
    ".svg": lambda path: path.read_bytes().endswith(b"</svg>\n"),
    ".drawio": lambda path: path.read_bytes().endswith(b"</mxfile>\n"),
    ".pdf": lambda path: path.read_bytes().rstrip().endswith(b"%%EOF"),
    ".html": lambda path: path.read_bytes().endswith(b"</html>"),
    ".png": lambda path: path.read_bytes().endswith(b"IEND\xaeB`\x82"),
}
