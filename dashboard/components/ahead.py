"""Answers before they are asked for: what a choice that is pointed at would show, so that choosing it shows it at once.

The page's own callback still answers, and has the last word.
"""

import json
from collections.abc import Callable, Mapping

from flask import Flask, Response, abort, request

from dashboard.components import board_view, explore_view
from dashboard.components.need_choices import indicators_text
from dashboard.components.remembered import forget
from dashboard.evidence import Evidence
from dashboard.exhibits.state import PageState, evidence_of, state_of, weights_in
from dashboard.statistics.certainty import is_tried
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.what_if import indicator_weights, tried


def _weighed(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What weights change; nothing of those that cannot be used, or not yet."""
    known = all(state.get(key, value) == value for key, value in weights_in(evidence, state).items())
    if not known:
        return {}
    indicators = indicators_text(evidence, indicator_weights(state.get("indicators", "")))
    weights = weights_of(evidence.partnership, state.get("weights", "equal"))
    if is_tried(tried(evidence, indicators), tuple(weights.items())):
        forget()  # each step is another question, and few are asked again
    return board_view.changing(evidence, {**state, "indicators": indicators})


CHANGING: Mapping[str, Callable[[Evidence, PageState], dict[str, str]]] = {
    "explore": explore_view.changing,
    "need": _weighed,
}
"""By page: what a state changes there, as HTML by the id of its part, or as the shading of a map."""


def serve_ahead(server: Flask) -> None:
    """Give the server the addresses under which answers are found."""

    @server.get("/ahead/<page>")
    def ahead(page: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if page not in CHANGING:
            abort(404)
        state = state_of(request.query_string.decode("utf-8", "replace"))
        text = json.dumps(CHANGING[page](evidence_of(state), state), ensure_ascii=False, separators=(",", ":"))
        return Response(text, content_type="application/json", headers={"Cache-Control": "no-store"})
