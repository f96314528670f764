"""What a choice of areas says, in sentences: whom it reaches, how firm it is, what each condition costs."""

from dashboard.evidence import Evidence
from dashboard.statistics.rollout import Plan
from dashboard.statistics.sureness import named
from dashboard.statistics.words import count, share

FIRM, OPEN = 0.9, 0.5
"""From which share of draws a choice is firm, and below which it is a near thing."""


def often_words(share_of_draws: float) -> str:
    """How often an area is chosen, in words that never round up to always or down to never."""
    if 0 < share_of_draws < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < share_of_draws < 1 else share(100 * share_of_draws, 0)


def choice_sentence(evidence: Evidence, plan: Plan) -> str:
    """Which areas are chosen and whom they reach, beside those kept."""
    choice, names = plan.choice, evidence.areas["area_name"]
    part = share(100 * choice.reached / choice.total, 0) if choice.total else "none"
    if not choice.chosen:
        return (
            f"No area is chosen: {count(choice.reached)} of {count(choice.total)} {plan.counted} ({part}) are reached."
        )
    kept = f", with the {len(choice.fixed)} where Locality Working is under way," if choice.fixed else ""
    verb = "reaches" if len(choice.chosen) == 1 else "reach"
    return (
        f"{named([names[code] for code in choice.chosen])}{kept} {verb} {count(choice.reached)} of "
        f"{count(choice.total)} {plan.counted} ({part}): no other {_set(plan)} reaches more."
    )


def _set(plan: Plan) -> str:
    number = plan.wish.more
    met = " that meets these conditions" if plan.costs else ""
    return f"{'area' if number == 1 else f'set of {number} areas'}{met}"


def firmness_sentence(evidence: Evidence, plan: Plan) -> str:
    """How firm the choice is when the counts are drawn again, and which area comes next."""
    if not plan.choice.chosen:
        return ""
    names, often = evidence.areas["area_name"], plan.frequency
    firm = [code for code in plan.choice.chosen if often.get(code, 0) >= FIRM]
    less = [code for code in plan.choice.chosen if code not in firm]
    runners = often.drop(list(plan.choice.chosen), errors="ignore").sort_values(ascending=False, kind="stable")
    chosen = f"{len(firm)} of the {len(plan.choice.chosen)} {'is' if len(firm) == 1 else 'are'} chosen"
    said = f"{chosen} in at least {100 * FIRM:.0f}% of {plan.draws:,} draws of the counts."
    if less:
        shares = named([f"{names[code]} ({often_words(float(often.get(code, 0)))})" for code in less])
        said += f" Less firm: {shares}."
    if len(runners) and runners.iloc[0] > 0:
        said += f" Closest to being chosen instead: {names[runners.index[0]]} ({often_words(float(runners.iloc[0]))})."
    empty = [code for code in plan.choice.chosen if plan.people[code] < 1]
    if empty:
        said += (
            f" Nobody is counted in {named([names[code] for code in empty])}: chosen only to meet a condition, for "
            "which another area may do as well."
        )
    return said


def second_sentence(evidence: Evidence, plan: Plan) -> str:
    """What the second-best set changes, and how many people fewer it reaches."""
    if plan.second is None:
        return "There is no other set that meets the conditions."
    names = evidence.areas["area_name"]
    now, then = set(plan.choice.chosen), set(plan.second.chosen)
    out, into = ([names[code] for code in sorted(codes)] for codes in (now - then, then - now))
    fewer = plan.choice.reached - plan.second.reached
    less = "as many people" if fewer < 0.5 else f"{count(fewer)} {'person' if round(fewer) == 1 else 'people'} fewer"
    if out and into:
        change = f"takes {named(into)} instead of {named(out)}"
    else:
        change = f"leaves out {named(out)}" if out else f"adds {named(into)}"
    return f"The second-best set {change}, and reaches {less}."


def simple_sentence(plan: Plan) -> str:
    """How the choice is made, where no condition makes it less than plain."""
    if not plan.choice.chosen:
        return ""
    if plan.simple:
        beside = "Beside those kept, these" if plan.choice.fixed else "These"
        return (
            f"{beside} are simply the areas with the most people counted: areas do not overlap, and only the number "
            "is set."
        )
    return "The choice is exact: a solver has ruled out every other set that meets the conditions."
