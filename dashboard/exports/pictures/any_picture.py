"""The picture of a chart or a map; matplotlib is imported when the first is drawn, as that takes seconds."""

from dashboard.evidence import Evidence
from dashboard.exhibits.exhibit import Exhibit, MapExhibit
from dashboard.exports.pictures.formats import PictureFormat


def picture_of(
    evidence: Evidence, held: Exhibit | MapExhibit, picture: PictureFormat, width: float, with_words: bool = True
) -> bytes:
    """A chart or map as a picture: see `chart_picture` and `map_picture`."""
    if isinstance(held, MapExhibit):
        from dashboard.exports.map_picture import map_picture  # noqa: PLC0415 - slow to import, seldom needed

        return map_picture(evidence, held, picture, width, with_words)
    from dashboard.exports.picture import chart_picture  # noqa: PLC0415 - slow to import, seldom needed

    return chart_picture(held, picture, width, with_words)
