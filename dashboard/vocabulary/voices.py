"""What people say of their area, and what it has that helps."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.vocabulary.indicators import Topic


class PlaceDimension(StrEnum):
    """The fourteen themes of the Place Standard, under which people talk about a place."""

    MOVING_AROUND = "Moving around"
    PUBLIC_TRANSPORT = "Public transport"
    TRAFFIC = "Traffic and parking"
    STREETS = "Streets and spaces"
    NATURAL_SPACE = "Natural space"
    PLAY = "Play and recreation"
    FACILITIES = "Facilities and services"
    WORK = "Work and local economy"
    HOUSING = "Housing and community"
    CONTACT = "Social contact"
    IDENTITY = "Identity and belonging"
    SAFETY = "Feeling safe"
    CARE = "Care and maintenance"
    INFLUENCE = "Influence and sense of control"


class Says(StrEnum):
    """What people say of life in their area, against elsewhere, on one matter."""

    HARDER = "harder"
    SIMILAR = "similar"
    EASIER = "easier"


@dataclass(frozen=True)
class Voice:
    """What people say of an area: a note beside the figures, never in them."""

    area_code: str
    title: str
    topic: Topic
    dimension: PlaceDimension
    says: Says
    date: str
    source: str
    consent: str
    text: str
    indicator_id: str = ""


@dataclass(frozen=True)
class Asset:
    """Something an area has that helps: a hall, a group, green space."""

    name: str
    asset_type: str
    data_zone: str
    source: str
    date: str
    address: str = ""
