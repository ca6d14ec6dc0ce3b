"""How fast this machine is just now, by a work that nothing of ours changes: machines of one kind differ by half, and one machine from hour to hour.

`python -m benchmarks.machine` prints it.
"""

from __future__ import annotations

import os
import statistics
import time
from multiprocessing import Pool

CORES = 2
TIMES, ROUNDS, WORDS = 5, 12, 100_000


def work(core: int | None) -> float:
    """The seconds that some words take to be made, kept and sorted, on one core where the system knows them."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    start = time.perf_counter()
    for _ in range(ROUNDS):
        words = {f"{number * 7919 % 1_000_003}": number for number in range(WORDS)}
        sorted(words, key=words.get, reverse=True)
    return time.perf_counter() - start


def tell() -> None:
    """Print the seconds of the work on one core, and how many times as much two cores do at once, by processes that share nothing."""
    cores = sorted(os.sched_getaffinity(0))[:CORES] if hasattr(os, "sched_getaffinity") else [None] * CORES
    with Pool(len(cores)) as pool:
        times = [[max(pool.map(work, these, chunksize=1)) for these in (cores[:1], cores)] for _ in range(TIMES)]
    alone, together = (statistics.median(took) for took in zip(*times))
    every = [took for pair in times for took in pair]
    beside = f", {CORES} cores do {CORES * alone / together:.2f} times as much as one" if len(cores) == CORES else ""
    print(f"this machine just now: a work of pure Python takes {alone:.2f} s ({min(every):.2f} to {max(every):.2f}){beside}")


if __name__ == "__main__":
    tell()
