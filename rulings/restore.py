"""Puts back what an account of edits tells: a claim as one edit left it, or all that a ruling decided as it was then.

What is put back is written the way a form writes it, so that it is an edit like any other, and can be put back itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dockets.models import Docket, Filing, Party
from rulings.claim_states import claim_state, disposition_state, with_all
from rulings.edits import State, done_already, version_of
from rulings.enter_claims import KIND, Entered, hold, named_filings, write_claims
from rulings.enter_decisions import Decided, known, states, version, write_decisions
from rulings.models import Claim, Disposition, Edit, Motion

RESTORED = (KIND, "ruling", "disposition")
"""Kinds of edits whose objects can be put back here; notes have histories of their own."""
_RULING = ("title", "standard", "citation", "by_parties")
_DECIDED = ("outcome", "reason", "quotation", "place", "standard")


class CannotRestore(Exception):
    """``str(error)`` is a sentence for a person. Nothing was written."""


CHANGED = "Somebody has changed it since you opened the page. Nothing was done: look at it as it is now."


def restore(edit: Edit, *, seen: int, by: User, request_id: str) -> None:
    """As it was after ``edit``; after one that removed it, as it was before. ``seen`` is the newest edit of all when whoever asks
    was shown the page. Raises ``CannotRestore``."""
    with transaction.atomic():
        hold(edit.docket)
        if not done_already(request_id):
            (_claim if edit.kind == KIND else _ruling)(edit, seen, by, request_id)


def _claim(edit: Edit, seen: int, by: User, request_id: str) -> None:
    if Edit.objects.filter(kind=KIND, object_id=edit.object_id, pk__gt=seen).exists():
        raise CannotRestore(CHANGED)
    wanted = edit.after or edit.before or {}
    _check_parties(edit.docket, [*wanted["asserted_by"], *wanted["against"]])
    told = [wanted["pleading"], *(said["filing"] for said in wanted["positions"].values())]
    filings = _filings(edit.docket, [*told, *(later["pleading"] for later in wanted["later_pleadings"])])
    claim = with_all(Claim.objects.filter(docket=edit.docket, pk=edit.object_id)).first()
    entered = Entered(claim.pk, version_of(claim_state(claim)), wanted) if claim else Entered(None, "", wanted)
    written = write_claims(edit.docket, [entered], filings, by=by, request_id=request_id)
    if written.refused:
        raise CannotRestore(" ".join(written.refused.values()))


def _ruling(edit: Edit, seen: int, by: User, request_id: str) -> None:
    told = edit.after or edit.before or {}
    name = told["filing"] if edit.kind == "ruling" else told["ruling"]
    filing = _filings(edit.docket, [name])[name]
    ruling, rows = known(filing)
    now = states(ruling, rows)
    edits = _edits_of(edit.docket, name)
    if edits[-1].pk > seen:
        raise CannotRestore(CHANGED)
    if edit.after is None:
        at = edit.pk - 1
    else:  # A form writes several edits; what it wrote belongs together.
        same = [row.pk for row in edits if edit.request_id and row.request_id == edit.request_id]
        at = max([edit.pk, *same])
    title, decided = _as_of(edits, at, now[0] if now else {}, {row.pk: disposition_state(row) for row in rows})
    found = _Names(edit.docket, decided.values())
    wanted = [found.decided(key if key in {row.pk for row in rows} else None, state) for key, state in decided.items()]
    values = {field: title.get(field, "") for field in _RULING} | {"by_parties": bool(title.get("by_parties"))}
    if write_decisions(edit.docket, filing, values, wanted, shown=version(now, filing.text), by=by, request_id=request_id):
        raise CannotRestore(CHANGED)


def _edits_of(docket: Docket, name: str) -> list[Edit]:
    """Of the ruling at a filing and of what it decided, the oldest first."""
    edits = Edit.objects.filter(docket=docket, kind__in=("ruling", "disposition")).order_by("id")
    field = {"ruling": "filing", "disposition": "ruling"}
    return [row for row in edits if (row.after or row.before or {}).get(field[row.kind]) == name]


def _as_of(edits: Iterable[Edit], at: int, title: State, decided: Mapping[int, State]) -> tuple[State, dict[int, State]]:
    """The ruling and its decisions once edit ``at`` was made. What no edit speaks of was always as it is."""
    told: dict[int, State | None] = {**decided}
    by_object: dict[tuple[str, int], list[Edit]] = {}
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
    found = named_filings(docket, {name for name in names if name})
    if gone := [name for name, filing in found.items() if filing is None]:
        raise CannotRestore(f"It names filing {gone[0]}, which this case does not have any more, or has twice.")
    return {name: filing for name, filing in found.items() if filing}


def _check_parties(docket: Docket, named: Iterable[tuple[int, str]]) -> None:
    wanted = dict(named)
    there = set(Party.objects.filter(docket=docket, pk__in=wanted).values_list("pk", flat=True))
    if gone := [name for key, name in wanted.items() if key not in there]:
        raise CannotRestore(f"It names {gone[0]}, who is no party of this case any more.")


class _Names:
    """What the decisions of a ruling speak of, by the names that the account has for it."""

    def __init__(self, docket: Docket, decided: Iterable[State]) -> None:
        self.docket = docket
        decided = list(decided)
        self.filings = _filings(docket, [name for state in decided for name in (state["motion"], state["reviews"])])
        self.claims: dict[str, list[Claim]] = {}
        for claim in Claim.objects.filter(docket=docket):
            self.claims.setdefault(claim.label, []).append(claim)
        _check_parties(docket, [party for state in decided for party in state["parties"]])

    def decided(self, key: int | None, state: State) -> Decided:
        filing = self.filings[state["motion"]] if state["motion"] else None
        motion = Motion.objects.filter(filing=filing).first() if filing else None
        claim = self._claim(state["claim"]) if state["claim"] else None
        values: dict[str, Any] = {name: state[name] for name in _DECIDED} | {"reviews_id": None}
        if state["reviews"]:
            earlier = Disposition.objects.filter(ruling__filing=self.filings[state["reviews"]], claim=claim, motion=motion)
            values["reviews_id"] = earlier.values_list("pk", flat=True).first()
        named = filing.pk if filing and motion is None else None
        parties = [party for party, _ in state["parties"]]
        return Decided(key, claim.pk if claim else None, motion.pk if motion else None, named, values, parties)

    def _claim(self, label: str) -> Claim:
        found = self.claims.get(label, [])
        if len(found) != 1:
            raise CannotRestore(f"It decides on claim {label}, of which this case has {'several' if found else 'none any more'}.")
        return found[0]
