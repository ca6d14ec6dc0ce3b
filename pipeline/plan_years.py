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


def of_table(lines: Iterable[str], plan: tuple[int, ...]) -> tuple[int, ...]:
    """The years that the title over one table names, as those of a period or behind the word for a year, else those of the plan; a note on where it was taken
    from is no title, nor is a longer plan that holds a document of one year."""
    words = vocabulary("titles")
    own = named(text for text in lines if re.search(words["dated"], text, re.I) and not re.search(words["footnote"], text, re.I))
    longer = own and len(set(plan)) == 1 and own[0] < own[1] and own[0] <= plan[0] <= own[1]
    return plan if longer else own or plan
