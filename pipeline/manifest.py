"""The manifest of a publication: which files it names, with which SHA-256; light enough for a run with nothing new."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

NAME = "datapackage.json"


def hashes(path: Path) -> dict[str, str]:
    """The SHA-256 of each file that a manifest names, by relative path; raises ValueError where it is no manifest of ours."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        return {resource["path"]: resource["hash"].removeprefix("sha256:") for resource in package["resources"]}
    # A damaged file may still be JSON, of any shape and depth.
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no manifest: {path}") from error


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_as_named(folder: Path, path: str) -> bool:
    """Whether a file of a publication is whole; not so where there is no publication, or a damaged one."""
    try:
        return hashes(folder / NAME).get(path) == sha256(folder / path)
    except (OSError, ValueError):
        return False
