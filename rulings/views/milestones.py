"""``/desk/cases/<id>/milestones/``: what happened outside the court, with who says so."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dockets.addresses import docket_address
from dockets.models import Docket
from dockets.typed_number import whole_number
from dockets.views.typed import printable_query
from rulings.editorial_forms import MilestoneForm
from rulings.editorialise import NoSuchMilestone, Overtaken, milestone_state, tell
from rulings.edits import new_request_id, version_of
from rulings.models import Milestone
from rulings.views import sent
from rulings.views.desk import deskers_only, person_of

CONFLICT = 409
SHOWN = 200


@deskers_only
@require_http_methods(["GET", "HEAD", "POST"])
def milestones(request: HttpRequest, docket_id: int) -> HttpResponse:
    """``?edit=<id>`` fills the form with one; sent with ``remove``, it goes."""
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    if request.method != "POST":
        return _shown(request, docket, _form(docket, request.GET.get("edit", "")))
    form = MilestoneForm(printable_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, docket, form)
    told = form.cleaned_data
    gone, request_id = "remove" in request.POST, sent.once(request, told["request_id"])
    try:
        tell(docket, told["id"], None if gone else told, seen=told["seen"], by=person_of(request), request_id=request_id)
    except NoSuchMilestone as error:
        raise Http404("That is not there any more.") from error
    except IntegrityError:
        form.add_error("headline", "The case has a milestone of that day with these words already.")
        return _shown(request, docket, form)
    except Overtaken as overtaken:
        # One that was removed meanwhile is entered anew.
        anew = {"id": told["id"] if overtaken.now else None, "seen": version_of(overtaken.now), "request_id": new_request_id()}
        again = MilestoneForm(initial=told | anew)
        return _shown(request, docket, again, overtaken)
    messages.info(request, "Removed." if gone else "Saved. The timeline tells it.")
    return HttpResponseRedirect(reverse("milestones", args=[docket.pk]))


def _form(docket: Docket, edit: str) -> MilestoneForm:
    row = Milestone.objects.filter(docket=docket, pk=number).first() if (number := whole_number(edit)) else None
    state = milestone_state(row)
    told = {**(state or {}), "seen": version_of(state), "request_id": new_request_id(), "id": row.pk if row else None}
    return MilestoneForm(initial=told)


def _shown(request: HttpRequest, docket: Docket, form: MilestoneForm, overtaken: Overtaken | None = None) -> HttpResponse:
    rows = list(docket.milestones.order_by("date", "id")[:SHOWN])
    back = docket_address(docket.court_id, docket.docket_number)
    context: dict[str, Any] = {"docket": docket, "rows": rows, "form": form, "back": back, "overtaken": overtaken}
    status = CONFLICT if overtaken else 422 if form.is_bound else 200
    return render(request, "rulings/milestones.html", context | {"section": "desk", "is_old": form["id"].value()}, status=status)
