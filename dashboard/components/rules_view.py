"""The rules in plain words: what each flag means, and how rollout is worked out."""

from typing import Any

from dash import html

from dashboard.evidence import Evidence
from dashboard.statistics.words import share


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
