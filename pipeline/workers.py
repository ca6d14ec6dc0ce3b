"""Worker processes with limits: each document is read in one, and a worker that hangs, dies or outgrows its limit costs its own document alone."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

from pipeline import document
from pipeline.vocabulary import vocabulary

Reader = Callable[[Path, str], dict]
TICK = 0.5


@dataclass
class Worker:
    """A process, our end of its pipe, the number of the document it reads (None: idle), and when that must be done."""

    process: multiprocessing.Process
    pipe: Connection
    task: int | None = None
    until: float = 0.0


def readings(tasks: list[tuple[Path, str]], count: int, reader: Reader = document.read, seconds: float | None = None) -> Iterator[dict]:
    """The readings of (path, name) pairs in the order asked, by `count` workers; `seconds` is the limit of one, from `schemas/limits.toml` unless given."""
    limits = vocabulary("limits")["pekerja"]
    seconds = seconds or limits["detik"]
    done: dict[int, dict] = {}
    waiting = list(range(len(tasks)))[::-1]
    workers = [_start(reader, limits["mib"]) for _ in range(max(1, min(count, len(tasks))))] if tasks else []
    try:
        for asked in range(len(tasks)):
            while asked not in done:
                for k, worker in enumerate(workers):
                    if worker.task is None and waiting:
                        _ask(worker, waiting.pop(), tasks, seconds)
                workers = [_heard(worker, tasks, done, reader, limits, seconds) for worker in _ready(workers)]
            yield done.pop(asked)
    finally:
        for worker in workers:
            _stop(worker)


def _start(reader: Reader, mib: int) -> Worker:
    # A forked worker would inherit the database and its threads.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    ours, theirs = context.Pipe()
    log = next((handler.baseFilename for handler in logging.getLogger().handlers if isinstance(handler, logging.FileHandler)), None)
    process = context.Process(target=_work, args=(theirs, reader, mib, log), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _work(pipe: Connection, reader: Reader, mib: int, log: str | None):
    """The life of a worker: documents in, readings out, within a limit of memory; the keyboard is for the parent, tracebacks for the log."""
    logging.basicConfig(filename=log or os.devnull, format="%(asctime)s %(levelname)s %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(mib)
    while True:
        try:
            path, name = pipe.recv()
        except EOFError:
            return
        pipe.send(reader(path, name))


def _limit_memory(mib: int):
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))


def _ask(worker: Worker, task: int, tasks, seconds: float):
    worker.task, worker.until = task, time.monotonic() + seconds
    try:
        worker.pipe.send(tasks[task])
    except OSError:  # it died before it was asked: told when it is heard
        return


def _ready(workers: list[Worker]) -> list[Worker]:
    """All workers, once one of them has answered, died or overrun, or a moment has passed."""
    wait([worker.pipe for worker in workers if worker.task is not None], timeout=TICK)
    return workers


def _heard(worker: Worker, tasks, done: dict[int, dict], reader: Reader, limits: dict, seconds: float) -> Worker:
    """The worker after what it has to say is taken; a new one in place of one that died or overran its time."""
    if worker.task is None:
        return worker
    try:
        if worker.pipe.poll():
            done[worker.task] = worker.pipe.recv()
            worker.task = None
            return worker
        if time.monotonic() < worker.until:
            return worker
        code, words = "batas-waktu", {"batas": f"{seconds:g}"}
    except (EOFError, OSError):
        code, words = "pembaca-mati", {}
    path, name = tasks[worker.task]
    done[worker.task] = document.refusal(document.describe(path, name), code, words)
    _stop(worker)
    return _start(reader, limits["mib"])


def _stop(worker: Worker):
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
