"""The front page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.models import Docket
from rulings.models import Follow
from rulings.views.all_cases.home import HEARINGS_SHOWN
from rulings.vocabulary.kinds import Kind
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def test_a_fresh_install_says_what_to_do(client: Client, users: Any) -> None:
    page = pages.parsed(client.get("/"))
    assert "This tracker holds no case." in pages.text(page)
    assert pages.links(page)["log in"] == "/accounts/login/?next=/imports/"
    client.force_login(users.admin)
    assert pages.links(pages.parsed(client.get("/")))["Import a file"] == "/imports/"


def test_it_shows_rulings_with_their_outcome_newest_first(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    for number, day, outcome in (
        ("34", date(2021, 1, 21), "denied"),
        ("69", date(2021, 9, 17), "in_part"),
        ("70", None, ""),
    ):
        filing = factories.filing(docket=docket, number=number, date_filed=day)
        factories.ruling(filing=filing, read_by_machine=number != "70")
        factories.event(filing=filing, kind=Kind.ORDER, headline=f"Order {number}", outcome=outcome)
    column = pages.text(pages.parsed(client.get("/")).find(".//section[@aria-labelledby='latest']"))
    case = "Parler LLC v. Amazon Web Services, Inc. W.D. Wash."
    assert column == (
        f"Latest rulings Sept. 17, 2021 Order 69 Granted in part {case} read by machine "
        f"Jan. 21, 2021 Order 34 Denied {case} read by machine date not known Order 70 {case} All rulings"
    )
    assert pages.links(pages.parsed(client.get("/")))["Order 34"] == "/cases/wawd/2:21-cv-00031/filings/34/"


@pytest.mark.parametrize("fields", [{"routine": True}, {"detail": "extension"}])
def test_leave_to_appear_and_more_time_are_no_news(client: Client, fields: dict[str, Any]) -> None:
    docket = factories.docket()
    for number, told in (("34", {}), ("35", fields)):
        filing = factories.filing(docket=docket, number=number, date_filed=date(2021, 1, int(number) - 13))
        factories.ruling(filing=filing)
        factories.event(filing=filing, kind=Kind.ORDER, headline=f"Order {number}", **told)
    column = pages.text(pages.parsed(client.get("/")).find(".//section[@aria-labelledby='latest']"))
    assert "Order 34" in column and "Order 35" not in column


def test_what_the_parties_end_by_themselves_no_court_decided(client: Client) -> None:
    docket = factories.docket()
    for number, by_parties in (("34", False), ("35", True)):
        filing = factories.filing(docket=docket, number=number)
        factories.ruling(filing=filing, by_parties=by_parties, title=f"Dismissal {number}")
    column = pages.text(pages.parsed(client.get("/")).find(".//section[@aria-labelledby='latest']"))
    assert "Dismissal 34" in column and "Dismissal 35" not in column


def test_it_shows_cases_by_their_last_filing(client: Client) -> None:
    for name, day in (("Old v. Older", date(2020, 1, 1)), ("New v. Newer", date(2021, 1, 1)), ("Empty v. Void", None)):
        factories.docket(case_name=name, date_last_filing=day)
    moved = pages.parsed(client.get("/")).find(".//section[@aria-labelledby='moved']")
    assert moved is not None
    assert [pages.text(heading) for heading in moved.iter("h3")] == ["New v. Newer", "Old v. Older", "Empty v. Void"]


@time_machine.travel(datetime(2021, 1, 21, 20, 0, tzinfo=UTC), tick=False)
def test_todays_rulings_are_called_so(client: Client) -> None:
    docket = factories.docket()
    for number, day in (("1", date(2021, 1, 21)), ("2", date(2021, 1, 20)), ("3", date(2021, 1, 19))):
        factories.ruling(filing=factories.filing(docket=docket, number=number, date_filed=day))
    days = pages.by_class(pages.parsed(client.get("/")), "day")
    assert [pages.text(day) for day in days] == ["Today, Jan. 21, 2021", "Yesterday, Jan. 20, 2021", "Jan. 19, 2021"]


@time_machine.travel(datetime(2021, 1, 22, 2, 0, tzinfo=UTC), tick=False)
def test_a_day_is_todays_until_midnight_at_its_court(client: Client) -> None:
    """At this moment it is still January 21 in Seattle, and already the 22nd in UTC."""
    docket = factories.docket()
    for number, day in (("1", date(2021, 1, 21)), ("2", date(2021, 1, 20)), ("3", None)):
        factories.ruling(filing=factories.filing(docket=docket, number=number, date_filed=day))
    days = pages.by_class(pages.parsed(client.get("/")), "day")
    assert [pages.text(day) for day in days] == ["Today, Jan. 21, 2021", "Yesterday, Jan. 20, 2021", "date not known"]
    for title, day in (("Within", date(2021, 1, 27)), ("A week from today", date(2021, 1, 28))):
        factories.hearing(docket=docket, title=title, date=day)
    assert _ahead(client) == ["Within"]


@time_machine.travel(datetime(2021, 1, 21, 15, 0, tzinfo=UTC), tick=False)
def test_however_many_were_heard_yesterday_today_s_hearings_are_shown(client: Client) -> None:
    docket = factories.docket()
    for number in range(2 * HEARINGS_SHOWN):
        factories.hearing(docket=docket, title=f"Heard {number}", date=date(2021, 1, 20))
    factories.hearing(docket=docket, title="Today", date=date(2021, 1, 21))
    assert _ahead(client) == ["Today"]


def _ahead(client: Client) -> list[str]:
    section = pages.parsed(client.get("/")).find(".//section[@aria-labelledby='ahead']")
    assert section is not None
    return [pages.text(heading) for heading in section.iter("h3")]


def test_new_filings_are_those_of_followed_cases_where_there_are_any(client: Client, users: Any) -> None:
    followed, other = factories.docket(), factories.docket()
    for docket, headline in ((followed, "Answer"), (other, "Reply")):
        factories.event(filing=factories.filing(docket=docket), headline=headline)
    factories.event(filing=factories.filing(docket=followed), headline="Notice of appearance", routine=True)
    client.force_login(users.journalist)
    assert _new(client) == ("New filings", ["Reply", "Answer"])
    Follow.objects.create(user=users.journalist, docket=followed)
    Follow.objects.create(user=users.editor, docket=other)
    assert _new(client) == ("New in the cases you follow", ["Answer"])
    client.logout()
    assert _new(client) == ("New filings", ["Reply", "Answer"])


def test_the_newest_filings_of_all_are_found_along_an_index(client: Client) -> None:
    factories.many_filings(docket=factories.docket(), number=30)
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
        (newest,) = [
            query["sql"] for query in asked if "routine" in query["sql"] and "rulings_ruling" not in query["sql"]
        ]
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {newest}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "using filing_latest" in plan and "Sort" not in plan, plan


def _new(client: Client) -> tuple[str, list[str]]:
    section = pages.parsed(client.get("/")).find(".//section[@aria-labelledby='new']")
    assert section is not None
    return pages.text(section.find("h2")), [pages.text(heading) for heading in section.iter("h3")]


@time_machine.travel(datetime(2021, 1, 21, 20, 0, tzinfo=UTC), tick=False)
def test_the_most_active_cases_of_late(client: Client) -> None:
    quiet, busy = factories.docket(case_name="In re Quiet"), factories.docket(case_name="In re Busy")
    for docket, days in (
        (quiet, [date(2021, 1, 20), *[date(2020, 12, 1)] * 9]),
        (busy, [date(2021, 1, 5), date(2021, 1, 21)]),
    ):
        for day in days:
            factories.filing(docket=docket, date_filed=day)
    active = pages.text(pages.parsed(client.get("/")).find(".//section[@aria-labelledby='active']"))
    assert active.startswith("Most active, last 30 days In re Busy 2 filings W.D. Wash.")
    assert "In re Quiet 1 filing W.D. Wash." in active


@time_machine.travel(datetime(2021, 1, 14, 3, 0, tzinfo=UTC), tick=False)
def test_hearings_ahead_are_told_in_the_time_of_their_court(client: Client) -> None:
    """At this moment it is still January 13 in Seattle, and already the 14th in UTC."""
    docket = factories.docket()
    factories.hearing(docket=docket, title="Yesterday", date=date(2021, 1, 12))
    factories.hearing(docket=docket, title="Today", date=date(2021, 1, 13))
    factories.hearing(
        docket=docket, title="Tomorrow", date=date(2021, 1, 14), starts_at=datetime(2021, 1, 14, 18, 0, tzinfo=UTC)
    )
    gone = factories.hearing(docket=docket, title="Vacated", date=date(2021, 1, 20))
    gone.vacated_by = factories.filing(docket=docket)
    gone.save()
    ahead = pages.parsed(client.get("/")).find(".//section[@aria-labelledby='ahead']")
    assert ahead is not None
    assert [pages.text(heading) for heading in ahead.iter("h3")] == ["Today", "Tomorrow"]
    assert "Jan. 14, 2021, 10 a.m. PST" in pages.text(ahead)


@time_machine.travel(datetime(2021, 1, 14, 3, 0, tzinfo=UTC), tick=False)
def test_no_hearing_ahead_says_as_of_when(client: Client) -> None:
    docket = factories.docket()
    said = "None seen in the next seven days, as of Jan. 14, 2021, 3 a.m. UTC."
    assert f"{said} Calendar" in pages.text(pages.parsed(client.get("/")))
    factories.hearing(docket=docket, title="Trial", date=date(2021, 3, 1))
    factories.hearing(docket=docket, title="Later", date=date(2021, 3, 2))
    page = pages.text(pages.parsed(client.get("/")))
    assert f"{said} The next one: Trial" in page
    assert "Later" not in page


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, users: Any, number: int, django_assert_num_queries: Any
) -> None:
    docket = factories.docket()
    for place in range(number):
        filing = factories.filing(docket=docket, number=str(place + 1))
        factories.ruling(filing=filing)
        factories.event(filing=filing, kind=Kind.ORDER)
        factories.hearing(docket=docket, filing=filing, date=date(2999, 1, 1), title=str(place))
        factories.docket()
    # Hearings; rulings; new filings; cases; the most active.
    with django_assert_num_queries(5):
        client.get("/")
    client.force_login(users.journalist)
    for visited in Docket.objects.all():
        factories.visit(user=users.journalist, docket=visited, at=factories.NOW - timedelta(days=1))
    # Besides: session, user, two of permissions, whether anything is followed; since the last look: which cases have
    # changed, what came, what it is.
    with django_assert_num_queries(13):
        client.get("/")
