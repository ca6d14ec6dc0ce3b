"""A laid out tree as SVG: one picture of the whole."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from pipeline.loaders.pohon import text
from pipeline.loaders.pohon.layout import Block, Box, Edge
from pipeline.loaders.pohon.look import baselines, colours, number, strokes
from pipeline.vocabulary import vocabulary

MARGIN, TOP = 24, 64


def drawing(title: str, subtitle: str, block: Block, mark: str) -> str:
    """The SVG of some boxes and edges; `mark` is kept in it, unseen."""
    width, height = max(block.w, text.width(title, "title"), text.width(subtitle, "subtitle")) + 2 * MARGIN, block.h + TOP + MARGIN
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}" xml:lang="id" data-tanda={quoteattr(mark)}>',
        f"<title>{escape(title)}</title>", f"<style>{_style()}</style>", '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text class="title" x="{MARGIN}" y="30">{escape(title)}</text>', f'<text class="subtitle" x="{MARGIN}" y="46">{escape(subtitle)}</text>',
        f'<g transform="translate({MARGIN} {TOP})">', _edges(block.edges), *(_box(box) for box in block.boxes), "</g>", "</svg>", ""])


def marked(line: str) -> str | None:
    """The mark that an SVG of ours bears, by its first line."""
    return line.partition('data-tanda="')[2].partition('"')[0] or None


def _style() -> str:
    look = vocabulary("pohon")
    fonts = [f".{style}{{font:{'bold ' if 'Bold' in font.name else ''}{font.size}px Helvetica,Arial,'Liberation Sans',sans-serif}}" for style, font in text.FONTS.items()]
    return "".join([*fonts, f"text{{fill:{look['tinta']}}}", f".e{{fill:none;stroke:{look['garis']}}}",
                    f".r rect{{stroke-dasharray:4 3}}.r text{{fill:{look['dihapus']}}}.r .name{{text-decoration:line-through}}"])


def _edges(edges: list[Edge]) -> str:
    paths = (f"M{number(x)},{number(y)} {number(x_end)},{number(y_end)}" for x, y, x_end, y_end in strokes(edges))
    return f'<path class="e" d="{"".join(paths)}"/>'


def _box(box: Box) -> str:
    ground, edge, _ = colours(box.node)
    # Where Helvetica is missing another font is wider or narrower: each line keeps the width that was laid out.
    rows = "".join(f'<text class="{line.style}" x="{number(x)}" y="{number(y)}" textLength="{number(text.width(line.text, line.style))}" lengthAdjust="spacingAndGlyphs">{escape(line.text)}</text>'
                   for line, x, y in baselines(box))
    place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'
    return f'<g{" class=" + quoteattr("r") if box.node.retired else ""}><rect {place} fill="{ground}" stroke="{edge}"/>{rows}</g>'
