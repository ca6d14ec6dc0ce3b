"""The way round: doubts go out as a workbook, a person decides, the next run applies it and keeps what was read."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import lxml.html
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from pipeline import batch, document
from pipeline.vocabulary import vocabulary
from pipeline.workers import Read
from tests.drawing import boxes, workbook

HEAD = ["KODE", "PROGRAM", "INDIKATOR PROGRAM", "SATUAN", "FORMULA", "TARGET 2025", "PAGU 2025 (Rp ribu)", "PENANGGUNG JAWAB", "+WARNA"]
ROWS = [
    HEAD,
    ["1.06.02", "Program Dota", "Persentase data lengkap", "Persn", "Data lengkap / Semua", "1.234", "900", "Bidang Data", "merah"],
    ["1.06.03", "Program Sarana", "Jumlah sarana baik", "Unit", "", "12", "800", "Bidang Sarana", ""],
]
COLUMNS = {column["heading"]: number for number, column in enumerate(vocabulary("review")["columns"].values(), 1)}
SOFFICE = shutil.which("soffice")
NEEDS_SOFFICE = pytest.mark.skipif(not SOFFICE, reason="soffice (Debian: libreoffice-calc) is not installed")


def draw(raw, *changes, name="a.xlsx"):
    """The small document, some of its cells (row, column, text) changed."""
    rows = [list(row) for row in ROWS]
    for row, column, text in changes:
        rows[row][column] = text
    workbook(raw / name, boxes(rows), title=["CASCADING DINAS CONTOH"])


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder where the small document is published once."""
    folder = tmp_path_factory.mktemp("sekali")
    (folder / "raw").mkdir()
    draw(folder / "raw")
    run(folder / "raw")
    return folder


@pytest.fixture
def raw(published, tmp_path):
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path / "raw"


@pytest.fixture
def out(raw):
    return raw.parent / "processed"


def run(raw, name="processed"):
    out = raw.parent / name
    batch.run(raw, out, lambda given: (Read(k, document.read_described(*one), 0.0) for k, one in enumerate(given)))
    return out


def rows(out, table):
    with (out / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def doubts(out):
    """The codes of what is in doubt about the reading, and of what is told of decisions."""
    told = [row for row in rows(out, "findings") if row["severity"] != "info" and (row["about"] == "pembacaan" or row["code"].startswith("koreksi"))]
    return sorted(row["code"] for row in told)


def status(out):
    return {row["path"]: row["status"] for row in rows(out, "documents")}


def decide(out, path, *decisions, saved="2026-11-24T08:00:00Z"):
    """Fill the workbook in as a person does, a cell that it does not offer in a row of its own, and save it at a path."""
    book = openpyxl.load_workbook(out / "tinjauan.xlsx")
    sheet = book["tinjauan"]
    for decision in decisions:
        write(sheet, **{"dokumen": "a.xlsx", "keputusan": "ganti", "oleh": "Ani", "alasan": "lihat dokumen asli", **decision})
    book.save(path)
    set_saved(path, saved)


def write(sheet, **texts):
    offered = [r for r in range(3, sheet.max_row + 1) if all(cell(sheet, r, name).value == texts[name] for name in ("dokumen", "alamat", "bidang"))]
    row = offered[0] if offered and "terbaca" not in texts else sheet.max_row + 1
    for name, text in texts.items():
        cell(sheet, row, name.replace("_", " ")).value = text
        if text:
            cell(sheet, row, name.replace("_", " ")).data_type = "s"  # as in any cell that is formatted as text


def cell(sheet, row, name):
    return sheet.cell(row, COLUMNS[name])


def set_saved(path, saved):
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved.encode(), content))


def as_saved(path):
    return path


def through_libreoffice(path):
    """The same workbook as LibreOffice writes it."""
    (folder := path.parent / "libreoffice").mkdir()
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run([SOFFICE, "--headless", profile, "--convert-to", "xlsx", "--outdir", folder, path], check=True, capture_output=True, timeout=180)
    return folder / path.name


ANSWERS = (
    dict(alamat="Cascading!F3", bidang="target", keputusan="benar"),
    dict(alamat="Cascading!I3", bidang="sel", keputusan="abaikan"),
    dict(alamat="Cascading!B3", bidang="kotak", terbaca="Program Dota", nilai_benar="Program Data"),
    dict(alamat="Cascading!B4", bidang="kode", terbaca="1.06.03", nilai_benar="1.06.04"),
    dict(alamat="Cascading!C4", bidang="indikator", terbaca="Jumlah sarana baik", nilai_benar="Persentase sarana baik"),
    dict(alamat="Cascading!C3", bidang="satuan", terbaca="Persn", nilai_benar="%"),
    dict(alamat="Cascading!C3", bidang="formula", terbaca="Data lengkap / Semua", nilai_benar="Data lengkap / Semua data x 100%"),
    dict(alamat="Cascading!F4", bidang="target", terbaca="12", nilai_benar="1.250,5"),
    dict(alamat="Cascading!G4", bidang="pagu", terbaca="800", nilai_benar="850"),
    dict(alamat="Cascading!H4", bidang="pengampu", terbaca="Bidang Sarana", nilai_benar="=Bidang Umum"),
)
FLAT = {"program": "Program Data", "program_code": "1.06.02", "indicator": "Persentase data lengkap", "kind": "persentase", "unit": "%",
        "formula": "Data lengkap / Semua data x 100%", "owner": "Bidang Data", "target_2025": 1234.0, "pagu_2025": 900_000.0}
SECOND = {"program": "Program Sarana", "program_code": "1.06.04", "indicator": "Persentase sarana baik", "kind": "persentase", "owner": "=Bidang Umum",
          "target_2025": 1250.5, "pagu_2025": 850_000.0}


@pytest.mark.parametrize("saved_by", [as_saved, pytest.param(through_libreoffice, marks=NEEDS_SOFFICE)])
def test_what_a_person_decides_is_published_beside_what_was_read(raw, out, tmp_path, saved_by):
    assert (status(out), doubts(out)) == ({"a.xlsx": "tinjau"}, ["angka-meragukan", "judul-tak-dikenal"])
    decide(out, tmp_path / "tinjauan.xlsx", *ANSWERS)
    shutil.copyfile(saved_by(tmp_path / "tinjauan.xlsx"), raw / "tinjauan.xlsx")
    run(raw)
    assert (status(out), doubts(out)) == ({"a.xlsx": "bersih", "tinjauan.xlsx": "bukan_dokumen"}, [])
    for flat in (in_parquet(out), in_database(out), in_workbook(out), in_csv(out)):
        assert [{name: row[name] for name in wanted} for row, wanted in zip(flat, (FLAT, SECOND), strict=True)] == [FLAT, SECOND]
    kept = {(row["source"], row["field"]): (row["read_value"], row["decided_value"], row["decided_by"], row["applied"]) for row in rows(out, "corrections")}
    page = lxml.html.parse(next((out / "report").glob("*/index.html"))).getroot()
    decided = [" ".join(" ".join(row.itertext()).split()) for row in page.get_element_by_id("keputusan").xpath(".//li")]
    assert len(decided) == len(ANSWERS) and 'Kotak "Program Dota" → "Program Data" ganti Cascading!B3 Ani: lihat dokumen asli' in decided
    assert len(kept) == len(ANSWERS) and kept["Cascading!B3", "kotak"] == ("Program Dota", "Program Data", "Ani", "true")
    assert [row[4].value for row in openpyxl.load_workbook(out / "tinjauan.xlsx")["tinjauan"].iter_rows(min_row=3)] == []


def test_a_person_sees_what_to_fill_in_and_reads_each_row_whole(out):
    sheet = openpyxl.load_workbook(out / "tinjauan.xlsx")["tinjauan"]
    ground = vocabulary("review")["ground"]
    yellow = [sheet.cell(2, number).value for number in COLUMNS.values() if sheet.column_dimensions[get_column_letter(number)].fill.fgColor.rgb[2:] == ground]
    assert yellow == ["keputusan", "nilai benar", "alasan", "oleh"] == [head.value for head in sheet[2] if head.fill.fgColor.rgb[2:] == ground]
    told = sheet.cell(3, COLUMNS["penjelasan"])
    assert sheet.row_dimensions[3].height >= 15 * len(told.value) / sheet.column_dimensions[told.column_letter].width
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage


def in_parquet(out):
    relation = duckdb.read_parquet(str(out / "parquet" / "cascade.parquet"))
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def in_database(out):
    with duckdb.connect(str(out / "cascading.duckdb"), read_only=True) as connection:
        relation = connection.table("cascade")
        return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def in_workbook(out):
    names, *lines = openpyxl.load_workbook(out / "cascading.xlsx")["cascade"].values
    return [{name: exact(value) for name, value in zip(names, line)} for line in lines]


def in_csv(out):
    return [{name: float(value) if name.startswith(("target_", "pagu_")) else exact(value) for name, value in row.items()} for row in rows(out, "cascade")]


def exact(value):
    return value[1:] if isinstance(value, str) and value.startswith("'=") else value


def test_what_follows_from_a_text_follows_from_the_corrected_one(raw, out):
    decide(out, raw / "tinjauan.xlsx", *ANSWERS)
    run(raw)
    first, second = rows(out, "indicators")
    assert (first["unit_standard"], first["numerator"], first["denominator"], first["multiplier"]) == ("persen", "Data lengkap", "Semua data", "100.0")
    assert (second["kind"], rows(out, "targets")[0]["unit"]) == ("persentase", "%")
    assert [row["name"] for row in rows(out, "terms")] == ["Data lengkap", "Semua data"]


def test_the_workbook_offers_each_cell_in_doubt_once_with_texts_and_a_choice(out):
    book = openpyxl.load_workbook(out / "tinjauan.xlsx")
    sheet = book["tinjauan"]
    offered = [{name: cell(sheet, row, name).value for name in ("alamat", "bidang", "terbaca", "usul", "temuan")} for row in (3, 4)]
    assert offered == [
        dict(alamat="Cascading!F3", bidang="target", terbaca="1.234", usul="1234", temuan="angka-meragukan"),
        dict(alamat="Cascading!I3", bidang="sel", terbaca="'+WARNA", usul=None, temuan="judul-tak-dikenal")]
    assert sheet.max_row == 4 and sheet.row_dimensions[1].hidden
    assert {cell.number_format for row in sheet.iter_rows(min_row=3) for cell in row if cell.value} == {"@"}
    assert all(sheet.column_dimensions[letter].number_format == "@" for letter in "FGHI")
    assert sheet["A3"].hyperlink.target == "../raw/a.xlsx"
    assert [choice.formula1 for choice in sheet.data_validations.dataValidation if "F3" in choice.sqref] == ['"benar,ganti,abaikan"']


RENAME = dict(alamat="Cascading!B3", bidang="kotak", terbaca="Program Dota", nilai_benar="Program Data")


def test_a_decision_on_what_is_no_longer_read_is_told_and_not_applied(raw, out):
    decide(out, raw / "tinjauan.xlsx", RENAME)
    draw(raw, (1, 1, "Program Duta"), (1, 5, "12"))
    run(raw)
    assert (doubts(out), rows(out, "nodes")[0]["name"], rows(out, "corrections")[0]["applied"]) == (["judul-tak-dikenal", "koreksi-usang"], "Program Duta", "false")
    decide(out, raw / "lagi.xlsx", dict(alamat="Cascading!B3", bidang="kotak", nilai_benar="Program Data"), saved="2026-11-25T08:00:00Z")
    run(raw)
    assert (doubts(out), rows(out, "nodes")[0]["name"]) == (["judul-tak-dikenal"], "Program Data")


def test_a_decision_survives_other_code_and_a_document_that_was_corrected_alike(raw, out, monkeypatch):
    decide(out, raw / "tinjauan.xlsx", RENAME)
    for change in (lambda: monkeypatch.setattr(batch, "version", lambda: "lain"), lambda: draw(raw, (1, 1, "Program Data"))):
        change()
        run(raw)
        assert "koreksi-usang" not in doubts(out) and rows(out, "nodes")[0]["name"] == "Program Data" and rows(out, "corrections")[0]["applied"] == "true"


def test_a_decision_that_finds_no_place_is_told_at_its_workbook(raw, out):
    decide(out, raw / "tinjauan.xlsx", {**RENAME, "alamat": "Cascading!B99"}, {**RENAME, "dokumen": "tidak ada.pdf"})
    run(raw)
    lost = [row for row in rows(out, "findings") if row["code"] == "koreksi-tanpa-tempat"]
    assert [(row["path"], row["source"]) for row in sorted(lost, key=lambda row: row["source"])] == [("tinjauan.xlsx", "tinjauan!A5"), ("tinjauan.xlsx", "tinjauan!A6")]
    assert {row["applied"] for row in rows(out, "corrections")} == {"false"}


@pytest.mark.parametrize("second, wanted", [("2026-11-25T08:00:00Z", "Program Dua"), ("2026-11-23T08:00:00Z", "Program Satu"), ("2026-11-24T08:00:00Z", "Program Dota")])
def test_workbooks_are_merged_the_newest_decision_wins_and_none_of_equal_age(raw, out, second, wanted):
    decide(out, raw / "ani.xlsx", {**RENAME, "nilai_benar": "Program Satu"}, ANSWERS[0])
    decide(out, raw / "budi.xlsx", {**RENAME, "nilai_benar": "Program Dua"}, ANSWERS[1], saved=second)
    run(raw)
    assert (doubts(out), rows(out, "nodes")[0]["name"]) == (["koreksi-bertentangan"], wanted)


def test_corrected_rows_are_judged_and_those_as_read_again_when_the_decision_goes(raw, out):
    before = rows(out, "findings")
    decide(out, raw / "tinjauan.xlsx", dict(alamat="Cascading!B3", bidang="kode", terbaca="1.06.02", nilai_benar="1.06.02.2.01"))
    assert "kode-tingkat-beda" in {row["code"] for row in rows(run(raw), "findings")}
    (raw / "tinjauan.xlsx").unlink()
    assert rows(run(raw), "findings") == before


def test_equal_decisions_give_equal_bytes(raw, out):
    decide(out, raw / "tinjauan.xlsx", *ANSWERS[1:])
    one, other = run(raw), run(raw, "lain")
    for name in ("tinjauan.xlsx", "csv/corrections.csv", "csv/findings.csv", "parquet/targets.parquet"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


@pytest.mark.parametrize("wrong, told", [
    (dict(keputusan="mungkin"), "tidak dikenal"),
    (dict(keputusan=None, nilai_benar="x"), "tidak dikenal"),
    (dict(alamat=None, bidang="kotak", nilai_benar="x"), "alamatnya kosong"),
    (dict(bidang="warna", nilai_benar="x"), "\"warna\" tidak dikenal"),
    (dict(bidang="kotak"), "nilai benar kosong"),
    (dict(bidang="sel", nilai_benar="x"), "tidak dimuat di tabel"),
])
def test_a_row_that_is_no_decision_is_told(tmp_path, published, wrong, told):
    decide(published / "processed", tmp_path / "b.xlsx", {"alamat": "Cascading!B3", "bidang": "kotak", **wrong})
    reading = document.read(tmp_path / "b.xlsx", "b.xlsx")
    assert reading["corrections"] == [] and [told in finding["message"] for finding in reading["findings"]] == [True]


def test_a_workbook_that_was_filled_in_where_it_lies_is_kept(raw, out):
    decide(out, out / "tinjauan.xlsx", ANSWERS[0])
    filled = (out / "tinjauan.xlsx").read_bytes()
    run(raw)
    assert [path.read_bytes() for path in out.glob("tinjauan-*.xlsx")] == [filled] and (out / "tinjauan.xlsx").read_bytes() != filled
    assert status(out) == {"a.xlsx": "tinjau"}


def test_make_clean_leaves_the_workbook(tmp_path):
    (tmp_path / "processed" / ".keadaan").mkdir(parents=True)
    for name in ("tinjauan.xlsx", "cascading.xlsx"):
        (tmp_path / "processed" / name).write_bytes(b"x")
    shutil.copyfile(Path(__file__).parent.parent / "Makefile", tmp_path / "Makefile")
    said = subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert [path.name for path in (tmp_path / "processed").iterdir()] == ["tinjauan.xlsx"] and "tidak dihapus" in said
