"""The tree of a document as its page shows it, its findings by rule, and how complete each level is."""

from __future__ import annotations

from collections import defaultdict

from pipeline.loaders.report.places import Places, href

SEVERITIES = ("error", "warning", "info")
HELD = ("indicators", "targets", "budgets", "owners")


def roots(document: dict, found: Places) -> list[dict]:
    """The nodes without parent; each node with its children, and with all that stands beside it."""
    indicators = _by(document["indicators"], "node_id")
    targets = _by(document["targets"], "indicator_id")
    beside = {table: _by(document[table], "node_id") for table in ("budgets", "owners", "alignments")}
    nodes = {row["node_id"]: {**row, "children": [], "href": href(found, row["source"], row["name"])} for row in document["nodes"]}
    top = []
    for node_id, node in nodes.items():
        node["indicators"] = [_indicator(row, targets[row["indicator_id"]], found) for row in indicators[node_id]]
        node.update(money=_periods(beside["budgets"][node_id]), owners=_once(beside["owners"][node_id], "owner"), alignments=_once(beside["alignments"][node_id], "text"))
        nodes[node["parent_id"]]["children"].append(node) if node["parent_id"] in nodes else top.append(node)
    return top


def _indicator(row: dict, targets: list[dict], found: Places) -> dict:
    values = [(target["year"], target["value"]) for target in _periods(targets) if target["value"] is not None and target["measure"] == "target" and target["year"]]
    return {**row, "targets": _periods(targets), "values": values, "href": href(found, row["source"], row["name"])}


def _periods(rows: list[dict]) -> list[dict]:
    """Values in the order of their years: first those before the plan, last those of its end."""
    rank = {"baseline": 0, "target": 1, "pagu": 1, "realisasi": 2, "akhir": 3}
    return sorted(rows, key=lambda row: (rank[row["measure"]], row["year"] or 0))


def _by(rows: list[dict], column: str) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _once(rows: list[dict], column: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in rows))


def groups(findings: list[dict], found: Places) -> list[dict]:
    """The findings by rule, the gravest and most frequent first; the remedy is the group's where all its findings share it."""
    named = _by(findings, "code")
    made = []
    for code, rows in named.items():
        remedies = {row["remedy"] for row in rows}
        told = [{**row, "href": href(found, row["source"], row["message"])} for row in rows]
        made.append(dict(code=code, severity=rows[0]["severity"], about=rows[0]["about"], rows=told, remedy=remedies.pop() if len(remedies) == 1 else None))
    return sorted(made, key=lambda group: (SEVERITIES.index(group["severity"]), -len(group["rows"]), group["code"]))


def decisions(corrections: list[dict], found: Places) -> list[dict]:
    """What people decided of single cells, each with the link to its cell."""
    return [{**row, "href": href(found, row["source"], row["read_value"])} for row in corrections]


def programs(document: dict) -> dict:
    """The money of each program by year, as the chart draws it: `rows` of (node, values by year), the years, and the greatest value."""
    money = {(row["node_id"], row["year"]): row["amount"] for row in document["budgets"] if row["measure"] == "pagu" and row["year"]}
    nodes = [row for row in document["nodes"] if row["level"] == "program" and any(of == row["node_id"] for of, _ in money)]
    years = sorted({year for _, year in money})
    rows = [(node, [(year, money.get((node["node_id"], year))) for year in years]) for node in nodes]
    return dict(rows=rows, years=years, top=max((value or 0 for _, values in rows for _, value in values), default=0))


def completeness(document: dict, level: str) -> dict:
    """How many nodes of a level there are, and how many of them have an indicator, a formula, a target, money, an owner."""
    own = {row["node_id"] for row in document["nodes"] if row["level"] == level}
    held = {table: len(own & {row["node_id"] for row in document[table]}) for table in HELD}
    held["formulas"] = len(own & {row["node_id"] for row in document["indicators"] if row["formula"]})
    return dict(level=level, nodes=len(own), **held)
