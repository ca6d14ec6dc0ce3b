"""Damaged, locked, endless and unreadable PDFs: what can be mended is read as its twin, what cannot is refused with its reason."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pikepdf
import pytest
import reportlab
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.ttfonts import TTFontFile
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from pipeline.vocabulary import vocabulary
from tests.drawing import boxes, page_table
from tests.test_reading import tree

ROWS = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"],
        ["Meningkatkan mutu layanan sosial yang merata", "Meningkatnya layanan dasar bagi semua warga", "Indeks kepuasan masyarakat atas layanan dasar"],
        ["^", "Meningkatnya jumlah keluarga yang mandiri", "Persentase keluarga yang mandiri dalam satu tahun"],
        ["^", "Meningkatnya jangkauan bantuan untuk warga", "Jumlah warga yang mendapat bantuan"]]
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


@pytest.fixture
def sound(tmp_path):
    """A sound document of two pages."""
    page_table(tmp_path / "sound.pdf", boxes(ROWS), breaks=[3])
    return tmp_path / "sound.pdf"


def read(path):
    return document.read(path, "a.pdf")


def codes(reading):
    return [finding["code"] for finding in reading["findings"]]


def written(path, objects, more=b""):
    """A PDF of objects as they are, the first its root, with a sound table of places."""
    data, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, more, len(data))
    path.write_bytes(data)
    return path


def stream(data, entries=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def drawing(path, content, entries=b"", *others):
    """A PDF of one page that draws a content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F 5 0 R>>>>>>"
    return written(path, [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content, entries), *others])


def changed(path, text, fonts=None):
    """The document with every text painted as `text` gives its bytes, in other fonts if given."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            steps = [([pikepdf.String(text(bytes(step.operands[0])))] if str(step.operator) == "Tj" else step.operands, step.operator)
                     for step in pikepdf.parse_content_stream(page)]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))
            for name in page.Resources.Font.keys() if fonts else ():
                page.Resources.Font[name] = fonts(pdf)
        pdf.save(path.with_name("changed.pdf"))
    return path.with_name("changed.pdf")


def unnamed(pdf):
    """A font whose codes are places in the font's file, and nothing tells their letters."""
    face = Dictionary(Type=Name.FontDescriptor, FontName=Name.Vera, Flags=4, FontBBox=[0, -200, 1000, 1000], ItalicAngle=0, Ascent=800, Descent=-200,
                      CapHeight=700, StemV=80, FontFile2=pdf.make_stream(VERA.read_bytes()))
    letters = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Vera, FontDescriptor=pdf.make_indirect(face), DW=600,
                         CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), CIDToGIDMap=Name.Identity)
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Vera, Encoding=Name("/Identity-H"),
                                        DescendantFonts=Array([pdf.make_indirect(letters)])))


def locked(path, **passwords):
    with pikepdf.open(path) as pdf:
        pdf.save(path.with_name("locked.pdf"), encryption=pikepdf.Encryption(**passwords))
    return path.with_name("locked.pdf")


def test_only_a_password_for_opening_locks(sound):
    assert codes(read(locked(sound, user="rahasia", owner="rahasia"))) == ["berkas-bersandi"]
    assert tree(read(locked(sound, user="", owner="rahasia"))) == tree(read(sound))


@pytest.mark.parametrize("hurt", [
    lambda data: b"%PDF-1.4\n% sisipan\n" + data[9:],
    lambda data: re.sub(rb"\d{10} 00000 n", b"0000000007 00000 n", data),
    lambda data: data[:data.rindex(b"\nxref")],
    lambda data: data[:data.rindex(b"trailer")] + b"%%EOF\n",
    lambda data: data.replace(b"/Root", b"/Prev %s /Root" % re.search(rb"startxref\s+(\d+)", data)[1]),
    lambda data: data + b"<html></html>\n" * 200,
], ids=["shifted", "wrong places", "no table of places", "no trailer", "goes back to itself", "something behind its end"])
def test_a_damaged_file_is_mended_and_read_as_its_twin(sound, hurt):
    expected = read(sound)
    sound.write_bytes(hurt(sound.read_bytes()))
    reading = read(sound)
    assert codes(reading) == ["berkas-diperbaiki"] and reading["documents"][0]["status"] == "tinjau"
    assert tree(reading) == tree(expected) and reading["documents"][0]["pages"] == 2


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
def test_a_cut_file_is_refused(sound, share):
    data = sound.read_bytes()
    sound.write_bytes(data[:int(share * len(data))])
    assert codes(read(sound)) == ["berkas-terpotong"]


def test_a_file_cut_between_its_objects_is_refused(sound):
    data = sound.read_bytes()
    sound.write_bytes(data[:data.rindex(b"endobj", 0, data.rindex(b"endobj")) + 7])
    assert codes(read(sound)) == ["berkas-terpotong"]


def test_a_damaged_file_may_have_an_empty_page(sound):
    with pikepdf.open(sound, allow_overwriting_input=True) as pdf:
        pdf.add_blank_page()
        pdf.save(sound, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(sound, allow_overwriting_input=True) as pdf:
        del pdf.pages[2]["/Contents"]
        pdf.save(sound, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    sound.write_bytes(sound.read_bytes() + b"<html></html>\n" * 200)
    reading = read(sound)
    assert codes(reading) == ["berkas-diperbaiki", "halaman-tanpa-teks"] and len(reading["nodes"]) == 4


def test_a_small_tree_that_stands_for_a_million_pages_is_refused(tmp_path):
    tree_of = [b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % (k + 3) * 10, 10 ** (6 - k)) for k in range(6)]
    path = written(tmp_path / "a.pdf", [b"<</Type/Catalog/Pages 2 0 R>>", *tree_of, b"<</Type/Page/MediaBox[0 0 9 9]>>"])
    reading = read(path)
    assert codes(reading) == ["batas-halaman"] and "1000000 halaman; batasnya 500" in reading["findings"][0]["message"]


def test_one_page_drawn_too_often_is_refused(tmp_path):
    path = written(tmp_path / "a.pdf", [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 501>>" % (b"3 0 R " * 501), b"<</Type/Page/MediaBox[0 0 9 9]>>"])
    assert codes(read(path)) == ["batas-halaman"]


def test_letters_that_are_drawn_and_small_are_no_fault(sound):
    letters = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0], FirstChar=97, LastChar=97, Widths=[1])
    expected = tree(read(sound))
    with pikepdf.open(sound, allow_overwriting_input=True) as pdf:
        letters.CharProcs, letters.Encoding = Dictionary(a=pdf.make_stream(b"1 0 d0 0 0 1 1 re f")), Dictionary(Differences=[97, Name.a])
        letters.Resources = Dictionary(Font=Dictionary(F=(font := pdf.make_indirect(letters))))
        pdf.pages[0].Resources.Font.F9 = font
        font.Resources.Font.F = font
        pdf.save(sound)
    assert tree(read(sound)) == expected and codes(read(sound)) == []


def test_a_page_with_too_large_a_content_costs_only_itself(sound, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["pdf"], "mib_isi", 1)
    with pikepdf.open(sound, allow_overwriting_input=True) as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b" " * (2 << 20))
        pdf.save(sound)
    reading = read(sound)
    assert [(finding["code"], finding["source"]) for finding in reading["findings"]] == [("batas-isi-pdf", "hal. 3")] and len(reading["nodes"]) == 4


@pytest.mark.parametrize("limit", ["benda", "huruf", "garis", "kotak"])
def test_a_page_with_too_much_on_it_is_told_and_left(sound, monkeypatch, limit):
    monkeypatch.setitem(vocabulary("limits")["pdf"], limit, 5)
    assert codes(read(sound)) == ["batas-halaman-padat"]


def test_letters_that_the_font_does_not_name_are_no_text(sound):
    places = TTFontFile(str(VERA)).charToGlyph
    path = changed(sound, lambda text: b"".join(places[letter].to_bytes(2, "big") for letter in text), unnamed)
    assert codes(read(path)) == ["teks-rusak"]


@pytest.mark.parametrize("cipher", [
    lambda text: bytes(letter if not chr(letter).isalpha() else (letter - (letter & 96) + 12) % 26 + (letter & 96) + 1 for letter in text),
    lambda text: text[::-1],
    lambda text: b"".join(b"\\(cid:%d\\)" % letter for letter in text).replace(b"\\", b""),
], ids=["other letters", "backwards", "codes for letters"])
def test_words_of_no_language_are_no_text(sound, cipher):
    reading = read(changed(sound, cipher))
    assert codes(reading) == ["teks-rusak"] and reading["nodes"] == []


def test_nothing_in_a_document_is_run_or_followed(sound, tmp_path):
    mark, expected = tmp_path / "dijalankan", tree(read(sound))
    with pikepdf.open(sound) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=str(mark), Next=Dictionary(S=Name.JavaScript, JS="app.alert('x')"))
        pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.URI, URI="http://127.0.0.1:9/"))
        pdf.attachments["a.exe"] = b"MZ"
        pdf.save(tmp_path / "live.pdf")
    before = sorted(tmp_path.iterdir())
    reading = read(tmp_path / "live.pdf")
    assert tree(reading) == expected and codes(reading) == [] and sorted(tmp_path.iterdir()) == before


def cells(path, paint):
    """A table of one row, drawn by `paint(canvas, x, y, text)` where its last cell stands."""
    canvas = Canvas(str(path), pagesize=(400, 200))
    for r, row in enumerate([("TUJUAN", "SASARAN", "INDIKATOR SASARAN"), ("Meningkatkan mutu", "Meningkatnya layanan", "Indeks layanan")]):
        for c, text in enumerate(row):
            x, y = 20 + 120 * c, 150 - 40 * r
            canvas.rect(x, y, 120, 40)
            (paint if (r, c) == (1, 2) else lambda canvas, *place: canvas.drawString(*place))(canvas, x + 3, y + 20, text)
    canvas.save()
    return path


def test_text_painted_without_ink_is_not_read_and_told(tmp_path):
    reading = read(cells(tmp_path / "a.pdf", lambda canvas, x, y, text: canvas.drawString(x, y, text, mode=3)))
    assert reading["indicators"] == [] and "teks-tak-tampak" in codes(reading)


def test_text_off_the_page_is_not_read_and_told(tmp_path):
    path = cells(tmp_path / "a.pdf", lambda canvas, x, y, text: canvas.drawString(x, y, text))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].CropBox = [0, 0, 260, 200]
        pdf.save(path)
    reading = read(path)
    assert [node["name"] for node in reading["nodes"]] == ["Meningkatkan mutu", "Meningkatnya layanan"]
    assert reading["indicators"] == [] and "teks-tak-tampak" in codes(reading)


@pytest.mark.parametrize("hidden", [True, False])
def test_a_layer_that_is_switched_off_is_not_read_and_told(tmp_path, hidden):
    path = cells(tmp_path / "a.pdf", lambda canvas, x, y, text: canvas.drawString(x, y, text))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Konsep"))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer] if hidden else []))
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(L=layer)
        text = page.Contents.read_bytes()
        start = text.rindex(b"BT")
        page.Contents = pdf.make_stream(text[:start] + b"/OC /L BDC " + text[start:] + b" EMC")
        pdf.save(path)
    reading = read(path)
    assert ([row["name"] for row in reading["indicators"]], "teks-tak-tampak" in codes(reading)) == (([], True) if hidden else (["Indeks layanan"], False))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_its_twin(tmp_path, turn):
    path = cells(tmp_path / "a.pdf", lambda canvas, x, y, text: canvas.drawString(x, y, text))
    expected = tree(read(path))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page, (width, height) = pdf.pages[0], (400, 200)
        move = {90: b"0 1 -1 0 %d 0 cm " % height, 180: b"-1 0 0 -1 %d %d cm " % (width, height), 270: b"0 -1 1 0 0 %d cm " % width}[turn]
        page.Contents = pdf.make_stream(b"q " + move + page.Contents.read_bytes() + b" Q")
        page.MediaBox = [0, 0, *((width, height) if turn == 180 else (height, width))]
        page.Rotate = turn
        pdf.save(path)
    assert tree(read(path)) == expected and expected


@pytest.mark.skipif(sys.platform != "linux", reason="other systems write names in letters only")
def test_a_name_that_is_no_text_hides_no_pdf(sound):
    odd = sound.with_name(b"laporan-\xff.pdf".decode(errors="surrogateescape"))
    expected = read(sound)
    sound.rename(odd)
    assert read(odd) == expected
