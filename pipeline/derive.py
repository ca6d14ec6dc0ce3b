"""From what was read to what is published: rows judged, tables derived and sorted, all in one database beside the store, in memory as far as it fits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import duckdb

from pipeline import corrections, shown
from pipeline.side_by_side import Work, side_by_side
from pipeline.store import Store, settle
from pipeline.store_file import transaction
from pipeline.validation import rules
from pipeline.validation import tables as validation
from pipeline.vocabulary import vocabulary
from schemas import keys
from schemas.relations import Fault
from schemas.rules import ACROSS, NOMENCLATURE
from schemas.fields import Field, cascade_fields, fields

# Each node is its own ancestor at distance 0, so that a sum over descendants counts the node too.
PATHS = """
CREATE TABLE paths AS WITH RECURSIVE climb AS (
    SELECT document_id, node_id AS ancestor_id, node_id AS descendant_id, 0::BIGINT AS distance, parent_id FROM nodes
    UNION ALL
    SELECT climb.document_id, nodes.node_id, climb.descendant_id, climb.distance + 1, nodes.parent_id FROM climb JOIN nodes ON nodes.node_id = climb.parent_id
) SELECT document_id, ancestor_id, descendant_id, distance FROM climb
"""

# Positions may be equal: the ids at the end of the order make it one on every machine.
CASCADE = """
CREATE TABLE cascade AS WITH RECURSIVE above AS (
    SELECT node_id, {own} organisation AS organisation_above FROM nodes n WHERE parent_id IS NULL
    UNION ALL
    SELECT n.node_id, {nearest} coalesce(n.organisation, a.organisation_above) FROM nodes n JOIN above a ON a.node_id = n.parent_id
), owner_names AS (
    SELECT node_id, indicator_id, string_agg(DISTINCT owner, '; ' ORDER BY owner) AS owner FROM owners GROUP BY node_id, indicator_id
), aims AS (
    SELECT indicator_id, {targets} count(*) FROM targets WHERE measure = 'target' GROUP BY indicator_id
), money AS (
    SELECT node_id, {budgets} count(*) FROM budgets WHERE measure = 'pagu' GROUP BY node_id
), joined AS (
    SELECT n.position AS node_position, i.position AS indicator_position, d.path, d.region, n.document_id, n.node_id, n.status, {absent}
        above.* EXCLUDE (node_id), aims.* EXCLUDE (indicator_id), money.* EXCLUDE (node_id),
        coalesce(above.organisation_above, d.organisation) AS organisation, i.indicator_id, i.name AS indicator, i.kind, i.unit, i.formula,
        coalesce(own.owner, shared.owner) AS owner
    FROM nodes n JOIN documents d ON d.document_id = n.document_id JOIN above ON above.node_id = n.node_id
    LEFT JOIN indicators i ON i.node_id = n.node_id
    LEFT JOIN aims ON aims.indicator_id = i.indicator_id LEFT JOIN money ON money.node_id = n.node_id
    LEFT JOIN owner_names own ON own.indicator_id = i.indicator_id AND own.node_id = n.node_id
    LEFT JOIN owner_names shared ON shared.node_id = n.node_id AND shared.indicator_id IS NULL
) SELECT {columns} FROM joined ORDER BY path, node_position, indicator_position, node_id, indicator_id
"""

RUNS = """
CREATE TABLE runs AS SELECT ?::VARCHAR AS version, ?::VARCHAR AS settings, count(*) AS document_count,
    count(*) FILTER (status = 'bersih') AS bersih_count, count(*) FILTER (status = 'tinjau') AS tinjau_count, count(*) FILTER (status = 'gagal') AS gagal_count,
    count(*) FILTER (status = 'duplikat') AS duplikat_count, count(*) FILTER (status = 'bukan_dokumen') AS bukan_dokumen_count,
    (SELECT count(*) FROM nodes) AS node_count, (SELECT count(*) FROM indicators) AS indicator_count,
    (SELECT count(*) FROM findings WHERE severity = 'error') AS error_count, (SELECT count(*) FROM findings WHERE severity = 'warning') AS warning_count,
    (SELECT count(*) FROM findings WHERE severity = 'info') AS info_count
FROM documents
"""

# Decisions and rules change what is in doubt after a document was read, and with it the status.
RECOUNT = """
UPDATE documents SET error_count = told.errors, warning_count = told.warnings,
    status = CASE WHEN status NOT IN ('bersih', 'tinjau') THEN status WHEN told.doubts > 0 THEN 'tinjau' ELSE 'bersih' END
FROM (
    SELECT document_id, count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings,
        count(*) FILTER (about = 'pembacaan' AND severity <> 'info') AS doubts FROM findings GROUP BY document_id
) told WHERE told.document_id = documents.document_id
"""

# Behind it stands why a document was not read, or not drawn.
VERSION = "SELECT string_agg(DISTINCT split_part(version, ':', 1), '; ' ORDER BY split_part(version, ':', 1)) FROM store.main.sources WHERE version <> ''"

# Pages that were drawn when there were fewer documents show no more than those of a run that reads all anew.
PICTURES = "CREATE VIEW pictures AS SELECT * FROM store.main.pictures SEMI JOIN (SELECT document_id FROM store.main.documents WHERE status IN {statuses}) USING (document_id)"

JUDGED = 1000
# A table is first looked for among those being published, then among those read: most rows are published as they were read.
PLACES = "build,store"
# Tables some rows of which every publication changes.
CHANGED = ("documents", "findings", "corrections")
SORTED = "sorted_{}"


@contextmanager
def derived(store: Store, levels: Sequence[str], settings: dict, nomenclature: Sequence[tuple[str, str]] = (), beside: Sequence[Work] = ()) -> Iterator[dict[str, tuple[Field, ...]]]:
    """Within the block the store's connection holds the tables to publish; gives their columns by table.

    `levels` are the names of the levels from the highest to the lowest; levels not among them follow by their depth. `settings["profil"]` chooses the rules
    that are told; `nomenclature` are (code, name) pairs that codes are compared with, where somebody gave them.
    Works `beside`, which need no table, are done while tables are derived.
    """
    settle(store)
    connection = store.connection
    threads, memory = connection.execute("SELECT current_setting('threads'), current_setting('memory_limit')").fetchone()
    connection.execute("SET threads = 1")  # rows and row groups then come in one order on every machine
    connection.execute(f"SET memory_limit = '{_mib(connection)}MiB'")
    connection.execute(f"ATTACH ':memory:' AS build; SET search_path = '{PLACES}'")
    try:
        _judged(connection, settings.get("profil", rules.DEFAULT), nomenclature)
        yield _derive(connection, levels, settings, beside)
    finally:
        connection.execute(f"USE store; DETACH build; SET threads = {threads}; SET memory_limit = '{memory}'")


def _mib(connection: duckdb.DuckDBPyConnection) -> int:
    """The memory of the database, in MiB: what is more goes to the disk, but for the keys, which grow with the rows."""
    limits = vocabulary("limits")["terbitan"]
    (rows,) = connection.execute("SELECT (SELECT count(*) FROM nodes) + (SELECT count(*) FROM indicators)").fetchone()
    return max(limits["mib"], rows * limits["kib_baris"] // 1024)


def _judged(connection: duckdb.DuckDBPyConnection, profile: str, nomenclature: Sequence[tuple[str, str]]) -> None:
    """Have the tables as they are to be published, with the findings of all rules of the profile; documents with grave faults keep none of their rows."""
    decisions, documents = connection.execute("SELECT (SELECT count(*) FROM corrections), (SELECT count(*) FROM documents)").fetchone()
    connection.execute(PICTURES.format(statuses=shown.statuses(documents)))
    # Only decisions change the other tables: without one they are published from where they were read.
    for table in keys.READ_TABLES if decisions else CHANGED:
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM store.main.{table}")
    decided = corrections.apply(connection)
    _forget_rules(connection, decided.changed)
    faults: list[Fault] = []
    left = [table for table in keys.READ_TABLES if table not in CHANGED]
    # While this thread judges rows, others sort those that judging leaves as they are, or drops; aside, for rules see rows in the order in which they were read.
    side_by_side(connection, [lambda cursor: faults.extend(_faults(cursor, decided.changed)), *_sorts(left, SORTED)])
    for table in left:
        connection.execute(f"DROP TABLE IF EXISTS build.main.{table}; ALTER TABLE {SORTED.format(table)} RENAME TO {table}")
    _apply(connection, sorted(faults))
    _tell(connection, "findings", _judge_all(connection, ACROSS))  # not kept with a reading: they depend on the other documents
    if nomenclature:
        connection.execute("CREATE TABLE nomenclature AS SELECT unnest(?::VARCHAR[]) AS code, unnest(?::VARCHAR[]) AS name", list(zip(*nomenclature)))
        _tell(connection, "findings", _judge_all(connection, NOMENCLATURE))
    # Judged all the same: what the rules found is kept with the reading, whatever profile asks next.
    connection.execute("DELETE FROM findings WHERE code IN (SELECT unnest(?::VARCHAR[]))", [rules.left_out(profile)])
    _tell(connection, "findings", corrections.settle(connection, decided))
    connection.execute(RECOUNT)
    # Findings outlive the rows that are withheld: a key that leads nowhere would break the references.
    for column, other in (("node_id", "nodes"), ("indicator_id", "indicators")):
        connection.execute(f"UPDATE findings SET {column} = NULL WHERE {column} NOT IN (SELECT {column} FROM {other})")


def _derive(connection: duckdb.DuckDBPyConnection, levels: Sequence[str], settings: dict, beside: Sequence[Work]) -> dict[str, tuple[Field, ...]]:
    connection.execute(RUNS, [_version(connection), json.dumps(settings, sort_keys=True, ensure_ascii=False)])
    wide = _column_levels(connection, levels), _years(connection, "targets", "target"), _years(connection, "budgets", "pagu")
    shapes = {table: cascade_fields(*wide) if table == "cascade" else fields(table) for table in keys.TABLES}
    works = [partial(_derive_cascade, wide=wide, shape=shapes["cascade"]), partial(_derive_paths, shape=shapes["paths"]), *_sorts([*CHANGED, "runs"])]
    side_by_side(connection, [*works, *beside])
    return shapes


def _sorts(tables: Sequence[str], name: str = "{}") -> list[Work]:
    return [partial(_sort, table=table, order=keys.ORDERS[table], shape=fields(table), name=name.format(table)) for table in tables]


def _faults(connection: duckdb.DuckDBPyConnection, changed: list[str]) -> Iterator[Fault]:
    """The faults of all documents, those that people changed among them."""
    read, decided = _groups(connection, changed)
    for documents in read:
        yield from _judge(connection, documents)
    for documents in decided:
        found, faults = _found(connection, documents)
        _tell(connection, "findings", found)
        yield from faults


def _forget_rules(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> None:
    """Drop what rules once found in the documents as they were read; they are judged as they are now."""
    connection.execute("DELETE FROM findings WHERE document_id IN (SELECT unnest(?::VARCHAR[])) AND code IN (SELECT unnest(?::VARCHAR[]))", [documents, rules.codes()])


def _groups(connection: duckdb.DuckDBPyConnection, changed: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """The documents as read that were not yet found faultless, and those that people changed, both in groups.

    No rule looks beyond one document, so memory does not grow with their number.
    """
    unjudged = "SELECT document_id FROM documents WHERE document_id NOT IN (SELECT document_id FROM store.main.judged) ORDER BY document_id"
    documents = [document_id for (document_id,) in connection.execute(unjudged).fetchall()]
    return tuple([those[k : k + JUDGED] for k in range(0, len(those), JUDGED)] for those in (sorted(set(documents) - set(changed)), changed))


def judge(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> None:
    """Judge documents of the store as they were read, before a publication does; those with faults are left to it."""
    found, faults = _found(connection, documents)
    _keep(connection, documents, found, faults)


def _judge(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> list[Fault]:
    """The faults of some documents, the findings of the rules on them told; those without faults are not judged again until they are read anew."""
    found, faults = _found(connection, documents)
    _tell(connection, "findings", found)
    _keep(connection, documents, found, faults)
    return faults


def _keep(connection: duckdb.DuckDBPyConnection, documents: list[str], found: list[dict], faults: list[Fault]) -> None:
    # A fault is told anew by each publication; the findings of the faultless are kept, and not sought again.
    faultless = set(documents) - {fault.document_id for fault in faults}
    with transaction(connection):
        _tell(connection, "store.main.findings", [row for row in found if row["document_id"] in faultless])
        connection.execute("INSERT INTO store.main.judged SELECT unnest(?::VARCHAR[])", [sorted(faultless)])


def _judge_all(connection: duckdb.DuckDBPyConnection, relations: Sequence[Callable]) -> list[dict]:
    """The findings of relations over all documents, side by side."""
    told: dict[Callable, list[dict]] = {}
    side_by_side(connection, [lambda cursor, relation=relation: told.update({relation: rules.judge_all(cursor, [relation])}) for relation in relations])
    return [row for relation in relations for row in told[relation]]


def _found(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> tuple[list[dict], list[Fault]]:
    """What the rules find in some documents, and the faults; those of grave faults the rules do not see."""
    frames = _frames(connection, documents)
    faults = validation.judge(frames)
    graves = {fault.document_id for fault in faults if fault.grave}
    return rules.judge({table: frame[~frame["document_id"].isin(graves)] for table, frame in frames.items()}), faults


def _tell(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> None:
    if rows:
        names = list(rows[0])
        columns = [[row[name] for row in rows] for name in names]
        values = ", ".join(["unnest(?::VARCHAR[])"] * len(names))
        connection.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}", columns)


def _frames(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> dict:
    select = "SELECT * FROM {table} WHERE document_id IN (SELECT unnest(?::VARCHAR[]))"
    return {table: validation.typed(table, connection.execute(select.format(table=table), [documents]).df()) for table in keys.READ_TABLES}


def _apply(connection: duckdb.DuckDBPyConnection, faults: list[Fault]) -> None:
    """Withhold the rows of documents with grave faults, and add the findings that say so."""
    _withhold(connection, [table for table in keys.READ_TABLES if table not in ("documents", "findings", "corrections")], {f.document_id for f in faults if f.grave})
    _withhold(connection, ["findings"], {fault.document_id for fault in faults if fault.grave and fault.table == "findings"})
    _tell(connection, "findings", validation.findings(faults))
    graves = sorted({fault.document_id for fault in faults if fault.grave})
    connection.execute("UPDATE documents SET status = 'gagal', node_count = 0, indicator_count = 0 WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", [graves])


def _withhold(connection: duckdb.DuckDBPyConnection, tables: list[str], document_ids: set[str]) -> None:
    for table in tables if document_ids else ():
        connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {table} WHERE document_id NOT IN (SELECT unnest(?::VARCHAR[]))", [sorted(document_ids)])


def _derive_paths(connection: duckdb.DuckDBPyConnection, shape: tuple[Field, ...]) -> None:
    connection.execute(PATHS)
    _sort(connection, "paths", keys.ORDERS["paths"], shape, "paths")


def _derive_cascade(connection: duckdb.DuckDBPyConnection, wide: tuple[list[str], list[int], list[int]], shape: tuple[Field, ...]) -> None:
    named, targets, budgets = wide
    found = {level for (level,) in connection.execute("SELECT DISTINCT level FROM nodes").fetchall()}
    # To carry the columns of a level that no document has down all trees would cost as much as those of one that they have.
    carried, absent = ([*_level_columns([level for level in named if (level in found) == there])] for there in (True, False))
    connection.execute(CASCADE.format(
        own=" ".join(f'{value} AS "{name}",' for name, value in carried),
        nearest=" ".join(f'coalesce({value}, a."{name}"),' for name, value in carried),
        absent=" ".join(f'NULL::VARCHAR AS "{name}",' for name, _ in absent),
        targets=" ".join(f"max(value) FILTER (year = {year}) AS target_{year}," for year in targets),
        budgets=" ".join(f"max(amount) FILTER (year = {year}) AS pagu_{year}," for year in budgets),
        columns=", ".join(f'"{field.name}"' for field in shape)))


def _level_columns(levels: Sequence[str]) -> list[tuple[str, str]]:
    """The columns that tell of each level, with what a node of that level has for them."""
    named = [(level, level.replace("'", "''")) for level in levels]
    parts = (("number", "_number"), ("code", "_code"), ("name", ""))
    return [(level + part, f"CASE WHEN n.level = '{quoted}' THEN n.{column} END") for level, quoted in named for column, part in parts]


def _column_levels(connection: duckdb.DuckDBPyConnection, levels: Sequence[str]) -> list[str]:
    rank = {level: place for place, level in enumerate(levels)}
    rows = connection.execute("SELECT level, avg(depth) FROM nodes GROUP BY level").fetchall()
    others = [level for level, _ in sorted((row for row in rows if row[0] not in rank), key=lambda row: (row[1], row[0]))]
    return [*levels, *others]


def _years(connection: duckdb.DuckDBPyConnection, table: str, measure: str) -> list[int]:
    rows = connection.execute(f"SELECT DISTINCT year FROM {table} WHERE measure = ? AND year IS NOT NULL ORDER BY year", [measure]).fetchall()
    return [year for (year,) in rows]


def _version(connection: duckdb.DuckDBPyConnection) -> str | None:
    return connection.execute(VERSION).fetchone()[0]


def _sort(connection: duckdb.DuckDBPyConnection, table: str, order: tuple[str, ...], shape: tuple[Field, ...], name: str) -> None:
    names = [f'"{field.name}"' for field in shape]
    first = [f'"{name}"' for name in order]
    by = ", ".join([*first, *(name for name in names if name not in first)])
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(names)} FROM {table} ORDER BY {by}")
