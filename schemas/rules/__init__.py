"""Rules that the tables of documents obey, one module per subject.

A rule on one row is a check of a pandera model: its name is the code of the finding, and it tells which rows obey.
A rule between rows is a function over the views that gives the rows that break it, with what its sentence needs; its name is the code, with underscores.
What a rule says of a row stands in `schemas/findings/`, filled with the row's columns.
"""

from __future__ import annotations

from schemas.rules import codes, formulas, indicators, money, nomenclature, numbering, structure

# A model of rows and the view that it judges.
ROWS = ((structure.Nodes, "nodes"), (codes.Nodes, "nodes"), (indicators.Indicators, "indicators"), (formulas.Indicators, "indicators"))
RELATIONS = (structure.program_tanpa_kegiatan, structure.sasaran_tanpa_program, structure.tingkat_terlewat, structure.node_ganda, structure.teks_liar,
             structure.induk_lintas_halaman, numbering.nomor_lompat, numbering.nomor_ganda, codes.kode_sebagian, money.pagu_jumlah_anak,
             indicators.indikator_kosong, indicators.indikator_salin_antar_tingkat, indicators.satuan_kosong, formulas.formula_kosong,
             formulas.penyebut_milik_indikator_lain, formulas.penyebut_populasi_lain, formulas.bobot_tidak_satu)
# Relations over the tables of all documents beside a list of codes.
NOMENCLATURE = (nomenclature.kode_tidak_dikenal, nomenclature.nama_beda_nomenklatur)
