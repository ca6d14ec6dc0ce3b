"""What stands in front of names: codes whose segments other signs than dots part, numbers of roots, numbers that nobody can read."""

from __future__ import annotations

import pytest

from tests.test_reading import both

CODED = [
    ["1.06.02 Program Data", "1.06.02.2.01 Pendataan", "1.06.02.2.01.0001 Survei Rumah", "Jumlah rumah"],
    ["^", "^", "1.06.02.2.01.0002 Survei Jalan", "Jumlah jalan"],
    ["1.06.03 Program Arsip", "1.06.03.2.01 Kearsipan", "1.06.03.2.01.0001 Penataan Arsip", "Jumlah arsip"],
]
CODES = ["1.06.02", "1.06.02.2.01", "1.06.02.2.01.0001", "1.06.02.2.01.0002", "1.06.03", "1.06.03.2.01", "1.06.03.2.01.0001"]
NAMES = ["Program Data", "Pendataan", "Survei Rumah", "Survei Jalan", "Program Arsip", "Kearsipan", "Penataan Arsip"]


def said(reading):
    return [f["code"] for f in reading["findings"]]


def parted(text: str, sign: str) -> str:
    """A text whose code in front has another sign than dots between its segments."""
    code, blank, name = text.partition(" ")
    return code.replace(".", sign) + blank + name if text[0].isdigit() else text


@pytest.mark.parametrize("sign", ["-", "/", " ", " - ", "_", "–"])
def test_codes_with_other_signs_than_dots_are_codes_and_told(tmp_path, sign):
    rows = [["PROGRAM", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR SUB KEGIATAN"], *([parted(text, sign) for text in row] for row in CODED)]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["name"]) for n in reading["nodes"]] == list(zip(CODES, NAMES))
        assert said(reading).count("kode-bertanda-lain") == 1


@pytest.mark.parametrize("sign", ["-", "/", " "])
@pytest.mark.parametrize("apart", [False, True], ids=["in front", "in a column"])
def test_such_codes_tell_the_levels_that_share_a_column(tmp_path, sign, apart):
    texts = [parted(text, sign) for text in ("1.06.02 Program Data", "1.06.02.2.01 Pendataan", "1.06.02.2.02 Pelaporan")]
    lines = [[text[: -len(name) - 1], name] if apart else [text] for text, name in zip(texts, ["Program Data", "Pendataan", "Pelaporan"])]
    rows = [[*(["KODE"] if apart else []), "PROGRAM / KEGIATAN", "INDIKATOR"], *([*line, f"Jumlah {k}"] for k, line in enumerate(lines))]
    for reading in both(tmp_path, rows):
        assert [(n["level"], n["code"]) for n in reading["nodes"]] == [("program", "1.06.02"), ("kegiatan", "1.06.02.2.01"), ("kegiatan", "1.06.02.2.02")]
        assert said(reading).count("kode-bertanda-lain") == 1
        assert "kode-rusak" not in said(reading)


@pytest.mark.parametrize("written", ["1-6-2", "1-06", "1.2.x"])
def test_a_number_that_nobody_can_read_stays_in_its_name_and_is_told(tmp_path, written):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], [f"{written} Program Data", "Pendataan", "Jumlah laporan"]]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"]] == [f"{written} Program Data", "Pendataan"]
        assert "nama-berawalan-angka" in said(reading)


@pytest.mark.parametrize("name", ["2 Kecamatan Tangguh", "1 Desa 1 Produk", "Program 0-18 Tahun"])
def test_a_number_that_belongs_to_a_name_is_not_doubted(tmp_path, name):
    rows = [["SASARAN", "PROGRAM", "INDIKATOR PROGRAM"], ["Meningkatnya data", name, "Jumlah laporan"], ["Meningkatnya arsip", "Program Arsip", "Jumlah arsip"]]
    for reading in both(tmp_path, rows):
        assert name in [n["name"] for n in reading["nodes"]]
        assert "nama-berawalan-angka" not in said(reading)


HEAD = ["TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM"]


@pytest.mark.parametrize(("texts", "numbers"), [
    (["1 Meningkatkan mutu", "1.1 Meningkatnya data", "1.1.1 Program Data", "1.1.2 Program Arsip", "1.2 Meningkatnya arsip", "1.2.1 Program Bina"],
     ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]),
    (["2 Meningkatkan mutu", "2.1 Meningkatnya data", "2.1.1 Program Data", "2.1.2 Program Arsip", "2.2 Meningkatnya arsip", "2.2.1 Program Bina"],
     ["2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1"]),
    (["1. Meningkatkan mutu", "1. Meningkatnya data", "1 Program Data", "2 Program Arsip", "2. Meningkatnya arsip", "3 Program Bina"], ["1", "1", "1", "2", "2", "3"]),
], ids=["outline", "outline from 2", "counted on under further parents"])
def test_a_bare_number_is_one_where_its_children_or_its_level_go_on_from_it(tmp_path, texts, numbers):
    top, first, one, two, second, three = texts
    rows = [HEAD, [top, first, one, "Jumlah data"], ["^", "^", two, "Jumlah arsip"], ["^", second, three, "Jumlah binaan"]]
    for reading in both(tmp_path, rows):
        assert [n["number"] for n in reading["nodes"]] == numbers
        assert [n["name"] for n in reading["nodes"]] == [text.split(" ", 1)[1] for text in texts]
        assert "nama-berawalan-angka" not in said(reading)


@pytest.mark.parametrize("numbers", [["1", "3", "4"], ["1", "2", "2"]], ids=["with a gap", "with one twice"])
def test_three_bare_numbers_that_climb_are_numbers_even_if_one_is_wrong(tmp_path, numbers):
    rows = [HEAD[1:], *([text, f"{number} Program {name}", "Jumlah data"] for text, number, name in zip(["Meningkatnya data", "^", "^"], numbers, ["Data", "Arsip", "Bina"]))]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"][1:]] == list(zip(numbers, ["Program Data", "Program Arsip", "Program Bina"]))


@pytest.mark.parametrize("programs", [["1 Program Data"], ["1 Program Data", "4 Program Arsip"], ["1 Program Data", "2 Program Arsip", "Program Bina"]], ids=len)
def test_bare_numbers_that_do_not_count_up_stay_in_their_names_and_are_told(tmp_path, programs):
    rows = [HEAD[1:], *(["^" if k else "Meningkatnya data", name, "Jumlah data"] for k, name in enumerate(programs))]
    for reading in both(tmp_path, rows):
        assert [n["name"] for n in reading["nodes"][1:]] == programs
        assert said(reading).count("nama-berawalan-angka") == min(2, len(programs))


@pytest.mark.parametrize("texts", [["A", "A1", "A2", "B", "B1"], ["T1", "S1", "S2", "T2", "S3"], ["T-1", "S-1.1:", "S-1.2:", "T-2", "S-2.1:"], ["I", "I.a", "I.b", "II", "II.a"], ["IKT 1.", "S 1", "S 2", "IKT 2.", "S 1"]], ids=" ".join)
def test_labels_that_count_up_are_numbers(tmp_path, texts):
    top, first, second, other, last = texts
    rows = [HEAD, [f"{top} Meningkatkan mutu", f"{first} Meningkatnya data", "Program Data", "Jumlah data"], ["^", f"{second} Meningkatnya arsip", "Program Arsip", "Jumlah arsip"],
            [f"{other} Meningkatkan tata kelola", f"{last} Meningkatnya layanan", "Program Bina", "Jumlah binaan"]]
    for reading in both(tmp_path, rows):
        assert [n["number"] for n in reading["nodes"] if n["level"] != "program"] == [text.strip(":.") for text in (top, first, second, other, last)]
        assert {n["name"].split()[0] for n in reading["nodes"]} == {"Meningkatkan", "Meningkatnya", "Program"}


def test_the_ninth_letter_of_labels_is_no_roman_one(tmp_path):
    rows = [HEAD, *(["I Meningkatkan mutu" if sign == "a" else "^", f"I.{sign} Meningkatnya {sign * 3}", f"Program {sign * 3}", f"Jumlah {sign * 3}"] for sign in "abcdefghi")]
    for reading in both(tmp_path, rows):
        assert [n["number"] for n in reading["nodes"] if n["level"] == "sasaran"] == [f"I.{sign}" for sign in "abcdefghi"]


@pytest.mark.parametrize("names", [["K3 Perkantoran", "Program Arsip"], ["P2 Kusta", "P2 Malaria"], ["A Yani Bersih", "Program Arsip"]], ids=" ".join)
def test_letters_that_do_not_count_up_stay_in_their_names(tmp_path, names):
    rows = [HEAD[1:], *(["^" if k else "Meningkatnya data", name, "Jumlah data"] for k, name in enumerate(names))]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"][1:]] == [(None, name) for name in names]


@pytest.mark.parametrize("written", ["{name} ({code})", "{name} [{code}]", "{name} - {code}", "({code}) {name}", "[{code}] {name}", "{code}: {name}", "{code}; {name}", "Kode {code} {name}", "{code}{name}", "{code}-{name}"])
def test_a_whole_code_beside_a_name_is_its_code(tmp_path, written):
    rows = [["PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"], [written.format(code="1.06.02", name="Program Data"), written.format(code="1.06.02.2.01", name="Pendataan"), "Jumlah laporan"]]
    for reading in both(tmp_path, rows):
        assert [(n["code"], n["name"]) for n in reading["nodes"]] == [("1.06.02", "Program Data"), ("1.06.02.2.01", "Pendataan")]


@pytest.mark.parametrize("sign", [".", ")", " -"])
def test_a_level_word_with_a_closed_number_goes(tmp_path, sign):
    rows = [HEAD, [f"Tujuan 1{sign} Meningkatkan mutu", f"Sasaran 1{sign} Meningkatnya data", "Program Data", "Jumlah data"]]
    for reading in both(tmp_path, rows):
        assert [(n["number"], n["name"]) for n in reading["nodes"][:2]] == [("1", "Meningkatkan mutu"), ("1", "Meningkatnya data")]


def test_a_number_in_front_and_a_code_behind_are_both_read(tmp_path):
    for reading in both(tmp_path, [HEAD[1:], ["Meningkatnya data", "1. Program Data (1.06.02)", "Jumlah data"]]):
        assert [(n["number"], n["code"], n["name"]) for n in reading["nodes"][1:]] == [("1", "1.06.02", "Program Data")]
