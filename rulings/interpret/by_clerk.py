"""Which motions the court's clerk has ended: a PACER history page gives the day on which each entry was "Terminated".

A district court's clerk ends a motion with the order on it, a bankruptcy court's all papers of a matter when that is
closed. So the day shows that nothing is pending any more, but not what was decided.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import OuterRef, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from dockets.models import Sheet
from dockets.upsert.docket_fields import TERMINATED
from rulings.interpret.texts import FilingFacts
from rulings.reading.values import Decides, FilingReading, RefersTo
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation

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


def find_rulings_of_day(
    motion: int, day: date, filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> list[int]:
    """The rulings of the day on which the clerk ended a motion that name it ("Order on Motion to Seal"), of which one
    decided it; else the only ruling of that day that names no motion. Empty where none can be told."""
    of_day = [
        filing.id
        for filing in filings
        if day in (filing.date_filed, filing.date_entered) and readings[filing.id].kind in RULING_KINDS
    ]
    asked = _words(readings[motion].title)
    named = [one for one in of_day if asked and 2 * len(asked & _words(readings[one].title)) >= len(asked)]
    return named or (of_day if len(of_day) == 1 and not _ON_A_MOTION.search(readings[of_day[0]].title) else [])


def resolve_by_day(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], ended: Mapping[int, date]
) -> Mapping[int, FilingReading]:
    """``readings``, in which the only ruling that can have decided a motion on the day on which the clerk ended it
    decides it. ``ended``: motion -> that day."""
    decided = {told.number for reading in readings.values() for told in reading.decides}
    told = dict(readings)
    for motion in filings:
        if motion.id in ended and readings[motion.id].kind is Kind.MOTION and motion.number not in decided:
            rulings = find_rulings_of_day(motion.id, ended[motion.id], filings, readings)
            if len(rulings) == 1:
                told[rulings[0]] = _deciding(told[rulings[0]], motion.number)
    return told


def _deciding(ruling: FilingReading, number: str) -> FilingReading:
    outcome = ruling.outcome or Outcome.OTHER
    return replace(
        ruling,
        decides=(*ruling.decides, Decides(number, outcome)),
        refers_to=(*ruling.refers_to, RefersTo(Relation.DECIDES, number)),
    )


_ON_A_MOTION = re.compile(r"\bon (?:[\w/-]+ ){0,3}?(?:motion|application)\b", re.IGNORECASE)
_SMALL = frozenset({"a", "and", "application", "for", "in", "of", "on", "order", "motion", "the", "to"})
_SHORT_FORMS = {"phv": ("pro", "hac", "vice")}


def _words(headline: str) -> set[str]:
    """The words of a title that tell one motion from another."""
    found = re.findall(r"[a-z]+", headline.lower())
    return {part for word in found if word not in _SMALL for part in _SHORT_FORMS.get(word, (word,))}
