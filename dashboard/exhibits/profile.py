"""Where an area stands on every indicator: a profile chart with its table for each priority, and all else by topic."""

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from dashboard.charts.profile import spine
from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Caption, Exhibit
from dashboard.exhibits.table import IndicatorName, Table, columns, table
from dashboard.statistics.words import count, figure, listed, number, outcome_words, range_of, without_unit
from dashboard.vocabulary import AreaType, Outcome, Polarity, Topic

OTHERS = "Everything else"
NOTHING = "Nothing here can be set between best and worst; the table has the figures."


def profile_groups(evidence: Evidence, figures: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """The indicators of each priority, scored or of its topic, and those of none.

    Args:
        evidence: one partnership's evidence.
        figures: as `profile` returns them.
    """
    left = [str(key) for key in figures.index]
    groups: list[tuple[str, list[str]]] = []
    for priority in evidence.partnership.priorities:
        scored = {key for row in priority.indicators.values() for key in row}
        own = [key for key in left if key in scored or evidence.indicators[key].topic == priority.name]
        left = [key for key in left if key not in own]
        groups.append((priority.name, own))
    return [group for group in (*groups, (OTHERS, left)) if group[1]]


def profiles(evidence: Evidence, area_code: str, figures: pd.DataFrame) -> Iterator[tuple[str, Exhibit | Table]]:
    """A heading and a chart with its table for each group; the table alone where nothing can be drawn."""
    for place, (heading, keys) in enumerate(profile_groups(evidence, figures)):
        part = figures.loc[keys]
        held = profile_table(evidence, heading, part)
        judged = [evidence.indicators[key].polarity != Polarity.NO_JUDGEMENT for key in keys]
        if not (part[judged]["highest"] > part[judged]["lowest"]).any():
            yield heading, held
            continue
        caption = _caption(evidence, area_code, heading, part)
        drawn = spine(part, dict(evidence.indicators))
        yield heading, Exhibit(f"area-spine-{place}", caption, drawn, held)


def _caption(evidence: Evidence, area_code: str, heading: str, figures: pd.DataFrame) -> Caption:
    name, partnership = str(evidence.areas.loc[area_code, "area_name"]), evidence.partnership.name
    kind = AreaType.of(area_code)
    others = AreaType.INTERMEDIATE_ZONE if kind == AreaType.CUSTOM_AREA else kind
    outcomes = figures["partnership_outcome"]
    worse, better = (int((outcomes == word).sum()) for word in (Outcome.WORSE, Outcome.BETTER))
    found = f"Told apart from {partnership}: {worse} worse, {better} better, of {len(figures)}."
    publishers = sorted({evidence.indicators[str(key)].source.publisher.split(",")[0] for key in figures.index})
    return Caption(
        title=f"{heading}: where {name} stands",
        subtitle=f"Latest period. Dark: the middle half of {others.plural}. │ {partnership}, ◇ Scotland. {found}",
        source=f"Sources: {listed(publishers)}. Period and licence of each indicator stand in the table below.",
        alt=f"{heading}: profile of {name} among {others.plural} of {partnership}. {found} The table has every figure.",
    )


def tables_by_topic(evidence: Evidence, figures: pd.DataFrame) -> list[Table]:
    """The latest figures of some indicators, a table a topic."""
    topics = [evidence.indicators[str(key)].topic for key in figures.index]
    return [
        profile_table(evidence, topic.value, figures[[one == topic for one in topics]])
        for topic in Topic
        if topic in topics
    ]


def profile_table(evidence: Evidence, heading: str, figures: pd.DataFrame) -> Table:
    """Indicators with counts beside rates, and what they compare with."""
    name = evidence.partnership.name
    numbers = ("Here", "95% interval", "How many", name, "Scotland")
    heads = columns("Indicator", "Period", *numbers, f"Against {name}", "Against Scotland", numeric=numbers)
    rows = [_row(evidence, str(key), row) for key, row in figures.to_dict("index").items()]
    return table(f"{heading}: the latest figures", heads, rows)


def _row(evidence: Evidence, key: str, row: Mapping[Hashable, object]) -> list[str]:
    indicator, cells = evidence.indicators[key], dict[Hashable, float](row)  # type: ignore[arg-type]
    here = without_unit(figure(cells["value"], str(row["status"]), indicator))
    return [
        IndicatorName(evidence, key),
        str(row["period"]),
        f"{here} (approx.)" if row["approximate"] else here,
        without_unit(range_of(cells["lower"], cells["upper"], indicator)),
        count(cells["numerator"]),
        without_unit(number(cells["partnership"], indicator)),
        without_unit(number(cells["scotland"], indicator)),
        outcome_words(str(row["partnership_outcome"])),
        outcome_words(str(row["scotland_outcome"])),
    ]
