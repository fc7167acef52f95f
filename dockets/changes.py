"""What a merge changed of one docket, told from its rows: those with the merge done, and the same ones with it undone.

Under ``preview``. Filings are told apart by the time of the merge, which marks everything that it wrote; people and documents
are few enough to be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from dockets import docket_fields
from dockets.models import Docket, DocketRelation, Document, Filing, Party, Representation
from dockets.print_style import full_date

FIELDS = (
    "id", "number", "date_filed", "date_entered", "short_text", "long_text", "pacer_doc_id", "pacer_seq_no", "missing_since",
    "merged_into_id", "first_seen", "founded_by",
)  # fmt: skip

type Row = Mapping[str, Any]
"""``FIELDS`` of one filing."""
type Pairs = frozenset[tuple[int, int]]
"""Filing -> the earlier one that it may be."""


@dataclass(frozen=True, slots=True)
class People:
    """Parties and counsel of a docket, as far as they are shown."""

    parties: Mapping[int, tuple[object, ...]] = field(default_factory=dict)
    counsel: Mapping[int, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """What is told of a docket as a whole, to be compared."""

    facts: Mapping[str, object]
    people: People
    relations: Mapping[int, str]
    pairs: Pairs
    documents: int


def family(docket_id: int) -> Q:
    """Filings of a docket, and of those that turned out to be it."""
    return Q(docket=docket_id) | Q(docket__merged_into=docket_id)


def state(docket_id: int, *, with_people: bool) -> State:
    docket = Docket.objects.defer("search").get(pk=docket_id)
    facts = {name: getattr(docket, name) for name in ("docket_number", *docket_fields.TEXTS, *docket_fields.DATES)}
    relations = {row.pk: _relation(row) for row in DocketRelation.objects.filter(docket=docket)}
    current = Filing.objects.current().filter(family(docket_id))
    pairs = frozenset(current.exclude(possible_duplicate_of=None).values_list("id", "possible_duplicate_of_id"))
    documents = Document.objects.filter(filing__in=current).count()
    return State(facts, _people(docket_id) if with_people else People(), relations, pairs, documents)


NOTHING = State({}, People(), {}, frozenset(), 0)
"""Of a docket that is not there yet."""


def _relation(row: DocketRelation) -> str:
    return f"{row.get_kind_display()} {row.other_number}, {row.other_court_id}"


def _people(docket_id: int) -> People:
    parties = Party.objects.filter(docket=docket_id).values_list("id", "name", "type", "extra_info", "date_terminated")
    acting = Representation.objects.filter(party__docket=docket_id)
    counsel = acting.values_list("id", "attorney__name", "party__name", "attorney_id", "roles")
    return People(
        {id: (name, *rest) for id, name, *rest in parties},
        {id: (name, party, attorney, tuple(roles)) for id, name, party, attorney, roles in counsel},
    )


def written(docket_id: int, now: datetime) -> QuerySet[Filing]:
    """The filings that the merge of ``now`` made, changed or joined to another."""
    return Filing.objects.filter(family(docket_id), changed_at=now)


def new(docket_id: int, now: datetime) -> QuerySet[Filing]:
    return written(docket_id, now).filter(first_seen=now, merged_into=None)


def changed(docket_id: int, now: datetime) -> QuerySet[Filing]:
    return written(docket_id, now).filter(first_seen__lt=now, merged_into=None)


def joined(docket_id: int, now: datetime) -> QuerySet[Filing]:
    """Those that turned out to be another one."""
    return written(docket_id, now).exclude(merged_into=None)


def rows(filings: QuerySet[Filing], limit: int) -> Sequence[Row]:
    """In the order of the docket."""
    order = (F("date_filed").asc(nulls_last=True), "number_order", "position", "id")
    return list(filings.order_by(*order).values(*FIELDS)[:limit]) if limit else []


def by_id(ids: Iterable[int]) -> dict[int, Row]:
    return {row["id"]: row for row in Filing.objects.filter(pk__in=list(ids)).values(*FIELDS)}


def documents(ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Number and description of each document, by filing."""
    found: dict[int, list[tuple[int, str]]] = {}
    listed = Document.objects.filter(filing__in=list(ids)).order_by("filing", "number")
    for filing, number, description in listed.values_list("filing_id", "number", "description"):
        found.setdefault(filing, []).append((number, description))
    return found


def text(row: Row) -> str:
    """The court's words on a filing."""
    return str(row["long_text"] or row["short_text"])


def day(row: Row) -> str:
    when = row["date_filed"] or row["date_entered"]
    return full_date(when) if isinstance(when, date) else ""


def notes(before: Row, after: Row, more_documents: int) -> list[str]:
    """What became different of a filing beside its text, a sentence each."""
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
    return told or ([] if text(before) != text(after) else ["Its id in the court’s own system is known now."])


def _said(value: object) -> str:
    return full_date(value) if isinstance(value, date) else str(value) or "none"
