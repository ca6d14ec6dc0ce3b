"""metadata_indikator.csv: a row per indicator in the MS-Ind form of Satu Data, empty where the document tells nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.loaders import tables
from pipeline.vocabulary import vocabulary
from schemas.fields import Field

NAME = "metadata_indikator.csv"
DESCRIPTION = "Satu baris per indikator dalam bentuk MS-Ind (Satu Data Indonesia); kosong bila dokumen tidak menyebutnya."
ROWS = """
SELECT {columns} FROM indicators i JOIN cascade c ON c.indicator_id = i.indicator_id
LEFT JOIN (SELECT indicator_id, string_agg(name, '; ' ORDER BY position) AS names FROM terms GROUP BY indicator_id) s ON s.indicator_id = i.indicator_id
ORDER BY c.rowid
"""


def fields() -> tuple[Field, ...]:
    """The columns of the form."""
    return tuple(Field(column["nama"], "string", column["arti"], column["nama"] != "indicator_id") for column in vocabulary("satu_data")["kolom"])


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path) -> None:
    """Write the form from the tables of the connection."""
    columns = ", ".join(f"{column.get('isi', 'NULL::VARCHAR')} AS {column['nama']}" for column in vocabulary("satu_data")["kolom"])
    tables.copy_csv(connection, f"({ROWS.format(columns=columns)})", fields(), folder / NAME)
