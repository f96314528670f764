"""The address bar is the state: writing it, and changing one thing in it; `state` reads it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from dash import ctx, no_update
from dash.exceptions import MissingCallbackContextException

from dashboard.evidence import Evidence, library
from dashboard.evidence.custom_area import CUSTOM_CODE, codes_of, is_custom
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.exhibits.state import PARTNERSHIP, PageState, state_of


def single(state: Mapping[str, object]) -> dict[str, str]:
    """The state with one text a key: of a key that stands twice in the address, the last counts."""
    return {key: str(value[-1] if isinstance(value, list) and value else value) for key, value in state.items()}


def state_in_title(state: PageState) -> dict[str, str]:
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


def pack_address(evidence: Evidence, codes: Sequence[str]) -> str:
    """The address where a pack of areas is made; of none, the Board's."""
    areas = ",".join(codes)
    return address("/packs", evidence.partnership.partnership_id, areas=areas, **custom_state(evidence))


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


def unknown_partnership(state: PageState) -> str:
    """The partnership a state asks for that there is none of, or nothing."""
    wanted = state.get(PARTNERSHIP, DEFAULT_PARTNERSHIP)
    return "" if wanted in library().partnerships else wanted
