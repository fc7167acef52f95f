"""``/desk/trackers/add/`` and ``/desk/trackers/<id>/``: the words of a tracker, and whether readers see it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets.format.typed_number import parse_whole_number
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.http import sent_forms
from rulings.models import Tracker
from rulings.publishing.forms import DRAFT, PublishForm, bind_publish_form, build_publish_form
from rulings.publishing.pending import find_pending
from rulings.publishing.steps import (
    STEP_LABELS,
    CannotPublish,
    Step,
    describe_saved,
    describe_state,
    list_publishing_steps,
)
from rulings.trackers.forms import TrackerForm
from rulings.trackers.pending import build_held_url, describe_held, discard_held, find_held, list_held, step_held
from rulings.trackers.save import (
    TRACKER,
    TrackerConflict,
    add_matters,
    discard_tracker_version,
    get_working_words,
    make_tracker,
    save_tracker,
    step_tracker,
)
from rulings.views.desk.desk import get_desk_user

CONFLICT = 409
DISCARD = "discard"


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def tracker_add(request: HttpRequest) -> HttpResponse:
    """``docket``: ids of cases with which it begins, one for each time that it is given."""
    query, _ = strip_control_characters_from_query(request.POST if request.method == "POST" else request.GET)
    dockets = _read_dockets(query)
    if request.method != "POST":
        form = TrackerForm(initial={"request_id": create_request_id()})
        return _shown(request, form, PublishForm(initial={"when": DRAFT}), None, dockets=dockets)
    form, publish = TrackerForm(query), bind_publish_form(query, None, timezone.now())
    if not all([form.is_valid(), publish.is_valid()]):
        return _shown(request, form, publish, None, status=422, dockets=dockets)
    told, user, now = form.cleaned_data, get_desk_user(request), timezone.now()
    key = sent_forms.get_form_id(request, told["request_id"])
    try:
        row = make_tracker(told, publish.wish, by=user, now=now, request_id=key)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, form, publish, None, status=422, dockets=dockets)
    row = row or Tracker.objects.get(slug=told["slug"])
    add_matters(row.pk, dockets, by=user, now=now)
    messages.info(request, describe_saved(publish.wish, "Saved. Readers see it."))
    return HttpResponseRedirect(reverse("tracker-rows", args=[row.pk]))


def _read_dockets(query: QueryDict) -> list[int]:
    return [key for typed in query.getlist("docket")[:500] if (key := parse_whole_number(typed))]


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def tracker_edit(request: HttpRequest, tracker_id: int) -> HttpResponse:
    row, now = get_object_or_404(Tracker, pk=tracker_id), timezone.now()
    held = find_pending(TRACKER, row.pk)
    if request.method != "POST":
        return _shown(request, _form(row), build_publish_form(row, now, held), row)
    query, _ = strip_control_characters_from_query(request.POST)
    form, publish = TrackerForm(query, tracker=row), bind_publish_form(query, row, now, held)
    if not all([form.is_valid(), publish.is_valid()]):
        return _shown(request, form, publish, row, status=422)
    told = form.cleaned_data
    key = sent_forms.get_form_id(request, told["request_id"])
    try:
        save_tracker(row.pk, told, publish.wish, seen=told["seen"], by=get_desk_user(request), now=now, request_id=key)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, form, publish, row, status=422)
    except TrackerConflict as overtaken:
        anew = {"seen": get_state_version(overtaken.now), "request_id": create_request_id()}
        again = TrackerForm(initial=told | anew, tracker=row)
        return _shown(request, again, publish, row, status=CONFLICT, overtaken=overtaken)
    messages.info(request, describe_saved(publish.wish, "Saved. Readers see it."))
    return HttpResponseRedirect(reverse("tracker-edit", args=[row.pk]))


@require_POST
@require_role("editor", "trackers")
def tracker_step(request: HttpRequest, tracker_id: int, act: str) -> HttpResponse:
    """A step of publishing, or "discard" of a new version. Sent with ``version``: the id of what waits of its rows, its
    vocabulary or its changes."""
    row = get_object_or_404(Tracker, pk=tracker_id)
    if act not in (*Step, DISCARD):
        return HttpResponse("There is no such step.", status=404, content_type="text/plain; charset=utf-8")
    if key := parse_whole_number(request.POST.get("version", "")):
        return _step_held(request, row, key, act)
    try:
        if act == DISCARD:
            discard_tracker_version(row.pk, by=get_desk_user(request))
        else:
            step_tracker(row.pk, Step(act), by=get_desk_user(request), now=timezone.now())
        messages.info(request, "Done.")
    except CannotPublish as error:
        messages.error(request, str(error))
    except IntegrityError:
        messages.error(request, "Another tracker has this address. Give it another one first.")
    return HttpResponseRedirect(reverse("tracker-edit", args=[row.pk]))


def _step_held(request: HttpRequest, row: Tracker, key: int, act: str) -> HttpResponse:
    held, user = find_held(row, key), get_desk_user(request)
    back = build_held_url(held) if held else reverse("tracker-edit", args=[row.pk])
    try:
        if act == DISCARD:
            discard_held(row.pk, key, by=user)
        else:
            step_held(row.pk, key, Step(act), by=user, now=timezone.now())
        messages.info(request, "Done.")
    except CannotPublish as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(back)


def describe_waiting(row: Tracker, user: User, kind: str, object_id: int | None = None) -> list[dict[str, Any]]:
    """What waits of a tracker, with the steps that this editor may take, for ``trackers/held.html``."""
    now = timezone.now()
    return [
        {
            "key": held.pk,
            "state": describe_state(held, now),
            "by": held.edited_by.get_full_name() or held.edited_by.get_username() if held.edited_by else "",
            "lines": describe_held(held),
            "steps": [(step.value, STEP_LABELS[step]) for step in list_publishing_steps(held, user, now)],
        }
        for held in list_held(row, kind, object_id)
    ]


def _form(row: Tracker) -> TrackerForm:
    told = get_working_words(row)
    hidden = {"seen": get_state_version(told), "request_id": create_request_id()}
    return TrackerForm(initial=told | hidden, tracker=row)


def _shown(
    request: HttpRequest,
    form: TrackerForm,
    publish: PublishForm,
    row: Tracker | None,
    *,
    status: int = 200,
    overtaken: TrackerConflict | None = None,
    dockets: list[int] | None = None,
) -> HttpResponse:
    now = timezone.now()
    held = find_pending(TRACKER, row.pk) if row else None
    steps = list_publishing_steps(held or row, get_desk_user(request), now) if row else []
    context: dict[str, Any] = {
        "form": form,
        "publish": publish,
        "tracker": row,
        "state": describe_state(row, now) if row else "",
        "held": describe_state(held, now) if held else "",
        "steps": [(step.value, STEP_LABELS[step]) for step in steps],
        "overtaken": overtaken,
        "dockets": dockets or [],
        "section": "trackers",
        "sub": "words",
    }
    return render(request, "rulings/trackers/tracker_edit.html", context, status=status)
