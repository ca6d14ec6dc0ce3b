"""A laid out tree as a draw.io file, for people to go on with: boxes that can be moved, edges that stay tied to them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.layout import PADDING, Block, Box, Edge, points
from pipeline.loaders.pohon.look import colours, number
from pipeline.vocabulary import vocabulary

BOX = "rounded=0;whiteSpace=wrap;html=1;align=left;verticalAlign=top;fontFamily=Helvetica;"
EDGE = "edgeStyle=orthogonalEdgeStyle;rounded=0;html=1;endArrow=none;"


def drawing(title: str, block: Block) -> str:
    """The uncompressed mxfile of some boxes and edges, on one page."""
    ids = {box: f"k{place}" for place, box in enumerate(block.boxes)}
    return "\n".join([
        '<mxfile host="app.diagrams.net">', f'<diagram id="pohon" name={quoteattr(title)}>',
        f'<mxGraphModel grid="1" gridSize="10" page="1" pageWidth="{number(block.w + 48)}" pageHeight="{number(block.h + 48)}" math="0" shadow="0">', "<root>",
        '<mxCell id="0"/>', '<mxCell id="1" parent="0"/>', *(_box(box, name) for box, name in ids.items()),
        *(_edge(edge, place, ids) for place, edge in enumerate(block.edges)), "</root>", "</mxGraphModel>", "</diagram>", "</mxfile>", ""])


def _box(box: Box, name: str) -> str:
    ground, edge, ink = colours(box.node)
    lines = "<br>".join(_line(style, words, box.node.retired) for style, words in text.unbroken(box.lines))
    style = f"{BOX}spacing={PADDING - 2};fontSize={text.FONTS['text'].size};fillColor={ground};strokeColor={edge};fontColor={ink};{'dashed=1;' if box.node.retired else ''}"
    return (f'<mxCell id="{name}" value={quoteattr(lines)} style={quoteattr(style)} vertex="1" parent="1">'
            f'<mxGeometry x="{number(box.x + 24)}" y="{number(box.y + 24)}" width="{number(box.w)}" height="{number(box.h)}" as="geometry"/></mxCell>')


def _line(style: str, words: str, retired: bool) -> str:
    said = escape(text.BULLET + words if style == "item" else words)
    if style == "name" and retired:
        said = f"<s>{said}</s>"
    return f'<font style="font-size: {text.FONTS[style].size}px">{f"<b>{said}</b>" if style in ("label", "name") else said}</font>'


def _edge(edge: Edge, place: int, ids: dict[Box, str]) -> str:
    parent, child = edge.parent, edge.child
    start, *between, end = points(edge)
    bends = "".join(f'<mxPoint x="{number(x + 24)}" y="{number(y + 24)}"/>' for x, y in between)
    style = f"{EDGE}strokeColor={vocabulary('pohon')['garis']};exitX={(start[0] - parent.x) / parent.w:.4f};exitY=1;entryX={(end[0] - child.x) / child.w:.4f};entryY={(end[1] - child.y) / child.h:.4f};"
    return (f'<mxCell id="g{place}" style={quoteattr(style)} edge="1" parent="1" source="{ids[parent]}" target="{ids[child]}">'
            f'<mxGeometry relative="1" as="geometry"><Array as="points">{bends}</Array></mxGeometry></mxCell>')
