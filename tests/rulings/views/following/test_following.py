"""What somebody follows, and what is new in it since they last looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import Docket
from rulings.models import Follow, Visit
from rulings.trackers.save import add_matters
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
NOW = factories.NOW
LATER = NOW + timedelta(days=1)


def lines(client: Client, query: str = "") -> list[str]:
    """The headings of what is followed."""
    section = pages.parsed(client.get(f"/following/{query}")).find(".//section[@aria-labelledby='followed']")
    return [] if section is None else [pages.text(one.find("h3")) for one in section.iter("article")]


def stream(client: Client, query: str = "") -> list[str]:
    section = pages.parsed(client.get(f"/following/{query}")).find(".//section[@aria-labelledby='stream']")
    return [] if section is None else [pages.text(one.find("h3")) for one in section.iter("article")]


def came(docket: Docket, headline: str, *, day: int = 1, **fields: Any) -> None:
    """An entry that came so many days after ``NOW``, and its news."""
    at = NOW + timedelta(days=day)
    filing = factories.filing(docket=docket, first_seen=at, changed_at=at)
    factories.event(filing=filing, headline=headline)
    Docket.objects.filter(pk=docket.pk).update(record_changed_at=at)
    factories.news(docket=docket, filing=filing, headline=headline, at=at + timedelta(seconds=2), **fields)


def test_who_follows_nothing_is_told_how(client: Client, users: Any) -> None:
    client.force_login(users.journalist)
    page = pages.parsed(client.get("/following/"))
    assert "You follow nothing yet" in pages.text(page) and pages.links(page)["a tracker"] == "/trackers/"


def test_what_is_new_counts_from_the_last_look_or_from_the_day_of_following(client: Client, users: Any) -> None:
    looked, never = factories.docket(case_name="In re Looked"), factories.docket(case_name="In re Never")
    for docket in (looked, never):
        came(docket, "Before", day=-1)
        came(docket, "Order", topics=["ruling"])
        factories.follow(user=users.journalist, docket=docket)
    factories.visit(user=users.journalist, docket=looked, at=LATER)
    client.force_login(users.journalist)
    assert lines(client) == ["In re Never 1 new", "In re Looked"]
    came(looked, "Reply", day=3)
    assert lines(client) == ["In re Looked 1 new", "In re Never 1 new"], "the newest first"
    assert lines(client, "?order=name&news=1") == ["In re Looked 1 new", "In re Never 1 new"]
    assert stream(client) == ["Reply", "Order", "Order", "Before", "Before"]
    client.post("/following/read/")
    assert lines(client) == ["In re Looked", "In re Never"] and lines(client, "?news=1") == []
    assert Visit.objects.filter(user=users.journalist).count() == 2


def test_it_is_sorted_filtered_and_paged(client: Client, users: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rulings.views.following.following.PAGE", 2)
    for place, name in enumerate(("C", "A", "B")):
        factories.follow(
            user=users.journalist, docket=factories.docket(case_name=name), since=NOW + timedelta(days=place)
        )
    factories.follow(user=users.journalist, search="escrow", since=NOW)
    client.force_login(users.journalist)
    assert lines(client, "?order=name") == ["A", "B"]
    further = pages.links(pages.parsed(client.get("/following/?order=name")))["Further in the list"]
    assert lines(client, further) == ["C", "escrow"]
    back = pages.links(pages.parsed(client.get(f"/following/{further}")))["Back in the list"]
    assert lines(client, back) == ["A", "B"]
    assert lines(client, "?order=since") == ["B", "A"]
    assert lines(client, "?sort=Search") == ["escrow"]
    assert "is not one of ours" in pages.text(pages.parsed(client.get("/following/?after=x&older=%2F")))


def test_the_stream_goes_on_where_it_ended(client: Client, users: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rulings.views.following.following.NEWS_PAGE", 2)
    docket = factories.docket()
    for day in range(5):
        came(docket, f"Order {day}", day=day, held="old" if day == 2 else "")
    came(docket, "Appearance", day=9, routine=True)
    factories.follow(user=users.journalist, docket=docket)
    client.force_login(users.journalist)
    seen, query = [], ""
    for _ in range(3):
        seen += stream(client, query)
        query = pages.links(pages.parsed(client.get(f"/following/{query}"))).get("Earlier news", "#").partition("#")[0]
    assert seen == [f"Order {day}" for day in (4, 3, 2, 1, 0)] and not query


def test_a_rule_is_paused_and_goes_on(client: Client, users: Any) -> None:
    row = factories.follow(user=users.journalist, docket=factories.docket())
    client.force_login(users.journalist)
    assert client.post(f"/following/{row.pk}/pause/")["Location"] == "/following/"
    assert "paused since" in pages.text(pages.parsed(client.get("/following/")))
    client.post(f"/following/{row.pk}/resume/")
    assert Follow.objects.get().paused_at is None
    assert client.post(f"/following/{row.pk}/elsewhere/").status_code == 404


def test_a_tracker_that_is_withdrawn_is_not_told_of(client: Client, users: Any) -> None:
    docket = factories.docket()
    tracker = factories.tracker(title="Suits of the mayor", slug="suits")
    add_matters(tracker.pk, [docket.pk], by=users.editor, now=timezone.now())
    factories.follow(user=users.journalist, tracker=tracker)
    came(docket, "Order")
    client.force_login(users.journalist)
    assert lines(client) == ["Suits of the mayor 1 new"] and stream(client) == ["Order"]
    tracker.status = "draft"
    tracker.save()
    assert lines(client) == ["A tracker that is not shown at present"] and stream(client) == []
    assert "mayor" not in client.get(f"/following/{Follow.objects.get().pk}/").content.decode()


@pytest.mark.parametrize("number", [1, 8])
def test_the_number_of_queries_is_fixed(
    client: Client, users: Any, number: int, django_assert_num_queries: Any
) -> None:
    docket = factories.docket()
    factories.tracker(slug="suits")
    for place in range(number):
        came(docket, f"Order {place}", topics=["ruling"], day=place)
        other = factories.docket(merged_into=docket) if place else docket
        factories.follow(user=users.journalist, docket=other, channels=[factories.channel(owner=users.journalist)])
        factories.follow(user=users.journalist, person_kind="judge", person_name=f"Ines Roe {place}")
        factories.follow(user=users.journalist, search=f"word {place}")
    client.force_login(users.journalist)
    # Session, user, two of permissions; trackers, rules, channels; related cases, people and searches, news, once for
    # what is new and once for the stream; what is shown of it, and its lines.
    with django_assert_num_queries(15):
        client.get("/following/")


def test_lists_and_the_front_page_say_what_came_since(client: Client, users: Any) -> None:
    visited, followed = factories.docket(case_name="In re Visited"), factories.docket(case_name="In re Followed")
    other = factories.docket(case_name="In re Other")
    factories.visit(user=users.journalist, docket=visited)
    factories.visit(user=users.editor, docket=other)
    factories.follow(user=users.journalist, docket=followed)
    came(visited, "Before", day=-1)
    for docket, number in ((visited, 2), (followed, 1), (other, 1)):
        for day in range(number):
            came(docket, "Order", day=day + 1)
    factories.reading(docket=visited, record_changed_at=LATER + timedelta(days=1))
    client.force_login(users.journalist)
    listed = pages.by_class(pages.parsed(client.get("/cases/")), "fresh")
    assert [pages.text(one) for one in listed] == ["2 new"]
    section = pages.parsed(client.get("/")).find(".//section[@aria-labelledby='since']")
    assert section is not None
    assert [pages.text(one) for one in section.iter("h3")] == ["In re Visited 2 new", "In re Followed 1 new"]
    link = listed[0].get("href", "")
    assert pages.headlines(pages.parsed(client.get(link))) == ["Order", "Order"], link
    client.logout()
    assert pages.by_class(pages.parsed(client.get("/cases/")), "fresh") == []
    client.force_login(users.journalist)
    assert client.post("/following/read/")["Location"] == "/"
    assert pages.parsed(client.get("/")).find(".//section[@aria-labelledby='since']") is None
    assert {*Visit.objects.filter(user=users.editor).values_list("docket", "seen_at")} == {(other.pk, NOW)}


def test_one_case_is_marked_as_read_on_its_page(client: Client, users: Any) -> None:
    docket = factories.docket()
    factories.visit(user=users.journalist, docket=docket)
    came(docket, "Order")
    factories.reading(docket=docket, record_changed_at=LATER)
    client.force_login(users.journalist)
    page = pages.parsed(client.get(f"/cases/wawd/{docket.docket_number}/"))
    assert "1 new since your last visit" in pages.text(page) and "Mark as read" in pages.text(page)
    answer = client.post("/following/read/", {"docket": docket.pk})
    assert answer["Location"] == f"/cases/wawd/{docket.docket_number}/"
    page = pages.parsed(client.get(answer["Location"]))
    assert "Nothing new since your last visit" in pages.text(page) and "Mark as read" not in pages.text(page)
    for wrong in ("0", "x", "9" * 30):
        assert client.post("/following/read/", {"docket": wrong}).status_code == 404
    assert timezone.now() - Visit.objects.get().seen_at < timedelta(minutes=1)
