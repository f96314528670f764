"""A drawn picture as the bytes of a file: the same drawing always gives the same bytes."""

import io
import re
from html import escape

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from dashboard.exhibits.exhibit import Caption
from dashboard.exports.pictures.formats import PictureFormat

DOTS_AN_INCH = 96
FINER = 2
"""How many dots of a PNG lie along a pixel."""
HEAD = re.compile(r"^.*?(<svg\b[^>]*>)", re.DOTALL)
# Set once, never changed: ids in an SVG are always the same, and letters are as wide as they are measured.
mpl.rcParams.update(
    {"svg.hashsalt": "locality-evidence-dashboard", "svg.fonttype": "path", "text.hinting": "no_hinting"}
)


def new_figure(width: float, height: float) -> Figure:
    """An empty white picture of so many pixels."""
    figure = Figure(figsize=(width / DOTS_AN_INCH, height / DOTS_AN_INCH), dpi=DOTS_AN_INCH, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def bytes_of(figure: Figure, picture: PictureFormat, caption: Caption) -> bytes:
    """The file; its title and its alt sentence go into it unseen.

    Raises:
        ValueError: the format is neither png nor svg.
    """
    file = io.BytesIO()
    if picture == "png":
        said = {"Title": _plain(caption.title), "Description": _plain(caption.alt)}
        figure.savefig(file, format="png", dpi=FINER * DOTS_AN_INCH, metadata={"Software": None, **said})
        return file.getvalue()
    if picture != "svg":
        raise ValueError(f"a picture is png or svg, not {picture!r}")
    unsaid = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    FigureCanvasSVG(figure).print_svg(file, metadata=unsaid)
    said = f"<title>{escape(caption.title)}</title><desc>{escape(caption.alt)}</desc>"
    return HEAD.sub(lambda head: f"{_named(head[1])}{said}", file.getvalue().decode(), count=1).encode()


def _named(head: str) -> str:
    return head.replace("<svg ", '<svg role="img" ', 1)


def _plain(text: str) -> str:
    """Text that the text chunks of a PNG can hold."""
    return text.encode("latin-1", "replace").decode("latin-1")
