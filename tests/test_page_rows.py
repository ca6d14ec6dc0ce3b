"""What numbers, codes, goals and notes in the margin say of the rows on both sides of a page break."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline import document
from tests.drawing import Box, boxes
from tests.test_breaks import KINDS, read

NUMBERED = [["KEGIATAN", "SUB KEGIATAN", "INDIKATOR SUB KEGIATAN", "PAGU 2025"], *([f"{k}. Penataan {kind}", f"1. Pendataan {kind}", f"Jumlah data {kind}", f"{k}.100.000"] for k, kind in enumerate(KINDS[:5], 1)),
            ["6. Pelayanan Penyelamatan\ndan Evakuasi Korban\nBencana", "1. Respon Cepat\nDarurat", "Jumlah respon\ncepat", "9.100.000"],
            ["^", "2. Sosialisasi\nRawan Bencana", "Jumlah rapat\ndaerah", "8.100.000"]]
CODED = [["KODE", "KEGIATAN", "KODE SUB", "SUB KEGIATAN", "INDIKATOR SUB KEGIATAN", "PAGU 2025"],
         *([f"1.06.02.2.0{row[0][0]}", row[0][3:], f"1.06.02.2.0{row[0][0]}.0001", *(text.removeprefix("1. ") for text in row[1:])] for row in NUMBERED[1:-1]),
         ["^", "^", "1.06.02.2.06.0002", "Sosialisasi\nRawan Bencana", *NUMBERED[-1][2:]]]


@pytest.mark.parametrize(("rows", "at"), [(NUMBERED, 6.8), ([row[:5] for row in CODED], 7)], ids=["numbers", "codes"])
def test_a_merged_name_goes_on_where_all_others_have_a_number_or_code_and_the_rows_beside_it_do_not(tmp_path, rows, at):
    reading = read(tmp_path, boxes(rows), [at], (700, 600))
    assert [n["name"] for n in reading["nodes"]][-3:] == ["Pelayanan Penyelamatan dan Evakuasi Korban Bencana", "Respon Cepat Darurat", "Sosialisasi Rawan Bencana"]
    assert [i["name"] for i in reading["indicators"]][-2:] == ["Jumlah respon cepat", "Jumlah rapat daerah"]


@pytest.mark.parametrize("above", ["Jumlah data wilayah", "Angka data wilayah"])
@pytest.mark.parametrize("name", ["Tujuan: Meningkatkan mutu desa", "Meningkatkan mutu desa"])
def test_an_indicator_with_its_values_begins_a_row_though_that_has_no_code(tmp_path, name, above):
    rows = [["KODE", "URAIAN", "INDIKATOR", "TARGET 2025", "TARGET 2026"], ["", "Meningkatkan mutu kota", "Indeks kota", "70", "71"], ["", "Meningkatnya layanan kota", "Indeks layanan", "72", "73"],
            ["1.06.02", "Program Kota", "Persentase data kota", "74", "75"], ["1.06.02.2.01", "Pendataan Wilayah\nKota", above, "24", "441"],
            ["", name, "Jumlah data\ndesa", "173", "58"], ["", "Meningkatnya layanan desa", "Indeks desa", "70", "71"]]
    reading = read(tmp_path, boxes(rows), [5], (500, 400))
    assert [n["name"] for n in reading["nodes"]][3:] == ["Pendataan Wilayah Kota", "Meningkatkan mutu desa", "Meningkatnya layanan desa"]
    assert [t["value"] for t in reading["targets"]][6:10] == [24, 441, 173, 58]


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("left_of_note", [401, 408])
def test_a_table_goes_on_below_a_page_whose_margin_bears_a_note(tmp_path, left_of_note, again):
    canvas, edges = Canvas(str(tmp_path / "a.pdf"), pagesize=(520, 300)), [20, 130, 240, 350, 400]
    pages = [[["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "2025"], ["Meningkatnya layanan", "Program Data", "Jumlah data", "12"], ["", "Program Arsip", "Jumlah arsip", "13"]],
             [["", "Program Statistik", "Jumlah statistik", "14"], ["", "Program Sandi", "Jumlah sandi", "15"]]]
    pages[1][:0] = pages[0][:1] * again
    for rows in pages:
        canvas.setFont("Helvetica", 8)
        for top, row in zip(range(260, 0, -20), rows):
            for text, left, right in zip(row, edges, edges[1:]):
                canvas.rect(left, top - 20, right - left, 20)
                canvas.drawString(left + 3, top - 12, text)
        if rows is pages[0]:
            canvas.rect(left_of_note, 220, 100, 20)
            canvas.drawString(left_of_note + 3, 228, "program dihapus")
        canvas.showPage()
    canvas.save()
    reading = document.read(tmp_path / "a.pdf", "a.pdf")
    assert [(n["name"], n["status"]) for n in reading["nodes"]] == [("Meningkatnya layanan", "aktif"), ("Program Data", "dihapus"), ("Program Arsip", "aktif"),
                                                                    ("Program Statistik", "aktif"), ("Program Sandi", "aktif")]


@pytest.mark.parametrize("width", [500, 700])
def test_a_merged_name_without_number_goes_on_though_a_second_row_of_headings_has_none_either(tmp_path, width):
    rows = [["SASARAN DAN PROGRAM", "<", "INDIKATOR KEGIATAN"], ["PROGRAM", "KEGIATAN", "^"],
            *([f"1.{k}. Program {kind}", f"1.{k}.1. Pendataan {kind}", f"Jumlah data {kind}"] for k, kind in enumerate(KINDS[:5], 1)),
            ["1.6. Program Jalan Tahap\nAwal", "1.6.1. Pendataan Jalan", "Jumlah jalan"], ["^", "1.6.2. Perbaikan Jalan", "Persentase jalan"]]
    nodes = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes(rows, 2)], [8], (width, 300))["nodes"]
    assert [n["name"] for n in nodes if n["number"] == "1.6"] == ["Program Jalan Tahap Awal"]


def test_a_name_goes_on_where_columns_of_goals_stand_between_it_and_its_code(tmp_path):
    rows = [["KODE", "TUJUAN", "SASARAN", "PROGRAM DAN KEGIATAN", "INDIKATOR"], ["", "Meningkatkan mutu", "", "", "Indeks mutu"], ["", "", "Meningkatnya layanan", "", "Indeks layanan"],
            ["1.06.02", "", "", "Program Data", "Persentase data"], *([f"1.06.02.2.0{k}", "", "", f"Penataan {kind}", f"Jumlah data {kind}"] for k, kind in enumerate(KINDS[:4], 1)),
            ["1.06.02.2.05", "", "", "Penyediaan Layanan\nUKM\nRujukan Tingkat Daerah", "Jumlah layanan"]]
    nodes = read(tmp_path, boxes(rows), [8.67], (500, 400))["nodes"]
    assert [(n["code"], n["name"], n["result"]) for n in nodes][-1] == ("1.06.02.2.05", "Penyediaan Layanan UKM Rujukan Tingkat Daerah", None)


@pytest.mark.parametrize("width", range(230, 330, 20))
def test_names_that_end_with_codes_of_their_own_are_two(tmp_path, width):
    rows = [["PROGRAM", "KEGIATAN"], *([f"Program {kind.title()} (1.06.0{k})", f"Penataan data {kind} (1.06.0{k}.2.01)"] for k, kind in enumerate(KINDS[:2], 2)),
            ["^", "Fasilitasi wilayah (1.06.03.2.02)"], ["^", "Pembinaan Tanah Daerah (1.06.03.2.03)"], ["^", "Pengawasan Wilayah Kota (1.06.03.2.04)"]]
    nodes = read(tmp_path, boxes(rows), [4], (width, 300))["nodes"]
    assert [n["code"] for n in nodes if n["level"] == "kegiatan"] == ["1.06.02.2.01", "1.06.03.2.01", "1.06.03.2.02", "1.06.03.2.03", "1.06.03.2.04"]


@pytest.mark.parametrize("width", range(180, 300, 20))
def test_names_that_begin_with_the_same_words_are_two(tmp_path, width):
    names = ["Gerakan Hidup Bersih dan Sehat", "Gerakan Hidup Bersih dan Sehat bagi Lansia"]
    rows = [["PROGRAM", "KEGIATAN"], ["Program Data", "Pendataan warga"], ["Program Sehat", names[0]], ["^", names[1]]]
    assert [n["name"] for n in read(tmp_path, boxes(rows), [3], (width, 300))["nodes"]][3:] == names


def test_a_row_whose_values_stand_in_other_columns_than_those_above_the_break_is_no_rest_of_a_name(tmp_path):
    head = ["KODE", "PROGRAM / OUTCOME / KEGIATAN / OUTPUT", "INDIKATOR OUTCOME / OUTPUT", "TARGET 2025", "TARGET 2026", "PAGU 2025", "PAGU 2026"]
    body = [row for k in range(1, 6) for row in ([f"1.02.02.2.0{k}", f"Penyediaan Layanan Kesehatan {k}", "", "", "", "1.500.000", "1.600.000"], ["", f"Tersedianya layanan {k}", f"Jumlah layanan {k}", "80", "85", "", ""])]
    found = read(tmp_path, boxes([head, ["1.02.02", "PROGRAM KESEHATAN", "", "", "", "7.500.000", "8.000.000"], ["", "Meningkatnya kesehatan", "Indeks kesehatan", "70", "71", "", ""], *body]), [10], (700, 300), widths=[2, 3, 3, 1, 1, 2, 2], repeat=True)
    assert [(n["name"], n["result"]) for n in found["nodes"]][1:] == [(f"Penyediaan Layanan Kesehatan {k}", f"Tersedianya layanan {k}") for k in range(1, 6)]


def test_the_rests_of_a_row_stand_in_the_middle_of_what_the_page_break_left_of_it(tmp_path):
    head = ["KODE", "SUB KEGIATAN", "INDIKATOR", "TARGET 2025", "PAGU 2025"]
    rows = [[f"1.02.01.2.01.000{k}", f"Penyusunan dokumen {kind}", f"Jumlah dokumen {kind}", "3", "1.500.000"] for k, kind in enumerate(KINDS[:4], 1)]
    cut = [["1.02.01.2.01.0005", "Penyusunan Dokumen\nPerencanaan Perangkat", "Jumlah Dokumen\nPerencanaan", "4", "2.500.000"], ["", "Daerah Kabupaten dan\nKota", "Perangkat Daerah", "", ""]]
    found = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes([head, *rows, *cut])], [6], (450, 300), widths=[2, 2, 2, 1, 1])
    assert [(n["name"]) for n in found["nodes"]][4:] == ["Penyusunan Dokumen Perencanaan Perangkat Daerah Kabupaten dan Kota"]
    assert [i["name"] for i in found["indicators"]][4:] == ["Jumlah Dokumen Perencanaan Perangkat Daerah"]
