"""The part of the README that is made: `python -m tests.readme` writes the table of rules into it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- python -m pipeline rules -->\n", "<!-- akhir -->"


def renewed(text: str) -> str:
    """The README's text with the table as the command prints it today."""
    before, rest = text.split(BEGIN)
    table = CliRunner().invoke(main, ["rules"], catch_exceptions=False).output
    return before + BEGIN + table + rest[rest.index(END) :]


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
