"""Writes what a ruling decided as an editor has entered it, in one transaction with the account of it (``edits``), and has the
docket read again, so that its timeline tells it at once.

What the editor has gone through is an editor's word as a whole: the machine adds nothing to it. If the ruling or the court's text
has changed since the form was shown, whoever did it, nothing is written. A form that is sent twice is taken once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import F

from dockets.models import Docket, Filing
from rulings import accounted
from rulings.anchors import words_key
from rulings.claim_states import State, disposition_state, motion_state, ruling_state
from rulings.edits import done_already, record_edit, version_of
from rulings.interpret import interpret, lock
from rulings.models import Disposition, Motion, Ruling

_TEXTS = ("outcome", "reason", "quotation", "place", "standard")


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing decided, as a form gave it."""

    id: int | None
    """Of the disposition that the form showed."""
    claim: int | None
    motion: int | None
    motion_filing: int | None
    """Where the motion is named by its filing."""
    values: State
    """Outcome, reason, quotation, place, standard; ``reviews_id``."""
    parties: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """The ruling is not what the form showed any more. ``now``: its state, and those of what it decided."""

    now: Sequence[State]
    version: str
    is_reworded: bool
    """The court's own text is another one."""
    is_decided_anew: bool


def known(filing: Filing) -> tuple[Ruling | None, list[Disposition]]:
    """The ruling at a filing, and what is known of its decisions: claims first, in their order."""
    ruling = Ruling.objects.filter(filing=filing).select_related("filing").first()
    related = ("ruling__filing", "motion__filing", "claim", "reviews__ruling__filing")
    rows = Disposition.objects.filter(ruling=ruling).select_related(*related) if ruling else Disposition.objects.none()
    order = (F("claim__kind").asc(nulls_last=True), "claim__number", "motion__filing__number_order", "id")
    return ruling, list(rows.order_by(*order).prefetch_related("parties"))


def states(ruling: Ruling | None, rows: Iterable[Disposition]) -> list[State]:
    return [ruling_state(ruling), *(disposition_state(row) for row in rows)] if ruling else []


def version(told: Sequence[State], text: str) -> str:
    """Of what a form shows: what is known of the ruling, and the court's text."""
    return f"{version_of({'told': list(told)})}.{words_key(text)}"


def write_decisions(
    docket: Docket,
    filing: Filing,
    title: State,
    decided: Sequence[Decided],
    *,
    shown: str,
    by: AbstractBaseUser | AnonymousUser,
    request_id: str,
) -> Changed | None:
    """``title`` are the ruling's own fields, ``shown`` is the version of what the form showed. None: written. ``filing`` is given
    the text that it has once no other writer has the docket."""
    with transaction.atomic():
        lock(docket.pk)
        if done_already(request_id):
            return None
        ruling, rows = known(filing)
        before = states(ruling, rows)
        filing.refresh_from_db(fields=["long_text", "short_text"])
        now = version(before, filing.text)
        if now != shown:
            (was, text), (stands, worded) = (one.partition(".")[::2] for one in (shown, now))
            return Changed(before, now, text != worded, was != stands)
        note = _Account(docket.pk, by, request_id)
        ruling = _write_ruling(docket, filing, ruling, title, note)
        _write_rows(ruling, rows, [_with_motion(docket, row, note) for row in decided], note)
        interpret(docket.pk)
    return None


@dataclass(frozen=True, slots=True)
class _Account:
    docket: int
    by: AbstractBaseUser | AnonymousUser
    request_id: str

    def note(self, kind: str, key: int, before: State | None, after: State | None) -> None:
        record_edit(
            docket_id=self.docket,
            kind=kind,
            object_id=key,
            before=before,
            after=after,
            by=self.by,
            request_id=self.request_id,
        )


def _write_ruling(docket: Docket, filing: Filing, ruling: Ruling | None, title: State, note: _Account) -> Ruling:
    before = ruling_state(ruling) if ruling else None
    row = ruling or Ruling(docket=docket, filing=filing)
    for name, value in {**title, "read_by_machine": False, "is_complete": True}.items():
        setattr(row, name, value)
    row.date = row.date or filing.date_filed or filing.date_entered
    row.save()
    note.note("ruling", row.pk, before, ruling_state(row))
    return row


def _with_motion(docket: Docket, row: Decided, note: _Account) -> Decided:
    """The motion at the filing that was named; the editor's word makes it one."""
    if row.motion_filing is None:
        return row
    motion = Motion.objects.filter(filing=row.motion_filing).first()
    if motion is None:
        motion = Motion.objects.create(docket=docket, filing_id=row.motion_filing, read_by_machine=False)
        note.note("motion", motion.pk, None, motion_state(motion))
    return replace(row, motion=motion.pk)


def _write_rows(ruling: Ruling, rows: Sequence[Disposition], decided: Sequence[Decided], note: _Account) -> None:
    there = {row.pk: row for row in rows}
    before = {row.pk: disposition_state(row) for row in rows}
    decided = _at_their_rows(rows, decided)
    kept = {row.id for row in decided}
    # First what goes, so that an outcome may move from one row to another.
    for key, old in there.items():
        if key not in kept:
            accounted.remove(old, by=note.by, request_id=note.request_id)
    for row in decided:
        disposition = there.get(row.id or 0) or Disposition(ruling=ruling)
        _fill(disposition, row)
        note.note("disposition", disposition.pk, before.get(disposition.pk), disposition_state(disposition))


def _at_their_rows(rows: Sequence[Disposition], decided: Sequence[Decided]) -> list[Decided]:
    """Each with the id of the row that has its outcome already, else with its own, or where another one has taken that with one
    that is left: an outcome stands once for a claim or motion at every moment, also while two rows of a form change theirs with
    each other."""
    asked = {row.id for row in decided}
    having = {(row.claim_id, row.motion_id, row.outcome): row.pk for row in rows if row.pk in asked}
    taken = [having.get((row.claim, row.motion, row.values["outcome"])) for row in decided]
    left = [key for key in having.values() if key not in taken]
    placed = []
    for row, key in zip(decided, taken, strict=True):
        own = key or (row.id if row.id in left else None)
        if own in left:
            left.remove(own)
        placed.append(replace(row, id=own))
    return [
        replace(row, id=left.pop()) if row.id is None and was.id and left else row
        for row, was in zip(placed, decided, strict=True)
    ]


def _fill(disposition: Disposition, row: Decided) -> None:
    values: dict[str, Any] = {name: row.values[name] for name in (*_TEXTS, "reviews_id")}
    for name, value in {**values, "claim_id": row.claim, "motion_id": row.motion, "read_by_machine": False}.items():
        setattr(disposition, name, value)
    disposition.save()
    disposition.parties.set(row.parties)
