"""The events of a timeline as plain values, from which every export is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Min, QuerySet
from django.utils.html import escape

from dockets.db import keyset
from dockets.format.print_style import format_date
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.format.web_links import allow_web_link
from dockets.models import Docket
from rulings.html.event_lines import DecidedItem, describe_outcome, find_reader
from rulings.models import TimelineEvent
from rulings.timeline import queries
from rulings.timeline.page import list_decisions_of_events
from rulings.timeline.queries import NEWEST, OLDEST
from rulings.vocabulary.hearing_status import HearingStatus, get_hearing_status
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.kinds import KIND_LABELS, EventKind, Kind
from rulings.vocabulary.read_by import ReadBy
from rulings.vocabulary.relations import CombinedDocket

type Day = date
"""The type's name where a field is itself called date."""
CHUNK = 1_000
"""Events held in memory at a time."""
LONGEST = 1_000_000
"""Characters of one text: the whole text, since no court writes longer ones."""


@dataclass(frozen=True, slots=True)
class EventValues:
    """One event. Blank and None: not known."""

    id: str
    """Stable: ``filing/kx7…``, ``hearing/kx7…/2021-01-14/0``, ``milestone/12``."""
    type: str
    """``kinds.EventKind``."""
    date: Day | None
    at: datetime | None
    """Of a hearing, in the court's zone."""
    kind: str
    """``kinds.Kind`` of a filing."""
    number: str
    headline: str
    """Headline in our words."""
    text: str
    """The court's words."""
    filed_by: str
    side: str
    outcome: str
    """As shown: "Granted in part"."""
    outcome_key: str
    """``outcomes.Outcome``."""
    place: str
    """Of a hearing."""
    detail: str
    """Of a hearing, "trial" where it is one."""
    cancelled: bool
    """A hearing that was taken off the calendar."""
    status: str
    """``HearingStatus`` of a hearing or a trial; "" of anything else."""
    told_by: str
    """The absolute address of the filing that says that a hearing was held or called off; "" where none does."""
    url: str
    """Absolute: the filing's page, or the line on the timeline."""
    documents: tuple[Mapping[str, Any], ...]
    decided: tuple[DecidedItem, ...]
    read_by: str
    """``ReadBy``: who says what is in our words of it."""
    date_entered: Day | None
    entered_at: datetime | None
    first_seen: datetime | None
    changed_at: datetime | None
    """For a hearing, also when the filing that took it off the calendar was first seen."""
    missing_since: datetime | None
    """When a filing was last shown, if no source shows it any more; in the court's zone."""
    source: str
    """Source of a milestone."""
    source_url: str
    """Address of that source; "" where it is not known."""

    @property
    def standing(self) -> str:
        """What became of it, in words."""
        if self.status in (HearingStatus.HELD, HearingStatus.UNKNOWN):
            return get_label(WordGroup.HEARING, self.status)
        return get_label(WordGroup.HEARING, HearingStatus.CALLED_OFF) if self.cancelled else self.outcome

    @property
    def gone(self) -> str:
        """The sentence that must accompany a filing that the court has withdrawn."""
        if self.missing_since is None:
            return ""
        return f"No longer on the court’s docket, last seen there {format_date(self.missing_since.date())}"

    @property
    def source_link(self) -> str:
        """The source of a milestone as HTML with a link; "" where none is known."""
        name = escape(self.source or self.source_url)
        return (
            f'<p><a href="{escape(self.source_url)}">{name}</a></p>'
            if self.source_url
            else f"<p>{name}</p>"
            if name
            else ""
        )

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[Kind(self.kind)] if self.kind else self.type.capitalize()


@dataclass(frozen=True, slots=True)
class ExportedTimeline:
    """A docket, which of its events are wanted, and the address of this site."""

    docket: Docket
    events: QuerySet[TimelineEvent]
    newest: bool
    site: str
    """"https://tracker.example/"."""
    address: str
    """Of this export itself, absolute, with its query."""
    strands: Sequence[CombinedDocket] = ()
    """Combined dockets, whose events are included."""

    @property
    def page(self) -> str:
        """The case's page, absolute."""
        return urljoin(self.site, build_docket_url(self.docket.court_id, self.docket.docket_number))

    @property
    def title(self) -> str:
        return self.docket.case_name or self.docket.docket_number

    def strand_of(self, line: EventValues) -> CombinedDocket | None:
        """The combined docket that a line belongs to; None: the docket itself."""
        return next((strand for strand in self.strands if line.url.startswith(urljoin(self.site, strand.base))), None)

    def lines(
        self,
        *,
        newest: bool | None = None,
        at_most: int | None = None,
        only: Sequence[EventKind] = (),
        characters: int = LONGEST,
    ) -> Iterator[EventValues]:
        """As narrowed and ordered by the query; ``newest``, ``at_most``, ``only`` and ``characters`` (of a text) are a
        form's own choice."""
        falling = self.newest if newest is None else newest
        keys, after, left = NEWEST if falling else OLDEST, "", at_most
        wanted = self.events.filter(event_kind__in=only) if only else self.events
        matches = wanted.values(*(key.field for key in keys))
        while True:
            page = keyset.get_page(matches, keys, min(CHUNK, left or CHUNK), after=after)
            ids = [row["id"] for row in page.rows]
            yield from self._told(ids, falling=falling, characters=characters)
            left = left - len(ids) if left is not None else None
            if not page.after or left == 0:
                return
            after = page.after

    def news(self, newest: int, changed: int) -> Iterator[EventValues]:
        """The ``newest`` events by their days, and the ``changed`` ones that the court changed last or added late,
        whatever their day: all that came since the docket was first imported. The newest day first."""
        of_days = self.events.order_by(*keyset.order_by_keys(NEWEST, backwards=False)).values_list("id")[:newest]
        since = self.events.filter(filing__changed_at__gt=F("docket__created_at"))
        later = since.order_by("-filing__changed_at", "-id").values_list("id")[:changed]
        ids = [event for (event,) in of_days.union(later).order_by()]
        yield from self._told(ids, falling=True, characters=LONGEST)

    def _told(self, ids: Sequence[int], *, falling: bool, characters: int) -> Iterator[EventValues]:
        woven = {strand.docket: (urljoin(self.site, strand.base), strand.zone) for strand in self.strands}
        own = (self.page, self.docket.court.zone)
        events = queries.fetch_exported_events(ids, falling=falling, characters=characters) if ids else []
        decided = list_decisions_of_events(events)
        yield from (build_event_values(event, decided, *woven.get(event["docket_id"], own)) for event in events)

    def days(self, only: Sequence[EventKind]) -> tuple[date, date] | None:
        """The first and the last day of the events of these kinds."""
        found = self.events.filter(event_kind__in=only).aggregate(first=Min("date"), last=Max("date"))
        return (found["first"], found["last"]) if found["first"] else None


def build_event_values(
    event: Mapping[str, Any], decided: Mapping[int, list[DecidedItem]], page: str, zone: ZoneInfo
) -> EventValues:
    """From an event with the columns ``queries.EXPORTED``. ``page`` is the absolute address of its case, ``zone`` its
    court's."""
    public_id, number = event["public_id"] or "", event["number"] or ""
    is_filing = event["event_kind"] in (EventKind.FILING, EventKind.RULING)
    at = event["at"].astimezone(zone) if event["at"] else None
    rulings = tuple(decided.get(event["filing_id"], ())) if event["event_kind"] == EventKind.RULING else ()
    return EventValues(
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
        outcome=describe_outcome(event),
        outcome_key=event["outcome"],
        place=event["place"] or "",
        detail="" if is_filing else event["detail"],
        cancelled=event["vacated_by_id"] is not None,
        status=_status(event, zone),
        told_by=_told_by(event, page),
        url=build_filing_url(page, number, public_id) if public_id else f"{page}#e{event['id']}",
        documents=_documents(event) if is_filing else (),
        decided=rulings,
        read_by=_read_by(event, rulings),
        date_entered=event["date_entered"],
        entered_at=event["entered_at"],
        first_seen=event["first_seen"],
        changed_at=_changed_at(event),
        missing_since=event["missing_since"].astimezone(zone) if is_filing and event["missing_since"] else None,
        source=event["milestone_source"] or "",
        source_url=allow_web_link(event["milestone_url"] or ""),
    )


def _status(event: Mapping[str, Any], zone: ZoneInfo) -> str:
    if event["event_kind"] != EventKind.HEARING:
        return ""
    today = datetime.now(zone).date()
    is_held, is_called_off = bool(event["held_by_public_id"]), event["vacated_by_id"] is not None
    return get_hearing_status(event["date"], today, is_held=is_held, is_called_off=is_called_off).value


def _read_by(event: Mapping[str, Any], decided: Sequence[DecidedItem]) -> ReadBy:
    """An editor, of what one entered or confirmed: milestones, hearings, rulings of which nothing is the machine's."""
    if event["event_kind"] in (EventKind.HEARING, EventKind.DEADLINE):
        return ReadBy.MACHINE if event["hearing_by_machine"] else ReadBy.EDITOR
    return ReadBy.EDITOR if event["event_kind"] == EventKind.MILESTONE else find_reader(decided)


def _documents(event: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple(document | {"url": allow_web_link(document["url"])} for document in event["documents"])


def _changed_at(event: Mapping[str, Any]) -> datetime | None:
    times = (event[name] for name in ("changed_at", "vacated_by_first_seen", "held_by_first_seen"))
    return max(filter(None, times), default=None)


def _told_by(event: Mapping[str, Any], page: str) -> str:
    for by in ("held_by", "vacated_by"):
        if public_id := event[f"{by}_public_id"]:
            return build_filing_url(page, event[f"{by}_number"], public_id)
    return ""


def _id(event: Mapping[str, Any], at: datetime | None) -> str:
    """A hearing's id consists of the filing that set it, its day and its hour, so that it stays the same when the
    docket is interpreted anew; if editors have entered several for one hour, how many came before it is added. A
    deadline's id consists of the filing, its day and how many deadlines of that day the filing set before it, whatever
    is due by then."""
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
