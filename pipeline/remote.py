"""Files that lie at an address (`s3://…`) and not in a folder: listed, marked and fetched through fsspec."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from pipeline.findings import Refused
from pipeline.vocabulary import vocabulary


class AddressError(RuntimeError):
    """An object store that does not answer; its text says where, and why."""


def is_address(place: str | os.PathLike) -> bool:
    """Whether a place is an address and no path."""
    return "://" in str(place)


def is_there(raw: str) -> bool:
    """Whether anything lies at an address."""
    import fsspec

    system, root = fsspec.core.url_to_fs(raw)
    system.invalidate_cache()
    with _answering(raw):
        try:
            return bool(system.info(root))
        except FileNotFoundError:
            return False


def entries(raw: str) -> Iterator[tuple[str, str, str, Refused | None]]:
    """Name, address, mark and refusal of every object below an address. Raises AddressError, as do `is_there`, `stamp` and `fetched`."""
    import fsspec

    limit = vocabulary("limits")["berkas"]["mib"]
    system, root = fsspec.core.url_to_fs(raw)
    system.invalidate_cache()
    with _answering(raw):
        found = system.find(root, detail=True)
    for path, about in found.items():
        size = about["size"] or 0
        refused = Refused("berkas-terlalu-besar", {"mib": size >> 20, "batas": limit}) if size > limit << 20 else None
        yield path.removeprefix(root).lstrip("/"), system.unstrip_protocol(path), _mark(about), refused


def stamp(place: str) -> str:
    """What the store at an address says of an object; it differs as soon as somebody writes to it, and is empty where the object is gone."""
    import fsspec

    system, path = fsspec.core.url_to_fs(place)
    system.invalidate_cache(path)
    with _answering(place):
        try:
            return _mark(system.info(path))
        except FileNotFoundError:
            return ""


def _mark(about: dict) -> str:
    return f"{about.get('ETag') or ''}:{about['size']}"


def content_mark(place: str, mark: str) -> str:
    """The mark of an object to which its store gives a hash (ETag) of its content; empty where it gives none, and for a file of a folder."""
    # A size alone does not tell an object from one that was written over it.
    return mark if is_address(place) and not mark.startswith(":") else ""


def size(mark: str) -> int:
    """The bytes of an object, as its mark says."""
    return int(mark.rpartition(":")[2])


@contextmanager
def fetched(place: str | os.PathLike) -> Iterator[Path]:
    """The file at a place as a path on this machine; what was fetched goes at the end. Raises Refused where it cannot be had."""
    with tempfile.TemporaryDirectory() if is_address(place) else nullcontext() as folder:
        try:
            path = _fetch(str(place), Path(folder)) if folder else Path(place)
            # Tried here: a file that may not be read is refused as such, and is no fault of its reader.
            path.open("rb").close()
        except OSError as error:
            raise Refused("berkas-tak-terbaca", {"sebab": error.strerror or type(error).__name__}) from error
        yield path


def _fetch(place: str, folder: Path) -> Path:
    import fsspec

    path = folder / "berkas"
    with _answering(place):
        try:
            with fsspec.open(place, "rb") as source, path.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        # These are of the object alone; whatever else goes wrong is the store's.
        except (FileNotFoundError, PermissionError) as error:
            raise Refused("berkas-tak-terbaca", {"sebab": error.strerror or type(error).__name__}) from error
    return path


@contextmanager
def _answering(place: str) -> Iterator[None]:
    """What goes wrong inside the block is the fault of a store that does not answer: AddressError."""
    # Asked for only here: a folder needs none of these packages.
    from aiohttp import ClientError
    from botocore.exceptions import BotoCoreError

    try:
        yield
    except (OSError, BotoCoreError, ClientError) as error:
        raise AddressError(f"{place}: {getattr(error, 'strerror', None) or error or type(error).__name__}") from error
