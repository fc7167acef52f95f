"""One page of a docket's timeline, as lines: at most three queries on the events table."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dockets.db import keyset
from dockets.db.keyset import Key, KeysetPage
from dockets.format.print_style import COUNTED_TO, format_capped_count
from dockets.models import Docket, Filing
from dockets.models.filing import select_court_words
from rulings.html import render_lines
from rulings.html.event_lines import (
    CARRIED_CHARACTERS,
    HEARD,
    TO_BE_HEARD,
    DecidedItem,
    EventLine,
    EventLines,
    get_outcome_tone,
    label_outcome,
)
from rulings.html.markup import Markup
from rulings.models import Reading, TimelineEvent
from rulings.timeline import collapse_routine, queries
from rulings.timeline.gaps import describe_gaps
from rulings.timeline.queries import NEWEST, OLDEST
from rulings.vocabulary.kinds import EventKind
from rulings.vocabulary.relations import CombinedDocket

STEP = 200
"""Events on a page."""
STEP_NARROWED, STEP_OF_HITS = 100, 50
"""Events on a page of a narrowed timeline, so that it is as fast as the whole one; also of a search, which runs again
while the words are typed."""
PRINTED = 20_000
"""Events that the print view shows at most."""


@dataclass(slots=True)
class TimelinePage:
    """The lines, their total number, and the cursors of the next and previous page, "" where there is none."""

    rows: list[EventLine]
    number: int
    after: str = ""
    before: str = ""
    notices: list[str] = field(default_factory=list)
    hits: re.Pattern[str] | None = None
    """Finds the words that were searched for."""
    folds: bool = False
    """Whether runs of routine lines, and of deadlines of one day, are collapsed."""

    @property
    def count(self) -> str:
        return format_capped_count(self.number)

    @property
    def has_folds(self) -> bool:
        """Whether there are collapsed runs of routine lines."""
        return self.folds and any(
            isinstance(row, collapse_routine.CollapsedLines) and row.is_routine
            for row in collapse_routine.collapse_routine(self.rows)
        )

    @property
    def lines(self) -> Markup:
        return (
            collapse_routine.render_collapsed_lines(self.rows)
            if self.folds
            else render_lines.render_lines(self.rows, self.hits)
        )


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """Which part of the timeline is wanted."""

    newest: bool = False
    after: str = ""
    before: str = ""
    everything: bool = False
    most: int = STEP
    """Number of events."""

    @property
    def keys(self) -> tuple[Key, ...]:
        return NEWEST if self.newest else OLDEST

    @classmethod
    def from_day(cls, day: date, *, newest: bool) -> "TimelineStep":
        """The page that begins with ``day``, or with the next event after it."""
        first = min(day, date.max - timedelta(days=1)) + timedelta(days=1) if newest else day
        return cls(newest=newest, after=keyset.write_cursor([first, -1, 0]))

    @classmethod
    def last(cls, *, newest: bool) -> "TimelineStep":
        return cls(newest=newest, before=keyset.write_cursor([date.min if newest else date.max, 0, 0]))

    @property
    def size(self) -> int:
        return PRINTED if self.everything else self.most


def get_timeline_page(
    docket: Docket,
    reading: Reading,
    events: QuerySet[TimelineEvent] | None,
    step: TimelineStep,
    strands: Sequence[CombinedDocket] = (),
) -> TimelinePage:
    """``events`` are the wanted ones of ``docket`` and of the combined dockets; None: all. Raises
    ``keyset.BadCursor``."""
    if events is None:
        number = reading.event_count + sum(strand.event_count for strand in strands)
        page = _page([docket.pk, *(strand.docket for strand in strands)], step)
    else:
        number, page = _narrowed(events, step)
    lines = EventLines(
        docket.court.zone,
        list_decisions_of_events(page.rows),
        list_hearings_of_motions(docket, page.rows),
        strands=strands,
    ).of(page.rows)
    if step.everything:
        # Nothing opens on paper.
        for line in lines:
            line.thread_url = ""
    if events is None:
        own = [event for event in page.rows if event["docket_id"] == docket.pk] if strands else page.rows
        _mark_gaps(lines, page.rows, describe_gaps(docket, own, newest=step.newest, from_start=not page.before))
    return TimelinePage(lines, number, page.after, page.before)


def _page(dockets: Sequence[int], step: TimelineStep) -> KeysetPage:
    backwards, start = _start(step)
    falling, limit = step.newest != backwards, step.size + 1
    found = queries.fetch_events_beyond(dockets, start, falling=falling, limit=limit, characters=CARRIED_CHARACTERS + 1)
    return keyset.arrange_page(found, step.keys, step.size, backwards=backwards, has_start=start is not None)


def _narrowed(events: QuerySet[TimelineEvent], step: TimelineStep) -> tuple[int, KeysetPage]:
    """How many match, counted up to 1,001, and one page of them; the last page where the cursor is beyond the end."""
    backwards, start = _start(step)
    falling, limit, characters = step.newest != backwards, step.size + 1, CARRIED_CHARACTERS + 1
    found = queries.fetch_matching_events(
        events, start, falling=falling, limit=limit, characters=characters, at_most=COUNTED_TO + 1
    )
    has_start = start is not None and not found.turned
    return found.number, keyset.arrange_page(
        found.events, step.keys, step.size, backwards=backwards != found.turned, has_start=has_start
    )


def _start(step: TimelineStep) -> tuple[bool, list[Any] | None]:
    """Whether the page is read backwards, and where it begins. Raises ``keyset.BadCursor``."""
    cursor = step.after or step.before
    return bool(step.before) and not step.after, keyset.read_cursor(step.keys, cursor) if cursor else None


def list_decisions_of_events(events: Iterable[Mapping[str, Any]]) -> dict[int, list[DecidedItem]]:
    """What each ruling among ``events`` decided, by the id of its filing."""
    of = [event["filing_id"] for event in events if event["event_kind"] == EventKind.RULING]
    return list_decisions_of_filings(of) if of else {}


def list_decisions_of_filings(filing_ids: Sequence[int]) -> dict[int, list[DecidedItem]]:
    """What the rulings with these filings decided, claims first in their order, then motions in theirs."""
    by_filing: dict[int, list[DecidedItem]] = defaultdict(list)
    for row in queries.fetch_dispositions(filing_ids):
        by_filing[row["filing_id"]].append(_decided(row))
    return by_filing


def list_hearings_of_motions(docket: Docket, events: Iterable[Mapping[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """The hearings on each motion among ``events``, except those taken off the calendar, as items of its thread."""
    today = timezone.now().astimezone(docket.court.zone).date().isoformat()
    found: dict[int, list[dict[str, Any]]] = {}
    for motion in events:
        if hearings := motion["argued"]:
            found[motion["filing_id"]] = [
                {"relation": HEARD if day < today else TO_BE_HEARD, "outgoing": False, "date": day, "event": event}
                for event, day in map(itemgetter("event", "day"), hearings)
            ]
    return found


def _decided(row: Mapping[str, Any]) -> DecidedItem:
    if row["claim"] is not None:
        what = f"{row['claim']} · {row['claim_title']}"
    else:
        what = " ".join(filter(None, [row["motion_number"], row["motion_title"] or "Motion"]))
    return DecidedItem(
        what=what,
        outcome=label_outcome(row["outcome"]),
        tone=get_outcome_tone(row["outcome"]),
        quotation=row["quotation"],
        quoted_from=row["quoted_from"],
        reason=row["reason"],
        place=row["place"],
        parties=", ".join(row["parties"]),
        machine=row["machine"],
        quoted=row["id"] if row["quotation"] and not row["quoted_from"] and row["is_kept"] else 0,
    )


def _mark_gaps(lines: list[EventLine], events: Iterable[Mapping[str, Any]], sentences: Mapping[int, str]) -> None:
    for line, event in zip(lines, events, strict=True):
        line.gap = sentences.get(event["id"], "")


def mark_new_lines(rows: Sequence[EventLine], seen_to: datetime, said: str) -> None:
    """Marks the start and the end of each run of lines that are new since the reader's last visit. A line without a
    time of its own counts as new if the line before it is."""
    before = False
    for row in rows:
        new = row.first_seen > seen_to if row.first_seen else before
        if new != before:
            row.news = said if new else "Seen before"
        before = new


def get_uninterpreted_page(docket: Docket) -> TimelinePage:
    """The first filings of a docket that has not been interpreted yet: the court's words, without kinds, threads or
    outcomes."""
    filings = Filing.objects.current().filter(docket=docket).order_by("date_filed", "position", "id")
    values = filings.annotate(words=select_court_words(CARRIED_CHARACTERS + 1)).values(
        "id", "date_filed", "number", "public_id", "words"
    )
    events = [_bare_event(row) for row in values[:STEP]]
    return TimelinePage(EventLines(docket.court.zone, {}, {}).of(events), docket.filing_count)


def _bare_event(row: Mapping[str, Any]) -> dict[str, Any]:
    """A filing in the shape of an event that has not been interpreted."""
    blank: dict[str, Any] = dict.fromkeys(queries.SHOWN)
    known = {"id": row["id"], "filing_id": row["id"], "date": row["date_filed"], "text": row["words"]}
    names = {"number": row["number"], "public_id": row["public_id"]}
    unread = {"event_kind": EventKind.FILING, "kind": "other", "headline": "Docket entry", "outcome": ""}
    return blank | known | names | unread | {"thread": [], "documents": []}
