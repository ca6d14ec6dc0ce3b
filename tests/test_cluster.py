"""A cluster of two processes, and an object store: what crashes or hangs is blamed alone, the rest is as if read here."""

from __future__ import annotations

from functools import partial

import dask
import pytest
from distributed import LocalCluster

from pipeline import batch
from pipeline.cluster import ClusterError, read_on
from pipeline.workers import readings
from tests.drawing import boxes, workbook
from tests.odd_readers import odd_reader
from tests.test_reading import MERGED

NAMES = [{17: "17 mati", 33: "33 macet"}.get(k, f"{k:02}") for k in range(50)]


@pytest.fixture
def cluster():
    with dask.config.set({"distributed.worker.daemon": False}):
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as local:
            yield local.scheduler_address


def tables(folder):
    return {file.name: file.read_bytes() for file in (folder / "csv").glob("*.csv")}


def test_a_crash_and_a_hang_among_fifty_are_blamed_and_the_rest_is_as_read_here(tmp_path, cluster):
    raw = tmp_path / "raw"
    raw.mkdir()
    for k, name in enumerate(NAMES):
        workbook(raw / f"{name}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {k}"])
    there = batch.run(raw, tmp_path / "there", partial(read_on, cluster, reader=odd_reader, seconds=6))
    batch.run(raw, tmp_path / "here", partial(readings, count=2, reader=odd_reader, seconds=6))
    assert {f["path"]: f["code"] for f in there.findings if f["severity"] == "error"} == {"17 mati.xlsx": "pembaca-mati", "33 macet.xlsx": "batas-waktu"}
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_cluster_of_another_version_is_refused(cluster, monkeypatch):
    monkeypatch.setattr(batch, "LIBRARIES", ())
    with pytest.raises(ClusterError, match="lain versinya"):
        list(read_on(cluster, []))


def test_a_cluster_that_is_not_there_is_told():
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(ClusterError, match="tidak terjangkau"):
        list(read_on("tcp://127.0.0.1:9", []))
