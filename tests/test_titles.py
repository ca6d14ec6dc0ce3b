"""Whose a document is, where, and for which years: what its title says, else what a book says of itself most often."""

from __future__ import annotations

import pikepdf
import pytest

from pipeline import plan_years
from pipeline.document import read
from pipeline.grid import Book, Line
from pipeline.transform import titles
from tests.drawing import boxes, page_table, page_tables, workbook


def of(*pages, above=()):
    """What the lines of some pages tell, each page a list of lines."""
    lines = tuple(Line(text, f"hal. {page}", page) for page, texts in enumerate(pages, 1) for text in texts)
    return titles.of(Book("pdf", len(pages), lines=lines), list(above))


def test_the_title_says_whose_a_document_is():
    assert of(["CASCADING DINAS SOSIAL KABUPATEN CONTOH TAHUN 2025-2029"]) == dict(
        title="CASCADING DINAS SOSIAL KABUPATEN CONTOH TAHUN 2025-2029", organisation="DINAS SOSIAL", region="KABUPATEN CONTOH", year_start=2025, year_end=2029)


@pytest.mark.parametrize(("line", "organisation", "region", "years"), [
    ("RENCANA STRATEGIS DINAS SOSIAL KABUPATEN CONTOH 2025-2029", "DINAS SOSIAL", "KABUPATEN CONTOH", (2025, 2029)),
    ("CASCADING KECAMATAN BARU KABUPATEN CONTOH PERIODE 2025-2029", "KECAMATAN BARU", "KABUPATEN CONTOH", (2025, 2029)),
    ("CASCADING DINAS SOSIAL KAB. CONTOH TAHUN 2025", "DINAS SOSIAL", "KAB. CONTOH", (2025, 2025)),
    ("CASCADING DINAS LINGKUNGAN HIDUP DAN PERUBAHAN IKLIM KOTA CONTOH TAHUN 2025", "DINAS LINGKUNGAN HIDUP DAN PERUBAHAN IKLIM", "KOTA CONTOH", (2025, 2025)),
    ("Rencana Strategis Inspektorat Kabupaten. Contoh 2025-2029", "Inspektorat", "Kabupaten. Contoh", (2025, 2029)),
    ("CASCADING DINAS SOSIAL KABUPATEN CONTOH (PERUBAHAN)", "DINAS SOSIAL", "KABUPATEN CONTOH", (None, None)),
    ("CASCADING DINAS SOSIAL PROVINSI CONTOH TIMUR RENSTRA 2025-2029", "DINAS SOSIAL", "PROVINSI CONTOH TIMUR", (2025, 2029)),
    ("TARGET KINERJA DINAS SOSIAL KOTA BAU-BAU PADA TAHUN 2025 S.D. 2029", "DINAS SOSIAL", "KOTA BAU-BAU", (2025, 2029)),
    ("PEMERINTAH KABUPATEN CONTOH - DINAS SOSIAL - 2025", "DINAS SOSIAL", "KABUPATEN CONTOH", (2025, 2025)),
    ("PERUBAHAN RENJA DINAS PEKERJAAN UMUM, PERUMAHAN DAN PERMUKIMAN KOTA CONTOH, TA 2025", "DINAS PEKERJAAN UMUM, PERUMAHAN DAN PERMUKIMAN", "KOTA CONTOH", (2025, 2025)),
])
def test_names_end_where_the_title_goes_on(line, organisation, region, years):
    assert of([line]) == dict(title=line, organisation=organisation, region=region, year_start=years[0], year_end=years[1])


@pytest.mark.parametrize(("lines", "organisation"), [
    (["CASCADING KINERJA SEKRETARIAT", "DINAS SOSIAL KABUPATEN CONTOH TAHUN 2025"], "DINAS SOSIAL"),
    (["CASCADING KINERJA SEKRETARIAT DINAS SOSIAL", "KABUPATEN CONTOH TAHUN 2025"], "DINAS SOSIAL"),
    (["POHON KINERJA BAGIAN ORGANISASI", "SEKRETARIAT DAERAH KABUPATEN CONTOH TAHUN 2025"], "SEKRETARIAT DAERAH"),
    (["POHON KINERJA BAGIAN ORGANISASI SEKRETARIAT DAERAH KABUPATEN CONTOH TAHUN 2025"], "SEKRETARIAT DAERAH"),
    (["CASCADING SEKRETARIAT DPRD KABUPATEN CONTOH", "Meningkatnya layanan Dinas Sosial"], "SEKRETARIAT DPRD"),
    (["CASCADING BAGIAN UMUM KABUPATEN CONTOH", "Meningkatnya layanan Dinas Sosial"], "BAGIAN UMUM"),
    (["CASCADING RSUD CONTOH", "TAHUN 2025"], "RSUD CONTOH"),
])
def test_a_part_of_an_office_is_not_the_organisation_where_a_line_names_the_office(lines, organisation):
    assert of(lines)["organisation"] == organisation


@pytest.mark.parametrize("law", ["LAMPIRAN PERATURAN BUPATI CONTOH NOMOR 12 TAHUN 2023", "Peraturan Bupati No. 12 Tahun 2023", "Permendagri 90 Tahun 2019", "Contoh, 12 Maret 2023"])
def test_the_year_of_a_law_or_day_is_none_of_the_plan(law):
    found = of([law, "RENCANA STRATEGIS DINAS SOSIAL TAHUN 2024-2026"])
    assert (found["year_start"], found["year_end"]) == (2024, 2026)


@pytest.mark.parametrize(("line", "region"), [("Renstra Dinas Sosial Kabupaten Contoh Tahun 2025 - 2029", "Kabupaten Contoh"), ("Renstra Dinas Sosial Kota Contoh Baru 2025-2029", "Kota Contoh Baru"),
                                              ("Dalam Renstra Dinas Sosial Kabupaten Contoh ini untuk 2025 – 2029 disebut", "Kabupaten Contoh")])
def test_a_book_without_title_says_it_on_its_pages(line, region):
    found = of([], *[[line]] * 4, ["Dinas Lain Kabupaten Sebelah 2020-2024"])
    assert found == dict(title=None, organisation="Dinas Sosial", region=region, year_start=2025, year_end=2029)


@pytest.mark.parametrize("pages", [[["Dinas Sosial Kabupaten Contoh 2025-2029"]] * 2, [["Dinas Sosial Kabupaten Contoh 2025-2029"], ["Dinas Lain Kota Sebelah 2020-2024"]] * 4], ids=["seldom", "of two"])
def test_what_is_said_seldom_or_of_several_tells_nothing(pages):
    assert of([], *pages) == dict(title=None, organisation=None, region=None, year_start=None, year_end=None)


@pytest.mark.parametrize("law", ["PERATURAN BUPATI CONTOH NOMOR 12/2024", "Perbup No. 12 Th. 2024", "Sesuai PermenPANRB 89/2021", "Nomor 7 Tahun 2023"])
def test_the_year_of_a_law_is_none_of_the_plan(law):
    assert plan_years.named([law, "RENSTRA DINAS DATA 2025-2029"]) == (2025, 2029)
    assert plan_years.named([f"CASCADING TAHUN 2026 ({law})"]) == (2026, 2026)


def test_a_table_is_of_the_year_that_its_own_title_names(tmp_path):
    head, rows = ["SASARAN", "PROGRAM", "INDIKATOR", "TARGET", "PAGU"], [["Meningkatnya data", "Program Data", "Jumlah data", "5", "1.000.000"]]
    path = tmp_path / "a.xlsx"
    workbook(path, {"A": boxes([["CASCADING DINAS DATA TAHUN 2026", *["<"] * 4], head, *rows]), "B": boxes([["CASCADING DINAS DATA TAHUN 2027", *["<"] * 4], head, *rows])})
    reading = read(path, path.name)
    assert [t["year"] for t in reading["targets"]] == [2026, 2027] and [b["year"] for b in reading["budgets"]] == [2026, 2027]
    assert len(reading["nodes"]) == 2 and reading["documents"][0]["year_start"] == 2026


def test_tables_of_one_page_under_titles_of_other_years_are_two(tmp_path):
    head, row, (width, height) = ["SASARAN", "PROGRAM", "INDIKATOR", "TARGET", "PAGU"], ["Meningkatnya data", "Program Data", "Jumlah data", "5", "1.000.000"], (1000, 300)
    with pikepdf.new() as whole:
        sheet = whole.add_blank_page(page_size=(width, 2 * height))
        for place, year in enumerate((2027, 2026)):
            page_table(tmp_path / "half.pdf", boxes([head, row]), title=[f"CASCADING DINAS DATA TAHUN {year}"], page=(width, height))
            with pikepdf.open(tmp_path / "half.pdf") as half:
                sheet.add_overlay(half.pages[0], pikepdf.Rectangle(0, place * height, width, (place + 1) * height))
        whole.save(tmp_path / "a.pdf")
    assert [t["year"] for t in read(tmp_path / "a.pdf", "a.pdf")["targets"]] == [2026, 2027]


def test_titles_of_the_whole_plan_on_further_pages_part_no_table(tmp_path):
    plan, rows = "RENSTRA DINAS DATA 2021-2026", [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "Program Data", "Jumlah data"], ["^", "Program Arsip", "Jumlah arsip"]]
    pages = [([plan, "CASCADING DINAS DATA TAHUN 2024"], boxes(rows[:2])), ([plan], boxes([["", *rows[2][1:]]], 0))]
    page_tables(tmp_path / "a.pdf", pages)
    assert [n["name"] for n in read(tmp_path / "a.pdf", "a.pdf")["nodes"]] == ["Meningkatnya data", "Program Data", "Program Arsip"]


@pytest.mark.parametrize("line", ["Sumber: Renstra 2021-2026", "Program dan Kegiatan (diolah Desember 2023)", "Perubahan kedua dan Kepmendagri 2023", "Program dan Kegiatan (sesuai Renstra 2021-2026)"])
def test_a_line_between_tables_that_is_no_title_dates_nothing(tmp_path, line):
    goals = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET"], ["Meningkatkan mutu", "Meningkatnya data", "Indeks data", "4"]]
    plans = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "PAGU"], ["Meningkatnya data", "Program Data", "Jumlah data", "100"]]
    workbook(tmp_path / "a.xlsx", boxes([*goals, [""] * 4, [line, "<", "<", "<"], *plans]), title=["RENJA DINAS DATA TAHUN 2024"])
    reading = read(tmp_path / "a.xlsx", "a.xlsx")
    assert [row["year"] for table in ("targets", "budgets") for row in reading[table]] == [2024, 2024]


def test_the_title_of_one_year_numbers_no_years_of_the_plan_anew(tmp_path):
    rows = [["PROGRAM", "INDIKATOR PROGRAM", "TARGET TAHUN KE-1", "TARGET TAHUN KE-2"], ["Program Data", "Jumlah data", "3", "4"]]
    workbook(tmp_path / "a.xlsx", {"A": boxes([["RENSTRA DINAS DATA 2021-2026", *["<"] * 3], *rows]), "B": boxes([["TABEL 2 KONDISI TAHUN 2023", *["<"] * 3], rows[0], ["Program Arsip", "Jumlah arsip", "5", "6"]])})
    assert [(t["year"], t["value"]) for t in read(tmp_path / "a.xlsx", "a.xlsx")["targets"]] == [(2021, 3.0), (2022, 4.0), (2021, 5.0), (2022, 6.0)]


def test_a_sentence_that_speaks_of_parts_names_no_office():
    assert of(["Potong buahnya menjadi beberapa bagian."])["organisation"] is None
    assert of(["Rencana Kerja Bagian Hukum"])["organisation"] == "Bagian Hukum"
