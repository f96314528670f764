"""The result of the calibration as a small TOML file, so that the methods page can show what was measured."""

from pathlib import Path
from typing import Any

from dashboard.evidence import Evidence
from dashboard.evidence.files import DATA, read_toml
from dashboard.statistics.calibration import Calibration, CalibrationSettings, calibrate
from dashboard.statistics.certainty import counts_of
from dashboard.vocabulary import GRAINS

CALIBRATION = "calibration.toml"


def calibrations(evidence: Evidence, settings: CalibrationSettings) -> dict[str, Calibration]:
    """The calibration of a partnership's ranking at each grain, under equal weights."""
    weights = evidence.partnership.weights["equal"]
    found: dict[str, Calibration] = {}
    for grain in GRAINS:
        counts = counts_of(evidence, grain)
        zones = evidence.areas_of(grain).index
        found[grain.value] = calibrate(counts, zones[zones.isin(counts.area_codes)], weights, settings)
    return found


def calibration_text(evidence: Evidence, found: dict[str, Calibration]) -> str:
    """The results as TOML: one table a grain."""
    lines = [
        "# Written by `python -m dashboard calibrate`: whether the likely ranges and probabilities keep their word.",
        f'partnership = "{evidence.partnership.partnership_id}"',
        f'data_version = "{evidence.library.version}"',
    ]
    for grain, one in found.items():
        numbers = {
            "zones": one.zones,
            "worlds": one.settings.worlds,
            "draws": one.settings.draws,
            "sure": one.settings.sure,
            "coverage": round(one.coverage, 4),
            "even_coverage": round(one.even_coverage, 4),
            "mean_width": round(one.mean_width, 2),
            "sure_partnership": one.sure_partnership,
            "right_partnership": round(one.right_partnership, 4),
            "sure_scotland": one.sure_scotland,
            "right_scotland": round(one.right_scotland, 4),
        }
        lines += ["", f"[{grain}]", *(f"{name} = {number}" for name, number in numbers.items())]
    return "\n".join(lines) + "\n"


def stored_calibration(data: Path = DATA) -> dict[str, Any]:
    """The results that were last written, or nothing."""
    path = data / CALIBRATION
    return read_toml(path) if path.exists() else {}
