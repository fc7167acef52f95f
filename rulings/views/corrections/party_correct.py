"""``/desk/parties/<id>/``: a party as the court lists it, and an editor's correction of its name, side and counsel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Party
from rulings.corrections.describe import describe_corrections
from rulings.corrections.forms import PartyCorrectionForm, fill_party_form
from rulings.corrections.machine_values import read_party_values
from rulings.corrections.save import list_applied_values, list_corrections
from rulings.views.corrections.correction_page import CONFLICT, get_hidden_values, merge_sent_form, save_sent_form

OTHERS_OFFERED = 500
"""Other names of a case that a party may be joined with; mass actions have thousands."""


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def party_correct(request: HttpRequest, party_id: int) -> HttpResponse:
    known = Party.objects.select_related("docket", "same_as").defer("docket__search")
    party = get_object_or_404(known, pk=party_id, docket__merged_into=None)
    if request.method != "POST":
        return _shown(request, party, _form(party))
    form = _form(party, strip_control_characters_from_query(request.POST)[0])
    if not form.is_valid():
        return _shown(request, party, form, status=422)
    if not save_sent_form(request, party.docket, party, form):
        both = merge_sent_form(request, _form(party), list_corrections(party.docket, party))
        return _shown(request, party, _form(party, both), status=CONFLICT)
    messages.info(request, "Saved. The case shows the party as you have said.")
    return HttpResponseRedirect(_back(Party.objects.select_related("docket").get(pk=party.pk)))


def _form(party: Party, sent: Any = None) -> PartyCorrectionForm:
    there = list_corrections(party.docket, party)
    values = read_party_values(party) | list_applied_values(there)
    others = Party.objects.filter(docket=party.docket_id).exclude(name=party.name).order_by("position", "id")
    lawyers = party.representations.values_list("attorney__name", flat=True)
    return PartyCorrectionForm(
        sent,
        initial=fill_party_form(values) | get_hidden_values(there),
        others=list(others.values_list("name", flat=True)[:OTHERS_OFFERED]),
        lawyers=list(lawyers),
    )


def _back(party: Party) -> str:
    """Its place on the page of parties, or that of the name under which it stands."""
    page = build_docket_url(party.docket.court_id, party.docket.docket_number)
    return f"{page}parties/#party-{party.same_as_id or party.pk}"


def _shown(request: HttpRequest, party: Party, form: PartyCorrectionForm, status: int = 200) -> HttpResponse:
    context = {
        "docket": party.docket,
        "page": build_docket_url(party.docket.court_id, party.docket.docket_number),
        "back": _back(party),
        "party": party,
        "form": form,
        "corrections": describe_corrections(list_corrections(party.docket, party).values()),
    }
    return render(request, "rulings/party_correct.html", context | {"section": "desk"}, status=status)
