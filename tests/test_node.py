"""Nodes of one level, and indicators, are found by their rows as if each were looked at."""

from hypothesis import given
from hypothesis import strategies as some

from pipeline.grid import Cell
from pipeline.transform.node import Indicator, Node, begun, by_level, close, covering, placed, reached

LEVELS = ("sasaran", "program", "kegiatan")
ROWS = 12


@given(some.lists(some.tuples(some.sampled_from(LEVELS), some.integers(0, ROWS - 1)), max_size=20).map(lambda drawn: sorted(drawn, key=lambda pair: pair[1])))
def test_what_covers_a_row_is_the_last_node_of_the_level_that_reaches_it(drawn):
    nodes = [Node(level, "Terwujudnya", Cell(row, 0), row) for level, row in drawn]
    close(nodes, ROWS)
    levels = by_level(nodes)
    for level in LEVELS:
        for row in range(ROWS):
            found = [node for node in nodes if node.level == level and node.row <= row < node.row_end]
            assert covering(levels.get(level, []), row) is (found[-1] if found else None)
            assert begun(levels.get(level, []), row, ROWS - 2) == [node for node in nodes if node.level == level and row < node.row < ROWS - 2]


@given(some.lists(some.lists(some.integers(0, ROWS), max_size=3), max_size=6), some.integers(0, ROWS), some.integers(1, 4))
def test_what_a_cell_reaches_are_the_indicators_that_begin_beside_its_further_rows(drawn, row, span):
    nodes = [Node("program", "Program Data", Cell(0, 0), 0, indicators=[Indicator("Persentase data", Cell(row, 1)) for row in rows]) for rows in drawn]
    found = reached(placed(nodes), Cell(row, 2, span))
    assert {id(one) for _, one in found} == {id(one) for node in nodes for one in node.indicators if row < one.cell.row < row + span}
    assert all(one in node.indicators for node, one in found)
