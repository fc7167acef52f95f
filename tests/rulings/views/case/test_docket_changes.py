"""What the court altered, withdrew or added late."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.history.court_changes import list_court_changes
from dockets.models import Docket
from dockets.record.records import EntryRecord
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.support import pages

pytestmark = pytest.mark.django_db
ADDRESS = "/cases/wawd/2:21-cv-00031/changes/"


def told() -> list[tuple[str, str, int, int]]:
    """Kind, number of the filing, and on which of the days it was last seen before and first seen after."""
    docket = Docket.objects.get()
    numbers = dict(docket.filings.values_list("id", "number"))
    return [
        (
            change.kind,
            numbers[change.filing_id],
            (change.before - DAY).days if change.before else -1,
            (change.seen - DAY).days,
        )
        for change in list_court_changes(docket)
    ]


def test_an_altered_text_is_shown_as_a_redline_between_its_two_sightings() -> None:
    take(sheet(entry("1"), entry("2", "ORDER granting 1 Motion")))
    take(sheet(entry("1"), entry("2", "ORDER granting 1 Motion"), day=3))
    take(sheet(entry("1"), entry("2", "ORDER denying 1 Motion"), day=5))
    assert told() == [("altered", "2", 3, 5)]
    (change,) = list_court_changes(Docket.objects.get())
    assert [piece for piece in change.pieces if piece[0] != "same"] == [("removed", "granting"), ("added", "denying")]


def test_what_was_withdrawn_or_added_late_stands_in_the_court_s_words(client: Client) -> None:
    late = entry("3", "NOTICE that was late", day=DAY.date() - timedelta(days=40))
    take(sheet(entry("1"), entry("2", "SEALED ORDER that was taken away")))
    take(sheet(entry("1"), late, day=4))
    shown = [pages.text(words) for words in pages.by_class(pages.parsed(client.get(ADDRESS)), "words")]
    assert shown[:-1] == ["NOTICE that was late", "SEALED ORDER that was taken away"], (
        "the last is the foot of the page"
    )


def test_two_sources_that_word_an_entry_differently_have_altered_nothing() -> None:
    take(sheet(entry("1", "MOTION for Temporary Restraining Order by Plaintiff (Attachments: # 1 Proposed Order)")))
    take(sheet(entry("1", "MOTION for Temporary Restraining Order by Plaintiff Parler LLC"), day=2), "docket-json")
    assert told() == []


def test_an_entry_that_is_gone_is_withdrawn_and_one_that_comes_back_is_not() -> None:
    take(sheet(entry("1"), entry("2")))
    take(sheet(entry("1"), day=4))
    assert told() == [("withdrawn", "2", 0, 4)]
    take(sheet(entry("1"), entry("2"), day=6))
    assert told() == []


@pytest.mark.parametrize(("days_before", "is_late"), [(1, False), (3, False), (4, True), (40, True)])
def test_an_entry_is_late_when_a_complete_sheet_after_its_date_did_not_have_it(days_before: int, is_late: bool) -> None:
    first = entry("1", day=date(2021, 1, 11))
    new = entry("2", day=DAY.date() - timedelta(days=days_before))
    take(sheet(first))
    take(sheet(first, new, day=1))
    assert told() == ([("late", "2", 0, 1)] if is_late else [])


def test_what_a_sheet_that_was_not_complete_left_out_is_no_change() -> None:
    old = entry("2", day=date(2021, 1, 20))
    take(sheet(entry("1"), complete=False))
    take(sheet(entry("1"), old, day=1, complete=False))
    take(sheet(entry("1"), day=2, complete=False))
    assert told() == []


def test_the_page_tells_each_change_with_its_times_in_the_courts_zone(client: Client) -> None:
    take(sheet(entry("1"), entry("2", "ORDER <b>granting</b> 1 Motion")))
    take(sheet(entry("1"), entry("2", "ORDER <i>denying</i> 1 Motion"), day=5))
    page = pages.parsed(client.get(ADDRESS))
    (item,) = pages.by_class(page, "item")
    assert [pages.text(mark) for mark in item.iter("del")] == ["<b>granting</b>"]
    assert [pages.text(mark) for mark in item.iter("ins")] == ["<i>denying</i>"]
    text = pages.text(item)
    assert "between March 1, 2021, 9 a.m. PST and March 6, 2021, 9 a.m. PST" in text
    assert "/cases/wawd/2:21-cv-00031/filings/2/" in list(pages.addresses(item))
    assert "What the court changed" in pages.links(pages.parsed(client.get("/cases/wawd/2:21-cv-00031/")))


def test_with_no_change_it_says_as_of_when(client: Client) -> None:
    take(sheet(entry("1")))
    assert "None seen as of" in pages.text(pages.parsed(client.get(ADDRESS)))
    assert client.get("/cases/wawd/2:21-cv-09999/changes/").status_code == 404
    assert client.get("/cases/wawd/C21-0031-BJR/changes/")["Location"] == ADDRESS


def test_the_number_of_queries_is_fixed(client: Client) -> None:
    used = []
    for number in (1, 50):
        before: list[EntryRecord] = [entry(str(place), f"Old words of {place}") for place in range(1, number + 1)]
        after = [entry(str(place), f"New words of {place}") for place in range(1, number + 1)]
        take(sheet(*before, docket_number=f"2:21-cv-{number:05d}"))
        take(sheet(*after, docket_number=f"2:21-cv-{number:05d}", day=2))
        with CaptureQueriesContext(connection) as queries:
            answer: Any = client.get(f"/cases/wawd/2:21-cv-{number:05d}/changes/")
        assert len(answer.context["changes"]) == number
        used.append(len(queries))
    assert used[0] == used[1] <= 7
