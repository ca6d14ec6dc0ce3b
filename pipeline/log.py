"""What a run notes for maintainers: one file per run, one line of JSON per event, tracebacks and all."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from pythonjsonlogger.json import JsonFormatter

from pipeline.vocabulary import vocabulary

FOLDER = "log"


def to_new_file(state: Path) -> Path:
    """Have this process note into a new file below a folder, whose oldest files go; gives its path."""
    folder = state / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.jsonl"))[: -vocabulary("limits")["berkas"]["log"] or None]:
        old.unlink(missing_ok=True)
    # By their names the oldest are known; the fraction keeps runs of one second apart.
    path = folder / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{time.time_ns() % 1_000_000_000:09}.jsonl"
    to_file(path)
    return path


def to_file(path: Path | None) -> None:
    """Have this process note into a file that other processes may note into as well; nowhere without one."""
    handler = logging.FileHandler(path, delay=True, encoding="utf-8") if path else logging.NullHandler()
    handler.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(message)s", json_ensure_ascii=False))
    logging.raiseExceptions = False  # a full disk is told by the run itself, not by a traceback of its log
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def file() -> Path | None:
    """The file that this process notes into."""
    return next((Path(handler.baseFilename) for handler in logging.getLogger().handlers if isinstance(handler, logging.FileHandler)), None)
