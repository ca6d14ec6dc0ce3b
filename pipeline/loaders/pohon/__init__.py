"""pohon/: the performance tree of each document as SVG, PDF and draw.io file; what is as before is not drawn again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from itertools import groupby
from math import sqrt
from pathlib import Path, PurePosixPath

import duckdb

from pipeline import shown
from pipeline.loaders import earlier
from pipeline.loaders.pohon import drawio, layout, pages, pdf, svg
from pipeline.loaders.pohon.nodes import ROWS, Node, plain, trees, walk
from pipeline.vocabulary import SCHEMAS, vocabulary
from schemas.fields import Field

FOLDER = "pohon"
KINDS = (".svg", ".pdf", ".drawio")
DOCUMENTS = "SELECT document_id, path, organisation, region, year_start, year_end FROM documents"
BATCH = 10_000
LOWEST, SHARE = 900, 14_000  # how high the columns of the whole are: points at least, and square points per node


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path, published: Path) -> None:
    """Draw the trees of each document that is shown and has nodes, taken over from `published` where nothing that they show changed."""
    (folder / FOLDER).mkdir()
    documents = {document_id: about for document_id, *about in connection.execute(DOCUMENTS).fetchall()}
    named, code, wanted = earlier.hashes(published), _code(), shown.documents(connection)
    for document_id, rows in _nodes(connection, wanted):
        about = documents[document_id]
        stem = f"{FOLDER}/{earlier.safe_name(PurePosixPath(about[0]).stem, about[0])}"
        mark = _mark(code, about, rows)
        if not _taken_over(published, folder, stem, named, mark):
            draw(folder / stem, about, trees(rows), mark)


def draw(stem: Path, about: list, roots: list[Node], mark: str) -> None:
    """Write the three drawings of some trees; `about` is the path, organisation, region and years of their document."""
    title, subtitle = titles(*about)
    whole = layout.spread(roots, layout.WIDTH, max(LOWEST, sqrt(SHARE * sum(1 for _ in walk(roots)))))
    stem.with_suffix(".svg").write_text(svg.drawing(title, subtitle, whole, mark), encoding="utf-8", newline="\n")
    stem.with_suffix(".drawio").write_text(drawio.drawing(title, whole), encoding="utf-8", newline="\n")
    pdf.write(stem.with_suffix(".pdf"), title, subtitle, pages.printed(roots))


def titles(path: str, organisation: str | None, region: str | None, first: int | None, last: int | None) -> tuple[str, str]:
    """The title of a document's drawings and the line below it."""
    title = f"{vocabulary('pohon')['kalimat']['judul']} – {organisation or PurePosixPath(path).stem}"
    years = "–".join(str(year) for year in (first, last) if year is not None)
    return plain(title), plain(" · ".join(filter(None, [region, years, path])))


def _nodes(connection: duckdb.DuckDBPyConnection, wanted: set[str]) -> Iterator[tuple[str, list[tuple]]]:
    """The rows of `ROWS` by document, few at a time."""
    cursor = connection.execute(ROWS, [sorted(wanted)])
    batches = iter(lambda: cursor.fetchmany(BATCH), [])
    for document_id, rows in groupby((row for rows in batches for row in rows), key=lambda row: row[0]):
        yield document_id, list(rows)


def _code() -> bytes:
    """What draws: this code, its words and its library."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), SCHEMAS / "pohon.toml", SCHEMAS / "levels.toml"]
    return b"".join(file.read_bytes() for file in files) + metadata.version("reportlab").encode()


def _mark(code: bytes, about: list, rows: list[tuple]) -> str:
    """What decides the bytes of the drawings: what they show and what draws them."""
    digest = hashlib.sha256(code)
    for row in (about, *rows):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _taken_over(published: Path, folder: Path, stem: str, named: dict[str, str], mark: str) -> bool:
    """Whether the published drawings are whole and the SVG bears the mark; then they are the new ones too."""
    paths = [stem + kind for kind in KINDS]
    if not all(earlier.is_whole(published / path, named.get(path)) for path in paths):
        return False
    # The SVG speaks for all three: they are drawn together.
    with (published / paths[0]).open(encoding="utf-8") as file:
        if svg.marked(file.readline()) != mark:
            return False
    for path in paths:
        earlier.take(published / path, folder / path)
    return True
