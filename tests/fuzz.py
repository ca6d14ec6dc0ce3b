"""Documents with random damage: `python -m tests.fuzz --seconds 300` reads them until the time is over and keeps those that no reader foresaw.

Each must give a reading whose status is bersih, tinjau or bukan_dokumen, or a refusal with a reason; and tables that can be kept and published.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import tempfile
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import duckdb

from pipeline import document, log, publish, store
from pipeline.store import open_store
from pipeline.workers import Reader, readings
from tests import contoh
from tests.books import BUDGET, GOALS, STAIRCASE, book
from tests.drawing import boxes, page_table, workbook
from tests.test_reading import MERGED
from tests.test_word import CELLS, word

FAULTS = ("pembaca-gagal", "pembaca-mati", "tabel-tidak-sah")
BATCH = 40
SECONDS = 20
WORKERS = 2


def drawn(folder: Path) -> list[Path]:
    """The documents that damage begins with."""
    contoh.make(folder)
    word(folder / "contoh.docx", CELLS, "CASCADING DINAS SOSIAL TAHUN 2021-2026")
    workbook(folder / "kecil.xlsx", boxes(MERGED), title=["CASCADING DINAS"])
    page_table(folder / "kecil.pdf", boxes(MERGED), title=["CASCADING DINAS"], ruling="rects", nup=2)
    book(folder / "buku.pdf", [(GOALS, 3), (STAIRCASE, 1), (BUDGET, 4)])
    return sorted(path for path in folder.iterdir() if path.is_file())


def damaged(content: bytes, luck: random.Random) -> bytes:
    """The content with one to three random faults, in its bytes or within its parts or streams."""
    for _ in range(luck.randint(1, 3)):
        inner = _zip if content[:2] == b"PK" else _streams
        content = luck.choice((inner, inner, _bytes))(content, luck)
    return content


def _bytes(content: bytes, luck: random.Random) -> bytes:
    """Some bytes other than they were, a stretch gone or doubled, or the end cut off."""
    if len(content) < 2:
        return content
    at, size = luck.randrange(len(content)), luck.choice((1, 2, 8, 64, 1024))
    kind = luck.choice(("flip", "flip", "gone", "twice", "cut", "number"))
    if kind == "flip":
        changed = bytearray(content)
        for k in range(luck.randint(1, 20)):
            changed[luck.randrange(len(changed))] = luck.randrange(256)
        return bytes(changed)
    if kind == "number" and (numbers := list(re.finditer(rb"\d+", content))):
        found = luck.choice(numbers)
        other = luck.choice((b"0", b"-1", b"1e9", b"99999999999999999999", b"4294967296", b"NaN", b""))
        return content[: found.start()] + other + content[found.end():]
    return content[:at] + {"gone": b"", "twice": content[at : at + size] * 2}.get(kind, b"") + (b"" if kind == "cut" else content[at + size:])


def _zip(content: bytes, luck: random.Random) -> bytes:
    """A part of the zip gone, emptied, damaged, or in the place of another."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _bytes(content, luck)
    if not parts:
        return content
    k = luck.randrange(len(parts))
    name, data = parts[k]
    parts[k] = (name, luck.choice((b"", _bytes(data, luck), _bytes(data, luck), _tags(data, luck), _tags(data, luck), luck.choice(parts)[1])))
    if luck.random() < 0.15:
        del parts[k]
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(*part)
    return copy.getvalue()


def _tags(data: bytes, luck: random.Random) -> bytes:
    """XML that is still well formed: a value of an attribute or a text other than it was, or an attribute gone."""
    found: dict[bytes, list[re.Match]] = {}
    for hit in re.finditer(rb'\s([\w:]+)="([^"<]*)"|>([^<>]+)<', data):
        found.setdefault(hit[1] or b"", []).append(hit)
    if not found:
        return data
    hit = luck.choice(found[luck.choice(sorted(found))])
    if hit[1] and luck.random() < 0.3:
        return data[: hit.start()] + data[hit.end():]
    first, last = hit.span(2 if hit[1] else 3)
    other = luck.choice((b"", b"-1", b"0", b"99999999999", b"1e400", b"NaN", b"inf", b"x", b"A0", b"ZZZZ9", b"true", b"&#x1F;", "é\u202e".encode(), b"9" * 400))
    return data[:first] + other + data[last:]


def _streams(content: bytes, luck: random.Random) -> bytes:
    """A stream of a PDF with its content damaged, packed again or left plain."""
    found = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S))
    if not found:
        return _bytes(content, luck)
    hit = luck.choice(found)
    try:
        inner = zlib.compress(_bytes(zlib.decompress(hit[1]), luck))
    except zlib.error:
        inner = _bytes(hit[1], luck)
    return content[: hit.start(1)] + inner + content[hit.end(1):]


def faults(paths: list[Path], folder: Path, reader: Reader = document.read_described) -> Iterator[tuple[Path, str]]:
    """The files whose reading nobody foresaw, each with what went wrong; a reading that cannot be kept or published among them."""
    tasks = [(str(path), document.describe(path, path.name)) for path in paths]
    with open_store(folder) as kept:
        for read in readings(tasks, WORKERS, reader, SECONDS):
            path, found = paths[read.task], read.reading["findings"]
            yield from ((path, f"{f['code']}: {f['message']}") for f in found if f["code"] in FAULTS)
            try:
                store.put(kept, read.reading, "fuzz")
            except (ValueError, duckdb.Error) as error:
                yield path, f"cannot be kept: {error}"
        publish.publish(kept, folder)
        for row in store.query(kept, f"SELECT d.path, f.message FROM '{folder}/parquet/findings.parquet' f JOIN documents d USING (document_id) WHERE code = 'tabel-tidak-sah'"):
            yield folder / row["path"], f"tabel-tidak-sah: {row['message']}"


def batch(seeds: list[Path], folder: Path, luck: random.Random, keep: Path, size: int = BATCH, reader: Reader = document.read_described) -> Iterator[str]:
    """The faults of some documents with random damage, as they are found; those documents are kept, each with its tracebacks beside it."""
    folder.mkdir()
    log.to_file(noted := folder / "log.jsonl")
    paths = []
    for _ in range(size):
        seed = luck.choice(seeds)
        paths.append(folder / f"{luck.getrandbits(32):08x}-{seed.name}")
        paths[-1].write_bytes(damaged(seed.read_bytes(), luck))
    for path, fault in faults(paths, folder / "processed", reader):
        keep.mkdir(exist_ok=True)
        shutil.copy(folder / path.name, keep)
        if noted.exists():
            shutil.copy(noted, keep / f"{path.name}.jsonl")
        yield f"{keep / path.name}: {fault}"


@click.command()
@click.option("--seconds", default=300, show_default=True)
@click.option("--seed", type=int, default=lambda: time.time_ns() % 1_000_000)
@click.option("--keep", type=click.Path(path_type=Path), default=Path("fuzz"), show_default=True, help="Folder of the documents that failed.")
def main(seconds: int, seed: int, keep: Path):
    """Read documents with random damage for some seconds; exit code 1 where a reading was not foreseen."""
    click.echo(f"seed {seed}")
    luck, until, tried, bad = random.Random(seed), time.monotonic() + seconds, 0, Counter()
    with tempfile.TemporaryDirectory() as place:
        (whole := Path(place, "whole")).mkdir()
        seeds = drawn(whole)
        while time.monotonic() < until:
            for fault in batch(seeds, folder := Path(place, "batch"), luck, keep):
                click.echo(fault)
                bad[fault.split(": ")[1]] += 1
            tried += BATCH
            shutil.rmtree(folder)
    click.echo(f"{tried} documents, {sum(bad.values())} faults {dict(bad)}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
