"""Two versions of a document: what is told of their differences, and what stays silent."""

from __future__ import annotations

import copy
from collections import Counter

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import document
from pipeline.cli import main
from pipeline.diff import diff
from tests.drawing import boxes, workbook
from tests.readings import reading as written_reading

HEAD = ["TUJUAN", "SASARAN", "KODE", "PROGRAM", "INDIKATOR PROGRAM", "FORMULA", "SATUAN", "TARGET 2025", "TARGET 2026", "PAGU 2025", "PENGAMPU"]
OLD = [
    HEAD,
    ["Meningkatkan mutu data", "Meningkatnya layanan data", "2.16.02", "Program Pengelolaan Data", "Persentase data lengkap", "Data lengkap / Semua data x 100%", "%", "80", "85",
     "1.000.000", "Bidang A"],
    ["^", "^", "2.16.03", "Program Sarana Data", "Jumlah sarana baik", "Jumlah sarana", "Unit", "4", "5", "2.000.000", "Bidang B"],
    ["^", "Terwujudnya tertib data", "2.16.04", "Program Tertib Data", "Indeks ketertiban", "", "Indeks", "3", "4", "3.000.000", "Bidang C"],
]


def drawn(path, rows, head=HEAD):
    workbook(path, boxes([head, *rows[1:]]), title=["CASCADING DINAS DATA"])
    return path


def changed(row, column, text):
    """The old table with one text changed."""
    rows = copy.deepcopy(OLD)
    rows[row][HEAD.index(column)] = text
    return rows


def told(tmp_path, rows, old=OLD, head=HEAD):
    """What differs, without the texts that the sources are."""
    readings = [document.read(drawn(tmp_path / name, table, names), name) for name, table, names in (("lama.xlsx", old, HEAD), ("baru.xlsx", rows, head))]
    return [(change.kind, change.level, change.old, change.new) for change in diff(*readings)]


@pytest.mark.parametrize("row, column, text, expected", [
    (3, "SASARAN", "Terwujudnya ketertiban data", ("nama", "sasaran", "Terwujudnya tertib data", "Terwujudnya ketertiban data")),
    (2, "PROGRAM", "Program Prasarana", ("nama", "program", "Program Sarana Data", "Program Prasarana")),
    (2, "KODE", "2.16.05", ("kode", "program", "2.16.03", "2.16.05")),
    (2, "INDIKATOR PROGRAM", "Jumlah sarana baik sekali", ("indikator-nama", "program", "Jumlah sarana baik", "Jumlah sarana baik sekali")),
    (1, "FORMULA", "Data lengkap / Data wajib x 100%", ("formula", "program", "Data lengkap / Semua data x 100%", "Data lengkap / Data wajib x 100%")),
    (2, "SATUAN", "Paket", ("satuan", "program", "Unit", "Paket")),
    (2, "TARGET 2026", "6", ("target", "program", "5", "6")),
    (2, "PAGU 2025", "2.500.000", ("pagu", "program", "Rp2.000.000", "Rp2.500.000")),
    (2, "PENGAMPU", "Bidang C", ("pengampu", "program", "Bidang B", "Bidang C")),
], ids=lambda value: value if isinstance(value, str) else "")
def test_one_text_that_changed_is_one_difference(tmp_path, row, column, text, expected):
    assert told(tmp_path, changed(row, column, text)) == [expected]


@pytest.mark.parametrize("row, column, text", [
    (2, "PROGRAM", "PROGRAM SARANA  DATA"), (1, "FORMULA", "Data lengkap/Semua data x 100%"), (1, "SATUAN", "persen"), (1, "TARGET 2025", "80,0")])
def test_what_is_only_written_otherwise_is_no_difference(tmp_path, row, column, text):
    assert told(tmp_path, changed(row, column, text)) == []


def test_a_program_under_another_sasaran_moved(tmp_path):
    rows = [OLD[0], OLD[1], [*OLD[3][:2], *OLD[2][2:]], ["^", "^", *OLD[3][2:]]]
    rows[2][0] = "^"
    assert told(tmp_path, rows) == [("pindah", "program", "Meningkatnya layanan data", "Terwujudnya tertib data")]


def test_one_that_moved_and_so_got_another_code(tmp_path):
    rows = [OLD[0], OLD[1], [*OLD[3][:2], "2.16.05", *OLD[2][3:]], ["^", "^", *OLD[3][2:]]]
    rows[2][0] = "^"
    assert told(tmp_path, rows) == [("pindah", "program", "Meningkatnya layanan data", "Terwujudnya tertib data"), ("kode", "program", "2.16.03", "2.16.05")]


def test_a_program_that_is_gone_and_one_that_is_new_with_their_indicators(tmp_path):
    rows = copy.deepcopy(OLD)
    rows[2][2:5] = ["2.16.09", "Program Perlindungan Warga", "Jumlah warga terlindungi"]
    assert told(tmp_path, rows) == [
        ("kotak-hilang", "program", "2.16.03 Program Sarana Data", None), ("kotak-baru", "program", None, "2.16.09 Program Perlindungan Warga"),
        ("indikator-hilang", "program", "Jumlah sarana baik", None), ("indikator-baru", "program", None, "Jumlah warga terlindungi")]


def test_a_year_that_one_document_has_is_told_once(tmp_path):
    head = [name.replace("TARGET 2025", "TARGET 2027") for name in HEAD]
    assert told(tmp_path, OLD, head=head) == [("periode", None, "target 2025", "target 2027")]


def test_a_node_that_is_retired():
    new = written_reading()
    new["nodes"][3]["status"] = "dihapus"
    assert [change[:4] for change in diff(written_reading(), new)] == [("status", "kegiatan", "aktif", "dihapus")]


def test_both_sources_are_told(tmp_path):
    rows = [OLD[0], OLD[1], ["^", "^", "2.16.01", "Program Baru", *[""] * 7], *changed(2, "TARGET 2026", "6")[2:]]
    old, new = (document.read(drawn(tmp_path / f"{k}.xlsx", table), "a.xlsx") for k, table in enumerate((OLD, rows)))
    assert [change.where for change in diff(old, new) if change.kind == "target"] == [("Cascading!I4", "Cascading!I5")]


def twins(*money):
    """A reading with further nodes of equal level, number and name, whose money differs."""
    rows = written_reading()
    one = rows["nodes"][1]
    for k, amount in enumerate(money):
        rows["nodes"].append({**one, "node_id": f"a-{k}", "position": 6 + k, "name": "Sasaran kembar", "source": f"B{k}"})
        rows["budgets"].append({"document_id": "a", "node_id": f"a-{k}", "year": 2025, "measure": "pagu", "amount": amount, "value_text": ""})
    return rows


def test_equal_candidates_are_told_and_not_guessed():
    (change,) = diff(twins(1.0, 2.0), twins(3.0, 4.0))
    assert change == ("ragu", "sasaran", "Sasaran kembar; Sasaran kembar", "Sasaran kembar; Sasaran kembar", ("B0; B1", "B0; B1"), None)


def test_of_equal_candidates_the_unchanged_is_known_and_so_the_other():
    assert [change[:4] for change in diff(twins(1.0, 2.0), twins(3.0, 1.0))] == [("pagu", "sasaran", "Rp2", "Rp3")]


WHAT = st.sampled_from(["name", "code", "drop", "parent", "twin", "status"])
TEXTS = st.sampled_from(["Kegiatan", "Kegiatan satu", "Kegiatan satu a", "1.02.02.2.01"])
EDITS = st.lists(st.tuples(WHAT, st.integers(0, 4), TEXTS), max_size=6)


def edited(edits):
    """The hand-written reading after some edits, still a tree."""
    rows = written_reading()
    for what, place, text in edits:
        node = rows["nodes"][place % len(rows["nodes"])]
        if what in ("name", "code"):
            node[what] = text
        elif what == "status":
            node["status"] = "dihapus"
        elif what == "twin":
            rows["nodes"].append({**node, "node_id": f"{node['node_id']}+{len(rows['nodes'])}"})
        elif what == "parent" and node["level"] == "kegiatan":
            node["parent_id"] = "a-s"
        elif what == "drop" and node["level"] == "kegiatan":
            rows["nodes"].remove(node)
    return rows


MIRRORED = {"kotak-baru": "kotak-hilang", "kotak-hilang": "kotak-baru", "indikator-baru": "indikator-hilang", "indikator-hilang": "indikator-baru"}


def counted(changes):
    """The changes whatever their order; what they are about is told in the words of the new document."""
    return Counter((change.kind, change.level, *(tuple(sorted((text or "").split("; "))) for text in (change.old, change.new, *change.where))) for change in changes)


def mirrored(changes):
    return [change._replace(kind=MIRRORED.get(change.kind, change.kind), old=change.new, new=change.old, where=change.where[::-1]) for change in changes]


@settings(deadline=None, max_examples=60)
@given(EDITS, EDITS)
def test_a_document_equals_itself_and_a_comparison_can_be_turned_round(one, other):
    old, new = edited(one), edited(other)
    assert diff(old, old) == []
    assert counted(mirrored(diff(old, new))) == counted(diff(new, old))


def command(*words):
    return CliRunner().invoke(main, ["diff", *map(str, words)])


def test_the_command_tells_and_ends_as_diff_does(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    old, same, new = drawn(tmp_path / "lama.xlsx", OLD), drawn(tmp_path / "sama.xlsx", OLD), drawn(tmp_path / "baru.xlsx", changed(2, "TARGET 2026", "6"))
    assert (command(old, same).exit_code, command(old, new).exit_code, command(old).exit_code) == (0, 1, 2)
    assert "tidak ada perbedaan" in command(old, same).output
    assert ["Target berubah (1)", "Cascading!I4"] == [word for word in ("Target berubah (1)", "Cascading!I4") if word in command(old, new).output]


def test_a_document_that_cannot_be_read_is_told_and_not_compared(tmp_path):
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    ended = command(drawn(tmp_path / "lama.xlsx", OLD), tmp_path / "rusak.pdf")
    assert (ended.exit_code, "rusak.pdf tidak dapat dibandingkan" in ended.output) == (3, True)


def test_the_page_holds_texts_as_text(tmp_path):
    old, new = drawn(tmp_path / "lama.xlsx", OLD), drawn(tmp_path / "baru.xlsx", changed(2, "PROGRAM", "Program <script>alert(1)</script>"))
    assert command(old, new, "--html", tmp_path / "beda.html").exit_code == 1
    page = (tmp_path / "beda.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page and "http:" not in page and "https:" not in page
