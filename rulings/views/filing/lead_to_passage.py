"""Where ``…/documents/<number>/pages/`` leads with ``?quotation=`` (id of a decision) or ``?note=``: to the words on
the page of the document, where this user may see it; else to them in its text. Looked up when somebody follows the
link, so that lists with many quotations ask for none."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from dockets.format.urls import build_document_page_url
from dockets.models import DocumentText
from rulings.models import Annotation, Disposition
from rulings.notes.anchor_text import get_ground
from rulings.notes.display import build_text_url
from rulings.notes.pages_access import may_see_page
from rulings.passages.anchors import LONGEST, Fit, FoundPassage, locate_passage
from rulings.passages.links import build_passage_link
from rulings.passages.quotations import locate_quotation
from rulings.views.filing.document_address import DocumentAddress, find_shown_text

MOST_PAGES = 300
"""Pages that are looked through for a quotation."""
_AT_PAGE = re.compile(r"at (\d{1,5})\b", re.IGNORECASE)

type Visitor = AbstractBaseUser | AnonymousUser


class _Page(NamedTuple):
    number: int
    begin: int
    words: str


def find_quotation_address(user: Visitor, at: DocumentAddress, decision: int) -> str:
    """Where the words stand that a published decision quotes; the filing's page where they stand in no text of it."""
    rows = Disposition.objects.published().filter(pk=decision, ruling__filing=at.filing)
    quoted, text = rows.first(), find_shown_text(at)
    if quoted is None or text is None or not quoted.quotation:
        return at.filing_page
    pages = _list_pages(text)
    named = _AT_PAGE.search(quoted.place)
    for tried in _order_pages(pages, int(named[1]) if named else 0):
        if place := locate_quotation(quoted.quotation, "\n".join(page.words for page in tried)):
            begin = tried[0].begin + place[0]
            return _lead(user, at, text, pages, begin, min(tried[0].begin + place[1], begin + LONGEST))
    return at.filing_page


def find_note_address(user: Visitor, at: DocumentAddress, note: str) -> str:
    """Where the passage stands that a note on the document is on; the document's text where this user may see no such
    note."""
    known = Annotation.objects.visible_to(user).filter(filing=at.filing, about=Annotation.About.DOCUMENT)
    row, text = known.filter(public_id=note, document_number=at.number).first(), find_shown_text(at)
    if row is None:
        return at.address
    row.filing = at.filing
    ground = get_ground(at.filing, at.number, of_text=True)
    found = locate_passage(row.passage, ground.text)
    if row.anchored_to == ground.anchored_to and row.start is not None:
        found = FoundPassage(Fit.EXACT, row.start, row.start + row.length)
    if text is None or found.fit == Fit.ORPHANED or found.start >= found.end:
        return build_text_url(row, at.base)
    pages = _list_pages(text)
    here = _find_page(pages, found.start)
    if not may_see_page(user, text, here.number):
        return build_text_url(row, at.base)
    return _lead(user, at, text, pages, found.start, found.end)


def _list_pages(text: DocumentText) -> Sequence[_Page]:
    pages, begin = [], 0
    for number, words in text.pages.order_by("number").values_list("number", "words"):
        pages.append(_Page(number, begin, words))
        begin += len(words) + 1
    return pages


def _order_pages(pages: Sequence[_Page], named: int) -> Iterator[Sequence[_Page]]:
    """The page that is named, then each, then each with the next: a sentence may go on there."""
    yield from ([page] for page in pages if page.number == named)
    yield from ([page] for page in pages[:MOST_PAGES])
    yield from (pages[place : place + 2] for place in range(min(len(pages), MOST_PAGES) - 1))


def _find_page(pages: Sequence[_Page], place: int) -> _Page:
    return pages[max(bisect_right(pages, place, key=lambda page: page.begin) - 1, 0)]


def _lead(user: Visitor, at: DocumentAddress, text: DocumentText, pages: Sequence[_Page], begin: int, end: int) -> str:
    """The address of a passage of the whole text."""
    page = _find_page(pages, begin)
    if not may_see_page(user, text, page.number):
        return build_document_page_url(at.filing_page, at.number, page.number)
    link = build_passage_link("\n".join(each.words for each in pages), begin, end)
    return f"{at.address}pages/{page.number}/?passage={link}"
