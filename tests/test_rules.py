"""Each rule on a clean publication: silent there, and told alone where just its fault is planted."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.validation import rules
from pipeline.vocabulary import vocabulary
from schemas.rules import NOMENCLATURE
from tests.clean import clean, frames


def row(tables, table, key, **more):
    """The first row of a node or indicator with the values given."""
    wanted = {"indicator_id" if key.endswith("i") else "node_id": key, **more}
    return next(r for r in tables[table] if all(r.get(name) == value for name, value in wanted.items()))


def changed(table, key, **values):
    """A fault that sets values of one row."""
    return lambda tables: row(tables, table, key).update(values)


def without(*node_ids):
    """A fault that drops nodes and all that is theirs."""
    def plant(tables):
        for table, rows in tables.items():
            tables[table] = [r for r in rows if r.get("node_id") not in node_ids]
    return plant


def again(node_id, new_id, **values):
    """A fault that writes a node twice."""
    return lambda tables: tables["nodes"].append({**row(tables, "nodes", node_id), "node_id": new_id, "position": 99, **values})


def each(*faults):
    """Several faults at once."""
    def plant(tables):
        for fault in faults:
            fault(tables)
    return plant


# The fault of each rule.
PLANTED = {
    "tingkat-terbalik": changed("nodes", "sosial-2", parent_id="sosial-9"),
    "kegiatan-tanpa-program": again("sosial-4", "baru", parent_id="sosial-2", number=None),
    "sub-kegiatan-tanpa-kegiatan": again("sosial-9", "baru", parent_id="sosial-7"),
    "tingkat-terlewat": changed("nodes", "sosial-7", parent_id="sosial-1"),
    "program-tanpa-kegiatan": without("sosial-8", "sosial-9"),
    "sasaran-tanpa-program": again("sosial-2", "baru", name="Meningkatnya kesiapsiagaan bencana", number="2"),
    "node-ganda": again("sosial-6", "baru", number="3"),
    "teks-liar": changed("indicators", "sosial-4i", formula="p"),
    "induk-lintas-halaman": each(changed("nodes", "sosial-4", source="hal. 1, baris 4, kolom 3"), changed("nodes", "sosial-6", source="hal. 2, baris 1, kolom 4")),
    "nomor-lompat": changed("nodes", "sosial-6", number="3"),
    "nomor-ganda": changed("nodes", "sosial-6", number="1"),
    "kode-format": changed("nodes", "sosial-5", code="1.06.04.2.01.1"),
    "kode-tingkat-beda": changed("nodes", "sosial-5", code="1.06.04.2.01"),
    "kode-awalan-induk": changed("nodes", "sosial-5", code="1.06.05.2.01.0001"),
    "kode-digit-tahun": changed("nodes", "sosial-5", code="1.06.04.2.01.01"),
    "kode-kewenangan": each(changed("nodes", "kesehatan-3", code="1.02.02.1.02"), changed("nodes", "kesehatan-4", code="1.02.02.1.02.0001")),
    "kode-seperti-tanggal": changed("nodes", "sosial-5", code="1/2/02"),
    "kode-sebagian": changed("nodes", "sosial-6", code=None),
    "kode-tidak-dikenal": changed("nodes", "sosial-5", code="1.06.04.2.01.0009"),
    "nama-beda-nomenklatur": changed("nodes", "sosial-5", name="Penyediaan Permakanan Bergizi"),
    "pagu-jumlah-anak": lambda tables: row(tables, "budgets", "sosial-3", year=2026).update(amount=201.5),
}


OFFICIAL = {relation.__name__.replace("_", "-") for relation in NOMENCLATURE}


def told(tables, official=False):
    """The codes of what all rules find; with `official`, beside a list of the codes and names of the clean publication."""
    given = frames(tables)
    connection = duckdb.connect()
    for name, frame in {**given, "nomenclature": frames(clean())["nodes"]}.items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")
    return [finding["code"] for finding in [*rules.judge(given), *rules.judge_all(connection, NOMENCLATURE if official else ())]]


def test_the_clean_publication_breaks_no_rule():
    assert told(clean(), official=True) == []


@pytest.mark.parametrize("code", rules.codes())
def test_a_planted_fault_fires_its_rule_alone(code):
    tables = clean()
    PLANTED[code](tables)
    assert set(told(tables, code in OFFICIAL)) == {code}


@pytest.mark.parametrize("code", rules.codes())
def test_every_rule_says_why_and_shows_an_example(code):
    says = vocabulary("findings")[code]
    assert says["why"] and says["example"] and says["remedy"]


def test_every_planted_fault_is_of_a_rule():
    assert set(PLANTED) == set(rules.codes())


def test_a_node_in_two_places_sums_over_both():
    tables = clean()
    again("sosial-3", "baru", same_as_node_id="sosial-3", parent_id="sosial-2")(tables)
    row(tables, "nodes", "sosial-6")["level"] = "kegiatan"
    row(tables, "nodes", "sosial-6").update(parent_id="baru", code="1.06.04.2.02", number=None)
    for year in range(2025, 2030):
        row(tables, "budgets", "sosial-4", year=year)["amount"] = 100.0
    assert "pagu-jumlah-anak" not in told(tables)


def test_retired_nodes_break_no_rule():
    tables = clean()
    PLANTED["kode-awalan-induk"](tables)
    row(tables, "nodes", "sosial-5")["status"] = "dihapus"
    for year in range(2025, 2030):
        for node_id in ("sosial-3", "sosial-4"):
            row(tables, "budgets", node_id, year=year)["amount"] = 100.0
    assert told(tables) == []
