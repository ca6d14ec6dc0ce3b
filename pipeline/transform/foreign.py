"""Tables of other things (staff, goods, scales) that stand right below a cascade: the row that heads one."""

from __future__ import annotations

from pipeline.grid import Grid
from pipeline.transform.heading_words import known, plain
from pipeline.transform.headings import VALUES, Column, Head
from pipeline.vocabulary import vocabulary

# Most texts of the row are words that head columns.
SHARE = 0.6


def find(grid: Grid, head: Head, stop: int) -> Head | None:
    """The first row below a heading, and above `stop`, that heads a table of other things."""
    row = next((r for r in range(head.end + 1, stop - 1) if _heads(grid, head, r)), None)
    if row is None:
        return None
    columns = tuple(Column(k, None, heading=cell.text if (cell := grid.at(row, k)).row == row else "") for k in range(grid.columns))
    return Head(row, row + 1, columns, foreign=True)


def _heads(grid: Grid, head: Head, row: int) -> bool:
    """Whether a row holds words of headings, foreign ones among them, where a blank row parts it from the table or words stand among the table's values."""
    cells = grid.begun(row)
    words = [plain(c.text) for c in cells]
    if len(set(words)) < max(2, len(words)) or any(any(map(str.isdigit, c.text)) for c in cells):
        return False
    foreign = [word in vocabulary("other_tables")["heads"] for word in words]
    heading = sum(is_foreign or known(c.text) for c, is_foreign in zip(cells, foreign))
    names = [k for k, c in enumerate(cells) if head.columns[c.column].field in ("name", "indicator")]
    if cells[0].column > next((c.index for c in head.columns if c.field == "name"), 0) or not all(foreign[k] or known(cells[k].text) for k in names):
        return False
    amid_values = any(head.columns[c.column].field in VALUES for c in cells)
    return any(foreign) and heading >= SHARE * len(words) and (_is_parted(grid, row) or len(words) > 2 and (amid_values or heading == len(words)))


def _is_parted(grid: Grid, row: int) -> bool:
    """Whether an empty row stands above a row, be there a title between."""
    above = grid.begun(row - 1)
    return not above or len(above) == 1 and not grid.begun(row - 2)
