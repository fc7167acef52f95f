"""What counts as news of a docket, and what does not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import Court, Docket, Filing, ImportRun
from rulings.following.news import list_dockets_to_note, note_news
from rulings.interpret.docket import VERSION, interpret_docket
from rulings.models import News, NewsMark, Reading
from tests.rulings.following.stories import COMPLAINT, bring, days_ago, entry, told
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def court() -> Court:
    return factories.court()


def test_what_comes_into_a_case_is_news_once() -> None:
    bring(COMPLAINT)
    order = entry(3, "ORDER granting 2 Motion to Dismiss. Signed by Judge Poe.", 0)
    docket = bring(COMPLAINT, entry(2, "MOTION to Dismiss by Elm, Inc.", 2), order)
    assert [(topics) for _, topics in told(docket)][-2:] == [["filing"], ["ruling"]]
    before = News.objects.count()
    bring(COMPLAINT, entry(2, "MOTION to Dismiss by Elm, Inc.", 2), order)
    assert note_news(docket.pk, timezone.now()) == 0
    assert News.objects.count() == before, "the same again is no news"


def test_reading_it_again_by_other_rules_is_no_news() -> None:
    docket = bring(COMPLAINT, entry(2, "MOTION to Dismiss by Elm, Inc.", 2))
    before = News.objects.count()
    Reading.objects.update(version=VERSION - 1)
    interpret_docket(docket.pk)
    assert note_news(docket.pk, timezone.now()) == 0
    assert News.objects.count() == before
    assert list_dockets_to_note(10) == []


def test_old_entries_alert_nobody_and_are_counted() -> None:
    bring(COMPLAINT)
    old = [entry(number, f"NOTICE number {number} by Oak LLC.", 60) for number in range(2, 7)]
    docket = bring(COMPLAINT, *old)
    held = News.objects.get(docket=docket, held="old", topics=[])
    assert (held.headline, held.state["count"]) == ("5 entries", 5)
    assert not News.objects.filter(headline__contains="number 2").exists()


def test_an_import_says_of_what_nobody_was_alerted(client: Client, users: Any) -> None:
    bring(COMPLAINT)
    old = [entry(number, f"NOTICE number {number} by Oak LLC.", 60) for number in range(2, 7)]
    dateless = {"number": "4", "text": "NOTICE of Change of Address by Oak LLC."}
    bring(COMPLAINT, *old[:2], dateless, *old[3:], entry(9, "MOTION to Stay by Elm, Inc.", 1))
    bring(COMPLAINT, entry(10, "MOTION to Seal by Elm, Inc.", 1))
    bring(*(entry(n, f"NOTICE number {n} by Oak LLC.", 1) for n in range(1, 30)), number="2:26-cv-00311")
    client.force_login(users.admin)
    said = []
    for run in ImportRun.objects.order_by("pk"):
        page = pages.parsed(client.get(f"/imports/{run.pk}/"))
        said.append([pages.text(notice) for notice in pages.by_class(page, "notice")])
    assert said == [
        [],
        ["Nobody was alerted of 5 entries: more than 14 days old when they came."],
        [],
        ["Nobody was alerted of 29 entries: in a case that was brought in with more than 20."],
    ]


def test_a_case_that_is_brought_in_whole_alerts_to_itself_alone() -> None:
    docket = bring(COMPLAINT, *(entry(n, f"NOTICE number {n} by Oak LLC.", 1) for n in range(2, 30)))
    assert told(docket) == [("A new case", ["new_case"])]
    assert News.objects.get(docket=docket, held="first").state["count"] == 29


def test_an_old_case_is_no_new_case() -> None:
    docket = bring(COMPLAINT, date_filed="2019-01-02")
    assert News.objects.get(docket=docket, key="case").held == "old"


def test_a_stub_that_gets_its_text_and_a_reworded_entry_are_changes() -> None:
    bring(COMPLAINT)
    bring(COMPLAINT, entry(2, "Order", 1))
    docket = bring(COMPLAINT, entry(2, "ORDER denying the motion to remand. Signed by Judge Poe.", 1))
    changed = News.objects.get(docket=docket, key__startswith="changed:")
    assert (changed.topics, changed.before) == (["changed"], "Order")
    # What was never told of changes at the court as well.
    Filing.objects.filter(number="1").update(first_seen=timezone.now() - timedelta(days=40))
    News.objects.filter(filing__number="1").delete()
    bring({**COMPLAINT, "text": "COMPLAINT against Elm, Inc. and Fir, Inc., filed by Oak LLC."}, number="2:26-cv-00310")
    altered = News.objects.get(docket=docket, key__startswith="changed:", filing__number="1")
    assert altered.before == COMPLAINT["text"]


def test_a_hearing_that_is_set_and_one_that_is_moved() -> None:
    bring(COMPLAINT)
    day, later = (timezone.now() + timedelta(days=20)).date(), (timezone.now() + timedelta(days=40)).date()
    set_it = entry(2, f"NOTICE of Hearing: Motion Hearing set for {day:%m/%d/%Y} at 10:00 AM before Judge Poe.", 2)
    docket = bring(COMPLAINT, set_it)
    first = News.objects.get(docket=docket, key__startswith="filing:", filing__number="2")
    assert "hearing" in first.topics
    assert first.words.startswith("Motion hearing: ")
    bring(COMPLAINT, set_it, entry(3, f"NOTICE: Motion Hearing reset for {later:%m/%d/%Y} at 10:00 AM.", 1))
    moved = News.objects.get(docket=docket, key__startswith="filing:", filing__number="3")
    assert "hearing" in moved.topics


def test_a_case_that_ends_and_is_opened_again() -> None:
    docket = bring(COMPLAINT)
    assert NewsMark.objects.get(docket=docket).status == "open"
    bring(COMPLAINT, date_terminated=days_ago(0))
    ended = News.objects.filter(docket=docket, topics=["ended"])
    assert [row.headline for row in ended] == ["The case has ended"]
    Docket.objects.filter(pk=docket.pk).update(status="open")
    NewsMark.objects.filter(docket=docket).update(noted_to=timezone.now() - timedelta(days=1))
    note_news(docket.pk, timezone.now())
    assert News.objects.filter(docket=docket, topics=["reopened"]).count() == 1


def test_an_entry_without_a_date_is_as_old_as_those_about_it() -> None:
    bring(COMPLAINT)
    undated = {"text": "NOTICE of Filing by Oak LLC."}
    old = [entry(2, "MOTION to Seal by Oak LLC.", 60), {"number": "3", **undated}, entry(4, "REPLY by Oak LLC.", 59)]
    docket = bring(COMPLAINT, *old)
    assert News.objects.get(docket=docket, filing__number="3").held == "old"
