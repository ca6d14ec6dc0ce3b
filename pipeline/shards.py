"""Shares of one raw/ for several runs side by side: each reads its own, and the run that publishes takes over what they read."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shard:
    """The k-th of n shares (k from 1); which documents it holds depends on their names alone."""

    k: int
    n: int

    @property
    def name(self) -> str:
        return f"{self.k}-{self.n}"

    def holds(self, name: str) -> bool:
        """Whether a document of this name belongs to the share."""
        # Python's own hash of a text differs from process to process.
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) % self.n == self.k - 1


def parse(text: str) -> Shard:
    """The share written `2/8`; raises ValueError for anything else."""
    k, n = (int(part) for part in text.split("/"))
    if not 1 <= k <= n:
        raise ValueError(f"no share: {text}")
    return Shard(k, n)


def adopt(kept: store.Store, processed: Path, wanted: dict[str, list[tuple[str, str]]]) -> set[str]:
    """Take over those of the wanted documents (path: each SHA-256 and version that serves) that shares have read; gives their paths.

    A share that is still being read, or whose store is damaged, is left: its documents are read here.
    """
    adopted: set[str] = set()
    for part in sorted((Path(processed) / store.STATE).glob(f"{store.PART}*.duckdb")):
        try:
            adopted |= _adopt(kept, part, {path: marks for path, marks in wanted.items() if path not in adopted})
        except duckdb.Error as error:
            log.warning("share left alone: %s", error, extra=dict(share=part.name))
    return adopted


def _adopt(kept: store.Store, part: Path, wanted: dict[str, list[tuple[str, str]]]) -> set[str]:
    kept.connection.execute("ATTACH ? AS part (READ_ONLY)", [str(part)])
    try:
        held = kept.connection.execute("SELECT path, sha256, version, mark, document_id FROM part.sources").fetchall()
        found = {path: about for path, *about in held if tuple(about[:2]) in wanted.get(path, ())}
        store.copy(kept, "part", found)
    finally:
        kept.connection.execute("DETACH part")
    return set(found)
