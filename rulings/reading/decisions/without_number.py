"""Which requests a ruling or minutes speak of without a number, and what became of them: "the motion to compel is
granted in part", "Order on motion to strike". Called by ``reading.filing``.

Whether one of the docket's motions is meant, and which, is found by ``rulings.interpret.unnumbered``; where none can be
told, those that fit are not said to be pending.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from rulings.reading.decisions.clauses import UNSURE
from rulings.reading.decisions.spell_out import spell_out_requests
from rulings.reading.decisions.verbs import (
    ACTED,
    ACTS,
    ALONE,
    GOES_ON,
    PAST,
    RESULT,
    SHORT_RESULT,
    TITLED,
    VERB,
    WE,
    WE_GO_ON,
)
from rulings.reading.references.references import SENTENCE_END, EntryMention
from rulings.reading.values import OnRequest
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome

_READ = 2_000
_MOST = 8
"""Requests that are kept of one text."""
_STEMS = ("motion", "application", "request", "petition")
_MAY_SPEAK = re.compile(
    r"motion|application|request|petition|(?:summary|default) judgment|injunction|certification|reconsideration"
    r"|\b(?:is|are)(?: hereby)? (?:extended|continued|adjourned|vacated|awarded|sealed)\b"
    r"|re-?open|approv|revoked|ordered released"
    r"|(?:granted|denied|allowed)\b[^.;]{0,30}[.;]"
)
_REQUEST = re.compile(
    r"(?:\b(?P<whose>plaintiff|defendant|petitioner|respondent|government|debtor|trustee)s?['\u2019]?s?['\u2019]? )?"
    r"(?P<how>(?:(?!(?:and|or|the|on|to|for|of|is|a|granting|denying|re) )[\w'\u2019.-]+ ){0,3}?)"
    r"\b(?P<noun>motion|application|request|petition)s?\b(?! (?:hearing|deadline|cut-?off|practice|day|docket))"
    r"(?P<asks>(?: (?:to|for|in(?! (?:light|view|its|full|part|accordance|open)\b)|of|re|regarding|seeking|requesting)"
    r"(?: (?!(?:is|are|was|were|be|filed|by|which|that|having|has|as|without(?! pre-?pay)|with|pursuant"
    r"|until|signed|granted|denied|allowed|and|dated|should|shall|will|be|in (?:light|view|its))\b)"
    r"(?!-)[\w'\u2019/-]+){1,8})?)"
)
_ON_ONE = re.compile(
    r"(?:[\w-]+ ){0,4}?order,? (?:and [\w ]{3,30} )?(?:on|re:?|regarding|as to|resolving) "
    r"(?:(?!to |for )[\w'\u2019-]+(?:\.[\w'\u2019-]+)*(?:(?<=corp)\.|(?<=inc)\.|(?<=ltd)\.|(?<=\.s)\.)? ){0,5}?"
    r"(?:motion|application|request|petition)s?\b"
)
"""An order that says no more in its title than what it is on."""
_BY_MOUTH = re.compile(
    r"\b(?:oral(?! (?:order|argument|decision|ruling)s?\b| and written\b)(?:ly)?|ore tenus|moves|moved)\b"
)
_OF_REQUESTS = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.WITHDRAWN, Outcome.DEFERRED,
    Outcome.STRICKEN, Outcome.SETTLED, Outcome.DISMISSED, Outcome.DISMISSED_WITHOUT_PREJUDICE,
    Outcome.DISMISSED_WITH_PREJUDICE,
})  # fmt: skip


def read_requests_without_number(kind: Kind, low: str, found: list[EntryMention]) -> tuple[OnRequest, ...]:
    """The requests that a text decides, or is on, and whose numbers it does not tell. ``low`` is the text in lower
    case, ``found`` the references in it."""
    if (kind not in RULING_KINDS and kind is not Kind.MINUTES) or not _MAY_SPEAK.search(low):
        return ()
    told = dict.fromkeys(chain(_titled(low, found), _on_all(low), _named_before(low, found, _by_sentence(low, found))))
    return tuple(islice(told, _MOST))


ALL_PENDING = "all pending motions"
"""The words of a verdict on whatever was open."""
ON_ALL = re.compile(
    r"\b(?:all|any)(?: and all)?(?: other)?(?: remaining)? (?:pending|outstanding|remaining)"
    r"(?: or (?:pending|remaining))? (?:requests for relief|(?:non-?dispositive |pretrial |trial )?motions?)"
    r"(?:(?! in limine)[^.;]{0,100}?) (?:is|are|shall be)(?: hereby)? "
    r"(?:(?P<moot>(?:denied|dismissed|terminated|overruled),? (?:as )?moot|moot(?:ed)?)|(?P<denied>denied)"
    r"|(?P<other>terminated))\b"
    r"|\b(?P<was_moot>(?:denying|terminating|dismissing)(?: as moot)? (?:all|any) (?:other )?(?:pending|outstanding"
    r"|remaining) motions? as moot)\b"
    r"|\b(?P<was_other>(?:terminate|terminating) (?:all|any) (?:other )?(?:pending|outstanding|remaining)"
    r"(?: and open)? motions)\b"
)


def _on_all(low: str) -> Iterator[OnRequest]:
    """The verdict on all that is open: "All pending motions are DENIED AS MOOT"."""
    if " motions" in low or "requests for relief" in low:
        for one in islice(ON_ALL.finditer(low), 1):
            yield OnRequest(ALL_PENDING, "", _outcome(one))


def _titled(low: str, found: list[EntryMention]) -> Iterator[OnRequest]:
    if found or not (on := _ON_ONE.match(low)):
        return
    for one in islice(_REQUEST.finditer(low, 0, on.end() + 90), 1):
        yield OnRequest(one["noun"] + one["asks"], one["whose"] or "", None)


_ALONE = frozenset({"motion", "application", "request", "petition"})
_AROUND = 400
"""Characters of a text that may tell what "the motion" asks for."""
_SIGNED = re.compile(r"\b(?:signed|ordered|entered|so ordered) (?:by|on)\b|\(entered:")


def _named_before(low: str, found: list[EntryMention], told: Iterator[OnRequest]) -> Iterator[OnRequest]:
    """``told``, in which "the motion" is what the text has named, where that is one request: "has reviewed Defendants'
    motion to stay discovery. The motion is DENIED"."""
    named = {(one["noun"] + one["asks"], one["whose"] or "") for one in _REQUEST.finditer(low, 0, _READ) if one["asks"]}
    only = next(iter(named)) if len({words for words, _ in named}) == 1 and not found else None
    for on in told:
        if on.words not in _ALONE:
            yield on
        elif only:
            yield OnRequest(only[0], on.whose or only[1], on.outcome)
        else:
            yield replace(on, about=_SIGNED.split(low[:_AROUND])[0])


def _by_sentence(low: str, found: list[EntryMention]) -> Iterator[OnRequest]:
    """What is said in sentences, or parts of them, that name no entry."""
    start = heading.end() if (heading := _REPORT_AND_ORDER.match(low)) else 0
    for end in (*(stop.end() for stop in SENTENCE_END.finditer(low, 0, _READ)), min(len(low), _READ)):
        for stop in (*(one.start() for one in _PART.finditer(low, start, end)), end):
            if not any(start <= one.start < stop for one in found):
                yield from _in_part(spell_out_requests(low[start:stop]))
            start = max(start, stop)


_PART = re.compile(
    r";|,? and it is (?:further |hereby |also )?recommended\b"
    r"|(?<=, )it is (?:hereby |therefore )?(?:further |also )?ordered(?: and (?:adjudged|decreed))?,? that\b"
)
_REPORT_AND_ORDER = re.compile(
    r"(?:[\w-]+ ){0,3}?(?:order (?:and|&) report (?:and|&) recommendations?|report (?:and|&) recommendations? (?:and|&)"
    r" order)\b\W{0,4}"
)
"""A title after which a magistrate judge decides some of the motions and recommends on others."""


def _in_part(part: str) -> Iterator[OnRequest]:
    """Each request of a part of a sentence that has a verdict, with that verdict where it is the only one."""
    if alone := _VERDICT_ALONE.fullmatch(part):
        yield OnRequest("motion", "", _outcome(alone))
        return
    yield from _given(part)
    if not any(map(part.__contains__, _STEMS)) or _BY_MOUTH.search(part) or _POSSIBLE.search(part):
        return
    verdicts = _find_verdicts(part)
    requests = list(_REQUEST.finditer(part)) if verdicts else []
    outcomes = {_outcome(one) for one in verdicts}
    for one in requests:
        own = {_own_outcome(verdict) for verdict in _nearest(one, requests, part, verdicts)}
        is_sure = len(own) == 1 and (len(outcomes) == 1 or len(requests) > 1) and not _is_unsure(part, verdicts)
        outcome = own.pop() if is_sure else None
        is_split = outcome in (Outcome.GRANTED, Outcome.DENIED) and (
            THE_REST.search(part, one.end()) or (outcome is Outcome.GRANTED and _LESS.search(part, one.end()))
        )
        yield OnRequest(one["noun"] + one["asks"], _whose(one), Outcome.IN_PART if is_split else outcome)


def _nearest(
    one: re.Match[str], requests: Sequence[re.Match[str]], part: str, verdicts: Sequence[re.Match[str]]
) -> Sequence[re.Match[str]]:
    """The verdicts on a request; of several, those before the next request: "the motion for leave is GRANTED, the
    motion to strike is DENIED"."""
    own = [verdict for verdict in verdicts if _is_of(part, verdict, one)]
    next_ = min((other.start() for other in requests if other.start() > one.start()), default=len(part))
    return [verdict for verdict in own if verdict.start(verdict.lastgroup or 0) < next_] or own


def _given(part: str) -> Iterator[OnRequest]:
    """What an order gives that says so itself: "Trial is continued until 10/17/2023", "Release revoked"."""
    more = _MORE_TIME.search(part)
    if more and not _is_possible(part, more) and (more["gives"] != "vacated" or _ASKED_OR_MOVED.search(part)):
        yield from (
            OnRequest(f"motion to {asks} {more['what']}", "", Outcome.GRANTED, GIVEN)
            for asks in _TO_GIVE[more["gives"]]
        )
    for words, gives in _GIVES:
        found = gives.search(part)
        if found and not _is_possible(part, found):
            yield OnRequest(words, "", Outcome.GRANTED, GIVEN)


def _is_possible(part: str, found: re.Match[str]) -> bool:
    before = _IT_IS_ORDERED.sub(" ", part[: found.start()])
    return bool(_POSSIBLE.search(before) or UNSURE.search(before) or _NOT_GIVEN.search(before))


GIVEN = "given"
"""What stands for the words around a request of which a ruling does not speak, but which it grants by what it does."""
_NOT_GIVEN = re.compile(r"\b(?:den(?:y|ie[sd]|ying)|declin\w+|reserv\w+|proposed|hearing on)\b")
_GIVES = tuple(
    (words, re.compile(gives))
    for words, gives in (
        (
            "motion to reopen",
            r"\bclerk (?:shall|is (?:hereby )?directed to) re-?open (?:this|the) (?:action|case|matter)\b",
        ),
        ("motion for preliminary approval", r"\bpreliminar(?:il)?y approv(?:ing|al order)\b.{0,80}(?:settlement|$)"),
        ("motion for final approval", r"\bfinal approval order\b|\bfinally approving\b.{0,80}settlement\b"),
        (
            "motion for attorney fees",
            r"\b(?:is|are)(?: hereby)? awarded \$?[\d,.]+ (?:in|for|as) attorneys?['\u2019]?s?['\u2019]? fees\b",
        ),
        (
            "motion to seal",
            r"\b(?:materials?|documents?|exhibits?|transcripts?)\b.{0,60} (?:is|are) (?:hereby )?sealed\b",
        ),
        ("motion to revoke", r"\b(?:pre-?trial |supervised )?release (?:is |was )?(?:hereby )?revoked\b"),
        ("motion for release", r"\b(?:defendant|deft|dft) (?:is |was )?ordered released\b"),
    )
)
"""What a motion asks for, and how a court says that it does it without a word of the motion."""
_TO_GIVE = {
    "extended": ("extend",), "continued": ("continue",), "adjourned": ("adjourn", "continue"),
    "vacated": ("vacate", "continue"),
}  # fmt: skip
_MORE_TIME = re.compile(
    r"\b(?P<what>discovery|(?:jury |bench )?trial|(?:motion |sentencing |plea )?hearing|sentencing|briefing schedule"
    r"|(?:final pre-?trial |pre-?trial )?conference|time to answer)(?: (?:deadlines?|dates?|cut-?off|period|setting))?"
    r"(?: (?:set for|of) [\w/, ]{6,24})? (?:is|are)(?: hereby)? (?P<gives>extended|continued|adjourned|vacated)\b"
)
_ASKED_OR_MOVED = re.compile(r"\brequest\b|\bfor good cause\b|\b(?:and|to be) (?:re-?set|rescheduled|continued)\b")
"""Beside a day that is vacated: it was asked for, or another comes."""
_VERDICT_ALONE = re.compile(
    r"\W*(?:(?:so|hereby|it is|text of order:?|order:?|endorsement:?) ){0,3}(?:(?P<moot>denied as moot)"
    r"|(?P<granted>granted|allowed)"
    r"|(?P<denied>denied)(?: with(?:out)? prejudice)?)\W*"
)
"""A sentence that is a verdict, on the motion before: "Denied."."""


def _find_verdicts(part: str) -> list[re.Match[str]]:
    """Those on requests, without what is said of the rest: ", otherwise DENIED"."""
    patterns = (VERB, RESULT, ACTS, ACTED, SHORT_RESULT, ALONE, TITLED, PAST)
    found = [one for one in chain.from_iterable(p.finditer(part) for p in patterns) if _outcome(one) in _OF_REQUESTS]
    if found:
        found += [one for one in GOES_ON.finditer(part) if _outcome(one) in _OF_REQUESTS]
    if ours := [one for one in WE.finditer(part) if _outcome(one) in _OF_REQUESTS]:
        found += [*ours, *WE_GO_ON.finditer(part, ours[0].end())]
    rests = [one.end() for one in THE_REST.finditer(part)]
    return [one for one in found if one.end() not in rests] or found


def _own_outcome(verdict: re.Match[str]) -> Outcome:
    """What is "otherwise granted" was not granted in one point."""
    outcome = _outcome(verdict)
    splits = "otherwise " in verdict[0] and outcome in (Outcome.GRANTED, Outcome.DENIED)
    return Outcome.IN_PART if splits else outcome


def _whose(request: re.Match[str]) -> str:
    """The party as the text says it: "plaintiff", or the name before "'s motion"."""
    owner = _OWNER.search(request["how"])
    return request["whose"] or (owner["name"] if owner else "")


_OWNER = re.compile(r"(?P<name>[\w.-]{3,})(?:['\u2019]s?|s['\u2019])(?= |$)")
THE_REST = re.compile(
    r"(?:\b(?:and|but)|,)(?: (?:is|are))? (?:otherwise|in all other respects|as to the (?:others?|rest|remainder))"
    r"(?: (?:is|are))? (?:granted|denied)\b"
    r"|\b(?:and|but)(?: (?:is|are))? (?:granted|denied)(?: with(?:out)? \w+(?: to \w+)?)? (?:as to|in all other)\b"
)
"""What the verdict before it does not govern: "GRANTED as to Count Three and otherwise DENIED"."""
_LESS = re.compile(r"\b(?:in the reduced amount\b|in the amount of .{1,80}? rather than\b)")
"""Money of which less is given than was asked for."""


def _is_unsure(part: str, verdicts: list[re.Match[str]]) -> bool:
    first = min(one.start(one.lastgroup or 0) for one in verdicts)
    return bool(UNSURE.search(_PAST.sub(" ", _IT_IS_ORDERED.sub(" ", part[:first]))))


_IT_IS_ORDERED = re.compile(
    r"^\W*(?:[\w-]+ ){0,3}order that\b|\boral (?:(?:order|argument|decision|ruling)s?|and written)\b"
    r"|\bsaid (?=motion|application|request|petition)"
)


def _is_of(part: str, verdict: re.Match[str], request: re.Match[str]) -> bool:
    """Whether a verdict is on a request and not on something about it: "not approved, shortening time for service of
    notice of the motion"."""
    begins, ends = verdict.start(verdict.lastgroup or 0), verdict.end()
    noun = request.start("noun")
    if noun >= ends:
        return verdict.re is not RESULT and bool(_OBJECT.fullmatch(part, ends, noun))
    return request.end() <= begins and bool(_VERB_FOLLOWS.fullmatch(part, request.end(), begins))


_OBJECT = re.compile(
    r"(?: in part)?[:,]? "
    r"(?:(?!(?:and|on|of|to|for|re|time|order|stipulation|notice|hearing|leave)\b)[\w.,'\u2019-]+ ){0,7}"
)
_VERB_FOLLOWS = re.compile(
    r"(?:[^.;:]{0,60}?\b(?:is|are|was|were|be)(?: [a-z]+,?){0,2} |[ ,:-]{1,4}|,? filed by [^.;]{2,60} "
    r"|[^.;:]{0,110}?,? (?:is|are) (?:taken )?)"
)
_PAST = re.compile(r"\b(?:was|were)\b")
_POSSIBLE = re.compile(r"\b(?:if|unless|whether|until|recommend\w*|would|may|might|should(?! be,? and))\b")


def _outcome(match: re.Match[str]) -> Outcome:
    return Outcome((match.lastgroup or Outcome.OTHER).removeprefix("was_"))
