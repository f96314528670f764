"""Making the files of a pack one by one, telling how far it is; what fails is named, and loses nothing else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from threading import Thread

from dashboard.evidence import Evidence
from dashboard.exports.made import MEDIA, Made
from dashboard.exports.pack.aside import aside
from dashboard.exports.pack.contents import Failed, Pack, Step, failure, put_together
from dashboard.exports.pack.document import Document
from dashboard.exports.pack.drawn import Drawn
from dashboard.statistics.summary import need_summary
from dashboard.vocabulary import AreaType


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, and how it is made."""

    label: str
    make: Callable[[Document, Drawn], bytes]


def _pdf(document: Document, drawn: Drawn) -> bytes:
    from dashboard.exports.pack.paper import pack_pdf  # noqa: PLC0415 - slow to import, seldom needed

    return pack_pdf(document, drawn)


def _docx(document: Document, drawn: Drawn) -> bytes:
    from dashboard.exports.pack.word import pack_docx  # noqa: PLC0415 - slow to import, seldom needed

    return pack_docx(document, drawn)


def _pptx(document: Document, drawn: Drawn) -> bytes:
    from dashboard.exports.pack.slides import pack_pptx  # noqa: PLC0415 - slow to import, seldom needed

    return pack_pptx(document, drawn)


def _xlsx(document: Document, drawn: Drawn) -> bytes:
    from dashboard.exports.pack.figures import pack_xlsx  # noqa: PLC0415 - slow to import, seldom needed

    return pack_xlsx(document, drawn)


def _html(document: Document, drawn: Drawn) -> bytes:
    from dashboard.exports.pack.web_page import pack_html  # noqa: PLC0415 - slow to import, seldom needed

    return pack_html(document, drawn)


FORMATS: Mapping[str, Format] = {
    "pdf": Format("PDF", _pdf),
    "docx": Format("Word document", _docx),
    "pptx": Format("PowerPoint slides", _pptx),
    "xlsx": Format("Excel workbook", _xlsx),
    "html": Format("Web page", _html),
}


ASIDE = frozenset({"pdf", "docx"})
"""What a second process makes, where there is one: about half of the work, with the same pictures."""
NEEDED = (
    *("dashboard.exports.picture", "dashboard.exports.map_picture", "matplotlib.backends.backend_agg"),
    *("weasyprint", "gptables"),
    *(f"dashboard.exports.pack.{name}" for name in ("paper", "word", "slides", "figures", "web_page")),
)
"""What takes long to import the first time, in the order in which a pack needs it."""


@lru_cache(maxsize=64)
def get_ready(evidence: Evidence) -> Thread:
    """Import what packs need and rank the areas, beside other work: somebody is about to ask for a pack.

    Done once a process and partnership.
    """
    thread = Thread(target=_prepare, args=(evidence,), name="packs get ready", daemon=True)
    thread.start()
    return thread


def _prepare(evidence: Evidence) -> None:
    for name in NEEDED:
        with suppress(ImportError, OSError):  # whoever asks for the pack is told
            import_module(name)
    need_summary(evidence, AreaType.INTERMEDIATE_ZONE)


def make_pack(pack: Pack, formats: Sequence[str], with_second: bool = False) -> Iterator[Step | Failed | Made]:
    """The files of a pack as they get ready.

    Args:
        pack: what it is of.
        formats: keys of FORMATS, in the order in which they are made.
        with_second: whether a second process makes some of the files, told last: see `aside`.

    Yields:
        A Step before each part, a Failed for each that could not be made, and a Made for each file.
    """
    document = yield from put_together(pack, after=len(formats))
    drawn = Drawn(document.evidence)
    others = [key for key in formats if with_second and key in ASIDE and not ASIDE.issuperset(formats)]
    taken = aside(partial(_files, document, drawn, others)) if others else list[Failed | Made]
    own = [key for key in formats if key not in others]
    parts = len(document.sections) + len(formats)
    for place, key in enumerate(own, start=parts - len(formats)):
        yield Step(place, parts, FORMATS[key].label)
        yield _file(document, drawn, key)
    for place, (key, file) in enumerate(zip(others, _taken(taken, others), strict=True), start=parts - len(others)):
        yield Step(place, parts, FORMATS[key].label)
        yield file


def _files(document: Document, drawn: Drawn, keys: Sequence[str]) -> list[Failed | Made]:
    return [_file(document, drawn, key) for key in keys]


def _file(document: Document, drawn: Drawn, key: str) -> Failed | Made:
    try:
        return Made(document.file_name(key), MEDIA[key], FORMATS[key].make(document, drawn))
    except Exception as error:  # one file that fails must not lose the others
        return failure(FORMATS[key].label, error)


def _taken(files: Callable[[], list[Failed | Made]], keys: Sequence[str]) -> list[Failed | Made]:
    """The files that the second process has made; if it was stopped, none of them."""
    try:
        return files()
    except EOFError as error:
        return [failure(FORMATS[key].label, error) for key in keys]
