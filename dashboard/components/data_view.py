"""Pieces of the page of data: every indicator with what is held of it, and how other programs ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.attributes import attributes
from dashboard.components.links import address
from dashboard.components.table import Column, table
from dashboard.evidence import Evidence
from dashboard.statistics.holdings import STALE_AFTER, Cover, Holding, holdings
from dashboard.vocabulary import AreaType, Indicator, Topic

Downloads = Mapping[str, str]
"""Addresses by the words of their links."""

NUMBER_WORDS = {5: "five"}
YEARS = f"{NUMBER_WORDS.get(STALE_AFTER, STALE_AFTER)} years"
STALE, FRESH = f"◷ Older than {YEARS}", f"✓ Within {YEARS}"
RULE = (
    f"A figure is called older than {YEARS} if the year its period begins in lies more than {YEARS} before the year in "
    "which it was retrieved. The year is the one the publisher gives the period: figures of the Scottish Index of "
    "Multiple Deprivation of 2020 count as of 2020, though some describe earlier years. Today's date plays no part, so "
    "that the page says the same until the evidence changes."
)
HEADINGS = ("Indicator", "What it is", "Source and licence", "Periods", "Coverage", "Freshness", "Downloads")


def sentence(evidence: Evidence) -> str:
    """What evidence there is, and how fresh."""
    held = holdings(evidence)
    newest = max(one.latest for one in held.values())
    publishers = {evidence.indicators[key].source.publisher for key in held}
    old = sum(one.stale for one in held.values())
    stand = "is" if old == 1 else "are"
    return (
        f"{len(held)} indicators from {len(publishers)} publishers are held for {evidence.partnership.name}: the "
        f"newest figure is of {newest.label}, and {old} {stand} older than {YEARS}."
    )


def topics(evidence: Evidence, downloads: Mapping[str, Downloads]) -> list[Any]:
    """A table a topic, opened on demand, of every indicator and what is held of it.

    Args:
        evidence: one partnership's evidence.
        downloads: where each indicator can be downloaded, by indicator_id.
    """
    held = holdings(evidence)
    parts: list[Any] = []
    for topic, indicators in _topics(evidence).items():
        rows = [_row(evidence, one, held.get(one.indicator_id), downloads[one.indicator_id]) for one in indicators]
        caption = f"{topic.value}: indicators held, for {evidence.partnership.name} and for all of Scotland"
        opened = html.Summary(f"{topic.value}: {len(rows)} indicator{'' if len(rows) == 1 else 's'}")
        parts.append(html.Details([opened, table(caption, [Column(heading) for heading in HEADINGS], rows)]))
    return parts


def _topics(evidence: Evidence) -> dict[Topic, list[Indicator]]:
    found = {topic: [one for one in evidence.indicators.values() if one.topic == topic] for topic in Topic}
    return {topic: sorted(rows, key=lambda one: one.name) for topic, rows in found.items() if rows}


def _row(evidence: Evidence, one: Indicator, held: Holding | None, downloads: Downloads) -> list[Any]:
    explore = address("/explore", evidence.partnership.partnership_id, indicator=one.indicator_id)
    caveat = [html.P(f"Take care: {one.caveat}")] if one.caveat else []
    source = f"{one.source.publisher}: {one.source.title}. {one.source.licence}. Retrieved {one.source.retrieved}."
    links = [
        html.Li(html.A(words, href=href, **attributes({"aria-label": f"{words}: {one.name}"})))
        for words, href in downloads.items()
    ]
    return [
        dcc.Link(one.name, href=explore),
        html.Details([html.Summary("Definition"), html.P(f"{one.definition} Unit: {one.unit}."), *caveat]),
        source,
        _periods(held),
        _coverage(evidence, held),
        "" if held is None else STALE if held.stale else FRESH,
        html.Ul(links, className="reasons"),
    ]


def _periods(held: Holding | None) -> str:
    if held is None:
        return "–"
    first, latest = held.first.label, held.latest.label
    return f"{latest} only" if first == latest else f"Latest {latest}; first {first}"


def _coverage(evidence: Evidence, held: Holding | None) -> Any:
    """How many of the partnership's areas have a figure, a line a kind of area."""
    if held is None:
        return f"Nothing is held for {evidence.partnership.name}"
    lines = [html.Li(_cover(kind, cover, held)) for kind, cover in held.covers.items()]
    return html.Ul(lines, className="reasons")


def _cover(kind: AreaType, cover: Cover, held: Holding) -> str:
    when = "" if cover.period == held.latest.label else f" ({cover.period})"
    if kind == AreaType.COUNCIL_AREA:
        return f"The council area{when}"
    return f"{cover.with_figure} of {cover.areas} {kind.plural}{when}"


def package(address_of_package: str) -> list[Any]:
    """The section about the package."""
    return [
        html.H2("Everything in one file", id="data-package"),
        html.P(
            [
                html.A("The evidence package (ZIP)", href=address_of_package),
                " holds every indicator as published for all of Scotland, with the definitions, the areas and the "
                "partnerships. It is a Data Package of Frictionless Data (datapackage.json) and is described as CSV on "
                "the Web too (csv-metadata.json), so that programs know the type and meaning of every column. The same "
                "evidence always makes the same file, byte for byte.",
            ]
        ),
    ]


def interface(routes: Sequence[Sequence[str]], description: str) -> list[Any]:
    """The section about the open interface.

    Args:
        routes: path, what it answers, parameters, formats and an example, of every address.
        description: the address of the description for programs.
    """
    rows = [
        [
            html.Code(path, className="address"),
            html.Div(title, className="brief"),
            parameters,
            formats,
            html.A(example, href=example, className="address"),
        ]
        for path, title, parameters, formats, example in routes
    ]
    headings = ("Address", "What it answers", "Parameters", "Formats", "Example")
    return [
        html.H2("For other programs", id="data-interface"),
        html.P(
            [
                "The same figures can be read by other programs: only read, without a key. ",
                html.A("The description for programs (OpenAPI 3.1)", href=description),
                " is made from the table that answers, and so is this one.",
            ]
        ),
        table("The addresses of the open interface", [Column(heading) for heading in headings], rows),
        html.Ul([html.Li(text) for text in RULES]),
    ]


RULES = (
    "JSON unless asked otherwise: add format=csv, or send Accept: text/csv. Every CSV answer names the "
    "description of its columns (CSV on the Web) in its Link header.",
    "A page has 1,000 rows unless limit says otherwise, and 10,000 at most; offset leaves out the rows before. total "
    "says how many there are, next is the address of the next page.",
    "A suppressed, missing or not applicable figure has a status and no number: it is not zero.",
    "lower and upper are the ends of the 95% interval; where there is none they are empty.",
    "Every answer has an ETag. A conditional request with it is answered 304, without a body, if nothing has changed. "
    "Repr-Digest is the SHA-256 of the content. Data-Version changes when any of the evidence does.",
    "What cannot be answered is 400 (what was asked), 404 (no such address or name) or 405 (anything but reading), and "
    "says what was found, what is allowed and how to put it right.",
)
