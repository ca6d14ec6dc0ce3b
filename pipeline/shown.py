"""Which documents have pages and drawings of their own: all, or in a publication of very many those that a person should look at."""

from __future__ import annotations

from pipeline.vocabulary import vocabulary

STATUSES = ("bersih", "tinjau", "gagal", "duplikat", "bukan_dokumen")
LOOKED_AT = ("tinjau", "gagal")


def statuses(count: int) -> tuple[str, ...]:
    """The statuses that have pages in a publication of so many documents; `terbitan.dokumen_berhalaman` in limits.toml says how many are very many."""
    return STATUSES if count <= vocabulary("limits")["terbitan"]["dokumen_berhalaman"] else LOOKED_AT


def documents(connection) -> set[str]:
    """The document_ids of those that have pages."""
    found = connection.execute("SELECT document_id, status FROM documents").fetchall()
    wanted = statuses(len(found))
    return {document_id for document_id, status in found if status in wanted}
