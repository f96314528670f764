"""The files of one chart or map: its figures, its picture and its shapes, each with its words inside."""

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exports.flat_table import table_csv
from dashboard.exports.made import MEDIA, Made, file_words
from dashboard.exports.pack.about import notes, today
from dashboard.exports.pictures.any_picture import picture_of
from dashboard.exports.workbook import Sheet, workbook

WIDTH = 900.0
"""Pixels of a picture of a map, before it is drawn with two dots a pixel."""
CHART, SHAPES = ("csv", "xlsx", "png", "svg"), ("geojson", "gpkg")
"""What there is of a chart and of a map, and what only of a map."""


def exhibit_file(evidence: Evidence, held: Exhibit | MapExhibit, ending: str) -> Made:
    """A file of a chart or map.

    Args:
        evidence: one partnership's evidence.
        held: the chart or map.
        ending: one of CHART, or for a map one of SHAPES.

    Raises:
        ValueError: there is no such file of it.
    """
    if ending not in (*CHART, *SHAPES) or (ending in SHAPES and not isinstance(held, MapExhibit)):
        raise ValueError(f"there is no {ending} of {held.key}")
    name = f"{evidence.partnership.partnership_id}_{file_words(held.caption.title)}_{today()}.{ending}"
    return Made(name, MEDIA[ending], _content(evidence, held, ending))


def said_of(evidence: Evidence, held: Exhibit | MapExhibit) -> list[str]:
    """What stands on top of the figures: title, subtitle, source, whose they are, and which."""
    where, version = evidence.partnership.name, evidence.library.version
    caption = held.caption
    return [
        *(caption.title, caption.subtitle, caption.source),
        f"{where}. Data version: {version}. Made {today()}.",
        "Suppressed and missing figures are said in words; they are never zero.",
    ]


def _content(evidence: Evidence, held: Exhibit | MapExhibit, ending: str) -> bytes:
    match ending:
        case "csv":
            return ("\ufeff" + table_csv(held.table, said_of(evidence, held))).encode()
        case "xlsx":
            caption = held.caption
            sheet = Sheet("Figures", held.table, (caption.title, caption.subtitle), caption.source)
            return workbook(caption.title, said_of(evidence, held), [sheet], notes(evidence))
        case "png" | "svg":
            return picture_of(evidence, held, ending, WIDTH)
        case _:
            return _shapes(evidence, held, ending)


def _shapes(evidence: Evidence, held: Exhibit | MapExhibit, ending: str) -> bytes:
    if not isinstance(held, MapExhibit):
        raise ValueError(f"{held.key} has no shapes")
    from dashboard.exports.shape_files import geojson_file, geopackage_file  # noqa: PLC0415 - slow to import

    return geojson_file(evidence, held) if ending == "geojson" else geopackage_file(evidence, held)
