"""Saves the claims that an editor has entered, in one transaction with their entries in the audit log (``audit_log``).

A claim that somebody else has changed since the form was shown is not overwritten: it is returned as a conflict, and
nothing at all is written. A form that is sent twice is saved once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dockets.history.audit_log import get_state_version, is_request_done, record_edit
from dockets.models import Docket, Filing
from rulings.history.snapshots import State, get_claim_state, name_filing, prefetch_claim_states
from rulings.interpret.docket import interpret_docket
from rulings.models import Claim, Position, Repleading
from rulings.publishing.pending import drop_pending, hold_version, load_pending, must_wait
from rulings.publishing.steps import KEEP, When, Wish, get_publication_state, save_change, settle_publication

KIND = "claim"
"""``AuditEntry.kind`` of a claim."""
_OUT_OF_THE_WAY = 10_000
"""Temporary numbers begin here: no form accepts a claim number so high, or so many claims."""


@dataclass(frozen=True, slots=True)
class EnteredClaim:
    """One claim as a form gave it."""

    claim: int | None
    """None: a new claim."""
    version: str
    """Version of the claim that the form showed."""
    state: State | None
    """None: the claim is to be removed."""


@dataclass(frozen=True, slots=True)
class ClaimConflict:
    """A claim that has changed since the form was shown."""

    place: int
    """Its index in the list of entered claims."""
    now: State | None
    """None: it has been removed."""


@dataclass(frozen=True, slots=True)
class _Author:
    """Who saves claims, by which form, and what is to become of them."""

    by: AbstractBaseUser | AnonymousUser
    request_id: str
    wish: Wish
    now: datetime


@dataclass(frozen=True, slots=True)
class SavedClaims:
    changed: int = 0
    conflicts: Sequence[ClaimConflict] = ()
    refused: Mapping[int, str] | None = None
    """Index in the list -> reason."""


def find_named_filings(docket: Docket, names: Iterable[str]) -> dict[str, Filing | None]:
    """Filings of a docket by number or public id; None where there is none, or more than one. One query."""
    wanted = {name for name in names if "\x00" not in name}
    found: dict[str, list[Filing]] = {}
    rows = Filing.objects.current().filter(Q(number__in=wanted) | Q(public_id__in=wanted), docket=docket)
    for filing in rows.only("id", "number", "public_id", "docket_id"):
        for name in {filing.number, filing.public_id} & wanted:
            found.setdefault(name, []).append(filing)
    return {name: known[0] if len(known := found.get(name, [])) == 1 else None for name in names}


def save_claims(
    docket: Docket,
    entered: Sequence[EnteredClaim],
    filings: Mapping[str, Filing | None],
    *,
    by: AbstractBaseUser | AnonymousUser,
    request_id: str,
    wish: Wish = KEEP,
) -> SavedClaims:
    """Saves all of ``entered``, or nothing. ``filings`` are those that the states name; ``wish`` holds for what is
    changed and for what is not published yet. Raises ``CannotPublish``."""
    with transaction.atomic():
        lock_claims(docket)
        if is_request_done(request_id):
            return SavedClaims()
        known = {claim.pk: claim for claim in prefetch_claim_states(Claim.objects.filter(docket=docket))}
        states = _load_working_states([known[row.claim] for row in entered if row.claim in known])
        due = [place for place, row in enumerate(entered) if _is_changed(row)]
        conflicts = [
            ClaimConflict(place, states.get(entered[place].claim or 0))
            for place in due
            if _is_stale(entered[place], states)
        ]
        if conflicts:
            return SavedClaims(conflicts=conflicts)
        due = [place for place in due if entered[place].state != states.get(entered[place].claim or 0)]
        due += _list_to_publish(entered, due, known, wish)
        if refused := _refused(entered, due, known, states):
            return SavedClaims(refused=refused)
        by_name = {name_filing(filing): filing for filing in filings.values() if filing}
        author = _Author(by, request_id, wish, timezone.now())
        stays = {key for key, claim in known.items() if must_wait(claim, wish, author.now)}
        _clear_numbers([entered[place] for place in due if entered[place].claim not in stays], states)
        # Removals first, so that their numbers are free.
        for place in sorted(due, key=lambda place: entered[place].state is not None):
            _write(docket, entered[place], known, by_name, author)
        if any(_is_decided(entered[place], known) for place in due):
            interpret_docket(docket.pk)
        return SavedClaims(changed=len(due))


def _load_working_states(claims: Sequence[Claim]) -> dict[int, State]:
    """By id, what the form shows of each: the version on its way to readers, else what stands."""
    held = load_pending(KIND, [claim.pk for claim in claims])
    return {claim.pk: held[claim.pk].state if claim.pk in held else get_claim_state(claim) for claim in claims}


def lock_claims(docket: Docket) -> None:
    """Locks a docket's claims and decisions, so that one editor's form is written at a time."""
    Docket.objects.select_for_update(of=("self",), no_key=True).only("id").get(pk=docket.pk)


def _is_changed(row: EnteredClaim) -> bool:
    """Whether the editor changed what the form showed."""
    return row.claim is None or row.state is None or get_state_version(row.state) != row.version


def _is_stale(row: EnteredClaim, states: Mapping[int, State]) -> bool:
    if row.claim is None:
        return False
    now = states.get(row.claim)
    if now == row.state:
        return False
    return now is None or get_state_version(now) != row.version


def _refused(
    entered: Sequence[EnteredClaim], due: Sequence[int], known: Mapping[int, Claim], states: Mapping[int, State]
) -> dict[int, str]:
    """Judged by the state after all changes: a number that one claim gives up, another may take."""
    refused = {}
    changing = {entered[place].claim for place in due}
    taken = {key: _name_of(claim) for key, claim in known.items() if key not in changing}
    for place in due:
        row = entered[place]
        if row.state is None:
            if row.claim and known[row.claim].dispositions.exists():
                refused[place] = (
                    "Rulings have decided on this claim. Take those decisions away first, on the rulings' own pages."
                )
            continue
        name = _name(row.state)
        if name in taken.values():
            refused[place] = "There is a claim with this number in this pleading already."
        taken[row.claim or -place - 1] = name
    return refused


def _name(state: State) -> tuple[object, ...]:
    """The key that no two claims of a case share."""
    return state["kind"], state["number"], state["pleading"]


def _name_of(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.number, name_filing(claim.pleading)


def _clear_numbers(due: Sequence[EnteredClaim], states: Mapping[int, State]) -> None:
    """Gives claims that swap numbers temporary ones. These are never visible: the final numbers are written next."""
    wanted = {_name(row.state): row.claim for row in due if row.state}
    for place, row in enumerate(due):
        if row.claim and row.state and wanted.get(_name(states[row.claim]), row.claim) != row.claim:
            Claim.objects.filter(pk=row.claim).update(number=_OUT_OF_THE_WAY + place)


def _write(
    docket: Docket,
    row: EnteredClaim,
    known: Mapping[int, Claim],
    filings: Mapping[str | None, Filing],
    author: _Author,
) -> None:
    claim = known[row.claim] if row.claim else Claim(docket=docket)
    if row.state is not None and must_wait(claim, author.wish, author.now):
        told = {"by": author.by, "now": author.now, "request_id": author.request_id, "title": row.state["title"]}
        hold_version(claim, KIND, row.state, author.wish, **told)
        return
    before, after, key = get_claim_state(claim) if claim.pk else None, row.state, claim.pk
    drop_pending(KIND, key, by=author.by, request_id=author.request_id)
    before = before and before | get_publication_state(claim)
    if row.state is None:
        claim.delete()
    else:
        is_changed = before is None or row.state != {name: before[name] for name in row.state}
        change = settle_publication(claim, KIND, author.wish, by=author.by, now=author.now, is_changed=is_changed)
        _fill(claim, row.state, filings)
        key, after = claim.pk, row.state | get_publication_state(claim)
        save_change(change, claim, by=author.by, request_id=author.request_id)
    record_edit(
        docket_id=docket.pk,
        kind=KIND,
        object_id=key,
        before=before,
        after=after,
        by=author.by,
        request_id=author.request_id,
    )


def _list_to_publish(
    entered: Sequence[EnteredClaim], due: Sequence[int], known: Mapping[int, Claim], wish: Wish
) -> list[int]:
    """The places of claims that are not changed, and that readers do not see: the wish holds for them too."""
    now = timezone.now()
    held = load_pending(KIND, known)
    is_hidden = {key: key in held or not claim.is_public(now) for key, claim in known.items()}
    hidden = {key for key in known if wish.when is not When.KEEP and is_hidden[key]}
    return [place for place, row in enumerate(entered) if place not in due and row.state and row.claim in hidden]


def _is_decided(row: EnteredClaim, known: Mapping[int, Claim]) -> bool:
    """Whether a ruling decided on it, so that what readers see of the claim decides what they see of the ruling."""
    claim = known.get(row.claim or 0)
    return row.state is not None and claim is not None and claim.dispositions.exists()


def _fill(claim: Claim, state: State, filings: Mapping[str | None, Filing]) -> None:
    for name in ("kind", "number", "title", "ground", "summary"):
        setattr(claim, name, state[name])
    claim.pleading = filings.get(state["pleading"])
    claim.save()
    claim.asserted_by.set([key for key, _ in state["asserted_by"]])
    claim.against.set([key for key, _ in state["against"]])
    claim.positions.all().delete()
    Position.objects.bulk_create(
        Position(claim=claim, stance=stance, text=said["text"], filing=filings.get(said["filing"]))
        for stance, said in state["positions"].items()
    )
    claim.repleadings.all().delete()
    Repleading.objects.bulk_create(
        Repleading(claim=claim, pleading=filings[later["pleading"]], change=later["change"], number=later["number"])
        for later in state["later_pleadings"]
    )
