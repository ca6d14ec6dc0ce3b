"""The rules of `schemas/rules/` on the rows of some documents; each row that breaks one becomes a finding."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd
import pandera.pandas as pa

from pipeline.validation.tables import typed_rows
from pipeline.vocabulary import vocabulary
from schemas import keys, rules
from schemas.rules import views

DEFAULT = "dasar"


def judge(frames: dict[str, pd.DataFrame]) -> list[dict]:
    """The findings of all rules as rows of the table, sorted by document, code and place; the frames are those of the tables read, typed."""
    if frames["nodes"].empty:
        return []
    seen = views.seen(frames)
    broken = [*_broken_rows(seen), *((_code(rule), rule(seen)) for rule in rules.RELATIONS)]
    paths = dict(zip(seen.documents["document_id"], seen.documents["path"]))
    told = [{**_told(code, row), "path": paths[row["document_id"]]} for code, rows in broken if len(rows) for row in rows.to_dict("records")]
    return _keyed(_sorted(told))


def findings(reading: dict[str, list[dict]], profile: str) -> list[dict]:
    """The findings of one reading, those of the rules with them, as far as a profile tells them."""
    silent = left_out(profile)
    found = reading["findings"] + judge({table: typed_rows(table, rows) for table, rows in reading.items() if table in keys.READ_TABLES})
    return [finding for finding in found if finding["code"] not in silent]


def judge_all(connection, relations: Sequence) -> list[dict]:
    """The findings of relations over the tables of all documents in a database."""
    found = []
    for relation in relations:
        rows = relation(connection)
        told = [dict(zip(rows.columns, row)) for row in rows.fetchall()]
        found += [_told(_code(relation), {name: "" if value is None else value for name, value in row.items()}) for row in told]
    paths = dict(connection.execute("SELECT document_id, path FROM documents").fetchall())
    return _keyed(_sorted([{**row, "path": paths[row["document_id"]]} for row in found]))


def left_out(profile: str) -> list[str]:
    """The codes of findings that a profile does not tell."""
    return sorted(code for code, says in vocabulary("findings").items() if says.get("profile", DEFAULT) not in (DEFAULT, profile))


def listing() -> list[dict]:
    """All rules with what is said of them, by subject: code, severity, about, message, remedy, why, example, profile, needs."""
    return [{"code": code, "profile": DEFAULT, "needs": "", **says} for code, says in vocabulary("findings").items() if "why" in says]


def codes() -> list[str]:
    """The codes of all rules."""
    rows = [check.name for model, _ in rules.ROWS for check in model.to_schema().checks]
    return [*rows, *map(_code, (*rules.RELATIONS, *rules.ACROSS, *rules.NOMENCLATURE))]


def _broken_rows(seen: views.Views) -> Iterator[tuple[str, pd.DataFrame]]:
    for model, view in rules.ROWS:
        rows = getattr(seen, view)
        try:
            model.to_schema().validate(rows, lazy=True)
        except pa.errors.SchemaErrors as errors:
            for error in errors.schema_errors:
                if error.check_output is None:  # the check itself failed
                    raise error
                # Its own table of failures repeats each row once per column.
                yield error.check.name, rows[~error.check_output]


def _code(rule) -> str:
    return rule.__name__.replace("_", "-")


def _told(code: str, row: dict) -> dict:
    says = vocabulary("findings")[code]
    words = {name: value.replace("_", " ") if name.endswith("level") else value for name, value in row.items()}
    # Views have an empty text where the tables have nothing.
    about = {name: row.get(name) or None for name in ("node_id", "indicator_id", "source")}
    return {"document_id": row["document_id"], "code": code, "severity": says["severity"], "about": says["about"], **about,
            "message": says["message"].format(**words), "remedy": says["remedy"].format(**words), "_place": (row.get("position") or 0, row.get("source") or "")}


def _sorted(told: list[dict]) -> list[dict]:
    # The sentence comes last: findings of one place stand in the same order in every run.
    return sorted(told, key=lambda row: (row["document_id"], row["code"], row["_place"], row["message"]))


def _keyed(told: list[dict]) -> list[dict]:
    """Each finding with a key that does not depend on what else is judged."""
    times: Counter = Counter()
    for row in told:
        place = (row["document_id"], row["code"], row["node_id"], row["indicator_id"], row["source"], row.pop("_place"))
        times[place] += 1
        row["finding_id"] = hashlib.blake2b(repr((place, times[place])).encode(), digest_size=6).hexdigest()
    return told
