"""What the chart tests share: an indicator, a caption, and reading back what a figure draws."""

from typing import Any

from dashboard.charts.figure import Figure
from dashboard.exhibits.exhibit import Caption
from dashboard.vocabulary import Indicator, Measure, Polarity, Source, Suppression, Topic

SOURCE = Source("Scottish Government", "Index", "Open Government Licence v3.0", "2026-11-21")
CAPTION = Caption("Need in Muirton", "Share of people, 2020.", "Source: Scottish Government, Index; 2020.", "A chart.")


def an_indicator(name: str = "People on low income", **more: Any) -> Indicator:
    given: dict[str, Any] = {
        "indicator_id": "low_income",
        "name": name,
        "definition": "The share of people on low income.",
        "topic": Topic.POVERTY,
        "measure": Measure.PROPORTION,
        "unit": "%",
        "polarity": Polarity.LOWER_IS_BETTER,
        "source": SOURCE,
        "suppression": Suppression("Fewer than 5 people: the count is not published."),
    }
    return Indicator(**(given | more))


def drawn(figure: Figure, kind: str) -> list[dict[str, Any]]:
    """The traces of one kind, as they go to the browser."""
    return [trace for trace in figure.to_dict()["data"] if trace["type"] == kind]


def numbers(values: Any) -> list[float]:
    """The numbers of a trace; none is NaN."""
    return [float("nan") if value is None else float(value) for value in values]


def layout_of(figure: Figure) -> dict[str, Any]:
    """The layout, as it goes to the browser."""
    return dict(figure.to_dict()["layout"])


def notes(figure: Figure) -> list[str]:
    """The texts written on a figure."""
    return [note["text"] for note in layout_of(figure).get("annotations", [])]
