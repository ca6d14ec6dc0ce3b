"""Tables whose levels share a column: words, looks, results, values, and what contradicts them."""

from __future__ import annotations

import pypdfium2
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from pipeline import document
from tests.drawing import boxes, page_table, workbook
from tests.test_reading import both

HEAD = ["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2026", "PAGU 2026"]


def read(tmp_path, rows, heads=1):
    workbook(tmp_path / "a.xlsx", boxes(rows, heads), title=["CASCADING DINAS CONTOH"])
    return document.read(tmp_path / "a.xlsx", "a.xlsx")


def tree(reading):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    return [(n["level"], n["code"], n["name"], names.get(n["parent_id"])) for n in reading["nodes"]]


def codes(reading):
    return [f["code"] for f in reading["findings"]]


def test_levels_by_words_in_front(tmp_path):
    rows = [HEAD[1:], ["Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["Kegiatan Pendataan", "Jumlah data", "Data", "8", "1.000.000"],
            ["Sub Kegiatan Pencatatan", "Jumlah catatan", "Data", "9", "1.000.000"]]
    assert tree(read(tmp_path, rows)) == [("program", None, "Program Data", None), ("kegiatan", None, "Kegiatan Pendataan", "Program Data"),
                                          ("sub_kegiatan", None, "Sub Kegiatan Pencatatan", "Kegiatan Pendataan")]


def test_levels_by_fill_where_words_name_the_programs(tmp_path):
    book = Workbook()
    sheet = book.active
    shades = {"program": "FFB4C6E7", "kegiatan": "FFD9E1F2", "sub": None}
    rows = [("program", "Program Data"), ("kegiatan", "Pendataan"), ("sub", "Pencatatan"), ("sub", "Pencacahan"), ("kegiatan", "Pelaporan"), ("sub", "Pencetakan"),
            ("sub", "Penjilidan"), ("program", "Program Sarana"), ("kegiatan", "Pengadaan"), ("sub", "Pembelian")]
    sheet.append(["URUSAN / PROGRAM / KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2026"])
    for k, (shade, name) in enumerate(rows, 2):
        sheet.append([name, f"Jumlah {name.lower()}", "Dokumen", k])
        if shades[shade]:
            sheet.cell(k, 1).fill = PatternFill("solid", fgColor=shades[shade])
    book.save(tmp_path / "a.xlsx")
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    level = {"program": "program", "kegiatan": "kegiatan", "sub": "sub_kegiatan"}
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [(level[shade], name) for shade, name in rows]
    assert "level-dari-tampilan" in codes(reading)


LOOKING = [("program", "Program Data"), ("kegiatan", "Pendataan"), ("sub_kegiatan", "Pencatatan"), ("kegiatan", "Pelaporan"), ("kegiatan", "Pencetakan"), ("program", "Program Sarana")]


def looking(path, bold):
    """A table whose programs are filled and bold, its rows of the levels `bold` in bold face."""
    book = Workbook()
    book.active.append(["PROGRAM/KEGIATAN/SUB KEGIATAN", "INDIKATOR", "SATUAN", "TARGET 2026"])
    for k, (level, name) in enumerate(LOOKING, 2):
        book.active.append([name, f"Jumlah {name.lower()}", "Dokumen", k])
        book.active.cell(k, 1).font = Font(bold=level in bold)
        if level == "program":
            book.active.cell(k, 1).fill = PatternFill("solid", fgColor="FFB4C6E7")
    book.save(path / "a.xlsx")
    return document.read(path / "a.xlsx", "a.xlsx")


def test_levels_by_fill_and_face_together_in_their_order(tmp_path):
    reading = looking(tmp_path, ("program", "kegiatan"))
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == LOOKING


def test_rows_of_two_levels_that_look_alike_are_told(tmp_path):
    reading = looking(tmp_path, ("program",))
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [named for named in LOOKING if named[0] == "program"]
    assert any(f["code"] == "sel-tak-terpakai" and "Pencatatan" in f["message"] for f in reading["findings"])


@pytest.mark.parametrize(("names", "told"), [
    (["Menurunnya risiko", "Meningkatnya ketahanan", "Meningkatnya layanan"], [("tujuan", "level-dari-urutan"), ("sasaran", "level-dari-urutan"), ("sasaran", "level-dari-urutan")]),
    (["Mewujudkan ketahanan", "Menurunnya risiko", "Meningkatkan mutu"], [("tujuan", "level-dari-kata"), ("sasaran", "level-dari-kata"), ("tujuan", "level-dari-kata")]),
])
def test_bands_that_only_alternate_tell_no_level(tmp_path, names, told):
    book = Workbook()
    book.active.append(["TUJUAN / SASARAN", "INDIKATOR TUJUAN / SASARAN", "TARGET 2026"])
    for k, name in enumerate([*names, ""], 2):
        book.active.append([name, f"Indeks {k}", k])
        for cell in book.active[k]:
            cell.fill = PatternFill("solid", fgColor="FFFBD4B4" if k % 2 else "FFFDE9D9")
    book.save(tmp_path / "a.xlsx")
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    code = {f["node_id"]: f["code"] for f in reading["findings"] if f["code"].startswith("level-dari")}
    assert [(n["name"], (n["level"], code[n["node_id"]])) for n in reading["nodes"]] == list(zip(names, told))


def test_values_above_their_indicator_find_it(tmp_path):
    rows = [HEAD, ["1.05.01", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["1.05.01.2.01", "Pendataan", "", "", "100", "1.000.000"],
            ["", "", "Cakupan pendataan", "%", "", ""]]
    reading = read(tmp_path, rows)
    found = next(i for i in reading["indicators"] if i["name"] == "Cakupan pendataan")
    assert [t["value"] for t in reading["targets"] if t["indicator_id"] == found["indicator_id"]] == [100]


@pytest.mark.parametrize("above", [[], [["", "2.16 URUSAN PEMERINTAHAN BIDANG DATA", ""]]], ids=["alone", "below an urusan"])
def test_a_sasaran_amid_a_program_leaves_its_kegiatan_where_they_are(tmp_path, above):
    rows = [["SASARAN", "PROGRAM / KEGIATAN", "INDIKATOR"], *above, ["Meningkatnya data", "Program Data", "Indeks data"], ["", "Kegiatan Pendataan", "Jumlah data"],
            ["Meningkatnya mutu", "Kegiatan Pelaporan", "Jumlah laporan"]]
    reading = read(tmp_path, rows)
    assert ("kegiatan", None, "Kegiatan Pelaporan", "Program Data") in tree(reading)
    assert [f["message"].split('"')[1] for f in reading["findings"] if f["code"] == "sasaran-di-tengah-program"] == ["Meningkatnya mutu"]


def test_a_table_without_heading_is_read_by_its_codes_and_said_to_be(tmp_path):
    rows = [["Tersedianya data", "Indeks data", "1.05.01 Program Data"], ["Terlaksananya pendataan", "Jumlah data", "1.05.01.2.01 Pendataan"],
            ["Tersedianya catatan", "Jumlah catatan", "1.05.01.2.01.0001 Pencatatan"], ["Tersedianya cacah", "Jumlah cacah", "1.05.01.2.01.0002 Pencacahan"]]
    page_table(tmp_path / "a.pdf", boxes(rows, 0), heads=0)
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert tree(reading) == [("program", "1.05.01", "Program Data", None), ("kegiatan", "1.05.01.2.01", "Pendataan", "Program Data"),
                             ("sub_kegiatan", "1.05.01.2.01.0001", "Pencatatan", "Pendataan"), ("sub_kegiatan", "1.05.01.2.01.0002", "Pencacahan", "Pendataan")]
    assert [n["result"] for n in reading["nodes"]] == ["Tersedianya data", "Terlaksananya pendataan", "Tersedianya catatan", "Tersedianya cacah"]
    assert [f["message"].split(" tidak")[0] for f in reading["findings"] if f["code"] == "judul-ditebak"] == ["1 tabel"]


def test_a_table_without_heading_goes_on_with_the_columns_of_the_page_before(tmp_path):
    listed = [[f"Tersedianya data {k}", f"Jumlah data {k}", f"1.05.01.2.01.000{k} Pencatatan {k}"] for k in range(8)]
    first = [["NSPK", "", "", ""], ["Urusan data", *listed[0]], *(["", *row] for row in listed[1:4])]
    # The second page draws its columns elsewhere, so that it is a table of its own.
    second = [["Layanan prima", *listed[4]], *(["", *row] for row in listed[5:])]
    with pypdfium2.PdfDocument.new() as whole:
        for rows, widths in ((first, [2, 3, 3, 4]), (second, [2.3, 2.7, 3, 4])):
            page_table(tmp_path / "page.pdf", boxes(rows, 0), widths, heads=0)
            with pypdfium2.PdfDocument(tmp_path / "page.pdf") as page:
                whole.import_pages(page)
        whole.save(tmp_path / "a.pdf")
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [a["text"] for a in reading["alignments"]] == ["Urusan data", "Layanan prima"]
    assert "judul-tak-dikenal" not in codes(reading)


def test_a_cell_of_several_names_is_doubted(tmp_path):
    rows = [["TUJUAN", "PROGRAM / KEGIATAN", "INDIKATOR"], ["Meningkatnya data", "Program Data\nKegiatan Pendataan\nWilayah", "Indeks data"]]
    reading = read(tmp_path, rows)
    assert [(n, p) for _, _, n, p in tree(reading)][1:] == [("Program Data", "Meningkatnya data"), ("Kegiatan Pendataan Wilayah", "Program Data")]
    assert "sel-banyak-kotak" in codes(reading)


def test_a_bare_sign_is_no_indicator(tmp_path):
    rows = [HEAD, ["1.05.01", "Program Data", "%", "", "", "1.000.000"], ["1.05.01.2.02", "Pengarsipan", "%", "", "", "1.000.000"], ["1.05.01.2.01", "Pendataan", "Jumlah data", "Data", "8", "1.000.000"]]
    reading = read(tmp_path, rows)
    assert [i["name"] for i in reading["indicators"]] == ["Jumlah data"]
    assert [f["message"] for f in reading["findings"] if f["code"] == "indikator-hanya-satuan"] == ['Kolom "INDIKATOR" hanya berisi satuan (%) pada 2 baris; nama ukurannya tidak ditulis.']
    assert "sel-tak-terpakai" not in codes(reading)


def test_quarters_have_no_place_and_realised_values_do(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2025", "REALISASI 2025", "REALISASI TRIWULAN", "<"], ["^", "^", "^", "^", "I", "II"], ["Program Data", "Indeks data", "80", "75", "20", "30"]]
    reading = read(tmp_path, rows, heads=2)
    assert sorted((t["measure"], t["value"]) for t in reading["targets"]) == [("realisasi", 75), ("target", 80)]
    assert codes(reading).count("kolom-tidak-dimuat") == 2


def test_years_counted_from_the_title(tmp_path):
    rows = [["SASARAN", "INDIKATOR", "TARGET PADA TAHUN KE-", "<", "<"], ["^", "^", "1", "2", "3"], ["Meningkatnya data", "Indeks data", "70", "75", "80"]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 2), title=["CASCADING DINAS CONTOH TAHUN 2025-2029"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [(t["year"], t["value"]) for t in reading["targets"]] == [(2025, 70), (2026, 75), (2027, 80)]


def test_things_are_counted_whole_whatever_mark_stands_in_the_column(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "SATUAN", "TARGET 2026"], ["Program Data", "Indeks data", "Indeks", "143,5"], ["Program Orang", "Jumlah orang", "Orang", "1,250"]]
    page_table(tmp_path / "a.pdf", boxes(rows))
    assert [t["value"] for t in document.read(tmp_path / "a.pdf", "a.pdf")["targets"]] == [143.5, 1250]


def test_the_numbers_of_a_row_settle_the_mark_of_a_column_that_contradicts_itself(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "BASELINE 2025", "TARGET 2026"], ["Program Data", "Indeks data", "24,5", "25,5"], ["Program Orang", "Indeks orang", "59,5", "52.01"],
            ["Program Usulan", "Usulan selesai", "124.155", "111.123"]]
    page_table(tmp_path / "a.pdf", boxes(rows))
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [t["value"] for t in reading["targets"]] == [24.5, 25.5, 59.5, 52.01, 124155, 111123]
    assert "angka-meragukan" not in codes(reading)


def test_an_indicator_printed_again_with_its_node_is_one_unless_its_values_differ(tmp_path):
    again = lambda last: [HEAD, ["1.05.01", "Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["1.05.01.2.01", "Pendataan", "Jumlah data", "Data", "8", "600.000"],
                          ["1.05.01", "Program Data", "Indeks data", "Indeks", last, "1.000.000"], ["1.05.01.2.02", "Pelaporan", "Jumlah laporan", "Laporan", "8", "400.000"]]
    names = lambda reading: [i["name"] for i in reading["indicators"]].count("Indeks data")
    assert [names(read(tmp_path, again("80"))), names(read(tmp_path, again("85")))] == [1, 2]


def test_a_row_over_the_whole_table_may_name_a_higher_level(tmp_path):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR"], ["MISI 1 : Membangun data", "<", "<"], ["Meningkatkan data", "Meningkatnya data", "Indeks data"]]
    assert [(n["level"], n["number"], n["name"]) for n in read(tmp_path, rows)["nodes"]][:2] == [("misi", "1", "Membangun data"), ("tujuan", None, "Meningkatkan data")]

def test_the_end_of_the_period_over_target_and_money(tmp_path):
    rows = [["KODE", "PROGRAM", "INDIKATOR", "TARGET DAN PENDANAAN", "<", "KONDISI KINERJA PADA AKHIR PERIODE", "<"], ["^", "^", "^", "2025", "<", "^", "<"],
            ["^", "^", "^", "Target", "Rp", "Target", "Rp"], ["2.16.02", "Program A", "Indeks a", "75", "9.000.000", "80", "18.300.000"]]
    reading = read(tmp_path, rows, heads=3)
    assert [(t["measure"], t["year"], t["value"]) for t in reading["targets"]] == [("target", 2025, 75), ("akhir", None, 80)]
    assert [(b["measure"], b["year"], b["amount"]) for b in reading["budgets"]] == [("pagu", 2025, 9e6), ("akhir", None, 18.3e6)]


def test_money_in_millions(tmp_path):
    page_table(tmp_path / "a.pdf", boxes([["KODE", "PROGRAM", "INDIKATOR", "PAGU 2026 (Rp. Juta)"], ["2.16.02", "Program A", "Indeks a", "1.250,5"]]))
    assert [b["amount"] for b in document.read(tmp_path / "a.pdf", "a.pdf")["budgets"]] == [1_250_500_000]


def test_total_rows_are_no_nodes_whatever_they_add_up(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "PAGU 2026"], ["Program A", "Indeks a", "1.000.000"], ["JUMLAH TOTAL PAGU INDIKATIF", "", "1.000.000"]]
    assert [n["name"] for n in read(tmp_path, rows)["nodes"]] == ["Program A"]


def test_owners_and_numbers_inside_cells(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2026", "PENANGGUNG JAWAB"], ["Program A", "1. Indeks a", "70", "1. Bidang A\n2. Bidang B"], ["", "2. Indeks b", "80", ""]]
    reading = read(tmp_path, rows)
    assert [o["owner"] for o in reading["owners"]] == ["Bidang A", "Bidang B"]
    assert [(i["number"], i["name"]) for i in reading["indicators"]] == [("1", "Indeks a"), ("2", "Indeks b")]


def test_the_source_of_money_is_no_source_of_data(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2026", "SUMBER DANA"], ["Program A", "Indeks a", "70", "DAU"]]
    reading = read(tmp_path, rows)
    assert [i["data_source"] for i in reading["indicators"]] == [None] and "kolom-tidak-dimuat" in codes(reading)


def test_two_whole_numbers_in_a_cell_are_no_value(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2026"], ["Program A", "Jumlah a", "4\n1.250"]]
    assert [t["value"] for t in read(tmp_path, rows)["targets"]] == [None]


def test_numbers_whose_signs_are_glued_to_names_leave_them(tmp_path):
    rows = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN"], ["Tujuan A", "1.Meningkatnya layanan", "Indeks layanan"], ["^", "2.Meningkatnya akuntabilitas", "Nilai SAKIP"],
            ["Tujuan B", "3.Meningkatnya data", "Indeks data"]]
    reading = read(tmp_path, rows)
    assert [(n["number"], n["name"]) for n in reading["nodes"] if n["level"] == "sasaran"] == [("1", "Meningkatnya layanan"), ("2", "Meningkatnya akuntabilitas"),
                                                                                              ("3", "Meningkatnya data")]


def test_a_name_without_sign_beside_a_sasaran_is_a_sasaran(tmp_path):
    rows = [["TUJUAN / SASARAN", "INDIKATOR", "SATUAN"], ["Meningkatnya wisata", "Jumlah wisatawan", "Orang"], ["Popularitas wisata meningkat", "Indeks", "Indeks"],
            ["Meningkatnya seni", "Jumlah sanggar", "Sanggar"]]
    assert [n["level"] for n in read(tmp_path, rows)["nodes"]] == ["sasaran"] * 3


def test_a_number_glued_to_the_word_of_its_level(tmp_path):
    rows = [["TUJUAN / SASARAN", "INDIKATOR", "SATUAN"], ["Tujuan: Layanan baik", "Indeks layanan", "Indeks"], ["Sasaran1: Meningkatnya data", "Indeks data", "Indeks"],
            ["Sasaran2: Meningkatnya arsip", "Indeks arsip", "Indeks"]]
    reading = read(tmp_path, rows)
    assert [(n["level"], n["number"], n["name"]) for n in reading["nodes"]] == [("tujuan", None, "Layanan baik"), ("sasaran", "1", "Meningkatnya data"),
                                                                                ("sasaran", "2", "Meningkatnya arsip")]


def test_a_label_holds_until_the_next_and_is_no_guess(tmp_path):
    rows = [["TUJUAN / SASARAN", "INDIKATOR", "SATUAN"], ["Tujuan : Meningkatnya layanan", "Indeks layanan", "Indeks"], ["Sasaran : Meningkatnya data", "Indeks data", "Indeks"],
            ["Meningkatkan akuntabilitas", "Nilai SAKIP", "Nilai"], ["Tujuan : Meningkatnya warga sehat", "Indeks warga", "Indeks"]]
    reading = read(tmp_path, rows)
    assert [(n["level"], n["name"]) for n in reading["nodes"]] == [("tujuan", "Meningkatnya layanan"), ("sasaran", "Meningkatnya data"),
                                                                   ("sasaran", "Meningkatkan akuntabilitas"), ("tujuan", "Meningkatnya warga sehat")]
    assert "level-dari-kata" not in codes(reading)


def test_the_word_of_a_level_in_front_of_a_name_is_no_guess(tmp_path):
    rows = [HEAD[1:], ["Program Data", "Indeks data", "Indeks", "80", "1.000.000"], ["Kegiatan Pendataan", "Jumlah data", "Data", "8", "1.000.000"]]
    assert "level-dari-kata" not in codes(read(tmp_path, rows))


def test_a_goal_with_an_indicator_of_its_own_amid_code_rows_that_have_theirs_is_no_result_of_the_row_above(tmp_path):
    rows = [["KODE", "PROGRAM / KEGIATAN", "INDIKATOR", "TARGET 2025"], ["1.06.04", "Program Rehabilitasi", "Persentase A", "80"], ["1.06.04.2.01", "Rehabilitasi Dasar", "Jumlah B", "20"],
            ["", "Meningkatnya tertib", "Indeks C", "71"], ["1.06.01", "Program Penunjang", "Persentase D", "90"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["result"]) for n in reading["nodes"]] == [("Program Rehabilitasi", None), ("Rehabilitasi Dasar", None), ("Program Penunjang", None)]
        assert [i["name"] for i in reading["indicators"]] == ["Persentase A", "Jumlah B", "Persentase D"]
        assert [f["text"] for f in reading["findings"] if f["code"] == "sel-tak-terpakai"] == ["Meningkatnya tertib", "Indeks C", "71"]
