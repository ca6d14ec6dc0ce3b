"""Nodes as read to rows of the published tables, with stable keys and the findings' sentences."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from pipeline.findings import Finding
from pipeline.transform import cell_values, formulas, meaning, money, numbers
from pipeline.transform.indicators import counts_things, unit_behind
from pipeline.transform.node import Node
from pipeline.transform.numbers import Value
from pipeline.vocabulary import vocabulary

TABLES = ("documents", "nodes", "indicators", "terms", "targets", "budgets", "owners", "notes", "alignments", "findings", "corrections")


def key(*parts) -> str:
    """A short stable key of its parts."""
    # A sign that no text holds keeps parts apart that would otherwise run together alike.
    return hashlib.blake2b("\x1f".join(str(p) for p in parts).encode(), digest_size=6).hexdigest()


def _written_unit(targets: list[dict]) -> str | None:
    """The unit written behind all targets that say a number, or behind all values of an indicator without any; none where they differ."""
    said = [t for t in targets if (t["value"], t["value_low"], t["value_high"]) != (None, None, None)]
    units = {t["unit"] for t in [t for t in said if t["measure"] == "target"] or said}
    return units.pop() if len(units) == 1 else None


def _marked(targets: list[tuple]) -> list[tuple]:
    """The targets of an indicator; where a column shows no decimal mark, with the one by which the others of the row part thousands."""
    marks = {mark for *_, part, mark in targets if mark and mark not in part and numbers.THOUSANDS.fullmatch(part)}
    row = next(iter(marks)) if len(marks) == 1 else None
    return [(column, cell, part, mark or row) for column, cell, part, mark in targets]


def _of_two_meanings(nodes) -> set:
    """The columns in which counts of people or things bear as a thousands sign (`1.250 orang`) what other numbers bear as a decimal mark (`5.6`)."""
    return {column for node in nodes for one in node.indicators for column, cell, part, mark in one.targets
            if cell.value is None and mark and meaning.people_mark(part, one.values.get("unit"), mark) != mark}


class Rows:
    """The rows of one document as they come together; `done` gives them out."""

    def __init__(self, document: dict):
        self.document = {**document, "cell_count": 0, "cell_used": 0, "cell_furniture": 0, "cell_reported": 0, "status": "bersih", "layout": None}
        self.tables: dict[str, list[dict]] = {name: [] for name in TABLES}
        self.ids: dict[int, str] = {}
        self.by_id: dict[str, dict] = {}
        self.times: Counter = Counter()
        self.mixed: set = set()

    def base(self, **values) -> dict:
        return {"document_id": self.document["document_id"], **values}

    def add_nodes(self, nodes, became: dict):
        """Name every node; one that joined another bears the other's name."""
        for node in nodes:
            # A code stays with its node when rows are added above; without one only the place in the tree is left.
            place = (node.code, node.unit_name) if node.code else (self.ids.get(id(node.parent)), node.level, node.number)
            # One code may stand under several parents: the order of reading tells its places apart.
            self.times[place] += 1
            self.ids[id(node)] = key(self.document["document_id"], *place, self.times[place])
        self.ids.update({old: self.ids[id(node)] for old, node in became.items()})

    def add_layout(self, head):
        """Whether levels stand in columns or in the rows of one, over all tables of the document."""
        layout = "tingkat_baris" if any(c.field == "name" and c.level is None for c in head.columns) else "tingkat_kolom"
        self.document["layout"] = layout if self.document["layout"] in (None, layout) else "campuran"

    def add_rows(self, nodes):
        """The rows of nodes and of all that stands beside them."""
        for node in nodes:
            self._node(node)
        self.mixed = _of_two_meanings(nodes)
        for node in nodes:
            self._indicators(node)
            self._budgets(node)
            self._owners(node)
            self._alignments(node)
        # An indicator has its key only when its own node has been through.
        for node in nodes:
            if node.supports is not None:
                self.by_id[self.ids[id(node)]]["supports_indicator_id"] = self.ids[id(node.supports)]

    def _node(self, node):
        parent, depth = node.parent, 1
        while parent:
            depth, parent = depth + 1, parent.parent
        row = self.base(
            node_id=self.ids[id(node)], parent_id=self.ids.get(id(node.parent)) if node.parent else None, level=node.level, depth=depth,
            position=len(self.tables["nodes"]) + 1, number=node.number, code=node.code, **meaning.of_node(node.name),
            result="; ".join(dict.fromkeys(node.result)) or None, status=node.status, supports_indicator_id=None, status_note=node.status_note,
            valid_from=node.valid_from, valid_to=node.valid_to, source=node.cell.source, unit_name=node.unit_name, organisation=node.organisation,
            same_as_node_id=self.ids.get(id(node.same_as)) if node.same_as else None)
        self.tables["nodes"].append(row)
        self.by_id[row["node_id"]] = row

    def _indicators(self, node):
        for position, one in enumerate(node.indicators, 1):
            self.ids[id(one)] = key(self.ids[id(node)], "indikator", position)
            ids = dict(node_id=self.ids[id(node)], indicator_id=self.ids[id(one)])
            doubted = numbers.short_groups([part for *_, part, _ in one.targets]) if counts_things(one.values.get("unit")) else set()
            targets = [self._target(ids, one, doubted, *target) for target in _marked(one.targets)]
            for target, (_, cell, part, _) in zip(targets, one.targets):
                if cell.value is None and numbers.is_odd_decimal(part, target["value"], [(t["value_text"], t["value"]) for t in targets]):
                    self.say(Finding("angka-meragukan", cell.source, {"teks": part[:80]}, **ids))
                    target["value"] = None
            unit = one.values.get("unit") or _written_unit(targets)
            formula = one.values.get("formula")
            parsed = formulas.parse(formula, one.formula_lines)
            self.tables["indicators"].append(self.base(
                **ids, position=position, number=one.number, **meaning.of_indicator(one.name, unit), formula=formula, **meaning.of_formula(parsed),
                definition=one.values.get("definition"), data_source=one.values.get("data_source"), source=one.cell.source))
            self.tables["terms"] += [self.base(indicator_id=ids["indicator_id"], **term) for term in meaning.terms(parsed)]
            if formula and parsed.problem:
                self.say(Finding(parsed.problem, one.cell.source, {"teks": formula[:80]}, **ids))
            self.tables["targets"] += [{**target, "unit": unit} for target in targets]

    def _target(self, ids, one, doubted, column, cell, part, mark) -> dict:
        # What a workbook holds as a number is read without any mark.
        mark = meaning.people_mark(part, one.values.get("unit"), mark) if cell.value is None else mark
        value = cell_values.value_of(cell, part, mark)
        unsure = part in doubted or column in self.mixed and mark and mark in part and numbers.THOUSANDS.fullmatch(part.split()[0]) and part[0] != "0"
        if value.ambiguous or unsure and cell.value is None:
            self.say(Finding("angka-meragukan", cell.source, {"teks": part[:80]}, **ids))
            value = Value(None, None, None, part, value.unit)
        return self.base(**ids, year=column.year, measure=column.field, value=value.value, value_low=value.low, value_high=value.high,
                         value_text=part, unit=unit_behind(value.unit), source=cell.source)

    def _budgets(self, node):
        for column, cell, mark in node.budgets:
            value = cell_values.value_of(cell, cell.text, mark, money=True)
            # Under a heading that counts in millions a word behind the number only repeats it.
            scale = column.scale if column.scale > 1 else money.scale_of_unit(value.unit)
            amount = value.value * scale if value.value is not None else None
            self.tables["budgets"].append(self.base(node_id=self.ids[id(node)], year=column.year, measure=column.field, amount=amount, value_text=cell.text,
                                                    source=cell.source))

    def _owners(self, node):
        # One owner of all indicators is that of the node.
        shared = len({(column.heading, text) for column, _, text, _ in node.owners}) == 1
        for column, cell, text, one in node.owners[:1] if shared else node.owners:
            one = None if shared else one
            self.tables["owners"].append(self.base(node_id=self.ids[id(node)], indicator_id=self.ids.get(id(one)), **meaning.of_owner(text),
                                                   role=meaning.owner_role(column.heading), source=cell.source))

    def _alignments(self, node):
        for column, cell, text in node.alignments:
            kind = meaning.alignment_kind(column.heading)
            self.tables["alignments"].append(self.base(node_id=self.ids[id(node)], kind=kind, text=text, source=cell.source))

    def add_note(self, cell, top, action):
        """One row per node that a note covers, and a finding that says so."""
        years = [int(y) for y in re.findall(r"(?<!\d)20\d\d(?!\d)", cell.text)]
        note_id = key(self.document["document_id"], "catatan", cell.source)
        for node in top or [None]:
            self.tables["notes"].append(self.base(note_id=note_id, text=cell.text, year_start=years[0] if years else None, year_end=years[-1] if years else None,
                                                  action=action, node_id=self.ids.get(id(node)) if node else None, source=cell.source))
        code = "catatan-siklus-hidup" if top else "catatan-tanpa-sasaran"
        self.say(Finding(code, cell.source, {"teks": cell.text[:80], "jumlah": len(top)}))

    def add_comment(self, line, action):
        """A comment on a cell is a note of its own; what it covers is not read from it."""
        note_id = key(self.document["document_id"], "catatan", line.source)
        self.tables["notes"].append(self.base(note_id=note_id, text=line.text, action=action, node_id=None, source=line.source))

    def count(self, cells: int, furniture: int, reported: int):
        """Add the cells of a table to the document's account."""
        for name, number in (("count", cells), ("furniture", furniture), ("reported", reported), ("used", cells - furniture - reported)):
            self.document[f"cell_{name}"] += number

    def say(self, finding: Finding):
        """Write a finding down, its sentence filled."""
        says = vocabulary("findings")[finding.code]
        number = len(self.tables["findings"]) + 1
        words = {name: str(word).replace("_", " ") if name == "tingkat" else word for name, word in finding.words.items()}
        self.tables["findings"].append(self.base(
            finding_id=key(self.document["document_id"], finding.code, finding.source, number), code=finding.code, severity=says["severity"], about=says["about"],
            source=finding.source or None, node_id=finding.node_id, indicator_id=finding.indicator_id, message=says["message"].format(**words),
            remedy=says["remedy"].format(**words), path=self.document["path"],
            text=finding.words.get("teks") or None))

    def place(self, near: dict[str, Node]):
        """Give findings that name no node the one that their source is near."""
        for finding in self.tables["findings"]:
            if not finding["node_id"] and finding["source"] in near:
                finding["node_id"] = self.ids.get(id(near[finding["source"]]))

    def refuse(self, code: str, words: dict | None = None):
        """Nothing certain can be read: only the document and its findings stay."""
        self.tables = {name: rows if name == "findings" else [] for name, rows in self.tables.items()}
        self.document["status"] = "gagal"
        self.say(Finding(code, "", words or {}))

    def done(self) -> dict[str, list[dict]]:
        """The rows of all tables."""
        doubts = [f for f in self.tables["findings"] if f["about"] == "pembacaan" and f["severity"] != "info"]
        if self.document["status"] == "bersih" and doubts:
            self.document["status"] = "tinjau"
        severity = Counter(f["severity"] for f in self.tables["findings"])
        self.document.update(node_count=len(self.tables["nodes"]), indicator_count=len(self.tables["indicators"]), error_count=severity["error"],
                             warning_count=severity["warning"])
        self.tables["documents"] = [self.document]
        return self.tables
