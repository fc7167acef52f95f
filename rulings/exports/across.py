"""Events of many cases as the plain values that a feed is written from."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from dockets.addresses import docket_address
from dockets.models import Docket
from rulings import fetch
from rulings.exports.story import LONGEST, Line, line_of
from rulings.rail import decisions


class CaseLine(NamedTuple):
    """One event with its case, whose court is loaded with it."""

    docket: Docket
    line: Line


def case_lines(ids: Sequence[int], site: str, *, newest: bool) -> list[CaseLine]:
    """The events with these ids in the order of timelines, in three queries. ``site``: "https://tracker.example/"."""
    if not ids:
        return []
    events = fetch.events_taken_away(ids, falling=newest, characters=LONGEST)
    decided = decisions(events)
    dockets = Docket.objects.select_related("court").defer("search").in_bulk({event["docket_id"] for event in events})
    told = []
    for event in events:
        docket = dockets[event["docket_id"]]
        page = urljoin(site, docket_address(docket.court_id, docket.docket_number))
        told.append(CaseLine(docket, line_of(event, decided, page, docket.court.zone)))
    return told
