"""The readers of all formats, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

# Any text may look like columns, so delimited comes after all formats that bear a sign; unread takes what is left.
READERS = ("pdf", "word", "excel", "excel_old", "excel_binary", "opendocument", "excel_xml", "markup", "delimited", "unread")


def reader_of(path: Path) -> ModuleType | None:
    """The reader of a file, by its content; None where nobody reads it."""
    # Each brings large libraries: those that are not asked are not loaded.
    readers = (import_module(f"pipeline.extractors.{name}") for name in READERS)
    return next((reader for reader in readers if reader.identify(path)), None)
