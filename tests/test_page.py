"""What stands on one page: its objects are asked all at once, and each must keep its own answer."""

from __future__ import annotations

from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extractors import pdf, pdfium
from pipeline.extractors.objects import objects
from pipeline.extractors.page import pieces
from pipeline.extractors.paths import paths, rulings, shades
from pipeline.extractors.rulings import tables
from pipeline.extractors.text import clean

SIZE = (400, 300)


@contextmanager
def page(path, draw):
    """The page that `draw` draws on a canvas."""
    canvas = Canvas(str(path), pagesize=SIZE)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(path)
    yield document[0]
    document.close()


def form(canvas):
    """A form with a line and a word, drawn twice as large, 100 to the right and 50 up."""
    canvas.beginForm("form")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(10, 20, "Kegiatan")
    canvas.rect(10, 15, 50, 0.5, stroke=0, fill=1)
    canvas.endForm()
    canvas.transform(2, 0, 0, 2, 100, 50)
    canvas.doForm("form")


def test_what_a_form_draws_stands_where_the_form_stands(tmp_path):
    with page(tmp_path / "a.pdf", form) as drawn:
        things = objects(drawn)
        (piece,) = pieces(drawn, things)
        assert (piece.text, round(piece.x0)) == ("Kegiatan", 122)
        assert rulings(paths(things)) == [pytest.approx((120, 219, 220, 220))]


def test_what_forms_draw_stands_in_the_order_of_painting(tmp_path):
    def painted(canvas):
        canvas.drawString(20, 280, "awal")
        form(canvas)
        canvas.translate(0, 20)
        canvas.drawString(20, 0, "tengah")
        canvas.doForm("form")
        canvas.drawString(20, -15, "akhir")

    with page(tmp_path / "a.pdf", painted) as drawn:
        assert [piece.text for piece in pieces(drawn, objects(drawn))] == ["awal", "Kegiatan", "tengah", "Kegiatan", "akhir"]


def test_a_text_of_any_length_is_read_whole(tmp_path):
    words = " ".join(f"kata{k}" for k in range(300))
    with page(tmp_path / "a.pdf", lambda canvas: canvas.drawString(5, 100, words)) as drawn:
        assert [piece.text for piece in pieces(drawn, objects(drawn))] == [words]


def clipped(canvas):
    """Three lines and a clip that shows the first, half of the second, and nothing of the third."""
    clip = canvas.beginPath()
    clip.rect(0, 153, 400, 47)
    canvas.clipPath(clip, stroke=0)
    for y, word in ((180, "utuh"), (150, "separuh"), (100, "tiada")):
        canvas.drawString(20, y, word)


def test_text_is_read_as_far_as_its_clip_shows_it(tmp_path):
    with page(tmp_path / "a.pdf", clipped) as drawn:
        assert [(piece.text, piece.cut, piece.hidden) for piece in pieces(drawn, objects(drawn))] == [("utuh", False, False), ("separuh", True, False), ("tiada", False, True)]


def coloured(canvas):
    canvas.setFillColorRGB(1, 0.5, 0)
    canvas.rect(10, 10, 100, 50, stroke=0, fill=1)
    canvas.rect(10, 100, 100, 50, stroke=1, fill=0)


def test_filled_boxes_shade_and_stroked_ones_rule(tmp_path):
    with page(tmp_path / "a.pdf", coloured) as drawn:
        boxes, colours = shades(paths(objects(drawn)))
        assert (boxes.tolist(), colours) == ([[10, 240, 110, 290]], ["ff8000"])
        assert len(rulings(paths(objects(drawn)))) == 4


def test_a_page_of_nothing_gives_nothing(tmp_path):
    with page(tmp_path / "a.pdf", lambda canvas: canvas.showPage()) as drawn:
        things = objects(drawn)
        assert (pieces(drawn, things), rulings(paths(things)), shades(paths(things))[1]) == ([], [], [])


def mapped(path, *meanings):
    """A page of a line `aXb` per meaning (UTF-16 in hex), whose X stands for it."""
    with page(path, lambda canvas: [canvas.drawString(20, 250 - 30 * k, f"a{chr(65 + k)}b") for k in range(len(meanings))]):
        pass
    codes = [(65 + k, meaning) for k, meaning in enumerate(meanings)] + [(97, "0061"), (98, "0062")]
    lines = "\n".join(f"<{code:02X}> <{meaning}>" for code, meaning in codes)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        font.ToUnicode = pdf.make_stream(f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar\n{lines}\nendbfchar".encode())
        pdf.save(path)
    return pypdfium2.PdfDocument(path)[0]


@pytest.mark.parametrize("meaning, read", [
    ("0058", "aXb"), ("0000", "ab"), ("D83DDE00", "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}b"), ("D800", "a\N{REPLACEMENT CHARACTER}b"), ("FFFD", "a\N{REPLACEMENT CHARACTER}b"), ("FB01", "afib"),
    ("00410042", "aABb"), ("0002", "a\x02b")])
def test_each_character_is_what_its_font_says(tmp_path, meaning, read):
    drawn = mapped(tmp_path / "a.pdf", "0058", meaning)
    assert [piece.text for piece in pieces(drawn, objects(drawn))] == ["aXb", read]


def test_a_hyphen_at_the_end_of_a_line_stays(tmp_path):
    with page(tmp_path / "a.pdf", lambda canvas: [canvas.drawString(20, 200 - 12 * k, words) for k, words in enumerate(("keluarga-", "keluarga"))]) as drawn:
        assert [clean(piece.text) for piece in pieces(drawn, objects(drawn))] == ["keluarga-", "keluarga"]


def narrowed(canvas):
    """Words each within a clip narrower than the one before, all of them still in force."""
    for k in range(300):
        clip = canvas.beginPath()
        # Askew, for pdfium makes one of boxes within boxes.
        clip.moveTo(0, 0)
        clip.lineTo(800, 0)
        clip.lineTo(0, 300 - k)
        clip.close()
        canvas.clipPath(clip, stroke=0)
        canvas.drawString(20, 295 - k, f"kata{k}")


def test_clips_within_clips_hide_what_the_narrowest_hides(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(pdfium, "clip_segments", lambda *place, ask=pdfium.clip_segments: asked.append(place) or ask(*place))
    with page(tmp_path / "a.pdf", narrowed) as drawn:
        assert [(piece.text, piece.cut) for piece in pieces(drawn, objects(drawn))] == [(f"kata{k}", True) for k in range(300)]
    # Each path is asked once, not once per word that it clips.
    assert len(asked) <= 301


def mirrored(canvas):
    """A text of negative size, which a matrix turns upright again, and one that a matrix presses flat."""
    for size, matrix, words in ((-10, (-1, 0, 0, -1), "Program"), (10, (1, 0, 0, 0), "Data")):
        text = canvas.beginText()
        text.setTextTransform(*matrix, 20, 100)
        text.setFont("Helvetica", size)
        text.textOut(words)
        canvas.drawText(text)


def test_a_text_is_as_high_as_a_reader_sees_it_and_one_of_no_height_is_not_seen(tmp_path):
    with page(tmp_path / "a.pdf", mirrored) as drawn:
        assert [(piece.text, round(piece.size), piece.white) for piece in pieces(drawn, objects(drawn))] == [("Program", 10, False), ("Data", 0, True)]


def raised(canvas):
    """A number and a word with a footnote's mark each, and a unit with its power, in the three cells of a ruled row."""
    canvas.grid([10, 110, 210, 310], [100, 130])
    for x, text in ((20, "82"), (120, "Indeks layanan"), (220, "12 m")):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, 110, text)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(x + canvas.stringWidth(text, "Helvetica", 10), 114, "2")


def test_raised_digits_are_marks_behind_numbers_and_words_and_powers_of_units(tmp_path):
    with page(tmp_path / "a.pdf", raised):
        (grid,) = pdf.read(tmp_path / "a.pdf").grids
        assert [cell.text for cell in grid.cells] == ["82²", "Indeks layanan²", "12 m2"]


@pytest.mark.parametrize(("size", "small", "up"), [(8, 6.4, 4.4), (9, 7.5, 3.8), (10, 5.8, 3.5)])
def test_signs_set_raised_are_behind_their_word_however_high_and_large_the_writer_sets_them(tmp_path, size, small, up):
    def marked(canvas):
        canvas.grid([10, 60, 110, 210, 260, 310], [100, 130])
        for x, text, mark in ((14, "85", "1"), (64, "12,5", "2)"), (114, "Program\nPengelolaan A", "3"), (214, "m", "2"), (264, "1.200", "*")):
            for k, line in enumerate(text.split("\n")):
                canvas.setFont("Helvetica", size)
                canvas.drawString(x, 118 - (1.15 * size + 0.2) * k, line)
            canvas.setFont("Helvetica", small)
            canvas.drawString(x + canvas.stringWidth(line, "Helvetica", size), 118 - (1.15 * size + 0.2) * k + up, mark)

    with page(tmp_path / "a.pdf", marked):
        (grid,) = pdf.read(tmp_path / "a.pdf").grids
        assert [cell.text for cell in grid.cells] == ["85¹", "12,5²⁾", "Program Pengelolaan A³", "m2", "1.200*"]


def struck(canvas):
    """Three cells of a ruled row: a text with a line through it, one with a line under it, one plain."""
    canvas.grid([10, 110, 210, 310], [100, 130])
    for x, text in ((20, "Program lama"), (120, "Program data"), (220, "Program baru")):
        canvas.drawString(x, 110, text)
    canvas.line(20, 113, 78, 113)
    canvas.line(120, 109, 178, 109)


def test_a_line_through_a_text_strikes_it_and_one_under_it_does_not(tmp_path):
    with page(tmp_path / "a.pdf", struck):
        (grid,) = pdf.read(tmp_path / "a.pdf").grids
        assert [(cell.text, "strike" in cell.marks) for cell in grid.cells] == [("Program lama", True), ("Program data", False), ("Program baru", False)]


def flown(canvas):
    """A ruled table of low rows: the second line of two names runs over the row below, the last one out of the table."""
    canvas.grid([10, 110, 210, 310], [100, 112, 124, 136])
    for row, texts in enumerate((("PROGRAM", "INDIKATOR", "TARGET 2025"), ("Program Data\ndan Sarana", "Jumlah data\nyang lengkap", "12"), ("Program Mutu\nKabupaten", "Indeks mutu", "80"))):
        for column, text in enumerate(texts):
            for k, line in enumerate(text.split("\n")):
                canvas.drawString(14 + 100 * column, 127 - 12 * row - 11 * k, line)


def test_lines_that_flow_over_other_cells_are_of_the_cell_in_which_they_begin(tmp_path):
    with page(tmp_path / "a.pdf", flown):
        book = pdf.read(tmp_path / "a.pdf")
        assert [[cell.text for cell in book.grids[0].row_cells(row)] for row in (1, 2)] == [["Program Data dan Sarana", "Jumlah data yang lengkap", "12"], ["Program Mutu Kabupaten", "Indeks mutu", "80"]]
        assert [finding.code for finding in book.findings] == ["teks-bertumpuk"]


def test_lines_of_two_tables_a_hair_beside_each_other_are_all_seen():
    def lines(x, top):
        across = [(10, y, 90, y) for y in (top, top + 20, top + 40)]
        return across + [(k, y, k, y + 20) for k in (10, x, 90) for y in (top, top + 20)]

    found = tables(1, [*lines(50.27, 10), *lines(50.23, 100)])
    assert [[round(x) for x in table.xs] for table in found] == [[10, 50, 90]] * 2
