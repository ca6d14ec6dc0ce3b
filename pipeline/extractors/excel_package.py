"""The zip behind a workbook: gated, its visible sheets found, and a lean copy made that openpyxl cannot stumble over.

Merges, comments and shapes are read here, so that a merge over a million rows is a pair of corners and never a million cells.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import quoteattr

from defusedxml.ElementTree import fromstring

from pipeline.findings import Refused

OLE = b"\xd0\xcf\x11\xe0"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Workbooks saved as strict name their parts otherwise, and openpyxl knows only the usual names.
_STRICT = ((b"http://purl.oclc.org/ooxml/spreadsheetml/main", MAIN.encode()), (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONS.encode()))
_TYPES = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml|(?:sheet|template|addin)\.macroEnabled\.main\+xml", re.I)
_BINARY = re.compile(rb"sheet\.binary\.macroEnabled\.main", re.I)
_DATA_END = re.compile(rb"</((?:\w+:)?)sheetData\s*>|<((?:\w+:)?)sheetData\s*/>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"'](\$?[A-Z]{1,3}\$?[1-9]\d{0,6}:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})[\"']")
_EMPTY_CELLS = re.compile(rb"<c\s(?=[^<>]*\br=)[^<>]*(?:/>|(?<!/)></c>)")
_EMPTY_ROWS = re.compile(rb"<row\s(?=[^<>]*\br=)(?![^<>]*\bhidden=)[^<>]*(?:/>|(?<!/)>\s*</row>)")
_SAVED = re.compile(rb"<dcterms:modified[^<>]*>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
# A cell without address stands after the one before it: there even empty ones count.
_UNNAMED = re.compile(rb"<(?:c|row)(?=[\s>])(?![^<>]*\br=)")
# zipfile says of an unknown packing NotImplementedError, of a locked part RuntimeError.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ParseError, ValueError, KeyError)


@dataclass(frozen=True)
class Sheet:
    """A sheet as stored: `xml` up to its last cell, merged ranges as `A1:B2`, comments by cell, texts of its shapes."""

    name: str
    visible: bool
    xml: bytes
    merges: tuple[str, ...]
    comments: dict[str, str]
    shapes: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    """The sheets of a workbook in order, and the parts they share."""

    sheets: tuple[Sheet, ...]
    strings: bytes
    styles: bytes
    since_1904: bool
    saved: str = ""


def kind(path: Path) -> str:
    """What a file is by its content: xlsx, xlsb, xls, sandi (a workbook behind a password), or nothing."""
    with open(path, "rb") as file:
        data = file.read(4)
    if data == OLE:
        return _old_kind(Path(path).read_bytes())
    return _zip_kind(Path(path)) if data[:2] == b"PK" else ""


def _old_kind(data: bytes) -> str:
    # Excel puts a workbook with a password into a file of the old kind.
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "sandi"
    return "xls" if any(f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")) else ""


def _zip_kind(path: Path) -> str:
    try:
        with opened(path) as archive:
            name = next((n for n in archive.namelist() if _plain_name(n) == "[content_types].xml"), None)
            # Asked of every zip before the gate: no bomb is unpacked here.
            if name is None or archive.getinfo(name).file_size > 1 << 22:
                return ""
            types = archive.read(name)
    except BROKEN:
        # A damaged workbook is one still, so that it is refused as damaged and not as unknown.
        return "xlsx" if b"xl/work" in path.read_bytes() else ""
    return "xlsx" if _TYPES.search(types) else "xlsb" if _BINARY.search(types) else ""


def unpack(path: Path, limits: dict) -> Package:
    """The package of a workbook.

    Raises Refused: berkas-rusak, berkas-bersandi, bom-zip, zip-terlalu-banyak, zip-nama-ganda, xml-dtd.
    """
    if kind(path) == "sandi":
        raise Refused("berkas-bersandi")
    try:
        with opened(path) as archive:
            return _package(gated(archive, limits))
    except BROKEN as error:
        raise Refused("berkas-rusak", {"sebab": type(error).__name__}) from error


def opened(path: Path) -> zipfile.ZipFile:
    """A zip in memory, so that no damage in it can pass for a fault of the disk (a place before its start is an OSError of a file)."""
    return zipfile.ZipFile(io.BytesIO(Path(path).read_bytes()))


def gated(archive: zipfile.ZipFile, limits: dict, endings: tuple[str, ...] = (".xml", ".rels")) -> dict[str, bytes]:
    """The parts with these endings of a package that stays within limits.

    Raises Refused: zip-terlalu-banyak, zip-nama-ganda, berkas-bersandi, bom-zip, xml-dtd.
    """
    entries = [e for e in archive.infolist() if not e.is_dir()]
    if len(entries) > limits["bagian"]:
        raise Refused("zip-terlalu-banyak", {"jumlah": len(entries), "batas": limits["bagian"]})
    names = [_plain_name(e.filename) for e in entries]
    # Of two parts of one name every program reads another.
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise Refused("zip-nama-ganda", {"bagian": twice[0]})
    if any(e.flag_bits & 1 for e in entries):
        raise Refused("berkas-bersandi")
    # Pictures and the like are never unpacked, so their size is no matter.
    texts = {n: e for n, e in zip(names, entries) if n.endswith(endings)}
    _check_sizes([e.file_size >> 20 for e in texts.values()], limits)
    return {name: _text(archive.read(entry), name) for name, entry in texts.items() if _needed(name)}


def _check_sizes(sizes: list[int], limits: dict) -> None:
    for size, limit in ((max(sizes, default=0), limits["mib_bagian"]), (sum(sizes), limits["mib_semua"])):
        if size > limit:
            raise Refused("bom-zip", {"mib": size, "batas": limit})


def _plain_name(name: str) -> str:
    # Some programs write backslashes, or other capitals than the parts say that name them.
    return name.replace("\\", "/").lstrip("/").lower()


def _needed(name: str) -> bool:
    return not re.search(r"(^|/)(docprops(?!/core\.xml$)|theme|charts|pivot\w+|externallinks|customxml|diagrams)/", name)


def _text(data: bytes, name: str) -> bytes:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # The declaration would still say utf-16.
        data = re.sub(r"^<\?xml.*?\?>", "", data.decode("utf-16")).encode()
    # Entities of a DTD may grow without end, or fetch what lies elsewhere.
    if b"<!DOCTYPE" in data:
        raise Refused("xml-dtd", {"bagian": name})
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def _package(parts: dict[str, bytes]) -> Package:
    main = next((target for kind_, target in relations(parts, "").values() if kind_ == "officedocument"), "xl/workbook.xml")
    root, links = fromstring(parts[main]), relations(parts, main)
    shared = {kind_: parts.get(target, b"") for kind_, target in links.values() if kind_ in ("sharedstrings", "styles")}
    sheets = [_sheet(parts, element, *links[element.get(f"{{{_RELATIONS}}}id")]) for element in _all(root, "sheet")]
    since = any(e.get("date1904") in ("1", "true") for e in _all(root, "workbookPr"))
    return Package(tuple(s for s in sheets if s), shared.get("sharedstrings", b""), shared.get("styles", b""), since, _saved(parts))


def _saved(parts: dict[str, bytes]) -> str:
    """When the workbook was last saved, as its properties say."""
    said = _SAVED.search(parts.get("docprops/core.xml", b""))
    return said[1].decode() if said else ""


def _sheet(parts: dict[str, bytes], element: Element, kind_: str, target: str) -> Sheet | None:
    if kind_ != "worksheet":
        return None
    links = relations(parts, target)
    head, tail = _halves(parts[target])
    merges = tuple(m.decode() for m in _MERGE.findall(tail))
    visible = element.get("state", "visible") == "visible"
    return Sheet(element.get("name", ""), visible, head, merges, _comments(parts, links), _shapes(parts, links))


def _halves(xml: bytes) -> tuple[bytes, bytes]:
    end = _DATA_END.search(xml)
    if not end:
        raise ValueError("sheet without its end")
    prefix = end[1] or end[2] or b""
    return xml[: end.end()] + b"</" + prefix + b"worksheet>", xml[end.end():]


def relations(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names, by id: their kind and their path in the package."""
    folder, name = posixpath.split(part)
    data = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    links = _all(fromstring(data), "Relationship") if data else ()
    inner = (e for e in links if e.get("TargetMode") != "External")
    return {e.get("Id"): (e.get("Type", "").rsplit("/", 1)[-1].lower(), _target(folder, e.get("Target", ""))) for e in inner}


def _target(folder: str, target: str) -> str:
    target = target.replace("\\", "/").lower()
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _all(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if isinstance(e.tag, str) and e.tag.rsplit("}", 1)[-1] == name]


def _comments(parts: dict[str, bytes], links: dict) -> dict[str, str]:
    notes = [parts[target] for kind_, target in links.values() if kind_ == "comments" and target in parts]
    return {e.get("ref"): _written(e) for data in notes for e in _all(fromstring(data), "comment")}


def _shapes(parts: dict[str, bytes], links: dict) -> tuple[str, ...]:
    drawings = [parts[target] for kind_, target in links.values() if kind_ == "drawing" and target in parts]
    texts = (_written(e) for data in drawings for e in _all(fromstring(data), "txBody"))
    return tuple(text for text in texts if text.strip())


def _written(element: Element) -> str:
    # Comments hold their text without paragraphs.
    paragraphs = _all(element, "p") or [element]
    return "\n".join("".join(t.text or "" for t in _all(p, "t")) for p in paragraphs)


def slim(package: Package) -> io.BytesIO:
    """A workbook of the visible sheets alone, named s0, s1, …, without merges, links and cells that hold only a style."""
    sheets = [s for s in package.sheets if s.visible]
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(sheets)))
        archive.writestr("xl/workbook.xml", _workbook(len(sheets), package.since_1904))
        archive.writestr("xl/_rels/workbook.xml.rels", _links(len(sheets)))
        archive.writestr("xl/sharedStrings.xml", package.strings or f'<sst xmlns="{MAIN}"/>')
        if package.styles:
            archive.writestr("xl/styles.xml", package.styles)
        for k, sheet in enumerate(sheets):
            archive.writestr(f"xl/worksheets/s{k}.xml", _without_empty(sheet.xml))
    copy.seek(0)
    return copy


def _without_empty(xml: bytes) -> bytes:
    return xml if _UNNAMED.search(xml) else _EMPTY_ROWS.sub(b"", _EMPTY_CELLS.sub(b"", xml))


def _content_types(sheets: int) -> str:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = [("workbook", "sheet.main"), ("sharedStrings", "sharedStrings"), ("styles", "styles")] + [(f"worksheets/s{k}", "worksheet") for k in range(sheets)]
    rows = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{base}.{kind_}+xml"/>' for name, kind_ in kinds)
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>'


def _workbook(sheets: int, since_1904: bool) -> str:
    rows = "".join(f'<sheet name="s{k}" sheetId="{k + 1}" r:id="r{k}"/>' for k in range(sheets))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><workbookPr date1904={quoteattr(str(int(since_1904)))}/><sheets>{rows}</sheets></workbook>'


def _links(sheets: int) -> str:
    kinds = [(f"r{k}", "worksheet", f"worksheets/s{k}.xml") for k in range(sheets)]
    kinds += [("rs", "sharedStrings", "sharedStrings.xml"), ("ry", "styles", "styles.xml")]
    rows = "".join(f'<Relationship Id="{i}" Type="{_RELATIONS}/{kind_}" Target="{target}"/>' for i, kind_, target in kinds)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'
