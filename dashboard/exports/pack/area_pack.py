"""The pack of one area: four pages that tell its story, and the figures behind them."""

from functools import partial

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.exhibits.act import tests_sentences, tests_table
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.flags import flags_table, key_figures, no_flag, rollout_of_area
from dashboard.exhibits.inside import facts_table, spread_inside, zones_table
from dashboard.exhibits.need_map import area_need_map
from dashboard.exhibits.people import people_source, people_table
from dashboard.exhibits.profile import OTHERS, profiles, tables_by_topic
from dashboard.exhibits.score import score_exhibit, score_sentence
from dashboard.exhibits.similar import similar_table
from dashboard.exhibits.table import Table
from dashboard.exhibits.trend import area_trend_exhibits, directions_table, directions_told
from dashboard.exhibits.voices import NEVER, assets_table, no_assets, no_voice, voices_table
from dashboard.exports.pack.document import (
    LEAD,
    NOTE,
    Beside,
    Block,
    Bullets,
    Columns,
    KeyFigures,
    Making,
    Section,
    Text,
)
from dashboard.statistics.area_figures import profile
from dashboard.statistics.area_words import lead, what_it_is
from dashboard.statistics.four_measures import four_measures
from dashboard.statistics.residents import residents, residents_sentence
from dashboard.statistics.similar_areas import own_features, similar_areas, similar_sentence
from dashboard.statistics.stands_out import sides_of, what_stands_out
from dashboard.statistics.summary import NeedSummary, need_summary
from dashboard.statistics.trend_words import moving_sentence, told_sentence
from dashboard.statistics.trends import area_trends
from dashboard.statistics.weightings import weightings_sentence
from dashboard.vocabulary import AreaType

BESIDE = 2
"""How many trends stand side by side; the others stand beside the score, where there is room."""


def area_sections(evidence: Evidence, area_code: str) -> list[Making]:
    """The story of an area in its order."""
    summary = need_summary(evidence, AreaType.of(area_code))
    figures = profile(evidence, area_code)
    return [
        Making("At a glance", partial(_at_a_glance, evidence, summary, area_code)),
        Making("What stands out", partial(_stands_out, evidence, area_code, figures)),
        Making("What inequality is here", partial(_inequality, evidence, area_code)),
        Making("Over time", partial(_trends, evidence, area_code)),
        Making("Priority by priority", partial(_profiles, evidence, area_code, figures)),
        Making("The two tests of the Act", partial(_tests, evidence, summary, area_code)),
        Making("Why this score", partial(_score, evidence, summary, area_code)),
        Making("Voices and assets", partial(_voices, evidence, area_code, figures)),
    ]


def area_tables(evidence: Evidence, area_code: str) -> list[Table]:
    """The figures of an area that paper has no room for."""
    summary, figures = need_summary(evidence, AreaType.of(area_code)), profile(evidence, area_code)
    held = [
        flags_table(evidence, summary, area_code),
        facts_table("The four measures of inequality", four_measures(evidence, area_code)),
        zones_table(evidence, area_code),
        *tables_by_topic(evidence, figures),
        directions_table(evidence, area_code) if len(directions_told(evidence, area_code)) else None,
        similar_table(evidence, area_code),
    ]
    return [one for one in held if one is not None]


def _at_a_glance(evidence: Evidence, summary: NeedSummary, area_code: str) -> Section:
    name = str(evidence.areas["area_name"][area_code])
    flags = tuple(flag.sentence for flag in summary.flags[area_code])
    why = Bullets(flags, "Why it is flagged") if flags else Text(no_flag(summary, area_code))
    people = residents_sentence(residents(evidence, area_code), name, evidence.partnership.name)
    return Section(
        "At a glance",
        (
            Text(lead(evidence, summary, area_code), LEAD),
            Text(what_it_is(evidence, area_code)),
            KeyFigures(key_figures(summary, area_code)),
            Beside(
                (area_need_map("area-map", evidence, area_code),),
                (why, Text(rollout_of_area(evidence, summary, area_code)), Text(people)),
            ),
            people_table(evidence, area_code),
            Text(people_source(evidence, area_code), NOTE),
        ),
    )


def _stands_out(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> Section:
    where = evidence.partnership.name
    left, right = (
        Bullets(side.sentences or (side.none,), side.heading)
        for side in sides_of(what_stands_out(evidence, area_code, figures), where)
    )
    return Section("What stands out", (Beside((left,), (right,)),), opens_page=True)


def _inequality(evidence: Evidence, area_code: str) -> Section:
    told = four_measures(evidence, area_code)
    sentences = Bullets(tuple(f"{one.heading}: {one.sentence}" for one in told))
    spread = spread_inside("area-spread", evidence, [area_code])
    return Section("What inequality is here", (Beside((sentences,), (spread,)) if spread else sentences,))


def _profiles(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> Section:
    held = [one for heading, one in profiles(evidence, area_code, figures) if heading != OTHERS]
    drawn = [one for one in held if isinstance(one, Exhibit)]
    tables: list[Block] = [one for one in held if isinstance(one, Table)]
    return Section("Priority by priority", (Columns(tuple(drawn)), *tables), opens_page=True)


def _trends(evidence: Evidence, area_code: str) -> Section:
    told = directions_told(evidence, area_code)
    said = told_sentence(len(told), len(area_trends(evidence, area_code)))
    drawn = Columns(tuple(area_trend_exhibits(evidence, area_code)[:BESIDE]))
    return Section("Over time", (Text(moving_sentence(evidence, told)), drawn, Text(said, NOTE)))


def _score(evidence: Evidence, summary: NeedSummary, area_code: str) -> Section:
    """The bars of the score, beside what lifts it, further trends, and who is most like the area."""
    held = score_exhibit(evidence, summary, area_code)
    own, found = own_features(evidence, area_code), similar_areas(evidence, area_code)
    alike = Bullets((similar_sentence(own, found, str(own["area_name"].iloc[0])),), "Most like it elsewhere")
    if isinstance(held, str):
        return Section("Why this score", (Text(held), alike))
    said = [score_sentence(evidence, summary, area_code), weightings_sentence(evidence, summary, area_code)]
    trends = area_trend_exhibits(evidence, area_code)[BESIDE:]
    return Section("Why this score", (Beside((held,), (*(Text(one) for one in said if one), *trends, alike)),))


def _tests(evidence: Evidence, summary: NeedSummary, area_code: str) -> Section:
    said = [Text(one) for one in tests_sentences(evidence, summary, area_code)]
    held = tests_table(evidence, summary, area_code)
    return Section("The two tests of the Act", (*said, *([held] if held else [])))


def _voices(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> Section:
    name = str(evidence.areas["area_name"][area_code])
    said, held = voices_table(evidence, area_code, figures), assets_table(evidence, area_code)
    notes = [
        Text(f"{one.title} ({one.date}, {one.source}): {one.text}")
        for one in evidence.library.voices.get(area_code, ())
    ]
    none = [*([] if said else [no_voice(name)]), *([] if held else [no_assets(name)])]
    tables = (one for one in (said, held) if one)
    blocks = (*tables, *notes, *([Text(" ".join(none))] if none else []), *([Text(NEVER, NOTE)] if said else []))
    return Section("Voices and assets", blocks)
