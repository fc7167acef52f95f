"""What editors have put beside a case: lines of notes and plain words under its events, its own summary, its key moments.

Notes are those that the visitor may see. A page asks once for its lines; what is said of the case comes with the case.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import JSONObject, RowNumber

from dockets.addresses import filing_address
from rulings.fetch import among_events
from rulings.models import Annotation, Editorial, TimelineEvent
from rulings.models.annotation import Visitor
from rulings.notes import audience
from rulings.rows import Part, Row
from rulings.words import EventKind

A_LINE = 3
"""Notes under one event; the rest is counted, and is on its filing's page."""
MOMENTS = 100
"""Key moments of one case."""
_OF_FILINGS = [EventKind.FILING, EventKind.RULING]


@dataclass(frozen=True, slots=True)
class Moment:
    """A key moment of the case."""

    day: date | None
    headline: str
    url: str


@dataclass(slots=True)
class Told:
    """What editors say of the case as a whole."""

    headline: str = ""
    summary: str = ""
    moments: list[Moment] = field(default_factory=list)


def put_beside(rows: Sequence[Row], visitor: Visitor, *, has_notes: bool, has_words: bool) -> None:
    """Gives each line its notes, and what it says in plain words. ``has_notes``: whether the case has any that
    they may see; ``has_words``: whether it has any. With neither nothing is asked, else one query."""
    ids = [int(row.id[1:]) for row in rows if row.id[1:].isdecimal()]
    if not ids or not (has_notes or has_words):
        return
    on_lines = Q(among_events(ids), filing__events__event_kind__in=_OF_FILINGS)
    notes = Annotation.objects.visible_to(visitor).filter(on_lines)
    event = F("filing__events")
    place = Window(RowNumber(), partition_by=event, order_by=[F("created_at").asc(), F("id").asc()])
    placed = notes.annotate(place=place, number=Window(Count("id"), partition_by=event)).filter(place__lte=A_LINE)
    noted = placed.values_list("filing__events", "public_id", "byline", "excerpt", "visibility", "status", "place", "number")
    blank, none = Value("", output_field=CharField()), Value(0, output_field=BigIntegerField())
    words = Editorial.objects.filter(on_lines).exclude(headline="", summary="")
    plain = words.values_list("filing__events", blank, blank, "headline", blank, "summary", none, none)
    beside: dict[int, list[tuple[int, Part]]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for key, note, byline, text, visibility, status, at, number in plain.union(noted, all=True):
        said = _note(note, byline, text, audience(visibility, status, visitor)) if note else Part(text or status)
        beside[key].append((at, said))
        numbers[key] = max(number, numbers.get(key, 0))
    for row in rows:
        key = int(row.id[1:]) if row.id[1:].isdecimal() else 0
        if found := beside.get(key):
            row.beside = _few([part for _, part in sorted(found, key=lambda pair: pair[0])], numbers[key], row)


def _few(found: list[Part], number: int, row: Row) -> list[Part]:
    """Plain words first, then the oldest notes, each with its own place on the filing's page; how many of ``number`` are left."""
    parts = [part._replace(url=f"{row.url}{part.url}") if part.url else part for part in found]
    left = number - A_LINE
    return parts if left <= 0 else [*parts, Part(f"{left:,} more note{'s' if left > 1 else ''}", f"{row.url}#notes")]


def _note(note: str, byline: str, text: str, seen_by: str) -> Part:
    """``tone`` is who sees it, where that is not everybody who reads the page."""
    return Part(f"{byline}: {text}", f"#note-{note}", seen_by)


def said_of(docket: Any) -> QuerySet[Editorial, Any]:
    """What editors say of ``docket``, or of a query's ``OuterRef``, as a whole, and its key moments in order; for ``told``."""
    headline = TimelineEvent.objects.filter(filing=OuterRef("filing"), event_kind__in=_OF_FILINGS).values("headline")[:1]
    rows = Editorial.objects.filter(Q(filing=None) | Q(pinned=True, filing__merged_into=None), docket=docket)
    ordered = rows.order_by(F("filing__date_filed").asc(nulls_last=True), "filing__position", "id")
    filing = {"filing": "filing_id", "number": "filing__number", "public_id": "filing__public_id", "day": "filing__date_filed"}
    said = JSONObject(headline="headline", summary="summary", ours=Subquery(headline), **filing)
    return ordered.values_list(said, flat=True)[:MOMENTS]


def told(said: Iterable[Mapping[str, Any]], base: str) -> Told:
    """``said``: ``said_of``, asked. ``base`` is the address of the case."""
    found = Told()
    for row in said:
        if row["filing"] is None:
            found.headline, found.summary = row["headline"], row["summary"]
        else:
            url = filing_address(base, row["number"], row["public_id"])
            day = date.fromisoformat(row["day"]) if row["day"] else None
            found.moments.append(Moment(day, row["headline"] or row["ours"] or "Docket entry", url))
    return found
