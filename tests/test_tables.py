"""The field dictionary and the rules between rows."""

import pytest

from pipeline import derive, document as documents
from pipeline.publish import publish
from pipeline.store import open_store, put, settle
from pipeline.validation import tables as validation
from schemas import fields, keys
from tests.drawing import boxes, workbook
from tests.readings import reading


def frames(tmp_path, changed):
    with open_store(tmp_path) as store:
        put(store, changed, "1")
        settle(store)
        return {table: validation.typed(table, store.connection.execute(f"SELECT * FROM {table}").df()) for table in keys.READ_TABLES}


def faults(tmp_path, changed):
    found = validation.judge(frames(tmp_path, changed))
    return {(fault.table, fault.rule, fault.grave) for fault in found}


@pytest.mark.parametrize("table", keys.TABLES)
def test_every_column_is_described(table):
    assert all(field.description.endswith(".") and field.type in fields.TYPES.values() for field in fields.fields(table))


def test_keys_name_columns_that_exist():
    for table, columns in {**keys.PRIMARY_KEYS, **keys.UNIQUE_KEYS, **keys.ORDERS}.items():
        assert set(columns) <= {field.name for field in fields.fields(table)}
    for reference in keys.REFERENCES:
        assert reference.column in {field.name for field in fields.fields(reference.table)}


def test_cascade_has_a_column_per_level_and_year():
    names = [field.name for field in fields.cascade_fields(["tujuan"], [2025], [2026])]
    assert names[6:10] == ["tujuan_number", "tujuan_code", "tujuan", "status"]
    assert names[-2:] == ["target_2025", "pagu_2026"]


def test_sound_reading_has_no_fault(tmp_path):
    assert faults(tmp_path, reading()) == set()


@pytest.mark.parametrize("table, row, column, value, expected", [
    ("nodes", 1, "node_id", "a-t", ("nodes", "duplicate_key", True)),
    ("nodes", 1, "parent_id", "a-lost", ("nodes", "lost_reference", True)),
    ("nodes", 0, "parent_id", "a-p", ("nodes", "circle", True)),
    ("nodes", 1, "level", None, ("nodes", "missing", True)),
    ("indicators", 0, "kind", "entah", ("indicators", "not_allowed", False)),
    ("targets", 0, "year", 20255, ("targets", "not_allowed", False)),
    ("targets", 1, "year", 2025, ("targets", "duplicate_key", False)),
    ("terms", 0, "indicator_id", "a-lost", ("terms", "lost_reference", True)),
])
def test_broken_rule_is_a_fault(tmp_path, table, row, column, value, expected):
    changed = reading()
    changed[table][row][column] = value
    assert expected in faults(tmp_path, changed)


def test_findings_of_rules_are_kept_with_their_mark_or_not_at_all(tmp_path, monkeypatch):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025"], ["Program Data", "Persentase laporan", "400"]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 0), title=["CASCADING DINAS DATA"])
    tell = derive._tell

    def called_off(connection, table, found):
        tell(connection, table, found)
        if table == "store.main.findings":
            raise KeyboardInterrupt

    with open_store(tmp_path) as store:
        put(store, documents.read(tmp_path / "a.xlsx", "a.xlsx"), "1")
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(derive, "_tell", called_off)
            publish(store, tmp_path)
        publish(store, tmp_path)
        told = store.connection.execute("SELECT count(*), count(DISTINCT finding_id) FROM findings").fetchone()
    assert told[0] == told[1] > 0
