"""What two documents say of the same thing."""

from __future__ import annotations

import duckdb
import pytest

from pipeline.publish import publish
from pipeline.store import forget_missing, open_store, put
from tests.clean import clean, frames
from tests.readings import reading
from tests.test_rules import PLANTED, changed, copied, document, each, edition, judged_across, told


@pytest.mark.parametrize(("code", "plant"), [
    ("program-di-dua-pd", changed("nodes", "kesehatan-2", name="Program Penunjang Urusan Pemerintahan Daerah", code="1.02.01")),
    ("program-di-dua-pd", each(changed("nodes", "kesehatan-2", name="Program Rehabilitasi Sosial"), changed("nodes", "sosial-3", status="dihapus"))),
    ("program-di-dua-pd", each(PLANTED["program-di-dua-pd"], document("kesehatan", organisation="Dinas  Sosial"))),
    ("formula-beda-indikator-sama", copied("kesehatan-2i", "sosial-3i", "formula", "numerator", "denominator")),
    ("satuan-beda-dokumen", copied("kesehatan-3i", "sosial-4i")),
    ("target-beda-dokumen", edition("renja", "80", "85", "90", "95", "100")),
    ("target-beda-dokumen", each(PLANTED["target-beda-dokumen"], document("renja", organisation="RSUD"))),
])
def test_documents_that_agree_or_may_differ(code, plant):
    tables = clean()
    plant(tables)
    assert code not in {finding["code"] for finding in judged_across(frames(tables))}


@pytest.mark.parametrize("code", ["program-di-dua-pd", "formula-beda-indikator-sama", "satuan-beda-dokumen", "target-beda-dokumen"])
def test_other_regions_are_no_contradiction(code):
    tables = clean()
    each(PLANTED[code], document("kesehatan", region="KABUPATEN LAIN"))(tables)
    assert code not in {finding["code"] for finding in judged_across(frames(tables))}


def test_documents_without_region_are_of_the_one_region_that_others_name():
    tables = clean()
    each(PLANTED["program-di-dua-pd"], document("kesehatan", region=None))(tables)
    assert told(tables) == ["program-di-dua-pd"]


def test_of_three_documents_the_one_that_differs_is_told():
    tables = clean()
    each(edition("a", "80", "85", "90", "95", "96"), edition("renja", "80", "85", "90", "95", "100"))(tables)
    (finding,) = judged_across(frames(tables))
    assert finding["path"] == "a.xlsx"
    assert finding["message"] == 'Target 2029 "Persentase ibu hamil yang diperiksa" di sini 96, di kesehatan.xlsx 100 (1 tahun berbeda).'


def test_what_is_said_across_documents_goes_with_the_other_document(tmp_path):
    one, other = reading(), reading("b.pdf", "b")
    other["indicators"][0]["unit"] = "bulan"
    with open_store(tmp_path) as store:
        for given in (one, other):
            put(store, given, "1")
        publish(store, tmp_path)
        assert published(tmp_path, "satuan-beda-dokumen") == [("b", 'Satuan "Umur harapan hidup" di sini bulan, di a.pdf tahun.')]
        forget_missing(store, ["b.pdf"])
        publish(store, tmp_path)
        assert published(tmp_path, "satuan-beda-dokumen") == []


def published(folder, code):
    return duckdb.execute(f"SELECT document_id, message FROM '{folder}/parquet/findings.parquet' WHERE code = ?", [code]).fetchall()
