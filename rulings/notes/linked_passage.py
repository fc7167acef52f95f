"""Finds the passage that a link names in a document's text as it is now. Called by views."""

from dockets.models import DocumentText
from rulings.notes.anchor_text import join_pages
from rulings.passages.anchors import Fit, FoundPassage, cut_passage, locate_passage
from rulings.passages.links import PassageLink

MOST_OLDER = 10
"""Older texts of one document that are asked for the words of a link."""


def find_linked_passage(text: DocumentText, link: PassageLink) -> FoundPassage:
    """Where the passage is in ``text``, the one that stands there now; places count from the beginning of the whole
    text."""
    now = join_pages(text)
    if link.fits(now):
        return FoundPassage(Fit.EXACT, link.begin, link.end)
    older = DocumentText.objects.filter(filing=text.filing_id, document_number=text.document_number)
    for row in older.exclude(pk=text.pk)[:MOST_OLDER]:
        before = join_pages(row)
        if link.fits(before):
            return locate_passage(cut_passage(before, link.begin, link.end), now)
    return FoundPassage(Fit.ORPHANED)
