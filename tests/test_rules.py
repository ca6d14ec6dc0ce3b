"""Each rule on a clean publication: silent there, and told alone where just its fault is planted."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.transform import formulas
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
    """A fault that writes a node twice, with its indicators and their targets."""
    def plant(tables):
        tables["nodes"].append({**row(tables, "nodes", node_id), "node_id": new_id, "position": 99, **values})
        for table in ("indicators", "targets"):
            tables[table] += [{**r, "node_id": new_id, "indicator_id": new_id + "i"} for r in tables[table] if r["node_id"] == node_id]
    return plant


def formula(indicator_id, text, **values):
    """A fault that gives an indicator another formula."""
    def plant(tables):
        parsed = formulas.parse(text)
        row(tables, "indicators", indicator_id).update(
            formula=text, formula_kind=parsed.kind, numerator=parsed.numerator, denominator=parsed.denominator, multiplier=parsed.multiplier, **values)
        ids = dict(indicator_id=indicator_id, document_id=indicator_id.split("-")[0])
        terms = [dict(ids, position=place, role=role, name=name) for place, (role, name) in enumerate(parsed.terms, 1)]
        tables["terms"] = [r for r in tables["terms"] if r["indicator_id"] != indicator_id] + terms
    return plant


def unmeasured(node_id):
    """A fault that drops the indicators of a node."""
    def plant(tables):
        for table in ("indicators", "terms", "targets"):
            tables[table] = [r for r in tables[table] if r["indicator_id"] != node_id + "i"]
    return plant


def unitless(indicator_id):
    """A fault that drops the unit of an indicator and of its targets."""
    def plant(tables):
        row(tables, "indicators", indicator_id).update(unit=None, unit_standard=None)
        for target in tables["targets"]:
            if target["indicator_id"] == indicator_id:
                target["unit"] = None
    return plant


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
    "indikator-kosong": unmeasured("sosial-8"),
    "indikator-bukan-ukuran": changed("indicators", "sosial-2i", name="Meningkatnya penanganan lanjut usia", kind="pernyataan", formula_kind="kosong"),
    "indikator-aktivitas-di-outcome": changed("indicators", "kesehatan-2i", name="Jumlah dokumen rencana kerja", kind="jumlah", unit="dokumen", unit_standard="dokumen"),
    "indikator-ulang-nama": changed("indicators", "sosial-6i", name="Jumlah penyediaan sandang"),
    "indikator-salin-antar-tingkat": changed("indicators", "sosial-5i", name="Jumlah lanjut usia penerima layanan"),
    "indikator-majemuk": changed("indicators", "sosial-8i", name="Jumlah keluarga miskin, PPKS dan PSKS yang didata"),
    "jenis-tidak-cocok-tingkat": changed("indicators", "sosial-8i", name="Indeks kepuasan keluarga", kind="indeks", unit="indeks", unit_standard="indeks"),
    "satuan-kosong": unitless("sosial-5i"),
    "satuan-bertentangan": changed("indicators", "sosial-3i", unit="KM", unit_standard="kilometer"),
    "satuan-di-nama": each(unitless("sosial-5i"), changed("indicators", "sosial-5i", name="Luas lahan yang ditanami (ha)")),
    "formula-kosong": formula("sosial-7i", "-"),
    "formula-tanpa-pembagi": formula("sosial-3i", "Jumlah lanjut usia telantar yang dilayani"),
    "pengali-hilang": formula("sosial-3i", "Jumlah lanjut usia telantar yang dilayani / Jumlah seluruh lanjut usia telantar"),
    "pengali-tidak-cocok": formula("kesehatan-1i", "Jumlah kematian ibu / Jumlah kelahiran hidup x 100%"),
    "penyebut-populasi-lain": formula("sosial-3i", "Jumlah lanjut usia telantar yang dilayani / Jumlah penjara x 100%"),
    "penyebut-milik-indikator-lain": formula("sosial-3i", "Jumlah pekerja migran yang dilayani / Jumlah seluruh keluarga rentan x 100%"),
    "satuan-pembilang-penyebut-beda": formula("sosial-3i", "Jumlah keluarga lanjut usia yang dilayani / Jumlah orang lanjut usia x 100%"),
    "pembilang-sama-penyebut": formula("sosial-3i", "Jumlah lanjut usia yang dilayani / Jumlah lanjut usia yang dilayani x 100%"),
    "formula-terbalik": formula("sosial-3i", "Jumlah seluruh lanjut usia telantar / Jumlah lanjut usia telantar yang dilayani x 100%"),
    "bobot-tidak-satu": formula("sosial-3i", "(0,4 x nilai layanan) + (0,4 x nilai sarana)", name="Indeks pelayanan lanjut usia", kind="indeks"),
    "pertumbuhan-tanpa-dasar": formula("sosial-3i", "Jumlah lanjut usia terlantar / Jumlah lanjut usia x 100%", name="Laju pertumbuhan lanjut usia telantar", kind="laju"),
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
