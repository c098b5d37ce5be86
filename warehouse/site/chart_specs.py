"""What the pictures look like, as Altair charts. Colours are names that the style sheet fills in, light or dark.

Run as a program it draws [[shape, rows], …] from standard input and gives [svg, …]: see `drawing`.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

from warehouse.site.data import Row

# The colour after the name is for the picture as a file, outside the page.
LIGHT = ("#0b5d7a", "#cf7a2b", "#a99bc4", "#58823a", "#8a6d00", "#a3386c")
SERIES = [f"var(--series-{number}, {light})" for number, light in enumerate(LIGHT, 1)]
INK = "currentColor"
WIDTH = 900
# Labels are measured with another font than the reader's: room for a wider one.
PADDING = {"left": 30, "right": 24, "top": 4, "bottom": 4}
LONGEST_NAME = 24


def svg_of(chart: Any) -> str:
    """Return a chart as SVG."""
    axis = {
        "labelColor": INK, "titleColor": INK, "gridColor": INK, "gridOpacity": 0.15, "domainColor": INK,
        "domainOpacity": 0.4, "tickColor": INK, "tickOpacity": 0.4, "labelFontSize": 12, "titleFontSize": 12,
        "titleFontWeight": "normal", "labelLimit": 240,
    }  # fmt: skip
    styled = (
        chart.configure(background="transparent", font="system-ui, sans-serif", padding=PADDING)
        .configure_axis(**axis)
        .configure_view(stroke=None)
        .configure_legend(labelColor=INK, titleColor=INK, labelFontSize=12, orient="top", title=None)
    )
    return str(vl_convert.vegalite_to_svg(styled.to_dict()))


def months(found: Sequence[Row]) -> Any:
    """Return bars: one a month, stacked by publisher."""
    data = [row | {"month": row["month"][:7]} for row in found]
    publishers = sorted({row["publisher"] for row in found})
    return (
        _chart(data)
        .mark_bar(stroke=INK, strokeWidth=0.4)
        .encode(
            x=alt.X(
                "yearmonth(month):T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)
            ),
            y=alt.Y("documents:Q", title="Documents", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "publisher:N", scale=alt.Scale(domain=publishers, range=SERIES[: len(publishers)]), title=None
            ),
        )
        .properties(width=WIDTH - 40, height=260)
    )


def by_year(found: Sequence[Row]) -> Any:
    """Return a grid of names and years: the fuller a cell, the more documents; the number stands in it."""
    data = [{"name": row["name"].replace("_", " "), "year": str(row["year"]), "documents": row["documents"]}
            for row in found]  # fmt: skip
    most = max(row["documents"] for row in found)
    years = sorted({row["year"] for row in found})
    domain = [str(year) for year in range(years[0], years[-1] + 1)]
    base = _chart(data).encode(
        x=alt.X(
            "year:O",
            title=None,
            scale=alt.Scale(domain=domain),
            axis=alt.Axis(labelAngle=0, labelOverlap=True),
        ),
        y=alt.Y("name:N", title=None, sort=alt.EncodingSortField("documents", op="sum", order="descending")),
    )
    cells = base.mark_rect(fill=SERIES[0], stroke=None).encode(
        fillOpacity=alt.FillOpacity(
            "documents:Q", scale=alt.Scale(domain=[0, most], range=[0.08, 0.5]), legend=None
        )
    )
    # In dark and light, over any cell, the ink of the page is readable: cells are never more than half full.
    words = base.mark_text(fontSize=11, color=INK).encode(text="documents:Q")
    height = 24 * len({row["name"] for row in data})
    return (cells + words).properties(width=max(min(WIDTH - 120, 42 * len(domain)), 120), height=height)


def ranked(found: Sequence[Row]) -> Any:
    """Return bars by rank, each with its number."""
    base = _chart(list(found)).encode(
        x=alt.X("documents:Q", title=None, axis=None),
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    bars = base.mark_bar(fill=SERIES[0])
    words = base.mark_text(align="left", dx=4, fontSize=12, color=INK).encode(text="documents:Q")
    return (bars + words).properties(width=WIDTH - 260, height=24 * len(found))


def network(found: Sequence[Row]) -> Any:
    """Return names on a circle with lines between those named together: the thicker and larger, the more documents."""
    names = sorted({row["name"] for row in found} | {row["other"] for row in found})
    places = {name: _on_circle(place, len(names)) for place, name in enumerate(names)}
    lines = [
        {"x": places[row["name"]][0], "y": places[row["name"]][1], "x2": places[row["other"]][0],
         "y2": places[row["other"]][1], "documents": row["documents"]}
        for row in found
    ]  # fmt: skip
    shares = {name: _named_with(found, name) for name in names}
    dots = [{"x": x, "y": y, "documents": shares[name]} for name, (x, y) in places.items()]
    labels = [
        {"name": _short(name), "x": x * 1.1, "y": y * 1.1, "align": _align(x)}
        for name, (x, y) in places.items()
    ]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-2, 2]), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-1.2, 1.2]), axis=None)
    drawn = (
        _chart(lines)
        .mark_rule(stroke=SERIES[0], opacity=0.6)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q",
                strokeWidth=alt.StrokeWidth("documents:Q", scale=alt.Scale(range=[1, 9]), legend=None))
    )  # fmt: skip
    size = alt.Size("documents:Q", scale=alt.Scale(range=[40, 400]), legend=None)
    circles = _chart(dots).mark_circle(fill=SERIES[0], opacity=1).encode(x=x, y=y, size=size)
    layers = [drawn, circles]
    for align in ("left", "center", "right"):
        some = [label for label in labels if label["align"] == align]
        layers.append(_chart(some).mark_text(align=align, fontSize=13, color=INK).encode(
            x=x, y=y, text="name:N"))  # fmt: skip
    return alt.layer(*layers).properties(width=WIDTH - 100, height=440)


def freshness(found: Sequence[Row]) -> Any:
    """Return a calendar: a row a source, a column a week; full where it answered well, a ring where in vain."""
    data = [{"name": row["name"], "week": row["week"], "good": row["good"] > 0} for row in found]
    return (
        _chart(data)
        .mark_point(filled=False, size=60, strokeWidth=1.5)
        .encode(
            x=alt.X(
                "week:T", title=None, axis=alt.Axis(format="%b %Y", tickCount="month", labelOverlap=True)
            ),
            y=alt.Y("name:N", title=None, axis=alt.Axis(grid=True)),
            fill=alt.condition("datum.good", alt.value(SERIES[0]), alt.value("transparent")),
            stroke=alt.condition("datum.good", alt.value(SERIES[0]), alt.value(SERIES[1])),
        )
        .properties(width=WIDTH - 220, height=28 * len({row["name"] for row in data}))
    )


def _chart(found: Sequence[Any]) -> Any:
    # Altair's own types stop at its schema classes.
    vega: Any = alt
    return vega.Chart(vega.Data(values=list(found)))


def _named_with(found: Sequence[Row], name: str) -> int:
    return sum(row["documents"] for row in found if name in (row["name"], row["other"]))


def _on_circle(place: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * place / count
    return round(math.sin(angle), 4), round(math.cos(angle), 4)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _align(x: float) -> str:
    if abs(x) < 0.15:
        return "center"
    return "left" if x > 0 else "right"


SHAPES = {
    "months": months,
    "by_year": by_year,
    "ranked": ranked,
    "network": network,
    "freshness": freshness,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps([svg_of(SHAPES[shape](found)) for shape, found in json.load(sys.stdin)]))
