"""The words of pages that are pictures: which pages want recognising, what a program recognised on them, and how that
is kept. Called by ``requests``, and by ``rulings.desk.document_texts`` for the storing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from dockets.documents.files import open_file
from dockets.documents.ocr.engines import EngineMissing, choose_ocr_engine
from dockets.documents.ocr.recognise import AT_ONCE, recognise_pages
from dockets.documents.ocr.results import OcrPage
from dockets.documents.pages import tidy_pages
from dockets.documents.texts import mask_pages
from dockets.documents.viewer.page_layer import place_words
from dockets.models import DocumentPage, DocumentText


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What is kept of a page: its words as running text, masked, where they stand, and how sure the program was."""

    number: int
    words: str
    places: Sequence[Sequence[object]]
    confidence: float | None
    read_by: str


def has_ocr_engine() -> bool:
    """Whether a program that recognises words is on this machine."""
    try:
        choose_ocr_engine()
    except EngineMissing:
        return False
    return True


def list_unread_pages(text: DocumentText) -> list[int]:
    """The pages (from 1) without words on which no program has tried to recognise any; none for a text without a file,
    or whose parts are not the file's pages."""
    if text.file is None or not text.is_paged or text.page_count != text.file.page_count:
        return []
    return list(text.pages.filter(words="", read_by="").order_by("number").values_list("number", flat=True))


def recognise_some_pages(text: DocumentText, *, go_on: Callable[[int], bool]) -> list[RecognisedPage]:
    """The next unread pages of a text, a few at a time for as long as ``go_on`` says so, which is asked with the number
    of pages done. Raises ``EngineMissing``, ``CannotRecognise`` and ``FileMissing``."""
    if text.file is None:
        return []
    with open_file(text.file) as kept:
        body = kept.read()
    private, unread = text.filing.docket.prints_homes, list_unread_pages(text)
    done: list[RecognisedPage] = []
    while len(done) < len(unread) and go_on(len(done)):
        some = unread[len(done) : len(done) + AT_ONCE]
        found = recognise_pages(body, some)
        by_number = {page.number: page for page in found.pages}
        engine = f"{found.engine} {found.version}"[:100]
        done += [_keep_page(number, by_number.get(number), engine, private=private) for number in some]
    return done


def _keep_page(number: int, page: OcrPage | None, engine: str, *, private: bool) -> RecognisedPage:
    """Only the places of words that are kept are kept, so that no number of a person stands there."""
    if page is None or not page.text.strip():
        return RecognisedPage(number, "", [], None, engine)
    (words,) = mask_pages(tidy_pages([page.text]), private=private)
    drawn = [(word.text, *word.box) for line in page.lines for word in line]
    placed = [[word.text, *word[3:]] for word in place_words(words, drawn)]
    return RecognisedPage(number, words, placed, page.confidence, engine)


def store_recognised_pages(text_id: int, pages: Sequence[RecognisedPage]) -> DocumentText:
    """Keeps recognised pages, where still no others are. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        text = DocumentText.objects.select_for_update(of=("self",)).select_related("file").get(pk=text_id)
        for page in pages:
            DocumentPage.objects.filter(text=text, number=page.number, words="").update(
                words=page.words, places=page.places, confidence=page.confidence, read_by=page.read_by
            )
        text.characters = sum(len(words) for words in text.pages.values_list("words", flat=True))
        text.revision += 1
        text.save(update_fields=["characters", "revision"])
    return text
