"""``/desk/cases/<id>/headline/`` and ``/desk/filings/<filing>/headline/``: a headline and a summary in plain language."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.addresses import docket_address
from dockets.models import Docket, Filing
from dockets.views.typed import printable_query
from rulings.editorial_forms import EditorialForm
from rulings.editorialise import Overtaken, editorial_state, said, say
from rulings.edits import new_request_id, version_of
from rulings.views import sent
from rulings.views.annotators import filing_of, page_of
from rulings.views.desk import deskers_only, person_of

CONFLICT = 409


@deskers_only
@require_http_methods(["GET", "HEAD", "POST"])
def editorial_case(request: HttpRequest, docket_id: int) -> HttpResponse:
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    return _edited(request, docket, None)


@deskers_only
@require_http_methods(["GET", "HEAD", "POST"])
def editorial_filing(request: HttpRequest, filing_id: str) -> HttpResponse:
    filing = filing_of(filing_id)
    if filing.merged_into_id:
        return HttpResponseRedirect(page_of(filing))
    return _edited(request, filing.docket, filing)


def _edited(request: HttpRequest, docket: Docket, filing: Filing | None) -> HttpResponse:
    back = page_of(filing) if filing else docket_address(docket.court_id, docket.docket_number)
    if request.method != "POST":
        state = editorial_state(said(docket, filing))
        told = {**(state or {}), "seen": version_of(state), "request_id": new_request_id()}
        return _shown(request, docket, filing, back, EditorialForm(initial=told))
    form = EditorialForm(printable_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, docket, filing, back, form)
    told = form.cleaned_data
    try:
        say(
            docket, filing, told | ({} if filing else {"pinned": False}), seen=told["seen"], by=person_of(request),
            now=timezone.now(), request_id=sent.once(request, told["request_id"]),
        )  # fmt: skip
    except Overtaken as overtaken:
        again = EditorialForm(initial=told | {"seen": version_of(overtaken.now), "request_id": new_request_id()})
        return _shown(request, docket, filing, back, again, overtaken)
    messages.info(request, "Saved.")
    if filing and request.POST.get("back") == "desk":
        of = {"of": "all"} if request.POST.get("of") == "all" else {}
        return HttpResponseRedirect(reverse("desk", query={"at": f"filing-{filing.pk}", **of}))
    return HttpResponseRedirect(back)


def _shown(
    request: HttpRequest,
    docket: Docket,
    filing: Filing | None,
    back: str,
    form: EditorialForm,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"docket": docket, "filing": filing, "back": back, "form": form, "overtaken": overtaken}
    status = CONFLICT if overtaken else 422 if form.is_bound else 200
    return render(request, "rulings/editorial_edit.html", context | {"section": "desk"}, status=status)
