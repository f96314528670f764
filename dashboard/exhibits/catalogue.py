"""Every chart and map of the pages by its key, made anew from the state of an address."""

import re
from collections.abc import Callable, Mapping

from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import CUSTOM_CODE
from dashboard.exhibits import explore, inequality
from dashboard.exhibits.dispersed import MAPS, curve_exhibit, dispersed_map
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.explore_bars import explore_bars
from dashboard.exhibits.inside import spread_inside
from dashboard.exhibits.need_map import area_need_map, need_map
from dashboard.exhibits.profile import profiles
from dashboard.exhibits.ranges import ranges_exhibit
from dashboard.exhibits.score import score_exhibit
from dashboard.exhibits.state import (
    PageState,
    compared,
    evidence_for,
    evidence_of,
    evidence_with_custom_area,
    is_shown,
    one_of,
    ranking,
    weights_in,
)
from dashboard.exhibits.trend import area_trend_exhibits
from dashboard.statistics.area_figures import profile
from dashboard.statistics.dispersed import in_need
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.vocabulary import GRAINS, AreaType

Found = Exhibit | MapExhibit | str | None
"""What is shown, or why there is nothing to show."""
NUMBERED = re.compile(r"(area-spine|area-trend)-(\d{1,2})")


def exhibit_of(key: str, state: PageState) -> Found:
    """What a page shows under a key; nothing if no page has such a key.

    Args:
        key: the id of a chart or map.
        state: the state of the page's address; for an area's page with its `area_code`.
    """
    if key.startswith("area-"):
        return _of_area(key, state)
    return _MAKERS[key](state) if key in _MAKERS else None


def _of_area(key: str, state: PageState) -> Found:
    area_code = state.get("area_code", "")
    evidence = evidence_for(state, area_code)
    if not is_shown(evidence, area_code):
        return None
    numbered = NUMBERED.fullmatch(key)
    if numbered:
        return next((one for one in _numbered(numbered[1], evidence, area_code) if one.key == key), None)
    if key == "area-spread":
        return spread_inside(key, evidence, [area_code])
    if key == "area-why":
        return score_exhibit(evidence, need_summary(evidence, AreaType.of(area_code)), area_code)
    return area_need_map(key, evidence, area_code) if key == "area-map" else None


def _numbered(kind: str, evidence: Evidence, area_code: str) -> list[Exhibit]:
    if kind == "area-trend":
        return area_trend_exhibits(evidence, area_code)
    held = profiles(evidence, area_code, profile(evidence, area_code))
    return [one for _, one in held if isinstance(one, Exhibit)]


def _weighed(state: PageState, grain: AreaType | None = None) -> tuple[Evidence, NeedSummary]:
    """The evidence and the ranking that a page with weights shows."""
    evidence = evidence_of(state)
    kind = grain or AreaType(one_of(state.get("grain"), [kind.value for kind in GRAINS]))
    return evidence, ranking(evidence, weights_in(evidence, state), kind)


def _overview_map(state: PageState) -> Found:
    evidence = evidence_of(state)
    return need_map("overview-map", evidence, need_summary(evidence, AreaType.INTERMEDIATE_ZONE))


def _custom_map(state: PageState) -> Found:
    evidence = evidence_with_custom_area(state)
    if CUSTOM_CODE in evidence.areas.index:
        return area_need_map("custom-map", evidence, CUSTOM_CODE)
    return need_map("custom-map", evidence, need_summary(evidence, AreaType.DATA_ZONE))


def _curve(state: PageState) -> Found:
    evidence, summary = _weighed(state, AreaType.INTERMEDIATE_ZONE)
    return curve_exhibit(evidence, summary, in_need(evidence))


def _dispersed(key: str) -> Callable[[PageState], Found]:
    return lambda state: dispersed_map(key, *_weighed(state, AreaType.INTERMEDIATE_ZONE), state.get("area", ""))


def _compared(state: PageState) -> Found:
    evidence = evidence_with_custom_area(state)
    codes = compared(evidence, state)
    return spread_inside("compare-spread", evidence, codes) if codes else None


def _explored(make: Callable[[Evidence, explore.Choice], Found]) -> Callable[[PageState], Found]:
    return lambda state: make(evidence_of(state), explore.read(evidence_of(state), state))


def _gaps(make: Callable[[Evidence, inequality.Choice], Found]) -> Callable[[PageState], Found]:
    return lambda state: make(evidence_of(state), inequality.read(evidence_of(state), state))


_MAKERS: Mapping[str, Callable[[PageState], Found]] = {
    "overview-map": _overview_map,
    "need-map": lambda state: need_map("need-map", *_weighed(state)),
    "need-ranges": lambda state: ranges_exhibit(*_weighed(state)),
    "rollout-curve": _curve,
    **{key: _dispersed(key) for key in MAPS},
    "explore-map": _explored(explore.explore_map),
    "explore-bars": _explored(explore_bars),
    "explore-trend": _explored(explore.explore_trend),
    "inequality-fifths": _gaps(inequality.fifths_exhibit),
    "inequality-trend": _gaps(inequality.gap_trend),
    "compare-spread": _compared,
    "custom-map": _custom_map,
}
KEYS = tuple(_MAKERS)
"""The keys of charts and maps of all pages but an area's."""
