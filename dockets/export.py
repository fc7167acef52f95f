"""A docket as one JSON document, in the names of ``docket.schema.json``, so that another installation can import it.

``casetracker``'s command adds the events, which are the reading's. Contacts of lawyers are left out unless asked for.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from dockets.docket_fields import DATES, TEXTS
from dockets.models import Attorney, Docket, Document, Filing, Party, Representation
from dockets.stated import AS_OF

FORMAT = "casetracker-docket/1"


def exported(docket: Docket, *, with_contacts: bool = False) -> dict[str, Any]:
    """``{"format", "court", "docket_number", …, "relations", "parties", "filings"}``; blanks are left out, dates are ISO 8601.

    ``as_of`` is of when the docket is known; without it an import elsewhere would pass for newer than it is.
    """
    as_of = Docket.objects.values_list(AS_OF).get(pk=docket.pk)[0]
    head = {
        "format": FORMAT,
        "court": docket.court_id,
        "court_name": docket.court.name,
        "docket_number": docket.docket_number,
        **{name: getattr(docket, name) for name in (*TEXTS, *DATES)},
        "date_last_filing": docket.date_last_filing,
        "judge_initials": docket.judge_initials,
        "checked_at": docket.checked_at,
        "checked_source": docket.checked_source,
        "as_of": as_of,
    }
    return _told(head) | {
        "filing_count": docket.filing_count,
        "party_count": docket.party_count,
        "relations": [_told(row) for row in _relations(docket)],
        "parties": [_party(party, with_contacts) for party in _parties(docket)],
        "filings": [_filing(filing) for filing in filings_in_order(docket).iterator(chunk_size=2_000)],
    }


def filings_in_order(docket: Docket) -> QuerySet[Filing]:
    """As they stand on the docket: by day, those of unknown day by number at the end."""
    documents = Prefetch("documents", Document.objects.order_by("number"))
    order = (F("date_filed").asc(nulls_last=True), F("number_order").asc(nulls_last=True), "position", "id")
    return Filing.objects.current().filter(docket=docket).defer("search").prefetch_related(documents).order_by(*order)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items() if value not in ("", None, [])}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _relations(docket: Docket) -> Iterator[dict[str, Any]]:
    for row in docket.relations.believed().order_by("kind", "other_court_id", "other_key"):
        number = {"court": row.other_court_id, "docket_number": row.other_number}
        yield {"kind": row.kind, **number, "case_name": row.other_name}


def _parties(docket: Docket) -> QuerySet[Party]:
    acting = Prefetch("representations", Representation.objects.select_related("attorney").order_by("position", "id"))
    return docket.parties.prefetch_related(acting).order_by("position", "id")


def _party(party: Party, with_contacts: bool) -> dict[str, Any]:
    fields = ("name", "type", "side", "extra_info", "date_terminated")
    attorneys = [_attorney(acting.attorney, acting.roles, with_contacts) for acting in party.representations.all()]
    return _told({name: getattr(party, name) for name in fields} | {"attorneys": attorneys})


def _attorney(attorney: Attorney, roles: list[str], with_contacts: bool) -> dict[str, Any]:
    shown = {"name": attorney.name, "roles": roles, "firm": attorney.firm, "city": attorney.city}
    return _told(shown | ({"contact": attorney.contact} if with_contacts else {}))


def _filing(filing: Filing) -> dict[str, Any]:
    fields = ("public_id", "number", "date_filed", "date_entered", "entered_at", "short_text")
    ids = ("pacer_doc_id", "pacer_seq_no", "missing_since")
    return _told(
        {name: getattr(filing, name) for name in fields}
        | {"text": filing.long_text}
        | {name: getattr(filing, name) for name in ids}
        | {"documents": [_document(document) for document in filing.documents.all()]}
    )


def _document(document: Document) -> dict[str, Any]:
    fields = ("description", "pacer_doc_id", "page_count", "file_size", "url")
    return {"number": document.number} | _told({name: getattr(document, name) for name in fields})
