"""``/trackers/<slug>/changes/``: the log of changes, by kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.requested_page import get_requested_page
from rulings.http.subscription_keys import build_feed_urls
from rulings.models import Tracker
from rulings.trackers.find_tracker import find_tracker
from rulings.trackers.page import write_week
from rulings.vocabulary.trackers.words import TOLD_LABELS, Told

PAGE = 50
KEYS = (Key("at", "time", descending=True), Key("id", "int", descending=True))


@require_safe
def tracker_changes(request: HttpRequest, slug: str) -> HttpResponse:
    tracker = find_tracker(request.user, slug)
    asked = request.GET.get("what", "")
    rows = tracker.changes.select_related("matter")
    what = Told(asked) if asked in Told else None
    page, notice = get_requested_page(request, rows.filter(what=what) if what else rows, KEYS, PAGE)
    is_public = Tracker.objects.public().filter(pk=tracker.pk).exists()
    feed = build_feed_urls(request.user, [(reverse("tracker-feed", args=[slug]), "")])[0] if is_public else ""
    context = {
        "tracker": tracker,
        "changes": page.rows,
        "page": page,
        "notice": notice,
        "what": what.value if what else "",
        "kinds": list(TOLD_LABELS.items()),
        "feed": feed,
        "week": write_week(tracker, timezone.localdate(), request.build_absolute_uri("/")),
        "section": "trackers",
    }
    return render(request, "rulings/trackers/tracker_changes.html", context)
