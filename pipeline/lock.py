"""The kernel's lock on an open file, on Unix and on Windows; it goes with the process that holds it."""

from __future__ import annotations

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
