"""Where dockets come from. One module per kind of source, listed here; nothing else in the house knows a source by name."""

from dockets.records import Recognition
from dockets.sources.acms_docket import ACMS_DOCKET
from dockets.sources.appellate_docket import APPELLATE_DOCKET
from dockets.sources.archive_xml import ARCHIVE_XML
from dockets.sources.attachment_page import ATTACHMENT_PAGE
from dockets.sources.court_feed import COURT_FEED
from dockets.sources.court_notice import COURT_NOTICE
from dockets.sources.courtlistener import COURTLISTENER
from dockets.sources.docket_history import DOCKET_HISTORY
from dockets.sources.docket_json import DOCKET_JSON
from dockets.sources.kind import SourceKind
from dockets.sources.pacer_docket import PACER_DOCKET
from dockets.sources.supreme_court import SCOTUS_HTM, SCOTUS_HTML, SCOTUS_JSON
from dockets.sources.table import CSV

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
    )
}


def recognise(body: bytes, name: str) -> Recognition | None:
    """The claim of the first source that can read a payload, those of most authority first; None where none can."""
    claims = (kind.recognise(body, name) for kind in sorted(SOURCES.values(), key=lambda kind: -kind.authority))
    return next(filter(None, claims), None)
