"""tinjauan.xlsx: a row per cell in doubt, for a person to decide; put into raw/, it comes back as decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from textwrap import wrap
from urllib.parse import quote

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties

from pipeline.formula_signs import neutral_text
from pipeline.loaders.workbook import settle
from pipeline.transform import numbers
from pipeline.transform.meaning import ID
from pipeline.vocabulary import vocabulary

NAME = "tinjauan.xlsx"
TITLE = "tinjauan"
BATCH = 10_000
TEXT = "@"
LINE, TALLEST = 15.0, 405.0  # points; no spreadsheet has taller rows
A4 = 9  # as spreadsheets number paper
TOP = Alignment(vertical="top", wrap_text=True)
READ = """
SELECT document_id, source, node_id, {indicator} AS indicator_id, '{field}' AS field, {column} AS read_value, ({number}) IS NULL AS is_unread, {rank} AS rank FROM {table}
"""
PUBLICATION = "SELECT coalesce(left(sha256(string_agg(path || coalesce(sha256, ''), ' ' ORDER BY path)), 16), '') FROM documents WHERE status <> 'bukan_dokumen'"
# What a correction replaced is shown as it was read: decisions are kept beside readings, not beside other decisions.
DOUBTS = r"""
WITH read AS ({rows}), doubt AS (
    SELECT f.*, d.path AS document_path FROM findings f JOIN documents d ON d.document_id = f.document_id
    WHERE f.severity <> 'info' AND (f.about = 'pembacaan' OR f.code IN (SELECT unnest(?::VARCHAR[]))) AND regexp_matches(f.source, ?)
), placed AS (
    SELECT doubt.*, read.field, coalesce(read.read_value, doubt.text) AS value, coalesce(read.is_unread, false) AS is_unread FROM doubt
    LEFT JOIN read ON read.document_id = doubt.document_id AND read.source = doubt.source AND read.read_value IS NOT NULL
        AND coalesce(read.node_id = doubt.node_id, true) AND coalesce(read.indicator_id = doubt.indicator_id, true)
    QUALIFY rank = min(rank) OVER (PARTITION BY finding_id) OR rank IS NULL
), as_read AS (
    SELECT placed.* EXCLUDE (value), coalesce(c.read_value, value) AS read_value FROM placed LEFT JOIN corrections c
    ON c.document_id = placed.document_id AND c.source = placed.source AND c.field = placed.field AND c.decided_value = value AND c.applied AND c.decision = 'ganti'
)
SELECT document_path, source, field, read_value, bool_or(is_unread), string_agg(DISTINCT code, ', ' ORDER BY code),
    string_agg(DISTINCT message || ' ' || coalesce(remedy, ''), ' ' ORDER BY message || ' ' || coalesce(remedy, ''))
FROM as_read GROUP BY document_path, source, field, read_value ORDER BY document_path,
    list_transform(regexp_extract_all(source, '\d+'), lambda number: TRY_CAST(number AS HUGEINT)), source, field, read_value
"""


def write(connection: duckdb.DuckDBPyConnection, shapes, folder: Path) -> None:
    """Write the workbook from the tables of the connection; the same tables give the same bytes."""
    words = vocabulary("review")
    (publication,) = connection.execute(PUBLICATION).fetchone()
    book = Workbook(write_only=True)
    for number, part in enumerate(_parts(_doubts(connection), words["rows"]), 1):
        _write_sheet(book, TITLE if number == 1 else f"{TITLE} {number}", publication, part)
    guide = book.create_sheet("petunjuk")
    guide.column_dimensions["A"].width = 90
    for line in words["guide"]:
        guide.append([line])
    made = BytesIO()
    book.save(made)
    settle(made, folder / NAME)


def unread_codes() -> list[str]:
    """The codes of findings that tell of a cell that was not read."""
    return sorted(code for code, says in vocabulary("findings").items() if says.get("unread"))


def _doubts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple]:
    words = vocabulary("review")
    rows = " UNION ALL ".join(_read(field, entry, rank) for rank, (field, entry) in enumerate(words["fields"].items()))
    cursor = connection.execute(DOUBTS.format(rows=rows), [unread_codes(), words["place"]])
    while batch := cursor.fetchmany(BATCH):
        yield from batch


def _read(field: str, entry: dict, rank: int) -> str:
    indicator = "NULL" if entry["table"] in ("nodes", "budgets") else "indicator_id"
    return READ.format(indicator=indicator, field=field, rank=rank, number=entry.get("number", "0"), table=entry["table"], column=entry["column"])


def _parts(rows: Iterator[tuple], size: int) -> Iterator[Sequence[tuple]]:
    """The rows so many at a time; one empty part where there are none."""
    part = list(islice(rows, size))
    yield part
    while part := list(islice(rows, size)):
        yield part


def _write_sheet(book: Workbook, title: str, publication: str, rows: Sequence[tuple]) -> None:
    words = vocabulary("review")
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A3"
    # The mark by which the workbook is known when it comes back is nothing for people.
    sheet.row_dimensions[1].hidden = True
    sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr = "2:2", PageSetupProperties(fitToPage=True)
    sheet.page_setup = PrintPageSetup(orientation="landscape", paperSize=A4, fitToHeight=0)
    for letter, column in zip(map(get_column_letter, count(1)), words["columns"].values()):
        width = sheet.column_dimensions[letter]
        width.width, width.number_format, width.alignment = column["width"], TEXT, TOP  # of the cells that are still empty
        width.fill = _ground(column)
    last = max(3, len(rows) + 2)
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(words['columns']))}{last}"
    for name, choices in (("decision", words["decisions"]), ("field", [words["whole"], *words["fields"]])):
        letter = get_column_letter(list(words["columns"]).index(name) + 1)
        choice = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True, error=words["choose"])
        # A person may add rows of her own below.
        choice.add(f"{letter}3:{letter}{last + 1000}")
        sheet.data_validations.append(choice)
    sheet.append([words["mark"], publication])
    sheet.append([_heading(sheet, column) for column in words["columns"].values()])
    for number, row in enumerate(rows, 3):
        cells = _cells(sheet, *row)
        sheet.row_dimensions[number].height = _height(cells)
        sheet.append(cells)


def _heading(sheet, column: dict) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, column["heading"])
    cell.font, cell.fill = Font(name="Calibri", size=11, bold=True), _ground(column)
    return cell


def _ground(column: dict) -> PatternFill:
    return PatternFill("solid", fgColor=vocabulary("review")["ground"]) if column.get("filled") else PatternFill()


def _height(cells: list[WriteOnlyCell | None]) -> float:
    """The height in points of a row that shows its texts whole: not every spreadsheet fits rows to wrapped texts by itself."""
    widths = [column["width"] for column in vocabulary("review")["columns"].values()]
    return min(TALLEST, LINE * max(len(wrap(cell.value, width)) for cell, width in zip(cells, widths) if cell))


def _cells(sheet, path: str, source: str, field: str | None, read: str | None, is_unread: bool, codes: str, message: str) -> list[WriteOnlyCell | None]:
    """A row: texts that a spreadsheet leaves as they are, and nothing where the person writes."""
    words = vocabulary("review")
    known = dict(path=path, source=source, field=field or words["whole"], read_value=read, proposal=_proposal(field, read) if is_unread else None,
                 finding_codes=codes, message=message)
    cells = {name: _text_cell(sheet, known[name]) if known.get(name) else None for name in words["columns"]}
    cells["path"].hyperlink = words["link"] + quote(path)
    return list(cells.values())


def _text_cell(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, neutral_text(ILLEGAL_CHARACTERS_RE.sub("", text)))
    cell.number_format, cell.alignment = TEXT, TOP
    return cell


def _proposal(field: str, text: str) -> str | None:
    """The number that a text says where its decimal mark is the Indonesian one."""
    value = (numbers.read_money if field == "pagu" else numbers.read_value)(text, ID).value
    return None if value is None else f"{value:.15g}".replace(".", ",")
