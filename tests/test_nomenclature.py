"""Lists of codes as people have them, and what the rules say beside one."""

from __future__ import annotations

import duckdb
import pytest

from pipeline import nomenclature
from schemas.rules.nomenclature import kode_tidak_dikenal, nama_beda_nomenklatur
from tests.drawing import boxes, workbook

LIST = [["KODE", "NAMA", "SATUAN"], ["1.06.04", "PROGRAM REHABILITASI SOSIAL", ""], ["X.XX.01", "PROGRAM PENUNJANG", ""]]


def test_a_list_with_one_column_of_codes(tmp_path):
    workbook(tmp_path / "daftar.xlsx", boxes(LIST), title=["Nomenklatur"])
    assert nomenclature.read(tmp_path / "daftar.xlsx").names == (("1.06.04", "PROGRAM REHABILITASI SOSIAL"), ("X.XX.01", "PROGRAM PENUNJANG"))


def test_a_list_with_a_column_per_segment_and_one_per_level(tmp_path):
    rows = [["KODE", "<", "<", "PROGRAM", "KODE KEGIATAN", "KEGIATAN"], ["1", "06", "04", "Rehabilitasi", "1.06.04.2.01", "Dasar"], ["x", "xx", "01", "Penunjang", "", ""]]
    workbook(tmp_path / "daftar.xlsx", boxes(rows))
    assert nomenclature.read(tmp_path / "daftar.xlsx").names == (("1.06.04", "Rehabilitasi"), ("1.06.04.2.01", "Dasar"), ("X.XX.01", "Penunjang"))


def test_a_list_as_csv(tmp_path):
    (tmp_path / "daftar.csv").write_text("\n".join(";".join(row) for row in LIST), encoding="utf-8")
    assert ("1.06.04", "PROGRAM REHABILITASI SOSIAL") in nomenclature.read(tmp_path / "daftar.csv").names


def test_a_table_without_codes_is_no_list(tmp_path):
    workbook(tmp_path / "daftar.xlsx", boxes([["NAMA", "SATUAN"], ["a", "b"]]))
    with pytest.raises(nomenclature.NoListError):
        nomenclature.read(tmp_path / "daftar.xlsx")


@pytest.mark.parametrize("code, name, unknown, renamed", [
    ("1.06.04", "Program Rehabilitasi Sosial", [], []),
    ("1.06.04", "Program Rehabilitasi Sosial Dasar", [], ["1.06.04"]),
    ("1.06.09", "Program Rehabilitasi Sosial", ["1.06.09"], []),
    ("1.06.01", "Penunjang", [], []),
    (None, "Program tanpa kode", [], []),
])
def test_codes_and_names_beside_a_list(code, name, unknown, renamed):
    connection = duckdb.connect()
    connection.execute("CREATE TABLE nomenclature AS SELECT * FROM (VALUES ('1.06.04', 'PROGRAM REHABILITASI SOSIAL'), ('X.XX.01', 'PROGRAM PENUNJANG')) AS t(code, name)")
    connection.execute("CREATE TABLE nodes AS SELECT 'n' AS node_id, 'program' AS level, 'aktif' AS status, ?::VARCHAR AS code, ? AS name", [code, name])
    codes = lambda relation: [row[0] for row in relation.select("code").fetchall()]
    assert (codes(kode_tidak_dikenal(connection)), codes(nama_beda_nomenklatur(connection))) == (unknown, renamed)
