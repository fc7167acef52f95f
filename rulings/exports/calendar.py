"""Hearings as a calendar to subscribe to (iCalendar, RFC 5545).

A hearing keeps its UID, in the calendar of its case and in that of all cases. One that the court takes off the calendar stays, as
cancelled, so that it disappears from the subscriber's too. Times are in the court's zone, which the calendar brings along.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from rulings.exports.across import CaseLine
from rulings.exports.story import Story
from rulings.words import EventKind

ASK_AGAIN = timedelta(hours=1)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def write(story: Story) -> Iterator[str]:
    told = (CaseLine(story.docket, line) for line in story.lines(newest=False, only=EventKind.HEARING))
    yield from write_across(told, story.title)


def write_across(lines: Iterable[CaseLine], title: str) -> Iterator[str]:
    """Hearings of many cases. ``title`` is what the subscriber's program calls the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Casetracker//Hearings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(title))
    # RFC 7986 and the older word for it, which Outlook knows.
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    days = []
    for told in lines:
        if told.line.date:
            days.append(told.line.date)
            calendar.add_component(_event(told))
    if days:
        # The rules of the zones, for the years that the calendar speaks of.
        calendar.add_missing_timezones(first_date=date(min(days).year - 1, 1, 1), last_date=date(max(days).year + 1, 12, 31))
    yield calendar.to_ical().decode()


def _event(told: CaseLine) -> Event:
    line, docket = told.line, told.docket
    event = Event()
    event.add("uid", f"{line.id.replace('/', '-')}@casetracker")
    event.add("dtstamp", line.changed_at or line.first_seen or datetime(1970, 1, 1, tzinfo=UTC))
    event.add("sequence", 1 if line.cancelled else 0)
    event.add("status", "CANCELLED" if line.cancelled else "CONFIRMED")
    event.add("dtstart", line.at or line.date)
    event.add("summary", _plain(f"{line.headline}: {docket.case_name or docket.docket_number}"))
    if line.place:
        event.add("location", _plain(line.place))
    event.add("url", line.url)
    event.add("description", _plain(f"{docket.docket_number}, {docket.court.name}\n{line.url}"))
    return event


def _plain(text: str) -> str:
    """Without the control characters that RFC 5545 keeps out of texts."""
    return _CONTROL.sub("", text)
