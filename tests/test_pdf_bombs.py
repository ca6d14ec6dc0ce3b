"""Small PDFs that unpack to far too much: measured before anything is drawn, and refused."""

from __future__ import annotations

import zlib

import pytest

from tests.test_pdf_gate import codes, drawing, read, stream


@pytest.mark.parametrize("packed, filters", [
    (lambda data: zlib.compress(data, 9), b"/Filter/FlateDecode"),
    (lambda data: zlib.compress(zlib.compress(data, 9), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    (lambda data: zlib.compress(b"\x81 " * (len(data) >> 7), 9), b"/Filter[/FlateDecode/RunLengthDecode]"),
], ids=["packed", "packed twice", "runs"])
def test_a_content_that_unpacks_to_too_much_is_not_unpacked(tmp_path, packed, filters):
    path = drawing(tmp_path / "a.pdf", packed(b" " * (48 << 20)), filters)
    assert path.stat().st_size < 60_000 and codes(read(path)) == ["batas-isi-pdf"]


def blanks_by_lzw(count):
    """So many blanks and some more, packed by LZW: each code of a round stands for one blank more than the one before."""
    codes, done = [], 0
    while done < count:
        codes += [(256, 12 if done else 9), (32, 9), *((code, max(9, (code + 1).bit_length())) for code in range(258, 4094))]
        done += 1 + sum(range(2, 4094 - 256))
    bits = "".join(f"{code:0{width}b}" for code, width in [*codes, (257, 12)])
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def test_a_content_packed_by_lzw_is_measured_too(tmp_path):
    path = drawing(tmp_path / "a.pdf", blanks_by_lzw(48 << 20), b"/Filter/LZWDecode")
    assert path.stat().st_size < 60_000 and codes(read(path)) == ["batas-isi-pdf"]


@pytest.mark.parametrize("levels", [10, 1], ids=["ten deep", "in a circle"])
def test_forms_that_draw_forms_are_counted_wherever_they_are_drawn(tmp_path, levels):
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 10, form % (k + (6 if levels > 1 else 5))) for k in range(levels)]
    assert codes(read(drawing(tmp_path / "a.pdf", b"/X Do " * 10, b"", *forms, stream(b"0 0 9 9 re S", form % 99)))) == ["batas-isi-pdf"]


def test_a_content_that_holds_itself_is_none(tmp_path):
    path = drawing(tmp_path / "a.pdf", b"9 9 9 9 re S", b"", b"[4 0 R" + b" 5 0 R" * 9 + b"]")
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b"/Contents 5 0 R"))
    assert codes(read(path)) == ["halaman-tanpa-teks", "tanpa-lapisan-teks"]


@pytest.mark.parametrize("letter, entries, others", [
    (zlib.compress(b" " * (48 << 20), 9), b"/Filter/FlateDecode", []),
    (b"/X Do " * 10, b"", [b"/X Do " * 10] * 9 + [b"0 0 9 9 re S"]),
], ids=["packed", "forms ten deep"])
def test_letters_that_are_drawn_are_counted_like_a_content(tmp_path, letter, entries, others):
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]" \
           b"/Resources<</XObject<</X 7 0 R>>>>>>"
    forms = [stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (8 + k)) for k, content in enumerate(others)]
    assert codes(read(drawing(tmp_path / "a.pdf", b"BT /F 9 Tf (aaaa) Tj ET", b"", font, stream(letter, entries), *forms))) == ["batas-isi-pdf"]


def test_fonts_that_lead_back_to_themselves_are_gone_through_once(tmp_path):
    font = b"/F%d <</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<</Differences[]>>/FirstChar 1/LastChar 0/Widths[]/Resources<</Font 5 0 R>>>>"
    path = drawing(tmp_path / "a.pdf", b"9 9 9 9 re S", b"", b"<<%s>>" % b"".join(font % k for k in range(10)))
    path.write_bytes(path.read_bytes().replace(b"/Font<</F 5 0 R>>", b"/Font 5 0 R      "))
    assert "halaman-tanpa-teks" in codes(read(path))
