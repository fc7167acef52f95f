"""Which ruling of a docket was the last of substance, and which decided the case as a whole.

The very last order is rarely it: leave to appear, more time and seals are granted to the end, and clerks note what
other courts did. Where nothing of substance was decided, there is no last ruling. Pure; called by the ledger beside it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from rulings.interpret.by_name import is_report
from rulings.interpret.events import FiledEvent
from rulings.reading.values import FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import REVIEWS, Outcome
from rulings.vocabulary.stages import Step

_ELSEWHERE = re.compile(
    r"(?:received )?(?:copy of |certified copy of )?(?:the )?"
    r"(?:district|bankruptcy|supreme|circuit|superior|lower|state|agency) court"
    r"(?:'s)? (?:order|judgment|opinion|mandate)\b|received (?:copy of )?(?:the )?(?:order|judgment|opinion|mandate) "
    r"(?:from|of) "
    r"|disposition of adversary\b|.{0,60}\b(?:usca|usbap|court of appeals|appeals court)\b",
    re.IGNORECASE,
)
"""What another court did, noted in this docket: "Received copy of District Court order filed on 11/02/2017"; in a
bankruptcy, the end of one adversary proceeding."""
_FORMAL = re.compile(
    r"(?:judgment|mandate) issued\b|(?:[\w/]+ )?mandate\b|.{0,40}\breturned (?:un)?executed\b"
    r"|.{0,30}\bsatisfaction\b",
    re.IGNORECASE,
)
"""Entries by which an earlier decision takes effect; they decide nothing new."""
_PROCEDURAL = re.compile(
    r"\b(?:leave to (?:file|appear|withdraw|exceed|participate)|sur-?reply|(?:excess|page) (?:pages|limit)|exten(?:d"
    r"|sion|ding)\b"
    r"|enlarge\w*|continu(?:e|ing|ance)\b(?! (?:the )?(?:stay|automatic))|adjourn\w*|pro hac vice|phv|admission|admit"
    r"|schedul\w*|reset\w*|seal|redact|restrict public"
    r"|tele\w*conference|telephon\w*|video|investigator|expert services|cja"
    r"|expedit\w*|shorten\w*|withdraw(?:al)? (?:as|of) (?:counsel|attorney)|withdraw as|substitut\w*"
    r"|refer(?:ral|ring|red)?\b"
    r"|reassign\w*|reinstat\w+ (?:of )?(?:the |[\w']+ )?motion|in forma pauperis|filing fee|installments?"
    r"|roseboro|electronic|notice of(?! motion\b)|protective order"
    r"|briefing|page"
    r"|transcript|discovery plan|(?:alternat\w+|substitut\w+|for) service|service by publication"
    r"|correct (?:the )?docket"
    r"|amicus|travel|vouchers?"
    r"|stay (?:of )?discovery|discovery stay"
    r"|mediation|settlement conference|status conference|appoint(?:ing|ment)? (?:of )?(?:counsel|mediator|interpreter)"
    r"|limit notice"
    r"|withdraw (?:the )?(?:document|motion|application|pleading|paper)|stipulation (?:to|re:?|regarding|for) "
    r"(?:clarify|respond|answer|time|discovery|brief\w*|page|coordinat\w*|file)"
    r"|set(?:ting)? (?:a )?(?:hearing|conference)|hearing|deadline|show cause|amend(?:ing)? caption|supplement)\b",
    re.IGNORECASE,
)
"""Orders about the course of a case. Shown as its last ruling they would say that something was decided."""
_COLLATERAL = re.compile(
    r"\b(?:2255|2254|habeas)\b|\b(?:motion|petition) and .{0,20}certificate of appealability", re.IGNORECASE
)
"""Decided with a certificate of appealability, which is about an appeal."""
_OF_COURSE = frozenset({Detail.EXTENSION, Detail.SEALING, Detail.APPEAL, Detail.MANDATE})
_DECISIVE = frozenset({
    Step.VERDICT, Step.SENTENCED, Step.CONVERTED, Step.PLAN_CONFIRMED, Step.DISCHARGED, Step.DISMISSED, Step.SETTLED,
    Step.JUDGMENT, Step.REMANDED, Step.TRANSFERRED, Step.AFFIRMED, Step.REVERSED, Step.VACATED, Step.DECIDED,
    Step.REVIEW_GRANTED, Step.REVIEW_DENIED, Step.APPLICATION_GRANTED, Step.APPLICATION_DENIED, Step.REOPENED,
})  # fmt: skip
"""Steps of a case by which its court decides something of substance."""
_SUPERVISES = frozenset({Kind.MINUTES, *RULING_KINDS})
_WHOLE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED,
    Outcome.AFFIRMED, Outcome.REVERSED, Outcome.SETTLED,
})  # fmt: skip
"""Outcomes that, in a ruling that names no motion, apply to the whole case."""
_RESULTS = REVIEWS | _WHOLE
_ASKING = frozenset({Kind.MOTION, Kind.LETTER})


_BY_CLERK = re.compile(
    r"clerk['`\u2019]?s?['`\u2019]? (?:entry of dismissal|text order|order|entry of default)\b(?! judgment)",
    re.IGNORECASE,
)
"""What clerks grant of course, or note."""


class LastRuling(NamedTuple):
    """A ruling, and how many came after it that decided nothing of substance."""

    line: FiledEvent
    later: int


def find_last_ruling(lines: Sequence[FiledEvent]) -> LastRuling | None:
    """The last ruling of substance. ``lines``: all filings in the order of the docket."""
    later = 0
    asked = {line.number: line for line in lines if line.number and line.reading.kind in _ASKING}
    formal: FiledEvent | None = None
    for line in reversed(lines):
        if not _is_own_ruling(line):
            continue
        if formal and not _is_carried_out(line, formal):
            return LastRuling(formal, later - 1)
        if formal or _has_weight(line, asked):
            if formal or not _carries_out(line):
                return LastRuling(line, later)
            formal = line
        later += 1
    return LastRuling(formal, later - 1) if formal else None


def _carries_out(line: FiledEvent) -> bool:
    """Whether a judgment only sets out what the court has decided before (Fed. R. Civ. P. 58): it says no outcome."""
    bare = _BARE_JUDGMENT.match(line.reading.headline.lower())
    return line.reading.kind is Kind.JUDGMENT and bool(bare) and not (line.outcome or line.reading.decides)


def _is_carried_out(line: FiledEvent, formal: FiledEvent) -> bool:
    """Whether a ruling is the decision of the days before that a bare judgment sets out."""
    if line.day is None or formal.day is None or formal.day - line.day > _DAYS_LATER:
        return False
    return (line.outcome or line.reading.outcome) in _RESULTS or bool(
        {Step.DISMISSED, *_REVIEWED} & {*line.reading.steps}
    )


_DAYS_LATER = timedelta(days=3)
_REVIEWED = frozenset({Step.AFFIRMED, Step.REVERSED, Step.VACATED, Step.DECIDED})
_BARE_JUDGMENT = re.compile(r"(?:clerk'?s )?judgment(?: in a civil (?:case|action))?(?: filed)?(?:$|[.;]|: costs:)")


def find_result(lines: Sequence[FiledEvent]) -> FiledEvent | None:
    """The last ruling that decided the whole case. Later rulings that leave it as it is (a recall of the mandate or a
    rehearing that was denied) do not count, and one that reopens the case undoes those before it."""
    for line in reversed(lines):
        if not (line.is_ruling and line.day) or _ELSEWHERE.match(line.reading.title):
            continue
        if Step.REOPENED in line.reading.steps:
            return None
        if line.outcome in _RESULTS and not line.reading.decides:
            return line
    return None


def _is_own_ruling(line: FiledEvent) -> bool:
    decides = line.reading.kind in _SUPERVISES and bool(_DECISIVE.intersection(line.reading.steps))
    decides = decides or _decides_in_court(line)
    return (line.is_ruling or decides) and line.day is not None and not _ELSEWHERE.match(line.reading.title)


def _has_weight(line: FiledEvent, asked: Mapping[str, FiledEvent]) -> bool:
    """Whether a ruling decided something of substance: minutes, whose title tells little, where one of the motions that
    they decide (``asked``, by number) is. One that no rule understands ("ORDER re letter") counts as deciding
    nothing."""
    if (
        _FORMAL.match(line.reading.title)
        or (line.outcome or line.reading.outcome) is Outcome.DEFERRED
        or _BY_CLERK.match(line.reading.headline)
    ):
        return False
    if line.reading.kind is Kind.OPINION and not line.reading.decides and is_report(line.reading):
        return False
    if (_DECISIVE.intersection(line.reading.steps) and not _only_vacates_days(line)) or _decides_in_court(line):
        return True
    on = [asked[told.number] for told in line.reading.decides if told.number in asked]
    if on and (line.reading.kind is Kind.MINUTES or _SAYS_LITTLE.fullmatch(line.reading.title.lower())):
        return not all(map(_is_of_course, on))
    if _is_of_course(line) or _grants_what_is_of_course(line.reading):
        return False
    if _only_moves_days(line):
        return False
    return _does_much(line.reading) or bool(line.outcome or line.detail) or line.reading.kind in _WEIGHTY


_WEIGHTY = frozenset({Kind.JUDGMENT, Kind.OPINION})


def _only_moves_days(line: FiledEvent) -> bool:
    """Whether a ruling vacates days in court, or puts off what it is on."""
    if _VACATED_DAYS.search(line.reading.title.lower()) and line.outcome in (None, Outcome.VACATED):
        return True
    return line.outcome is Outcome.DEFERRED or (line.reading.kind is Kind.MINUTES and line.outcome is Outcome.VACATED)


def _decides_in_court(line: FiledEvent) -> bool:
    """Whether minutes grant or deny a motion of substance without its number: by the words of their verdict, or by what
    the hearing was about where these say "the motion" alone."""
    told = line.reading
    if told.kind is not Kind.MINUTES or told.decides or told.outcome not in _ON_MOTIONS:
        return False
    own = [on.words for on in told.on_requests if on.outcome in _ON_MOTIONS]
    if any(" " in words and not _PROCEDURAL.search(words) for words in own):
        return True
    return bool(own and told.detail and told.detail not in _OF_COURSE)


def _does_much(order: FilingReading) -> bool:
    return order.kind is Kind.ORDER and bool(
        _DOES_MUCH.search(order.title.lower()) or _FINDS.match(order.headline.lower())
    )


_FINDS = re.compile(r"order (?:holding|finding) [^.;]{2,60} (?:in contempt|(?:in)?competent)\b")
_ON_MOTIONS = frozenset({Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART})
_DOES_MUCH = re.compile(
    r"\b(?:enjoin\w*|temporarily restrain\w*|(?:lifting|dissolving) (?:the )?(?:automatic )?(?:stay|injunction)"
    r"|claim construction|markman|contempt|consolidating|severing|bifurcating|foreclosure|awarding|declaring"
    r"|order (?:of|for) (?:transfer|forfeiture)|disqualifying|sanctioning|accepting (?:the )?(?:guilty )?plea"
    r"|revoking|appointing (?:an? )?(?:receiver|special master|trustee)(?!['\u2019]))\b"
)
"""What an order does without a word of granting: "ORDER that respondents are temporarily enjoined"."""


def _grants_what_is_of_course(ruling: FilingReading) -> bool:
    """Whether an order whose title tells nothing decides only requests about the course of the case: "ORDER filed:
    motion to file amicus brief granted"."""
    told = [on.words for on in ruling.on_requests]
    return bool(told and _UNTOLD.fullmatch(ruling.title.lower()) and all(map(_PROCEDURAL.search, told)))


_UNTOLD = re.compile(
    r"(?:[\w'/-]+ ){0,3}order(?: (?:filed|entered|issued))?(?: (?:granting|denying|granted|denied))?[.:]?"
)
_SAYS_LITTLE = re.compile(
    r"(?:(?:oral|text|minute|electronic|endorsed|docket|paperless|clerk's?|court'?s?|memo|letter) )*"
    r"(?:so ordered|order|ruling|endorse(?:d|ment)|order (?:on|re|granting|denying|regarding) (?:[a-z]+ )?"
    r"(?:motion|application|request|letter))"
    r"(?: (?:granting|denying))?[.:]?"
)
"""A title that does not tell what the motion asked that it decides."""
_VACATED_DAYS = re.compile(
    r"\b(?:vacat|cancel|terminat|strik)(?:ing|es|ed|e)\b.{0,60}?\b(?:hearing|conference|trial|argument|dates?"
    r"|deadlines?|sentencing|show cause|calendar)\b"
)


def _only_vacates_days(line: FiledEvent) -> bool:
    """Whether what a ruling vacates are days in court, and not a decision; minutes vacate little else."""
    decisive = _DECISIVE.intersection(line.reading.steps)
    if line.reading.kind is Kind.MINUTES:
        return decisive == {Step.VACATED}
    return decisive <= {Step.VACATED, Step.SETTLED} and bool(_VACATED_DAYS.search(line.reading.title.lower()))


def _is_of_course(line: FiledEvent) -> bool:
    """Whether a motion or a ruling is about the course of the case."""
    if _COLLATERAL.search(line.reading.title):
        return False
    return line.reading.routine or line.detail in _OF_COURSE or bool(_PROCEDURAL.search(line.reading.title))
