"""cascading/<organisation>.xlsx: a publication too large for one workbook, an organisation in each; one whose rows are as before is not written again."""

from __future__ import annotations

import hashlib
import zipfile
from importlib import metadata
from pathlib import Path

import duckdb
from pandas import DataFrame

from pipeline.formula_signs import neutral_text
from pipeline.loaders import earlier, workbook
from schemas.fields import Field

FOLDER = "cascading"
COLUMNS = ["organisation", "berkas", "dokumen", "baris"]
ROWS = "(SELECT * FROM {table} WHERE document_id IN (SELECT document_id FROM documents WHERE organisation IS NOT DISTINCT FROM ?) ORDER BY rowid)"
# Lists and no sums: the order of the rows is the workbook's too.
MARKS = """
WITH sheets AS (
    SELECT document_id, list(hash(t) ORDER BY rowid) AS cascade, NULL AS findings FROM cascade t GROUP BY document_id
    UNION ALL SELECT document_id, NULL, list(hash(t) ORDER BY rowid) FROM findings t GROUP BY document_id
    UNION ALL SELECT document_id, NULL, NULL FROM documents
)
SELECT organisation, string_agg(cascade::VARCHAR, ' ' ORDER BY path), string_agg(findings::VARCHAR, ' ' ORDER BY document_id), coalesce(sum(len(cascade)), 0)::BIGINT
FROM sheets JOIN documents USING (document_id) GROUP BY organisation
"""


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path, published: Path) -> None:
    """Write a workbook per organisation, taken over from `published` where nothing of it changed, and `cascading.xlsx` that lists them."""
    (folder / FOLDER).mkdir()
    marks, named = _marks(connection, shapes), earlier.hashes(published)
    listed = connection.execute("SELECT organisation, count(*) FROM documents GROUP BY organisation ORDER BY organisation NULLS LAST").fetchall()
    index = []
    for organisation, documents in listed:
        path = f"{FOLDER}/{file_name(organisation)}"
        mark, rows = marks[organisation]
        if not _taken_over(published / path, folder / path, named.get(path), mark):
            sheets = {table: workbook.frame(connection, ROWS.format(table=table), shapes[table], [organisation]) for table in workbook.SHEETS}
            workbook.write_book(folder / path, sheets, mark)
        index.append((organisation, path, documents, rows))
    workbook.write_book(folder / workbook.NAME, {"daftar": DataFrame(index, columns=COLUMNS).map(neutral_text)})


def file_name(organisation: str | None) -> str:
    """A name that every file system takes, and no two organisations share."""
    return earlier.safe_name(organisation or "tanpa organisasi", organisation or "") + ".xlsx"


def _marks(connection: duckdb.DuckDBPyConnection, shapes) -> dict[str | None, tuple[bytes, int]]:
    """What decides the bytes of each organisation's workbook - its rows, its columns and what writes them - and the rows of its flat table."""
    # Another xlsxturbo may write the same rows otherwise, another DuckDB hash them otherwise.
    writers = Path(workbook.__file__).read_bytes() + metadata.version("xlsxturbo").encode() + duckdb.__version__.encode()
    columns = repr([[field.name for field in shapes[table]] for table in workbook.SHEETS]).encode()
    marks = {}
    for organisation, *sheets, rows in connection.execute(MARKS).fetchall():
        marks[organisation] = hashlib.sha256(writers + columns + repr(sheets).encode()).hexdigest().encode(), rows
    return marks


def _taken_over(old: Path, new: Path, sha256: str | None, mark: bytes) -> bool:
    """Whether the published workbook is whole and bears the mark; then it is the new one too."""
    if not earlier.is_whole(old, sha256):
        return False
    with zipfile.ZipFile(old) as archive:
        if archive.comment != mark:
            return False
    earlier.take(old, new)
    return True
