"""One file to one reading: the reader is chosen by content, and what cannot be read is refused with a reason."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pipeline.entries import written
from pipeline.findings import Finding, Refused
from pipeline.grid import Book
from pipeline.readers import reader_of
from pipeline.remote import AddressError, fetched
from pipeline.seal import sealed
from pipeline.shown import STATUSES
from pipeline.transform.rows import Rows, key
from pipeline.vocabulary import vocabulary

log = logging.getLogger(__name__)


def book(path: Path) -> Book:
    """The grids of a file; raises Refused where no reader takes it, or a text is too long."""
    if path.stat().st_size == 0:
        raise Refused("berkas-kosong")
    reader = reader_of(path)
    if reader is None:
        raise Refused("format-tak-dikenal")
    found = reader.read(path)
    _check_texts(found)
    return found


def _check_texts(found: Book) -> None:
    """Raises Refused where one text is longer than any that a person writes into a cell: much that looks at texts takes the square of their length."""
    texts = ((cell.text, cell.source) for grid in found.grids for cell in grid.cells)
    lines = ((line.text, line.source) for line in found.lines)
    most = vocabulary("limits")["sel"]["huruf"]
    if long := next(((text, source) for text, source in chain(texts, lines) if len(text) > most), None):
        raise Refused("teks-terlalu-panjang", {"tempat": long[1], "jumlah": len(long[0]), "batas": most})


def describe(place: str | os.PathLike, name: str) -> dict:
    """What the documents table says of a file before it is read; `name` is its path below raw/."""
    with fetched(place) as path, path.open("rb") as file:
        return about(name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def about(name: str, sha256: str | None = None, size: int | None = None) -> dict:
    """What the documents table says of a file by its name; nothing else where its bytes cannot be had."""
    name = written(name)
    return dict(document_id=key(name), path=name, sha256=sha256, bytes=size)


def read(place: str | os.PathLike, name: str) -> dict[str, list[dict]]:
    """The rows of all tables for one file; pictures of its pages are for those who keep the reading."""
    return read_described(place, describe(place, name), drawn=())


def read_described(place: str | os.PathLike, document: dict, drawn: Collection[str] = STATUSES) -> dict[str, list[dict]]:
    """The rows of all tables for a file of which the documents table tells already, its failure its own; with pictures of its pages where its status is one of the `drawn`,
    else with none of those that could be made."""
    from pipeline import review
    from pipeline.transform import reading

    try:
        # Sealed only once the file is here: to fetch it takes the network.
        with fetched(place) as path, sealed():
            found = _named(book(path), document["path"])
            if review.is_review(found):
                return review.read(found, document)
            rows = reading.read(found, document)
            if not found.draw:
                return rows
            return _pictured(rows, found) if rows["documents"][0]["status"] in drawn else {**rows, "pictures": []}
    except Refused as refused:
        return refusal(document, refused.code, refused.words)
    except AddressError as error:  # the run asks once more, and stops if there is still no answer
        return refusal(document, "berkas-tak-terbaca", {"sebab": str(error)})
    except MemoryError:
        return refusal(document, "batas-memori", {"batas": vocabulary("limits")["pekerja"]["mib"]})
    except Exception as error:
        log.exception("reader failed on %s", document["path"])
        return refusal(document, "pembaca-gagal", {"sebab": type(error).__name__})


def _pictured(rows: dict[str, list[dict]], found: Book) -> dict[str, list[dict]]:
    """The reading with the pictures of the pages that its cascade tables were read from; what was read stays, drawn or not."""
    from pypdfium2 import PdfiumError

    from pipeline.transform import evidence

    try:
        drawn = found.draw(evidence.pages(rows.get("evidence", ())))
    except (MemoryError, PdfiumError) as error:
        log.warning("pages not drawn: %r", error, extra=dict(path=rows["documents"][0]["path"]))
        return rows
    return {**rows, "pictures": [{"document_id": rows["documents"][0]["document_id"], **picture} for picture in drawn]} if drawn else rows


def _named(found: Book, name: str) -> Book:
    """The book, with a finding where the file's name says that it is of another format."""
    ending = Path(name).suffix.lstrip(".").lower()
    says = next((kind for kind, endings in vocabulary("formats")["endings"].items() if ending in endings), found.format)
    if says == found.format:
        return found
    return replace(found, findings=(*found.findings, Finding("nama-lain-isi", "", {"nama": ending, "isi": found.format.upper()})))


def refusal(document: dict, code: str, words: dict | None = None) -> dict[str, list[dict]]:
    """The reading of a document of which nothing is known but why."""
    rows = Rows({**document, "format": Path(document["path"]).suffix.lstrip(".").lower()})
    rows.refuse(code, words)
    return rows.done()


def duplicate(document: dict, original: str) -> dict[str, list[dict]]:
    """The reading of a file whose bytes another file has: it is named, and not read twice."""
    rows = Rows({**document, "format": Path(document["path"]).suffix.lstrip(".").lower()})
    rows.refuse("dokumen-ganda", {"asal": original})
    rows.document["status"] = "duplikat"
    return rows.done()
