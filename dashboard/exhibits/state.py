"""What an address asks for: the state in its query string, made valid."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.custom_area import is_custom, with_custom_area, zones_named
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.statistics.scoring import weights_of
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.what_if import tried
from dashboard.vocabulary import AreaType

PageState = Mapping[str, str]
PARTNERSHIP = "partnership"
MOST_COMPARED, FEWEST_COMPARED = 4, 2


def state_of(search: str | None) -> dict[str, str]:
    """The state in a query string; the last of a repeated key counts."""
    return dict(parse_qsl((search or "").lstrip("?")))


def evidence_of(state: PageState) -> Evidence:
    """The evidence of the partnership in a state; an unknown one falls back to the default."""
    wanted = state.get(PARTNERSHIP, DEFAULT_PARTNERSHIP)
    return evidence(wanted if wanted in library().partnerships else DEFAULT_PARTNERSHIP)


def evidence_with_custom_area(state: PageState) -> Evidence:
    """The same with the area of one's own that the address holds; codes that are none of its zones are left out."""
    own = evidence_of(state)
    zones = zones_named(own, state.get("zones", "")).zones
    return with_custom_area(own, harmless(state.get("name", "")), zones) if zones else own


def harmless(name: str) -> str:
    """A name from an address without signs that charts read as mark-up or that documents cannot hold."""
    shown = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    return shown.replace("<", "‹").replace(">", "›")


def evidence_for(state: PageState, area_code: str) -> Evidence:
    """The evidence that the page of an area needs: a custom area is known only where it is asked for."""
    return evidence_with_custom_area(state) if is_custom(area_code) else evidence_of(state)


def is_shown(evidence: Evidence, area_code: str) -> bool:
    """Whether the partnership has a page for such an area: any of its own, but not itself."""
    return area_code in evidence.areas.index and AreaType.of(area_code) != AreaType.COUNCIL_AREA


def one_of(value: object, allowed: list[str], fallback: str = "") -> str:
    """A value that is allowed, or else the fallback, or else the first that is allowed."""
    text = str(value or "")
    if text in allowed:
        return text
    return fallback if fallback in allowed or not allowed else allowed[0]


def weights_in(evidence: Evidence, state: PageState) -> dict[str, str]:
    """The weights of priorities and of indicators in a state; what cannot be used falls back to the partnership's."""
    weights, indicators = state.get("weights", "equal"), state.get("indicators", "")
    try:
        weights_of(evidence.partnership, weights)
    except ValueError:
        weights = "equal"
    try:
        tried(evidence, indicators)
    except ValueError:
        indicators = ""
    return {"weights": weights, "indicators": indicators}


def ranking(evidence: Evidence, chosen: PageState, area_type: AreaType) -> NeedSummary:
    """The ranking that the weights of a choice ask for."""
    return need_summary(tried(evidence, chosen["indicators"]), area_type, chosen["weights"])


def compared(evidence: Evidence, state: PageState) -> list[str]:
    """The areas an address sets side by side; where it asks for none, those of greatest and least need."""
    asked = list(dict.fromkeys(state.get("areas", "").split(",")))
    known = [code for code in asked if is_shown(evidence, code)][:MOST_COMPARED]
    if known or "areas" in state:
        return known
    need = need_summary(evidence.of_zones, AreaType.INTERMEDIATE_ZONE).areas.index
    return [str(need[0]), str(need[-1])] if len(need) > 1 else [str(code) for code in need]
