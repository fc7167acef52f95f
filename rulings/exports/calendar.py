"""The hearings of a timeline as a calendar to subscribe to (iCalendar, RFC 5545).

A hearing keeps its UID; one that the court takes off the calendar stays, as cancelled, so that it disappears from the
subscriber's calendar too. Times are in the court's zone, which the calendar brings along.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from rulings.exports.story import Line, Story
from rulings.words import EventKind


def write(story: Story) -> Iterator[str]:
    calendar = Calendar()
    calendar.add("prodid", "-//Casetracker//Hearings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", story.title)
    days = []
    for line in story.lines(newest=False, only=EventKind.HEARING):
        if line.date:
            days.append(line.date)
            calendar.add_component(_event(story, line))
    if days:
        # The rules of the zone, for the years that the calendar speaks of.
        calendar.add_missing_timezones(first_date=date(min(days).year - 1, 1, 1), last_date=date(max(days).year + 1, 12, 31))
    yield calendar.to_ical().decode()


def _event(story: Story, line: Line) -> Event:
    event = Event()
    event.add("uid", f"{line.id.replace('/', '-')}@casetracker")
    event.add("dtstamp", line.changed_at or line.first_seen or datetime(1970, 1, 1, tzinfo=UTC))
    event.add("sequence", 1 if line.cancelled else 0)
    event.add("status", "CANCELLED" if line.cancelled else "CONFIRMED")
    event.add("dtstart", line.at or line.date)
    event.add("summary", f"{line.headline}: {story.title}")
    if line.place:
        event.add("location", line.place)
    event.add("url", line.url)
    event.add("description", f"{story.docket.docket_number}, {story.docket.court.name}\n{line.url}")
    return event
