"""Draws a small book: a cover, goals, staircase and budget tables among others that look alike, each table on pages of its own."""

from __future__ import annotations

import pypdfium2

from tests.drawing import boxes, page_table

GOALS = [
    ["NSPK", "TUJUAN", "SASARAN", "INDIKATOR", "DEFINISI OPERASIONAL", "FORMULA PERHITUNGAN", "SATUAN", "BASELINE 2024", "TARGET TAHUN", "<"],
    ["^", "^", "^", "^", "^", "^", "^", "^", "2025", "2026"],
    ["(01)", "(02)", "(03)", "(04)", "(05)", "(06)", "(07)", "(08)", "(09)", "(10)"],
    ["Urusan wajib", "Meningkatnya kualitas data", "", "Indeks data", "Mutu data daerah", "Jumlah nilai / Jumlah unsur", "Indeks", "3,1", "3,2", "3,3"],
    ["", "", "Meningkatnya layanan data", "Persentase data lengkap", "Data yang lengkap", "Data lengkap / Semua data x 100%", "%", "80,5", "85", "90"],
]
STAIRCASE = [
    ["NSPK DAN SASARAN RPJMD YANG RELEVAN", "TUJUAN", "SASARAN", "OUTCOME", "OUTPUT", "INDIKATOR", "PROGRAM / KEGIATAN / SUBKEGIATAN", "KET"],
    ["Urusan wajib", "Meningkatnya kualitas data", "", "", "", "Indeks data", "", ""],
    ["", "", "Meningkatnya layanan data", "", "", "Persentase data lengkap", "", ""],
    ["", "", "", "Tersedianya data", "", "Persentase data tersedia", "PROGRAM PENGELOLAAN DATA", ""],
    ["", "", "", "", "Terlaksananya pendataan", "Jumlah laporan pendataan", "Pendataan Wilayah", ""],
    ["", "", "", "", "", "Jumlah petugas", "Penyediaan Petugas Pendataan", ""],
]
BUDGET_HEAD = [
    ["BIDANG URUSAN / PROGRAM / OUTCOME / KEGIATAN / SUBKEGIATAN OUTPUT", "INDIKATOR OUTCOME / OUTPUT", "BASELINE TAHUN 2024",
     "TARGET DAN PAGU INDIKATIF TAHUN", "<", "<", "<", "PERANGKAT DAERAH"],
    ["^", "^", "^", "2026", "<", "2027", "<", "^"],
    ["^", "^", "^", "TARGET", "PAGU", "TARGET", "PAGU", "^"],
    ["-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8"],
]
BUDGET = [
    *BUDGET_HEAD,
    ["2.16 - URUSAN PEMERINTAHAN BIDANG DATA", "", "", "", "9.000.000", "", "9.300.000", ""],
    ["2.16.02 - PROGRAM PENGELOLAAN DATA", "", "", "", "9.000.000", "", "9.300.000", ""],
    ["Tersedianya data daerah", "Persentase data tersedia (%)", "70", "75", "9.000.000", "80", "9.300.000", "2.16.0.00.0.00.01.0000 - Dinas Data"],
    ["2.16.02.2.01 - Pendataan Wilayah", "", "", "", "4.000.000", "", "4.100.000", ""],
    ["Terlaksananya pendataan", "Jumlah laporan pendataan (Laporan)", "4", "4", "4.000.000", "5", "4.100.000", ""],
    ["", "Jumlah desa terdata (Desa)", "10", "12", "", "14", "", ""],
    ["2.16.02.2.01.0001 - Penyediaan Petugas Pendataan", "", "", "", "4.000.000", "", "4.100.000", ""],
    ["Tersedianya petugas", "Jumlah petugas (Orang)", "20", "1.250", "4.000.000", "1.300", "4.100.000", ""],
    ["Tersedianya data daerah", "", "", "", "9.000.000", "", "9.300.000", "2.16.0.00.0.00.01.0001 - UPT Data Timur"],
    ["2.16.02.2.01 - Pendataan Wilayah", "", "", "", "5.000.000", "", "5.200.000", ""],
    ["Terlaksananya pendataan", "Jumlah laporan pendataan (Laporan)", "2", "2", "5.000.000", "3", "5.200.000", ""],
    ["2.16.02.2.01.0001 - Penyediaan Petugas Pendataan", "", "", "", "5.000.000", "", "5.200.000", ""],
    ["Tersedianya petugas", "Jumlah petugas (Orang)", "5", "6", "5.000.000", "7", "5.200.000", ""],
]
EVALUATION = [
    ["NO", "INDIKATOR KINERJA", "TARGET RENSTRA TAHUN", "<", "<", "REALISASI CAPAIAN TAHUN", "<", "<", "RASIO CAPAIAN TAHUN", "<", "<"],
    ["^", "^", "2021", "2022", "2023", "2021", "2022", "2023", "2021", "2022", "2023"],
    ["1", "Persentase data lengkap", "50", "60", "70", "45", "55", "65", "90", "91", "92"],
]
STAFF = [["No", "Golongan", "Laki-laki", "Perempuan"], ["1", "IV", "3", "4"], ["2", "III", "5", "6"]]
STRATEGY = [["TUJUAN", "SASARAN", "STRATEGI", "ARAH KEBIJAKAN"], ["Meningkatnya kualitas data", "Meningkatnya layanan data", "Digitalisasi", "Layanan satu data"]]
WIDTHS = {8: [3, 3, 1, 1, 1.6, 1, 1.6, 2.4]}


def book(path, tables, **drawing) -> None:
    """A PDF of several tables, each drawn by `page_table` on pages of its own below the book's title; `drawing` says how."""
    whole = pypdfium2.PdfDocument.new()
    for number, (rows, heads) in enumerate(tables):
        part = path.with_suffix(f".{number}.pdf")
        page_table(part, boxes(rows, heads), WIDTHS.get(len(rows[0])), title=["RENCANA STRATEGIS DINAS DATA KABUPATEN CONTOH TAHUN 2025-2029"], heads=heads, **drawing)
        with pypdfium2.PdfDocument(part) as source:
            whole.import_pages(source)
        part.unlink()
    whole.save(path)
    whole.close()
