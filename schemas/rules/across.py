"""What documents of one region say of the same thing. These rules look at all documents at once, so they are queries."""

from __future__ import annotations

import tomllib
from pathlib import Path

import duckdb

SHARED = tomllib.loads(Path(__file__).parent.with_name("across.toml").read_text(encoding="utf-8"))["shared"]

# Texts are compared without case, signs and blanks; most are words and nothing else, which is told in a quarter of the time.
BARE = r"""
CREATE OR REPLACE TEMP MACRO bare(words) AS CASE
    WHEN regexp_full_match(words, '[A-Za-z0-9]+(?: [A-Za-z0-9]+)*') THEN lower(words)
    ELSE trim(regexp_replace(lower(coalesce(words, '')), '[^\pL\pN%]+', ' ', 'g')) END;
"""
# Where documents name one region or none, all are of one; among those of several a document that names none is compared with its own organisation only.
PLACED = """
SELECT *, CASE WHEN (SELECT count(DISTINCT bare(region)) FROM documents WHERE region <> '') <= 1 THEN ''
    ELSE coalesce(nullif(bare(region), ''), nullif(bare(organisation), ''), document_id) END AS place FROM documents
"""
PROGRAMS = """
SELECT [d.place, bare(n.name)] AS thing, coalesce(n.organisation, d.organisation) AS written, bare(written) AS said, [n.document_id, said] AS teller,
    d.path, n.document_id, n.node_id, NULL AS indicator_id, n.source, n.position, n.name, NULL AS year
FROM nodes n JOIN placed d USING (document_id)
WHERE n.level = 'program' AND n.status = 'aktif' AND bare(n.name) <> '' AND said <> '' AND NOT regexp_full_match(coalesce(n.code, ''), $codes)
    AND NOT regexp_matches(bare(n.name), $names) AND NOT regexp_matches(said, $organisations)
"""
# An indicator of a node, with the document it stands in.
INDICATORS = """
SELECT {thing} AS thing, {said} AS said, {written} AS written, [i.document_id] AS teller,
    d.path, i.document_id, i.node_id, i.indicator_id, i.source, n.position, i.name, {year} AS year
FROM indicators i JOIN nodes n USING (node_id) JOIN placed d ON d.document_id = i.document_id {more}
WHERE n.status = 'aktif' AND bare(i.name) <> '' AND {where}
"""
# Few indicators have the names of another, of its node and of its organisation: these are found by a number for the names, and only they are compared.
NAMESAKES = """
WITH placed AS ({placed}), numbered AS MATERIALIZED (
    SELECT i.indicator_id, hash({names}) AS mark FROM indicators i JOIN nodes n USING (node_id) JOIN placed d ON d.document_id = i.document_id
), shared AS (SELECT mark FROM numbered GROUP BY mark HAVING count(*) > 1)
SELECT indicator_id FROM numbered SEMI JOIN shared USING (mark)
"""
# Who says two things of one speaks for none of them; of the others most are right, the first by path where as many say either.
DIFFERENT = """
WITH placed AS ({placed}), told AS MATERIALIZED ({told}),
disputed AS (SELECT thing FROM told GROUP BY thing HAVING min(said) <> max(said)),
one AS (
    SELECT thing, teller, min(said) AS said, arg_min(told, (position, source)) AS first FROM told SEMI JOIN disputed USING (thing)
    GROUP BY thing, teller HAVING count(DISTINCT said) = 1
),
variants AS (SELECT thing, said, count(*) AS times, arg_min(first, first.path) AS first FROM one GROUP BY thing, said),
usual AS (
    SELECT thing, arg_min(said, (-times, first.path, said)) AS usual_said, arg_min(first, (-times, first.path, said)) AS other
    FROM variants GROUP BY thing HAVING count(*) > 1
),
apart AS (SELECT one.first AS own, other FROM one JOIN usual USING (thing) WHERE said <> usual_said)
SELECT own.* EXCLUDE (thing, said, teller), other.written AS usual, other.path AS other_path FROM apart
"""


# One row per indicator: the first year that differs, and how many do.
YEARS = "SELECT first.*, count FROM (SELECT arg_min(rows, year) AS first, count(*) AS count FROM ({different}) rows GROUP BY indicator_id)"


def program_di_dua_pd(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """A technical program is of one organisation of its region."""
    patterns = {"codes": "|".join(SHARED["codes"]), "names": _words("names"), "organisations": _words("organisations")}
    return _related(connection, _different(PROGRAMS), patterns)


def formula_beda_indikator_sama(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """An indicator has one formula in its region."""
    parts = "bare(coalesce(i.numerator || ' / ' || i.denominator, i.formula))"
    return _related(connection, _different(_indicators("[d.place, bare(i.name)]", parts, "i.formula", f"i.formula_kind <> 'kosong' AND {parts} <> ''")))


def satuan_beda_dokumen(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """An indicator has one unit in its region."""
    unit = "coalesce(nullif(bare(coalesce(i.unit_standard, i.unit)), ''), i.unit)"
    return _related(connection, _different(_indicators("[d.place, bare(i.name)]", unit, "i.unit", "i.unit <> ''")))


def target_beda_dokumen(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """An indicator of one node of one organisation has one target a year; the first year that differs is told."""
    organisation = "bare(coalesce(n.organisation, d.organisation))"
    names = f"d.place, {organisation}, n.level, bare(n.name), bare(i.name)"
    where = f"t.measure = 'target' AND t.value IS NOT NULL AND {organisation} <> '' AND i.indicator_id IN ({NAMESAKES.format(placed=PLACED, names=names)})"
    told = _indicators(f"[{names}, t.year::VARCHAR]", "t.value::VARCHAR", "t.value_text", where, "JOIN targets t ON t.indicator_id = i.indicator_id", "t.year")
    return _related(connection, YEARS.format(different=_different(told)))


def _indicators(thing: str, said: str, written: str, where: str, more: str = "", year: str = "NULL") -> str:
    return INDICATORS.format(thing=thing, said=said, written=written, where=where, more=more, year=year)


def _words(name: str) -> str:
    return rf"\b(?:{'|'.join(SHARED[name])})\b"


def _different(told: str) -> str:
    """The query for rows whose document says otherwise than most, with what most say and where."""
    return DIFFERENT.format(placed=PLACED, told=told)


def _related(connection: duckdb.DuckDBPyConnection, query: str, values: dict | None = None) -> duckdb.DuckDBPyRelation:
    connection.execute(BARE)
    return connection.sql(query, params=values)
