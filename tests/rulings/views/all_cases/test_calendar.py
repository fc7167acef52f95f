"""The calendar of hearings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Hearing
from rulings.vocabulary.kinds import SetDate
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 1, 12, 18, tzinfo=UTC)


def hearing(
    docket: Docket, day: int, title: str, *, at: datetime | None = None, month: int = 1, **fields: Any
) -> Hearing:
    made: Hearing = factories.hearing(docket=docket, date=date(2021, month, day), starts_at=at, title=title, **fields)
    return made


def titles(client: Client, query: str = "") -> list[str]:
    page = pages.parsed(client.get(f"/calendar/{query}"))
    return [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]


@time_machine.travel(NOW, tick=False)
def test_the_month_has_its_hearings_by_day_and_hour_in_the_court_s_time(client: Client) -> None:
    seattle, york = factories.docket(), factories.docket(court=factories.court("nysd"), docket_number="1:21-cv-00001")
    hearing(seattle, 14, "Motion hearing", at=datetime(2021, 1, 14, 18, tzinfo=UTC), place="by video")
    hearing(york, 14, "Conference", at=datetime(2021, 1, 14, 15, tzinfo=UTC))
    hearing(york, 3, "Whole day")
    hearing(york, 1, "Next month", month=2)
    assert titles(client) == ["Whole day", "Conference", "Motion hearing"]
    text = pages.text(pages.parsed(client.get("/calendar/")))
    assert "Thursday, Jan. 14" in text and "10 a.m. PST" in text and "10 a.m. EST" in text and "by video" in text
    assert titles(client, "?month=2021-02") == ["Next month"]
    assert titles(client, "?court=nysd") == ["Whole day", "Conference"]


@time_machine.travel(NOW, tick=False)
def test_the_grid_counts_what_is_still_on_and_leads_to_its_day(client: Client) -> None:
    docket = factories.docket()
    hearing(docket, 14, "Stays")
    off = hearing(docket, 20, "Called off")
    off.vacated_by = factories.filing(docket=docket)
    off.save()
    page = pages.parsed(client.get("/calendar/"))
    days = {pages.text(link)[:2]: link.get("href") for cell in page.iter("td") for link in cell.iter("a")}
    assert days == {"14": "#d14"}
    assert pages.by_id(page, "d14") is not None
    assert "Taken off the calendar" in pages.text(page)
    assert [pages.text(cell) for cell in page.iter("td") if cell.get("aria-current") == "date"] == ["12"]


@time_machine.travel(NOW, tick=False)
def test_hearings_trials_and_deadlines_are_counted_and_labelled_apart(client: Client) -> None:
    docket = factories.docket()
    hearing(docket, 14, "Motion hearing")
    hearing(docket, 14, "Jury trial", kind=SetDate.TRIAL)
    for title in ("Answer due", "Reply due"):
        hearing(docket, 20, title, kind=SetDate.DEADLINE)
    page = pages.parsed(client.get("/calendar/"))
    assert "1 hearing, 1 trial, 2 deadlines seen" in pages.text(page)
    days = {
        link.get("href"): (link.get("aria-label"), pages.text(link))
        for cell in page.iter("td")
        for link in cell.iter("a")
    }
    assert days == {"#d14": ("Jan. 14: 1 hearing, 1 trial", "14 2"), "#d20": ("Jan. 20: 2 deadlines", "20 2")}
    items = [
        (pages.text(item.find("h3")), pages.text(item.find("ul/li")), [use.get("href") for use in item.iter("use")])
        for item in pages.by_class(page, "item")
    ]
    assert items == [
        ("Motion hearing", "Hearing", ["#hearing"]),
        ("Jury trial", "Trial", ["#trial"]),
        ("Answer due", "Deadline", ["#deadline"]),
        ("Reply due", "Deadline", ["#deadline"]),
    ]
    assert all(pages.by_id(page, name) is not None for name in ("hearing", "trial", "deadline"))


@time_machine.travel(NOW, tick=False)
def test_the_end_of_a_transcript_s_restriction_is_a_day_of_its_own_kind(client: Client) -> None:
    docket = factories.docket()
    for number in ("7", "8"):
        words = "TRANSCRIPT of Trial. Release of Transcript Restriction set for 1/12/2021."
        factories.filing(docket=docket, number=number, long_text=words)
    interpret_docket(docket.pk)
    assert [*Hearing.objects.values_list("kind", "title")] == [("release", "Release of transcript restriction")] * 2
    text = pages.text(pages.parsed(client.get("/calendar/")))
    assert "2 transcript releases seen" in text and "End of a transcript’s restriction: number 7" in text
    assert text.count("Whether the transcript is public now is not known.") == 2
    calendar = client.get("/calendar.ics").content.decode()
    assert calendar.count("CATEGORIES:RELEASE") == 2 and "SUMMARY:Release of transcript restriction" in calendar
    assert docket.reading.state.get("dates", []) == []


@time_machine.travel(NOW, tick=False)
def test_an_empty_month_never_says_that_nothing_is_scheduled(client: Client) -> None:
    text = pages.text(pages.parsed(client.get("/calendar/")))
    assert "None seen as of Jan. 12, 2021" in text and "no hearing" not in text.lower()


@pytest.mark.parametrize("typed", ["x", "2021-13", "0000-01", "0001-01", "9999-12", "2021-01-01", "%00"])
def test_a_month_that_is_none_is_said(client: Client, typed: str) -> None:
    answer = client.get(f"/calendar/?month={typed}")
    assert answer.status_code == 200 and "This is the current one" in pages.text(pages.parsed(answer))


def test_months_lead_on_at_the_ends_of_years(client: Client) -> None:
    page = pages.parsed(client.get("/calendar/?month=2020-12&court=wawd"))
    links = pages.links(page)
    assert "month=2020-11" in links["Earlier"] and "month=2021-01" in links["Later"] and "court=wawd" in links["Later"]


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    docket = factories.docket()
    for place in range(number):
        hearing(docket, place % 28 + 1, f"Hearing {place}", filing=factories.filing(docket=docket))
    # The hearings; the courts of the form.
    with django_assert_num_queries(2):
        client.get("/calendar/?month=2021-01")


@pytest.mark.parametrize("month", ["0002-01", "9998-12"])
def test_the_first_and_the_last_month_are_shown(client: Client, month: str) -> None:
    assert client.get(f"/calendar/?month={month}").status_code == 200


@time_machine.travel(datetime(2021, 2, 1, 3, tzinfo=UTC), tick=False)
def test_today_is_that_of_the_newsroom(client: Client, settings: Any) -> None:
    """In New York it is still 10 p.m. of January 31."""
    settings.TIME_ZONE = "America/New_York"
    page = pages.parsed(client.get("/calendar/"))
    assert pages.text(page.find(".//h1")) == "January 2021"
    assert [pages.text(cell) for cell in page.iter("td") if cell.get("aria-current") == "date"] == ["31"]


@time_machine.travel(NOW, tick=False)
def test_a_court_that_is_none_is_said_and_left_out(client: Client) -> None:
    hearing(factories.docket(), 14, "Motion hearing")
    page = pages.parsed(client.get("/calendar/?court=nowhere"))
    assert [pages.text(notice) for notice in pages.by_class(page, "notice")] == [
        "Court: no case of this court is here. These are the dates of all courts."
    ]
    assert titles(client, "?court=nowhere") == ["Motion hearing"]
    assert "nowhere" not in pages.links(page)["Subscribe to these dates (calendar)"]


@time_machine.travel(NOW, tick=False)
def test_a_week_goes_from_sunday_to_saturday_and_leads_to_the_next(client: Client) -> None:
    docket = factories.docket()
    for day in (9, 10, 16, 17):
        hearing(docket, day, f"On the {day}th")
    assert titles(client, "?week=2021-01-12") == ["On the 10th", "On the 16th"]
    page = pages.parsed(client.get("/calendar/?week=2021-01-12"))
    links = pages.links(page)
    assert (links["Earlier"], links["Later"]) == ("?week=2021-01-03", "?week=2021-01-17")
    assert links["The whole month"] == "?month=2021-01"
    assert "Week of Jan. 10, 2021" in pages.text(page)
    assert titles(client, links["Later"]) == ["On the 17th"]
    assert pages.links(pages.parsed(client.get("/calendar/")))["Week by week"] == "?week=2021-01-12"


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("week", ["x", "2021-02-30", "0001-01-01", "9999-12-31"])
def test_a_week_that_is_none_is_remarked_upon(client: Client, week: str) -> None:
    page = pages.text(pages.parsed(client.get(f"/calendar/?week={week}")))
    assert "Week: a day of it is written like 2021-01-13. This is the current one." in page
    assert "Week of Jan. 10, 2021" in page
