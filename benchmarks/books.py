"""Whole runs over books against pdfplumber's `extract_tables` on the same pages: `python -m benchmarks.books [--rounds N] FILE_OR_FOLDER …`.

A run is `python -m pipeline run` with one worker into an empty folder, from its start to the published tables. Both are kept to one core; a round is a run, theirs, and a run again, of which the mean counts.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from benchmarks import machine
from benchmarks.cells import measured


def books(paths: tuple[Path, ...]) -> list[Path]:
    """The PDFs among some paths, those below folders included."""
    return sorted(book for path in paths for book in (path.rglob("*.pdf") if path.is_dir() else [path]))


def ours(paths: list[Path]) -> float:
    """The seconds of a whole run over some documents."""
    with tempfile.TemporaryDirectory() as folder:
        raw, processed = Path(folder) / "raw", Path(folder) / "processed"
        raw.mkdir()
        for number, path in enumerate(paths):
            # With its time: a run gives a file written just now a moment to grow.
            shutil.copy2(path, raw / f"{number:03}-{path.name}")
        start = time.perf_counter()
        command = [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--processed", str(processed), "--workers", "1"]
        done = subprocess.run(command, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if not (processed / "datapackage.json").exists():
            sys.exit(done.stderr)
        return seconds


@click.command(help=__doc__)
@click.option("--rounds", default=3, show_default=True)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(rounds: int, paths: tuple[Path, ...]):
    if hasattr(os, "sched_setaffinity"):  # what we start stays on our core
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    documents, ratios = books(paths), []
    for _ in range(rounds):
        machine.tell()
        before = ours(documents)
        pages, theirs, _ = measured("theirs", 1, [str(path) for path in documents])
        # A run is short beside theirs: of one alone the luck of a moment would tell.
        run = (before + ours(documents)) / 2
        ratios.append(theirs / run)
        print(f"{len(documents)} documents, {pages} pages: a run {run:.1f} s, pdfplumber {theirs:.1f} s, ratio {ratios[-1]:.1f}")
    print(f"median ratio {statistics.median(ratios):.1f}")


if __name__ == "__main__":
    main()
