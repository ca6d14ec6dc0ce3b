"""Publishing: all files made aside, then put in place one by one, the manifest last."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from threading import Thread

from pipeline import manifest
from pipeline import store as stores
from pipeline.store import STATE, Store
from pipeline.vocabulary import vocabulary
from schemas.keys import level_order

log = logging.getLogger(__name__)

Loader = Callable[..., None]
MANIFEST = manifest.NAME
PLACED = "placed.json"
# Below processed/: a file is renamed into its place at once only within one file system.
STAGING = "staging"
SYNCED_TOGETHER = 16


def get_ready() -> None:
    """Load, beside other work, what only a run that publishes needs; pandas and pandera take a second."""
    Thread(target=_load).start()


def _load() -> None:
    with suppress(ImportError):  # told where it is used
        import_module("pipeline.derive")


def publish(store: Store, processed: Path, *, settings: dict | None = None, nomenclature: Sequence[tuple[str, str]] = (), extra: Sequence[Loader] = ()) -> None:
    """Publish all that the store holds; afterwards `is_current` holds.

    `settings` are those that bear on the results, for the table `runs`; `nomenclature` are (code, name) pairs to compare codes with.
    An `extra` loader is called as `loader(connection, shapes, folder)`: it reads the tables by name and writes further files below the folder.
    """
    processed = Path(processed)
    staging = processed / STATE / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        _stage(store, staging, settings or {}, nomenclature, extra)
        _place(staging, processed)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    # Last of all: after a crash before it the next run publishes again.
    stores.set_published(store, manifest.sha256(processed / MANIFEST), settings or {})


def is_current(processed: Path, store: Store | None = None, settings: dict | None = None) -> bool:
    """Whether the published files are one whole publication; with a store, also that nothing in it is newer and nothing half made lies about.

    With `settings`, also that it was made with them.
    """
    processed = Path(processed)
    try:
        named = manifest.hashes(processed / MANIFEST)
        whole = all(_is_inside(path) and manifest.sha256(processed / path) == sha256 for path, sha256 in named.items())
        if store is None or not whole or (processed / STATE / STAGING).exists():
            return whole and store is None
        sha256, made_with = stores.published(store)
        return sha256 == manifest.sha256(processed / MANIFEST) and settings in (None, made_with)
    except (OSError, ValueError):
        return False


def _stage(store: Store, staging: Path, settings: dict, nomenclature: Sequence[tuple[str, str]], extra: Sequence[Loader]) -> None:
    # These bring pandas and pandera, which a run with nothing to publish does not need.
    from pipeline.derive import derived
    from pipeline.loaders import database, datapackage, organisations, pohon, report, review, satu_data, tables, workbook
    from pipeline.side_by_side import side_by_side

    published = staging.parent.parent
    fetched: list[bool] = []
    fetch = lambda _: fetched.append(database.fetch(published, staging / database.NAME))
    with derived(store, level_order(), settings, nomenclature, beside=[fetch]) as shapes:
        (rows,) = store.connection.execute("SELECT count(*) FROM cascade").fetchone()
        book = partial(organisations.write, published=published) if rows > vocabulary("limits")["terbitan"]["baris_buku"] else workbook.write
        first = partial(_in_turn, writers=(book, review.write, partial(pohon.write, published=published), partial(report.write, published=published)))
        hashes: dict[str, str] = {}
        # Those in Python take turns in this thread, which a call to stop reaches; the others are queries, which can be interrupted.
        writers = (first, partial(_write_database, published=published, fetched=fetched[0], hashes=hashes), satu_data.write, *extra)
        works = [partial(write, shapes=shapes, folder=staging) for write in writers]
        side_by_side(store.connection, works + tables.writers(shapes, staging))
        datapackage.write(shapes, staging, hashes)


def _write_database(connection, shapes: dict, folder: Path, published: Path, fetched: bool, hashes: dict[str, str]) -> None:
    """Write the largest file, and hash it while others are being written."""
    from pipeline.loaders import database

    database.write(connection, shapes, folder, published, fetched)
    hashes[database.NAME] = manifest.sha256(folder / database.NAME)


def _in_turn(connection, shapes: dict, folder: Path, writers: Sequence[Loader]) -> None:
    for write in writers:
        write(connection, shapes, folder)


def _place(staging: Path, processed: Path) -> None:
    """Put each file in place, whole at every moment; what earlier publications left goes before the manifest comes."""
    from pipeline.loaders import database

    new = _files(staging)
    old = _placed_before(processed)
    # Before the first move: after a crash the next publication still knows all that may lie there.
    _remember(processed, old | set(new))
    _keep_filled_review(processed)
    moved = [path for path in new if path != MANIFEST and not _is_there(staging / path, processed / path)]
    _sync_all([staging / path for path in moved])
    if database.NAME in moved:
        database.keep(processed)
    for path in moved:
        (processed / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / path, processed / path)
    # A renaming lasts only once its folder is on the disk.
    _sync_all(sorted({(processed / path).parent for path in new}))
    for path in sorted(old - set(new)):
        _remove(processed, path)
    _move(staging / MANIFEST, processed / MANIFEST)
    _remember(processed, set(new))
    log.info("published %d files", len(new))


def _keep_filled_review(processed: Path) -> None:
    """A review workbook that a person filled in where it lay stays beside the new one, for its decisions are nowhere else."""
    from pipeline import document
    from pipeline.loaders.review import NAME

    path = processed / NAME
    if not path.exists() or manifest.is_as_named(processed, NAME):
        return
    found = document.read(path, NAME)
    if found["documents"][0]["status"] == "bukan_dokumen" and (found["corrections"] or found["findings"]):
        # The name bears the content: the same workbook kept twice is one file.
        aside = path.with_stem(f"{path.stem}-{manifest.sha256(path)[:8]}")
        shutil.copyfile(path, aside)
        log.warning("filled review workbook kept", extra=dict(path=aside.name))


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _placed_before(processed: Path) -> set[str]:
    """The files that earlier publications put in place, by the manifest and by our own note, for either may be damaged or gone."""
    found: set[str] = set()
    for read in (lambda: manifest.hashes(processed / MANIFEST), lambda: json.loads((processed / STATE / PLACED).read_text(encoding="utf-8"))):
        try:
            found |= {path for path in read() if isinstance(path, str) and _is_inside(path)}
        except (OSError, ValueError, TypeError):
            continue
    return found


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and parts[0] != STATE


def _remember(processed: Path, paths: set[str]) -> None:
    note = processed / STATE / PLACED
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps(sorted(paths)), encoding="utf-8")
    _move(fresh, note)


def _is_there(source: Path, target: Path) -> bool:
    """Whether a file was taken over from its place: the disk holds it already."""
    return target.exists() and os.path.samefile(source, target)


def _move(source: Path, target: Path) -> None:
    _sync(source)
    os.replace(source, target)
    _sync(target.parent)


def _sync_all(paths: list[Path]) -> None:
    # Disks write many files that wait together in little more time than one.
    with ThreadPoolExecutor(SYNCED_TOGETHER) as pool:
        list(pool.map(_sync, paths))


def _remove(processed: Path, path: str) -> None:
    target = processed / path
    target.unlink(missing_ok=True)
    if target.parent.is_dir():
        _sync(target.parent)
    if target.parent != processed and target.parent.is_dir() and not any(target.parent.iterdir()):
        target.parent.rmdir()


def _sync(path: Path) -> None:
    """Have the disk hold what we wrote before anything relies on it."""
    # Windows opens no folder as a file.
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
