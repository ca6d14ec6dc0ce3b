"""Text that stands otherwise than in lines from left to right: turned, or raised above its line."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import read


def ruled(path, heads, width):
    """A canvas with the rules of a table of one row, its headings written."""
    canvas = Canvas(str(path), pagesize=(600, 400))
    for k, text in enumerate(heads):
        canvas.rect(20 + width * k, 200, width, 20)
        canvas.rect(20 + width * k, 80, width, 120)
        canvas.drawString(24 + width * k, 205, text)
    return canvas


def test_rotated_text_is_read_in_its_own_order(tmp_path):
    canvas = ruled(tmp_path / "b.pdf", ["TUJUAN", "SASARAN", "PROGRAM"], 100)
    canvas.drawString(124, 150, "Terwujudnya tertib")
    canvas.drawString(224, 150, "Program Data")
    for x, text in ((50, "Meningkatkan"), (65, "mutu layanan")):
        canvas.saveState()
        canvas.translate(x, 90)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.save()
    assert [n["name"] for n in read(tmp_path / "b.pdf", "b.pdf")["nodes"]] == ["Meningkatkan mutu layanan", "Terwujudnya tertib", "Program Data"]


def turned(path, angle, lines, also=()):
    """The reading of a table whose tujuan is drawn letter by letter in lines (x, y, text) turned by an angle; `also` stands upright in that cell."""
    canvas = ruled(path, ["TUJUAN", "SASARAN", "PROGRAM"], 100)
    canvas.drawString(124, 150, "Terwujudnya tertib")
    canvas.drawString(224, 150, "Program Data")
    for x, y, text in also:
        canvas.drawString(x, y, text)
    for x, y, text in lines:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(angle)
        for k, letter in enumerate(text):
            canvas.drawString(canvas.stringWidth(text[:k], "Helvetica", 12), 0, letter)
        canvas.restoreState()
    canvas.save()
    return read(path, path.name)


@pytest.mark.parametrize("angle, lines", [
    (90, [(40, 85, "Meningkatkan"), (55, 85, "sumber daya"), (70, 85, "11 manusia")]),
    (270, [(100, 195, "Meningkatkan"), (85, 195, "sumber daya"), (70, 195, "11 manusia")]),
])
def test_letters_of_turned_lines_are_read_in_the_order_of_their_lines(tmp_path, angle, lines):
    reading = turned(tmp_path / "a.pdf", angle, lines)
    assert reading["nodes"][0]["name"] == "Meningkatkan sumber daya 11 manusia" and reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("angle, also", [(45, []), (90, [(80, 150, "mutu")])])
def test_text_whose_order_its_turn_does_not_tell_is_told(tmp_path, angle, also):
    reading = turned(tmp_path / "a.pdf", angle, [(40, 85, "Meningkatkan")], also)
    assert [(f["code"], f["source"]) for f in reading["findings"] if f["about"] == "pembacaan"] == [("teks-menyerong", "hal. 1, baris 2, kolom TUJUAN")]


def test_a_raised_sign_stays_in_its_word(tmp_path):
    canvas = ruled(tmp_path / "a.pdf", ["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], 180)
    for x, y, size, text in ((24, 180, 10, "Terwujudnya tertib"), (384, 180, 10, "Program Data"), (204, 180, 10, "Luas ruang dalam m"), (204, 168, 10, "yang dirawat")):
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(204 + canvas.stringWidth("Luas ruang dalam m", "Helvetica", 10), 184, "2")
    canvas.save()
    assert [i["name"] for i in read(tmp_path / "a.pdf", "a.pdf")["indicators"]] == ["Luas ruang dalam m2 yang dirawat"]
