"""What editors add to a case: notes and plain-language summaries under its events, a summary of the case, its key
moments.

Only notes that the visitor may see. A page makes one query for its lines; what concerns the whole case comes with the
query for the case.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import JSONObject, RowNumber

from dockets.format.urls import build_filing_url
from rulings.html.event_lines import EventLine, LinePart
from rulings.models import Annotation, Editorial, TimelineEvent
from rulings.models.annotation import Visitor
from rulings.notes.display import describe_audience
from rulings.vocabulary.kinds import EventKind

A_LINE = 3
"""Notes shown under one event; the rest is counted, and is on the page of its filing."""
MOMENTS = 100
"""Key moments of one case."""
_OF_FILINGS = [EventKind.FILING, EventKind.RULING]


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A key moment of the case."""

    day: date | None
    headline: str
    url: str


@dataclass(slots=True)
class CaseEditorials:
    """What editors say of the case as a whole."""

    headline: str = ""
    summary: str = ""
    moments: list[KeyMoment] = field(default_factory=list)


def add_overlays(rows: Sequence[EventLine], visitor: Visitor, *, has_notes: bool, has_words: bool) -> None:
    """Adds to each line its notes and its plain-language text. ``has_notes``: whether the case has notes that the
    visitor may see; ``has_words``: whether it has such texts. Without either no query is made, else one."""
    ids = [int(row.id[1:]) for row in rows if row.id[1:].isdecimal()]
    if not ids or not (has_notes or has_words):
        return
    on_lines = Q(filing__events__in=ids, filing__events__event_kind__in=_OF_FILINGS)
    notes = Annotation.objects.visible_to(visitor).filter(on_lines)
    event = F("filing__events")
    place = Window(RowNumber(), partition_by=event, order_by=[F("created_at").asc(), F("id").asc()])
    placed = notes.annotate(place=place, number=Window(Count("id"), partition_by=event)).filter(place__lte=A_LINE)
    noted = placed.values_list(
        "filing__events", "public_id", "byline", "excerpt", "visibility", "status", "place", "number"
    )
    blank, none = Value("", output_field=CharField()), Value(0, output_field=BigIntegerField())
    words = Editorial.objects.filter(on_lines).exclude(headline="", summary="")
    plain = words.values_list("filing__events", blank, blank, "headline", blank, "summary", none, none)
    beside: dict[int, list[tuple[int, LinePart]]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for key, note, byline, text, visibility, status, at, number in plain.union(noted, all=True):
        said = (
            _note(note, byline, text, describe_audience(visibility, status, visitor))
            if note
            else LinePart(text or status)
        )
        beside[key].append((at, said))
        numbers[key] = max(number, numbers.get(key, 0))
    for row in rows:
        key = int(row.id[1:]) if row.id[1:].isdecimal() else 0
        if found := beside.get(key):
            row.beside = _few([part for _, part in sorted(found, key=lambda pair: pair[0])], numbers[key], row)


def _few(found: list[LinePart], number: int, row: EventLine) -> list[LinePart]:
    """Plain-language texts first, then the oldest notes, each linked to its place on the filing's page; and how many of
    ``number`` are left."""
    parts = [part._replace(url=f"{row.url}{part.url}") if part.url else part for part in found]
    left = number - A_LINE
    return (
        parts if left <= 0 else [*parts, LinePart(f"{left:,} more note{'s' if left > 1 else ''}", f"{row.url}#notes")]
    )


def _note(note: str, byline: str, text: str, seen_by: str) -> LinePart:
    """``tone`` is who sees the note, where that is not every reader of the page."""
    return LinePart(f"{byline}: {text}", f"#note-{note}", seen_by)


def query_editorials(docket: Any) -> QuerySet[Editorial, Any]:
    """What editors say of ``docket``, or of a query's ``OuterRef``, as a whole, and its key moments in order; for
    ``read_editorials``."""
    headline = TimelineEvent.objects.filter(filing=OuterRef("filing"), event_kind__in=_OF_FILINGS).values("headline")[
        :1
    ]
    rows = Editorial.objects.filter(Q(filing=None) | Q(pinned=True, filing__merged_into=None), docket=docket)
    ordered = rows.order_by(F("filing__date_filed").asc(nulls_last=True), "filing__position", "id")
    filing = {
        "filing": "filing_id",
        "number": "filing__number",
        "public_id": "filing__public_id",
        "day": "filing__date_filed",
    }
    said = JSONObject(headline="headline", summary="summary", ours=Subquery(headline), **filing)
    return ordered.values_list(said, flat=True)[:MOMENTS]


def read_editorials(rows: Iterable[Mapping[str, Any]], base: str) -> CaseEditorials:
    """``rows``: the result of ``query_editorials``. ``base`` is the address of the case."""
    found = CaseEditorials()
    for row in rows:
        if row["filing"] is None:
            found.headline, found.summary = row["headline"], row["summary"]
        else:
            url = build_filing_url(base, row["number"], row["public_id"])
            day = date.fromisoformat(row["day"]) if row["day"] else None
            found.moments.append(KeyMoment(day, row["headline"] or row["ours"] or "Docket entry", url))
    return found
