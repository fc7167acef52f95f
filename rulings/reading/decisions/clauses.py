"""What single clauses of a text decide, where minutes and orders decide several motions one after another: "Re: 12
Motion for Relief from Stay. GRANTED. Re: 15 Motion to Dismiss: DENIED.", "The Court GRANTS 12 and DENIES 15". Called by
``decisions`` for the motions that no other form of words has decided.

A clause is what stands between two sentence stops, semicolons or new subjects. Its subject is the entry or the noun
before its verdict; one without a subject speaks of the entry that was named last, if only one was named since the
verdict before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from rulings.reading.decisions.by_relief import QUALIFIERS, names_other
from rulings.reading.decisions.verbs import ED
from rulings.reading.references.references import SENTENCE_END, EntryMention, is_among_related
from rulings.reading.values import Decides
from rulings.vocabulary.outcomes import Outcome

_MOST = 120
"""Clauses, entries and verdicts that are looked at in one text."""
_REACH = 160
_FARTHEST = 500
"""Characters between an entry and a later clause that speaks of it."""
_OF_REQUESTS = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.WITHDRAWN, Outcome.DEFERRED,
    Outcome.STRICKEN,
})  # fmt: skip
_NOUNS = r"(?:motions?|applications?|requests?|petitions?|objections?|stipulations?)"
_TITLED = re.compile(rf"{QUALIFIERS}(?:cross-)?{_NOUNS}\b")
_CUE = r"(?:(?:at|ecf|dkts?|docket|docs?|document|d\.?e|d\.?i|filing|rec|nos?|entry|#)[\s.:#]*){0,4}"
_AFTER_TITLE = re.compile(rf"\b{_NOUNS}\b[^.;:()\[\]\d]{{0,120}}?,? ?[(\[]?{_CUE}[\[(]?$")
_ANSWERS = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies)|oppos\w+|object\w+ to|in support|reports?|recommendations?|orders?|hearing"
    r"|notice|brief|pursuant to|see|stated in)\b[^.;:()\[\]]{0,60}[(\[]?$"
)
_ABOUT = re.compile(
    r"\b(?:withdrawal|respon[ds]\w*|repl(?:y|ies)|oppos\w+|joinder|notice|support|stipulation)"
    r"(?: (?:of|to|re:?|for|on|in|the|filed|granting|denying))* ?[\[(]{0,2}(?:re:? )?$"
)
"""A paper about a motion, named before it: the "Withdrawal (RE: 39 Motion …)" that is allowed."""
_STARTS = re.compile(
    r";\s|(?<=\S) (?=[(\[]?re:? ?(?:[(\[]?related|\[?\d))|(?<=\S) (?=\((?:re: ?)?related )"
    rf"|(?<=[.)]) (?=[\[(]?\d{{1,5}}[\])]? (?:[\w'\u2019/-]+ ){{0,4}}{_NOUNS}\b)"
)
_VERDICT = re.compile(
    r"(?:\b(?:is|are),?\s+(?:(?:hereby|therefore|also|further|likewise|accordingly|otherwise|respectfully|now"
    r"|and the same is)\s+){0,2}|\b(?:court(?:'s)?|ruling|disposition|result|decision|outcome)\s?[:\u2013-]+\s*|\b)"
    rf"(?<!not )(?<!to be )(?:{ED})"
    r"(?=\s*(?:[.;,:()\]\u2013-]|$|and\b|as\b|in (?:part|full|its entirety|the (?:amount|sum)|open court)\b"
    r"|for (?:the )?reasons\b|for cause\b|for trial\b|on (?:the )?record\b|from the bench\b|with(?:out)?\b"
    r"|by (?:the )?(?:court|judge|agreement|consent|parties|movant|trustee|debtor|counsel)\b"
    r"|to (?:the extent|\d)|over\b|only\b|subject to\b|pending\b))"
)
UNSURE = re.compile(
    r"\b(?:if|whether|unless|until|when|why|would|could|may|might|can|cannot|should|not|never|proposed|tentativ\w+"
    r"|inclined|intends?|will|shall|must|be|been|being|was|were|had|has|recommend\w*|ask(?:s|ed|ing)?"
    r"|seek(?:s|ing)?|argu(?:es|ed|ing)(?! and)|contend\w*|reports?|reported|indicat\w+|previously|previous|prior"
    r"|earlier|already|failing|order (?:that|granting|denying|allowing)|witness\w*|testimony|question|hearsay"
    r"|jur(?:y|ors?)|state (?:court|case)|says|said|oral(?:ly)?|ore tenus)\b"
)
"""Words in a clause after which its verdict is another's, another day's, or none."""
_NOUN_LAST = re.compile(
    r"\b(?P<noun>motion|application|request|petition|objection|stipulation)s?\b"
    r"(?:(?: \((?!\w*\d)[^()]{1,40}\))? (?:to|for|of|in|by|under|filed) [^.;:()\[\]]{1,110})?[\s,:\u2013-]*$"
)
_NO_SUBJECT = re.compile(
    r"\W*(?:(?:after (?:hearing|review|argument)|for the reasons stated on the record|unopposed|uncontested|argued"
    r"|no (?:objection|opposition|response)s?(?: filed)?|it is (?:so )?ordered|so ordered|ordered|(?:the )?matter|same"
    r"|and),?\W{0,3}){0,2}"
)
_TITLE_ONLY = re.compile(
    rf"[\])]{{0,2}}(?:{QUALIFIERS}{_NOUNS}\b(?:[^.;:]|(?<=\b[a-z])\.|(?<=\binc)\.|(?<=\bcorp)\.){{0,160}}?)?"
    r"(?:[\s,:\u2013-]+(?:argued|heard|considered|uncontested|unopposed)(?: and)?)?[\s,:\u2013-]*\(?"
)
_NO_TITLE = re.compile(
    r"\b(?:held|heard|counsel|parties|plan|witness\w*|exhibits?|continued|reset|case|action|complaint|claims? \d)\b"
)
_AGAIN = re.compile(r"(?:,|;|\band|\bbut)\s*(?:(?:is|are|it is)\s)?(?:otherwise\s)?$")


@dataclass(slots=True)
class _Walk:
    """What was named since the last verdict, and what that verdict was on."""

    named: list[EntryMention] = field(default_factory=list)
    last: EntryMention | None = None


def read_clauses(low: str, found: list[EntryMention], decided: set[str]) -> Iterator[Decides]:
    """Decisions on the requests that the text names and whose numbers are not in ``decided``. ``low`` is the text in
    lower case, ``found`` the references in it."""
    entered = list(_entered(low))
    asked = {number for one in found[:_MOST] if _asks(low, one) for number in one.numbers}
    left = asked.union(one.number for one in entered) - decided
    if not left:
        return
    by_number = [*entered, *_by_number(low, asked)]
    yield from (one for one in by_number if one.number in left)
    left -= {one.number for one in by_number}
    yield from (one for one in _by_clause(low, found[:_MOST], asked) if one.number in left)


def _asks(low: str, one: EntryMention) -> bool:
    """Whether an entry is named as a request: "12 MOTION", "application (Doc. 15)", "(related document(s) 12)"."""
    before = low[max(0, one.start - _REACH) : one.start]
    if _ABOUT.search(before[-60:]):
        return False
    if _TITLED.match(low, one.end):
        return True
    if _AFTER_TITLE.search(before):
        return not _ANSWERS.search(before)
    return is_among_related(low, one) and low[one.end :][:20].lstrip()[:1] in (")", "")


_ENTERS = re.compile(
    r"\b(?:entering|enters) (?:the )?(?:parties['\u2019]? )?\[?#?0{0,4}"
    r"(?P<number>(?!(?:19|20)\d\d\b)[1-9][0-9]{0,4})\]?"
    r" (?:[\w-]+ ){0,3}(?:consent (?:decree|judgment|order)|stipulated (?:judgment|order)|agreed (?:judgment|order))\b"
)


def _entered(low: str) -> Iterator[Decides]:
    """A decree that the parties have put before the court: "ORDER entering 12 Consent Decree"."""
    if decree := _ENTERS.search(low, 0, _FARTHEST):
        yield Decides(decree["number"], Outcome.GRANTED)


_LIST = r"(?P<list>\d{1,5}(?:(?: ?, ?(?:and )?| and | & )\d{1,5}){0,10})(?![\d/:%-]|\.\d)"
_TENSE = r"(?:s|ed)"
_ACTS = re.compile(
    rf"\b(?:(?P<granted>grant{_TENSE}|allow{_TENSE}|approve[sd]|sustain{_TENSE})"
    r"|(?P<moot>(?:denie[sd]|finds?|found) (?=[^.;]{1,60}?\bmoot\b))|(?P<denied>denie[sd]|overrule[sd])"
    r"|(?P<deferred>(?:takes|took) (?=[^.;]{1,60}?\bunder (?:advisement|submission)\b)|reserve[sd] (?:ruling )?on))"
    rf" ?(?:(?:ecf|dkt|doc|docket)\.? )?(?:nos?\.? )?[\[#]?{_LIST}\]?"
    r"(?= ?(?:[,.;]|$|and\b|as\b|in part\b|over\b|under\b|for (?:the )?reasons\b|on the record|moot\b|with(?:out)?\b))"
)
_IN_PART = re.compile(r"\]?,? in part\b")
_COURT = re.compile(r"\b(?:court|undersigned|judge)\b")
_DIGITS = re.compile(r"\d{1,5}")
_ACTED = (Outcome.GRANTED, Outcome.MOOT, Outcome.DENIED, Outcome.DEFERRED)


def _by_number(low: str, asked: set[str]) -> Iterator[Decides]:
    """What the court does to numbers that the text has named before: "The Court GRANTS 12 and DENIES 15"."""
    for act in islice(_ACTS.finditer(low), _MOST):
        start = find_sentence_start(low, act.start())
        if not _COURT.search(low, start, act.start()) or UNSURE.search(low, start, act.start()):
            continue
        numbers = _DIGITS.findall(act["list"])
        outcome = next(outcome for outcome in _ACTED if act[outcome.value] is not None)
        outcome = Outcome.IN_PART if _IN_PART.match(low, act.end()) else outcome
        yield from (Decides(number, outcome) for number in numbers if asked.issuperset(numbers))


def find_sentence_start(low: str, until: int) -> int:
    """Where the sentence begins that reaches ``until``, at most 320 characters before."""
    start = max(0, until - 2 * _REACH)
    for end in SENTENCE_END.finditer(low, start, until):
        start = end.end()
    return start


def _by_clause(low: str, found: list[EntryMention], asked: set[str]) -> Iterator[Decides]:
    """The clauses in order; each verdict with its subject."""
    walk = _Walk()
    for start, end in islice(_clauses(low), _MOST):
        within = [one for one in found if start <= one.start < end]
        walk.last = None
        at = start
        for verdict in islice(_VERDICT.finditer(low, start, end), _MOST):
            before = [one for one in within if at <= one.start < verdict.start()]
            walk.named += before
            subject = _subject(low, (start, at), verdict, before, walk)
            subject = subject if subject and asked.issuperset(subject.numbers) else None
            outcome = Outcome(verdict.lastgroup or Outcome.OTHER)
            if subject and outcome in _OF_REQUESTS:
                yield from (Decides(number, outcome) for number in subject.numbers)
            walk.named, walk.last = [], subject
            at = verdict.end()
        walk.named += [one for one in within if one.start >= at]


def _clauses(low: str) -> Iterator[tuple[int, int]]:
    """Where each clause begins and ends."""
    start = 0
    for stop in sorted((*SENTENCE_END.finditer(low), *_STARTS.finditer(low)), key=lambda stop: stop.end()):
        if stop.end() > start:
            yield start, stop.end()
            start = stop.end()
    yield start, len(low)


def _subject(
    low: str, where: tuple[int, int], verdict: re.Match[str], before: list[EntryMention], walk: _Walk
) -> EntryMention | None:
    """The entry that a verdict is on; None where that is not certain. ``where`` is the start of the clause and the end
    of the verdict before; ``before`` are the entries between that and the verdict."""
    start, at = where
    if UNSURE.search(low, max(start, verdict.start() - 2 * _REACH), verdict.start()):
        return None
    if before:
        said = low[before[-1].end : verdict.start()]
        only = len(before) == 1 and len(said) <= 2 * _REACH
        return before[0] if only and _TITLE_ONLY.fullmatch(said) and not _NO_TITLE.search(said) else None
    said = low[max(at, verdict.start() - 2 * _REACH) : verdict.start()]
    if walk.last and at > start:
        return walk.last if _AGAIN.search(said) else None
    one = walk.named[0] if len({each.numbers for each in walk.named}) == 1 else None
    if one is None or verdict.start() - one.end > _FARTHEST or names_other(low, verdict.start(), one):
        return None
    if _PUT_OFF.search(low, one.end, verdict.start()):
        return None
    if noun := _NOUN_LAST.search(said):
        return one if _is_a(low, one, noun["noun"]) else None
    return one if _NO_SUBJECT.fullmatch(said) else None


_PUT_OFF = re.compile(r"\b(?:set|reset|continued|scheduled|rescheduled|adjourned|due|to be heard|response|reply)\b")


def _is_a(low: str, one: EntryMention, noun: str) -> bool:
    """Whether an entry is called what a later clause calls its subject; one of a list without a title is a motion."""
    before = low[max(0, one.start - _REACH) : one.start]
    title = _TITLED.match(low, one.end) or _AFTER_TITLE.search(before)
    return noun in title[0] if title else noun == "motion"
