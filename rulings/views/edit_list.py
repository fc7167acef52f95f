"""``/desk/edits/``: the account of what people changed, and the way back for claims and what rulings decided."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from dockets import keyset
from dockets.addresses import docket_address
from dockets.keyset import Key
from dockets.models import Docket
from dockets.print_style import exact_time
from dockets.views.docket_list import BAD_PAGE
from dockets.views.typed import printable
from rulings.edits import new_request_id
from rulings.models import Edit
from rulings.restore import RESTORED, CannotRestore, restore
from rulings.rows import outcome_label
from rulings.views.claims_edit import editors_only
from rulings.views.desk import deskers_only, person_of

PAGE = 50
NEWEST = (Key("id", "int", descending=True),)
KINDS = {
    "annotation": "note",
    "assignment": "who looks after the case",
    "claim": "claim",
    "deskmark": "item of the desk",
    "disposition": "decision",
    "editorial": "plain language",
    "hearing": "hearing",
    "milestone": "milestone",
    "motion": "motion",
    "reply": "answer to a note",
    "ruling": "ruling",
}
"""``Edit.kind`` in words."""
_NAMES = ("number", "title", "headline", "claim", "motion", "editor", "item", "filing")
_LONGEST = 300
_UNTOLD = {"words_key"}
"""Fields that say nothing to a person."""


class Difference(NamedTuple):
    name: str
    was: str
    now: str


class Line(NamedTuple):
    edit: Edit
    case_url: str
    did: str
    """ "changed claim 1 Fraud"."""
    differences: list[Difference]
    back: str
    """What the button says that puts it back; "" where there is none."""


@require_safe
@deskers_only
def edit_list(request: HttpRequest) -> HttpResponse:
    """``case``: the id of one case; ``kind``: one of ``KINDS``."""
    case = _case(request.GET.get("case", ""))
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in KINDS else ""
    rows = Edit.objects.visible_to(request.user).select_related("docket").defer("docket__search")
    rows = rows.filter(**({"docket": case} if case else {}), **({"kind": kind} if kind else {}))
    after, before, notice = request.GET.get("after", ""), request.GET.get("before", ""), ""
    try:
        page = keyset.page(rows, NEWEST, PAGE, after=after, before=before)
    except keyset.BadCursor:
        page, notice = keyset.page(rows, NEWEST, PAGE), BAD_PAGE
    context: dict[str, object] = {"lines": _lines(page.rows), "page": page, "notice": notice, "section": "desk", "kind": kind}
    context |= {"case": case, "kinds": KINDS.items(), "request_id": new_request_id()}
    context["seen"] = Edit.objects.aggregate(newest=Max("id"))["newest"] or 0
    return render(request, "rulings/edit_list.html", context)


@editors_only
@require_POST
def edit_restore(request: HttpRequest, edit_id: int) -> HttpResponse:
    """``seen``: the newest edit of all when the page was shown."""
    known = Edit.objects.visible_to(request.user).select_related("docket").defer("docket__search")
    edit = get_object_or_404(known, pk=edit_id, kind__in=RESTORED)
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 19 else 0
    try:
        restore(edit, seen=seen, by=person_of(request), request_id=printable(request.POST.get("request_id", ""))[:64])
        messages.info(request, "Put back. That is an edit too, and can be undone here.")
    except CannotRestore as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("edit-list", query={"case": edit.docket_id, "kind": edit.kind}))


def _case(asked: str) -> Docket | None:
    if not asked:
        return None
    found = Docket.objects.defer("search").filter(pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0).first()
    if found is None:
        raise Http404("There is no such case.")
    return found


def _lines(edits: Iterable[Edit]) -> list[Line]:
    edits = list(edits)
    asked = Edit.objects.filter(kind__in=RESTORED, object_id__in={edit.object_id for edit in edits})
    newest = {(kind, key): last for kind, key, last in asked.values_list("kind", "object_id").annotate(Max("id")).order_by()}
    return [_line(edit, newest.get((edit.kind, edit.object_id), 0)) for edit in edits]


def _line(edit: Edit, newest: int) -> Line:
    before, after = edit.before or {}, edit.after or {}
    did = "made" if edit.before is None else "removed" if edit.after is None else "changed"
    state = after or before
    name = " ".join(str(state[key]) for key in _NAMES if state.get(key))[:80]
    fields = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in _UNTOLD]
    told = ((key.replace("_", " "), _said_of(key, before.get(key)), _said_of(key, after.get(key))) for key in fields)
    differences = [Difference(*line) for line in told if line[1] != line[2]]
    back = "" if edit.kind not in RESTORED else "Bring it back" if not after else "" if edit.pk == newest else "Go back to this"
    case = docket_address(edit.docket.court_id, edit.docket.docket_number)
    return Line(edit, case, f"{did} {KINDS.get(edit.kind, edit.kind)} {name}".strip(), differences, back)


def _said_of(key: str, value: Any) -> str:
    """A field's value in words: an outcome by its label, a moment as newspapers print it."""
    if key == "outcome" and value:
        return outcome_label(value)
    if key.endswith(("_at", "_until")) and isinstance(value, str) and (moment := parse_datetime(value)):
        return exact_time(moment)
    return _said(value)


def _said(value: Any) -> str:
    """A value as a line of text: parties by their names, what each side says in full."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items())[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(str(each[1]) if isinstance(each, list) else _said(each) for each in value)[:_LONGEST]
    return str(value)[:_LONGEST]
