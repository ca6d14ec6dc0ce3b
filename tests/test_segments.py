"""Codes whose segments stand in columns of their own, and codes whose dots are gone."""

import pytest

from tests.test_listing import HEAD, codes, read
from tests.test_reading import both

PARTS = ["KODE", "<", "<", "<", "<", "PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2026"]
READ = ["1.06.04", "1.06.04.2.01", "1.06.04.2.01.0001", "1.06.04.2.02", "1.06.04.2.02.0001", "1.06.05", "1.06.05.2.01"]


def coded(*rows):
    return [PARTS, *([*row, f"Pendataan {k}", f"Jumlah data {k}", str(k)] for k, row in enumerate(rows))]


def test_a_blank_segment_goes_on_from_above_until_a_higher_one_begins_anew(tmp_path):
    rows = coded(["1", "06", "04", "", ""], ["", "", "", "2.01", ""], ["", "", "", "", "0001"], ["", "", "", "2.02", ""], ["", "", "", "", "0001"],
                 ["", "", "05", "", ""], ["", "", "", "2.01", ""])
    for reading in both(tmp_path, rows):
        assert [n["code"] for n in reading["nodes"]] == READ


def test_segments_merged_over_the_rows_that_share_them(tmp_path):
    rows = coded(["1", "06", "04", "", ""], ["^", "^", "^", "2.01", ""], ["^", "^", "^", "^", "0001"], ["^", "^", "^", "2.02", ""], ["^", "^", "^", "^", "0001"],
                 ["^", "^", "05", "", ""], ["^", "^", "^", "2.01", ""])
    for reading in both(tmp_path, rows):
        assert [n["code"] for n in reading["nodes"]] == READ


def test_a_row_whose_code_lacks_a_segment_before_another_is_told(tmp_path):
    reading = read(tmp_path, coded(["", "", "", "", "0001"], ["1", "06", "04", "", ""], ["", "", "", "", "0001"]))
    assert [(n["code"], n["name"]) for n in reading["nodes"]] == [("1.06.04", "Pendataan 1")]
    assert [i["name"] for i in reading["indicators"]] == ["Jumlah data 1"] and reading["documents"][0]["status"] == "tinjau"


def test_goals_stand_among_parted_codes(tmp_path):
    rows = [PARTS, ["Tujuan : Meningkatkan mutu", *"<<<<<<<"], ["Sasaran 1", *"<<<<", "Meningkatnya layanan", "Indeks mutu", "1"], *coded(["1", "06", "04", "", ""], ["", "", "05", "", ""])[1:]]
    assert [(n["level"], n["number"], n["code"]) for n in read(tmp_path, rows)["nodes"]] == [
        ("tujuan", None, None), ("sasaran", "1", None), ("program", None, "1.06.04"), ("program", None, "1.06.05")]


def test_a_code_without_dots_is_parted_by_the_lengths_of_its_segments(tmp_path):
    rows = [HEAD, ["1.06.04", "Program Data", "Indeks data", "Indeks", "80", "1"], ["10604201", "Pendataan", "Jumlah data", "Data", "8", "1"],
            ["106042010004", "Pencatatan", "Jumlah catatan", "Data", "8", "1"]]
    reading = read(tmp_path, rows)
    assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("program", "1.06.04"), ("kegiatan", "1.06.04.2.01"), ("sub_kegiatan", "1.06.04.2.01.0004")]
    assert codes(reading).count("kode-bertanda-lain") == 1


@pytest.mark.parametrize("digits", ["510201010001", "20250101"])
def test_digits_of_an_account_or_a_date_are_no_code(tmp_path, digits):
    rows = [["KODE", "PROGRAM/KEGIATAN", "INDIKATOR", "PAGU 2025"], ["1.06.04", "Program Data", "Indeks data", "1.000.000"], [digits, "Belanja Data", "", "500.000"]]
    for reading in both(tmp_path, rows):
        assert [n["code"] for n in reading["nodes"]] == ["1.06.04"] and any(f["severity"] == "warning" for f in reading["findings"])
