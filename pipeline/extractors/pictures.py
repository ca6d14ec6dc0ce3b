"""Pictures of the pages of a PDF, in four greys: enough to read by, and small."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterable

import numpy as np
import pypdfium2

from pipeline.extractors import pdfium
from pipeline.extractors.objects import objects
from pipeline.vocabulary import vocabulary

SIGNATURE = b"\x89PNG\r\n\x1a\n"
BITS = 2
QUICK = 3  # half the time of zlib's own choice, for a twentieth more bytes


class Album:
    """The pages of a PDF that may be drawn once it is read: some are kept open, for to load one anew takes longer than to draw it."""

    def __init__(self, document: pypdfium2.PdfDocument):
        self.document, self.open, self.limits = document, {}, vocabulary("limits")["gambar"]

    def put(self, number: int, page: pypdfium2.PdfPage, images: list[int] | None):
        """Take a page that has been read; one that may be wanted, whose images are known, stays open while there are not too many."""
        if images is not None and len(self.open) < self.limits["terbuka"]:
            self.open[number] = page, images
        else:
            page.close()

    def drawn(self, pages: Iterable[int]) -> list[dict]:
        """A row per page: its number, width and height in points, and its picture as base64, without the images on it; a page that cannot be drawn has none."""
        found = []
        for number in pages:
            try:
                page, images = self.open.pop(number, None) or _opened(self.document, number)
                found.append(dict(page=number, **_row(page, images, self.limits)))
                page.close()
            except pypdfium2.PdfiumError:
                continue
        return found


def _opened(document: pypdfium2.PdfDocument, number: int) -> tuple[pypdfium2.PdfPage, list[int]]:
    page = document[number - 1]
    return page, objects(page).of(pdfium.IMAGE)[0]


def _row(page: pypdfium2.PdfPage, images: list[int], limits: dict) -> dict:
    width, height = page.get_size()
    scale = min(limits["dpi"] / 72, limits["sisi"] / max(width, height))
    _strip(page, images)
    png = _png(page.render(scale=scale, grayscale=True, no_smoothimage=True, bitmap_maker=_of_words))
    return dict(width=width, height=height, png=base64.b64encode(png).decode())


def _strip(page: pypdfium2.PdfPage, images: list[int]):
    """Takes the banner and the backdrop away: in four greys they hide the text, and drawing them costs ten times the rest."""
    address = pdfium.address(page)
    for image in images:
        # One inside a form stays where it is.
        if pdfium.remove_object(address, image):
            pdfium.destroy_object(image)


def _of_words(width: int, height: int, *form, **kwargs) -> pypdfium2.PdfBitmap:
    """A bitmap whose lines are filled up to whole words of four dots."""
    return pypdfium2.PdfBitmap.new_native(width, height, *form, stride=width + -width % 4, **kwargs)


def _png(grey: pypdfium2.PdfBitmap) -> bytes:
    """A picture of bytes from black to white, four to a word, as a PNG of four greys."""
    dots = np.frombuffer(grey.buffer, "<u4").reshape(grey.height, -1)
    # Each line says first how it is filtered: not at all.
    lines = np.zeros((grey.height, dots.shape[1] + 1), np.uint8)
    # The two high bits of each byte of a word, the first byte's foremost.
    lines[:, 1:] = dots & 0xC0 | dots >> 10 & 0x30 | dots >> 20 & 0x0C | dots >> 30
    head = struct.pack(">IIBBBBB", grey.width, grey.height, BITS, 0, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, QUICK)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
