"""Words under dark boxes: what a page does not show stays out of the text, and what it shows stays in."""

import errno

import pytest

from dockets.documents import pdf_worker
from dockets.documents.extract import ExtractedText, extract_words
from tests.servers.own_servers import run_python
from tests.support import pdfs

WORDS = "The informant is John Doe of Mesa, SSN 123-45-6789, and I will not say.\nNo, it is not."
LEFT = "The informant is [redacted] of Mesa, SSN 123-45-6789, and I will not say. No, it is not."
WHOLE = LEFT.replace("[redacted]", "John Doe")
NAME = b"147 716 41 12"
"""Where the name stands, in 11 points from 72 on."""
BLACK = b"0 g " + NAME + b" re f"
SQUARE = "/Annots [<< /Type /Annot /Subtype /Square /Rect [147 716 188 728] /C [0 0 0] /IC [0 0 0] /F 4 >>]"
FORM = b"q 0 g 41 0 0 12 147 716 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
COVERED = {
    "a black box": pdfs.drawn_on(WORDS, BLACK),
    "a dark blue box": pdfs.drawn_on(WORDS, b"0 0 0.4 rg " + NAME + b" re f"),
    "a thick line": pdfs.drawn_on(WORDS, b"12 w 147 722 m 188 722 l S"),
    "a picture": pdfs.drawn_on(WORDS, FORM),
    "a mark put on later": pdfs.drawn_on(WORDS, b"", more=SQUARE),
    "a box below black words": pdfs.drawn_on(WORDS, BLACK + b" 0 g", below=True),
    "a box that leaves the edge of a letter": pdfs.drawn_on(WORDS, b"0 g 150 716 38 12 re f"),
    "a page that is cut": pdfs.drawn_on(WORDS, BLACK, more="/CropBox [50 300 600 780]"),
    "words that are turned": pdfs.drawn_on("", b"q 0 1 -1 0 800 0 cm " + pdfs.words(WORDS) + BLACK + b" Q"),
}
SHOWN = {
    "nothing else": pdfs.pdf(WORDS),
    "a box elsewhere": pdfs.drawn_on(WORDS, b"0 g 147 300 41 12 re f"),
    "white words on black": pdfs.drawn_on(WORDS, b"0 g 60 680 500 60 re f 1 g", below=True),
    "a grey ground": pdfs.drawn_on(WORDS, b"0.6 g " + NAME + b" re f 0 g", below=True),
    "a line under words": pdfs.drawn_on(WORDS, b"0 g 147 717 41 1 re f"),
    "a line through words": pdfs.drawn_on(WORDS, b"0 g 147 722 41 1 re f"),
    "a frame": pdfs.drawn_on(WORDS, b"0 g 50 600 500 160 re 56 606 488 148 re f*"),
    "a highlighter": pdfs.drawn_on(WORDS, b"1 1 0 rg " + NAME + b" re f 0 g", below=True),
}


@pytest.mark.parametrize("how", COVERED)
def test_what_a_page_covers_is_left_out_and_counted(how: str) -> None:
    found = extract_words(COVERED[how])
    assert (list(found.pages), found.left_out, found.unlooked) == ([LEFT], 2, 0)


@pytest.mark.parametrize("how", SHOWN)
def test_what_it_shows_stays(how: str) -> None:
    found = extract_words(SHOWN[how])
    assert (list(found.pages), found.left_out, found.unlooked) == ([WHOLE], 0, 0)


def test_a_plan_is_read_and_not_drawn() -> None:
    found = extract_words(pdfs.drawn_on(WORDS, BLACK).replace(b"/MediaBox [0 0 612 792]", b"/MediaBox[0 0 2999 792]"))
    assert (list(found.pages), found.left_out, found.unlooked) == ([WHOLE], 0, 1)


@pytest.mark.parametrize("by", [90, 180, 270])
def test_a_page_may_be_turned(by: int) -> None:
    """PDFium tells the lines of such a page in an order of its own."""
    found = extract_words(pdfs.drawn_on(WORDS, BLACK, turned=by))
    assert LEFT.partition(" No")[0] in found.pages[0] and found.left_out == 2


def test_a_number_goes_with_what_parts_its_digits() -> None:
    assert "SSN [redacted]6789, and" in extract_words(pdfs.drawn_on(WORDS, b"0 g 255 716 39 12 re f")).pages[0]


def test_pages_that_nobody_looked_at_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "LOOK", 0.0)
    assert pdf_worker.read_pdf_words(COVERED["a black box"]) == {
        "pages": [WORDS.replace("\n", "\r\n")],
        "left_out": 0,
        "unlooked": 1,
    }


def test_once_it_reads_it_can_open_nothing() -> None:
    told = run_python(
        "import socket\n"
        "from dockets.documents import pdf_worker\n"
        "pdf_worker.forbid_opening()\n"
        "for way in (lambda: open('/etc/hostname'), socket.socket):\n"
        "    try:\n"
        "        print('opened', way())\n"
        "    except OSError as error:\n"
        "        print(error.errno)\n"
    )
    assert told.split() == [str(errno.EMFILE)] * 2


@pytest.mark.parametrize(
    ("left_out", "unlooked", "said"),
    [
        (0, 0, ""),
        (1, 0, "1 word lies under dark boxes and was left out."),
        (3, 0, "3 words lie under dark boxes and were left out."),
        (0, 1, "1 page could not be looked through for words under dark boxes: do that yourself."),
    ],
)
def test_it_is_told_in_a_sentence(left_out: int, unlooked: int, said: str) -> None:
    assert ExtractedText([], left_out=left_out, unlooked=unlooked).about_boxes == said
