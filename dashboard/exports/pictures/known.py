"""What of a plotly figure is understood: anything else is refused, so that no mark is silently left out."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np

Spec = Mapping[str, Any]
UNSEEN = {"customdata", "hoverinfo", "hovertemplate", "hovertext", "name", "type", "uid"}
"""What is only for the pointer, or says which kind of thing this is."""
LINE = {"line.color", "line.dash", "line.width"}
ERRORS = {
    f"error_{axis}.{key}" for axis in "xy" for key in ("type", "array", "arrayminus", "color", "thickness", "width")
}
MARKER = {f"marker.{key}" for key in ("color", "opacity", "size", "symbol", "line.color", "line.width")}
KNOWN: Mapping[str, set[str]] = {
    "bar": {"x", "y", "base", "offset", "width", "orientation", "opacity"}
    | {"marker.color", "marker.line.color", "marker.line.width"}
    | ERRORS,
    "scatter": {
        "x",
        "y",
        "mode",
        "text",
        "textposition",
        "textfont.size",
        "textfont.color",
        "cliponaxis",
        "connectgaps",
    }
    | {"fill", "fillcolor", "opacity"}
    | LINE
    | MARKER
    | ERRORS,
    "axis": {"range", "tickvals", "ticktext", "title.text", "visible", "type", "categoryorder", "categoryarray"}
    | {"showgrid", "gridcolor", "zeroline", "zerolinecolor", "rangemode", "ticks", "side", "fixedrange", "automargin"},
    "annotation": {"text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "align", "showarrow"}
    | {"font.size", "font.color"},
    "shape": {"x0", "x1", "y0", "y1", "xref", "yref", "layer", "fillcolor", "opacity"} | LINE,
    "layout": {"annotations", "shapes", "xaxis", "yaxis", "font", "margin", "height", "width"}
    | {"barmode", "paper_bgcolor", "plot_bgcolor", "showlegend", "hovermode", "dragmode", "hoverlabel"},
}
WORDS: Mapping[str, Mapping[str, Collection[Any]]] = {
    "bar": {"orientation": ("h", "v"), "error_x.type": ("data",), "error_y.type": ("data",)},
    "scatter": {
        "mode": ("lines", "markers", "lines+markers", "text"),
        "textposition": ("middle right", "top right"),
        "fill": ("toself",),
        "error_x.type": ("data",),
        "error_y.type": ("data",),
        "line.dash": ("solid", "dash", "dot"),
    },
    "axis": {
        "type": ("category", "linear", "-"),
        "rangemode": ("normal", "tozero"),
        "ticks": ("",),
        "side": ("bottom", "left"),
        "categoryorder": ("array",),
    },
    "annotation": {"showarrow": (False,), "xref": ("x", "paper"), "yref": ("y", "paper")},
    "shape": {
        "type": ("line", "rect"),
        "xref": ("x", "x domain", "paper"),
        "yref": ("y", "y domain", "paper"),
        "layer": ("above", "below"),
        "line.dash": ("solid", "dash", "dot"),
    },
    "layout": {"barmode": ("overlay", "group"), "showlegend": (False,)},
}


def read_figure(figure: Spec) -> None:
    """Make sure that every trace, axis, note and shape of a figure is understood.

    Args:
        figure: a plotly figure, as `to_dict` gives it.

    Raises:
        ValueError: something in it is not; the message says what.
    """
    layout = figure["layout"]
    for trace in figure["data"]:
        if trace["type"] not in {"bar", "scatter"}:
            raise ValueError(f"a picture of a trace of type {trace['type']!r} cannot be drawn")
        _check(trace["type"], trace)
    unknown = set(layout) - KNOWN["layout"]
    if unknown:
        raise ValueError(f"a picture cannot show layout.{min(unknown)}")
    _check_words("layout", {key: layout[key] for key in WORDS["layout"] if key in layout})
    for axis in ("xaxis", "yaxis"):
        _check("axis", layout.get(axis, {}))
    for kind in ("annotation", "shape"):
        for one in layout.get(f"{kind}s", ()):
            _check(kind, one)
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    if len(bars) > 1 and layout.get("barmode") != "overlay":
        raise ValueError("a picture of several bar traces needs barmode 'overlay'")


def _check(kind: str, spec: Spec) -> None:
    found = dict(_leaves(spec))
    for key in found:
        if key not in KNOWN[kind] and key.split(".")[0] not in UNSEEN:
            raise ValueError(f"a picture cannot show {kind}.{key} = {str(found[key])[:60]!r}")
    _check_words(kind, found)


def _check_words(kind: str, found: Spec) -> None:
    for key, allowed in WORDS[kind].items():
        if key in found and found[key] not in allowed:
            raise ValueError(f"a picture cannot show {kind}.{key} = {str(found[key])[:60]!r}")


def _leaves(spec: Spec, above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in spec.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def numbers(values: Any) -> np.ndarray:
    """The numbers of a trace; none is NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def each(values: Any, count: int) -> list[Any]:
    """A setting for each mark: one that holds for all is repeated."""
    return list(values) if isinstance(values, list) else [values] * count
