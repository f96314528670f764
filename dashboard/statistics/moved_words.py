"""What has moved since a snapshot was made, in sentences."""

import pandas as pd

from dashboard.statistics.moved import Moved
from dashboard.statistics.steps_back import Cause
from dashboard.statistics.sureness import named
from dashboard.statistics.words import count, listed, ordinal
from dashboard.vocabulary import Level

CAUSE_WORDS = {
    Cause.WEIGHTS: "other weights",
    Cause.METHOD: "another method",
    Cause.BOUNDARIES: "other boundaries",
    Cause.DATA: "other figures",
    Cause.UNEXPLAINED: "something this file does not know of",
}
THINGS = {
    Cause.WEIGHTS: "the weights",
    Cause.METHOD: "the method",
    Cause.BOUNDARIES: "the boundaries",
    Cause.DATA: "the figures",
}


def moved_sentences(moved: Moved) -> list[str]:
    """What has moved, the most important first; what has not moved is left out."""
    found = [
        headline(moved),
        _furthest(moved),
        *_priorities(moved),
        _bands(moved),
        _scores(moved),
        _working(moved),
        _covered(moved),
        _came_and_went(moved),
        _together(moved),
    ]
    return [sentence for sentence in found if sentence]


def headline(moved: Moved) -> str:
    """How many ranks, bands and priority areas have moved, and by what."""
    were, are = _priority(moved, "then"), _priority(moved, "now")
    ranked = moved.areas["rank_change"].notna().sum()
    parts = [
        _part(len(_moved(moved)), int(ranked), "rank", "moved"),
        _part(len(_changed(moved, "band")), len(moved.areas), "band", "changed"),
        _part(len(were ^ are), len(were | are), "priority area", "changed"),
    ]
    if any(parts):
        by = [f"by {cause_words(cause)}" for cause in moving(moved)]
        return f"{listed([part for part in parts if part])} since {day(moved)}: {listed(by)}."
    if not any((_scores(moved), _working(moved), _covered(moved), _came_and_went(moved))):
        return f"Nothing has moved since {day(moved)}: the same ranks, bands and priority areas."
    return f"No rank, band or priority area has moved since {day(moved)}."


def moving(moved: Moved) -> list[str]:
    """The causes that moved a rank, a band or a priority area."""
    changed = sorted(_priority(moved, "then") ^ _priority(moved, "now"))
    texts = [*_changed(moved, "band")["band_cause"], *moved.areas.loc[changed, "level_cause"]]
    words = {word for text in texts for word in text.split("; ")}
    return [cause for cause in moved.causes if cause in words or moved.areas[f"rank_by_{cause}"].fillna(0).any()]


def cause_words(cause: str) -> str:
    """A cause, or several that cannot be told apart, in words: other figures or another method."""
    for name, words in CAUSE_WORDS.items():
        cause = cause.replace(name.value, words)
    return cause


def day(moved: Moved) -> str:
    """When the snapshot was made: 21 November 2026."""
    return f"{moved.since.day} {moved.since:%B %Y}"


def _part(some: int, whole: int, what: str, verb: str) -> str:
    if not some:
        return ""
    return f"{some} of {whole} {what}{'' if whole == 1 else 's'} {'has' if some == 1 else 'have'} {verb}"


def _priority(moved: Moved, when: str) -> set[str]:
    return set(moved.areas.index[moved.areas[f"level_{when}"] == Level.PRIORITY])


def _moved(moved: Moved) -> pd.DataFrame:
    return moved.areas[moved.areas["rank_change"].fillna(0) != 0]


def _changed(moved: Moved, fact: str) -> pd.DataFrame:
    """The areas, there then and now, of which a fact is another now than then."""
    both = ~moved.areas.index.isin([*moved.came, *moved.went])
    return moved.areas[both & (moved.areas[f"{fact}_cause"] != "")]


def _by(rows: pd.DataFrame, fact: str) -> str:
    """The causes of some changes of a fact, each once."""
    causes = dict.fromkeys(cause for text in rows[f"{fact}_cause"] for cause in text.split("; "))
    return listed([f"by {cause_words(cause)}" for cause in causes])


def _furthest(moved: Moved) -> str:
    rows = _moved(moved)
    if rows.empty:
        return ""
    row = rows.to_dict("index")[rows["rank_change"].abs().idxmax()]
    towards = "towards" if row["rank_change"] < 0 else "away from"
    steps = f"{abs(row['rank_change']):g}"
    return (
        f"{row['area_name']} moves furthest: {steps} place{'' if steps == '1' else 's'} {towards} greatest need, "
        f"from {_place(row['rank_then'])} to {_place(row['rank_now'])}."
    )


def _place(rank: float) -> str:
    """A place in the order; two that tie share a half."""
    return ordinal(int(rank)) if rank.is_integer() else f"{rank:g}"


def _priorities(moved: Moved) -> list[str]:
    were, are = _priority(moved, "then"), _priority(moved, "now")
    sentences: list[str] = []
    for codes, one, several in (
        (are - were, "has become a priority area", "have become priority areas"),
        (were - are, "is no priority area any more", "are no priority areas any more"),
    ):
        rows = moved.areas[moved.areas.index.isin(codes)]
        if len(rows):
            said = one if len(rows) == 1 else several
            sentences.append(f"{named(list(rows['area_name']))} {said}: {_by(rows, 'level')}.")
    return sentences


def _bands(moved: Moved) -> str:
    rows = _changed(moved, "band")
    told = [
        f"{name} from {then} to {now}"
        for name, then, now in zip(rows["area_name"], rows["band_then"], rows["band_now"], strict=True)
    ]
    return f"Bands: {named(told)}." if told else ""


def _scores(moved: Moved) -> str:
    """How far scores have moved where no rank has."""
    change = moved.areas["score_change"].abs().max()
    return "" if len(_moved(moved)) or not change > 0 else f"Scores have moved by at most {change:.1g} of 100."


def _working(moved: Moved) -> str:
    rows = _changed(moved, "status")
    if rows.empty:
        return ""
    where = named(list(rows["area_name"]))
    return f"Locality Working stands otherwise in {where}: {_by(rows, 'status')}."


def _covered(moved: Moved) -> str:
    then, now = moved.coverage_then, moved.coverage_now
    if then == now:
        return ""
    by = listed([f"by {cause_words(cause)}" for cause in moved.coverage_cause.split("; ")])
    return (
        f"Of {count(then.people)} people on low income, {count(then.inside)} lived in the priority areas; now it is "
        f"{count(now.inside)} of {count(now.people)}: {by}."
    )


def _came_and_went(moved: Moved) -> str:
    names = moved.areas["area_name"]
    parts = [
        f"{word}: {named([names[code] for code in codes])}"
        for word, codes in (("New since then", moved.came), ("Gone since then", moved.went))
        if codes
    ]
    return f"{'. '.join(parts)}." if parts else ""


def _together(moved: Moved) -> str:
    """What the file cannot tell apart, said once."""
    several = [cause for cause in moved.causes if " or " in cause]
    if not several:
        return ""
    parts = [THINGS[Cause(cause)] for cause in several[0].replace(" or ", ", ").split(", ")]
    both = "both" if len(parts) == 2 else "all"
    return f"{listed(parts).capitalize()} have {both} changed since: this file cannot tell their effects apart."
