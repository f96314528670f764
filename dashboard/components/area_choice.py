"""The areas that can be chosen from a list."""

from dashboard.evidence import Evidence
from dashboard.evidence.custom_area import CUSTOM_CODE
from dashboard.vocabulary import AreaType


def area_options(evidence: Evidence) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every area of the partnership by kind, the custom one first."""
    kinds = [*([AreaType.CUSTOM_AREA] if CUSTOM_CODE in evidence.areas.index else []), *evidence.area_types]
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for kind in kinds:
        names = evidence.areas_of(kind)["area_name"]
        rows = sorted(zip(names.index, names, strict=True), key=lambda row: str(row[1]))
        groups.append((kind.plural.capitalize(), [(str(code), str(name)) for code, name in rows]))
    return groups
