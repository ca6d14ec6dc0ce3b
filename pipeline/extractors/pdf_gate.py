"""What stands before a PDF is read: its password, its damage, its number of pages and what a page's content unpacks to. Nothing of it is run or followed."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from pikepdf.settings import set_qpdf_limits

from pipeline.findings import Refused
from pipeline.vocabulary import vocabulary

# Forms within forms: what nests deeper goes round in a circle, or means to.
DEEP = 30
# Deflate makes at most so many bytes of one.
FLATE = 1032
DRAWN = re.compile(rb"(/[^\s()<>\[\]{}/%]+)\s+Do\b")
BEGUN = re.compile(rb"\b(\d+)\s+\d+\s+obj\b")
ASKED = re.compile(rb"\b(\d+)\s+\d+\s+R\b")


class Unread(Exception):
    """A page that is left; `code` is that of the finding that says so."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Gated:
    """A PDF that may be read: its file, or its bytes where it had to be repaired or its name is no text, the pages whose content is too large,
    and the names of the layers that no reader sees."""

    source: Path | bytes
    repaired: bool
    heavy: frozenset[int]
    layers: frozenset[str]


def within(limit: str, amount: int) -> None:
    """Raises Unread where a page has more of something than `[pdf]` of `schemas/limits.toml` allows."""
    if amount > vocabulary("limits")["pdf"][limit]:
        raise Unread("batas-halaman-padat")


def gated(path: Path) -> Gated:
    """The PDF as it may be read; raises Refused: berkas-bersandi, berkas-rusak, berkas-terpotong, batas-halaman."""
    most = vocabulary("limits")["pdf"]["mib_isi"] << 20
    set_qpdf_limits(flate_max_memory=most, run_length_max_memory=most)
    # Neither qpdf nor pdfium opens a file by a name that is no text.
    source = path if _is_text(str(path)) else path.read_bytes()
    try:
        with _opened(io.BytesIO(source) if isinstance(source, bytes) else source) as pdf:
            # qpdf mends without a word: its warnings alone tell that something was amiss.
            if not pdf.get_warnings():
                return Gated(source, False, _heavy(pdf, most), _hidden(pdf))
        return _mended(path.read_bytes(), most)
    except pikepdf.PasswordError as error:
        raise Refused("berkas-bersandi") from error
    except pikepdf.PdfError as error:
        raise Refused("berkas-rusak" if _ended(path.read_bytes()) else "berkas-terpotong") from error


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _opened(source: Path | io.BytesIO) -> pikepdf.Pdf:
    # To hand attributes down would go through all pages before their number is checked.
    pdf = pikepdf.open(source, inherit_page_attributes=False)
    tree = pdf.Root.get("/Pages")
    # What the tree says of itself comes first: a small one may stand for a million pages.
    _check_pages(tree.get("/Count") if isinstance(tree, Dictionary) else None)
    _check_pages(len(pdf.pages))
    return pdf


def _check_pages(count) -> None:
    most = vocabulary("limits")["pdf"]["halaman"]
    if isinstance(count, int) and count > most:
        raise Refused("batas-halaman", {"jumlah": count, "batas": most})


def _mended(data: bytes, most: int) -> Gated:
    # qpdf passes over an object with which a file ends
    with _opened(io.BytesIO(data + b"\n%%EOF\n")) as pdf:
        if _lost(data, pdf):
            raise Refused("berkas-terpotong")
        whole = io.BytesIO()
        pdf.save(whole)
        return Gated(whole.getvalue(), True, _heavy(pdf, most), _hidden(pdf))


def _lost(data: bytes, pdf: pikepdf.Pdf) -> bool:
    """Whether a damaged file misses a part: objects are asked for and not there, or its last object has no end."""
    begun = {int(match[1]): match.start() for match in BEGUN.finditer(data)}
    missing = not {int(number) for number in ASKED.findall(data)} <= begun.keys()
    if _ended(data):
        # Objects may be packed out of sight: only a page that lost its content tells.
        return missing and any("/Contents" not in page for page in pdf.pages)
    return missing or data.rfind(b"endobj") < max(begun.values(), default=0)


def _ended(data: bytes) -> bool:
    """Whether no object stands after the last of the words that stand at the end of a file."""
    end = max(data.rfind(word) for word in (b"trailer", b"startxref", b"%%EOF"))
    return not BEGUN.search(data, max(end, 0))


def _hidden(pdf: pikepdf.Pdf) -> frozenset[str]:
    """The names of the layers that are switched off when the file is opened."""
    layers = pdf.Root.get("/OCProperties")
    usual = layers.get("/D") if isinstance(layers, Dictionary) else None
    off = usual.get("/OFF") if isinstance(usual, Dictionary) else None
    return frozenset(str(layer.get("/Name")) for layer in off if isinstance(layer, Dictionary)) if isinstance(off, Array) else frozenset()


def _heavy(pdf: pikepdf.Pdf, most: int) -> frozenset[int]:
    sizes: dict[tuple, float] = {}
    return frozenset(number for number, page in enumerate(pdf.pages, 1)
                     if not _small(page, most) and _size(page.obj.get("/Contents"), page.resources, sizes) > most
                     or any(_letters(font, page.resources, sizes) > most for font in _drawn_fonts(page.resources)))


def _small(page: pikepdf.Page, most: int) -> bool:
    """Whether a page's content cannot unpack to too much, which most pages tell without being unpacked: one stream, packed once, that draws no form."""
    content = page.obj.get("/Contents")
    once = isinstance(content, Stream) and content.get("/Filter") == Name.FlateDecode and not _forms(page.resources)
    return once and len(content.read_raw_bytes()) * FLATE <= most


def _size(content, resources, sizes: dict[tuple, float], deep: int = DEEP) -> float:
    """The bytes of a stream or several once unpacked, each form counted wherever it is drawn; `sizes` holds those known, by their object's number."""
    if isinstance(content, Array):
        # An array within it, which may be itself, is no content.
        return sum(_size(part, resources, sizes, deep) for part in content if isinstance(part, Stream))
    if not isinstance(content, Stream):
        return 0
    if not deep:
        return math.inf
    if content.objgen not in sizes:
        sizes[content.objgen] = math.inf  # what it is while it is drawn within itself
        data = _unpacked(content)
        forms = _drawn(data, _forms(resources)) if data else []
        sizes[content.objgen] = math.inf if data is None else len(data) + sum(_size(form, form.get("/Resources", resources), sizes, deep - 1) for form in forms)
    return sizes[content.objgen]


def _letters(font: Dictionary, resources, sizes: dict[tuple, float]) -> float:
    """The bytes of all letters of a font that draws them (Type 3); a letter is unpacked once, however often it is written."""
    letters = font.get("/CharProcs")
    letters = letters.values() if isinstance(letters, Dictionary) else ()
    return sum(_size(letter, font.get("/Resources", resources), sizes) for letter in letters)


def _drawn_fonts(resources) -> list[Dictionary]:
    """The fonts that draw their letters, of a page and of the forms and fonts in its reach."""
    found, left, seen = [], [resources], set()
    while left:
        at = left.pop()
        fonts = at.get("/Font") if _is_new(at, seen) else None
        fonts = [font for font in fonts.values() if _is_new(font, seen)] if _is_new(fonts, seen) else []
        drawn = [font for font in fonts if font.get("/Subtype") == Name.Type3]
        forms = [form for form in _forms(at).values() if _is_new(form, seen)]
        left += [thing.get("/Resources") for thing in (*drawn, *forms)]
        found += drawn
    return found


def _is_new(thing, seen: set[tuple]) -> bool:
    """Whether a dictionary or form is met for the first time: what leads back to itself must not be gone round for ever."""
    if not isinstance(thing, (Dictionary, Stream)) or thing.is_indirect and thing.objgen in seen:
        return False
    seen.add(thing.objgen)
    return True


def _unpacked(stream: Stream) -> bytes | None:
    """The content of a stream; None beyond the limit, nothing where it cannot be unpacked, for then it draws nothing either."""
    try:
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    except pikepdf.PdfError as error:
        # qpdf has one error for both and tells them apart by its words alone
        return None if "limit" in str(error) else b""


def _forms(resources) -> dict[str, Stream]:
    things = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    things = things.items() if isinstance(things, Dictionary) else ()
    return {key: thing for key, thing in things if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form}


def _drawn(data: bytes, forms: dict[str, Stream]) -> list[Stream]:
    """The forms that a content draws, in its order."""
    names = [name.decode("latin-1") for name in DRAWN.findall(data)] if forms else []
    return [forms[name] for name in names if name in forms]
