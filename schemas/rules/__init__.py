"""Rules that the tables of documents obey, one module per subject.

A rule on one row is a check of a pandera model: its name is the code of the finding, and it tells which rows obey.
A rule between rows is a function over the views that gives the rows that break it, with what its sentence needs; its name is the code, with underscores.
A rule across documents is such a function over a database with the tables of all documents.
What a rule says of a row stands in `schemas/findings/`, filled with the row's columns.
"""

from __future__ import annotations

from schemas.rules import across, codes, formulas, indicators, lifecycle, money, nomenclature, numbering, owners, structure, targets, wording

# A model of rows and the view that it judges.
ROWS = ((structure.Nodes, "nodes"), (codes.Nodes, "nodes"), (money.Budgets, "budgets"), (indicators.Indicators, "indicators"),
        (formulas.Indicators, "indicators"))
RELATIONS = (structure.program_tanpa_kegiatan, structure.sasaran_tanpa_program, structure.tingkat_terlewat, structure.node_ganda, structure.teks_liar,
             structure.induk_lintas_halaman, numbering.nomor_lompat, numbering.nomor_ganda, codes.kode_sebagian, money.pagu_jumlah_anak,
             indicators.indikator_kosong, indicators.indikator_salin_antar_tingkat, indicators.satuan_kosong, indicators.indikator_angka_terpisah, formulas.formula_kosong,
             formulas.penyebut_milik_indikator_lain, formulas.penyebut_populasi_lain, formulas.bobot_tidak_satu,
             targets.target_kosong, targets.target_bukan_angka, targets.target_di_atas_100, targets.target_negatif, targets.target_melawan_polaritas, targets.target_akhir_beda,
             targets.target_satuan_berubah, targets.target_skala_persen, targets.tahun_di_luar_periode, targets.tahun_bolong,
             owners.penanggung_jawab_kosong, wording.ejaan_salah, wording.kata_menempel, wording.istilah_usang,
             lifecycle.pengganti_tidak_jelas, lifecycle.rentang_tumpang)
# Relations over the tables of all documents.
ACROSS = (across.program_di_dua_pd, across.formula_beda_indikator_sama, across.satuan_beda_dokumen, across.target_beda_dokumen)
# Relations over the tables of all documents beside a list of codes.
NOMENCLATURE = (nomenclature.kode_tidak_dikenal, nomenclature.nama_beda_nomenklatur)
