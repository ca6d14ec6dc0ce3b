"""Documents judged by the rules beside the reading of others, so that a publication need not wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import duckdb

from pipeline.store import Store, settle

# Rules cost a third of a second however few documents they see.
TOGETHER = 400


@contextmanager
def beside(store: Store) -> Iterator[Callable[[str], None]]:
    """Within the block the documents whose ids are given, once put into the store, are judged so many at a time; those left are the publication's."""
    given: list[str] = []
    works = []

    def take(document_id: str) -> None:
        given.append(document_id)
        if len(given) == TOGETHER:
            settle(store)
            works.append(pool.submit(_judge, store.connection.cursor(), tuple(given)))
            given.clear()

    pool = ThreadPoolExecutor(1)
    try:
        yield take
    finally:
        pool.shutdown(cancel_futures=True)
    for work in works:
        if not work.cancelled():
            work.result()


def _judge(connection: duckdb.DuckDBPyConnection, documents: tuple[str, ...]) -> None:
    # It brings pandas and pandera, which a run with little to read does not wait for.
    from pipeline import derive

    with connection:
        derive.judge(connection, list(documents))
