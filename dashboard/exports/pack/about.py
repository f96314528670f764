"""What stands in every pack: what it is of, how to read it, and where its figures are from."""

from datetime import date

from dashboard.evidence import Evidence
from dashboard.exhibits.table import Table, columns, table
from dashboard.exports.pack.document import Bullets, Section
from dashboard.statistics.scoring import weights_of, weights_words
from dashboard.statistics.words import share
from dashboard.vocabulary import AreaType, Indicator

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."


def today() -> str:
    """The day a pack is made."""
    return date.today().isoformat()


def about(evidence: Evidence, what: str, kind: AreaType) -> tuple[tuple[str, str], ...]:
    """What stands on every page: area, boundary year, data version, source."""
    year = kind.boundary_year
    return (
        ("Area", what),
        ("Boundaries", f"{kind.plural}, {year}" if year else f"{kind.plural}, built from 2011 data zones"),
        ("Data version", evidence.library.version),
        ("Source", "publishers named with each figure; Open Government Licence v3.0"),
    )


def how_to_read(evidence: Evidence) -> Section:
    """The method in a few sentences."""
    return Section("How to read this", (Bullets(tuple(notes(evidence).values())),))


def notes(evidence: Evidence) -> dict[str, str]:
    """The method by what it is about, with the thresholds and weights in force."""
    limits, name = evidence.partnership.thresholds, evidence.partnership.name
    weights = weights_of(evidence.partnership, "equal")
    return {
        "score": f"The need score runs from 0 to 100 and weighs {weights_words(weights)}, unless a source names other "
        "weights; rank 1 is greatest need. A likely range holds nine of ten ranks when counts and weights are drawn "
        f"again; “almost certainly” means at least {share(100 * limits.certain, 0)} of the draws.",
        "level": f"An area is a priority if need is concentrated in it or if its share of people on low income is "
        f"above that of {name} beyond chance. Look closer means many people, a pocket, need far from services, or a "
        "worsening trend.",
        "tests": "The two tests of the Act: poorer than the rest of the partnership, and poorer than Scotland, each "
        "told only where the difference is beyond chance.",
        "interval": "A 95% interval shows how far chance alone could have moved a figure. Suppressed, not published "
        "and zero are different things and are said in words.",
        "unflagged": "An area without a flag still has people in need: a list of areas never reaches all of them.",
        "licence": f"{LICENCE} The workbook of this pack has every figure behind its charts; the Methods page of the "
        "dashboard has every formula and every threshold.",
    }


def sources_table(evidence: Evidence) -> Table:
    """Where the figures of every indicator are from: publisher, title, licence, date, and what suppression means."""
    rows = [_source(one) for one in evidence.indicators.values()]
    heads = columns("Indicator", "Definition", "Unit", "Publisher", "Title", "Licence", "Retrieved", "Suppression")
    return table("Indicators: definition, source, licence", heads, rows)


def _source(one: Indicator) -> list[str]:
    hidden = one.suppression.rule if one.suppression else "none"
    source = one.source
    return [
        *(one.name, " ".join((one.definition, one.caveat)).strip(), one.unit.replace("%", "percentage")),
        *(source.publisher, source.title, source.licence, source.retrieved, hidden),
    ]
