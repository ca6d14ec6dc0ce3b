"""The run: new files of raw/ are read, each by itself, kept in the store, and all is published."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import duckdb

from pipeline import document, entries, judging, publish, remote, shards, shown, store, workers
from pipeline.entries import Entry
from pipeline.findings import Refused
from pipeline.nomenclature import Nomenclature
from pipeline.shards import Shard
from pipeline.vocabulary import vocabulary
from pipeline.workers import LIVING, Read

log = logging.getLogger(__name__)
CODE = Path(__file__).parent
# Templates and styles too: the mark also tells whether a publication is of this code.
SOURCES = (".py", ".toml", ".j2", ".css", ".js")
LIBRARIES = ("lxml", "openpyxl", "pikepdf", "pypdfium2", "python-docx", "rapidfuzz", "xlrd")

Readings = Callable[[list[tuple]], Iterable[Read]]
# What the mark of a reading bears whose pages were not drawn, for nobody would see them.
UNDRAWN = ":tanpa-gambar"


class RawMissingError(NotADirectoryError):
    """There is no folder of documents."""


class ResultsAmongDocumentsError(ValueError):
    """What is published would lie in the folder of documents, and the next run would read it."""


@dataclass(frozen=True)
class Summary:
    """What a run did: documents as published, how many of them were read anew, the names passed over."""

    documents: list[dict]
    findings: list[dict]
    fresh: int
    published: bool
    skipped: list[str]

    @property
    def failed(self) -> bool:
        return any(d["status"] == "gagal" for d in self.documents)

    @property
    def waiting(self) -> bool:
        """Whether a document was left for the next run because somebody was still writing to it."""
        return any(f["code"] == "masih-ditulis" for f in self.findings)

    @property
    def errors(self) -> bool:
        return any(f["severity"] == "error" for f in self.findings)


@dataclass(frozen=True)
class Task:
    """A document that the store does not know: its entry, what is known of it, the mark it is kept under, and its reading where nothing needs to be opened."""

    entry: Entry
    about: dict
    mark: str
    reading: dict | None


def version() -> str:
    """The version of the reading code, its words and its libraries: equal versions give equal readings."""
    digest = hashlib.sha256()
    for file in sorted(path for folder in (CODE, CODE.parent / "schemas") for path in folder.rglob("*") if path.suffix in SOURCES):
        digest.update(file.read_bytes())
    for name in LIBRARIES:
        digest.update(metadata.version(name).encode())
    return digest.hexdigest()[:16]


def run(raw: str | os.PathLike, processed: Path, readings: Readings, shard: Shard | None = None, progress=None, *, profile: str = "dasar",
        official: Nomenclature | None = None) -> Summary:
    """Read what is new in raw/ and publish all; with a shard read its share alone, and leave it for the run that publishes.

    `readings` reads tasks of a place, a described document and the statuses that are drawn; `profile` names the rules that are told; `official` is a list to compare codes with. Raises RawMissingError, ResultsAmongDocumentsError, and lock.LockedError while another run holds the folder.
    """
    # What cannot be listed is not empty: its documents would leave the tables.
    if not (remote.is_there(str(raw)) if remote.is_address(raw) else Path(raw).is_dir() and os.access(raw, os.R_OK | os.X_OK)):
        raise RawMissingError(raw)
    if not remote.is_address(raw) and Path(processed).resolve().is_relative_to(Path(raw).resolve()):
        raise ResultsAmongDocumentsError(raw)
    gc.set_threshold(LIVING)
    code = version()
    settings = {"code": code, "profil": profile, "nomenklatur": official.sha256 if official else None}
    # Listed while the store is looked through.
    beside = ThreadPoolExecutor(1)
    listed = beside.submit(entries.entries, raw)
    beside.shutdown(wait=False)
    with store.open_store(processed, part=shard.name if shard else "") as kept:
        found, skipped = listed.result()
        drawn = shown.statuses(len(found))
        if new := [entry.name for entry in found if entry.name not in kept.sources]:
            _get_ready(new)
        if shard:
            # What needs no opening is left to the run that publishes, which sees all names.
            share = [task for task in tasks(kept, [e for e in found if shard.holds(e.name)], code, drawn) if task.reading is None]
            done = _read(kept, share, drawn, readings, progress, lambda _: None)
            _put_off(kept, share)
            return Summary(done, [], len(done), False, skipped)
        gone = store.forget_missing(kept, [entry.name for entry in found])
        wanted = list(tasks(kept, found, code, drawn))
        adopted = shards.adopt(kept, processed, {t.entry.name: [(t.about["sha256"], mark) for mark in marks(t.mark, drawn)] for t in wanted if t.reading is None})
        # New content under an old name shows only now.
        if wanted:
            publish.get_ready()
        unread = [task for task in wanted if task.entry.name not in adopted]
        with judging.beside(kept) as judge:
            fresh = _read(kept, unread, drawn, readings, progress, judge)
        _put_off(kept, unread)
        current = not (gone or adopted or fresh) and publish.is_current(processed, kept, settings)
        if not current:
            publish.publish(kept, processed, settings=settings, nomenclature=official.names if official else ())
    documents, findings = _published(processed)
    return Summary(documents, findings, len(fresh) + len(adopted), not current, skipped)


def _get_ready(names: list[str]) -> None:
    """Load what reading documents of some names and publishing need while files are hashed."""
    workers.get_ready(names)
    publish.get_ready()


def _published(processed: Path) -> tuple[list[dict], list[dict]]:
    """The documents and findings as published: the rules over all tables may withhold a document that was read."""
    tables = {name: duckdb.read_parquet(str(processed / "parquet" / f"{name}.parquet")) for name in ("documents", "findings")}
    documents = _rows(tables["documents"].order("path"))
    paths = {row["document_id"]: row["path"] for row in documents}
    findings = [{**row, "path": paths.get(row["document_id"])} for row in _rows(tables["findings"])]
    return documents, sorted(findings, key=lambda f: (f["path"] or "", f["code"], f["source"] or ""))


def _rows(relation) -> list[dict]:
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def tasks(kept, found: list[Entry], code: str, drawn: Collection[str]) -> Iterator[Task]:
    """What the store does not know yet, or without the pictures of its pages though they are `drawn`; the first of equal bytes, in the order of names, is the one that is read."""
    first: dict[str, str] = {}
    for entry in found:
        about, refused = _known(kept, entry) or _described(entry)
        # What could not be hashed equals nothing but itself.
        original = first.setdefault(about["sha256"] or entry.name, entry.name)
        if refused:
            mark, reading = f"{code}:{refused}", document.refusal(about, refused.code, refused.words)
        elif original != entry.name:
            mark, reading = f"{code}:{original}", document.duplicate(about, original)
        else:
            mark, reading = code, None
        if kept.sources.get(entry.name, ())[:2] not in [(about["sha256"], known) for known in marks(mark, drawn)]:
            yield Task(entry, about, mark, reading)


def marks(mark: str, drawn: Collection[str]) -> tuple[str, ...]:
    """The marks of readings that serve where one is asked for: those without pictures do if not all documents are drawn."""
    return (mark,) if "bersih" in drawn else (mark, mark + UNDRAWN)


def _known(kept, entry: Entry) -> tuple[dict, None] | None:
    """What is known of an object that bears the mark under which the store keeps it, and so need not be fetched; a file in a folder is always hashed."""
    sha256, _, mark, _ = kept.sources.get(entry.name, ("", "", "", ""))
    return (document.about(entry.name, sha256, remote.size(mark)), None) if sha256 and mark and mark == entry.stamp else None


def _described(entry: Entry) -> tuple[dict, Refused | None]:
    """What is known of an entry unread, and why it stays so; a file may vanish, or forbid reading, between the listing and its turn."""
    if entry.refused:
        return document.about(entry.name), entry.refused
    try:
        return document.describe(entry.place, entry.name), None
    except Refused as refused:
        return document.about(entry.name), refused
    except OSError as error:
        return document.about(entry.name), Refused("berkas-tak-terbaca", {"sebab": error.strerror or type(error).__name__})


def _read(kept, wanted: list[Task], drawn: Collection[str], readings: Readings, progress, judge: Callable[[str], None]) -> list[dict]:
    """Read what is wanted and keep what comes, each to be judged; gives the rows of the documents table."""
    done: list[dict] = []
    unopened = [Read(k, task.reading, 0.0) for k, task in enumerate(wanted) if task.reading]
    opened = [task for task in wanted if not task.reading]
    for these, reads in ((wanted, unopened), (opened, readings([(task.entry.place, task.about, drawn) for task in opened]))):
        for read in reads:
            row = _keep(kept, read.reading, these[read.task])
            log.info("document", extra=dict(path=row["path"], outcome=row["status"], seconds=round(read.seconds, 3), worker_peak_mib=read.mib))
            done.append(row)
            judge(row["document_id"])
            if progress:
                progress(row, len(done), len(wanted))
    return done


def _keep(kept, reading: dict, task: Task) -> dict:
    """Keep a reading, or the refusal of one with a value that no table takes; gives its row of the documents table."""
    # A reading kept under no mark is known to no run, and so is made again by the next.
    mark = "" if _is_passing(reading) else task.mark + UNDRAWN if reading.get("pictures") == [] else task.mark
    content = remote.content_mark(task.entry.place, task.entry.stamp)
    try:
        store.put(kept, reading, mark, content)
    except ValueError as error:
        log.exception("reading of %s is not kept", task.about["path"])
        reading = document.refusal(task.about, "pembaca-gagal", {"sebab": type(error).__name__})
        store.put(kept, reading, mark, content)
    return reading["documents"][0]


def _put_off(kept, read: list[Task]) -> None:
    """Leave to the next run what grew while it was read; asked when all is read, and judged."""
    for task in _written_to([task for task in read if not task.reading]):
        store.put(kept, document.refusal(task.about, "masih-ditulis"), "")


def _is_passing(reading: dict) -> bool:
    """Whether the cause of a refusal may have gone by the next run."""
    return any(vocabulary("findings").get(finding["code"], {}).get("again") for finding in reading["findings"])


def _written_to(tasks: list[Task]) -> list[Task]:
    """The documents whose files changed since they were listed; files touched just now are given a moment to show that somebody still writes."""
    quiet = vocabulary("limits")["berkas"]["detik_tenang"]
    ages = [time.time() - os.stat(task.entry.place).st_mtime for task in tasks if os.path.exists(task.entry.place)]
    if young := [age for age in ages if age < quiet]:
        time.sleep(min(quiet, quiet - min(young)))
    return [task for task in tasks if entries.stamp(task.entry.place) != task.entry.stamp]
