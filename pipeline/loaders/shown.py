"""Which documents have pages and drawings of their own: all, or in a publication of very many those that a person should look at."""

from __future__ import annotations

import duckdb

from pipeline.vocabulary import vocabulary

LOOKED_AT = ("tinjau", "gagal")


def documents(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The document_ids of those that have pages; `terbitan.dokumen_berhalaman` in limits.toml says how many are very many."""
    found = connection.execute("SELECT document_id, status FROM documents").fetchall()
    few = len(found) <= vocabulary("limits")["terbitan"]["dokumen_berhalaman"]
    return {document_id for document_id, status in found if few or status in LOOKED_AT}
