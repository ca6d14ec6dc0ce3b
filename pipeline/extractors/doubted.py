"""What is left or doubted of the pages of a PDF: codes of each page, then a finding per run of pages."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extractors.objects import Objects
from pipeline.extractors.page import Piece, characters
from pipeline.extractors.paths import picture
from pipeline.extractors.pdfium import TEXT
from pipeline.extractors.pictured import tabled
from pipeline.findings import Finding

# A page with little text and a picture on much of it, but not behind all of it, may hold a table as a picture; with more text only where the picture shows rules.
FEW, PICTURE, WHOLE = 160, 0.25, 0.97
# Of so many pages the first is a cover.
BOOK = 10
# Why a page is left, with why a document is refused all of whose pages are left so; then why a page is doubted.
LEFT = {"batas-isi-pdf": "batas-isi-pdf", "batas-halaman-padat": "batas-halaman-padat", "teks-rusak": "teks-rusak", "halaman-rusak": "berkas-rusak"}
ASIDE = "halaman-kolom-lepas"
DOUBTED = ("halaman-tanpa-teks", "halaman-gambar", "teks-tak-tampak", "teks-bertumpuk")


def doubts(page, number: int, pages: int, drawn: Objects, text: list[Piece], covered: bool) -> Iterator[str]:
    """Why a page of so many is doubted; `covered` says that layers hide some of it."""
    letters = sum(len(piece.text) for piece in text if not piece.hidden) or _letters(page, drawn)
    if not letters:
        yield "halaman-tanpa-teks"
    elif number > 1 and letters < FEW and PICTURE < picture(page, drawn) < WHOLE or (number > 1 or pages < BOOK) and tabled(page, drawn):
        yield "halaman-gambar"
    if covered or any(piece.white for piece in text):
        yield "teks-tak-tampak"


def _letters(page, drawn: Objects) -> int:
    """How many characters a page holds; where there are more than few, at least so many: to count them takes time."""
    texts = int((drawn.kinds == TEXT).sum())
    return texts if texts >= FEW else characters(page)


def numbers(codes: list[list[str]], filled: bool) -> dict[str, list[int]]:
    """The numbers of the pages that bear each code, of the codes of all pages; `filled` says whether any page holds a table."""
    found = {code: [number for number, own in enumerate(codes, 1) if code in own] for code in (*LEFT, *DOUBTED)}
    bare = found["halaman-tanpa-teks"]
    # The first page alone without text, at the front of a book, is its cover.
    if len(codes) >= BOOK and 1 in bare and 2 not in bare and filled:
        del bare[0]
    return found


def findings(numbers: dict[str, list[int]]) -> Iterator[Finding]:
    """One finding per run of pages that bear a code."""
    for code, pages in numbers.items():
        firsts = [n for n in pages if n - 1 not in pages]
        lasts = [n for n in pages if n + 1 not in pages]
        for first, last in zip(firsts, lasts):
            told = run(first, last)
            yield Finding(code, f"hal. {told}", {"halaman": told, "jumlah": last - first + 1})


def run(first: int, last: int) -> str:
    """Some pages as a person names them."""
    return f"{first}" if first == last else f"{first}-{last}"
