"""The API's answers for each kind of thing: the record and our interpretation, never a lawyer's contact data."""

from typing import Any

from dockets.history.fields import FILING, PARTY
from dockets.models import Docket, Filing, Party
from rulings.exports.across_cases import CaseLine
from rulings.exports.event_values import EventValues
from rulings.exports.fields import CASE, EVENT, RELATED, RULING, TRACKER, TRACKER_ROW
from rulings.models import Tracker
from rulings.timeline.summary import RelatedDocket
from rulings.trackers.display import Row


def serialize_case(docket: Docket, site: str) -> dict[str, Any]:
    """``site``: "https://tracker.example/"."""
    return CASE.serialize("api", docket, site)


def serialize_related(other: RelatedDocket, site: str) -> dict[str, Any]:
    return RELATED.serialize("api", other, site)


def serialize_filing(filing: Filing, page: str) -> dict[str, Any]:
    """``filing`` needs its documents fetched. ``page`` is the absolute address of its case."""
    return FILING.serialize("api", filing, page)


def serialize_party(party: Party) -> dict[str, Any]:
    """``party`` needs its representations and their attorneys fetched."""
    return PARTY.serialize("api", party)


def serialize_event(line: EventValues) -> dict[str, Any]:
    return EVENT.serialize("api", line)


def serialize_ruling(told: CaseLine, site: str) -> dict[str, Any]:
    """An event with its case."""
    return RULING.serialize("api", told, site)


def serialize_tracker(tracker: Tracker, site: str) -> dict[str, Any]:
    return TRACKER.serialize("api", tracker, site)


def serialize_tracker_row(row: Row, site: str) -> dict[str, Any]:
    return TRACKER_ROW.serialize("api", row, site)
