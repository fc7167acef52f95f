"""What the product says of one case, as its page has it, in the words of ``bench.labelled_cases``."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bench.labelled_cases import LabelledCase
from bench.measures.cases import SaidOfCase, find_entries
from dockets.models import Filing
from rulings.models import Disposition, Hearing, Reading, TimelineEvent
from rulings.vocabulary.kinds import SetDate
from rulings.vocabulary.motion_states import OPEN_STATES

_CIVIL = {
    "filed": "filed",
    "answered": "answered",
    "discovery": "scheduled",
    "decided": "ended",
    "appealed": "appealed",
}
_STAGES = {
    "civil": _CIVIL | {"summary_judgment": "summary_judgment", "trial": "trial"},
    "criminal": _CIVIL | {"filed": "charged", "answered": "arraigned", "trial": "trial", "decided": "sentenced"},
    "bankruptcy": {"filed": "filed", "closed": "closed", "appealed": "appealed"},
    "appeal": {"filed": "docketed", "answered": "briefed", "trial": "argued", "decided": "decided"},
    "scotus": {"filed": "filed", "trial": "argued", "decided": "decided"},
    "mdl": {"filed": "filed", "trial": "argued", "decided": "decided"},
}
"""The labels' names of the product's stages, by kind of case."""
_OVER = ("decided", "closed")

type _Place = Callable[[str], int | None]


def read_said(case: LabelledCase, docket_id: int) -> SaidOfCase:
    """What the page of this docket, which has been imported and interpreted, says of it."""
    places, said = find_entries(case, docket_id), SaidOfCase()
    public = dict(Filing.objects.filter(docket=docket_id).values_list("public_id", "id"))
    state = Reading.objects.get(docket=docket_id).state
    _read_stages(case, state, lambda public_id: places.get(public.get(public_id, 0)), said)
    if state.get("ruling"):
        said.last_ruling = places.get(public[state["ruling"]["public_id"]])
    for motion, (status, outcome, deciding) in _motions(docket_id).items():
        if motion in places:
            said.motions[places[motion]] = status, outcome, places.get(deciding or 0)
    _read_hearings(case, docket_id, said)
    return said


def _read_stages(case: LabelledCase, state: Mapping[str, Any], place: _Place, said: SaidOfCase) -> None:
    passed = state.get("passed") or []
    said.status = ("ended" if state["stage"] in _OVER else "open") if passed else ""
    for stage in passed:
        day = date.fromisoformat(stage["date"]) if stage["date"] else None
        if name := _STAGES[case.kind].get(stage["stage"]):
            said.stages[name] = day, place(stage["public_id"])
        if stage["stage"] in _OVER and said.end_date is None:
            said.end_date, said.end_entry = day, place(stage["public_id"])
    if case.kind == "civil" and said.status == "ended":
        said.stages.setdefault("ended", (said.end_date, said.end_entry))


def _read_hearings(case: LabelledCase, docket_id: int, said: SaidOfCase) -> None:
    rows = Hearing.objects.filter(docket=docket_id).exclude(kind=SetDate.DEADLINE)
    for day, vacated in rows.values_list("date", "vacated_by"):
        status = "called_off" if vacated else "ahead" if day > case.as_of else "held"
        said.hearings.setdefault(day, set()).add(status)
    for statuses in said.hearings.values():
        if len(statuses) > 1:
            statuses.discard("called_off")


def _motions(docket_id: int) -> Mapping[int, tuple[str, str, int | None]]:
    found: dict[int, tuple[str, str, int | None]] = {}
    lines = TimelineEvent.objects.filter(docket=docket_id, hearing=None, routine=False).exclude(state="")
    for filing, state, outcome in lines.values_list("filing", "state", "outcome"):
        found[filing] = ("pending" if state in OPEN_STATES else state, outcome, None)
    decided = Disposition.objects.filter(ruling__docket=docket_id, motion__isnull=False)
    rows = decided.order_by("ruling__date", "ruling__filing").values_list("motion__filing", "ruling__filing", "outcome")
    for filing, ruling, outcome in rows:
        if filing not in found or found[filing][0] != "pending":
            found[filing] = (found.get(filing, ("decided",))[0], outcome, ruling)
    return found
