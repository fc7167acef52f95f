"""``/desk/trackers/<id>/rows/``: the rows as editors keep them: which may be out of date, which nobody has looked at
for long, which dockets are added, left out or proposed, and what readers are told."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets.db.keyset import Key
from dockets.format.typed_number import parse_whole_number
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.identity.find_cases import FoundCase, find_cases
from dockets.models import Docket
from rulings.http import sent_forms
from rulings.models import Matter, Tracker
from rulings.publishing.steps import describe_state
from rulings.trackers.candidates import (
    SearchForm,
    drop_search,
    list_candidates,
    list_searches,
    save_search,
)
from rulings.trackers.display import describe_doubt
from rulings.trackers.forms import AddForm, ChangeForm
from rulings.trackers.save import (
    CHANGE,
    CannotSave,
    add_matters,
    confirm_matter,
    exclude_docket,
    record_change,
    remove_matter,
)
from rulings.trackers.sheets.watched import list_watched_lines, unwatch_line
from rulings.views.desk.desk import get_desk_user
from rulings.views.trackers.tracker_edit import describe_waiting

PAGE = 50
KEYS = (Key("shown_name", "text"), Key("id", "int"))


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def tracker_rows(request: HttpRequest, tracker_id: int) -> HttpResponse:
    """``only``: "doubt" or "unchecked". Sent: docket numbers to add."""
    row = get_object_or_404(Tracker, pk=tracker_id)
    if request.method != "POST":
        return _shown(request, row, AddForm(initial={"request_id": create_request_id()}), [])
    query, _ = strip_control_characters_from_query(request.POST)
    form = AddForm(query)
    if not form.is_valid():
        return _shown(request, row, form, [], status=422)
    found = find_cases(form.cleaned_data["numbers"].splitlines())
    key = sent_forms.get_form_id(request, form.cleaned_data["request_id"])
    known = [each.docket.pk for each in found if each.docket]
    made = add_matters(row.pk, known, by=get_desk_user(request), now=timezone.now(), request_id=key)
    missing = [each for each in found if not each.docket]
    messages.info(request, f"{len(made):,} row{'' if len(made) == 1 else 's'} added.")
    if missing:
        left = AddForm(
            initial={"numbers": "\n".join(each.typed for each in missing), "request_id": create_request_id()}
        )
        return _shown(request, row, left, missing, status=422)
    return HttpResponseRedirect(reverse("tracker-rows", args=[row.pk]))


@require_POST
@require_role("editor", "trackers")
def tracker_act(request: HttpRequest, tracker_id: int, act: str) -> HttpResponse:
    """What is done with a row, a proposed docket or a search, by the buttons of the page, or of the desk
    (``back=desk``)."""
    row = get_object_or_404(Tracker, pk=tracker_id)
    if act not in ACTS:
        raise Http404("There is no such act.")
    query, _ = strip_control_characters_from_query(request.POST)
    messages.info(request, ACTS[act](request, row, query))
    back = reverse("desk") if query.get("back") == "desk" else reverse("tracker-rows", args=[row.pk])
    return HttpResponseRedirect(back)


def _find_matter(row: Tracker, query: Any) -> Matter:
    return get_object_or_404(Matter, tracker=row, pk=parse_whole_number(query.get("row", "")) or 0)


def _confirm(request: HttpRequest, row: Tracker, query: Any) -> str:
    confirm_matter(_find_matter(row, query).pk, by=get_desk_user(request), now=timezone.now())
    return "Confirmed: what the row says holds as of now."


def _remove(request: HttpRequest, row: Tracker, query: Any) -> str:
    matter = _find_matter(row, query)
    remove_matter(matter.pk, query.get("reason", ""), by=get_desk_user(request), now=timezone.now())
    return "Taken out, from today on. Its case is as it was."


def _leave(request: HttpRequest, row: Tracker, query: Any) -> str:
    docket = get_object_or_404(Docket.objects.only("pk"), pk=parse_whole_number(query.get("docket", "")) or 0)
    now = timezone.now()
    exclude_docket(row.pk, docket.pk, query.get("reason", ""), by=get_desk_user(request), now=now)
    return "Left out: it is not proposed again."


def _take(request: HttpRequest, row: Tracker, query: Any) -> str:
    keys = [key for typed in query.getlist("docket") if (key := parse_whole_number(typed))]
    made = add_matters(row.pk, keys, by=get_desk_user(request), now=timezone.now())
    return "Taken." if made else "It is in the tracker already."


def _tell(request: HttpRequest, row: Tracker, query: Any) -> str:
    form = ChangeForm(query)
    if not form.is_valid():
        return "Say of which kind it is, and what was changed, in a sentence."
    told = form.cleaned_data
    key = sent_forms.get_form_id(request, told["request_id"])
    user, now = get_desk_user(request), timezone.now()
    try:
        waits = record_change(row.pk, told["what"], told["change_words"], by=user, now=now, request_id=key)
    except CannotSave as error:
        return str(error)
    return "Saved. It waits for review." if waits else "Readers are told."


def _search(request: HttpRequest, row: Tracker, query: Any) -> str:
    form = SearchForm(query)
    if not form.is_valid() or not form.asks_for_something:
        return "Say what is looked for: words, a court, a party, a firm, a judge, a claim or a statute."
    save_search(row, form, by=get_desk_user(request), now=timezone.now())
    return "Saved. What it finds is proposed below."


def _forget(request: HttpRequest, row: Tracker, query: Any) -> str:
    drop_search(row, parse_whole_number(query.get("search", "")) or 0, by=get_desk_user(request))
    return "The search is gone. Its rows stay."


def _unwatch(request: HttpRequest, row: Tracker, query: Any) -> str:
    was_there = unwatch_line(row, parse_whole_number(query.get("line", "")) or 0, by=get_desk_user(request))
    return "It is no longer watched." if was_there else "It is not watched any more."


ACTS = {
    "confirm": _confirm,
    "remove": _remove,
    "leave": _leave,
    "take": _take,
    "tell": _tell,
    "search": _search,
    "forget": _forget,
    "unwatch": _unwatch,
}


def list_unchecked(tracker: Tracker) -> "QuerySet[Matter]":
    """Rows that no editor has looked at for as many days as the tracker says."""
    before = timezone.now() - timedelta(days=tracker.unchecked_after)
    rows = Matter.objects.filter(tracker=tracker, removed_on=None, merged_into=None)
    return rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=before))


def _shown(
    request: HttpRequest, row: Tracker, form: AddForm, missing: list[FoundCase], status: int = 200
) -> HttpResponse:
    only = request.GET.get("only", "")
    standing = Matter.objects.filter(tracker=row, removed_on=None, merged_into=None)
    doubtful, unchecked = standing.filter(doubt__isnull=False), list_unchecked(row)
    chosen = {"doubt": doubtful, "unchecked": unchecked}.get(only, standing)
    page, notice = get_requested_page(request, chosen, KEYS, PAGE)
    watched, more_watched = list_watched_lines(row)
    context = {
        "tracker": row,
        "lines": [(matter, describe_doubt(matter.doubt) if matter.doubt else "") for matter in page.rows],
        "page": page,
        "notice": notice,
        "state": "" if row.is_public(timezone.now()) else describe_state(row, timezone.now()),
        "only": only if only in ("doubt", "unchecked") else "",
        "behind": standing.filter(is_behind=True).count(),
        "counts": (standing.count(), doubtful.count(), unchecked.count()),
        "held": describe_waiting(row, get_desk_user(request), CHANGE),
        "form": form,
        "missing": missing,
        "change": ChangeForm(initial={"request_id": create_request_id()}, auto_id="change_%s"),
        "watched": watched,
        "more_watched": more_watched,
        "is_admin": has_role(request.user, "admin", "imports"),
        "search": SearchForm(auto_id="search_%s"),
        "searches": list_searches(row),
        "candidates": list_candidates(row),
        "exclusions": row.exclusions.select_related("docket__court").order_by("-at")[:20],
        "section": "trackers",
        "sub": "rows",
    }
    return render(request, "rulings/trackers/tracker_rows.html", context, status=status)
