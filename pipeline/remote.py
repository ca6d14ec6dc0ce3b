"""Files that lie at an address (`s3://…`) and not in a folder: listed, marked and fetched through fsspec."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.findings import Refused
from pipeline.vocabulary import vocabulary


def is_address(place: str | os.PathLike) -> bool:
    """Whether a place is an address and no path."""
    return "://" in str(place)


def entries(raw: str) -> Iterator[tuple[str, str, str, Refused | None]]:
    """Name, address, mark and refusal of every object below an address."""
    import fsspec

    limit = vocabulary("limits")["berkas"]["mib"]
    system, root = fsspec.core.url_to_fs(raw)
    system.invalidate_cache()
    for path, about in system.find(root, detail=True).items():
        size = about["size"] or 0
        refused = Refused("berkas-terlalu-besar", {"mib": size >> 20, "batas": limit}) if size > limit << 20 else None
        yield path.removeprefix(root).lstrip("/"), system.unstrip_protocol(path), _mark(about), refused


def stamp(place: str) -> str:
    """What the store at an address says of an object; it differs as soon as somebody writes to it, and is empty where the object is gone."""
    import fsspec

    system, path = fsspec.core.url_to_fs(place)
    system.invalidate_cache(path)
    try:
        return _mark(system.info(path))
    except FileNotFoundError:
        return ""


def _mark(about: dict) -> str:
    return f"{about.get('ETag', '')}:{about['size']}"


@contextmanager
def fetched(place: str | os.PathLike) -> Iterator[Path]:
    """The file at a place as a path on this machine; what was fetched goes at the end."""
    if not is_address(place):
        yield Path(place)
        return
    import fsspec

    with tempfile.TemporaryDirectory() as folder, fsspec.open(str(place), "rb") as source:
        path = Path(folder, Path(str(place)).name[-100:])
        with path.open("wb") as copy:
            while piece := source.read(1 << 20):
                copy.write(piece)
        yield path
