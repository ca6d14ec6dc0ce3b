"""How raw/ and what is published stand to each other, asked without changing anything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline import batch, entries, publish, shown, store


@dataclass(frozen=True)
class Condition:
    """Documents published by status, names not yet read, names read that are gone, and whether the published files are whole and newest."""

    published: dict[str, int]
    new: list[str]
    gone: list[str]
    is_current: bool


def condition(raw: str | os.PathLike, processed: Path) -> Condition:
    """Compare raw/ with the publication; raises lock.LockedError while a run is at work."""
    found, _ = entries.entries(raw)
    with store.peek(processed) as kept:
        if kept is None:
            return Condition({}, [entry.name for entry in found], [], False)
        new = [task.entry.name for task in batch.tasks(kept, found, batch.version(), shown.statuses(len(found)))]
        gone = sorted(set(kept.sources) - {entry.name for entry in found})
        whole = publish.is_current(processed, kept)
        counted = store.query(kept, "SELECT status, count(*) AS documents FROM documents GROUP BY status ORDER BY status")
    return Condition({row["status"]: row["documents"] for row in counted}, new, gone, whole and not new and not gone)
