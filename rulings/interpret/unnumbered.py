"""Which motion a filing refers to without a number: "RESPONSE in Opposition to Motion to Compel", "ORDER denying Motion
for TRO". Called by ``interpret_docket``.

Feeds and courts of appeals leave numbers out. The motion is found by its name or by the detail that both share, by the
party and by the date: a motion of the other side (for a reply, of the same side), filed within half a year before, not
decided since. Where two motions fit, none is chosen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from rulings.interpret.account.overtaken import is_corrected, is_for_hearing
from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading.decisions.asked_for import find_relief
from rulings.reading.decisions.without_number import ALL_PENDING, GIVEN
from rulings.reading.values import Decides, FilingReading, OnRequest, RefersTo
from rulings.vocabulary.details import Detail
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
_ASKED = re.compile(r"\b(?:motion|application|petition for (?:[a-z]+ ){0,3}rehearing)")
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
    r"(?:the |this |debtor'?s'? )*(?:bankruptcy |chapter \d+ )*"
    r"(?:case|chapter|proceeding|appeal|debtor|indictment|information)\b"
)
"""What an "Order Dismissing Case" without a number grants."""
_ON_STIPULATION = re.compile(
    r"order (?:on|granting|approving|re:?) (?:the )?(?:joint )?stipulat(?:ion|ed)\b(?! motion)"
)
"""Nevada's stipulations are requests: "Order on Stipulation"."""
_ASKING = frozenset({Kind.MOTION, Kind.STIPULATION})
_MAY_WITHDRAW = frozenset({Kind.NOTICE, Kind.OTHER})
_WITHDRAWAL = re.compile(
    r"(?:[\w'\u2019.,&-]+ ){0,5}?(?:withdrawal of|withdraw(?:ing|s)|to withdraw) (?:the |its |his |her |their "
    r")?(?=(?:[\w-]+ ){0,4}?(?:motion|application|objection to claim)\b)"
)
"""A motion that its filer takes back: "Notice of Withdrawal of Motion for Relief from Stay"."""
_PRO_HAC_VICE = re.compile(r"\b(?:pro hac vice|phv)\b")
_A_NAME = re.compile(r"\b[A-Z][a-z'\u2019]{2,}\b")
_OF_COURSE = frozenset({
    "order", "motion", "application", "request", "until", "deadline", "deadlines", "unopposed", "consent", "joint",
    "agreed", "first", "second", "third", "plaintiff", "plaintiffs", "defendant", "defendants", "letter", "emergency",
})  # fmt: skip
_WORDS = re.compile(r"[a-z0-9]+")
_SMALL = frozenset({"a", "and", "for", "in", "of", "on", "the", "to"})
_WITHIN = timedelta(days=183)
_WITHIN_SLOW = timedelta(days=550)
_SLOW = frozenset({Detail.MOTION_TO_DISMISS, Detail.SUMMARY_JUDGMENT, Detail.CLASS_CERTIFICATION})
"""Motions on which courts rule after a year."""
_LOOKED_AT = 60
"""How many of the latest motions before a filing are compared."""
_OF_ANYBODY = frozenset({
    "a", "an", "and", "application", "as", "at", "by", "case", "chapter", "consent", "debtor", "debtors", "ex", "first",
    "for", "from", "in", "interim", "joint", "lead", "motion", "notice", "of", "on", "or", "order", "parte", "s", "the",
    "to", "trustee", "trustees", "under", "unopposed", "with",
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
    motions = [filing for filing in filings if filing.number and readings[filing.id].kind in _ASKING]
    placed, told, decided = _placed(motions, order), dict(readings), _decided(readings, order)
    alike: dict[tuple[Kind | Outcome | int | None, ...], list[FilingFacts]] = {}
    several: dict[int, Sequence[FilingFacts]] = {}
    for speaker in sorted(speakers, key=lambda filing: order.key(filing.id)):
        open_then = _before(_place_of(speaker, order), placed, decided, readings)
        still = [one for one in open_then if not _is_over(one, speaker, ended)]
        fitting = _meant(readings[speaker.id], readings, still)
        of_its_days = [one for one in fitting if ended.get(one.id) in (speaker.date_filed, speaker.date_entered)]
        of_its_name = _sharing_names(readings[speaker.id].headline, fitting, readings)
        meant = _only(fitting) or _only(of_its_days) or _only(of_its_name) or _right_before(speaker, fitting)
        if meant is not None:
            told[speaker.id] = _speaking_of(readings[speaker.id], meant.number)
            if told[speaker.id].decides and readings[speaker.id].outcome is not Outcome.DEFERRED:
                decided.setdefault(meant.id, order.key(speaker.id))
        elif len(fitting) > 1:
            said = readings[speaker.id]
            alike.setdefault((said.kind, said.outcome, *(one.id for one in fitting)), []).append(speaker)
            several[speaker.id] = fitting
    told.update(_in_order(alike.values(), several, decided, readings))
    return told


def resolve_requests_by_words(
    filings: Sequence[FilingFacts],
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    ended: Mapping[int, date],
    names: Mapping[int, str],
) -> Mapping[int, FilingReading]:
    """``readings``, in which a ruling or minutes that decide "the motion to compel" decide the one open motion of which
    that can be said. ``ended`` as for ``resolve_unnumbered_motions``; ``names``: of the parties, by their ids."""
    speakers = [filing for filing in filings if readings[filing.id].on_requests]
    if not speakers:
        return readings
    motions = [filing for filing in filings if filing.number and readings[filing.id].kind is Kind.MOTION]
    placed, told, decided = _placed(motions, order), dict(readings), _decided(readings, order)
    renewed = [order.key(one) for one, reading in readings.items() if _is_renewed_complaint(reading)]
    for speaker in sorted(speakers, key=lambda filing: order.key(filing.id)):
        for on in _left_open(speaker.id, told, order):
            if on.words == ALL_PENDING:
                _decide_all(speaker, on, placed, decided, told, order)
                continue
            late = bool(_asked(on.words)) and _takes_long(readings[speaker.id])
            open_then = _before(_place_of(speaker, order), placed, decided, readings, late=late)
            place = order.key(speaker.id)
            still = [one for one in open_then if decided.get(one.id) != place and not _is_over(one, speaker, ended)]
            of_it = _of_old_complaint(still, renewed, order, speaker) if on.outcome is Outcome.MOOT else still
            meant = _meant_by_words(on, told[speaker.id], _of_its_owner(on, of_it, readings, names), readings)
            if meant is not None and meant.id not in decided and order.target(meant.number, speaker.id) == meant.id:
                told[speaker.id] = _deciding_too(told[speaker.id], meant.number, on.outcome or Outcome.OTHER)
                if on.outcome is not Outcome.DEFERRED:
                    decided[meant.id] = order.key(speaker.id)
    return told


def _decide_all(
    speaker: FilingFacts,
    on: OnRequest,
    placed: Sequence[tuple[_Place, FilingFacts]],
    decided: dict[int, _Place],
    told: dict[int, FilingReading],
    order: FilingOrder,
) -> None:
    """Adds to ``told`` and ``decided`` that a ruling decides whatever was open before it: "All pending motions are
    DENIED AS MOOT"."""
    place = order.key(speaker.id)
    until = bisect_left(placed, place, key=lambda pair: pair[0])
    for _, motion in placed[:until]:
        if motion.id not in decided and order.target(motion.number, speaker.id) == motion.id:
            told[speaker.id] = _deciding_too(told[speaker.id], motion.number, on.outcome or Outcome.OTHER)
            decided[motion.id] = place


def _left_open(speaker: int, readings: Mapping[int, FilingReading], order: FilingOrder) -> list[OnRequest]:
    """The requests of which a ruling speaks without a number and that are not what it decides by number."""
    said = readings[speaker]
    targets = (order.target(decides.number, speaker) for decides in said.decides)
    decided = [readings[one] for one in targets if one is not None and readings[one].kind not in RULING_KINDS]
    return [
        on for on in said.on_requests if on.words == ALL_PENDING or not any(can_be_said_of(on, one) for one in decided)
    ]


def _meant_by_words(
    on: OnRequest, said: FilingReading, still: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> FilingFacts | None:
    """The only motion of which it can be said, or the only one of those that the ruling names for another reason."""
    is_only_on = on.outcome is None and said.kind is Kind.ORDER and bool(_ORDER_ON.match(said.title.lower()))
    if not (on.outcome or (is_only_on and not said.hearings and not said.deadlines)):
        return None
    if not _asked(on.words):
        return _only_one_open(on, said, still, readings)
    fitting = [one for one in still if can_be_said_of(on, readings[one.id], wholly=True)]
    named = {refers.number for refers in said.refers_to}
    return _only([one for one in fitting if one.number in named]) or _only(fitting)


def _only_one_open(
    on: OnRequest, said: FilingReading, still: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> FilingFacts | None:
    """The motion that a ruling means by "the motion" alone: the only one that is open. None where the ruling speaks of
    entries, of which the motion may be one that is not known here."""
    if on.outcome is None or on.words not in _OF_ANY_MOTION or said.decides or said.refers_to:
        return None
    if len(said.on_requests) > 1:
        return None
    fitting = [one for one in still if can_be_said_of(on, readings[one.id])]
    fitting = [one for one in fitting if not is_for_hearing(readings[one.id])] or fitting
    return _only(fitting) or _only(_of_its_matter(on, fitting, readings))


def _of_its_matter(
    on: OnRequest, fitting: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> Sequence[FilingFacts]:
    """Those of several motions of which words stand around "the motion": "the motion is GRANTED. All discovery is
    STAYED" is on the motion to stay discovery."""
    around = _subject(on.about)
    return [
        one
        for one in fitting
        if any(_are_alike(word, other) for word in _subject(readings[one.id].title) for other in around)
    ]


_OF_ANY_MOTION = frozenset({"motion", "request"})


def _of_its_owner(
    on: OnRequest,
    still: Sequence[FilingFacts],
    readings: Mapping[int, FilingReading],
    names: Mapping[int, str],
) -> Sequence[FilingFacts]:
    """Those of the open motions whose filer has the name that the ruling gives: "Acme's motion to dismiss"; all of them
    where none has it."""
    if not on.whose or on.whose in _SIDES:
        return still
    filers = {
        one.id: [readings[one.id].filer_text, *(names.get(by, "") for by in readings[one.id].filed_by)] for one in still
    }
    return [one for one in still if any(on.whose in filer.lower() for filer in filers[one.id])] or still


def can_be_said_of(on: OnRequest, motion: FilingReading, *, wholly: bool = False) -> bool:
    """Whether a ruling's words for a request can mean a motion: some of the words that tell motions apart stand in its
    title, or all of them (``wholly``); "the motion" can mean any."""
    if on.whose in _SIDES and motion.side and motion.side != on.whose:
        return False
    title = motion.title.lower()
    if on.words.startswith("petition") and "petition" not in title:
        return False
    asked, titled = _asked(on.words), _without_fees(title)
    shared = [word for word in asked if any(_are_alike(word, other) for other in titled)]
    return not asked or (len(shared) == len(asked) if wholly else bool(shared))


def is_on_subject(ruling: FilingReading, motion: FilingReading) -> bool:
    """Whether a ruling that names no motion may be on what a motion asks for: "Order granting withdrawal of counsel".
    Two words in common tell it, or one of at most two that either title has; of time, what it is for."""
    if motion.detail is Detail.EXTENSION:
        headline = ruling.headline.lower()
        return bool(_OF_TIME.search(headline)) and shares_object(headline, motion.title.lower())
    said, titled = _subject(ruling.title), _subject(motion.title)
    shared = sum(any(_are_related(word, other) for other in said) for word in titled)
    shortest = min(len(titled), len(said))
    return shared >= (1 if shortest <= _FEWEST else _FEWEST)


_OF_TIME = re.compile(r"\b(?:exten\w+|enlarg\w+|continu\w+|adjourn\w+|reset\w*|postpon\w+|deadlines?|due)\b")


@lru_cache(maxsize=8_192)
def _subject(headline: str) -> tuple[str, ...]:
    words = _without_fees(headline.lower())
    return tuple(
        "sell" if word == "sale" else word for word in words if word not in _OF_RULINGS and len(word) >= _PREFIX
    )


@lru_cache(maxsize=8_192)
def _without_fees(title: str) -> tuple[str, ...]:
    """The telling words of a title, in which what has several names has one: leave to pay no fees, a lawyer's fees,
    leave to speak as a friend of the court."""
    for name, words in _BY_ONE_NAME.items():
        title = words.sub(name, title)
    return tuple(_telling(title))


def _are_related(one: str, other: str) -> bool:
    """Whether two words begin alike: "redeem" and "redemption", "modify" and "modified"."""
    length = max(_PREFIX, min(len(one), len(other)) - 2)
    return one[:length] == other[:length]


_OF_RULINGS = frozenset({
    "order", "orders", "ordered", "granting", "granted", "denying", "denied", "motion", "court", "judge", "hearing",
    "conference", "trial", "plaintiff", "plaintiffs", "defendant", "defendants", "that", "this", "shall", "will",
    "counsel", "signed", "party", "parties", "case", "action", "matter", "text", "minute", "entry", "entered",
    "setting", "leave", "file", "filed", "filing", "document", "documents", "status", "directing", "directed",
    "requiring", "regarding", "concerning", "judgment", "united", "states", "district", "clerk", "proposed", "llp",
    "llc", "inc", "corp", "authorizing", "approving", "awarding", "allowing", "establishing", "terminating", "are",
    "not", "any", "all", "chapter", "ordering",
})  # fmt: skip
_SIDES = frozenset({"plaintiff", "defendant"})
_BY_ONE_NAME = {
    "forma pauperis": re.compile(
        r"\b(?:(?:without|waiving) (?:the )?pre-?pay\w*(?: of)?(?: the)?"
        r"(?: (?:filing )?(?:fees?|costs)(?: (?:and|or) costs)?)?|ifp)\b"
    ),
    "application for compensation": re.compile(r"\b(?<!filing )fee application\b"),
    "amicus curiae": re.compile(
        r"\b(?:(?:leave )?to )?(?:file|become|appear as|participate as) (?:an? |the )?(?:brief (?:of|as|for) )?"
        r"(?:amic(?:us|i)(?: curiae)?)(?: briefs?)?\b"
    ),
}


def _asked(words: str) -> list[str]:
    """The words that tell what is asked for: ["compel"] of "motion to compel"."""
    return [word for word in _without_fees(words) if word not in _OF_REQUESTS]


_OF_REQUESTS = frozenset(
    {"motions", "applications", "request", "requests", "petition", "petitions", "filed", "its", "his"}
)


def _deciding_too(said: FilingReading, number: str, outcome: Outcome) -> FilingReading:
    refers = [one for one in said.refers_to if one.number != number]
    return replace(
        said,
        refers_to=(*refers, RefersTo(Relation.DECIDES, number)),
        decides=(*said.decides, Decides(number, outcome)),
    )


def find_possibly_decided(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder
) -> set[int]:
    """The motions of which a later ruling may speak that names none by number, and of which no other could be told."""
    over = _decided(readings, order)
    motions = [one for one in filings if readings[one.id].kind is Kind.MOTION and one.id not in over]
    placed, found = _placed(motions, order), set[int]()
    for speaker in filings:
        left = _left_open(speaker.id, readings, order) if readings[speaker.id].on_requests else []
        names_some = bool(readings[speaker.id].decides or readings[speaker.id].refers_to)
        if left := [on for on in left if on.about != GIVEN and (_asked(on.words) or not names_some)]:
            until = bisect_left(placed, _place_of(speaker, order), key=lambda pair: pair[0])
            earliest = order.place(speaker.id)[0].toordinal() - _WITHIN_SLOW.days
            since = bisect_left(placed, earliest, hi=until, key=lambda pair: pair[0][0].toordinal())
            near = (motion.id for _, motion in placed[since:until] if motion.id not in found)
            found.update([one for one in near if any(can_be_said_of(on, readings[one]) for on in left)])
    return found


def _in_order(
    alike: Iterable[Sequence[FilingFacts]],
    several: Mapping[int, Sequence[FilingFacts]],
    decided: Mapping[int, _Place],
    readings: Mapping[int, FilingReading],
) -> Iterator[tuple[int, FilingReading]]:
    """Rulings of one title and outcome that fit the same motions, as many as these: each decides one, in the order of
    entry. Titles that differ say which motion each is on, in words that are not known here."""
    for speaking in alike:
        fitting = several[speaking[0].id]
        of_one_title = len({readings[speaker.id].title for speaker in speaking}) == 1
        if of_one_title and len(speaking) == len(fitting) and not any(one.id in decided for one in fitting):
            for speaker, motion in zip(speaking, fitting, strict=True):
                yield speaker.id, _speaking_of(readings[speaker.id], motion.number)


def _right_before(speaker: FilingFacts, fitting: Sequence[FilingFacts]) -> FilingFacts | None:
    """The motion of the same day that has the number before a ruling's: the clerk grants it as it comes in."""
    for motion in fitting:
        if motion.number_order and motion.number_order + 1 == speaker.number_order and motion.day == speaker.day:
            return motion
    return None


def _sharing_names(
    headline: str, fitting: Sequence[FilingFacts], readings: Mapping[int, FilingReading]
) -> Sequence[FilingFacts]:
    """Those of several motions whose titles have most names in common with a ruling's: "Order granting motion of Ann
    Roe to appear pro hac vice"."""
    names = set(_A_NAME.findall(headline)[1:])
    shared = {one.id: len(names.intersection(_A_NAME.findall(readings[one.id].headline)[1:])) for one in fitting}
    most = max(shared.values(), default=0)
    return [one for one in fitting if most and shared[one.id] == most]


def _place_of(speaker: FilingFacts, order: FilingOrder) -> _Place:
    """The place of a filing; a ruling without a number, which courts print above the entries of its day, may decide
    any motion of that day."""
    day, within, filing = order.key(speaker.id)
    return (day, within, filing) if speaker.number or speaker.day is None else (day, _END_OF_DAY, filing)


_END_OF_DAY = 1 << 62


def _only(found: Sequence[FilingFacts]) -> FilingFacts | None:
    return found[0] if len(found) == 1 else None


def _is_over(motion: FilingFacts, speaker: FilingFacts, ended: Mapping[int, date]) -> bool:
    return motion.id in ended and speaker.day is not None and ended[motion.id] < speaker.day


def _placed(motions: Sequence[FilingFacts], order: FilingOrder) -> list[tuple[_Place, FilingFacts]]:
    return sorted(((order.key(motion.id), motion) for motion in motions), key=lambda pair: pair[0])


def _leaves_out(reading: FilingReading) -> bool:
    title = reading.title.lower()
    if reading.refers_to:
        return False
    if reading.kind in _MAY_WITHDRAW:
        return bool(_WITHDRAWAL.match(title))
    if reading.kind in RULING_KINDS and (_is_on_stipulation(reading, title) or _dismisses(reading)):
        return True
    if _gives_of_course(reading, title) or (reading.outcome in (None, Outcome.GRANTED) and _relief(reading, title)):
        return True
    if not (reading.detail or _ASKED.search(title)):
        return False
    if reading.kind not in RULING_KINDS:
        return reading.kind in _RELATIONS
    return (
        reading.outcome in _ON_MOTIONS
        or (reading.outcome is None and bool(_ORDER_ON.match(title)))
        or bool(_UNDONE.match(title))
    )


def _is_on_stipulation(reading: FilingReading, title: str) -> bool:
    return reading.outcome in (None, Outcome.GRANTED) and bool(_ON_STIPULATION.match(title))


def _relief(reading: FilingReading, title: str) -> str:
    """What a ruling does that names no motion."""
    return find_relief(title, is_order=reading.kind is Kind.ORDER) if reading.kind in RULING_KINDS else ""


def _gives_of_course(reading: FilingReading, title: str) -> bool:
    return reading.kind is Kind.ORDER and any(gives.match(title) for gives, _ in _GIVEN_OF_COURSE)


def _dismisses(reading: FilingReading) -> bool:
    """Whether it dismisses the case: "Order Dismissing Case"."""
    return reading.kind is Kind.ORDER and Step.DISMISSED in reading.steps and not reading.decides


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
    place: _Place,
    placed: Sequence[tuple[_Place, FilingFacts]],
    decided: Mapping[int, _Place],
    readings: Mapping[int, FilingReading],
    *,
    late: bool = False,
) -> list[FilingFacts]:
    """The motions that were open at this place of the docket. ``late``: those of more than half a year before, too. One
    that another of the same title corrects is left out."""
    end = bisect_left(placed, place, key=lambda pair: pair[0])
    near = placed[max(0, end - _LOOKED_AT) : end]
    corrected = {_titled(readings[motion.id]): motion.id for _, motion in near if is_corrected(readings[motion.id])}
    return [
        motion
        for at, motion in near
        if corrected.get(_titled(readings[motion.id]), motion.id) == motion.id
        and place[0] - at[0] <= (_WITHIN_SLOW if late else _time_for(readings[motion.id]))
        and decided.get(motion.id, place) >= place
    ]


def _titled(motion: FilingReading) -> tuple[str, tuple[int, ...], str]:
    return motion.title.lower(), motion.filed_by, motion.filer_text


def _takes_long(ruling: FilingReading) -> bool:
    """Whether it is an opinion, or the last word on a report, with which a court rules on what it has long considered:
    a court of appeals on the motions it has carried with the case, a district judge on one to suppress."""
    return ruling.kind in (Kind.OPINION, Kind.JUDGMENT) or bool(_ON_REPORT.match(ruling.headline.lower()))


_ON_REPORT = re.compile(r"(?:[\w-]+ ){0,3}order (?:adopting|accepting)\b")


def _is_renewed_complaint(reading: FilingReading) -> bool:
    return reading.kind is Kind.COMPLAINT and bool(_RENEWED.match(reading.title.lower()))


_RENEWED = re.compile(r"(?:(?:first|second|third|fourth|consolidated|corrected) )*(?:amended|supplemental) ")


def _of_old_complaint(
    still: Sequence[FilingFacts], renewed: Iterable[_Place], order: FilingOrder, speaker: FilingFacts
) -> Sequence[FilingFacts]:
    """Of open motions, those on the complaint before the last one, which that made moot; all where there are none."""
    before = [place for place in renewed if place < order.key(speaker.id)]
    return [one for one in still if before and order.key(one.id) < max(before)] or still


def _time_for(motion: FilingReading) -> timedelta:
    return _WITHIN_SLOW if motion.detail in _SLOW else _WITHIN


def _meant(
    said: FilingReading, readings: Mapping[int, FilingReading], motions: Sequence[FilingFacts]
) -> Sequence[FilingFacts]:
    """The motions that the filing names, or that ask for what it does; else those with the same detail."""
    title = said.title.lower()
    asks = Kind.STIPULATION if said.kind in RULING_KINDS and _is_on_stipulation(said, title) else Kind.MOTION
    fitting = [one for one in motions if readings[one.id].kind is asks and _may_answer(said, readings[one.id])]
    if asks is Kind.STIPULATION:
        return fitting
    if undone := _UNDONE.match(title):
        return [one for one in fitting if _asks_to_undo(readings[one.id].title.lower(), undone["what"])]
    named = [one for one in fitting if _names(title, readings[one.id].title.lower())]
    if said.kind in _MAY_WITHDRAW:
        named = named or [one for one in fitting if _begins_as(title, readings[one.id].title.lower())]
        return [one for one in named if _is_of_same_filer(said, readings[one.id])]
    if not named and said.kind in RULING_KINDS:
        return _given_by(said, readings, fitting)
    return named or [one for one in fitting if _is_of_same_detail(said, readings[one.id])]


def _given_by(
    ruling: FilingReading, readings: Mapping[int, FilingReading], fitting: Sequence[FilingFacts]
) -> Sequence[FilingFacts]:
    """Those that ask for what a ruling does which names none of them; else those with the same detail."""
    title = ruling.title.lower()
    if _dismisses(ruling):
        return [one for one in fitting if _TO_DISMISS_CASE.match(readings[one.id].title.lower())]
    for gives, asks in _GIVEN_OF_COURSE:
        if gives.match(title):
            return [one for one in fitting if asks.search(readings[one.id].title.lower())]
    relief = _relief(ruling, title)
    asking = [one for one in fitting if relief and _asks_for(readings[one.id].title.lower(), relief)]
    if asking or (relief and ruling.outcome is None):
        return asking
    if _PRO_HAC_VICE.search(title):
        return [one for one in fitting if _PRO_HAC_VICE.search(readings[one.id].title.lower())]
    return [
        one
        for one in fitting
        if _is_of_same_detail(ruling, readings[one.id]) and not _is_on_other(ruling, readings[one.id])
    ]


_GIVEN_OF_COURSE = (
    (
        re.compile(r"(?:[a-z]+ )?order (?:waiving|granting leave) .{0,20}(?:pre-?payment|filing fee)"),
        re.compile(r"\b(?:without (?:the )?pre-?pay|forma pauperis|ifp\b|waive)"),
    ),
    (
        re.compile(r"(?:order of detention|detention order|order (?:of|for) pre-?trial detention)\b"),
        re.compile(r"\b(?:detain|(?<!reconsideration of )(?<!reconsider )(?<!revoke )detention)\b"),
    ),
)
"""Pairs of an order's title and of what a motion asks for in other words: "Order waiving prepayment of the filing fee"
on "Application to proceed without prepaying fees"."""


def _is_on_other(ruling: FilingReading, motion: FilingReading) -> bool:
    """Whether a ruling is on a request that asks for more than the motion: "denying request to strike the motion to
    dismiss"."""
    asked = [on for on in ruling.on_requests if len(_asked(on.words)) > 1]
    return len(asked) == len(ruling.on_requests) > 0 and not any(
        can_be_said_of(on, motion, wholly=True) for on in asked
    )


def _is_of_same_detail(said: FilingReading, motion: FilingReading) -> bool:
    if said.detail is None or motion.detail is not said.detail:
        return False
    if said.detail is not Detail.EXTENSION or said.kind not in RULING_KINDS:
        return True
    return shares_object(said.title.lower(), motion.title.lower())


def shares_object(title: str, motion: str) -> bool:
    """Whether a ruling is on what the motion asks for, where it says what it is: time "to answer", and not "to
    complete discovery"."""
    asked = {word for word in _WORDS.findall(motion) if word not in _OF_COURSE and len(word) > len("with")}
    asked = {word for word in asked if not word.startswith("exten")}
    said = {word for word in _WORDS.findall(title) if word not in _OF_COURSE | _SAYS_NOTHING}
    return not asked or not said or bool(asked.intersection(said))


_SAYS_NOTHING = frozenset(
    {"set", "reset", "due", "entered", "text", "minute", "clerk", "endorsed", "electronic", "paperless", "filed"}
)
"""Words of a ruling's title that do not say on what it is."""


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
    return [word for word in dict.fromkeys(_WORDS.findall(title)) if word not in _OF_ANYBODY and not word.isdigit()]


def _are_alike(one: str, other: str) -> bool:
    """Whether two words have one stem: "extend" and "extending", "pay" and "payment", "employ" and "employment"."""
    short, long = sorted((_ENDING.sub("", one), _ENDING.sub("", other)), key=len)
    return short == long or (len(short) >= _PREFIX and long.startswith(short) and not short.isdigit())


_ENDING = re.compile(r"(?:(?<=[a-z]{5})(?:ding|sion)|ing|e)$")


def _names(title: str, motion: str) -> bool:
    """Whether a title names a motion. New Jersey's "Order on Motion to Dismiss for Lack of Jurisdiction" names its
    "Motion to Dismiss/Lack of Jurisdiction"."""
    return len(motion) >= _SHORTEST and (motion in title or f" {_plain(motion)} " in f" {_plain(title)} ")


@lru_cache(maxsize=8_192)
def _plain(title: str) -> str:
    return " ".join(word for word in _WORDS.findall(title) if word not in _SMALL)


def _begins_as(title: str, motion: str) -> bool:
    """Whether what is withdrawn is the first part of a motion's title: "Trustee's withdrawal of motion to dismiss"."""
    back = _WITHDRAWAL.match(title)
    return back is not None and len(title) - back.end() >= _SHORTEST and title[back.end() :] in motion


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
    title = said.title.lower()
    outcome = Outcome.GRANTED if _gives_what_was_asked(said, title) else said.outcome or Outcome.OTHER
    return replace(said, refers_to=(RefersTo(Relation.DECIDES, number),), decides=(Decides(number, outcome),))


def _gives_what_was_asked(ruling: FilingReading, title: str) -> bool:
    """Whether a ruling grants its motion without the word."""
    if _UNDONE.match(title) or _is_on_stipulation(ruling, title) or _dismisses(ruling):
        return True
    if _gives_of_course(ruling, title):
        return True
    if ruling.outcome is not None:
        return False
    return Step.CONVERTED in ruling.steps or bool(_relief(ruling, title) and not title.startswith("order on "))
