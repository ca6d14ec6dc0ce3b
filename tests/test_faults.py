"""Runs that are cut short: the outputs stay whole, and the next run completes them."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time

import pytest

from tests.drawing import boxes, workbook
from tests.test_reading import MERGED


def command(raw, out):
    return [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--processed", str(out), "--workers", "2"]


def many(folder, count):
    folder.mkdir()
    for k in range(count):
        workbook(folder / f"{k:02}.xlsx", boxes(MERGED), title=[f"CASCADING DINAS {k}"])
    return folder


def published(folder):
    """The bytes of what is published, but for the database, whose tables are compared elsewhere."""
    files = [p for p in folder.rglob("*") if p.is_file() and ".keadaan" not in p.parts and p.suffix != ".duckdb" and p.name != "datapackage.json"]
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def whole(folder):
    """Whether every file that the manifest names is there as it says, or nothing is published yet."""
    manifest = folder / "datapackage.json"
    if not manifest.exists():
        return True
    resources = json.loads(manifest.read_text())["resources"]
    return all((folder / r["path"]).exists() for r in resources)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs signals")
@pytest.mark.parametrize("after", [0.3, 0.9, 1.3, 1.7, 2.2])
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_a_run_cut_short_is_completed_by_the_next(tmp_path, after, how):
    raw = many(tmp_path / "raw", 12)
    subprocess.run(command(raw, tmp_path / "good"), check=True, capture_output=True)
    cut = subprocess.Popen(command(raw, tmp_path / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    cut.send_signal(getattr(signal, how))
    code = cut.wait()
    assert code in ({-9} if how == "SIGKILL" else {143, -15}) | {0}
    assert whole(tmp_path / "out")
    subprocess.run(command(raw, tmp_path / "out"), check=True, capture_output=True)
    assert published(tmp_path / "out") == published(tmp_path / "good")
