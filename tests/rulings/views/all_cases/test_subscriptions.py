"""Subscription links: what opens a feed of a site that asks for a login, for whom, and until when."""

import logging
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from django.contrib.auth.models import User
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.http.subscription_keys import build_feed_urls, is_key_valid, renew_keys, strip_key
from tests.conftest import Users
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
FEEDS = [
    "/cases/wawd/2:20-cv-00031/timeline.atom",
    "/cases/wawd/2:20-cv-00031/timeline.ics",
    "/rulings.atom",
    "/calendar.ics",
]


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket(docket_number="2:20-cv-00031")
    dispute(docket)
    return docket


def link(user: User, path: str, query: str = "") -> str:
    return build_feed_urls(user, [(path, query)])[0]


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("role", ["journalist", "editor", "admin"])
def test_a_link_opens_its_feed_without_a_login(
    users: Users, docket: Docket, private_site: None, role: str, path: str
) -> None:
    assert Client().get(path)["Location"].startswith("/accounts/login/")
    answer = Client().get(link(getattr(users, role), path))
    assert answer.status_code == 200 and body(answer).startswith(("<?xml", "BEGIN:VCALENDAR"))
    assert answer["Referrer-Policy"] == "no-referrer" and answer["Cache-Control"] == "private"
    assert "sessionid" not in answer.cookies and not answer.cookies


def test_a_link_opens_nothing_else(users: Users, docket: Docket, private_site: None) -> None:
    other = factories.docket(docket_number="2:20-cv-00032")
    factories.reading(docket=other)
    key = parse_qs(urlsplit(link(users.admin, FEEDS[0])).query)["key"][0]
    for path in (*FEEDS[1:], f"{build_docket_url('wawd', other.docket_number)}timeline.atom"):
        assert Client().get(f"{path}?key={key}").status_code == 403, path
    for path in ("/", "/cases/", build_docket_url("wawd", docket.docket_number), "/subscriptions/"):
        assert Client().get(f"{path}?key={key}").status_code == 302, path


def test_a_link_goes_dead_with_its_owner_and_by_the_owner_s_wish(
    client: Client, users: Users, private_site: None
) -> None:
    ours, theirs = link(users.journalist, "/rulings.atom"), link(users.editor, "/rulings.atom")
    client.force_login(users.journalist)
    page = pages.parsed(client.post("/subscriptions/", follow=True))
    assert "Your subscription links are new" in pages.text(page)
    assert Client().get(ours).status_code == 403
    assert Client().get(theirs).status_code == 200
    assert Client().get(link(users.journalist, "/rulings.atom")).status_code == 200
    users.editor.is_active = False
    users.editor.save()
    assert Client().get(theirs).status_code == 403
    users.editor.delete()
    assert Client().get(theirs).status_code == 403


def test_a_key_is_as_good_under_a_new_secret_as_long_as_the_old_one_is_accepted(users: Users, settings: Any) -> None:
    settings.SITE_IS_PUBLIC = False
    key = parse_qs(urlsplit(link(users.editor, "/calendar.ics")).query)["key"][0]
    assert is_key_valid(key, "/calendar.ics")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    assert is_key_valid(key, "/calendar.ics")
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_key_valid(key, "/calendar.ics")


def test_links_that_were_handed_out_open_wherever_the_code_has_moved(users: Users, docket: Docket) -> None:
    """What signs them has a name of its own, which no module's new name may change."""
    path = build_docket_url(docket.court_id, docket.docket_number) + "timeline.atom"
    signature = Signer(salt="rulings.subscription").sign(f"{users.journalist.pk}:0:{path}").rpartition(":")[2]
    assert is_key_valid(f"{users.journalist.pk}.{signature}", path)


@given(st.text(max_size=60))
def test_no_other_text_is_a_key(text: str) -> None:
    assert not is_key_valid(text, "/calendar.ics")


@pytest.mark.parametrize(
    "forged", ["{id}.", "{id}.x", "{id}", ".", "{id}.{path}", "-1.x", "99999999999999999999.x", "١.x"]
)
def test_a_forged_key_is_refused_in_a_sentence(users: Users, private_site: None, forged: str) -> None:
    answer = Client().get("/calendar.ics", {"key": forged.format(id=users.admin.pk, path="/calendar.ics")})
    assert answer.status_code == 403 and "no longer good" in answer.content.decode()


def test_a_feed_does_not_hand_its_key_on(users: Users, docket: Docket, private_site: None, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        for path in FEEDS:
            address = link(users.editor, path, "kind=order" if path == FEEDS[0] else "")
            key = parse_qs(urlsplit(address).query)["key"][0]
            assert key not in body(Client().get(address)), path
        assert Client().get(f"{address}&month=x").status_code == 400
        renew_keys(users.editor)
        assert Client().get(address).status_code == 403
    assert key not in caplog.text and "/calendar.ics" in caplog.text
    feed = feedparser.parse(body(Client().get(link(users.editor, FEEDS[0], "kind=order"))))
    assert [entry.rel for entry in feed.feed.links] == ["alternate", "self"]
    assert feed.feed.links[1].href == f"http://testserver{FEEDS[0]}?kind=order"


def test_what_is_handed_out_has_no_key() -> None:
    assert strip_key("http://x/a?key=1.b&kind=order") == "http://x/a?kind=order"
    assert strip_key("http://x/a?key=1.b") == "http://x/a" == strip_key("http://x/a")
    assert strip_key("http://x/a?monkey=1") == "http://x/a?monkey=1"


def test_a_link_follows_its_case_when_it_turns_out_to_be_another(
    users: Users, docket: Docket, private_site: None
) -> None:
    twin = factories.docket(docket_number="2:20-cv-00099", merged_into=docket)
    path = f"{build_docket_url('wawd', twin.docket_number)}timeline.atom"
    answer = Client().get(link(users.journalist, path))
    assert answer.status_code == 200 and "Order denying motion" in body(answer)


def test_someone_with_a_link_is_nobody_in_particular(users: Users, docket: Docket, private_site: None) -> None:
    client = Client()
    client.force_login(users.admin)
    answer: Any = client.get(link(users.admin, FEEDS[0]))
    assert answer.wsgi_request.user.is_anonymous


def test_a_case_s_page_gives_the_reader_s_own_links(
    client: Client, users: Users, docket: Docket, private_site: None
) -> None:
    client.force_login(users.journalist)
    page = pages.parsed(client.get(f"{build_docket_url('wawd', docket.docket_number)}?kind=motion"))
    (take,) = pages.by_class(page, "hand")
    addresses = [field.get("value", "") for field in take.iter("input")]
    assert addresses == [f"http://testserver{link(users.journalist, path, 'kind=motion')}" for path in FEEDS[:2]]
    assert [Client().get(address).status_code for address in addresses] == [200, 200]
    assert pages.links(page)["Make them anew"] == "/subscriptions/"


@pytest.mark.parametrize("path", ["/rulings/", "/calendar/", "/subscriptions/"])
def test_the_pages_across_cases_give_links(
    client: Client, users: Users, docket: Docket, private_site: None, path: str
) -> None:
    client.force_login(users.journalist)
    shown = client.get(path).content.decode().replace("http://testserver", "").replace("&amp;", "&")
    keyed = re.findall(r'"(/(?:rulings\.atom|calendar\.ics)\?key=[^"]+)"', shown)
    assert keyed and {Client().get(address).status_code for address in keyed} == {200}


def test_a_public_site_has_no_keys(client: Client, users: Users, docket: Docket) -> None:
    client.force_login(users.journalist)
    for path in ("/rulings/", "/calendar/", "/subscriptions/", build_docket_url("wawd", docket.docket_number)):
        assert "key=" not in client.get(path).content.decode(), path
    page = client.get("/subscriptions/").content.decode()
    assert "Key of the API" not in page
    assert "Make all my links anew" in page, "what they follow has links of its own there, too"
    for path in FEEDS:
        assert Client().get(f"{path}?key=nonsense").status_code == 200


def test_only_a_form_of_ours_makes_links_anew(users: Users, private_site: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(users.journalist)
    before = link(users.journalist, "/rulings.atom")
    assert client.post("/subscriptions/").status_code == 403
    assert link(users.journalist, "/rulings.atom") == before
    assert Client().post("/subscriptions/").status_code == 401 and link(users.journalist, "/rulings.atom") == before


def test_a_key_costs_one_query(users: Users, docket: Docket, private_site: None) -> None:
    address = link(users.journalist, FEEDS[0])
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        body(client.get(address))
    assert len(queries) <= 5


def test_what_is_new_to_one_reader_is_subscribed_to_by_none(client: Client, users: Users, docket: Docket) -> None:
    client.force_login(users.journalist)
    page = pages.parsed(client.get(f"{build_docket_url('wawd', docket.docket_number)}?kind=motion&since=visit"))
    (take,) = pages.by_class(page, "hand")
    given = [field.get("value", "") or field.text or "" for field in (*take.iter("input"), *take.iter("textarea"))]
    assert len(given) == 4 and all("kind=motion" in address and "since" not in address for address in given)


@pytest.mark.parametrize("number", ["21-2-02856-6 SEA", "No. 5/21 (Ü)"])
def test_a_number_that_is_quoted_in_its_address_has_links_that_open(
    client: Client, users: Users, private_site: None, number: str
) -> None:
    docket = factories.docket(court=factories.court("kingsuperct", kind="state"), docket_number=number)
    dispute(docket)
    client.force_login(users.journalist)
    (take,) = pages.by_class(pages.parsed(client.get(build_docket_url("kingsuperct", number))), "hand")
    addresses = [field.get("value", "") for field in take.iter("input")]
    assert [Client().get(address).status_code for address in addresses] == [200, 200]
