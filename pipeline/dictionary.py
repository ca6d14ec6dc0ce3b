"""Makes the data dictionary from the models of the tables: `python -m pipeline.dictionary` writes docs/kamus-data.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.loaders import satu_data
from pipeline.vocabulary import vocabulary
from schemas import keys
from schemas.fields import Field, cascade_fields, describe, fields

PATH = Path(__file__).resolve().parent.parent / "docs" / "kamus-data.md"
HEAD = """# Kamus data

Dibuat oleh `make kamus` dari `schemas/tables.py`; jangan diubah di sini. Tabel yang sama terbit sebagai CSV, Parquet, DuckDB, dan PostgreSQL.
Sel kosong berarti tidak tertulis di dokumen atau tidak terbaca dengan pasti. Kolom bertanda \\* selalu terisi.
"""
TYPES = {"string": "teks", "int64": "bilangan bulat", "double": "bilangan", "bool": "ya/tidak"}


def text() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join([HEAD, *(_table(table) for table in keys.TABLES), _form(), _views()])


def _table(table: str) -> str:
    columns = cascade_fields(["<tingkat>"], ["<tahun>"], ["<tahun>"]) if table == "cascade" else fields(table)
    other = {reference.column: reference.other for reference in keys.references(table)}
    lines = [f"## {table}", "", describe(table), *_keys(table), "", "| kolom | jenis | arti |", "|---|---|---|"]
    return "\n".join([*lines, *(_column(field, other.get(field.name)) for field in columns), ""])


def _keys(table: str) -> Iterator[str]:
    for declared, words in ((keys.PRIMARY_KEYS, "Kunci"), (keys.UNIQUE_KEYS, "Satu baris untuk setiap")):
        if table in declared:
            yield f"{words}: {', '.join(f'`{column}`' for column in declared[table])}."


def _column(field: Field, other: str | None) -> str:
    words = f" Isi: {', '.join(f'`{word}`' for word in field.words)}." if field.words else ""
    refers = f" Merujuk `{other}`." if other else ""
    unit = f", {field.unit}" if field.unit else ""
    mark = "" if field.nullable else " \\*"
    return f"| `{field.name}`{mark} | {TYPES[field.type]}{unit} | {field.description}{words}{refers} |"


def _form() -> str:
    return "\n".join([f"## {satu_data.NAME}", "", satu_data.DESCRIPTION, "", "| kolom | jenis | arti |", "|---|---|---|", *(_column(field, None) for field in satu_data.fields()), ""])


def _views() -> str:
    rows = [f"| `{name}` | {view['comment']} |" for name, view in vocabulary("views").items()]
    return "\n".join(["## Pandangan", "", "Hanya di DuckDB dan PostgreSQL; contohnya di [bi.md](bi.md).", "", "| pandangan | isi |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8", newline="\n")
