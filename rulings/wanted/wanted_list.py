"""The documents that editors want and that are not here yet, over all cases: with where each can be got, and for how
much. What came in leaves the list by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from dockets.documents.availability import WAIVED_CENTS, Availability, Place, format_cents
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.models import Document, DocumentText, Filing
from rulings.models import Hearing, TimelineEvent, WantedDocument
from rulings.vocabulary.kinds import EventKind, SetDate
from rulings.wanted.facts import FilingFacts, find_place, find_release

IS_HERE = Exists(
    DocumentText.objects.shown().filter(filing=OuterRef("filing"), document_number=OuterRef("document_number"))
)
"""For a query of wishes: whether the document has come in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """``name``: who wants it, as the newsroom writes it."""

    name: str
    why: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One document that somebody wants. ``since``: of the first wish."""

    court_id: str
    court: str
    docket_number: str
    case_name: str
    case_url: str
    number: str
    public_id: str
    filed: date | None
    headline: str
    document: int
    title: str
    url: str
    """The document's page here."""
    pages: int | None
    place: Availability
    since: datetime
    wishes: list[Wish] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        return any(wish.is_mine for wish in self.wishes)


def list_wanted(user: User) -> list[WantedLine]:
    """All that is wanted, by whoever; the first wish first. Four queries."""
    rows = WantedDocument.objects.filter(~IS_HERE, docket__merged_into=None, filing__merged_into=None)
    rows = rows.select_related("filing__docket__court", "by").defer("filing__search", "filing__docket__search")
    wishes = list(rows.order_by("at", "id"))
    by_document: dict[tuple[int, int], list[WantedDocument]] = {}
    for row in wishes:
        by_document.setdefault((row.filing_id, row.document_number), []).append(row)
    known = _Known({row.filing_id for row in wishes})
    return [known.describe(rows, user) for rows in by_document.values()]


class _Known:
    """What is known of some filings (ids) and their documents. Three queries."""

    def __init__(self, filings: Iterable[int]) -> None:
        filings = list(filings)
        self._documents = {(row.filing_id, row.number): row for row in Document.objects.filter(filing__in=filings)}
        events = TimelineEvent.objects.filter(filing__in=filings, event_kind__in=[EventKind.FILING, EventKind.RULING])
        self._events: Mapping[Any, Any] = {
            filing: (headline, kind) for filing, headline, kind in events.values_list("filing", "headline", "kind")
        }
        self._releases: dict[int, list[Hearing]] = {}
        for row in Hearing.objects.filter(filing__in=filings, kind=SetDate.RELEASE):
            self._releases.setdefault(row.filing_id or 0, []).append(row)

    def describe(self, rows: Sequence[WantedDocument], user: User) -> WantedLine:
        """One document, from the wishes for it."""
        filing, number = rows[0].filing, rows[0].document_number
        docket, document = filing.docket, self._documents.get((filing.pk, number))
        headline, kind = self._events.get(filing.pk, ("", ""))
        case = build_docket_url(docket.court_id, docket.docket_number)
        of = FilingFacts(filing, kind, restricted_until=find_release(self._releases.get(filing.pk, ())))
        return WantedLine(
            docket.court_id,
            docket.court.citation or docket.court.name,
            docket.docket_number,
            docket.case_name or docket.docket_number,
            case,
            filing.number,
            filing.public_id,
            filing.date_filed,
            headline or "Docket entry",
            number,
            name_document(document, number),
            build_document_url(build_filing_url(case, "", filing.public_id), number),
            document.page_count if document else None,
            find_place(of, document, number),
            rows[0].at,
            [Wish(row.by.get_full_name() or row.by.get_username(), row.why, row.by_id == user.pk) for row in rows],
        )


def name_document(document: Document | None, number: int) -> str:
    """What a document is called where no editor has said another name."""
    if document and document.description:
        return document.description
    return f"Attachment {number}" if number else "Main document"


def name_wanters(filing: Filing) -> dict[int, str]:
    """By the number of the document, who wants it: "Ann, Ben". One query."""
    rows = WantedDocument.objects.filter(filing=filing).select_related("by").order_by("at", "id")
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.document_number, []).append(row.by.get_full_name() or row.by.get_username())
    return {number: ", ".join(names) for number, names in found.items()}


def list_arrived(by: User) -> "QuerySet[WantedDocument]":
    """What this editor wants and what has come in."""
    return WantedDocument.objects.filter(IS_HERE, by=by, docket__merged_into=None, filing__merged_into=None)


def describe_sum(lines: Iterable[WantedLine]) -> str:
    """What PACER would charge for what is listed, in words; "" where nothing of it is there."""
    sold = [line.place for line in lines if line.place.place is Place.PACER]
    if not sold:
        return ""
    known = [place.cents for place in sold if place.cents is not None]
    unknown = len(sold) - len(known)
    told = f"At PACER: {format_cents(sum(known))} for {_count(len(known))}" if known else "At PACER"
    told += f"{', and' if known else ':'} {_count(unknown)} whose price is not known" if unknown else ""
    waived = known and not unknown and sum(known) <= WAIVED_CENTS
    return f"{told}.{' PACER does not bill an account that owes no more than $30 for a quarter.' if waived else ''}"


def _count(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"
