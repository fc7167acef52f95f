"""``/trackers/<slug>/embed/``: a tracker in a frame on an article's page; ``?row=``: one row, ``?counts=1``: the counts
alone; ``?fit=1``: it tells the page around it how high it is, by a script. No login or cookie is used, and else no
script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from dockets.db.keyset import order_by_keys
from dockets.http.query_values import strip_control_characters
from rulings.timeline.embedding import frame_in_articles, is_embeddable
from rulings.trackers.display import describe_new_rows
from rulings.trackers.find_tracker import OpenedTracker, build_tracker_url, find_matter, open_tracker
from rulings.trackers.page import build_rows, count_new_rows, load_table
from rulings.trackers.rows import count_rows, fetch_rows, list_keys, select_rows

SHOWN = 40


@frame_in_articles()
@conditional_page
@require_safe
def tracker_embed(request: HttpRequest, slug: str) -> HttpResponse:
    if not is_embeddable():
        raise Http404("This site's trackers cannot be embedded.")
    opened = open_tracker(request, slug, as_reader=True)
    return render(request, "rulings/trackers/tracker_embed.html", _describe(request, opened))


def _describe(request: HttpRequest, opened: OpenedTracker) -> dict[str, object]:
    tracker, asked, table = opened.tracker, opened.asked, load_table(opened.tracker)
    chosen, keys = select_rows(tracker, asked), list_keys(asked)
    anchor = strip_control_characters(request.GET.get("row", ""))[:80]
    matter = find_matter(tracker, anchor) if anchor else None
    counts_alone = bool(request.GET.get("counts"))
    if anchor:
        chosen = chosen.filter(matter=matter) if matter else chosen.none()
    told = [] if counts_alone else list(fetch_rows(chosen, keys).order_by(*order_by_keys(keys))[:SHOWN])
    page = request.build_absolute_uri(build_tracker_url(tracker.slug))
    return {
        "tracker": tracker,
        "asked": asked,
        "page": f"{page}?{asked.query()}" if asked.query() else page,
        "counts": None if anchor else count_rows(chosen, table.statuses),
        "new_rows": "" if anchor else describe_new_rows(count_new_rows(tracker, asked)),
        "matter": matter,
        "rows": build_rows(table, told, asked, shows_doubt=opened.shows_doubt),
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
