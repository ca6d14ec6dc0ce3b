"""Binary workbooks (.xlsb) to grids: their records are few and plain, and no library tells merges and number formats of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from pipeline.extractors.excel_package import BROKEN, gated, kind, opened, relations
from pipeline.extractors.excel_values import shown
from pipeline.extractors.sheet import Seen, SheetCells, booked, split_lines
from pipeline.findings import Finding, Refused
from pipeline.grid import Book
from pipeline.vocabulary import vocabulary

MAIN = "xl/workbook.bin"
# numbers of records, [MS-XLSB] 2.3.2
_ROW, _STRING, _FORMAT, _STYLE, _COLUMNS, _BOOK, _SHEET, _MERGE, _STYLES_BEGIN, _STYLES_END = 0, 19, 44, 47, 60, 153, 156, 176, 617, 618
_RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED = (2,), (3, 11), (4, 10), (5, 9), (6, 8), (7,)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(frozen=True)
class _Shared:
    """What the sheets of a workbook share: its strings, the number format of each style, its first day."""

    strings: list[str]
    formats: list[str]
    epoch: object


def identify(path: Path) -> bool:
    """Whether a file is an .xlsb by its content, whatever its name."""
    return kind(path) == "xlsb"


def read(path: Path) -> Book:
    """The visible sheets of an .xlsb as grids.

    Raises Refused: berkas-rusak, terlalu-banyak-sel, and what `gated` raises.
    """
    try:
        with opened(path) as archive:
            parts = gated(archive, vocabulary("limits")["zip"], (".bin", ".rels"))
        names = [_sheet(data) for number, data in _records(parts[MAIN]) if number == _SHEET]
        links, shared = relations(parts, MAIN), _shared(parts)
        pages = [(name, parts[links[link][1]]) for seen, link, name in names if seen and links[link][0] == "worksheet"]
        sheets = [_cells(name, data, shared) for name, data in pages]
    except (*BROKEN, struct.error, IndexError, OverflowError) as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error
    return booked("xlsb", sheets, sum(not seen for seen, *_ in names), findings=[Finding("format-terbatas", "", vocabulary("formats")["untold"]["xlsb"])])


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: number and content."""
    at = 0
    while at < len(data):
        number, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        yield number, data[at : at + size]
        at += size


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for k in range(most):
        value |= (data[at + k] & 0x7F) << 7 * k
        if data[at + k] < 0x80:
            break
    return value, at + k + 1


def _string(data: bytes, at: int) -> tuple[str, int]:
    """A string with its length in front, and where it ends; 0xFFFFFFFF stands for none."""
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + (0 if length == 0xFFFFFFFF else 2 * length)
    return data[at + 4 : end].decode("utf-16-le"), end


def _sheet(data: bytes) -> tuple[bool, str, str]:
    link, end = _string(data, 8)
    return struct.unpack_from("<I", data)[0] == 0, link, _string(data, end)[0]


def _shared(parts: dict[str, bytes]) -> _Shared:
    strings = [_string(data, 1)[0] for number, data in _records(parts.get("xl/sharedstrings.bin", b"")) if number == _STRING]
    since_1904 = any(number == _BOOK and data[0] & 1 for number, data in _records(parts[MAIN]))
    return _Shared(strings, _formats(parts.get("xl/styles.bin", b"")), MAC_EPOCH if since_1904 else WINDOWS_EPOCH)


def _formats(styles: bytes) -> list[str]:
    own, formats, of_cells = dict(BUILTIN_FORMATS), [], False
    for number, data in _records(styles):
        # Named styles are told by the same records, and no cell points at them.
        of_cells = number == _STYLES_BEGIN or of_cells and number != _STYLES_END
        if number == _FORMAT:
            own[struct.unpack_from("<H", data)[0]] = _string(data, 2)[0]
        elif number == _STYLE and of_cells:
            formats.append(own.get(struct.unpack_from("<H", data, 2)[0], "General"))
    return formats


def _cells(name: str, part: bytes, shared: _Shared) -> SheetCells:
    seen, merges, rows, columns, row = {}, [], [], [], 0
    for number, data in _records(part):
        if number == _ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            rows += [row] if data[11] & 0x10 else []
        # Record 1 is a cell that holds only a style.
        elif 1 < number < 12 and (one := _seen(number, data, shared)).lines:
            seen[struct.unpack_from("<I", data)[0] + 1, row] = one
        elif number == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            merges.append((left + 1, top + 1, right + 1, bottom + 1))
        elif number == _COLUMNS and data[16] & 1:
            first, last = struct.unpack_from("<2I", data)
            # A hidden range may claim more columns than a sheet has.
            columns += range(first + 1, min(last, 1 << 14) + 2)
    return SheetCells(name, seen, merges, rows, columns)


def _seen(number: int, data: bytes, shared: _Shared) -> Seen:
    # Three bytes: the fourth tells of phonetic marks.
    style = int.from_bytes(data[4:7], "little")
    number_format = shared.formats[style] if style < len(shared.formats) else "General"
    value = _value(number, data, shared.strings)
    if isinstance(value, float) and is_date_format(number_format):
        value = from_excel(value, shared.epoch)
    text, held = shown(value, number_format)
    return Seen(split_lines(text), held)


def _value(number: int, data: bytes, strings: list[str]):
    if number in _RK:
        return _rk(struct.unpack_from("<I", data, 8)[0])
    if number in _REAL:
        return struct.unpack_from("<d", data, 8)[0]
    if number in _SHARED:
        return strings[struct.unpack_from("<I", data, 8)[0]]
    if number in _TEXT:
        return _string(data, 8)[0]
    return bool(data[8]) if number in _TRUTH else _ERRORS.get(data[8], "#N/A")


def _rk(packed: int) -> float:
    """A number in 30 bits: whole, or the upper half of a double; the lowest bit says that it is a hundred times too large."""
    whole = packed >> 2
    if packed & 2:
        number = float(whole - (1 << 30) if whole >> 29 else whole)
    else:
        number = struct.unpack("<d", struct.pack("<Q", whole << 34))[0]
    return number / 100 if packed & 1 else number
