"""``/desk/filings/<filing>/reading/``: what a machine read of a filing, and an editor's corrections of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Filing, Party
from rulings.corrections.alike import find_alike, save_alike
from rulings.corrections.describe import describe_corrections
from rulings.corrections.forms import FilingCorrectionForm, fill_filing_form
from rulings.corrections.machine_values import read_filing_values
from rulings.corrections.save import list_applied_values, list_corrections
from rulings.interpret.account.sources import get_case_kind
from rulings.notes.places import build_filing_page_url, get_filing_or_404
from rulings.views.corrections.correction_page import CONFLICT, get_hidden_values, merge_sent_form, save_sent_form
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.corrections import CorrectedField

_NAMES_OFFERED = 200


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def filing_correct(request: HttpRequest, filing_id: str) -> HttpResponse:
    filing = get_filing_or_404(filing_id)
    if filing.merged_into_id:
        return HttpResponseRedirect(build_filing_page_url(filing))
    if request.method != "POST":
        return _shown(request, filing, _form(filing))
    form = _form(filing, strip_control_characters_from_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, filing, form, status=422)
    if not save_sent_form(request, filing.docket, filing, form):
        both = merge_sent_form(request, _form(filing), list_corrections(filing.docket, filing))
        return _shown(request, filing, _form(filing, both), status=CONFLICT)
    told, also = form.cleaned_data, 0
    if told["for_alike"]:
        also = save_alike(
            filing, form.get_changed_values(), reason=told["reason"], by=get_desk_user(request), now=timezone.now()
        )
    others = f" It is said of {also} other{'s' if also > 1 else ''} too." if also else ""
    messages.info(request, f"Saved. The timeline follows what you have said.{others}")
    return HttpResponseRedirect(build_filing_page_url(filing))


def _form(filing: Filing, sent: Any = None) -> FilingCorrectionForm:
    """With what holds now, corrected or read, as it stands."""
    there = list_corrections(filing.docket, filing)
    values = read_filing_values(filing) | list_applied_values(there)
    docket = filing.docket
    return FilingCorrectionForm(
        sent,
        initial=fill_filing_form(values) | get_hidden_values(there),
        case_kind=get_case_kind(docket.court.kind, docket.case_type, docket.nature_of_suit),
        is_motion=CorrectedField.STATE in values,
    )


def _shown(request: HttpRequest, filing: Filing, form: FilingCorrectionForm, status: int = 200) -> HttpResponse:
    there = list_corrections(filing.docket, filing).values()
    names = Party.objects.filter(docket=filing.docket_id).order_by("position", "id").values_list("name", flat=True)
    context: dict[str, Any] = {
        "docket": filing.docket,
        "filing": filing,
        "back": build_filing_page_url(filing),
        "form": form,
        "corrections": describe_corrections(there),
        "is_overtaken": any(row.text_key != filing.fingerprint for row in there),
        "names": dict.fromkeys(names[:_NAMES_OFFERED]),
        "alike": find_alike(filing).count(),
    }
    return render(request, "rulings/filing_correct.html", context | {"section": "desk"}, status=status)
