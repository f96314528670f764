"""The words of the dashboard: what an area, an indicator, a partnership and a flag are. No files, no tables."""

from dashboard.vocabulary.areas import CODE_PREFIXES, GRAINS, SCOTLAND, AreaType, Locality, Place, RolloutStatus
from dashboard.vocabulary.faults import ConfigError, DashboardError, DataError, Fault
from dashboard.vocabulary.indicators import (
    YEAR,
    Indicator,
    Measure,
    Period,
    Polarity,
    Source,
    Status,
    Suppression,
    Topic,
)
from dashboard.vocabulary.judgements import Flag, Level, Outcome
from dashboard.vocabulary.partnerships import Partnership, Priority, Thresholds
from dashboard.vocabulary.voices import Asset, PlaceDimension, Says, Voice

__all__ = [
    "CODE_PREFIXES",
    "GRAINS",
    "SCOTLAND",
    "YEAR",
    "AreaType",
    "Asset",
    "ConfigError",
    "DashboardError",
    "DataError",
    "Fault",
    "Flag",
    "Indicator",
    "Level",
    "Locality",
    "Measure",
    "Outcome",
    "Partnership",
    "Period",
    "Place",
    "PlaceDimension",
    "Polarity",
    "Priority",
    "RolloutStatus",
    "Says",
    "Source",
    "Status",
    "Suppression",
    "Thresholds",
    "Topic",
    "Voice",
]
