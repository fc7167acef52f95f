"""Where dockets come from. One module per kind of source, listed here; nothing else in the house knows a source by name."""

from dockets.records import Recognition
from dockets.sources.court_feed import COURT_FEED
from dockets.sources.docket_json import DOCKET_JSON
from dockets.sources.kind import SourceKind
from dockets.sources.pacer_docket import PACER_DOCKET

SOURCES: dict[str, SourceKind] = {kind.slug: kind for kind in (PACER_DOCKET, COURT_FEED, DOCKET_JSON)}


def recognise(body: bytes, name: str) -> Recognition | None:
    """The claim of the first source that can read a payload, those of most authority first; None where none can."""
    claims = (kind.recognise(body, name) for kind in sorted(SOURCES.values(), key=lambda kind: -kind.authority))
    return next(filter(None, claims), None)
