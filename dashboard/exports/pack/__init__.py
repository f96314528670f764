"""Evidence packs: sentences, figures, charts and maps as PDF, Word document, slides, workbook and web page."""
