"""Rows of kelurahan and other sub-units below the row whose share they are."""

from __future__ import annotations

import pytest

from tests.test_reading import both, tree


@pytest.mark.parametrize("sign", ["", "- "])
def test_a_unit_with_its_share_states_no_result_and_gives_its_indicator_to_nobody(tmp_path, sign):
    rows = [["KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "TARGET 2025"], ["7.01.03", "Program Pemberdayaan", "Persentase lembaga aktif", "80%"],
            ["7.01.03.2.02", "Pemberdayaan Kelurahan", "Jumlah lembaga", "12"], ["", sign + "Kelurahan Melati", "Jumlah lembaga", "5"], ["", sign + "Kelurahan Mawar", "Jumlah lembaga", "7"]]
    for reading in both(tmp_path, rows):
        assert tree(reading) == [("program", "Program Pemberdayaan", None, ["Persentase lembaga aktif"]),
                                 ("kegiatan", "Pemberdayaan Kelurahan", "Program Pemberdayaan", ["Jumlah lembaga"])]
        assert [node["result"] for node in reading["nodes"]] == [None, None]
        assert {f["code"] for f in reading["findings"]} == {"sel-tak-terpakai"}
