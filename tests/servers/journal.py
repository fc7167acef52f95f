"""A canonical dump of the record: two databases that believe the same have equal journals, whatever came first and
when.

Left out is what only tells how it came about: ids, public ids, the clock's times, and filings that were merged into
another one.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Model

from dockets.models import Docket, DocketRelation, Filing, Observation, Party, Representation, Sheet
from dockets.upsert.docket_fields import DATES, TEXTS
from dockets.upsert.filings import DOCUMENT_FIELDS, VIEW

_TOLD: list[tuple[type[Model], str, tuple[str, ...]]] = [
    (Docket, "", ("docket_number", *TEXTS, *DATES, "date_last_filing", "filing_count", "party_count")),
    (
        Observation,
        "docket__",
        ("fingerprint", "first_as_of", "last_as_of", "missing_since", "channel", "number", "long_text"),
    ),
    (Party, "docket__", ("type", "name", "twin", "position", "extra_info", "date_terminated", "as_of")),
    (
        Representation,
        "party__docket__",
        ("party__name", "party__twin", "attorney__fingerprint", "roles", "position", "as_of"),
    ),
    (DocketRelation, "docket__", ("kind", "other_court_id", "other_key", "other__number_key")),
    (Sheet, "docket__", ("channel", "as_of", "complete", "complete_as_of", "fingerprint", "record", "mentioned")),
]


def journal() -> str:
    """SHA-256 over ``lines``."""
    return hashlib.sha256("\n".join(lines()).encode()).hexdigest()


def lines(docket: Docket | None = None) -> list[str]:
    """One JSON array per row, sorted, of all dockets or of one. For looking at when two journals differ."""
    return sorted(json.dumps(row, default=str, ensure_ascii=False, sort_keys=True) for row in _rows(docket))


def _rows(docket: Docket | None) -> Iterator[list[Any]]:
    for model, to_docket, fields in _TOLD:
        rows = model._default_manager.all()
        if docket:
            rows = rows.filter(**{f"{to_docket}pk": docket.pk})
        case = (f"{to_docket}court_id", f"{to_docket}number_key")
        yield from ([model.__name__, *row] for row in rows.values_list(*case, *fields))
    yield from _filings(docket)


def _filings(docket: Docket | None) -> Iterator[list[Any]]:
    """Each with the observations that it is made of, which name it, and with its documents."""
    filings = (
        Filing.objects.current().select_related("docket").defer("search").prefetch_related("observations", "documents")
    )
    for filing in filings.filter(docket=docket) if docket else filings:
        members = sorted(seen.fingerprint for seen in filing.observations.all())
        view = [filing.position, *(getattr(filing, name) for name in VIEW)]
        papers = [[getattr(document, name) for name in DOCUMENT_FIELDS] for document in filing.documents.all()]
        yield ["Filing", filing.docket.court_id, filing.docket.number_key, members, *view, papers]


def doubled() -> list[Any]:
    """Entry numbers that more than one current filing of a docket bears."""
    numbered = Filing.objects.current().exclude(number="").values("docket_id", "number")
    return list(numbered.annotate(times=Count("id")).filter(times__gt=1))
