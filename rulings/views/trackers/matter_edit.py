"""``/desk/trackers/<id>/rows/<row>/``: what editors say of one row."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.http import sent_forms
from rulings.models import Matter
from rulings.trackers.display import describe_doubt
from rulings.trackers.forms import MatterForm, get_matter_initial
from rulings.trackers.save import MATTER, CannotSave, TrackerConflict, get_matter_state, save_matter
from rulings.views.desk.desk import get_desk_user
from rulings.views.trackers.tracker_edit import describe_waiting
from rulings.vocabulary.trackers.words import STANDING_LABELS, Standing


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def matter_edit(request: HttpRequest, tracker_id: int, matter_id: int) -> HttpResponse:
    """Sent with ``take_back``: the id of a status that editors gave, and that no longer holds."""
    found = Matter.objects.select_related("tracker")
    row = get_object_or_404(found, pk=matter_id, tracker=tracker_id, merged_into=None)
    if request.method != "POST":
        return _shown(request, row, _form(row))
    query, _ = strip_control_characters_from_query(request.POST)
    form = MatterForm(query, matter=row)
    if not form.is_valid():
        return _shown(request, row, form, status=422)
    told = form.cleaned_data | {"take_back": parse_whole_number(query.get("take_back", ""))}
    key, user = sent_forms.get_form_id(request, told["request_id"]), get_desk_user(request)
    try:
        waits = save_matter(row.pk, told, seen=told["seen"], by=user, now=timezone.now(), request_id=key)
    except CannotSave as error:
        form.add_error(None, str(error))
        return _shown(request, row, form, status=422)
    except TrackerConflict as overtaken:
        anew = {"seen": get_state_version(overtaken.now), "request_id": create_request_id()}
        again = MatterForm(initial=_keep_typed(query) | anew, matter=row)
        return _shown(request, row, again, status=409, overtaken=overtaken)
    messages.info(request, "Saved. It waits for review." if waits else "Saved, and confirmed as of now.")
    return HttpResponseRedirect(reverse("matter-edit", args=[tracker_id, row.pk]))


def _keep_typed(query: Any) -> dict[str, str]:
    return {name: query.get(name, "") for name in query if name != "csrfmiddlewaretoken"}


def _form(row: Matter) -> MatterForm:
    hidden = {"seen": get_state_version(get_matter_state(row)), "request_id": create_request_id()}
    return MatterForm(initial=get_matter_initial(row) | hidden, matter=row)


def _shown(
    request: HttpRequest,
    row: Matter,
    form: MatterForm,
    *,
    status: int = 200,
    overtaken: TrackerConflict | None = None,
) -> HttpResponse:
    current = row.states.filter(until=None).select_related("status").first()
    context = {
        "tracker": row.tracker,
        "matter": row,
        "form": form,
        "current": current,
        "standing": STANDING_LABELS[Standing(current.standing)] if current else "",
        "doubt": describe_doubt(row.doubt) if row.doubt else "",
        "given": row.editors_statuses.select_related("status", "filing"),
        "developments": row.developments.select_related("filing").order_by("-day", "-id"),
        "overtaken": overtaken,
        "held": describe_waiting(row.tracker, get_desk_user(request), MATTER, row.pk),
        "section": "trackers",
        "sub": "rows",
    }
    return render(request, "rulings/trackers/matter_edit.html", context, status=status)
