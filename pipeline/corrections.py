"""Decisions of people on what was read: each finds its cell, is weighed against what is read there now, and changes rows or settles doubts.

Decisions are compared with the rows as read, never with rows that other decisions changed, so their order does not matter.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from pipeline.extractors.text import clean
from pipeline.loaders.review import unread_codes
from pipeline.transform import formulas, meaning
from pipeline.vocabulary import vocabulary

# A decision answers the doubts that its row named, for the person saw no others; a row that names none answers all of its cell.
SETTLE = """
UPDATE findings f SET severity = 'info', remedy = a.sentence FROM answers a
WHERE f.document_id = a.document_id AND f.source = a.source AND f.severity <> 'info' AND (f.about = 'pembacaan' OR f.code IN (SELECT unnest(?::VARCHAR[])))
    AND coalesce(list_contains(string_split(a.codes, ', '), f.code), true) AND coalesce(f.text = a.text, a.text IS NULL)
    AND coalesce(f.node_id = a.node_id, true) AND coalesce(f.indicator_id = a.indicator_id, true)
"""
DERIVED_FROM_FORMULA = (formulas.DOUBLE, formulas.GLYPHS, formulas.UNREAD)


@dataclass(frozen=True)
class Row:
    """A row that stands at an address, and what the field in question holds."""

    table: str
    place: int
    values: dict = field(hash=False)
    value: str


@dataclass
class Found:
    """What the decisions come to: those that hold with the rows of each, the documents whose rows change, and what is to be told."""

    holding: list[tuple[dict, list[Row]]] = field(default_factory=list)
    told: list[dict] = field(default_factory=list)

    @cached_property
    def changed(self) -> list[str]:
        """The documents some rows of which are not as they were read."""
        return sorted({decision["document_id"] for decision, rows in self.holding if decision["field"] and decision["decision"] != "abaikan"})


def apply(connection: duckdb.DuckDBPyConnection) -> Found:
    """Carry out the decisions in the tables of the connection: rows change, `corrections` tells which hold; `settle` does the rest once the rules have judged."""
    decisions = _decisions(connection)
    rows = _rows(connection, decisions)
    found = Found()
    for key, group in _grouped(decisions, "document_id", "source", "field"):
        _weigh(group, rows.get(key, []), found)
    for decision, those in found.holding:
        for row in those:
            _change(connection, decision, row)
    holding = [decision["rowid"] for decision, _ in found.holding]
    connection.execute("UPDATE corrections SET applied = true WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [holding])
    return found


def settle(connection: duckdb.DuckDBPyConnection, found: Found) -> list[dict]:
    """Make the doubts that a decision answers no doubts any more; gives the findings that tell of decisions which do not hold."""
    connection.execute("CREATE TEMP TABLE answers (document_id VARCHAR, source VARCHAR, codes VARCHAR, text VARCHAR, node_id VARCHAR, indicator_id VARCHAR, sentence VARCHAR)")
    answers = [answer for decision, rows in found.holding for answer in _answers(decision, rows)]
    if answers:
        connection.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", answers)
        connection.execute(SETTLE, [unread_codes()])
    connection.execute("DROP TABLE answers")
    return found.told


def _decisions(connection: duckdb.DuckDBPyConnection) -> list[dict]:
    """All decisions, the newest first, each with the document that it names where there is one; that becomes its document in the table."""
    named = [path for (path,) in connection.execute("SELECT DISTINCT path FROM corrections").fetchall()]
    documents = connection.execute("SELECT path, document_id FROM documents WHERE status <> 'bukan_dokumen'").fetchall() if named else []
    # A spreadsheet cell keeps no odd blanks of a file's name.
    known = {clean(path): document_id for path, document_id in documents}
    for path in known.keys() & set(named):
        connection.execute("UPDATE corrections SET document_id = ? WHERE path = ?", [known[path], path])
    # A workbook that does not say when it was saved counts as the oldest.
    return _fetched(connection, """
        SELECT c.rowid, c.*, r.document_id AS review_id FROM corrections c JOIN documents r ON r.path = c.review_path
        ORDER BY c.decided_at DESC NULLS LAST, c.review_path, c.rowid""")


def _fetched(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list | None = None) -> list[dict]:
    cursor = connection.execute(sql, parameters or [])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def _grouped(rows: Iterable[dict], *names: str) -> list[tuple[tuple, list[dict]]]:
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return list(groups.items())


def _rows(connection: duckdb.DuckDBPyConnection, decisions: list[dict]) -> dict[tuple, list[Row]]:
    """What stands at the addresses of decisions, by document, source and field; a cell that is in no table is known by its findings."""
    wanted: dict[str | None, set] = defaultdict(set)
    for decision in decisions:
        wanted[decision["field"]].add(decision["document_id"])
    fields = {None: {"table": "findings", "column": "text"}, **vocabulary("review")["fields"]}
    found = defaultdict(list)
    for name, documents in wanted.items():
        table, column = fields[name]["table"], fields[name]["column"]
        sql = f"SELECT rowid, * FROM {table} WHERE document_id IN (SELECT unnest(?::VARCHAR[])) AND source IS NOT NULL ORDER BY rowid"
        for row in _fetched(connection, sql, [sorted(documents)]):
            found[row["document_id"], clean(row["source"]), name].append(Row(table, row["rowid"], row, clean(row[column] or "")))
    return found


def _weigh(group: list[dict], rows: list[Row], found: Found) -> None:
    """Decide which of the decisions on one field of one cell hold."""
    # Decisions on different texts of a cell do not contradict: the cell was read otherwise in between.
    fits = {read: _fitting(variant, rows) for (read,), variant in _grouped(group, "read_value")}
    newest = max((d["decided_at"] or "" for d in group if fits[d["read_value"]]), default=None)
    for (read,), variant in _grouped(group, "read_value"):
        first = variant[0]
        other = next((d for d in variant if _says(d) != _says(first)), None)
        tied = other is not None and other["decided_at"] == first["decided_at"]
        if other and rows:
            found.told.append(_contradiction(first, other, tied))
        if fits[read] and not tied:
            found.holding.append((first, fits[read]))
        elif not rows:
            found.told.append(_lost(first))
        # An older decision that a newer one has replaced is nothing to tell.
        elif not fits[read] and (newest is None or (first["decided_at"] or "") > newest):
            found.told.append(_outdated(first, rows[0]))


def _fitting(variant: list[dict], rows: list[Row]) -> list[Row]:
    """The rows that hold what was read when it was decided, or what was decided: a corrected document, or a better reader, agrees with the person."""
    first = variant[0]
    as_read = [row for row in rows if row.value == (first["read_value"] or "")]
    return as_read or [row for row in rows if first["decision"] == "ganti" and row.value == first["decided_value"]]


def _says(decision: dict) -> str:
    return f"{decision['decision']} \"{decision['decided_value']:.80}\"" if decision["decision"] == "ganti" else decision["decision"]


def _change(connection: duckdb.DuckDBPyConnection, decision: dict, row: Row) -> None:
    """Write what was decided into its row, and what follows from it beside it."""
    if decision["decision"] == "abaikan" or row.table == "findings":
        return
    column = vocabulary("review")["fields"][decision["field"]]["column"]
    if decision["decision"] == "ganti":
        text = decision["decided_value"]
        _set(connection, row.table, "rowid", row.place, {column: text, **_following(connection, row, column, text)})
        if row.table == "indicators":
            _follow_indicator(connection, row.values, column, text)
    elif row.table in ("targets", "budgets"):  # a number in doubt was left out
        values = {name: value for name, value in _following(connection, row, column, row.value).items() if row.values[name] is None}
        _set(connection, row.table, "rowid", row.place, values)


def _following(connection: duckdb.DuckDBPyConnection, row: Row, column: str, text: str) -> dict:
    """The other columns of a row that follow from a text in it."""
    if row.table == "indicators" and column == "formula":
        return meaning.of_formula(formulas.parse(text))
    if row.table == "indicators":
        now = _fetched(connection, "SELECT name, unit FROM indicators WHERE rowid = ?", [row.place])[0]
        return meaning.of_indicator(**{**now, column: text})
    if row.table == "targets":
        return meaning.of_target(text, row.values["unit"])
    if row.table == "budgets":
        # The scale is told by the sums as read: those that other decisions changed must not bear on it.
        others = _fetched(connection, "SELECT value_text, amount FROM store.main.budgets WHERE document_id = ?", [row.values["document_id"]])
        return meaning.of_money(text, meaning.scale_of([row.values, *others]))
    if row.table == "owners":
        return meaning.of_owner(text)
    return meaning.of_node(text) if column == "name" else {}


def _follow_indicator(connection: duckdb.DuckDBPyConnection, values: dict, column: str, text: str) -> None:
    """The rows of other tables that follow from a text of an indicator."""
    indicator = values["indicator_id"]
    if column == "unit":
        _set(connection, "targets", "indicator_id", indicator, {"unit": text})
    if column == "formula":
        connection.execute("DELETE FROM terms WHERE indicator_id = ?", [indicator])
        parsed = formulas.parse(text)
        doubts = [] if parsed.problem else list(DERIVED_FROM_FORMULA)
        connection.execute("DELETE FROM findings WHERE indicator_id = ? AND code IN (SELECT unnest(?::VARCHAR[]))", [indicator, doubts])
        for term in meaning.terms(parsed):
            connection.execute("INSERT INTO terms BY NAME SELECT ? AS document_id, ? AS indicator_id, ? AS position, ? AS role, ? AS name",
                               [values["document_id"], indicator, *term.values()])


def _set(connection: duckdb.DuckDBPyConnection, table: str, key: str, value, values: dict) -> None:
    if not values:
        return
    assigned = ", ".join(f'"{name}" = ?' for name in values)
    connection.execute(f"UPDATE {table} SET {assigned} WHERE {key} = ?", [*values.values(), value])


def _answers(decision: dict, rows: list[Row]) -> list[list]:
    """Which findings a decision answers, by the row that each is about."""
    sentence = vocabulary("review")["settled"].format(siapa=decision["decided_by"] or "-", keputusan=_says(decision))
    about = [(row.values["text"], None, None) if row.table == "findings" else (None, row.values["node_id"], row.values.get("indicator_id")) for row in rows]
    return [[decision["document_id"], row.values["source"], decision["finding_codes"], *one, sentence] for row, one in zip(rows, about)]


def _contradiction(first: dict, other: dict, tied: bool) -> dict:
    words = dict(bidang=_field(first), teks=first["read_value"] or "", satu=_says(first), di_satu=_where(first), dua=_says(other), di_dua=_where(other),
                 akibat=vocabulary("review")["consequences"]["tied" if tied else "newest"])
    return _finding("koreksi-bertentangan", first, first["document_id"], first["path"], first["source"], words)


def _outdated(decision: dict, row: Row) -> dict:
    words = dict(keputusan=decision["decision"], bidang=_field(decision), terbaca=decision["read_value"] or "", teks=row.value, berkas=_where(decision))
    return _finding("koreksi-usang", decision, decision["document_id"], decision["path"], decision["source"], words)


def _lost(decision: dict) -> dict:
    words = dict(keputusan=decision["decision"], bidang=_field(decision), terbaca=decision["read_value"] or "", dokumen=decision["path"], alamat=decision["source"])
    return _finding("koreksi-tanpa-tempat", decision, decision["review_id"], decision["review_path"], decision["review_source"], words)


def _field(decision: dict) -> str:
    return decision["field"] or vocabulary("review")["whole"]


def _where(decision: dict) -> str:
    return f"{decision['review_path']}, {decision['review_source']}"


def _finding(code: str, decision: dict, document_id: str, path: str, source: str, words: dict) -> dict:
    says = vocabulary("findings")[code]
    name = repr((code, decision["review_path"], decision["review_source"]))
    return dict(finding_id=hashlib.blake2b(name.encode(), digest_size=6).hexdigest(), document_id=document_id, code=code, severity=says["severity"], about=says["about"],
                source=source, message=says["message"].format(**words), remedy=says["remedy"].format(**words), path=path, text=words.get("teks"))
