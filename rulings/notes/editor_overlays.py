"""What editors add to a case: notes and plain-language summaries under its events, a summary of the case, its key
moments.

Only notes that the visitor may see. A page makes a query for what its case has, and none for what it has not.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket
from rulings.html.event_lines import EventLine, LinePart
from rulings.html.markdown import strip_markdown
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


class _Note(NamedTuple):
    part: LinePart
    """Its ``tone`` is who sees the note, where that is not every reader of the page."""
    number: int
    """How many notes the filing has."""


@dataclass(slots=True)
class CaseEditorials:
    """What editors say of the case as a whole."""

    headline: str = ""
    summary: str = ""
    moments: list[KeyMoment] = field(default_factory=list)


def add_overlays(rows: Sequence[EventLine], visitor: Visitor, *, has_notes: bool, has_words: bool) -> None:
    """Adds to each line its notes and its plain-language text. ``has_notes``: whether the case has notes that the
    visitor may see; ``has_words``: whether it has such texts. One query for each of the two that it has."""
    filings = [row.filing for row in rows if row.filing]
    words = _read_words(filings) if has_words and filings else {}
    notes = _read_notes(filings, visitor) if has_notes and filings else {}
    for row in rows:
        if row.filing in words or row.filing in notes:
            row.beside = words.get(row.filing, []) + _list_notes(notes.get(row.filing, []), row.url)


def _read_words(filings: Sequence[int]) -> dict[int, list[LinePart]]:
    """The plain-language text of each filing that has one."""
    known = Editorial.objects.published().filter(filing__in=filings).exclude(headline="", summary="")
    return {
        filing: [LinePart(headline or strip_markdown(summary))]
        for filing, headline, summary in known.values_list("filing", "headline", "summary")
    }


def _read_notes(filings: Sequence[int], visitor: Visitor) -> dict[int, list[_Note]]:
    """The first ``A_LINE`` notes on each filing, the oldest first."""
    per_filing: Any = {"partition_by": F("filing")}
    placed = (
        Annotation.objects.visible_to(visitor)
        .filter(filing__in=filings)
        .annotate(place=Window(RowNumber(), order_by=[F("created_at").asc(), F("id").asc()], **per_filing))
        .annotate(number=Window(Count("id"), **per_filing))
        .filter(place__lte=A_LINE)
        .order_by("filing", "place")
    )
    found: dict[int, list[_Note]] = defaultdict(list)
    fields = ("public_id", "byline", "excerpt", "visibility", "status", "number")
    for filing, note, byline, text, visibility, status, number in placed.values_list("filing", *fields):
        said = LinePart(f"{byline}: {text}", f"#note-{note}", describe_audience(visibility, status, visitor))
        found[filing].append(_Note(said, number))
    return found


def _list_notes(found: Sequence[_Note], url: str) -> list[LinePart]:
    """The notes of a line, each linked to its place on the filing's page, and how many more there are."""
    parts = [part._replace(url=f"{url}{part.url}") for part, _ in found]
    left = found[0].number - A_LINE if found else 0
    more = LinePart(f"{left:,} more note{'s' if left > 1 else ''}", f"{url}#notes")
    return [*parts, more] if left > 0 else parts


def read_editorials(docket: Docket) -> CaseEditorials:
    """What editors say of the docket as a whole, and its key moments in order of their days."""
    ours = TimelineEvent.objects.filter(filing=OuterRef("filing"), event_kind__in=_OF_FILINGS).values("headline")[:1]
    of_case = Q(filing=None) | Q(pinned=True, filing__merged_into=None)
    rows = Editorial.objects.published().filter(of_case, docket=docket)
    ordered = rows.order_by(F("filing__date_filed").asc(nulls_last=True), "filing__position", "id")
    fields = ("filing__number", "filing__public_id", "filing__date_filed", "headline", "summary", "ours")
    found, base = CaseEditorials(), build_docket_url(docket.court_id, docket.docket_number)
    for number, public_id, day, headline, text, read in ordered.annotate(ours=Subquery(ours)).values_list(*fields)[
        :MOMENTS
    ]:
        if public_id is None:
            found.headline, found.summary = headline, text
        else:
            url = build_filing_url(base, number, public_id)
            found.moments.append(KeyMoment(day, headline or read or "Docket entry", url))
    return found
