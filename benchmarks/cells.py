"""Our reading against pdfplumber's `extract_tables`, on the same pages in one run: `python -m benchmarks.cells [--rows] [FILE …]`.

Each reader runs in processes of its own, so that its peak memory is its own. `--rows`: ours goes on from cells to the rows of the tables, once.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pdfplumber

from pipeline import document
from pipeline.extractors import pdf

EXAMPLE = Path(__file__).parent.parent / "raw" / "contoh" / "cascading-dinas-sosial.pdf"
ROUNDS = 5


def cells(path: Path) -> int:
    """Read all cells with our reader; gives the number of pages."""
    return pdf.read(path).pages


def rows(path: Path) -> int:
    """Read a document to the rows of all tables; gives the number of pages."""
    return document.read(path, path.name)["documents"][0]["pages"]


def theirs(path: Path) -> int:
    """Read all tables with pdfplumber; gives the number of pages."""
    with pdfplumber.open(path) as opened:
        for page in opened.pages:
            page.extract_tables()
            page.close()
        return len(opened.pages)


def measure(reader: str, rounds: int, paths: list[str]):
    """Print pages, the median seconds of the rounds and the peak memory of this process in MiB, as JSON."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        pages = sum(READERS[reader](Path(path)) for path in paths)
        took.append(time.perf_counter() - start)
    print(json.dumps([pages, statistics.median(took), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def measured(reader: str, rounds: int, paths: list[str]) -> list[float]:
    """What `measure` prints in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.cells", "--measure", reader, str(rounds), *paths]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(arguments: list[str]):
    """Print pages per second, peaks and the ratio."""
    whole = "--rows" in arguments
    paths = [path for path in arguments if path != "--rows"] or [str(EXAMPLE)]
    ours, rounds = ("rows", 1) if whole else ("cells", ROUNDS)
    results = {reader: measured(reader, rounds, paths) for reader in (ours, "theirs")}
    for reader, (pages, seconds, peak) in results.items():
        print(f"{reader:7} {pages} pages  {seconds:.3f} s  {pages / seconds:.0f} pages/s  peak {peak:.0f} MiB")
    print(f"ratio   {results['theirs'][1] / results[ours][1]:.1f}")


READERS = {"cells": cells, "rows": rows, "theirs": theirs}

if __name__ == "__main__":
    measure(sys.argv[2], int(sys.argv[3]), sys.argv[4:]) if sys.argv[1:2] == ["--measure"] else main(sys.argv[1:])
