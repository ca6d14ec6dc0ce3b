"""Numbers of the documents, each example as it is written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transform import numbers
from pipeline.transform.numbers import decimal_mark, evidence, read_money, read_value, short_groups, table_marks
from tests.test_reading import both


@pytest.mark.parametrize(
    ("texts", "counts", "mark"),
    [
        (["95,5", "1.821"], False, ","),
        (["1.821", "2.004"], False, None),
        (["1.821", "2.004"], True, ","),
        (["1,821", "24"], True, "."),
        (["1.234.567"], False, ","),
        (["2,683,919,751"], False, "."),
        (["12.5", "82.22"], False, "."),
        (["0.125"], False, "."),
        (["0,376"], False, ","),
        (["9446966806.00"], False, "."),
        (["258.500.000,00"], False, ","),
        (["1,458,477,763,740.00"], False, "."),
        (["82.05-82.2", "82,05"], False, None),
        (["14. 441.033.900"], False, ","),
        (["WTP", "-", "", "24 Dokumen"], False, None),
        (["69,1-69,5"], False, ","),
    ],
)
def test_a_column_shows_its_decimal_mark(texts, counts, mark):
    assert decimal_mark(texts, counts) == mark


def test_contradicting_signs_are_seen():
    assert evidence(["82.05-82.2", "82,05"]) == {".", ","}


@pytest.mark.parametrize(
    ("text", "mark", "value", "unit"),
    [
        ("95,5", ",", 95.5, None),
        ("95,5", None, 95.5, None),
        ("82.22", ",", 82.22, None),
        ("1.821", ",", 1821, None),
        ("1.821", ".", 1.821, None),
        ("1,821", ".", 1821, None),
        ("24 Dokumen", None, 24, "Dokumen"),
        ("98%", None, 98, "%"),
        ("2 jenis", None, 2, "jenis"),
        ("15 m3", None, 15, "m3"),
        ("12 km2", None, 12, "km2"),
        ("11,1 per 1.000 penduduk", ",", 11.1, "per 1.000 penduduk"),
        ("83 per 100000 KH", ",", 83, "per 100000 KH"),
        ("–3", None, -3, None),
        ("0", None, 0, None),
        ("-2,5", ",", -2.5, None),
        ("91, 67", ",", 91.67, None),
        ("14. 441.033.900", ",", 14441033900, None),
        ("2,683,919,751", ".", 2683919751, None),
        ("1.234.567,89", ",", 1234567.89, None),
        ("0.125", None, 0.125, None),
    ],
)
def test_a_number_is_read(text, mark, value, unit):
    read = read_value(text, mark)
    assert (read.value, read.unit, read.text) == (value, unit, text)


@pytest.mark.parametrize("text", ["WTP", "BB", "A", "-", "n/a", "", None, "#REF!", "(1.000)", "1.2.3", "Proses Penilaian", "1:250",
     "3 Dokumen, 2 Laporan", "31 Maret", "2.14.03.2.01"])
def test_what_is_no_number_has_no_value(text):
    read = read_value(text, ",")
    assert (read.value, read.low, read.high, read.ambiguous) == (None, None, None, False)
    assert read.text == (text or "")


@pytest.mark.parametrize("text", ["2 58", "1 0984", "9 3,4", "4 1.250", "11. 2500", "1, 2 345"])
def test_digits_that_blanks_part_ask_how_they_are_read(text):
    read = read_value(text, ",")
    assert (read.value, read.ambiguous) == (None, True)


def test_a_blank_after_a_decimal_of_the_column_may_part_two_values():
    assert read_value("92,5 10", ",").ambiguous and read_value("92,5 1", ",").value == 92.51


def test_digits_that_all_stand_apart_are_one_number():
    assert [read_value(text, ",").value for text in ("9 0 , 0 2", "9 1 , 5", "1 . 2 3 4 , 5")] == [90.02, 91.5, 1234.5]


@pytest.mark.parametrize(("text", "value"), [("11. 25 0", 11250), ("90 ,0 0", 90), ("1. 25 0 .0 00", 1250000)])
def test_a_number_that_its_column_broke_more_than_once_is_one(text, value):
    assert read_value(text, ",").value == value


@pytest.mark.parametrize("text", ["9" * 17, "9" * 400, "9.999.999.999.999.999.999,50", "1-" + "9" * 400, ">" + "9" * 20, "Rp" + "9" * 30])
def test_more_digits_than_any_number_has_are_asked_about(text):
    value = read_value(text, ",")
    assert ((value.value, value.low, value.high), value.ambiguous) == ((None, None, None), True)


def test_a_dot_before_three_digits_asks_for_a_mark():
    assert read_value("1.821", None).value is None
    assert read_value("1.821", None).ambiguous


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("69,1-69,5", 69.1, 69.5), ("82.05-82.2", 82.05, 82.2), ("143,33 - 139,83", 139.83, 143.33), ("<22", None, 22), ("≥ 90,5",
         90.5, None), ("10 s.d. 12 persen", 10, 12)],
)
def test_a_range_has_ends(text, low, high):
    read = read_value(text, ",")
    assert (read.value, read.low, read.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("Rp 1.234.567,00", None, 1234567),
        ("Rp. 258.500.000,-", None, 258500000),
        ("258.500.000,00", ",", 258500000),
        ("2,683,919,751", None, 2683919751),
        ("1,458,477,763,740.00", None, 1458477763740),
        ("9446966806.00", None, 9446966806),
        ("500.000", None, 500000),
        ("500.000", ".", 500000),
        ("0", None, 0),
        ("-", None, None),
        ("Rp. 258.500.000.-", None, 258500000),
        ("IDR 258.500.000;", None, 258500000),
        ("258.500.000*)", None, 258500000),
        ("0,125", None, 0.125),
        ("1.250,125 juta", ",", 1250.125),
        ("1250.000.000", None, None),
        ("1250.000", ",", None),
        ("1.250.000,000", ",", None),
        ("125.0000", None, None),
    ],
)
def test_money(text, mark, amount):
    assert read_money(text, mark).value == amount


def test_the_columns_of_a_table_help_each_other():
    assert table_marks({"a": ["95,5"], "b": ["1.821"], "c": ["12.5"]}) == {"a": ",", "b": None, "c": "."}
    assert table_marks({"a": ["95,5"], "b": ["1.821"]}) == {"a": ",", "b": ","}
    assert table_marks({"b": ["1.821"]}, ",") == {"b": ","}
    assert table_marks({"b": ["1.821"]}, counting={"b"}) == {"b": ","}
    assert table_marks({"a": ["82.05", "82,05", "1.821"]}, ",") == {"a": None}


def indonesian(number: float, places: int) -> str:
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


@given(st.integers(min_value=-(10**15), max_value=10**15), st.integers(min_value=0, max_value=6))
def test_what_is_written_in_indonesian_is_read_back(scaled, places):
    number = scaled / 10**places
    assert read_value(indonesian(number, places), ",").value == pytest.approx(number)


@given(st.integers(min_value=0, max_value=10**15))
def test_money_is_read_back_without_a_mark(amount):
    assert read_money("Rp " + indonesian(amount, 0), None).value == amount


@given(st.text(max_size=30), st.sampled_from([",", ".", None]))
def test_no_text_breaks_the_reader(text, mark):
    read = read_value(text, mark)
    assert read.text == text.strip()
    read_money(text, mark)


@pytest.mark.parametrize(("counts", "short"), [(["59.263", "52.01", "111.123"], {"52.01"}), (["7.05", "7.402"], {"7.05"}), (["52,01", "59.263"], set()), (["95.5", "96.5"], set()), (["5", "7.402"], set())])
def test_a_count_that_lost_its_last_digit_is_known_by_the_others(counts, short):
    assert short_groups(counts) == short


def test_values_on_lines_of_one_cell_show_the_sign_of_their_column(tmp_path):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025"], ["Meningkatnya layanan", "1. Indeks layanan\n2. Jumlah pelaku usaha", "2,16\n3.076"]]
    for reading in both(tmp_path, rows):
        assert [t["value"] for t in reading["targets"]] == [2.16, 3076]


@pytest.mark.parametrize("others", [["105", "-"], ["n/a", "25 Dokumen"]])
def test_the_unit_is_written_with_all_targets_that_say_a_number(tmp_path, others):
    rows = [["SASARAN", "INDIKATOR SASARAN", "BASELINE 2024", "TARGET 2025", "TARGET 2026"], ["Meningkatnya layanan", "Jumlah pedoman", others[0], "24 Dokumen", others[1]]]
    for reading in both(tmp_path, rows):
        assert [i["unit"] for i in reading["indicators"]] == ["Dokumen"]


def test_a_power_of_ten_is_doubted_and_a_footnote_is_none():
    assert (read_value("10⁶", ",").value, read_value("10⁶", ",").ambiguous, read_value("82¹", ",").value) == (None, True, 82.0)


@pytest.mark.parametrize(("value", "unit"), [("72,5 (BB)", None), ("85,5 (Sangat Baik)", None), ("3 (tiga) dokumen", "dokumen"), ("12 (Orang)", "Orang"), ("90 % (persen)", "% (persen)")])
def test_brackets_behind_a_number_are_a_unit_where_they_hold_one(tmp_path, value, unit):
    rows = [["SASARAN", "INDIKATOR SASARAN", "TARGET 2025", "TARGET 2026"], ["Meningkatnya layanan", "Capaian layanan", value, value]]
    for reading in both(tmp_path, rows):
        assert [i["unit"] for i in reading["indicators"]] == [unit]
        assert [t["value_text"] for t in reading["targets"]] == [value, value]


@pytest.mark.parametrize(("text", "value", "series", "odd"), [
    ("125.000", 125.0, [("125.000", 125.0), ("130.000", 130.0)], True), ("1.300", 1.3, [("1250", 1250.0), ("1.300", 1.3)], True), ("1.384", 1.384, [("1.384", 1.384), ("1.4", 1.4)], False),
    ("1.250", 1250.0, [("1.250", 1250.0)], False), ("0,125", 0.125, [("0,125", 0.125), ("40", 40.0)], False), ("2.5", 2.5, [("2.5", 2.5), ("900", 900.0)], False),
    # Other decimals of the series show that these are some.
    ("100,000", 100.0, [("99,125", 99.125), ("100,000", 100.0)], False)])
def test_three_decimals_that_may_be_thousands_are_odd(text, value, series, odd):
    assert numbers.is_odd_decimal(text, value, series) is odd


@pytest.mark.parametrize("text", ["46,3 % 66,96 %", "45-50% 53%"])
def test_several_values_for_one_indicator_are_asked_about(text):
    assert (read_value(text, ",").value, read_value(text, ",").ambiguous) == (None, True)
