"""Makes the pictures of the guides from the shipped example: `python -m tests.gambar` writes them to docs/. Needs Chromium.

Each picture bears a mark of what it was drawn from, by which a test sees without a browser that it is no longer what people see.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, PngImagePlugin

from pipeline import document
from pipeline.loaders import earlier
from pipeline.publish import publish
from pipeline.store import open_store, put
from pipeline.transform.rows import key
from tests import contoh

DOCS = Path(__file__).parent.parent / "docs"
NAMES = PDF, XLSX = tuple(f"contoh/{contoh.NAME}.{ending}" for ending in ("pdf", "xlsx"))
INDEX, DOCUMENT, EVIDENCE = "report/index.html", f"report/{key(PDF)}/index.html", f"report/{key(PDF)}/tabel-01.html"
TREE = f"pohon/{earlier.safe_name(contoh.NAME, PDF)}.pdf"
# The first pages of PDF files, with the share of their height that is empty; and pages of the report, as high as they are shown, with what is clicked on them.
PRINTED = {"halaman.png": (PDF, 0.65), "pohon.png": (TREE, 0.3)}
BROWSED = {
    "indeks.png": ([INDEX], 620, []),
    "laporan.png": ([DOCUMENT, EVIDENCE], 600, ["[data-fold=open]", ".kotak .kotak .kotak > .isi a.bukti"]),
    "temuan.png": ([DOCUMENT, EVIDENCE], 560, ["nav a[href='#temuan']", "details.temuan a.bukti"]),
}
# What a page of the report bears unseen: the mark of the code and the rows it was made from.
UNSEEN = re.compile(rb'<meta name="mark" content="\w+">')
WIDTH, COLOURS, MARK = 1400, 128, "Asal"


def published(folder: Path) -> Path:
    """The shipped examples beside their publication, as after a run with nothing else in raw/."""
    shutil.copytree(contoh.FOLDER, folder / "contoh")
    with open_store(folder) as store:
        for name in NAMES:
            put(store, document.read_described(folder / name, document.describe(folder / name, name)), "1")
        publish(store, folder)
    return folder


def mark(name: str, folder: Path) -> str:
    """What a picture shows, as a digest: the bytes of its pages of the report, or what is drawn on its printed page."""
    sources = [PRINTED[name][0]] if name in PRINTED else BROWSED[name][0]
    return hashlib.sha256(b"".join(_content(folder / source) for source in sources)).hexdigest()


def marked(path: Path) -> str | None:
    """The mark that a picture bears."""
    with Image.open(path) as image:
        return image.info.get(MARK)


def draw(folder: Path, docs: Path) -> None:
    """Draw all pictures from a publication of the examples into a folder."""
    images = {name: _printed(folder / source, empty) for name, (source, empty) in PRINTED.items()} | _browsed(folder)
    for name, image in images.items():
        told = PngImagePlugin.PngInfo()
        told.add_text(MARK, mark(name, folder))
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(docs / name, optimize=True, pnginfo=told)


def _content(path: Path) -> bytes:
    if path.suffix != ".pdf":
        return UNSEEN.sub(b"", path.read_bytes())
    with pikepdf.open(path) as pdf:
        return pdf.pages[0].Contents.read_bytes()


def _printed(path: Path, empty: float) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        width, height = pdf[0].get_size()
        return pdf[0].render(scale=WIDTH / width, crop=(0, empty * height, 0, 0)).to_pil()


def _browsed(folder: Path) -> dict[str, Image.Image]:
    from playwright.sync_api import sync_playwright

    images = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (sources, height, clicks) in BROWSED.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": height})
            page.goto((folder / sources[0]).as_uri())
            for selector in clicks:
                page.locator(selector).first.click()
            page.wait_for_load_state("networkidle")
            images[name] = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    return images


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        draw(published(Path(folder)), DOCS)
