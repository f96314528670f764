"""The pack for the Board: where need is, how sure that is, why, who is missed, and what to do next."""

from dataclasses import replace
from functools import partial

from dashboard.evidence import Evidence
from dashboard.exhibits.audit import (
    COVERED,
    apart,
    audited,
    extents_table,
    fourfold_table,
    sides_table,
    verdict,
    why_sentences,
)
from dashboard.exhibits.dispersed import class_table, curve_exhibit, people_table
from dashboard.exhibits.need import banded_tables, flagged_table
from dashboard.exhibits.need_map import need_map, need_table
from dashboard.exhibits.ranges import ranges_exhibit
from dashboard.exhibits.table import Table, without
from dashboard.exhibits.where_next import chosen_table, conditions_table
from dashboard.exports.pack.document import LEAD, NOTE, Beside, Block, Bullets, KeyFigures, Making, Section, Text
from dashboard.statistics.act import act_summary, act_tests
from dashboard.statistics.audit import extent_sentence, extents
from dashboard.statistics.dispersed import in_need
from dashboard.statistics.next_words import choice_sentence, firmness_sentence, second_sentence, simple_sentence
from dashboard.statistics.reached import dispersed_sentence
from dashboard.statistics.rollout import plan
from dashboard.statistics.summary import NeedSummary, coverage_sentence, headline, need_summary, rollout_sentence
from dashboard.statistics.sureness import apart_sentences, band_sentence
from dashboard.statistics.wish import Wish
from dashboard.statistics.words import count, share
from dashboard.vocabulary import AreaType, Level

KIND = AreaType.INTERMEDIATE_ZONE
PROGRAMME = "programme"
OPTIONS = (1, 3, 5)
"""How many areas more the options of where next are made for."""


def board_sections(evidence: Evidence) -> list[Making]:
    """What a Board needs to decide, in its order."""
    summary = need_summary(evidence, KIND)
    return [
        Making("In one page", partial(_headline, evidence, summary)),
        Making("The ranking, and how sure it is", partial(_ranking, evidence, summary)),
        Making("Who is flagged, and why", partial(_flags, evidence, summary)),
        Making("The two tests of the Act", partial(_tests, evidence, summary)),
        Making("Who is missed", partial(_missed, evidence, summary)),
        Making("Locality Working against the evidence", partial(_audit, evidence, summary)),
        Making("Where next: options", partial(_next, evidence)),
    ]


def board_tables(evidence: Evidence) -> list[Table]:
    """The figures that paper has no room for."""
    summary = need_summary(evidence, KIND)
    zones = need_summary(evidence, AreaType.DATA_ZONE)
    first, rest = banded_tables(evidence, summary)
    held = [first, rest, need_table(evidence, summary), need_table(evidence, zones), people_table(evidence, summary)]
    return [one for one in held if one is not None]


def _headline(evidence: Evidence, summary: NeedSummary) -> Section:
    name, found = evidence.partnership.name, summary.coverage
    flagged = int((summary.areas["level"] == Level.PRIORITY).sum())
    figures = (
        (f"{flagged}", f"priority areas of {len(summary.areas)} intermediate zones"),
        (count(found.people), "people on low income (2017)"),
        (share(100 * found.inside / found.people, 0), "of them live in priority areas"),
        (share(100 * found.outside / found.people, 0), "of them live elsewhere"),
    )
    sentences = [coverage_sentence(summary, name), *apart_sentences(summary)]
    if evidence.partnership.places:
        sentences.append(rollout_sentence(summary))
    return Section(
        "In one page",
        (
            Text(headline(summary), LEAD),
            Text(band_sentence(summary, evidence.partnership.thresholds)),
            KeyFigures(figures),
            Beside((need_map("need-map", evidence, summary),), (Bullets(tuple(sentences)),)),
        ),
    )


def _ranking(evidence: Evidence, summary: NeedSummary) -> Section:
    first, _ = banded_tables(evidence, summary)
    shown = without(first, "Why", "Poorer than the rest here", "Poorer than Scotland")
    said = "Ranks that overlap cannot be told apart by the evidence. The workbook has every area."
    blocks = (shown, ranges_exhibit(evidence, summary), Text(said, NOTE))
    return Section("The ranking, and how sure it is", blocks, opens_page=True)


def _flags(evidence: Evidence, summary: NeedSummary) -> Section:
    held = [flagged_table(evidence, summary, level) for level in (Level.PRIORITY, Level.LOOK_CLOSER)]
    none = f"No {KIND.label} of {evidence.partnership.name} is flagged."
    tables = tuple(one for one in held if one)
    return Section("Who is flagged, and why", tables or (Text(none),), opens_page=True)


def _tests(evidence: Evidence, summary: NeedSummary) -> Section:
    """The two tests of the Act over all areas."""
    found = act_summary(act_tests(evidence, KIND))
    many = [
        (int((found[key] > 0).sum()), words)
        for key, words in (("rest_poorer", "than the rest of the partnership"), ("scotland_poorer", "than Scotland"))
    ]
    said = [
        f"{areas} of {len(summary.areas)} areas are poorer {words} on at least one measure." for areas, words in many
    ]
    first, _ = banded_tables(evidence, summary)
    shown = without(first, "Among the fifth of greatest need?", "Likely rank", "Need score", "Why", "Locality Working")
    return Section("The two tests of the Act", (Bullets(tuple(said)), shown))


def _missed(evidence: Evidence, summary: NeedSummary) -> Section:
    zones = in_need(evidence)
    blocks = (
        Text(dispersed_sentence(evidence, zones)),
        curve_exhibit(evidence, summary, zones),
        class_table(evidence, zones),
    )
    return Section("Who is missed", blocks)


def _audit(evidence: Evidence, summary: NeedSummary) -> Section:
    heading = "Locality Working against the evidence"
    if not evidence.partnership.places:
        none = f"The places where Locality Working is under way are not held for {evidence.partnership.name}."
        return Section(heading, (Text(none),))
    found = audited(summary, PROGRAMME)
    parted = apart(found)
    sides = sides_table(evidence, summary, parted, "Where programme and evidence part")
    drawn = extents(evidence, summary, COVERED[PROGRAMME][1])
    blocks: list[Block] = [
        Text(verdict(summary, PROGRAMME)),
        fourfold_table(evidence, found),
        *([without(sides, "Need rank", "Of them, far from services")] if len(parted) else []),
        Bullets(tuple(why_sentences(evidence, summary, PROGRAMME)), "Why each place is in the programme"),
        Text(extent_sentence(summary, drawn)),
        extents_table(evidence, summary, PROGRAMME),
        Text(evidence.partnership.extent_note, NOTE),
    ]
    return Section(heading, tuple(blocks))


def _next(evidence: Evidence) -> Section:
    """Options of where next: one, three and five areas more."""
    blocks: list[Block] = []
    for more in OPTIONS:
        try:
            found = plan(evidence, Wish(more=more))
        except ValueError as error:
            blocks.append(Text(f"{more} more: {error}."))
            continue
        said = (choice_sentence(evidence, found), firmness_sentence(evidence, found), second_sentence(evidence, found))
        heading = f"{more} area{'s' if more > 1 else ''} more"
        held = (_chosen(chosen_table(evidence, found)), conditions_table(found))
        blocks.append(Bullets(said, heading))
        blocks += [replace(one, caption=f"{heading}: {one.caption}") for one in held if one]
        if more == OPTIONS[-1]:
            blocks.append(Text(simple_sentence(found), NOTE))
    return Section("Where next: options", tuple(blocks))


def _chosen(held: Table) -> Table:
    """The areas chosen and next in line; those that are kept are the same in every option."""
    return replace(held, rows=tuple(row for row in held.rows if not row[1].startswith("kept")))
