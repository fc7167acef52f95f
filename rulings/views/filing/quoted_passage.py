"""A passage of a document as every reader may see it, by its link: for its picture, and for its frame in articles."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser

from dockets.documents.files import FileMissing
from dockets.documents.storage import StorageAway
from dockets.documents.viewer.page_images import CannotDraw, DrawingBusy, get_page_layout
from dockets.documents.viewer.page_layer import merge_boxes, place_words
from dockets.models import DocumentPage, DocumentText
from rulings.html.drawn_page import PageCrop, PageMark, build_page_marks, crop_page
from rulings.notes.anchor_text import get_page_offsets
from rulings.notes.linked_passage import find_linked_passage
from rulings.notes.pages_access import may_see_page, may_see_pages
from rulings.passages.anchors import Fit
from rulings.passages.links import parse_passage_link
from rulings.views.filing.cite_filing import cite_document_page
from rulings.views.filing.document_address import DocumentAddress, find_shown_text, was_withdrawn

WITHDRAWN = "The editors have withdrawn this document."
NOT_SHOWN = "No page of this document with such words is shown to readers."
NO_PASSAGE = "This address does not say which words it means."
LOST = "The passage that this link names could not be found: the document’s text has changed since."


class PassageNotShown(Exception):
    """There is nothing to quote. ``str(error)`` is a sentence for a person."""

    def __init__(self, sentence: str, status: int = HTTPStatus.NOT_FOUND) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage that readers may see."""

    at: DocumentAddress
    text: DocumentText
    number: int
    """The page on which it begins."""
    page_words: str
    begin: int
    """In the words of that page; ``end`` may lie behind them."""
    end: int
    words: str
    read_by: str
    """The program that recognised the page's words in a picture; "" where they are the document's own."""

    @property
    def citation(self) -> str:
        return cite_document_page(self.at.filing, self.at.number, self.number)

    @property
    def address(self) -> str:
        """Of the page on which it begins."""
        return f"{self.at.address}pages/{self.number}/"


@dataclass(frozen=True, slots=True)
class FramedPassage:
    """What is drawn of the page around a passage. ``wide`` and ``high``: of the whole page, in points."""

    crop: PageCrop
    marks: list[PageMark]
    wide: str
    high: str


def find_quoted_passage(at: DocumentAddress, written: str) -> QuotedPassage:
    """The passage that ``written`` links to. Raises ``PassageNotShown``. A page that is withheld is not told from one
    without these words: a link could be made to ask what it says."""
    text = find_shown_text(at)
    if text is None and was_withdrawn(at):
        raise PassageNotShown(WITHDRAWN, HTTPStatus.GONE)
    link = parse_passage_link(written)
    if text is None or not may_see_pages(AnonymousUser(), text):
        raise PassageNotShown(NOT_SHOWN)
    if link is None:
        raise PassageNotShown(NO_PASSAGE)
    found, begins = find_linked_passage(text, link), get_page_offsets(text)
    on = [number for number, begin in begins.items() if begin < found.end]
    on = on[max(sum(begins[number] <= found.start for number in on) - 1, 0) :]
    if found.fit == Fit.ORPHANED or not all(may_see_page(AnonymousUser(), text, number) for number in on):
        raise PassageNotShown(LOST)
    pages = list(DocumentPage.objects.filter(text=text, number__in=on).order_by("number").defer("search"))
    words, ahead = [page.words for page in pages], begins[on[0]]
    read_by = next((page.read_by for page in pages if page.read_by), "")
    begin, end = found.start - ahead, found.end - ahead
    return QuotedPassage(at, text, on[0], words[0], begin, end, "\n".join(words)[begin:end], read_by)


def frame_passage(passage: QuotedPassage) -> FramedPassage | None:
    """The part of the page around the passage; None where the page cannot be drawn now, or the words are not found in
    its picture."""
    if passage.text.file is None:
        return None
    try:
        layout = get_page_layout(passage.text.file, passage.number)
    except (CannotDraw, FileMissing, DrawingBusy, StorageAway):
        return None
    places = passage.text.pages.filter(number=passage.number).values_list("places", flat=True).first()
    placed = place_words(passage.page_words, places or layout.words)
    boxes = merge_boxes(placed, passage.begin, passage.end)
    crop = crop_page(layout, placed, boxes)
    if crop is None:
        return None
    marks = build_page_marks("passage", layout, boxes)
    return FramedPassage(crop, marks, f"{layout.width:.1f}", f"{layout.height:.1f}")
