"""``/desk/by-hand/`` and ``/desk/cases/<id>/by-hand/``: a case that has no docket online is typed in, and corrected;
or a filing of any case that no source has."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.http.kept_form import get_kept_form
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.identity.find_cases import match_court
from dockets.imports.forms import list_offered_courts
from dockets.models import Docket
from rulings.desk.by_hand import CannotEnter, enter_case, get_entered_version, preview_case, read_entered_case
from rulings.desk.by_hand_form import CaseByHandForm
from rulings.models import Tracker
from rulings.trackers.save import add_matters
from rulings.views.desk.desk import get_desk_user

ROLES = ("Plaintiff", "Defendant", "Petitioner", "Respondent", "Intervenor", "Amicus")
_ASKED = (("number", "number"), ("name", "case_name"), ("from", "known_from"))


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def case_by_hand(request: HttpRequest) -> HttpResponse:
    """``court``, ``number``, ``name`` and ``from`` fill the form in; the case is put into the tracker ``tracker``."""
    if request.method == "POST":
        return _take(request, None)
    if kept := get_kept_form(request):
        return _shown(request, None, CaseByHandForm(kept))
    return _shown(request, None, CaseByHandForm(initial=_read_asked(request)))


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def case_by_hand_edit(request: HttpRequest, docket_id: int) -> HttpResponse:
    found = Docket.objects.select_related("court").defer("search")
    docket = get_object_or_404(found, pk=docket_id, merged_into=None)
    if request.method == "POST":
        return _take(request, docket)
    if kept := get_kept_form(request):
        return _shown(request, docket, CaseByHandForm(kept))
    told, known_from = read_entered_case(docket) or ({"case_name": docket.case_name}, "")
    initial = {"known_from": known_from, "seen": get_entered_version(docket)}
    return _shown(request, docket, CaseByHandForm(initial=initial, docket=told))


def _read_asked(request: HttpRequest) -> dict[str, str]:
    asked, _ = strip_control_characters_from_query(request.GET)
    told = {name: asked.get(key, "")[:300] for key, name in _ASKED}
    court = match_court(asked.get("court", "")[:200])
    return told | {"court": court.pk if court else asked.get("court", "")[:200]}


def _take(request: HttpRequest, docket: Docket | None) -> HttpResponse:
    """Sent with ``save`` it is saved, with ``more`` it gets more lines, else it is looked at."""
    query = strip_control_characters_from_query(request.POST)[0].copy()
    if docket:
        query["court"], query["number"] = docket.court_id, docket.docket_number
    form = CaseByHandForm(query, more="more" in query)
    if "more" in query:
        return _shown(request, docket, form)
    if not form.is_valid():
        return _shown(request, docket, form, status=422)
    told, known_from = form.build_docket(), form.case.cleaned_data["known_from"]
    if docket and form.case.cleaned_data["seen"] != get_entered_version(docket):
        query["seen"] = get_entered_version(docket)
        return _shown(request, docket, CaseByHandForm(query), status=409)
    try:
        if "save" not in query:
            return _shown(request, docket, form, preview=preview_case(told, known_from))
        entered = enter_case(told, known_from, by=get_desk_user(request))
    except CannotEnter as error:
        form.case.add_error(None, str(error))
        return _shown(request, docket, form, status=422)
    messages.info(request, "Saved. What machines read in it is there, too.")
    return HttpResponseRedirect(_put_into_tracker(request, entered))


def _put_into_tracker(request: HttpRequest, docket: Docket) -> str:
    """The address to go on to."""
    tracker = _find_tracker(request)
    if tracker is None:
        return build_docket_url(docket.court_id, docket.docket_number)
    add_matters(tracker.pk, [docket.pk], by=get_desk_user(request), now=timezone.now())
    return reverse("tracker-rows", args=[tracker.pk])


def _find_tracker(request: HttpRequest) -> Tracker | None:
    key = parse_whole_number(request.GET.get("tracker", ""))
    is_editor = has_role(request.user, "editor", "trackers")
    return Tracker.objects.filter(pk=key).first() if key and is_editor else None


def _shown(
    request: HttpRequest,
    docket: Docket | None,
    form: CaseByHandForm,
    *,
    preview: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "docket": docket,
        "back": build_docket_url(docket.court_id, docket.docket_number) if docket else reverse("docket-list"),
        "form": form,
        "preview": preview,
        "is_overtaken": status == 409,
        "tracker": _find_tracker(request),
        "courts": list_offered_courts(),
        "roles": ROLES,
        "section": "desk",
    }
    return render(request, "rulings/case_by_hand.html", context, status=status)
