"""Signs for "as above" and for nothing, beside the nodes."""

from __future__ import annotations

import pytest

from tests.test_reading import both

HEAD = ["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "FORMULA", "SATUAN", "TARGET 2025", "PENANGGUNG JAWAB"]
FIRST = ["Meningkatnya data", "Program Data", "Persentase data", "Data terisi / Data seluruhnya x 100%", "%", "80", "Bidang Data"]


@pytest.mark.parametrize("sign", ["sda", "s.d.a", "Idem", '"', "”", "''"])
def test_a_sign_for_as_above_repeats_the_cell_above_and_is_told(tmp_path, sign):
    for reading in both(tmp_path, [HEAD, FIRST, ["^", "Program Arsip", "Persentase arsip", *[sign] * 4], ["^", "Program Bina", "Persentase bina", *[sign] * 4]]):
        assert [(i["name"], i["formula"], i["unit"]) for i in reading["indicators"]] == [(f"Persentase {name}", FIRST[3], "%") for name in ("data", "arsip", "bina")]
        assert [t["value"] for t in reading["targets"]] == [80] * 3
        assert [o["owner"] for o in reading["owners"]] == ["Bidang Data"] * 3
        assert [f["code"] for f in reading["findings"] if f["code"] != "kolom-milik-tingkat"] == ["sel-sama-dengan-atas"]


@pytest.mark.parametrize("sign", ["-", "–", "n/a", "--"])
def test_a_sign_for_nothing_is_no_owner_and_no_unit(tmp_path, sign):
    for reading in both(tmp_path, [HEAD, FIRST, ["^", "Program Arsip", "Persentase arsip", sign, sign, sign, sign]]):
        assert [(i["unit"], i["formula_kind"]) for i in reading["indicators"]] == [("%", "persentase"), (None, "kosong")]
        assert [o["owner"] for o in reading["owners"]] == ["Bidang Data"]
        assert reading["documents"][0]["status"] == "bersih"
