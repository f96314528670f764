"""What is known of how figures hang together: which are parts of which, and where a publisher's own do not agree."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.vocabulary import AreaType

ALL_PARTS: Mapping[str, tuple[str, ...]] = {"sape_total": ("sape_0_15", "sape_16_64", "sape_65plus")}
"""Counts that are a total between them."""
SOME_PARTS: Mapping[str, tuple[str, ...]] = {
    "census_limited_any": ("census_limited_lot",),
    "census_pop": ("census_pct_0_15", "census_pct_65plus"),
    "pop_total_simd": ("pop_working_age_simd",),
}
"""Counts that are no more than a total between them."""
EXACT = 1e-6
"""How far apart, as a share, numbers may be that come from the same counts."""
POOLED = 0.005
"""The same for a published rate and the rate of smaller areas that have counts: published rates are rounded."""
WEIGHTED = 0.04
"""The same for a published figure and a mean of smaller areas, weighted by people who are not quite those it is of."""


@dataclass(frozen=True)
class Allowance:
    """How far two levels of an indicator are known to be apart: values by a share, counts by a number each zone."""

    share: float = 0
    each: float = 0


ALLOWANCES: Mapping[tuple[str, AreaType], Allowance] = {
    # Counts of data zones, larger zones and councils part by a few, up or down. The sources do not say why; most
    # likely each is altered by itself to protect privacy.
    ("child_poverty", AreaType.INTERMEDIATE_ZONE): Allowance(each=6),
    ("child_poverty", AreaType.COUNCIL_AREA): Allowance(0.041),
    ("out_of_work_benefits", AreaType.COUNCIL_AREA): Allowance(0.008),
    # A zone has few school leavers, and how many, which would be the right weight, is not held.
    ("attainment", AreaType.INTERMEDIATE_ZONE): Allowance(0.109),
    # Figures of zones are averages of three years and adjusted for age: a mean of them is not their council's.
    ("early_mortality", AreaType.COUNCIL_AREA): Allowance(0.231),
    ("early_mortality", AreaType.SCOTLAND): Allowance(0.095),
    # Scotland's rate is above that of all its council areas together, most in 2010/11. The sources do not say why.
    ("unplanned_attendances", AreaType.SCOTLAND): Allowance(0.076),
}
"""By indicator and the larger kind of area: no more than the published figures need."""
