"""Start the dashboard: `python app.py`, or `gunicorn app:server`."""

import gc

gc.disable()  # nearly all that is imported and read stays: looking through it for garbage is a tenth of the start

import logging
import os
import uuid
from typing import Any
from urllib.parse import quote

import dash_mantine_components as dmc
from dash import Dash, dcc, html, page_container, set_props
from flask import Response, request
from werkzeug.serving import WSGIRequestHandler

from dashboard.api.serve import serve_api
from dashboard.components.ahead import serve_ahead
from dashboard.components.delivery import deliver, first_needed, libraries, styles
from dashboard.components.downloads import serve_downloads
from dashboard.components.first_view import first_view, shapes_of
from dashboard.components.geometry import serve_shapes
from dashboard.components.remembered import forget, remember
from dashboard.components.shell import NAME
from dashboard.evidence import library

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="data:image/svg+xml,{icon}">
{%css%}
</head>
<body>
<noscript>This dashboard draws its maps and charts in the browser: please allow JavaScript.</noscript>
{%app_entry%}
<div hidden>{%config%}{%scripts%}{%renderer%}</div>
</body>
</html>"""
ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='#0065bd'/>"
    "<path d='M3 13h2V9H3zm4 0h2V6H7zm4 0h2V3h-2z' fill='#fff'/></svg>"
)
THEME: Any = {
    "primaryColor": "house",
    "primaryShade": {"light": 6, "dark": 5},
    "autoContrast": True,
    "respectReducedMotion": True,
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
    "colors": {
        "house": [
            *("#e8f2fb", "#cfe3f5", "#a4c8ea", "#75abde", "#4d92d2", "#3381c7"),
            *("#0065bd", "#0058a6", "#004a8c", "#002d54"),
        ]
    },
}
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

PARTS = frozenset({"text/javascript", "text/css", "application/json"})
"""What a browser never opens as a page of its own that could ask for something."""


def failed(error: Exception) -> None:
    """Say that a callback failed, with a number by which the log knows why."""
    forget()
    reference = uuid.uuid4().hex[:8]
    logging.getLogger(__name__).error("reference %s", reference, exc_info=error)
    text = f"That did not work, and nothing has been changed. Try again, or tell us the reference {reference}."
    set_props("notice", {"children": html.Div(text, className="notice")})


class Dashboard(Dash):
    """Dash, whose pages can be read before it is here."""

    def interpolate_index(self, *parts: str, **named: str) -> str:
        """The first answer of every page."""
        view = first_view(request.path, f"?{request.query_string.decode('utf-8', 'replace')}")
        if not view:
            forget()
        scripts = libraries(named["scripts"])
        first = {
            "css": f"{first_needed(scripts, shapes_of(view))}\n{styles(named['css'])}",
            "app_entry": f"{view}{named['app_entry']}",
            "scripts": scripts,
            "renderer": named["renderer"].replace("application/javascript", "text/plain"),
        }
        return super().interpolate_index(*parts, **(named | first))


library()  # the evidence is read and checked before the first page: what is broken stops the start
app = Dashboard(
    __name__,
    title=NAME,
    use_pages=True,
    suppress_callback_exceptions=True,
    pages_folder="dashboard/pages",
    index_string=INDEX.replace("{icon}", quote(ICON)),
    update_title="",
    compress=True,
    on_error=failed,
    meta_tags=[
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {
            "name": "description",
            "content": "Where need is greatest, how sure that is, and who would be missed.",
        },
    ],
)
app.layout = dmc.MantineProvider(
    [
        dcc.Location(id="shell-address", refresh="callback-nav"),
        html.Div(id="notice", role="alert"),
        html.Div(id="lost-notice", role="alert", className="notice"),
        page_container,
    ],
    theme=THEME,
    defaultColorScheme="auto",
)
server = app.server
deliver(server)
remember(server)
serve_shapes(server)
serve_ahead(server)
serve_downloads(server)
serve_api(server)


@server.after_request
def guarded(response: Response) -> Response:
    """Every page with the rules that keep the browser from asking anyone else for anything; its parts follow them."""
    if response.mimetype not in PARTS:
        response.headers["Content-Security-Policy"] = POLICY.format(hashes=" ".join(app.csp_hashes()))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


gc.enable()
gc.freeze()  # and it is never looked through again
if __name__ == "__main__":
    WSGIRequestHandler.protocol_version = "HTTP/1.1"  # a connection serves many requests
    app.run(host=os.environ.get("HOST", "127.0.0.1"), port=os.environ.get("PORT", "8050"), debug=False)
