"""datapackage.json: what each published file is, what its fields mean, and its SHA-256 (Data Package v2)."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.loaders import satu_data
from pipeline.manifest import NAME, sha256
from schemas import keys
from schemas.fields import Field, describe

FIELD_TYPES = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean"}
MEDIA_TYPES = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".duckdb": "application/vnd.duckdb", ".html": "text/html",
               ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf",
               ".drawio": "application/vnd.jgraph.mxfile"}
NEUTRALISED = ("Teks yang diawali = + - @, tab, atau akhir baris diberi tanda petik di depannya, agar tidak dihitung sebagai rumus; "
               "teks aslinya ada di Parquet dan DuckDB.")


def write(shapes: dict[str, tuple[Field, ...]], folder: Path, known: dict[str, str]) -> None:
    """Write the manifest of all other files of the folder; `known` are the SHA-256 of those that are hashed already, by path."""
    paths = sorted({path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {NAME})
    # Other threads may go on while one hashes.
    with ThreadPoolExecutor() as pool:
        hashes = pool.map(lambda path: known.get(path) or sha256(folder / path), paths)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "cascading-kinerja",
        "title": "Cascading kinerja",
        "resources": [_resource(folder, path, hashed, shapes) for path, hashed in zip(paths, hashes)],
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _resource(folder: Path, path: str, hashed: str, shapes: dict) -> dict:
    file = folder / path
    table = file.stem
    about = {"name": _name(path), "path": path, "bytes": file.stat().st_size, "hash": f"sha256:{hashed}"}
    if file.suffix in MEDIA_TYPES:
        about["mediatype"] = MEDIA_TYPES[file.suffix]
    if path == f"csv/{table}.csv" and table in shapes:
        return about | _csv_table(describe(table), _schema(table, shapes[table]))
    if path == satu_data.NAME:
        return about | _csv_table(satu_data.DESCRIPTION, _form())
    # Else a validator takes it for a table of its own, and asks for a plug-in to read it.
    about["format"] = "binary"
    if path == f"parquet/{table}.parquet":
        return about | {"description": f"{describe(table)} Barisnya sama dengan csv/{table}.csv, teksnya asli."}
    return about | ({"neutralised": NEUTRALISED} if file.suffix == ".xlsx" else {})


def _name(path: str) -> str:
    """The table's name for its CSV, so that foreign keys can say it; the whole path for any other file."""
    plain = path.removeprefix("csv/").removesuffix(".csv") if path.startswith("csv/") else path
    return plain.lower().replace("/", "-").replace(" ", "-")


def _csv_table(description: str, schema: dict) -> dict:
    return {"type": "table", "format": "csv", "encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
            "description": description, "neutralised": NEUTRALISED, "schema": schema}


def _form() -> dict:
    """The schema of the indicators' metadata, whose key is that of the indicators."""
    key = ["indicator_id"]
    return {"fields": [_field(field) for field in satu_data.fields()], "missingValues": [""], "primaryKey": key,
            "foreignKeys": [{"fields": key, "reference": {"resource": "indicators", "fields": key}}]}


def _schema(table: str, fields: tuple[Field, ...]) -> dict:
    schema: dict = {"fields": [_field(field) for field in fields], "missingValues": [""]}
    if table in keys.PRIMARY_KEYS:
        schema["primaryKey"] = list(keys.PRIMARY_KEYS[table])
    if table in keys.UNIQUE_KEYS:
        schema["uniqueKeys"] = [list(keys.UNIQUE_KEYS[table])]
    if references := keys.references(table):
        schema["foreignKeys"] = [_foreign_key(reference) for reference in references]
    return schema


def _foreign_key(reference: keys.Reference) -> dict:
    # Data Package calls the table itself by an empty name.
    other = "" if reference.other == reference.table else reference.other
    return {"fields": [reference.column], "reference": {"resource": other, "fields": [reference.other_column]}}


def _field(field: Field) -> dict:
    about: dict = {"name": field.name, "type": FIELD_TYPES[field.type], "title": field.title, "description": field.description}
    if field.unit:
        about["unit"] = field.unit
    constraints = ({} if field.nullable else {"required": True}) | ({"enum": list(field.words)} if field.words else {})
    return about | ({"constraints": constraints} if constraints else {})
