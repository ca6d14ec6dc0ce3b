"""The rows of the publication, document by document, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from schemas import keys

TABLES = ("nodes", "indicators", "targets", "budgets", "owners", "notes", "alignments", "findings", "corrections", *keys.KEPT_TABLES)
ORDERS = {**keys.ORDERS, "evidence": ("document_id", "position"), "pictures": ("document_id", "page")}
TOGETHER = 50

LEVELS = """
SELECT d.organisation, n.level, count(*) AS nodes FROM nodes n JOIN documents d ON d.document_id = n.document_id GROUP BY ALL
"""
CODES = """
SELECT code, severity, count(*) AS findings, count(DISTINCT document_id) AS documents FROM findings GROUP BY code, severity
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, findings DESC, code
"""
REFUSALS = """
SELECT document_id, first(message ORDER BY severity <> 'error', finding_id) AS message FROM findings JOIN documents USING (document_id)
WHERE status IN ('gagal', 'duplikat') AND node_id IS NULL GROUP BY document_id
"""


def overview(connection: duckdb.DuckDBPyConnection) -> dict:
    """What the index tells: the documents, the counts of nodes by organisation and level, of findings by code, and the run."""
    counts: dict[str | None, dict[str, int]] = {}
    for row in _rows(connection, LEVELS):
        counts.setdefault(row["organisation"], {})[row["level"]] = row["nodes"]
    reasons = {row["document_id"]: row["message"] for row in _rows(connection, REFUSALS)}
    documents = [{**row, "reason": reasons.get(row["document_id"])} for row in _rows(connection, "SELECT * FROM documents ORDER BY path")]
    names = {row["organisation"] for row in documents}
    organisations = [(name, [row for row in documents if row["organisation"] == name], counts.get(name, {})) for name in sorted(names, key=lambda name: name or "")]
    levels = {level for of in counts.values() for level in of}
    [run] = _rows(connection, "SELECT * FROM runs")
    return dict(documents=documents, organisations=organisations, levels=levels, codes=_rows(connection, CODES), run=run)


def content(connection: duckdb.DuckDBPyConnection, wanted: set[str]) -> list[tuple[str, str]]:
    """What all rows of each wanted document hold, as (document_id, text)."""
    rows = "FROM (FROM {table} SEMI JOIN wanted USING (document_id)) t"
    parts = (f"SELECT document_id, '{table}' AS name, count(*) AS rows, sum(hash(t)::HUGEINT) AS content {rows.format(table=table)} GROUP BY document_id" for table in ("documents", *TABLES))
    sql = f"""WITH wanted AS MATERIALIZED (SELECT unnest(?::VARCHAR[]) AS document_id)
    SELECT document_id, string_agg(concat_ws(' ', name, rows, content), ' ' ORDER BY name) FROM ({' UNION ALL '.join(parts)}) GROUP BY document_id"""
    return connection.execute(sql, [sorted(wanted)]).fetchall()


def documents(connection: duckdb.DuckDBPyConnection, wanted: set[str]) -> Iterator[dict]:
    """The wanted documents by path, each with its rows by name of their table."""
    found = [row for row in _rows(connection, "SELECT * FROM documents ORDER BY path") if row["document_id"] in wanted]
    for start in range(0, len(found), TOGETHER):
        group = {row["document_id"]: {**row, **{table: [] for table in TABLES}} for row in found[start : start + TOGETHER]}
        for table in TABLES:
            # The whole row ends the order, so that rows of equal place stand the same in each run.
            select = f"SELECT * FROM {table} t WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY {', '.join(ORDERS[table])}, t"
            for row in _rows(connection, select, [list(group)]):
                group[row["document_id"]][table].append(row)
        yield from group.values()


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list | None = None) -> list[dict]:
    cursor = connection.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]
