"""Kinds, units and polarity, by the words of indicators."""

import pytest

from pipeline.transform.indicators import counts_things, is_unit, join_units, kind, polarity, split_formula, split_unit, unit_standard


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("Persentase penduduk miskin", None, "persentase"),
        ("Presentase Rumah Tangga Miskin", None, "persentase"),
        ("% fasilitasi rapat", None, "persentase"),
        ("Cakupan imunisasi", "%", "persentase"),
        ("Laju pertumbuhan ekonomi", "%", "laju"),
        ("Angka Kematian Ibu per 100.000 kelahiran hidup", None, "per_konstanta"),
        ("Angka perceraian", "per 1.000 penduduk", "per_konstanta"),
        ("Rasio guru dan murid", None, "rasio"),
        ("Indeks Kepuasan Masyarakat (IKM)", "indeks", "indeks"),
        ("Nilai SAKIP", None, "nilai"),
        ("Opini BPK", None, "predikat"),
        ("Jumlah laporan yang disusun", "Laporan", "jumlah"),
        ("Panjang jalan yang dibangun", "km", "jumlah"),
        ("Rata-rata lama sekolah", "tahun", "rata_rata"),
        ("Waktu tanggap kebakaran", "menit", "waktu"),
        ("Ada/tidak ada PERDA", None, "ada_tidak"),
        ("Meningkatnya kualitas pelayanan", None, "pernyataan"),
        ("Terlaksananya rapat", "%", "pernyataan"),
        ("Angka stunting", "%", "persentase"),
        ("Sesuatu", None, "tidak_jelas"),
        ("", None, "tidak_jelas"),
    ],
)
def test_kind(name, unit, expected):
    assert kind(name, unit) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Persentase penduduk miskin", "turun"),
        ("Presentase Rumah Tangga Miskin yang mengikuti Program", "naik"),
        ("Persentase penurunan stunting", "naik"),
        ("Jumlah Korban bencana yang diberikan perlindungan", "tidak_jelas"),
        ("Opini BPK", "tetap"),
        ("Indeks Reformasi Birokrasi", "naik"),
        ("Rata-rata lama sekolah", "naik"),
        ("Gini Rasio", "turun"),
        ("Kebutuhan ber-KB yang tidak terpenuhi", "turun"),
        ("Angka prevalensi kontrasepsi modern", "naik"),
        ("Sesuatu", "tidak_jelas"),
    ],
)
def test_polarity(name, expected):
    assert polarity(name) == expected


@pytest.mark.parametrize(
    ("unit", "standard"),
    [
        ("%", "persen"),
        ("Dok.", "dokumen"),
        ("KK", "keluarga"),
        ("Ha", "hektar"),
        ("Orang / Bulan", "orang/bulan"),
        ("Berita Acara", "berita acara"),
        ("per 1.000 penduduk", "per 1.000 penduduk"),
        ("Indeks (Skala 0-100)", "indeks"),
        ("Skor/Poin", "nilai"),
        ("PKH", None),
        ("", None),
        (None, None),
    ],
)
def test_units_have_one_form(unit, standard):
    assert unit_standard(unit) == standard
    assert is_unit(unit) == (standard is not None)


def test_some_units_count_things():
    assert counts_things("Dok") and counts_things("Orang / Bulan") and counts_things("jiwa")
    assert not counts_things("%") and not counts_things("km") and not counts_things(None)


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("Jumlah laporan keuangan (Laporan)", False, ("Jumlah laporan keuangan", "Laporan")),
        ("Jumlah laporan keuangan (Laporan)", True, ("Jumlah laporan keuangan (Laporan)", None)),
        ("Indeks Reformasi Birokrasi (Indeks (Skala 0-100))", False, ("Indeks Reformasi Birokrasi", "Indeks (Skala 0-100)")),
        ("Indeks Kepuasan Masyarakat (IKM)", False, ("Indeks Kepuasan Masyarakat (IKM)", None)),
        ("Indeks Kepuasan Masyarakat lingkup Setda (IKM Setda)", False, ("Indeks Kepuasan Masyarakat lingkup Setda (IKM Setda)", None)),
        ("Persentase target INM (Indikator Nasional Mutu)", False, ("Persentase target INM (Indikator Nasional Mutu)", None)),
        ("Jumlah fasilitas pelayanan kesehatan (Fasyankes)", False, ("Jumlah fasilitas pelayanan kesehatan (Fasyankes)", None)),
        ("Jumlah pos pelayanan terpadu aktif (Posyandu)", False, ("Jumlah pos pelayanan terpadu aktif", "Posyandu")),
        ("Jumlah keluarga penerima bantuan (PKH)", False, ("Jumlah keluarga penerima bantuan (PKH)", None)),
        ("Jumlah anak (0-18 tahun)", False, ("Jumlah anak (0-18 tahun)", None)),
        ("Cakupan akta (%)", False, ("Cakupan akta", "%")),
        ("Cakupan akta [%]", False, ("Cakupan akta", "%")),
        ("Cakupan akta [di desa]", False, ("Cakupan akta [di desa]", None)),
        ("Jumlah pegawai (Orang / Bulan)", False, ("Jumlah pegawai", "Orang / Bulan")),
        ("Angka kematian (per 1.000 penduduk)", False, ("Angka kematian", "per 1.000 penduduk")),
        ("Jumlah (kotor) lahan", False, ("Jumlah (kotor) lahan", None)),
        ("Jumlah usulan selesai (Usulan)", False, ("Jumlah usulan selesai", "Usulan")),
        ("(Laporan)", False, ("(Laporan)", None)),
        ("Nilai )", False, ("Nilai )", None)),
        ("", False, ("", None)),
    ],
)
def test_the_unit_in_brackets_leaves_the_name(name, column, expected):
    assert split_unit(name, column) == expected


@pytest.mark.parametrize(
    ("lines", "units"),
    [
        (["Dokumen", "Laporan"], ("Dokumen", "Laporan")),
        (["Berita", "Acara", "Orang"], ("Berita Acara", "Orang")),
        (["Orang /", "Bulan", "Unit"], ("Orang / Bulan", "Unit")),
        (["Doku", "men", "%"], ("Dokumen", "%")),
        (["Indeks", "(Skala 0-100)"], ("Indeks (Skala 0-100)",)),
        (["Unit", "Usaha"], ("Unit Usaha",)),
        (["Unit", "Orang"], ("Unit", "Orang")),
        (["Orang", "Orang"], ("Orang", "Orang")),
        ([], ()),
    ],
)
def test_wrapped_units_are_joined(lines, units):
    assert join_units(lines) == units


@pytest.mark.parametrize(("written", "name", "formula"), [
    ("Persentase Desa Mandiri (Formula : Jumlah Desa Mandiri dibagi Total Desa", "Persentase Desa Mandiri", "Jumlah Desa Mandiri dibagi Total Desa"),
    ("Indeks Desa (ID) (Rumus: Nilai Total (ID) dibagi Jumlah Desa)", "Indeks Desa (ID)", "Nilai Total (ID) dibagi Jumlah Desa"),
    ("Jumlah formula (susu) yang dibagikan", "Jumlah formula (susu) yang dibagikan", None),
    ("Nilai A (Formula : A dibagi B) Nilai C (Formula : C dibagi B)", "Nilai A (Formula : A dibagi B) Nilai C (Formula : C dibagi B)", None),
    ("Persentase A (Formula : A dibagi B) (%)", "Persentase A (%)", "A dibagi B"),
])
def test_a_formula_in_brackets_is_parted_from_the_name(written, name, formula):
    assert split_formula(written) == (name, formula)
