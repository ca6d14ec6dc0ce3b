"""What is published: the same rows in each form, whole, and equal for equal inputs."""

import csv
import json
import re
import shutil
import sys

import duckdb
import openpyxl
import pytest

from pipeline.formula_signs import FORMULA_SIGNS, neutral_text
from pipeline.loaders.organisations import file_name
from pipeline.loaders.tables import copy_csv
from pipeline.publish import is_current, publish
from pipeline.stops import Stopped, told
from pipeline.store import STATE, forget_missing, open_store, put
from pipeline.vocabulary import vocabulary
from schemas import keys
from schemas.fields import Field
from tests.readings import reading

pytestmark = pytest.mark.usefixtures("without_rules")


def run(folder, *readings, **options):
    with open_store(folder) as store:
        for given in readings:
            put(store, given, "1")
        forget_missing(store, [given["documents"][0]["path"] for given in readings])
        publish(store, folder, **options)
        assert is_current(folder, store)
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and STATE not in path.parts}


def csv_rows(folder, table):
    with (folder / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return run(tmp_path_factory.mktemp("processed"), reading(), reading("b.pdf", "b"))


@pytest.fixture
def before(published, tmp_path):
    """A folder where both documents were published before."""
    return shutil.copytree(published, tmp_path / "before")


@pytest.fixture(scope="module")
def published_alone(tmp_path_factory):
    return run(tmp_path_factory.mktemp("processed"), reading())


@pytest.fixture
def alone(published_alone, tmp_path):
    """A folder where the one document was published before."""
    folder = shutil.copytree(published_alone, tmp_path / "alone")
    assert is_current(folder)
    return folder


@pytest.fixture
def database(published):
    with duckdb.connect(str(published / "cascading.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", keys.TABLES)
def test_all_forms_hold_the_same_rows(published, database, table):
    rows = database.execute(f"SELECT * FROM {table}").fetchall()
    assert rows == duckdb.execute(f"SELECT * FROM '{published}/parquet/{table}.parquet'").fetchall()
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    assert texts == [[value[1:] if value[:1] == "'" else value for value in row.values()] for row in csv_rows(published, table)]


@pytest.mark.parametrize("reference", keys.REFERENCES, ids=str)
def test_references_resolve(database, reference):
    lost = database.execute(f"SELECT count(*) FROM {reference.table} WHERE {reference.column} NOT IN (SELECT {reference.other_column} FROM {reference.other})")
    assert lost.fetchone() == (0,)


def test_database_has_keys_and_comments(database):
    kinds = dict(database.execute("SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY ALL").fetchall())
    assert kinds["PRIMARY KEY"] == len(keys.PRIMARY_KEYS)
    assert kinds["FOREIGN KEY"] > 20
    assert database.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND table_name IN (SELECT table_name FROM duckdb_tables())").fetchone() == (0,)


def test_paths_agree_with_nodes(database):
    steps = database.execute("SELECT count(*) FROM paths WHERE distance = 1").fetchone()
    assert steps == database.execute("SELECT count(parent_id) FROM nodes").fetchone()
    assert database.execute("SELECT list(ancestor_id ORDER BY distance) FROM paths WHERE descendant_id = 'a-k1'").fetchone() == (["a-k1", "a-p", "a-s", "a-t"],)


def test_cascade_has_a_row_per_indicator_and_bare_node(published):
    rows = csv_rows(published, "cascade")
    assert [(row["node_id"], row["indicator_id"]) for row in rows[:6]] == [
        ("a-t", "a-i1"), ("a-s", ""), ("a-p", ""), ("a-k1", "a-i2"), ("a-k1", "a-i3"), ("a-k2", "")]
    row = rows[3]
    assert (row["tujuan"], row["program_code"], row["kegiatan"]) == ("Meningkatkan derajat kesehatan", "1.02.02", "Kegiatan satu")
    assert (row["target_2025"], row["target_2026"], row["pagu_2025"], row["owner"]) == ("12.5", "", "1500000.0", "Bidang A; Bidang B")
    assert rows[5]["status"] == "dihapus"


def test_csv_neutralises_each_sign_as_workbooks_do(tmp_path):
    texts = [f"{sign}teks" for sign in (*FORMULA_SIGNS, "", "'", "(", "1", "A", "a", "é", "\uff1d")]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT unnest(?::VARCHAR[]) AS name", [texts])
        copy_csv(connection, "t", [Field("name", "string", "")], tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == [neutral_text(text) for text in texts]


def test_formula_like_text_is_neutral_for_spreadsheets_only(published, database):
    assert csv_rows(published, "nodes")[1]["name"] == "'=Meningkatnya layanan"
    assert database.execute("SELECT name FROM nodes WHERE node_id = 'a-s'").fetchone() == ("=Meningkatnya layanan",)
    book = openpyxl.load_workbook(published / "cascading.xlsx", read_only=True)
    assert book.sheetnames == ["cascade", "findings"]
    texts = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if isinstance(value, str)}
    assert {"'=Meningkatnya layanan", "'+Jumlah laporan", "'-a/b x 100%", "'@judul tidak dikenal"} <= texts


def test_csv_is_rfc_4180(published):
    content = (published / "csv" / "nodes.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == 11
    assert b'"Program, ""upaya"" kesehatan"' in content


def test_equal_inputs_give_equal_bytes(published, tmp_path):
    assert files(run(tmp_path, reading("b.pdf", "b"), reading())) == files(published)


def test_nothing_read_gives_empty_tables(tmp_path):
    run(tmp_path)
    assert all(csv_rows(tmp_path, table) == [] and (tmp_path / "parquet" / f"{table}.parquet").is_file() for table in keys.TABLES if table != "runs")


def test_removed_document_leaves_the_tables(before):
    run(before, reading("b.pdf", "b"))
    assert {row["document_id"] for table in keys.TABLES if table != "runs" for row in csv_rows(before, table)} == {"b"}


def test_manifest_tells_fields_keys_and_hashes(published):
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} | {"datapackage.json"} == set(files(published))
    budgets = next(resource for resource in package["resources"] if resource["path"] == "csv/budgets.csv")
    assert "rupiah" in {field.get("unit") for field in budgets["schema"]["fields"]}
    assert {"fields": ["node_id"], "reference": {"resource": "nodes", "fields": ["node_id"]}} in budgets["schema"]["foreignKeys"]


@pytest.mark.parametrize("path", ["csv/nodes.csv", "cascading.xlsx", "datapackage.json"])
@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"{}"), lambda path: path.unlink()], ids=["changed", "gone"])
def test_damaged_file_is_published_again(alone, path, damage):
    whole = files(alone)
    damage(alone / path)
    assert not is_current(alone)
    assert files(run(alone, reading())) == whole


def test_what_is_stored_but_not_published_is_not_current(alone):
    with open_store(alone) as store:
        put(store, reading("b.pdf", "b"), "1")
        assert is_current(alone) and not is_current(alone, store)


def test_file_of_an_earlier_publication_goes_and_a_stranger_stays(tmp_path):
    def tree(connection, shapes, folder):
        (folder / "lain").mkdir()
        (folder / "lain" / "a.html").write_text("x")

    (tmp_path / "catatan.txt").write_text("milik orang")
    run(tmp_path, reading(), extra=[tree])
    assert (tmp_path / "lain" / "a.html").is_file()
    (tmp_path / "datapackage.json").unlink()
    run(tmp_path, reading())
    assert not (tmp_path / "lain").exists() and (tmp_path / "catatan.txt").is_file()


def test_cut_publication_is_completed(alone, monkeypatch):
    with open_store(alone) as store:
        put(store, reading("b.pdf", "b"), "1")
        with monkeypatch.context() as patch, pytest.raises(OSError):
            patch.setattr("pipeline.publish.os.replace", _fail_at("parquet"))
            publish(store, alone)
        assert not is_current(alone)
        publish(store, alone)
        assert is_current(alone, store)


def _fail_at(word):
    from os import replace

    def moved(source, target):
        if word in str(target):
            raise OSError("disk is full")
        replace(source, target)
    return moved


def test_document_that_breaks_the_keys_costs_only_itself(tmp_path):
    broken = reading()
    broken["nodes"][1]["parent_id"] = "a-lost"
    run(tmp_path, broken, reading("b.pdf", "b"))
    assert [(row["document_id"], row["status"]) for row in csv_rows(tmp_path, "documents")] == [("a", "gagal"), ("b", "bersih")]
    assert {row["document_id"] for row in csv_rows(tmp_path, "nodes")} == {"b"}
    assert "tabel-tidak-sah" in {row["code"] for row in csv_rows(tmp_path, "findings")}


@pytest.mark.parametrize(("kib_per_row", "most"), [(1, "800.0 MiB"), (1 << 20, "8.0 GiB")])
def test_the_database_keeps_to_its_memory_while_it_publishes_and_no_longer(tmp_path, monkeypatch, kib_per_row, most):
    """The reading has six nodes and two indicators."""
    monkeypatch.setitem(vocabulary("limits")["terbitan"], "kib_baris", kib_per_row)
    limit = "SELECT current_setting('memory_limit')"
    seen = []
    with open_store(tmp_path) as store:
        put(store, reading(), "1")
        before = store.connection.execute(limit).fetchone()
        assert before == (f"{vocabulary('limits')['simpanan']['mib']}.0 MiB",)
        publish(store, tmp_path, extra=[lambda connection, shapes, folder: seen.append(connection.execute(limit).fetchone()[0])])
        assert store.connection.execute(limit).fetchone() == before
    assert seen == [most]


def test_too_little_memory_is_told_and_a_rerun_with_more_publishes(published_alone, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with monkeypatch.context() as narrow, pytest.raises(Stopped, match=r"Memori untuk menerbitkan .* tidak cukup"), told(tmp_path / "a", stopped=[]):
        narrow.setitem(vocabulary("limits")["terbitan"], "mib", 1)
        narrow.setitem(vocabulary("limits")["terbitan"], "kib_baris", 0)
        run(tmp_path / "a", reading())
    assert files(run(tmp_path / "a", reading())) == files(published_alone)


@pytest.fixture
def small_books(monkeypatch):
    """One row is too many for one workbook."""
    monkeypatch.setitem(vocabulary("limits")["terbitan"], "baris_buku", 1)


def of_another(name, path="b.pdf", document_id="b"):
    given = reading(path, document_id)
    given["documents"][0]["organisation"] = name
    given["nodes"][2]["name"] = f"Program {name}"
    return given


def test_a_large_publication_has_a_workbook_per_organisation(tmp_path, small_books):
    published = run(tmp_path, reading(), of_another("Dinas: Sosial/ P3A"), of_another(None, "c.pdf", "c"))
    listed = list(openpyxl.load_workbook(published / "cascading.xlsx")["daftar"].values)[1:]
    assert [(row[0], row[2], row[3]) for row in listed] == [("Dinas Kesehatan", 1, 6), ("Dinas: Sosial/ P3A", 1, 6), (None, 1, 6)]
    for _, path, _, rows in listed:
        book = openpyxl.load_workbook(published / path)
        assert (book["cascade"].max_row, book["findings"].max_row) == (rows + 1, 2)


def test_only_the_workbook_of_a_changed_organisation_is_written_again(tmp_path, small_books):
    run(tmp_path, reading(), of_another("Dinas Sosial"))
    before = {path.name: path.stat().st_ino for path in (tmp_path / "cascading").iterdir()}
    changed = of_another("Dinas Sosial")
    changed["nodes"][4]["name"] = "Kegiatan lain"
    run(tmp_path, reading(), changed)
    after = {path.name: path.stat().st_ino for path in (tmp_path / "cascading").iterdir()}
    assert [name for name in after if after[name] != before[name]] == [file_name("Dinas Sosial")]
    assert files(tmp_path) == files(run(tmp_path / "anew", reading(), changed)) | {"cascading.duckdb": files(tmp_path)["cascading.duckdb"], "datapackage.json": files(tmp_path)["datapackage.json"]}


def test_a_damaged_workbook_is_not_taken_over(tmp_path, small_books):
    run(tmp_path, reading(), of_another("Dinas Sosial"))
    path = tmp_path / "cascading" / file_name("Dinas Sosial")
    whole = path.read_bytes()
    path.write_bytes(whole[:-30] + b"x" * 30)
    run(tmp_path, reading(), of_another("Dinas Sosial"))
    assert path.read_bytes() == whole


@pytest.mark.parametrize("name", ["CON", "../../etc/passwd", "Ä" * 300, "", "dinas\nsosial", "資料"])
def test_names_of_workbooks_suit_every_file_system(name):
    assert re.fullmatch(r"[a-z0-9-]{0,60}-[0-9a-f]{8}\.xlsx", file_name(name))


def test_organisations_that_are_written_alike_share_no_workbook():
    assert file_name("Dinas Sosial") != file_name("dinas sosial")


def test_a_document_found_faultless_is_judged_again_only_when_read_anew(before):
    def statuses(folder):
        return {row["path"]: row["status"] for row in csv_rows(folder, "documents")}

    broken = reading()
    broken["nodes"][4]["parent_id"] = "a-lost"
    seen = [statuses(before), *(statuses(run(before, given, reading("b.pdf", "b"))) for given in (broken, broken, reading()))]
    assert seen == [{"a.pdf": "bersih", "b.pdf": "bersih"}, {"a.pdf": "gagal", "b.pdf": "bersih"}, {"a.pdf": "gagal", "b.pdf": "bersih"}, {"a.pdf": "bersih", "b.pdf": "bersih"}]
