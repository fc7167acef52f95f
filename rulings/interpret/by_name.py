"""Matches rulings to motions without the motion's number. Pure; called by ``interpret_docket``.

In a docket without entry numbers by name: the Supreme Court's "Motion for leave to file amicus brief GRANTED",
"Application granted by Justice Roe", "Rehearing DENIED". A ruling decides the one open motion that its words name.
Where several fit, none is chosen. And in any docket by the stipulation that the court approved.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading.values import Decides, FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import Step

_ON_MOTIONS = frozenset(
    {Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.DISMISSED, Outcome.WITHDRAWN}
)
_SUBJECT = re.compile(r"(?P<said>.{3,}?)(?:,? (?:is|are|was))?(?: (?:granted|denied|dismissed|withdrawn)\b.*)?$")

type Decision = tuple[int, int, Outcome]
"""(ruling's filing, motion's filing, outcome)."""

_BROUGHT_BY = {
    Step.TRANSFERRED: re.compile(
        r"\b(?:motion|application|request) (?:to|for) (?:change (?:of )?venue|transfer (?:of )?(?:venue|(?:the |this )?"
        r"(?:case|action)))\b"
    ),
    Step.REMANDED: re.compile(r"\b(?:motion|application|request) (?:to|for) remand\b"),
    Step.CONVERTED: re.compile(r"\b(?:motion|application|request) (?:to|for) (?:re-?)?conver(?:t|sion)\b"),
}
"""What a motion asks for that such a step of the case brings."""
_GIVES_TIME = re.compile(r"(?:[\w-]+ ){0,2}order (?:(?:to|of|for) )?(?:continu|exten[ds]|enlarg|adjourn)")


def show_by_what_followed(readings: Mapping[int, FilingReading], order: FilingOrder) -> Mapping[int, FilingReading]:
    """``readings``, in which an order that says no more than which motion it is on has granted what the case reached
    right after, or the time that it gives itself: "Order on Motion to Change Venue", "Case Transferred Out"; "ORDER TO
    CONTINUE. Motions terminated: 24"."""
    reached = [(filing, step) for filing, reading in readings.items() for step in reading.steps if step in _BROUGHT_BY]
    told = dict(readings)
    for filing, reading in readings.items():
        if any(decides.outcome is Outcome.OTHER for decides in reading.decides):
            shown = {step for one, step in reached if filing == one or _is_right_before(order, filing, one)}
            decides = tuple(_shown(one, filing, shown, readings, order) for one in reading.decides)
            told[filing] = replace(reading, decides=decides)
    return told


def _shown(
    decides: Decides, ruling: int, shown: set[Step], readings: Mapping[int, FilingReading], order: FilingOrder
) -> Decides:
    motion = order.target(decides.number, ruling)
    if decides.outcome is not Outcome.OTHER or motion is None or readings[motion].kind is not Kind.MOTION:
        return decides
    title = readings[motion].title.lower()
    granted = any(_BROUGHT_BY[step].search(title) for step in shown) or (
        readings[motion].detail is Detail.EXTENSION and bool(_GIVES_TIME.match(readings[ruling].title.lower()))
    )
    return replace(decides, outcome=Outcome.GRANTED) if granted else decides


def find_further_decisions(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder
) -> list[Decision]:
    """The decisions that no number of a motion tells."""
    return [
        *_decided_by_name(filings, readings, order),
        *_resolved_by_stipulation(readings, order),
        *_given_on_the_way(readings, order),
        *_adopted(readings, order),
        *_for_the_sake_of(readings, order),
        *_by_new_schedule(readings, order),
        *_by_entry_of_default(readings, order),
        *_by_what_is_given(readings, order),
        *_on_second_thought(readings, order),
    ]


def _decided_by_name(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder
) -> list[Decision]:
    """None where entries have numbers."""
    if any(filing.number for filing in filings):
        return []
    found: list[Decision] = []
    open_motions: list[int] = []
    for filing in sorted((filing.id for filing in filings), key=order.key):
        reading = readings[filing]
        if reading.kind is Kind.MOTION:
            open_motions.append(filing)
        elif reading.kind in RULING_KINDS:
            for said in _subjects(reading):
                fitting = _fitting(said, open_motions, readings)
                if len(fitting) == 1 and reading.outcome:
                    found.append((filing, fitting[0], reading.outcome))
                    open_motions.remove(fitting[0])
    return found


def _subjects(ruling: FilingReading) -> list[str]:
    """What a ruling speaks of, in lower case: "Motion to proceed in forma pauperis and petition for a writ of
    certiorari GRANTED" of two requests."""
    subject = _SUBJECT.match(ruling.title.lower())
    if ruling.outcome not in _ON_MOTIONS or not subject:
        return []
    return _AND_ANOTHER.split(subject["said"])


_AND_ANOTHER = re.compile(r",? and (?=(?:the )?petition for (?:an? )?(?:writ|rehearing))")


def _fitting(said: str, motions: Sequence[int], readings: Mapping[int, FilingReading]) -> list[int]:
    """The motions that these words name; else the applications that ask for that."""
    titles = {motion: readings[motion].title.lower() for motion in motions}
    if named := [motion for motion in motions if _names(said, titles[motion])]:
        return named
    asked = set(_WORDS.findall(said)) - _SMALL_WORDS if said.startswith("application") else set[str]()
    return [motion for motion in motions if asked and asked <= set(_WORDS.findall(titles[motion]))]


_WORDS = re.compile(r"[a-z]+")
_SMALL_WORDS = frozenset({"a", "an", "for", "of", "the", "to"})


def _names(said: str, motion: str) -> bool:
    """Whether one begins with the other, or the motion ends with "for" and the words: "Rehearing" names a "Petition for
    rehearing"."""
    motion, said = (
        _TO_WHOM.sub("", _OF_WHOM.sub(r"\1 ", title, count=1)).replace(" for leave to ", " to ")
        for title in (motion, said)
    )
    return motion.startswith(said) or said.startswith(motion) or motion.endswith(f" for {said}")


_OF_WHOM = re.compile(r"^((?:joint )?(?:motion|application)) (?:of|by) (?:(?!to |for ).){2,80}? (?=to |for )")
_TO_WHOM = re.compile(r",? (?:presented|submitted|referred) to (?:the )?(?:chief )?(?:justice|clerk|court)\b.*$")


_RESOLVES = re.compile(
    r"\b(?:resolv\w+|settl\w+|compromis\w+|adequate protection|(?:for|granting) relief from|modif\w+ (?:the "
    r")?(?:automatic )?stay"
    r"|terminat\w+ (?:the )?(?:automatic )?stay|avoid\w*|valu(?:e|ing) )"
)


def _resolved_by_stipulation(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions on motions that a stipulation names, which the court approved. In a bankruptcy the order names the
    stipulation alone: "Order Approving Stipulation (Related Doc 88)", and the stipulation the motion: "Stipulation
    Resolving Motion for Relief from Stay (related document(s) 33)"."""
    for filing, reading in readings.items():
        for decided in reading.decides:
            agreed = order.target(decided.number, filing) if decided.outcome is Outcome.GRANTED else None
            if agreed is not None and _resolves(readings[agreed]):
                yield from ((filing, motion, Outcome.SETTLED) for motion in _motions_of(agreed, readings, order))


def _resolves(agreed: FilingReading) -> bool:
    if agreed.kind is not Kind.STIPULATION or agreed.detail is Detail.EXTENSION:
        return False
    return agreed.detail is Detail.SETTLEMENT or bool(_RESOLVES.search(agreed.title.lower()))


def _motions_of(agreed: int, readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[int]:
    for refers in readings[agreed].refers_to:
        motion = order.target(refers.number, agreed)
        if motion is not None and readings[motion].kind is Kind.MOTION:
            yield motion


_ON_THE_WAY = re.compile(
    r"\b(?:motion|application|request) (?:to|for) (?:(?:an?|order) )*(?:set(?:ting)?|shorten\w*|expedit\w*|emergency"
    r"|schedul\w+|status|case management|pre-?motion) ?(?P<what>[a-z -]{0,60})"
)
_SETS = re.compile(r"\border (?:[a-z-]+ ){0,2}?(?:setting|scheduling|shortening|expediting|re:? expedited)\b")
_HEARING = re.compile(r"\b(?:hearing|conference|time|notice)\b")


def _given_on_the_way(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions on motions for a hearing or for less time, which an order that names them gives: "Order Setting
    Expedited Hearing (Related Doc 4)"."""
    for ruling, reading in readings.items():
        if reading.kind is not Kind.ORDER or reading.decides or not _SETS.search(reading.title.lower()):
            continue
        named = {order.target(refers.number, ruling) for refers in reading.refers_to}
        for motion in sorted(one for one in named if one is not None):
            asked = readings[motion]
            way = _ON_THE_WAY.search(asked.title.lower()) if asked.kind is Kind.MOTION else None
            if way and _HEARING.search(way[0]):
                yield ruling, motion, Outcome.GRANTED


_FOR_ANOTHER = re.compile(
    r"\b(?:motion|application|request)s? (?:to|for)(?: an?| order| ex parte)* "
    r"(?P<what>shorten|exped|limit\w* notice|emergency hearing)"
)
"""What is asked for the sake of another motion, which New Jersey's order names: "Order Granting Application to Shorten
Time (related document: 56 Motion re: Sale)"."""


def _for_the_sake_of(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions of orders that name only the motion to be heard sooner: on the one request for that which names it
    too."""
    requests: dict[tuple[str, str], list[int]] = {}
    rulings: list[tuple[int, str, str]] = []
    for filing in sorted(readings, key=order.key):
        asks = _FOR_ANOTHER.search(readings[filing].title.lower())
        if asks is None or readings[filing].decides:
            continue
        for named in sorted({refers.number for refers in readings[filing].refers_to}):
            if readings[filing].kind is Kind.MOTION:
                requests.setdefault((named, asks["what"]), []).append(filing)
            elif readings[filing].kind is Kind.ORDER:
                rulings.append((filing, named, asks["what"]))
    for ruling, named, what in rulings:
        before = [one for one in requests.get((named, what), ()) if order.key(one) < order.key(ruling)]
        outcome = readings[ruling].outcome
        if len(before) == 1 and outcome in _ON_MOTIONS:
            yield ruling, before[0], outcome


_NEW_SCHEDULE = re.compile(r"ruling letter sent (?:re-?)?setting (?:the )?(?:[\w-]+ ){0,2}brief")
_AT_ONCE = timedelta(days=30)


def _by_new_schedule(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions of the Sixth Circuit's letters that only set the new days, "RULING LETTER SENT resetting briefing
    schedule": on the one motion for more time that was filed within a month before and not decided by its number."""
    letters = [one for one, reading in readings.items() if _NEW_SCHEDULE.match(reading.title.lower())]
    letters = [one for one in letters if not readings[one].decides and readings[one].kind is Kind.ORDER]
    if not letters:
        return
    decided = {order.target(told.number, one) for one, reading in readings.items() for told in reading.decides}
    for letter in sorted(letters, key=order.key):
        asked = [one for one in readings if _asks_for_time(readings[one]) and one not in decided]
        asked = [one for one in asked if _is_right_before(order, one, letter)]
        if len(asked) == 1:
            decided.add(asked[0])
            yield letter, asked[0], Outcome.GRANTED


def _asks_for_time(reading: FilingReading) -> bool:
    return reading.kind is Kind.MOTION and reading.detail is Detail.EXTENSION


def _is_right_before(order: FilingOrder, motion: int, ruling: int) -> bool:
    return order.key(motion) < order.key(ruling) and order.place(ruling)[0] - order.place(motion)[0] <= _AT_ONCE


_DEFAULT_ENTERED = re.compile(
    r"(?:clerk'?s )?(?:order (?:of|for) |notice of )?(?:entry of |certificate of )?default(?: entered)?\b"
    r"(?! judgment| deadline)"
)
_ASKS_DEFAULT = re.compile(r"\b(?:entry of|clerk'?s) (?:clerk'?s )?default\b(?! judgment)")
_BY_CLERK_OR_COURT = frozenset({Kind.OTHER, Kind.ORDER, Kind.NOTICE})


def _by_entry_of_default(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The clerk's "Entry of Default as to Elm Corp." grants the one request for it that came before (Fed. R. Civ. P.
    55(a))."""
    asked = [one for one, reading in readings.items() if _asks_for_default(reading)]
    if not asked:
        return
    done = {order.target(told.number, one) for one, reading in readings.items() for told in reading.decides}
    for filing in sorted(readings, key=order.key):
        reading = readings[filing]
        if reading.kind in _BY_CLERK_OR_COURT and not reading.decides and _DEFAULT_ENTERED.match(reading.title.lower()):
            before = [one for one in asked if one not in done and order.key(one) < order.key(filing)]
            if len(before) == 1:
                done.add(before[0])
                yield filing, before[0], Outcome.GRANTED


def _asks_for_default(reading: FilingReading) -> bool:
    return reading.kind is Kind.MOTION and bool(_ASKS_DEFAULT.search(reading.title.lower()))


_ASKS_FOR = re.compile(
    r"\b(?:motion|application|request|petition) (?:to|for) (?:(?:entry|issuance|approval) of )?(?:an? |the )?"
    r"(?:order )?(?P<what>[a-z-]{4,} [a-z-]{4,})"
)


def _by_what_is_given(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions of rulings that begin as what a motion asks for which they name: "Final Decree Closing Case
    (Related Doc # 266)" on "Motion for Entry of Final Decree"."""
    for ruling, reading in readings.items():
        if reading.kind not in RULING_KINDS or reading.decides or reading.outcome or len(reading.refers_to) != 1:
            continue
        motion = order.target(reading.refers_to[0].number, ruling)
        if motion is None or readings[motion].kind is not Kind.MOTION:
            continue
        asks = _ASKS_FOR.search(readings[motion].title.lower())
        if asks and reading.title.lower().startswith(asks["what"]):
            yield ruling, motion, Outcome.GRANTED


_SECOND_THOUGHT = re.compile(
    r"\b(?:reconsider\w*|(?:alter|amend|vacate|set aside)\b.{0,30}\b(?:judgment|order|dismissal)"
    r"|relief from judgment)\b"
)


def _on_second_thought(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions of rulings that vacate an earlier one: on the motion that asked for that of the same ruling, and on
    the motion that it had decided, where the case now reaches what that asked for: "GRANTS reconsideration, VACATES its
    prior order (Dkt. No. 18), and REMANDS this matter"."""
    for ruling, reading in readings.items():
        vacated = {order.target(one.number, ruling) for one in reading.decides if one.outcome is Outcome.VACATED}
        vacated = {one for one in vacated if one is not None and readings[one].kind in RULING_KINDS}
        if not vacated or reading.kind not in RULING_KINDS:
            continue
        for motion, asks in readings.items():
            named = {order.target(refers.number, motion) for refers in asks.refers_to}
            is_asked = asks.kind is Kind.MOTION and _SECOND_THOUGHT.search(asks.title.lower())
            if is_asked and named & vacated and order.key(motion) < order.key(ruling):
                yield ruling, motion, Outcome.GRANTED
        yield from ((ruling, motion, Outcome.GRANTED) for motion in _reached_now(ruling, vacated, readings, order))


def _reached_now(
    ruling: int, vacated: Iterable[int | None], readings: Mapping[int, FilingReading], order: FilingOrder
) -> Iterator[int]:
    before = {order.target(one.number, old) for old in vacated if old is not None for one in readings[old].decides}
    for motion in sorted(one for one in before if one is not None and readings[one].kind is Kind.MOTION):
        title = readings[motion].title.lower()
        if any(_BROUGHT_BY[step].search(title) for step in readings[ruling].steps if step in _BROUGHT_BY):
            yield motion


_ADOPTS = re.compile(
    r"order (?:[a-z'\u2019]+ (?:and )?|[a-z'\u2019]+ [a-z'\u2019]+,? (?:and )?){0,3}?(?:adopting|accepting|approving)\b"
    r".{0,60}\b(?:report|recommendation|r&r|findings)"
)
_NOT_WHOLE = re.compile(r"\b(?:in part|partially|modif\w+|reject\w*|declin\w+|except)\b")
_OTHER_ACT = re.compile(r"[;:]|\b(?:granting|denying|dismissing|overruling|sustaining)\b")
_REPORT = re.compile(r"\b(?:recommend\w*|r ?& ?r|f ?& ?r)\b")


def _adopted(readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterator[Decision]:
    """The decisions of orders that adopt a magistrate judge's report (28 U.S.C. § 636(b)(1)): what it recommends, on
    the motions that the order does not decide itself; and on motions that the order names, "ORDER ADOPTING REPORT AND
    RECOMMENDATIONS for 14 Motion to Dismiss"."""
    reports = {one for one, reading in readings.items() if reading.kind is Kind.OPINION and is_report(reading)}
    for ruling in sorted(readings, key=order.key):
        reading = readings[ruling]
        if reading.kind not in RULING_KINDS or ruling in reports:
            continue
        own = {order.target(decides.number, ruling) for decides in reading.decides}
        named = {order.target(refers.number, ruling) for refers in reading.refers_to}
        if taken := _adopted_reports(ruling, readings, order, reports):
            reports -= taken
            advised = {
                order.target(advice.number, report): advice.outcome
                for report in sorted(taken, key=order.key)
                for advice in readings[report].recommends
            }
            yield from ((ruling, one, told) for one, told in advised.items() if one is not None and one not in own)
            own |= advised.keys()
        if reading.kind is Kind.ORDER and _ADOPTS.match(reading.title.lower()):
            others = sorted(one for one in named - own if one is not None and readings[one].kind is Kind.MOTION)
            yield from ((ruling, one, Outcome.OTHER) for one in others)


def is_report(reading: FilingReading) -> bool:
    """Whether a filing is a magistrate judge's report, which decides nothing."""
    return bool(reading.recommends or _REPORT.search(reading.title.lower()))


def _adopted_reports(
    ruling: int, readings: Mapping[int, FilingReading], order: FilingOrder, reports: set[int]
) -> set[int]:
    """The reports that an order adopts as they are: those whose number it tells, else the only one before it."""
    reading = readings[ruling]
    title = reading.title.lower()
    if _NOT_WHOLE.search(title) or _NOT_WHOLE.search(_OTHER_ACT.split(reading.headline.lower())[0]):
        return set()
    told = {
        target
        for decides in reading.decides
        if decides.outcome is Outcome.GRANTED and (target := order.target(decides.number, ruling)) in reports
        if target is not None
    }
    if told or not _ADOPTS.match(title):
        return told
    named = {order.target(refers.number, ruling) for refers in reading.refers_to}
    if found := {one for one in reports if one in named}:
        return found
    before = {one for one in reports if order.key(one) < order.key(ruling)}
    return before if len(before) == 1 else set()
