"""Which motions nobody will rule on, because another took their place or what they asked for has come. Pure; called by
``motion_status``.

An amended motion takes the place of the first; a motion to hear another one soon, or to answer it later, is over when
that one is decided; and what a case has reached (conversion, reopening, discharge) need not be asked for any more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from rulings.interpret.events import SpokenReference
from rulings.interpret.order import FilingOrder
from rulings.reading.values import FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step

_AMENDED = re.compile(r"(?:(?:first|second|third) )?(?:amended|corrected|superseding|revised) ")
_SHORTEST = 24
"""Characters of a title that can tell one motion from all others."""
_ON_THE_WAY = re.compile(
    r"\b(?:exped\w+|shorten\w*|emergency hearing|hearing|oral argument|limit(?:ing)? notice|telephon\w+|adjourn\w*"
    r"|judicial notice)\b"
)
"""What is asked for the sake of another motion."""
_ASKED_FOR: Mapping[Step, re.Pattern[str]] = {
    Step.CONVERTED: re.compile(r"\b(?:motion|application|request) (?:to|for) (?:re-?)?conver(?:t|sion)\b"),
    Step.REOPENED: re.compile(
        r"\b(?:re-?open|reinstate|reconsider\w* (?:of )?(?:dismissal|order dismiss)|vacate (?:the )?(?:order )?dismiss)"
    ),
    Step.PLAN_CONFIRMED: re.compile(
        r"\b(?:confirm(?:ation of)? (?:the )?(?:[\w-]+ ){0,3}plan|approv\w+ (?:of )?(?:the )?(?:[\w-]+ "
        r"){0,3}disclosure statement)\b"
    ),
    Step.DISCHARGED: re.compile(r"\bfor (?:entry of )?(?:an? )?(?:[\w-]+ )?discharge\b"),
}
"""What a motion asks for that such a step of the case brings."""


def find_replaced_motions(
    spoken: Iterable[SpokenReference], motions: Iterable[int], readings: Mapping[int, FilingReading], order: FilingOrder
) -> dict[int, int]:
    """Motion -> the motion that amends or corrects it: one that names it, or else one of the same title and filer."""
    replaced = {
        word.target: word.filing
        for word in spoken
        if word.relation is Relation.AMENDS
        and readings[word.filing].kind is Kind.MOTION
        and readings[word.target].kind is Kind.MOTION
    }
    titled: dict[tuple[str, tuple[int, ...]], int] = {}
    for motion in sorted(motions, key=order.key):
        reading = readings[motion]
        title = reading.title.lower()
        again, corrected = _AMENDED.match(title), is_corrected(reading)
        named = (title[again.end() :] if again else title, reading.filed_by)
        is_sure = corrected or (again and reading.filed_by and len(named[0]) >= _SHORTEST)
        before = _find_amended(named, titled) if is_sure else None
        if before is not None and order.key(before) < order.key(motion):
            replaced.setdefault(before, motion)
        titled[named] = motion
    return replaced


def is_corrected(motion: FilingReading) -> bool:
    """Whether a motion says behind its title that it stands for another of the same: "Motion to Stay (Corrected)"."""
    return bool(_CORRECTED.search(motion.headline.lower()))


_CORRECTED = re.compile(r"\((?:corrected|amended|revised)\)")


def _find_amended(named: tuple[str, tuple[int, ...]], titled: Mapping[tuple[str, tuple[int, ...]], int]) -> int | None:
    """The filer's motion of the same title, else the only one whose title has all words of this one, or no others."""
    if named in titled:
        return titled[named]
    words = _telling(named[0])
    alike = [
        one for (title, filers), one in titled.items() if filers == named[1] and _are_alike(words, _telling(title))
    ]
    return alike[0] if len(alike) == 1 else None


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= _FEWEST and (one <= other or other <= one)


def _telling(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title)) - _OF_ANY_MOTION


_WORD = re.compile(r"[a-z]{3,}")
_OF_ANY_MOTION = frozenset({"motion", "application", "request", "notice", "for", "the", "and", "order", "amended"})
_FEWEST = 3


def find_attendant_motions(
    spoken: Iterable[SpokenReference], readings: Mapping[int, FilingReading], decided: Mapping[int, int]
) -> dict[int, int]:
    """Motion that was made for the sake of another one -> the ruling on that. ``decided``: motion -> its ruling."""
    return {
        word.filing: decided[word.target]
        for word in spoken
        if word.target in decided and readings[word.filing].kind is Kind.MOTION and _is_attendant(readings[word.filing])
    }


_TO_TAKE_BACK = re.compile(
    r"\b(?:motion|application|request|stipulation) (?:to|for leave to) withdraw\b"
    r"(?! (?:as|of|from|counsel|attorney|appearance"
    r"|(?:the |his |her )?(?:reference|plea|guilty|funds|claim|admission)))"
)
"""A motion to take another paper back; not a lawyer's, nor one for a plea or for money."""


def find_taken_back(
    spoken: Iterable[SpokenReference],
    readings: Mapping[int, FilingReading],
    decisions: Mapping[int, Iterable[tuple[int, Outcome]]],
) -> Iterator[tuple[int, int]]:
    """(motion, ruling) for each motion that its filer took back by leave of the court: "Order Granting Motion to
    Withdraw Document", where that motion names another one."""
    for word in spoken:
        granted = [ruling for ruling, outcome in decisions.get(word.filing, ()) if outcome is Outcome.GRANTED]
        asks = _TO_TAKE_BACK.search(readings[word.filing].headline.lower()) if granted else None
        if asks and readings[word.target].kind is Kind.MOTION:
            yield word.target, granted[0]


_BY_INSTALLMENTS = re.compile(r"\b(?:application|motion|request) .{0,20}\bfil\w+ fee.{0,12}\binstal?lments?\b")
_INSTALLMENT_PAID = re.compile(
    r"\b(?:receipt|paid|payment|certificate)\b.{0,40}\binstal?lment|\binstal?lment\b.{0,30}\b(?:paid|received)"
)


def find_fees_paid(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[int, int]:
    """Application to pay the filing fee in installments -> the first of them that was paid."""
    asked = [one for one, told in readings.items() if told.kind is Kind.MOTION and _asks_installments(told)]
    paid = [one for one, told in readings.items() if asked and _INSTALLMENT_PAID.search(told.headline.lower())]
    later = {one: [other for other in paid if order.key(other) > order.key(one)] for one in asked}
    return {one: min(others, key=order.key) for one, others in later.items() if others}


def _asks_installments(reading: FilingReading) -> bool:
    return bool(_BY_INSTALLMENTS.search(reading.headline.lower()))


def is_for_hearing(motion: FilingReading) -> bool:
    """Whether a motion asks no more than how or when another one is heard: "REQUEST for Oral Argument"."""
    return bool(_ON_THE_WAY.search(motion.title.lower()))


def _is_attendant(motion: FilingReading) -> bool:
    return motion.detail is Detail.EXTENSION or is_for_hearing(motion)


_OF_THE_CLERK = re.compile(
    r"\b(?:request|application|praecipe) (?:to clerk )?(?:for|to|of) (?:the )?(?:clerk to )?(?:issu\w+ (?:of )?)?"
    r"(?:an? |the )?(?:notice of (?:proposed )?(?:abandonment|assets)|abstract of judgment|writ of (?:execution"
    r"|garnishment)|certificate of|certified cop|exemplif|search of)"
)
"""What the clerk does, and no judge rules on."""
_FINAL_ACCOUNT = re.compile(r"(?:chapter \d+ )?trustee'?s? final (?:account|report)\b(?! and appl)")
"""By which a trustee ends an administration: the closing of the case answers it, without a ruling."""
_PRE_MOTION = re.compile(r"\bpre-?motion (?:conference|letter)")
_ARGUED_LATER = frozenset({Detail.MOTION_TO_DISMISS, Detail.SUMMARY_JUDGMENT, Detail.CLASS_CERTIFICATION})


def is_for_the_clerk(motion: FilingReading) -> bool:
    """Whether no judge will rule on what a filing asks for."""
    title = motion.title.lower()
    return bool(_OF_THE_CLERK.search(title) or _FINAL_ACCOUNT.match(title))


def find_leave_used(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[int, int]:
    """Request for a conference before a motion -> the order that answers it in whatever words, or the motion itself."""
    asked = [one for one, reading in readings.items() if _PRE_MOTION.search(reading.title.lower())]
    asked = [one for one in asked if readings[one].kind is Kind.MOTION]
    found: dict[int, int] = {}
    for filing in sorted(readings if asked else (), key=order.key):
        reading = readings[filing]
        named = {order.target(refers.number, filing) for refers in reading.refers_to}
        for one in asked:
            if order.key(filing) > order.key(one) and _uses_leave(reading, readings[one], one in named):
                found.setdefault(one, filing)
    return found


def _uses_leave(reading: FilingReading, asked: FilingReading, is_named: bool) -> bool:
    if reading.kind in RULING_KINDS:
        return is_named
    is_motion = reading.kind is Kind.MOTION and reading.detail in _ARGUED_LATER
    return is_motion and bool(set(reading.filed_by) & set(asked.filed_by))


def find_reached(readings: Mapping[int, FilingReading], order: FilingOrder) -> list[tuple[int, Step]]:
    """The entries by which the case reached a step that motions ask for, in the order of the docket."""
    told = [(filing, step) for filing, reading in readings.items() for step in reading.steps if step in _ASKED_FOR]
    return sorted(told, key=lambda one: order.key(one[0]))


def find_what_was_reached(
    motion: int, reached: Iterable[tuple[int, Step]], readings: Mapping[int, FilingReading], order: FilingOrder
) -> int | None:
    """The first entry after a motion that shows that the case has reached what the motion asks for."""
    title = readings[motion].title.lower()
    later = (one for one, step in reached if _ASKED_FOR[step].search(title) and order.key(one) > order.key(motion))
    return next(later, None)
