"""``/trackers/<slug>/``: the table of a tracker, as of today or any past day, narrowed, grouped and sorted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from dockets.http.requested_page import get_requested_page
from rulings.http.subscription_keys import build_feed_urls
from rulings.publishing.steps import describe_state
from rulings.timeline.embedding import (
    WIDTH,
    build_embed_frame,
    build_fitting_frame,
    describe_frame_limits,
    is_embeddable,
)
from rulings.trackers import page as tracker_page
from rulings.trackers.display import describe_new_rows
from rulings.trackers.find_tracker import (
    OpenedTracker,
    build_tracker_url,
    estimate_frame_height,
    open_tracker,
)
from rulings.trackers.rows import GROUPS, ORDERS, Counts, count_rows, fetch_rows, list_keys, select_rows
from rulings.views.trackers.tracker_list import describe_audience


@conditional_page
@require_safe
def tracker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    opened = open_tracker(request, slug)
    return render(request, "rulings/trackers/tracker_detail.html", _describe(request, opened))


def _describe(request: HttpRequest, opened: OpenedTracker) -> dict[str, object]:
    tracker, asked = opened.tracker, opened.asked
    table = tracker_page.load_table(tracker)
    chosen, keys = select_rows(tracker, asked), list_keys(asked)
    counts = count_rows(chosen, table.statuses, table.columns)
    page, notice = get_requested_page(request, fetch_rows(chosen, keys), keys, tracker_page.PAGE)
    rows = tracker_page.build_rows(table, page.rows, asked, shows_doubt=opened.shows_doubt)
    tracker_page.draw_rows(rows, tracker, is_editor=opened.is_editor)
    return {
        "tracker": tracker,
        "state": describe_audience(tracker, describe_state(tracker, timezone.now())),
        "asked": asked,
        "columns": table.columns,
        "statuses": table.statuses,
        "choices": tracker_page.load_choices(table, asked),
        "counts": counts,
        "groups": tracker_page.group_rows(rows, asked, counts),
        "pages": tracker_page.get_neighbour_queries(page, asked),
        "notices": [*asked.complaints, *([notice] if notice else [])],
        "fresh": tracker_page.load_freshness(tracker),
        "new_rows": describe_new_rows(tracker_page.count_new_rows(tracker, asked)),
        "changes": tracker_page.load_changes(tracker),
        "orders": [(key, label) for key, (label, _) in ORDERS.items()],
        "groupings": [(key, label) for key, (label, _) in GROUPS.items()],
        "is_editor": opened.is_editor,
        "shows_doubt": opened.shows_doubt,
        "now": timezone.now(),
        "section": "trackers",
        **_describe_taking_away(request, opened, counts),
    }


def _describe_taking_away(request: HttpRequest, opened: OpenedTracker, counts: Counts) -> dict[str, object]:
    """Links of what every reader may take along: none of a draft."""
    height = estimate_frame_height(len(counts.statuses), counts.rows)
    tracker = opened.tracker
    is_public = tracker.visibility == tracker.Visibility.PUBLIC and tracker.is_public(timezone.now())
    if not is_public:
        return {"is_public": False}
    base, query = build_tracker_url(tracker.slug), opened.asked.query()
    feeds = build_feed_urls(request.user, [(f"{base}changes.atom", ""), (f"{base}dates.ics", "")])
    address = request.build_absolute_uri(f"{base}embed/{f'?{query}' if query else ''}")
    codes = {
        "embed_code": build_embed_frame(address, tracker.title, WIDTH, height, kind="Tracker"),
        "fitting_code": build_fitting_frame(address, tracker.title, height, kind="Tracker"),
    }
    return {
        "is_public": True,
        "base": base,
        "query": query,
        "feed": feeds[0],
        "calendar": feeds[1],
        "page_address": request.build_absolute_uri(base),
        **(codes | {"frame_limits": describe_frame_limits()} if is_embeddable() else {}),
    }
