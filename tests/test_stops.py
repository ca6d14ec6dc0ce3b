"""A run that is called off says so in one sentence."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals")

CUT_WRITER = """
import os, signal
from pathlib import Path
from pipeline.stops import told

def writer():
    try:
        yield
    finally:
        raise ValueError("not in an element")

def write():
    half = writer()
    next(half)
    os.kill(os.getpid(), signal.SIGTERM)

with told(Path(".")):
    write()
"""


def test_a_writer_cut_short_does_not_complain():
    ended = subprocess.run([sys.executable, "-c", CUT_WRITER], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (143, "Dihentikan. Jalankan lagi untuk melanjutkan.\n")

CUT_WHERE_CODE_IS_MADE = """
import os, signal
from pathlib import Path
from pipeline.stops import told

with told(Path(".")):
    # Named tuples and data classes are made so while modules are loaded.
    exec("os.kill(os.getpid(), signal.SIGTERM)")
"""


def test_a_run_cut_short_where_python_makes_code_ends_with_the_code_of_its_signal(tmp_path):
    (tmp_path / "cut.py").write_text(CUT_WHERE_CODE_IS_MADE)
    ended = subprocess.run([sys.executable, "-m", "cut"], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])})
    assert (ended.returncode, ended.stderr) == (143, "Dihentikan. Jalankan lagi untuk melanjutkan.\n")


SAID_AND_ENDED = """
from pipeline.stops import end

print("selesai")
end(1)
"""


def test_what_was_said_is_out_before_the_process_ends():
    ended = subprocess.run([sys.executable, "-c", SAID_AND_ENDED], capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "selesai\n", "")


def test_words_that_nobody_takes_are_an_exit_code():
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([sys.executable, "-c", SAID_AND_ENDED], stdout=writing, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": ""})
    os.close(writing)
    assert ended.returncode == 120
