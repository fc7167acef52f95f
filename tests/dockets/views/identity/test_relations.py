"""The desk's page of relations: suggested, confirmed, rejected, entered by hand."""

from typing import Any

import pytest
from django.test import Client

from dockets.models import DocketRelation
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/imports/relations/"
BY_HAND = {"court": "wawd", "number": "2:21-cv-00270", "kind": "removed_from", "other_court": "washsuperct"}
BY_HAND |= {"other_number": "21-2-02856-6 SEA"}


def suggested(**fields: Any) -> DocketRelation:
    docket = factories.docket(docket_number=fields.pop("number", "2:21-cv-00270"))
    told = {"kind": "appealed_as", "other_court": factories.court("ca9", kind="appellate"), "other_number": "21-35123"}
    told |= {"other_key": "2021-35123", "status": "suggested", "ground": "Number 13: USCA Case Number 21-35123"}
    return DocketRelation.objects.create(docket=docket, **(told | fields))


def act(client: Client, row: DocketRelation, what: str, **headers: str) -> Any:
    return client.post(f"{PAGE}{row.pk}/{what}/", headers=headers)


def htmx(row: DocketRelation) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": f"relation-{row.pk}"}


@pytest.mark.parametrize(("role", "status"), [("", 302), ("journalist", 403), ("editor", 403), ("admin", 200)])
def test_who_may(client: Client, users: Any, role: str, status: int) -> None:
    row = suggested()
    if role:
        client.force_login(getattr(users, role))
    assert client.get(PAGE).status_code == status
    assert act(client, row, "confirm").status_code == {200: 302, 302: 401}.get(status, status)
    assert client.post(f"{PAGE}add/", BY_HAND).status_code == {200: 302, 302: 401}.get(status, status)
    row.refresh_from_db()
    assert (row.status, DocketRelation.objects.count()) == (("confirmed", 2) if status == 200 else ("suggested", 1))


def test_a_suggestion_is_shown_with_the_words_and_a_way_to_the_other(admin: Client) -> None:
    suggested()
    page = pages.parsed(admin.get(PAGE))
    shown = pages.text(pages.by_class(page, "decisions")[0])
    assert "2:21-cv-00270 appealed as 21-35123" in shown and "Number 13: USCA Case Number 21-35123" in shown
    assert pages.links(page)["import it"] == "/imports/?court=ca9&number=21-35123"


def test_a_docket_that_is_here_is_linked(admin: Client) -> None:
    other = factories.docket(
        court=factories.court("ca9", kind="appellate"), docket_number="21-35123", case_name="Parler in appeal"
    )
    suggested(other=other)
    page = pages.parsed(admin.get(PAGE))
    assert pages.links(page)["Parler in appeal"] == "/cases/ca9/21-35123/" and "import it" not in pages.links(page)


@pytest.mark.parametrize(("what", "status"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_a_word_is_given_in_place_and_taken_back(admin: Client, users: Any, what: str, status: str) -> None:
    row = suggested()
    shown = pages.fragment(act(admin, row, what, **htmx(row)))
    row.refresh_from_db()
    assert (row.status, row.decided_by) == (status, users.admin)
    assert f"{status} admin just now" in pages.text(shown)
    back = pages.fragment(act(admin, row, "undo", **htmx(row)))
    row.refresh_from_db()
    assert row.status == "suggested" and "It is so" in pages.text(back)


def test_only_what_is_confirmed_stands_on_the_pages_of_both(admin: Client) -> None:
    row = suggested()
    case = "/cases/wawd/2:21-cv-00270/"
    assert "21-35123" not in pages.text(pages.parsed(admin.get(case)))
    act(admin, row, "confirm")
    assert "appealed as" in pages.text(pages.parsed(admin.get(case)))
    act(admin, row, "undo")
    assert "21-35123" not in pages.text(pages.parsed(admin.get(case)))


def test_the_second_of_two_sees_that_it_is_decided(admin: Client) -> None:
    row = suggested()
    act(admin, row, "reject")
    assert "This is decided already: rejected." in pages.text(pages.fragment(act(admin, row, "confirm", **htmx(row))))
    DocketRelation.objects.all().delete()
    assert "the text that it was taken from has changed" in pages.text(
        pages.fragment(act(admin, row, "confirm", **htmx(row)))
    )


def test_what_was_decided_is_listed(admin: Client) -> None:
    act(admin, suggested(), "reject")
    assert "Nothing is suggested." in pages.text(pages.parsed(admin.get(PAGE)))
    assert "rejected admin" in pages.text(pages.parsed(admin.get(f"{PAGE}?decided=1")))


def test_one_is_entered_by_hand(admin: Client) -> None:
    factories.docket(docket_number="2:21-cv-00270")
    assert admin.post(f"{PAGE}add/", BY_HAND)["Location"] == PAGE
    row = DocketRelation.objects.get()
    assert (row.kind, row.status, row.other_number) == ("removed_from", "confirmed", "21-2-02856-6 SEA")
    assert "Entered by hand." in pages.text(pages.parsed(admin.get(f"{PAGE}?decided=1")))
    act(admin, row, "undo")
    assert not DocketRelation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"court": "atlantis"}, "There is no court “atlantis”."),
        ({"other_court": "atlantis"}, "There is no court “atlantis”."),
        ({"number": "9:99-cv-00001"}, "Import it first."),
        ({"kind": "cousin_of"}, "not one of the choices"),
        ({"other_number": "\x00"}, "This field is required."),
        ({"other_court": "wawd", "other_number": "C21-0270"}, "A docket is not related to itself."),
    ],
)
def test_what_cannot_be_entered_is_said(admin: Client, typed: dict[str, str], why: str) -> None:
    factories.docket(docket_number="2:21-cv-00270")
    assert why in pages.text(pages.parsed(admin.post(f"{PAGE}add/", BY_HAND | typed), 422))
    assert not DocketRelation.objects.exists()


def test_an_act_that_is_none_is_not_found(admin: Client) -> None:
    assert act(admin, suggested(), "explode").status_code == 404
    assert admin.get(f"{PAGE}1/confirm/").status_code == 405


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        suggested(number=f"2:21-cv-{place:05}")
    with django_assert_num_queries(4):
        admin.get(PAGE)
