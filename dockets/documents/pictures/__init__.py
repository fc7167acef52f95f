"""Pages of PDFs drawn as pictures for print and for programs that recognise text, by a limited process.

Called by ``dockets.documents.inspection`` and ``dockets.documents.ocr``. No Django.
"""
