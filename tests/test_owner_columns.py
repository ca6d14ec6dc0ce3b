"""To which level a column of owners belongs, where several levels would fit, and whom its cells name."""

from __future__ import annotations

import pytest

from tests.test_reading import both, repeated


def owners(reading):
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    return [(names[o["node_id"]], o["owner"]) for o in reading["owners"]]


def test_the_office_in_the_heading_tells_the_level(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "PENANGGUNG JAWAB", "<"], ["^", "^", "^", "Eselon II", "Eselon III"],
            ["Meningkatnya layanan", "Program Data", "Persentase A", "Kepala Dinas", "Kepala Bidang Data"],
            ["Terwujudnya tertib", "Program Tertib", "Persentase B", "Sekretaris", "Kepala Bidang Tertib"]]
    for reading in both(tmp_path, rows, heads=2):
        assert owners(reading) == [("Meningkatnya layanan", "Kepala Dinas"), ("Program Data", "Kepala Bidang Data"),
                                   ("Terwujudnya tertib", "Sekretaris"), ("Program Tertib", "Kepala Bidang Tertib")]


def test_one_owner_of_several_nodes_in_a_table_that_repeats_its_parents(tmp_path):
    rows = [["TUJUAN", "SASARAN", "PENANGGUNG JAWAB", "PROGRAM", "INDIKATOR PROGRAM"],
            ["Meningkatkan mutu", "Meningkatnya layanan", "Kepala Dinas", "Program Data", "Persentase A"],
            ["Meningkatkan mutu", "Meningkatnya layanan", "Kepala Dinas", "Program Sarana", "Persentase B"],
            ["Meningkatkan mutu", "Terwujudnya tertib", "Kepala Dinas", "Program Tertib", "Persentase C"]]
    for reading in both(tmp_path, rows):
        assert owners(reading) == [("Meningkatnya layanan", "Kepala Dinas"), ("Terwujudnya tertib", "Kepala Dinas")]


def test_each_row_of_levels_that_begin_one_below_the_other_has_its_own_owner(tmp_path):
    rows = [["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR KINERJA", "PENANGGUNG JAWAB"],
            ["Meningkatnya layanan", "", "", "Indeks A", "Kepala Dinas"], ["^", "Program Data", "", "Persentase B", "Bidang Data"], ["^", "^", "Pendataan", "Jumlah C", "Seksi Data"],
            ["^", "^", "Pelaporan", "Jumlah D", "Seksi Data"], ["^", "Program Arsip", "", "Persentase E", "Bidang Arsip"]]
    for drawn in (rows, repeated(rows)):
        for reading in both(tmp_path, drawn):
            assert owners(reading) == [(row[k], row[-1]) for row, k in zip(rows[1:], (0, 1, 2, 2, 1))]


def test_equal_owners_of_neighbours_are_several_where_their_parents_are_printed_once(tmp_path):
    rows = [["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "PENGAMPU"],
            ["Meningkatnya layanan", "Program Data", "Pendataan", "Jumlah A", "Bidang Data"], ["^", "Program Arsip", "Pengarsipan", "Jumlah B", "Bidang Data"],
            ["^", "^", "Penataan", "Jumlah C", "^"], ["Meningkatnya layanan", "Program Arsip", "Pemeliharaan", "Jumlah D", "Bidang Data"]]
    for reading in both(tmp_path, rows):
        assert owners(reading) == [("Program Data", "Bidang Data"), ("Program Arsip", "Bidang Data")]
        assert reading["documents"][0]["status"] == "bersih"


def test_a_heading_that_a_narrow_column_breaks_names_its_role(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "PENANGGUN G JAWAB"], ["Meningkatnya layanan", "Program Data", "Persentase A", "Bidang Data"]]
    for reading in both(tmp_path, rows):
        assert [o["role"] for o in reading["owners"]] == ["penanggung_jawab"]


@pytest.mark.parametrize("text, named", [
    ("Bidang Data, Sekretariat dan Bidang Arsip", ["Bidang Data", "Sekretariat", "Bidang Arsip"]),
    ("Bidang Data\nBidang Arsip", ["Bidang Data", "Bidang Arsip"]),
    ("Dinas Sosial/Badan Keuangan", ["Dinas Sosial", "Badan Keuangan"]),
    ("Kabid Data & Kasi Arsip", ["Kabid Data", "Kasi Arsip"]),
    ("1. Seksi Data 2. Seksi Arsip", ["Seksi Data", "Seksi Arsip"]),
    # One name that holds commas, an office with the part of it that does the work, and a line broken within a name.
    ("Bidang Perencanaan, Pengendalian dan Evaluasi", ["Bidang Perencanaan, Pengendalian dan Evaluasi"]),
    ("Sekretariat Daerah, Bagian Hukum", ["Sekretariat Daerah, Bagian Hukum"]),
    ("Dinas Sosial, Bidang Data", ["Dinas Sosial, Bidang Data"]),
    ("Seksi Pemberdayaan Desa dan\nKelurahan", ["Seksi Pemberdayaan Desa dan Kelurahan"])])
def test_a_cell_that_names_several_owners_gives_each(tmp_path, text, named):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "PENGAMPU PROGRAM"], ["Meningkatnya layanan", "Program Data", "Persentase A", text]]
    for reading in both(tmp_path, rows):
        assert [o["owner"] for o in reading["owners"]] == named


def test_owners_that_begin_where_indicators_do_are_those_of_indicators(tmp_path):
    rows = [["SASARAN", "INDIKATOR KINERJA UTAMA", "FORMULA", "PENANGGUNG JAWAB"], ["Meningkatnya data", "Indeks data", "Survei", "Bidang Data"], ["^", "Indeks arsip", "Survei", "Sekretariat"],
            ["Terwujudnya tertib", "Indeks tertib", "Survei", "Bidang Tertib"], ["^", "Indeks aman", "Survei", "Bidang Tertib"]]
    for reading in both(tmp_path, rows):
        of = {i["indicator_id"]: i["name"] for i in reading["indicators"]}
        assert [(o["owner"], of.get(o["indicator_id"])) for o in reading["owners"]] == [("Bidang Data", "Indeks data"), ("Sekretariat", "Indeks arsip"), ("Bidang Tertib", None)]
        assert reading["documents"][0]["status"] == "bersih"


def test_owners_of_indicators_stand_with_the_node_that_is_measured(tmp_path):
    rows = [["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR", "TARGET 2025", "PJ"], ["Meningkatnya data", "Program Data", "Pendataan", "Jumlah data", "3", "Seksi Data / Seksi Peta / Seksi Data"], ["^", "^", "^", "Jumlah peta", "4", "Seksi Arsip"]]
    for reading in both(tmp_path, rows):
        nodes, of = ({row[f"{key}_id"]: row["name"] for row in reading[table]} for key, table in (("node", "nodes"), ("indicator", "indicators")))
        assert [(nodes[o["node_id"]], of.get(o["indicator_id"]), o["owner"]) for o in reading["owners"]] == [
            ("Pendataan", "Jumlah data", "Seksi Data"), ("Pendataan", "Jumlah data", "Seksi Peta"), ("Pendataan", "Jumlah peta", "Seksi Arsip")]


def test_a_tick_below_an_office_is_no_owner_of_that_name(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PERANGKAT DAERAH PENGAMPU", "<"], ["^", "^", "Dinas Data", "Dinas Arsip"], ["Meningkatnya data", "Indeks data", "√", ""], ["Terwujudnya tertib", "Indeks tertib", "", "v"]]
    for reading in both(tmp_path, rows, 2):
        assert reading["owners"] == []
        assert [f["code"] for f in reading["findings"] if f["severity"] == "warning"][-2:] == ["sel-tak-terpakai"] * 2


@pytest.mark.parametrize("owners", [("Seksi A", "Seksi A", "Seksi B"), ("Seksi A", "Seksi B", "Seksi B")])
def test_owners_behind_the_last_level_are_of_that_where_the_level_above_has_owners_of_its_own(tmp_path, owners):
    rows = [["PROGRAM", "PENANGGUNG JAWAB", "KEGIATAN", "INDIKATOR KEGIATAN", "PENANGGUNG JAWAB"], ["Program Data", "Bidang A", "Pendataan", "Jumlah data", owners[0]],
            ["Program Data", "Bidang A", "Pelaporan", "Jumlah laporan", owners[1]], ["Program Arsip", "Bidang B", "Penataan", "Jumlah arsip", owners[2]]]
    for reading in both(tmp_path, rows):
        names = {n["node_id"]: n["name"] for n in reading["nodes"]}
        assert sorted((names[o["node_id"]], o["owner"]) for o in reading["owners"]) == sorted(
            [("Program Data", "Bidang A"), ("Program Arsip", "Bidang B"), *zip(("Pendataan", "Pelaporan", "Penataan"), owners)])


REPEATED = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN", "PENANGGUNG JAWAB"], ["Program Data", "Pendataan", "Jumlah data"], ["Program Data", "Pelaporan", "Jumlah laporan"],
            ["Program Arsip", "Penataan", "Jumlah arsip"], ["Program Arsip", "Pemusnahan", "Jumlah berkas"]]


@pytest.mark.parametrize(("owners", "level", "told"), [("AABC", "kegiatan", []), ("ABBC", "kegiatan", []), ("AABB", "program", ["kolom-milik-tingkat"])])
def test_equal_owners_of_repeated_rows_are_of_the_level_on_the_left_or_told(tmp_path, owners, level, told):
    rows = [REPEATED[0], *([*row, f"Seksi {owner}"] for row, owner in zip(REPEATED[1:], owners))]
    for reading in both(tmp_path, rows):
        levels = {n["node_id"]: n["level"] for n in reading["nodes"]}
        assert {levels[o["node_id"]] for o in reading["owners"]} == {level}
        assert [f["code"] for f in reading["findings"] if f["code"].startswith("kolom-")] == told
