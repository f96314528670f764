"""What the dashboard is held against, in the same browser: a bare canvas page, and the usual plotly app.

`python -m tests.benchmarks.rivals floor PORT` or `usual PORT`. Both show the data zones of a partnership, or of all
Scotland (`/` and `/scotland`), with a list of two indicators.
"""

import gzip
import json
import sys
from functools import cache

import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc, html
from flask import Flask, Response

from dashboard.evidence import evidence
from dashboard.evidence.boundaries import features
from dashboard.exports.layers import area_layer, scotland_layer
from dashboard.statistics.area_figures import area_figures, periods
from dashboard.vocabulary import AreaType

INDICATORS = ("simd_income", "simd_employment")
PARTNERSHIP = "perth-and-kinross"
COLOURS = ("#dceaf7", "#9fc8ee", "#55a8f2", "#0065bd", "#002d54")
PAGE = """<!doctype html><meta charset="utf-8"><title>floor</title><link rel="icon" href="data:,">
<select><option value="0">0</option><option value="1">1</option></select>
<canvas width="590" height="540"></canvas>
<script>
const colours = %(colours)s, wide = 590, high = 540;
const down = (one) => -Math.log(Math.tan(Math.PI / 4 + (one * Math.PI) / 360)) * (180 / Math.PI);
const read = (url) => fetch(url).then((answer) => answer.json());
Promise.all([read("%(shapes)s"), read("%(values)s")]).then(([{ features }, values]) => {
  const own = ({ geometry: { type, coordinates } }) => (type === "Polygon" ? coordinates : coordinates.flat());
  const rings = features.map(own);
  const xs = rings.flat(2).map(([x]) => x), ys = rings.flat(2).map(([, y]) => down(y));
  const least = (all) => all.reduce((a, b) => Math.min(a, b)), most = (all) => all.reduce((a, b) => Math.max(a, b));
  const [west, north] = [least(xs), least(ys)];
  const scale = Math.min(wide / (most(xs) - west), high / (most(ys) - north));
  const paths = rings.map((own) => {
    const path = new Path2D();
    for (const ring of own) {
      ring.forEach(([x, y], place) => path[place ? "lineTo" : "moveTo"]((x - west) * scale, (down(y) - north) * scale));
      path.closePath();
    }
    return path;
  });
  const context = document.querySelector("canvas").getContext("2d");
  const draw = (which) => {
    context.clearRect(0, 0, wide, high);
    context.lineWidth = 0.5;
    context.strokeStyle = "#fff";
    paths.forEach((path, place) => {
      context.fillStyle = colours[values[which][place]];
      context.fill(path);
      context.stroke(path);
    });
  };
  document.querySelector("select").onchange = ({ target }) => draw(target.value);
  draw(0);
});
</script>"""


def _scotland(whole: str) -> bool:
    return whole == "scotland"


@cache
def _shapes(whole: str) -> bytes:
    kind = AreaType.DATA_ZONE
    return features(*(scotland_layer(kind) if _scotland(whole) else area_layer(PARTNERSHIP, kind)))


@cache
def _values(whole: str) -> list[dict[str, float]]:
    held = evidence(PARTNERSHIP)
    found: list[dict[str, float]] = []
    for one in INDICATORS:
        period = periods(held, one, AreaType.DATA_ZONE)[-1]
        figures = area_figures(held, one, AreaType.DATA_ZONE, period.label, _scotland(whole))
        found.append({str(code): float(value) for code, value in figures["value"].items()})
    return found


@cache
def _classes(whole: str) -> bytes:
    codes = [feature["id"] for feature in json.loads(_shapes(whole))["features"]]
    rows: list[list[int]] = []
    for values in _values(whole):
        ordered = sorted(values.values())
        cuts = [ordered[len(ordered) * fifth // 5] for fifth in range(1, 5)]
        rows.append([sum(values.get(code, 0) >= cut for cut in cuts) for code in codes])
    return json.dumps(rows).encode()


def floor() -> Flask:
    """A page that does nothing but draw the same polygons by the same values."""
    server = Flask(__name__)

    def packed(content: bytes, kind: str) -> Response:
        headers = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=31536000, immutable"}
        return Response(gzip.compress(content), content_type=kind, headers=headers)

    @server.get("/<whole>.<what>.json")
    def data(whole: str, what: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return packed(_shapes(whole) if what == "shapes" else _classes(whole), "application/json")

    @server.get("/", defaults={"whole": "partnership"})
    @server.get("/<whole>")
    def page(whole: str) -> str:  # pyright: ignore[reportUnusedFunction]
        given = {"colours": json.dumps(COLOURS), "shapes": f"/{whole}.shapes.json", "values": f"/{whole}.values.json"}
        return PAGE % given

    return server


def usual() -> Flask:
    """What people usually write: a list, a callback, and a whole figure back."""
    app = Dash(__name__, use_pages=False)

    app.layout = html.Div(
        [
            dcc.Location(id="where"),
            dcc.Dropdown([*INDICATORS], INDICATORS[0], id="what"),
            dcc.Graph(id="map", style={"width": 590, "height": 540}),
        ]
    )

    @app.callback(Output("map", "figure"), Input("what", "value"), State("where", "pathname"))
    def draw(what: str, path: str) -> go.Figure:  # pyright: ignore[reportUnusedFunction]
        whole = path.strip("/") or "partnership"
        values = _values(whole)[INDICATORS.index(what)]
        figure = go.Figure(
            go.Choroplethmap(geojson=json.loads(_shapes(whole)), locations=list(values), z=list(values.values()))
        )
        centre = {"lat": 57.8, "lon": -4.2} if _scotland(whole) else {"lat": 56.6, "lon": -3.7}
        return figure.update_layout(
            map={"style": "white-bg", "center": centre, "zoom": 5 if _scotland(whole) else 7.5},
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
        )

    return app.server


if __name__ == "__main__":
    name, port = sys.argv[1:]
    {"floor": floor, "usual": usual}[name]().run(host="127.0.0.1", port=int(port), threaded=True)
