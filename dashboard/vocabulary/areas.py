"""The kinds of area, and the areas that a partnership names itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class AreaType(StrEnum):
    """The kinds of area, from the smallest to the whole country."""

    DATA_ZONE = "data_zone"
    INTERMEDIATE_ZONE = "intermediate_zone"
    WARD = "ward"
    LOCALITY = "locality"
    PLACE = "place"
    CUSTOM_AREA = "custom_area"
    COUNCIL_AREA = "council_area"
    SCOTLAND = "scotland"

    @property
    def label(self) -> str:
        """The word for one such area, as on the screen."""
        return self.value.replace("_", " ").replace("scotland", "Scotland")

    @property
    def plural(self) -> str:
        """The word for several."""
        return {"locality": "localities", "scotland": "Scotland"}.get(self.value, f"{self.label}s")

    @property
    def boundary_year(self) -> int | None:
        """The year the boundaries were drawn; None for a partnership's own areas."""
        return {"data_zone": 2011, "intermediate_zone": 2011, "ward": 2025}.get(self.value)

    @classmethod
    def of(cls, area_code: str) -> "AreaType":
        """The kind of area a code belongs to.

        Raises:
            KeyError: no kind of area has such a code.
        """
        for prefix, area_type in CODE_PREFIXES.items():
            if area_code.startswith(prefix):
                return area_type
        raise KeyError(area_code)


CODE_PREFIXES: Mapping[str, AreaType] = MappingProxyType(
    {
        "S01": AreaType.DATA_ZONE,
        "S02": AreaType.INTERMEDIATE_ZONE,
        "S13": AreaType.WARD,
        "S12": AreaType.COUNCIL_AREA,
        "S92": AreaType.SCOTLAND,
        "locality-": AreaType.LOCALITY,
        "place-": AreaType.PLACE,
        "custom-": AreaType.CUSTOM_AREA,
    }
)


SCOTLAND = "S92000003"


GRAINS = (AreaType.INTERMEDIATE_ZONE, AreaType.DATA_ZONE)


class RolloutStatus(StrEnum):
    """How far Locality Working has come in a place."""

    WORKING = "working"
    IDENTIFIED = "identified"
    NOT_STARTED = "not_started"


@dataclass(frozen=True)
class Locality:
    """A partnership's own area: whole wards by best fit, with exceptions, resolved to data zones."""

    area_code: str
    name: str
    wards: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A named community smaller than a locality, where Locality Working is or may be."""

    area_code: str
    name: str
    status: RolloutStatus
    intermediate_zones: tuple[str, ...] = ()
    data_zones: tuple[str, ...] = ()
