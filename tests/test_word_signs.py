"""What stands in a Word document otherwise than as typed letters: formulas of the equation editor, signs of symbol fonts, hidden words, text boxes."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline import document
from tests.drawing import boxes
from tests.test_word import word

HEADS = ["SASARAN", "INDIKATOR SASARAN", "FORMULA", "TARGET 2025"]


def reading(path, column, *parts):
    """What is read of a sasaran whose cell in a column holds some elements of Word too."""
    word(path, boxes([HEADS, [text if k != column else "" for k, text in enumerate(["Meningkatnya layanan", "Cakupan layanan", "", "80"])]]), "CASCADING")
    written = Document(str(path))
    paragraph = written.tables[0].cell(1, column).paragraphs[0]._p
    for part in parts:
        paragraph.append(parse_xml(part.replace(">", f" {nsdecls('w', 'm')}>", 1)))
    written.save(str(path))
    return document.read(path, path.name)


def run(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def fraction(above, below):
    return f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


ABOVE, BELOW = run("Jumlah anak dilayani"), run("Jumlah anak")
TOTAL = f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub/><m:sup/><m:e>{run("skor")}</m:e></m:nary>'


@pytest.mark.parametrize(("equation", "formula", "numerator", "denominator", "multiplier"), [
    (fraction(ABOVE, BELOW) + run("x 100%"), "Jumlah anak dilayani / Jumlah anak x 100%", "Jumlah anak dilayani", "Jumlah anak", 100),
    (run("Cakupan=") + fraction(ABOVE, BELOW) + run("×100%"), "Cakupan= Jumlah anak dilayani / Jumlah anak ×100%", "Jumlah anak dilayani", "Jumlah anak", 100),
    (fraction(run("Nilai A + Nilai B"), run("Jumlah SD/MI")) + run("x 100"), "(Nilai A + Nilai B) / (Jumlah SD/MI) x 100", "Nilai A + Nilai B", "Jumlah SD/MI", 100),
    (fraction(TOTAL, run("Jumlah responden")), "∑ skor / Jumlah responden", "∑ skor", "Jumlah responden", None),
    (f"<m:d><m:e>{fraction(ABOVE, BELOW)}</m:e></m:d>" + run(" x 100%"), "(Jumlah anak dilayani / Jumlah anak) x 100%", "Jumlah anak dilayani", "Jumlah anak", 100),
])
def test_a_formula_of_the_equation_editor_is_read_in_one_line(tmp_path, equation, formula, numerator, denominator, multiplier):
    (indicator,) = reading(tmp_path / "a.docx", 2, f"<m:oMathPara><m:oMath>{equation}</m:oMath></m:oMathPara>")["indicators"]
    assert [indicator[name] for name in ("formula", "numerator", "denominator", "multiplier")] == [formula, numerator, denominator, multiplier]


@pytest.mark.parametrize(("equation", "formula"), [
    (fraction(run("1"), run("n")) + TOTAL, "(1 / n) ∑ skor"),
    (fraction(fraction(run("A"), run("B")), run("C")), "(A / B) / C"),
    (f"<m:sSup><m:e>{run('r')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>" + run(" − 1"), "r² − 1"),
    (f"<m:sSup><m:e>{fraction(run('A'), run('B'))}</m:e><m:sup>{run('1/t')}</m:sup></m:sSup>", "(A / B)^(1/t)"),
    (f"<m:sSub><m:e>{run('IKM')}</m:e><m:sub>{run('t')}</m:sub></m:sSub><m:rad><m:deg/><m:e>{run('N')}</m:e></m:rad>", "IKMt√(N)"),
    (TOTAL.replace("<m:sub/><m:sup/>", f"<m:sub>{run('i=1')}</m:sub><m:sup>{run('n')}</m:sup>"), "∑(i=1 … n) skor"),
    (run("1 −") + fraction(run("A"), run("B")) + run("x 100%"), "1 − (A / B) x 100%"),
    (run("A") + "<w:del><m:r><m:t> + B</m:t></m:r></w:del>" + run(" + C"), "A + C"),
])
def test_brackets_keep_what_a_drawn_formula_means(tmp_path, equation, formula):
    (indicator,) = reading(tmp_path / "a.docx", 2, f"<m:oMath>{equation}</m:oMath>")["indicators"]
    assert indicator["formula"] == formula


def test_signs_of_the_symbol_font_are_read(tmp_path):
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 80</w:t></w:r>'
    (target,) = reading(tmp_path / "a.docx", 3, sign)["targets"]
    assert target["value_text"] == "≥ 80"


def test_other_signs_of_symbol_fonts_are_bullets(tmp_path):
    parts = [f'<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t> {text}</w:t><w:br/></w:r>' for text in ("Indeks layanan", "Jumlah layanan")]
    assert [indicator["name"] for indicator in reading(tmp_path / "a.docx", 1, *parts)["indicators"]] == ["Indeks layanan", "Jumlah layanan"]


def test_hidden_words_are_not_read_and_counted(tmp_path):
    found = reading(tmp_path / "a.docx", 3, "<w:r><w:t>85</w:t></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>")
    assert [target["value"] for target in found["targets"]] == [85]
    assert [(f["code"], f["severity"]) for f in found["findings"] if "tersembunyi" in f["message"]] == [("kata-tersembunyi", "info")]


def test_a_text_box_in_a_cell_is_read_once(tmp_path):
    inside = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>".format("Jumlah layanan")
    shape, spaces = '<w:drawing><wps:txbx xmlns:wps="urn:wps">{}</wps:txbx></w:drawing>', 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:r><mc:AlternateContent {spaces}><mc:Choice>{shape.format(inside)}</mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert [indicator["name"] for indicator in reading(tmp_path / "a.docx", 1, box)["indicators"]] == ["Jumlah layanan"]


def test_the_title_is_read_as_it_stands_once_all_changes_are_taken(tmp_path):
    word(tmp_path / "a.docx", boxes([HEADS, ["Meningkatnya layanan", "Cakupan layanan", "", "80"]]), "CASCADING DINAS ")
    written = Document(str(tmp_path / "a.docx"))
    title = written.paragraphs[0]
    title._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>SOSIAL TAHUN 2025</w:t></w:r></w:ins>"))
    title.add_run("1").font.superscript = True
    title.add_run(" LAMA").font.hidden = True
    written.save(str(tmp_path / "a.docx"))
    (found,) = document.read(tmp_path / "a.docx", "a.docx")["documents"]
    assert (found["organisation"], found["year_start"], found["year_end"]) == ("DINAS SOSIAL", 2025, 2025)
