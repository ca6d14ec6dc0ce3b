"""Reading on a Dask cluster: each document goes to a machine of the cluster, and there to a worker process with limits."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import replace

from pipeline import batch, document
from pipeline.workers import Read, Reader, readings

log = logging.getLogger(__name__)
GROUP = 8


class ClusterError(RuntimeError):
    """A cluster that cannot read as this machine would; its text says why."""


def read_on(address: str, tasks: list[tuple], reader: Reader = document.read_described, seconds: float | None = None) -> Iterator[Read]:
    """The readings of tasks, as workers take them, as they come from the cluster whose scheduler is at an address; raises ClusterError."""
    from distributed import Client

    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"penjadwal {address} tidak terjangkau") from error
    with client:
        _agree(client)
        # A process is started per group, not per document: on a machine of the cluster that costs half a second.
        size = max(1, min(GROUP, len(tasks) // (2 * sum(client.ncores().values()))))
        # To Dask equal calls are one call: a document that is asked for again must be read again.
        with client.get_executor(pure=False) as executor:
            yield from _read(executor, [range(len(tasks))[k : k + size] for k in range(0, len(tasks), size)], tasks, reader, seconds)


def _agree(client) -> None:
    """Make sure that what the cluster reads is what this machine would read, under the same limits."""
    if set(client.run(batch.version).values()) - {batch.version()}:
        raise ClusterError("program di pekerja lain versinya; pasang versi yang sama")
    if any(client.run(_is_daemon).values()):
        raise ClusterError("jalankan dask worker dengan DASK_DISTRIBUTED__WORKER__DAEMON=False, supaya tiap dokumen mendapat prosesnya sendiri")


def _is_daemon() -> bool:
    # Python lets no daemon process start others, as the workers of documents are.
    return multiprocessing.current_process().daemon


def _read(executor: Executor, groups: list[range], tasks: list[tuple], reader: Reader, seconds: float | None) -> Iterator[Read]:
    """The readings of each group as they come; a machine that is lost for good costs the group it was reading."""
    from distributed import KilledWorker

    asked = {executor.submit(_read_group, [tasks[k] for k in group], reader, seconds): group for group in groups}
    for future in as_completed(asked):
        # Let go of at once: a future that is still held keeps its readings in memory.
        group = asked.pop(future)
        try:
            yield from (replace(read, task=group[read.task]) for read in future.result())
        except KilledWorker as lost:
            log.error("machine lost: %s", lost)
            yield from (Read(k, document.refusal(tasks[k][1], "pembaca-mati"), 0.0) for k in group)


def _read_group(tasks: list[tuple], reader: Reader, seconds: float | None) -> list[Read]:
    return list(readings(tasks, 1, reader, seconds))
