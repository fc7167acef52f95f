"""Which motions the court's clerk has ended: a PACER history page gives the day on which each entry was "Terminated".

A district court's clerk ends a motion with the order on it, a bankruptcy court's all papers of a matter when that is
closed. So the day shows that nothing is pending any more, but not what was decided.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from dockets.models import Sheet
from dockets.upsert.docket_fields import TERMINATED
from rulings.interpret.motion_status import State
from rulings.interpret.texts import FilingFacts
from rulings.vocabulary.motion_states import OPEN_STATES

_TOLD = KeyTextTransform(0, KeyTransform(TERMINATED, "record"), output_field=TextField())
ENDED = Subquery(
    Sheet.objects.filter(docket=OuterRef("pk"), record__has_key=TERMINATED)
    .order_by("-as_of", "id")
    .values(told=_TOLD)[:1]
)
"""For a query of dockets: the input of ``dockets.upsert.docket_fields.parse_terminated``."""


def find_motions_ended_by_clerk(filings: Sequence[FilingFacts], terminated: Mapping[str, date]) -> dict[int, date]:
    """Filing id -> the day on which the clerk ended it. A number that several filings share is left out."""
    numbers = Counter(filing.number for filing in filings)
    return {
        filing.id: terminated[filing.number]
        for filing in filings
        if filing.number in terminated and numbers[filing.number] == 1
    }


def is_state_known(motion: int, state: State, ended: Mapping[int, date]) -> bool:
    """Whether a motion's state may be shown: a motion that the clerk has ended cannot be pending, and its outcome is
    not known."""
    return not (state[0] in OPEN_STATES and motion in ended)
