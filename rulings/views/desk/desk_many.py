"""``/desk/many/``: something done with several items of the desk, and the one way back for all of them.

What was done last is kept in the session under ``LOT``, so that the desk that follows can offer to take it back.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters
from rulings.desk.many import ChosenItem, ManyAct, do_together, undo_together
from rulings.desk.queue import DeskKind
from rulings.views.desk.desk import get_desk_user
from rulings.views.desk.lots import get_lot, keep_lot

UNDO = "undo"
_VALUE = re.compile(r"([a-z]+)-([0-9]{1,18})-([0-9]{1,18})")
"""Kind, id and docket of an item, as the page names it."""
_DONE = {
    ManyAct.DONE: "taken off the desk",
    ManyAct.TAKE: "taken in hand",
    ManyAct.CONFIRM: "confirmed, an editor’s word from now on",
}
_WHY = {
    ManyAct.DONE: "done where they are decided, or somebody else has them in hand",
    ManyAct.TAKE: "somebody else has them in hand, or they are done",
    ManyAct.CONFIRM: "there is nothing to confirm, or they are not what you were shown any more",
}


@require_role("editor", "desk")
@require_POST
def desk_many(request: HttpRequest) -> HttpResponse:
    """``act``: a ``ManyAct`` or "undo". ``ticked`` and ``shown`` name items; ``which`` is "" for the ticked ones, else
    "kind-…" or "case-…" for all of those shown that are of this kind or case."""
    act, by = request.POST.get("act", ""), get_desk_user(request)
    query = {"of": "all"} if request.POST.get("of") == "all" else {}
    if act == UNDO:
        _undo(request, by)
        return HttpResponseRedirect(reverse("desk", query=query))
    if act not in list(ManyAct):
        raise Http404
    if act == ManyAct.CONFIRM and not has_role(by, "editor", "claims"):
        raise PermissionDenied
    chosen = _choose(request)
    if not chosen:
        messages.error(request, "Tick what it is to be done with, or choose all of a kind or a case.")
        return HttpResponseRedirect(reverse("desk", query=query))
    return HttpResponseRedirect(reverse("desk", query=query | _do(request, ManyAct(act), chosen, by)))


def _do(request: HttpRequest, act: ManyAct, chosen: Iterable[ChosenItem], by: User) -> dict[str, str]:
    """Returns what the address of the desk says of it."""
    versions = {
        item.object_id: request.POST.get(f"version-{item.object_id}", "")
        for item in chosen
        if item.kind is DeskKind.RULING and f"version-{item.object_id}" in request.POST
    }
    asked = strip_control_characters(request.POST.get("request_id", ""))[:40]
    done = do_together(act, chosen, versions, by=by, now=timezone.now(), request_id=asked)
    left = f" {done.left} left as they are: {_WHY[act]}." if done.left else ""
    (messages.info if done.done else messages.error)(request, f"{len(done.done)} {_DONE[act]}.{left}")
    return keep_lot(request, act, done.done, asked) if done.done else {}


def _undo(request: HttpRequest, by: User) -> None:
    lot = get_lot(request, request.POST.get("lot", ""))
    if lot is None:
        messages.error(request, "That can be taken back here no more. “Who changed what” has it.")
        return
    number = undo_together(lot.act, lot.items, by=by, now=timezone.now(), request_id=lot.request_id)
    left = len(lot.items) - number
    rest = f" {left} left as they are: somebody has changed them since." if left else ""
    (messages.info if number else messages.error)(request, f"{number} put back.{rest}")


def _choose(request: HttpRequest) -> list[ChosenItem]:
    which, _, name = request.POST.get("which", "").partition("-")
    found = [_VALUE.fullmatch(value) for value in request.POST.getlist("shown" if which else "ticked")]
    parts: list[tuple[str, Any]] = [(one[1], one) for one in found if one and one[1] in list(DeskKind)]
    if which:
        place = 3 if which == "case" else 1
        parts = [(kind, one) for kind, one in parts if one[place] == name]
    return [ChosenItem(DeskKind(kind), int(one[2])) for kind, one in parts]
