"""report/: what was read, how well and what to look at, as pages that need no server and no network."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline import shown
from pipeline.loaders.report import boxes, charts, gathered, places, tree, unchanged, words
from schemas.keys import level_order
from schemas.fields import Field

HERE = Path(__file__).parent
FOLDER = "report"
# The last fence: were a text of a document markup after all, it could neither run nor fetch anything.
POLICY = ("default-src 'none'; img-src 'self' data:; frame-src 'self'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; "
          "form-action 'none'")


def write(connection: duckdb.DuckDBPyConnection, shapes: dict[str, tuple[Field, ...]], folder: Path, published: Path) -> None:
    """Write report/index.html, and for each document that is shown report/<document_id>/ with its page, a page per table and the pictures of its pages.

    Pages of `published` that would be made anew as they are, are taken over.
    """
    target = folder / FOLDER
    target.mkdir()
    overview, wanted = gathered.overview(connection), shown.documents(connection)
    _put(target / "index.html", "index.html.j2", **{**overview, "levels": _levels(overview["levels"]), "shown": wanted})
    marks = unchanged.marks(connection, wanted)
    for document in gathered.documents(connection, wanted - unchanged.taken_over(published, target, marks)):
        _write_document(target / document["document_id"], document, marks[document["document_id"]])


def _write_document(folder: Path, document: dict, mark: str) -> None:
    folder.mkdir()
    found = places.of(document)
    roots = tree.roots(document, found)
    levels = _levels({node["level"] for node in document["nodes"]})
    _put(folder / "index.html", "document.html.j2", mark=mark, document=document, roots=roots, groups=tree.groups(document["findings"], found), tables=found.tables,
         decisions=tree.decisions(document["corrections"], found), programs=tree.programs(document), completeness=[tree.completeness(document, level) for level in levels])
    for table in found.tables:
        _put(folder / table["file"], "table.html.j2", document=document, table=table, tables=found.tables)
    for picture in document["pictures"]:
        (folder / words.picture_name(picture["page"])).write_bytes(base64.b64decode(picture["png"]))


def _levels(found: set[str]) -> list[str]:
    known = level_order()
    return [*(level for level in known if level in found), *sorted(found - set(known))]


def _put(path: Path, template: str, **values) -> None:
    path.write_text(_environment().get_template(template).render(**values), encoding="utf-8", newline="\n")


@cache
def _environment() -> Environment:
    """The templates; every value in them is text, never markup."""
    found = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    script = (HERE / "script.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    found.globals |= dict(style=Markup((HERE / "style.css").read_text(encoding="utf-8")), script=Markup(script), policy=Markup(POLICY.format(hash=digest)),
                          columns=charts.columns, line=charts.line, over=boxes.over, row=boxes.row, roles=words.roles(), picture_name=words.picture_name, say_money=words.money,
                          severities=words.SEVERITIES)
    found.filters |= dict(number=words.number, money=words.money, plain=words.plain, percent=words.percent)
    return found
