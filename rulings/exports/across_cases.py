"""Events of many cases as the plain values from which feeds are written."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.exports.event_values import LONGEST, EventValues, build_event_values
from rulings.timeline import queries
from rulings.timeline.page import list_decisions_of_events


class CaseLine(NamedTuple):
    """One event with its case, whose court is fetched with it."""

    docket: Docket
    line: EventValues


def list_case_lines(ids: Sequence[int], site: str, *, newest: bool) -> list[CaseLine]:
    """The events with these ids in timeline order, in three queries. ``site``: "https://tracker.example/"."""
    if not ids:
        return []
    events = queries.fetch_exported_events(ids, falling=newest, characters=LONGEST)
    decided = list_decisions_of_events(events)
    dockets = Docket.objects.select_related("court").defer("search").in_bulk({event["docket_id"] for event in events})
    told = []
    for event in events:
        docket = dockets[event["docket_id"]]
        page = urljoin(site, build_docket_url(docket.court_id, docket.docket_number))
        told.append(CaseLine(docket, build_event_values(event, decided, page, docket.court.zone)))
    return told
