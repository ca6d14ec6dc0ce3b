"""The lines over a table: title, organisation, region and years of a document; and those amid it that name whose rows follow."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline import plan_years
from pipeline.findings import Finding
from pipeline.grid import Book
from pipeline.transform.heading_words import plain
from pipeline.transform.levels import level_of_label, level_of_verb, names_organisation, split_front
from pipeline.transform.node import Node
from pipeline.vocabulary import vocabulary
from pipeline.organisation_names import alike, name_pattern, office, organisation, organisation_of_sheet, set_as_title

# So often a book says of itself whose it is; a thing said once may be said of others.
SAID = 3
SHARE = 0.8


def of(book: Book, above: list[str]) -> dict:
    """Title, organisation, region, year_start and year_end as far as the lines on the first page tell them, else as those of all pages mostly do;
    `above` are rows over the headings."""
    lines = [*above, *(line.text for line in book.lines if line.page == 1 and "comment" not in line.marks)]
    # Page numbers and stray signs are no title.
    lines = [text for text in lines if len(text) > 3]
    words = vocabulary("titles")
    found = {"title": lines[0] if lines else None}
    everywhere = re.sub(r"\s*[-–—]\s*", "-", " ".join(line.text for line in book.lines if "comment" not in line.marks))
    for name in ("organisation", "region"):
        first = next((m.group(1).strip() for text in lines if (m := name_pattern(name).search(text))), None)
        found[name] = first or _mostly(everywhere, words["often"][name])
    # A part of an office is the organisation only where no line names the office; a short name is that where nothing says the long one.
    named = found["organisation"] or ""
    if re.match(words["part_of_office"], named, re.I) or not named:
        # A sentence speaks of parts too (`menjadi beberapa bagian`).
        found["organisation"] = whose(lines) or (named if named and set_as_title(named) else None)
    found["year_start"], found["year_end"] = plan_years.named(lines) or plan_years.named([_mostly(everywhere, words["often"]["years"]) or ""]) or (None, None)
    return found


def names_unit(text: str) -> bool:
    """Whether a cell over the whole table names a sub-unit."""
    return bool(re.match(vocabulary("titles")["unit_row"], text, re.I))


def names_part(text: str) -> bool:
    """Whether a text begins as the name of a part of an office does."""
    return bool(re.match(vocabulary("titles")["part_row"], text, re.I))


def is_nameless(text: str) -> bool:
    """Whether a text says that nothing is named (`dst.`, `nihil`)."""
    return text[0] != "#" and plain(text) in vocabulary("titles")["nameless"]


def once(name: str) -> str:
    """A name without the words behind it which say that it is printed again (`(lanjutan)`)."""
    return re.sub(vocabulary("titles")["again"], "", name, flags=re.I)


def folded(name: str) -> str:
    """A name as it is compared with the one printed above it: capitals and a full stop tell nothing."""
    return name.casefold().rstrip(" .")


def organisation_label(text: str) -> re.Match | None:
    """The label in front of an organisation's name, in a cell that only names one."""
    return _organisation_row().match(text)


@cache
def _organisation_row() -> re.Pattern:
    return re.compile(vocabulary("titles")["organisation_row"], re.I)


def heads_organisation(text: str) -> bool:
    """Whether a cell over the whole table names, by a label, its code or as offices are called, the organisation whose rows follow."""
    return bool(organisation_label(text)) or names_organisation(split_front(text)[1]) or bool(office(text))


def names_whose(code: str | None, name: str) -> bool:
    """Whether a row is that of an organisation, by its code or as offices are called, be it where codes stand."""
    return names_organisation(code) or bool(office(code or name))


def whose(above: list[str]) -> str | None:
    """The organisation that the lines over a table name."""
    # A goal may speak of an office, as `Meningkatnya kinerja Dinas …` does.
    return next((name for text in above if not level_of_label(text) and not level_of_verb(text) and (name := organisation(text))), None)


def another(name: str | None, before: list[str | None]) -> bool:
    """Whether lines over a table name another organisation than the last that was named."""
    last = next(filter(None, reversed(before)), None)
    return bool(name and last) and not alike(name, last)


def share_out(tables: list[tuple[list[Node], list[str], str]]) -> list[Finding]:
    """Give the nodes of each table the organisation that the lines over it or its sheet name, else the one named last, where those of a document name several.
    A finding per sheet behind others that names none."""
    named = [(nodes, whose(above) or organisation_of_sheet(sheet), sheet) for nodes, above, sheet in tables]
    names = [name for _, name, _ in named if name]
    if all(alike(names[0], name) for name in names):
        return []
    last, of = None, None
    unnamed: dict[str, tuple[Node, str]] = {}
    for nodes, name, sheet in named:
        if name:
            # One may be written in several ways: it bears the name that stands first.
            last, of = next(one for one in names if alike(one, name)), sheet
        elif last and nodes and sheet != of:
            unnamed.setdefault(sheet, (nodes[0], last))
        for node in nodes:
            node.organisation = node.organisation or last
    return [Finding("organisasi-tidak-disebut", node.cell.source, {"lembar": sheet, "teks": name}) for sheet, (node, name) in unnamed.items()]


def one_organisation(nodes: list[Node], own: str | None) -> str | None:
    """The organisation of a document, `own` as far as its title tells: the only one that rows name is that of all its nodes, and of none in particular."""
    names = {node.organisation.casefold(): node.organisation for node in nodes if node.organisation}
    if len(names) != 1 or own and not alike(own, *names):
        return own
    for node in nodes:
        node.organisation = None
    return own or next(iter(names.values()))


def _mostly(text: str, patterns: list[str]) -> str | None:
    """What most matches of a pattern say, in its commonest form; of several patterns the longest whose matches are nearly as many as those of the next."""
    said = [[" ".join(match[1].split()) for match in re.finditer(pattern, text)] for pattern in patterns]
    best = [Counter(map(str.casefold, each)).most_common(1)[0] if each else ("", 0) for each in said]
    for (name, times), each, (_, shorter) in zip(best, said, [*best[1:], (None, 0)]):
        if times >= SAID and times > len(each) / 2 and times >= SHARE * shorter:
            return Counter(form for form in each if form.casefold() == name).most_common(1)[0][0]
    return None
