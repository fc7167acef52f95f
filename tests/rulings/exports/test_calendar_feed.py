"""The hearings of all cases, to subscribe to."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, repeat
from typing import Any

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.models import Docket, Filing
from rulings.exports.across_cases import list_case_lines
from rulings.exports.ics import write_ics_across_cases
from rulings.models import TimelineEvent
from rulings.vocabulary.kinds import EventKind
from tests.support import factories

pytestmark = pytest.mark.django_db


def heard(
    day: date,
    *,
    court: str = "wawd",
    at: datetime | None = None,
    word: str = EventKind.HEARING,
    detail: str = "",
    **fields: Any,
) -> None:
    docket = factories.docket(court=factories.court(court), docket_number=f"2:20-cv-{day:%m%d}{len(court)}")
    filing = factories.filing(docket=docket, number="5")
    hearing = factories.hearing(docket=docket, filing=filing, date=day, starts_at=at, **fields)
    made = factories.event(hearing=hearing, event_kind=word, detail=detail)
    TimelineEvent.objects.filter(pk=made.pk).update(filing=filing)


def events(client: Client, query: str = "") -> list[Any]:
    answer = client.get(f"/calendar.ics{query}")
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = icalendar.Calendar.from_ical(answer.content.decode())
    assert not read.errors and read.to_ical() == answer.content
    return list(read.walk("VEVENT"))


@time_machine.travel("2021-03-01")
def test_hearings_of_all_cases_from_two_months_ago_on(client: Client) -> None:
    heard(date(2021, 3, 4), title="Status conference")
    heard(
        date(2021, 1, 20),
        title="Motion hearing",
        at=datetime(2021, 1, 20, 18, tzinfo=UTC),
        place="Courtroom\x0b 3, upstairs",
    )
    heard(date(2020, 11, 4))
    found = events(client)
    assert [str(event["summary"]).partition(":")[0] for event in found] == ["Motion hearing", "Status conference"]
    assert (
        found[0]["dtstart"].dt.isoformat() == "2021-01-20T10:00:00-08:00"
        and found[0]["location"] == "Courtroom 3, upstairs"
    )
    assert found[1]["dtstart"].dt == date(2021, 3, 4)


@time_machine.travel("2021-03-01")
def test_those_of_a_court_and_of_a_month(client: Client) -> None:
    heard(date(2021, 3, 4))
    heard(date(2021, 4, 4), court="nysd")
    assert [event["dtstart"].dt for event in events(client, "?court=nysd")] == [date(2021, 4, 4)]
    assert [event["dtstart"].dt for event in events(client, "?month=2021-03")] == [date(2021, 3, 4)]
    assert events(client, "?court=%00nowhere") == []
    assert client.get("/calendar.ics?month=2021-13").status_code == 400
    assert 'href="/calendar.ics?court=nysd"' in client.get("/calendar/?court=nysd").content.decode()


@time_machine.travel("2021-03-01")
def test_a_hearing_has_the_uid_that_it_has_in_its_case(client: Client) -> None:
    heard(date(2021, 3, 4))
    docket = Docket.objects.get()
    factories.reading(docket=docket)
    of_case = b"".join(
        client.get(f"/cases/wawd/{docket.docket_number}/timeline.ics").streaming_content,  # type: ignore[attr-defined]
    )
    (event,) = events(client)
    assert [other["uid"] for other in icalendar.Calendar.from_ical(of_case.decode()).walk("VEVENT")] == [event["uid"]]


@time_machine.travel("2021-03-01")
def test_a_deadline_says_so_and_takes_no_time_of_its_day(client: Client) -> None:
    heard(date(2021, 3, 4), title="Answer due", word=EventKind.DEADLINE)
    heard(date(2021, 3, 5), title="Discovery deadline", word=EventKind.DEADLINE, at=datetime(2021, 3, 6, 1, tzinfo=UTC))
    heard(date(2021, 3, 6), title="Jury trial", detail="trial")
    due, dated, trial = events(client)
    assert str(due["summary"]).startswith("Deadline: Answer due: ") and str(dated["summary"]).startswith(
        "Discovery deadline: "
    )
    assert due["dtstart"].dt == date(2021, 3, 4) and due["transp"] == "TRANSPARENT"
    assert dated["dtstart"].dt.isoformat() == "2021-03-05T17:00:00-08:00"
    assert [event["categories"].to_ical() for event in (due, dated, trial)] == [b"DEADLINE", b"DEADLINE", b"TRIAL"]
    assert "transp" not in trial and len({event["uid"] for event in (due, dated, trial)}) == 3


@time_machine.travel("2021-03-01")
def test_two_deadlines_of_one_day_and_filing_keep_their_uids_whatever_they_are_called(client: Client) -> None:
    filing = factories.filing(docket=factories.docket(), number="5")
    for title in ("Opening brief due", "Appendix due"):
        due = factories.hearing(
            docket=filing.docket, filing=filing, date=date(2021, 3, 4), kind="deadline", title=title
        )
        made = factories.event(hearing=due, event_kind=EventKind.DEADLINE)
        TimelineEvent.objects.filter(pk=made.pk).update(filing=filing)
    before = [event["uid"] for event in events(client)]
    assert len(set(before)) == 2
    TimelineEvent.objects.filter(headline="Opening brief due").update(headline="Brief due")
    assert [event["uid"] for event in events(client)] == before


@time_machine.travel("2021-03-01")
def test_a_deadline_that_is_told_anew_or_moved_keeps_its_uid_and_raises_its_sequence(client: Client) -> None:
    heard(date(2021, 3, 4), title="Ann roe answer due", word=EventKind.DEADLINE)
    filing, event = Filing.objects.get(number="5"), TimelineEvent.objects.get()
    (first,) = events(client)
    TimelineEvent.objects.update(headline="Ann Roe answer due")
    Filing.objects.update(changed_at=filing.first_seen + timedelta(hours=1))
    (told,) = events(client)
    assert event.hearing is not None
    event.hearing.vacated_by = filing
    event.hearing.save()
    (off,) = events(client)
    assert first["uid"] == told["uid"] == off["uid"]
    assert first["sequence"] < told["sequence"] < off["sequence"]
    assert [one["status"] for one in (first, told, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_a_calendar_is_begun_before_its_last_event_is_known_and_brings_a_zone_before_it_is_named() -> None:
    heard(date(2021, 3, 4), at=datetime(2021, 3, 4, 18, tzinfo=UTC))
    (line,) = list_case_lines([TimelineEvent.objects.get().pk], "https://tracker.example/", newest=False)
    days = date(2021, 3, 4), date(2021, 3, 4)
    begun = "".join(islice(write_ics_across_cases(repeat(line), "All of them", days), 3))
    assert begun.count("BEGIN:VCALENDAR") == begun.count("BEGIN:VTIMEZONE") == 1 < begun.count("BEGIN:VEVENT")
    assert begun.index("BEGIN:VTIMEZONE") < begun.index("BEGIN:VEVENT") and "END:VCALENDAR" not in begun


@time_machine.travel("2021-03-01")
def test_a_case_that_is_another_one_is_not_told_of(client: Client) -> None:
    heard(date(2021, 3, 4))
    Docket.objects.update(merged_into=factories.docket())
    assert events(client) == []


@time_machine.travel("2021-03-01")
def test_the_number_of_queries_is_fixed(client: Client) -> None:
    used = []
    for days in ([1], range(2, 29)):
        for day in days:
            heard(date(2021, 3, day))
        with CaptureQueriesContext(connection) as queries:
            events(client)
        used.append(len(queries))
    assert used[0] == used[1] <= 4


@time_machine.travel("2021-03-01")
def test_two_hearings_of_one_filing_and_hour_are_two(client: Client) -> None:
    """As an editor enters them; calendars would take them for one."""
    heard(date(2021, 3, 4), title="Motion hearing", at=datetime(2021, 3, 4, 18, tzinfo=UTC))
    (before,) = events(client)
    filing = Filing.objects.get(number="5")
    for title, hour in (("Status conference", 18), ("Argument", 20)):
        at = datetime(2021, 3, 4, hour, tzinfo=UTC)
        hearing = factories.hearing(
            docket=filing.docket, filing=filing, date=date(2021, 3, 4), starts_at=at, title=title
        )
        made = factories.event(hearing=hearing)
        TimelineEvent.objects.filter(pk=made.pk).update(filing=filing)
    found = events(client)
    assert len({event["uid"] for event in found}) == 3 and before["uid"] in {event["uid"] for event in found}


@time_machine.travel("2021-03-01")
def test_a_calendar_without_dates_is_one_all_the_same(client: Client) -> None:
    """RFC 5545, 3.6: it has a component at least, and some programs refuse one that has none."""
    docket = factories.docket(docket_number="2:20-cv-00031")
    factories.reading(docket=docket)
    assert events(client) == []
    of_case = b"".join(
        client.get("/cases/wawd/2:20-cv-00031/timeline.ics").streaming_content,  # type: ignore[attr-defined]
    )
    for body in (client.get("/calendar.ics").content, of_case):
        read = icalendar.Calendar.from_ical(body.decode())
        assert not read.errors and [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["UTC"]
