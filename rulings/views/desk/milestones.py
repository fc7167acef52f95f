"""``/desk/cases/<id>/milestones/``: events outside the court, with their sources."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.desk.editorials import EditorialConflict, NoSuchMilestone, save_milestone
from rulings.desk.forms import MilestoneForm
from rulings.history.snapshots import get_milestone_state
from rulings.http import sent_forms
from rulings.models import Milestone
from rulings.views.desk.desk import get_desk_user

CONFLICT = 409
SHOWN = 200


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def milestones(request: HttpRequest, docket_id: int) -> HttpResponse:
    """``?edit=<id>`` fills the form with one; sent with ``remove``, it is removed."""
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    if request.method != "POST":
        return _shown(request, docket, _form(docket, request.GET.get("edit", "")))
    form = MilestoneForm(strip_control_characters_from_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, docket, form)
    told = form.cleaned_data
    gone, request_id = "remove" in request.POST, sent_forms.get_form_id(request, told["request_id"])
    try:
        save_milestone(
            docket,
            told["id"],
            None if gone else told,
            seen=told["seen"],
            by=get_desk_user(request),
            request_id=request_id,
        )
    except NoSuchMilestone as error:
        raise Http404("That is not there any more.") from error
    except IntegrityError:
        form.add_error("headline", "The case has a milestone of that day with these words already.")
        return _shown(request, docket, form)
    except EditorialConflict as overtaken:
        # One that was removed meanwhile is saved as a new one.
        anew = {
            "id": told["id"] if overtaken.now else None,
            "seen": get_state_version(overtaken.now),
            "request_id": create_request_id(),
        }
        again = MilestoneForm(initial=told | anew)
        return _shown(request, docket, again, overtaken)
    messages.info(request, "Removed." if gone else "Saved. The timeline tells it.")
    return HttpResponseRedirect(reverse("milestones", args=[docket.pk]))


def _form(docket: Docket, edit: str) -> MilestoneForm:
    row = Milestone.objects.filter(docket=docket, pk=number).first() if (number := parse_whole_number(edit)) else None
    state = get_milestone_state(row)
    told = {
        **(state or {}),
        "seen": get_state_version(state),
        "request_id": create_request_id(),
        "id": row.pk if row else None,
    }
    return MilestoneForm(initial=told)


def _shown(
    request: HttpRequest, docket: Docket, form: MilestoneForm, overtaken: EditorialConflict | None = None
) -> HttpResponse:
    rows = list(docket.milestones.order_by("date", "id")[:SHOWN])
    back = build_docket_url(docket.court_id, docket.docket_number)
    context: dict[str, Any] = {"docket": docket, "rows": rows, "form": form, "back": back, "overtaken": overtaken}
    status = CONFLICT if overtaken else 422 if form.is_bound else 200
    return render(
        request, "rulings/milestones.html", context | {"section": "desk", "is_old": form["id"].value()}, status=status
    )
