"""``/desk/cases/<id>/headline/`` and ``/desk/filings/<filing>/headline/``: a headline and a summary in plain
language."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket, Filing
from rulings.desk.editorials import EditorialConflict, find_editorial, save_editorial
from rulings.desk.forms import EditorialForm
from rulings.desk.publishing import build_working_item
from rulings.history.snapshots import get_editorial_state
from rulings.http import sent_forms
from rulings.http.preview import PREVIEWED, preview_page
from rulings.notes.places import build_filing_page_url, get_filing_or_404
from rulings.publishing.forms import PublishForm, bind_publish_form, build_publish_form
from rulings.publishing.pending import find_pending, get_working_state
from rulings.publishing.steps import CannotPublish, Wish, describe_saved
from rulings.views.desk.desk import get_desk_user

CONFLICT = 409


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def editorial_case(request: HttpRequest, docket_id: int) -> HttpResponse:
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    return _edited(request, docket, None)


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def editorial_filing(request: HttpRequest, filing_id: str) -> HttpResponse:
    filing = get_filing_or_404(filing_id)
    if filing.merged_into_id:
        return HttpResponseRedirect(build_filing_page_url(filing))
    return _edited(request, filing.docket, filing)


def _edited(request: HttpRequest, docket: Docket, filing: Filing | None) -> HttpResponse:
    back = build_filing_page_url(filing) if filing else build_docket_url(docket.court_id, docket.docket_number)
    row, now = find_editorial(docket, filing), timezone.now()
    held = find_pending("editorial", row.pk if row else None)
    if request.method != "POST":
        state = get_working_state(held, get_editorial_state(row))
        told = {**(state or {}), "seen": get_state_version(state), "request_id": create_request_id()}
        return _shown(request, docket, filing, back, EditorialForm(initial=told), build_publish_form(row, now, held))
    query, _ = strip_control_characters_from_query(request.POST)
    form, publish = EditorialForm(query), bind_publish_form(query, row, now, held)
    if not all([form.is_valid(), publish.is_valid()]):
        return _shown(request, docket, filing, back, form, publish)
    told = form.cleaned_data
    if "preview" in query:
        change = partial(_save, request, docket, filing, form, PREVIEWED)
        return preview_page(request, back, change, (EditorialConflict,))
    try:
        _save(request, docket, filing, form, publish.wish)
    except EditorialConflict as overtaken:
        again = EditorialForm(
            initial=told | {"seen": get_state_version(overtaken.now), "request_id": create_request_id()}
        )
        return _shown(request, docket, filing, back, again, publish, overtaken)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, docket, filing, back, form, publish)
    messages.info(request, describe_saved(publish.wish))
    if filing and request.POST.get("back") == "desk":
        of = {"of": "all"} if request.POST.get("of") == "all" else {}
        return HttpResponseRedirect(reverse("desk", query={"at": f"filing-{filing.pk}", **of}))
    return HttpResponseRedirect(back)


def _save(request: HttpRequest, docket: Docket, filing: Filing | None, form: EditorialForm, wish: Wish) -> None:
    told = form.cleaned_data
    save_editorial(
        docket, filing, told | ({} if filing else {"pinned": False}), seen=told["seen"], by=get_desk_user(request),
        now=timezone.now(), request_id=sent_forms.get_form_id(request, told["request_id"]), wish=wish,
    )  # fmt: skip


def _shown(
    request: HttpRequest,
    docket: Docket,
    filing: Filing | None,
    back: str,
    form: EditorialForm,
    publish: PublishForm,
    overtaken: EditorialConflict | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"docket": docket, "filing": filing, "back": back, "form": form, "overtaken": overtaken}
    row = find_editorial(docket, filing)
    item = (
        build_working_item("editorial", row, get_desk_user(request), timezone.now(), find_pending("editorial", row.pk))
        if row
        else None
    )
    context |= {"publish": publish, "item": item}
    status = CONFLICT if overtaken else 422 if form.is_bound else 200
    return render(request, "rulings/editorial_edit.html", context | {"section": "desk"}, status=status)
