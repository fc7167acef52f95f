"""What the record knows of a filing's documents, as ``dockets.documents.availability`` asks for it."""

import re
from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from dockets.documents.availability import Availability, DocumentFacts, find_document
from dockets.models import Document, Filing
from rulings.models import Hearing
from rulings.vocabulary.kinds import Kind, SetDate

_SEALED = re.compile(r"[\W_]{0,6}sealed\b", re.IGNORECASE)
"""How clerks begin the entry of what nobody may read: "*SEALED* Motion", "SEALED DOCUMENT"."""


class FilingFacts(NamedTuple):
    """What holds for all documents of a filing. ``kept``: the numbers of those that are stored here."""

    filing: Filing
    kind: str = ""
    kept: Container[int] = frozenset()
    restricted_until: date | None = None


def find_place(of: FilingFacts, document: Document | None, number: int) -> Availability:
    """Where document ``number`` of a filing is, today in the court's zone. ``document``: what sources list of it, None
    where none lists it. ``of.filing`` has its docket and court."""
    court = of.filing.docket.court
    facts = DocumentFacts(
        is_kept=number in of.kept,
        url=document.url if document else "",
        pages=document.page_count if document else None,
        is_on_pacer=bool(court.pacer_id),
        is_named=bool(document or of.filing.number),
        is_sealed=bool(_SEALED.match(of.filing.text)),
        is_transcript=of.kind == Kind.TRANSCRIPT,
        is_opinion=of.kind == Kind.OPINION,
        restricted_until=of.restricted_until,
    )
    return find_document(facts, timezone.now().astimezone(court.zone).date())


def find_release(hearings: Iterable[Hearing]) -> date | None:
    """The last day that a filing sets for the end of a transcript's restriction."""
    return max((one.date for one in hearings if one.kind == SetDate.RELEASE), default=None)
