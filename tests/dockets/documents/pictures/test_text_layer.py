"""Which pages have a text layer: words that a reader sees, beside the stamp that courts put on every page."""

import pypdfium2
import pytest

from dockets.documents.pictures.text_layer import count_layer_words, has_text_layer
from tests.support import pdfs

STAMP = "Case 2:21-cv-00031-BJR Document 34 Filed 01/21/21 Page 7 of 14"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (pdfs.pdf("Five words of an order"), 5),
        (pdfs.pdf(STAMP), 0),
        (pdfs.pdf(f"{STAMP}\nEXHIBIT A"), 2),
        (pdfs.pdf("* * * -- --"), 0),
        (pdfs.drawn_on("", b"q 3 Tr " + pdfs.words("words of an earlier recognition") + b"Q"), 5),
        (pdfs.drawn_on("", b"q 1 0 0 1 0 900 cm " + pdfs.words("five words above the page") + b"Q"), 0),
        (pdfs.drawn_on("cut off by the page's edges", b"", more="/CropBox [0 0 612 300]"), 0),
    ],
    ids=["words", "stamp", "exhibit", "dots", "invisible", "outside", "cut"],
)
def test_words_that_a_reader_sees_are_counted(body: bytes, words: int) -> None:
    counted = count_layer_words(pypdfium2.PdfDocument(body)[0])
    assert counted == words and has_text_layer(counted) is (words >= 5)
