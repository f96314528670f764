"""Where next as a record and as text, for other programs and for the command line."""

from typing import Any

from dashboard.evidence import Evidence
from dashboard.statistics.choosing import Choice
from dashboard.statistics.next_words import (
    choice_sentence,
    firmness_sentence,
    often_words,
    second_sentence,
    simple_sentence,
)
from dashboard.statistics.rollout import Plan


def rollout_record(evidence: Evidence, plan: Plan) -> dict[str, Any]:
    """A choice of areas, ready for JSON.

    Returns:
        partnership, data_version, measure, counted, threshold, k, chosen: a record an area with area_code, area_name,
        people, frequency (0 to 1); kept: the same without frequency; reached, total; second_best: chosen, reached,
        people_fewer (or None); constraints: name and cost_in_people; simply_largest, draws.
    """
    return {
        "partnership": evidence.partnership.partnership_id,
        "data_version": evidence.library.version,
        "measure": plan.wish.measure,
        "counted": plan.counted,
        "threshold": plan.wish.threshold,
        "k": plan.wish.more,
        "chosen": [
            {**area, "frequency": round(float(plan.frequency.get(area["area_code"], 0)), 4)}
            for area in _areas(evidence, plan, plan.choice.chosen)
        ],
        "kept": _areas(evidence, plan, plan.choice.fixed),
        "reached": _people(plan.choice.reached),
        "total": _people(plan.choice.total),
        "second_best": _second(evidence, plan, plan.second),
        "constraints": [{"name": name, "cost_in_people": _people(cost)} for name, cost in plan.costs.items()],
        "simply_largest": plan.simple,
        "draws": plan.draws,
    }


def _areas(evidence: Evidence, plan: Plan, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    names = evidence.areas["area_name"].to_dict()
    return [
        {"area_code": code, "area_name": str(names[code]), "people": _people(float(plan.people[code]))}
        for code in codes
    ]


def _second(evidence: Evidence, plan: Plan, second: Choice | None) -> dict[str, Any] | None:
    if second is None:
        return None
    return {
        "chosen": _areas(evidence, plan, second.chosen),
        "reached": _people(second.reached),
        "people_fewer": _people(plan.choice.reached - second.reached),
    }


def _people(number: float) -> int | float:
    whole = round(number)
    return whole if abs(number - whole) < 1e-6 else round(number, 6)


def rollout_text(evidence: Evidence, plan: Plan) -> str:
    """A choice of areas to read."""
    record = rollout_record(evidence, plan)
    lines = [choice_sentence(evidence, plan), "", f"{'people':>7}  {'chosen in':>9}  area"]
    lines += [
        f"{area['people']:>7,}  {often_words(area['frequency']):>9}  {area['area_name']}" for area in record["chosen"]
    ]
    lines += [f"{area['people']:>7,}  {'kept':>9}  {area['area_name']}" for area in record["kept"]]
    lines += ["", *filter(None, [firmness_sentence(evidence, plan), second_sentence(evidence, plan)])]
    lines += [f"Condition, {one['name']}: costs {one['cost_in_people']:,} people." for one in record["constraints"]]
    return "\n".join([*lines, *filter(None, [simple_sentence(plan)])]) + "\n"
