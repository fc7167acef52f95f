"""``/desk/``: what needs an editor, oldest first, each done in place."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.format.print_style import format_capped_count
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters
from rulings.desk.actions import NOTHING, PlainWords, RulingDraft, confirm_ruling, load_drafts, load_plain_words
from rulings.desk.many import ChosenItem, ManyAct, get_item_request
from rulings.desk.queue import (
    MARKED,
    PERSONAL,
    DeskItem,
    DeskKind,
    DeskPile,
    DeskScope,
    choose_scope,
    count_waiting,
    find_item_docket,
    finish_item,
    list_piles,
    release_item,
    take_item,
    undo_finish,
)
from rulings.publishing.forms import WHAT
from rulings.views.desk.lots import get_lot, keep_lot
from rulings.views.desk.unpublished import ON_DESK, group_unpublished

_TITLES = {
    DeskKind.DUE: "Cases that are due",
    DeskKind.GIVEN: "Given to you",
    DeskKind.FILING: "New filings in your cases",
    DeskKind.RULING: "Rulings read by machine",
    DeskKind.WAITING: "Notes that wait for a second editor",
    DeskKind.OVERTAKEN: "Notes whose filing the court has changed",
    DeskKind.ORPHAN: "Notes whose words are gone",
    DeskKind.MENTION: "Notes that name you",
    DeskKind.ANSWER: "Answers to your notes",
    DeskKind.COMMENT: "Comments on what you wrote",
    DeskKind.DUPLICATE: "Possible duplicates",
    DeskKind.CORRECTION: "Corrections whose filing the court has changed",
    DeskKind.CAME: "Documents you wanted that are here",
    DeskKind.RELEASE: "Transcripts whose restriction was to end",
    DeskKind.CANDIDATE: "Cases proposed for trackers",
}
_OTHERS = {
    DeskScope.ALL: {DeskKind.FILING: "New filings in all cases", DeskKind.DUE: "Cases that are due, of all editors"},
    DeskScope.NOBODYS: {DeskKind.FILING: "New filings in cases that nobody looks after"},
}
_DONE = {
    DeskKind.FILING: "Mark as read",
    DeskKind.RULING: "Mark as checked",
    DeskKind.MENTION: "Mark as seen",
    DeskKind.ANSWER: "Mark as seen",
    DeskKind.GIVEN: "Mark as done",
    DeskKind.COMMENT: "Mark as seen",
    DeskKind.CAME: "Mark as seen",
    DeskKind.RELEASE: "Mark as seen",
}
"""Label of the button that takes an item off the desk."""
ACTS = ("take", "let-go", "done", "confirm", "undo")
_PLACE = re.compile(r"[a-z]+(-[0-9]{1,18})?")
COUNT_KEPT = 30
"""Seconds."""


class DeskLine(NamedTuple):
    item: DeskItem
    url: str
    case_url: str
    draft: RulingDraft | None
    plain: PlainWords | None
    next: str
    """The item to go on with, or the pile."""
    over: str
    """Where it is handed over to a colleague; "" where it is nobody else's."""


class DeskSection(NamedTuple):
    kind: str
    title: str
    number: str
    lines: list[DeskLine]
    done: str
    more: bool


@require_safe
@require_role("editor", "desk")
def desk(request: HttpRequest) -> HttpResponse:
    """``?of=all``: the cases of all editors."""
    everyones = request.GET.get("of") == "all"
    editor = get_desk_user(request)
    scope = choose_scope(editor, everyones=everyones)
    found = list_piles(editor, scope, now=timezone.now())
    of = {p.kind: p.items for p in found}
    read, said = load_drafts(of[DeskKind.RULING]), load_plain_words(of[DeskKind.FILING])
    after = _follow([p for p in found if p.items])
    titles = _TITLES | _OTHERS.get(scope, {})
    sections = [
        DeskSection(
            p.kind.value,
            titles[p.kind],
            format_capped_count(p.count),
            [_line(item, read, said, after[_key(item)]) for item in p.items],
            _DONE.get(p.kind, ""),
            p.count > len(p.items),
        )
        for p in found
    ]
    kind, _, number = request.GET.get("undo", "").partition("-")
    undo = (kind, number) if kind in MARKED and number.isdecimal() and len(number) < 19 else None
    context: dict[str, object] = {"sections": sections, "everyones": everyones, "undo": undo, "section": "desk"}
    context["kinds"] = WHAT
    context["groups"] = group_unpublished(get_desk_user(request), timezone.now(), ON_DESK)
    context |= {"waiting": any(p.count for p in found), "request_id": create_request_id()}
    context |= {
        "scope": scope,
        "cases": _list_cases(found),
        "confirmable": any(draft.decided for draft in read.values()),
        "lot": get_lot(request, request.GET.get("lot", "")),
    }
    return render(request, "rulings/desk.html", context)


@require_role("editor", "desk")
@require_POST
def desk_act(request: HttpRequest, act: str) -> HttpResponse:
    """``act`` is "take", "let-go", "done", "confirm" or "undo"; ``kind`` and ``id`` identify the item."""
    by, now = get_desk_user(request), timezone.now()
    sent, number = request.POST.get("kind", ""), request.POST.get("id", "")
    if sent not in list(DeskKind) or not number.isdecimal() or len(number) > 18 or act not in ACTS:
        raise Http404
    kind, object_id, back = DeskKind(sent), int(number), reverse("desk")
    everyones = request.POST.get("of") == "all"
    # ``at``: where an editor who works by keyboard goes on.
    query, at = {"of": "all"} if everyones else {}, {"at": f"{kind}-{object_id}"}
    following = request.POST.get("next", "")
    then = {"at": following} if _PLACE.fullmatch(following) else {}
    if act in ("let-go", "undo"):
        release_item(kind, object_id, by=by) if act == "let-go" else undo_finish(kind, object_id, by=by)
        return HttpResponseRedirect(reverse("desk", query=query | at))
    if act == "confirm":
        lot = _confirm(request, kind, object_id, by)
        return HttpResponseRedirect(reverse("desk", query=query | (lot | then if lot else at)))
    docket_id = find_item_docket(kind, object_id, by)
    if docket_id is None or (act == "done" and kind not in MARKED):
        messages.error(request, "That is done already, or it does not lie on the desk any more.")
    elif not (take_item if act == "take" else finish_item)(kind, object_id, docket_id, by=by, now=now):
        messages.error(request, "Somebody else has it in hand.")
    elif act == "done":
        query |= {"undo": f"{kind}-{object_id}"} | then
    else:
        query |= at
    return HttpResponseRedirect(f"{back}?{reverse('desk', query=query).partition('?')[2]}" if query else back)


@require_safe
@require_role("editor", "desk")
def desk_count(request: HttpRequest) -> HttpResponse:
    """The number of waiting items, for the head of every page; a browser requests it again after half a minute."""
    number = count_waiting(get_desk_user(request))
    answer = HttpResponse(format_capped_count(number) if number else "", content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = f"private, max-age={COUNT_KEPT}"
    return answer


def _confirm(request: HttpRequest, kind: DeskKind, object_id: int, by: User) -> dict[str, str]:
    """Returns what the address of the desk says of it; nothing where it was refused."""
    if kind is not DeskKind.RULING:
        raise Http404
    if not has_role(by, "editor", "claims"):
        raise PermissionDenied
    shown, lot = request.POST.get("version", ""), strip_control_characters(request.POST.get("request_id", ""))[:40]
    asked = get_item_request(lot, object_id)
    refused = confirm_ruling(object_id, shown=shown, by=by, now=timezone.now(), request_id=asked)
    (messages.error if refused else messages.info)(request, refused or "Confirmed: an editor’s word from now on.")
    return {} if refused else keep_lot(request, ManyAct.CONFIRM, [ChosenItem(kind, object_id)], lot)


def _key(item: DeskItem) -> str:
    return f"{item.kind}-{item.object_id}"


def _follow(piles: Sequence[DeskPile]) -> dict[str, str]:
    """By item, what comes next when it is done: the next of its pile, else the pile that is filled up, else the pile
    after it."""
    found: dict[str, str] = {}
    for pile, later in zip(piles, [*piles[1:], piles[0]] if piles else [], strict=True):
        keys = [_key(item) for item in pile.items]
        last = pile.kind if pile.count > len(keys) else later.kind
        found |= dict(zip(keys, [*keys[1:], last.value], strict=True))
    return found


def _list_cases(piles: Iterable[DeskPile]) -> list[tuple[int, str, int]]:
    """Id, name and number of items of each case that is shown with more than one."""
    items = [item for pile in piles for item in pile.items]
    numbers, names = Counter(item.docket_id for item in items), {item.docket_id: item.case_name for item in items}
    return [(key, names[key], number) for key, number in numbers.most_common() if number > 1]


def _line(item: DeskItem, read: Mapping[int, RulingDraft], said: Mapping[int, PlainWords], following: str) -> DeskLine:
    case = build_docket_url(item.court_id, item.docket_number)
    page = build_filing_url(case, "", item.public_id) if item.public_id else case
    page = reverse("publishing-item", args=item.thing) if item.thing else page
    draft = read.get(item.object_id) if item.kind is DeskKind.RULING else None
    told = said.get(item.object_id, NOTHING) if item.kind is DeskKind.FILING else None
    page = f"{page}#note-{item.note}" if item.note else page
    page = build_document_url(page, item.document) if item.document is not None else page
    return DeskLine(item, page, case, draft, told, following, _build_hand_over_url(item))


def _build_hand_over_url(item: DeskItem) -> str:
    if item.kind in PERSONAL:
        return ""
    of = (
        ("note", item.note) if item.note else ("filing", item.public_id) if item.public_id else ("case", item.docket_id)
    )
    return reverse("hand-over", args=of)


def get_desk_user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
