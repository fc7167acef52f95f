"""``/desk/``: what needs an editor, oldest first, each done in place."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.addresses import docket_address, filing_address
from dockets.print_style import capped
from rulings import desk as pile
from rulings.desk import Item, Kind

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
_DONE = {Kind.FILING: "Read", Kind.RULING: "Looked at", Kind.MENTION: "Seen"}
"""What the button says that takes an item off the desk."""


def deskers_only(view: View) -> View:
    """Editors, and admins."""
    return login_required(permission_required("rulings.add_deskmark", raise_exception=True)(view))


class Line(NamedTuple):
    item: Item
    url: str
    case_url: str


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
    sections = [
        Section(
            p.kind.value,
            _TITLES[p.kind],
            capped(p.count),
            [_line(item) for item in p.items],
            _DONE.get(p.kind, ""),
            p.count > len(p.items),
        )
        for p in found
    ]
    kind, _, number = request.GET.get("undo", "").partition("-")
    undo = (kind, number) if kind in pile.MARKED and number.isdecimal() and len(number) < 19 else None
    context: dict[str, object] = {"sections": sections, "everyones": everyones, "undo": undo, "section": "desk"}
    context["waiting"] = any(p.count for p in found)
    return render(request, "rulings/desk.html", context)


@deskers_only
@require_POST
def desk_act(request: HttpRequest, act: str) -> HttpResponse:
    """``act`` is "take", "let-go", "done" or "undo"; ``kind`` and ``id`` say of what."""
    by, now = person_of(request), timezone.now()
    sent, number = request.POST.get("kind", ""), request.POST.get("id", "")
    if sent not in list(Kind) or not number.isdecimal() or len(number) > 18 or act not in ("take", "let-go", "done", "undo"):
        raise Http404
    kind, object_id, back = Kind(sent), int(number), reverse("desk")
    everyones = request.POST.get("of") == "all"
    query = {"of": "all"} if everyones else {}
    if act in ("let-go", "undo"):
        pile.let_go(kind, object_id, by=by) if act == "let-go" else pile.take_back(kind, object_id, by=by)
        return HttpResponseRedirect(reverse("desk", query=query))
    docket_id = pile.find(kind, object_id, by)
    if docket_id is None or (act == "done" and kind not in pile.MARKED):
        messages.error(request, "That is done already, or it does not lie on the desk any more.")
    elif not (pile.take if act == "take" else pile.finish)(kind, object_id, docket_id, by=by, now=now):
        messages.error(request, "Somebody else has it in hand.")
    elif act == "done":
        query |= {"undo": f"{kind}-{object_id}"}
    return HttpResponseRedirect(f"{back}?{reverse('desk', query=query).partition('?')[2]}" if query else back)


def _line(item: Item) -> Line:
    case = docket_address(item.court_id, item.docket_number)
    page = filing_address(case, "", item.public_id)
    return Line(item, f"{page}#note-{item.note}" if item.note else page, case)


def person_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
