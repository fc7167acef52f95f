"""What the product says of one case, as its page has it, in the words of ``bench.labelled_cases``."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bench.labelled_cases import LabelledCase
from bench.measures.cases import SaidOfCase, find_entries
from dockets.models import Filing
from rulings.models import Disposition, Hearing, Reading, Reference, TimelineEvent
from rulings.reading.dates.hearing_titles import is_before_a_judge
from rulings.vocabulary.kinds import UNTIMED
from rulings.vocabulary.motion_states import OPEN_STATES, MotionState
from rulings.vocabulary.relations import Relation

type _Place = Callable[[str], int | None]


def read_said(case: LabelledCase, docket_id: int, places: Mapping[int, int] | None = None) -> SaidOfCase:
    """What the page of this docket, which has been imported and interpreted, says of it. ``places``: filing id -> place
    of its entry, where it is known; else it is found by its text."""
    places = find_entries(case, docket_id) if places is None else places
    said = SaidOfCase()
    public = dict(Filing.objects.filter(docket=docket_id).values_list("public_id", "id"))
    state = Reading.objects.get(docket=docket_id).state
    _read_status(case, state, lambda public_id: places.get(public.get(public_id, 0)), said)
    if state.get("ruling"):
        said.last_ruling = places.get(public[state["ruling"]["public_id"]])
    for motion, (status, outcome, deciding) in _motions(docket_id).items():
        if motion in places:
            said.motions[places[motion]] = status, outcome, places.get(deciding or 0)
    _read_hearings(case, docket_id, said)
    return said


def _read_status(case: LabelledCase, state: Mapping[str, Any], place: _Place, said: SaidOfCase) -> None:
    status = state["status"]
    said.status = "" if status["value"] == "unknown" else status["value"]
    if status["value"] == "ended":
        said.end_date = date.fromisoformat(status["date"]) if status["date"] else None
        said.end_entry = next((place(link["public_id"]) for link in status["rests_on"]), None)
    for stage in state["passed"]:
        day = date.fromisoformat(stage["date"]) if stage["date"] else None
        said.stages[stage["stage"]] = day, place(stage["public_id"])
    if case.kind == "mdl" and "decided" in said.stages:
        said.stages["ended"] = said.stages["decided"]


def _read_hearings(case: LabelledCase, docket_id: int, said: SaidOfCase) -> None:
    rows = Hearing.objects.filter(docket=docket_id).exclude(kind__in=UNTIMED)
    for day, title, vacated, held in rows.values_list("date", "title", "vacated_by", "held_by"):
        if is_before_a_judge(title):
            status = "held" if held else "called_off" if vacated else "ahead" if day > case.as_of else "unknown"
            said.hearings.setdefault(day, set()).add(status)
    for statuses in said.hearings.values():
        if len(statuses) > 1:
            statuses.discard("called_off")
        if len(statuses) > 1:
            statuses.discard("unknown")


def _motions(docket_id: int) -> Mapping[int, tuple[str, str, int | None]]:
    found: dict[int, tuple[str, str, int | None]] = {}
    lines = TimelineEvent.objects.filter(docket=docket_id, hearing=None).exclude(state="")
    for filing, state, outcome in lines.values_list("filing", "state", "outcome"):
        found[filing] = ("pending" if state in OPEN_STATES else state, outcome, None)
    back = Reference.objects.filter(docket=docket_id, relation=Relation.WITHDRAWS.value, target__isnull=False)
    for filing, motion in back.order_by("filing__date_filed", "filing").values_list("filing", "target"):
        if motion in found and found[motion][0] == MotionState.WITHDRAWN:
            found[motion] = (*found[motion][:2], filing)
    decided = Disposition.objects.filter(ruling__docket=docket_id, motion__isnull=False)
    rows = decided.order_by("ruling__date", "ruling__filing").values_list("motion__filing", "ruling__filing", "outcome")
    for filing, ruling, outcome in rows:
        if filing not in found or found[filing][0] != "pending":
            found[filing] = (found.get(filing, ("decided",))[0], outcome, ruling)
    return found
