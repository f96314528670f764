"""What the page of need lets one choose, and what an address says of it: grain, weights, flagged areas only."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import controls
from dashboard.components.markup import ahead, typed_ahead
from dashboard.evidence import Evidence
from dashboard.exhibits.state import PageState, one_of, weights_in
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.what_if import indicator_weights
from dashboard.vocabulary import GRAINS

PRESETS = {
    "equal": "Each priority counts the same",
    "simd_like": "As in the national index (SIMD)",
    "custom": "My own weights",
}


def read(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What the page shows, from its address; what is not known or cannot be used falls back."""
    return {
        "grain": one_of(state.get("grain"), [kind.value for kind in GRAINS]),
        **weights_in(evidence, state),
        "flagged": "yes" if state.get("flagged") == "yes" else "",
    }


def need_controls(evidence: Evidence, chosen: PageState) -> html.Div:
    """The choices: grain, weights of priorities (a set or one's own), weights of indicators, flagged only."""
    grain, preset, hidden, _, _, flagged = control_values(evidence, chosen)
    presets = [(key, PRESETS.get(key, key)) for key in (*evidence.partnership.weights, "custom")]
    return html.Div(
        [
            html.Div(
                [
                    controls.select(
                        "need-grain", "Size of area", [(kind.value, kind.plural.capitalize()) for kind in GRAINS], grain
                    ),
                    controls.select("need-preset", "What counts how much", presets, preset),
                    controls.switch("need-flagged", "Flagged areas only", flagged),
                ],
                className="controls",
                **ahead("need", {"need-preset": "weights"}),
            ),
            html.Div(
                weight_boxes(evidence, chosen),
                id="need-weights",
                className="weights",
                hidden=hidden,
                **typed_ahead("need", "weights"),
            ),
            html.Details(
                [
                    html.Summary("Weights of single indicators (0 leaves one out)"),
                    html.Div(
                        indicator_boxes(evidence, chosen),
                        id="need-indicators",
                        className="weights",
                        **typed_ahead("need", "indicators", named="indicator"),
                    ),
                ],
                open=bool(chosen["indicators"]),
            ),
        ]
    )


def weight_boxes(evidence: Evidence, chosen: PageState) -> list[Component]:
    """A box for the weight of each priority."""
    weights = weights_of(evidence.partnership, chosen["weights"])
    return [
        controls.weight({"type": "need-weight", "priority": name}, f"Weight of {name}", value)
        for name, value in weights.items()
    ]


def indicator_boxes(evidence: Evidence, chosen: PageState) -> list[Component]:
    """A box for the weight of each indicator that is scored."""
    *_, weights, _ = control_values(evidence, chosen)
    return [
        controls.weight({"type": "need-indicator", "indicator": key}, evidence.indicators[key].name, value)
        for key, value in zip(scored(evidence), weights, strict=True)
    ]


def scored(evidence: Evidence) -> list[str]:
    """Every indicator that is scored at either grain."""
    rows = [row for priority in evidence.partnership.priorities for row in priority.indicators.values()]
    return [key for key in dict.fromkeys(key for row in rows for key in row) if key in evidence.indicators]


def default_weights(evidence: Evidence) -> dict[str, float]:
    """The weight of each scored indicator in the partnership's own definition."""
    rows = [row for priority in evidence.partnership.priorities for row in priority.indicators.values()]
    return {key: weight for row in reversed(rows) for key, weight in row.items()}


def indicators_text(evidence: Evidence, weights: Mapping[str, float]) -> str:
    """Weights of indicators as an address has them: those that are not the partnership's own."""
    defaults = default_weights(evidence)
    return ",".join(f"{key}:{weight:g}" for key, weight in weights.items() if weight != defaults[key])


def picked_in(
    grain: str, preset: str, weights: Sequence[Any], indicators: Sequence[Any], flagged: bool
) -> dict[str, Any]:
    """What the controls say, in the terms of control_values; a number that is cleared, or not yet typed, is 0."""
    return {
        "grain": grain,
        "preset": preset,
        "weights": [float(number or 0) for number in weights],
        "indicators": [float(number or 0) for number in indicators],
        "flagged": bool(flagged),
    }


def control_values(evidence: Evidence, chosen: PageState) -> tuple[Any, ...]:
    """What the controls show: grain, preset, whether own weights are hidden, weights, indicators, flagged only."""
    preset = chosen["weights"] if chosen["weights"] in evidence.partnership.weights else "custom"
    weights = weights_of(evidence.partnership, chosen["weights"])
    indicators = {**default_weights(evidence), **indicator_weights(chosen["indicators"])}
    return (
        chosen["grain"],
        preset,
        preset != "custom",
        list(weights.values()),
        [indicators[key] for key in scored(evidence)],
        bool(chosen["flagged"]),
    )
