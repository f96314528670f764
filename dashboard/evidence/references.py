"""Checking that the names files give each other are held, before anything is used."""

from collections.abc import Mapping

from dashboard.evidence.partnerships import DEFAULT_PARTNERSHIP
from dashboard.vocabulary import ConfigError, Fault, Indicator, Measure, Partnership, Polarity


def check_references(
    indicators: Mapping[str, Indicator], partnerships: Mapping[str, Partnership], wanted: bool
) -> None:
    """Refuse a name of an indicator that is not held, and a score from one without judgement.

    Args:
        indicators: every definition held, by indicator_id.
        partnerships: every partnership, by partnership_id.
        wanted: every indicator is wanted; otherwise sources are left out on purpose, and scores may lack some.

    Raises:
        ConfigError: naming the file and the indicator.
    """
    for indicator in indicators.values():
        if indicator.weighted_by and indicator.weighted_by not in indicators and wanted:
            file = f"{indicator.indicator_id}.toml"
            raise ConfigError(Fault(file, "unknown indicator", indicator.weighted_by, column="weighted_by"))
    for partnership in sorted(partnerships.values(), key=lambda one: one.partnership_id != DEFAULT_PARTNERSHIP):
        scored = {key for priority in partnership.priorities for row in priority.indicators.values() for key in row}
        named = scored | set(partnership.also_counted)
        always = {partnership.people_in_need, partnership.access, partnership.published_index} - {""}
        for indicator_id in sorted((named | always if wanted else always) - set(indicators)):
            file = f"{partnership.partnership_id}.toml"
            remedy = "See data/indicators" if wanted else "It is needed: leave out fewer sources"
            raise ConfigError(Fault(file, "unknown indicator", indicator_id, remedy=remedy))
        for indicator_id in partnership.also_counted:
            if indicator_id in indicators and indicators[indicator_id].measure not in {
                Measure.PROPORTION,
                Measure.RATE,
            }:
                rule = "only the people of a proportion or a rate can be counted"
                raise ConfigError(
                    Fault(f"{partnership.partnership_id}.toml", rule, indicator_id, column="also_counted")
                )
        for indicator_id in sorted(scored & set(indicators)):
            if indicators[indicator_id].polarity == Polarity.NO_JUDGEMENT:
                rule = "an indicator without judgement cannot score a priority"
                raise ConfigError(Fault(f"{partnership.partnership_id}.toml", rule, indicator_id))
