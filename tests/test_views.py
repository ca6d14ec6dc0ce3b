"""The views over a small publication: each answers its question, and is there however the database was made."""

from __future__ import annotations

import shutil

import duckdb

from pipeline.vocabulary import vocabulary
from tests.readings import reading
from tests.test_publish import run


def asked(folder, sql):
    with duckdb.connect(str(folder / "cascading.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_node_has_every_level_above_it_in_columns(published_one):
    assert asked(published_one, "SELECT level, tujuan, sasaran, program, kegiatan, sub_kegiatan FROM v_tingkat WHERE node_id = 'a-k1'") == [
        ("kegiatan", "Meningkatkan derajat kesehatan", "=Meningkatnya layanan", 'Program, "upaya" kesehatan', "Kegiatan satu", None)]
    assert asked(published_one, "SELECT count(*) FROM v_tingkat") == [(5,)]


def test_an_indicator_has_its_whole_path_and_its_last_target(published_one):
    assert asked(published_one, "SELECT tujuan, kegiatan, indicator, unit, owner, target_year, target_text FROM v_indikator_lengkap WHERE indicator_id = 'a-i2'") == [
        ("Meningkatkan derajat kesehatan", "Kegiatan satu", "+Jumlah laporan", "Laporan", "Bidang A; Bidang B", 2026, "-")]
    assert asked(published_one, "SELECT count(*) FROM v_indikator_lengkap") == [(3,)]


def test_money_of_a_program_stands_beside_that_of_its_kegiatan(tmp_path):
    given = reading()
    given["budgets"].append({"document_id": "a", "node_id": "a-p", "year": 2025, "measure": "pagu", "amount": 2e6, "value_text": "2.000.000"})
    assert asked(run(tmp_path, given), "SELECT code, year, pagu, pagu_kegiatan FROM v_pagu_program") == [("1.02.02", 2025, 2e6, 1.5e6)]


def test_completeness_counts_the_nodes_in_force_of_each_level(published_one):
    counted = asked(published_one, "SELECT level, node_count, with_indicator, with_formula, with_target, with_pagu FROM v_kelengkapan ORDER BY depth")
    assert counted == [("tujuan", 1, 1, 0, 0, 0), ("sasaran", 1, 0, 0, 0, 0), ("program", 1, 0, 0, 0, 0), ("kegiatan", 1, 1, 1, 1, 1)]


def test_data_to_collect_names_the_indicators_that_need_it(published_one):
    assert asked(published_one, "FROM v_data_dibutuhkan") == [("Dinas Kesehatan", "a", 1, "Persentase layanan")]


def test_findings_are_counted_by_rule(published_one):
    assert ("sel-tak-terbaca", 1, 1, "@judul tidak dikenal") in asked(published_one, "SELECT code, finding_count, document_count, example FROM v_temuan_per_aturan")


def test_views_are_there_in_a_database_made_out_of_the_one_before(tmp_path, monkeypatch):
    def views():
        return dict(asked(tmp_path, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))

    many = [reading(f"{name}.pdf", name) for name in "abcdef"]
    run(tmp_path, *many)
    anew = views()
    many[0]["nodes"][4]["name"] = "Kegiatan lain"
    monkeypatch.delattr("pipeline.loaders.database._fill")
    run(tmp_path, *many)
    assert views() == anew == {name: view["comment"] for name, view in vocabulary("views").items()}
    assert asked(tmp_path, "SELECT kegiatan FROM v_tingkat WHERE node_id = 'a-k2'") == [("Kegiatan lain",)]


def test_a_changed_view_replaces_that_of_the_database_before(published_one, tmp_path, monkeypatch):
    folder = shutil.copytree(published_one, tmp_path / "folder")
    monkeypatch.setitem(vocabulary("views"), "v_tingkat", {"comment": "Baru.", "sql": "SELECT * FROM nodes"})
    monkeypatch.delitem(vocabulary("views"), "v_indikator_lengkap")
    monkeypatch.delitem(vocabulary("views"), "v_pagu_program")
    monkeypatch.delitem(vocabulary("views"), "v_data_dibutuhkan")
    run(folder, reading())
    assert asked(folder, "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL") == [("v_kelengkapan",), ("v_temuan_per_aturan",), ("v_tingkat",)]
