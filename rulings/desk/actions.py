"""What can be done with an item without leaving the desk: confirming the machine's reading of a ruling, and setting a
filing's headline and whether it is a key moment. The items themselves come from ``queue``."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dockets.history.audit_log import State, get_state_version, record_edit
from dockets.models import AuditEntry
from rulings.claims.save_decisions import (
    DECISION_TEXTS,
    EnteredDecision,
    get_decisions_version,
    list_decision_states,
    load_ruling,
    save_decisions,
)
from rulings.desk.queue import DeskItem, DeskKind, find_item_docket, get_mark_key
from rulings.history.snapshots import get_disposition_state, get_editorial_state, get_ruling_state
from rulings.html.event_lines import get_outcome_tone, label_outcome
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import DeskMark, Disposition, Editorial, Ruling
from rulings.models.publication import PublicationStatus
from rulings.publishing.steps import get_publication_state, needs_account


@dataclass(frozen=True, slots=True)
class RulingDraft:
    """What the machine read in a ruling."""

    version: str
    """Version of all that is shown, for ``confirm_ruling``."""
    decided: list[tuple[str, str, str]]
    """Outcome, its tone, and what was decided."""
    is_reworded: bool = False
    """Whether an editor said so, of a text that the court has changed since."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """An editor's headline and summary of a filing."""

    headline: str = ""
    summary: str = ""
    pinned: bool = False
    seen: str = get_state_version(None)
    is_told: bool = False
    """Whether a change has to say what it is."""


NOTHING = PlainWords()
OVERTAKEN = "It is not what you were shown any more. Look at it as it is now."


def load_drafts(items: Iterable[DeskItem]) -> dict[int, RulingDraft]:
    """By the id of the ruling. Three queries."""
    rulings = {
        row.pk: row for row in Ruling.objects.filter(pk__in=[item.object_id for item in items]).select_related("filing")
    }
    related = ("ruling__filing", "motion__filing", "claim", "reviews__ruling__filing")
    order = (F("claim__kind").asc(nulls_last=True), "claim__number", "motion__filing__number_order", "id")
    rows = (
        Disposition.objects.filter(ruling__in=rulings)
        .select_related(*related)
        .prefetch_related("parties")
        .order_by(*order)
    )
    by_ruling: dict[int, list[Disposition]] = defaultdict(list)
    for row in rows:
        by_ruling[row.ruling_id].append(row)
    return {
        key: RulingDraft(
            get_decisions_version(list_decision_states(ruling, by_ruling[key]), ruling.filing.text),
            [(label_outcome(row.outcome), get_outcome_tone(row.outcome), _on(row)) for row in by_ruling[key]],
            not ruling.read_by_machine,
        )
        for key, ruling in rulings.items()
    }


def load_plain_words(items: Iterable[DeskItem]) -> dict[int, PlainWords]:
    """By the id of the filing, for those that have any."""
    now = timezone.now()
    rows = Editorial.objects.filter(filing__in=[item.object_id for item in items])
    rows = rows.select_related("filing").defer("filing__search", "filing__long_text")
    said = ((row.filing_id, _plain(row, now)) for row in rows)
    return {key: told for key, told in said if key}


def _plain(row: Editorial, now: datetime) -> PlainWords:
    seen = get_state_version(get_editorial_state(row))
    return PlainWords(row.headline, row.summary, row.pinned, seen, needs_account(row, now))


def confirm_ruling(ruling_id: int, *, shown: str, by: User, now: datetime, request_id: str) -> str:
    """Confirms the machine's reading of a ruling unchanged, as an editor's, or what editors said of a text that the
    court has changed since. Returns "", or a sentence on why it was not done."""
    ruling = (
        Ruling.objects.filter(pk=ruling_id)
        .select_related("docket", "filing")
        .defer("docket__search", "filing__search")
        .first()
    )
    if ruling is None or find_item_docket(DeskKind.RULING, ruling_id, by) is None:
        return "That is done already, or it does not lie on the desk any more."
    if is_in_other_hands(DeskKind.RULING, ruling_id, by, now):
        return "Somebody else has it in hand."
    _, rows = load_ruling(ruling.filing)
    if not rows:
        return "The machine read no decision in it, so there is nothing to confirm. Enter what it decides."
    if not ruling.read_by_machine:
        return "" if _let_stand(ruling, shown=shown, by=by, now=now) else OVERTAKEN
    title = {name: getattr(ruling, name) for name in ("title", "standard", "citation", "judge", "by_parties")}
    decided = [_as_it_is(row) for row in rows]
    if save_decisions(ruling.docket, ruling.filing, title, decided, shown=shown, by=by, request_id=request_id):
        return OVERTAKEN
    return ""


def _let_stand(ruling: Ruling, *, shown: str, by: User, now: datetime) -> bool:
    """What editors decided holds for the court's text as it is now. False where it is not what was shown."""
    with transaction.atomic():
        lock_reading(ruling.docket_id)
        stored, rows = load_ruling(ruling.filing)
        ruling.filing.refresh_from_db(fields=["long_text", "short_text", "fingerprint"])
        if stored is None or get_decisions_version(list_decision_states(stored, rows), ruling.filing.text) != shown:
            return False
        state = get_ruling_state(stored)
        before, after = state | {"text_key": stored.text_key}, state | {"text_key": ruling.filing.fingerprint}
        stored.text_key = ruling.filing.fingerprint
        stored.save(update_fields=["text_key"])
        record_edit(
            docket_id=stored.docket_id, kind="ruling", object_id=stored.pk, before=before, after=after, by=by, at=now
        )
    return True


def unconfirm_ruling(ruling_id: int, *, by: User, now: datetime, request_id: str) -> bool:
    """Takes back what ``confirm_ruling`` with this ``request_id`` did: the reading is the machine's again, and lies on
    the desk. False where it was not confirmed so, or where somebody has changed it since."""
    ruling = Ruling.objects.filter(pk=ruling_id).select_related("filing").defer("filing__search").first()
    if ruling is None:
        return False
    with transaction.atomic():
        lock_reading(ruling.docket_id)
        ruling.refresh_from_db()
        rows = list(Disposition.objects.filter(ruling=ruling, read_by_machine=False))
        if not _stands_as_confirmed(ruling, rows, by, request_id):
            return False
        Disposition.objects.filter(ruling=ruling, read_by_machine=True).delete()
        for row in rows:
            before, row.read_by_machine = get_disposition_state(row), True
            row.save(update_fields=["read_by_machine"])
            _note(ruling, "disposition", row.pk, (before, get_disposition_state(row)), by)
        earlier = {**get_ruling_state(ruling), **get_publication_state(ruling)}
        _give_to_machine(ruling, now)
        _note(ruling, "ruling", ruling.pk, (earlier, get_ruling_state(ruling)), by)
        interpret_docket(ruling.docket_id)
    return True


def _stands_as_confirmed(ruling: Ruling, rows: Iterable[Disposition], by: User, request_id: str) -> bool:
    on = Q(kind="ruling", object_id=ruling.pk) | Q(kind="disposition", object_id__in=[row.pk for row in rows])
    last = AuditEntry.objects.filter(on).order_by("-id").first()
    return bool(request_id and last and last.request_id == request_id and last.by_id == by.pk)


def _give_to_machine(ruling: Ruling, now: datetime) -> None:
    """What the machine has read is public as it stands."""
    ruling.read_by_machine, ruling.is_complete = True, False
    ruling.status, ruling.status_at, ruling.was_public = PublicationStatus.PUBLISHED, now, False
    ruling.published_at = ruling.embargo_until = ruling.edited_by = ruling.approved_by = None
    ruling.save()


def _note(ruling: Ruling, kind: str, key: int, states: tuple[State, State], by: User) -> None:
    record_edit(docket_id=ruling.docket_id, kind=kind, object_id=key, before=states[0], after=states[1], by=by)


def is_in_other_hands(kind: DeskKind, object_id: int, by: User, now: datetime) -> bool:
    """Whether somebody else has taken it."""
    held = DeskMark.objects.filter(
        kind=get_mark_key(kind, by), object_id=object_id, held_until__gt=now, holder__isnull=False
    )
    return held.exclude(holder=by).exists()


def _as_it_is(row: Disposition) -> EnteredDecision:
    values = {name: getattr(row, name) for name in (*DECISION_TEXTS, "reviews_id")}
    return EnteredDecision(
        row.pk, row.claim_id, row.motion_id, None, values, sorted(party.pk for party in row.parties.all())
    )


def _on(row: Disposition) -> str:
    motion, claim = row.motion, row.claim
    asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
    parties = ", ".join(party.name for party in row.parties.all())
    told = " on ".join(filter(None, [asked, str(claim) if claim else ""]))
    return f"{told}, as to {parties}" if parties else told
