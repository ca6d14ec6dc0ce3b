"""Words of headings that stand in the next column's heading, as narrow cells of a print let them."""

from __future__ import annotations

import pytest

from tests.test_reading import both


@pytest.mark.parametrize(("first", "second", "count"), [("TARGET TAHU", "N 2025", 1), ("TARGET 2024", "TARGET 2025", 0), ("TARGET", "KONDISI AKHIR", 0), ("PAGU TAHU", "N PAGU 2025", 1)])
def test_a_value_column_without_year_beside_one_with_a_year_is_told(tmp_path, first, second, count):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", first, second], ["Meningkatnya data", "Program Data", "Indeks data", "Indeks", "80", "90"]]
    for reading in both(tmp_path, rows):
        messages = [f["message"] for f in reading["findings"] if f["code"] == "kolom-tanpa-tahun"]
        assert len(messages) == count
        assert all(f'"{first}"' in message for message in messages)
