"""The performance trees: what their boxes say, that no two of them meet, and what the three drawings make of one layout."""

from itertools import repeat
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.loaders import datapackage, pohon
from pipeline.loaders.pohon import drawio, layout, look, pages, svg, text
from pipeline.loaders.pohon.nodes import Node, trees, walk
from pipeline.store import open_store, put, settle
from tests.readings import reading

SVG = "{http://www.w3.org/2000/svg}"


def node(key, level, *children, name=None, items=(), retired=False):
    """A node of a tree written as it stands: `node("p", "program", node("k", "kegiatan"))`."""
    name = name or f"{level} {key}"
    texts = [("label", level.upper()), ("name", name), *(("item", item) for item in items)]
    return Node(key, level, level.upper(), name, texts, retired, list(children))


def row(key, parent, level, name=None, number=None, code=None, status="aktif", note=None, valid_from=None, valid_to=None, unit=None, same=False, indicators=None):
    """A row as the tables give it."""
    return ("d", key, parent, level, number, code, name, status, note, valid_from, valid_to, unit, same, indicators)


def kegiatan(count, subs=0, name=None):
    return [node(f"k{k}", "kegiatan", *(node(f"k{k}s{s}", "sub_kegiatan", name=name) for s in range(subs))) for k in range(count)]


def whole(roots):
    return layout.spread(roots, layout.WIDTH, 900)


def said(block):
    return [line.text for box in block.boxes for line in box.lines]


def bookmarks(document):
    return [mark.get_title() for mark in document.get_toc()]


# What a box says.


def test_a_box_says_level_code_name_and_indicators_with_their_last_target():
    (root,) = trees([row("p", None, "sub_kegiatan", "Penyediaan data", code="1.02", number="3", unit="UPT Timur", indicators=[("Persentase layanan", "80", "%", 2029), ("Jumlah data", None, "Dokumen", None),
                                                                                                      ("Laporan", "12 laporan", "Laporan", None)])])
    assert root.texts == [("label", "SUB KEGIATAN 1.02 · UPT Timur"), ("name", "Penyediaan data"), ("item", "Persentase layanan: 80 % (2029)"), ("item", "Jumlah data (Dokumen)"),
                          ("item", "Laporan: 12 laporan (akhir)")]


def test_what_is_retired_stays_with_its_note():
    (root,) = trees([row("p", None, "program", "Program A", number="1", status="dihapus", note="diganti yg bawah", valid_to=2018)])
    assert root.retired and root.texts == [("label", "PROGRAM 1 · dihapus · berlaku sampai 2018"), ("name", "Program A"), ("text", "diganti yg bawah")]


@pytest.mark.parametrize("years, told", [((2019, 2022), "berlaku 2019–2022"), ((2019, None), "berlaku sejak 2019"), ((None, 2018), "berlaku sampai 2018")])
def test_a_box_tells_the_years_in_which_it_counts(years, told):
    (root,) = trees([row("p", None, "program", "Program A", valid_from=years[0], valid_to=years[1])])
    assert root.texts[0] == ("label", f"PROGRAM · {told}")


def test_nodes_without_parent_level_or_name_are_drawn():
    roots = trees([row("a", "lost", "tahapan"), row("b", "a", "program", "Program \x00A")])
    assert [(given.texts[:2], depth) for given, _, depth in walk(roots)] == [([("label", "TAHAPAN"), ("name", "(tanpa nama)")], 0), ([("label", "PROGRAM"), ("name", "Program A")], 1)]


def test_lines_fit_and_lose_no_word():
    words = "Persentase ketersediaan layanan " + "x" * 90
    lines = text.lines([("item", words)], 100)
    assert all(text.shift(line) + text.width(line.text, line.style) <= 100 for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == "•" + words.replace(" ", "")


# Where the boxes lie.


def trees_of(levels):
    """Random forests: each node hangs below any earlier one, or is a root."""
    given_nodes = st.tuples(st.integers(-1, 30), st.sampled_from(levels), st.text("ab ≥😀", max_size=60) | st.just("kata " * 100), st.integers(0, 4) | st.just(70), st.booleans())
    return st.lists(given_nodes, min_size=1, max_size=40).map(_grown)


def _grown(drawn):
    grown, roots = [], []
    for place, (parent, level, name, items, retired) in enumerate(drawn):
        fresh = node(f"n{place}", level, name=name.strip() or None, items=["Jumlah layanan yang diberikan: 12 Dokumen (2029)"] * items, retired=retired)
        (roots if parent < 0 or not grown else grown[parent % len(grown)].children).append(fresh)
        grown.append(fresh)
    return roots


LEVELS = ["tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "tahapan"]


def check(block):
    """The law of a layout: boxes apart and within, text in its box, each edge from a box to one below it."""
    boxes = sorted(block.boxes, key=lambda box: box.y)
    for place, box in enumerate(boxes):
        assert box.x >= -1e-6 and box.y >= -1e-6 and box.x + box.w <= block.w + 1e-6 and box.y + box.h <= block.h + 1e-6
        for other in boxes[place + 1 :]:
            assert other.y >= box.y + box.h or other.x >= box.x + box.w or box.x >= other.x + other.w, (box, other)
        for line, x, y in look.baselines(box):
            assert x + text.width(line.text, line.style) <= box.x + box.w - layout.PADDING + 1e-6 and box.y < y < box.y + box.h
    for edge in block.edges:
        (x, y), *_, (x_end, y_end) = layout.points(edge)
        assert edge.child.y >= edge.parent.y + edge.parent.h == y and edge.parent.x <= x <= edge.parent.x + edge.parent.w
        assert (x_end == edge.child.x and edge.child.y < y_end < edge.child.y + edge.child.h) or (y_end == edge.child.y and edge.child.x < x_end < edge.child.x + edge.child.w)
        assert edge.reach is None or edge.child.x > edge.parent.x
    assert len({box.key for box in boxes}) == len(boxes)


def crossed(block):
    """Boxes that a line of the tree runs through."""
    return [(box, stroke) for stroke in look.strokes(block.edges) for box in block.boxes
            if stroke[0] < box.x + box.w - 0.01 and stroke[2] > box.x + 0.01 and stroke[1] < box.y + box.h - 0.01 and stroke[3] > box.y + 0.01]


@settings(max_examples=40)
@given(trees_of(LEVELS))
def test_no_boxes_meet_and_each_child_is_below_its_parent(roots):
    block = whole(roots)
    check(block)
    assert crossed(block) == []
    assert {given.key for given, _, _ in walk(roots)} <= {box.key for box in block.boxes}
    parents = {given.key: parent.key for given, parent, _ in walk(roots) if parent}
    told = {edge.child.key: edge.parent.node.key for edge in block.edges if edge.child.key in parents}
    assert told == parents


@settings(max_examples=40)
@given(trees_of(LEVELS))
def test_no_page_overflows_and_no_node_is_lost(roots):
    printed = pages.printed(roots)
    for page in printed:
        check(page.block)
        assert crossed(page.block) == []
        assert page.left + page.block.w * page.scale <= pages.WIDTH - pages.MARGIN + 1e-6 and page.block.h * page.scale <= pages.ROOM + 1e-6 and page.scale >= 1
    assert {given.key for given, _, _ in walk(roots)} == {box.node.key for page in printed for box in page.block.boxes}


def test_programs_lie_side_by_side_and_their_lists_below_each_other():
    block = whole([node("t", "tujuan", node("s", "sasaran", node("p", "program", *kegiatan(2)), node("q", "program", node("k9", "kegiatan"))))])
    boxes = {box.key: box for box in block.boxes}
    assert boxes["p"].y == boxes["q"].y and boxes["p"].x < boxes["q"].x
    assert boxes["k0"].x == boxes["k1"].x > boxes["p"].x and boxes["k1"].y == boxes["k0"].y + boxes["k0"].h + layout.GAP
    assert boxes["t"].x + boxes["t"].w / 2 == boxes["s"].x + boxes["s"].w / 2 == (boxes["p"].x + boxes["q"].x + boxes["q"].w) / 2


def test_a_list_that_is_broken_names_its_parent_again():
    columns = layout.flow(layout.entries(kegiatan(1, subs=9), layout.WIDTH), layout.WIDTH, repeat(200))
    assert len(columns) > 1
    assert all(column.boxes[0].lines[0].text == "KEGIATAN (lanjutan)" and column.h <= 200 for column in columns[1:])


@pytest.mark.parametrize("subs", range(1, 12))
def test_no_column_is_higher_than_its_limit_where_a_parent_is_named_again_amid_it(subs):
    listed = layout.entries([node("p", "program", *kegiatan(1, subs), node("k", "kegiatan"))], layout.WIDTH)
    for limit in range(150, 400):
        assert max(column.h for column in layout.flow(listed, layout.WIDTH, repeat(limit))) <= limit


@pytest.mark.parametrize("roots", [[node("n0", "tujuan")], kegiatan(300), [node("p", "program", *kegiatan(60, subs=4, name="kata " * 100))]], ids=["one", "alone", "large"])
def test_many_nodes_and_one(roots):
    check(whole(roots))
    for page in pages.printed(roots):
        check(page.block)


def test_a_chain_deeper_than_python_calls_is_drawn():
    roots = trees([row(f"n{k}", f"n{k - 1}" if k else None, "tahapan") for k in range(1500)])
    assert len(whole(roots).boxes) >= 1500 and len(pages.printed(roots)) > 1


# What the drawings are.


def drawings(folder, *readings, earlier=Path("nowhere")):
    """The drawings of some readings in a folder, with a manifest, as publishing makes them."""
    with open_store(folder / "store") as store:
        for given in readings:
            put(store, given, "1")
        settle(store)
        pohon.write(store.connection, {}, folder, earlier)
    datapackage.write({}, folder, {})
    return folder


def one(folder, kind):
    (path,) = (folder / "pohon").glob(f"*{kind}")
    return path


def test_each_document_is_drawn_three_times(published_one):
    assert {path.name[:2] + path.suffix for path in (published_one / "pohon").iterdir()} == {"a-.svg", "a-.pdf", "a-.drawio"}
    assert len(one(published_one, ".pdf").stem) == len("a-00000000")


def test_equal_nodes_give_equal_bytes(published_one, tmp_path):
    again = drawings(tmp_path, reading())
    assert [one(again, kind).read_bytes() for kind in pohon.KINDS] == [one(published_one, kind).read_bytes() for kind in pohon.KINDS]


def test_svg_shows_the_whole_tree(published_one):
    tree = etree.parse(one(published_one, ".svg"))
    lines = [element.text for element in tree.iter(SVG + "text")]
    assert lines[:2] == ["Pohon kinerja – Dinas Kesehatan", "Kabupaten Contoh · a.pdf"]
    assert "=Meningkatnya layanan" in lines and "Kegiatan dua" in lines and "• +Jumlah laporan: 12,5 Laporan (2025)" in lines
    assert [group.find(SVG + "text").text for group in tree.iter(SVG + "g") if group.get("class") == "r"] == ["KEGIATAN 1.02.02.2.02 · dihapus"]


def test_pdf_has_an_overview_and_a_page_per_program(published_one):
    document = pypdfium2.PdfDocument(one(published_one, ".pdf"))
    assert bookmarks(document) == ["Ringkasan", 'PROGRAM 1.02.02 – Program, "upaya" kesehatan']
    texts = [page.get_textpage().get_text_range() for page in document]
    assert "Program, \"upaya\" kesehatan" in texts[0] and "Kegiatan satu" not in texts[0]
    assert "Kegiatan satu" in texts[1] and "Halaman 2 dari 2" in texts[1]
    assert document.get_metadata_dict()["Title"] == "Pohon kinerja – Dinas Kesehatan"
    assert [round(side) for side in document[0].get_size()] == [1191, 842]
    document.close()


def test_a_program_of_many_nodes_goes_on_on_next_pages():
    printed = pages.printed([node("p", "program", *kegiatan(60, subs=3), name="Program A")])
    assert [page.bookmark for page in printed][:3] == ["Ringkasan", "PROGRAM – Program A", None]
    assert all(page.heading == "PROGRAM – Program A (lanjutan)" and said(page.block)[0] == "PROGRAM (lanjutan)" for page in printed[2:])


def test_what_hangs_under_no_program_has_a_page_together():
    printed = pages.printed([node("k", "kegiatan", node("s", "sub_kegiatan")), node("l", "kegiatan", node("u", "sub_kegiatan"))])
    assert [page.bookmark for page in printed] == ["Ringkasan", "Tanpa program"]
    assert [box.key for box in printed[1].block.boxes] == ["k", "s", "l", "u"]


def test_drawio_ties_its_edges_to_its_boxes(published_one):
    (model,) = etree.parse(one(published_one, ".drawio")).getroot().iterfind("diagram/mxGraphModel")
    cells = {cell.get("id"): cell for cell in model.find("root")}
    vertices = [cell for cell in cells.values() if cell.get("vertex") == "1"]
    edges = [cell for cell in cells.values() if cell.get("edge") == "1"]
    assert len(cells) == len(model.find("root")) == 2 + len(vertices) + len(edges) and (cells["1"].get("parent"), len(vertices), len(edges)) == ("0", 5, 4)
    assert all(cell.get("parent") == "1" and float(cell.find("mxGeometry").get("width")) > 0 and cell.find("mxGeometry").get("as") == "geometry" for cell in vertices)
    names = {cell.get("id"): "".join(etree.HTML(cell.get("value")).itertext()) for cell in vertices}
    ties = {names[cell.get("target")][:11]: names[cell.get("source")][:7] for cell in edges}
    assert ties == {"SASARAN 1.1": "TUJUAN ", "PROGRAM 1.0": "SASARAN", "KEGIATAN 1.": "PROGRAM"}
    assert [("dashed=1" in cell.get("style"), "<s>" in cell.get("value")) for cell in vertices] == [(False, False)] * 4 + [(True, True)]


def test_signs_of_xml_are_escaped():
    roots = [node("t", "tujuan", name='a<b> & "c"')]
    assert 'a<b> & "c"' in [element.text for element in etree.fromstring(svg.drawing("<", "&", whole(roots), "m").encode()).iter(SVG + "text")]
    assert 'a<b> & "c"' in "".join(etree.HTML(etree.fromstring(drawio.drawing("<", whole(roots)).encode()).findall(".//mxCell")[2].get("value")).itertext())


# What is not drawn again.


@pytest.fixture
def drawn(monkeypatch):
    """The names of the drawings made, as they are made."""
    made, draw = [], pohon.draw
    monkeypatch.setattr(pohon, "draw", lambda stem, *rest: made.append(stem.name[0]) or draw(stem, *rest))
    return made


def test_only_what_changed_is_drawn_again(tmp_path, drawn):
    first = drawings(tmp_path / "first", reading(), reading("b.pdf", "b"))
    changed = reading("b.pdf", "b")
    changed["nodes"][0]["name"] = "Tujuan lain"
    second = drawings(tmp_path / "second", reading(), changed, earlier=first)
    assert drawn == ["a", "b", "b"]
    assert "Tujuan lain" in next((second / "pohon").glob("b-*.svg")).read_text(encoding="utf-8")
    assert {path.name: path.read_bytes() for path in (second / "pohon").iterdir()} == {path.name: path.read_bytes() for path in (drawings(tmp_path / "third", reading(), changed) / "pohon").iterdir()}


@pytest.mark.parametrize("kind", pohon.KINDS)
def test_a_damaged_drawing_is_drawn_again(tmp_path, drawn, kind):
    first = drawings(tmp_path / "first", reading())
    whole_drawing = one(first, kind).read_bytes()
    one(first, kind).write_bytes(b"")
    assert one(drawings(tmp_path / "second", reading(), earlier=first), kind).read_bytes() == whole_drawing
    assert drawn == ["a", "a"]


def test_a_document_without_nodes_is_not_drawn(tmp_path):
    empty = {table: [] for table in reading()} | {"documents": [{**reading()["documents"][0], "status": "gagal", "node_count": 0, "indicator_count": 0}]}
    assert list((drawings(tmp_path, empty) / "pohon").iterdir()) == []
