"""The years of a plan, as the lines over a table name them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.vocabulary import vocabulary


def named(lines: Iterable[str]) -> tuple[int, int] | tuple[()]:
    """The first and last year of the plan as the first line that names any tells them; the year of a law or a day is none."""
    words = vocabulary("titles")
    found = next((m for text in lines if (m := re.search(words["years"], re.sub(words["law"], " ", text, flags=re.I)))), None)
    return (int(found[1]), int(found[2] or found[1])) if found else ()
