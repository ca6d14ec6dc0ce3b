"""A publication made out of the one before is the one that a fresh folder gets."""

import os
import shutil

import duckdb
import pytest

from pipeline.loaders import database
from pipeline.store import STATE
from pipeline.vocabulary import vocabulary
from tests.readings import reading
from tests.test_publish import files, run

pytestmark = pytest.mark.usefixtures("without_rules")
MANY = 12


def documents(count=MANY):
    return {f"{k:02}.pdf": reading(f"{k:02}.pdf", f"d{k:02}") for k in range(count)}


def changed(given):
    given["05.pdf"]["nodes"][4]["name"] = "Kegiatan lain"


def grave(given):
    given["05.pdf"]["nodes"][1]["parent_id"] = "d05-lost"


def fewer_rows(given):
    given["05.pdf"]["nodes"].pop()


CHANGES = {
    "nothing": lambda given: None,
    "a document added": lambda given: given.update({"99.pdf": reading("99.pdf", "d99")}),
    "one changed": changed,
    "one of fewer rows": fewer_rows,
    "one removed": lambda given: given.pop("05.pdf"),
    "one with grave faults": grave,
    "one renamed": lambda given: given.update({"05.pdf": reading("06b.pdf", "d06b")}),
}


def tables(folder):
    """The rows of each table of the database, in no order, and all that it says of its columns and keys."""
    with duckdb.connect(str(folder / database.NAME), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        rows = {name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}
        return rows, connection.execute("SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL").fetchall(), \
            connection.execute("SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL").fetchall()


def others(folder):
    return {path: content for path, content in files(folder).items() if path not in (database.NAME, "datapackage.json")}


@pytest.fixture
def loads(monkeypatch):
    """The times that the database was loaded anew."""
    times = []
    fill = database._fill
    monkeypatch.setattr(database, "_fill", lambda *given: (times.append(1), fill(*given)))
    return times


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder where all documents are published once."""
    return run(tmp_path_factory.mktemp("published"), *documents().values())


@pytest.fixture
def old(published, tmp_path):
    """A folder where all documents were published before."""
    return shutil.copytree(published, tmp_path / "old")


@pytest.fixture
def twice(old):
    """A folder where a change came to a publication, and one that knows only what came of it: `twice(change)`."""
    def both(change):
        given = documents()
        change(given)
        return run(old, *given.values()), run(old.parent / "new", *given.values())

    return both


@pytest.mark.parametrize("what", CHANGES)
def test_taken_over_is_as_made_anew(twice, loads, what):
    old, new = twice(CHANGES[what])
    assert tables(old) == tables(new) and others(old) == others(new)
    assert len(loads) == 1  # that of the new folder


def test_a_large_database_is_compressed_and_holds_the_same(published, tmp_path, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["terbitan"], "baris_buku", 1)
    large = run(tmp_path, *documents().values())
    stored = "SELECT DISTINCT compression FROM pragma_storage_info('nodes') WHERE compression <> 'Constant'"
    found = []
    for folder in (published, large):
        with duckdb.connect(folder / database.NAME, read_only=True) as connection:
            found.append({name for (name,) in connection.execute(stored).fetchall()} == {"Uncompressed"})
    assert found == [True, False] and tables(published) == tables(large)


def test_a_new_column_makes_the_database_anew(twice, loads):
    def a_new_year(given):
        given["05.pdf"]["targets"][0]["year"] = 2044

    old, new = twice(a_new_year)
    assert tables(old) == tables(new) and files(old) == files(new)
    assert len(loads) == 2 and "target_2044" in str(tables(old)[1])


def test_other_settings_make_the_database_anew(old, loads):
    run(old, *documents().values(), settings={"profil": "ahli"})
    assert len(loads) == 1


def test_a_change_of_most_documents_makes_the_database_anew(twice, loads):
    old, new = twice(lambda given: [given.pop(f"{k:02}.pdf") for k in range(MANY // 2)])
    assert files(old) == files(new) and len(loads) == 2


def test_a_damaged_database_is_not_taken_over(old, loads):
    whole = files(old)
    with (old / database.NAME).open("r+b") as file:
        file.seek(20_000)
        file.write(b"x" * 100)
    assert files(run(old, *documents().values())) == whole and len(loads) == 1


def test_after_each_of_many_changes(old, tmp_path, loads):
    given = documents()
    for change in (changed, grave, fewer_rows, lambda given: given.update({"05.pdf": reading("05.pdf", "d05")})):
        change(given)
        run(old, *given.values())
    new = run(tmp_path / "new", *given.values())
    assert tables(old) == tables(new) and others(old) == others(new) and len(loads) == 1


def names(path):
    """The file behind a path, as the file system numbers it."""
    return path.stat().st_ino


def kept(folder):
    (path,) = (folder / STATE).glob(database.KEPT.format("*"))
    return path


def thrice(folder, between=lambda folder: None):
    """Two more publications in a folder, each of one document more; between them something happens. Gives the number of the first database."""
    given = documents()
    first = names(folder / database.NAME)
    run(folder, *given.values(), reading("98.pdf", "d98"))
    between(folder)
    run(folder, *given.values(), reading("98.pdf", "d98"), reading("99.pdf", "d99"))
    return first


def test_the_database_before_the_published_one_is_made_into_the_next(old, tmp_path, loads):
    first = thrice(old)
    assert names(old / database.NAME) == first and not loads
    new = run(tmp_path / "new", *documents().values(), reading("98.pdf", "d98"), reading("99.pdf", "d99"))
    assert tables(old) == tables(new)


@pytest.mark.parametrize("happens", [lambda folder: os.link(kept(folder), folder / "backup.duckdb"), lambda folder: kept(folder).write_bytes(b"x"), lambda folder: kept(folder).unlink()],
                         ids=["somebody has it too", "damaged", "gone"])
def test_else_a_copy_of_the_published_one_is(old, loads, happens):
    first = thrice(old, happens)
    assert names(old / database.NAME) != first and not loads
    assert len(tables(old)[0]["documents"]) == MANY + 2
    if (old / "backup.duckdb").exists():
        assert names(old / "backup.duckdb") == first
        with duckdb.connect(str(old / "backup.duckdb"), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (MANY,)


def test_what_a_crash_left_linked_to_the_published_one_is_left_alone(old):
    database.keep(old)
    before = names(old / database.NAME)
    assert names(run(old, *documents().values(), reading("99.pdf", "d99")) / database.NAME) != before


def test_where_the_kept_one_was_made_otherwise_a_copy_of_the_published_one_is_taken(old, tmp_path, loads):
    settings = {"profil": "ahli"}
    run(old, *documents().values(), settings=settings)
    run(old, *documents().values(), reading("99.pdf", "d99"), settings=settings)
    assert len(loads) == 1
    assert tables(old) == tables(run(tmp_path / "new", *documents().values(), reading("99.pdf", "d99"), settings=settings))
