"""A clean publication in code: two documents that no rule finds fault with, as rows by table, to plant faults in."""

from __future__ import annotations

import pandas as pd

from pipeline.transform import formulas
from pipeline.transform import indicators as words
from pipeline.validation import tables as validation
from schemas import keys

YEARS = range(2025, 2030)

# Level, code, name, then the indicator, its unit, formula and targets; money is of sub kegiatan and adds up.
SOCIAL = (
    ("tujuan", "", "Meningkatkan kesejahteraan penduduk", "Angka kemiskinan", "persen", "Penduduk miskin / Seluruh penduduk x 100%", (9, 8, 7, 6, 5)),
    ("sasaran", "", "Meningkatnya penanganan keluarga rentan", "Persentase keluarga rentan yang ditangani", "persen",
     "Jumlah keluarga rentan yang ditangani / Jumlah seluruh keluarga rentan x 100%", (60, 65, 70, 75, 80)),
    ("program", "1.06.04", "Program Rehabilitasi Sosial", "Persentase lanjut usia telantar yang dilayani", "persen",
     "Jumlah lanjut usia telantar yang dilayani / Jumlah seluruh lanjut usia telantar x 100%", (50, 55, 60, 65, 70)),
    ("kegiatan", "1.06.04.2.01", "Rehabilitasi Sosial Dasar di Luar Panti", "Jumlah lanjut usia penerima layanan", "orang", "", (10, 20, 30, 40, 50)),
    ("sub_kegiatan", "1.06.04.2.01.0001", "Penyediaan Permakanan", "Jumlah orang yang menerima paket permakanan", "orang", "", (10, 20, 30, 40, 50)),
    ("sub_kegiatan", "1.06.04.2.01.0002", "Penyediaan Sandang", "Jumlah orang yang memperoleh pakaian", "orang", "", (11, 21, 31, 41, 51)),
    ("program", "1.06.05", "Program Perlindungan Sosial", "Rasio pendamping terhadap keluarga penerima manfaat", "rasio",
     "Jumlah pendamping / Jumlah keluarga penerima manfaat", (1, 2, 3, 4, 5)),
    ("kegiatan", "1.06.05.2.02", "Pengelolaan Data Fakir Miskin", "Jumlah keluarga yang didata", "keluarga", "", (5, 6, 7, 8, 9)),
    ("sub_kegiatan", "1.06.05.2.02.0001", "Pendataan Fakir Miskin", "Jumlah laporan pendataan", "laporan", "", (1, 1, 1, 1, 1)),
)
HEALTH = (
    ("sasaran", "", "Meningkatnya derajat kesehatan ibu", "Angka kematian ibu per 100.000 kelahiran hidup", "per 100.000 kelahiran hidup",
     "Jumlah kematian ibu / Jumlah kelahiran hidup x 100.000", (100, 95, 90, 85, 80)),
    ("program", "1.02.02", "Program Pemenuhan Upaya Kesehatan", "Persentase ibu hamil yang diperiksa", "persen",
     "Jumlah ibu hamil yang diperiksa / Jumlah seluruh ibu hamil x 100%", (80, 85, 90, 95, 100)),
    ("kegiatan", "1.02.02.2.02", "Penyediaan Layanan Kesehatan", "Jumlah ibu hamil penerima layanan", "orang", "", (100, 110, 120, 130, 140)),
    ("sub_kegiatan", "1.02.02.2.02.0001", "Pengelolaan Pelayanan Ibu Hamil", "Jumlah dokumen pelayanan ibu hamil", "dokumen", "", (1, 1, 1, 1, 1)),
)
DOCUMENTS = (("sosial", "DINAS SOSIAL", SOCIAL), ("kesehatan", "DINAS KESEHATAN", HEALTH))


def clean() -> dict[str, list[dict]]:
    """The rows of all tables read; node_id is `<document>-<place>`, as in sosial-3, indicator_id the same with `i` behind."""
    tables: dict[str, list[dict]] = {table: [] for table in keys.READ_TABLES}
    for document_id, organisation, lines in DOCUMENTS:
        tables["documents"].append(dict(
            document_id=document_id, path=f"{document_id}.xlsx", organisation=organisation, region="KABUPATEN CONTOH", year_start=YEARS[0], year_end=YEARS[-1],
            status="bersih", layout="tingkat_kolom"))
        _add(tables, document_id, lines)
    return tables


def frames(tables: dict[str, list[dict]]) -> dict[str, pd.DataFrame]:
    """The tables as typed frames, all columns there."""
    return {table: validation.typed_rows(table, rows) for table, rows in tables.items()}


def _add(tables: dict[str, list[dict]], document_id: str, lines: tuple) -> None:
    above: dict[int, str] = {}
    levels = keys.level_order()
    siblings: dict[tuple, int] = {}
    for place, (level, code, name, *indicator) in enumerate(lines, 1):
        rank = levels.index(level)
        parent = next((above[r] for r in sorted(above, reverse=True) if r < rank), None)
        above = {r: node for r, node in above.items() if r < rank} | {rank: f"{document_id}-{place}"}
        siblings[parent, level] = siblings.get((parent, level), 0) + 1
        base = dict(document_id=document_id, node_id=f"{document_id}-{place}", source=f"Cascading!A{place}")
        tables["nodes"].append(dict(base, parent_id=parent, level=level, depth=len(above), position=place, number=str(siblings[parent, level]), code=code or None, name=name,
                                    status="aktif"))
        tables["owners"].append(dict(base, owner=f"Bidang {place}", role="penanggung_jawab"))
        _add_indicator(tables, base, *indicator)
        # Each sub kegiatan has 100 a year, and what is above it the sum.
        for year in YEARS:
            leaves = sum(line[0] == "sub_kegiatan" and bool(code) and line[1].startswith(code) for line in lines)
            if leaves:
                tables["budgets"].append(dict(base, year=year, measure="pagu", amount=100.0 * leaves, value_text=str(100 * leaves)))


def _add_indicator(tables: dict[str, list[dict]], base: dict, name: str, unit: str, formula: str, targets: tuple) -> None:
    ids = dict(base, indicator_id=base["node_id"] + "i")
    parsed = formulas.parse(formula or None)
    tables["indicators"].append(dict(
        ids, position=1, name=name, kind=words.kind(name, unit), unit=unit, unit_standard=words.unit_standard(unit), polarity=words.polarity(name), formula=formula or None,
        formula_kind=parsed.kind, numerator=parsed.numerator, denominator=parsed.denominator, multiplier=parsed.multiplier))
    for position, (role, term) in enumerate(parsed.terms, 1):
        tables["terms"].append(dict(indicator_id=ids["indicator_id"], document_id=base["document_id"], position=position, role=role, name=term))
    for year, value in zip(YEARS, targets):
        tables["targets"].append(dict(ids, year=year, measure="target", value=float(value), value_text=str(value), unit=unit))
