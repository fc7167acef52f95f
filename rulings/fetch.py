"""Fetches what the lines of a timeline are made of. The one place where this house writes SQL by hand.

Building and compiling these queries takes the ORM 5 ms a page: more than PostgreSQL needs to answer them, and a third of
what a page may take in all. Every value is a parameter. The columns are those of the models.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from dockets import prepared
from dockets.document_search import IN_DOCKETS
from dockets.search import QUERY_LENGTH
from rulings.models import TimelineEvent

COLUMNS = {
    "id": "e.id",
    "event_kind": "e.event_kind",
    "filing_id": "e.filing_id",
    "date": "e.date",
    "at": "e.at",
    "sort_date": "e.sort_date",
    "sort_order": "e.sort_order",
    "docket_id": "e.docket_id",
    "kind": "e.kind",
    "routine": "e.routine",
    "state": "e.state",
    "since": "e.since",
    "headline": "e.headline",
    "outcome": "e.outcome",
    "filed_by": "e.filed_by",
    "thread": "e.thread",
    "number": "f.number",
    "number_order": "f.number_order",
    "public_id": "f.public_id",
    "missing_since": "f.missing_since",
    "first_seen": "f.first_seen",
    "twin_number": "twin.number",
    "twin_public_id": "twin.public_id",
    "place": "h.place",
    "vacated_by_id": "h.vacated_by_id",
    "milestone_text": "m.text",
    "milestone_source": "m.source",
    "milestone_url": "m.source_url",
    "text": "left(coalesce(nullif(f.long_text, ''), f.short_text), %(characters)s)",
    "documents": "(SELECT jsonb_agg(jsonb_build_object('number', d.number, 'pages', d.page_count, 'url', d.url,"
    " 'description', left(d.description, 120)) ORDER BY d.number) FROM dockets_document d WHERE d.filing_id = f.id)",
}
"""Names of a line's values, and where each stands. ``thread`` and ``documents`` are lists of objects."""

_ALTERED = """CASE WHEN f.changed_at > f.first_seen AND e.hearing_id IS NULL THEN (SELECT max(told.first_as_of)
 FROM dockets_observation told JOIN dockets_observation other ON other.filing_id = f.id AND other.channel = told.channel
 AND other.first_as_of < told.first_as_of AND other.long_text NOT IN ('', told.long_text)
 WHERE told.filing_id = f.id AND told.long_text <> '') END"""
_ARGUED = """CASE WHEN e.kind = 'motion' THEN (SELECT
 jsonb_agg(jsonb_build_array(hearing.id, on_it.date) ORDER BY on_it.date, on_it.id)
 FROM rulings_hearing_about a JOIN rulings_hearing on_it ON on_it.id = a.hearing_id AND on_it.vacated_by_id IS NULL
 AND on_it.kind <> 'deadline' JOIN rulings_timelineevent hearing ON hearing.hearing_id = on_it.id
 WHERE a.filing_id = e.filing_id) END"""
_TEXTS = """ARRAY(SELECT t.document_number FROM dockets_documenttext t WHERE t.filing_id = f.id AND t.shown
 AND e.hearing_id IS NULL)"""
SHOWN = COLUMNS | {"altered": _ALTERED, "argued": _ARGUED, "texts": _TEXTS}
"""What a line on a page tells: ``texts`` are the numbers of the documents whose text is kept; ``altered`` is when the court's
newest wording of several was first seen; ``argued`` lists the event and the day of every hearing on a motion that was not taken
off the calendar."""

_SHOWN_ONLY = {"thread", "twin_number", "twin_public_id", "routine", "state", "since"}
TAKEN_AWAY = {name: column for name, column in COLUMNS.items() if name not in _SHOWN_ONLY} | {
    "side": "e.side",
    "detail": "e.detail",
    "hearing_id": "e.hearing_id",
    "milestone_id": "e.milestone_id",
    "date_entered": "f.date_entered",
    "entered_at": "f.entered_at",
    "changed_at": "f.changed_at",
    "called_off_at": "(SELECT off.first_seen FROM dockets_filing off WHERE off.id = h.vacated_by_id)",
    "alike_before": (
        "CASE WHEN h.id IS NOT NULL THEN (SELECT count(*) FROM rulings_hearing o WHERE o.filing_id = h.filing_id"
        " AND (o.kind = 'deadline') = (e.event_kind = 'deadline') AND o.date = h.date"
        " AND (e.event_kind = 'deadline' OR o.starts_at IS NOT DISTINCT FROM h.starts_at) AND o.id < h.id) END"
    ),
}
"""What an export tells."""
_TABLES = """ FROM rulings_timelineevent e
LEFT JOIN dockets_filing f ON f.id = e.filing_id
LEFT JOIN dockets_filing twin ON twin.id = f.possible_duplicate_of_id
LEFT JOIN rulings_hearing h ON h.id = e.hearing_id
LEFT JOIN rulings_milestone m ON m.id = e.milestone_id """
_EVENTS = f"SELECT {', '.join(SHOWN.values())}{_TABLES}"
_EXPORTED = f"SELECT {', '.join(TAKEN_AWAY.values())}{_TABLES}"
_OLDEST = "ORDER BY e.sort_date, e.sort_order, e.id"
_NEWEST = "ORDER BY e.sort_date DESC, e.sort_order DESC, e.id DESC"

Event = dict[str, Any]
_ONE = "SELECT e.id FROM rulings_timelineevent e WHERE e.docket_id ="
_WILD = re.compile(r"[\\%_]")


def events_beyond(
    dockets: Sequence[int], start: Sequence[Any] | None, *, falling: bool, limit: int, characters: int
) -> list[Event]:
    """Up to ``limit`` events of ``dockets`` (ids), upwards or ``falling``, that lie beyond ``start``, a (sort_date, sort_order,
    id), or from the beginning of that way. ``characters``: how much of each text."""
    beyond = f"AND (e.sort_date, e.sort_order, e.id) {'<' if falling else '>'} (%(day)s, %(order)s, %(id)s) " if start else ""
    day, order, last = start or (None, None, None)
    ending = f"{beyond}{_NEWEST if falling else _OLDEST} LIMIT %(limit)s"
    statement = f"{_EVENTS}WHERE e.docket_id = %(docket0)s {ending}"
    if len(dockets) > 1:
        # Each docket is entered through the index of its own order; together they would be sorted as a whole.
        some = " UNION ALL ".join(f"({_ONE} %(docket{place})s {ending})" for place in range(len(dockets)))
        statement = f"{_EVENTS}WHERE e.id IN ({some}) {_NEWEST if falling else _OLDEST} LIMIT %(limit)s"
    bound: dict[str, Any] = {f"docket{place}": docket for place, docket in enumerate(dockets)}
    bound |= {"day": day, "order": order, "id": last, "limit": limit, "characters": characters}
    return [_event(row) for row in prepared.rows(statement, bound)]


def events_with(ids: Sequence[int], *, falling: bool, characters: int) -> list[Event]:
    """The events with these ids, in order."""
    statement = f"{_EVENTS}WHERE e.id = ANY(%(ids)s) {_NEWEST if falling else _OLDEST}"
    return [_event(row) for row in prepared.rows(statement, {"ids": list(ids), "characters": characters})]


def events_taken_away(ids: Sequence[int], *, falling: bool, characters: int) -> list[Event]:
    """The same with everything that an export tells (``TAKEN_AWAY``)."""
    statement = f"{_EXPORTED}WHERE e.id = ANY(%(ids)s) {_NEWEST if falling else _OLDEST}"
    return [_event(row, TAKEN_AWAY) for row in _rows(statement, {"ids": list(ids), "characters": characters})]


_AMONG = """WITH hits AS MATERIALIZED (SELECT e.id, e.sort_date, e.sort_order FROM ({matches}) e {order} LIMIT %s)
SELECT counted.number, shown.id, false FROM (SELECT count(*) AS number FROM hits) counted
LEFT JOIN (SELECT e.id FROM hits e {order} LIMIT %s) shown ON true"""
_AMONG_BEYOND = """WITH hits AS MATERIALIZED (SELECT e.id, e.sort_date, e.sort_order FROM ({matches}) e LIMIT %s),
counted AS MATERIALIZED (SELECT count(*) AS number FROM hits),
further AS MATERIALIZED (
 (SELECT e.id FROM hits e WHERE {beyond} AND (SELECT number FROM counted) < %s {order} LIMIT %s) UNION ALL
 SELECT id FROM (SELECT e.id FROM ({matches}) e WHERE {beyond} {order} LIMIT %s) later WHERE (SELECT number FROM counted) >= %s)
SELECT counted.number, shown.id, shown.turned FROM counted LEFT JOIN (SELECT id, false AS turned FROM further
 UNION ALL SELECT id, true FROM (SELECT e.id FROM ({matches}) e {back} LIMIT %s) last WHERE NOT EXISTS (SELECT FROM further)
) shown ON true"""
"""What is searched for again, of more than are counted or from the end, is so only where it has to be."""


@dataclass(frozen=True, slots=True)
class Among:
    """Some of what matches: ``number`` is how many do, as far as they were counted. ``turned``: nothing lies where it was asked
    for, and these are the last before that place."""

    number: int
    events: list[Event]
    turned: bool


def events_among(
    matches: QuerySet[TimelineEvent, Any],
    start: Sequence[Any] | None,
    *,
    falling: bool,
    limit: int,
    characters: int,
    at_most: int,
) -> Among:
    """Of the events ``matches`` up to ``limit`` as ``events_beyond`` gives them, and how many match, up to ``at_most``."""
    asked, values = matches.order_by().values_list("id", "sort_date", "sort_order").query.sql_with_params()
    order, back = (_NEWEST, _OLDEST) if falling else (_OLDEST, _NEWEST)
    if start is None:
        statement, bound = _AMONG, [*values, at_most, limit]
    else:
        statement = _AMONG_BEYOND
        bound = [*values, at_most, *start, at_most, limit, *values, *start, limit, at_most, *values, limit]
    beyond = f"(e.sort_date, e.sort_order, e.id) {'<' if falling else '>'} (%s, %s, %s)"
    # What is searched for is planned with its words and dates; what the lines tell has one plan for all.
    found = _rows(statement.format(matches=asked, order=order, back=back, beyond=beyond), bound)
    turned, ids = bool(found[0][2]), [event for _, event, _ in found if event is not None]
    events = events_with(ids, falling=falling != turned, characters=characters) if ids else []
    return Among(found[0][0], events, turned)


_OF_COURT = "SELECT id FROM dockets_filing WHERE docket_id = ANY(%s) AND search @@ websearch_to_tsquery('english', %s)"
_WORDS = f"""(rulings_timelineevent.event_kind IN ('filing', 'ruling')
 AND rulings_timelineevent.filing_id IN ({_OF_COURT} UNION ALL {IN_DOCKETS}))
OR (rulings_timelineevent.event_kind NOT IN ('filing', 'ruling') AND rulings_timelineevent.headline ILIKE %s)"""
"""The dockets are said of the filings too: without that, PostgreSQL goes through the filings of all dockets."""


def holds_words(dockets: Sequence[int], words: str) -> RawSQL:
    """A condition on events of ``dockets`` (ids): the court's text, or that of a document, holds ``words``, as typed into a
    search engine; what has none of a court has them in its headline."""
    part = f"%{_WILD.sub(r'\\\g<0>', words)}%"
    of_court = (list(dockets), words[:QUERY_LENGTH])
    return RawSQL(_WORDS, (*of_court, *of_court, part), output_field=BooleanField())  # noqa: S611 - bound


def among_events(ids: Sequence[int]) -> RawSQL:
    """A condition on rows that are joined with events, on those with ``ids``: one value, where the ORM would prepare and write
    each of some hundred."""
    return RawSQL("rulings_timelineevent.id = ANY(%s)", [list(ids)], output_field=BooleanField())


def _event(row: tuple[Any, ...], columns: Mapping[str, str] = SHOWN) -> Event:
    event = dict(zip(columns, row, strict=True))
    if "thread" in event:
        event["thread"] = orjson.loads(event["thread"])
    event["documents"] = orjson.loads(event["documents"]) if event["documents"] else []
    if event.get("argued"):
        event["argued"] = orjson.loads(event["argued"])
    return event


DISPOSITION = (
    *("filing_id", "outcome", "quotation", "reason", "place", "machine", "claim", "claim_title", "motion_title", "motion_number"),
    "parties",
)
_DISPOSITIONS = """SELECT r.filing_id, d.outcome, d.quotation, d.reason, d.place, d.read_by_machine, c.number, c.title, mo.title,
 mf.number, (SELECT string_agg(p.name, ', ' ORDER BY p.position, p.id) FROM rulings_disposition_parties dp
 JOIN dockets_party p ON p.id = dp.party_id WHERE dp.disposition_id = d.id)
FROM rulings_disposition d JOIN rulings_ruling r ON r.id = d.ruling_id
LEFT JOIN rulings_claim c ON c.id = d.claim_id
LEFT JOIN rulings_motion mo ON mo.id = d.motion_id LEFT JOIN dockets_filing mf ON mf.id = mo.filing_id
WHERE r.filing_id = ANY(%(filings)s) ORDER BY c.number NULLS LAST, mf.number_order NULLS LAST, d.id"""


def dispositions(filing_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Of the rulings with these filings: claims first in their order, then motions in theirs. Keys are ``DISPOSITION``."""
    return [dict(zip(DISPOSITION, row, strict=True)) for row in prepared.rows(_DISPOSITIONS, {"filings": list(filing_ids)})]


PARTY = ("id", "name", "type", "side", "extra_info", "date_terminated", "roles", "counsel", "firm", "city", "contact")
_PARTIES = """SELECT p.id, p.name, p.type, p.side, p.extra_info, p.date_terminated, r.roles, a.name, a.firm, a.city,
 CASE WHEN %(contacts)s THEN a.contact ELSE '' END
FROM dockets_party p LEFT JOIN dockets_representation r ON r.party_id = p.id LEFT JOIN dockets_attorney a ON a.id = r.attorney_id
WHERE p.docket_id = %(docket)s ORDER BY p.position, p.id, r.position LIMIT %(limit)s"""


def parties(docket_id: int, *, limit: int, contacts: bool) -> list[Mapping[str, Any]]:
    """Up to ``limit`` pairs of a party and one of its lawyers, or None in their place, in the court's order. Keys are ``PARTY``.
    ``contacts``: with how to reach a lawyer, which admins alone may see."""
    bound = {"docket": docket_id, "limit": limit, "contacts": contacts}
    return [dict(zip(PARTY, row, strict=True)) for row in prepared.rows(_PARTIES, bound)]


def _rows(statement: str, bound: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, bound)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
