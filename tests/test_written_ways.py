"""Text that stands otherwise than in lines from left to right: turned, or raised above its line."""

from __future__ import annotations

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


def test_a_raised_sign_stays_in_its_word(tmp_path):
    canvas = ruled(tmp_path / "a.pdf", ["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], 180)
    for x, y, size, text in ((24, 180, 10, "Terwujudnya tertib"), (384, 180, 10, "Program Data"), (204, 180, 10, "Luas ruang dalam m"), (204, 168, 10, "yang dirawat")):
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(204 + canvas.stringWidth("Luas ruang dalam m", "Helvetica", 10), 184, "2")
    canvas.save()
    assert [i["name"] for i in read(tmp_path / "a.pdf", "a.pdf")["indicators"]] == ["Luas ruang dalam m2 yang dirawat"]
