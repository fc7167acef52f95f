"""Which motion a filing means that gives no number: "RESPONSE in Opposition to Motion to Compel", "ORDER denying Motion for TRO".

Feeds and courts of appeals leave numbers out. What is meant is told by the name of the motion, or by what both are about, by the
party and by the date: a motion of the other side (of a reply, of the same), filed within half a year before, not decided since.
Where two motions fit, none is meant.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading import Decides, FilingReading, RefersTo
from rulings.words import RULING_KINDS, Kind, Outcome, Relation

type _Place = tuple[date, int, int]
"""Of a filing in its docket, as ``FilingOrder.key`` gives it."""

_RELATIONS = {Kind.OPPOSITION: Relation.OPPOSES, Kind.REPLY: Relation.REPLIES}
_ON_MOTIONS = frozenset({Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.DEFERRED, Outcome.STRICKEN})
_ASKED = re.compile(r"\b(?:motion|application)")
_ORDER_ON = re.compile(r"order on (?:[\w/-]+ ){0,3}?(?:motion|application)\b")
"""An event type that tells that a motion was decided, and not how: "Order on Motion to Dismiss"."""
_WITHIN = timedelta(days=183)
_LOOKED_AT = 60
"""The latest motions before a filing; more are not compared."""
_SHORTEST = 12
"""Characters of a title that names a motion: "Motion" alone names none."""


def with_motions_meant(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder
) -> Mapping[int, FilingReading]:
    """``readings``, in which answers and rulings without a number speak of the motion that they mean."""
    speakers = [filing for filing in filings if _leaves_out(readings[filing.id])]
    if not speakers:
        return readings
    motions = [filing for filing in filings if filing.number and readings[filing.id].kind is Kind.MOTION]
    placed, told, decided = _placed(motions, order), dict(readings), _decided(readings, order)
    for speaker in sorted(speakers, key=lambda filing: order.key(filing.id)):
        meant = _meant(readings[speaker.id], readings, _before(order.key(speaker.id), placed, decided))
        if meant is not None:
            told[speaker.id] = _speaking_of(readings[speaker.id], meant.number)
            if told[speaker.id].decides and readings[speaker.id].outcome is not Outcome.DEFERRED:
                decided.setdefault(meant.id, order.key(speaker.id))
    return told


def _placed(motions: Sequence[FilingFacts], order: FilingOrder) -> list[tuple[_Place, FilingFacts]]:
    return sorted(((order.key(motion.id), motion) for motion in motions), key=lambda pair: pair[0])


def _leaves_out(reading: FilingReading) -> bool:
    if reading.refers_to or not (reading.detail or _ASKED.search(reading.headline.lower())):
        return False
    if reading.kind not in RULING_KINDS:
        return reading.kind in _RELATIONS
    return reading.outcome in _ON_MOTIONS or (reading.outcome is None and bool(_ORDER_ON.match(reading.headline.lower())))


def _decided(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[int, _Place]:
    """Motion -> place of the first ruling that ends it."""
    places: dict[int, _Place] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.decides), key=order.key):
        for decides in readings[filing].decides:
            target = order.target(decides.number, filing)
            if target is not None and decides.outcome is not Outcome.DEFERRED:
                places.setdefault(target, order.key(filing))
    return places


def _before(place: _Place, placed: Sequence[tuple[_Place, FilingFacts]], decided: Mapping[int, _Place]) -> list[FilingFacts]:
    """The motions that were open at a place of the docket."""
    end = bisect_left(placed, place, key=lambda pair: pair[0])
    return [
        motion
        for at, motion in placed[max(0, end - _LOOKED_AT) : end]
        if place[0] - at[0] <= _WITHIN and decided.get(motion.id, place) >= place
    ]


def _meant(said: FilingReading, readings: Mapping[int, FilingReading], motions: Sequence[FilingFacts]) -> FilingFacts | None:
    """The one motion that is named, else the one that is about the same."""
    fitting = [motion for motion in motions if _may_answer(said, readings[motion.id])]
    headline = said.headline.lower()
    named = [one for one in fitting if len(name := readings[one.id].headline.lower()) >= _SHORTEST and name in headline]
    alike = [one for one in fitting if said.detail is not None and readings[one.id].detail is said.detail]
    found = named or alike
    return found[0] if len(found) == 1 else None


def _may_answer(said: FilingReading, motion: FilingReading) -> bool:
    if said.kind not in _RELATIONS or not said.side or not motion.side:
        return True
    return (said.side == motion.side) is (said.kind is Kind.REPLY)


def _speaking_of(said: FilingReading, number: str) -> FilingReading:
    if said.kind in _RELATIONS:
        return replace(said, refers_to=(RefersTo(_RELATIONS[said.kind], number),))
    outcome = said.outcome or Outcome.OTHER
    return replace(said, refers_to=(RefersTo(Relation.DECIDES, number),), decides=(Decides(number, outcome),))
