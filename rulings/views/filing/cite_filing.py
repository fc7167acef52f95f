"""The citation of a filing, shared by the pages of the filing and of its documents."""

from typing import Any

from django.db.models import Case, F, Q, When

from dockets.models import Court, Filing
from rulings.interpret.docket import load_stored_reading
from rulings.models.publication import filter_published
from rulings.vocabulary.citation import Citation, build_citation
from rulings.vocabulary.kinds import EventKind

_ELECTRONIC = {Court.Kind.APPELLATE, Court.Kind.DISTRICT, Court.Kind.BANKRUPTCY, Court.Kind.SPECIAL}
"""Courts whose entries are cited by their number in the federal courts' electronic files (ECF)."""


def find_filing_event(filing: Filing) -> Any:
    """The filing's line of the timeline, with what is known of its ruling; None where it has not been read."""
    events = filing.events.filter(event_kind__in=[EventKind.FILING, EventKind.RULING])
    told = filter_published("filing__ruling__")
    return events.annotate(
        reported=Case(When(told, then=F("filing__ruling__citation"))),
        ruled=F("filing__ruling"),
        is_told=Case(When(told, then=True), default=False),
        is_titled=Q(filing__ruling__read_by_machine=False) | Q(filing__motion__read_by_machine=False),
    ).first()


def cite_filing(filing: Filing, event: Any) -> Citation:
    """As it is cited. ``event``: what ``find_filing_event`` gives."""
    docket = filing.docket
    return build_citation(
        title=_title(filing, event) or "Docket entry",
        case_name=docket.case_name,
        docket_number=docket.docket_number,
        court=docket.court.citation or docket.court.name,
        day=filing.date_filed,
        ecf=filing.number if docket.court.kind in _ELECTRONIC else "",
        reported=(event.reported or "") if event else "",
    )


def cite_document_page(filing: Filing, document: int, page: int) -> str:
    """As a page of a filing's document is cited, without the full stop at the end."""
    event = find_filing_event(filing)
    attachment = f", attach. {document}" if document else ""
    is_reported = bool(event and event.reported)
    citation = cite_filing(filing, event).text.removesuffix(".")
    return f"{citation}{attachment}, {'slip op. ' if is_reported else ''}at {page}"


def _title(filing: Filing, event: Any) -> str:
    """What a citation calls the filing: words made of the court's, never an editor's headline or title."""
    if event is None:
        return ""
    if not (event.is_corrected or event.is_titled):
        return str(event.headline)
    read = load_stored_reading(filing)
    return read.headline if read else ""
