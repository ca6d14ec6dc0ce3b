"""The columns of the published tables as outputs need them; all are made from the models of `tables`."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from schemas.tables import MODELS


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
    # In brackets pandas says how it stores the type, which differs from one installation to the next.
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
    above = [Field(level + part, "string", f"{what} {level} di atasnya, atau kotak itu sendiri.")
             for level in levels for part, what in (("_number", "Nomor"), ("_code", "Kode"), ("", "Nama"))]
    targets = [Field(f"target_{year}", "double", f"Target {year}, dalam satuan indikatornya.") for year in target_years]
    budgets = [Field(f"pagu_{year}", "double", f"Pagu kotak tahun {year}, berulang di setiap indikatornya.", unit="rupiah") for year in budget_years]
    return (*fixed[:split], *above, *fixed[split:], *targets, *budgets)


def describe(table: str) -> str:
    """One sentence: what a row of the table is."""
    return MODELS[table].__doc__
