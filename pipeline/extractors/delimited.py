"""Tables of plain text (.csv, .tsv) to one grid; what parts the columns is seen from the lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

from pipeline.extractors.encoding import decoded
from pipeline.extractors.sheet import Seen, SheetCells, booked, split_lines
from pipeline.findings import Finding, Refused
from pipeline.grid import Book
from pipeline.vocabulary import vocabulary

SEPARATORS = "\t;,|"
# Excel takes a first line `sep=;` for the separator and does not show it.
_SAID = re.compile(r"sep=(.)\r?\n")
# Data of programs has commas in its lines too, and is no table.
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{])")


def identify(path: Path) -> bool:
    """Whether a file is text whose lines are parted into the same number of columns, whatever its name."""
    text = decoded(path.read_bytes())
    return bool(text) and not _JSON.match(text) and _separator(text) is not None


def read(path: Path) -> Book:
    """The table of a text as a grid; a row is a record, which may hold several lines.

    Raises Refused: berkas-rusak (a quotation that does not end), terlalu-banyak-sel.
    """
    text = decoded(path.read_bytes()) or ""
    try:
        rows = _rows(text, _separator(text), strict=True)
    except csv.Error as error:
        raise Refused("berkas-rusak", {"sebab": str(error)}) from error
    seen = {(c, r): Seen(lines) for r, row in enumerate(rows, 1) for c, field in enumerate(row, 1) if (lines := split_lines(field))}
    told = Finding("format-terbatas", "", vocabulary("formats")["untold"]["csv"])
    return booked("csv", [SheetCells("tabel", seen, [])], findings=[told], name=lambda _, column, row: f"baris {row}, kolom {column}")


def _separator(text: str) -> str | None:
    """The sign that parts most rows into two or more columns, as many in each; None where none does."""
    if said := _SAID.match(text):
        return said[1]
    fits = {sign: _fit(_rows(text, sign)) for sign in SEPARATORS}
    best = max(SEPARATORS, key=fits.get)
    return best if fits[best] > 0.5 else None


def _rows(text: str, separator: str, strict: bool = False) -> list[list[str]]:
    lines = io.StringIO(_SAID.sub("", text, count=1), newline="")
    # The csv module has one limit for the whole process: it is put back.
    before = csv.field_size_limit(len(text) + 1)
    try:
        return list(csv.reader(lines, delimiter=separator, strict=strict))
    finally:
        csv.field_size_limit(before)


def _fit(rows: list[list[str]]) -> float:
    """The share of rows that have the most common width, if that is a table's."""
    widths = Counter(len(row) for row in rows if any(field.strip() for field in row))
    width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(0, 0))
    return count / widths.total() if width > 1 and widths.total() > 1 else 0.0
