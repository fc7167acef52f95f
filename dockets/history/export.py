"""Exports a docket as one JSON document, with the names of ``docket.schema.json``, so that another installation can
import it.

The ``export_docket`` command adds the events, which belong to the interpretation. Contacts of lawyers are left out
unless asked for.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from dockets.history.fields import DOCKET, FILING, PARTY, RELATION
from dockets.models import Docket, DocketRelation, Document, Filing, Party, Representation

FORMAT = "casetracker-docket/1"


def export_docket(docket: Docket, *, with_contacts: bool = False) -> dict[str, Any]:
    """``{"format", "court", "docket_number", …, "relations", "parties", "filings"}``; blanks are left out, dates are
    ISO 8601.

    ``as_of`` is the time as of which the docket is known; without it an import elsewhere would take it for newer than
    it is.
    """
    head = {"format": FORMAT} | _without_blanks(DOCKET.serialize("file", docket))
    filings = order_filings(docket).iterator(chunk_size=2_000)
    return head | {
        "relations": [_without_blanks(RELATION.serialize("file", row)) for row in _relations(docket)],
        "parties": [_party(party, with_contacts) for party in _parties(docket)],
        "filings": [_without_blanks(FILING.serialize("file", filing)) for filing in filings],
    }


def order_filings(docket: Docket) -> QuerySet[Filing]:
    """Current filings in docket order: by day, then by number; those without a date at the end."""
    documents = Prefetch("documents", Document.objects.order_by("number"))
    order = (F("date_filed").asc(nulls_last=True), F("number_order").asc(nulls_last=True), "position", "id")
    return Filing.objects.current().filter(docket=docket).defer("search").prefetch_related(documents).order_by(*order)


def _without_blanks(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in fields.items() if value not in ("", None, [])}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_blanks(item) if isinstance(item, dict) else item for item in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _relations(docket: Docket) -> QuerySet[DocketRelation]:
    return docket.relations.believed().order_by("kind", "other_court_id", "other_key")


def _parties(docket: Docket) -> QuerySet[Party]:
    acting = Prefetch("representations", Representation.objects.select_related("attorney").order_by("position", "id"))
    return docket.parties.prefetch_related(acting).order_by("position", "id")


def _party(party: Party, with_contacts: bool) -> dict[str, Any]:
    told = _without_blanks(PARTY.serialize("file", party))
    if not with_contacts:
        for attorney in told.get("attorneys", []):
            attorney.pop("contact", None)
    return told
