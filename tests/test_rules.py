"""Each rule on a small table: a violation is told, its absence is not."""

from __future__ import annotations

from schemas import rules


def node(node_id, parent_id=None, code=None, status="aktif", same_as=None):
    return {"node_id": node_id, "parent_id": parent_id, "code": code, "name": f"kotak {node_id}", "status": status, "same_as_node_id": same_as, "source": f"S!{node_id}"}


def money(node_id, amount, year=2026):
    return {"node_id": node_id, "year": year, "measure": "pagu", "amount": amount, "source": f"S!{node_id}{year}"}


def told(nodes, budgets=()):
    return [(f.code, f.node_id) for f in rules.judge({"nodes": nodes, "budgets": list(budgets)})]


def test_money_of_a_node_is_the_sum_of_its_children():
    nodes = [node("p"), node("a", "p"), node("b", "p")]
    assert told(nodes, [money("p", 30.0), money("a", 10.0), money("b", 20.0)]) == []
    assert told(nodes, [money("p", 31.5), money("a", 10.0), money("b", 20.0)]) == [("pagu-jumlah-anak", "p")]


def test_a_node_in_two_places_sums_over_both():
    nodes = [node("p"), node("q", same_as="p"), node("a", "p"), node("b", "q")]
    assert told(nodes, [money("p", 30.0), money("a", 10.0), money("b", 20.0)]) == []
    assert told(nodes, [money("p", 40.0), money("a", 10.0), money("b", 20.0)]) == [("pagu-jumlah-anak", "p")]


def test_retired_nodes_break_no_rule():
    nodes = [node("p", code="1.06.02", status="dihapus"), node("a", "p", code="2.01.01.2.01", status="dihapus")]
    assert told(nodes, [money("p", 30.0), money("a", 10.0)]) == []


def test_codes_of_children_begin_with_the_parents():
    assert told([node("p", code="1.06.02"), node("a", "p", code="1.06.02.2.01")]) == []
    assert told([node("p", code="1.06.02"), node("a", "p", code="1.06.03.2.01")]) == [("kode-awalan-induk", "a")]
