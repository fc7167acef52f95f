"""Files that people hand in, and files that are made to do harm: each ends in words or in a sentence, and this process
lives."""

import os
from collections.abc import Callable

import pytest

from dockets.documents import extract as extracting
from dockets.documents.extract import (
    DAMAGED,
    ENCRYPTED,
    NO_WORDS,
    NOT_TAKEN,
    TOO_MUCH,
    CannotExtract,
    extract_words,
    get_most_bytes,
)
from tests.support import pdfs

FULL = "Plaintiff has not shown a likelihood of success on the merits of its claims, and so"


def test_a_pdf_gives_its_pages() -> None:
    found = extract_words(pdfs.pdf(f"ORDER\n{FULL}\nthe motion is denied.", "", "Page three"))
    assert found.pages == [f"ORDER\n{FULL} the motion is denied.", "", "Page three"] and found.is_paged


@pytest.mark.parametrize("page", ["", "Case 2:21-cv-00031-BJR Document 34 Filed 01/21/21 Page 1 of 1"])
def test_of_pictures_the_words_are_empty(page: str) -> None:
    assert extract_words(pdfs.pdf(page)).pages == [""]


def test_a_thousand_pages_are_taken_and_one_more_is_not() -> None:
    assert len(extract_words(pdfs.pdf(*["words"] * 1_000)).pages) == 1_000
    with pytest.raises(CannotExtract, match="1,001 pages; at most 1,000"):
        extract_words(pdfs.pdf(*["words"] * 1_001))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pdfs.encrypted(), ENCRYPTED),
        (pdfs.pdf("words")[:150], DAMAGED),
        (b"%PDF-1.7 and nothing of one", DAMAGED),
        (pdfs.pdf(), DAMAGED),
        (lambda: pdfs.bomb(40_000_000), TOO_MUCH),
        (b"", NO_WORDS),
        (b" \n\f\n", NO_WORDS),
        (b"PK\x03\x04 an office document", NOT_TAKEN),
        (b"\x00\x01\x02\x03 of some program", NOT_TAKEN),
        (b"<!DOCTYPE html><title>An error page</title>", NOT_TAKEN),
        (b"{\\rtf1 words}", NOT_TAKEN),
    ],
    ids=[
        "encrypted",
        "truncated",
        "no pdf",
        "no pages",
        "bomb",
        "empty",
        "blank",
        "zip",
        "binary",
        "html",
        "rtf",
    ],
)
def test_what_gives_no_words_is_told_in_a_sentence(body: bytes | Callable[[], bytes], said: str) -> None:
    with pytest.raises(CannotExtract) as told:
        extract_words(body if isinstance(body, bytes) else body())
    assert str(told.value) == said


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(CannotExtract, match="50 MB are taken"):
        extract_words(b"%PDF-1.4" + b" " * get_most_bytes())


def test_a_stream_that_is_not_what_it_says_costs_its_page_alone() -> None:
    good = (b"BT /F1 11 Tf 72 720 Td (Good words) Tj ET", "")
    found = extract_words(pdfs.with_streams((b"no deflated data", "/FlateDecode"), good))
    assert found.pages == ["", "Good words"]


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "PATIENCE", 0.0)
    seconds_of_work = pdfs.pdf(*["\n".join(["words of a page that has many"] * 15_000)] * 10)
    with pytest.raises(CannotExtract, match="memory or time"):
        extract_words(seconds_of_work)


def test_nothing_of_it_stays_on_the_disk_and_no_process() -> None:
    before = len(os.listdir("/dev/fd"))
    extract_words(pdfs.pdf("words"))
    assert len(os.listdir("/dev/fd")) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_text_file_is_taken_in_any_usual_encoding(encoding: str) -> None:
    assert extract_words("Señor “Díaz” – page".encode(encoding)).pages == ["Señor “Díaz” – page"]


def test_form_feeds_in_a_text_file_part_its_pages() -> None:
    found = extract_words(b"first\n\fsecond\n\f")
    assert (found.pages, found.is_paged) == (["first", "second"], True)
    assert not extract_words(b"no pages at all").is_paged
