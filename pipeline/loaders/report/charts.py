"""Small drawings: columns over years and lines of targets, as SVG without script."""

from __future__ import annotations

from markupsafe import Markup, escape

WIDTH, HEIGHT, GAP = 18, 34, 4


def columns(values: list[tuple[int, float | None]], top: float, say) -> Markup:
    """A column per year, as high as its share of `top`; `say` writes a value for its tooltip."""
    drawn = [_column(place, year, value, top, say) for place, (year, value) in enumerate(values)]
    return _svg(drawn, len(values) * (WIDTH + GAP), "kolom")


def _column(place: int, year: int, value: float | None, top: float, say) -> Markup:
    # A value that is small beside the others is seen too, and told from none.
    high = max(1.0, HEIGHT * value / top) if value and value > 0 and top else 0.0
    words = Markup("<title>{}: {}</title>").format(year, say(value) if value is not None else "tidak ada")
    return Markup('<g>{}<rect x="{}" y="0" width="{}" height="{}" class="alas"/><rect x="{}" y="{:.1f}" width="{}" height="{:.1f}"/></g>').format(
        words, place * (WIDTH + GAP), WIDTH, HEIGHT, place * (WIDTH + GAP), HEIGHT - high, WIDTH, high)


def line(values: list[tuple[int, float]]) -> Markup:
    """A line through the values of the years, from the least to the greatest; nothing for fewer than two."""
    if len(values) < 2:
        return Markup("")
    low, high = min(value for _, value in values), max(value for _, value in values)
    step = WIDTH + GAP
    points = [(3 + place * step, 3 + (HEIGHT / 2 - 6) * ((high - value) / (high - low) if high > low else 0.5)) for place, (_, value) in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    drawn = [Markup('<polyline points="{}"/><circle cx="{:.1f}" cy="{:.1f}" r="2.5"/>').format(path, x, y)]
    return _svg(drawn, 6 + (len(values) - 1) * step, "garis", HEIGHT / 2)


def _svg(drawn: list[Markup], width: float, kind: str, height: float = HEIGHT) -> Markup:
    return Markup('<svg class="{}" viewBox="0 0 {:g} {:g}" width="{:g}" height="{:g}" role="img" aria-hidden="true">{}</svg>').format(
        escape(kind), width, height, width, height, Markup("").join(drawn))
