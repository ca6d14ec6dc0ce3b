"""Workbooks: every visible sheet with text becomes one grid, with what a reader sees in each cell."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from pipeline.extractors.excel_package import Package, Sheet, kind, slim, unpack
from pipeline.extractors.excel_values import shown
from pipeline.extractors.text import clean, join_lines
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Cell, Grid, Line, tiled
from pipeline.vocabulary import vocabulary

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<c\b([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>")
_QUOTED = 80
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, SyntaxError)

Area = tuple[int, int, int, int]
"""First column, first row, last column, last row, counted from 1 as openpyxl does."""


def identify(path: Path) -> bool:
    """Whether a file is a workbook by its content, whatever its name; locked and older ones are, so that `read` can say so."""
    return kind(path) != ""


def read(path: Path) -> Book:
    """The visible sheets of a workbook as grids.

    Raises Refused: what `unpack` raises, and terlalu-banyak-sel.
    """
    limits = {**vocabulary("limits")["zip"], **vocabulary("limits")["excel"]}
    package = unpack(path, limits)
    pieces = [_read_sheet(sheet, ws, limits) for sheet, ws in _loaded(package)]
    grids = tuple(grid for grid, _, _ in pieces if grid)
    lines = tuple(line for _, lines, _ in pieces for line in lines)
    findings = [finding for _, _, found in pieces for finding in found]
    return Book("xlsx", len(package.sheets), grids, lines, tuple(findings + _hidden(package, grids)))


def _loaded(package: Package) -> list[tuple[Sheet, object]]:
    sheets = [sheet for sheet in package.sheets if sheet.visible]
    if not sheets:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(slim(package), data_only=True, keep_links=False)
    except _UNREADABLE as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    pairs = [(sheet, book[f"s{k}"]) for k, sheet in enumerate(sheets)]
    if any(not ws._cells and re.search(rb"<(?:\w+:)?v>", sheet.xml) for sheet, ws in pairs):
        raise Refused("berkas-rusak", {"sebab": "lembar tanpa sel"})
    return pairs


def _read_sheet(sheet: Sheet, ws, limits: dict) -> tuple[Grid | None, list[Line], list[Finding]]:
    texts = {(c.column, c.row): (c, *seen) for c in ws._cells.values() if (seen := _seen(c))[0]}
    lines = [Line(text, f"{sheet.name}!{ref}", marks=frozenset({"comment"})) for ref, note in sheet.comments.items() if (text := _comment(note))]
    findings = _without_value(sheet) + _shape_texts(sheet)
    if not texts:
        return None, lines, findings
    merges = [range_boundaries(ref) for ref in sheet.merges]
    area = _used(texts, merges, limits)
    grid, behind = _grid(sheet, ws, texts, _clipped(merges, area), area)
    if behind:
        findings.append(Finding("teks-di-balik-gabungan", behind[0], {"jumlah": len(behind), "alamat": ", ".join(behind[:5])}))
    return grid, lines, findings


def _seen(cell) -> tuple[tuple[str, ...], float | None]:
    text, value = shown(cell.value, cell.number_format) if cell.value is not None else ("", None)
    if "_x" in text:
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return tuple(line for raw in re.split(r"\r\n|[\n\r\v\u2028\u2029]", text) if (line := clean(raw))), value


def _used(texts: dict, merges: list[Area], limits: dict) -> Area:
    columns, rows = [c for c, _ in texts], [r for _, r in texts]
    right, bottom = max(columns), max(rows)
    ends = [(m[2], m[3]) for m in merges if (m[0], m[1]) in texts]
    last_column = max([right] + [c for c, _ in ends if c <= right + limits["gabungan_kolom"]])
    last_row = max([bottom] + [r for _, r in ends if r <= bottom + limits["gabungan_baris"]])
    places = (last_column - min(columns) + 1) * (last_row - min(rows) + 1)
    if places > limits["sel"]:
        raise Refused("terlalu-banyak-sel", {"jumlah": places, "batas": limits["sel"]})
    return min(columns), min(rows), last_column, last_row


def _clipped(merges: list[Area], area: Area) -> list[tuple[Area, tuple[int, int]]]:
    """The merges within the area, each with its own first place, in reading order."""
    cut = [((max(m[0], area[0]), max(m[1], area[1]), min(m[2], area[2]), min(m[3], area[3])), m[:2]) for m in merges]
    return sorted((m for m in cut if m[0][0] <= m[0][2] and m[0][1] <= m[0][3]), key=lambda m: (m[0][1], m[0][0]))


def _grid(sheet: Sheet, ws, texts: dict, merges: list, area: Area) -> tuple[Grid, list[str]]:
    first_column, first_row, last_column, last_row = area
    cells, behind, taken = [], [], set()
    for span, start in merges:
        if span[:2] in taken:
            continue
        places = {(c, r) for r in range(span[1], span[3] + 1) for c in range(span[0], span[2] + 1)}
        if len(places) > 1 and not places & taken:
            taken |= places
            behind += [_address(sheet.name, *place) for place in sorted((p for p in places if p in texts and p != start), key=lambda p: (p[1], p[0]))]
            cells.append(_cell(sheet, texts.get(start), start, span, area))
    cells += [_cell(sheet, seen, place, (*place, *place), area) for place, seen in texts.items() if place not in taken]
    rows, columns = last_row - first_row + 1, last_column - first_column + 1
    grid = tiled(sheet.name, rows, columns, cells, lambda r, c: _address(sheet.name, c + first_column, r + first_row))
    return Grid(sheet.name, rows, columns, grid.cells, _hidden_rows(ws, area), _hidden_columns(ws, area)), behind


def _cell(sheet: Sheet, seen: tuple | None, start: tuple[int, int], span: Area, area: Area) -> Cell:
    source = _address(sheet.name, *start)
    row, column, row_span, column_span = span[1] - area[1], span[0] - area[0], span[3] - span[1] + 1, span[2] - span[0] + 1
    if seen is None:
        return Cell(row, column, row_span, column_span, source=source)
    cell, lines, value = seen
    return Cell(row, column, row_span, column_span, join_lines(lines), lines, source, value, _marks(cell, sheet.comments))


def _marks(cell, comments: dict) -> frozenset[str]:
    font = cell.font
    marks = {"bold": font.b, "strike": font.strike, "fill": _is_filled(cell.fill), "comment": cell.coordinate in comments}
    shade = {f"fill:{_shade(cell.fill.fgColor)}"} if marks["fill"] else set()
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
    return color.indexed not in (1, 9, 64, 65)


def _hidden_rows(ws, area: Area) -> frozenset[int]:
    found = (r for r, d in ws.row_dimensions.items() if d.hidden or d.height == 0)
    return frozenset(r - area[1] for r in found if area[1] <= r <= area[3])


def _hidden_columns(ws, area: Area) -> frozenset[int]:
    groups = [(d.min, d.max) for d in ws.column_dimensions.values() if d.min and (d.hidden or d.width == 0)]
    return frozenset(c - area[0] for first, last in groups for c in range(max(first, area[0]), min(last, area[2]) + 1))


def _hidden(package: Package, grids: tuple[Grid, ...]) -> list[Finding]:
    rows = sum(len(g.hidden_rows & {c.row for c in g.cells if c.text}) for g in grids)
    columns = sum(len(g.hidden_columns & {c.column for c in g.cells if c.text}) for g in grids)
    sheets = sum(not s.visible for s in package.sheets)
    return [Finding("baris-tersembunyi", "", {"baris": rows, "kolom": columns, "lembar": sheets})] if rows or columns or sheets else []


def _comment(note: str) -> str:
    lines = [line for raw in note.splitlines() if (line := clean(raw))]
    # Excel writes the author's name into the first line of a comment
    return join_lines(lines[1:] if len(lines) > 1 and lines[0].endswith(":") else lines)


def _without_value(sheet: Sheet) -> list[Finding]:
    empty = [m for m in _FORMULA.finditer(sheet.xml) if not (b't="str"' in m[1] and m[2])] if b"<f" in sheet.xml else []
    refs = [ref[1].decode() for m in empty if (ref := re.search(rb'\br="([^"]+)"', m[1]))]
    return [Finding("rumus-tanpa-nilai", f"{sheet.name}!{refs[0]}", {"jumlah": len(refs), "alamat": ", ".join(refs[:10])})] if refs else []


def _shape_texts(sheet: Sheet) -> list[Finding]:
    texts = [join_lines(text.splitlines()) for text in sheet.shapes]
    return [Finding("kotak-teks-diabaikan", sheet.name, {"teks": "; ".join(texts)[:_QUOTED], "jumlah": len(texts)})] if texts else []


def _address(sheet: str, column: int, row: int) -> str:
    return f"{sheet}!{get_column_letter(column)}{row}"
