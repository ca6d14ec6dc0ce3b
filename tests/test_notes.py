"""Which cells are notes about change, and which only name something that changes."""

from __future__ import annotations

import pytest

from tests.test_reading import blank, both, repeated

HEAD = ["SASARAN", "SASARAN PROGRAM", "PROGRAM", "INDIKATOR PROGRAM", "FORMULA", "DEFINISI OPERASIONAL", "SUMBER DATA", "PENANGGUNG JAWAB"]


def test_texts_of_columns_that_speak_of_change_are_no_notes(tmp_path):
    row = ["Tertibnya aset yang digabung", "Tertibnya aset yang dihapus", "Penggantian lampu yang dihapus", "Terlaksananya perda yang direvisi",
           "Jumlah aset yang dihapus / Jumlah aset x 100%", "Aset yang dihapus adalah aset rusak", "Laporan aset dihapus", "Bidang Aset (digabung Bidang Data)"]
    for reading in both(tmp_path, [HEAD, row, ["^", "Tertibnya data", "Program Data", "Indeks data", "", "", "", "Bidang Data"]]):
        assert [(n["name"], n["result"], n["status"]) for n in reading["nodes"]] == [
            (row[0], None, "aktif"), (row[2], row[1], "aktif"), ("Program Data", "Tertibnya data", "aktif")]
        one = reading["indicators"][0]
        assert (one["name"], one["formula"], one["definition"], one["data_source"]) == tuple(row[3:7])
        assert [o["owner"] for o in reading["owners"]] == [row[7], "Bidang Data"]
        assert reading["notes"] == [] and reading["documents"][0]["status"] == "bersih"


@pytest.mark.parametrize("note", ["Dihapus", "Program dihapus th 2023", "TIDAK DIGUNAKAN LAGI", "TH. 2023 program ini sudah dihapus dan diganti yg bawah", "Ditiadakan", "Program dihentikan",
                                  "Tidak dilanjutkan", "Nonaktif", "Dihapuskan mulai 2023", "Di hapus"])
def test_a_note_where_an_indicator_should_stand_retires_its_program(tmp_path, note):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", "Program Lama", note], ["^", "Program Data", "Indeks data"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["status"]) for n in reading["nodes"]] == [("Meningkatnya data", "aktif"), ("Program Lama", "dihapus"), ("Program Data", "aktif")]
        assert [i["name"] for i in reading["indicators"]] == ["Indeks data"]


@pytest.mark.parametrize(("tail", "status", "years"), [("(dihapus)", "dihapus", (None, None)), ("- tidak dilaksanakan lagi", "dihapus", (None, None)), ("(dihapus tahun 2023)", "dihapus", (None, 2022)),
                                                       ("(baru 2023)", "aktif", (2023, None)), ("(s.d. 2023)", "aktif", (None, 2023)), ("(mulai 2023)", "aktif", (2023, None))])
def test_a_note_behind_a_name_is_that_of_its_node(tmp_path, tail, status, years):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", f"Program Lama {tail}", "Indeks lama"], ["^", "Program Data", "Indeks data"]]
    for reading in both(tmp_path, rows):
        assert [(n["name"], n["status"], n["valid_from"], n["valid_to"]) for n in reading["nodes"]] == [
            ("Meningkatnya data", "aktif", None, None), (f"Program Lama {tail}", status, *years), ("Program Data", "aktif", None, None)]
        assert [i["name"] for i in reading["indicators"]] == ["Indeks lama", "Indeks data"]
        assert [n["text"] for n in reading["notes"]] == [tail.strip("()- ")]


@pytest.mark.parametrize("style", [blank, repeated])
@pytest.mark.parametrize("column", ["INDIKATOR PROGRAM", "KETERANGAN"])
def test_a_note_beside_a_program_of_several_rows_retires_all_of_it(tmp_path, style, column):
    rows = [["SASARAN", "PROGRAM", column, "KEGIATAN", "INDIKATOR KEGIATAN"],
            ["Meningkatnya data", "Program Lama", "Program dihapus", "Pendataan", "Jumlah A"], ["^", "^", "^", "Pelaporan", "Jumlah B"],
            ["^", "Program Data", "", "Pengolahan", "Jumlah C"], ["^", "^", "^", "Penyajian", "Jumlah D"]]
    for reading in both(tmp_path, style(rows)):
        assert [n["name"] for n in reading["nodes"] if n["status"] == "dihapus"] == ["Program Lama", "Pendataan", "Pelaporan"]


@pytest.mark.parametrize("remark", ["tidak jadi dihapus", "indikator dihapus", "Target tidak diganti", "PAD dihapus, diganti DAK", "Prioritas"])
def test_a_remark_that_tells_of_no_change_of_the_node_retires_none(tmp_path, remark):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "KETERANGAN"], ["Program Data", "Persentase data", "12,5", remark], ["Program Arsip", "Persentase arsip", "10,5", ""]]):
        assert [n["status"] for n in reading["nodes"]] == ["aktif", "aktif"] and not reading["notes"]
        assert [(f["code"], f["severity"]) for f in reading["findings"]] == [("kolom-tidak-dimuat", "info")]


@pytest.mark.parametrize("remark", ["Program dihapus dan tidak diganti", "Dihapus karena tidak digabung", "Kegiatan ini tidak dihapus tetapi program dihapus", "Target berkurang karena program dihapus", "Anggaran dihapus, program dihapus dan diganti"])
def test_what_else_does_not_happen_hides_no_change(tmp_path, remark):
    for reading in both(tmp_path, [["PROGRAM", "INDIKATOR PROGRAM", "TARGET 2025", "KETERANGAN"], ["Program Data", "Persentase data", "12,5", remark], ["Program Arsip", "Persentase arsip", "10,5", ""]]):
        assert [n["status"] for n in reading["nodes"]] == ["dihapus", "aktif"]
