"""Draws the documents of the report's tests and publishes them: a workbook and a PDF of one table, a hostile workbook, a document that is refused."""

from __future__ import annotations

from pathlib import Path

from pipeline import document
from pipeline.publish import publish
from pipeline.store import open_store, put
from tests.drawing import boxes, page_table, workbook

ROWS = [
    ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "FORMULA", "SATUAN", "TARGET 2025", "TARGET 2026", "PAGU 2025", "PAGU 2026", "PERANGKAT DAERAH"],
    ["Meningkatnya layanan", "Program Data", "Persentase data lengkap", "Data lengkap / Semua data x 100%", "%", "80,5", "90", "1.500.000", "1.750.000", "Dinas Data"],
    ["^", "Program Sarana", "Jumlah sarana baik", "Jumlah sarana", "Unit", "10", "12", "2.000.000", "2.500.000", "Dinas Data"],
    ["^", "Program Lama", "program dihapus", "<", "", "", "", "", "", ""],
    ["Terwujudnya tertib", "Program Tertib", "Indeks ketertiban", "", "Indeks", "3,5", "3,7", "", "", ""],
]
HOSTILE = [
    ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "WARNA"],
    ["<script>alert(1)</script>", "javascript:alert(1)", "\" onmouseover=\"alert(1)", "Jumlah <img src=x onerror=alert(1)>", "'><b>merah</b>"],
]
TITLE = ["CASCADING DINAS DATA KABUPATEN CONTOH TAHUN 2025-2026"]
NAMES = ("data.pdf", "data.xlsx", "jahat <b>&'.xlsx", "kosong.pdf")


def draw(folder: Path) -> None:
    """Write the documents into a folder."""
    pdf, xlsx, hostile, empty = (folder / name for name in NAMES)
    page_table(pdf, boxes(ROWS), title=TITLE, breaks=[3])
    workbook(xlsx, boxes(ROWS), title=TITLE)
    workbook(hostile, boxes(HOSTILE), title=TITLE)
    empty.write_bytes(b"")


def published(raw: Path, processed: Path) -> Path:
    """Read the documents and publish them; gives the folder of the report."""
    with open_store(processed) as store:
        for name in NAMES:
            put(store, document.read_described(raw / name, document.describe(raw / name, name)), "1")
        publish(store, processed)
    return processed / "report"
