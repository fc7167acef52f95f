"""The events of a timeline as plain values: what every form of export is written from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Min, QuerySet
from django.utils.html import escape

from dockets import keyset
from dockets.addresses import docket_address, filing_address, web_link
from dockets.models import Docket
from dockets.print_style import full_date
from rulings import fetch
from rulings.models import TimelineEvent
from rulings.rail import NEWEST, OLDEST, decisions
from rulings.rows import Decided, outcome_label
from rulings.strand import Strand
from rulings.words import KIND_LABELS, EventKind, Kind

type Day = date
"""Where a field is itself called date."""
CHUNK = 1_000
"""Events held in memory at a time."""
LONGEST = 1_000_000
"""Characters of one text: all of it, but for texts that no court writes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event. Blank and None: not known."""

    id: str
    """Stable: ``filing/kx7…``, ``hearing/kx7…/2021-01-14/0``, ``milestone/12``."""
    type: str
    """``words.EventKind``."""
    date: Day | None
    at: datetime | None
    """Of a hearing, in the court's zone."""
    kind: str
    """``words.Kind`` of a filing."""
    number: str
    headline: str
    """Ours."""
    text: str
    """The court's words."""
    filed_by: str
    side: str
    outcome: str
    """As shown: "Granted in part"."""
    outcome_key: str
    """``words.Outcome``."""
    place: str
    """Of a hearing."""
    detail: str
    """Of a hearing, "trial" where it is one."""
    cancelled: bool
    """A hearing that was taken off the calendar."""
    url: str
    """Absolute: the filing's page, or the line on the timeline."""
    documents: tuple[Mapping[str, Any], ...]
    decided: tuple[Decided, ...]
    date_entered: Day | None
    entered_at: datetime | None
    first_seen: datetime | None
    changed_at: datetime | None
    """Of a hearing, also when the filing that called it off was first seen."""
    missing_since: datetime | None
    """When a filing was last shown, where no source shows it any more; in the court's zone."""
    source: str
    """Of a milestone: who says so."""
    source_url: str
    """Where the source says it; "" where that is not known."""

    @property
    def standing(self) -> str:
        """What became of it, in words."""
        return "Taken off the calendar" if self.cancelled else self.outcome

    @property
    def gone(self) -> str:
        """The sentence that must stand wherever a filing does which the court has withdrawn."""
        if self.missing_since is None:
            return ""
        return f"No longer on the court’s docket, last seen there {full_date(self.missing_since.date())}"

    @property
    def said_by(self) -> str:
        """The source of a milestone as HTML, which leads there; "" where none is known."""
        name = escape(self.source or self.source_url)
        return f'<p><a href="{escape(self.source_url)}">{name}</a></p>' if self.source_url else f"<p>{name}</p>" if name else ""

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[Kind(self.kind)] if self.kind else self.type.capitalize()


@dataclass(frozen=True, slots=True)
class Story:
    """A docket, which of its events are wanted, and under which address this site is known."""

    docket: Docket
    events: QuerySet[TimelineEvent]
    newest: bool
    site: str
    """"https://tracker.example/"."""
    address: str
    """Of this export itself, absolute, with its query."""
    strands: Sequence[Strand] = ()
    """Other dockets whose events are among them."""

    @property
    def page(self) -> str:
        """The case's page, absolute."""
        return urljoin(self.site, docket_address(self.docket.court_id, self.docket.docket_number))

    @property
    def title(self) -> str:
        return self.docket.case_name or self.docket.docket_number

    def strand_of(self, line: Line) -> Strand | None:
        """Which of the other dockets a line is of; None: it is the docket's own."""
        return next((strand for strand in self.strands if line.url.startswith(urljoin(self.site, strand.base))), None)

    def lines(
        self,
        *,
        newest: bool | None = None,
        at_most: int | None = None,
        only: Sequence[EventKind] = (),
        characters: int = LONGEST,
    ) -> Iterator[Line]:
        """As asked for; ``newest``, ``at_most``, ``only`` and ``characters`` (of a text) where a form has its own mind."""
        falling = self.newest if newest is None else newest
        keys, after, left = NEWEST if falling else OLDEST, "", at_most
        wanted = self.events.filter(event_kind__in=only) if only else self.events
        matches = wanted.values(*(key.field for key in keys))
        while True:
            page = keyset.page(matches, keys, min(CHUNK, left or CHUNK), after=after)
            ids = [row["id"] for row in page.rows]
            yield from self._told(ids, falling=falling, characters=characters)
            left = left - len(ids) if left is not None else None
            if not page.after or left == 0:
                return
            after = page.after

    def news(self, newest: int, changed: int) -> Iterator[Line]:
        """The ``newest`` events by their days, and with them the ``changed`` ones that the court changed last or added late,
        whatever their day: all that came since the docket was first taken in. The newest day first."""
        of_days = self.events.order_by(*keyset.ordering(NEWEST, backwards=False)).values_list("id")[:newest]
        since = self.events.filter(filing__changed_at__gt=F("docket__created_at"))
        later = since.order_by("-filing__changed_at", "-id").values_list("id")[:changed]
        ids = [event for (event,) in of_days.union(later).order_by()]
        yield from self._told(ids, falling=True, characters=LONGEST)

    def _told(self, ids: Sequence[int], *, falling: bool, characters: int) -> Iterator[Line]:
        woven = {strand.docket: (urljoin(self.site, strand.base), strand.zone) for strand in self.strands}
        own = (self.page, self.docket.court.zone)
        events = fetch.events_taken_away(ids, falling=falling, characters=characters) if ids else []
        decided = decisions(events)
        yield from (line_of(event, decided, *woven.get(event["docket_id"], own)) for event in events)

    def days(self, only: Sequence[EventKind]) -> tuple[date, date] | None:
        """The first and the last day of the events of these kinds."""
        found = self.events.filter(event_kind__in=only).aggregate(first=Min("date"), last=Max("date"))
        return (found["first"], found["last"]) if found["first"] else None


def line_of(event: Mapping[str, Any], decided: Mapping[int, list[Decided]], page: str, zone: ZoneInfo) -> Line:
    """From an event as ``fetch.TAKEN_AWAY`` has it. ``page`` is the absolute address of its case, ``zone`` its court's."""
    public_id, number = event["public_id"] or "", event["number"] or ""
    is_filing = event["event_kind"] in (EventKind.FILING, EventKind.RULING)
    at = event["at"].astimezone(zone) if event["at"] else None
    return Line(
        id=_id(event, at),
        type=event["event_kind"],
        date=event["date"],
        at=at,
        kind=event["kind"] if is_filing else "",
        number=number,
        headline=event["headline"],
        text=(event["text"] if is_filing else event["milestone_text"]) or "",
        filed_by=event["filed_by"],
        side=event["side"],
        outcome=outcome_label(event["outcome"]),
        outcome_key=event["outcome"],
        place=event["place"] or "",
        detail="" if is_filing else event["detail"],
        cancelled=event["vacated_by_id"] is not None,
        url=filing_address(page, number, public_id) if public_id else f"{page}#e{event['id']}",
        documents=tuple(document | {"url": web_link(document["url"])} for document in event["documents"]) if is_filing else (),
        decided=tuple(decided.get(event["filing_id"], ())) if event["event_kind"] == EventKind.RULING else (),
        date_entered=event["date_entered"],
        entered_at=event["entered_at"],
        first_seen=event["first_seen"],
        changed_at=max(filter(None, [event["changed_at"], event["called_off_at"]]), default=None),
        missing_since=event["missing_since"].astimezone(zone) if is_filing and event["missing_since"] else None,
        source=event["milestone_source"] or "",
        source_url=web_link(event["milestone_url"] or ""),
    )


def _id(event: Mapping[str, Any], at: datetime | None) -> str:
    """A hearing is named by the filing that set it, its day and its hour, so that it keeps its name when it is read anew; of
    several that editors have entered for one hour, by how many came before it too. A deadline is named by its day and how many
    of that day the filing set before it, whatever is due by then is called."""
    if event["event_kind"] == EventKind.MILESTONE:
        return f"milestone/{event['milestone_id']}"
    if event["event_kind"] not in (EventKind.HEARING, EventKind.DEADLINE):
        return f"filing/{event['public_id']}"
    if event["event_kind"] == EventKind.DEADLINE:
        return f"deadline/{event['public_id'] or event['hearing_id']}/{event['date']}/{event['alike_before']}"
    hour = f"T{at:%H%M}" if at else ""
    if not event["public_id"]:
        return f"hearing/{event['hearing_id']}"
    again = f"/{event['alike_before']}" if event["alike_before"] else ""
    return f"hearing/{event['public_id']}/{event['date']}{hour}{again}"
