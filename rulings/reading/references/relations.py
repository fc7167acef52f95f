"""How a text refers to each entry that it names: it opposes it, decides it, supports it, sets a hearing on it, or is
about it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rulings.reading.references.references import EntryMention
from rulings.reading.text import PreparedText
from rulings.reading.values import Decides, RefersTo
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.relations import Relation

_SUPPORT = re.compile(r"\bin support\b")
_OPPOSITION = re.compile(r"\bin opposition\b|\bopposing\b")
_AMENDS = re.compile(r"\b(?:amend|correct)(?:s|ing)\b")
_WITHDRAWS = re.compile(
    r"\bwithdraw(?:al|ing|s)\b(?! (?:(?:as|of) )?(?:counsel|attorney|appearance)\b)"
    r"|^withdraw document\b"
    r"|^(?:line|praecipe|notice|stipulation)\b[^.;]{0,40}? to withdraw\b(?! (?:as|the reference)\b)|^withdrawn\b"
)
_IS_WITHDRAWN = re.compile(
    r"\]?\)?(?:\s+(?:[\w-]+ ){0,4}?(?:motion|application|objection|request|petition)\b"
    r"(?:[^.;]|(?<=\bcorp)\.|(?<=\binc)\.|(?<=\b[a-z])\.|(?<=\bl\.p)\.){0,160}?)?"
    r"(?:[.;)]{1,2} (?:[^.;]{0,80}? )?(?:the|said|this|its|his|her) (?:[\w-]+ ){0,2}"
    r"(?:motion|application|objection|request|petition))?"
    r" (?:is|are|has been|have been|was) (?:hereby |now |voluntarily ){0,2}withdrawn\b"
)
""" "NOTICE by Elm Corp. re 12 MOTION to Compel. The motion is withdrawn"."""
_CORRECTS = re.compile(r"(?:[a-z]+ ){0,3}?errat(?:a|um)\b|(?:[a-z]+ ){0,2}?correct(?:ed|ion)\b[^.;]{0,60}$")
""" "NOTICE OF ERRATA re 12", "CORRECTED BRIEF to 40": the new text replaces the old one."""
_AMENDED = re.compile(r"\b(?:amended|corrected|superseding|revised)\b")
_A_MOTION = re.compile(r"\]?\s+(?:[\w-]+ ){0,3}(?:motion|application|objection)\b")
""" "Amended Motion to Sell (related document(s) 12 Motion to Sell)"."""
_CORRECT_NOTHING = frozenset({Kind.MOTION, Kind.ORDER, Kind.OPPOSITION, Kind.REPLY, Kind.ANSWER})
_MAY_WITHDRAW = frozenset({Kind.NOTICE, Kind.OTHER, Kind.STIPULATION, Kind.LETTER})
_NOT_OPPOSING = re.compile(r"\bnon-?opposition\b|\bno (?:opposition|objection)\b")


def read_relations(
    kind: Kind,
    low: str,
    noun_end: int,
    own: list[EntryMention],
    found: list[EntryMention],
    decides: tuple[Decides, ...],
    sets_hearing: bool,
) -> tuple[RefersTo, ...]:
    """One relation per entry: deciding it takes precedence over all others.

    ``own`` are the references that the text itself makes, ``found`` all references in it. A court's order names entries
    anywhere in its text, so that in orders every strong reference counts.
    """
    decided = {decided.number for decided in decides}
    kept = {number: RefersTo(Relation.DECIDES, number) for number in decided}
    of_its_own = set(own) if sets_hearing else ()
    for mention in _counted(kind, own, found):
        relation = _relation(kind, low, noun_end, mention, mention in of_its_own)
        for number in mention.numbers:
            kept.setdefault(number, RefersTo(relation, number))
    return tuple(sorted(kept.values(), key=lambda refers: (int(refers.number), refers.relation)))


def quote_relations(
    line: PreparedText, refers: tuple[RefersTo, ...], found: list[EntryMention]
) -> tuple[RefersTo, ...]:
    """The relations with the words that they rest on: those around the first place that names the entry."""
    if not refers:
        return refers
    places: dict[str, EntryMention] = {}
    for mention in found:
        for number in mention.numbers:
            places.setdefault(number, mention)
    return tuple(
        replace(one, words=_words_around(line.text, places[one.number])) if one.number in places else one
        for one in refers
    )


def _words_around(text: str, mention: EntryMention) -> str:
    """Whole words before and behind a place, with dots where there are more."""
    start, end = max(0, mention.start - _BEFORE), min(len(text), mention.end + _BEHIND)
    if start:
        start = text.find(" ", start, mention.start) + 1 or mention.start
    if end < len(text):
        end = max(text.rfind(" ", mention.end, end), mention.end)
    words = text[start:end].strip()[:MOST_WORDS]
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"


_BEFORE, _BEHIND = 60, 40
MOST_WORDS = 180
"""Characters of the words that a relation rests on."""


def _counted(kind: Kind, own: list[EntryMention], found: list[EntryMention]) -> Iterator[EntryMention]:
    yield from own
    if kind in RULING_KINDS or kind is Kind.MINUTES:
        of_its_own = set(own)
        yield from (mention for mention in found if mention not in of_its_own)


def _relation(kind: Kind, low: str, noun_end: int, mention: EntryMention, sets_hearing: bool) -> Relation:
    lead = low[: mention.start]
    if kind in _MAY_WITHDRAW and "withdraw" in low and _takes_back(low, mention):
        return Relation.WITHDRAWS
    if kind not in _CORRECT_NOTHING and _CORRECTS.match(lead):
        return Relation.AMENDS
    if kind is Kind.MOTION and _AMENDED.search(low[:noun_end]) and _A_MOTION.match(low, mention.end):
        return Relation.AMENDS
    if kind is Kind.COMPLAINT and ("amended" in low[:noun_end] or _AMENDS.search(lead[noun_end:])):
        return Relation.ABOUT if _A_MOTION.match(low, mention.end) else Relation.AMENDS
    if kind is Kind.OPPOSITION:
        return Relation.ABOUT if _NOT_OPPOSING.search(lead) else Relation.OPPOSES
    if kind in (Kind.REPLY, Kind.ANSWER):
        return Relation.REPLIES
    if kind in (Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT, Kind.LETTER):
        return _standpoint(kind, lead)
    return Relation.SETS_HEARING if sets_hearing and kind not in _SETS_NONE else Relation.ABOUT


def _takes_back(low: str, mention: EntryMention) -> bool:
    return bool(_WITHDRAWS.search(low, 0, mention.start) or _IS_WITHDRAWN.match(low, mention.end))


_SETS_NONE = frozenset({Kind.MOTION, Kind.MINUTES, Kind.SERVICE})
"""A certificate of mailing repeats the notice that set the hearing; a motion's own hearing is on nothing else."""


def _standpoint(kind: Kind, lead: str) -> Relation:
    if _OPPOSITION.search(lead):
        return Relation.OPPOSES
    if _SUPPORT.search(lead) or kind is Kind.EXHIBIT:
        return Relation.SUPPORTS
    return Relation.ABOUT
