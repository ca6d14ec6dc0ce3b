"""Rows without rules between them: a column of numbers tells the items apart, and where it cannot, that is told."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from tests.drawing import boxes, workbook

HEAD = ["", "TUJUAN", "", "SASARAN", "", "INDIKATOR SASARAN", "SATUAN"]
WIDTHS = [30, 100, 30, 110, 30, 110, 50]
# An empty line stands where an item goes on.
ROW = ["T.1", "Meningkatkan mutu", "S.1\n\nS.2", "Meningkatnya layanan\nmasyarakat desa\nMeningkatnya data", "S.1.1\nS.1.2\nS.2.1",
       "Indeks layanan\nPersentase aduan\nJumlah data", "Indeks\n%\nData"]


def draw(path, row):
    """A table with a heading and one row, whose cells hold their lines one below the other."""
    canvas = Canvas(str(path), pagesize=(500, 200))
    canvas.setFont("Helvetica", 9)
    for texts, y, height in ((HEAD, 150, 20), (row, 100, 50)):
        for k, text in enumerate(texts):
            x = 10 + sum(WIDTHS[:k])
            canvas.rect(x, y, WIDTHS[k], height)
            for n, line in enumerate(text.split("\n")):
                canvas.drawString(x + 3, y + height - 12 - 12 * n, line)
    canvas.save()


def read(path):
    reading = document.read(path, path.name)
    nodes = [(n["level"], n["number"], n["name"]) for n in reading["nodes"]]
    names = {n["node_id"]: n["number"] for n in reading["nodes"]}
    return nodes, [(names[i["node_id"]], i["number"], i["name"], i["unit"]) for i in reading["indicators"]], [f["code"] for f in reading["findings"]]


def test_numbers_beside_a_text_part_it_where_no_rule_does(tmp_path):
    draw(tmp_path / "a.pdf", ROW)
    nodes, indicators, codes = read(tmp_path / "a.pdf")
    assert nodes == [("tujuan", "T.1", "Meningkatkan mutu"), ("sasaran", "S.1", "Meningkatnya layanan masyarakat desa"), ("sasaran", "S.2", "Meningkatnya data")]
    assert indicators == [("S.1", "S.1.1", "Indeks layanan", "Indeks"), ("S.1", "S.1.2", "Persentase aduan", "%"), ("S.2", "S.2.1", "Jumlah data", "Data")]
    assert {"judul-tak-dikenal", "nomor-lebih-dari-teks"}.isdisjoint(codes)


@pytest.mark.parametrize("numbers", ["S.1\nS.3\nS.2", "S.1\n\n\nS.2"])
def test_numbers_that_do_not_count_or_stand_beside_no_line_part_nothing(tmp_path, numbers):
    row = [*ROW[:2], numbers, ROW[3], "S.1.1", "Indeks layanan", "Indeks"]
    draw(tmp_path / "a.pdf", row)
    nodes, _, codes = read(tmp_path / "a.pdf")
    assert nodes[1:] == [("sasaran", None, "Meningkatnya layanan masyarakat desa Meningkatnya data")]
    assert "nomor-lebih-dari-teks" in codes


def test_several_numbers_beside_one_cell_of_a_sheet_are_doubted(tmp_path):
    workbook(tmp_path / "a.xlsx", boxes([HEAD, ["T.1", "Meningkatkan mutu", "S.1\nS.2", "Meningkatnya layanan\nMeningkatnya data", "S.1.1", "Indeks layanan", "Indeks"]]))
    nodes, indicators, codes = read(tmp_path / "a.xlsx")
    assert (len(nodes), indicators) == (2, [(None, "S.1.1", "Indeks layanan", "Indeks")])
    assert "nomor-lebih-dari-teks" in codes and "judul-tak-dikenal" not in codes
