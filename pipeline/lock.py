"""The kernel's lock on an open file, on Unix and on Windows; it goes with the process that holds it."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:
    import msvcrt


class LockedError(RuntimeError):
    """Another run holds the folder; `owner` is what it says of itself, for people to read."""

    def __init__(self, path: Path):
        super().__init__(f"held by another run: {path}")
        self.owner = _owner(path)


def hold(path: Path) -> IO:
    """Open a file, lock it and write into it who holds it, for people alone: nothing is decided by what it says. Raises LockedError."""
    # Opened without emptying it: who comes second reads there who holds it.
    handle = path.open("a+")
    try:
        take(handle)
    except LockedError:
        handle.close()
        raise
    handle.truncate(0)
    handle.write(f"proses {os.getpid()} di {platform.node()} sejak {time.strftime('%Y-%m-%d %H:%M:%S %z')}")
    handle.flush()
    return handle


def take(handle: IO) -> None:
    """Lock an open file; raises LockedError at once where another process has it."""
    try:
        _take(handle)
    # Windows says PermissionError of a lock that is taken.
    except (BlockingIOError, PermissionError) as error:
        raise LockedError(Path(handle.name)) from error


def _take(handle: IO) -> None:
    if os.name == "nt":
        # Windows locks bytes from where the file stands: all must ask for the same one.
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _owner(path: Path) -> str:
    try:
        return "".join(sign for sign in path.read_text(encoding="utf-8")[:100] if sign.isprintable())
    # On Windows nobody else can read what is locked.
    except (OSError, UnicodeDecodeError):
        return ""
