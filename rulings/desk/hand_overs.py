"""Gives a case, a filing or a note to another editor, with a word why: it lies on their desk (``queue``)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.history.audit_log import is_request_done
from dockets.models import Docket, Filing
from rulings.desk.assignments import assign_case
from rulings.desk.queue import DeskKind, release_item
from rulings.history.registry import record_row_edit
from rulings.models import Annotation, HandOver, Ruling
from rulings.notes.save import get_byline

LONGEST = 500
"""Characters of the word why."""


class CannotHandOver(Exception):
    """``str(error)`` is a sentence for a person. Nothing was written."""


@dataclass(frozen=True, slots=True)
class HandOverTarget:
    """What is given: a note, else a filing, else the whole case."""

    docket: Docket
    filing: Filing | None = None
    note: Annotation | None = None


def hand_over(
    target: HandOverTarget,
    to: User,
    *,
    words: str,
    due_on: date | None,
    by: User,
    now: datetime,
    request_id: str = "",
) -> None:
    """``to`` looks after the case from now on where the whole of it is given; what ``by`` had in hand is let go. Raises
    ``CannotHandOver``."""
    if to.pk == by.pk:
        raise CannotHandOver("Choose a colleague: you have it already.")
    if target.note and not Annotation.objects.visible_to(to, now).filter(pk=target.note.pk).exists():
        raise CannotHandOver("Nobody else sees this note yet: let the newsroom see it first, or send it for review.")
    with transaction.atomic():
        if is_request_done(request_id):
            return
        if target.filing is None:
            assign_case(target.docket, to, by=by, now=now, due_on=due_on)
        row = HandOver.objects.create(
            docket=target.docket,
            filing=target.filing,
            annotation=target.note,
            to=to,
            by=by,
            by_name=get_byline(by),
            words=words.strip()[:LONGEST],
            due_on=due_on,
            at=now,
        )
        record_row_edit(row, None, by=by, request_id=request_id)
        _let_go(target, by)


def _let_go(target: HandOverTarget, by: User) -> None:
    items: list[tuple[DeskKind, int]] = []
    if target.note:
        items = [(kind, target.note.pk) for kind in (DeskKind.WAITING, DeskKind.ORPHAN, DeskKind.OVERTAKEN)]
    elif target.filing:
        items = [(kind, target.filing.pk) for kind in (DeskKind.FILING, DeskKind.DUPLICATE)]
        rulings = Ruling.objects.filter(filing=target.filing).values_list("pk", flat=True)
        items += [(DeskKind.RULING, key) for key in rulings]
    for kind, key in items:
        release_item(kind, key, by=by)
