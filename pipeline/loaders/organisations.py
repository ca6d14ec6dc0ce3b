"""cascading/<organisation>.xlsx: a publication too large for one workbook, an organisation in each; one whose rows are as before is not written again."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import unicodedata
import zipfile
from importlib import metadata
from pathlib import Path

import duckdb

from pipeline import manifest
from pipeline.loaders import workbook
from schemas.tables import Field

FOLDER = "cascading"
COLUMNS = {"organisation": "string", "berkas": "string", "dokumen": "int64", "baris": "int64"}
ROWS = "SELECT * FROM {table} WHERE document_id IN (SELECT document_id FROM documents WHERE organisation IS NOT DISTINCT FROM ?) ORDER BY rowid"


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path, published: Path) -> None:
    """Write a workbook per organisation, taken over from `published` where nothing of it changed, and `cascading.xlsx` that lists them."""
    (folder / FOLDER).mkdir()
    named = _named(published)
    listed = connection.execute("SELECT organisation, count(*) FROM documents GROUP BY organisation ORDER BY organisation NULLS LAST").fetchall()
    index = []
    for organisation, documents in listed:
        path = f"{FOLDER}/{file_name(organisation)}"
        sheets = {table: connection.execute(ROWS.format(table=table), [organisation]).fetchall() for table in workbook.SHEETS}
        mark = _mark(shapes, sheets)
        if not _taken_over(published / path, folder / path, named.get(path), mark):
            workbook.write_book(folder / path, {table: (shapes[table], [rows]) for table, rows in sheets.items()}, mark)
        index.append((organisation, path, documents, len(sheets["cascade"])))
    workbook.write_book(folder / workbook.NAME, {"daftar": ([Field(name, kind, "") for name, kind in COLUMNS.items()], [index])})


def file_name(organisation: str | None) -> str:
    """A name that every file system takes, and no two organisations share."""
    plain = unicodedata.normalize("NFKD", organisation or "tanpa organisasi").encode("ascii", "ignore").decode().lower()
    digest = hashlib.blake2b((organisation or "").encode(), digest_size=4).hexdigest()
    return f"{re.sub('[^a-z0-9]+', '-', plain).strip('-')[:60]}-{digest}.xlsx"


def _named(published: Path) -> dict[str, str]:
    try:
        return manifest.hashes(published / manifest.NAME)
    except (OSError, ValueError):  # nothing published yet, or damaged: then nothing is taken over
        return {}


def _mark(shapes, sheets: dict[str, list[tuple]]) -> bytes:
    """What decides the bytes of a workbook: its rows, its columns and what writes them."""
    digest = hashlib.sha256(Path(workbook.__file__).read_bytes() + metadata.version("openpyxl").encode())
    for table, rows in sheets.items():
        digest.update(repr([field.name for field in shapes[table]]).encode())
        for row in rows:
            digest.update(repr(row).encode())
    return digest.hexdigest().encode()


def _taken_over(old: Path, new: Path, sha256: str | None, mark: bytes) -> bool:
    """Whether the published workbook is whole and bears the mark; then it is the new one too."""
    if not old.exists() or manifest.sha256(old) != sha256:
        return False
    with zipfile.ZipFile(old) as archive:
        if archive.comment != mark:
            return False
    try:
        os.link(old, new)
    except OSError:  # not every file system has links
        shutil.copyfile(old, new)
    return True
