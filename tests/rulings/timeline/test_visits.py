"""What a reader has seen of a docket, and what is new to them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dockets.models import Docket, Filing
from rulings.models import Reading, Visit
from rulings.timeline.visits import get_last_visit, record_visit
from tests.rulings.views.case.test_timeline import address, get
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

NOW = factories.NOW
MINUTE = timedelta(minutes=1)


def add(docket: Docket, at: Any, number: str) -> Filing:
    """A filing that an import at that time has brought."""
    made = factories.filing(docket=docket, number=number, first_seen=at, changed_at=at)
    Docket.objects.filter(pk=docket.pk).update(record_changed_at=at)
    Reading.objects.filter(docket=docket).update(record_changed_at=at)
    return made


def visit(user: Any, docket: Docket, at: Any) -> Any:
    docket = Docket.objects.select_related("reading").get(pk=docket.pk)
    return record_visit(user.pk, docket, docket.reading, at)


@pytest.fixture
def docket(db: None) -> Docket:
    docket = factories.docket()
    factories.reading(docket=docket)
    return docket


def test_the_first_visit_has_none_before_it(docket: Docket, users: Any) -> None:
    assert visit(users.journalist, docket, NOW) is None
    assert visit(users.journalist, docket, NOW + 5 * MINUTE) is None


def test_the_next_one_tells_when_the_last_was_and_what_has_come_since(docket: Docket, users: Any) -> None:
    visit(users.journalist, docket, NOW)
    visit(users.journalist, docket, NOW + 20 * MINUTE)
    add(docket, NOW + 60 * MINUTE, "2")
    last = visit(users.journalist, docket, NOW + 120 * MINUTE)
    assert (last.at, last.new) == (NOW + 20 * MINUTE, 1)
    again = visit(users.journalist, docket, NOW + 140 * MINUTE)
    assert (again.at, again.new) == (NOW + 20 * MINUTE, 1), "a page shown again has the same news"
    later = visit(users.journalist, docket, NOW + 240 * MINUTE)
    assert (later.at, later.new) == (NOW + 140 * MINUTE, 0)
    assert visit(users.editor, docket, NOW + 240 * MINUTE) is None, "each reader has their own"


def test_what_was_not_read_yet_when_the_page_was_shown_is_new_the_next_time(docket: Docket, users: Any) -> None:
    """An import is on its way while the page is shown; its filings bear the time at which it began."""
    visit(users.journalist, docket, NOW + 10 * MINUTE)
    add(docket, NOW + 9 * MINUTE, "2")
    assert visit(users.journalist, docket, NOW + 120 * MINUTE).new == 1


def test_a_filing_that_turned_out_to_be_another_is_no_news(docket: Docket, users: Any) -> None:
    first = factories.filing(docket=docket, number="1")
    visit(users.journalist, docket, NOW)
    Filing.objects.filter(pk=add(docket, NOW + 60 * MINUTE, "2").pk).update(merged_into=first)
    assert visit(users.journalist, docket, NOW + 120 * MINUTE).new == 0


def test_a_page_costs_one_statement_and_writes_at_most_once_a_minute(docket: Docket, users: Any) -> None:
    visit(users.journalist, docket, NOW)
    docket = Docket.objects.select_related("reading").get(pk=docket.pk)
    with CaptureQueriesContext(connection) as queries:
        record_visit(users.journalist.pk, docket, docket.reading, NOW + timedelta(seconds=30))
    assert len(queries) == 1
    assert Visit.objects.get().seen_at == NOW
    get_last_visit(users.journalist.pk, docket, NOW + 120 * MINUTE)
    assert Visit.objects.get().seen_at == NOW, "to ask is no visit"


# -- on the page --


def test_the_page_says_what_is_new_and_leads_to_it(client: Client, docket: Docket, users: Any) -> None:
    client.force_login(users.journalist)
    now = timezone.now()
    for old in ("1", "2", "3"):
        factories.event(filing=factories.filing(docket=docket, number=old), headline="Notice")
    get(client, docket)
    Visit.objects.update(seen_at=now - timedelta(days=3))
    page = get(client, docket)
    assert "Nothing new since your last visit" in pages.text(pages.by_class(page, "visit")[0])
    for new in ("4", "5"):
        factories.event(filing=add(docket, now, new), headline="Notice")
    page = get(client, docket)
    assert pages.links(page)["2 new since your last visit"] == "?since=visit"
    news = pages.by_class(page, "news")
    assert len(news) == 1 and pages.text(news[0]).startswith("New since your last visit, ")
    after = list(page.iter("li"))[list(page.iter("li")).index(news[0]) + 1]
    assert pages.text(after.find(".//h3")) == "4 Notice"
    newest = get(client, docket, "?order=newest")
    assert [pages.text(line) for line in pages.by_class(newest, "news")][1:] == ["Seen before"]
    assert pages.headlines(get(client, docket, "?since=visit")) == ["4 Notice", "5 Notice"]
    client.logout()
    assert not pages.by_class(get(client, docket), "visit")


@pytest.mark.parametrize(
    ("method", "headers"),
    [("head", {}), ("get", {"Sec-Purpose": "prefetch"}), ("get", {"HX-Request": "true", "HX-Target": "events"})],
)
def test_what_shows_nobody_the_page_is_no_visit(
    client: Client, docket: Docket, users: Any, method: str, headers: dict[str, str]
) -> None:
    client.force_login(users.journalist)
    getattr(client, method)(address(docket), headers=headers)
    assert not Visit.objects.exists()
    client.get(address(docket))
    assert Visit.objects.filter(user=users.journalist, docket=docket).count() == 1


def test_who_is_not_logged_in_leaves_no_trace(client: Client, docket: Docket) -> None:
    assert client.get(address(docket)).cookies == {}
    assert not Visit.objects.exists()
