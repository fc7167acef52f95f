"""Recognises the words of a PDF's pages that are pictures. Called by a worker's task, page by page or as a whole.

A page that has a text layer is never recognised (``pictures.text_layer`` says what counts as one). Pages are drawn by
one limited process and recognised by another, which is given nothing but pictures.
"""

from collections.abc import Iterator, Sequence
from itertools import batched
from pathlib import Path

from dockets.documents.limited_process import ProcessEnded
from dockets.documents.ocr.engines import OcrEngine, choose_ocr_engine
from dockets.documents.ocr.results import OcrPage, Recognition
from dockets.documents.pictures.draw import CannotDrawFile, DrawnPage, draw_page_pictures
from dockets.documents.pictures.text_layer import has_text_layer

AT_ONCE = 8
"""Pages that one process recognises: loading the models takes it a second."""
NOT_DRAWN = "This page could not be drawn, so no program could recognise its words."
GAVE_UP = "Recognising this page took more memory or time than a page needs, so it has no words."
_SAYS = {
    "encrypted": "This PDF asks for a password, so no program can recognise its words.",
    "damaged": "This PDF is damaged or breaks off, so no program can recognise its words.",
    "long": "This PDF has more than 1,000 pages, so no program recognises its words.",
}
_TOO_MUCH = "Drawing the pages of this PDF takes more memory or time than a document of a court needs."


class CannotRecognise(ValueError):
    """No page of the file could be looked at. ``str(error)`` is a sentence for a person."""


def recognise_pages(body: bytes | Path, pages: Sequence[int] | None = None, *, engine: str = "") -> Recognition:
    """The words of ``pages`` (from 1; None: all) that have no text layer. ``engine``: a name of ``engines.ENGINES``, or
    "" for the first that is here. Raises ``EngineMissing`` and ``CannotRecognise``."""
    chosen, version = choose_ocr_engine(engine)
    with_words: list[int] = []
    done: list[OcrPage] = []
    try:
        drawn = draw_page_pictures(body, pages, dots=chosen.dots, wordless=True)
        for some in batched(_list_wordless(drawn, with_words, done), AT_ONCE):
            done += _recognise_some(chosen, [(page.page, page.body) for page in some])
    except CannotDrawFile as error:
        raise CannotRecognise(_SAYS.get(str(error), _TOO_MUCH)) from None
    return Recognition(chosen.name, version, sorted(done, key=lambda page: page.number), with_words)


def _list_wordless(drawn: Iterator[DrawnPage], with_words: list[int], done: list[OcrPage]) -> Iterator[DrawnPage]:
    """The pages that are to be recognised; the others are noted in ``with_words`` or ``done``."""
    for page in drawn:
        if has_text_layer(page.words):
            with_words.append(page.page)
        elif not page.form:
            done.append(OcrPage(page.page, failed=NOT_DRAWN))
        else:
            yield page


def _recognise_some(engine: OcrEngine, pictures: list[tuple[int, bytes]]) -> list[OcrPage]:
    """Together, or one by one where that fails: one page that takes too much costs no other."""
    try:
        return engine.recognise(pictures)
    except ProcessEnded:
        if len(pictures) == 1:
            return [OcrPage(pictures[0][0], failed=GAVE_UP)]
    return [page for picture in pictures for page in _recognise_some(engine, [picture])]
