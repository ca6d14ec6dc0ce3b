"""Small documents drawn in code, as a workbook and as a PDF, and the tree that both must give."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_table, workbook

HEAD = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"]
MERGED = [
    HEAD,
    ["Meningkatkan mutu", "Meningkatnya layanan", "Program Data", "Persentase data lengkap", "Pendataan", "Jumlah data"],
    ["^", "^", "^", "^", "Pelaporan", "Jumlah laporan"],
    ["^", "^", "Program Sarana", "Persentase sarana baik", "Pengadaan", "Jumlah sarana"],
    ["^", "Terwujudnya tertib", "Program Tertib", "Indeks ketertiban", "Pengawasan", "Jumlah pengawasan"],
]
TREE = [
    ("tujuan", "Meningkatkan mutu", None, []),
    ("sasaran", "Meningkatnya layanan", "Meningkatkan mutu", []),
    ("program", "Program Data", "Meningkatnya layanan", ["Persentase data lengkap"]),
    ("kegiatan", "Pendataan", "Program Data", ["Jumlah data"]),
    ("kegiatan", "Pelaporan", "Program Data", ["Jumlah laporan"]),
    ("program", "Program Sarana", "Meningkatnya layanan", ["Persentase sarana baik"]),
    ("kegiatan", "Pengadaan", "Program Sarana", ["Jumlah sarana"]),
    ("sasaran", "Terwujudnya tertib", "Meningkatkan mutu", []),
    ("program", "Program Tertib", "Terwujudnya tertib", ["Indeks ketertiban"]),
    ("kegiatan", "Pengawasan", "Program Tertib", ["Jumlah pengawasan"]),
]


def blank(rows):
    return [["" if text == "^" else text for text in row] for row in rows]


def repeated(rows):
    full = [list(rows[0])]
    for row in rows[1:]:
        full.append([full[-1][k] if text == "^" else text for k, text in enumerate(row)])
    return full


def read(path):
    return document.read(path, path.name)


def tree(reading):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    return [
        (n["level"], n["name"], names.get(n["parent_id"]), [i["name"] for i in reading["indicators"] if i["node_id"] == n["node_id"]])
        for n in reading["nodes"]
    ]


def both(tmp_path, rows, heads=1, **drawing):
    """The readings of the same rows as a workbook and as a PDF."""
    cells = boxes(rows, heads)
    workbook(tmp_path / "a.xlsx", cells, title=["CASCADING DINAS CONTOH"])
    page_table(tmp_path / "a.pdf", cells, title=["CASCADING DINAS CONTOH"], heads=heads, **drawing)
    return read(tmp_path / "a.xlsx"), read(tmp_path / "a.pdf")


@pytest.mark.parametrize("style", [lambda rows: rows, blank, repeated], ids=["merged", "blank", "repeated"])
def test_parents(tmp_path, style):
    for reading in both(tmp_path, style(MERGED)):
        assert tree(reading) == TREE
        assert reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("ruling", ["lines", "rects", "double", "boxes"])
def test_rulings(tmp_path, ruling):
    assert tree(both(tmp_path, MERGED, ruling=ruling)[1]) == TREE


@pytest.mark.parametrize("drawing", [dict(shading="lines"), dict(open_sides="lr"), dict(shuffle=3), dict(scale=0.6), dict(footer=True), dict(nup=2, breaks=[3]),
                                     dict(breaks=[3], repeat=True), dict(breaks=[2]), dict(breaks=[2.5]), dict(breaks=[1.4, 3.3])], ids=str)
def test_pages(tmp_path, drawing):
    assert tree(both(tmp_path, MERGED, **drawing)[1]) == TREE


@pytest.mark.parametrize("count", [[], [["-1", "-2", "-3", "-4"]]], ids=["plain", "columns numbered"])
def test_a_single_number_in_a_column_of_its_own(tmp_path, count):
    rows = [["SASARAN", "<", "INDIKATOR SASARAN", "PROGRAM"], *count, ["1.", "Meningkatnya layanan", "Persentase layanan", "Program Data"]]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["number"], n["name"]) for n in reading["nodes"]] == [("sasaran", "1", "Meningkatnya layanan"), ("program", None, "Program Data")]


def test_number_columns_codes_and_count(tmp_path):
    rows = [["NO", "SASARAN", "<", "KODE PROGRAM", "PROGRAM"],
            ["1", "1", "Meningkatnya layanan", "1.06.02", "Program Data"],
            ["2", "2", "Terwujudnya tertib", "1.06.03", "Program Tertib"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["code"], n["name"]) for n in reading["nodes"]] == [
            ("1", None, "Meningkatnya layanan"), (None, "1.06.02", "Program Data"), ("2", None, "Terwujudnya tertib"), (None, "1.06.03", "Program Tertib")]


def test_lists_in_a_cell_are_paired(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULASI INDIKATOR", "SATUAN", "TARGET 2025"],
            ["Meningkatnya layanan", "1. Persentase A\n2. Jumlah B", "1. A/B x 100%\n2. Jumlah B", "1. %\n2. orang", "1. 50,5\n2. 12"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["formula"], i["unit"]) for i in reading["indicators"]] == [("Persentase A", "A/B x 100%", "%"), ("Jumlah B", "Jumlah B", "orang")]
        assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 50.5), (2025, 12.0)]


def test_the_lines_of_a_cell_show_a_drawn_fraction(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULASI INDIKATOR"],
            ["Meningkatnya mutu", "Persentase sekolah baik", "Jumlah sekolah baik\nx 100%\nJumlah sekolah"]]
    for reading in both(tmp_path, rows):
        assert [(i["formula"], i["numerator"], i["denominator"]) for i in reading["indicators"]] == [
            ("Jumlah sekolah baik x 100% Jumlah sekolah", "Jumlah sekolah baik", "Jumlah sekolah")]
        assert [(t["role"], t["name"]) for t in reading["terms"]] == [("numerator", "Jumlah sekolah baik"), ("denominator", "Jumlah sekolah")]


def test_a_formula_in_the_brackets_of_an_indicator_leaves_its_name(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "SATUAN"],
            ["Meningkatnya kemandirian", "Persentase Desa Mandiri (Formula : Jumlah Desa Mandiri dibagi Total Desa)", "%"]]
    for reading in both(tmp_path, rows):
        assert [(i["name"], i["unit"], i["formula"], i["numerator"], i["denominator"]) for i in reading["indicators"]] == [
            ("Persentase Desa Mandiri", "%", "Jumlah Desa Mandiri dibagi Total Desa", "Jumlah Desa Mandiri", "Total Desa")]


def test_a_slash_that_only_blanks_explain_divides_and_is_told(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULASI INDIKATOR"], ["Meningkatnya layanan", "Rasio anak", "Jumlah anak / tahun"]]
    for reading in both(tmp_path, rows):
        assert [(i["numerator"], i["denominator"]) for i in reading["indicators"]] == [("Jumlah anak", "tahun")]
        assert [f["severity"] for f in reading["findings"] if f["code"] == "formula-garis-miring"] == ["info"]


def test_an_unknown_heading_is_quoted_and_its_cells_are_counted(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "WARNA KESUKAAN", "PROGRAM"], ["Meningkatnya layanan", "Indeks A", "biru", "Program Data"]]
    for reading in both(tmp_path, rows):
        (finding,) = [f for f in reading["findings"] if f["code"] == "judul-tak-dikenal"]
        assert "WARNA KESUKAAN" in finding["message"]
        assert_conserved(reading)
        assert reading["documents"][0]["cell_reported"] == 1


def assert_conserved(reading):
    row = reading["documents"][0]
    assert row["cell_used"] + row["cell_furniture"] + row["cell_reported"] == row["cell_count"] > 0


def test_a_document_without_cascade_is_refused(tmp_path):
    for reading in both(tmp_path, [["Bahan", "Takaran", "Cara"], ["Beras", "2 kg", "dicuci"]]):
        assert reading["documents"][0]["status"] == "gagal"
        assert [f["code"] for f in reading["findings"]] == ["tanpa-tabel-cascading"]
        assert reading["nodes"] == []


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "kosong.pdf"
    path.write_bytes(b"")
    assert [f["code"] for f in read(path)["findings"]] == ["berkas-kosong"]


def test_hidden_rows_are_not_read(tmp_path):
    import openpyxl

    workbook(tmp_path / "a.xlsx", boxes(MERGED))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.active.row_dimensions[3].hidden = True
    book.save(tmp_path / "b.xlsx")
    reading = read(tmp_path / "b.xlsx")
    assert "Pelaporan" not in [n["name"] for n in reading["nodes"]]
    assert "Program Data" in [n["name"] for n in reading["nodes"]]
    assert "baris-tersembunyi" in [f["code"] for f in reading["findings"]]


def test_a_note_retires_what_it_covers(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "FORMULASI INDIKATOR", "KEGIATAN"],
            ["Meningkatnya layanan", "Program Lama", "TH. 2019-2022 program dihapus dan diganti yg bawah", "<", "Pendataan"],
            ["^", "Program Baru", "Persentase A", "A/B", "Pelaporan"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["status"], n["valid_from"], n["valid_to"]) for n in reading["nodes"]] == [
            ("Meningkatnya layanan", "aktif", None, None), ("Program Lama", "dihapus", None, 2018), ("Pendataan", "dihapus", None, 2018),
            ("Program Baru", "aktif", 2019, 2022), ("Pelaporan", "aktif", 2019, 2022)]


def test_three_heading_rows_with_target_and_money_per_year(tmp_path):
    rows = [["KODE", "URAIAN", "INDIKATOR KINERJA", "SATUAN", "TARGET KINERJA DAN KERANGKA PENDANAAN", "<", "<", "<", "PERANGKAT DAERAH"],
            ["^", "^", "^", "^", "TAHUN 2025", "<", "TAHUN 2026", "<", "^"],
            ["^", "^", "^", "^", "TARGET", "RP", "TARGET", "RP", "^"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            ["", "Meningkatkan mutu layanan", "Indeks mutu", "indeks", "80,5", "", "81", "", ""],
            ["", "Meningkatnya mutu layanan", "Indeks layanan", "indeks", "70,25", "", "71", "", ""],
            ["1.06.02", "Program Data", "Persentase data", "%", "50,5", "1.500.000", "60", "2.500.000", "Dinas Contoh"],
            ["1.06.02.2.01", "Pendataan", "Jumlah data", "data", "1.500", "1.500.000", "2.000", "2.500.000", "Bidang Data"],
            ["1.06.02.2.01.0001", "Pencatatan", "Jumlah catatan", "data", "12", "1.500.000", "13", "2.500.000", "Bidang Data"]]
    for reading in both(tmp_path, rows, heads=3):
        assert [n["level"] for n in reading["nodes"]] == ["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"]
        assert [(t["year"], t["value"]) for t in reading["targets"]][:8] == [
            (2025, 80.5), (2026, 81.0), (2025, 70.25), (2026, 71.0), (2025, 50.5), (2026, 60.0), (2025, 1500.0), (2026, 2000.0)]
        assert [(b["year"], b["amount"]) for b in reading["budgets"]] == [(2025, 1500000.0), (2026, 2500000.0)] * 3
        assert [o["owner"] for o in reading["owners"]] == ["Dinas Contoh", "Bidang Data", "Bidang Data"]
        assert_conserved(reading)


@pytest.mark.parametrize(("text", "number", "name"), [
    ("1. Meningkatnya layanan", "1", "Meningkatnya layanan"), ("2) Meningkatnya layanan", "2", "Meningkatnya layanan"),
    ("S.1.1 Meningkatnya layanan", "S.1.1", "Meningkatnya layanan"), ("1.2 Meningkatnya layanan", "1.2", "Meningkatnya layanan"), ("1.2) Meningkatnya layanan", "1.2", "Meningkatnya layanan"),
    ("Sasaran 1 : Meningkatnya layanan", "1", "Meningkatnya layanan"), ("Sasaran: Meningkatnya layanan", None, "Meningkatnya layanan"),
    ("2 Kecamatan", None, "2 Kecamatan")])
def test_numbers_in_front_of_a_text(tmp_path, text, number, name):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM"], [text, "Indeks A", "Program Data"]]
    for reading in both(tmp_path, rows):
        assert (reading["nodes"][0]["number"], reading["nodes"][0]["name"]) == (number, name)


def test_a_percent_cell_is_what_its_reader_sees(tmp_path):
    import openpyxl

    workbook(tmp_path / "a.xlsx", boxes([["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "Persentase A", 0.85]]))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.active["C2"].number_format = "0%"
    book.save(tmp_path / "b.xlsx")
    assert [(t["value"], t["value_text"], t["source"]) for t in read(tmp_path / "b.xlsx")["targets"]] == [(85.0, "85%", "Cascading!C2")]


def test_a_scanned_page_is_refused_with_the_reason(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "pindai.pdf"))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    reading = read(tmp_path / "pindai.pdf")
    assert reading["documents"][0]["status"] == "gagal"
    assert [f["code"] for f in reading["findings"]] == ["halaman-tanpa-teks", "tanpa-lapisan-teks"]


@pytest.mark.parametrize(("tables", "told"), [(True, ["hal. 4"]), (False, ["hal. 1", "hal. 4"])])
def test_a_cover_without_text_is_no_doubt_where_tables_stand_further_on(tmp_path, tables, told):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "sampul.pdf"))
    for page in range(10):
        canvas.rect(50, 50, 300, 300, fill=1)
        if page not in (0, 3):
            canvas.drawString(60, 400, "Bab")
        if page == 6 and tables:
            canvas.grid([60, 160, 260], [500, 530, 560])
            canvas.drawString(70, 510, "Data")
        canvas.showPage()
    canvas.save()
    assert [f["source"] for f in read(tmp_path / "sampul.pdf")["findings"] if f["code"] == "halaman-tanpa-teks"] == told


def test_a_column_that_is_no_longer_handled_is_reported(tmp_path, monkeypatch):
    from pipeline.transform import heading_words, headings

    rows = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET 2025"], ["Meningkatnya layanan", "Indeks A", "indeks", "80"]]
    field_of, known = heading_words.field_of, heading_words.known.__wrapped__  # it would remember what is so in this test alone
    for module in (heading_words, headings):
        monkeypatch.setattr(module, "field_of", lambda text: None if text == "SATUAN" else field_of(text))
        monkeypatch.setattr(module, "known", known)
    for reading in both(tmp_path, rows):
        assert reading["documents"][0]["cell_reported"] == 1
        assert [f["code"] for f in reading["findings"]] == ["judul-tak-dikenal"]
        assert_conserved(reading)


def test_a_comment_on_a_cell_is_a_note(tmp_path):
    import openpyxl
    from openpyxl.comments import Comment

    workbook(tmp_path / "a.xlsx", boxes(MERGED))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.active["C2"].comment = Comment("periksa lagi", "bidang")
    book.save(tmp_path / "b.xlsx")
    assert [(n["text"], n["source"]) for n in read(tmp_path / "b.xlsx")["notes"]] == [("periksa lagi", "Cascading!C2")]


def test_headings_printed_again_count_as_furniture(tmp_path):
    _, once = both(tmp_path, MERGED, breaks=[3])
    _, again = both(tmp_path, MERGED, breaks=[3], repeat=True)
    assert again["documents"][0]["cell_furniture"] == once["documents"][0]["cell_furniture"] + len(HEAD)
    assert_conserved(again)


def test_a_damaged_pdf_is_refused_as_damaged(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert [f["code"] for f in read(tmp_path / "a.pdf")["findings"]] == ["berkas-rusak"]
