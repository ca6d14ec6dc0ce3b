"""Several works on the tables being published, at one time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import duckdb

Work = Callable[[duckdb.DuckDBPyConnection], None]


def side_by_side(connection: duckdb.DuckDBPyConnection, works: Sequence[Work]) -> None:
    """Do works that do not touch each other, each with a connection of its own to the tables being published; the first in this thread.

    A call to stop reaches this thread alone: Python works belong here, those of the others are queries, which are interrupted.
    """
    cursors = [connection.cursor() for _ in works]
    (places,) = connection.execute("SELECT current_setting('search_path')").fetchone()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            for cursor in cursors:
                # A cursor is a connection of its own, with settings of its own.
                cursor.execute(f"SET search_path = '{places}'")
            others = [pool.submit(work, cursor) for work, cursor in zip(works[1:], cursors[1:])]
            works[0](cursors[0])
            for other in others:
                other.result()
        except BaseException:
            # The end of the block waits for all works: those not begun are dropped and the queries cut short before it.
            pool.shutdown(wait=False, cancel_futures=True)
            for cursor in cursors:
                cursor.interrupt()
            raise
