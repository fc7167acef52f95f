"""Merging two dockets from the desk: who may, the preview, the merge, where old addresses lead, and undoing it."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from dockets.models import Docket, DocketMerge, Filing
from rulings.interpret.docket import interpret_docket
from tests.dockets.identity.test_unite import OTHER, docket, made_one, two_halves
from tests.dockets.upsert.test_merge import NUMBER
from tests.servers.journal import lines
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/imports/dockets/merge/"
NAMED = {"court": "wawd", "goes": OTHER, "stands": NUMBER}
OLD, NEW = f"/cases/wawd/{OTHER}/", f"/cases/wawd/{NUMBER}/"


@pytest.mark.parametrize(("role", "status"), [("", 302), ("journalist", 403), ("editor", 403), ("admin", 200)])
def test_who_may(client: Client, users: Any, role: str, status: int) -> None:
    two_halves()
    if role:
        client.force_login(getattr(users, role))
    assert client.get("/imports/dockets/").status_code == client.get(PAGE, NAMED).status_code == status
    assert client.post(PAGE, NAMED).status_code == {200: 302, 302: 401}.get(status, status)
    assert DocketMerge.objects.exists() == (status == 200)
    merge = DocketMerge.objects.first() or DocketMerge(pk=1)
    assert client.get(f"/imports/dockets/{merge.pk}/undo/").status_code == (405 if status == 200 else status)
    assert client.post(f"/imports/dockets/{merge.pk}/undo/").status_code == {200: 302, 302: 401}.get(status, status)


def test_a_preview_says_what_would_come_of_it_and_changes_nothing(admin: Client) -> None:
    two_halves()
    factories.claim(docket=docket(NUMBER))
    factories.claim(docket=docket(OTHER))
    before = lines()
    page = pages.parsed(admin.get(PAGE, NAMED))
    text = pages.text(pages.by_id(page, "main"))
    assert (
        "preview, nothing changed yet" in text
        and "3 filings, of 2 and 3" in text
        and "2 seen under both numbers" in text
    )
    assert "Stays where it is, since the other has one of that kind: 1 claim." in text
    rows = [pages.text(item) for listed in pages.by_class(page, "lines") for item in listed.findall("li")]
    assert rows == ["joins 1 Jan. 11, 2021 COMPLAINT", "joins 2 Jan. 11, 2021 MOTION number 2 by Plaintiff"]
    assert pages.links(page)["The other way round"].endswith("goes=2%3A21-cv-00031&stands=3%3A21-cv-00031")
    assert lines() == before and not DocketMerge.objects.exists()


def test_it_is_done_and_every_old_address_leads_there_with_its_query(admin: Client, users: Any) -> None:
    two_halves()
    ids = dict(Filing.objects.filter(docket=docket(OTHER)).values_list("number", "public_id"))
    response = admin.post(PAGE, NAMED)
    assert (response.status_code, response["Location"]) == (302, NEW)
    interpret_docket(docket(NUMBER).pk)
    told = pages.text(pages.parsed(admin.get(NEW)))
    assert f"{OTHER} is part of {NUMBER} now" in told
    assert DocketMerge.objects.get().merged_by == users.admin
    reader = Client()
    for old, new in [
        (f"{OLD}?kind=order", f"{NEW}?kind=order"),
        ("/cases/wawd/3:21-cv-31/?q=x", f"{NEW}?q=x"),
        (f"{OLD}filings/1/?x=1", f"{NEW}filings/1/?x=1"),
        (f"{OLD}filings/{ids['2']}/?x=1", None),
        (f"{NEW}filings/{ids['2']}/", None),
    ]:
        response = reader.get(old, follow=True)
        assert response.status_code == 200, old
        last = response.redirect_chain[-1][0] if response.redirect_chain else old
        assert last.startswith(NEW) and (new is None or last == new), (old, last)
        assert "x=1" in last or "x=1" not in old


def test_an_export_under_the_old_number_is_that_of_the_one_that_stands() -> None:
    two_halves()
    made_one()
    out = StringIO()
    call_command("export_docket", "wawd", OTHER, stdout=out)
    told = json.loads(out.getvalue())
    assert (told["docket_number"], len(told["filings"])) == (NUMBER, 3)


def lists(client: Client) -> list[str]:
    """Everything that names cases, as a reader sees it."""
    home = pages.by_id(pages.parsed(client.get("/")), "main")
    cases = pages.by_id(pages.parsed(client.get("/cases/")), "results")
    named = pages.parsed(client.get("/search/", {"q": "complaint"}))
    return [pages.text(part) for part in (home, cases, named)]


def test_lists_search_and_front_page_show_the_one_that_stands(admin: Client) -> None:
    two_halves()
    made_one()
    reader = Client()
    assert all(OTHER not in shown for shown in lists(reader))
    assert "1 case" in pages.text(pages.parsed(reader.get("/cases/")))
    assert reader.get("/search/", {"q": OTHER})["Location"] == NEW
    assert reader.get("/search/", {"q": "21-cv-31"})["Location"] == NEW
    assert OTHER not in pages.text(pages.by_id(pages.parsed(admin.get("/admin/dockets/docket/")), "result_list"))


def test_taken_back_each_has_its_page_again_and_it_is_said_what_stays(admin: Client) -> None:
    two_halves()
    merge = made_one()
    response = admin.post(f"/imports/dockets/{merge.pk}/undo/")
    assert response["Location"] == "/imports/dockets/"
    page = pages.text(pages.parsed(admin.get("/imports/dockets/")))
    assert f"What has come in since stays with {NUMBER}." in page
    assert admin.get(OLD).status_code == admin.get(NEW).status_code == 200
    admin.post(f"/imports/dockets/{merge.pk}/undo/")
    assert "taken back already" in pages.text(pages.parsed(admin.get("/imports/dockets/")))


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ({}, "This field is required."),
        (NAMED | {"court": "atlantis"}, "There is no court “atlantis”."),
        (NAMED | {"goes": "9:99-cv-00001"}, "There is no docket 9:99-cv-00001"),
        (NAMED | {"goes": NUMBER}, "Both numbers mean the same docket."),
        (NAMED | {"goes": "\x00"}, "This field is required."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_done_is_said_beside_its_field(
    admin: Client, named: dict[str, str], why: str, method: str
) -> None:
    two_halves()
    status = 422 if method == "post" else 200
    assert why in pages.text(pages.parsed(getattr(admin, method)(PAGE, named), status))
    assert not DocketMerge.objects.exists()


def test_a_merge_that_somebody_else_was_quicker_with_is_said(admin: Client) -> None:
    two_halves()
    third = factories.docket(docket_number="4:21-cv-00031")
    made_one()
    page = pages.text(pages.parsed(admin.post(PAGE, NAMED), 422))
    assert "Both numbers mean the same docket." in page
    assert Docket.objects.current().count() == 2 and third.merged_into is None
