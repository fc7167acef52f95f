"""Two dockets that look like one case and that an admin keeps apart; the decision can be undone."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from dockets.identity.duplicate_dockets import keep_dockets_apart, list_duplicate_dockets
from dockets.identity.merge_dockets import merge_dockets, undo_docket_merge
from dockets.identity.merge_preview import preview_docket_merge
from dockets.models import DocketsApart
from tests.dockets.upsert.test_merge import DAY
from tests.dockets.views.identity.test_docket_merges import plain
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/imports/dockets/"
APART = f"{PAGE}apart/"


def alike() -> dict[str, str]:
    plain("2:21-cv-00031", pacer_case_id="7")
    plain("3:21-cv-00900", pacer_case_id="7")
    return {"court": "wawd", "goes": "3:21-cv-00900", "stands": "2:21-cv-00031"}


def test_a_proposed_pair_is_dismissed_and_proposed_again(admin: Client, users: Any) -> None:
    asked = alike()
    page = pages.parsed(admin.get(PAGE))
    form = next(form for form in page.iter("form") if form.get("action") == APART)
    sent = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    assert sent.pop("csrfmiddlewaretoken") and sent == asked
    page = pages.parsed(admin.post(APART, asked, follow=True))
    assert "are two cases, and are not proposed any more." in pages.text(page)
    assert "No two dockets look like one case." in pages.text(page)
    shown = pages.parsed(admin.get(APART))
    words = pages.text(pages.by_class(shown, "decisions")[0])
    assert "2:21-cv-00031" in words and "3:21-cv-00900" in words and users.admin.username in words
    undo = next(form.get("action", "") for form in shown.iter("form") if form.get("action", "").endswith("/undo/"))
    assert "The word is taken back." in pages.text(pages.parsed(admin.post(undo, follow=True)))
    assert len(list_duplicate_dockets()) == 1 and not DocketsApart.objects.exists()
    assert "taken back already" in pages.text(pages.parsed(admin.post(undo, follow=True)))


def test_it_is_one_word_whichever_way_and_however_often_it_is_said(admin: Client) -> None:
    asked = alike()
    for said in (asked, asked, asked | {"goes": asked["stands"], "stands": asked["goes"]}):
        assert admin.post(APART, said)["Location"] == PAGE
    word = DocketsApart.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocketsApart.objects.create(one_id=word.other_id, other_id=word.one_id, decided_at=DAY)


def test_what_is_no_pair_is_said_and_nothing_is_kept(admin: Client) -> None:
    asked = alike()
    for wrong in ({"goes": "2:99-cv-1"}, {"goes": asked["stands"]}, {"court": "nowhere"}, {"court": "\0"}):
        page = pages.parsed(admin.post(APART, asked | wrong, follow=True))
        assert pages.by_class(page, "messages")
    assert not DocketsApart.objects.exists() and len(list_duplicate_dockets()) == 1


def test_one_word_hides_one_pair_alone() -> None:
    one, other, third = (plain(f"{office}:21-cv-00900", pacer_case_id="7") for office in (2, 3, 4))
    keep_dockets_apart(other, one, by=None, now=DAY)
    pairs = {frozenset((found.goes.pk, found.stands.pk)) for found in list_duplicate_dockets()}
    assert pairs == {frozenset((one.pk, third.pk)), frozenset((other.pk, third.pk))}


def test_words_follow_a_docket_that_becomes_part_of_another_and_come_back() -> None:
    one, other, third = (plain(f"{office}:21-cv-00900", pacer_case_id="7") for office in (2, 3, 4))
    keep_dockets_apart(one, other, by=None, now=DAY)
    keep_dockets_apart(other, third, by=None, now=DAY)
    assert preview_docket_merge(other.pk, one.pk, now=DAY).staying == []
    done = merge_dockets(other.pk, one.pk, by=None, now=DAY)
    assert list_duplicate_dockets() == []  # What is not the one that went is not the one that stands.
    undo_docket_merge(done.pk, now=DAY)
    words = {(row.one_id, row.other_id) for row in DocketsApart.objects.all()}
    assert words == {(one.pk, other.pk), (other.pk, third.pk)}


def test_only_admins_may(client: Client, users: Any) -> None:
    asked = alike()
    for user in (None, users.journalist, users.editor):
        if user:
            client.force_login(user)
        assert client.get(APART).status_code == (403 if user else 302)
        for response in (client.post(APART, asked), client.post(f"{APART}1/undo/")):
            assert response.status_code == (403 if user else 401)
    assert not DocketsApart.objects.exists()
    client.force_login(users.admin)
    assert client.get(f"{APART}1/undo/").status_code == 405


def test_empty_and_strange_addresses(admin: Client) -> None:
    assert "Of no two dockets was this said yet." in pages.text(pages.parsed(admin.get(APART)))
    assert pages.by_class(pages.parsed(admin.get(f"{APART}?after=garbage")), "notice")


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, users: Any, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        one, other = (plain(f"{office}:21-cv-{place:05}") for office in (2, 3))
        keep_dockets_apart(one, other, by=users.admin, now=DAY)
    with django_assert_num_queries(3):
        page = pages.parsed(admin.get(APART))
    assert len(pages.by_class(page, "decisions")[0]) == min(number, 30)
    assert factories.court("wawd").citation in pages.text(page)
