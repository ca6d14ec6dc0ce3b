"""Where a page ends: what goes on below the break, and what begins anew there."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import Box, boxes, page_table

STAIRCASE = [
    ["SASARAN", "OUTPUT", "INDIKATOR", "PROGRAM / KEGIATAN / SUBKEGIATAN"],
    ["Meningkatnya layanan tanah", "", "Indeks layanan (Angka)", ""],
    ["", "", "Persentase tanah (%)", "PROGRAM PENYELESAIAN TANAH GARAPAN DAN GANTI RUGI TANAH UNTUK PEMBANGUNAN"],
    ["", "Cakupan penyelesaian", "Jumlah dokumen (Dokumen)", "Penyelesaian Masalah Tanah Garapan dalam Daerah Kabupaten"],
    ["", "", "Jumlah berkas (Berkas)", "Inventarisasi Sengketa dan Perkara Pertanahan dalam Satu Daerah Kabupaten"],
    ["", "", "Persentase ganti kerugian pembangunan daerah (%)", ""],
    ["", "Cakupan ganti kerugian", "Dokumen penyelesaian masalah ganti kerugian (Dokumen)", "Penyelesaian Masalah Ganti Kerugian Tanah"],
]

KINDS = ["garapan", "negara", "adat", "hutan", "wakaf", "pertanian", "kosong", "sengketa", "pesisir", "kota", "desa", "jalan"]


def read(tmp_path, cells, breaks, page):
    page_table(tmp_path / "a.pdf", cells, page=page, breaks=breaks)
    return document.read(tmp_path / "a.pdf", "a.pdf")


@pytest.mark.parametrize("width", range(220, 310, 10))
def test_a_row_begins_anew_where_its_other_texts_would_have_had_room_above(tmp_path, width):
    reading = read(tmp_path, boxes(STAIRCASE), [6], (width, 400))
    assert [i["name"] for i in reading["indicators"]][4:] == ["Persentase ganti kerugian pembangunan daerah", "Dokumen penyelesaian masalah ganti kerugian"]


@pytest.mark.parametrize("width", range(170, 420, 40))
def test_a_unit_in_brackets_ends_an_indicator_where_it_ends_all_others(tmp_path, width):
    names = [f"{kind.title()} yang selesai\ndan data tanahnya" for kind in KINDS]
    rows = [["SASARAN", "KEGIATAN", "INDIKATOR KEGIATAN"], ["Meningkatnya layanan", "Penataan tanah", ""], *(["", "", f"{name} (Dokumen)"] for name in names)]
    cells = [Box(*cell[:5], middle=True) for cell in boxes(rows)]
    assert [i["name"] for i in read(tmp_path, cells, [8], (width, 800))["indicators"]] == [name.replace("\n", " ") for name in names]


@pytest.mark.parametrize("tujuan", ["Meningkatkan mutu\nsosial dengan kuatnya\nperanan keluarga\nsejahtera dan mandiri", "Meningkatkan Mutu\nSosial Masyarakat\nKabupaten Contoh\nSejahtera"])
def test_a_text_in_the_middle_of_its_rows_goes_on_though_what_stands_beside_it_begins_anew(tmp_path, tujuan):
    rows = [["TUJUAN", "INDIKATOR TUJUAN", "SASARAN"],
            [tujuan, "1. Indeks keluarga\n2. Indeks desa\n3. Indeks kota\n4. Indeks gender", "Meningkatnya layanan\nsosial\nmasyarakat\nmiskin\ndi kota\ndan di desa\nterpencil\nsekali"],
            ["^", "^", "Meningkatnya peran\nperempuan\ndan anak\ndaerah\ndi kota\ndan di desa\nterpencil\nsekali"]]
    reading = read(tmp_path, [Box(*cell[:5], middle=True) for cell in boxes(rows)], [2], (500, 300))
    assert [n["name"] for n in reading["nodes"] if n["level"] == "tujuan"] == [tujuan.replace("\n", " ")]
    assert [i["name"] for i in reading["indicators"]] == ["Indeks keluarga", "Indeks desa", "Indeks kota", "Indeks gender"]


def test_a_code_that_the_page_break_cuts_goes_on_with_its_row(tmp_path):
    rows = [["KODE", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR"], ["1.03.02", "Program Air", "Persentase air"], ["1.03.02.2.02", "Irigasi Daerah", "Jumlah irigasi"],
            ["1.03.02.2.02.0\n008", "Peningkatan Jaringan Irigasi\nPermukaan", "Panjang jaringan\nyang ditingkatkan"]]
    reading = read(tmp_path, boxes(rows), [3.5], (500, 300))
    assert [(n["code"], n["name"]) for n in reading["nodes"]][2:] == [("1.03.02.2.02.0008", "Peningkatan Jaringan Irigasi Permukaan")]
    assert [i["name"] for i in reading["indicators"]][2:] == ["Panjang jaringan yang ditingkatkan"]
