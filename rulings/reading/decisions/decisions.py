"""What an order decides, and on which motions.

Courts write it in two ways: the clerk's "ORDER granting 20 Motion to Remand; denying 33 Motion …", with the verb before
the entry, and the judge's "Plaintiff's motion (Dkt. No. 59) is DENIED", with the verb after it. A recommendation
decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from rulings.reading.decisions.asked_for import (
    ANSWERS,
    BEHIND,
    asks_for_other,
    gives_time_on_another,
    is_granted_on_another,
    sets_hearing_on,
)
from rulings.reading.decisions.by_object import read_by_object
from rulings.reading.decisions.by_relief import QUALIFIERS, find_named_by_relief, iterate_results, names_other
from rulings.reading.decisions.clauses import read_clauses
from rulings.reading.decisions.numbers import (
    add_decided_numbers,
    blank_notice_of_day,
    drop_answers,
    drop_numbers_of_either_side,
)
from rulings.reading.decisions.recommended import names_report
from rulings.reading.decisions.tentative import blank_tentative
from rulings.reading.decisions.unspoken import (
    is_sentence,
    read_orders_on,
    read_unspoken_decisions,
    read_unspoken_outcome,
)
from rulings.reading.decisions.verbs import (
    ACTED,
    ACTS,
    ALONE,
    BRACKETED,
    DASHED,
    ED,
    GOES_ON,
    GROUPED,
    HEADED,
    LINE,
    NOTED,
    PAST,
    RESULT,
    SHORT_RESULT,
    TERMINATES,
    TITLED,
    TOOK_BACK,
    VERB,
    WE,
    WENT_ON,
    WILL,
)
from rulings.reading.decisions.whole import read_clause_outcome, read_title_of_order
from rulings.reading.decisions.without_number import ON_ALL, THE_REST
from rulings.reading.items import WITHDRAWN_APPEAL, read_decisions_by_item
from rulings.reading.references.references import (
    SENTENCE_END,
    EntryMention,
    is_among_related,
    select_own_references,
)
from rulings.reading.values import Decides
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import TONES, UNDOES, Outcome

_EXTENDED = re.compile(
    r"\b(?:time|deadline|period)s?\b[^.;]{0,120}?\b(?:is|are|will be|be)\s+(?:hereby )?(?:extended|enlarged)\b"
)
_ENDORSED = re.compile(r"memo(?:randum)?[ -]?endorse|endorsed (?:letter|order)|order (?:on|re:?) (?:\w+ )?letter")
"""The judge's answer in the margin of a letter that asks for something."""
_MOVED = re.compile(r"\b(?:motion|application|request|petition)s?\b")
_MOVED_TO = re.compile(
    r"\b(?:motion|application|request|petition)s?(?: \[?\d{1,5}\]?| \([^()]{1,30}\))? (?:to|for)"
    r" (?:(?!\b(?:and|is|are)\b)[^.;,]){0,140}$"
)
_IF = re.compile(
    r"\b(?:if|may|whether|unless|recommend(?:s|ed|ing)?|would|until|should(?! be,? and)"
    r"|after(?= (?:[\w'\u2019-]+ ){0,4}?(?:motion|application|request|petition|appeal|case|complaint|order)s?\b)"
    r"(?! (?:(?:due|careful|full|further|thorough|having) )*(?:review|consider)))\b"
)
_SUBJECT = re.compile(
    r"\b(?:motion|application|request|petition|objection|stipulation|appeal|case|action|complaint|judgment|claim"
    r"|plan|decision|conviction|sentence|dismissal|opinion|schedule|proposal|extension|adjournment|letter|relief"
    r"|movant|writ|treatment|leave|admission|withdrawal|matter|fee|compensation|claim|confirmation|designation)s?\b"
)
_AS_MOOT = re.compile(r"[^.;]{0,90}? as moot\b")
_TO_TERMINATE = re.compile(
    r"\b(?:terminate|close) (?:the )?(?:[\w-]+ ){0,2}(?:motions?|letter-motions?|applications?)\b[^;]{0,40}$"
    r"|\b(?:terminate|close) (?:the )?(?:ecf|dkts?|docket|docs?|document)\.?"
    r"(?: (?:entry|entries|nos?\.?|number)){0,2} ?[\[#(]{0,2}$"
)
"""The judge's instruction to the clerk, after "The motion is granted": "directed to terminate the motion at Dkt. No.
18"."""
_WITH_PREJUDICE = re.compile(r"\bwith(out)? prejudice\b")
_OFF_THE_CALENDAR = re.compile(
    r"\b(?:hearings?|conferences?|trial|arguments?|deadlines?|dates?|calendar|docket call|schedules?)\b"
)
"""What is vacated or stricken without a decision on the motion: "the hearing on the 12 Motion is VACATED"."""
_SET_ASIDE = re.compile(
    r"\b(?:pursuant to|(?:in accordance|consistent|accordance) with|reasons (?:given|explained|discussed) in|set "
    r"forth in|stated in|in light of|see|according to|as amended|reconsider(?:ation)? of"
    r"|order (?:on|granting|denying|adopting|dismissing|striking))\b[^.;,()]{0,80}(?:\([^()]{0,8})?$"
    r"|\bto (?:strike|seal|unseal|amend|correct|alter|vacate|quash|redact|supplement|reconsider|withdraw)"
    r" (?:[\w'\u2019-]+ ){0,4}(?:ecf|dkt|docket|doc|d\.?e|d\.?i|filing)\.? (?:entry )?(?:nos?\.? )?[\[#]?$"
)
_OF_ANOTHER = re.compile(
    r"\b(?:see|proposed order|pursuant to(?! (?:rule|fed|section|\u00a7|\d|local|l\.?r|u\.?s|frcp|frbp))"
    r"|in (?:dkt|ecf))\b"
)
_OF_DISMISSAL = re.compile(r"\s+(?:of|for) (?:voluntary )?dismissal\b")
_REACH = 160
"""Characters between a verb and the number that it governs: "granting Defendants' unopposed 84 Motion"."""


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """The outcome of a text as a whole, and of each motion that it names."""

    outcome: Outcome | None
    decides: tuple[Decides, ...]


def read_decision(kind: Kind, low: str, noun_end: int, found: list[EntryMention]) -> ReadDecision:
    """What a ruling or a minute entry decides. ``low`` is its text in lower case, ``found`` the references in it;
    ``noun_end`` is the end of its opening phrase."""
    if kind is Kind.OPINION and names_report(low, noun_end):
        return ReadDecision(None, ())
    read = _read_decision(kind, blank_notice_of_day(low), noun_end, found)
    kept = drop_numbers_of_either_side(low, read.decides)
    if kept is not None:
        return ReadDecision(Outcome.IN_PART, kept)
    return ReadDecision(read.outcome, drop_answers(low, found, read.decides)) if read.decides[1:] else read


def _read_decision(kind: Kind, low: str, noun_end: int, found: list[EntryMention]) -> ReadDecision:
    held = kind is Kind.MINUTES
    low = _blank_on_all(_HAS_BEEN.sub(_is_now, blank_tentative(low)))
    found = add_decided_numbers(low, found)
    said = [*_heading(low, found, held=held), *_sentences(low, found)]
    said += _right_behind(low, found)
    said += _by_number_alone(low, found, {decided.number for decided in said})
    said += _by_relief(low, noun_end, found, {decided.number for decided in said})
    said += _by_object(low, found, {decided.number for decided in said}, held=held)
    said += _endorsed(low, noun_end, found, {decided.number for decided in said}, held=held)
    said += _told_of_court(low, found) if held and not said else ()
    decides = _one_per_motion([*(said or _of_related(low, noun_end, found)), *_withdrawn_by(low, said, found)])
    decides = decides or _one_per_motion(list(_spoken_of(low, found)))
    decides += _one_per_motion(list(read_clauses(low, found, {decided.number for decided in decides})))
    if not decides and kind is not Kind.MINUTES:
        decides = _one_per_motion(list(read_unspoken_decisions(low, noun_end, found)))
    if not decides or found[1:]:
        decides += _one_per_motion(list(read_orders_on(low, found, {decided.number for decided in decides})))
    if decides:
        return ReadDecision(_of_case(low, noun_end) or combine_outcomes([one.outcome for one in decides]), decides)
    if is_sentence(kind, low):
        return ReadDecision(Outcome.OTHER, ())
    whole = _of_heading(low, noun_end) if kind is not Kind.MINUTES else None
    if whole is None and (told := _of_sentences(low, noun_end, held=held)):
        told = Outcome.IN_PART if told in (Outcome.GRANTED, Outcome.DENIED) and THE_REST.search(low) else told
        return ReadDecision(told, tuple(_on_the_only_one(low, told, found)))
    whole = whole or read_unspoken_outcome(kind, low, noun_end)
    if whole is None and not held:
        whole = read_clause_outcome(low, noun_end)
    return ReadDecision(whole, ())


_HAS_BEEN = re.compile(r"(?P<document>\bthe document \[?\d{1,5}\]? [^;]{3,200}?) has been (?=granted|denied|approved)")
"""New Jersey's "The document 6 Application … submitted by Elm LLC has been GRANTED" tells of no earlier day."""


def _blank_on_all(low: str) -> str:
    """The text without what it says of all pending motions, which is of no number."""
    if " motions" not in low and "requests for relief" not in low:
        return low
    return ON_ALL.sub(lambda one: " " * len(one[0]), low)


def _is_now(one: re.Match[str]) -> str:
    return f"{one['document']} is ".ljust(len(one[0]))


def _on_the_only_one(low: str, said: Outcome, found: list[EntryMention]) -> Iterator[Decides]:
    """The decision of a text that names one request, on that: "re 22 Motion to Amend. After review, the motion is
    ALLOWED", "Claim objection sustained. (related document(s): 41)"."""
    own = select_own_references(low, found)
    if len(own) != 1 or len(own[0].numbers) != 1 or said not in _OF_REQUESTS:
        return
    one = own[0]
    listed = is_among_related(low, one) or bool(_AFTER_ALL.search(low, max(0, one.start - 3), one.end))
    if len(found) > 1 and not listed:
        return
    if not (listed or _TITLED_REQUEST.match(low, one.end)) or _ASKS_NOTHING.match(low, one.end):
        return
    before, after = low[max(0, one.start - _REACH) : one.start], low[one.end :][:BEHIND]
    if is_granted_on_another(before, after) or gives_time_on_another(before, after):
        return
    results = islice(iterate_results((RESULT, SHORT_RESULT, TITLED, ALONE), low), _MOST)
    if not any(names_other(low, _subject_end(result), one) for result in results) and not _on_objection(low, one):
        yield Decides(one.numbers[0], said)


def _on_objection(low: str, one: EntryMention) -> bool:
    """Whether the court overruled or sustained somebody's objection, and the entry is called something else."""
    return bool(_ACT_ON_OBJECTION.search(low) and not _TITLED_OBJECTION.match(low, one.end))


_ACT_ON_OBJECTION = re.compile(
    r"\bcourt (?:hereby )?(?:overrule[sd]|sustain(?:s|ed)) (?:[\w.'\u2019-]+ ){0,4}?objections?\b"
)
_TITLED_OBJECTION = re.compile(r"\]?\s+(?:[\w'\u2019-]+ ){0,4}?objection\b")


_AFTER_ALL = re.compile(r"(?<=[.)]) \[\d{1,5}\]")
"""Courts of appeals put the number behind: "Motion for extension … is GRANTED by clerk. [14]"."""
_OF_REQUESTS = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.WITHDRAWN, Outcome.DEFERRED,
    Outcome.SETTLED,
})  # fmt: skip
_ASKS_NOTHING = re.compile(
    r"\]?\s+(?:[\w-]+ ){0,3}(?:order|petition|complaint|summons|notice|schedules?|meeting|minutes?|statement)\b"
)


def _subject_end(result: re.Match[str]) -> int:
    return result.start() if result.re is RESULT else result.start(result.lastgroup or 0)


_DISMISSES_CASE = re.compile(
    r"\s+dismissing (?:the |this |debtor'?s'? )?(?:case|chapter \d+|debtors?|adversary|petition)\b"
)


def _of_case(low: str, noun_end: int) -> Outcome | None:
    """The outcome of an order by which the case itself is dismissed, as the motion that it names had asked."""
    if not _DISMISSES_CASE.match(low, noun_end):
        return None
    return _with_prejudice(Outcome.DISMISSED, low[noun_end : noun_end + _REACH])


_TO_WITHDRAW = re.compile(
    r"\]?\s+(?:[\w-]+ ){0,3}motion\b[^.;]{0,120}? to withdraw(?:ing)? (?:the |its |his |her )?\[?$"
)


def _withdrawn_by(low: str, said: list[Decides], found: list[EntryMention]) -> Iterator[Decides]:
    """What a motion to withdraw it takes back, once that is granted: "regarding 77 Motion to Withdraw the 57 Motion to
    Dismiss. GRANTED"."""
    granted = {decided.number for decided in said if decided.outcome is Outcome.GRANTED}
    for asked, taken in pairwise(found):
        if granted.intersection(asked.numbers) and _TO_WITHDRAW.fullmatch(low[asked.end : taken.start]):
            yield from (Decides(number, Outcome.WITHDRAWN) for number in taken.numbers)


def combine_outcomes(outcomes: Iterable[Outcome]) -> Outcome | None:
    """One outcome for several decisions: the one they share, else "in part" where some were granted and some were
    not."""
    distinct = list(dict.fromkeys(outcomes))
    if len(distinct) <= 1:
        return distinct[0] if distinct else None
    toned = [outcome for outcome in distinct if outcome in TONES]
    if len({TONES[outcome] for outcome in toned}) > 1:
        return Outcome.IN_PART
    return toned[0] if toned else distinct[0]


def _outcome(match: re.Match[str]) -> Outcome:
    return Outcome((match.lastgroup or Outcome.OTHER).removeprefix("was_"))


def _one_per_motion(decides: list[Decides]) -> tuple[Decides, ...]:
    """A motion granted in one place and denied in another is decided in part."""
    by_number: dict[str, list[Outcome]] = {}
    for decided in decides:
        by_number.setdefault(decided.number, []).append(decided.outcome)
    return tuple(Decides(number, combine_outcomes(outcomes) or Outcome.OTHER) for number, outcomes in by_number.items())


def _heading(low: str, found: list[EntryMention], *, held: bool) -> Iterator[Decides]:
    """Decisions with the verb first, "granting 20 Motion to Remand; denying 33 Motion …": a verb governs the list of
    entries right after it. ``held``: the text is the minutes of a day."""
    verbs = sorted(_verbs(low, held=held), key=lambda verb: verb.start()) if found else []
    for index, verb in enumerate(verbs):
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(low)
        if stop := SENTENCE_END.search(low, verb.end(), min(end, verb.end() + 2_000)):
            end = stop.start()
        every = [mention for mention in found if verb.end() <= mention.start < end]
        governed = _without_others(low, verb.end(), every)
        if index and governed and _decide_different_things(low, verbs[index - 1], verb, governed[0]):
            yield from _by_titles_behind(low, verbs[index - 1], verb, governed)
            continue
        begin = every[0].end if every and governed[0] is not every[0] else verb.end()
        if index and governed and _another_governs(low, verbs[index - 1], verb, governed[0]):
            verb = verbs[index - 1]
        if governed and _governs(low, begin, governed[0]) and not _of_the_calendar(low, verb, governed[0].start):
            yield from _on_listed(low, verb, governed, end)
        elif not governed and (them := _THEM.match(low, verb.end())):
            before = [one for one in found if one.end <= verb.start() and not _answers(low, one)][-1:]
            outcome = Outcome.IN_PART if _IN_PART.match(low, them.end()) else _outcome(verb)
            yield from (Decides(number, outcome) for mention in before for number in mention.numbers)


def _without_others(low: str, start: int, governed: list[EntryMention]) -> list[EntryMention]:
    """The entries behind a verb, without those on which it gives no more than time or a hearing, where others are
    left: "Granting Motion to Shorten Time (related document(s) 15 Motion to Shorten Time, 12 Motion to Sell)"."""
    if len(governed) < _SEVERAL:
        return governed
    first = governed[0].start
    own = [one for one in governed if not asks_for_other(low[start:first], low[one.end :][:BEHIND])]
    own = [one for one in own if not sets_hearing_on(low[start : one.start])]
    return own or governed


def _another_governs(low: str, before: re.Match[str], verb: re.Match[str], first: EntryMention) -> bool:
    """Whether the clerk's list behind two verbs belongs to the first: "Sustaining Objection to Confirmation and Denying
    Confirmation (Related Doc # 22)"."""
    return bool(
        before.end() < verb.start() <= before.end() + _REACH
        and is_among_related(low, first)
        and not _TITLED_OBJECT.search(low, verb.end(), first.start)
        and _OBJECT.fullmatch(low, before.end(), verb.start())
    )


def _on_listed(low: str, verb: re.Match[str], governed: list[EntryMention], end: int) -> Iterator[Decides]:
    """The decisions of a verb on the entries that it governs, without those that these are only related to."""
    listed = _without_related(low, select_own_references(low, governed))
    listed = listed[:1] if verb[0].startswith(("adopting", "accepting")) else listed
    if _outcome(verb) in _OF_REQUESTS:
        listed = [one for one in listed if not _AN_ORDER_ON.match(low, one.end)] or listed
    outcome = _qualified(low, verb, listed, end) or _on_request(low, verb, listed[0])
    for mention in [] if _tells_why(low, verb, listed[0]) else listed:
        yield from (Decides(number, outcome) for number in mention.numbers)


def _decide_different_things(low: str, before: re.Match[str], verb: re.Match[str], first: EntryMention) -> bool:
    """Whether the clerk's list behind two verbs can belong to either: "Granting Motion to Compel and Denying Motion to
    Strike (Related Doc # 11)"."""
    return bool(
        before.end() < verb.start() <= before.end() + _REACH
        and _outcome(before) is not _outcome(verb)
        and is_among_related(low, first)
        and _MOVED_FOR.search(low, verb.end(), first.start)
        and _MOVED_FOR.search(low, before.end(), verb.start())
        and _OBJECT.fullmatch(low, before.end(), verb.start())
    )


def _by_titles_behind(
    low: str, before: re.Match[str], verb: re.Match[str], listed: list[EntryMention]
) -> Iterator[Decides]:
    """The decisions on entries whose title, behind their number, is what one of two verbs has as its object."""
    first = _MOVED_FOR.search(low, before.end(), verb.start())
    second = _MOVED_FOR.search(low, verb.end(), listed[0].start)
    for one, after in zip(listed, [*listed[1:], None], strict=True):
        title = low[one.end : after.start if after else one.end + BEHIND]
        fits = [act for act, asked in ((before, first), (verb, second)) if asked and asked["what"] in title]
        if len(fits) == 1:
            yield from (Decides(number, _outcome(fits[0])) for number in one.numbers)


_MOVED_FOR = re.compile(
    r"\b(?:motion|application|request|petition)s? (?P<what>(?:to|for|in) (?:(?!and\b)[\w'\u2019-]+ ?){1,3}(?<! ))"
)
_TITLED_OBJECT = re.compile(
    r"\b(?:motion|application|objection|request|petition|stipulation|fees?|compensation|stay)s?\b"
)
_OBJECT = re.compile(r"[^.;()\[\]\d]*\b(?:motion|application|objection|request)s?\b[^.;()\[\]\d]*")
_THEM = re.compile(
    r"\s+(?:it|(?:the )?same|(?:the |said |this |that |[\w.]+['\u2019]s? )?(?:motion|request|application|stipulation"
    r"|petition"
    r"|requested (?:extension|continuance|relief|adjournment|time)))\b"
    r"(?! (?:to|for(?! (?:the )?(?:reasons|good cause))|in limine|at|of|\d)\b)"
)
"""What the text has named before: "has reviewed the motion (Dkt. 12) and GRANTS it"."""
_ANSWERED_BY = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies)|oppos\w+|object\w*|sur-?reply|briefs?|memorand\w+|reports?|recommendations?"
    r"|declarations?|affidavits?|exhibits?|orders?)"
    r"\b(?: thereto| in (?:support|opposition)(?: thereof| thereto)?| brief)?,? ?[(\[]?"
    r"(?:(?:at |ecf|dkt|docket|docs?|d\.?e|d\.?i|filing|rec|nos?|entry|#)[\s.:#]*){0,4}[\[(]?$"
)
_REPORTS = re.compile(
    r"\]?\s+(?:[\w-]+ ){0,2}(?:reports?|findings|recommendations?|r&r|order|response|reply)\b"
    r"|\]?\s+(?:(?!motion|application|request|objection)[\w-]+ ){0,4}order\)"
)


def _answers(low: str, one: EntryMention) -> bool:
    """Whether an entry that a sentence names is no motion but what was said of one: "the response, doc. 43"."""
    return bool(_ANSWERED_BY.search(low, max(0, one.start - 60), one.start) or _REPORTS.match(low, one.end))


_IN_PART = re.compile(r"\]?\)?(?:[^.;,]{0,110}?(?<!granted)(?<!denied))? in part\b")


def _of_related(low: str, noun_end: int, found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions whose verb is in the heading, and whose entry in the clerk's list at the end: "Order Granting Motion to
    Sell. Signed on 2/3/2021 (RE: related document(s) 12 Motion to Sell filed by …)"."""
    related = next((place for place, one in enumerate(found) if _is_listed(low, one)), None)
    stop = SENTENCE_END.search(low, noun_end)
    verb = VERB.search(low, noun_end, stop.start() if stop else len(low)) if related is not None else None
    if verb is None or related is None or verb.start() > found[related].start:
        return
    if _NAMES_ORDER.search(low, max(0, verb.start() - _REACH), verb.start()):
        return
    heading = low[verb.end() : stop.start() if stop else found[related].start]
    if verb.start() - noun_end > _NEXT_TO or _of_the_calendar(low, verb, verb.end() + min(len(heading), _REACH)):
        return
    if len({_outcome(one) for one in VERB.finditer(low, verb.end(), found[related].start)} - {_outcome(verb)}) > 0:
        return
    listed = select_own_references(low, found[related:])
    outcome = _qualified(low, verb, listed, listed[-1].end) or _on_request(low, verb, listed[0])
    for mention in () if _tells_why(low, verb, listed[0]) else listed:
        if not is_granted_on_another(heading, low[mention.end :][:BEHIND]):
            yield from (Decides(number, outcome) for number in mention.numbers)


def _is_listed(low: str, one: EntryMention) -> bool:
    """Whether an entry begins a clerk's list of what the order is on: "(Related Doc # 12", "ORDER GRANTING MOTION TO
    DISMISS. Re: Dkt. Nos. 33, 35"."""
    return is_among_related(low, one) or bool(_LISTED.search(low, max(0, one.start - 30), one.start))


_LISTED = re.compile(
    r"[.;)(\[\-] ?re:? (?:(?:dkt|ecf|docket|docs?)\.? (?:entry |entries )?(?:nos?\.? )?[\[#]?|(?<=\(re: )#? ?"
    r"|(?<=\(re )# ?)$"
)


def _verbs(low: str, *, held: bool) -> Iterator[re.Match[str]]:
    """The verbs of an order, without those of an order that it names: "Order Vacating Order Dismissing Case"."""
    if headed := HEADED.match(low):
        yield headed
    for verb in (*VERB.finditer(low), *TERMINATES.finditer(low)):
        before = max(0, verb.start() - _REACH)
        if not _NAMES_ORDER.search(low, before, verb.start()) and not _EARLIER.search(low, before, verb.start()):
            yield verb
    yield from (
        one for one in GROUPED.finditer(low) if not _NUMBER_BEFORE.search(low, max(0, one.start() - 120), one.start())
    )
    yield from _acts(low)
    if held:
        yield from ACTED.finditer(low)
        yield from WENT_ON.finditer(low) if ACTED.search(low) or _HEARD.search(low) else ()


_HEARD = re.compile(r"\b(?:court|judge(?: [a-z'\u2019-]+)?) (?:hears?|heard|consider(?:s|ed)|having heard)\b")
_NUMBER_BEFORE = re.compile(r"\d[\])]?[:.] $|\b(?:motion|application)s? (?:to|for) [^.;:]{2,80}: $")
_EARLIER = re.compile(
    r"(?<!enter)(?<!enters)(?<!issues)(?<!announces)(?<!announced)(?<!issued)(?<!stated)(?<!states)"
    r"(?<!made)(?<!makes)(?<!gave) (?:the|its|that|court's|judge's|prior|previous|earlier)"
    r" (?:[\w'\u2019-]+ ){0,2}(?:orders?|opinion|ruling|decision) (?:\([^()]{1,30}\) )?$"
    r"|\b(?:of|re:?|to) \[?\d{1,5}\]? (?:[\w-]+ ){0,2}order $"
)
"""An order that a motion attacks: "the motion to reconsider the order denying 10 Motion to Remand"."""
_NAMES_ORDER = re.compile(
    r"\b(?:vacat|amend|correct|rescind|withdraw|modify|reconsider|clarify|enforc)ing [^.;()]{0,60}?\border $"
)


def _without_related(low: str, listed: list[EntryMention]) -> list[EntryMention]:
    """The entries that a verb governs, without the clerk's list of what they are related to: "Order Granting 5 Motion
    to Shorten Time (related document(s) 4 Motion to Sell)"."""
    listed = [listed[0], *(one for one in listed[1:] if not _AN_ORDER_ON.match(low, one.end))]
    told = (at for at, one in enumerate(listed) if at and _TOLD_BY_ITSELF.match(low, one.end))
    listed = listed[: next(told, len(listed))]
    another = (
        at for at, (one, next_) in enumerate(pairwise(listed), 1) if _FOR_ANOTHER.match(low, one.end, next_.start)
    )
    listed = listed[: next(another, len(listed))]
    if is_among_related(low, listed[0]):
        other = (
            at for at, (one, next_) in enumerate(pairwise(listed), 1) if _OTHER_LIST.match(low, one.end, next_.start)
        )
        return listed[: next(other, len(listed))]
    related = next((place for place, one in enumerate(listed) if is_among_related(low, one)), len(listed))
    return listed[:related]


_TOLD_BY_ITSELF = re.compile(
    r"[\])]{0,2}(?:\s+(?:[\w-]+ ){0,3}?(?:motion|application|request)s?\b[^.;,]{0,80}?)?"
    r"(?: (?:is|are|remains?) |,? (?:terminated|denied|found|deemed|dismissed) (?:as )?moot\b)"
)
"""One whose own sentence follows: "denying 24 Motion; 26 Motion is MOOT", "; 26 Motion, terminated as moot"."""
_OTHER_LIST = re.compile(r"\s?[)\]]{1,2}[.,]? ?\((?:re:? ?)?related doc")
"""A second list of the clerk's: what the motion that is granted is about."""
_FOR_ANOTHER = re.compile(
    r"\s?[)\]],? (?:on|for|regarding|re:?) (?:[\w'\u2019-]+ ){0,3}?(?:motion|application|objection)\b"
)
""" "Granting Motion to Expedite Hearing (Related Doc 34) on Motion to Sell (Related Doc 32)" grants the first."""
_AN_ORDER_ON = re.compile(r"\]?\s+(?:[\w-]+ ){0,2}order(?: on\b|\W*\))")
"""An earlier order that a motion in the list speaks of is not granted with it."""


def _on_request(low: str, verb: re.Match[str], first: EntryMention) -> Outcome:
    """A verb's outcome for what it governs: an order that dismisses the case grants the motion that asked for it."""
    outcome = _outcome(verb)
    if outcome is Outcome.AFFIRMED and (
        _REPORTS.match(low, first.end) or _OF_REPORT.search(low, max(0, first.start - 60), first.start)
    ):
        return Outcome.GRANTED
    if outcome not in _OF_CASES and outcome is not Outcome.STAYED:
        return outcome
    titled = bool(_TITLED_MOTION.match(low, first.end))
    if _THE_CASE.match(low, verb.end()):
        return Outcome.GRANTED if titled or is_among_related(low, first) else outcome
    return Outcome.GRANTED if titled and _SOMETHING_ELSE.match(low, verb.end()) else outcome


def _tells_why(low: str, verb: re.Match[str], first: EntryMention) -> bool:
    """Whether an order that dismisses the case only names why: "Order Dismissing Case for Failure to Pay (related
    document(s) 5 Order to Show Cause)"."""
    of_case = _outcome(verb) in _OF_CASES and _THE_CASE.match(low, verb.end())
    return bool(of_case and is_among_related(low, first) and _ASKS_NOTHING.match(low, first.end))


_THE_CASE = re.compile(
    r"\s+(?:the |this )?(?:case|chapter \d+|debtors?|adversary|indictment|information|complaint|action"
    r"|(?:automatic |the )*stay(?! of)|proceedings?)\b"
)
_SOMETHING_ELSE = re.compile(
    r"\s+(?:the |its |prior )?(?:order|dismissal|judgment|default|discharge|conviction|sentence)\b"
)
""" "Order Vacating Dismissal (related document(s) 40 Motion to Vacate Dismissal)" grants the motion."""


def _acts(low: str) -> Iterator[re.Match[str]]:
    yield from ACTS.finditer(low)
    yield from WILL.finditer(low)
    for verb in GOES_ON.finditer(low) if _THE_COURT.search(low) else ():
        start = max(0, verb.start() - 4 * _REACH)
        for end in SENTENCE_END.finditer(low, start, verb.start()):
            start = end.end()
        if _THE_COURT.search(low, start, verb.start()):
            yield verb


_THE_COURT = re.compile(r"\b(?:court|undersigned)\b")


def _qualified(low: str, verb: re.Match[str], listed: list[EntryMention], end: int) -> Outcome | None:
    """The outcome that words around the motions give: "denying 12 Motion to Strike as moot", "Dismissing Motion to
    Strike as Moot (Related Doc 12)", "GRANTS 12 Motion in part
    and DENIES it in part". None where there are none."""
    outcome = _outcome(verb)
    before = _AS_MOOT.match(low, verb.end(), listed[0].start)
    if outcome in _MAY_BE_MOOT and (before or _AS_MOOT.match(low, listed[-1].end, end)):
        return Outcome.MOOT
    if outcome in (Outcome.GRANTED, Outcome.DENIED) and (
        _IN_PART.match(low, listed[-1].end, end) or _THE_REST.match(low, listed[-1].end, end + _REACH)
    ):
        return Outcome.IN_PART
    return None


_THE_REST = re.compile(
    r"[^.;]{0,160}?(?:,| and|;) (?:and )?(?:otherwise )?(?:denying|granting) (?:it |same |the motion )?(?:as to\b|in "
    r"all other"
    r"|the (?:remainder|rest)\b|in other|otherwise|with respect)"
)
"""What the verb does not govern: "granting 22 Motion as to Count I, denying as to Count II"."""


_MAY_BE_MOOT = frozenset({
    Outcome.DENIED, Outcome.DISMISSED, Outcome.OTHER, Outcome.STRICKEN, Outcome.WITHDRAWN,
})  # fmt: skip


def _of_the_calendar(low: str, verb: re.Match[str], end: int, start: int | None = None) -> bool:
    """Whether a verb vacates a hearing, and decides nothing. The words searched lie between ``start`` (or else the
    verb) and ``end``."""
    return _outcome(verb) in _OFF and bool(_OFF_THE_CALENDAR.search(low, verb.end() if start is None else start, end))


_OFF = frozenset({Outcome.VACATED, Outcome.STRICKEN, Outcome.STAYED})


def _governs(low: str, start: int, mention: EntryMention) -> bool:
    between = low[start : mention.start]
    return (
        len(between) <= _REACH
        and not _OF_ANOTHER.search(between)
        and not is_granted_on_another(between, low[mention.end :][:BEHIND])
    )


def _sentences(low: str, found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions with the verb last, "… motion (Dkt. No. 59) is DENIED": on the entries named in the sentence before the
    verb."""
    start = 0
    for result in RESULT.finditer(low) if found else ():
        for end in SENTENCE_END.finditer(low, start, result.start()):
            start = end.end()
        if again := _numbers_again(low, start, result, found):
            yield from (Decides(number, _outcome_in_full(low, result)) for number in again)
        elif _decides(low, start, result):
            yield from _named_before(low, start, result, found)
        start = result.end()


def _numbers_again(low: str, start: int, result: re.Match[str], found: list[EntryMention]) -> tuple[str, ...]:
    """The numbers that are themselves the subject of a sentence, where the text has listed them before: "Motions in
    Limine 31, 33: 31 is granted; 33 is denied"."""
    for place, one in enumerate(found):
        if (
            start <= one.start
            and one.end <= result.start() <= one.end + 2
            and not low[one.end : result.start()].strip()
        ):
            if not _ITS_OWN_SUBJECT.search(low, max(0, one.start - 12), one.start) or _IF.search(low, start, one.start):
                return ()
            listed = {number for other in found[:place] for number in other.numbers}
            return one.numbers if (one.strong and result[0].startswith("is")) or listed.issuperset(one.numbers) else ()
    return ()


_ITS_OWN_SUBJECT = re.compile(r"(?:[:;,.]|\band|\bthat) (?:and )?(?:no\. |nos\. |#)?$")


def _named_before(low: str, start: int, result: re.Match[str], found: list[EntryMention]) -> Iterator[Decides]:
    """The entries that the verb decides, without those that the sentence only cites: "for the reasons stated in Dkt.
    No. 5", "pursuant to the 56 Stipulation"."""
    earliest = max(start, result.start() - 2 * _REACH)
    end = 0
    named: list[EntryMention] = []
    for mention in found:
        if earliest <= mention.start < result.start() and end and ANSWERS.search(low, end, mention.start):
            continue
        end = mention.end if mention.start >= earliest else 0
        if earliest <= mention.start < result.start() and not _SET_ASIDE.search(
            low[max(0, mention.start - 110) : mention.start]
        ):
            named.append(mention)
    named = [one for one in named if not _OF_REPORT.search(low, max(0, one.start - 60), one.start)] or named
    named = (
        [named[0], *(one for one in named[1:] if not _TO_AN_ORDER.search(low, max(0, one.start - 90), one.start))]
        if (named)
        else []
    )
    if 1 < len(named) < _MOST and (one := find_named_by_relief(low, result.start(), named)):
        named = _joined(low, named, one) if result[0].startswith("are") and len(one.numbers) == 1 else [one]
    for mention in named or [one for one in found if _RIGHT_AFTER.fullmatch(low, result.end(), one.start)][:1]:
        yield from (Decides(number, _outcome_in_full(low, result)) for number in mention.numbers)


def _joined(low: str, named: list[EntryMention], one: EntryMention) -> list[EntryMention]:
    """The last of several motions with those that "and" joins to it, where the verb speaks of more than one: "Motion
    to Stay (Doc. 40) and Motion to Strike (Doc. 45) are taken under advisement"."""
    kept = [one]
    for before, after in reversed(list(pairwise(named))):
        if after is kept[0] and _AND_A_MOTION.match(low, before.end, after.start):
            kept.insert(0, before)
    return kept


_AND_A_MOTION = re.compile(
    r"[\])]{0,2}(?:,|,? and|,? &) (?:[\w.'\u2019-]+ ){0,4}?(?:motion|application|request|objection|petition)s?\b"
)
_TO_AN_ORDER = re.compile(
    r"\b(?:to|of|from) (?:the )?(?:[\w'\u2019-]+ ){0,3}(?:order|opinion|decision|judgment)"
    r" [(\[](?:(?:at |ecf|dkt|docket|docs?|d\.?e|filing|nos?|entry|#)[\s.:#]*){0,4}$"
)
"""What an objection or a motion attacks: "objection (Doc. 22) to the order (Doc. 20) is overruled"."""
_OF_REPORT = re.compile(
    r"\b(?:reports?|recommendations?|r ?& ?r|f ?& ?r|findings)\b[^.;,a-z]{0,6}"
    r"(?:\(?(?:ecf|dkt|docket|doc|d\.?e|filing)\.? ?(?:entry )?(?:nos?\.? ?)?#?)?[\[(]?$"
)
"""A report that is adopted in the sentence which then decides the motion."""
_RIGHT_AFTER = re.compile(
    r"(?:\W{0,4}(?:re:? ?)?\(?|\. [a-z]{2,4} (?=\[|$)|,? [^.;()]{1,40} \((?:re: )?(?=related))"
    r"(?:(?:re|at|related|to|documents?(?:\(s\))?|docs?|ecf|dkt|docket|d\.?e|d\.?i|filing|rec|nos?|entry|motion)"
    r"[\s.:#]{0,3}){0,5}[\[(#]{0,2}"
)
"""What is between the verb and a number behind it: "is GRANTED (Doc. 12)", "is denied as futile (Related Doc # 15"."""
_BUT = re.compile(
    r"(?P<as_to>(?:[^.;]|(?<=\bmr)\.|(?<=\bms)\.|(?<=\bmrs)\.|(?<=\bdr)\.|(?<=\bcorp)\.|(?<=\binc)\.){0,160}?)"
    r"(?:,| and| but)(?: is| are| it is)?(?: otherwise| hereby)? (?P<other>granted|denied)\b"
)
_NUMBERED_PARTS = re.compile(
    r"\b(?:counts?|claims?|requests?|interrogator(?:y|ies)|rfps?|paragraphs?|topics?|categor(?:y|ies)|items?|parts?"
    r"|exhibits?|defendants?|plaintiffs?)(?: nos?\.?)? \d{1,3}(?:(?:,? and |, |-)\d{1,3}){0,20}"
)
"""Parts of a motion, which have numbers as well."""
_OF_THE_REST = re.compile(r"(?:\bin (?:all|every) other respects?,? [^;:]{3,120}|\botherwise )$")
""" "In all other respects the motion (Doc. 32) is denied"."""
_MORE = re.compile(r"\b(?:motions?|applications?|requests?|objections?|petitions?)\b|\d")


def _outcome_in_full(low: str, result: re.Match[str]) -> Outcome:
    """A result with what the rest of the sentence takes back: "GRANTED as to Elm Bank and DENIED as to Oak LLC"."""
    outcome = _outcome(result)
    if outcome not in (Outcome.GRANTED, Outcome.DENIED):
        return outcome
    said = low[_sentence_start(low, result.start()) : result.start(result.lastgroup or 0)]
    if _OF_THE_REST.search(said):
        return Outcome.IN_PART
    other = _BUT.match(low, result.end(), result.end() + _REACH)
    if other and other["other"] != outcome.value and not _MORE.search(_NUMBERED_PARTS.sub(" ", other["as_to"])):
        return Outcome.IN_PART
    return outcome


_BEHIND = re.compile(
    rf"\]?(?: ?\))?(?:{QUALIFIERS}(?:motion|application|request|petition)s?\b[^.;:()\[\]]{{0,120}}?)?"
    r"(?:,? filed by [^.;:()]{1,60}?)?(?<! is)(?<! are)(?<! was)(?<! be)(?<! were)(?<! been)(?<! not),?"
    rf"(?: ?--? ?| ?: ?| )\(?(?:hereby |(?:argued|heard|considered) and )?(?:{ED})"
    r"(?=\s*(?:[.;,(:)]|to the extent\b|only\b|insofar\b|and\b|as\b|for (?:the )?reasons\b|on the record\b"
    r"|in (?:open court|part)\b|from the bench\b|with(?:out)?\b"
    r"|by (?:the )?(?:court|judge|trustee|debtors?|movants?|counsel|plaintiffs?|defendants?|government|agreement)\b"
    r"|for (?:trial|ruling|hearing)\b|$))"
)


def _right_behind(low: str, found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions without a verb, right behind the number: "Motions in limine: 12 granted; 13 denied"."""
    for mention in found:
        result = _BEHIND.match(low, mention.end)
        if result is None:
            continue
        if not mention.strong and not _MOVED.search(low, max(0, mention.start - 2 * _REACH), result.end()):
            continue
        if not _IF.search(low, _sentence_start(low, mention.start), mention.start):
            yield from (Decides(number, _outcome_in_full(low, result)) for number in mention.numbers)


_NUMBER_ALONE = re.compile(
    r"(?:^|[.;:,] |\band |\bthat |\bordered )(?:the )?(?:ecf|dkt|docket|doc(?:ument)?|d\.e)\.?"
    r"(?: (?:nos?|entry)\.?){0,2} ?[\[#(]?$"
)
_CLOSES = re.compile(r"[\])]?,? ?")


def _by_number_alone(low: str, found: list[EntryMention], decided: set[str]) -> Iterator[Decides]:
    """Decisions on a motion that is named by its number alone: "ECF No. 9 is GRANTED and ECF No. 10 is DENIED"."""
    for mention in found:
        if not _NUMBER_ALONE.search(low, max(0, mention.start - 40), mention.start):
            continue
        closed = _CLOSES.match(low, mention.end)
        result = RESULT.match(low, closed.end() if closed else mention.end)
        if result and not _IF.search(low, _sentence_start(low, mention.start), mention.start):
            yield from (Decides(number, _outcome(result)) for number in mention.numbers if number not in decided)


def _sentence_start(low: str, until: int) -> int:
    start = max(0, until - _REACH)
    for end in SENTENCE_END.finditer(low, start, until):
        start = end.end()
    return start


def _by_relief(low: str, noun_end: int, found: list[EntryMention], decided: set[str]) -> Iterator[Decides]:
    """Decisions on one of several motions that a list names first, each told by what it asks for."""
    own = set(select_own_references(low, found))
    left = [one for one in found if (one.strong or one in own) and not decided.intersection(one.numbers)][:_MOST]
    if len(left) + len(decided) < _SEVERAL:
        return
    for result in islice(iterate_results((RESULT, SHORT_RESULT, TITLED), low), _MOST):
        ends = result.start(result.lastgroup or 0) if result.re is not RESULT else result.start()
        if result.start() < noun_end or (result.re is RESULT and not _is_clear(low, result)):
            continue
        start = _sentence_start(low, ends)
        if not any(start <= one.start < ends for one in found) and (one := find_named_by_relief(low, ends, left)):
            yield from (Decides(number, _outcome(result)) for number in one.numbers)


def _by_object(low: str, found: list[EntryMention], decided: set[str], *, held: bool) -> Iterator[Decides]:
    """Decisions of the court's own sentences on motions that are named before, each told by what it asks for."""
    own = set(select_own_references(low, found))
    left = [one for one in found if (one.strong or one in own) and not decided.intersection(one.numbers)][:_MOST]
    if len(left) + len(decided) < _SEVERAL or not left:
        return
    acts = chain(_acts(low), ACTED.finditer(low), WENT_ON.finditer(low)) if held else _acts(low)
    yield from read_by_object(low, islice(acts, _MOST), left)


_SEVERAL = 2
_MOST = 40
"""Motions, and results, that are compared in one text."""


def _endorsed(
    low: str, noun_end: int, found: list[EntryMention], decided: set[str], *, held: bool
) -> Iterator[Decides]:
    """Decisions whose result is a note of its own: "Motion Granted. (RE: 30 Motion …)", "on 18 MOTION. ENDORSEMENT:
    Granted.". ``decided``: numbers whose outcome is said elsewhere. In minutes (``held``) "Vacated" is the hearing."""
    if not found:
        return
    if items := list(read_decisions_by_item(low, found)):
        yield from items
        return
    lines = [
        line
        for line in DASHED.finditer(low, noun_end)
        if LINE.search(low, max(noun_end, line.start() - 95), line.start())
    ]
    if len({_outcome(line) for line in lines}) > 1:
        yield from _line_by_line(low, lines, found)
    elif (result := _note(low, noun_end, lines)) and not (held and _outcome(result) is Outcome.VACATED):
        yield from _of_note(low, result, found, decided)


def _note(low: str, noun_end: int, lines: list[re.Match[str]]) -> re.Match[str] | None:
    """The first result that is a note of its own, where no verb of an order stands before it."""
    result = (
        (lines[0] if lines else None)
        or SHORT_RESULT.search(low, max(0, noun_end - 12))
        or ALONE.search(low, max(0, noun_end - 12))
        or TITLED.search(low, noun_end)
    )
    return None if result is None or VERB.search(low, 0, result.start()) else result


def _of_note(low: str, result: re.Match[str], found: list[EntryMention], decided: set[str]) -> Iterator[Decides]:
    ends = result.start(result.lastgroup or 0)
    own = select_own_references(low, found)
    if within := [one for one in found if one.strong and result.start() < one.start < ends]:
        own = within  # "accepting 22 late answer; motion 21 granted" says nothing of the answer.
    if len(own) > 1 and len({_outcome(one) for one in (*_notes(low, ends), result)}) > 1:
        return  # Which result is whose is not known.
    for mention in own:
        if decided.intersection(mention.numbers) or _is_of_another(low, ends, mention):
            continue
        if mention.start < result.start() or not is_granted_on_another(
            low[result.end() : mention.start], low[mention.end :][:80]
        ):
            outcome = _outcome_in_full(low, result)
            outcome = Outcome.GRANTED if _grants_dismissal(low, result, mention) else outcome
            yield from (Decides(number, outcome) for number in mention.numbers)


def _notes(low: str, start: int) -> Iterator[re.Match[str]]:
    return chain(SHORT_RESULT.finditer(low, start), ALONE.finditer(low, start))


def _is_of_another(low: str, ends: int, mention: EntryMention) -> bool:
    """Whether the note that ends at ``ends`` is on something other than this entry."""
    return bool(_AN_EARLIER_ORDER.match(low, mention.end)) or names_other(low, ends, mention)


def _grants_dismissal(low: str, result: re.Match[str], mention: EntryMention) -> bool:
    """Whether the case is dismissed as a motion asked: "Case dismissed (RE: 12 Motion to Dismiss Case)"."""
    ends = _outcome(result) in _OF_CASES and low.startswith("case", result.start())
    before = low[max(0, result.start() - _REACH) : result.start()]
    return ends and bool(_TO_DISMISS.match(low, mention.end) or _ON_DISMISSAL.search(before))


_ON_DISMISSAL = re.compile(r"\border (?:on|re:?) (?:[\w'\u2019-]+ ){0,4}?motion (?:to|for) (?:[\w-]+ ){0,2}?dismiss")
_TO_DISMISS = re.compile(r"\]?\s+(?:[\w'\u2019-]+ ){0,4}?motion (?:to|for) (?:[\w-]+ ){0,2}?dismiss")


_AN_EARLIER_ORDER = re.compile(r"\]?\s+(?:[\w-]+ ){0,2}(?:case management|scheduling|pre-?trial|procedures) order\b")
""""Omnibus Hearing Held (related document(s) 12 Case Management Order)": the order by which it was set."""


def _told_of_court(low: str, found: list[EntryMention]) -> Iterator[Decides]:
    """What minutes tell in other words: "Trustee withdraws motion", "The motion was granted"."""
    own = select_own_references(low, found)
    past = (one for one in PAST.finditer(low) if _SUBJECT.search(low, max(0, one.start() - 60), one.start()))
    told = {_outcome(one) for one in past}
    told |= {Outcome.WITHDRAWN} if TOOK_BACK.search(low) else set()
    if len(told) == 1 and len(own) == 1:
        yield from (Decides(number, outcome) for number in own[0].numbers for outcome in told)


def _line_by_line(low: str, lines: list[re.Match[str]], found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions on separate lines: each motion has the result of its own line, which belongs to the entry named right
    before or within it."""
    for line in lines:
        said = LINE.search(low, max(0, line.start() - 95), line.start())
        nearest = [mention for mention in found if mention.start <= line.end()][-1:]
        if said and nearest and said.start() - nearest[0].end < _NEXT_TO:
            yield from (Decides(number, _outcome(line)) for number in nearest[0].numbers)


_NEXT_TO = 30


def _spoken_of(low: str, found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions of a judge who first says what is before the court, "a motion (Docket no. 6) and a consent motion
    (Docket no. 8)", and then that "the motions are granted". "The motion" counts where one was named, "the motions" for
    all."""
    every = [result for result in RESULT.finditer(low) if found and _is_clear(low, result)]
    results = _of_motions(low, every) or every
    numbers = list(
        dict.fromkeys(
            number for one in found if results and _is_before_the_court(low, one, results[0]) for number in one.numbers
        )
    )
    if len({_outcome(result) for result in results}) != 1:
        return
    said = low[max(0, results[0].start() - 40) : results[0].start()]
    if len(numbers) > 1 and "motions" not in said:
        own = {number for one in select_own_references(low, found) for number in one.numbers}
        numbers = [number for number in numbers if number in own]
    if (len(numbers) == 1 and "motions" not in said) or (numbers and "motions" in said):
        outcome = _outcome_in_full(low, results[0])
        yield from (Decides(number, outcome) for number in numbers)


def _of_motions(low: str, results: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The results that concern a motion, and not what follows for the case: "For the foregoing reasons, the motion is
    GRANTED and the Complaint is dismissed with prejudice"."""
    found: list[re.Match[str]] = []
    for result in results:
        named = list(_SUBJECT.finditer(low, max(0, result.start() - 150), result.start()))
        if named and (_MOVED.match(named[-1][0]) or _MOVED_TO.search(low, named[0].start(), result.start())):
            found.append(result)
    return found


def _is_before_the_court(low: str, one: EntryMention, result: re.Match[str]) -> bool:
    """Whether an entry is the motion that a judge decides: "a motion (Docket no. 6)" or "re: 12 MOTION …" before the
    result, or "terminate the motion at Dkt. No. 18" after it."""
    if names_other(low, result.start(), one) or _BY_AN_ORDER.search(low, max(0, one.start - 60), one.start):
        return False
    if _ABOUT.search(low, max(0, one.start - 20), one.start) and _TITLED_REQUEST.match(low, one.end):
        return True
    if one.start > result.start() and is_among_related(low, one):
        return bool(_TITLED_MOTION.match(low, one.end))
    if one.start > result.start():
        return one.strong and bool(_TO_TERMINATE.search(low, max(0, one.start - _REACH), one.start))
    if one.strong:
        return bool(_MOVED.search(low, max(0, one.start - _REACH), one.start))
    return bool(_TITLED_MOTION.match(low, one.end)) or (
        is_among_related(low, one) and low[one.end :].lstrip()[:1] == ")"
    )


_BY_AN_ORDER = re.compile(
    r"\b(?:the|an|this|prior|earlier|previous|court's|\d{1,5}\]?) (?:[\w-]+ ){0,2}order (?:granting|denying|on"
    r"|adopting|dismissing)"
    r" (?:[\w'\u2019-]+ ){0,4}\[?$"
)
"""An earlier order has decided that motion: "Pursuant to the 60 Order granting 41 Motion, the case is dismissed"."""
_ABOUT = re.compile(r"\b(?:re|as to|regarding)[:;]? ?[\[(]?$")
_TITLED_REQUEST = re.compile(rf"{QUALIFIERS}(?:motion|application|petition|request|stipulation|letter)\b")
_TITLED_MOTION = re.compile(r"\]?\s+(?:[\w-]+ ){0,2}(?:motion|application)\b")


def _is_clear(low: str, result: re.Match[str]) -> bool:
    """Whether the sentence states the outcome of a motion or a case, and not a possible one."""
    start = max(0, result.start() - 150)
    for end in SENTENCE_END.finditer(low, start, result.start()):
        start = end.end()
    return _decides(low, start, result)


def _decides(low: str, start: int, result: re.Match[str]) -> bool:
    """Whether the words from ``start`` on show that a result is the court's and concerns a motion or a case."""
    spoken_of = _SUBJECT.search(low, start, result.start()) or _NUMBERED.search(
        low, max(start, result.start() - _REACH), result.start()
    )
    if not spoken_of or _IF.search(low, start, result.start()):
        return False
    if result["asked"] and not _ORDERED.search(low, start, result.start()):
        return False
    return not _of_the_calendar(low, result, result.start(), start)


_NUMBERED = re.compile(
    r"\b(?:ecf|dkts?|docket|docs?|d\.?e|d\.?i|filing|rec)\b\.? ?(?:entry |entries )?(?:nos?\.? ?)?[\[#]{0,2}\d{1,5}\]?"
    r"(?:(?:, and|,| and| &) (?:(?:ecf|dkt|docket|doc|d\.?e|filing)\.? ?)?(?:no\. ?)?[\[#]{0,2}\d{1,5}\]?){0,20}\)?,? $"
)
""" "ECF Nos. 12 and 14 are GRANTED"."""
_ORDERED = re.compile(
    r"\b(?:ordered|orders|adjudged|decreed|directed|judgment (?:\[?\d{5,9}\]? )?filed(?: \([^)]{0,40}\))? that"
    r"|judgment by (?:chief |district |magistrate )?judge)\b"
)
_OF_REMAND = re.compile(r"\s+(?:of|to|for) remand\b")


def _of_heading(low: str, noun_end: int) -> Outcome | None:
    """The outcome in the heading of an order that names no entry: "ORDER DENYING TRANSFER"."""
    if titled := read_title_of_order(low, noun_end):
        return _with_prejudice(titled, low[noun_end : noun_end + 300])
    stop = SENTENCE_END.search(low, noun_end)
    heading = low[noun_end : min(stop.start() if stop else len(low), noun_end + 300)]
    verb = VERB.search(heading)
    if verb and not _of_the_calendar(heading, verb, len(heading)):
        other = VERB.search(heading, verb.end())
        if other and _grants_and_denies(heading, verb, other):
            return Outcome.IN_PART
        return _with_prejudice(_outcome(verb), heading)
    if _OF_DISMISSAL.match(heading):
        return _with_prejudice(Outcome.DISMISSED, heading)
    return Outcome.REMANDED if _OF_REMAND.match(heading) else None


def _grants_and_denies(heading: str, verb: re.Match[str], other: re.Match[str]) -> bool:
    """Whether one motion is granted and another is denied: "Order Granting Motion to Compel and Denying Motion to
    Strike"."""
    return (
        {_outcome(verb), _outcome(other)} == {Outcome.GRANTED, Outcome.DENIED}
        and bool(_OBJECT.fullmatch(heading, verb.end(), other.start()))
        and bool(_MOVED_FOR.search(heading, verb.end(), other.start()) and _MOVED_FOR.search(heading, other.end()))
    )


_OF_CASES = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED,
    Outcome.AFFIRMED, Outcome.REVERSED, Outcome.VACATED,
})  # fmt: skip
"""What a court does to a whole case, often two at once: "Judgment REVERSED and case REMANDED". The first is then the
outcome."""
_ON_REVIEW = frozenset({Outcome.AFFIRMED, Outcome.REVERSED})
"""What a court of appeals says first, before the motions that it has carried with the case."""
_STANDS_IN_PART = re.compile(r"\b(?:affirm|revers|vacat)(?:ed?|ing),? in part\b")


def _of_sentences(low: str, noun_end: int, *, held: bool) -> Outcome | None:
    """The outcome of the one clear sentence: "The motion is granted", "The Court DENIES the stipulation", "Petition
    GRANTED"."""
    clear = [result for result in RESULT.finditer(low) if _is_clear(low, result)]
    clear += WE.finditer(low) if "we " in low else ()
    clear += [act for act in _acts(low) if _is_an_act(low, act)]
    clear += ACTED.finditer(low) if held else ()
    clear += SHORT_RESULT.finditer(low, max(0, noun_end - 12), noun_end + 200)
    clear += (
        one for one in (*ALONE.finditer(low), *TITLED.finditer(low)) if not (held and _outcome(one) is Outcome.VACATED)
    )
    clear += [noted] if (noted := NOTED.match(low)) else []
    clear += BRACKETED.finditer(low)
    said = list(dict.fromkeys(_outcome(result) for result in sorted(clear, key=lambda result: result.start())))
    if (Outcome.AFFIRMED in said and UNDOES & set(said)) or (said and _STANDS_IN_PART.search(low, noun_end)):
        # No single outcome fits a decision that stands in part.
        return None
    if not said and WITHDRAWN_APPEAL.search(low, noun_end):
        return Outcome.WITHDRAWN
    if len(said) == 1 or (said and (_OF_CASES | {Outcome.MOOT}).issuperset(said)):
        return _with_prejudice(said[0], low[: noun_end + 600])
    moved = {_outcome(result) for result in _of_motions(low, (one for one in clear if one.re is RESULT))}
    if len(moved) == 1 and (_OF_CASES | {Outcome.STAYED}).issuperset(set(said) - moved):
        return said[0] if said[0] in _ON_REVIEW else moved.pop()
    if said and _SUBJECT.match(low):
        # "Application GRANTED IN PART. The petition … is GRANTED": the Supreme Court's first sentence is the entry's
        # own subject.
        first = SENTENCE_END.search(low)
        opening = {_outcome(result) for result in clear if first is None or result.start() < first.start()}
        return opening.pop() if len(opening) == 1 else None
    if not said and _ENDORSED.match(low) and (extended := _EXTENDED.search(low)) and not _IF.search(extended[0]):
        return Outcome.GRANTED
    return None


def _is_an_act(low: str, act: re.Match[str]) -> bool:
    """Whether the court does it, and to more than a day in court: "the Court VACATES the March 4 hearing" decides
    nothing."""
    stop = SENTENCE_END.search(low, act.end(), act.end() + _REACH)
    if _of_the_calendar(low, act, stop.start() if stop else act.end() + _REACH // 2):
        return False
    return not _IF.search(low, max(0, act.start() - 60), act.start())


def _with_prejudice(outcome: Outcome, heading: str) -> Outcome:
    if outcome is not Outcome.DISMISSED or not (found := _WITH_PREJUDICE.search(heading)):
        return outcome
    return Outcome.DISMISSED_WITHOUT_PREJUDICE if found.group(1) else Outcome.DISMISSED_WITH_PREJUDICE
