"""What is done with many items of the desk at once, and taking all of it back. Each item is done by the same rules as
alone: what another editor has in hand stays, and a ruling is confirmed only as it was shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.contrib.auth.models import User

from rulings.desk.actions import confirm_ruling, unconfirm_ruling
from rulings.desk.queue import (
    MARKED,
    DeskKind,
    find_item_docket,
    finish_item,
    release_item,
    take_item,
    undo_finish,
)


class ManyAct(StrEnum):
    DONE = "done"
    TAKE = "take"
    CONFIRM = "confirm"


class ChosenItem(NamedTuple):
    kind: DeskKind
    object_id: int


class DoneTogether(NamedTuple):
    """``done`` is what ``undo_together`` takes back."""

    done: list[ChosenItem]
    left: int
    """Number of items that were not done."""


def do_together(
    act: ManyAct, items: Iterable[ChosenItem], versions: Mapping[int, str], *, by: User, now: datetime, request_id: str
) -> DoneTogether:
    """``versions``: of rulings, as they were shown, for ``ManyAct.CONFIRM``. ``request_id`` names the whole lot."""
    items = list(dict.fromkeys(items))
    done = [item for item in items if _do(act, item, versions, by, now, request_id)]
    return DoneTogether(done, len(items) - len(done))


def _do(act: ManyAct, item: ChosenItem, versions: Mapping[int, str], by: User, now: datetime, request_id: str) -> bool:
    kind, key = item
    if act is ManyAct.CONFIRM:
        if kind is not DeskKind.RULING or key not in versions:
            return False
        asked = get_item_request(request_id, key)
        return not confirm_ruling(key, shown=versions[key], by=by, now=now, request_id=asked)
    docket_id = find_item_docket(kind, key, by)
    if docket_id is None or (act is ManyAct.DONE and kind not in MARKED):
        return False
    return (take_item if act is ManyAct.TAKE else finish_item)(kind, key, docket_id, by=by, now=now)


def undo_together(act: ManyAct, items: Sequence[ChosenItem], *, by: User, now: datetime, request_id: str) -> int:
    """Takes back what ``do_together`` did with ``request_id``, and returns the number of items of which it could."""
    return sum(_undo(act, item, by, now, request_id) for item in items)


def _undo(act: ManyAct, item: ChosenItem, by: User, now: datetime, request_id: str) -> bool:
    kind, key = item
    if act is ManyAct.CONFIRM:
        return unconfirm_ruling(key, by=by, now=now, request_id=get_item_request(request_id, key))
    return (release_item if act is ManyAct.TAKE else undo_finish)(kind, key, by=by)


def get_item_request(request_id: str, object_id: int) -> str:
    """The id of the form of one item among many, at most 64 characters."""
    return f"{request_id[:40]}-{object_id}"
