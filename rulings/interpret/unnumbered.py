"""Which motion a filing refers to without a number: "RESPONSE in Opposition to Motion to Compel", "ORDER denying Motion
for TRO". Called by ``interpret_docket``.

Feeds and courts of appeals leave numbers out. The motion is found by its name or by the detail that both share, by the
party and by the date: a motion of the other side (for a reply, of the same side), filed within half a year before, not
decided since. Where two motions fit, none is chosen.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading.decisions.asked_for import find_relief
from rulings.reading.values import Decides, FilingReading, RefersTo
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step

type _Place = tuple[date, int, int]
"""The place of a filing in its docket, as ``FilingOrder.key`` gives it."""

_RELATIONS = {Kind.OPPOSITION: Relation.OPPOSES, Kind.REPLY: Relation.REPLIES}
_ON_MOTIONS = frozenset(
    {
        Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.DEFERRED, Outcome.STRICKEN,
        Outcome.WITHDRAWN, Outcome.SETTLED,
    }
)  # fmt: skip
_ASKED = re.compile(r"\b(?:motion|application)")
_ORDER_ON = re.compile(r"order on (?:[\w/-]+ ){0,3}?(?:motion|application)\b")
"""An event type that tells that a motion was decided, but not how: "Order on Motion to Dismiss"."""
_UNDONE = re.compile(
    r"order (?:vacating|setting aside|reinstating|reopening) (?:the )?(?:order of |prior )?"
    r"(?P<what>dismissal|default|judgment|case)\b"
)
"""In Eastern Pennsylvania's bankruptcies "Order Vacating Dismissal Order" grants "Motion to Reconsider Dismissal of
Case"."""
_TO_UNDO = re.compile(
    r"(?:[\w-]+ ){0,2}(?:motion|application) (?:to|for) (?:reconsider\w*|vacate|set aside|reinstate\w*|reopen\w*)\b"
)
_TO_DISMISS_CASE = re.compile(
    r"(?:[\w'\u2019.-]+ ){0,4}?motion (?:to (?:voluntarily )?dismiss|for (?:voluntary )?dismissal(?: of)?) "
    r"(?:the |this |debtor'?s'? )*(?:bankruptcy |chapter \d+ )*(?:case|chapter|proceeding|appeal|debtor)\b"
)
"""What an "Order Dismissing Case" without a number grants."""
_MAY_WITHDRAW = frozenset({Kind.NOTICE, Kind.OTHER})
_WITHDRAWAL = re.compile(
    r"(?:[\w'\u2019.,&-]+ ){0,5}?(?:withdrawal of|withdrawing|to withdraw) (?:the |its |his |her |their "
    r")?(?=(?:[\w-]+ ){0,4}?(?:motion|application|objection to claim)\b)"
)
"""A motion that its filer takes back: "Notice of Withdrawal of Motion for Relief from Stay"."""
_WORDS = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"a", "and", "for", "in", "of", "on", "the", "to"})
_WITHIN = timedelta(days=183)
_LOOKED_AT = 60
"""How many of the latest motions before a filing are compared."""
_OF_ANYBODY = frozenset({
    "a", "an", "and", "application", "as", "at", "by", "case", "chapter", "consent", "debtor", "debtors", "ex", "first",
    "for", "from", "in", "interim", "joint", "motion", "of", "on", "or", "order", "parte", "s", "the", "to", "trustee",
    "trustees", "under", "unopposed", "with",
})  # fmt: skip
"""Words that do not tell what is asked for."""
_FEWEST = 2
_PREFIX = 3
_LONG = 9
"""Characters of a word that tells enough alone: "Order on Compensation"."""
_SHORTEST = 12
"""Characters of the shortest title that can name a motion: "Motion" alone names none."""


def resolve_unnumbered_motions(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder, ended: Mapping[int, date]
) -> Mapping[int, FilingReading]:
    """``readings``, in which answers and rulings without a number refer to their motion. ``ended``: motion -> the day
    on which the clerk ended it. A motion ended before the filing's day is left out; of several that fit, the one ended
    on that day is chosen."""
    speakers = [filing for filing in filings if _leaves_out(readings[filing.id])]
    if not speakers:
        return readings
    motions = [filing for filing in filings if filing.number and readings[filing.id].kind is Kind.MOTION]
    placed, told, decided = _placed(motions, order), dict(readings), _decided(readings, order)
    for speaker in sorted(speakers, key=lambda filing: order.key(filing.id)):
        still = [one for one in _before(order.key(speaker.id), placed, decided) if not _is_over(one, speaker, ended)]
        fitting = _meant(readings[speaker.id], readings, still)
        of_its_days = [one for one in fitting if ended.get(one.id) in (speaker.date_filed, speaker.date_entered)]
        meant = _only(fitting) or _only(of_its_days)
        if meant is not None:
            told[speaker.id] = _speaking_of(readings[speaker.id], meant.number)
            if told[speaker.id].decides and readings[speaker.id].outcome is not Outcome.DEFERRED:
                decided.setdefault(meant.id, order.key(speaker.id))
    return told


def _only(found: Sequence[FilingFacts]) -> FilingFacts | None:
    return found[0] if len(found) == 1 else None


def _is_over(motion: FilingFacts, speaker: FilingFacts, ended: Mapping[int, date]) -> bool:
    return motion.id in ended and speaker.day is not None and ended[motion.id] < speaker.day


def _placed(motions: Sequence[FilingFacts], order: FilingOrder) -> list[tuple[_Place, FilingFacts]]:
    return sorted(((order.key(motion.id), motion) for motion in motions), key=lambda pair: pair[0])


def _leaves_out(reading: FilingReading) -> bool:
    headline = reading.title.lower()
    if reading.refers_to:
        return False
    if reading.kind in _MAY_WITHDRAW:
        return bool(_WITHDRAWAL.match(headline))
    if reading.kind is Kind.ORDER and (_dismisses(reading) or _does_something(reading, headline)):
        return True
    if not (reading.detail or _ASKED.search(headline)):
        return False
    if reading.kind not in RULING_KINDS:
        return reading.kind in _RELATIONS
    return (
        reading.outcome in _ON_MOTIONS
        or (reading.outcome is None and bool(_ORDER_ON.match(headline)))
        or bool(_UNDONE.match(headline))
    )


def _does_something(reading: FilingReading, headline: str) -> bool:
    return reading.outcome in (None, Outcome.GRANTED) and bool(find_relief(headline))


def _dismisses(reading: FilingReading) -> bool:
    """Whether it dismisses the case: "Order Dismissing Case"."""
    return Step.DISMISSED in reading.steps and not reading.decides


def _decided(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[int, _Place]:
    """Motion -> place of the first ruling that ends it."""
    places: dict[int, _Place] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.decides), key=order.key):
        for decides in readings[filing].decides:
            target = order.target(decides.number, filing)
            if target is not None and decides.outcome is not Outcome.DEFERRED:
                places.setdefault(target, order.key(filing))
    return places


def _before(
    place: _Place, placed: Sequence[tuple[_Place, FilingFacts]], decided: Mapping[int, _Place]
) -> list[FilingFacts]:
    """The motions that were open at this place of the docket."""
    end = bisect_left(placed, place, key=lambda pair: pair[0])
    return [
        motion
        for at, motion in placed[max(0, end - _LOOKED_AT) : end]
        if place[0] - at[0] <= _WITHIN and decided.get(motion.id, place) >= place
    ]


def _meant(
    said: FilingReading, readings: Mapping[int, FilingReading], motions: Sequence[FilingFacts]
) -> Sequence[FilingFacts]:
    """The motions that the filing names, or that ask for what it does; else those with the same detail."""
    fitting = [motion for motion in motions if _may_answer(said, readings[motion.id])]
    headline = said.title.lower()
    if undone := _UNDONE.match(headline):
        return [one for one in fitting if _asks_to_undo(readings[one.id].title.lower(), undone["what"])]
    named = [one for one in fitting if _names(headline, readings[one.id].title.lower())]
    if said.kind in _MAY_WITHDRAW:
        return [one for one in named if _is_of_same_filer(said, readings[one.id])]
    if not named and _dismisses(said):
        return [one for one in fitting if _TO_DISMISS_CASE.match(readings[one.id].title.lower())]
    if not named and said.kind is Kind.ORDER and (relief := find_relief(headline)):
        named = [one for one in fitting if _asks_for(readings[one.id].title.lower(), relief)]
        if said.outcome is None:
            return named
    alike = [one for one in fitting if said.detail is not None and readings[one.id].detail is said.detail]
    return named or alike


def _is_of_same_filer(said: FilingReading, motion: FilingReading) -> bool:
    return not (said.filed_by and motion.filed_by) or bool(set(said.filed_by) & set(motion.filed_by))


def _asks_for(motion: str, relief: str) -> bool:
    """Whether a motion asks for what an order does: every word of the shorter of both is in the other. "Order approving
    payment of filing fee in installments" grants an "Application to pay filing fee in installments"."""
    asked, done = _telling(motion), _telling(relief)
    fewer, more = sorted((asked, done), key=len)
    return (len(fewer) >= _FEWEST or len("".join(done)) >= _LONG) and all(
        any(_are_alike(one, other) for other in more) for one in fewer
    )


def _telling(title: str) -> list[str]:
    return [word for word in dict.fromkeys(_WORDS.findall(title)) if word not in _OF_ANYBODY]


def _are_alike(one: str, other: str) -> bool:
    """Whether two words have one stem: "extend" and "extending", "pay" and "payment", "employ" and "employment"."""
    short, long = sorted(
        (one.removesuffix("ing").removesuffix("e"), other.removesuffix("ing").removesuffix("e")), key=len
    )
    return short == long or (len(short) >= _PREFIX and long.startswith(short) and not short.isdigit())


def _names(headline: str, motion: str) -> bool:
    """Whether a headline names a motion. New Jersey's "Order on Motion to Dismiss for Lack of Jurisdiction" names its
    "Motion to Dismiss/Lack of Jurisdiction"."""
    return len(motion) >= _SHORTEST and (motion in headline or f" {_plain(motion)} " in f" {_plain(headline)} ")


@lru_cache(maxsize=8_192)
def _plain(title: str) -> str:
    return " ".join(word for word in _WORDS.findall(title) if word not in _SMALL)


def _asks_to_undo(motion: str, what: str) -> bool:
    asked = _TO_UNDO.match(motion)
    return asked is not None and what in motion[asked.end() :]


def _may_answer(said: FilingReading, motion: FilingReading) -> bool:
    if said.kind not in _RELATIONS or not said.side or not motion.side:
        return True
    return (said.side == motion.side) is (said.kind is Kind.REPLY)


def _speaking_of(said: FilingReading, number: str) -> FilingReading:
    if said.kind in _RELATIONS:
        return replace(said, refers_to=(RefersTo(_RELATIONS[said.kind], number),))
    if said.kind in _MAY_WITHDRAW:
        return replace(said, refers_to=(RefersTo(Relation.WITHDRAWS, number),))
    headline = said.title.lower()
    grants = _UNDONE.match(headline) or (
        said.outcome is None and find_relief(headline) and not headline.startswith("order on ")
    )
    grants = grants or _dismisses(said) or (Step.CONVERTED in said.steps and said.outcome is None)
    outcome = Outcome.GRANTED if grants else said.outcome or Outcome.OTHER
    return replace(said, refers_to=(RefersTo(Relation.DECIDES, number),), decides=(Decides(number, outcome),))
