"""From the lines of a paper to running text, and where a text's pages begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.documents.pages import LONGEST_PAGE, MOST_PAGES, PART, TextTooLong, split_pages, tidy_pages

LINE = "The Court, having reviewed the motion and what was said against it, finds that the"


def running(*lines: str) -> str:
    (page,) = tidy_pages(["\n".join(lines)])
    return page


def test_a_line_that_fills_the_page_goes_on_with_the_next() -> None:
    assert running(LINE, LINE, "motion is denied.", LINE, LINE) == f"{LINE} {LINE} motion is denied.\n{LINE} {LINE}"


def test_what_is_short_stands_by_itself() -> None:
    assert running("ORDER", "I. BACKGROUND", LINE, LINE, "end.") == f"ORDER\nI. BACKGROUND\n{LINE} {LINE} end."


def test_a_sentence_that_ends_well_before_the_margin_ends_its_paragraph() -> None:
    ends = LINE[:66] + "."
    assert running(LINE, ends, "Section 2", LINE) == f"{LINE} {ends}\nSection 2\n{LINE}"


def test_an_item_of_a_list_begins_a_line() -> None:
    assert running(LINE, "(2) " + LINE, "3. " + LINE) == f"{LINE}\n(2) {LINE}\n3. {LINE}"


@pytest.mark.parametrize(
    ("parted", "whole"), [("inad\ufffe\nmissible", "inadmissible"), ("well-\nknown", "well-known")]
)
def test_a_word_that_was_parted_is_one(parted: str, whole: str) -> None:
    first, second = parted.split("\n")
    assert whole in running(f"{LINE} {first}", f"{second} {LINE}")


def test_double_spacing_is_none_of_paragraphs() -> None:
    assert running(LINE, "", LINE, "", "short.", "", LINE, "", LINE) == f"{LINE} {LINE} short.\n{LINE} {LINE}"


def test_the_numbers_on_the_margin_of_pleading_paper_go() -> None:
    numbers = [str(number) for number in range(1, 25)]
    assert running(*numbers, LINE, LINE) == f"{LINE} {LINE}"
    assert running("12", LINE, LINE) == f"12\n{LINE} {LINE}", "a page's number is none of them"


STAMPS = [
    "Case 2:21-cv-00031-BJR   Document 34   Filed 01/21/21   Page {} of {}",
    "Case 1:20-cv-10821-LAK-JLC Document 18 Filed 12/21/20 Page {} of {} PageID #:77",
    "Case: 21-35856, 10/03/2022, ID: 12554329, DktEntry: 48-1, Page {} of {}",
    "USCA11 Case: 22-13005     Document: 1-2     Date Filed: 09/21/2022     Page: {} of {}",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_what_a_courts_system_stamps_is_no_word_of_the_page(stamp: str) -> None:
    assert running(stamp.format(7, 14), LINE, LINE) == f"{LINE} {LINE}"


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("at_foot", [False, True])
def test_stamps_tell_where_pages_begin(stamp: str, at_foot: bool) -> None:
    made = []
    for number in (1, 2, 3):
        lines = [stamp.format(number, 3), f"{LINE} {number}"]
        made += lines[::-1] if at_foot else lines
    assert split_pages("\n".join(made)) == ([f"{LINE} {number}" for number in (1, 2, 3)], True)


def test_stamps_that_do_not_count_on_tell_nothing() -> None:
    text = "\n".join(STAMPS[0].format(number, 3) + f"\n{LINE}" for number in (1, 3))
    assert split_pages(text)[1] is False


def test_form_feeds_part_pages() -> None:
    assert split_pages("one\n\ftwo\n\f") == (["one", "two"], True)
    assert split_pages("one\f\ftwo") == (["one", "", "two"], True), "an empty page keeps its place"


def test_a_text_without_pages_is_cut_into_parts_at_paragraphs() -> None:
    paragraphs = [f"{number} {LINE * 12}." for number in range(20)]
    parts, is_paged = split_pages("\n\n".join(paragraphs))
    assert not is_paged and len(parts) > 3
    assert "\n".join(parts).split("\n") == paragraphs
    assert max(map(len, parts)) <= PART + len(paragraphs[0])


def test_a_paragraph_without_end_is_cut_at_a_blank() -> None:
    parts, _ = split_pages("word " * 10_000)
    assert " ".join(parts) == ("word " * 10_000).strip() and max(map(len, parts)) <= 2 * PART


@pytest.mark.parametrize("pages", [["x"] * (MOST_PAGES + 1), ["x" * (LONGEST_PAGE + 1)]])
def test_what_no_court_files_is_refused_in_a_sentence(pages: list[str]) -> None:
    with pytest.raises(TextTooLong, match=r"\.$"):
        tidy_pages(pages)


@given(st.lists(st.text(max_size=200), min_size=1, max_size=6))
def test_no_page_is_lost_or_added_and_nothing_stands_there_that_no_database_takes(pages: list[str]) -> None:
    found = tidy_pages(pages)
    assert len(found) == len(pages)
    assert not any(set(page) & {"\x00", "\f", "\r"} for page in found)
    assert tidy_pages(found) == found or "\n" in "".join(found)
