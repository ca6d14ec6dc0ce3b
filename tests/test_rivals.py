"""Tables of one document that do not agree: what is read as one tree all the same is told."""

from __future__ import annotations

import pytest

from tests.drawing import boxes, workbook
from tests.test_reading import read

MEASURED = [["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatkan mutu", "Meningkatnya data", "Indeks data", "80"], ["^", "Meningkatnya arsip", "Indeks arsip", "70"]]
PLANNED = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM"]]
CASCADE = [["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "TARGET 2025"],
           ["Meningkatnya data", "Program Data", "Pendataan", "Jumlah laporan", "12"], ["^", "Program Arsip", "Kearsipan", "Jumlah arsip", "10"]]


def told(tmp_path, code, **sheets):
    workbook(tmp_path / "a.xlsx", {name.replace("_", " "): boxes(rows) for name, rows in sheets.items()}, title=["CASCADING DINAS CONTOH"])
    return [f["message"] for f in read(tmp_path / "a.xlsx")["findings"] if f["code"] == code]


@pytest.mark.parametrize(("sasaran", "count"), [
    (["Menguatnya statistik", "Tertatanya berkas"], 1), (["Meningkatnya data", "Tertatanya berkas"], 1),
    (["Meningkatnya data"], 0), (["Meningkatnya data", "Meningkatnya arsip", "Tertatanya berkas"], 0)], ids=["others", "one other", "fewer", "more"])
def test_sasaran_that_differ_under_one_tujuan_are_told(tmp_path, sasaran, count):
    rows = [["^" if k else "Meningkatkan mutu", name, f"Program {k}", "Jumlah data"] for k, name in enumerate(sasaran)]
    messages = told(tmp_path, "anak-beda-antar-tabel", A=MEASURED, B=[*PLANNED, *rows])
    assert len(messages) == count
    assert all('sasaran yang berlainan di bawah "Meningkatkan mutu"' in message and "(A!B" in message and "(B!B" in message for message in messages)


def test_tables_that_disagree_often_are_told_in_their_order(tmp_path):
    aims = [f"Meningkatkan mutu {letter}" for letter in "ABCDEFGHIJKL"]
    measured, planned = ([[aim, f"{verb} layanan {k}", f"Indeks {k}", "80"] for k, aim in enumerate(aims)] for verb in ("Meningkatnya", "Tertatanya"))
    messages = told(tmp_path, "anak-beda-antar-tabel", A=[MEASURED[0], *measured], B=[*PLANNED, *planned])
    assert [next(aim for aim in aims if f'"{aim}"' in message) for message in messages] == aims


def test_tables_of_one_layout_may_each_list_their_own(tmp_path):
    further = [PLANNED[0], ["Meningkatkan mutu", "Tertatanya berkas", "Program Berkas", "Jumlah berkas"]]
    assert told(tmp_path, "anak-beda-antar-tabel", A=[PLANNED[0], ["Meningkatkan mutu", "Meningkatnya data", "Program Data", "Jumlah data"]], B=further) == []


@pytest.mark.parametrize("names", [("Final", "Draft"), ("Cascading", "Copy of Cascading"), ("2024 lama", "2025"), ("Cascading", "Cascading (2)"), ("Backup", "Data"), ("Renja Murni", "Renja Perubahan")])
def test_sheets_that_are_versions_of_one_cascade_are_told(tmp_path, names):
    later = [*CASCADE[:2], ["^", "Program Bina", "Pembinaan", "Jumlah binaan", "10"]]
    (message,) = told(tmp_path, "lembar-versi", **dict(zip(names, (CASCADE, later))))
    assert message.startswith(f'Lembar "{names[0]}" dan "{names[1]}" memuat 3 kotak yang sama')


@pytest.mark.parametrize("names", [("Bidang A", "Bidang B"), ("Revisi Bidang A", "Revisi Bidang B")])
def test_sheets_that_share_no_tree_or_are_no_versions_are_not_told(tmp_path, names):
    other = [CASCADE[0], ["Meningkatnya jalan", "Program Jalan", "Perbaikan", "Panjang jalan", "15"]] if "Revisi" in names[0] else CASCADE
    assert told(tmp_path, "lembar-versi", **dict(zip(names, (CASCADE, other)))) == []
