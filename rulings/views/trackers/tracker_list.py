"""``/trackers/``: the trackers that this visitor may see, for editors with the links by which they keep them;
``/desk/trackers/`` leads there."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.permissions import has_role, require_role
from dockets.http.requested_page import get_requested_page
from rulings.models import Tracker
from rulings.publishing.steps import describe_state

PAGE = 50
KEYS = (Key("title", "text"), Key("id", "int"))


@require_safe
def tracker_list(request: HttpRequest) -> HttpResponse:
    in_it = Q(matters__removed_on=None, matters__merged_into=None, matters__computed_at__isnull=False)
    rows = Tracker.objects.visible_to(request.user).annotate(number=Count("matters", filter=in_it))
    page, notice = get_requested_page(request, rows, KEYS, PAGE)
    is_editor, now = has_role(request.user, "editor", "trackers"), timezone.now()
    context = {
        "lines": [(row, describe_audience(row, describe_state(row, now)), is_editor) for row in page.rows],
        "page": page,
        "notice": notice,
        "is_editor": is_editor,
        "section": "trackers",
    }
    return render(request, "rulings/trackers/tracker_list.html", context)


@require_safe
@require_role("editor", "trackers")
def tracker_desk(request: HttpRequest) -> HttpResponse:
    """Above the editors' pages of one tracker."""
    return HttpResponseRedirect(reverse("tracker-list"))


def describe_audience(tracker: Tracker, state: str) -> str:
    """ "" for what every reader sees, else who does."""
    if state == "Published" and tracker.visibility == Tracker.Visibility.PUBLIC:
        return ""
    return "For the newsroom" if state == "Published" else state
