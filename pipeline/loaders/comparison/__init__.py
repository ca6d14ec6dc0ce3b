"""A comparison of two documents as one page that needs no server and no network."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.diff import Change, kinds

HERE = Path(__file__).parent


def write(changes: list[Change], old: str, new: str, path: Path) -> None:
    """Write the changes between two documents, whose names are told; every text of theirs is text, never markup."""
    titles = {kind["name"]: kind["title"] for kind in kinds()}
    groups = [(titles[kind], list(found)) for kind, found in groupby(changes, lambda change: change.kind)]
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style = Markup((HERE.parent / "report" / "style.css").read_text(encoding="utf-8"))
    page = environment.get_template("page.html.j2").render(groups=groups, count=len(changes), old=old, new=new, style=style)
    path.write_text(page, encoding="utf-8", newline="\n")
