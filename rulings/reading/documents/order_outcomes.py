"""What the sentences of an order decide, motion by motion and claim by claim: what an editor is offered, with the
sentence. Called by ``rulings.claims.propose_ruling``.

Only what a sentence decides in so many words is read, here and now: "The motion (Dkt. 20) is GRANTED as to Counts I and
II"; without a number only of motions that the docket's line or the text has told (``motions_by_words``). What it tells
of other days and other courts ("the Court denied an earlier motion") is left, and so is every sentence from which two
outcomes of one thing can be read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rulings.reading.decisions.decisions import read_decision
from rulings.reading.documents.counts import COUNT_NUMBER, read_count_number
from rulings.reading.documents.motions_by_words import NO_MOTIONS, TITLE, OrderMotions, read_motions_by_words
from rulings.reading.documents.sentences import OrderSentence
from rulings.reading.references.references import find_mentioned_entries
from rulings.reading.text import prepare_text
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome

MOST_READ = 150
"""Deciding sentences that are read, from the end: there an order concludes."""
_MOST_COUNTS = 40
_DECIDES = re.compile(
    r"\b(?:is|are|be|shall be) (?:(?:hereby|therefore|thus|also|accordingly),? ){0,2}"
    r"(?:granted|denied|dismissed|stricken|terminated as moot|moot)\b"
    r"|\b(?:the court|this court|we|i|and) (?:(?:hereby|therefore|thus|also|accordingly),? ){0,2}"
    r"(?:grants?|den(?:y|ies)|dismiss(?:es)?|strikes?|declines? to dismiss)\b"
    r"|\b(?:GRANT|DENY|DISMISS|STRIKE|GRANTS|DENIES|DISMISSES|STRIKES|GRANTED|DENIED|DISMISSED|STRICKEN)\b"
    r"|\b(?:may|shall|will) (?:proceed|go forward)\b|\bsurvives?\b"
    rf"|{TITLE}(?:granting|denying|dismissing)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:if|unless|whether|should(?! be,? and)|would|recommend(?:s|ed|ing)?|had|previously|earlier order|argues?"
    r"|contends?|asks?|(?:plaintiffs?|defendants?|movants?|part(?:y|ies)|they|s?he|it|who|which|and) requests?"
    r"|requests? that|moves?|urges?|seeks?|affirm(?:s|ed|ing)|courts have)\b"
    r"|\b\d+ (?:F\.|S\. ?Ct\.|U\.S\.|WL) ?\d|\bv\. ",
    re.IGNORECASE,
)
"""Sentences that say what may be, what somebody wants, or what another court did."""
_COUNTS = re.compile(
    r"\b(?P<what>counter-?claims?|counts?|causes? of action|claims? for relief|claims?) (?:nos?\. ?)?"
    rf"(?P<numbers>(?:{COUNT_NUMBER})\b(?:(?:, and|,| and| through| to|[-–—]| &) ?(?:{COUNT_NUMBER})\b){{0,20}})"
    rf"|\b(?P<nths>(?:{COUNT_NUMBER})(?:(?:, and|,| and| through| to) (?:{COUNT_NUMBER})\b){{0,20}}) "
    r"(?P<asked>counter-?claims?|counts?|causes? of action|claims? for relief|claims?)\b",
    re.IGNORECASE,
)
_ONE_NUMBER = re.compile(rf"\b(?:{COUNT_NUMBER})\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:through|to|[-–—])\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"[^.;]{0,80}?\b(?P<verb>(?:is|are|be) (?:(?:hereby|therefore|thus) )?(?:dismissed|stricken)"
    r"|(?:may|shall|will) (?:proceed|go forward)|survives?)\b(?P<how>[^.;]{0,60})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<verb>declines? to dismiss|(?<!to )dismiss(?:es)?)(?: [\w’'-]+){0,3} $", re.IGNORECASE
)  # "DISMISSES Plaintiff's Count II"
_ASKED = re.compile(r"\bmotions?\b[^.;]{0,40} to dismiss(?: [\w’'-]+){0,3} $", re.IGNORECASE)
_ANSWERED = re.compile(
    r"(?:(?! is | are )[^.;]){0,40}? (?:is|are) (?:(?:hereby|therefore|thus) )?(?P<verb>granted|denied)\b"
    r"(?P<how>[^.;]{0,60})",
    re.IGNORECASE,
)  # "the motion to dismiss Count II is DENIED"
_AS_TO = re.compile(
    r"\b(?P<verb>granted|grants|denied|denies)\b(?: in part)?,?"
    r"(?P<how>(?: with(?:out)? prejudice| with leave to amend)?),? (?:as to|with respect to|regarding|on)"
    r" (?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
_HOW = (
    (re.compile(r"\bleave to (?:amend|replead)\b", re.IGNORECASE), Outcome.DISMISSED_WITH_LEAVE),
    (re.compile(r"\bwithout prejudice\b", re.IGNORECASE), Outcome.DISMISSED_WITHOUT_PREJUDICE),
    (re.compile(r"\bwith prejudice\b", re.IGNORECASE), Outcome.DISMISSED_WITH_PREJUDICE),
)


class SentenceOutcome(NamedTuple):
    """What a sentence decides. ``about``: "motion 20", by the number of its entry, "claim 2" or "counterclaim 1"."""

    about: str
    outcome: Outcome
    sentence: OrderSentence


def read_order_outcomes(
    sentences: Sequence[OrderSentence], motions: OrderMotions = NO_MOTIONS
) -> list[SentenceOutcome]:
    """One for each motion and claim: the last that the order says of it. ``motions``: those that it may name by words
    alone, of which it has to say one thing throughout. Takes time in proportion to the text."""
    deciding = [one for one in sentences if _DECIDES.search(one.words) and not _OF_OTHERS.search(one.words)]
    found: dict[str, SentenceOutcome] = {}
    for one in deciding[-MOST_READ:]:
        said: dict[str, set[Outcome]] = defaultdict(set)
        for about, outcome in (*_read_motions(one.words), *_read_claims(one.words)):
            said[about].add(outcome)
        found |= {about: SentenceOutcome(about, min(told), one) for about, told in said.items() if len(told) == 1}
    return [*found.values(), *_read_named(sentences, deciding, motions, found)]


_TITLES = 5
"""Deciding sentences of the beginning, among which is the order's title."""
_TELLS = re.compile(r"\b(?:motion|application|petition)s?\b.{0,200}?\d", re.IGNORECASE | re.DOTALL)


def _read_named(
    sentences: Sequence[OrderSentence],
    deciding: Sequence[OrderSentence],
    motions: OrderMotions,
    known: Mapping[str, SentenceOutcome],
) -> list[SentenceOutcome]:
    """What is decided on motions by words alone, of those not ``known``: the last sentence that says so."""
    told = _list_told(sentences, motions.others) if motions.others else {}
    if not (motions.named or told):
        return []
    said: dict[str, dict[Outcome, OrderSentence]] = defaultdict(dict)
    for one in [*deciding[:_TITLES], *deciding[_TITLES:][-MOST_READ:]]:
        if not find_mentioned_entries(prepare_text(one.words)):
            for number, outcome in read_motions_by_words(one.words, motions.named, {**told, **motions.named}):
                said[f"motion {number}"][outcome] = one
    return [
        SentenceOutcome(about, *next(iter(outcomes.items())))
        for about, outcomes in said.items()
        if len(outcomes) == 1 and about not in known
    ]


def _list_told(sentences: Sequence[OrderSentence], others: Mapping[str, str]) -> dict[str, str]:
    """The motions among ``others`` whose numbers the text tells, with their titles."""
    telling = [one for one in sentences if _TELLS.search(one.words)]
    told: dict[str, str] = {}
    for one in [*telling[:MOST_READ], *telling[MOST_READ:][-MOST_READ:]]:
        for entry in find_mentioned_entries(prepare_text(one.words)):
            told |= {number: others[number] for number in entry.numbers if number in others}
    return told


def _read_motions(words: str) -> Iterator[tuple[str, Outcome]]:
    # The number of a claim is none of an entry: "the motion to dismiss Counterclaim 2".
    line = prepare_text(_COUNTS.sub(lambda counts: re.sub(r"\d", "x", counts[0]), words))
    mentioned = find_mentioned_entries(line)
    for decided in read_decision(Kind.ORDER, line.low, 0, mentioned).decides if mentioned else ():
        yield f"motion {decided.number}", decided.outcome


def _read_claims(words: str) -> Iterator[tuple[str, Outcome]]:
    to_dismiss = re.search(r"\bmotions?\b[^.;]{0,80}\bto dismiss\b", words, re.IGNORECASE)
    matches = list(_COUNTS.finditer(words))
    for at, counts in enumerate(matches):
        until = matches[at + 1].start() if at + 1 < len(matches) else len(words)
        outcome = _decide_claims(words, counts, until, to_dismiss=bool(to_dismiss))
        if outcome:
            named = (counts["what"] or counts["asked"]).lower()
            kind = "counterclaim" if named.startswith("counter") else "claim"
            for number in _list_numbers(counts["numbers"] or counts["nths"]):
                yield f"{kind} {number}", outcome


def _decide_claims(words: str, counts: re.Match[str], until: int, *, to_dismiss: bool) -> Outcome | None:
    """What becomes of the claims that are named at a place, or none where that is not said right there."""
    head = words[max(0, counts.start() - 120) : counts.start()]
    if to_dismiss and (found := _AS_TO.search(head)):
        how = f"{found['how']} {words[counts.end() : until][:60]}"
        return _dismiss(how) if found["verb"].lower().startswith("grant") else Outcome.MAY_PROCEED
    if _ASKED.search(head):
        found = _ANSWERED.match(words[counts.end() : until])
        if found is None or " in part" in found["how"].lower():
            return None
        return _dismiss(found["how"]) if found["verb"].lower() == "granted" else Outcome.MAY_PROCEED
    if found := _BEFORE.search(head):
        is_left = found["verb"].lower().startswith("decline")
        return Outcome.MAY_PROCEED if is_left else _dismiss(words[counts.end() : until][:60])
    if (found := _AFTER.match(words[counts.end() : until])) and " not " not in found[0]:
        verb = found["verb"].lower()
        if "stricken" in verb:
            return Outcome.STRICKEN
        return _dismiss(found["how"]) if "dismissed" in verb else Outcome.MAY_PROCEED
    return None


def _dismiss(how: str) -> Outcome:
    return next((outcome for pattern, outcome in _HOW if pattern.search(how)), Outcome.DISMISSED)


def _list_numbers(told: str) -> list[int]:
    """The numbers of "I, II and V" or "two through four"."""
    found: list[int] = []
    end = 0
    for match in _ONE_NUMBER.finditer(told):
        number = read_count_number(match[0])
        if found and _RANGE.fullmatch(told[end : match.start()]):
            found += range(found[-1] + 1, min(number, found[-1] + _MOST_COUNTS))
        found.append(number)
        end = match.end()
    return found[:_MOST_COUNTS]
