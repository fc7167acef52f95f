"""Readers follow cases, people, courts, trackers and searches, stop, and follow again."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.models import Follow
from rulings.vocabulary.topics import OF_A_CASE, OF_A_SEARCH, OF_MANY_CASES, Topic
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def address(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)


def buttons(client: Client, where: str) -> list[str]:
    return [pages.text(button) for button in pages.parsed(client.get(where)).iter("button")]


def follow(client: Client, kind: str, value: object, wish: str = "1", **more: str) -> Any:
    return client.post("/following/follow/", {"kind": kind, "value": str(value), "follow": wish, **more})


def test_a_reader_follows_a_case_and_stops(client: Client, users: Any) -> None:
    docket, other = factories.docket(), factories.docket()
    client.force_login(users.journalist)
    assert "Follow this case" in buttons(client, address(docket))
    for _ in range(2):
        answer = follow(client, "case", docket.pk)
        assert (answer.status_code, answer["Location"]) == (302, address(docket))
    row = Follow.objects.get()
    assert (row.user, row.docket, set(row.topics)) == (users.journalist, docket, {*OF_A_CASE})
    shown = pages.parsed(client.get(address(docket)))
    assert pages.links(shown)["Choose what is told, and how"] == f"/following/{row.pk}/"
    assert "Stop following" in buttons(client, address(docket))
    assert "Follow this case" in buttons(client, address(other))
    client.force_login(users.editor)
    assert "Follow this case" in buttons(client, address(docket))
    follow(client, "case", docket.pk, "0")
    assert Follow.objects.count() == 1
    client.force_login(users.journalist)
    follow(client, "case", docket.pk, "0")
    assert not Follow.objects.exists()


def test_what_was_stopped_comes_back_as_it_was(client: Client, users: Any) -> None:
    docket = factories.docket()
    mine, gone = factories.channel(owner=users.journalist), factories.channel(owner=users.journalist)
    rule: dict[str, Any] = {"topics": ["ended"], "words": "escrow", "note": "Why", "urgency": "daily"}
    row = factories.follow(user=users.journalist, docket=docket, channels=[mine, gone], **rule)
    client.force_login(users.journalist)
    stopped = client.post(f"/following/{row.pk}/stop/")
    assert stopped["Location"] == "/following/?stopped=1" and not Follow.objects.exists()
    gone.delete()
    assert "Follow it again, by the same rule" in buttons(client, "/following/?stopped=1")
    assert "Follow again" in buttons(client, address(docket))
    follow(client, "case", docket.pk)
    back = Follow.objects.get()
    assert {name: getattr(back, name) for name in rule} == rule and [*back.channels.all()] == [mine]
    follow(client, "case", docket.pk, "0")
    follow(client, "case", factories.docket().pk)
    assert Follow.objects.get().note == ""


def test_every_other_subject_is_followed_from_its_page(client: Client, users: Any) -> None:
    docket = factories.docket(assigned_to="Barbara J. Rothstein")
    firm = "Ash/Fir & Co."
    factories.attorney(party=factories.party(docket=docket, name="Elm Corp."), name="Ann Ash", firm=firm)
    factories.tracker(slug="suits")
    factories.filing(docket=docket, long_text="Motion for escrow")
    wanted = {
        ("party", "Elm Corp."): ("/people/party/Elm%20Corp./", "Follow this party"),
        ("lawyer", "Ann Ash"): ("/people/lawyer/Ann%20Ash/", "Follow this lawyer"),
        ("firm", firm): (f"/people/firm/{quote(firm, safe='/&')}/", "Follow this firm"),
        ("judge", "Barbara J. Rothstein"): ("/people/judge/Barbara%20J.%20Rothstein/", "Follow this judge"),
        ("court", "wawd"): ("/cases/?court=wawd", "Follow this court"),
        ("tracker", "suits"): ("/trackers/suits/", "Follow this tracker"),
        ("search", "escrow"): ("/search/?q=escrow", "Follow this search"),
    }
    for (kind, value), (page, button) in wanted.items():
        client.logout()
        assert button not in buttons(client, page)
        client.force_login(users.journalist)
        [form] = pages.by_class(pages.parsed(client.get(page)), "follow")
        assert pages.text(form) == button
        answer = client.post("/following/follow/", {**pages.form_values(form), "follow": "1"})
        assert answer["Location"] == page, kind
        assert "Stop following" in buttons(client, page), kind
        row = Follow.objects.latest("pk")
        assert set(row.topics) == {*(OF_A_SEARCH if kind == "search" else OF_MANY_CASES)}
        assert row.topics == [topic.value for topic in Topic if topic.value in row.topics]
        assert "Follow this case" in buttons(client, address(docket)), "each is followed by itself"
        follow(client, kind, value, "0")
        assert not Follow.objects.exists(), kind


def test_only_what_is_there_for_the_reader_is_followed(client: Client, users: Any) -> None:
    docket = factories.docket()
    assert follow(client, "case", docket.pk).status_code == 401
    factories.tracker(slug="draft", status="draft")
    client.force_login(users.journalist)
    nothing = (
        *(("case", "99999"), ("case", "x"), ("case", "9" * 40), ("court", "nowhere"), ("tracker", "draft")),
        *(("tracker", "none"), ("party", "Nobody"), ("boss", "Elm Corp."), ("search", ""), ("search", "x" * 201)),
    )
    for kind, value in nothing:
        assert follow(client, kind, value).status_code == 404, (kind, value)
    assert follow(client, "case", docket.pk, of="newsroom").status_code == 404
    assert client.get("/following/follow/").status_code == 405
    assert not Follow.objects.exists()


def test_an_editor_follows_for_the_newsroom(client: Client, users: Any) -> None:
    docket = factories.docket()
    client.force_login(users.editor)
    answer = follow(client, "case", docket.pk, of="newsroom")
    row = Follow.objects.get()
    assert row.user is None and answer["Location"] == f"/following/{row.pk}/"
    assert "Follow this case" in buttons(client, address(docket)), "the editor does not"
    stopped = client.post(f"/following/{row.pk}/stop/")
    assert stopped["Location"] == "/following/?of=newsroom&stopped=1"
    follow(client, "case", docket.pk)
    assert Follow.objects.get().user == users.editor


def test_who_follows_a_merged_docket_follows_the_one_that_stands(client: Client, users: Any) -> None:
    loser, winner = factories.docket(), factories.docket(case_name="The one that stands")
    row = factories.follow(user=users.journalist, docket=loser)
    Docket.objects.filter(pk=loser.pk).update(merged_into=winner)
    client.force_login(users.journalist)
    assert "Stop following" in buttons(client, address(winner))
    for docket in (loser, winner):
        follow(client, "case", docket.pk)
    assert Follow.objects.get() == row
    assert pages.links(pages.parsed(client.get("/following/")))["The one that stands"] == address(winner)
    follow(client, "case", winner.pk, "0")
    assert not Follow.objects.exists()
    assert follow(client, "case", loser.pk)["Location"] == address(winner)
    assert Follow.objects.get().docket == winner
