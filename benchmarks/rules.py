"""What the rules cost: `python -m benchmarks.rules [--nodes N] [FILE_OR_FOLDER …]`.

First a clean publication repeated until it has so many nodes, twice as many each time: seconds must grow with the nodes. Then, for documents given, the rules'
share of their reading.
"""

from __future__ import annotations

import time
from pathlib import Path

import click
import pandas as pd

from benchmarks.books import books
from pipeline import document
from pipeline.validation import rules
from pipeline.validation.tables import typed_rows
from schemas import keys
from tests.clean import clean, frames

IDS = ("document_id", "node_id", "parent_id", "indicator_id", "same_as_node_id", "supports_indicator_id", "path")


def repeated(times: int) -> dict[str, pd.DataFrame]:
    """The frames of the clean publication, so many times, each with ids of its own."""
    one = frames(clean())
    copies = lambda frame: [frame.assign(**{name: frame[name] + f"-{k}" for name in IDS if name in frame}) for k in range(times)]
    return {table: pd.concat(copies(frame), ignore_index=True) for table, frame in one.items()}


def timed(given: dict[str, pd.DataFrame]) -> tuple[float, int]:
    """Processor seconds of all rules, and the findings."""
    start = time.process_time()
    found = rules.judge(given)
    return time.process_time() - start, len(found)


@click.command(help=__doc__)
@click.option("--nodes", default=100_000, show_default=True)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(nodes: int, paths: tuple[Path, ...]):
    each = len(clean()["nodes"])
    for part in (4, 2, 1):
        given = repeated(nodes // each // part)
        seconds, found = timed(given)
        print(f"{len(given['nodes']):>7} nodes: {seconds:.1f} s, {found} findings")
    start = time.process_time()
    readings = [document.read(path, path.name) for path in books(paths)]
    reading = time.process_time() - start
    if readings:
        seconds, found = timed({table: typed_rows(table, [row for one in readings for row in one[table]]) for table in keys.READ_TABLES})
        print(f"{len(readings)} documents: reading {reading:.1f} s, rules {seconds:.2f} s ({seconds / reading:.1%}), {found} findings")


if __name__ == "__main__":
    main()
