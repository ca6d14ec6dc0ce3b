"""Rules that the tables of one document obey; each gives a finding per violation, under the code that `findings.toml` puts into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.findings import Finding

Tables = dict[str, list[dict]]
ROUNDING = 1.0


def judge(tables: Tables) -> Iterator[Finding]:
    """The findings of all rules on the tables of one document."""
    for rule in RULES:
        yield from rule(tables)


def pagu_jumlah_anak(tables: Tables) -> Iterator[Finding]:
    """The money of a node is the sum of its children's, every year; the places of one node count as one."""
    nodes = {node["node_id"]: node for node in _active(tables)}
    one = {node_id: node["same_as_node_id"] or node_id for node_id, node in nodes.items()}
    money = {(b["node_id"], b["year"]): b for b in tables["budgets"] if b["measure"] == "pagu" and b["amount"] is not None and b["node_id"] in nodes}
    below: dict[tuple, list[dict]] = defaultdict(list)
    for (node_id, year), budget in money.items():
        parent = nodes[node_id]["parent_id"]
        if parent in one:
            below[one[parent], year].append(budget)
    for (node_id, year), children in sorted(below.items(), key=str):
        own, total = money.get((node_id, year)), sum(b["amount"] for b in children)
        if own and abs(own["amount"] - total) > ROUNDING:
            node = nodes[node_id]
            words = {"teks": node["name"][:80], "tahun": year, "pagu": _rupiah(own["amount"]), "jumlah": _rupiah(total), "anak": len(children),
                     "di_anak": children[0]["source"]}
            yield Finding("pagu-jumlah-anak", own["source"], words, node_id)


def kode_awalan_induk(tables: Tables) -> Iterator[Finding]:
    """The code of a node begins with the code of its parent."""
    nodes = {node["node_id"]: node for node in _active(tables)}
    for node in nodes.values():
        parent = nodes.get(node["parent_id"])
        if parent and node["code"] and parent["code"] and not node["code"].startswith(parent["code"] + "."):
            words = {"kode": node["code"], "teks": node["name"][:80], "kode_induk": parent["code"], "di_induk": parent["source"]}
            yield Finding("kode-awalan-induk", node["source"], words, node["node_id"])


def _active(tables: Tables) -> list[dict]:
    """The nodes that no note retires: what is retired breaks no rule."""
    return [node for node in tables["nodes"] if node["status"] == "aktif"]


def _rupiah(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", ".")


RULES = (pagu_jumlah_anak, kode_awalan_induk)
