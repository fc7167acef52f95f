"""Restores what the audit log records: a claim as one edit left it, or all that a ruling decided at that time.

It is saved in the same way as a form, so that restoring is an edit like any other, and can itself be undone.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from dockets.history.audit_log import State, get_state_version, is_request_done
from dockets.models import AuditEntry, Docket, Filing, Party
from rulings.claims.save_claims import KIND, EnteredClaim, find_named_filings, lock_claims, save_claims
from rulings.claims.save_decisions import (
    DECISION_TEXTS,
    EnteredDecision,
    list_decision_states,
    load_decisions_version,
    load_ruling,
    save_decisions,
)
from rulings.corrections.save import Corrected, get_corrections_version, list_corrections, save_corrections
from rulings.desk.editorials import find_editorial, save_editorial, save_milestone
from rulings.history.snapshots import (
    get_claim_state,
    get_disposition_state,
    get_editorial_state,
    get_milestone_state,
    prefetch_claim_states,
)
from rulings.interpret.corrections import can_be_applied
from rulings.interpret.docket import lock_reading
from rulings.models import Claim, Disposition, Milestone, Motion, Publication
from rulings.publishing.house_style import KIND as HOUSE
from rulings.publishing.house_style import restore_house_words
from rulings.publishing.pending import find_pending, get_working_state
from rulings.publishing.steps import PUBLICATION_FIELDS, When, Wish
from rulings.publishing.steps import RESTORED as RESTORED_WISH
from rulings.vocabulary.corrections import CorrectedField

RESTORED = (KIND, "ruling", "disposition", "correction", "editorial", "milestone")
"""Kinds of edits whose objects can be restored here; notes have histories of their own."""
_RULING = ("title", "standard", "citation", "judge", "by_parties")
_DECIDED = DECISION_TEXTS


class CannotRestore(Exception):
    """``str(error)`` is a sentence for a person. Nothing was written."""


CHANGED = "Somebody has changed it since you opened the page. Nothing was done: look at it as it is now."


def restore_edit(edit: AuditEntry, *, seen: int, by: User, request_id: str) -> None:
    """Restores the state after ``edit``; for an edit that removed the object, the state before. ``seen`` is the newest
    edit of all when the user was shown the page. Raises ``CannotRestore``."""
    if edit.kind == HOUSE:
        _restore_house_style(edit, seen, by, request_id)
        return
    with transaction.atomic():
        lock_reading(edit.case.pk)
        lock_claims(edit.case)
        if not is_request_done(request_id):
            _HOW.get(edit.kind, _ruling)(edit, seen, by, request_id)


def _restore_house_style(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    if AuditEntry.objects.filter(kind=HOUSE, pk__gt=seen).exclude(request_id=request_id).exists():
        raise CannotRestore(CHANGED)
    restore_house_words(edit.after or {}, by=by, request_id=request_id)


def _claim(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    if AuditEntry.objects.filter(kind=KIND, object_id=edit.object_id, pk__gt=seen).exists():
        raise CannotRestore(CHANGED)
    wanted = _leave_out_publication(edit.after or edit.before or {})
    _check_parties(edit.case, [*wanted["asserted_by"], *wanted["against"]])
    told = [wanted["pleading"], *(said["filing"] for said in wanted["positions"].values())]
    filings = _filings(edit.case, [*told, *(later["pleading"] for later in wanted["later_pleadings"])])
    claim = prefetch_claim_states(Claim.objects.filter(docket=edit.case, pk=edit.object_id)).first()
    entered = (
        EnteredClaim(claim.pk, _version_of(KIND, claim, get_claim_state(claim)), wanted)
        if claim
        else EnteredClaim(None, "", wanted)
    )
    written = save_claims(edit.case, [entered], filings, by=by, request_id=request_id, wish=_wish(edit, claim))
    if written.refused:
        raise CannotRestore(" ".join(written.refused.values()))


def _ruling(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    told = edit.after or edit.before or {}
    name = told["filing"] if edit.kind == "ruling" else told["ruling"]
    filing = _filings(edit.case, [name])[name]
    ruling, rows = load_ruling(filing)
    now = list_decision_states(ruling, rows)
    edits = _edits_of(edit.case, name)
    if edits[-1].pk > seen:
        raise CannotRestore(CHANGED)
    if edit.after is None:
        at = edit.pk - 1
    else:  # A form writes several edits; what it wrote belongs together.
        same = [row.pk for row in edits if edit.request_id and row.request_id == edit.request_id]
        at = max([edit.pk, *same])
    title, decided = _as_of(edits, at, now[0] if now else {}, {row.pk: get_disposition_state(row) for row in rows})
    found = _Names(edit.case, decided.values())
    wanted = [found.decided(key if key in {row.pk for row in rows} else None, state) for key, state in decided.items()]
    values = {field: title.get(field, "") for field in _RULING} | {"by_parties": bool(title.get("by_parties"))}
    if save_decisions(
        edit.case, filing, values, wanted, shown=load_decisions_version(filing), by=by,
        request_id=request_id, wish=RESTORED_WISH,
    ):  # fmt: skip
        raise CannotRestore(CHANGED)


def _correction(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    told = edit.after or edit.before or {}
    same = AuditEntry.objects.filter(docket=edit.case, kind=edit.kind, pk__gt=seen)
    if any(_corrects(row) == _corrects(edit) for row in same):
        raise CannotRestore(CHANGED)
    if not can_be_applied(told["field"], told["value"]):
        raise CannotRestore("This version does not know any more what that correction says.")
    of = _find_corrected(edit.case, told)
    save_corrections(
        edit.case, of, {CorrectedField(told["field"]): told["value"]}, reason=told["reason"],
        seen=get_corrections_version(list_corrections(edit.case, of)), by=by, now=timezone.now(),
        request_id=request_id,
    )  # fmt: skip


def _editorial(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    told = edit.after or edit.before or {}
    name = told.get("filing")
    later = AuditEntry.objects.filter(docket=edit.case, kind=edit.kind, pk__gt=seen)
    if any((row.after or row.before or {}).get("filing") == name for row in later):
        raise CannotRestore(CHANGED)
    filing = _filings(edit.case, [name])[name] if name else None
    row = find_editorial(edit.case, filing)
    seen_version = _version_of("editorial", row, get_editorial_state(row))
    save_editorial(
        edit.case, filing, told, seen=seen_version, by=by, now=timezone.now(),
        request_id=request_id, wish=_wish(edit, row),
    )  # fmt: skip


def _milestone(edit: AuditEntry, seen: int, by: User, request_id: str) -> None:
    if AuditEntry.objects.filter(kind=edit.kind, object_id=edit.object_id, pk__gt=seen).exists():
        raise CannotRestore(CHANGED)
    told = edit.after or edit.before or {}
    row = Milestone.objects.filter(docket=edit.case, pk=edit.object_id).first()
    told = told | {"date": date.fromisoformat(told["date"])}
    seen_version = _version_of("milestone", row, get_milestone_state(row))
    try:
        save_milestone(
            edit.case, row.pk if row else None, told, seen=seen_version, by=by,
            request_id=request_id, wish=_wish(edit, row),
        )  # fmt: skip
    except IntegrityError:
        raise CannotRestore("The case has a milestone with that day and headline.") from None


def _version_of(kind: str, row: Publication | None, state: dict[str, Any] | None) -> str:
    """Of what a form would show."""
    return get_state_version(get_working_state(find_pending(kind, row.pk if row else None), state))


def _find_corrected(docket: Docket, told: Mapping[str, Any]) -> Corrected:
    if "party_id" not in told:
        return _filings(docket, [told["filing"]])[told["filing"]] if told["filing"] else None
    if party := Party.objects.filter(docket=docket, pk=told["party_id"]).first():
        return party
    raise CannotRestore("That party is no longer a party of this case.")


def _wish(edit: AuditEntry, row: Publication | None) -> Wish:
    """What was removed before readers saw it comes back as a draft."""
    told = edit.after or edit.before or {}
    was_hidden = row is None and any(name in told for name in PUBLICATION_FIELDS)
    return Wish(When.DRAFT) if was_hidden else RESTORED_WISH


def _leave_out_publication(state: State) -> dict[str, Any]:
    """What is restored are words; whether readers see them is decided as for every edit."""
    return {name: value for name, value in state.items() if name not in PUBLICATION_FIELDS}


def _corrects(edit: AuditEntry) -> tuple[str, str | None, int | None]:
    told = edit.after or edit.before or {}
    return told["field"], told["filing"], told.get("party_id")


_HOW = {KIND: _claim, "correction": _correction, "editorial": _editorial, "milestone": _milestone}


def _edits_of(docket: Docket, name: str) -> list[AuditEntry]:
    """The edits of a filing's ruling and of what it decided, the oldest first."""
    edits = AuditEntry.objects.filter(docket=docket, kind__in=("ruling", "disposition")).order_by("id")
    field = {"ruling": "filing", "disposition": "ruling"}
    return [row for row in edits if (row.after or row.before or {}).get(field[row.kind]) == name]


def _as_of(
    edits: Iterable[AuditEntry], at: int, title: State, decided: Mapping[int, State]
) -> tuple[State, dict[int, State]]:
    """The ruling and its decisions after edit ``at``. Whatever no edit mentions has never changed."""
    told: dict[int, State | None] = {**decided}
    by_object: dict[tuple[str, int], list[AuditEntry]] = {}
    for edit in edits:
        by_object.setdefault((edit.kind, edit.object_id), []).append(edit)
    for (kind, key), made in by_object.items():
        earlier = [edit for edit in made if edit.pk <= at]
        state = earlier[-1].after if earlier else made[0].before
        if kind == "ruling":
            title = state or title
        else:
            told[key] = state
    return title, {key: state for key, state in told.items() if state is not None}


def _filings(docket: Docket, names: Iterable[str | None]) -> dict[str, Filing]:
    found = find_named_filings(docket, {name for name in names if name})
    if gone := [name for name, filing in found.items() if filing is None]:
        raise CannotRestore(f"It names filing {gone[0]}, which this case does not have any more, or has twice.")
    return {name: filing for name, filing in found.items() if filing}


def _check_parties(docket: Docket, named: Iterable[tuple[int, str]]) -> None:
    wanted = dict(named)
    there = set(Party.objects.filter(docket=docket, pk__in=wanted).values_list("pk", flat=True))
    if gone := [name for key, name in wanted.items() if key not in there]:
        raise CannotRestore(f"It names {gone[0]}, who is no party of this case any more.")


class _Names:
    """What a ruling's decisions refer to, by the names that the audit log uses."""

    def __init__(self, docket: Docket, decided: Iterable[State]) -> None:
        self.docket = docket
        decided = list(decided)
        self.filings = _filings(docket, [name for state in decided for name in (state["motion"], state["reviews"])])
        self.claims: dict[str, list[Claim]] = {}
        for claim in Claim.objects.filter(docket=docket):
            self.claims.setdefault(claim.label, []).append(claim)
        _check_parties(docket, [party for state in decided for party in state["parties"]])

    def decided(self, key: int | None, state: State) -> EnteredDecision:
        filing = self.filings[state["motion"]] if state["motion"] else None
        motion = Motion.objects.filter(filing=filing).first() if filing else None
        claim = self._claim(state["claim"]) if state["claim"] else None
        values: dict[str, Any] = {name: state[name] for name in _DECIDED} | {"reviews_id": None}
        if state["reviews"]:
            earlier = Disposition.objects.filter(
                ruling__filing=self.filings[state["reviews"]], claim=claim, motion=motion
            )
            values["reviews_id"] = earlier.values_list("pk", flat=True).first()
        named = filing.pk if filing and motion is None else None
        parties = [party for party, _ in state["parties"]]
        return EnteredDecision(key, claim.pk if claim else None, motion.pk if motion else None, named, values, parties)

    def _claim(self, label: str) -> Claim:
        found = self.claims.get(label, [])
        if len(found) != 1:
            raise CannotRestore(
                f"It decides on claim {label}, of which this case has {'several' if found else 'none any more'}."
            )
        return found[0]
