"""``/api/v1/trackers/<slug>/``: one tracker with its vocabulary and counts; ``rows/``: its rows, narrowed as on its
page."""

from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.lists import check_repeated_parameters, list_page
from rulings.api.problem import build_bad_request
from rulings.api.serializers import serialize_tracker, serialize_tracker_row
from rulings.trackers.exports import SCHEMA_VERSION, describe_counts, describe_statuses
from rulings.trackers.find_tracker import OpenedTracker, open_tracker
from rulings.trackers.page import build_rows, count_new_rows, load_table
from rulings.trackers.rows import count_rows, fetch_rows, list_keys, select_rows

NAMES = ("on", "status", "topic", "court", "side", "judge", "own", "open", "month", "doubt", "q", "order")
"""Parameters that narrow the rows and their counts."""


@answer_json
def api_tracker(request: HttpRequest, slug: str) -> dict[str, Any]:
    opened = _open(request, slug)
    table = load_table(opened.tracker)
    counts = count_rows(select_rows(opened.tracker, opened.asked), table.statuses, table.columns)
    return serialize_tracker(opened.tracker, request.build_absolute_uri("/")) | {
        "schema_version": SCHEMA_VERSION,
        "as_of": opened.asked.day.isoformat(),
        "statuses": describe_statuses(table),
        "counts": describe_counts(counts),
        "not_yet_counted": count_new_rows(opened.tracker, opened.asked),
    }


@answer_json
def api_tracker_row_list(request: HttpRequest, slug: str) -> dict[str, Any]:
    opened = _open(request, slug)
    table, asked, site = load_table(opened.tracker), opened.asked, request.build_absolute_uri("/")
    chosen, keys = select_rows(opened.tracker, asked), list_keys(asked)

    def tell(rows: list[Any]) -> list[dict[str, Any]]:
        built = build_rows(table, rows, asked, shows_doubt=opened.shows_doubt)
        return [serialize_tracker_row(row, site) for row in built]

    return list_page(request, fetch_rows(chosen, keys), keys, tell)


def _open(request: HttpRequest, slug: str) -> OpenedTracker:
    check_repeated_parameters(request, NAMES)
    opened = open_tracker(request, slug, as_reader=True)
    if opened.asked.complaints:
        raise build_bad_request([(told.partition(":")[0].lower(), told) for told in opened.asked.complaints])
    return opened
