"""One step of a docket's timeline: asks the events table, at most three queries, and hands on lines (``rows``)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from dockets import keyset
from dockets.keyset import Key, Page
from dockets.models import Docket, Filing
from dockets.print_style import COUNTED_TO, capped
from rulings import fetch, fold, markup
from rulings.gaps import gaps
from rulings.markup import Markup
from rulings.models import Reading, TimelineEvent
from rulings.rows import CARRIED_CHARACTERS, HEARD, TO_BE_HEARD, Decided, Lines, Row, outcome_label, tone_of
from rulings.strand import Strand
from rulings.words import EventKind

STEP = 200
"""Events shown at a time."""
STEP_NARROWED, STEP_OF_HITS = 100, 50
"""Of a timeline that is narrowed, so that it is there no later than the whole one; and of a search for words, which is asked
again while they are typed."""
PRINTED = 20_000
"""Events that the print view shows at most."""
OLDEST = (Key("sort_date", "date"), Key("sort_order", "int"), Key("id", "int"))
NEWEST = tuple(Key(key.field, key.kind, descending=True) for key in OLDEST)


@dataclass(slots=True)
class Rail:
    """The lines, how many there are in all, and the cursors of the steps that follow and precede, "" where there is none."""

    rows: list[Row]
    number: int
    after: str = ""
    before: str = ""
    notices: list[str] = field(default_factory=list)
    hits: re.Pattern[str] | None = None
    """Finds the words that were searched for."""
    folds: bool = False
    """Whether runs of routine lines, and of deadlines of one day, are folded."""

    @property
    def count(self) -> str:
        return capped(self.number)

    @property
    def has_folds(self) -> bool:
        """Of routine lines."""
        return self.folds and any(isinstance(row, fold.Fold) and row.is_routine for row in fold.folded(self.rows))

    @property
    def lines(self) -> Markup:
        return fold.lines(self.rows) if self.folds else markup.lines(self.rows, self.hits)


@dataclass(frozen=True, slots=True)
class Step:
    """Which part of the timeline is wanted."""

    newest: bool = False
    after: str = ""
    before: str = ""
    everything: bool = False
    most: int = STEP
    """Events shown."""

    @property
    def keys(self) -> tuple[Key, ...]:
        return NEWEST if self.newest else OLDEST

    @classmethod
    def from_day(cls, day: date, *, newest: bool) -> "Step":
        """The one that begins with ``day``, or with what comes next to it."""
        first = min(day, date.max - timedelta(days=1)) + timedelta(days=1) if newest else day
        return cls(newest=newest, after=keyset.cursor([first, -1, 0]))

    @classmethod
    def last(cls, *, newest: bool) -> "Step":
        return cls(newest=newest, before=keyset.cursor([date.min if newest else date.max, 0, 0]))

    @property
    def size(self) -> int:
        return PRINTED if self.everything else self.most


def rail(
    docket: Docket, reading: Reading, events: QuerySet[TimelineEvent] | None, step: Step, strands: Sequence[Strand] = ()
) -> Rail:
    """``events`` are those of ``docket``, and of the dockets woven in, that are wanted; None: all. Raises
    ``keyset.BadCursor``."""
    if events is None:
        number = reading.event_count + sum(strand.event_count for strand in strands)
        page = _page([docket.pk, *(strand.docket for strand in strands)], step)
    else:
        number, page = _narrowed(events, step)
    lines = Lines(docket.court.zone, decisions(page.rows), argued(docket, page.rows), strands=strands).of(page.rows)
    if step.everything:
        # On paper nothing opens.
        for line in lines:
            line.thread_url = ""
    if events is None:
        own = [event for event in page.rows if event["docket_id"] == docket.pk] if strands else page.rows
        _mark_gaps(lines, page.rows, gaps(docket, own, newest=step.newest, from_start=not page.before))
    return Rail(lines, number, page.after, page.before)


def _page(dockets: Sequence[int], step: Step) -> Page:
    backwards, start = _start(step)
    falling, limit = step.newest != backwards, step.size + 1
    found = fetch.events_beyond(dockets, start, falling=falling, limit=limit, characters=CARRIED_CHARACTERS + 1)
    return keyset.arranged(found, step.keys, step.size, backwards=backwards, has_start=start is not None)


def _narrowed(events: QuerySet[TimelineEvent], step: Step) -> tuple[int, Page]:
    """How many match, up to 1,001, and a page of them; where the place that was asked for is beyond the last, the last."""
    backwards, start = _start(step)
    falling, limit, characters = step.newest != backwards, step.size + 1, CARRIED_CHARACTERS + 1
    found = fetch.events_among(events, start, falling=falling, limit=limit, characters=characters, at_most=COUNTED_TO + 1)
    has_start = start is not None and not found.turned
    return found.number, keyset.arranged(
        found.events, step.keys, step.size, backwards=backwards != found.turned, has_start=has_start
    )


def _start(step: Step) -> tuple[bool, list[Any] | None]:
    """Whether a step is read from its end, and where it begins. Raises ``keyset.BadCursor``."""
    cursor = step.after or step.before
    return bool(step.before) and not step.after, keyset.read_cursor(step.keys, cursor) if cursor else None


def decisions(events: Iterable[Mapping[str, Any]]) -> dict[int, list[Decided]]:
    """What each ruling among ``events`` decided, by the id of its filing."""
    of = [event["filing_id"] for event in events if event["event_kind"] == EventKind.RULING]
    return decided_by(of) if of else {}


def decided_by(filing_ids: Sequence[int]) -> dict[int, list[Decided]]:
    """What the rulings with these filings decided, claims first in their order, then motions in theirs."""
    by_filing: dict[int, list[Decided]] = defaultdict(list)
    for row in fetch.dispositions(filing_ids):
        by_filing[row["filing_id"]].append(_decided(row))
    return by_filing


def argued(docket: Docket, events: Iterable[Mapping[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """The hearings on each motion among ``events`` that were not taken off the calendar, as items of its thread."""
    today = timezone.now().astimezone(docket.court.zone).date().isoformat()
    found: dict[int, list[dict[str, Any]]] = {}
    for motion in events:
        if hearings := motion["argued"]:
            found[motion["filing_id"]] = [
                {"relation": HEARD if day < today else TO_BE_HEARD, "outgoing": False, "date": day, "event": event}
                for event, day in hearings
            ]
    return found


def _decided(row: Mapping[str, Any]) -> Decided:
    if row["claim"] is not None:
        what = f"{row['claim']} · {row['claim_title']}"
    else:
        what = " ".join(filter(None, [row["motion_number"], row["motion_title"] or "Motion"]))
    return Decided(
        what=what,
        outcome=outcome_label(row["outcome"]),
        tone=tone_of(row["outcome"]),
        quotation=row["quotation"],
        reason=row["reason"],
        place=row["place"],
        parties=row["parties"] or "",
        machine=row["machine"],
    )


def _mark_gaps(lines: list[Row], events: Iterable[Mapping[str, Any]], sentences: Mapping[int, str]) -> None:
    for line, event in zip(lines, events, strict=True):
        line.gap = sentences.get(event["id"], "")


def mark_new(rows: Sequence[Row], seen_to: datetime, said: str) -> None:
    """Says before each run of lines that were not yet there at a reader's last visit that they are new, and where it ends. What
    has no time of its own is as new as what stands before it."""
    before = False
    for row in rows:
        new = row.first_seen > seen_to if row.first_seen else before
        if new != before:
            row.news = said if new else "Seen before"
        before = new


def unread(docket: Docket) -> Rail:
    """The first filings of a docket that has not been read yet: the court's words without kinds, threads or outcomes."""
    words = Coalesce(NullIf("long_text", Value("")), "short_text")
    filings = Filing.objects.current().filter(docket=docket).order_by("date_filed", "position", "id")
    values = filings.annotate(words=Left(words, CARRIED_CHARACTERS + 1)).values(
        "id", "date_filed", "number", "public_id", "words"
    )
    events = [_bare_event(row) for row in values[:STEP]]
    return Rail(Lines(docket.court.zone, {}, {}).of(events), docket.filing_count)


def _bare_event(row: Mapping[str, Any]) -> dict[str, Any]:
    """A filing in the shape of an event that nobody has read."""
    blank: dict[str, Any] = dict.fromkeys(fetch.SHOWN)
    known = {"id": row["id"], "filing_id": row["id"], "date": row["date_filed"], "text": row["words"]}
    names = {"number": row["number"], "public_id": row["public_id"]}
    unread = {"event_kind": EventKind.FILING, "kind": "other", "headline": "Docket entry", "outcome": ""}
    return blank | known | names | unread | {"thread": [], "documents": []}
