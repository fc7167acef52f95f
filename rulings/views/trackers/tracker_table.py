"""``/desk/trackers/<id>/table/``: a tracker's vocabulary and its columns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.http import sent_forms
from rulings.models import Tracker
from rulings.trackers.forms import TableForm
from rulings.trackers.save import TABLE, CannotSave, TrackerConflict, get_table_state, save_table
from rulings.views.desk.desk import get_desk_user
from rulings.views.trackers.tracker_edit import describe_waiting


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def tracker_table(request: HttpRequest, tracker_id: int) -> HttpResponse:
    row = get_object_or_404(Tracker, pk=tracker_id)
    seen = get_state_version(get_table_state(row))
    if request.method != "POST":
        return _shown(request, row, TableForm(row), seen, "", 200)
    query, _ = strip_control_characters_from_query(request.POST)
    form = TableForm(row, query)
    if not form.is_valid():
        return _shown(request, row, form, query.get("seen", ""), "Some of it cannot be taken.", 422)
    key = sent_forms.get_form_id(request, query.get("request_id", "")[:64])
    args = {"seen": query.get("seen", ""), "by": get_desk_user(request), "now": timezone.now(), "request_id": key}
    try:
        waits = save_table(row.pk, form.list_statuses(), form.list_columns(), **args)  # type: ignore[arg-type]
    except CannotSave as error:
        return _shown(request, row, form, query.get("seen", ""), str(error), 422)
    except TrackerConflict as overtaken:
        return _shown(request, row, form, get_state_version(overtaken.now), str(overtaken), 409)
    messages.info(request, "Saved. It waits for review." if waits else "Saved. The rows follow it.")
    return HttpResponseRedirect(reverse("tracker-table", args=[row.pk]))


def _shown(request: HttpRequest, row: Tracker, form: TableForm, seen: str, complaint: str, status: int) -> HttpResponse:
    context = {
        "tracker": row,
        "form": form,
        "seen": seen,
        "request_id": create_request_id(),
        "complaint": complaint,
        "now": get_table_state(row) if status == 409 else None,
        "held": describe_waiting(row, get_desk_user(request), TABLE),
        "section": "trackers",
        "sub": "table",
    }
    return render(request, "rulings/trackers/tracker_table.html", context, status=status)
