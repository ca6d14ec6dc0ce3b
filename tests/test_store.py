"""The store: a document wholly or not at all, known by path, content and version, disposable."""

import subprocess
import sys
from contextlib import contextmanager

import pytest

from pipeline import store_file
from pipeline.lock import LockedError
from pipeline.store import STATE, close, forget_missing, open_store, put, query, settle
from tests.readings import reading


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path) as opened:
        yield opened


def test_knows_a_file_by_path_content_and_version(store):
    put(store, reading(), "1")
    assert store.sources["a.pdf"][:2] == ("00", "1")


def test_put_again_replaces(store):
    put(store, reading(), "1")
    put(store, reading(), "2")
    assert query(store, "SELECT count(*) AS n FROM nodes") == [{"n": 5}]


def test_empty_text_is_missing(store):
    changed = reading()
    changed["nodes"][0]["number"] = ""
    put(store, changed, "1")
    assert query(store, "SELECT number FROM nodes WHERE node_id = 'a-t'") == [{"number": None}]


def test_forgets_what_is_gone(store):
    put(store, reading(), "1")
    put(store, reading("b.pdf", "b"), "1")
    assert forget_missing(store, ["b.pdf"]) == ["a.pdf"]
    assert query(store, "SELECT DISTINCT document_id FROM nodes") == [{"document_id": "b"}]


@pytest.mark.parametrize("table, row, error", [
    ("nodes", {"document_id": "a", "depth": "dua"}, ValueError),
    ("nodes", {"document_id": "a", "colour": "red"}, ValueError),
    ("nodes", {"document_id": "z"}, ValueError),
    ("boxes", {"document_id": "a"}, ValueError),
    ("nodes", {"document_id": "a", "position": 1 << 63}, ValueError),
    ("nodes", {"document_id": "a", "name": "Program \ud83d"}, ValueError),
    ("targets", {"document_id": "a", "value": float("inf")}, ValueError),
])
def test_refused_reading_leaves_the_old_one(store, table, row, error):
    put(store, reading(), "1")
    changed = reading()
    changed.setdefault(table, []).append(row)
    with pytest.raises(error):
        put(store, changed, "2")
    assert store.sources["a.pdf"][:2] == ("00", "1")
    assert query(store, "SELECT count(*) AS n FROM nodes") == [{"n": 5}]


def test_document_id_of_another_path_is_refused(store):
    put(store, reading(), "1")
    with pytest.raises(ValueError, match="taken by a.pdf"):
        put(store, reading("b.pdf", "a"), "1")


def test_closing_keeps_what_was_put(tmp_path):
    with open_store(tmp_path) as store:
        put(store, reading(), "1")
    with open_store(tmp_path) as store:
        assert store.sources["a.pdf"][:2] == ("00", "1")
        assert query(store, "SELECT count(*) AS n FROM nodes") == [{"n": 5}]


def test_a_call_to_stop_just_after_a_commit_doubles_nothing(tmp_path, monkeypatch):
    @contextmanager
    def stopped(connection, transaction=store_file.transaction):
        with transaction(connection):
            yield
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), open_store(tmp_path) as store:
        put(store, reading(), "1")
        with monkeypatch.context() as patched:
            patched.setattr(store_file, "transaction", stopped)
            settle(store)
    with open_store(tmp_path) as store:
        assert query(store, "SELECT count(*) AS n FROM nodes") == [{"n": 5}]


def test_the_pictures_of_a_long_book_are_kept_though_they_are_more_than_the_memory_of_the_store(store):
    pages = [{"document_id": "a", "page": page, "width": 595.0, "height": 842.0, "png": "A" * 200_000} for page in range(1, 801)]
    put(store, {**reading(), "pictures": pages}, "1")
    put(store, reading("b.pdf", "b"), "1")
    settle(store)
    store.connection.execute("SET memory_limit = '1GiB'")  # as for a publication: to look at all of them takes them all
    assert query(store, "SELECT page, length(png) AS signs FROM pictures") == [{"page": page, "signs": 200_000} for page in range(1, 801)]


def test_many_documents_of_one_moment_are_kept_though_one_transaction_could_not_hold_them(store):
    for number in range(30):
        book = reading(f"{number}.pdf", f"d{number}")
        put(store, {**book, "pictures": [{"document_id": f"d{number}", "page": 1, "width": 595.0, "height": 842.0, "png": "A" * 1_000_000}]}, "1")
    assert query(store, "SELECT count(*) AS n, sum(length(png))::BIGINT AS signs FROM pictures") == [{"n": 30, "signs": 30_000_000}]


def test_second_run_is_locked_out(store, tmp_path):
    with pytest.raises(LockedError):
        open_store(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"no database", b"x" * 100_000])
def test_damaged_store_is_made_anew(tmp_path, damage):
    with open_store(tmp_path) as store:
        put(store, reading(), "1")
    (tmp_path / STATE / "store.duckdb").write_bytes(damage)
    with open_store(tmp_path) as store:
        assert store.sources == {}
        put(store, reading(), "1")


def test_what_a_killed_run_put_aside_goes(tmp_path):
    aside = tmp_path / STATE / "store.duckdb.tmp"
    aside.mkdir(parents=True)
    (aside / "duckdb_temp_storage-0.tmp").write_bytes(b"rows")
    close(open_store(tmp_path))
    assert not aside.exists()


def test_importing_the_store_brings_no_pandas():
    code = "import sys, pipeline.store, pipeline.publish; sys.exit(bool({'pandas', 'pandera'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
