"""Publishes new versions of what readers see (``publishing.pending``): each is saved as its form would save it now."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from dockets.history.audit_log import get_state_version
from rulings.claims.save_claims import EnteredClaim, find_named_filings, save_claims
from rulings.claims.save_decisions import EnteredDecision, load_decisions_version, save_decisions
from rulings.desk.editorials import save_editorial, save_milestone
from rulings.history.registry import delete_with_record
from rulings.history.snapshots import get_claim_state, get_editorial_state, get_milestone_state, prefetch_claim_states
from rulings.models import Claim, Editorial, Milestone, PendingVersion, Publication, Ruling
from rulings.notes.save import publish_note_version
from rulings.publishing.pending import give_back_due, list_due_versions
from rulings.publishing.steps import CannotPublish, When, Who, Wish

_GONE = "What it is a new version of is not there any more."


def publish_pending(held: PendingVersion, *, by: Who, request_id: str = "") -> None:
    """Saves it to its row, and forgets it. Readers are told what it says of the change. Raises ``CannotPublish``."""
    wish = Wish(When.PREVIEW, what=held.what, words=held.words)
    writer: Any = held.edited_by or by
    with transaction.atomic():
        delete_with_record(held, by=by, request_id=request_id)
        row = _SAVED[held.kind](held, wish, writer, request_id)
        if held.approved_by_id:
            type(row)._default_manager.filter(pk=row.pk).update(approved_by=held.approved_by_id)


def publish_due_versions(now: datetime, most: int) -> int:
    """Publishes those whose time has come; one that cannot be saved any more waits for review. Returns their number."""
    due = list(list_due_versions(_SAVED, now, most))
    for held in due:
        key = held.pk
        try:
            publish_pending(held, by=held.edited_by)
        except (CannotPublish, IntegrityError):
            give_back_due(key, now)
    return len(due)


def _find(rows: Any, held: PendingVersion) -> Any:
    row = rows.filter(pk=held.object_id).first()
    if row is None:
        raise CannotPublish(_GONE)
    return row


def _save_claim(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Publication:
    claim: Claim = _find(prefetch_claim_states(Claim.objects.select_related("docket")), held)
    state = held.state
    told = [state["pleading"], *(said["filing"] for said in state["positions"].values())]
    told += [later["pleading"] for later in state["later_pleadings"]]
    entered = EnteredClaim(claim.pk, get_state_version(get_claim_state(claim)), state)
    filings = find_named_filings(claim.docket, {name for name in told if name})
    saved = save_claims(claim.docket, [entered], filings, by=by, request_id=request_id, wish=wish)
    if saved.refused or saved.conflicts:
        raise CannotPublish(" ".join((saved.refused or {0: _GONE}).values()))
    return claim


def _save_ruling(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Publication:
    ruling: Ruling = _find(Ruling.objects.select_related("docket", "filing"), held)
    decided = [EnteredDecision(**told) for told in held.state["decided"]]
    shown = load_decisions_version(ruling.filing)
    args: dict[str, Any] = {"shown": shown, "by": by, "request_id": request_id, "wish": wish}
    try:
        with transaction.atomic():
            if save_decisions(ruling.docket, ruling.filing, held.state["title"], decided, **args):
                raise CannotPublish("The court has changed its text of the ruling. Open it, and save it anew.")
    except IntegrityError:
        raise CannotPublish("It names a claim, a motion or a party that is not there any more. Open it.") from None
    return ruling


def _save_editorial(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Publication:
    row: Editorial = _find(Editorial.objects.select_related("docket", "filing"), held)
    args: dict[str, Any] = {"by": by, "request_id": request_id, "wish": wish, "now": timezone.now()}
    save_editorial(row.docket, row.filing, held.state, seen=get_state_version(get_editorial_state(row)), **args)
    return row


def _save_milestone(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Publication:
    row: Milestone = _find(Milestone.objects.select_related("docket"), held)
    told = held.state | {"date": date.fromisoformat(held.state["date"])}
    seen = get_state_version(get_milestone_state(row))
    try:
        with transaction.atomic():
            save_milestone(row.docket, row.pk, told, seen=seen, by=by, request_id=request_id, wish=wish)
    except IntegrityError:
        raise CannotPublish("The case has a milestone with that day and headline.") from None
    return row


def _save_note(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Publication:
    return publish_note_version(held, wish, by, request_id)


_SAVED: Mapping[str, Callable[[PendingVersion, Wish, User, str], Publication]] = {
    "annotation": _save_note,
    "claim": _save_claim,
    "editorial": _save_editorial,
    "milestone": _save_milestone,
    "ruling": _save_ruling,
}
