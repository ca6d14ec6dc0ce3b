"""Pages of the publication before that would be made anew just as they are: they are taken over."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from importlib import metadata
from pathlib import Path

import duckdb

from pipeline.loaders import earlier
from pipeline.loaders.report import gathered
from pipeline.vocabulary import SCHEMAS

LIBRARIES = ("duckdb", "jinja2", "markupsafe")
# The mark stands in the head of a page, before its style.
HEAD = 1000


def marks(connection: duckdb.DuckDBPyConnection, wanted: set[str]) -> dict[str, str]:
    """By document_id of the wanted documents what decides the bytes of its pages: its rows and what writes them."""
    here = Path(__file__).parent
    writers = [path.read_bytes() for path in (*sorted(path for path in here.rglob("*.*") if path.suffix != ".pyc"), SCHEMAS / "report.toml", SCHEMAS / "levels.toml")]
    code = hashlib.sha256(b"".join([*writers, *(metadata.version(name).encode() for name in LIBRARIES)])).digest()
    return {document_id: hashlib.sha256(code + rows.encode()).hexdigest() for document_id, rows in gathered.content(connection, wanted)}


def taken_over(published: Path, folder: Path, wanted: dict[str, str]) -> set[str]:
    """Link the published pages of each document that bear its mark (by document_id) and are whole into a folder; gives the documents."""
    named = _named(published, folder.name)
    found = {document_id for document_id, mark in wanted.items() if document_id in named and _bears(published / folder.name / document_id / "index.html", mark)}
    whole = {document_id for document_id in found if all(earlier.is_whole(published / path, sha256) for path, sha256 in named[document_id].items())}
    for document_id in sorted(whole):
        (folder / document_id).mkdir()
        for path in named[document_id]:
            earlier.take(published / path, folder.parent / path)
    return whole


def _named(published: Path, folder: str) -> dict[str, dict[str, str]]:
    """The files of each document with their SHA-256, as the manifest names them and where they are there."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path, sha256 in earlier.hashes(published).items():
        top, _, rest = path.partition("/")
        if top == folder and "/" in rest:
            found[rest.split("/")[0]][path] = sha256
    return {document_id: files for document_id, files in found.items() if all((published / path).is_file() for path in files)}


def _bears(page: Path, mark: str) -> bool:
    with page.open("rb") as file:
        return mark.encode() in file.read(HEAD)

