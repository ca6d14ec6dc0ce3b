"""Makes the two shipped examples: `python -m tests.contoh` writes them to raw/contoh/."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.drawing import boxes, page_table, workbook

FOLDER = Path(__file__).parent.parent / "raw" / "contoh"
NAME = "cascading-dinas-sosial"
WIDTHS = [2, 8, 8, 6, 2, 9, 2, 9, 10, 2, 10, 2, 9, 9, 2, 9, 9, 7]
PAGE_ENDS = [6.6, 13, 18]


def make(folder: Path) -> tuple[Path, Path]:
    """Draw the examples into a folder; equal bytes each time."""
    content = tomllib.loads((Path(__file__).parent / "contoh.toml").read_text())
    cells = boxes(content["rows"])
    pdf, xlsx = folder / f"{NAME}.pdf", folder / f"{NAME}.xlsx"
    page_table(pdf, cells, WIDTHS, title=[content["title"]], breaks=PAGE_ENDS, size=7)
    workbook(xlsx, cells, title=[content["title"]], widths=[2.2 * w for w in WIDTHS])
    return pdf, xlsx


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in make(FOLDER):
        print(path)
