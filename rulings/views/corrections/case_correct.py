"""``/desk/cases/<id>/status/``: whether a case goes on, as a machine read it, and an editor's correction of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.corrections.describe import describe_corrections
from rulings.corrections.forms import CaseCorrectionForm
from rulings.corrections.machine_values import read_case_values
from rulings.corrections.save import list_applied_values, list_corrections
from rulings.interpret.account.sources import get_case_kind
from rulings.views.corrections.correction_page import CONFLICT, get_hidden_values, merge_sent_form, save_sent_form
from rulings.vocabulary.corrections import CorrectedField


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def case_correct(request: HttpRequest, docket_id: int) -> HttpResponse:
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    if request.method != "POST":
        return _shown(request, docket, _form(docket))
    form = _form(docket, strip_control_characters_from_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, docket, form, status=422)
    if not save_sent_form(request, docket, None, form):
        both = merge_sent_form(request, _form(docket), list_corrections(docket, None))
        return _shown(request, docket, _form(docket, both), status=CONFLICT)
    messages.info(request, "Saved.")
    return HttpResponseRedirect(build_docket_url(docket.court_id, docket.docket_number))


def _form(docket: Docket, sent: Any = None) -> CaseCorrectionForm:
    there = list_corrections(docket, None)
    values = read_case_values(docket) | list_applied_values(there)
    status = values.get(CorrectedField.STATUS) or {"value": "open", "how": "", "on": None}
    kind = get_case_kind(docket.court.kind, docket.case_type, docket.nature_of_suit)
    return CaseCorrectionForm(sent, initial=status | get_hidden_values(there), case_kind=kind)


def _shown(request: HttpRequest, docket: Docket, form: CaseCorrectionForm, status: int = 200) -> HttpResponse:
    context = {
        "docket": docket,
        "back": build_docket_url(docket.court_id, docket.docket_number),
        "form": form,
        "corrections": describe_corrections(list_corrections(docket, None).values()),
    }
    return render(request, "rulings/case_correct.html", context | {"section": "desk"}, status=status)
