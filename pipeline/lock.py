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


    def take(handle: IO) -> None:
        """Take the lock or raise OSError at once."""
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:

    def take(handle: IO) -> None:
        """Take the lock or raise OSError at once."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sign(handle: IO) -> None:
    """Write into a locked file who holds it: for people alone, nothing is decided by it."""
    handle.truncate(0)
    handle.write(f"proses {os.getpid()} di {platform.node()} sejak {time.strftime('%Y-%m-%d %H:%M:%S %z')}")
    handle.flush()


def owner(path: Path) -> str:
    """Who holds a locked file, as it says itself; empty where it says nothing legible."""
    try:
        return "".join(sign for sign in path.read_text(encoding="utf-8")[:100] if sign.isprintable())
    except (OSError, UnicodeDecodeError):
        return ""
