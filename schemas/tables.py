"""The published tables as pandera models: every column's type, meaning (in the language of analysts), words and unit, told once."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa

# A year beyond these is a number misread.
YEARS = {"ge": 1990, "le": 2100}
SOURCE = "Tempat terbacanya: lembar dan sel, atau halaman, baris dan judul kolom."

DOCUMENT_STATUS = ("bersih", "tinjau", "gagal", "duplikat", "bukan_dokumen")
LAYOUTS = ("tingkat_kolom", "tingkat_baris", "buku", "campuran")
NODE_STATUS = ("aktif", "dihapus")
KINDS = ("persentase", "jumlah", "rasio", "per_konstanta", "laju", "rata_rata", "indeks", "nilai", "predikat", "waktu", "ada_tidak", "pernyataan", "tidak_jelas")
FORMULA_KINDS = ("persentase", "per_konstanta", "rasio", "pertumbuhan", "rata_rata", "jumlah", "komposit", "hitung", "ekspresi", "tekstual", "ada_tidak", "kosong",
                 "tak_terurai")
POLARITIES = ("naik", "turun", "tetap", "tidak_jelas")
TERM_ROLES = ("numerator", "denominator", "addend", "weight", "source")
TARGET_MEASURES = ("target", "baseline", "akhir", "realisasi")
BUDGET_MEASURES = ("pagu", "baseline", "akhir", "realisasi")
OWNER_ROLES = ("pengampu", "pelaksana", "penanggung_jawab")
NOTE_ACTIONS = ("dihapus", "diganti", "diubah", "dipindah", "digabung", "dipecah", "baru")
SEVERITIES = ("error", "warning", "info")
ABOUT = ("pembacaan", "dokumen")
DECISIONS = ("benar", "ganti", "abaikan")


def _must(description: str, unit: str | None = None, **checks):
    return pa.Field(nullable=False, description=description, metadata={"unit": unit}, **checks)


def _may(description: str, unit: str | None = None, **checks):
    return pa.Field(nullable=True, description=description, metadata={"unit": unit}, **checks)


class Documents(pa.DataFrameModel):
    """Satu baris per berkas di raw/, kecuali berkas sementara."""

    document_id: pd.StringDtype = _must("Kunci dokumen, dibuat dari letak berkasnya di raw/.")
    path: pd.StringDtype = _must("Letak berkas di bawah raw/, dengan garis miring.")
    sha256: pd.StringDtype = _may("SHA-256 berkas.")
    bytes: pd.Int64Dtype = _may("Ukuran berkas.", "byte", ge=0)
    format: pd.StringDtype = _may("Format berkas menurut isinya.")
    pages: pd.Int64Dtype = _may("Banyaknya halaman PDF atau lembar buku kerja.", "halaman", ge=0)
    title: pd.StringDtype = _may("Baris judul dokumen.")
    organisation: pd.StringDtype = _may("Perangkat daerah pemilik dokumen.")
    region: pd.StringDtype = _may("Daerah (provinsi, kabupaten atau kota) perangkat daerah itu.")
    year_start: pd.Int64Dtype = _may("Tahun pertama masa rencana.", "tahun", **YEARS)
    year_end: pd.Int64Dtype = _may("Tahun terakhir masa rencana.", "tahun", **YEARS)
    layout: pd.StringDtype = _may("Letak tingkatnya: per kolom, per baris, di beberapa tabel, atau campuran.", isin=LAYOUTS)
    status: pd.StringDtype = _must("Hasil pembacaan: bersih (tanpa keraguan), tinjau (ada keraguan), gagal (ditolak), duplikat, atau bukan_dokumen.", isin=DOCUMENT_STATUS)
    cell_count: pd.Int64Dtype = _may("Sel berisi teks di tabel cascading.", "sel", ge=0)
    cell_used: pd.Int64Dtype = _may("Sel yang teksnya masuk ke tabel.", "sel", ge=0)
    cell_furniture: pd.Int64Dtype = _may("Sel judul, kepala kolom, kaki halaman, atau tanda tangan.", "sel", ge=0)
    cell_reported: pd.Int64Dtype = _may("Sel yang tidak dimuat dan disebut oleh temuan.", "sel", ge=0)
    node_count: pd.Int64Dtype = _may("Banyaknya kotak di dokumen.", "kotak", ge=0)
    indicator_count: pd.Int64Dtype = _may("Banyaknya indikator di dokumen.", "indikator", ge=0)
    error_count: pd.Int64Dtype = _may("Banyaknya temuan berat (error).", "temuan", ge=0)
    warning_count: pd.Int64Dtype = _may("Banyaknya temuan sedang (warning).", "temuan", ge=0)


class Nodes(pa.DataFrameModel):
    """Satu baris per kotak cascading: tujuan, sasaran, program, kegiatan, sub_kegiatan, atau tingkat lain."""

    node_id: pd.StringDtype = _must("Kunci kotak, dibuat dari dokumen dan letaknya di pohon.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    parent_id: pd.StringDtype = _may("Kotak di atasnya; kosong bila kotak ini paling atas.")
    level: pd.StringDtype = _must("Tingkat cascading, misalnya tujuan atau sub_kegiatan.")
    depth: pd.Int64Dtype = _must("Kedalaman di pohonnya; yang paling atas bernilai 1.", ge=1)
    position: pd.Int64Dtype = _must("Urutan baca di dalam dokumen, mulai dari 1.", ge=1)
    number: pd.StringDtype = _may("Nomor sebagaimana tertulis, tanpa tanda penutup.")
    code: pd.StringDtype = _may("Kode nomenklatur, dipisah titik.")
    name: pd.StringDtype = _may("Nama sebagaimana tertulis, dalam satu baris.")
    name_standard: pd.StringDtype = _may("Nama dalam ejaan baku.")
    result: pd.StringDtype = _may("Pernyataan outcome atau output kotak ini.")
    unit_name: pd.StringDtype = _may("Unit pelaksana, bila tabel menyebut kotak ini sekali per unit.")
    organisation: pd.StringDtype = _may("Organisasi pemilik pohonnya, bila satu berkas memuat beberapa.")
    same_as_node_id: pd.StringDtype = _may("Kotak yang diulang oleh kotak ini di bawah induk lain.")
    status: pd.StringDtype = _must("Apakah kotak masih berlaku (aktif) atau sudah tidak (dihapus).", isin=NODE_STATUS)
    status_note: pd.StringDtype = _may("Catatan yang menentukan statusnya, sebagaimana tertulis.")
    valid_from: pd.Int64Dtype = _may("Tahun pertama berlaku, bila dokumen menyebutnya.", "tahun", **YEARS)
    valid_to: pd.Int64Dtype = _may("Tahun terakhir berlaku, bila dokumen menyebutnya.", "tahun", **YEARS)
    supports_indicator_id: pd.StringDtype = _may("Indikator induk yang didukungnya, menurut letaknya di tabel.")
    source: pd.StringDtype = _may(SOURCE)


class Indicators(pa.DataFrameModel):
    """Satu baris per indikator."""

    indicator_id: pd.StringDtype = _must("Kunci indikator.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    node_id: pd.StringDtype = _must("Kotak yang diukurnya.")
    position: pd.Int64Dtype = _must("Urutan di dalam kotak, mulai dari 1.", ge=1)
    number: pd.StringDtype = _may("Nomor sebagaimana tertulis, tanpa tanda penutup.")
    name: pd.StringDtype = _may("Nama sebagaimana tertulis, dalam satu baris.")
    name_standard: pd.StringDtype = _may("Nama dalam ejaan baku.")
    kind: pd.StringDtype = _may("Jenis ukurannya, misalnya persentase atau jumlah.", isin=KINDS)
    unit: pd.StringDtype = _may("Satuan sebagaimana tertulis.")
    unit_standard: pd.StringDtype = _may("Satuan dalam ejaan baku.")
    polarity: pd.StringDtype = _may("Arah yang lebih baik: naik, turun, tetap, atau tidak_jelas.", isin=POLARITIES)
    definition: pd.StringDtype = _may("Definisi operasional sebagaimana tertulis.")
    data_source: pd.StringDtype = _may("Sumber data sebagaimana tertulis.")
    formula: pd.StringDtype = _may("Formula sebagaimana tertulis.")
    formula_kind: pd.StringDtype = _may("Bentuk formula.", isin=FORMULA_KINDS)
    numerator: pd.StringDtype = _may("Pembilang formula, tanpa kurung luar.")
    denominator: pd.StringDtype = _may("Penyebut formula, tanpa kurung luar.")
    multiplier: pd.StringDtype = _may("Pengali formula, misalnya 100%.")
    source: pd.StringDtype = _may(SOURCE)


class Terms(pa.DataFrameModel):
    """Satu baris per data yang diperlukan sebuah formula."""

    indicator_id: pd.StringDtype = _must("Indikator yang formulanya memerlukan data ini.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    position: pd.Int64Dtype = _must("Urutan di dalam formula, mulai dari 1.", ge=1)
    role: pd.StringDtype = _must("Perannya di dalam formula: pembilang (numerator), penyebut (denominator), unsur jumlah (addend), bobot (weight), atau sumber (source).", isin=TERM_ROLES)
    name: pd.StringDtype = _must("Apa yang harus dihitung atau diukur, sebagaimana tertulis.")


class Targets(pa.DataFrameModel):
    """Satu baris per nilai indikator dalam satu masa."""

    indicator_id: pd.StringDtype = _must("Indikator pemilik nilai.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    node_id: pd.StringDtype = _must("Kotak pemilik indikator.")
    year: pd.Int64Dtype = _may("Tahun nilai; kosong bila tidak tertulis.", "tahun", **YEARS)
    measure: pd.StringDtype = _must("Macam nilainya: target, nilai awal (baseline), akhir masa rencana (akhir), atau realisasi.", isin=TARGET_MEASURES)
    value: float = _may("Nilai sebagai angka; satuannya di kolom `unit`.")
    value_low: float = _may("Batas bawah bila nilainya rentang.")
    value_high: float = _may("Batas atas bila nilainya rentang.")
    value_text: pd.StringDtype = _may("Nilai sebagaimana tertulis.")
    unit: pd.StringDtype = _may("Satuan nilai.")
    source: pd.StringDtype = _may(SOURCE)


class Budgets(pa.DataFrameModel):
    """Satu baris per uang sebuah kotak dalam satu masa."""

    node_id: pd.StringDtype = _must("Kotak yang dibiayai.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    year: pd.Int64Dtype = _may("Tahun anggaran; kosong bila tidak tertulis.", "tahun", **YEARS)
    measure: pd.StringDtype = _must("Macam jumlahnya: pagu, nilai awal (baseline), akhir masa rencana (akhir), atau realisasi.", isin=BUDGET_MEASURES)
    amount: float = _may("Jumlah uang.", "rupiah")
    value_text: pd.StringDtype = _may("Jumlah sebagaimana tertulis.")
    source: pd.StringDtype = _may(SOURCE)


class Owners(pa.DataFrameModel):
    """Satu baris per penanggung jawab sebuah kotak atau indikator."""

    node_id: pd.StringDtype = _must("Kotak yang dipertanggungjawabkan.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    indicator_id: pd.StringDtype = _may("Indikatornya, bila tanggung jawab hanya atas satu indikator.")
    owner: pd.StringDtype = _may("Organisasi, unit, atau jabatan sebagaimana tertulis.")
    owner_code: pd.StringDtype = _may("Kode organisasi.")
    role: pd.StringDtype = _must("Perannya: pengampu, pelaksana, atau penanggung_jawab.", isin=OWNER_ROLES)
    source: pd.StringDtype = _may(SOURCE)


class Notes(pa.DataFrameModel):
    """Satu baris per catatan perubahan dan kotak yang dikenainya."""

    note_id: pd.StringDtype = _must("Kunci catatan, sama di semua kotak yang dikenainya.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    text: pd.StringDtype = _must("Catatan sebagaimana tertulis.")
    year_start: pd.Int64Dtype = _may("Tahun pertama yang disebut catatan.", "tahun", **YEARS)
    year_end: pd.Int64Dtype = _may("Tahun terakhir yang disebut catatan.", "tahun", **YEARS)
    action: pd.StringDtype = _may("Perubahan yang dikatakannya, misalnya dihapus atau diganti.", isin=NOTE_ACTIONS)
    node_id: pd.StringDtype = _may("Kotak yang dikenai catatan.")
    source: pd.StringDtype = _may(SOURCE)


class Alignments(pa.DataFrameModel):
    """Satu baris per pernyataan rencana yang lebih tinggi yang dilayani sebuah kotak."""

    node_id: pd.StringDtype = _must("Kotak yang melayaninya.")
    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    kind: pd.StringDtype = _must("Macam pernyataan, misalnya nspk atau sasaran_rpjmd.")
    text: pd.StringDtype = _must("Pernyataan sebagaimana tertulis.")
    source: pd.StringDtype = _may(SOURCE)


class Paths(pa.DataFrameModel):
    """Satu baris per pasangan kotak atas dan kotak bawah; setiap kotak juga berpasangan dengan dirinya."""

    document_id: pd.StringDtype = _must("Dokumen yang memuat keduanya.")
    ancestor_id: pd.StringDtype = _must("Kotak di atas.")
    descendant_id: pd.StringDtype = _must("Kotak di bawah, atau kotak yang sama.")
    distance: pd.Int64Dtype = _must("Banyaknya langkah dari yang satu ke yang lain.", ge=0)


class Cascade(pa.DataFrameModel):
    """Satu baris per indikator, dengan semua tingkat di atasnya dalam kolom; kotak tanpa indikator mendapat satu baris."""

    document_id: pd.StringDtype = _must("Dokumen yang memuatnya.")
    path: pd.StringDtype = _must("Letak berkas di bawah raw/.")
    organisation: pd.StringDtype = _may("Organisasi pemilik pohon.")
    region: pd.StringDtype = _may("Daerah organisasi itu.")
    node_id: pd.StringDtype = _must("Kotak pada baris ini.")
    indicator_id: pd.StringDtype = _may("Indikator pada baris ini; kosong bila kotaknya tidak berindikator.")
    status: pd.StringDtype = _must("Apakah kotak masih berlaku (aktif) atau tidak (dihapus).", isin=NODE_STATUS)
    indicator: pd.StringDtype = _may("Nama indikator.")
    kind: pd.StringDtype = _may("Jenis ukuran indikator.", isin=KINDS)
    unit: pd.StringDtype = _may("Satuan sebagaimana tertulis.")
    formula: pd.StringDtype = _may("Formula sebagaimana tertulis.")
    owner: pd.StringDtype = _may("Penanggung jawab indikator atau kotak, dipisah titik koma.")


class Findings(pa.DataFrameModel):
    """Satu baris per temuan yang perlu diketahui orang."""

    finding_id: pd.StringDtype = _must("Kunci temuan.")
    document_id: pd.StringDtype = _must("Dokumen yang dimaksud.")
    code: pd.StringDtype = _must("Kode aturan.")
    severity: pd.StringDtype = _must("Beratnya: berat (error), sedang (warning), atau keterangan (info).", isin=SEVERITIES)
    about: pd.StringDtype = _must("Apakah pembacaannya yang diragukan (pembacaan) atau dokumennya yang keliru (dokumen).", isin=ABOUT)
    source: pd.StringDtype = _may(SOURCE)
    node_id: pd.StringDtype = _may("Kotak yang dimaksud.")
    indicator_id: pd.StringDtype = _may("Indikator yang dimaksud.")
    message: pd.StringDtype = _must("Apa yang ditemui, dengan kata-kata yang tertulis di sana.")
    remedy: pd.StringDtype = _may("Apa yang perlu dilakukan.")
    path: pd.StringDtype = _may("Letak dokumen di bawah raw/.")
    text: pd.StringDtype = _may("Kata-kata yang tertulis di sana, sejauh dikutip.")


class Corrections(pa.DataFrameModel):
    """Satu baris per keputusan orang atas satu sel, di samping apa yang terbaca di sana."""

    document_id: pd.StringDtype = _must("Dokumen yang dimaksud; buku kerja tinjauannya bila dokumen itu tidak ada.")
    path: pd.StringDtype = _must("Letak dokumen yang dimaksud, seperti ditulis di buku kerja tinjauan.")
    source: pd.StringDtype = _must(SOURCE)
    field: pd.StringDtype = _may("Bidang yang dimaksud, seperti ditulis di buku kerja tinjauan; kosong bila selnya tidak dimuat di tabel mana pun.")
    read_value: pd.StringDtype = _may("Apa yang terbaca waktu diputuskan.")
    decided_value: pd.StringDtype = _may("Nilai benar menurut orang itu.")
    decision: pd.StringDtype = _must("Keputusannya: bacaan sudah benar (benar), diganti (ganti), atau tidak perlu (abaikan).", isin=DECISIONS)
    reason: pd.StringDtype = _may("Alasan, seperti ditulis.")
    decided_by: pd.StringDtype = _may("Siapa yang memutuskan, seperti ditulis.")
    decided_at: pd.StringDtype = _may("Kapan buku kerja tinjauan terakhir disimpan, menurut berkas itu sendiri.")
    finding_codes: pd.StringDtype = _may("Kode temuan yang dijawab; kosong bila semua temuan atas sel itu.")
    publication: pd.StringDtype = _may("Terbitan yang dilihat orang itu.")
    review_path: pd.StringDtype = _must("Letak buku kerja tinjauan di bawah raw/.")
    review_source: pd.StringDtype = _must("Sel buku kerja tinjauan tempat keputusan itu tertulis.")
    applied: pd.BooleanDtype = _must("Apakah keputusan itu berlaku dalam terbitan ini; bila tidak, sebuah temuan menyebut sebabnya.")


class Runs(pa.DataFrameModel):
    """Satu baris: proses yang membuat terbitan ini; tanpa jam, agar masukan yang sama memberi hasil yang sama."""

    version: pd.StringDtype = _may("Versi program yang membaca dokumen.")
    settings: pd.StringDtype = _may("Pengaturan yang memengaruhi hasil, sebagai JSON.")
    document_count: pd.Int64Dtype = _must("Banyaknya dokumen.", "dokumen", ge=0)
    bersih_count: pd.Int64Dtype = _must("Dokumen yang terbaca tanpa keraguan.", "dokumen", ge=0)
    tinjau_count: pd.Int64Dtype = _must("Dokumen yang perlu ditinjau orang.", "dokumen", ge=0)
    gagal_count: pd.Int64Dtype = _must("Dokumen yang ditolak.", "dokumen", ge=0)
    duplikat_count: pd.Int64Dtype = _must("Dokumen yang sama dengan dokumen lain.", "dokumen", ge=0)
    bukan_dokumen_count: pd.Int64Dtype = _must("Berkas yang bukan dokumen cascading.", "dokumen", ge=0)
    node_count: pd.Int64Dtype = _must("Banyaknya kotak.", "kotak", ge=0)
    indicator_count: pd.Int64Dtype = _must("Banyaknya indikator.", "indikator", ge=0)
    error_count: pd.Int64Dtype = _must("Banyaknya temuan berat (error).", "temuan", ge=0)
    warning_count: pd.Int64Dtype = _must("Banyaknya temuan sedang (warning).", "temuan", ge=0)
    info_count: pd.Int64Dtype = _must("Banyaknya keterangan (info).", "temuan", ge=0)


MODELS = MappingProxyType({model.__name__.lower(): model for model in (
    Documents, Nodes, Indicators, Terms, Targets, Budgets, Owners, Notes, Alignments, Paths, Cascade, Findings, Corrections, Runs)})
