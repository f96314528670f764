"""What is scored, as arrays: the values of Scotland's zones with the counts they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.evidence import Library
from dashboard.statistics.need import exponential_score, indicator_positions, priority_ranks, priority_scores
from dashboard.statistics.scoring import held_indicators, scored_period, scoring_values
from dashboard.vocabulary import AreaType, Measure, Partnership, Polarity, Status

Floats = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ScoredCounts:
    """All of Scotland's scored zones at one grain: zones × indicators, NaN where there is no figure or no count."""

    area_codes: pd.Index
    indicators: tuple[str, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    measures: tuple[Measure, ...]
    polarities: Mapping[str, Polarity]
    per: tuple[float, ...]
    priorities: Mapping[str, Mapping[str, float]]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The values, indexed by area_code, a column an indicator."""
        return pd.DataFrame(self.values, index=self.area_codes, columns=list(self.indicators))

    @cached_property
    def positions(self) -> pd.DataFrame:
        """The position of every zone on every indicator: see `indicator_positions`."""
        return indicator_positions(self.table, self.polarities)

    @cached_property
    def averages(self) -> pd.DataFrame:
        """The score of every zone on every priority, before it is ranked: see `priority_scores`."""
        return priority_scores(self.positions, self.priorities)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The exponential score of every zone on every priority (0-100): those of `need_table`."""
        return priority_ranks(self.averages).apply(exponential_score)

    @cached_property
    def counted(self) -> Truth:
        """Zones × indicators: where a value has counts that can be drawn again."""
        proportion = np.array([measure is Measure.PROPORTION for measure in self.measures])
        rate = np.array([measure is Measure.RATE for measure in self.measures])
        held = np.isfinite(self.values) & (self.numerators >= 0) & (self.denominators > 0)
        return held & ((proportion & (self.numerators <= self.denominators)) | rate)

    @cached_property
    def streams(self) -> Mapping[str, int]:
        """Which stream of random numbers each counted indicator draws from: the very same counts share one."""
        numbers: dict[bytes, int] = {}
        streams: dict[str, int] = {}
        for name, column in sorted(zip(self.indicators, range(len(self.indicators)), strict=True)):
            if self.counted[:, column].any():
                pair = np.stack([self.numerators[:, column], self.denominators[:, column]])
                streams[name] = numbers.setdefault(pair.tobytes(), len(numbers))
        return streams


def scored_counts(library: Library, partnership: Partnership, grain: AreaType) -> ScoredCounts:
    """What is scored at a grain, by the same rules as `scoring_values`, with the counts behind it.

    A suppressed count is the number its definition says it stands for, as in the score.

    Args:
        library: all of Scotland's evidence.
        partnership: its priorities say what is scored, its thresholds which zones are too small.
        grain: data zones or intermediate zones.

    Raises:
        ConfigError: a priority has no indicator left, or an indicator no period that covers Scotland.
    """
    held = held_indicators(library, partnership, grain)
    return counts_behind(library, held, grain, partnership.thresholds.minimum_population)


def counts_behind(
    library: Library, priorities: Mapping[str, Mapping[str, float]], grain: AreaType, minimum_population: int
) -> ScoredCounts:
    """The same for the indicators and weights that score each priority, whoever has chosen them."""
    values = scoring_values(library, priorities, grain, minimum_population)
    names = tuple(str(name) for name in values.columns)
    definitions = [library.indicators[name] for name in names]
    pairs = [_counts_of(library, name, grain, values.index) for name in names]
    return ScoredCounts(
        area_codes=values.index,
        indicators=names,
        values=values.to_numpy(float),
        numerators=np.column_stack([numerator for numerator, _ in pairs]),
        denominators=np.column_stack([denominator for _, denominator in pairs]),
        measures=tuple(one.measure for one in definitions),
        polarities={one.indicator_id: one.polarity for one in definitions},
        per=tuple(float(one.per) for one in definitions),
        priorities=priorities,
    )


def assumed_counts(library: Library, counts: ScoredCounts, grain: AreaType) -> ScoredCounts:
    """The same figures with counts supposed where none are held but the people they are about are known.

    A proportion or rate without counts is given the denominator that its definition weights it by, or all people where
    it is about all people, and the numerator that makes its value. It answers the question: how much too narrow are
    the likely ranges, because figures without counts are drawn without noise? A figure over several years has less
    noise than this.

    Args:
        library: all of Scotland's evidence.
        counts: what is scored.
        grain: the grain it is scored at.
    """
    numerators, denominators = counts.numerators.copy(), counts.denominators.copy()
    for column, name in enumerate(counts.indicators):
        one = library.indicators[name]
        known = bool(one.weighted_by) or one.population == "people"
        if known and one.measure in {Measure.PROPORTION, Measure.RATE} and not counts.counted[:, column].any():
            people = pd.Series(library.people(one.weighted_by, grain), index=library.codes[grain])
            denominators[:, column] = people.reindex(counts.area_codes).round().to_numpy(float)
            numerators[:, column] = (counts.values[:, column] / one.per * denominators[:, column]).round()
    return replace(counts, numerators=numerators, denominators=denominators)


def counted_share(counts: ScoredCounts, zones: pd.Index) -> pd.Series:
    """How much of each priority's weight rests on figures whose counts are held.

    The rest is drawn without noise, because no count says how large its noise is: a small share means that the
    likely ranges are too narrow.

    Args:
        counts: what is scored.
        zones: the area codes wanted.

    Returns:
        By priority name, the average over the zones of (weight with counts / weight with a figure), 0 to 1.
    """
    rows = counts.area_codes.get_indexer(zones)
    counted = pd.DataFrame(counts.counted[rows], columns=list(counts.indicators))
    present = pd.DataFrame(np.isfinite(counts.values[rows]), columns=list(counts.indicators))
    shares = {
        name: (counted[list(row)] @ pd.Series(row)).sum() / (present[list(row)] @ pd.Series(row)).sum()
        for name, row in counts.priorities.items()
    }
    return pd.Series(shares, name="counted_share", dtype=float)


def _counts_of(library: Library, indicator_id: str, grain: AreaType, zones: pd.Index) -> tuple[Floats, Floats]:
    """The numerators and denominators behind an indicator's scored values."""
    rows = library.sheet(indicator_id, grain).of_period(scored_period(library, indicator_id, grain)).reindex(zones)
    numerator, denominator = rows["numerator"], rows["denominator"]
    suppression = library.indicators[indicator_id].suppression
    if suppression is not None and suppression.stands_for is not None:
        low = (rows["status"] == Status.SUPPRESSED) & (denominator > 0)
        numerator = numerator.mask(low, suppression.stands_for)
    return numerator.to_numpy(float), denominator.to_numpy(float)
