"""Saves what a ruling decided as an editor has entered it, in one transaction with its entries in the audit log
(``audit_log``), and has the docket interpreted again, so that its timeline shows it at once.

Saving makes the whole ruling an editor's: the machine adds nothing to it afterwards. If the ruling or the court's text
has changed since the form was shown, whoever changed it, nothing is written. A form that is sent twice is saved once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dockets.history.audit_log import get_state_version, is_request_done, record_edit
from dockets.models import Docket, Filing
from rulings.history import registry
from rulings.history.snapshots import State, get_disposition_state, get_motion_state, get_ruling_state
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import Disposition, Motion, PendingVersion, Ruling
from rulings.passages.anchors import hash_words
from rulings.publishing.pending import drop_pending, find_pending, hold_version, must_wait
from rulings.publishing.steps import KEEP, Wish, get_publication_state, save_change, settle_publication

DECISION_TEXTS = ("outcome", "reason", "quotation", "quoted_from", "place", "standard")
"""The fields of a decision that are text."""


@dataclass(frozen=True, slots=True)
class EnteredDecision:
    """One decision, as a form gave it."""

    id: int | None
    """Id of the disposition that the form showed."""
    claim: int | None
    motion: int | None
    motion_filing: int | None
    """Set where the motion is named by its filing."""
    values: State
    """Outcome, reason, quotation, place, standard; ``reviews_id``."""
    parties: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class DecisionsChanged:
    """The ruling has changed since the form was shown. ``now``: its state, and the states of its decisions."""

    now: Sequence[State]
    version: str
    is_reworded: bool
    """Whether the court's own text has changed."""
    is_decided_anew: bool


def load_ruling(filing: Filing) -> tuple[Ruling | None, list[Disposition]]:
    """The ruling of a filing, and its known decisions: claims first, in their order."""
    ruling = Ruling.objects.filter(filing=filing).select_related("filing").first()
    related = ("ruling__filing", "motion__filing", "claim", "reviews__ruling__filing")
    rows = Disposition.objects.filter(ruling=ruling).select_related(*related) if ruling else Disposition.objects.none()
    if ruling and ruling.is_complete:
        rows = rows.filter(read_by_machine=False)  # the machine's stand beside an editor's draft
    order = (F("claim__kind").asc(nulls_last=True), "claim__number", "motion__filing__number_order", "id")
    return ruling, list(rows.order_by(*order).prefetch_related("parties"))


def list_decision_states(ruling: Ruling | None, rows: Iterable[Disposition]) -> list[State]:
    return [get_ruling_state(ruling), *(get_disposition_state(row) for row in rows)] if ruling else []


def get_decisions_version(told: Sequence[State], text: str) -> str:
    """The version of what a form shows: what is known of the ruling, and the court's text."""
    return f"{get_state_version({'told': list(told)})}.{hash_words(text)}"


def get_working_decisions(held: PendingVersion | None, states: Sequence[State]) -> Sequence[State]:
    """What a form shows: the version on its way to readers, else what stands."""
    return [held.state["title"], *held.state["decided"]] if held else states


def load_decisions_version(filing: Filing) -> str:
    """Of what a form would show of it now."""
    ruling, rows = load_ruling(filing)
    held = find_pending("ruling", ruling.pk if ruling else None)
    return get_decisions_version(get_working_decisions(held, list_decision_states(ruling, rows)), filing.text)


def save_decisions(
    docket: Docket,
    filing: Filing,
    title: State,
    decided: Sequence[EnteredDecision],
    *,
    shown: str,
    by: AbstractBaseUser | AnonymousUser,
    request_id: str,
    wish: Wish = KEEP,
) -> DecisionsChanged | None:
    """``title`` holds the ruling's own fields, ``shown`` is the version that the form showed. Returns None when saved.
    ``filing`` is refreshed with its current text once the docket is locked. Raises ``CannotPublish``."""
    with transaction.atomic():
        lock_reading(docket.pk)
        if is_request_done(request_id):
            return None
        ruling, rows = load_ruling(filing)
        before = list_decision_states(ruling, rows)
        held = find_pending("ruling", ruling.pk if ruling else None)
        filing.refresh_from_db(fields=["long_text", "short_text", "fingerprint"])
        now = get_decisions_version(get_working_decisions(held, before), filing.text)
        if now != shown:
            (was, text), (stands, worded) = (one.partition(".")[::2] for one in (shown, now))
            return DecisionsChanged(before, now, text != worded, was != stands)
        if ruling and not ruling.read_by_machine and must_wait(ruling, wish, moment := timezone.now()):
            state = {"title": dict(title), "decided": [asdict(row) for row in decided]}
            told = str(title["title"] or ruling)
            hold_version(ruling, "ruling", state, wish, by=by, now=moment, request_id=request_id, title=told)
            return None
        note = _Account(docket.pk, by, request_id)
        drop_pending("ruling", ruling.pk if ruling else None, by=by, request_id=request_id)
        is_new = ruling is None or ruling.read_by_machine
        earlier = get_ruling_state(ruling) | get_publication_state(ruling) if ruling else None
        ruling = _write_ruling(docket, filing, ruling, title)
        _write_rows(ruling, rows, [_with_motion(docket, row, note) for row in decided], note)
        _publish(ruling, filing, wish, note, before=[] if is_new else before)
        note.note("ruling", ruling.pk, earlier, get_ruling_state(ruling) | get_publication_state(ruling))
        interpret_docket(docket.pk)
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


def _write_ruling(docket: Docket, filing: Filing, ruling: Ruling | None, title: State) -> Ruling:
    row = ruling or Ruling(docket=docket, filing=filing)
    for name, value in {**title, "read_by_machine": False, "is_complete": True, "text_key": filing.fingerprint}.items():
        setattr(row, name, value)
    row.date = row.date or filing.date_filed or filing.date_entered
    row.save()
    return row


def _publish(ruling: Ruling, filing: Filing, wish: Wish, note: _Account, *, before: Sequence[State]) -> None:
    """``before``: the states of what an editor had entered."""
    is_changed = list_decision_states(*load_ruling(filing)) != before
    change = settle_publication(
        ruling, "ruling", wish, by=note.by, now=timezone.now(), is_changed=is_changed, is_new=not before
    )
    ruling.save()
    save_change(change, ruling, by=note.by, request_id=note.request_id)


def _with_motion(docket: Docket, row: EnteredDecision, note: _Account) -> EnteredDecision:
    """Sets the motion of the filing that was named, creating it where the machine saw none."""
    if row.motion_filing is None:
        return row
    motion = Motion.objects.filter(filing=row.motion_filing).first()
    if motion is None:
        motion = Motion.objects.create(docket=docket, filing_id=row.motion_filing, read_by_machine=False)
        note.note("motion", motion.pk, None, get_motion_state(motion))
    return replace(row, motion=motion.pk)


def _write_rows(
    ruling: Ruling, rows: Sequence[Disposition], decided: Sequence[EnteredDecision], note: _Account
) -> None:
    there = {row.pk: row for row in rows}
    before = {row.pk: get_disposition_state(row) for row in rows}
    decided = _at_their_rows(rows, decided)
    kept = {row.id for row in decided}
    # Removals first, so that an outcome may move from one row to another.
    for key, old in there.items():
        if key not in kept:
            registry.delete_with_record(old, by=note.by, request_id=note.request_id)
    for row in decided:
        disposition = there.get(row.id or 0) or Disposition(ruling=ruling)
        _fill(disposition, row)
        note.note("disposition", disposition.pk, before.get(disposition.pk), get_disposition_state(disposition))


def _at_their_rows(rows: Sequence[Disposition], decided: Sequence[EnteredDecision]) -> list[EnteredDecision]:
    """Assigns each decision the id of the row that already has its outcome, else its own id, or where that is taken,
    one that is left. The database allows an outcome only once for a claim or motion, also while two rows of a form swap
    theirs."""
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


def _fill(disposition: Disposition, row: EnteredDecision) -> None:
    values: dict[str, Any] = {name: row.values[name] for name in (*DECISION_TEXTS, "reviews_id")}
    for name, value in {**values, "claim_id": row.claim, "motion_id": row.motion, "read_by_machine": False}.items():
        setattr(disposition, name, value)
    disposition.save()
    disposition.parties.set(row.parties)
