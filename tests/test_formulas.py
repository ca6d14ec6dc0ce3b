"""Formulas as documents write them: each is split rightly or refused aloud."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transform.formulas import parse

SPLIT = [
    ("Jumlah Penduduk miskin/Jumlah Penduduk X 100%", "persentase", "Jumlah Penduduk miskin", "Jumlah Penduduk", 100),
    ("PMKS yang berhasil direhabilitasi/PMKS yang direhabilitasi", "rasio", "PMKS yang berhasil direhabilitasi", "PMKS yang direhabilitasi", None),
    ("Rumah Tangga Miskin yang mengikuti Program/PMKS yang seharusnya diberikan perlindungan", "rasio",
     "Rumah Tangga Miskin yang mengikuti Program", "PMKS yang seharusnya diberikan perlindungan", None),
    ("PSKS yang aktif dalam Kesos/PSKS yang seharusnyaaktif dalam Kesos", "rasio", "PSKS yang aktif dalam Kesos", "PSKS yang seharusnyaaktif dalam Kesos",
         None),
    ("(Jumlah A yang b : Jumlah seluruh A) x 100%", "persentase", "Jumlah A yang b", "Jumlah seluruh A", 100),
    ("Jumlah A yang b / Jumlah penduduk x 1.000", "per_konstanta", "Jumlah A yang b", "Jumlah penduduk", 1000),
    ("Jumlah irigasi yang dibangun / Luas Cakupan Wilayah Irigasi Kabupaten x 100 %", "persentase", "Jumlah irigasi yang dibangun",
         "Luas Cakupan Wilayah Irigasi Kabupaten", 100),
    ("Panjang jalan dalam kondisi mantap/ total panjang jalan kab x 100", "persentase", "Panjang jalan dalam kondisi mantap", "total panjang jalan kab", 100),
    ("Panjang jalan yang dibangun/panjang jalan kabupaten X 100", "persentase", "Panjang jalan yang dibangun", "panjang jalan kabupaten", 100),
    ("Luas tanam jagung dibagi total luas tanam komoditi kali 100%", "persentase", "Luas tanam jagung", "total luas tanam komoditi", 100),
    ("Jumlah pendidik SD bersertifikat dibagi jumlah pendidik SD dikali 100%", "persentase", "Jumlah pendidik SD bersertifikat", "jumlah pendidik SD", 100),
    ("Jumlah anak PAUD dibagi Jumlah anak usia 5-6 tahun pada kabupaten/kota yang bersangkutan dikali 100%", "persentase",
     "Jumlah anak PAUD", "Jumlah anak usia 5-6 tahun pada kabupaten/kota yang bersangkutan", 100),
    ("Jumlah Siswa pada jenjang TK/RA/Penitipan Anak = 2720 ------------- x 100 % Jumlah anak usia 4 - 6 tahun =", "persentase",
     "Jumlah Siswa pada jenjang TK/RA/Penitipan Anak", "Jumlah anak usia 4 - 6 tahun", 100),
    ("Jumlah Rumah ber IMB dibagi jumlah rumah1 seluruhnya", "rasio", "Jumlah Rumah ber IMB", "jumlah rumah1 seluruhnya", None),
    ("Jumlah personil Satpol PP dibagi 10.000", "rasio", "Jumlah personil Satpol PP", "10.000", None),
    ("IPi = (Skor Hasil Hitung I / Skor Ideal i) x 100%", "persentase", "Skor Hasil Hitung I", "Skor Ideal i", 100),
    ("IGG = 1/8 (IPi1 + … + IPi8)", "rata_rata", "IPi1 + … + IPi8", "8", None),
    ("AKI = (JKI/JLH) x 100.000 Keterangan: AKI : Angka Kematian Ibu JKI : Jumlah Kematian Ibu", "per_konstanta", "JKI", "JLH", 100000),
    ("[(PDRB tahun t - PDRB tahun t-1) / PDRB tahun t-1] x 100%", "pertumbuhan", "PDRB tahun t - PDRB tahun t-1", "PDRB tahun t-1", 100),
    ("((Jumlah balita tahun n - Jumlah balita tahun n-1) / Jumlah balita tahun n-1) x 100%", "pertumbuhan",
     "Jumlah balita tahun n - Jumlah balita tahun n-1", "Jumlah balita tahun n-1", 100),
    ("(Jumlah individu/kelompok yang diberdayakan / Total populasi) x 100%", "persentase", "Jumlah individu/kelompok yang diberdayakan", "Total populasi",
         100),
    ("Jumlah penduduk ber-KTP dibandingkan dengan jumlah total penduduk wajib KTP", "rasio", "Jumlah penduduk ber-KTP", "jumlah total penduduk wajib KTP",
         None),
    ("Rumus: Pembilang: Jumlah lansia yang dilayani Penyebut: Jumlah lansia Ukuran atau Konstanta: 100%", "persentase", "Jumlah lansia yang dilayani",
         "Jumlah lansia", 100),
    ("Jumlah lansia terlayani dibagi dengan jumlah populasi lansia dinyatakan dalam satuan persen (%)", "persentase", "Jumlah lansia terlayani",
         "jumlah populasi lansia", 100),
    ("Jumlah data PNS yang terupdate / Jumlah keseluruhan PNS di kab. Banggai", "rasio", "Jumlah data PNS yang terupdate",
         "Jumlah keseluruhan PNS di kab. Banggai", None),
    ("dihitung dari jumlah jenis pelayanan baik dibagi dengan seluruh jenis pelayanan dikali 100%", "persentase", "jumlah jenis pelayanan baik",
         "seluruh jenis pelayanan", 100),
    ("Akumulasi Realisasi Semua Bulan/Target * 100", "persentase", "Akumulasi Realisasi Semua Bulan", "Target", 100),
    ("(rencana − (realisasi − rencana)) / rencana × 100 %", "persentase", "rencana − (realisasi − rencana)", "rencana", 100),
    ("Rasio X dibagi Jumlah penduduk di kabupaten/kota x 100%", "persentase", "Rasio X", "Jumlah penduduk di kabupaten/kota", 100),
    ("Jml siswa TK dibagi jml anak usia 4-6 tahun X 100", "persentase", "Jml siswa TK", "jml anak usia 4-6 tahun", 100),
    ("Jumlah faskes baik dibagi dengan seluruh jumlah fasilitas dikali 100. Fasilitas Pelayanan Kesehatan adalah tempat untuk pelayanan", "persentase",
     "Jumlah faskes baik", "seluruh jumlah fasilitas", 100),
    ("Jumlah semua kasus TBC yang ditemukan diantara estimasi kasus TBC dikali 100%", "persentase", "Jumlah semua kasus TBC yang ditemukan",
         "estimasi kasus TBC", 100),
    ("Jumlah balita pendek menurut Umur (PB/U) dibagi jumlah balita diukur dikali 100%.", "persentase", "Jumlah balita pendek menurut Umur (PB/U)",
         "jumlah balita diukur", 100),
    ("(a + b) / (c + d) × 100%", "persentase", "a + b", "c + d", 100),
    ("Jumlah kasus balita sangat pendek + pendek (TB/U) / Jumlah balita diukur × 100%", "persentase", "Jumlah kasus balita sangat pendek + pendek (TB/U)",
         "Jumlah balita diukur", 100),
    ("Jumlah publikasi tepat waktu dibagi jumlah seluruh publikasi", "rasio", "Jumlah publikasi tepat waktu", "jumlah seluruh publikasi", None),
    ("(Santri_Mumtaz / Total_Santri_Ujian) * 100%", "persentase", "Santri_Mumtaz", "Total_Santri_Ujian", 100),
    ("UHH = (Lo/Lx) ×100%", "persentase", "Lo", "Lx", 100),
    ("(Σ Balita stunting / Σ Balita ) ×100%", "persentase", "Σ Balita stunting", "Σ Balita", 100),
    ("Jumlah A ÷ Jumlah B × 100", "persentase", "Jumlah A", "Jumlah B", 100),
    ("100% x (Jumlah A/Jumlah B)", "persentase", "Jumlah A", "Jumlah B", 100),
    ("Pengaduan yang ditangani/laporan yang masuk", "rasio", "Pengaduan yang ditangani", "laporan yang masuk", None),
    ("Jumlah kematian bayi / Jumlah kelahiran hidup x 1.000 kelahiran hidup", "per_konstanta", "Jumlah kematian bayi", "Jumlah kelahiran hidup", 1000),
]

UNSPLIT = [
    ("Cukup Jelas", "kosong"),
    ("-", "kosong"),
    ("", "kosong"),
    ("0", "kosong"),
    ("Angka kemiskinan dihitung oleh BPS", "tekstual"),
    ("Perhitungan dilakukan oleh pihak ke tiga/ independen", "tekstual"),
    ("Survey kepuasan pegawai", "tekstual"),
    ("Nilai indeks yang dirilis BPS", "tekstual"),
    ("Hasil survei kepuasan masyarakat", "tekstual"),
    ("Ada/tidak ada PERDA", "ada_tidak"),
    ("1. Apakah ada rencana kerja", "ada_tidak"),
    ("IKLH = (0,376 x IKA) + (0,405 x IKU) + (0,219 x IKL)", "komposit"),
    ("Total dari tiga indikator (a, b dan c), satuan persen", "komposit"),
    ("IKU = 100 – [50/0.9 x (Ieu – 0.1)]", "ekspresi"),
    ("IKA = Jumlah sampel X persentase pemenuhan baku mutu", "ekspresi"),
    ("Persentase wisatawan tahun ini terhadap tahun sebelumnya", "pertumbuhan"),
    ("Jumlah individu/kelompok yang diberdayakan", "hitung"),
    ("Jumlah balita yang dilayani", "hitung"),
    ("Σ (Jumlah sapi, kambing, dan domba)", "jumlah"),
    ("Jumlah SD + Jumlah SMP", "jumlah"),
    ("Jumlah PMKS x 100%", "ekspresi"),
]

REFUSED = [
    ("Jumlah guru/pengawas bersertifikat / Jumlah guru/pengawas x 100%", "formula-tak-terurai"),
    ("p", "formula-tak-terurai"),
    ("IKL = 100 – [(84,3-( - DKK x 100)]x LTL LW 50 54,3", "formula-tak-terurai"),
    ("PDRB(t) − PDRB(t−1) 2 Pertumbuhan Ekonomi % x 100% PDRB(t−1)", "formula-tak-terurai"),
    ("\uf03d\uf0e5 PDRB \uf02d", "formula-glif-rusak"),
    ("{PDRB (t+1) PDRB (t)} / PDRB (t) X 100%", "formula-glif-rusak"),
    ("{Inf (t +1) Inf (t)} / Inf (t) X 100%", "formula-glif-rusak"),
    ("???? = Jumlah kematian ibu Jumlah kelahiran hidup × 100.000 AKI= Jumlah kelahiran hidup Jumlah kematian ibu ×100.000", "formula-glif-rusak"),
    ("Capaian IKI (%) = &1+ '1 - () × 100%", "formula-glif-rusak"),
    ("SD = 6 tahun; SMP = 9 tahun", "formula-tak-terurai"),
    ("……. x100 ……. …..%", "formula-tak-terurai"),
    ("Realisasi Sasaran Pembangunan Target Sasaran Pembangunan", "formula-tak-terurai"),
    ("1. Jumlah A dibagi jumlah B dikali 100%. 2. proporsi C dibagi D dikali 100%. Catatan: 2022 = 8,8; 2023 = 8,8", "formula-ganda-sel"),
    ("Jumlah bayi A dibagi B dikali 100% ditambah jumlah anak C dibagi D dikali 100%", "formula-ganda-sel"),
    ("Jumlah guru : jumlah murid = 1:28", "formula-tak-terurai"),
    ("Jumlah A dibagi Jumlah B dibagi Jumlah C", "formula-ganda-sel"),
    ("Jumlah guru/tenaga kependidikan yang dilatih", "formula-tak-terurai"),
    ("Kompetensi Dasar/Capaian Pembelajaran", "formula-tak-terurai"),
    ("(A x 100%)/B", "formula-tak-terurai"),
    ("Jumlah A/Jumlah B / Jumlah C x 100%", "formula-tak-terurai"),
    ("Jumlah A / Jumlah B / Jumlah C x 100%", "formula-tak-terurai"),
]


@pytest.mark.parametrize(("text", "kind", "numerator", "denominator", "multiplier"), SPLIT)
def test_a_ratio_has_its_parts(text, kind, numerator, denominator, multiplier):
    formula = parse(text)
    assert (formula.kind, formula.numerator, formula.denominator, formula.multiplier) == (kind, numerator, denominator, multiplier)
    assert formula.problem is None
    assert ("denominator", denominator) in formula.terms


@pytest.mark.parametrize(("text", "kind"), UNSPLIT)
def test_what_is_no_ratio_has_no_parts(text, kind):
    formula = parse(text)
    assert (formula.kind, formula.numerator, formula.denominator, formula.problem) == (kind, None, None, None)


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_a_doubtful_formula_is_refused_aloud(text, problem):
    formula = parse(text)
    assert (formula.kind, formula.numerator, formula.denominator, formula.problem) == ("tak_terurai", None, None, problem)


def test_weights_are_terms():
    assert parse("IKLH = (0,376 x IKA) + (0,624 x IKU)").terms == (("addend", "IKA"), ("weight", "0,376"), ("addend", "IKU"), ("weight", "0,624"))


def test_a_drawn_fraction_is_known_by_its_lines():
    lines = ("Jumlah sekolah baik", "x 100%", "Jumlah sekolah")
    assert parse(" ".join(lines)).kind == "tak_terurai"
    assert parse(" ".join(lines), lines).denominator == "Jumlah sekolah"


def test_a_dashed_line_divides():
    formula = parse("Luas sawah terairi ------------------ x 100% Luas seluruh sawah")
    assert (formula.numerator, formula.denominator) == ("Luas sawah terairi", "Luas seluruh sawah")


@given(st.text(alphabet="Jumlah ABC()[]/:÷x×%0159.,=-−+Σ?", max_size=60))
def test_no_text_breaks_the_reader(text):
    formula = parse(text)
    assert (formula.numerator is None) == (formula.denominator is None)
    assert not formula.numerator or formula.numerator.strip() == formula.numerator


@pytest.mark.parametrize(("text", "kind", "numerator", "denominator", "multiplier"), [
    ("Jumlah kasus baru dibagi jumlah penduduk dikali konstanta 100.000", "per_konstanta", "Jumlah kasus baru", "jumlah penduduk", 100000),
    ("(Jumlah tahun n dikurangi Jumlah tahun n-1) dibagi Jumlah tahun n-1 dikali 100%", "pertumbuhan", "Jumlah tahun n dikurangi Jumlah tahun n-1", "Jumlah tahun n-1", 100),
    ("((A-B)/B)x100%", "pertumbuhan", "A-B", "B", 100),
    ("Nilai hasil evaluasi Kemenpan/RB", "tekstual", None, None, None),
])
def test_constants_differences_and_names_in_words(text, kind, numerator, denominator, multiplier):
    found = parse(text)
    assert (found.kind, found.numerator, found.denominator, found.multiplier) == (kind, numerator, denominator, multiplier)
