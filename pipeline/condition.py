"""How raw/ and what is published stand to each other, asked without changing anything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline import batch, entries, publish, shown, store


@dataclass(frozen=True)
class Condition:
    """Documents read by status, whether all of that is published whole, names not yet read, names read that are gone, and whether a run has nothing to do."""

    read: dict[str, int]
    is_published: bool
    new: list[str]
    gone: list[str]
    is_current: bool


def condition(raw: str | os.PathLike, processed: Path) -> Condition:
    """Compare raw/ with the publication; raises lock.LockedError while a run is at work."""
    found, _ = entries.entries(raw)
    with store.peek(processed) as kept:
        if kept is None:
            return Condition({}, False, [entry.name for entry in found], [], False)
        new = [task.entry.name for task in batch.tasks(kept, found, batch.version(), shown.statuses(len(found)))]
        gone = sorted(set(kept.sources) - {entry.name for entry in found})
        whole = publish.is_current(processed, kept)
        counted = store.query(kept, "SELECT status, count(*) AS documents FROM documents GROUP BY status ORDER BY status")
    return Condition({row["status"]: row["documents"] for row in counted}, whole, new, gone, whole and not new and not gone)
