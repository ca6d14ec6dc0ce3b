"""What binds the tables: keys, references and the order of their rows."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

# What a reading holds; the other tables are derived from these.
READ_TABLES = ("documents", "nodes", "indicators", "terms", "targets", "budgets", "owners", "notes", "alignments", "findings", "corrections")
# What is kept with a reading for those who want to see it, and is no table to publish; `cells` is JSON, `png` is base64.
KEPT_TABLES = MappingProxyType({
    "evidence": {"document_id": "VARCHAR", "position": "BIGINT", "source": "VARCHAR", "rows": "BIGINT", "columns": "BIGINT", "cells": "VARCHAR", "left_out": "BIGINT"},
    "pictures": {"document_id": "VARCHAR", "page": "BIGINT", "width": "DOUBLE", "height": "DOUBLE", "png": "VARCHAR"},
})
TABLES = ("documents", "nodes", "indicators", "terms", "targets", "budgets", "owners", "notes", "alignments", "paths", "cascade", "findings", "corrections", "runs")

PRIMARY_KEYS = MappingProxyType({
    "documents": ("document_id",), "nodes": ("node_id",), "indicators": ("indicator_id",), "terms": ("indicator_id", "position"),
    "paths": ("ancestor_id", "descendant_id"), "findings": ("finding_id",),
})

# Keys of which a part may be missing, so that no database takes them for a primary key.
UNIQUE_KEYS = MappingProxyType({
    "targets": ("indicator_id", "measure", "year"), "budgets": ("node_id", "measure", "year"), "cascade": ("node_id", "indicator_id"),
    "notes": ("note_id", "node_id"),
})


@dataclass(frozen=True)
class Reference:
    """A column whose values are keys of another table."""

    table: str
    column: str
    other: str
    other_column: str


_TARGETS = MappingProxyType({"documents": "document_id", "nodes": "node_id", "indicators": "indicator_id"})

REFERENCES = tuple(Reference(table, column, other, _TARGETS[other]) for table, columns in (
    ("nodes", {"document_id": "documents", "parent_id": "nodes", "same_as_node_id": "nodes", "supports_indicator_id": "indicators"}),
    ("indicators", {"document_id": "documents", "node_id": "nodes"}),
    ("terms", {"document_id": "documents", "indicator_id": "indicators"}),
    ("targets", {"document_id": "documents", "node_id": "nodes", "indicator_id": "indicators"}),
    ("budgets", {"document_id": "documents", "node_id": "nodes"}),
    ("owners", {"document_id": "documents", "node_id": "nodes", "indicator_id": "indicators"}),
    ("notes", {"document_id": "documents", "node_id": "nodes"}),
    ("alignments", {"document_id": "documents", "node_id": "nodes"}),
    ("paths", {"document_id": "documents", "ancestor_id": "nodes", "descendant_id": "nodes"}),
    ("cascade", {"document_id": "documents", "node_id": "nodes", "indicator_id": "indicators"}),
    ("findings", {"document_id": "documents", "node_id": "nodes", "indicator_id": "indicators"}),
    ("corrections", {"document_id": "documents"}),
) for column, other in columns.items())

# Rows of equal place are put in the order of all their columns.
ORDERS = MappingProxyType({
    "documents": ("path",), "nodes": ("document_id", "position"), "indicators": ("document_id", "node_id", "position"),
    "terms": ("document_id", "indicator_id", "position"), "targets": ("document_id", "indicator_id", "measure", "year"),
    "budgets": ("document_id", "node_id", "measure", "year"), "owners": ("document_id", "node_id"), "notes": ("document_id", "note_id", "node_id"),
    "alignments": ("document_id", "node_id"), "paths": ("document_id", "descendant_id", "distance"), "findings": ("document_id", "finding_id"),
    "corrections": ("document_id", "source", "field", "decided_at"), "runs": (),
})


def references(table: str) -> tuple[Reference, ...]:
    """The references that the columns of a table are."""
    return tuple(reference for reference in REFERENCES if reference.table == table)


def level_order() -> tuple[str, ...]:
    """The names of the levels from the highest to the lowest."""
    text = Path(__file__).with_name("levels.toml").read_text(encoding="utf-8")
    return tuple(level["name"] for level in tomllib.loads(text)["level"])
