"""The lines over a table: title, organisation, region and years of a document."""

from __future__ import annotations

import re

from pipeline.grid import Book
from pipeline.vocabulary import vocabulary


def of(book: Book, above: list[str]) -> dict:
    """Title, organisation, region, year_start and year_end as far as the lines on the first page tell them; `above` are rows over the headings."""
    lines = [*above, *(line.text for line in book.lines if line.page == 1 and "comment" not in line.marks)]
    lines = [text for text in lines if len(text) > 3]
    words = vocabulary("titles")
    found = {"title": lines[0] if lines else None}
    for name in ("organisation", "region"):
        found[name] = next((m.group(1).strip() for text in lines if (m := re.search(words[name], text, re.I))), None)
    years = next((m for text in lines if (m := re.search(words["years"], text))), None)
    found["year_start"] = int(years.group(1)) if years else None
    found["year_end"] = int(years.group(2) or years.group(1)) if years else None
    return found
