"""Checks that a ruling says what editors quote from it: in its docket text, or in the text of its document that is kept
here."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dockets.models import DocumentPage, Filing
from rulings.models import Disposition
from rulings.passages.quotations import find_quotation
from rulings.reading.documents.running_lines import RUNNING_LINE

NOT_THERE = (
    "No text of this ruling that is kept here says these words. Correct them, bring in the document’s text, or name"
    " below whom you quote them from."
)
_AT_PAGE = re.compile(r"at (\d{1,5})\b", re.IGNORECASE)


class QuotationFault(Exception):
    """``str(error)`` is a sentence for an editor; nothing is saved."""


class KeptTexts(NamedTuple):
    """What is kept here of a ruling's words."""

    docket_text: str
    pages: Sequence[tuple[int, str]]
    """Number and words of each page of its document."""
    is_paged: bool
    """Whether these are the document's own pages."""
    machine_read: frozenset[int] = frozenset()
    """Pages whose words a program recognised in a picture: they may be wrong."""


def load_kept_texts(filing: Filing) -> KeptTexts:
    """One query."""
    of_order = DocumentPage.objects.filter(text__filing=filing, text__document_number=0, text__shown=True)
    rows = list(of_order.order_by("number").values_list("number", "words", "text__is_paged", "read_by"))
    machine_read = frozenset(number for number, _, _, read_by in rows if read_by)
    return KeptTexts(filing.text, [row[:2] for row in rows], all(row[2] for row in rows), machine_read)


def check_quotation(kept: KeptTexts, words: str, place: str, quoted_from: str) -> str:
    """Where the words stand, as a citation: ``place``, or the page on which they are. Raises ``QuotationFault`` for
    words that stand nowhere and are not said to be ``quoted_from`` elsewhere, and for a page that they are not on."""
    if not words.strip():
        return place
    pages = [number for number, text in kept.pages if find_quotation(words, text)]
    if not pages and not is_said(kept, words):
        if quoted_from.strip():
            return place
        raise QuotationFault(NOT_THERE)
    named = _AT_PAGE.search(place)
    if not kept.is_paged or not kept.pages:
        return place
    if named and pages and int(named[1]) not in pages:
        raise QuotationFault(f"These words are on page {pages[0]} of the text that is kept here, not on {named[1]}.")
    if named and int(named[1]) > kept.pages[-1][0]:
        raise QuotationFault(f"The text that is kept here has {kept.pages[-1][0]} pages.")
    return place or (f"at {pages[0]}" if pages else "")


def is_said(kept: KeptTexts, words: str) -> bool:
    """Whether a kept text says the words; yes where there are none."""
    if not words.strip() or find_quotation(words, _join(kept)):
        return True
    return bool(kept.pages) and find_quotation(words, RUNNING_LINE.sub("", _join(kept))) is not None


def _join(kept: KeptTexts) -> str:
    """The docket text alone, then all pages, since a sentence may go on from one to the next."""
    return "\n".join([kept.docket_text, "\f", *(text for _, text in kept.pages)])


def is_checked(row: Disposition, kept: KeptTexts) -> bool:
    """Whether a kept text says what a stored decision quotes, or the decision says whom it quotes."""
    try:
        check_quotation(kept, row.quotation, row.place, row.quoted_from)
    except QuotationFault:
        return False
    return True
