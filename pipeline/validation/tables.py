"""All rows judged at once before they are published: columns by pandera, keys and references by the relations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pandas as pd
import pandera.pandas as pa

from pipeline.vocabulary import vocabulary
from schemas import relations, tables
from schemas.fields import fields
from schemas.relations import Fault

PANDAS_TYPES = {"string": "string", "int64": "Int64", "double": "float64", "bool": "boolean"}


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with the types of the table, so that a missing number is missing and no NaN."""
    return frame.astype({field.name: PANDAS_TYPES[field.type] for field in fields(table)})


def typed_rows(table: str, rows: list[dict]) -> pd.DataFrame:
    """Rows as a frame with all columns and types of the table."""
    return typed(table, pd.DataFrame(rows, columns=[field.name for field in fields(table)]))


def judge(frames: dict[str, pd.DataFrame]) -> list[Fault]:
    """All faults of all rows, sorted."""
    # Many a table is empty, which takes as long to find faultless as a full one.
    columns = [fault for table, frame in frames.items() if len(frame) for fault in column_faults(table, frame)]
    return sorted({*columns, *relations.judge(frames)})


def column_faults(table: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Values that are missing or not allowed; a missing one is grave."""
    try:
        tables.MODELS[table].to_schema().validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            missing = case["check"] == "not_nullable"
            # A fault of a whole column names no row.
            document_id = str(frame["document_id"].get(case["index"]))
            yield Fault(document_id, table, str(case["column"]), "missing" if missing else "not_allowed", str(case["failure_case"]), missing)


def findings(faults: list[Fault]) -> list[dict]:
    """One finding row per document, table, column and rule, that counts its faults and quotes one."""
    said = vocabulary("table_faults")
    groups = [list(group) for _, group in groupby(faults, key=lambda fault: (fault.document_id, fault.table, fault.column, fault.rule))]
    return [_finding(said, group, place) for place, group in enumerate(groups, 1)]


def _finding(said: dict, group: list[Fault], place: int) -> dict:
    first = group[0]
    says = vocabulary("findings").get(said["codes"].get(first.rule), said)
    message = says["message"].format(table=first.table, column=first.column, rule=said["rules"].get(first.rule), count=len(group), value=first.value or "-")
    return {"finding_id": f"{first.document_id}-tabel-{place}", "document_id": first.document_id, "code": said["codes"].get(first.rule, said["code"]), "severity": says["severity"],
            "about": says["about"], "source": f"tabel {first.table}", "message": message, "remedy": says["remedy"]}
