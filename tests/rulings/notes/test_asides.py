"""What stands beside a timeline: notes under its lines for those who may see them, plain words, key moments."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.models import Annotation, Editorial
from tests.casetracker.test_hostile_text import assert_harmless
from tests.support import factories, hostile, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def docket(db: None) -> Docket:
    row = factories.docket(docket_number="2:21-cv-00031")
    factories.many_filings(docket=row, number=5)
    return row


def base(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)


def beside(client: Client, docket: Docket, query: str = "") -> list[str]:
    return [pages.text(line) for line in pages.by_class(pages.parsed(client.get(base(docket) + query)), "beside")]


def test_each_sees_the_notes_that_are_theirs(client: Client, users: Any, docket: Docket) -> None:
    filing = docket.filings.get(number="2")
    author = factories.user("ed", role="editor", first_name="Ada", last_name="Wells")
    for visibility in Annotation.Visibility.values:
        factories.annotation(filing=filing, author=author, body=f"For *{visibility}*", visibility=visibility)
    factories.annotation(filing=filing, author=author, body="Unfinished", status="draft")
    reader = User.objects.create_user("reader")
    public, newsroom = "Ada Wells: For public", "Newsroom Ada Wells: For newsroom"
    assert beside(client, docket) == [public]
    client.force_login(reader)
    assert beside(client, docket) == [f"Readers {public}"]
    for someone in (users.journalist, users.editor, users.admin):
        client.force_login(someone)
        assert beside(client, docket) == [newsroom, f"Readers {public}"]
    client.force_login(author)
    assert beside(client, docket)[0] == "Only you Ada Wells: For private"
    line = pages.by_class(pages.parsed(client.get(base(docket))), "beside")[1]
    row = Annotation.objects.get(visibility="newsroom", status="published")
    link = line.find("a")
    assert link is not None and link.get("href") == f"filings/2/#note-{row.public_id}"


def test_the_filter_shows_what_has_notes_that_one_may_see(client: Client, users: Any, docket: Docket) -> None:
    for number, visibility in (("2", "public"), ("3", "newsroom"), ("4", "private")):
        factories.annotation(filing=docket.filings.get(number=number), author=users.editor, visibility=visibility)
    found = {}
    for name, someone in (
        ("nobody", None),
        ("journalist", users.journalist),
        ("author", users.editor),
        ("admin", users.admin),
    ):
        if someone:
            client.force_login(someone)
        page = pages.parsed(client.get(base(docket), {"notes": "1"}))
        found[name] = [headline.split()[0] for headline in pages.headlines(page)]
        told = orjson.loads(body(client.get(f"{base(docket)}timeline.json", {"notes": "1"})))
        assert [event["number"] for event in told["events"]] == found[name]
    assert found == {"nobody": ["2"], "journalist": ["2", "3"], "author": ["2", "3", "4"], "admin": ["2", "3"]}


def body(response: Any) -> str:
    told = b"".join(response.streaming_content) if response.streaming else response.content
    text: str = told.decode()
    return text


def test_no_export_and_no_embedding_tells_a_note(client: Client, users: Any, docket: Docket) -> None:
    filing = docket.filings.get(number="2")
    for visibility in ("private", "newsroom", "public"):
        factories.annotation(filing=filing, author=users.editor, body="unspeakable", visibility=visibility)
    for someone in (None, users.journalist, users.admin):
        if someone:
            client.force_login(someone)
        for form in (
            "timeline.csv",
            "timeline.json",
            "timeline.atom",
            "timeline.ics",
            "timeline.timelinejs.json",
            "embed/",
        ):
            response = client.get(base(docket) + form)
            assert (response.status_code, "unspeakable" in body(response)) == (200, False), form
        found = pages.parsed(client.get("/search/?q=unspeakable&filings"))
        assert not pages.by_class(found, "item")


@pytest.mark.thorough
def test_thousands_of_notes_cost_one_query_and_are_counted(
    client: Client, users: Any, docket: Docket, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as without:
        client.get(base(docket))
    filing = docket.filings.get(number="2")
    row = factories.annotation(filing=filing, author=users.editor, visibility="public")
    with django_assert_num_queries(len(without) + 1):
        client.get(base(docket))
    copies = []
    later = docket.filings.get(number="3")
    for place in range(2_999):
        copy = Annotation.objects.get(pk=row.pk)
        copy.pk, copy.public_id = None, Annotation._meta.get_field("public_id").get_default()
        copy.filing = copy.made_on = filing if place < 1_999 else later
        copies.append(copy)
    Annotation.objects.bulk_create(copies)
    with django_assert_num_queries(len(without) + 1):
        response = client.get(base(docket))
    shown = [pages.text(line) for line in pages.by_class(pages.parsed(response), "beside")]
    assert shown == ["editor: A note"] * 3 + ["1,997 more notes"] + ["editor: A note"] * 3 + ["997 more notes"]


def test_each_of_a_thousand_notes_costs_few_bytes(client: Client, users: Any, docket: Docket) -> None:
    """What they cost in time, ``bench`` tells."""
    filings = factories.many_filings(docket=factories.docket(), number=100)
    address = base(filings[0].docket)
    without = len(client.get(address).content)
    row = factories.annotation(filing=filings[0], author=users.editor, body="Forty words. " * 20, visibility="public")
    copies = []
    for place in range(999):
        copy = Annotation.objects.get(pk=row.pk)
        copy.pk, copy.public_id = None, Annotation._meta.get_field("public_id").get_default()
        copy.filing = copy.made_on = filings[place % 100]
        copies.append(copy)
    Annotation.objects.bulk_create(copies)
    with_them = client.get(address)
    on_page = len(pages.by_class(pages.parsed(with_them), "beside"))
    assert on_page > 200 and len(with_them.content) - without < on_page * 500


def test_plain_words_and_key_moments(
    client: Client, users: Any, docket: Docket, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as without:
        client.get(base(docket))
    said = {"docket": docket, "edited_at": factories.NOW}
    Editorial.objects.create(headline="A fight over hosting", summary="In short.", **said)
    Editorial.objects.create(headline="It begins", filing=docket.filings.get(number="4"), pinned=True, **said)
    Editorial.objects.create(filing=docket.filings.get(number="2"), pinned=True, **said)
    Editorial.objects.create(summary="Only a summary", filing=docket.filings.get(number="3"), **said)
    # The plain words of the lines, and what is said of the case.
    with django_assert_num_queries(len(without) + 2):
        page = pages.parsed(client.get(base(docket)))
    assert pages.text(pages.by_class(page, "said-of")[0]) == "In plain language A fight over hosting In short."
    moments = [pages.text(item) for item in pages.by_class(page, "moments")[0].iter("li")]
    assert moments == ["Jan. 12, 2021 Notice 2", "Jan. 14, 2021 It begins"]
    assert beside(client, docket) == ["Only a summary", "It begins"]


def test_hostile_words_stay_text(client: Client, users: Any, docket: Docket) -> None:
    filing = docket.filings.get(number="2")
    for vector in hostile.VECTORS[:3]:
        factories.annotation(filing=filing, author=users.editor, body=vector, byline=vector[:150], visibility="public")
    every = " ".join(hostile.VECTORS)
    Editorial.objects.create(docket=docket, headline=every[:200], summary=every, edited_at=factories.NOW)
    Editorial.objects.create(docket=docket, filing=filing, headline=every[:200], pinned=True, edited_at=factories.NOW)
    assert_harmless(pages.parsed(client.get(base(docket))), "timeline")


def test_editors_find_their_forms(client: Client, users: Any, docket: Docket) -> None:
    for someone, expected in ((None, False), (users.journalist, False), (users.editor, True)):
        if someone:
            client.force_login(someone)
        links = pages.links(pages.parsed(client.get(base(docket))))
        assert ("Milestones" in links) == ("Headline and summary" in links) == expected


def test_the_filter_is_offered_to_those_who_may_see_a_note(client: Client, users: Any, docket: Docket) -> None:
    """That there is one is told to nobody else."""

    def offered() -> list[str]:
        found = []
        for name, someone in (("nobody", None), ("journalist", users.journalist), ("author", users.editor)):
            page = Client()
            if someone:
                page.force_login(someone)
            if "With notes" in page.get(base(docket)).content.decode():
                found.append(name)
        return found

    note = factories.annotation(filing=docket.filings.get(number="2"), author=users.editor, visibility="private")
    assert offered() == ["author"]
    Annotation.objects.filter(pk=note.pk).update(visibility="newsroom")
    assert offered() == ["journalist", "author"]
    Annotation.objects.filter(pk=note.pk).update(status="draft")
    assert offered() == ["author"]
    later = timezone.now() + timedelta(days=1)
    Annotation.objects.filter(pk=note.pk).update(visibility="public", status="published", published_at=later)
    assert offered() == ["journalist", "author"]
    Annotation.objects.filter(pk=note.pk).update(published_at=factories.NOW)
    assert offered() == ["nobody", "journalist", "author"]
    Annotation.objects.filter(pk=note.pk).update(deleted_at=factories.NOW)
    assert offered() == []
