"""The report: what it shows of small documents, that each thing leads to its cell and back, and that no text of a document is ever live."""

import base64
import hashlib
import re
import shutil
import struct
from collections import defaultdict

import lxml.html
import pdfplumber
import pytest
from pypdfium2 import PdfiumError

from pipeline import document
from pipeline.extractors import pictures
from pipeline.findings import Finding
from pipeline.store import forget_missing, open_store, put, query
from pipeline.transform.rows import Rows, key
from pipeline.vocabulary import vocabulary
from tests.readings import reading
from tests.reports import HOSTILE, NAMES, ROWS, draw, published
from tests.test_publish import run

PDF, WORKBOOK, JAHAT, _ = (key(name) for name in NAMES)
FILLED = sum(bool(told) and told not in "^<" for row in ROWS for told in row)


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    draw(folder)
    return folder


@pytest.fixture(scope="module")
def report(raw, tmp_path_factory):
    return published(raw, tmp_path_factory.mktemp("processed"))


def page(report, *path):
    return lxml.html.parse(str(report.joinpath(*path))).getroot()


def text(element):
    return " ".join(" ".join(element.itertext()).split())


def pages(report):
    return sorted(report.rglob("*.html"))


def cells(report, document_id):
    """The text of each cell of a document's first table, with what it was taken for."""
    table = page(report, document_id, "tabel-01.html")
    return [(text(cell), cell.get("class")) for cell in table.xpath("//table[@class='kisi']//td[@id]")]


def test_the_index_tells_each_document_and_why_one_is_refused(report):
    rows = page(report, "index.html").xpath("//table[@id='dokumen']/tbody/tr")
    told = [[text(cell) for cell in row[:3]] for row in rows]
    assert told[0][1:] == ["data.pdf", "DINAS DATA"] and told[0][0] in ("bersih", "tinjau")
    assert [row[0] for row in told[2:]] == ["tinjau", "gagal"]
    assert told[3][1].startswith("kosong.pdf") and "kosong" in told[3][1].removeprefix("kosong.pdf")


def test_the_reason_of_a_refusal_is_its_gravest_finding(tmp_path):
    rows = Rows({"document_id": "c", "path": "c.csv", "sha256": "00", "bytes": 1, "format": "csv"})
    rows.say(Finding("format-terbatas", "", {"jenis": "teks CSV", "apa": "warna"}))
    rows.refuse("tanpa-tabel-cascading")
    report = run(tmp_path, rows.done()) / "report"
    assert "Tidak ditemukan tabel cascading" in text(page(report, "index.html").xpath("//table[@id='dokumen']//small")[0])
    assert "dokumen ditolak" in text(page(report, "c", "index.html").xpath("//details[@class='temuan']/summary")[0])


def test_a_document_of_one_year_names_it_once(tmp_path):
    one = reading()
    one["documents"][0].update(year_start=2023, year_end=2023)
    assert "· 2023 · 1 halaman" in text(page(run(tmp_path, one) / "report", "a", "index.html"))


def test_the_index_counts_by_organisation_and_level(report):
    index = page(report, "index.html")
    heads = [text(head) for head in index.xpath("//table[@id='perangkat']//th")]
    rows = [[text(cell) for cell in row] for row in index.xpath("//table[@id='perangkat']/tbody/tr")]
    assert dict(zip(heads, next(row for row in rows if row[0] == "DINAS DATA")))["Program"] == "9"


@pytest.mark.parametrize("document_id", [PDF, WORKBOOK])
def test_the_tree_stands_as_it_was_read(report, document_id):
    names = lambda box: (text(box.xpath("./summary/span[@class='nama']")[0]), [names(child) for child in box.xpath("./details")])
    assert [names(box) for box in page(report, document_id, "index.html").xpath("//div[@class='pohon']/details")] == [
        ("Meningkatnya layanan", [("Program Data", []), ("Program Sarana", []), ("Program Lama", [])]), ("Terwujudnya tertib", [("Program Tertib", [])])]


def test_a_box_shows_what_stands_beside_it(report):
    box = page(report, WORKBOOK, "index.html").xpath("//details[summary/span='Program Data']/div[@class='isi']")[0]
    shown = text(box)
    for told in ("Persentase data lengkap (%)", "Data lengkap / Semua data x 100%", "2025 2026 80,5 90", "1.500.000 1.750.000", "Dinas Data"):
        assert told in shown


def test_what_is_retired_is_struck_through(report):
    struck = page(report, PDF, "index.html").xpath("//details[contains(@class, 'dihapus')]")
    assert [text(box.xpath("./summary/span[@class='nama']")[0]) for box in struck] == ["Program Lama"]


def test_findings_are_grouped_and_counted(report):
    groups = page(report, JAHAT, "index.html").xpath("//details[@class='temuan']")
    heads = {text(group.xpath("./summary")[0]): len(group.xpath("./ul/li")) for group in groups}
    assert any("Judul tak dikenal 1" in head and count == 1 for head, count in heads.items())
    assert all(group.xpath("./summary/b")[0].text == str(len(group.xpath("./ul/li"))) for group in groups)


def test_each_cell_shows_what_it_was_taken_for(report):
    taken = dict(cells(report, WORKBOOK))
    wanted = {"PROGRAM": "judul", "Program Data": "nama", "Jumlah sarana baik": "indikator", "Jumlah sarana": "formula", "80,5": "target", "Unit": "target",
              "1.500.000": "pagu", "Dinas Data": "pengampu"}
    assert {told: taken[told] for told in wanted} == {told: f"p-{role}" for told, role in wanted.items()}
    assert [role for told, role in cells(report, WORKBOOK) if told.startswith("program dihapus")] == ["p-catatan ada"]
    assert any("merah" in told and role == "p-sisa ada" for told, role in cells(report, JAHAT))


def test_boxes_lie_on_the_words_they_are_of(raw, report):
    table = page(report, PDF, "tabel-01.html")
    assert [figure.xpath("./img/@src")[0] for figure in table.xpath("//figure")] == ["hal-001.png", "hal-002.png"]
    seen = defaultdict(str)
    with pdfplumber.open(raw / "data.pdf") as document:
        for number, figure in enumerate(table.xpath("//figure")):
            sheet = document.pages[number]
            for box in figure.xpath("./a"):
                left, top, width, height = (float(part) / 100 for part in re.findall(r"[\d.]+(?=%)", box.get("style")))
                area = (left * sheet.width, top * sheet.height, (left + width) * sheet.width, (top + height) * sheet.height)
                seen[box.get("title")] += "".join(sheet.crop(area, strict=False).extract_text().split())
    assert len(seen) == FILLED and all(words and f":{words}(hal." in "".join(title.split()) for title, words in seen.items())
    # The page break cuts one of the six.
    assert len(table.xpath("//figure/a[contains(@class, 'p-nama')]")) == 7


@pytest.mark.parametrize("failure", [MemoryError(), PdfiumError("Failed to load document")])
def test_a_document_whose_pages_cannot_be_drawn_is_published_without_pictures(raw, tmp_path, monkeypatch, failure):
    def fail(album, pages):
        raise failure

    monkeypatch.setattr(pictures.Album, "drawn", fail)
    report = published(raw, tmp_path)
    assert not list(report.rglob("*.png"))
    assert [text(row[0]) for row in page(report, "index.html").xpath("//table[@id='dokumen']/tbody/tr")][3:] == ["gagal"]
    assert {told for told, _ in cells(report, PDF)} >= {"Program Data", "Persentase data lengkap", "1.500.000"}
    assert "Gambar halamannya tidak dibuat" in text(page(report, PDF, "tabel-01.html"))


def test_only_a_reading_that_is_kept_draws_pages(raw):
    path = raw / "data.pdf"
    assert document.read(path, "data.pdf")["pictures"] == [] and document.read_described(path, document.describe(path, "data.pdf"))["pictures"]


def test_pictures_have_the_shape_of_their_pages(raw, report):
    with pdfplumber.open(raw / "data.pdf") as document:
        sheet = document.pages[0]
        width, height = struct.unpack(">II", (report / PDF / "hal-001.png").read_bytes()[16:24])
        assert width / height == pytest.approx(sheet.width / sheet.height, rel=0.01)


@pytest.mark.parametrize("document_id", [PDF, WORKBOOK])
def test_a_box_of_the_tree_leads_to_its_cell_and_back(report, document_id):
    tree = page(report, document_id, "index.html")
    boxes = tree.xpath("//details[starts-with(@id, 'n-')]")
    assert len(boxes) == 6
    for box in boxes:
        file, place = box.xpath("./div/p/a[@class='bukti']/@href")[0].split("#")
        cell = page(report, document_id, file).get_element_by_id(place)
        back = cell.get("href") or cell.xpath("./a/@href")[0]
        assert text(box.xpath("./summary/span[@class='nama']")[0]) in (cell.get("title") + text(cell))
        assert back == f"index.html#{box.get('id')}"


def test_a_finding_leads_to_its_cell_and_back(report):
    [finding] = [li for li in page(report, JAHAT, "index.html").xpath("//details[@class='temuan']//li") if "WARNA" in text(li)]
    file, place = finding.xpath("./a[@class='bukti']/@href")[0].split("#")
    cell = page(report, JAHAT, file).get_element_by_id(place)
    assert "merah" in text(cell) and cell.xpath("./a[@class='tanda']/@href") == [f"index.html#{finding.get('id')}"]


def test_every_link_leads_somewhere(report):
    ids = {path.resolve(): set(lxml.html.parse(str(path)).getroot().xpath("//@id")) for path in pages(report)}
    links = [(path, link) for path in pages(report) for link in lxml.html.parse(str(path)).getroot().xpath("//a/@href | //img/@src | //iframe/@data-first")]
    assert len(links) > 100
    for path, link in links:
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path.resolve()
        assert target.is_file() and (not place or place in ids[target]), (path, link)


def test_no_text_of_a_document_is_live(report):
    ours = {script.text for path in pages(report) for script in lxml.html.parse(str(path)).getroot().xpath("//script")}
    assert len(ours) == 1
    for path in pages(report):
        root = lxml.html.parse(str(path)).getroot()
        assert not root.xpath("//@*[starts-with(name(), 'on')] | //img[not(starts-with(@src, 'hal-'))] | //a[contains(@href, ':')]")
    shown = text(page(report, JAHAT, "index.html"))
    assert all(told in shown for told in HOSTILE[1][:4])
    assert NAMES[2] in text(page(report, "index.html"))


def test_pages_forbid_the_network_and_any_script_but_ours(report):
    for path in pages(report):
        root = lxml.html.parse(str(path)).getroot()
        policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        digest = base64.b64encode(hashlib.sha256(root.xpath("//script")[0].text.encode()).digest()).decode()
        assert policy.startswith("default-src 'none'") and f"script-src 'sha256-{digest}'" in policy
        assert not re.search(r"(?:src|href|url)\W{1,2}(?:https?:)?//", path.read_text(encoding="utf-8"))


def test_equal_documents_give_equal_pages(raw, report, tmp_path):
    again = published(raw, tmp_path)
    contents = lambda folder: {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert contents(again) == contents(report)


def test_every_cell_with_text_is_shown_once(report):
    table = page(report, WORKBOOK, "tabel-01.html")
    assert len(table.xpath("//td[@id]")) == 1 + FILLED


def test_of_a_long_table_the_first_cells_are_shown_and_the_others_counted(tmp_path, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["gambar"], "sel", 12)
    draw(tmp_path)
    table = page(published(tmp_path, tmp_path / "processed"), WORKBOOK, "tabel-01.html")
    assert len(table.xpath("//td[@id]")) == 12 and f"{FILLED + 1 - 12} sel lagi tidak ditampilkan" in text(table)


def test_what_was_seen_of_a_document_goes_with_it(tmp_path):
    seen = {"evidence": [{"document_id": "a", "position": 1, "cells": "[]", "rows": 0, "columns": 0, "left_out": 0}], "pictures": [{"document_id": "a", "page": 1, "png": ""}]}
    counts = lambda store: [query(store, f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in seen]
    with open_store(tmp_path) as store:
        put(store, {**reading(), **seen}, "1")
        put(store, {**reading(), **seen}, "2")
        assert counts(store) == [1, 1]
        forget_missing(store, [])
        assert counts(store) == [0, 0]


def pages_of(folder, document_id):
    return {path.name: path.stat().st_ino for path in (folder / "report" / document_id).iterdir()}


def test_pages_of_unchanged_documents_are_taken_over(published_two, tmp_path):
    folder = shutil.copytree(published_two, tmp_path / "folder")
    before = pages_of(folder, "a"), pages_of(folder, "b")
    changed = reading("b.pdf", "b")
    changed["nodes"][0]["name"] = "Nama lain"
    run(folder, reading(), changed)
    assert pages_of(folder, "a") == before[0] and pages_of(folder, "b") != before[1]
    assert "Nama lain" in (folder / "report" / "b" / "index.html").read_text(encoding="utf-8")


def test_a_damaged_page_is_made_anew(published_one, tmp_path):
    folder = shutil.copytree(published_one, tmp_path / "folder")
    page = folder / "report" / "a" / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-10])
    run(folder, reading())
    assert page.read_bytes() == whole


def test_in_a_publication_of_very_many_only_what_needs_a_look_has_pages(tmp_path, monkeypatch):
    monkeypatch.setitem(vocabulary("limits")["terbitan"], "dokumen_berhalaman", 1)
    doubtful = reading("b.pdf", "b")
    doubtful["findings"][0]["about"] = "pembacaan"
    report = run(tmp_path, reading(), doubtful) / "report"
    assert [path.name for path in report.iterdir() if path.is_dir()] == ["b"]
    index = (report / "index.html").read_text(encoding="utf-8")
    assert 'href="b/index.html"' in index and 'href="a/index.html"' not in index and "a.pdf" in index
