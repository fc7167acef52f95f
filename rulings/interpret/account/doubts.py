"""Of which motions too little is known to call them pending. Called by ``interpret_docket``; pure.

A ruling may be where nobody sees it: in a docket known by scraps or by names alone, among later numbers that are
unseen, in a later order of which only the name is known, or in one that names the motion and does what no rule
understands. It may be in an order that names no motion and is on the same subject, or that sets the day for which a
motion wanted more time; and an amended complaint, a trial or a plea leaves little of what was asked before. And where a
docket went on for long without a word about a motion, it was mostly decided by an entry that does not name it; where
only files that people made tell of a docket, it may have gone on without them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from rulings.interpret.account.sources import DocketFacts, UnseenNumbers
from rulings.interpret.events import SpokenReference
from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.interpret.unnumbered import find_possibly_decided, is_on_subject, shares_object
from rulings.reading.values import Decides, FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import CaseKind, Step

QUIET = timedelta(days=120)
"""How long a docket may go on without a word about a motion that is still called pending."""
QUIET_OF_COURSE = timedelta(days=45)
"""The same for what courts grant within days: more time, seals, leave to appear or to pay no fees."""
STILL = timedelta(days=365)
"""How long a docket of which no page is known to be whole may show no new entry: the page may end before the docket."""


def find_doubts(
    facts: DocketFacts,
    unseen: UnseenNumbers,
    filings: Sequence[FilingFacts],
    readings: Mapping[int, FilingReading],
    spoken: Iterable[SpokenReference],
    order: FilingOrder,
) -> Callable[[int], bool]:
    """Whether it is in doubt that no ruling on a filing was made."""
    if facts.by_scraps or facts.by_names:
        return lambda filing: True
    numbers = {filing.id: filing.number_order or 0 for filing in filings}
    last = max((filing.day for filing in filings if filing.day), default=date.min)
    in_part = not facts.seen_whole and last + STILL < (facts.header_as_of or last)
    last = max(last, facts.as_of) if facts.by_hand or in_part else last
    unread = max((order.key(one) for one, read in readings.items() if _is_unread_ruling(read)), default=None)
    said = list(spoken)
    heard = _find_last_words(said, order)
    possible = find_possibly_decided(filings, readings, order) | _find_possibly_answered(facts, readings, order)
    turned = _find_turn(facts, readings, order)
    unclear = {word.target for word in said if _is_unclear_ruling(readings[word.filing])}
    unclear |= {word.target for word in said if _tells_of_ruling(readings[word.filing])}

    def in_doubt(filing: int) -> bool:
        day = max(filter(None, [heard.get(filing), order.day(filing)]), default=None)
        lasts = QUIET_OF_COURSE if _is_of_course(readings[filing]) else QUIET
        is_quiet = day is not None and day + lasts < last
        is_past = turned is not None and day is not None and day < turned
        is_unread = unread is not None and order.key(filing) < unread
        named = filing in unclear or filing in possible
        return is_quiet or is_past or is_unread or named or unseen.leaves_in_doubt(numbers[filing])

    return in_doubt


def _find_turn(facts: DocketFacts, readings: Mapping[int, FilingReading], order: FilingOrder) -> date | None:
    """The last day on which a bankruptcy took a turn that leaves little of what was asked before."""
    if facts.kind is not CaseKind.BANKRUPTCY:
        return None
    turns = (one for one, reading in readings.items() if _TURNS.intersection(reading.steps))
    return max(filter(None, map(order.day, turns)), default=None)


_TURNS = frozenset({Step.PLAN_CONFIRMED, Step.DISCHARGED, Step.CONVERTED, Step.DISMISSED})


def _is_unread_ruling(reading: FilingReading) -> bool:
    return reading.by_name and (reading.kind in RULING_KINDS or reading.kind is Kind.MINUTES)


def _is_unclear_ruling(reading: FilingReading) -> bool:
    """Whether a ruling does something that no rule understands. What sets or calls off days is understood, and what
    puts a motion on the calendar or gives it to another judge."""
    tells = reading.decides or reading.outcome or reading.hearings or reading.deadlines or reading.vacates
    return reading.kind in RULING_KINDS and not (tells or reading.routine or _ON_THE_WAY.search(reading.title))


def _tells_of_ruling(reading: FilingReading) -> bool:
    """Whether a clerk's entry or minutes that decide nothing tell of a ruling or of an agreement: "Docket entry: motion
    granted by default", "Agreed order to be submitted"."""
    if reading.kind not in (Kind.OTHER, Kind.MINUTES) or reading.decides:
        return False
    return bool(_TOLD.search(reading.headline.lower()))


_TOLD = re.compile(
    r"\b(?:granted|denied|approved|sustained|overruled|resolved|settled|moot|allowed|stricken|withdrawn|lifted"
    r"|(?:agreed|consent) order|order to be (?:submitted|entered|uploaded|prepared))\b"
)


def _is_of_course(motion: FilingReading) -> bool:
    is_short = motion.routine or motion.detail in (Detail.EXTENSION, Detail.SEALING)
    return is_short or bool(_OF_COURSE.search(motion.title.lower()))


_OF_COURSE = re.compile(
    r"\b(?:pro hac vice|in forma pauperis|without pre-?pay\w*|shorten\w*|exped\w+|excess pages|page limit|telephon\w+"
    r"|installments?|electronic\w*)\b"
)


def _find_possibly_answered(facts: DocketFacts, readings: Mapping[int, FilingReading], order: FilingOrder) -> set[int]:
    """The motions that a later entry may have answered that names no motion at all."""
    over = {order.target(told.number, one) for one, reading in readings.items() for told in _final(reading)}
    motions = [one for one, reading in readings.items() if reading.kind is Kind.MOTION and one not in over]
    found: set[int] = set()
    for filing, reading in readings.items() if motions else ():
        may = _find_answer(facts, reading)
        if may is not None:
            place = order.key(filing)
            found.update(one for one in motions if one not in found and order.key(one) < place and may(readings[one]))
    return found


def _final(reading: FilingReading) -> list[Decides]:
    return [told for told in reading.decides if told.outcome is not Outcome.DEFERRED]


def _find_answer(facts: DocketFacts, later: FilingReading) -> Callable[[FilingReading], bool] | None:
    """Which motions before it an entry may have answered; None where it answers none."""
    title = later.title.lower()
    if later.kind is Kind.COMPLAINT:
        return _is_to_dismiss if _AMENDED_COMPLAINT.search(title) else None
    if later.kind is Kind.SERVICE:
        return _is_for_fees if "summons" in title else None
    if facts.kind is CaseKind.CRIMINAL and Step.PLEA in later.steps:
        return _is_before_trial if facts.is_alone else None
    if Step.TRIAL_HELD in later.steps or Step.VERDICT in later.steps:
        return _is_before_trial
    if _OF_CUSTODY.search(later.headline.lower()) and later.kind in _BY_COURT:
        return _is_for_custody
    if later.refers_to or later.decides or later.on_requests or later.by_name:
        return None
    if later.kind in RULING_KINDS and not (later.outcome is None and (later.hearings or later.deadlines)):
        return partial(is_on_subject, later)
    return _find_answer_of_days(later)


def _find_answer_of_days(later: FilingReading) -> Callable[[FilingReading], bool] | None:
    if later.kind not in RULING_KINDS and later.kind not in _OF_THE_COURT:
        return None
    if _TERMINATES.search(later.headline.lower()):
        return lambda motion: True
    if later.kind is Kind.OTHER and _ISSUED.search(later.title.lower()):
        return partial(is_on_subject, later)
    if later.kind is not Kind.MINUTES and _ADMITTED.search(later.headline.lower()):
        return lambda motion: "pro hac vice" in motion.title.lower()
    if later.deadlines:
        return partial(_is_for_time, later)
    return _is_for_hearing if later.hearings else None


_OF_THE_COURT = frozenset({Kind.OTHER, Kind.MINUTES, Kind.NOTICE})
_TERMINATES = re.compile(r"\bmotions?\b.{0,40} terminated\b|^terminate (?:[\w,/-]+ (?:and )?){0,2}motions?\b")


_AMENDED_COMPLAINT = re.compile(r"\bamended\b.{0,30}\b(?:complaint|petition)\b")


def _is_to_dismiss(motion: FilingReading) -> bool:
    return motion.detail is Detail.MOTION_TO_DISMISS


def _is_for_fees(motion: FilingReading) -> bool:
    return bool(_NO_FEES.search(motion.title.lower()))


_NO_FEES = re.compile(r"\b(?:forma pauperis|ifp|without pre-?pay\w*)\b")


def _is_before_trial(motion: FilingReading) -> bool:
    return motion.detail is Detail.IN_LIMINE or bool(_BEFORE_TRIAL.search(motion.title.lower()))


_BEFORE_TRIAL = re.compile(
    r"\b(?:limine|suppress|bill of particulars|sever|discovery|exclude|voir dire|jury questionnaire)\b"
)


def _is_for_time(later: FilingReading, motion: FilingReading) -> bool:
    if motion.detail is Detail.EXTENSION:
        said = " ".join([later.headline, *(due.title for due in later.deadlines)])
        return shares_object(said.lower(), motion.title.lower())
    return bool(_FOR_DAYS.search(motion.title.lower()))


def _is_for_hearing(motion: FilingReading) -> bool:
    return motion.detail is Detail.EXTENSION or bool(_FOR_HEARING.match(motion.title.lower()))


_FOR_HEARING = re.compile(
    r"(?:[\w'-]+ ){0,3}(?:motion|application|request) (?:for|to (?:set|schedule)) (?:an? )?(?:[\w-]+ ){0,2}"
    r"(?:hearing|conference|trial|argument)\b"
)
_BY_COURT = RULING_KINDS | {Kind.MINUTES}
_ADMITTED = re.compile(r"\bpro hac vice\b.{0,80}\b(?:added|admitted)\b|\b(?:added|admitted)\b.{0,80}\bpro hac vice\b")
_OF_CUSTODY = re.compile(
    r"\b(?:detention|detained|conditions of (?:pre-?trial )?release|released on|bond (?:set|hearing))\b"
)
_ISSUED = re.compile(r"\b(?:writ|warrant|subpoena)s?\b.{0,60}\bissued\b|\bcja\b.{0,20}\bappoint")


def _is_for_custody(motion: FilingReading) -> bool:
    return bool(_FOR_CUSTODY.search(motion.title.lower()))


_FOR_CUSTODY = re.compile(r"\b(?:detention|detain|release (?:from custody|on|pending)|bond|bail|pre-?trial release)\b")
_FOR_DAYS = re.compile(r"\b(?:schedul\w+|status conference|conference|hearing|trial date|briefing)\b")


def breaks_off(filings: Iterable[FilingFacts], ended: date | None) -> bool:
    """Whether the entries that are known stop long before the day on which the case ended: whatever the court did on
    its motions in between was not seen."""
    last = max((filing.day for filing in filings if filing.day), default=None)
    return ended is not None and last is not None and last + QUIET < ended


_ON_THE_WAY = re.compile(
    r"\brefer(?:r|s\b|ence)|\breassign|\bset(?:s|ting)?\b.{0,60}\bhearing|\bschedul|\bbriefing", re.IGNORECASE
)


def _find_last_words(spoken: Iterable[SpokenReference], order: FilingOrder) -> dict[int, date]:
    """Filing -> the day of the last entry that names it."""
    last: dict[int, date] = {}
    for word in spoken:
        if day := order.day(word.filing):
            last[word.target] = max(day, last.get(word.target, day))
    return last
