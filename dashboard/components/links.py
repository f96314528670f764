"""The address bar is the state: reading it, writing it, and changing one thing in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash import ctx, no_update
from dash.exceptions import MissingCallbackContextException

from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.custom_area import CUSTOM_CODE, codes_of, is_custom, with_custom_area, zones_named
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.vocabulary import AreaType

State = Mapping[str, str]
PARTNERSHIP = "partnership"


def state_of(search: str | None) -> dict[str, str]:
    """The state in a query string; the last of a repeated key counts."""
    return dict(parse_qsl((search or "").lstrip("?")))


def single(state: Mapping[str, object]) -> dict[str, str]:
    """The state with one text a key: of a key that stands twice in the address, the last counts."""
    return {key: str(value[-1] if isinstance(value, list) and value else value) for key, value in state.items()}


def state_in_title(state: State) -> dict[str, str]:
    """The state for a page's title: Dash asks for it without the query string, which the address it loads has."""
    try:
        loading: dict[str, str] = ctx.inputs
    except (LookupError, MissingCallbackContextException):
        return dict(state)
    return {**state_of(loading.get("_pages_location.search")), **state}


def query(state: Mapping[str, object]) -> str:
    """The query string of a state, without what is empty, and without the default partnership."""
    kept = {key: str(value) for key, value in state.items() if value not in ("", None, False)}
    if kept.get(PARTNERSHIP) == DEFAULT_PARTNERSHIP:
        del kept[PARTNERSHIP]
    return f"?{urlencode(kept, safe=',/')}" if kept else ""


def new_query(state: Mapping[str, object], address_id: str) -> Any:
    """The query string to go to, or nothing new in answer to the address itself: else Forward would be lost."""
    return new_search(query(state), address_id)


def new_search(search: str, address_id: str) -> Any:
    """The same for a query string that is written already."""
    return no_update if ctx.triggered_id == address_id else search


def address(path: str, partnership_id: str, **state: object) -> str:
    """The address of a page of a partnership."""
    return f"{path}{query({PARTNERSHIP: partnership_id, **state})}"


def area_address(evidence: Evidence, area_code: str) -> str:
    """The address of the page of an area."""
    return address(f"/area/{area_code}", evidence.partnership.partnership_id, **custom_state(evidence))


def compare_address(evidence: Evidence, codes: Sequence[str]) -> str:
    """The address that sets areas side by side."""
    areas = ",".join(codes)
    return address("/compare", evidence.partnership.partnership_id, areas=areas, **custom_state(evidence))


def custom_address(evidence: Evidence, area_code: str) -> str:
    """The address where an area can be put together, begun with the zones of one."""
    begun = {"zones": codes_of(evidence, tuple(evidence.zones_of(area_code))), "name": ""}
    state = custom_state(evidence) if is_custom(area_code) else begun
    return address("/custom", evidence.partnership.partnership_id, **state)


def custom_state(evidence: Evidence) -> dict[str, str]:
    """What an address says of the area that somebody has put together, if there is one."""
    if evidence.without is None:
        return {}
    zones = tuple(str(zone) for zone in evidence.zones_of(CUSTOM_CODE))
    return {"zones": codes_of(evidence, zones), "name": str(evidence.areas["area_name"][CUSTOM_CODE])}


def evidence_of(state: State) -> Evidence:
    """The evidence of the partnership in a state; an unknown one falls back to the default."""
    wanted = state.get(PARTNERSHIP, DEFAULT_PARTNERSHIP)
    return evidence(wanted if wanted in library().partnerships else DEFAULT_PARTNERSHIP)


def evidence_with_custom_area(state: State) -> Evidence:
    """The same with the area of one's own that the address holds; codes that are none of its zones are left out."""
    own = evidence_of(state)
    zones = zones_named(own, state.get("zones", "")).zones
    return with_custom_area(own, state.get("name", ""), zones) if zones else own


def evidence_for(state: State, area_code: str) -> Evidence:
    """The evidence that the page of an area needs: a custom area is known only where it is asked for."""
    return evidence_with_custom_area(state) if is_custom(area_code) else evidence_of(state)


def is_shown(evidence: Evidence, area_code: str) -> bool:
    """Whether the partnership has a page for such an area: any of its own, but not itself."""
    return area_code in evidence.areas.index and AreaType.of(area_code) != AreaType.COUNCIL_AREA


def unknown_partnership(state: State) -> str:
    """The partnership a state asks for that there is none of, or nothing."""
    wanted = state.get(PARTNERSHIP, DEFAULT_PARTNERSHIP)
    return "" if wanted in library().partnerships else wanted


def choice(value: object, allowed: list[str], fallback: str = "") -> str:
    """A value that is allowed, or else the fallback, or else the first that is allowed."""
    text = str(value or "")
    if text in allowed:
        return text
    return fallback if fallback in allowed or not allowed else allowed[0]
