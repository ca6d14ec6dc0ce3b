"""Watch a folder: a run at the start and after changes, when nothing has moved for a while."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

import watchfiles

from pipeline import batch
from pipeline.entries import is_passed_over
from pipeline.stops import Stopped
from pipeline.vocabulary import vocabulary

TICK = 500  # milliseconds


def watch(raw: Path, run: Callable[[], bool]) -> None:
    """Call `run` now and after changes below a folder, until the process is stopped; it gives whether it left a document that somebody still writes to.

    A file that grows is waited for, but not so long that the others never get their turn (`schemas/limits.toml`). A run that is Stopped is told and tried again.
    """
    if not raw.is_dir():
        raise batch.RawMissingError(raw)
    quiet, patience = vocabulary("limits")["berkas"]["detik_tenang"], vocabulary("limits")["pantau"]["detik_sabar"]
    code = batch.version()
    due, since = -math.inf, None
    for changes in watchfiles.watch(raw, watch_filter=_concerns(raw), rust_timeout=TICK, yield_on_timeout=True):
        now = time.monotonic()
        if changes:
            since = since or now
            due = min(now + quiet, since + patience)
        if now >= due:
            # What an old program reads must not bear the mark of the new one.
            if batch.version() != code:
                raise Stopped("Program ini sudah diperbarui. Jalankan lagi: python -m pipeline watch")
            due, since = time.monotonic() + _wait(run, quiet, patience), None


def _wait(run: Callable[[], bool], quiet: float, patience: float) -> float:
    """Run, and give the seconds after which to run again though nothing changes."""
    try:
        return quiet if run() else math.inf
    except Stopped as stop:
        stop.show()
        return patience


def _concerns(raw: Path) -> Callable[[watchfiles.Change, str], bool]:
    """Whether a change is of a document, as far as names tell."""
    return lambda _, path: not any(map(is_passed_over, Path(path).relative_to(raw).parts))
