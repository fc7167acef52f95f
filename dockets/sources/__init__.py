"""The kinds of sources that dockets come from, one module or folder each, listed in ``SOURCES``.

Called by payloads, imports, watch and views. These name none of them, except for what only one has: CourtListener's
webhooks and texts of documents, the buyer on PACER's receipts, the table to fill in.
"""

from dockets.record.records import Recognition
from dockets.sources.appellate.acms import ACMS_DOCKET
from dockets.sources.appellate.docket import APPELLATE_DOCKET
from dockets.sources.archive.docket_xml import ARCHIVE_XML
from dockets.sources.by_hand.source import BY_HAND
from dockets.sources.courtlistener.source import COURTLISTENER
from dockets.sources.docket_json.source import DOCKET_JSON
from dockets.sources.feeds.feed import COURT_FEED
from dockets.sources.kind import SourceKind
from dockets.sources.notices.notice import COURT_NOTICE
from dockets.sources.pacer.attachment_page import ATTACHMENT_PAGE
from dockets.sources.pacer.docket import PACER_DOCKET
from dockets.sources.pacer.history import DOCKET_HISTORY
from dockets.sources.supreme_court.source import SCOTUS_HTM, SCOTUS_HTML, SCOTUS_JSON
from dockets.sources.table.source import CSV

SOURCES: dict[str, SourceKind] = {
    kind.slug: kind
    for kind in (
        PACER_DOCKET,
        APPELLATE_DOCKET,
        ACMS_DOCKET,
        DOCKET_HISTORY,
        ATTACHMENT_PAGE,
        ARCHIVE_XML,
        COURT_FEED,
        DOCKET_JSON,
        COURTLISTENER,
        COURT_NOTICE,
        SCOTUS_JSON,
        SCOTUS_HTML,
        SCOTUS_HTM,
        CSV,
        BY_HAND,
    )
}


def recognise_payload(body: bytes, name: str) -> Recognition | None:
    """The claim of the first source that can read a payload, tried in order of descending authority; None
    if none can."""
    claims = (kind.recognise(body, name) for kind in sorted(SOURCES.values(), key=lambda kind: -kind.authority))
    return next(filter(None, claims), None)
