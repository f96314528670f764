"""What people say beside what the figures say: agree, differ, or not to be compared. Neither changes the other."""

from enum import StrEnum

import pandas as pd

from dashboard.evidence import Evidence
from dashboard.vocabulary import Outcome, Says, Voice

MEANS = {Says.HARDER: Outcome.WORSE, Says.EASIER: Outcome.BETTER, Says.SIMILAR: Outcome.SIMILAR}


class Beside(StrEnum):
    """How a voice stands to the figures."""

    AGREE = "agree"
    DIFFER = "differ"
    NOT_COMPARED = "not compared"


def beside(evidence: Evidence, voice: Voice, figures: pd.DataFrame) -> Beside:
    """Whether the figures say what a voice says.

    A voice on one indicator is held against its comparison with the partnership; a voice on a topic against all
    those of the topic: worse if more are worse than better.

    Args:
        evidence: one partnership's evidence.
        voice: what people say.
        figures: of the area, as `profile` returns them.
    """
    keys = [voice.indicator_id] if voice.indicator_id else _of_topic(evidence, voice, figures)
    words = [Outcome(word) for word in figures["partnership_outcome"].reindex(keys).dropna()]
    told = [word for word in words if word != Outcome.NOT_COMPARED]
    if not told:
        return Beside.NOT_COMPARED
    balance = told.count(Outcome.WORSE) - told.count(Outcome.BETTER)
    said = Outcome.WORSE if balance > 0 else Outcome.BETTER if balance < 0 else Outcome.SIMILAR
    return Beside.AGREE if MEANS[voice.says] == said else Beside.DIFFER


def _of_topic(evidence: Evidence, voice: Voice, figures: pd.DataFrame) -> list[str]:
    return [str(key) for key in figures.index if evidence.indicators[str(key)].topic == voice.topic]
