"""Writes the claims that an editor has entered, in one transaction with the account of it (``edits``).

A claim that somebody else has changed since the form was shown is not overwritten: it comes back as a conflict, and nothing at
all is written. A form that is sent twice is taken once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import Q

from dockets.models import Docket, Filing
from rulings.claim_states import State, claim_state, filing_name, with_all
from rulings.edits import done_already, record_edit, version_of
from rulings.models import Claim, Position, Repleading

KIND = "claim"
"""What ``Edit.kind`` calls it."""
_OUT_OF_THE_WAY = 10_000
"""No form gives a claim so high a number, and no form has so many."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One claim as a form gave it."""

    claim: int | None
    """None: a new one."""
    version: str
    """Of what the form showed."""
    state: State | None
    """None: it is to be removed."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that is not what the form showed any more."""

    place: int
    """Among those entered."""
    now: State | None
    """None: it has been removed."""


@dataclass(frozen=True, slots=True)
class Written:
    changed: int = 0
    conflicts: Sequence[Conflict] = ()
    refused: Mapping[int, str] | None = None
    """Place -> why."""


def named_filings(docket: Docket, names: Iterable[str]) -> dict[str, Filing | None]:
    """Filings of a docket by number or public id; None where there is none, or more than one. One query."""
    wanted = {name for name in names if "\x00" not in name}
    found: dict[str, list[Filing]] = {}
    rows = Filing.objects.current().filter(Q(number__in=wanted) | Q(public_id__in=wanted), docket=docket)
    for filing in rows.only("id", "number", "public_id", "docket_id"):
        for name in {filing.number, filing.public_id} & wanted:
            found.setdefault(name, []).append(filing)
    return {name: known[0] if len(known := found.get(name, [])) == 1 else None for name in names}


def write_claims(
    docket: Docket,
    entered: Sequence[Entered],
    filings: Mapping[str, Filing | None],
    *,
    by: AbstractBaseUser | AnonymousUser,
    request_id: str,
) -> Written:
    """All of ``entered``, or nothing. ``filings`` are those that the states name."""
    with transaction.atomic():
        hold(docket)
        if done_already(request_id):
            return Written()
        known = {claim.pk: claim for claim in with_all(Claim.objects.filter(docket=docket))}
        states = {key: claim_state(known[key]) for key in {row.claim for row in entered if row.claim in known} if key}
        due = [place for place, row in enumerate(entered) if _is_changed(row)]
        conflicts = [Conflict(place, states.get(entered[place].claim or 0)) for place in due if _is_stale(entered[place], states)]
        if conflicts:
            return Written(conflicts=conflicts)
        due = [place for place in due if entered[place].state != states.get(entered[place].claim or 0)]
        if refused := _refused(entered, due, known, states):
            return Written(refused=refused)
        by_name = {filing_name(filing): filing for filing in filings.values() if filing}
        _clear_numbers([entered[place] for place in due], states)
        # First what goes, so that its number is free.
        for place in sorted(due, key=lambda place: entered[place].state is not None):
            _write(docket, entered[place], known, states, by_name, by, request_id)
        return Written(changed=len(due))


def hold(docket: Docket) -> None:
    """One editor's form at a time writes a docket's claims and decisions."""
    Docket.objects.select_for_update(of=("self",), no_key=True).only("id").get(pk=docket.pk)


def _is_changed(row: Entered) -> bool:
    """The editor changed what the form showed."""
    return row.claim is None or row.state is None or version_of(row.state) != row.version


def _is_stale(row: Entered, states: Mapping[int, State]) -> bool:
    if row.claim is None:
        return False
    now = states.get(row.claim)
    if now == row.state:
        return False
    return now is None or version_of(now) != row.version


def _refused(
    entered: Sequence[Entered], due: Sequence[int], known: Mapping[int, Claim], states: Mapping[int, State]
) -> dict[int, str]:
    """By how all of them stand once everything is written: a number that one claim gives up, another may have."""
    refused = {}
    changing = {entered[place].claim for place in due}
    taken = {key: _name_of(claim) for key, claim in known.items() if key not in changing}
    for place in due:
        row = entered[place]
        if row.state is None:
            if row.claim and known[row.claim].dispositions.exists():
                refused[place] = "Rulings have decided on this claim. Take those decisions away first, on the rulings' own pages."
            continue
        name = _name(row.state)
        if name in taken.values():
            refused[place] = "There is a claim with this number in this pleading already."
        taken[row.claim or -place - 1] = name
    return refused


def _name(state: State) -> tuple[object, ...]:
    """What no two claims of a case have."""
    return state["kind"], state["number"], state["pleading"]


def _name_of(claim: Claim) -> tuple[object, ...]:
    return claim.kind, claim.number, filing_name(claim.pleading)


def _clear_numbers(due: Sequence[Entered], states: Mapping[int, State]) -> None:
    """Moves claims out of each other's way while they change numbers with each other. Nobody sees it: each is written next."""
    wanted = {_name(row.state): row.claim for row in due if row.state}
    for place, row in enumerate(due):
        if row.claim and row.state and wanted.get(_name(states[row.claim]), row.claim) != row.claim:
            Claim.objects.filter(pk=row.claim).update(number=_OUT_OF_THE_WAY + place)


def _write(
    docket: Docket,
    row: Entered,
    known: Mapping[int, Claim],
    states: Mapping[int, State],
    filings: Mapping[str | None, Filing],
    by: AbstractBaseUser | AnonymousUser,
    request_id: str,
) -> None:
    claim = known[row.claim] if row.claim else Claim(docket=docket)
    before, key = states.get(row.claim or 0), claim.pk
    if row.state is None:
        claim.delete()
    else:
        _fill(claim, row.state, filings)
        key = claim.pk
    record_edit(docket_id=docket.pk, kind=KIND, object_id=key, before=before, after=row.state, by=by, request_id=request_id)


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
