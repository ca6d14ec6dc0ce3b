"""metadata_indikator.csv: what the document tells of an indicator, in the MS-Ind form, and nothing else."""

from __future__ import annotations

import csv
import json

import pytest

from tests.readings import reading
from tests.test_publish import run


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    given = reading()
    given["terms"].append({"document_id": "a", "indicator_id": "a-i3", "position": 2, "role": "denominator", "name": "b"})
    given["indicators"][0] |= {"definition": "Rata-rata tahun hidup.", "unit_standard": "Tahun"}
    return run(tmp_path_factory.mktemp("processed"), given)


@pytest.fixture(scope="module")
def rows(published):
    with (published / "metadata_indikator.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(row):
    return {name: value for name, value in row.items() if value}


def test_an_indicator_is_told_as_far_as_the_document_tells_it(rows):
    assert [told(row) for row in rows] == [
        {"indicator_id": "a-i1", "penyelenggara": "Dinas Kesehatan", "nama_indikator": "Umur harapan hidup", "definisi": "Rata-rata tahun hidup.", "ukuran": "Nilai",
         "satuan": "Tahun"},
        {"indicator_id": "a-i2", "penyelenggara": "Dinas Kesehatan", "nama_indikator": "'+Jumlah laporan", "ukuran": "Jumlah", "satuan": "Laporan"},
        {"indicator_id": "a-i3", "penyelenggara": "Dinas Kesehatan", "nama_indikator": "Persentase layanan", "metode_rumus_penghitungan": "'-a/b x 100%",
         "ukuran": "Persentase", "indikator_komposit": "Tidak", "nama_variabel_pembangun": "a; b"}]


def test_the_manifest_names_it_and_its_columns(published, rows):
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(resource for resource in package["resources"] if resource["path"] == "metadata_indikator.csv")
    assert [field["name"] for field in resource["schema"]["fields"]] == list(rows[0])
    assert resource["schema"]["primaryKey"] == ["indicator_id"]


def test_a_composite_indicator_names_what_it_is_made_of(tmp_path):
    given = reading()
    given["indicators"][2] |= {"kind": "indeks", "formula_kind": "komposit"}
    with (run(tmp_path, given) / "metadata_indikator.csv").open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file))[2]
    assert (row["indikator_komposit"], row["nama_indikator_pembangun"], row["nama_variabel_pembangun"]) == ("Ya", "a", "")
