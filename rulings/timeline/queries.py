"""Fetches what the lines of a timeline are made of: events with their filings, what rulings decided, parties with their
counsel.

Called by the pages of a case and by its exports. Each function is one query, but for ``fetch_matching_events``, which
is two. Rows are plain values: creating hundreds of model instances takes longer than fetching them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject, Left
from django.db.models.lookups import IsNull

from dockets.db import keyset
from dockets.db.keyset import Key
from dockets.documents.search import filings_of_dockets_holding
from dockets.models import Document, DocumentText, Filing, Observation, Party
from dockets.models.filing import select_court_words
from dockets.search.full_text import build_search_query
from rulings.models import Disposition, Hearing, Milestone, TimelineEvent
from rulings.vocabulary.kinds import UNTIMED, EventKind, Kind

OLDEST = (Key("sort_date", "date"), Key("sort_order", "int"), Key("id", "int"))
NEWEST = tuple(Key(key.field, key.kind, descending=True) for key in OLDEST)
"""The orders of a timeline."""
_OF_FILINGS = (EventKind.FILING, EventKind.RULING)
_DESCRIPTION = 120
"""Characters of a document's description."""
_DOCUMENT = {"number": "number", "pages": "page_count", "url": "url", "description": Left("description", _DESCRIPTION)}
_DOCUMENTS = (
    Document.objects.filter(filing=OuterRef("filing_id")).order_by("number").values(each=JSONObject(**_DOCUMENT))
)

_FIELDS = (
    *("id", "event_kind", "filing_id", "date", "at", "sort_date", "sort_order", "docket_id"),
    *("kind", "headline", "outcome", "filed_by"),
)
_JOINED = {
    "number": F("filing__number"),
    "number_order": F("filing__number_order"),
    "public_id": F("filing__public_id"),
    "missing_since": F("filing__missing_since"),
    "first_seen": F("filing__first_seen"),
    "place": F("hearing__place"),
    "changed_at": F("filing__changed_at"),
    "vacated_by_id": F("hearing__vacated_by_id"),
    "held_by_id": F("hearing__held_by_id"),
    "moved_to": F("hearing__moved_to"),
    "hearing_by_machine": F("hearing__read_by_machine"),
    "documents": ArraySubquery(_DOCUMENTS),
}
"""Values from other tables than the events'. ``documents`` are objects, by number."""

_WORDINGS = Observation.objects.exclude(long_text="").order_by()
_EARLIER = _WORDINGS.filter(
    filing=OuterRef("filing"), channel=OuterRef("channel"), first_as_of__lt=OuterRef("first_as_of")
)
_REWORDED = _WORDINGS.filter(Exists(_EARLIER.exclude(long_text=OuterRef("long_text"))))
_ON_MOTION = Hearing.objects.filter(about=OuterRef("filing_id"), vacated_by=None, event__isnull=False)
_HEARD = (
    _ON_MOTION.exclude(kind__in=UNTIMED).order_by("date", "id").values(each=JSONObject(event="event__id", day="date"))
)
_KEPT = DocumentText.objects.shown().filter(filing=OuterRef("filing_id")).order_by().values("document_number")
_NO_TEXTS = Value([], output_field=ArrayField(IntegerField()))
_LINE = _JOINED | {
    "twin_id": F("filing__possible_duplicate_of_id"),
    "argued": Case(When(kind=Kind.MOTION, then=ArraySubquery(_HEARD))),
    "texts": Case(When(hearing=None, then=ArraySubquery(_KEPT)), default=_NO_TEXTS),
}
_SHOWN = (*_FIELDS, "milestone_id", "is_corrected", "routine", "state", "since", "thread", *_LINE, "text")
_NAMED = ("vacated_by", "held_by", "twin")
_ADDED = (
    *(f"{name}_{column}" for name in _NAMED for column in ("number", "public_id", "first_seen")),
    *("milestone_text", "milestone_source", "milestone_url", "altered"),
)
SHOWN = (*_SHOWN, *_ADDED)
"""Values for a line on a page. ``texts`` are the numbers of the documents whose text is stored; ``altered`` is when
the court's newest wording, of several, was first seen; ``argued`` lists the event and the day of every hearing on a
motion that was not taken off the calendar."""

_BEFORE = Hearing.objects.filter(
    filing=OuterRef("hearing__filing_id"), date=OuterRef("hearing__date"), pk__lt=OuterRef("hearing_id")
)
_SAME_TIME = Q(starts_at=OuterRef("hearing__starts_at")) | Q(
    IsNull(OuterRef("hearing__starts_at"), True), starts_at=None
)


def _number(rows: QuerySet[Hearing]) -> Coalesce:
    """How many ``rows`` there are, as a subquery."""
    return Coalesce(Subquery(rows.order_by().values("filing").annotate(number=Count("pk")).values("number")), 0)


_EXPORT = _JOINED | {
    "date_entered": F("filing__date_entered"),
    "entered_at": F("filing__entered_at"),
    "alike_before": Case(
        When(hearing__isnull=False, event_kind=EventKind.DEADLINE, then=_number(_BEFORE.filter(kind__in=UNTIMED))),
        When(hearing__isnull=False, then=_number(_BEFORE.exclude(kind__in=UNTIMED).filter(_SAME_TIME))),
    ),
}
_EXPORTED = (*_FIELDS, "thread", "side", "detail", "hearing_id", "milestone_id", *_EXPORT, "text")
EXPORTED = (*_EXPORTED, *_ADDED)
"""Values for an export. ``alike_before``: how many hearings of the same filing and time come before this one."""

Event = dict[str, Any]


def fetch_events_beyond(
    dockets: Sequence[int], start: Sequence[Any] | None, *, falling: bool, limit: int, characters: int
) -> list[Event]:
    """Up to ``limit`` events of ``dockets`` (ids), ascending or ``falling``, beyond ``start``, a (sort_date,
    sort_order, id), or from the beginning in that direction. ``characters``: how much of each text."""
    if len(dockets) == 1:
        wanted = _lines(characters).filter(docket=dockets[0])
        return _complete_lines(_in_order(wanted, start, falling=falling)[:limit])
    # Each docket is read through the index of its own order; a query on all together would sort all their events.
    each = [_in_order(TimelineEvent.objects.filter(docket=docket), start, falling=falling) for docket in dockets]
    first, *others = [rows.values("id")[:limit] for rows in each]
    wanted = _lines(characters).filter(pk__in=first.union(*others, all=True))
    return _complete_lines(_in_order(wanted, None, falling=falling)[:limit])


def fetch_events(ids: Sequence[int], *, falling: bool, characters: int) -> list[Event]:
    """The events with these ids, in order."""
    return _complete_lines(_in_order(_lines(characters).filter(pk__in=ids), None, falling=falling))


def fetch_exported_events(ids: Sequence[int], *, falling: bool, characters: int) -> list[Event]:
    """The same with all columns of an export (``EXPORTED``)."""
    return _complete(_in_order(_exported(characters).filter(pk__in=ids), None, falling=falling))


def _complete(rows: Iterable[Event]) -> list[Event]:
    """The events with what few of them have (``_ADDED``): a query for each of these things, and none for what no event
    has."""
    events = list(rows)
    for event in events:
        event.update(_NOTHING_ADDED)
    _add_named_filings(events)
    _add_milestones([event for event in events if event["milestone_id"]])
    return events


def _complete_lines(rows: Iterable[Event]) -> list[Event]:
    """The same for lines of a page, which also say when the court altered a filing."""
    events = _complete(rows)
    _add_alterations([event for event in events if event["changed_at"] and event["event_kind"] in _OF_FILINGS])
    return events


_NOTHING_ADDED = dict.fromkeys(_ADDED)


def _add_named_filings(events: Sequence[Event]) -> None:
    """The filings by which a day was called off or held, and of which one is possibly a duplicate."""
    named = [(event, name, event[key]) for event in events for name, key in _NAMED_IDS if event.get(key)]
    columns = ("number", "public_id", "first_seen")
    rows = Filing.objects.filter(pk__in={filing for _, _, filing in named}).values_list("pk", *columns) if named else ()
    known = {filing: values for filing, *values in rows}
    for event, name, filing in named:
        event.update(zip((f"{name}_{column}" for column in columns), known[filing], strict=True))


_NAMED_IDS = [(name, f"{name}_id") for name in _NAMED]


def _add_milestones(events: Sequence[Event]) -> None:
    if not events:
        return
    known = Milestone.objects.in_bulk([event["milestone_id"] for event in events])
    for event in events:
        milestone = known[event["milestone_id"]]
        event["milestone_text"], event["milestone_source"] = milestone.text, milestone.source
        event["milestone_url"] = milestone.source_url


def _add_alterations(events: Sequence[Event]) -> None:
    changed = {event["filing_id"] for event in events if event["changed_at"] > event["first_seen"]}
    if not changed:
        return
    newest = _REWORDED.filter(filing__in=changed).values("filing").annotate(newest=Max("first_as_of"))
    known = dict(newest.values_list("filing", "newest"))
    for event in events:
        event["altered"] = known.get(event["filing_id"])


def _in_order(
    rows: QuerySet[TimelineEvent, Any], start: Sequence[Any] | None, *, falling: bool
) -> QuerySet[TimelineEvent, Any]:
    keys = NEWEST if falling else OLDEST
    beyond = rows.filter(keyset.filter_beyond(keys, start)) if start else rows
    return beyond.order_by(*keyset.order_by_keys(keys))


@cache
def _lines(characters: int) -> QuerySet[TimelineEvent, Any]:
    """All lines, to be filtered. The query set is cached, because building it takes as long as finding a page of
    events."""
    known = TimelineEvent.objects.annotate(**_LINE, text=select_court_words(characters, "filing__"))
    events: QuerySet[TimelineEvent, Any] = known.values(*_SHOWN)
    return events


@cache
def _exported(characters: int) -> QuerySet[TimelineEvent, Any]:
    known = TimelineEvent.objects.annotate(**_EXPORT, text=select_court_words(characters, "filing__"))
    events: QuerySet[TimelineEvent, Any] = known.values(*_EXPORTED)
    return events


@dataclass(frozen=True, slots=True)
class MatchingEvents:
    """Some of the matching events: ``number`` is how many match, as far as they were counted. ``turned``: nothing lies
    beyond the start, and these are the last events before it."""

    number: int
    events: list[Event]
    turned: bool


def fetch_matching_events(
    matches: QuerySet[TimelineEvent, Any],
    start: Sequence[Any] | None,
    *,
    falling: bool,
    limit: int,
    characters: int,
    at_most: int,
) -> MatchingEvents:
    """Up to ``limit`` of the events ``matches``, as ``fetch_events_beyond`` gives them, and how many match, counted up
    to ``at_most``."""
    if start is None:
        ids = list(_in_order(matches, None, falling=falling).values_list("id", flat=True)[:at_most])
        number, shown, turned = len(ids), ids[:limit], False
    else:
        number, shown, turned = _places_beyond(matches, start, falling=falling, limit=limit, at_most=at_most)
    # The search is planned with its own words and dates; the columns of the lines are then fetched by id.
    events = fetch_events(shown, falling=falling != turned, characters=characters) if shown else []
    return MatchingEvents(number, events, turned)


_COUNTED, _FURTHER, _LAST = range(3)


def _places_beyond(
    matches: QuerySet[TimelineEvent, Any], start: Sequence[Any], *, falling: bool, limit: int, at_most: int
) -> tuple[int, list[int], bool]:
    """How many match, the ids of those beyond ``start`` or, where there are none, of the last before it, and which of
    the two it is."""
    parts = [
        matches.order_by().values_list(Value(_COUNTED), "id")[:at_most],
        _in_order(matches, start, falling=falling).values_list(Value(_FURTHER), "id")[:limit],
        _in_order(matches, None, falling=not falling).values_list(Value(_LAST), "id")[:limit],
    ]
    found: tuple[list[int], list[int], list[int]] = ([], [], [])
    for part, event in parts[0].union(*parts[1:], all=True):
        found[part].append(event)
    return len(found[_COUNTED]), found[_FURTHER] or found[_LAST], not found[_FURTHER] and bool(found[_LAST])


def filter_by_words(dockets: Sequence[int], words: str) -> Q:
    """A condition on events of ``dockets`` (ids): the court's text, or that of a document, holds ``words``, in the
    syntax of a search engine; an event without a court's text is searched by its headline."""
    # The filings are limited to these dockets too: otherwise PostgreSQL searches the filings of all dockets.
    of_court = Filing.objects.filter(docket__in=dockets, search=build_search_query(words)).order_by().values("pk")
    filings = of_court.union(filings_of_dockets_holding(dockets, words))
    named = ~Q(event_kind__in=_OF_FILINGS) & Q(headline__icontains=words)
    return Q(event_kind__in=_OF_FILINGS, filing__in=filings) | named


_OF_RULING = DocumentText.objects.shown().filter(filing=OuterRef("ruling__filing"), document_number=0)
_DISPOSITION: Mapping[str, Any] = {
    "id": "id",
    "is_kept": Exists(_OF_RULING),
    "filing_id": "ruling__filing_id",
    "outcome": "outcome",
    "quotation": "quotation",
    "quoted_from": "quoted_from",
    "reason": "reason",
    "place": "place",
    "machine": "read_by_machine",
    "claim": "claim__number",
    "claim_title": "claim__title",
    "motion_title": "motion__title",
    "motion_number": "motion__filing__number",
    "parties": ArraySubquery(
        Party.objects.filter(dispositions=OuterRef("pk")).order_by("position", "id").values("display_name")
    ),
}
_IN_ORDER = (F("claim__number").asc(nulls_last=True), F("motion__filing__number_order").asc(nulls_last=True), "id")
_DISPOSITIONS = Disposition.objects.published().order_by(*_IN_ORDER).values_list(*_DISPOSITION.values())


def fetch_dispositions(filing_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """What the rulings with these filings decided, as far as it is published: claims first in their order, then motions
    in theirs. ``parties`` are names."""
    return _named(_DISPOSITION, _DISPOSITIONS.filter(ruling__filing__in=filing_ids))


_PARTY = {name: name for name in ("id", "type", "extra_info", "date_terminated", "same_as", "editors_counsel")} | {
    "name": "display_name",
    "side": "display_side",
    "roles": "representations__roles",
    "counsel": "representations__attorney__name",
    "firm": "representations__attorney__firm",
    "city": "representations__attorney__city",
}


def fetch_parties(docket_id: int, *, limit: int, contacts: bool) -> list[Mapping[str, Any]]:
    """Up to ``limit`` pairs of a party and one of its lawyers, or None instead, in the court's order. ``contacts``:
    include contact data, which only admins may see; else ``contact`` is ""."""
    rows = Party.objects.filter(docket=docket_id).order_by("position", "id", "representations__position")
    columns: Mapping[str, Any] = _PARTY | {"contact": "representations__attorney__contact" if contacts else Value("")}
    return _named(columns, rows.values_list(*columns.values())[:limit])


def _named(columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> list[Mapping[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]
