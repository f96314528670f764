"""The pack of several areas: side by side first, then the story of each."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dashboard.evidence import Evidence
from dashboard.exhibits.compare import (
    first_sentence,
    measures_side_by_side,
    need_side_by_side,
    people_side_by_side,
    profiles_side_by_side,
    side_of,
    trends_side_by_side,
)
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.inside import spread_inside
from dashboard.exhibits.need_map import Outlined, need_map
from dashboard.exhibits.table import Table
from dashboard.exports.pack.area_pack import area_sections, area_tables
from dashboard.exports.pack.document import LEAD, Beside, Block, Columns, Making, Part, Section, Text
from dashboard.statistics.area_words import lead
from dashboard.statistics.summary import need_summary
from dashboard.statistics.words import lower_first
from dashboard.vocabulary import AreaType


def set_sections(evidence: Evidence, codes: Sequence[str]) -> list[Making]:
    """Areas side by side, then each by itself."""
    first = [
        Making("Side by side", partial(_side_by_side, evidence, codes)),
        Making("What inequality is in each", partial(_inside, evidence, codes)),
    ]
    return [*first, *(one for code in codes for one in _of_area(evidence, code))]


def _of_area(evidence: Evidence, area_code: str) -> list[Making]:
    name = str(evidence.areas["area_name"][area_code])
    return [
        Making(f"{name}: {lower_first(one.heading)}", partial(_named, name, one, place == 0))
        for place, one in enumerate(area_sections(evidence, area_code))
    ]


def _named(name: str, making: Making, first: bool) -> Section:
    """The section under the name of its area, as are its tables; the first of them on a new page."""
    section = making.make()
    heading = f"{name}: {lower_first(section.heading)}"
    blocks = tuple(_block_of(name, block) for block in section.blocks)
    return replace(section, heading=heading, blocks=blocks, opens_page=first or section.opens_page)


def _block_of(name: str, block: Block) -> Block:
    match block:
        case Beside():
            left, right = (tuple(_part_of(name, one) for one in half) for half in (block.left, block.right))
            return Beside(left, right)
        case Columns():
            return Columns(tuple(_part_of(name, one) for one in block.held))
        case _:
            return _part_of(name, block)


def _part_of(name: str, part: Part) -> Part:
    match part:
        case Table():
            return _table_of(name, part)
        case Exhibit():
            return replace(part, table=_table_of(name, part.table))
        case _:
            return part


def _table_of(name: str, held: Table) -> Table:
    """The table under the name of its area: other areas have one of the same caption."""
    return held if name in held.caption else replace(held, caption=f"{name}: {held.caption}")


def set_tables(evidence: Evidence, codes: Sequence[str]) -> list[Table]:
    """The figures that paper has no room for, each under the name of its area."""
    sides = [side_of(evidence, code) for code in codes]
    held = [trends_side_by_side(sides), *profiles_side_by_side(sides)]
    for code in codes:
        name = str(evidence.areas["area_name"][code])
        held += [_table_of(name, one) for one in area_tables(evidence, code)]
    return held


def _side_by_side(evidence: Evidence, codes: Sequence[str]) -> Section:
    sides = [side_of(evidence, code) for code in codes]
    kinds = {AreaType.of(code) for code in codes}
    blocks: list[Block] = [Text(first_sentence(sides), LEAD)] if len(sides) > 1 else []
    blocks += [Text(lead(side.evidence, side.summary, side.code)) for side in sides]
    blocks.append(need_side_by_side(sides))
    if len(kinds) == 1 and AreaType.CUSTOM_AREA not in kinds:
        summary = need_summary(evidence.of_zones, kinds.pop())
        lines = Outlined(tuple(codes), "these areas", "These areas")
        held = need_map("set-map", evidence.of_zones, summary, lines)
        title = f"{held.caption.title}: {', '.join(side.name for side in sides)} outlined"
        blocks.append(replace(held, caption=replace(held.caption, title=title)))
    return Section("Side by side", (*blocks, people_side_by_side(sides)))


def _inside(evidence: Evidence, codes: Sequence[str]) -> Section:
    sides = [side_of(evidence, code) for code in codes]
    spread = spread_inside("compare-spread", evidence, codes)
    measured = measures_side_by_side(sides)
    return Section("What inequality is in each", (*([spread] if spread else []), measured), opens_page=True)
