"""Sentences, judge and standard of an order's text."""

import time

import pytest

from rulings.reading.documents.orders import find_standard, read_judge
from rulings.reading.documents.sentences import choose_sentences, list_sentences

SEVEN = """The motion is, per Winter v. NRDC, 555 U.S. 7, no small plea.
A. Breach of contract
The Court explicitly rejects any suggestion that the public interest favors"""
EIGHT = """- 8 -
requiring AWS to host it. Id. at 4, and what follows there is law. Parler has failed to raise more than the scantest
speculation. It did ask twice for it."""
ORDER = [(7, SEVEN), (8, EIGHT)]
REJECTS = "The Court explicitly rejects any suggestion that the public interest favors requiring AWS to host it."
FAILED = "Parler has failed to raise more than the scantest speculation."


def test_sentences_are_whole_and_know_their_pages() -> None:
    found = list_sentences(ORDER)
    assert [(one.words, one.first, one.last) for one in found] == [
        ("The motion is, per Winter v. NRDC, 555 U.S. 7, no small plea.", 7, 7),
        (REJECTS, 7, 8),
        (FAILED, 8, 8),
    ]
    assert [one.words for one in choose_sentences(found, 2)] == [REJECTS, FAILED]
    assert [one.words for one in choose_sentences(found, 1)] == [REJECTS]


@pytest.mark.parametrize(
    ("line", "document", "judge"),
    [
        ("ORDER denying 2 Motion. Signed by Judge Barbara J. Rothstein.", "", "Barbara J. Rothstein"),
        ("ORDER granting 3. Signed by Hon. Jane A. Roe on 1/2/2021. (ab)", "", "Jane A. Roe"),
        ("ORDER. So ordered by U.S. Magistrate Judge J. Roe.", "", "J. Roe"),
        ("ORDER", "DATED this 21st day.\nBARBARA J. ROTHSTEIN\nUnited States District Judge", "Barbara J. Rothstein"),
        ("ORDER entered by the clerk", "", ""),
        ("ORDER signed by Clerk of Court", "", ""),
    ],
)
def test_the_judge_as_the_text_names_them(line: str, document: str, judge: str) -> None:
    assert read_judge(line, document) == judge


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Winter v. NRDC asks for it.", "preliminary injunction"),
        ("Winter v. NRDC; see Winter v. NRDC. Or serious questions going to the merits.",
         "preliminary injunction, ninth circuit"),
        ("A claim must be plausible on its face.", "motion to dismiss, rule 12(b)(6)"),
        ("No genuine dispute as to any material fact; Rule 56.", "summary judgment, rule 56"),
        ("The motion is denied.", None),
    ],
)  # fmt: skip
def test_the_standard_that_the_text_names(text: str, name: str | None) -> None:
    found = find_standard(text)
    assert (found.name if found else None) == name


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "piece",
    ["a. ", "A.", "\n", " ", "x", "the court ", "A B ", "Signed by ", "likely to succeed on the merits ", "A-A "],
)
def test_a_megabyte_takes_seconds_at_most(piece: str) -> None:
    text, began = piece * (1_000_000 // len(piece)), time.process_time()
    choose_sentences(list_sentences([(1, text)]), 12)
    read_judge(text, text)
    find_standard(text)
    assert time.process_time() - began < 5
