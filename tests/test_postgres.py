"""A publication in PostgreSQL: whole, with keys and comments, the last one until the next is there."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.vocabulary import vocabulary
from schemas import keys
from tests.drawing import boxes, workbook
from tests.postgres import program, server
from tests.test_reading import MERGED

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[postgres]'")
postgres = pytest.importorskip("pipeline.loaders.postgres")
pytestmark = pytest.mark.skipif(program("initdb") is None, reason="no PostgreSQL server: apt-get install postgresql")


@pytest.fixture(scope="module")
def address():
    # Sockets have short paths, and pytest's folders are for their owner alone.
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as dsn:
        yield dsn


@pytest.fixture
def dsn(address):
    with psycopg.connect(address) as connection:
        for (name,) in connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'cascading%'").fetchall():
            connection.execute(f"DROP SCHEMA {name} CASCADE")
    return address


@pytest.fixture
def publications(published_one, published_two):
    """Two publications, one after the other: of one document, of two."""
    return [published_one, published_two]


def asked(dsn, sql, *values):
    with psycopg.connect(dsn) as connection:
        return connection.execute(sql, values).fetchall()


def documents(dsn):
    return [row[0] for row in asked(dsn, "SELECT document_id FROM cascading.documents ORDER BY 1")]


def test_tables_hold_what_is_published(dsn, publications):
    postgres.load(publications[1], dsn)
    with duckdb.connect(str(publications[1] / "cascading.duckdb"), read_only=True) as published:
        for table in keys.TABLES:
            rows = published.execute(f"SELECT * FROM {table}").fetchall()
            assert sorted(asked(dsn, f"SELECT * FROM cascading.{table}"), key=str) == sorted(rows, key=str), table


def test_keys_types_and_comments_come_along(dsn, publications):
    postgres.load(publications[0], dsn)
    kinds = dict(asked(dsn, "SELECT contype::text, count(*) FROM pg_constraint WHERE connamespace = 'cascading'::regnamespace AND contype IN ('p', 'f') GROUP BY 1"))
    assert kinds == {"p": len(keys.PRIMARY_KEYS), "f": len(keys.REFERENCES)}
    assert asked(dsn, "SELECT data_type FROM information_schema.columns WHERE table_name = 'budgets' AND column_name IN ('year', 'amount') ORDER BY ordinal_position") == [
        ("bigint",), ("double precision",)]
    bare = "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE relkind = 'r' AND attnum > 0 AND relnamespace = 'cascading'::regnamespace AND col_description(c.oid, attnum) IS NULL"
    assert asked(dsn, bare) == [(0,)]


def test_keys_join_the_tables(dsn, publications):
    postgres.load(publications[0], dsn)
    assert asked(dsn, "SELECT n.name, t.value FROM cascading.targets t JOIN cascading.nodes n USING (node_id) WHERE t.year = 2025") == [("Kegiatan satu", 12.5)]


def test_the_same_publication_is_not_loaded_twice(dsn, publications):
    assert [postgres.load(publications[k], dsn) for k in (0, 0, 1, 1)] == [True, False, True, False]


def test_a_reader_keeps_what_it_reads_and_the_next_one_sees_the_new(dsn, publications):
    postgres.load(publications[0], dsn)
    with psycopg.connect(dsn) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with reader.cursor("pembaca") as cursor:
            cursor.execute("SELECT document_id FROM cascading.nodes")
            first = cursor.fetchmany(1)
            postgres.load(publications[1], dsn)
            assert documents(dsn) == ["a", "b"]
            assert len(first + cursor.fetchall()) == 5
        # A table asked for by name is the new one, and whole, whatever the age of the snapshot.
        assert reader.execute("SELECT count(*) FROM cascading.indicators").fetchone() == (6,)


def test_what_is_replaced_goes_once_nobody_reads_it(dsn, publications):
    def kept():
        return asked(dsn, "SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'cascading_')")

    postgres.load(publications[0], dsn)
    with psycopg.connect(dsn) as reader:
        reader.execute("SELECT count(*) FROM cascading.nodes")
        postgres.load(publications[1], dsn)
        assert kept() == [(1,)]
    postgres.load(publications[0], dsn)
    assert kept() == [(0,)]


def test_a_failed_load_leaves_the_old(dsn, publications, monkeypatch):
    postgres.load(publications[0], dsn)
    monkeypatch.setattr(postgres, "_rows", lambda published, table: iter([("x",)]))
    with pytest.raises(postgres.LoadError):
        postgres.load(publications[1], dsn)
    assert documents(dsn) == ["a"]


def test_a_schema_of_somebody_else_is_left_alone(dsn, publications):
    with psycopg.connect(dsn) as connection:
        connection.execute("CREATE SCHEMA cascading; CREATE TABLE cascading.milik_orang (a int)")
    with pytest.raises(postgres.LoadError, match="bukan dari program ini"):
        postgres.load(publications[0], dsn)
    assert asked(dsn, "SELECT count(*) FROM cascading.milik_orang") == [(0,)]


def test_who_may_use_the_schema_may_read_each_publication(dsn, publications):
    postgres.load(publications[0], dsn)
    with psycopg.connect(dsn) as connection:
        connection.execute("DROP ROLE IF EXISTS analis")
        connection.execute("CREATE ROLE analis LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA cascading TO analis")
    postgres.load(publications[1], dsn)
    assert documents(dsn.replace("user=postgres", "user=analis")) == ["a", "b"]
    with psycopg.connect(dsn) as connection:
        connection.execute("DROP OWNED BY analis; DROP ROLE analis")


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "raw").mkdir()
    workbook(tmp_path / "raw" / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS A"])
    return tmp_path / "raw"


def command(raw, *words):
    return CliRunner().invoke(main, ["run", "--raw", str(raw), "--processed", str(raw.parent / "out"), "--workers", "1", *words])


def test_a_run_with_nothing_new_loads_a_database_that_lacks_the_publication(dsn, raw):
    assert command(raw).exit_code == 0
    done = command(raw, "--postgres", dsn, "--skema", "cascading_uji")
    assert "Dimuat ke PostgreSQL, skema cascading_uji." in done.output
    assert (done.exit_code, asked(dsn, "SELECT path FROM cascading_uji.documents")) == (0, [("a.xlsx",)])


def test_a_server_that_is_not_there_costs_the_files_nothing(raw):
    done = command(raw, "--postgres", "postgresql://orang:rahasia@127.0.0.1:1/kinerja")
    assert done.exit_code == 1
    assert "PostgreSQL belum memuatnya" in done.output and "rahasia" not in done.output
    assert (raw.parent / "out" / "datapackage.json").is_file()


@pytest.mark.parametrize("words", [["--postgres", "orang rahasia"], ["--postgres", "dbname=x", "--skema", "a;b"]])
def test_what_is_no_address_or_name_is_a_wrong_use_and_is_not_quoted(raw, words):
    done = command(raw, *words)
    assert done.exit_code == 2 and "rahasia" not in done.output


def test_views_answer_alike_in_both_databases(dsn, publications):
    postgres.load(publications[1], dsn)
    with duckdb.connect(str(publications[1] / "cascading.duckdb"), read_only=True) as published:
        for view in vocabulary("views"):
            rows = published.execute(f"SELECT * FROM {view}").fetchall()
            assert sorted(asked(dsn, f"SELECT * FROM cascading.{view}"), key=str) == sorted(rows, key=str), view
    assert asked(dsn, "SELECT obj_description('cascading.v_tingkat'::regclass)") == [(vocabulary("views")["v_tingkat"]["comment"],)]


def test_every_query_of_the_guide_is_taken(dsn, publications):
    postgres.load(publications[1], dsn)
    guide = (Path(__file__).parent.parent / "docs" / "bi.md").read_text(encoding="utf-8")
    for query in re.findall(r"^```sql\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE):
        with psycopg.connect(dsn, options="-c search_path=cascading") as connection:
            assert connection.execute(query).description, query
