"""What README and docs/ tell people to type is what works today: every command is run or known, every file that they name is there."""

from __future__ import annotations

import csv
import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from schemas.tables import DOCUMENT_STATUS
from tests import contoh

ROOT = Path(__file__).parent.parent
GUIDES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))}
FENCED, SPAN, LINK = re.compile(r"^```\w*\n(.*?)^```$", re.S | re.M), re.compile(r"`([^`\n]+)`"), re.compile(r"\]\((?!https?:|#)([^)#]+)")
PDF, XLSX = (f"raw/contoh/{contoh.NAME}.{ending}" for ending in ("pdf", "xlsx"))
WORDS = {"BERKAS": PDF, "LAMA": PDF, "BARU": XLSX, "DAFTAR": "daftar.csv", "FILE": "beda.html"}
# What needs a server or does not end by itself is only looked up.
LASTING = re.compile(r" watch| --postgres| --cluster| s3://")


def codes():
    """All that stands as code in the guides: lines of blocks, and pieces of sentences and tables."""
    for text in GUIDES.values():
        yield from (line for block in FENCED.findall(text) for line in block.splitlines())
        yield from SPAN.findall(FENCED.sub("", text))


CODES = sorted(set(codes()))
PYTHON = sorted({found[1].split(" #")[0].strip() for code in CODES if (found := re.search(r"\bpython (-m .+)", code))})
COMMANDS = [command for command in PYTHON if command.startswith("-m pipeline ")]
MODULES = sorted({command.split()[1] for command in PYTHON} - {"pipeline"})
RUN = [command for command in COMMANDS if not LASTING.search(command)]
SCRIPTS = sorted({(found[1], option) for code in CODES if (found := re.search(r"\bpython (\S+\.py)", code)) for option in re.findall(r"--[\w-]+", code)})
ALONE = sorted({code.split()[0] for code in CODES if code.startswith("--")} - {option for _, option in SCRIPTS})
TARGETS = sorted({found[1] for code in CODES if (found := re.match(r"make (\w+)", code))})
OPTIONS = sorted({(command.split()[2], option) for command in COMMANDS for option in re.findall(r"--[\w-]+", command)})
EXTRAS = sorted({extra for code in CODES for extra in re.findall(r"pip install '\.\[(\w+)\]'", code)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The program as it is installed, with the example read."""
    folder = tmp_path_factory.mktemp("orang")
    for part in ("pipeline", "schemas"):
        (folder / part).symlink_to(ROOT / part)
    shutil.copytree(contoh.FOLDER, folder / "raw" / "contoh")
    (folder / "daftar.csv").write_text("KODE;NAMA\n1.06.04;PROGRAM REHABILITASI SOSIAL\n", encoding="utf-8")
    told = subprocess.run([sys.executable, "-m", "pipeline", "run"], cwd=folder, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    (folder / "layar.txt").write_text(told.stdout, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", RUN)
def test_every_command_runs(folder, command, monkeypatch):
    monkeypatch.chdir(folder)
    words = [WORDS.get(word, word) for word in shlex.split(command.removeprefix("-m pipeline "))]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code in (0, 1) and done.stderr == "", done.stderr


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_known(command, option):
    assert option in CliRunner().invoke(main, [command, "--help"], catch_exceptions=False).output.split()


@pytest.mark.parametrize("option", ALONE)
def test_every_option_that_stands_alone_is_some_commands(option):
    assert [name for name, command in main.commands.items() if any(option in parameter.opts for parameter in command.params)]


@pytest.mark.parametrize(("script", "option"), SCRIPTS)
def test_every_script_knows_its_options(script, option):
    assert f'"{option}"' in (ROOT / script).read_text(encoding="utf-8")


def test_every_command_is_told():
    assert {command.split()[2] for command in COMMANDS} == set(main.commands)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_there(module):
    assert importlib.util.find_spec(module)


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_every_target(target):
    assert re.search(rf"^{target}:.* ## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_extra_can_be_installed(extra):
    (setup := ConfigParser()).read(ROOT / "setup.cfg")
    assert setup["options.extras_require"][extra]


def test_the_screen_shows_what_the_guide_shows(folder):
    shown = "".join(re.findall(r"^```text\n(.*?)^```$", GUIDES["panduan.md"], re.S | re.M))
    assert shown and (folder / "layar.txt").read_text(encoding="utf-8").startswith(shown)


def test_the_rows_that_readme_shows_are_published(folder):
    with open(folder / "processed" / "csv" / "cascade.csv", encoding="utf-8-sig", newline="") as file:
        published = [" | ".join(row[name] for name in ("sasaran", "program", "kegiatan", "indicator", "status")) for row in csv.DictReader(file)]
    shown = re.findall(r"^\| (Meningkatnya .*) \|$", GUIDES["README.md"], re.M)
    patterns = [re.escape(row).replace("…", ".*") for row in shown]
    assert shown and [pattern for pattern in patterns if not any(re.fullmatch(pattern, row) for row in published)] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_to_a_file(name):
    place = ROOT if name == "README.md" else ROOT / "docs"
    assert [link for link in LINK.findall(GUIDES[name]) if not (place / link).exists()] == []


def test_every_named_file_is_there(folder):
    named = {code: ROOT for code in CODES if re.fullmatch(r"(pipeline|schemas|tests|benchmarks|docs|raw)/\S*", code)}
    made = {code: folder for code in CODES if re.fullmatch(r"processed/\S*", code)}
    assert named and made
    assert [code for code, place in (named | made).items() if not any(place.glob(code))] == []


def test_readme_tells_where_all_data_is_changed():
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").glob("*.*") if path.name != "__init__.py"]
    assert files and [path for path in files if f"`{path}`" not in GUIDES["README.md"]] == []


def test_every_status_is_explained():
    assert [status for status in DOCUMENT_STATUS if f"| `{status}` |" not in GUIDES["panduan.md"]] == []
