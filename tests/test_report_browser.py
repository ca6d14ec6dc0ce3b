"""The report in a browser, opened as a file: folding, search, filter, from a finding to its box and back; nothing leaves the page."""

import shutil

import pypdfium2
import pytest

from pipeline.diff import Change
from pipeline.loaders import comparison
from pipeline.transform.rows import key
from tests.reports import NAMES, draw, published

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -r requirements-dev.txt")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
SIZES = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    raw = tmp_path_factory.mktemp("raw")
    draw(raw)
    return published(raw, tmp_path_factory.mktemp("processed"))


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request, chromium, report):
    """A page of a size; whatever it complains of or asks for beyond its folder fails the test."""
    opened = chromium.new_page(viewport=SIZES[request.param])
    said, asked = [], []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("dialog", lambda dialog: said.append(dialog.message))
    opened.on("request", lambda asks: asked.append(asks.url))
    yield opened
    opened.close()
    assert said == [] and [url for url in asked if not url.startswith(report.as_uri())] == []


def go(page, report, *path):
    page.goto(report.joinpath(*path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the screen"


def shown(page, selector):
    return [place.inner_text() for place in page.locator(selector).all() if place.is_visible()]


def evidence(page):
    """Where the evidence shows: in its pane on a wide page, else in the page's own stead."""
    return page.frame(name="bukti") if page.viewport_size["width"] > 1000 else page.main_frame


def test_the_index_is_filtered_and_sorted(page, report):
    go(page, report, "index.html")
    page.select_option("[data-choose]", "gagal")
    assert shown(page, "#dokumen td a") == ["kosong.pdf"]
    page.select_option("[data-choose]", "")
    page.fill("[data-filter]", "data.xlsx")
    assert shown(page, "#dokumen td a") == ["data.xlsx"] and shown(page, "[data-count]") == ["1 dari 4 dokumen"]
    page.fill("[data-filter]", "")
    page.click("#dokumen th:has-text('Peringatan')")
    counts = [int(count) for count in shown(page, "#dokumen td:last-child")]
    assert counts == sorted(counts, reverse=True) and counts[0] > 0
    page.click("#dokumen th:has-text('Peringatan')")
    assert [int(count) for count in shown(page, "#dokumen td:last-child")] == sorted(counts)


def test_the_tree_folds_and_unfolds(page, report):
    go(page, report, key(NAMES[0]), "index.html")
    page.click("[data-fold=close]")
    assert len(shown(page, ".kotak > summary")) == 2
    page.click("[data-fold=open]")
    assert len(shown(page, ".kotak > summary")) == 6
    page.locator(".kotak > summary").first.click()
    assert len(shown(page, ".kotak > summary")) == 3


def test_the_tree_is_searched(page, report):
    go(page, report, key(NAMES[0]), "index.html")
    page.click("[data-fold=close]")
    page.fill("[data-search]", "sarana baik")
    assert shown(page, ".kotak > summary .nama") == ["Meningkatnya layanan", "Program Sarana"] and shown(page, "[data-found]") == ["1 kotak"]
    page.fill("[data-search]", "")
    assert len(shown(page, ".kotak > summary")) >= 4


@pytest.mark.parametrize("name", NAMES[:2])
def test_from_a_box_of_the_tree_to_its_cell_and_back(page, report, name):
    go(page, report, key(name), "index.html")
    page.locator(".kotak:has(> summary .nama:text-is('Program Tertib')) > .isi a.bukti").first.click()
    cell = evidence(page).locator(".lembar .dituju")
    assert "Program Tertib" in (cell.get_attribute("title") + cell.inner_text())
    (cell if cell.get_attribute("href") else cell.locator("a").first).click()
    page.wait_for_url("**/index.html#n-*")
    assert page.locator(".dituju > summary .nama").inner_text() == "Program Tertib"


def test_from_a_finding_to_its_cell_and_back(page, report):
    go(page, report, key(NAMES[2]), "index.html")
    page.locator("details.temuan:has(li:has-text('WARNA')) > summary").click()
    page.locator("li:has-text('WARNA') a.bukti").click()
    cell = evidence(page).locator(".lembar .dituju")
    assert "merah" in cell.inner_text()
    cell.locator(".tanda").click()
    page.wait_for_url("**/index.html#f-*")
    assert "WARNA" in page.locator(".dituju").inner_text()


def test_pictures_are_loaded_and_boxes_lie_on_them(page, report):
    go(page, report, key(NAMES[0]), "tabel-01.html")
    picture = page.locator(".halaman img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    frame, box = picture.bounding_box(), page.locator(".halaman > a").first.bounding_box()
    assert frame["x"] < box["x"] and box["x"] + box["width"] < frame["x"] + frame["width"]


def test_what_each_level_holds_fits_the_screen(page, report):
    go(page, report, key(NAMES[0]), "index.html")
    frame, table = (page.locator(place).bounding_box() for place in (".gulir:has(.lengkap)", ".lengkap"))
    assert table["width"] <= frame["width"]


def test_paper_shows_all_columns_of_a_table(page, report):
    go(page, report, key(NAMES[1]), "tabel-01.html")
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as paper:
        assert paper[0].get_width() > paper[0].get_height()
        last = paper[0].get_textpage().search("PERANGKAT").get_next()
        assert last and paper[0].get_textpage().get_charbox(last[0] + last[1] - 1)[2] < paper[0].get_width()


def test_paper_shows_the_whole_tree(page, report):
    go(page, report, key(NAMES[1]), "index.html")
    page.click("[data-fold=close]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page, ".kotak > summary")) == 6


def test_a_comparison_breaks_no_number(page, report):
    changes = [Change("pagu", "sub_kegiatan", "Rp959.750.000", "Rp1.000.000.000", ("hal. 1, baris 4, kolom PAGU", "Cascading!Q10"), "Penyelenggaraan proses belajar dan ujian, pagu 2026")]
    comparison.write(changes, "lama.pdf", "baru.xlsx", report / "beda.html")
    go(page, report, "beda.html")
    lines = page.locator("td[data-berkas=Baru]").evaluate("cell => { const range = document.createRange(); range.selectNodeContents(cell.firstChild); return range.getClientRects().length; }")
    assert lines == 1
