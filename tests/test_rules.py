"""Each rule on a clean publication: silent there, and told alone where just its fault is planted."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.transform import formulas
from pipeline.validation import rules
from pipeline.vocabulary import vocabulary
from schemas.rules import ACROSS, NOMENCLATURE
from tests import readme
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
    """A fault that writes a node twice, with its owner, its indicators and their targets."""
    def plant(tables):
        tables["nodes"].append({**row(tables, "nodes", node_id), "node_id": new_id, "position": 99, **values})
        tables["owners"].append({**row(tables, "owners", node_id), "node_id": new_id})
        for table in ("indicators", "targets"):
            tables[table] += [{**r, "node_id": new_id, "indicator_id": new_id + "i"} for r in tables[table] if r["node_id"] == node_id]
    return plant


def no(table, key, **more):
    """A fault that leaves out rows of one node or indicator."""
    def plant(tables):
        tables[table] = [r for r in tables[table] if r is not row({table: [r, *tables[table]]}, table, key, **more)]
    return plant


def targets(indicator_id, *values):
    """A fault that sets the targets of an indicator, as written."""
    def plant(tables):
        for year, text in zip(range(2025, 2030), values):
            number = text.split()[0].replace(",", ".").removesuffix("%")
            row(tables, "targets", indicator_id, year=year).update(value_text=text, value=float(number) if number.lstrip("-").replace(".", "").isdigit() else None)
    return plant


def end(indicator_id, text):
    """A fault that adds a value at the end of the period."""
    return lambda tables: tables["targets"].append({**row(tables, "targets", indicator_id), "measure": "akhir", "year": None, "value": float(text), "value_text": text})


def later(document_id, years, since=2025):
    """A fault that shifts the years of the targets of a document."""
    def plant(tables):
        for r in tables["targets"]:
            if r["document_id"] == document_id and r["year"] >= since:
                r["year"] += years
    return plant


def note(text, node_id):
    """A fault that writes a note beside a node."""
    return lambda tables: tables["notes"].append(dict(note_id="catatan", document_id="sosial", text=text, node_id=node_id, source="Cascading!L3"))


def copied(indicator_id, other, *columns):
    """A fault that gives an indicator the name of another document's, and those columns too."""
    return lambda tables: row(tables, "indicators", indicator_id).update({name: row(tables, "indicators", other)[name] for name in ("name", *columns)})


def edition(name, *values):
    """A fault that publishes kesehatan again under another name, with other targets of its program."""
    def plant(tables):
        for table, rows in tables.items():
            tables[table] += [{column: value.replace("kesehatan", name) if column.endswith("_id") and value else value for column, value in r.items()}
                              for r in rows if r["document_id"] == "kesehatan"]
        document(name, path=f"{name}.xlsx")(tables)
        targets(f"{name}-2i", *values)(tables)
    return plant


def document(document_id, **values):
    """A fault that sets values of a document."""
    return lambda tables: next(r for r in tables["documents"] if r["document_id"] == document_id).update(values)


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


def beside(indicator_id, name):
    """A fault that gives the node of an indicator another one with a unit and no targets."""
    return lambda tables: tables["indicators"].append({**row(tables, "indicators", indicator_id), "indicator_id": "baru", "position": 2, "name": name,
                                                       "unit": "paket", "unit_standard": "paket"})


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
    "indikator-angka-terpisah": each(unitless("sosial-5i"), beside("sosial-5i", "Jumlah paket permakanan yang disediakan")),
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
    "pertumbuhan-tanpa-dasar": formula("sosial-3i", "Jumlah lanjut usia telantar / Jumlah lanjut usia x 100%", name="Laju pertumbuhan lanjut usia telantar", kind="laju"),
    "pagu-jumlah-anak": lambda tables: row(tables, "budgets", "sosial-3", year=2026).update(amount=201.5),
    "pagu-format": lambda tables: row(tables, "budgets", "kesehatan-4", year=2026).update(amount=None, value_text="15.214,568.742"),
    "penanggung-jawab-kosong": no("owners", "sosial-8"),
    "target-kosong": no("targets", "sosial-8i", year=2027),
    "target-bukan-angka": targets("sosial-9i", "Proses Penilaian", "1", "1", "1", "1"),
    "target-di-atas-100": targets("kesehatan-2i", "80", "85", "90", "95", "101"),
    "target-negatif": targets("sosial-9i", "1", "1", "-3", "1", "1"),
    "target-melawan-polaritas": targets("sosial-1i", "10", "11", "12", "12", "12"),
    "target-akhir-beda": end("sosial-2i", "90"),
    "target-satuan-berubah": targets("sosial-9i", "1 laporan", "1 laporan", "12 bulan", "1 laporan", "1 laporan"),
    "target-skala-persen": targets("sosial-2i", "60", "65", "70", "75", "0,98"),
    "tahun-di-luar-periode": later("kesehatan", 2),
    "tahun-bolong": later("kesehatan", 1, since=2029),
    "ejaan-salah": changed("nodes", "sosial-7", name="Prorgam Perlindungan Sosial"),
    "kata-menempel": changed("nodes", "sosial-7", name="Program PerlindunganSosial"),
    "istilah-usang": changed("nodes", "sosial-2", name="Meningkatnya Penerima Raskin"),
    "pengganti-tidak-jelas": note("kegiatan dihapus dan diganti yg bawah", "sosial-9"),
    "rentang-tumpang": each(again("sosial-6", "lama", status="dihapus", valid_to=2026), changed("nodes", "sosial-6", valid_from=2026)),
    "program-di-dua-pd": changed("nodes", "kesehatan-2", name="Program Rehabilitasi  SOSIAL"),
    "formula-beda-indikator-sama": each(copied("kesehatan-2i", "sosial-3i", "formula", "numerator"),
                                        changed("indicators", "kesehatan-2i", denominator="Jumlah seluruh lanjut usia")),
    "satuan-beda-dokumen": copied("kesehatan-3i", "sosial-8i"),
    "target-beda-dokumen": edition("renja", "80", "85", "90", "95", "96"),
}


OFFICIAL = {relation.__name__.replace("_", "-") for relation in NOMENCLATURE}


def judged_across(given, official=False):
    """The findings of the rules across documents; with `official`, beside a list of the codes and names of the clean publication."""
    listed = {"nomenclature": frames(clean())["nodes"]} if official else {}
    with duckdb.connect(config={"threads": 1}) as connection:
        for name, frame in {**given, **listed}.items():
            connection.register("frame", frame)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")
        return rules.judge_all(connection, (*ACROSS, *NOMENCLATURE) if official else ACROSS)


def told(tables, official=False):
    """The codes of what all rules find."""
    given = frames(tables)
    return [finding["code"] for finding in [*rules.judge(given), *judged_across(given, official)]]


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


@pytest.mark.parametrize("fault", [changed("nodes", "baru", source="IKU!A4"), each(again("sosial-1", "lain", source="IKU!B4", number="2", name="Menurunkan bencana"),
                                                                                   changed("nodes", "baru", parent_id="lain", number="1"))])
def test_what_a_list_of_goals_alone_names_needs_no_program(fault):
    tables = clean()
    each(PLANTED["sasaran-tanpa-program"], fault)(tables)
    assert told(tables) == []


def test_the_name_of_the_national_list_is_no_old_term():
    tables = clean()
    row(tables, "nodes", "sosial-9")["name"] = "Pendataan Penerima Raskin"
    assert told(tables) == []


def test_retired_nodes_break_no_rule():
    tables = clean()
    PLANTED["kode-awalan-induk"](tables)
    row(tables, "nodes", "sosial-5")["status"] = "dihapus"
    for year in range(2025, 2030):
        for node_id in ("sosial-3", "sosial-4"):
            row(tables, "budgets", node_id, year=year)["amount"] = 100.0
    assert told(tables) == []


def test_the_readme_lists_the_rules_as_they_are():
    assert readme.README.read_text(encoding="utf-8") == readme.renewed(readme.README.read_text(encoding="utf-8"))
