"""``/desk/cases/<id>/milestones/``: events outside the court, with their sources."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.desk.editorials import EditorialConflict, NoSuchMilestone, save_milestone
from rulings.desk.forms import MilestoneForm
from rulings.desk.publishing import build_working_item
from rulings.history.snapshots import get_milestone_state
from rulings.http import sent_forms
from rulings.http.preview import PREVIEWED, preview_page
from rulings.models import Milestone, PendingVersion
from rulings.publishing.forms import PublishForm, bind_publish_form, build_publish_form
from rulings.publishing.pending import find_pending, get_working_state
from rulings.publishing.steps import KEEP, CannotPublish, Wish, describe_saved, describe_state
from rulings.views.desk.desk import get_desk_user

CONFLICT = 409
SHOWN = 200


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def milestones(request: HttpRequest, docket_id: int) -> HttpResponse:
    """``?edit=<id>`` fills the form with one; sent with ``remove``, it is removed."""
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    if request.method != "POST":
        row = _find(docket, request.GET.get("edit", ""))
        return _shown(request, docket, _form(row), build_publish_form(row, timezone.now(), _held(row)))
    query, _ = strip_control_characters_from_query(request.POST)
    row = _find(docket, query.get("id", ""))
    form, publish = MilestoneForm(query), bind_publish_form(query, row, timezone.now(), _held(row))
    if not all([form.is_valid(), publish.is_valid() or "remove" in query]):
        return _shown(request, docket, form, publish)
    if "preview" in query:
        refusals = (EditorialConflict, NoSuchMilestone, IntegrityError)
        page = build_docket_url(docket.court_id, docket.docket_number)
        return preview_page(request, page, partial(_save, request, docket, form, PREVIEWED), refusals)
    return _saved(request, docket, form, publish)


def _save(request: HttpRequest, docket: Docket, form: MilestoneForm, wish: Wish) -> None:
    told = form.cleaned_data
    save_milestone(
        docket,
        told["id"],
        None if "remove" in request.POST else told,
        seen=told["seen"],
        by=get_desk_user(request),
        request_id=sent_forms.get_form_id(request, told["request_id"]),
        wish=wish,
    )


def _saved(request: HttpRequest, docket: Docket, form: MilestoneForm, publish: PublishForm) -> HttpResponse:
    told, gone = form.cleaned_data, "remove" in request.POST
    try:
        _save(request, docket, form, KEEP if gone else publish.wish)
    except NoSuchMilestone as error:
        raise Http404("That is not there any more.") from error
    except IntegrityError:
        form.add_error("headline", "The case has a milestone of that day with these words already.")
        return _shown(request, docket, form, publish)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, docket, form, publish)
    except EditorialConflict as overtaken:
        # One that was removed meanwhile is saved as a new one.
        anew = {
            "id": told["id"] if overtaken.now else None,
            "seen": get_state_version(overtaken.now),
            "request_id": create_request_id(),
        }
        again = MilestoneForm(initial=told | anew)
        return _shown(request, docket, again, publish, overtaken)
    messages.info(request, "Removed." if gone else describe_saved(publish.wish, "Saved. The timeline tells it."))
    return HttpResponseRedirect(reverse("milestones", args=[docket.pk]))


def _find(docket: Docket, edit: str) -> Milestone | None:
    return Milestone.objects.filter(docket=docket, pk=number).first() if (number := parse_whole_number(edit)) else None


def _held(row: Milestone | None) -> PendingVersion | None:
    return find_pending("milestone", row.pk if row else None)


def _form(row: Milestone | None) -> MilestoneForm:
    state = get_working_state(_held(row), get_milestone_state(row))
    told = {
        **(state or {}),
        "seen": get_state_version(state),
        "request_id": create_request_id(),
        "id": row.pk if row else None,
    }
    return MilestoneForm(initial=told)


def _shown(
    request: HttpRequest,
    docket: Docket,
    form: MilestoneForm,
    publish: PublishForm,
    overtaken: EditorialConflict | None = None,
) -> HttpResponse:
    now = timezone.now()
    rows = [
        (row, "" if row.is_public(now) else describe_state(row, now))
        for row in docket.milestones.order_by("date", "id")[:SHOWN]
    ]
    back = build_docket_url(docket.court_id, docket.docket_number)
    context: dict[str, Any] = {"docket": docket, "rows": rows, "form": form, "back": back, "overtaken": overtaken}
    shown = _find(docket, str(form["id"].value() or ""))
    held = _held(shown)
    context |= {
        "publish": publish,
        "item": build_working_item("milestone", shown, get_desk_user(request), now, held) if shown else None,
    }
    status = CONFLICT if overtaken else 422 if form.is_bound or publish.is_bound else 200
    return render(
        request, "rulings/milestones.html", context | {"section": "desk", "is_old": form["id"].value()}, status=status
    )
