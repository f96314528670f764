"""The rules in plain words: flags, rollout, the story of an area, inequality."""

from typing import Any

from dash import html

from dashboard.evidence import Evidence
from dashboard.statistics.words import share
from dashboard.statistics.zone_fifths import order_words
from dashboard.vocabulary import AreaType


def flag_rules(evidence: Evidence) -> list[Any]:
    """What each flag means, with the thresholds in force."""
    limits, name = evidence.partnership.thresholds, evidence.partnership.name
    fifth = share(100 * limits.worst_share, 0)
    rules = (
        (
            "Concentrated (priority)",
            f"At least one data zone almost certainly among the {fifth} of Scotland with greatest need, or at least "
            f"{share(100 * limits.people_share, 0)} of people in data zones almost certainly among the {fifth} of "
            f"greatest need in {name}.",
        ),
        (
            "Rate above (priority)",
            f"The share of people on low income is above that of {name}, beyond its 95% interval.",
        ),
        (
            "Many people (look closer)",
            f"One of the fewest areas that together hold {share(100 * limits.half, 0)} of the people on "
            f"low income in {name}.",
        ),
        (
            "Pocket (look closer)",
            f"The area is not itself in the fifth of greatest need here, but a data zone inside it is almost certainly "
            f"among the {fifth} of {name} with greatest need.",
        ),
        (
            "Worsening (look closer)",
            "Two measures or more have got worse, and faster than Scotland by a tenth or more, with one false alarm in "
            "ten allowed over all that is tested.",
        ),
        (
            "Remote need (look closer)",
            f"At least {limits.remote_people} people on low income live in Scotland's "
            f"{share(100 * limits.remote_share, 0)} of data zones with the hardest access to services.",
        ),
    )
    return [
        html.H2("The flags"),
        html.P(
            "An area is a priority if need is concentrated there or its rate is above the partnership's; any other "
            "flag says look closer. The rollout status of Locality Working is laid over the map and never part "
            "of the score."
        ),
        html.Dl([part for word, rule in rules for part in (html.Dt(word), html.Dd(rule))], className="definitions"),
    ]


def rollout_rules(evidence: Evidence) -> list[Any]:
    """How coverage, the audit, the next areas and what has moved are worked out."""
    name = evidence.partnership.name
    said = (
        "Coverage: the data zones are put in order of their share of people on low income and taken in one by one; the "
        "curve shows how many of all people, and how many of those on low income, have been taken in. No choice of "
        "whole data zones of the same number of people reaches more, so what lies below the curve trades reach for "
        "something else, such as keeping neighbourhoods whole.",
        "Audit: an area is covered if most of its people live in a place of Locality Working. Covered and flagged make "
        f"four cells whose people add up to {name}. The audit is made again with each place drawn narrower (only its "
        "area of greatest need) and wider (with every area on its border).",
        "Where next: of all sets of areas that meet the conditions, the one that reaches most of the people counted, "
        "found exactly by integer programming (maximal covering, Church and ReVelle 1974). The second-best set is the "
        "best of all others. A condition costs the people that would be reached besides if it alone were dropped.",
        "How firm: the counts are drawn again, each from the range that fits it (Jeffreys), and the choice is made "
        "again; an area chosen in nine of ten draws is firm.",
        "Snapshots: what has moved since is shared out by changing one thing at a time, from now back to then: first "
        "the weights, then the thresholds, then the partnership's own areas; what is left is laid to the figures, the "
        "boundaries or the method, by which of their versions has changed.",
    )
    return [html.H2("Rollout"), *(html.P(text) for text in said)]


def story_rules(evidence: Evidence) -> list[Any]:
    """How the story of an area is told: what stands out, the four measures, likeness, and voices."""
    name = evidence.partnership.name
    said = (
        f"What stands out: figures whose likely range does not hold that of {name}, and, where no range is published, "
        "figures that lie further from it than the width of the middle half of the areas here. The furthest are named, "
        "at most one of a topic for better and for worse, at least two of each if there are so many. Where no range is "
        "published the sentence says that it cannot say how sure it is.",
        "The four measures are of people on low income. Level: the two tests of the Act. Gap: the most against the "
        "least deprived fifth of its people, or, with fewer than ten data zones, its most against its least deprived "
        "zone. Spread: how far its data zones lie from their average, held against the other areas here; wide means "
        "wider than in four of five. People: how many, and how many outside data zones that are a priority.",
        "Most like it elsewhere: nearest in five features, each divided by how much it varies over Scotland: the share "
        "living in rural and in remote places, of children and of people of 65 and over, and on low income. Place, age "
        "and income count the same.",
        "Voices and assets: notes and lists that people keep beside the figures. A note says whether life is harder, "
        "similar or easier on one topic; it is shown as agreeing or differing with the figures. Neither changes a "
        "score, and they are not part of the data version.",
        "An area of your own is added up from its data zones like any other. It has no rank, because nothing else is "
        "of its kind, and what is only published for larger areas is a best fit or left out.",
    )
    return [html.H2("The story of an area"), *(html.P(text) for text in said)]


def inequality_rules(evidence: Evidence) -> list[Any]:
    """How inequality between and inside areas is measured, with the conventions used."""
    order = order_words(evidence, AreaType.DATA_ZONE)
    said = (
        f"Fifths: zones are put in order of deprivation (data zones by {order}, intermediate zones by "
        f"{order_words(evidence, AreaType.INTERMEDIATE_ZONE)}) and their people cut into five equal groups; a zone "
        "goes where the middle of its people falls. The fifths are the same in every period and for every indicator. "
        "Zones are used only where nearly all of them have a figure: where small counts are held back, larger zones "
        "are taken instead.",
        "The slope index (SII) is the slope of the regression of the five figures on their place in the order, "
        "weighted by people, with a t interval; the relative index (RII) is the SII over the whole figure. This is the "
        "convention of the Scottish Public Health Observatory. Differences of two fifths have Newcombe's interval, "
        "ratios a log-normal one, both only where counts are held.",
        "Attributable share: how much lower the whole would be at the figure of the least deprived fifth (population "
        "attributable risk). It compares; it does not say that deprivation is the cause. Concentration index: Kakwani, "
        "Wagstaff and van Doorslaer (1997). Theil index: weighted by people, split inside and between localities.",
        "Narrowing or widening: with five periods or more a straight line through the yearly gaps, with a t interval; "
        "with fewer, the first and last gap compared (Zou and Donner 2008). Estimated periods and those beyond a break "
        "take no part. An interval that holds 0 is no clear change. Neighbouring years resemble each other, so the "
        "line's interval is a little too narrow.",
    )
    return [html.H2("Inequality"), *(html.P(text) for text in said)]
