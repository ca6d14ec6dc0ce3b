"""Workbooks: every visible sheet with text becomes one grid, with what a reader sees in each cell."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries

from pipeline.extractors.excel_package import Package, Sheet, kind, slim, unpack
from pipeline.extractors.excel_values import shown
from pipeline.extractors.sheet import Seen, SheetCells, booked, split_lines
from pipeline.extractors.text import clean, join_lines, raised
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Line
from pipeline.vocabulary import vocabulary

# The format writes a control sign, as a line end, by its number: `_x000A_`.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>")
_QUOTED = 80
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, SyntaxError)


def identify(path: Path) -> bool:
    """Whether a file is a workbook by its content, whatever its name; a locked one is, so that `read` can say so."""
    return kind(path) in ("xlsx", "sandi")


def read(path: Path) -> Book:
    """The visible sheets of a workbook as grids.

    Raises Refused: what `unpack` raises, and terlalu-banyak-sel.
    """
    package = unpack(path, vocabulary("limits")["zip"])
    pairs = _loaded(package)
    lines = [line for sheet, _ in pairs for line in _comments(sheet)]
    findings = [finding for sheet, _ in pairs for finding in _without_value(sheet) + _shape_texts(sheet)]
    found = booked("xlsx", [_cells(*pair) for pair in pairs], len(package.sheets) - len(pairs), lines, findings)
    return replace(found, saved=package.saved)


def _loaded(package: Package) -> list[tuple[Sheet, object]]:
    sheets = [sheet for sheet in package.sheets if sheet.visible]
    if not sheets:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Letters that differ within a cell cost time to read; of them only struck and raised ones matter.
            mixed = any(sign in xml for xml in (package.strings, *(sheet.xml for sheet in sheets)) for sign in (b"<strike", b"superscript"))
            book = load_workbook(slim(package), data_only=True, keep_links=False, rich_text=mixed)
    except _UNREADABLE as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    pairs = [(sheet, book[f"s{k}"]) for k, sheet in enumerate(sheets)]
    # openpyxl passes over cells that it does not know without a word.
    if any(not ws._cells and re.search(rb"<(?:\w+:)?v>", sheet.xml) for sheet, ws in pairs):
        raise Refused("berkas-rusak", {"sebab": "lembar tanpa sel"})
    return pairs


def _cells(sheet: Sheet, ws) -> SheetCells:
    # The cells as kept: to go through rows would make a cell for every place up to the furthest.
    looks: dict[int, frozenset[str]] = {}
    seen = {(c.column, c.row): Seen(*text, _marks(c, looks, sheet.comments)) for c in ws._cells.values() if (text := _seen(c))[0]}
    return SheetCells(sheet.name, seen, [range_boundaries(ref) for ref in sheet.merges], _hidden_rows(ws), _hidden_columns(ws))


def _comments(sheet: Sheet) -> list[Line]:
    return [Line(text, f"{sheet.name}!{ref}", marks=frozenset({"comment"})) for ref, note in sheet.comments.items() if (text := comment(note))]


def _seen(cell) -> tuple[tuple[str, ...], float | None]:
    held = _said(cell.value) if isinstance(cell.value, CellRichText) else cell.value
    text, value = shown(held, cell.number_format) if held is not None else ("", None)
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return split_lines(text), value


def _said(parts: CellRichText) -> str:
    text = ""
    for part in parts:
        text += raised(text, str(part)) if isinstance(part, TextBlock) and part.font.vertAlign == "superscript" else str(part)
    return text


def _marks(cell, looks: dict[int, frozenset[str]], comments: dict) -> frozenset[str]:
    """The marks of a cell; many cells share few styles, and `looks` holds what each style gives."""
    style = cell.style_id
    look = looks[style] if style in looks else looks.setdefault(style, _look(cell))
    struck = isinstance(cell.value, CellRichText) and any(isinstance(part, TextBlock) and part.font.strike for part in cell.value)
    commented = bool(comments) and cell.coordinate in comments
    return look | {mark for mark, stands in (("strike", struck), ("comment", commented)) if stands} if struck or commented else look


def _look(cell) -> frozenset[str]:
    font, fill = cell.font, cell.fill
    marks = {"bold": font.b, "strike": font.strike, "fill": _is_filled(fill)}
    shade = {f"fill:{_shade(fill.fgColor)}"} if marks["fill"] else set()
    return frozenset({mark for mark, stands in marks.items() if stands} | shade)


def _shade(color) -> str:
    """A colour as the workbook names it, so that equal fills have equal marks."""
    return f"{color.theme}{color.tint:+.2f}" if color.type == "theme" else str(color.rgb if color.type == "rgb" else color.indexed)


def _is_filled(fill) -> bool:
    if fill.fill_type != "solid":
        return False
    color = fill.fgColor
    if color.type == "rgb":
        return color.rgb[-6:].upper() != "FFFFFF"
    if color.type == "theme":
        return not (color.theme == 0 and not color.tint)
    # White, and the colours that the system gives to letters and grounds.
    return color.indexed not in (1, 9, 64, 65)


def _hidden_rows(ws) -> list[int]:
    # People hide rows also by making them as low as they go.
    return [r for r, d in ws.row_dimensions.items() if d.hidden or d.height == 0]


def _hidden_columns(ws) -> set[int]:
    groups = [(d.min, d.max) for d in ws.column_dimensions.values() if d.min and (d.hidden or d.width == 0)]
    return {c for first, last in groups for c in range(first, last + 1)}


def comment(note: str) -> str:
    """The words of a comment on a cell, without its author."""
    lines = [line for raw in note.splitlines() if (line := clean(raw))]
    # Excel writes the author's name into the first line of a comment
    return join_lines(lines[1:] if len(lines) > 1 and lines[0].endswith(":") else lines)


def _without_value(sheet: Sheet) -> list[Finding]:
    # A formula that gives an empty text has a value; one that nobody has counted yet has none.
    empty = [m for m in _FORMULA.finditer(sheet.xml) if not (b't="str"' in m[1] and m[2])] if b"<f" in sheet.xml else []
    refs = [ref[1].decode() for m in empty if (ref := re.search(rb'\br="([^"]+)"', m[1]))]
    return [Finding("rumus-tanpa-nilai", f"{sheet.name}!{refs[0]}", {"jumlah": len(refs), "alamat": ", ".join(refs[:10])})] if refs else []


def _shape_texts(sheet: Sheet) -> list[Finding]:
    texts = [join_lines(text.splitlines()) for text in sheet.shapes]
    return [Finding("kotak-teks-diabaikan", sheet.name, {"teks": "; ".join(texts)[:_QUOTED], "jumlah": len(texts)})] if texts else []
