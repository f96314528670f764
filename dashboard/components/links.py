"""The address bar is the state: reading it, writing it, and changing one thing in it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash import ctx, no_update
from dash.exceptions import MissingCallbackContextException

from dashboard.evidence import Evidence, evidence, library
from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP

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
    return no_update if ctx.triggered_id == address_id else query(state)


def address(path: str, partnership_id: str, **state: object) -> str:
    """The address of a page of a partnership."""
    return f"{path}{query({PARTNERSHIP: partnership_id, **state})}"


def evidence_of(state: State) -> Evidence:
    """The evidence of the partnership in a state; an unknown one falls back to the default."""
    wanted = state.get(PARTNERSHIP, DEFAULT_PARTNERSHIP)
    return evidence(wanted if wanted in library().partnerships else DEFAULT_PARTNERSHIP)


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
