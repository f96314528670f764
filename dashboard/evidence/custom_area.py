"""An area that somebody puts together from data zones, under a name of their own."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.evidence.areas import area_table
from dashboard.evidence.partnership_evidence import Evidence
from dashboard.vocabulary import AreaType

CUSTOM_CODE = "custom-area"
DEFAULT_NAME = "Our own area"
LONGEST_NAME = 60
CODES = re.compile(r"[A-Za-z]\d{8}")
LEFT = re.compile(r"[^\s,;]+")


@dataclass(frozen=True)
class Named:
    """The data zones that a text names, in order, and the words in it that name none."""

    zones: tuple[str, ...]
    unknown: tuple[str, ...]


def zones_named(evidence: Evidence, text: str) -> Named:
    """The data zones that codes in a text stand for: those of data zones, intermediate zones, wards, or places.

    Args:
        evidence: one partnership's evidence.
        text: codes between commas, semicolons or white space, as they come out of a sheet or an e-mail.
    """
    words = [word.strip("\"'()[]") for word in LEFT.findall(text)]
    codes = {word: word.upper() if CODES.fullmatch(word) else word for word in words if word}
    known = {code: set(evidence.zones_of(code)) for code in codes.values() if _can_be_named(evidence, code)}
    zones = sorted(set().union(*known.values()))
    return Named(tuple(zones), tuple(dict.fromkeys(word for word, code in codes.items() if code not in known)))


def _can_be_named(evidence: Evidence, code: str) -> bool:
    return code in evidence.areas.index and AreaType.of(code) not in {AreaType.COUNCIL_AREA, AreaType.CUSTOM_AREA}


def codes_of(evidence: Evidence, zones: tuple[str, ...]) -> str:
    """The shortest text that names data zones: whole intermediate zones by their own code."""
    parent = evidence.library.zones["intermediate_zone"].reindex(list(zones))
    sizes = evidence.areas_of(AreaType.INTERMEDIATE_ZONE)["data_zones"]
    held = parent.value_counts()
    whole = {str(code) for code in held.index if held[code] == sizes[code]}
    return ",".join(sorted({str(code) if code in whole else str(zone) for zone, code in parent.items()}))


def is_custom(area_code: str) -> bool:
    """Whether a code stands for an area that somebody has put together."""
    return area_code == CUSTOM_CODE


def with_custom_area(evidence: Evidence, name: str, zones: tuple[str, ...]) -> Evidence:
    """The same evidence with one area more; what is known of its zones is taken over, not worked out again.

    Args:
        evidence: one partnership's evidence.
        name: what the area is called; cut at 60 characters.
        zones: its data zones, at least one.

    Raises:
        ValueError: there is no zone, or one is not of the partnership.
    """
    known = evidence.areas_of(AreaType.DATA_ZONE).index
    if not zones or not set(zones) <= set(known):
        raise ValueError(f"a custom area needs data zones of {evidence.partnership.name}; found {zones!r}")
    called = " ".join(name.split())[:LONGEST_NAME].rstrip() or DEFAULT_NAME
    return _with_custom_area(evidence.of_zones, called, tuple(sorted(set(zones))))


@lru_cache(maxsize=16)
def _with_custom_area(evidence: Evidence, name: str, zones: tuple[str, ...]) -> Evidence:
    kind = AreaType.CUSTOM_AREA.value
    parts = pd.DataFrame({"area_code": CUSTOM_CODE, "area_type": kind, "data_zone": list(zones)})
    own = area_table(evidence.library.zones, parts, {CUSTOM_CODE: name})
    return Evidence(
        evidence.partnership,
        evidence.library,
        pd.concat([evidence.parts, parts], ignore_index=True),
        pd.concat([evidence.areas, own]),
        evidence.tried,
        evidence,
    )
