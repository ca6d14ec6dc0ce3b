"""Tables of HTML, which often bear the name of an .xls, to grids: each table one, those inside others too."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from pipeline.extractors.encoding import decoded
from pipeline.extractors.sheet import Seen, SheetCells, booked, check_size, split_lines
from pipeline.extractors.text import raised
from pipeline.findings import Finding, Refused
from pipeline.grid import Book, Line
from pipeline.vocabulary import vocabulary

_HEAD = 1 << 14
_SIGN = re.compile(r"<(?:html|table|!doctype\s+html|body)\b", re.I)
# Excel and Word save a "web archive" as a mail, of which the page is one part.
_ARCHIVE = re.compile(r"^MIME-Version:|^Content-Type:\s*multipart/related", re.I | re.M)
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "pre", "ul", "ol", "dt", "dd"}
_SILENT = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "select"}
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)


def identify(path: Path) -> bool:
    """Whether a file is HTML, or an archive of it, by its content, whatever its name."""
    text = decoded(path.read_bytes()) or ""
    return bool(_SIGN.search(text[:_HEAD]) or _ARCHIVE.search(text[:_HEAD]) and _SIGN.search(text))


def read(path: Path) -> Book:
    """The tables of an HTML file as grids, the text around them as lines; nothing that it links to or runs is touched.

    Raises Refused: berkas-rusak, terlalu-banyak-sel.
    """
    roots = [root for page in _pages(path.read_bytes()) if (root := _parsed(page)) is not None]
    tables = [table for root in roots for table in root.iter("table") if not _is_hidden(table)]
    sheets = [_cells(table, f"tabel {k}") for k, table in enumerate(tables, 1)]
    lines = [Line(text, f"paragraf {k}") for k, text in enumerate((line for root in roots for line in _lines(root)), 1)]
    told = Finding("format-terbatas", "", vocabulary("formats")["untold"]["html"])
    return booked("html", sheets, 0, lines, [told], lambda table, column, row: f"{table}, baris {row}, kolom {column}")


def _pages(data: bytes) -> list[str]:
    text = decoded(data) or ""
    if not _ARCHIVE.search(text[:_HEAD]):
        return [text]
    parts = email.message_from_string(text, policy=email.policy.default).walk()
    return [decoded(part.get_payload(decode=True)) or "" for part in parts if part.get_content_type() == "text/html"]


def _parsed(page: str):
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser) if page.strip() else None
    except etree.ParserError:
        return None
    # beyond its limit of depth the parser stops, and what follows would be lost in silence
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise Refused("berkas-rusak", {"sebab": "HTML terlalu dalam"})
    return root


def _is_hidden(element) -> bool:
    return any(_UNSEEN.search(e.get("style", "")) or "hidden" in e.attrib for e in (element, *element.iterancestors()))


def _cells(table, name: str) -> SheetCells:
    """The cells of a table as browsers place them: what reaches down from above is stepped over."""
    # Rows of tables inside it are grids of their own.
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    seen, merges, hidden_rows, below, places = {}, [], [], {}, 0
    for r, row in enumerate(rows, 1):
        hidden_rows += [r] if _is_hidden(row) else []
        column = 1
        for cell in (cell for cell in row.iter("td", "th") if next(cell.iterancestors("tr")) is row):
            while below.get(column, 0) >= r:
                column += 1
            right, down = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows)
            last = min(r + down - 1, len(rows))
            places += right
            # A few letters may span millions of places.
            check_size(places, vocabulary("limits")["excel"])
            below.update((c, last) for c in range(column, column + right))
            if lines := tuple(_lines(cell)):
                seen[column, r] = Seen(lines, marks=_marks(cell))
            merges += [(column, r, column + right - 1, last)] if right > 1 or last > r else []
            column += right
    return SheetCells(name, seen, merges, hidden_rows)


def _span(cell, name: str) -> int:
    """How far a cell reaches; 0 down is to the end of the table, 0 to the right is 1."""
    digits = re.match(r"\s*(\d{1,9})", cell.get(name, ""))
    number = int(digits[1]) if digits else 1
    return max(min(number, vocabulary("limits")["html"]["colspan"]), 1) if name == "colspan" else number


def _marks(cell) -> frozenset[str]:
    struck = [e for e in cell.iter("s", "strike", "del") if "".join(e.itertext()).strip() == "".join(cell.itertext()).strip()]
    return frozenset({"strike"} if struck else ())


def _lines(root) -> Iterator[str]:
    """The lines of an element as drawn, without those of tables inside it and of what is not shown."""
    text = ""
    for said, is_raised in _texts(root):
        text += raised(text, said) if is_raised else said
    yield from split_lines(text)


def _texts(root) -> Iterator[tuple[str, bool]]:
    """The pieces of text in an element, and whether each is set raised."""
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is None and event == "start" and element is not root and _is_left(element):
            skipped = element
        elif skipped is None:
            yield "\n" if element.tag in _BLOCKS else "", False
            # blanks and line ends of the source are no line ends of the text
            said = (element.text if event == "start" else element.tail if element is not root else "") or ""
            yield re.sub(r"[ \t\r\n]+", " ", said), event == "start" and element.tag == "sup"
        if event == "end" and element is skipped:
            skipped = None
            yield re.sub(r"[ \t\r\n]+", " ", element.tail or ""), False


def _is_left(element) -> bool:
    return element.tag == "table" or element.tag in _SILENT or bool(_UNSEEN.search(element.get("style", "")))
