"""Nothing in a document is ever run or fetched: while one is read, this process opens no connection and starts no program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "os.startfile", "webbrowser.")
_closed: list[bool] = []
_hooked: list[bool] = []


class SealedError(PermissionError):
    """Something tried to leave the process while a document was being read."""


@contextmanager
def sealed() -> Iterator[None]:
    """Forbid connections and programs inside the block."""
    # A hook cannot be taken away again, so one is set for good and asks whether a document is being read.
    if not _hooked:
        _hooked.append(True)
        sys.addaudithook(_refuse)
    _closed.append(True)
    try:
        yield
    finally:
        _closed.pop()


# A reading raises thousands of events, of few kinds.
@cache
def _is_forbidden(event: str) -> bool:
    return event.startswith(FORBIDDEN)


def _refuse(event: str, _) -> None:
    if _closed and _is_forbidden(event):
        raise SealedError(f"{event} while a document is read")
