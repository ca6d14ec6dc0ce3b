"""Printed pages against their originals: `python -m benchmarks.printed [--documents N] [--seed S]` draws random cascades as Word documents, has LibreOffice
print them as PDF, reads both and tells where the readings differ, and whether a warning says so.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import click
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from pipeline import document
from tests.drawing import boxes

HEAD = ["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "FORMULA", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2025", "PENANGGUNG JAWAB"]
WIDTHS = [4, 4, 4, 4, 4, 4, 5, 2, 3]
# Names in capitals are the hard ones: at a page break the rest of one looks like a name of its own.
TITLE = "Kapasitas Kelembagaan Sumber Daya Manusia Pelayanan Sosial Masyarakat Kabupaten Kecamatan Pengelolaan Administrasi Keuangan Perangkat Daerah Sarana Wilayah".split()
SMALL = "dokumen perencanaan laporan capaian kinerja masyarakat layanan keluarga penerima bantuan yang disusun tepat waktu pelayanan minimal".split()


def cascade(seed: int) -> list[list[str]]:
    """The rows of a random cascade; its parents are merged over their rows (`^`) or printed once above blanks."""
    of = random.Random(seed)
    blank, lists = of.choice(["^", ""]), of.random() < 0.5
    rows = [HEAD]
    for sasaran in range(3):
        for program in range(of.randint(1, 3)):
            for kegiatan in range(of.randint(1, 4)):
                first = [_small(of, "Meningkatnya"), _small(of, "Indeks")] if not program and not kegiatan else [blank] * 2
                second = [f"Program {_title(of)}", _small(of, "Persentase"), _small(of, "Jumlah") + " / " + _small(of, "jumlah")] if not kegiatan else [blank] * 3
                count = of.randint(2, 3) if lists and of.random() < 0.5 else 1
                rows.append([*first, *second, _title(of), _listed([_small(of, "Jumlah") for _ in range(count)]),
                             _listed([f"{of.randint(1, 99)} dokumen" for _ in range(count)]), of.choice(["Sekretariat", "Bidang Pemberdayaan Sosial", "Bidang Data"])])
    return rows


def _title(of: random.Random) -> str:
    return " ".join(of.choice(TITLE) for _ in range(of.randint(3, 9)))


def _small(of: random.Random, first: str) -> str:
    return " ".join([first, *(of.choice(SMALL) for _ in range(of.randint(3, 12)))])


def _listed(texts: list[str]) -> str:
    return "\n".join(f"{k}. {text}" for k, text in enumerate(texts, 1)) if len(texts) > 1 else texts[0]


def draw(path: Path, rows: list[list[str]], middle: bool, size: int) -> None:
    """Draw rows as a Word table on landscape pages, its heading printed on each; texts stand at the top or in the middle of their cells."""
    written = Document()
    section = written.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    written.styles["Normal"].font.size, written.styles["Normal"].paragraph_format.space_after = Pt(size), Pt(0)
    written.add_paragraph("CASCADING DINAS SOSIAL KABUPATEN CONTOH TAHUN 2025")
    table = written.add_table(len(rows), len(HEAD), style="Table Grid")
    table.autofit = False
    for box in boxes(rows):
        cell = table.cell(box.row, box.column).merge(table.cell(box.row + box.row_span - 1, box.column))
        cell.text, *more = str(box.text).split("\n")
        for line in more:
            cell.add_paragraph(line)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS):
            cell.width, cell.vertical_alignment = Cm(26.7 * width / sum(WIDTHS)), WD_ALIGN_VERTICAL.CENTER if middle else WD_ALIGN_VERTICAL.TOP
    again = OxmlElement("w:tblHeader")
    again.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(again)
    written.save(str(path))


def printed(path: Path) -> Path:
    """The PDF that LibreOffice prints of a document."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


def facts(reading: dict[str, list[dict]]) -> Counter:
    """What a reading says, place and keys aside."""
    name = {row["node_id"]: row["name"] for row in reading["nodes"]} | {row["indicator_id"]: row["name"] for row in reading["indicators"]}
    said = [("nodes", row["level"], row["name"], name.get(row["parent_id"])) for row in reading["nodes"]]
    said += [("indicators", name[row["node_id"]], row["name"], row["unit"], row["formula"]) for row in reading["indicators"]]
    said += [("targets", name[row["node_id"]], name[row["indicator_id"]], row["year"], row["value"]) for row in reading["targets"]]
    return Counter([*said, *(("owners", name[row["node_id"]], row["owner"]) for row in reading["owners"])])


def _compare(folder: Path, seed: int) -> str:
    """Draw and print one document; gives how its readings compare, and prints the facts that differ."""
    path = folder / f"{seed}.docx"
    draw(path, cascade(seed), middle=bool(seed % 2), size=7 + seed % 3)
    original, copy = (document.read(of, of.name) for of in (path, printed(path)))
    wanted, found = facts(original), facts(copy)
    doubted = any(finding["severity"] != "info" for finding in copy["findings"])
    how = "equal" if wanted == found else "told" if doubted else "silent"
    for sign, fact in [*(("-", fact) for fact in wanted - found), *(("+", fact) for fact in found - wanted)]:
        print(f"{seed:6} {how} {sign} {fact}"[:240])
    return how


@click.command(help=__doc__)
@click.option("--documents", default=40, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(documents: int, seed: int):
    with tempfile.TemporaryDirectory() as folder:
        counts = Counter(_compare(Path(folder), k) for k in range(seed, seed + documents))
    print(f"{counts['equal']} of {documents} documents are read alike, {counts['told']} differ and are told, {counts['silent']} differ in silence")


if __name__ == "__main__":
    main()
