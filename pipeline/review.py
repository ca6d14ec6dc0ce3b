"""A review workbook that came back: known by its mark, no document, each row that a person filled in a decision."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding
from pipeline.formula_signs import exact_text
from pipeline.grid import Book, Grid
from pipeline.transform.rows import Rows
from pipeline.vocabulary import vocabulary

FILLED = ("decision", "decided_value", "reason", "decided_by")
KEPT = ("path", "source", "field", "read_value", "decision", "decided_value", "reason", "decided_by", "finding_codes")


def is_review(book: Book) -> bool:
    """Whether a workbook is one of ours, by the mark in its first cell, whoever saved it in whatever format."""
    return any(_is_marked(grid) for grid in book.grids)


def read(book: Book, document: dict) -> dict[str, list[dict]]:
    """The decisions of a review workbook as rows of `corrections`, none of them applied yet, and what is wrong with the other rows."""
    rows = Rows({**document, "format": book.format, "pages": book.pages})
    rows.document["status"] = "bukan_dokumen"
    for grid in filter(_is_marked, book.grids):
        for source, texts in _filled(grid):
            if problem := _problem(texts):
                rows.say(Finding("koreksi-tidak-lengkap", source, {"baris": source, "sebab": vocabulary("review")["problems"][problem].format(**texts)}))
            else:
                rows.tables["corrections"].append(rows.base(
                    # The file says itself when it was saved: its date in the folder changes with every copy.
                    **{name: texts[name] for name in KEPT}, decided_at=book.saved, publication=grid.at(0, 1).text if grid.columns > 1 else "",
                    review_path=document["path"], review_source=source, applied=False))
    return rows.done()


def _is_marked(grid: Grid) -> bool:
    return grid.cells[0].text == vocabulary("review")["mark"]


def _filled(grid: Grid) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows below the headings that a person wrote in: where the row stands, and its texts by column."""
    headings = {column["heading"]: name for name, column in vocabulary("review")["columns"].items()}
    named = {headings[cell.text]: cell.column for cell in grid.row_cells(1) if cell.text in headings} if grid.rows > 1 else {}
    for row in range(2, grid.rows):
        cells = {name: grid.at(row, column) for name, column in named.items()}
        texts = {name: exact_text(cells[name].text) if name in cells else "" for name in headings.values()}
        if any(texts[name] for name in FILLED):
            yield next(iter(cells.values())).source, _plain(texts)


def _plain(texts: dict[str, str]) -> dict[str, str]:
    """The texts with the words of the workbook as the table has them."""
    field = texts["field"].lower()
    return {**texts, "decision": texts["decision"].lower(), "field": "" if field == vocabulary("review")["whole"] else field}


def _problem(texts: dict[str, str]) -> str | None:
    """Why a row is no decision, a key of `problems` in `schemas/review.toml`."""
    words = vocabulary("review")
    replaced = texts["decision"] == "ganti"
    wrong = {
        "decision": texts["decision"] not in words["decisions"],
        "place": not (texts["path"] and texts["source"]),
        "field": bool(texts["field"]) and texts["field"] not in words["fields"],
        "whole": replaced and not texts["field"],
        "value": replaced and not texts["decided_value"],
    }
    return next((problem for problem, is_so in wrong.items() if is_so), None)
