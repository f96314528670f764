"""How long each file takes that the dashboard gives away."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import parse_qsl

from dashboard.api.answers import Question, answer
from dashboard.api.route import BASE, Route
from dashboard.api.routes import ROUTES
from dashboard.components.snapshot_view import frozen, opened
from dashboard.evidence import Evidence, evidence, library
from dashboard.exhibits.catalogue import KEYS, exhibit_of
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exhibits.state import PageState
from dashboard.exhibits.wish import next_in, planned
from dashboard.exports.exhibit_file import CHART, SHAPES, exhibit_file
from dashboard.exports.need_record import need_csv, need_record
from dashboard.exports.pack.contents import Pack, area_pack, board_pack
from dashboard.exports.pack.make import FORMATS, make_pack
from dashboard.exports.package import evidence_package
from dashboard.exports.rollout_record import rollout_record
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType
from tests.benchmarks.work import Table, seconds

Works = Iterator[tuple[str, Callable[[], object]]]
AREA, OTHER = "S02002248", "S02002236"
STATES: dict[str, PageState] = {
    "compare-spread": {"areas": f"{AREA},{OTHER}"},
    "explore-trend": {"indicator": "child_poverty"},
}
"""What the address must say for a chart to be there at all."""
ONE_BY_ONE = ("need-map", "need-ranges")
"""The map and the chart of which each file is measured by itself; of the others, all files together."""
OF_AN_AREA = ("area-map", "area-why", "area-spread", "area-spine-1", "area-trend-1")
WEIGHTS = "equal"


def exports() -> Table:
    """Milliseconds of each file of a map and of a chart, of all files of each other one, of packs, snapshots, records
    and the open interface: the first time in this process, and once more.
    """
    held = evidence("perth-and-kinross")
    works = (*_exhibits(held), *_packs(held), *_records(held), *_interface())
    return {name: {"first": 1000 * seconds(work), "again": 1000 * seconds(work)} for name, work in works}


def _exhibits(held: Evidence) -> Works:
    for key in (*KEYS, *OF_AN_AREA):
        shown = exhibit_of(key, {"area_code": AREA, **STATES.get(key, {})})
        if shown is None or isinstance(shown, str):
            raise ValueError(f"{key} has no files: {shown}")
        endings = (*CHART, *SHAPES) if isinstance(shown, MapExhibit) else CHART
        yield f"{key}, {len(endings)} files", partial(_files, held, shown, endings)
        if key in ONE_BY_ONE:
            yield from ((f"{key} as {ending}", partial(exhibit_file, held, shown, ending)) for ending in endings)


def _files(held: Evidence, shown: Exhibit | MapExhibit, endings: tuple[str, ...]) -> object:
    return [exhibit_file(held, shown, ending) for ending in endings]


def _packs(held: Evidence) -> Works:
    for name, pack in {"area": area_pack(held, [AREA]), "board": board_pack(held)}.items():
        yield f"{name} pack, {len(FORMATS)} formats", partial(_made, pack, tuple(FORMATS))
        yield from ((f"{name} pack as {key}", partial(_made, pack, (key,))) for key in FORMATS)


def _made(pack: Pack, formats: tuple[str, ...]) -> object:
    return list(make_pack(pack, formats))


def _records(held: Evidence) -> Works:
    chosen = {"weights": WEIGHTS, "indicators": "", **next_in(held, {})}
    plan = planned(held, chosen)
    if isinstance(plan, str):
        raise TypeError(plan)
    record = need_record(held, need_summary(held, AreaType.INTERMEDIATE_ZONE, WEIGHTS), WEIGHTS)
    snapshot = frozen(held, chosen, "For the Board", "")
    yield "snapshot", partial(frozen, held, chosen, "For the Board", "")
    yield "snapshot, opened", partial(opened, snapshot["content"], chosen)
    yield "record of need", partial(need_record, held, need_summary(held, AreaType.DATA_ZONE, WEIGHTS), WEIGHTS)
    yield "record of need as csv", partial(need_csv, record)
    yield "record of a rollout", partial(rollout_record, held, plan)
    yield "the whole evidence as a package", partial(evidence_package, library())


def _interface() -> Works:
    for route in ROUTES:
        yield f"{BASE}{route.path}", partial(_asked, route)
        if route.columns:
            yield f"{BASE}{route.path} as csv", partial(_asked, route, ("format", "csv"))


def _asked(route: Route, *more: tuple[str, str]) -> object:
    path, _, query = f"{BASE}{route.example}".partition("?")
    found = answer(Question("GET", path, (*parse_qsl(query), *more)))
    if found.status != 200:
        raise ValueError(f"{route.example}: {found.status}")
    return found
