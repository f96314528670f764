"""Where next as tables: the areas chosen, how firm they are, and what conditions cost."""

from dashboard.evidence import Evidence
from dashboard.exhibits.table import AreaName, Table, columns, table
from dashboard.statistics.next_words import often_words
from dashboard.statistics.rollout import Plan
from dashboard.statistics.words import count


def chosen_table(evidence: Evidence, found: Plan) -> Table:
    """The areas chosen, the next in line, and those that are kept."""
    often = found.frequency
    rest = often.drop(list(found.choice.chosen), errors="ignore").sort_values(ascending=False, kind="stable")
    groups = (
        ("chosen", [str(code) for code in found.choice.chosen]),
        ("next in line", [str(code) for code in rest[rest > 0].head(3).index]),
        ("kept: under way", [str(code) for code in found.choice.fixed]),
    )
    rows = [
        [
            AreaName(evidence, code),
            word,
            count(float(found.people[code])),
            "–" if word.startswith("kept") else often_words(float(often.get(code, 0))),
        ]
        for word, codes in groups
        for code in codes
    ]
    numbers = (found.counted.capitalize(), "Chosen in")
    caption = f"Chosen areas, and how often each is chosen when the counts are drawn again ({found.draws:,} times)"
    return table(caption, columns("Area", "Chosen?", *numbers, numeric=numbers), rows)


def conditions_table(found: Plan) -> Table | None:
    """What each condition costs; nothing where there is none."""
    if not found.costs:
        return None
    rows = [
        [name[:1].upper() + name[1:], "nobody" if cost < 0.5 else f"{count(cost)} people"]
        for name, cost in found.costs.items()
    ]
    cost = "What it costs: people not reached because of it"
    return table("What each condition costs, one left out at a time", columns("Condition", cost, numeric=[cost]), rows)
