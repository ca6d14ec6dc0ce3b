"""What the publication before this one left: files that are as they would be written now are taken over."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import unicodedata
from pathlib import Path

from pipeline import manifest


def hashes(published: Path) -> dict[str, str]:
    """The SHA-256 of each published file by its relative path."""
    try:
        return manifest.hashes(published / manifest.NAME)
    except (OSError, ValueError):  # nothing published yet, or damaged: then nothing is taken over
        return {}


def is_whole(path: Path, sha256: str | None) -> bool:
    """Whether a published file is there as the manifest tells it."""
    return sha256 is not None and path.exists() and manifest.sha256(path) == sha256


def take(old: Path, new: Path) -> None:
    """Have a published file be the new one too."""
    try:
        os.link(old, new)
    except OSError:  # not every file system has links
        shutil.copyfile(old, new)


def safe_name(text: str, key: str) -> str:
    """A file name without its suffix that every file system takes, and no two keys share."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    digest = hashlib.blake2b(key.encode(), digest_size=4).hexdigest()
    return f"{re.sub('[^a-z0-9]+', '-', plain).strip('-')[:60]}-{digest}"
