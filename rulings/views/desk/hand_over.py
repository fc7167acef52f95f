"""``/desk/hand-over/<of>/<thing>/``: a case, a filing or a note is given to another editor, with a word why."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.print_style import format_date
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.desk.hand_overs import LONGEST, CannotHandOver, HandOverTarget, hand_over
from rulings.desk.queue import list_editors
from rulings.http import sent_forms
from rulings.notes.places import build_filing_page_url, build_note_url, get_filing_or_404, get_note_or_404
from rulings.views.desk.desk import get_desk_user


class HandOverForm(forms.Form):
    """``to`` is chosen from the editors other than ``by``."""

    to = forms.ModelChoiceField(queryset=User.objects.none(), label="To", empty_label="Choose")
    words = forms.CharField(
        label="Why, or what is to be done",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data-people": reverse_lazy("people")}),
    )
    due_on = forms.DateField(label="Due on", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        if isinstance(to, forms.ModelChoiceField):
            to.queryset = list_editors().exclude(pk=by.pk)


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_item(request: HttpRequest, of: str, thing: str) -> HttpResponse:
    """``of``: "case" with the docket's id, "filing" or "note" with their public ids."""
    target, name, url = _find_target(request, of, thing)
    by = get_desk_user(request)
    if request.method != "POST":
        return _show(request, target, name, url, HandOverForm(by=by, initial={"request_id": create_request_id()}))
    query, _ = strip_control_characters_from_query(request.POST)
    form = HandOverForm(query, by=by)
    if not form.is_valid():
        return _show(request, target, name, url, form)
    told = form.cleaned_data
    to, words, due_on = told["to"], told["words"], told["due_on"]
    asked = sent_forms.get_form_id(request, told["request_id"])
    try:
        hand_over(target, to, words=words, due_on=due_on, by=by, now=timezone.now(), request_id=asked)
    except CannotHandOver as error:
        form.add_error("to", str(error))
        return _show(request, target, name, url, form)
    due = f", due {format_date(due_on)}" if due_on else ""
    messages.info(request, f"Given to {to.get_full_name() or to.get_username()}{due}.")
    return HttpResponseRedirect(reverse("desk") if query.get("back") == "desk" else url)


def _find_target(request: HttpRequest, of: str, thing: str) -> tuple[HandOverTarget, str, str]:
    """What is given, what it is called, and its page."""
    if of == "case" and (key := parse_whole_number(thing)):
        docket = get_object_or_404(Docket.objects.defer("search"), pk=key, merged_into=None)
        url = build_docket_url(docket.court_id, docket.docket_number)
        return HandOverTarget(docket), docket.case_name or docket.docket_number, url
    if of == "filing":
        filing = get_filing_or_404(thing)
        filing = filing.merged_into or filing
        return HandOverTarget(filing.docket, filing), f"Filing {filing.number}".strip(), build_filing_page_url(filing)
    if of == "note":
        note = get_note_or_404(request, thing)
        if note.deleted_at is None:
            target = HandOverTarget(note.docket, note.filing, note)
            return target, f"Note: {note.excerpt[:80]}", build_note_url(note)
    raise Http404("There is no such thing to give.")


def _show(request: HttpRequest, target: HandOverTarget, name: str, url: str, form: HandOverForm) -> HttpResponse:
    context = {"target": target, "name": name, "url": url, "form": form, "section": "desk"}
    return render(request, "rulings/hand_over.html", context, status=422 if form.is_bound else 200)
