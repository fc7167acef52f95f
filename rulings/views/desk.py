"""``/desk/``: what needs an editor, oldest first, each done in place."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.addresses import docket_address, filing_address
from dockets.print_style import capped
from dockets.views.typed import printable
from rulings import desk as pile
from rulings.desk import Item, Kind
from rulings.desk_work import NOTHING, Draft, Plain, confirm, drafts, plain
from rulings.edits import new_request_id

type View = Callable[..., HttpResponse]

_TITLES = {
    Kind.FILING: "New filings in your cases",
    Kind.RULING: "Rulings read by machine",
    Kind.WAITING: "Notes that wait for a second editor",
    Kind.OVERTAKEN: "Notes whose filing the court has changed",
    Kind.ORPHAN: "Notes whose words are gone",
    Kind.MENTION: "Notes that name you",
    Kind.DUPLICATE: "Possible duplicates",
}
_EVERYONES = {Kind.FILING: "New filings in the editors’ cases"}
_DONE = {Kind.FILING: "Mark as read", Kind.RULING: "Mark as checked", Kind.MENTION: "Mark as seen"}
"""What the button says that takes an item off the desk."""
DECIDE = "rulings.change_claim"
"""As for the form in which the same can be entered (``claims_edit.editors_only``)."""
ACTS = ("take", "let-go", "done", "confirm", "undo")
COUNT_KEPT = 30
"""Seconds."""


def deskers_only(view: View) -> View:
    """Editors, and admins."""
    return login_required(permission_required("rulings.add_deskmark", raise_exception=True)(view))


class Line(NamedTuple):
    item: Item
    url: str
    case_url: str
    draft: Draft | None
    plain: Plain | None


class Section(NamedTuple):
    kind: str
    title: str
    number: str
    lines: list[Line]
    done: str
    more: bool


@require_safe
@deskers_only
def desk(request: HttpRequest) -> HttpResponse:
    """``?of=all``: the cases of all editors."""
    everyones = request.GET.get("of") == "all"
    found = pile.piles(person_of(request), everyones=everyones, now=timezone.now())
    of = {p.kind: p.items for p in found}
    read, said = drafts(of[Kind.RULING]), plain(of[Kind.FILING])
    sections = [
        Section(
            p.kind.value,
            _EVERYONES.get(p.kind, _TITLES[p.kind]) if everyones else _TITLES[p.kind],
            capped(p.count),
            [_line(item, read, said) for item in p.items],
            _DONE.get(p.kind, ""),
            p.count > len(p.items),
        )
        for p in found
    ]
    kind, _, number = request.GET.get("undo", "").partition("-")
    undo = (kind, number) if kind in pile.MARKED and number.isdecimal() and len(number) < 19 else None
    context: dict[str, object] = {"sections": sections, "everyones": everyones, "undo": undo, "section": "desk"}
    context |= {"waiting": any(p.count for p in found), "request_id": new_request_id()}
    return render(request, "rulings/desk.html", context)


@deskers_only
@require_POST
def desk_act(request: HttpRequest, act: str) -> HttpResponse:
    """``act`` is "take", "let-go", "done", "confirm" or "undo"; ``kind`` and ``id`` say of what."""
    by, now = person_of(request), timezone.now()
    sent, number = request.POST.get("kind", ""), request.POST.get("id", "")
    if sent not in list(Kind) or not number.isdecimal() or len(number) > 18 or act not in ACTS:
        raise Http404
    kind, object_id, back = Kind(sent), int(number), reverse("desk")
    everyones = request.POST.get("of") == "all"
    # ``at``: where whoever works by keys goes on.
    query, at = {"of": "all"} if everyones else {}, {"at": f"{kind}-{object_id}"}
    if act in ("let-go", "undo"):
        pile.let_go(kind, object_id, by=by) if act == "let-go" else pile.take_back(kind, object_id, by=by)
        return HttpResponseRedirect(reverse("desk", query=query | at))
    if act == "confirm":
        _confirm(request, kind, object_id, by)
        return HttpResponseRedirect(reverse("desk", query=query))
    docket_id = pile.find(kind, object_id, by)
    if docket_id is None or (act == "done" and kind not in pile.MARKED):
        messages.error(request, "That is done already, or it does not lie on the desk any more.")
    elif not (pile.take if act == "take" else pile.finish)(kind, object_id, docket_id, by=by, now=now):
        messages.error(request, "Somebody else has it in hand.")
    elif act == "done":
        query |= {"undo": f"{kind}-{object_id}"}
    else:
        query |= at
    return HttpResponseRedirect(f"{back}?{reverse('desk', query=query).partition('?')[2]}" if query else back)


@require_safe
@deskers_only
def desk_count(request: HttpRequest) -> HttpResponse:
    """How much waits, for the head of every page; a browser asks anew after half a minute."""
    number = pile.waiting(person_of(request))
    answer = HttpResponse(capped(number) if number else "", content_type="text/html; charset=utf-8")
    answer["Cache-Control"] = f"private, max-age={COUNT_KEPT}"
    return answer


def _confirm(request: HttpRequest, kind: Kind, object_id: int, by: User) -> None:
    if kind is not Kind.RULING:
        raise Http404
    if not by.has_perm(DECIDE):
        raise PermissionDenied
    shown, asked = request.POST.get("version", ""), printable(request.POST.get("request_id", ""))[:64]
    refused = confirm(object_id, shown=shown, by=by, now=timezone.now(), request_id=asked)
    (messages.error if refused else messages.info)(request, refused or "Confirmed: an editor’s word from now on.")


def _line(item: Item, read: Mapping[int, Draft], said: Mapping[int, Plain]) -> Line:
    case = docket_address(item.court_id, item.docket_number)
    page = filing_address(case, "", item.public_id)
    draft = read.get(item.object_id) if item.kind is Kind.RULING else None
    told = said.get(item.object_id, NOTHING) if item.kind is Kind.FILING else None
    return Line(item, f"{page}#note-{item.note}" if item.note else page, case, draft, told)


def person_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
