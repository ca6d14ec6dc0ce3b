"""What lies in raw/: every entry is a document to read, refused with a reason, or passed over by its name."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import remote
from pipeline.findings import Refused
from pipeline.vocabulary import vocabulary

KINDS = {stat.S_IFLNK: "tautan", stat.S_IFIFO: "pipa", stat.S_IFSOCK: "soket", stat.S_IFDIR: "folder"}


@dataclass(frozen=True)
class Entry:
    """One entry: its name below raw/, where it is (a path or an address), what changes when it is written to, and why it is not read, if so."""

    name: str
    place: str
    stamp: str = ""
    refused: Refused | None = field(default=None, compare=False)


def entries(raw: str | os.PathLike) -> tuple[list[Entry], list[str]]:
    """The entries of a folder, or of an address that fsspec knows (`s3://bucket/folder`), in the order of their names, and the names passed over."""
    found = remote.entries(str(raw)) if remote.is_address(raw) else _local(Path(raw))
    kept: dict[str, Entry] = {}
    skipped = []
    for name, place, mark, refused in sorted(found, key=lambda entry: entry[:2]):
        if is_passed_over(name):
            skipped.append(written(name))
            continue
        # Two names may be written alike: the second is told apart by its bytes.
        shown = written(name) if written(name) not in kept else ascii(name.encode(errors="surrogateescape"))
        kept[shown] = Entry(shown, place, mark, refused)
    return list(kept.values()), skipped


def written(name: str) -> str:
    """A name as reports can show it: one line, composed letters, signs that no eye sees spelled out."""
    # macOS gives names in decomposed letters: a document has one name, and so one id, on all machines.
    name = unicodedata.normalize("NFC", name.encode(errors="backslashreplace").decode())
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)


def stamp(place: str | os.PathLike) -> str:
    """What a file looks like from outside: it differs as soon as somebody writes to it; empty where it is gone."""
    if remote.is_address(place):
        return remote.stamp(str(place))
    try:
        about = os.lstat(place)
    except FileNotFoundError:
        return ""
    # The inode tells a file that was moved into the place of another of the same size.
    return f"{about.st_ino}:{about.st_size}:{about.st_mtime_ns}"


def is_passed_over(name: str) -> bool:
    """Whether a name says that its entry is no document: temporary, hidden, a lock."""
    words = vocabulary("entries")
    last = name.lower().rpartition("/")[2]
    return last.startswith(tuple(words["awalan"])) or last.endswith(tuple(words["akhiran"]))


def _local(raw: Path) -> Iterator[tuple[str, str, str, Refused | None]]:
    """Name, path, stamp and refusal of all that lies below a folder; what is passed over is not entered."""
    unlisted: list[OSError] = []
    # Unless asked, os.walk passes over folders that it may not list.
    for folder, folders, names in os.walk(raw, onerror=unlisted.append):
        # A link may lead out of raw/, or round in a circle.
        entered = [name for name in folders if not is_passed_over(name) and not os.path.islink(os.path.join(folder, name))]
        for name in [*names, *sorted(set(folders) - set(entered))]:
            yield _entry(raw, Path(folder, name))
        # An empty folder that is named like a file was meant to be a document.
        if not folders and not names and Path(folder).suffix and Path(folder) != raw:
            yield _entry(raw, Path(folder))
        folders[:] = entered
    for error in unlisted:
        path = Path(error.filename)
        yield _name(raw, path), str(path), "", Refused("berkas-tak-terbaca", {"sebab": error.strerror})


def _name(raw: Path, path: Path) -> str:
    """The path below raw/; its bytes are UTF-8 whatever the locale says."""
    return os.fsencode(path.relative_to(raw).as_posix()).decode(errors="surrogateescape")


def _entry(raw: Path, path: Path) -> tuple[str, str, str, Refused | None]:
    name = _name(raw, path)
    try:
        # Of the link itself, not of what it leads to, which is not read.
        about = path.lstat()
    except OSError as error:
        return name, str(path), "", Refused("berkas-tak-terbaca", {"sebab": error.strerror})
    return name, str(path), stamp(path), _refusal(about)


def _refusal(about: os.stat_result) -> Refused | None:
    limit = vocabulary("limits")["berkas"]["mib"]
    if not stat.S_ISREG(about.st_mode):
        return Refused("bukan-berkas", {"jenis": KINDS.get(stat.S_IFMT(about.st_mode), "perangkat")})
    if about.st_size > limit << 20:
        return Refused("berkas-terlalu-besar", {"mib": about.st_size >> 20, "batas": limit})
    return None
