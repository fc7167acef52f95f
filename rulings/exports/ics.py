"""Hearings, trials and deadlines as a calendar to subscribe to (iCalendar, RFC 5545).

Each keeps its UID, the same in the calendar of its case and in that of all cases. One that the court takes off the
calendar, or moves to another day, stays in it as cancelled, so that it disappears from the subscriber's calendar too; a
change of the filing that sets it raises its SEQUENCE. Times are in the court's zone, whose rules the calendar includes;
a deadline takes up no time of its day.

The calendar is written as its events arrive, so that one of a million takes no more memory than one of ten.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import batched

from icalendar import Calendar, Event, Timezone

from dockets.models import Court, Docket
from rulings.exports.across_cases import CaseLine
from rulings.exports.event_values import EventValues, ExportedTimeline
from rulings.vocabulary.hearing_status import HearingStatus
from rulings.vocabulary.kinds import EventKind, SetDate, is_transcript_release
from rulings.vocabulary.read_by import READ_BY_MACHINE, ReadBy

ASK_AGAIN = timedelta(hours=1)
_DATES = (EventKind.HEARING, EventKind.DEADLINE)
_BEGUN = date(1970, 1, 1)
_AT_ONCE = 100
"""Events in one chunk of the answer."""
_END = "END:VCALENDAR\r\n"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def write_ics(story: ExportedTimeline) -> Iterator[str]:
    told = (CaseLine(_docket(story, line), line) for line in story.lines(newest=False, only=_DATES))
    yield from write_ics_across_cases(told, story.title, story.days(_DATES))


def _docket(story: ExportedTimeline, line: EventValues) -> Docket:
    """Whose date it is; for a combined docket, with the text that names it."""
    strand = story.strand_of(line)
    if strand is None:
        return story.docket
    return Docket(docket_number=strand.number, case_name=strand.name, court=Court(name=strand.court))


def write_ics_across_cases(lines: Iterable[CaseLine], title: str, days: tuple[date, date] | None) -> Iterator[str]:
    """Hearings and deadlines of many cases. ``title`` is the calendar's name in the subscriber's program; ``days`` are
    the first and the last day, None where there is none."""
    yield _head(title).removesuffix(_END)
    zones: set[str] = set()
    events = (_event(told) for told in lines if told.line.date)
    for some in batched(events, _AT_ONCE):
        yield "".join(piece.to_ical().decode() for event in some for piece in (*_zones(event, days, zones), event))
    if days is None:
        # A calendar needs at least one component (3.6), and some programs refuse one without.
        yield Timezone.from_tzid("UTC", first_date=_BEGUN, last_date=_BEGUN).to_ical().decode()
    yield _END


def _head(title: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Casetracker//Hearings and deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(title))
    # RFC 7986 and its older equivalent, which Outlook knows.
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return str(calendar.to_ical(), "utf-8")


def _zones(event: Event, days: tuple[date, date] | None, known: set[str]) -> list[Timezone]:
    """The zone that an event is the first to use, with its rules in the years of the calendar. Adds it to ``known``."""
    name = str(event["dtstart"].params.get("TZID", ""))
    if not (name and days) or name in known:
        return []
    known.add(name)
    return [Timezone.from_tzid(name, first_date=date(days[0].year - 1, 1, 1), last_date=date(days[1].year + 1, 12, 31))]


def _event(told: CaseLine) -> Event:
    line, docket = told.line, told.docket
    event = Event()
    event.add("uid", f"{line.id.replace('/', '-')}@casetracker")
    stamp = line.changed_at or line.first_seen or datetime(1970, 1, 1, tzinfo=UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", _sequence(line))
    event.add("status", _status(line))
    event.add("dtstart", line.at or line.date)
    event.add("summary", _plain(f"{_called(line)}: {docket.case_name or docket.docket_number}"))
    event.add("categories", [_category(line)])
    if line.type == EventKind.DEADLINE:
        event.add("transp", "TRANSPARENT")
    if line.place:
        event.add("location", _plain(line.place))
    event.add("url", line.url)
    known = f"\n{line.standing}" if line.status in (HearingStatus.HELD, HearingStatus.UNKNOWN) else ""
    known += f"\n{READ_BY_MACHINE}" if line.read_by == ReadBy.MACHINE else ""
    event.add("description", _plain(f"{docket.docket_number}, {docket.court.name}{known}\n{line.url}"))
    return event


def _status(line: EventValues) -> str:
    """A day that is past, and of which nothing says what became, is neither confirmed nor cancelled."""
    if line.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if line.status == HearingStatus.UNKNOWN else "CONFIRMED"


def _sequence(line: EventValues) -> int:
    """Seconds from when the filing was first seen until the court last changed it, and one more once it is taken off
    the calendar: it grows with each change."""
    known = line.first_seen and line.changed_at
    grown = (
        int((line.changed_at - line.first_seen).total_seconds()) if known and line.changed_at and line.first_seen else 0
    )
    return max(0, min(grown, _LARGEST)) + line.cancelled


_LARGEST = 2_000_000_000
"""RFC 5545's INTEGER has 31 bits."""


def _called(line: EventValues) -> str:
    """ "Deadline: Answer due", but "Discovery deadline" already says so."""
    if line.type != EventKind.DEADLINE or "deadline" in line.headline.lower() or is_transcript_release(line.headline):
        return line.headline
    return f"Deadline: {line.headline}"


def _category(line: EventValues) -> str:
    if line.type == EventKind.DEADLINE:
        return (SetDate.RELEASE if is_transcript_release(line.headline) else SetDate.DEADLINE).name
    return SetDate(line.detail or SetDate.HEARING).name


def _plain(text: str) -> str:
    """Without the control characters that RFC 5545 forbids in texts."""
    return _CONTROL.sub("", text)
