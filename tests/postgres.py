"""A PostgreSQL server of our own, on a socket in a folder, with nothing that outlives it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"
OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=10 -c shared_buffers=16MB -k {folder}"


def program(name: str) -> Path | None:
    """A program of the newest server installed; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return found[-1] if found else Path(shutil.which(name)) if shutil.which(name) else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Within the block a server runs; gives its address. The folder is given to the server's user, who must be able to reach it."""
    data = folder / "data"
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, USER)
    _run("initdb", "-D", data, "-U", USER, "-E", "UTF8", "--no-locale", "-A", "trust", "--no-sync")
    _run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", OPTIONS.format(folder=folder), "start")
    try:
        yield f"host={folder} user={USER} dbname=postgres"
    finally:
        _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(name: str, *words) -> None:
    user = {"user": USER} if os.geteuid() == 0 else {}
    subprocess.run([program(name), *words], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)
