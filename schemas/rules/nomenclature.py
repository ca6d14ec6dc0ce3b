"""Codes and names as a list has them that somebody gave; a table `nomenclature` (code, name) stands beside those of the documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import duckdb

from schemas.rules.codes import ANY_BIDANG, LEVELS

LEADS = tomllib.loads(Path(__file__).parent.with_name("nomenclature.toml").read_text(encoding="utf-8"))["leads"]
# Program 01 and what is below it stand once in a list, for any bidang.
SAME_CODE = f"o.code IN (n.code, '{ANY_BIDANG}' || substr(n.code, 5))"
PLAIN = "regexp_replace(regexp_replace(lower({}), '^(%s)\\s+', ''), '[^a-z0-9]+', '', 'g')" % "|".join(sorted(LEADS, key=len, reverse=True))
CODED = f"FROM nodes n WHERE n.status = 'aktif' AND n.level IN ({', '.join(repr(level) for level in sorted(LEVELS))}) AND n.code IS NOT NULL"


def kode_tidak_dikenal(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """A code stands in the list."""
    return connection.sql(f"SELECT n.* {CODED} AND NOT EXISTS (SELECT 1 FROM nomenclature o WHERE {SAME_CODE})")


def nama_beda_nomenklatur(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """A code that the list knows has a name that the list gives it."""
    official = f"(SELECT min(o.name) FROM nomenclature o WHERE {SAME_CODE})"
    same = f"EXISTS (SELECT 1 FROM nomenclature o WHERE {SAME_CODE} AND {PLAIN.format('o.name')} = {PLAIN.format('n.name')})"
    return connection.sql(f"SELECT * FROM (SELECT n.*, {official} AS official_name {CODED} AND n.name IS NOT NULL AND NOT {same}) WHERE official_name IS NOT NULL")
