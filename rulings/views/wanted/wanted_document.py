"""``/desk/wanted/<filing>/<number>/``: an editor says that a document is wanted, and why, or takes that back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.documents.texts import list_texts_of_document
from dockets.format.urls import build_document_url
from dockets.history.audit_log import State, create_request_id, get_state_version
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Filing
from rulings.http import sent_forms
from rulings.interpret.corrections import load_said_attachments
from rulings.models import Hearing, TimelineEvent, WantedDocument
from rulings.notes.places import build_filing_page_url, get_filing_or_404
from rulings.reading.kinds.attachments import read_attachments
from rulings.views.desk.desk import get_desk_user
from rulings.views.filing.document_address import MOST_NUMBERED
from rulings.vocabulary.kinds import EventKind
from rulings.wanted.facts import FilingFacts, find_place, find_release
from rulings.wanted.forms import WantedForm
from rulings.wanted.save import WantedConflict, find_wanted, unwant_document, want_document
from rulings.wanted.wanted_list import name_document


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def wanted_document(request: HttpRequest, filing_id: str, document: int) -> HttpResponse:
    filing = get_filing_or_404(filing_id)
    if filing.merged_into_id:
        survivor = filing.merged_into or filing
        return HttpResponseRedirect(reverse("wanted-document", args=[survivor.public_id, document]))
    _check_known(filing, document)
    by = get_desk_user(request)
    row = find_wanted(filing, document, by)
    if request.method != "POST":
        return _show(request, filing, document, _begin(row.state() if row else None))
    query, _ = strip_control_characters_from_query(request.POST)
    form = WantedForm(query)
    if not form.is_valid():
        return _show(request, filing, document, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    told, sent = form.cleaned_data, sent_forms.get_form_id(request, form.cleaned_data["request_id"])
    try:
        if query.get("act") == "take-back":
            unwant_document(filing, document, seen=told["seen"], by=by, request_id=sent)
        else:
            now = timezone.now()
            want_document(filing, document, told["why"], seen=told["seen"], by=by, now=now, request_id=sent)
    except WantedConflict as overtaken:
        again = _begin(overtaken.now, told["why"])
        return _show(request, filing, document, again, overtaken, HTTPStatus.CONFLICT)
    messages.info(
        request, "Taken back." if query.get("act") == "take-back" else "It stands on the list of those wanted."
    )
    return HttpResponseRedirect(reverse("wanted-list") if query.get("back") == "list" else _page(filing))


def _begin(state: State | None, why: str | None = None) -> WantedForm:
    """An unsent form for what is stored; with other words why, where some were typed."""
    told = {"why": why if why is not None else (state or {}).get("why", "")}
    return WantedForm(initial=told | {"seen": get_state_version(state), "request_id": create_request_id()})


def _page(filing: Filing) -> str:
    return build_filing_page_url(filing)


def _check_known(filing: Filing, number: int) -> None:
    """Raises ``Http404`` for an attachment that nothing mentions."""
    if number == 0 or filing.documents.filter(number=number).exists():
        return
    named = (*read_attachments(filing.text), *(load_said_attachments(filing) or ()))
    if number > MOST_NUMBERED or number not in {one.number for one in named}:
        raise Http404(f"No document {number} of this filing has been seen.")


def _show(
    request: HttpRequest,
    filing: Filing,
    number: int,
    form: WantedForm,
    overtaken: WantedConflict | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    events = TimelineEvent.objects.filter(filing=filing, event_kind__in=[EventKind.FILING, EventKind.RULING])
    headline, kind = events.values_list("headline", "kind").first() or ("Docket entry", "")
    known = filing.documents.filter(number=number).first()
    kept = {number} if any(text.shown for text in list_texts_of_document(filing, number)) else set()
    release = find_release(Hearing.objects.filter(filing=filing))
    wishes = WantedDocument.objects.filter(filing=filing, document_number=number).select_related("by")
    by = get_desk_user(request)
    context = {
        "filing": filing,
        "docket": filing.docket,
        "number": number,
        "headline": headline,
        "title": name_document(known, number),
        "place": find_place(FilingFacts(filing, kind, kept, release), known, number),
        "is_here": bool(kept),
        "wishes": wishes.order_by("at", "id"),
        "is_mine": any(wish.by_id == by.pk for wish in wishes),
        "form": form,
        "overtaken": overtaken,
        "url": _page(filing),
        "document_url": build_document_url(_page(filing), number),
        "section": "desk",
    }
    return render(request, "rulings/wanted_document.html", context, status=status)
