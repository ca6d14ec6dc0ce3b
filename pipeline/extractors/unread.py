"""Files of known kinds that no table can be taken from: pictures, archives, old letters, plain text. Each is refused with what to send instead."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.extractors.encoding import decoded
from pipeline.extractors.excel_package import BROKEN, OLE, opened
from pipeline.findings import Refused
from pipeline.grid import Book
from pipeline.vocabulary import vocabulary

_HEAD = 64
_LETTER = "application/vnd.oasis.opendocument.text"


def identify(path: Path) -> bool:
    """Whether a file is of a kind that is known but not read, whatever its name."""
    return _refusal(path) is not None


def read(path: Path) -> Book:
    """Raises Refused: berkas-gambar, berkas-arsip, format-doc-lama, teks-tanpa-tabel, berkas-rusak."""
    raise _refusal(path) or Refused("format-tak-dikenal")


def _refusal(path: Path) -> Refused | None:
    data = path.read_bytes()
    for kind in vocabulary("formats")["unread"]:
        if re.match(kind["pattern"].encode(), data[:_HEAD], re.S):
            return Refused(kind["code"], kind.get("words"))
    if data.startswith(b"PK"):
        return _of_zip(path)
    if data.startswith(OLE):
        return _of_ole(data)
    return Refused("teks-tanpa-tabel") if decoded(data) is not None else None


def _of_ole(data: bytes) -> Refused | None:
    if "WordDocument\0".encode("utf-16-le") in data:
        return Refused("format-doc-lama", {"jenis": ".doc"})
    # the list of parts begins with a root: without it the file is cut
    return None if "Root Entry\0".encode("utf-16-le") in data else Refused("berkas-rusak", {"sebab": "OLE"})


def _of_zip(path: Path) -> Refused | None:
    """Archives; other documents are zips too."""
    try:
        with opened(path) as archive:
            names = archive.namelist()
            # Its size is asked first: no bomb is unpacked to see what it is.
            letter = "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD and archive.read("mimetype").decode("latin-1").startswith(_LETTER)
    except BROKEN as error:
        return Refused("berkas-rusak", {"sebab": type(error).__name__})
    if letter:
        return Refused("format-doc-lama", {"jenis": ".odt"})
    return None if {"[Content_Types].xml", "mimetype"} & set(names) else Refused("berkas-arsip")
