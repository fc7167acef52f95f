"""What an editor did last with items of the desk, kept in the session until the next time."""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest

from rulings.desk.many import ChosenItem, ManyAct
from rulings.desk.queue import DeskKind

LOT = "desk-lot"


class DeskLot(NamedTuple):
    act: ManyAct
    items: list[ChosenItem]
    request_id: str


def keep_lot(request: HttpRequest, act: ManyAct, items: Sequence[ChosenItem], request_id: str) -> dict[str, str]:
    """Returns what the address of the desk says of it."""
    named = [[item.kind.value, item.object_id] for item in items]
    request.session[LOT] = {"act": act.value, "items": named, "id": request_id}
    return {"lot": request_id}


def get_lot(request: HttpRequest, request_id: str) -> DeskLot | None:
    """The lot with this id, if it is the last one."""
    kept = request.session.get(LOT)
    if not request_id or not kept or kept["id"] != request_id:
        return None
    items = [ChosenItem(DeskKind(kind), key) for kind, key in kept["items"]]
    return DeskLot(ManyAct(kept["act"]), items, request_id)
