"""Finds what an import changed of one docket, by comparing rows with the import done and with it rolled back.

Used by ``preview``. Changed filings are found by the time of the import, which marks everything that it wrote; people
and documents are few enough to be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from dockets.format.print_style import format_date
from dockets.models import Docket, DocketRelation, Document, Filing, Party, Representation
from dockets.upsert import docket_fields

FIELDS = (
    "id", "number", "date_filed", "date_entered", "short_text", "long_text", "pacer_doc_id", "pacer_seq_no",
    "missing_since", "merged_into_id", "first_seen", "founded_by",
)  # fmt: skip

type Row = Mapping[str, Any]
"""The ``FIELDS`` of one filing."""
type Pairs = frozenset[tuple[int, int]]
"""Filing -> the earlier one that it may be a duplicate of."""


@dataclass(frozen=True, slots=True)
class DocketPeople:
    """The values of a docket's parties and counsel that are shown."""

    parties: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    counsel: Mapping[int, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocketState:
    """The state of a docket as a whole, to be compared."""

    facts: Mapping[str, object]
    people: DocketPeople
    relations: Mapping[int, str]
    pairs: Pairs
    documents: int


def filter_docket_family(docket_id: int) -> Q:
    """Condition for filings of a docket, and of those merged into it."""
    return Q(docket=docket_id) | Q(docket__merged_into=docket_id)


def capture_docket_state(docket_id: int, *, with_people: bool) -> DocketState:
    docket = Docket.objects.defer("search").get(pk=docket_id)
    facts = {name: getattr(docket, name) for name in ("docket_number", *docket_fields.TEXTS, *docket_fields.DATES)}
    relations = {row.pk: _relation(row) for row in DocketRelation.objects.filter(docket=docket)}
    current = Filing.objects.current().filter(filter_docket_family(docket_id))
    pairs = frozenset(current.exclude(possible_duplicate_of=None).values_list("id", "possible_duplicate_of_id"))
    documents = Document.objects.filter(filing__in=current).count()
    return DocketState(facts, _people(docket_id) if with_people else DocketPeople(), relations, pairs, documents)


NOTHING = DocketState({}, DocketPeople(), {}, frozenset(), 0)
"""State of a docket that does not exist yet."""


def _relation(row: DocketRelation) -> str:
    return f"{row.get_kind_display()} {row.other_number}, {row.other_court_id}"


def _people(docket_id: int) -> DocketPeople:
    parties = Party.objects.filter(docket=docket_id).values_list("id", "name", "type", "extra_info", "date_terminated")
    acting = Representation.objects.filter(party__docket=docket_id)
    counsel = acting.values_list("id", "attorney__name", "party__name", "attorney_id", "roles")
    return DocketPeople(
        {id: (name, *rest) for id, name, *rest in parties},
        {id: (name, party, attorney, tuple(roles)) for id, name, party, attorney, roles in counsel},
    )


def list_written_filings(docket_id: int, now: datetime) -> QuerySet[Filing]:
    """The filings that the import of ``now`` created, changed or merged into another."""
    return Filing.objects.filter(filter_docket_family(docket_id), changed_at=now)


def list_new_filings(docket_id: int, now: datetime) -> QuerySet[Filing]:
    return list_written_filings(docket_id, now).filter(first_seen=now, merged_into=None)


def list_changed_filings(docket_id: int, now: datetime) -> QuerySet[Filing]:
    return list_written_filings(docket_id, now).filter(first_seen__lt=now, merged_into=None)


def list_joined_filings(docket_id: int, now: datetime) -> QuerySet[Filing]:
    """Those of them that were merged into another one."""
    return list_written_filings(docket_id, now).exclude(merged_into=None)


def fetch_filing_rows(filings: QuerySet[Filing], limit: int) -> Sequence[Row]:
    """At most ``limit`` rows, in docket order."""
    order = (F("date_filed").asc(nulls_last=True), "number_order", "position", "id")
    return list(filings.order_by(*order).values(*FIELDS)[:limit]) if limit else []


def fetch_filing_rows_by_id(ids: Iterable[int]) -> dict[int, Row]:
    return {row["id"]: row for row in Filing.objects.filter(pk__in=list(ids)).values(*FIELDS)}


def fetch_document_titles(ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Number and description of each document, by filing."""
    found: dict[int, list[tuple[int, str]]] = {}
    listed = Document.objects.filter(filing__in=list(ids)).order_by("filing", "number")
    for filing, number, description in listed.values_list("filing_id", "number", "description"):
        found.setdefault(filing, []).append((number, description))
    return found


def get_row_text(row: Row) -> str:
    """The docket text of a filing, or else its event type."""
    return str(row["long_text"] or row["short_text"])


def format_row_date(row: Row) -> str:
    when = row["date_filed"] or row["date_entered"]
    return format_date(when) if isinstance(when, date) else ""


def describe_filing_changes(before: Row, after: Row, more_documents: int) -> list[str]:
    """What changed of a filing besides its text, one sentence each."""
    told = []
    if not before["long_text"] and after["long_text"] and before["short_text"]:
        told.append(f"Until now only its short text was known: “{str(before['short_text'])[:200]}”.")
    for name, label in (("number", "Number"), ("date_filed", "Filed"), ("date_entered", "Entered")):
        if before[name] != after[name]:
            told.append(f"{label}: {_said(before[name])} becomes {_said(after[name])}.")
    if before["missing_since"] != after["missing_since"]:
        gone = "The source no longer shows it. It is kept, and marked."
        told.append(gone if after["missing_since"] else "The source shows it again.")
    if before["merged_into_id"]:
        told.append("It was taken to be another filing, and stands by itself again.")
    if more_documents > 0:
        told.append(f"{more_documents} more document{'s' if more_documents > 1 else ''}.")
    return told or (
        [] if get_row_text(before) != get_row_text(after) else ["Its id in the court’s own system is known now."]
    )


def _said(value: object) -> str:
    return format_date(value) if isinstance(value, date) else str(value) or "none"
