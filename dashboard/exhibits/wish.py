"""What is asked of the choice of where next: the wish in an address, made valid."""

from dashboard.evidence import Evidence
from dashboard.exhibits.state import PageState, one_of
from dashboard.statistics.rollout import Plan, plan
from dashboard.statistics.what_if import tried
from dashboard.statistics.wish import Wish, measures
from dashboard.vocabulary import AreaType

MOST = 40
"""The most areas that can be asked for."""
KEYS = ("k", "keep", "measure", "threshold", "remote", "localities", "budget")


def next_in(evidence: Evidence, state: PageState) -> dict[str, str]:
    """What is asked of the choice, as a state; what is not known or cannot be used falls back."""
    return {
        "k": f"{_whole(state.get('k'), 3, most_areas(evidence))}",
        "keep": "no" if state.get("keep") == "no" else "yes",
        "measure": one_of(state.get("measure"), list(measures(evidence))),
        "threshold": _number(state.get("threshold"), 100),
        "remote": f"{_whole(state.get('remote'), 0, MOST)}",
        "localities": "yes" if state.get("localities") == "yes" and evidence.partnership.localities else "no",
        "budget": _number(state.get("budget"), 1e12) if evidence.partnership.costs else "",
    }


def most_areas(evidence: Evidence) -> int:
    """The most areas that can be asked for here."""
    return min(MOST, len(evidence.areas_of(AreaType.INTERMEDIATE_ZONE)))


def _whole(text: object, fallback: int, most: int) -> int:
    """A whole number from 0 to most, or the fallback."""
    shown = str(text or "")
    return min(int(shown), most) if shown.isascii() and shown.isdigit() and len(shown) < 6 else fallback


def _number(text: object, most: float) -> str:
    """A number from 0 to most as text, or nothing."""
    try:
        number = float(str(text))
    except ValueError:
        return ""
    return f"{number:g}" if 0 <= number <= most else ""


def wish_of(chosen: PageState) -> Wish:
    """What is wanted, from the state."""
    return Wish(
        more=int(chosen["k"]),
        keep=chosen["keep"] == "yes",
        measure=chosen["measure"],
        threshold=float(chosen["threshold"]) if chosen["threshold"] else None,
        remote=int(chosen["remote"]),
        each_locality=chosen["localities"] == "yes",
        budget=float(chosen["budget"]) if chosen["budget"] else None,
        weights=chosen["weights"],
    )


def planned(evidence: Evidence, chosen: PageState) -> Plan | str:
    """The choice, or why no set of areas meets the conditions."""
    try:
        return plan(tried(evidence, chosen["indicators"]), wish_of(chosen))
    except ValueError as error:
        return str(error)
