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
