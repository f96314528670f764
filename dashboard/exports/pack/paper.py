"""A pack as a tagged PDF: headings, tables and pictures that a screen reader can tell apart (PDF/UA-1)."""

from dashboard.exports.pack.document import Document
from dashboard.exports.pack.drawn import Drawn
from dashboard.exports.pack.web_page import paper_html


def pack_pdf(document: Document, drawn: Drawn) -> bytes:
    """The pack as PDF on A4; nothing outside it is read.

    Raises:
        ValueError: the machine lacks Pango, which sets the text; the message says what to install.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - slow to import, seldom needed
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise ValueError("PDF needs Pango (Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0)") from error
    fetcher = URLFetcher(allowed_protocols={"data"})
    page = HTML(string=paper_html(document, drawn), url_fetcher=fetcher)
    return page.write_pdf(pdf_variant="pdf/ua-1") or b""
