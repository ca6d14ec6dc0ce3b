"""The run: new files of raw/ are read, each by itself, kept in the store, and all is published."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import document, publish, store
from pipeline.workers import readings

log = logging.getLogger(__name__)
SKIPPED_STARTS = (".", "~$", "Thumbs.db", "desktop.ini")
SKIPPED_ENDS = (".part", ".tmp", ".crdownload")
CODE = Path(__file__).parent


@dataclass(frozen=True)
class Summary:
    """What a run did: documents as published, and how many of them were read anew."""

    documents: list[dict]
    findings: list[dict]
    fresh: int
    published: bool

    @property
    def failed(self) -> bool:
        return any(d["status"] == "gagal" for d in self.documents)

    @property
    def errors(self) -> bool:
        return any(f["severity"] == "error" for f in self.findings)


def version() -> str:
    """The version of the reading code and its words: equal code gives equal readings."""
    files = sorted([*CODE.rglob("*.py"), *(CODE.parent / "schemas").glob("*.*")])
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def entries(raw: Path) -> Iterator[tuple[str, Path]]:
    """The files below raw/ with their names, sorted; temporary, hidden and linked ones are skipped."""
    for folder, folders, names in os.walk(raw):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            if name.startswith(SKIPPED_STARTS) or name.lower().endswith(SKIPPED_ENDS) or path.is_symlink() or not path.is_file():
                log.info("skipped %s", name)
                continue
            yield path.relative_to(raw).as_posix().encode(errors="backslashreplace").decode(), path


def run(raw: Path, processed: Path, workers: int, progress=None) -> Summary:
    """Read what is new in raw/ and publish all; raises store.LockedError while another run holds the folder."""
    if not raw.is_dir():
        raise NotADirectoryError(raw)
    code = version()
    with store.open_store(processed) as kept:
        files = list(entries(raw))
        gone = store.forget_missing(kept, [name for name, _ in files])
        fresh = _read_new(kept, files, code, workers, progress)
        current = not gone and not fresh and publish.is_current(processed, kept)
        if not current:
            publish.publish(kept, processed, settings={"code": code})
    documents, findings = _published(processed)
    return Summary(documents, findings, fresh, not current)


def _published(processed: Path) -> tuple[list[dict], list[dict]]:
    """The documents and findings as published: the rules over all tables may withhold a document that was read."""
    tables = {name: duckdb.read_parquet(str(processed / "parquet" / f"{name}.parquet")) for name in ("documents", "findings")}
    documents = _rows(tables["documents"].order("path"))
    paths = {row["document_id"]: row["path"] for row in documents}
    findings = [{**row, "path": paths.get(row["document_id"])} for row in _rows(tables["findings"])]
    return documents, sorted(findings, key=lambda f: (f["path"] or "", f["code"], f["source"] or ""))


def _rows(relation) -> list[dict]:
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def _read_new(kept, files, code, workers, progress) -> int:
    """Read the files that the store does not know; the first of equal bytes, in the order of names, is the one that is read."""
    first: dict[str, str] = {}
    new, twins, unread = [], [], 0
    for name, path in files:
        # A file may vanish, or forbid reading, between the listing and its turn.
        try:
            about = document.describe(path, name)
        except OSError as error:
            store.put(kept, document.unread(name, error.strerror or type(error).__name__), code)
            unread += 1
            continue
        original = first.setdefault(about["sha256"], name)
        mark = f"{code}:{original}" if original != name else code
        if store.known(kept, about["path"], about["sha256"], mark):
            continue
        (new if original == name else twins).append((path, name, about, original, mark))
    asked = readings([(path, name) for path, name, *_ in new], workers)
    for done, (reading, (*_, mark)) in enumerate(zip(asked, new), 1):
        store.put(kept, reading, mark)
        if progress:
            progress(reading["documents"][0], done, len(new))
    for _, _, about, original, mark in twins:
        store.put(kept, document.duplicate(about, original), mark)
    return len(new) + len(twins) + unread
