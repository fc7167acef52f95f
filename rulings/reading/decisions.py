"""What an order decides, and on which motions.

Two ways courts write it: the clerk's "ORDER granting 20 Motion to Remand; denying 33 Motion …", where the verb goes before the
entry, and the judge's "Plaintiff's motion (Dkt. No. 59) is DENIED", where it comes after. A recommendation decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rulings.reading.references import SENTENCE_END, Mention, first_list
from rulings.reading.values import Decides
from rulings.words import TONES, Kind, Outcome

_ING = {
    Outcome.IN_PART: r"(?:granting|denying)[- ]in[- ]part(?:,? (?:and|&) (?:granting|denying)[- ]in[- ]part)?",
    Outcome.MOOT: r"(?:denying|finding|terminating|dismissing) as moot|mooting",
    Outcome.WITHDRAWN: r"withdrawing|deeming withdrawn",
    Outcome.DEFERRED: r"deferring(?: ruling on)?|taking under advisement|reserving ruling on|holding in abeyance",
    Outcome.STRICKEN: r"striking",
    Outcome.GRANTED: r"granting|allowing|approving",
    Outcome.DENIED: r"denying(?: with(?:out)? prejudice)?|overruling",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: r"dismissing without prejudice",
    Outcome.DISMISSED_WITH_PREJUDICE: r"dismissing with prejudice",
    Outcome.DISMISSED: r"dismissing",
    Outcome.REMANDED: r"remanding",
    Outcome.AFFIRMED: r"affirming",
    Outcome.REVERSED: r"reversing",
    Outcome.VACATED: r"vacating",
    Outcome.STAYED: r"staying",
}
_ED = {
    Outcome.IN_PART: r"(?:granted|denied)[- ]in[- ]part(?:,? (?:and|&) (?:granted|denied)[- ]in[- ]part)?",
    Outcome.MOOT: r"denied as moot|moot(?:ed)?",
    Outcome.WITHDRAWN: r"(?:deemed )?withdrawn",
    Outcome.DEFERRED: r"taken under advisement|held in abeyance|deferred",
    Outcome.STRICKEN: r"stricken",
    Outcome.GRANTED: r"granted|approved|allowed",
    Outcome.DENIED: r"denied|not approved|overruled",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: r"dismissed without prejudice",
    Outcome.DISMISSED_WITH_PREJUDICE: r"dismissed with prejudice",
    Outcome.DISMISSED: r"dismissed",
    Outcome.REMANDED: r"remanded",
    Outcome.AFFIRMED: r"affirmed",
    Outcome.REVERSED: r"reversed",
    Outcome.VACATED: r"vacated",
    Outcome.STAYED: r"stayed",
}


def _any_of(patterns: dict[Outcome, str]) -> str:
    return "|".join(f"(?P<{outcome.value}>{pattern})" for outcome, pattern in patterns.items())


# The look-ahead lets most words of a text fail at their first letter.
VERB = re.compile(rf"\b(?=[adfghmorstvw])(?:{_any_of(_ING)})\b")
_RESULT = re.compile(rf"\b(?:is|are)\s+(?:(?:hereby|therefore|also|further|to be)\s+)?(?:{_any_of(_ED)})\b")
_SHORT_RESULT = re.compile(
    rf"\b(?:motions?|applications?|requests?|petitions?|endorsement|judgment|relief|objections?"
    rf"|so ordered)\W{{1,3}}(?:{_any_of(_ED)})\b"
)
_SUBJECT = re.compile(
    r"\b(?:motion|application|request|petition|objection|stipulation|appeal|case|action|complaint|judgment|claim|plan)s?\b"
)
_WITH_PREJUDICE = re.compile(r"\bwith(out)? prejudice\b")
_SET_ASIDE = re.compile(r"\b(?:pursuant to|set forth in|stated in|in light of|see|according to|as amended)\b[^.;,]{0,60}$")
_OF_ANOTHER = re.compile(r"\b(?:see|proposed order|pursuant to|in (?:dkt|ecf))\b")
_OF_DISMISSAL = re.compile(r"\s+(?:of|for) (?:voluntary )?dismissal\b")
_REACH = 160
"""Characters between a verb and the number that it governs: "granting Defendants' unopposed 84 Motion"."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Of a text as a whole, and of each motion that it names."""

    outcome: Outcome | None
    decides: tuple[Decides, ...]


def decision(kind: Kind, low: str, noun_end: int, found: list[Mention]) -> Decision:
    """What a ruling or a minute entry decides. ``low`` is its text in lower case, ``found`` the references in it; ``noun_end``
    ends its opening phrase."""
    if kind is Kind.OPINION and "recommend" in low[:noun_end]:
        return Decision(None, ())
    decides = _one_per_motion([*_heading(low, found), *_sentences(low, found), *_endorsed(low, noun_end, found)])
    if decides:
        return Decision(overall([decided.outcome for decided in decides]), decides)
    return Decision(None if kind is Kind.MINUTES else _of_whole(low, noun_end), ())


def overall(outcomes: Iterable[Outcome]) -> Outcome | None:
    """One word for several decisions: the one they share, else "in part" where some were granted and some were not."""
    distinct = list(dict.fromkeys(outcomes))
    if len(distinct) <= 1:
        return distinct[0] if distinct else None
    toned = [outcome for outcome in distinct if outcome in TONES]
    if len({TONES[outcome] for outcome in toned}) > 1:
        return Outcome.IN_PART
    return toned[0] if toned else distinct[0]


def _outcome(match: re.Match[str]) -> Outcome:
    return Outcome(match.lastgroup or Outcome.OTHER)


def _one_per_motion(decides: list[Decides]) -> tuple[Decides, ...]:
    """A motion granted in one place and denied in another is decided in part."""
    by_number: dict[str, list[Outcome]] = {}
    for decided in decides:
        by_number.setdefault(decided.number, []).append(decided.outcome)
    return tuple(Decides(number, overall(outcomes) or Outcome.OTHER) for number, outcomes in by_number.items())


def _heading(low: str, found: list[Mention]) -> Iterator[Decides]:
    """In "granting 20 Motion to Remand; denying 33 Motion …": a verb governs the list of entries right after it."""
    verbs = list(VERB.finditer(low)) if found else []
    for index, verb in enumerate(verbs):
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(low)
        if stop := SENTENCE_END.search(low, verb.end(), min(end, verb.end() + 2_000)):
            end = stop.start()
        governed = [mention for mention in found if verb.end() <= mention.start < end]
        if governed and _governs(low[verb.end() : governed[0].start]):
            for mention in first_list(low, governed):
                yield from (Decides(number, _outcome(verb)) for number in mention.numbers)


def _governs(between: str) -> bool:
    return len(between) <= _REACH and not _OF_ANOTHER.search(between)


def _sentences(low: str, found: list[Mention]) -> Iterator[Decides]:
    """In "… motion (Dkt. No. 59) is DENIED": the entries named in the sentence before the verb."""
    start = 0
    for result in _RESULT.finditer(low) if found else ():
        for end in SENTENCE_END.finditer(low, start, result.start()):
            start = end.end()
        if _SUBJECT.search(low, start, result.start()) and "recommend" not in low[start : result.start()]:
            yield from _named_before(low, start, result, found)
        start = result.end()


def _named_before(low: str, start: int, result: re.Match[str], found: list[Mention]) -> Iterator[Decides]:
    """Not what the sentence only leans on: "for the reasons stated in Dkt. No. 5", "pursuant to the 56 Stipulation"."""
    earliest = max(start, result.start() - 2 * _REACH)
    for mention in found:
        if earliest <= mention.start < result.start() and not _SET_ASIDE.search(low[max(0, mention.start - 80) : mention.start]):
            yield from (Decides(number, _outcome(result)) for number in mention.numbers)


def _endorsed(low: str, noun_end: int, found: list[Mention]) -> Iterator[Decides]:
    """Where the result is a note of its own: "Motion Granted. (RE: 30 Motion …)", "on 18 MOTION. ENDORSEMENT: Granted."."""
    result = _SHORT_RESULT.search(low, max(0, noun_end - 12)) if found else None
    if result is None or VERB.search(low, 0, result.start()):
        return
    for mention in first_list(low, found):
        yield from (Decides(number, _outcome(result)) for number in mention.numbers)


def _of_whole(low: str, noun_end: int) -> Outcome | None:
    """Of an order that names no entry: from its heading ("ORDER DENYING TRANSFER"), else from its one clear sentence."""
    stop = SENTENCE_END.search(low, noun_end)
    heading = low[noun_end : min(stop.start() if stop else len(low), noun_end + 300)]
    if verb := VERB.search(heading):
        return _with_prejudice(_outcome(verb), heading)
    if _OF_DISMISSAL.match(heading):
        return _with_prejudice(Outcome.DISMISSED, heading)
    results = {
        _outcome(match) for match in _RESULT.finditer(low) if _SUBJECT.search(low, max(0, match.start() - 150), match.start())
    }
    return results.pop() if len(results) == 1 else None


def _with_prejudice(outcome: Outcome, heading: str) -> Outcome:
    if outcome is not Outcome.DISMISSED or not (found := _WITH_PREJUDICE.search(heading)):
        return outcome
    return Outcome.DISMISSED_WITHOUT_PREJUDICE if found.group(1) else Outcome.DISMISSED_WITH_PREJUDICE
