"""Many documents: `python -m benchmarks.scale [--documents N] [--folder DIR]` draws N one-page documents and measures whole runs over them.

Each run is a process of its own on as many cores as it has workers, timed from start to end. Documents that the folder holds from an earlier measurement are
not drawn again.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import click

from benchmarks import machine
from pipeline import batch
from pipeline.workers import readings

HEAD = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "SATUAN", "TARGET 2025", "TARGET 2026", "PAGU 2025"]
ROWS, ROWS_OF_PROGRAM, ROWS_OF_SASARAN = 24, 4, 12
ORGANISATIONS = 50
SPEED_DOCUMENTS = 1000
# Machines falter: what is compared is measured by turns, of which the median counts.
ROUNDS = 3
TOLD_EVERY = 1000


def draw(path: Path) -> None:
    """Draw the document of a numbered name: a cascade of 33 rows on one page, unlike that of any other number, and at odds with none."""
    from tests.drawing import boxes, page_table, workbook  # runs that are measured draw nothing

    number = int(path.stem)
    cells, title = boxes([HEAD, *(_row(number, row) for row in range(ROWS))]), [f"CASCADING DINAS CONTOH {number % ORGANISATIONS}"]
    fresh = path.with_suffix(".part")
    (workbook if path.suffix == ".xlsx" else page_table)(fresh, cells, title=title)
    fresh.rename(path)


def _row(number: int, row: int) -> list[str]:
    tujuan = "^" if row else f"Meningkatkan mutu layanan {number}"
    sasaran = "^" if row % ROWS_OF_SASARAN else f"Meningkatnya tertib {row}"
    program, indicator = ("^", "^") if row % ROWS_OF_PROGRAM else (f"Program Data {row} kantor {number}", f"Persentase data {row} lengkap")
    return [tujuan, sasaran, program, indicator, f"Pendataan wilayah {row} kantor {number}", f"Jumlah laporan {row}", "Laporan", str(number + row), str(number + row + 1), f"{row + 1}.000.000"]


def drawn(folder: Path, count: int) -> Path:
    """The folder with the first `count` documents, workbooks and PDFs by turns."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:06}{'.pdf' if number % 2 else '.xlsx'}" for number in range(count)]
    for path in set(folder.iterdir()) - set(paths):
        path.unlink()
    with Pool() as pool:
        pool.map(draw, [path for path in paths if not path.exists()], chunksize=20)
    return folder


def run(raw: str, processed: str, workers: str) -> None:
    """Run the pipeline in this process; prints the documents read, the process's own peak in MiB, and its memory on the way, as JSON."""
    if hasattr(os, "sched_setaffinity"):  # what we start stays on our cores
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(workers)])
    peaks: list[int] = []
    told = lambda _, done, __: done % TOLD_EVERY or peaks.append(_peak())
    summary = batch.run(raw, Path(processed), partial(readings, count=int(workers)), progress=told)
    print(json.dumps([summary.fresh, _peak(), peaks]))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measured(what: str, raw: Path, processed: Path, workers: int) -> float:
    """Print what a run in a process of its own cost; gives its seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.scale", "--run", str(raw), str(processed), str(workers)]
    fresh, peak, peaks = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    seconds = time.perf_counter() - start
    print(f"{what:24} {seconds:7.1f} s  {fresh:6} read  {fresh / seconds:6.1f} documents/s  peak of the parent {peak} MiB")
    if peaks:
        print(f"{'':24} peak at each {TOLD_EVERY} documents read: {' '.join(map(str, peaks))} MiB")
    return seconds


@click.command(help=__doc__)
@click.option("--documents", default=1000, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=Path(tempfile.gettempdir()) / "scale", show_default=True)
def main(documents: int, folder: Path):
    raw, few = drawn(folder / "raw", documents), folder / "few"
    anew(few).mkdir()
    for path in sorted(raw.iterdir())[:SPEED_DOCUMENTS]:
        os.link(path, few / path.name)
    ratios = []
    for _ in range(ROUNDS):
        machine.tell()
        one, two = (measured(f"{count} worker(s), all new", few, anew(folder / name), count) for count, name in ((1, "one"), (2, "two")))
        ratios.append(one / two)
    print(f"2 workers are {statistics.median(ratios):.2f} times as fast as 1 ({' '.join(f'{ratio:.2f}' for ratio in ratios)})")
    measured(f"to {documents} documents", raw, folder / "all", 2)
    measured("nothing new", raw, folder / "all", 2)
    for _ in range(ROUNDS):
        machine.tell()
        draw(raw / f"{time.time_ns() // 1000}.xlsx")
        measured("one new document", raw, folder / "all", 2)


def anew(folder: Path) -> Path:
    """The folder without what an earlier run left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


if __name__ == "__main__":
    run(*sys.argv[2:]) if sys.argv[1:2] == ["--run"] else main()
