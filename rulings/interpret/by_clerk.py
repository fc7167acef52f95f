"""Which motions the court's clerk has ended: a PACER history page gives the day on which each entry was "Terminated".

A district court's clerk ends a motion with the order on it, a bankruptcy court's all papers of a matter when that is
closed. So the day shows that nothing is pending any more, but not what was decided.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from rulings.vocabulary.stages import Step

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
    decided it; else the only ruling of that day. Empty where none can be told, and where that ruling ends the case for
    another reason or the motion may have been decided or taken back in another way that day."""
    filed = next((filing.day for filing in filings if filing.id == motion), None)
    of_day = [
        filing.id
        for filing in filings
        if day in (filing.date_filed, filing.date_entered) and not _is_before(filing.day, filed)
    ]
    rulings = [filing for filing in of_day if readings[filing].kind in RULING_KINDS]
    if named := [one for one in rulings if _names(readings[one].title, readings[motion].title)]:
        return named
    if len(rulings) != 1 or _ends_otherwise(readings[rulings[0]], readings[motion].title):
        return []
    else_ended = any(_may_have_ended(readings[one]) for one in of_day if one != rulings[0])
    return [] if else_ended and _ON_A_MOTION.search(readings[rulings[0]].title) else rulings


def _is_before(day: date | None, other: date | None) -> bool:
    """A clerk ends a motion that was filed wrongly on the day of its filing; a ruling made before decides nothing."""
    return day is not None and other is not None and day < other


def _names(ruling: str, motion: str) -> bool:
    """Whether a ruling's title names a motion by at least half of the words that tell it from others; a bare "Motion"
    is named by a bare "Order on motion"."""
    asked, said = _words(motion), _words(ruling)
    if asked:
        return 2 * len(asked & said) >= len(asked)
    return not said and bool(_ON_A_MOTION.search(ruling))


def _ends_otherwise(ruling: FilingReading, motion: str) -> bool:
    """Whether a ruling ends the case without a decision on the motion: "Stipulated Order Dismissing Case" while a
    motion for summary judgment is pending."""
    if ruling.outcome not in _ENDS_CASE and Step.DISMISSED not in ruling.steps:
        return False
    return bool(_BY_PARTIES.search(ruling.title)) or not _TO_END.search(motion)


_ENDS_CASE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.SETTLED,
    Outcome.TRANSFERRED,
})  # fmt: skip
_BY_PARTIES = re.compile(r"\b(?:stipulat\w+|voluntar\w+|settle\w*|agreed)\b", re.IGNORECASE)
_TO_END = re.compile(r"\b(?:dismiss\w*|judgment|transfer|remand)\b", re.IGNORECASE)


def _may_have_ended(other: FilingReading) -> bool:
    """Whether another entry of the day can have ended a motion: minutes, or a paper that takes one back."""
    return other.kind is Kind.MINUTES or "withdraw" in other.title.lower()


_ASKING = frozenset({Kind.MOTION, Kind.STIPULATION})
"""Nevada's stipulations are requests, which its clerk ends."""


def resolve_by_day(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], ended: Mapping[int, date]
) -> Mapping[int, FilingReading]:
    """``readings``, in which the only ruling that can have decided a motion on the day on which the clerk ended it
    decides it. Where a day has as many orders of one name as motions that they name, each order decides one, in the
    order in which they were entered. ``ended``: motion -> that day."""
    decided = {told.number for reading in readings.values() for told in reading.decides}
    told = dict(readings)
    alike: dict[tuple[int, ...], list[FilingFacts]] = {}
    filings = sorted(filings, key=lambda filing: (filing.number_order or 0, filing.id))
    for motion in filings:
        if motion.id in ended and readings[motion.id].kind in _ASKING and motion.number not in decided:
            rulings = find_rulings_of_day(motion.id, ended[motion.id], filings, readings)
            if readings[motion.id].kind is Kind.STIPULATION:
                rulings = [one for one in rulings if "stipulation" in readings[one].title.lower()]
            alike.setdefault(tuple(rulings), []).append(motion)
    for rulings_of_day, motions in alike.items():
        for ruling, motion in _pairs(rulings_of_day, motions, readings):
            told[ruling] = _deciding(told[ruling], motion.number)
    return told


def _pairs(
    rulings: Sequence[int], motions: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> Iterable[tuple[int, FilingFacts]]:
    if len(rulings) == 1:
        return [(rulings[0], motion) for motion in motions]
    of_one_name = len({readings[ruling].title for ruling in rulings}) == 1
    if not of_one_name or len(rulings) != len(motions) or any(readings[ruling].decides for ruling in rulings):
        return []
    return zip(rulings, motions, strict=True)


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


def _words(title: str) -> set[str]:
    """The words of a title that tell one motion from another."""
    found = re.findall(r"[a-z]+", title.lower())
    return {part for word in found if word not in _SMALL for part in _SHORT_FORMS.get(word, (word,))}
