"""A password in a pasted address goes no further, and is not shown again."""

from typing import Any

import pytest
from django.test import Client

from dockets.http.pasted_address import strip_password
from dockets.models import Source
from tests.support import pages

pytestmark = pytest.mark.django_db

SECRET = "hunter2"
WITH_PASSWORD = [
    ("imaps://bob:hunter2@mail.example.org/INBOX", "imaps://bob@mail.example.org/INBOX"),
    (
        "imaps://courts@paper.example:hunter2@mail.paper.example/INBOX",
        "imaps://courts@paper.example@mail.paper.example/INBOX",
    ),
    ("IMAPS://bob:hunter2/with@signs#and:more@mail.example.org/INBOX", "IMAPS://bob@mail.example.org/INBOX"),
    (
        "https://bob:hunter2@ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl",
        "https://bob@ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl",
    ),
    ("https://:hunter2@ecf.wawd.uscourts.gov/", "https://@ecf.wawd.uscourts.gov/"),
]


@pytest.mark.parametrize(("typed", "left"), WITH_PASSWORD)
def test_a_password_is_taken_out(typed: str, left: str) -> None:
    assert strip_password(typed) == left
    assert strip_password(left) == left


@pytest.mark.parametrize(
    "typed",
    [
        "imaps://bob@mail.example.org:1993/INBOX",
        "imaps://courts@paper.example@mail.paper.example/INBOX",
        "https://ecf.wawd.uscourts.gov:443/cgi-bin/x?mail=a:b@c",
        "courtlistener:docket/4214664",
        "scotus:24-999",
    ],
)
def test_what_holds_none_stays_as_it_was_typed(typed: str) -> None:
    assert strip_password(typed) == typed


@pytest.mark.parametrize(("typed", "left"), WITH_PASSWORD)
@pytest.mark.parametrize(
    ("path", "name", "more"),
    [
        ("/imports/address/", "address", {"watch": "on"}),
        ("/imports/sources/add/", "url", {"kind": "court-notice", "keeps": "all", "rhythm": "10"}),
    ],
)
def test_no_page_shows_it_and_nothing_is_watched(
    client: Client, users: Any, typed: str, left: str, path: str, name: str, more: dict[str, str]
) -> None:
    client.force_login(users.admin)
    response = client.post(path, {name: typed, **more})
    assert SECRET not in response.content.decode()
    page = pages.parsed(response, response.status_code)
    assert "There was a password in that address" in pages.text(pages.by_id(page, "main"))
    assert left in {field.get("value") for field in page.iter("input")}
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://feeds.example/rss", "feeds.example is not on the list of servers that are asked"),
        ("imap://bob@10.0.0.1/INBOX", "A mailbox is written imaps://"),
        ("nonsense", "What can be read by address:"),
    ],
)
def test_the_desk_says_why_an_address_is_not_read(client: Client, users: Any, typed: str, said: str) -> None:
    client.force_login(users.admin)
    page = pages.parsed(client.post("/imports/address/", {"address": typed}), 422)
    assert said in " ".join(pages.text(found) for found in pages.by_class(page, "errorlist"))
