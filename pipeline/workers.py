"""Worker processes with limits: each document is read in one, and a worker that hangs, dies or outgrows its limit costs its own document alone."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from pipeline import document, log
from pipeline.readers import READERS
from pipeline.vocabulary import vocabulary

Reader = Callable[..., dict]
# A worker that hangs says nothing itself: so often its time is looked at.
TICK = 0.5
# Of what reading and publishing make nearly all lives until they are done: to look for circles among it more often costs a tenth of the time.
LIVING = 200_000


@dataclass(frozen=True)
class Read:
    """One document read: its number among those asked for, its rows, the seconds it took and the most memory (MiB) its worker ever had."""

    task: int
    reading: dict
    seconds: float
    mib: int | None = None


@dataclass
class Worker:
    """A process, our end of its pipe, the number of the document it reads (None: idle), since when."""

    process: multiprocessing.Process
    pipe: Connection
    task: int | None = None
    since: float = 0.0


def readings(tasks: list[tuple], count: int, reader: Reader = document.read_described, seconds: float | None = None) -> Iterator[Read]:
    """The readings of tasks as they come, by `count` workers: each a place, a described document, and what else the reader takes; `seconds` is the limit of one, from `schemas/limits.toml` unless given."""
    limits = vocabulary("limits")["pekerja"]
    seconds = seconds or limits["detik"]
    # Taken from its end, so that a document whose worker died comes next.
    waiting = list(range(len(tasks)))[::-1]
    died: set[int] = set()
    heard: list[Read] = []
    workers = [_start(reader, limits["mib"]) for _ in range(min(count, len(tasks)))]
    try:
        while waiting or heard or any(worker.task is not None for worker in workers):
            for worker in workers:
                if worker.task is None and waiting:
                    _ask(worker, waiting.pop(), tasks)
            # While the caller keeps these, the workers are at the next ones.
            yield from heard
            wait([worker.pipe for worker in workers if worker.task is not None], timeout=TICK)
            heard = [read for worker in workers if (read := _heard_or_lost(worker, tasks, seconds, died, waiting))]
            workers = [_start(reader, limits["mib"]) if worker.pipe.closed else worker for worker in workers]
    finally:
        for worker in workers:
            _stop(worker)


def get_ready(names: Iterable[str] = ("",)):
    """Have what workers need to read documents of some names, or of any, loaded beside other work, where that can be: what libraries bring takes a second."""
    # Each file is asked first whether it is a PDF.
    readers = READERS[:1] if all(name.lower().endswith(".pdf") for name in names) else READERS
    # A forked worker would inherit the database and its threads.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(["pipeline.document", *(f"pipeline.extractors.{reader}" for reader in readers), "pipeline.review", "pipeline.transform.reading"])
    if context.get_start_method() == "forkserver":
        _start_server()
    return context


def _start(reader: Reader, mib: int) -> Worker:
    context = get_ready()
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, reader, mib, log.file()), daemon=True)
    process.start()
    # While this end is open here too, the pipe does not tell that the worker died.
    theirs.close()
    return Worker(process, ours)


def _start_server():
    """Start the server that workers are forked from, deaf to Ctrl-C: what is blocked at a start stays blocked, in its children too."""
    from multiprocessing import forkserver, resource_tracker  # Windows has none

    # It lets in again what is blocked, so it goes first.
    resource_tracker.ensure_running()
    # On a cluster this is no main thread, where handlers cannot be set but signals be blocked.
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _work(pipe: Connection, reader: Reader, mib: int, noted: Path | None):
    """The life of a worker: documents in, readings out, within a limit of memory; the keyboard is for the parent, tracebacks for the log."""
    log.to_file(noted)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(mib)
    gc.set_threshold(LIVING)
    # The parent has gone; a pipe whose last reading it had not heard is reset.
    with suppress(EOFError, ConnectionError):
        while True:
            pipe.send((reader(*pipe.recv()), _peak()))


def _limit_memory(mib: int):
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))


def _peak() -> int | None:
    """The most memory this process ever had, in MiB; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    # macOS counts bytes, the others KiB.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


def _ask(worker: Worker, task: int, tasks):
    worker.task, worker.since = task, time.monotonic()
    try:
        worker.pipe.send(tasks[task])
    except OSError:  # it died before it was asked: found out when it is heard
        return


def _heard(worker: Worker, tasks, seconds: float) -> Read | None:
    """What the worker has to say of its document; one that overran its time is stopped. Raises EOFError or OSError where it has died."""
    if worker.task is None:
        return None
    task, took = worker.task, time.monotonic() - worker.since
    if worker.pipe.poll():
        reading, mib = worker.pipe.recv()
        worker.task = None
        return Read(task, reading, took, mib)
    if took < seconds:
        return None
    _stop(worker)
    return Read(task, document.refusal(tasks[task][1], "batas-waktu", {"batas": f"{seconds:g}"}), took)


def _heard_or_lost(worker: Worker, tasks, seconds: float, died: set[int], waiting: list[int]) -> Read | None:
    try:
        return _heard(worker, tasks, seconds)
    except (EOFError, OSError):
        return _lost(worker, tasks, died, waiting)


def _lost(worker: Worker, tasks, died: set[int], waiting: list[int]) -> Read | None:
    """A document whose worker died is read once more, for anyone may kill a process; at the second death it is blamed."""
    task, took = worker.task, time.monotonic() - worker.since
    _stop(worker)
    if task in died:
        return Read(task, document.refusal(tasks[task][1], "pembaca-mati"), took)
    died.add(task)
    waiting.append(task)
    return None


def _stop(worker: Worker):
    worker.task = None
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
