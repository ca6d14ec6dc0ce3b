"""The published tables: every column's type, meaning, words and unit, told once; all outputs are made from `fields`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd
import pandera.pandas as pa

YEARS = {"ge": 1990, "le": 2100}
SOURCE = "Where it was read, for a person: sheet and cell, or page, row and heading."

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


def _must(description: str, unit: str | None = None, **checks):
    return pa.Field(nullable=False, description=description, metadata={"unit": unit}, **checks)


def _may(description: str, unit: str | None = None, **checks):
    return pa.Field(nullable=True, description=description, metadata={"unit": unit}, **checks)


class Documents(pa.DataFrameModel):
    """A file of the inbox that is no temporary file."""

    document_id: pd.StringDtype = _must("Key of the document, made from its relative path.")
    path: pd.StringDtype = _must("Path of the file below the inbox, with forward slashes.")
    sha256: pd.StringDtype = _may("SHA-256 of the file.")
    bytes: pd.Int64Dtype = _may("Size of the file.", "byte", ge=0)
    format: pd.StringDtype = _may("Format of the file, by its content.")
    pages: pd.Int64Dtype = _may("Pages of a PDF or sheets of a workbook.", "halaman", ge=0)
    title: pd.StringDtype = _may("Title lines of the document.")
    organisation: pd.StringDtype = _may("Perangkat daerah whose document it is.")
    region: pd.StringDtype = _may("Daerah (province, kabupaten or kota) of the organisation.")
    year_start: pd.Int64Dtype = _may("First year of the planning period.", "tahun", **YEARS)
    year_end: pd.Int64Dtype = _may("Last year of the planning period.", "tahun", **YEARS)
    layout: pd.StringDtype = _may("How the levels stand: in columns, in rows, in several tables, or mixed.", isin=LAYOUTS)
    status: pd.StringDtype = _must("How well it was read, from bersih (no doubt) to gagal (refused).", isin=DOCUMENT_STATUS)
    cell_count: pd.Int64Dtype = _may("Cells with text in cascade tables.", "sel", ge=0)
    cell_used: pd.Int64Dtype = _may("Cells whose text went into a table.", "sel", ge=0)
    cell_furniture: pd.Int64Dtype = _may("Cells that are headings, titles, footers or signatures.", "sel", ge=0)
    cell_reported: pd.Int64Dtype = _may("Cells that a finding reports.", "sel", ge=0)
    node_count: pd.Int64Dtype = _may("Nodes of the document.", "simpul", ge=0)
    indicator_count: pd.Int64Dtype = _may("Indicators of the document.", "indikator", ge=0)
    error_count: pd.Int64Dtype = _may("Findings of severity error.", "temuan", ge=0)
    warning_count: pd.Int64Dtype = _may("Findings of severity warning.", "temuan", ge=0)


class Nodes(pa.DataFrameModel):
    """A box of the cascade: a tujuan, sasaran, program, kegiatan, sub_kegiatan or another level."""

    node_id: pd.StringDtype = _must("Key of the node, made from the document and its place in the tree.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    parent_id: pd.StringDtype = _may("Node of a higher level above it; empty for a root.")
    level: pd.StringDtype = _must("Level of the cascade, such as tujuan or sub_kegiatan.")
    depth: pd.Int64Dtype = _must("Steps from the root of its tree, which has 1.", ge=1)
    position: pd.Int64Dtype = _must("Place in reading order within the document, from 1.", ge=1)
    number: pd.StringDtype = _may("Number as written, without closing sign.")
    code: pd.StringDtype = _may("Nomenclature code, parted by dots.")
    name: pd.StringDtype = _may("Name as written, on one line.")
    name_standard: pd.StringDtype = _may("Name in standard spelling.")
    result: pd.StringDtype = _may("Outcome or output statement of the node.")
    unit_name: pd.StringDtype = _may("Sub-unit that executes it, where a table lists it once per unit.")
    organisation: pd.StringDtype = _may("Organisation of its tree, where one file holds several.")
    same_as_node_id: pd.StringDtype = _may("Node that it repeats under another parent.")
    status: pd.StringDtype = _must("Whether the node is in force (aktif) or retired (dihapus).", isin=NODE_STATUS)
    status_note: pd.StringDtype = _may("Note that gave the status, as written.")
    valid_from: pd.Int64Dtype = _may("First year in force, where the document tells it.", "tahun", **YEARS)
    valid_to: pd.Int64Dtype = _may("Last year in force, where the document tells it.", "tahun", **YEARS)
    supports_indicator_id: pd.StringDtype = _may("Indicator of the parent that it lies beside.")
    source: pd.StringDtype = _may(SOURCE)


class Indicators(pa.DataFrameModel):
    """An indicator of a node."""

    indicator_id: pd.StringDtype = _must("Key of the indicator.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    node_id: pd.StringDtype = _must("Node that it measures.")
    position: pd.Int64Dtype = _must("Place within the node, from 1.", ge=1)
    number: pd.StringDtype = _may("Number as written, without closing sign.")
    name: pd.StringDtype = _may("Name as written, on one line.")
    name_standard: pd.StringDtype = _may("Name in standard spelling.")
    kind: pd.StringDtype = _may("What it measures, such as persentase or jumlah.", isin=KINDS)
    unit: pd.StringDtype = _may("Unit (satuan) as written.")
    unit_standard: pd.StringDtype = _may("Unit in its standard spelling.")
    polarity: pd.StringDtype = _may("Whether a rise (naik) or a fall (turun) is better.", isin=POLARITIES)
    definition: pd.StringDtype = _may("Operational definition as written.")
    data_source: pd.StringDtype = _may("Source of data as written.")
    formula: pd.StringDtype = _may("Formula as written.")
    formula_kind: pd.StringDtype = _may("Form of the formula.", isin=FORMULA_KINDS)
    numerator: pd.StringDtype = _may("Numerator of the formula, without outer brackets.")
    denominator: pd.StringDtype = _may("Denominator of the formula, without outer brackets.")
    multiplier: pd.StringDtype = _may("Multiplier of the formula, such as 100%.")
    source: pd.StringDtype = _may(SOURCE)


class Terms(pa.DataFrameModel):
    """A piece of data that a formula needs."""

    indicator_id: pd.StringDtype = _must("Indicator whose formula needs it.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    position: pd.Int64Dtype = _must("Place within the formula, from 1.", ge=1)
    role: pd.StringDtype = _must("Part that it plays in the formula.", isin=TERM_ROLES)
    name: pd.StringDtype = _must("What has to be counted or measured, as written.")


class Targets(pa.DataFrameModel):
    """A value of an indicator in a period."""

    indicator_id: pd.StringDtype = _must("Indicator that the value is of.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    node_id: pd.StringDtype = _must("Node of the indicator.")
    year: pd.Int64Dtype = _may("Year of the value; empty where no year stands.", "tahun", **YEARS)
    measure: pd.StringDtype = _must("Whether it is a target, baseline, end value (akhir) or realisasi.", isin=TARGET_MEASURES)
    value: float = _may("Value as a number; its unit stands in `unit`.")
    value_low: float = _may("Lower end of a range.")
    value_high: float = _may("Upper end of a range.")
    value_text: pd.StringDtype = _may("Value as written.")
    unit: pd.StringDtype = _may("Unit of the value.")
    source: pd.StringDtype = _may(SOURCE)


class Budgets(pa.DataFrameModel):
    """Money of a node in a period."""

    node_id: pd.StringDtype = _must("Node that the money is for.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    year: pd.Int64Dtype = _may("Year of the money; empty where no year stands.", "tahun", **YEARS)
    measure: pd.StringDtype = _must("Whether it is a ceiling (pagu), baseline, end value (akhir) or realisasi.", isin=BUDGET_MEASURES)
    amount: float = _may("Amount of money.", "rupiah")
    value_text: pd.StringDtype = _may("Amount as written.")
    source: pd.StringDtype = _may(SOURCE)


class Owners(pa.DataFrameModel):
    """An owner of a node or of one indicator."""

    node_id: pd.StringDtype = _must("Node that is owned.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    indicator_id: pd.StringDtype = _may("Indicator that is owned, where the owner is of one indicator.")
    owner: pd.StringDtype = _may("Organisation, unit or office as written.")
    owner_code: pd.StringDtype = _may("Code of the organisation.")
    role: pd.StringDtype = _must("Part that the owner plays.", isin=OWNER_ROLES)
    source: pd.StringDtype = _may(SOURCE)


class Notes(pa.DataFrameModel):
    """A note about changes, once per node that it covers."""

    note_id: pd.StringDtype = _must("Key of the note, equal on all nodes that it covers.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    text: pd.StringDtype = _must("Note as written.")
    year_start: pd.Int64Dtype = _may("First year that the note names.", "tahun", **YEARS)
    year_end: pd.Int64Dtype = _may("Last year that the note names.", "tahun", **YEARS)
    action: pd.StringDtype = _may("What it says was done, such as dihapus or diganti.", isin=NOTE_ACTIONS)
    node_id: pd.StringDtype = _may("Node that the note covers.")
    source: pd.StringDtype = _may(SOURCE)


class Alignments(pa.DataFrameModel):
    """A statement of a higher plan that a node serves."""

    node_id: pd.StringDtype = _must("Node that serves it.")
    document_id: pd.StringDtype = _must("Document that holds it.")
    kind: pd.StringDtype = _must("Kind of the statement, such as nspk or sasaran_rpjmd.")
    text: pd.StringDtype = _must("Statement as written.")
    source: pd.StringDtype = _may(SOURCE)


class Paths(pa.DataFrameModel):
    """A pair of ancestor and descendant; each node with itself included."""

    document_id: pd.StringDtype = _must("Document that holds both.")
    ancestor_id: pd.StringDtype = _must("Node above.")
    descendant_id: pd.StringDtype = _must("Node below, or the same.")
    distance: pd.Int64Dtype = _must("Steps from the one to the other.", ge=0)


class Cascade(pa.DataFrameModel):
    """An indicator with every level above it in columns; a node without indicator has one row."""

    document_id: pd.StringDtype = _must("Document that holds it.")
    path: pd.StringDtype = _must("Path of the file below the inbox.")
    organisation: pd.StringDtype = _may("Organisation of the tree.")
    region: pd.StringDtype = _may("Daerah of the organisation.")
    node_id: pd.StringDtype = _must("Node of the row.")
    indicator_id: pd.StringDtype = _may("Indicator of the row; empty where the node has none.")
    status: pd.StringDtype = _must("Whether the node is in force.", isin=NODE_STATUS)
    indicator: pd.StringDtype = _may("Name of the indicator.")
    kind: pd.StringDtype = _may("What the indicator measures.", isin=KINDS)
    unit: pd.StringDtype = _may("Unit (satuan) as written.")
    formula: pd.StringDtype = _may("Formula as written.")
    owner: pd.StringDtype = _may("Owners of the indicator or node, parted by semicolons.")


class Findings(pa.DataFrameModel):
    """A thing that a person should know."""

    finding_id: pd.StringDtype = _must("Key of the finding.")
    document_id: pd.StringDtype = _must("Document that it is about.")
    code: pd.StringDtype = _must("Code of its sort.")
    severity: pd.StringDtype = _must("How grave it is.", isin=SEVERITIES)
    about: pd.StringDtype = _must("Whether our reading (pembacaan) is in doubt or the document (dokumen) is at fault.", isin=ABOUT)
    source: pd.StringDtype = _may(SOURCE)
    node_id: pd.StringDtype = _may("Node that it is about.")
    indicator_id: pd.StringDtype = _may("Indicator that it is about.")
    message: pd.StringDtype = _must("What was met, with the words that stand there.")
    remedy: pd.StringDtype = _may("What to do.")
    path: pd.StringDtype = _may("Path of the document below raw/.")


class Runs(pa.DataFrameModel):
    """The run that made this publication; it bears no clock time, so that equal inputs give equal bytes."""

    version: pd.StringDtype = _may("Version of the code that read the documents.")
    settings: pd.StringDtype = _may("Settings of the run that bear on its results, as JSON.")
    document_count: pd.Int64Dtype = _must("Documents.", "dokumen", ge=0)
    bersih_count: pd.Int64Dtype = _must("Documents read without doubt.", "dokumen", ge=0)
    tinjau_count: pd.Int64Dtype = _must("Documents that a person should look at.", "dokumen", ge=0)
    gagal_count: pd.Int64Dtype = _must("Documents refused.", "dokumen", ge=0)
    duplikat_count: pd.Int64Dtype = _must("Documents equal to another one.", "dokumen", ge=0)
    bukan_dokumen_count: pd.Int64Dtype = _must("Files that are no cascade document.", "dokumen", ge=0)
    node_count: pd.Int64Dtype = _must("Nodes.", "simpul", ge=0)
    indicator_count: pd.Int64Dtype = _must("Indicators.", "indikator", ge=0)
    error_count: pd.Int64Dtype = _must("Findings of severity error.", "temuan", ge=0)
    warning_count: pd.Int64Dtype = _must("Findings of severity warning.", "temuan", ge=0)
    info_count: pd.Int64Dtype = _must("Findings of severity info.", "temuan", ge=0)


MODELS = MappingProxyType({model.__name__.lower(): model for model in (
    Documents, Nodes, Indicators, Terms, Targets, Budgets, Owners, Notes, Alignments, Paths, Cascade, Findings, Runs)})


@dataclass(frozen=True)
class Field:
    """One column of a table; `type` is string, int64, double or bool."""

    name: str
    type: str
    description: str
    nullable: bool = True
    words: tuple[str, ...] = ()
    unit: str | None = None

    @property
    def title(self) -> str:
        """The name as a person writes it."""
        return self.name.replace("_", " ").capitalize()


TYPES = MappingProxyType({"string": "string", "Int64": "int64", "float64": "double", "boolean": "bool"})


def _type(dtype) -> str:
    return TYPES[str(dtype).split("[")[0]]


def _field(name: str, column) -> Field:
    words = next((tuple(check.statistics["allowed_values"]) for check in column.checks if check.name == "isin"), ())
    return Field(name, _type(column.dtype), column.description, column.nullable, words, column.metadata["unit"])


def fields(table: str) -> tuple[Field, ...]:
    """The columns of a table in their order; those of `cascade` that depend on the documents are told by `cascade_fields`."""
    return tuple(_field(name, column) for name, column in MODELS[table].to_schema().columns.items())


def cascade_fields(levels: list[str], target_years: list[int], budget_years: list[int]) -> tuple[Field, ...]:
    """The columns of `cascade` for the levels and years that occur."""
    fixed = fields("cascade")
    split = [field.name for field in fixed].index("status")
    above = [Field(level + part, "string", f"{what} of the {level} above or of the node itself.")
             for level in levels for part, what in (("_number", "Number"), ("_code", "Code"), ("", "Name"))]
    targets = [Field(f"target_{year}", "double", f"Target of {year}, in the unit of the indicator.") for year in target_years]
    budgets = [Field(f"pagu_{year}", "double", f"Money of the node in {year}, repeated on each of its indicators.", unit="rupiah") for year in budget_years]
    return (*fixed[:split], *above, *fixed[split:], *targets, *budgets)


def describe(table: str) -> str:
    """One sentence: what a row of the table is."""
    return MODELS[table].__doc__
