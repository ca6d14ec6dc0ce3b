"""The nightly examples of docs/operasi.md, run as cron and systemd would run them: in their narrow surroundings."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.drawing import boxes, workbook
from tests.test_reading import MERGED

ROOT = Path(__file__).parent.parent
CRON = {"HOME": "/", "LOGNAME": "nobody", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
SYSTEMD = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin"}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="cron and systemd")


@pytest.fixture
def folder(tmp_path):
    """The program as it is installed, with one document."""
    for part in ("pipeline", "schemas"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (python := tmp_path / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    python.chmod(0o755)
    (tmp_path / "raw").mkdir()
    workbook(tmp_path / "raw" / "a.xlsx", boxes(MERGED), title=["CASCADING DINAS"])
    return tmp_path


def blocks(folder):
    """The blocks of code of the docs, as they are on a machine where the program is in a folder."""
    text = (ROOT / "docs" / "operasi.md").read_text(encoding="utf-8")
    return [block.replace("FOLDER", str(folder)) for block in re.findall(r"^```\n(.*?)^```$", text, re.S | re.M)]


def units(folder):
    """The service and the timer."""
    return [block for block in blocks(folder) if "[Unit]" in block]


def publishes(folder, command, env, cwd):
    """Whether a command reads and publishes what is new, and the next night has nothing to say."""
    nights = [subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True) for _ in range(2)]
    assert [night.returncode for night in nights] == [0, 0], nights
    return (folder / "processed" / "datapackage.json").exists() and nights[0].stdout != "" and (nights[1].stdout, nights[1].stderr) == ("", "")


def test_the_line_for_cron(folder):
    (line,) = [block for block in blocks(folder) if re.match(r"[\d*]+ ", block)]
    *_, command = line.strip().split(maxsplit=5)
    assert "%" not in command, "cron takes it for the end of a line"
    assert publishes(folder, ["/bin/sh", "-c", command], CRON, "/")


def test_the_service_of_systemd(folder):
    service = ConfigParser(interpolation=None)
    service.optionxform = str
    service.read_string(units(folder)[0])
    assert publishes(folder, shlex.split(service["Service"]["ExecStart"]), SYSTEMD, service["Service"]["WorkingDirectory"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_finds_no_fault_with_the_units(folder):
    for ending, unit in zip(("service", "timer"), units(folder), strict=True):
        (folder / f"cascading.{ending}").write_text(unit)
    told = subprocess.run(["systemd-analyze", "verify", folder / "cascading.timer", folder / "cascading.service"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    # It reads the machine's own units as well, which are no concern of ours.
    assert [line for line in told.stdout.splitlines() if "cascading" in line] == []
