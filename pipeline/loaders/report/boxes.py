"""The cells of a table as markup: boxes over the picture of a page, or the cells of a table of their own. A book has tens of thousands, for which a template takes five times as long."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from pipeline.loaders.report.places import Cell


def over(boxes: Iterable[tuple[Cell, str, str, bool]]) -> Markup:
    """The boxes over a picture: of each its cell, the style that lays it out, that of its upper right corner, whether it is the cell's first."""
    return Markup("\n".join(_over(*box) for box in boxes))


def row(cells: Iterable[Cell | None]) -> Markup:
    """A row of a table."""
    return Markup("<tr>" + "".join(_within(cell) if cell else "<td></td>" for cell in cells) + "</tr>")


def _over(cell: Cell, style: str, corner: str, first: bool) -> str:
    place = f' id="c{cell.place}"' if first else ""
    leads = f" {_leads(cell)}" if cell.anchors else ""
    mark = f'\n<span class="tanda-tempat" style="{corner}">{_flags(cell)}</span>' if first and cell.flags else ""
    return f'<a class="{cell.kind}"{place}{leads} title="{escape(cell.says)}" style="{style}"></a>{mark}'


def _within(cell: Cell) -> str:
    spans = "".join(f' {name}="{span}"' for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if span > 1)
    text = f"<a {_leads(cell)}>{escape(cell.text)}</a>" if cell.anchors else escape(cell.text)
    return f'<td id="c{cell.place}" class="{cell.kind}" title="{escape(cell.role["label"])} ({escape(cell.source)})"{spans}>{text}{_flags(cell)}</td>'


def _leads(cell: Cell) -> str:
    return f'href="index.html#{escape(cell.anchors[0])}" target="_top"'


def _flags(cell: Cell) -> str:
    """The sign that findings speak of a cell, which leads to the first."""
    if not cell.flags:
        return ""
    return f'<a class="tanda" href="index.html#{escape(cell.flags[0])}" target="_top" title="Lihat temuan">{len(cell.flags) if len(cell.flags) > 1 else "!"}</a>'
