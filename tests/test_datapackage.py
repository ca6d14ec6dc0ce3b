"""datapackage.json as others read it: a validator of the standard finds the publication sound, its keys included."""

from __future__ import annotations

import shutil

import frictionless
import pytest


def faults(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {name for name, in report.flatten(["type"])}, len(report.tasks)


def test_a_publication_is_valid(published_two):
    files = [path for path in published_two.rglob("*") if path.is_file() and ".keadaan" not in path.parts and path.name != "datapackage.json"]
    assert faults(published_two) == (set(), len(files))


@pytest.mark.parametrize("table, old, new, fault", [
    ("owners", b"a-k1,", b"a-hilang,", "foreign-key"), ("nodes", b"a-s,", b"a-t,", "primary-key"), ("budgets", b",2025,", b",dua ribu,", "type-error")])
def test_a_damaged_table_is_found(published_two, tmp_path, table, old, new, fault):
    folder = shutil.copytree(published_two, tmp_path / "damaged")
    path = folder / "csv" / f"{table}.csv"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert fault in faults(folder)[0]
