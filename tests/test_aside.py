"""A table that was wider than its paper: its last columns come on pages of their own."""

from __future__ import annotations

import pytest

from pipeline import document
from tests.drawing import boxes, page_tables

TITLE = "CASCADING DINAS SOSIAL KABUPATEN SUKAMAJU TAHUN 2025"
LEFT = [["Sasaran", "Program", "Indikator Program"], ["Meningkatnya layanan", "Program A\nyang panjang", "Persentase A"],
        ["^", "Program B", "Persentase B"], ["Meningkatnya data", "Program C", "Persentase C"]]
RIGHT = [["Target 2025", "Penanggung Jawab"], ["80", "Bidang\nRehabilitasi"], ["81", "Sekretariat"], ["82", "Sekretariat"]]
STAFF = [["No", "Golongan", "Jumlah"], ["1", "IV", "3"], ["2", "III", "5"]]
EVEN = [["No", "Nama\nlengkap", "Jabatan"], ["1", "Budi", "Staf"], ["2", "Ani", "Staf"], ["3", "Ida", "Staf"]]


def told(path, *tables):
    """The pages that a PDF of tables, each on a page and the narrow ones on a narrow page, is told to hold columns on that are not attached."""
    page_tables(path, [([TITLE if k == 0 else " "], boxes(rows), 300 * len(rows[0])) for k, rows in enumerate(tables)])
    reading = document.read(path, path.name)
    return [(f["severity"], f["source"]) for f in reading["findings"] if f["code"] == "halaman-kolom-lepas"]


@pytest.mark.parametrize("columns", [slice(0, 2), slice(1, 2)])
def test_columns_on_a_page_of_their_own_are_told(tmp_path, columns):
    assert told(tmp_path / "a.pdf", LEFT, [row[columns] for row in RIGHT]) == [("warning", "hal. 2")]


def test_pages_go_down_before_they_go_aside(tmp_path):
    below = [["Meningkatnya arsip", "Program D\nyang panjang", "Persentase D"], ["^", "Program E", "Persentase E"], ["^", "Program F", "Persentase F"]]
    assert told(tmp_path / "a.pdf", LEFT, below, RIGHT, RIGHT[1:]) == [("warning", "hal. 3-4")]


@pytest.mark.parametrize("second", [LEFT, [LEFT[0], ["Meningkatnya arsip", "Program D\nyang panjang", "Persentase D"], ["^", "Program E", "Persentase E"], ["^", "Program F", "Persentase F"]], STAFF, EVEN])
def test_other_tables_and_further_pages_of_one_are_none(tmp_path, second):
    assert told(tmp_path / "a.pdf", LEFT, second) == []


def test_a_small_table_of_even_rows_is_as_high_as_another_by_chance(tmp_path):
    assert told(tmp_path / "a.pdf", [LEFT[0], *LEFT[2:]], [["No", "Golongan"], ["1", "IV"], ["2", "III"]]) == []


def test_another_table_as_wide_may_be_as_high_by_chance(tmp_path):
    even = [["Sasaran", "Program", "Indikator\nProgram"], *[[f"Meningkatnya {k}", f"Program {k}", f"Persentase {k}"] for k in "abc"]]
    assert told(tmp_path / "a.pdf", even, EVEN) == []


def listed(heads, count, *texts):
    """A table whose rows are all of one line: its headings, then texts with the number of their row."""
    return [heads, *[[f"{text} {k}" for text in texts] for k in range(1, count + 1)]]


NAMES = ["Sasaran", "Program", "Indikator Program"]


@pytest.mark.parametrize("right", [
    listed(["Satuan", "Target 2025", "Target 2026", "Pagu (Rp)"], 3, "Unit", "8", "9", "1.000.000"),
    listed(["2025", "2026"], 3, "8", "9"),
    listed(["Keterangan"], 3, "Prioritas"),
])
def test_even_rows_are_told_where_their_page_says_nothing_by_itself(tmp_path, right):
    assert told(tmp_path / "a.pdf", listed(NAMES, 3, "Meningkatnya", "Program", "Indeks"), right) == [("warning", "hal. 2")]


def test_many_even_rows_are_told_page_by_page(tmp_path):
    left, right = listed(NAMES, 12, "Meningkatnya", "Program", "Persentase"), listed(["Definisi", "Sumber", "Unit", "2025"], 12, "Arti", "Bidang", "Satuan", "8")
    assert told(tmp_path / "a.pdf", left[:8], left[8:], right[:8], right[8:]) == [("warning", "hal. 3-4")]
    assert told(tmp_path / "b.pdf", left[:8], left[8:], right[:8], right[8:-1]) == []


@pytest.mark.parametrize("right", [
    listed(["No", "Golongan"], 12, "", "IV"),
    listed(["Program", "Anggaran"], 12, "Program", "1.000.000"),
    listed(["Sub Kegiatan", "Pagu (Rp)"], 3, "Pendataan", "1.000.000"),
    listed(NAMES, 12, "Terwujudnya", "Program", "Indeks"),
])
def test_lists_of_as_many_even_rows_that_say_what_they_list_are_tables_of_their_own(tmp_path, right):
    assert told(tmp_path / "a.pdf", listed(NAMES, len(right) - 1, "Meningkatnya", "Program", "Indeks"), right) == []
