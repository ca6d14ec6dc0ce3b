"""What a careful reader makes of parents, owners, lists, notes and blocks below the table."""

from __future__ import annotations

from pipeline import document
from tests.drawing import boxes, workbook
from tests.test_listing import codes, read, tree


def test_a_program_printed_again_under_a_parent_printed_again_is_one(tmp_path):
    rows = [["SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], ["S1", "P1", "K1", "a"], ["S1", "P2", "K1", "b"], ["S1", "P1", "K3", "c"], ["S2", "P3", "K1", "d"]]
    assert [(n, p) for _, _, n, p in tree(read(tmp_path, rows))] == [("S1", None), ("P1", "S1"), ("K1", "P1"), ("P2", "S1"), ("K1", "P2"), ("K3", "P1"), ("S2", None), ("P3", "S2"), ("K1", "P3")]


def test_goals_in_one_column_beside_their_programs(tmp_path):
    rows = [["TUJUAN / SASARAN", "INDIKATOR KINERJA", "PROGRAM"], ["Tujuan: Menurunkan kemiskinan", "Persentase miskin", ""], ["Sasaran: Menurunnya PMKS", "Persentase PMKS", "Program A"],
            ["Sasaran: Meningkatnya PSKS", "Persentase PSKS", "Program B"]]
    assert [(n, p) for _, _, n, p in tree(read(tmp_path, rows)) if n.startswith("Program")] == [("Program A", "Menurunnya PMKS"), ("Program B", "Meningkatnya PSKS")]


def test_an_owner_column_that_fits_two_levels_is_of_its_left_neighbour(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PENANGGUNG JAWAB", "PROGRAM", "INDIKATOR PROGRAM", "PENANGGUNG JAWAB"], ["Sasaran satu", "Persentase s", "Kadis", "Program A", "Persentase a", "Kabid A"],
            ["Sasaran dua", "Persentase t", "Kadis", "Program B", "Persentase b", "Kabid B"]]
    reading = read(tmp_path, rows)
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [(names[o["node_id"]], o["owner"]) for o in reading["owners"]] == [("Sasaran satu", "Kadis"), ("Program A", "Kabid A"), ("Sasaran dua", "Kadis"), ("Program B", "Kabid B")]


def test_words_for_the_name_above_are_no_names(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["S1", "P1", "a"], ["sda", "P2", "b"]]
    assert [(n, p) for _, _, n, p in tree(read(tmp_path, rows))] == [("S1", None), ("P1", "S1"), ("P2", "S1")]


def test_lettered_lists_are_parted(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET 2026"], ["S1", "a. Jumlah sekolah\nb. Jumlah guru", "a. Unit\nb. Orang", "a. 3\nb. 40"]]
    reading = read(tmp_path, rows)
    assert [(i["name"], i["unit"]) for i in reading["indicators"]] == [("Jumlah sekolah", "Unit"), ("Jumlah guru", "Orang")]
    assert [t["value"] for t in reading["targets"]] == [3, 40]


def test_what_follows_the_table_is_lost_only_as_sum_or_signature(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2026", "PAGU 2026", "PENANGGUNG JAWAB"], ["Program A", "Indeks a", "70", "1.000.000", "Bidang A"], ["", "", "", "1.000.000", ""], ["", "", "", "", "Bidang C"]]
    owned = read(tmp_path, rows)
    assert [o["owner"] for o in owned["owners"]] == ["Bidang A", "Bidang C"]
    signed = read(tmp_path, [*rows[:3], ["", "", "", "", "Kepala Dinas"], ["", "", "", "", "NIP. 1970"]])
    assert [o["owner"] for o in signed["owners"]] == ["Bidang A"] and codes(signed) == []


def test_years_beyond_the_counted_ones_are_no_fault(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET TAHUN VII"], ["Program A", "Indeks a", "70"]]
    assert [n["name"] for n in read(tmp_path, rows)["nodes"]] == ["Program A"]


def test_a_signature_block_below_a_column_of_names_is_no_part_of_the_table(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["S1", "Persentase a", "P1", "Persentase b"], ["", "", "", ""], ["", "", "Sukamaju, 3 Maret 2022", ""],
            ["", "", "KEPALA DINAS SOSIAL", ""], ["", "", "Dra. SITI AMINAH, M.M.", ""], ["", "", "NIP. 19650101 199003 1 001", ""]]
    reading = read(tmp_path, rows)
    assert [n["name"] for n in reading["nodes"]] == ["S1", "P1"] and codes(reading) == []


def test_a_second_table_of_other_levels_on_the_same_sheet(tmp_path):
    rows = [["NO", "SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["1", "S1", "Persentase s", "Program A", "Persentase a"], ["", "", "", "", ""],
            ["NO", "PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], ["1", "Program A", "Persentase a", "Kegiatan B", "Jumlah b"]]
    assert [(n, p) for _, _, n, p in tree(read(tmp_path, rows))] == [("S1", None), ("Program A", "S1"), ("Kegiatan B", "Program A")]


def test_a_measure_of_what_is_deleted_is_an_indicator(tmp_path):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["S1", "P1", "Jumlah barang milik daerah yang dihapus"]]
    reading = read(tmp_path, rows)
    assert [n["status"] for n in reading["nodes"]] == ["aktif", "aktif"] and len(reading["indicators"]) == 1


def test_a_unit_merged_over_indicators_is_of_each(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET 2022", "PROGRAM"], ["S1", "Persentase s", "%", "80", "P1"], ["^", "Persentase t", "^", "85", "P2"]]
    assert [(i["name"], i["unit"]) for i in read(tmp_path, rows)["indicators"]] == [("Persentase s", "%"), ("Persentase t", "%")]


def test_indicators_of_a_sasaran_program_are_the_programs(tmp_path):
    rows = [["SASARAN", "PROGRAM", "SASARAN PROGRAM", "INDIKATOR SASARAN PROGRAM", "KEGIATAN", "SASARAN KEGIATAN", "INDIKATOR SASARAN KEGIATAN", "SUB KEGIATAN", "INDIKATOR"],
            ["S", "PA", "Meningkatnya a", "Persentase a", "KA", "Terlaksananya b", "Jumlah b", "Sub 1", "Jumlah c"]]
    reading = read(tmp_path, rows)
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [(names[i["node_id"]], i["name"]) for i in reading["indicators"]] == [("PA", "Persentase a"), ("KA", "Jumlah b"), ("Sub 1", "Jumlah c")]


def test_programs_hang_under_their_sasaran_beside_strategies(tmp_path):
    rows = [["SASARAN", "STRATEGI", "PROGRAM", "INDIKATOR PROGRAM"], ["S1", "Digitalisasi", "P1", "Indeks a"]]
    assert [(n, p) for _, _, n, p in tree(read(tmp_path, rows))] == [("S1", None), ("Digitalisasi", "S1"), ("P1", "S1")]


def test_owners_of_rows_that_begin_one_node_each(tmp_path):
    rows = [["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR", "PENANGGUNG JAWAB"], ["T1", "", "", "Indeks t", "Kepala Dinas"], ["", "S1", "", "Indeks s", "Sekretaris"], ["", "", "P1", "Indeks p", "Kabid A"]]
    reading = read(tmp_path, rows)
    names = {n["node_id"]: n["name"] for n in reading["nodes"]}
    assert [(names[o["node_id"]], o["owner"]) for o in reading["owners"]] == [("T1", "Kepala Dinas"), ("S1", "Sekretaris"), ("P1", "Kabid A")]


def test_numbers_and_labels_in_front_of_indicators(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN"], ["S1", "1.1 Persentase a"], ["", "Indikator 2 : Jumlah b"]]
    assert [(i["number"], i["name"]) for i in read(tmp_path, rows)["indicators"]] == [("1.1", "Persentase a"), ("2", "Jumlah b")]


def test_sums_of_a_program_are_no_programs(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "PAGU 2026"], ["Program A", "Indeks a", "1.000.000"], ["Jumlah Program A", "", "1.000.000"], ["Program B", "Indeks b", "2.000.000"]]
    assert [n["name"] for n in read(tmp_path, rows)["nodes"]] == ["Program A", "Program B"]


def test_values_merged_over_indicators_are_of_each(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "FORMULA", "TARGET 2022", "PROGRAM"], ["S1", "Persentase s", "A / B x 100%", "80", "P1"], ["^", "Persentase t", "^", "^", "P2"]]
    reading = read(tmp_path, rows)
    assert [(i["name"], i["numerator"]) for i in reading["indicators"]] == [("Persentase s", "A"), ("Persentase t", "A")]
    assert [t["value"] for t in reading["targets"]] == [80, 80]


def test_levels_named_in_a_column_of_their_own(tmp_path):
    rows = [["NO", "TINGKAT", "URAIAN", "INDIKATOR", "SATUAN", "TARGET 2026"], ["1", "Tujuan", "Mewujudkan data", "Indeks data", "Indeks", "3,1"], ["1.1", "Sasaran", "Meningkatnya layanan", "Persentase", "%", "80"],
            ["1.1.1", "Program", "Pengelolaan Data", "Persentase tersedia", "%", "70"], ["1.1.1.1", "Kegiatan", "Pendataan", "Jumlah laporan", "Laporan", "4"]]
    reading = read(tmp_path, rows)
    assert [row[0] for row in tree(reading)] == ["tujuan", "sasaran", "program", "kegiatan"] and codes(reading) == []


def test_names_over_several_sheet_columns_are_names(tmp_path):
    rows = [["PROGRAM / KEGIATAN / SUB KEGIATAN", "<", "<", "INDIKATOR", "TARGET 2026"], ["Program Data", "<", "<", "Indeks a", "1"], ["Kegiatan Sekretariat", "<", "<", "Jumlah b", "2"]]
    assert [n for _, _, n, _ in tree(read(tmp_path, rows))] == ["Program Data", "Kegiatan Sekretariat"]


def test_a_column_of_obstacles_makes_no_other_table_of_a_plan(tmp_path):
    rows = [["PROGRAM", "INDIKATOR", "TARGET 2026", "PAGU 2026", "FAKTOR PENGHAMBAT"], ["Program A", "Indeks a", "70", "1.000.000", "Kurang alat"]]
    workbook(tmp_path / "a.xlsx", boxes(rows, 1), title=["CASCADING DINAS CONTOH TAHUN 2025-2029"])
    reading = document.read(tmp_path / "a.xlsx", "a.xlsx")
    assert [n["name"] for n in reading["nodes"]] == ["Program A"] and codes(reading) == ["judul-tak-dikenal"]


def test_a_name_whose_level_nothing_tells_is_doubted_with_what_stands_beside_it(tmp_path):
    rows = [["PROGRAM / KEGIATAN / SUB KEGIATAN", "INDIKATOR", "TARGET 2026"], ["Program Data", "Indeks a", "1"], ["Kegiatan Pendataan", "Jumlah b", "2"], ["Pencatatan", "Jumlah c", "3"]]
    reading = read(tmp_path, rows)
    assert [i["name"] for i in reading["indicators"]] == ["Indeks a", "Jumlah b"]
    assert codes(reading).count("sel-tak-terpakai") == 3 and not any(n["result"] for n in reading["nodes"])
