"""What a file says of something that readers see, as its new version (``publishing.pending``). Called by ``load``."""

from dataclasses import asdict
from typing import Any

from rulings.claims.decision_form import RULING_TEXTS
from rulings.claims.save_decisions import DECISION_TEXTS, EnteredDecision, load_ruling
from rulings.history.snapshots import (
    MILESTONE_FIELDS,
    State,
    get_claim_state,
    get_editorial_state,
    prefetch_claim_states,
)
from rulings.models import Claim, Disposition, Editorial, Milestone, Motion, Ruling


def read_working_state(row: Claim | Editorial | Milestone | Ruling) -> State:
    """The row as it is stored now, in the form in which its new version is kept."""
    if isinstance(row, Claim):
        return get_claim_state(prefetch_claim_states(Claim.objects.all()).get(pk=row.pk))
    if isinstance(row, Ruling):
        stored, decided = load_ruling(row.filing)
        title = {name: getattr(stored, name) for name in RULING_TEXTS}
        return {"title": title, "decided": [asdict(_enter(one)) for one in decided]}
    now: Any = type(row)._default_manager.get(pk=row.pk)
    if isinstance(now, Milestone):
        return {name: getattr(now, name) for name in MILESTONE_FIELDS} | {"date": now.date.isoformat()}
    return get_editorial_state(now) or {}


def forget_new_rows(state: State, before: State) -> None:
    """Decisions of a ruling that ``before`` has not, and motions that are not there, were rolled back: such a motion is
    named by its filing, since the file is the first to say that it is one."""
    decided = state.get("decided", ())
    known = {one["id"] for one in before.get("decided", ())}
    there = set(Motion.objects.filter(pk__in=[one["motion"] for one in decided]).values_list("pk", flat=True))
    for one in decided:
        one["id"] = one["id"] if one["id"] in known else None
        one["motion"], one["motion_filing"] = (
            (one["motion"], None) if one["motion"] in there else (None, one["motion_filing"])
        )


def get_state_title(state: State) -> str:
    """What the new version is called on the desk."""
    title = state.get("title") or state.get("headline") or state.get("summary") or ""
    return str(title["title"] if isinstance(title, dict) else title)


def _enter(row: Disposition) -> EnteredDecision:
    values: State = {name: getattr(row, name) for name in (*DECISION_TEXTS, "reviews_id")}
    parties = sorted(party.pk for party in row.parties.all())
    of_motion = row.motion.filing_id if row.motion else None
    return EnteredDecision(row.pk, row.claim_id, row.motion_id, of_motion, values, parties)
