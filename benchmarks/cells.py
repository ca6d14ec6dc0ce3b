"""Our cells against pdfplumber's `extract_tables`, on the same pages in one run: `python -m benchmarks.cells [FILE …]`."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path

import pdfplumber

from pipeline.extractors import pdf

EXAMPLE = Path(__file__).parent.parent / "raw" / "contoh" / "cascading-dinas-sosial.pdf"
ROUNDS = 5


def ours(path: Path) -> int:
    """Read all cells with our reader; gives the number of pages."""
    return pdf.read(path).pages


def theirs(path: Path) -> int:
    """Read all tables with pdfplumber; gives the number of pages."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()
        return len(document.pages)


def seconds(read, paths) -> tuple[float, int]:
    """Seconds of one pass over the files, and their pages."""
    start = time.perf_counter()
    pages = sum(read(path) for path in paths)
    return time.perf_counter() - start, pages


def main(paths: list[Path]):
    """Print seconds, pages per second, the ratio of the medians, and peak memory after our passes and after all."""
    ours_took = [seconds(ours, paths)[0] for _ in range(ROUNDS)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs_took, pages = zip(*(seconds(theirs, paths) for _ in range(ROUNDS)))
    mine, other = statistics.median(ours_took), statistics.median(theirs_took)
    print(f"{pages[0]} pages, {ROUNDS} rounds")
    print(f"ours        {mine:.3f} s  {pages[0] / mine:.0f} pages/s  peak {peak:.0f} MiB")
    print(f"pdfplumber  {other:.3f} s  {pages[0] / other:.0f} pages/s  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    print(f"ratio       {other / mine:.1f}")


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]] or [EXAMPLE])
