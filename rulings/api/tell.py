"""What the API tells of each thing: the record's words and ours, never where a lawyer can be reached."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin

from dockets.addresses import docket_address, filing_address, web_link
from dockets.models import Docket, Filing, Party
from rulings.exports import CaseLine, Line
from rulings.head import Related
from rulings.subscription import API

_OF_DOCKET = (
    "docket_number", "case_name", "date_filed", "date_terminated", "date_last_filing", "assigned_to", "referred_to", "cause",
    "nature_of_suit", "jury_demand", "jurisdiction", "filing_count", "party_count", "checked_at", "record_changed_at",
)  # fmt: skip
_OF_FILING = (
    "number", "date_filed", "date_entered", "entered_at", "short_text", "long_text", "first_seen", "changed_at", "missing_since",
)  # fmt: skip
_OF_LINE = (
    "id", "type", "date", "at", "kind", "number", "headline", "text", "filed_by", "side", "place", "cancelled", "url",
    "date_entered", "entered_at", "first_seen", "changed_at", "missing_since", "source", "source_url",
)  # fmt: skip


def case_told(docket: Docket, site: str) -> dict[str, Any]:
    """``site``: "https://tracker.example/"."""
    told = {name: getattr(docket, name) for name in _OF_DOCKET}
    return {"court": docket.court_id, "court_name": docket.court.name} | told | case_addresses(docket, site)


def case_addresses(docket: Docket, site: str) -> dict[str, str]:
    number = quote(docket.docket_number, safe=":/")
    return {
        "url": urljoin(site, docket_address(docket.court_id, docket.docket_number)),
        "api_url": urljoin(site, f"{API}cases/{docket.court_id}/{number}/"),
    }


def related_told(other: Related, site: str) -> dict[str, str]:
    told = {name: getattr(other, name) for name in ("relation", "court", "number", "name")}
    return told | {"url": urljoin(site, other.url) if other.url else ""}


def filing_told(filing: Filing, page: str) -> dict[str, Any]:
    """With its documents fetched. ``page`` is the absolute address of its case."""
    twin = filing.possible_duplicate_of
    told = {"id": filing.public_id} | {name: getattr(filing, name) for name in _OF_FILING}
    return told | {
        "possible_duplicate_of": twin.public_id if twin else None,
        "documents": [
            {
                "number": document.number,
                "description": document.description,
                "pages": document.page_count,
                "url": web_link(document.url),
            }
            for document in filing.documents.all()
        ],
        "url": filing_address(page, filing.number, filing.public_id),
    }


def party_told(party: Party) -> dict[str, Any]:
    """With its representations and their attorneys fetched."""
    return {
        "id": party.pk,
        "name": party.name,
        "type": party.type,
        "side": party.side,
        "extra_info": party.extra_info,
        "date_terminated": party.date_terminated,
        "counsel": [
            {"name": acts.attorney.name, "firm": acts.attorney.firm, "city": acts.attorney.city, "roles": acts.roles}
            for acts in party.representations.all()
        ],
    }


def event_told(line: Line) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in _OF_LINE}
    decided = ("what", "outcome", "parties", "reason", "quotation", "place", "machine")
    return told | {
        "kind_label": line.kind_label,
        "outcome": line.outcome_key,
        "outcome_label": line.outcome,
        "documents": [_document(document) for document in line.documents],
        "decided": [{name: getattr(item, name) for name in decided} for item in line.decided],
    }


def ruling_told(told: CaseLine, site: str) -> dict[str, Any]:
    """An event with its case."""
    docket = told.docket
    case = {"court": docket.court_id, "docket_number": docket.docket_number, "case_name": docket.case_name}
    return {"case": case | case_addresses(docket, site)} | event_told(told.line)


def _document(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in ("number", "description", "pages", "url")}
