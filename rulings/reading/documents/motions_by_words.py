"""What a sentence of an order decides on the motions that it names by words alone: "Defendants' motion to dismiss is
GRANTED", under a docket line, or behind a sentence, that tells the motion's number. Called by ``order_outcomes``.

Strict, since orders speak of many motions: the sentence says in one breath which motion it is and what became of it as
a whole. "GRANTED as to Count I" and "denied on this ground" say less, "a motion is granted where …" something else.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rulings.vocabulary.outcomes import Outcome

_NONE: Mapping[str, str] = MappingProxyType({})


class OrderMotions(NamedTuple):
    """Titles of motions by the numbers of their entries. ``named``: those of which the docket's line of the order
    speaks; ``others``: the docket's other ones, which count where the order's text tells their number."""

    named: Mapping[str, str] = _NONE
    others: Mapping[str, str] = _NONE


NO_MOTIONS = OrderMotions()
_NOUN = re.compile(r"\b(?:motion|application|petition)\b", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"\b(?:a|an|any|such|no|each|every|another|other|oral|earlier|prior|related)"
    r"(?: (?!the |this |said )[\w-]+){0,4} $",
    re.IGNORECASE,
)
"""What stands before a motion that is none in particular, or may be another one than its title would say."""
_ADVERBS = r"(?:,? (?:hereby|therefore|thus|also|accordingly|and|is|be|the same|respectfully)\b,?){0,4}"
_TO_ASK = r"(?P<asks>(?: (?:to|for|in|under|pursuant)\b(?: (?!(?:is|are|was|be|shall)\b)[\w’'/-]+[.,]?){1,12}?)?)"
TITLE = (
    r"^(?!certificate|notice|proposed|motion|respon|objection|reply|statement|stipulation)(?:[\w’'-]+ ){0,4}order,? "
)
"""How the title of an order begins, up to its verb."""
_VERDICT = r"(?P<was>grant(?:s|ed|ing)?|den(?:y|ies|ied|ying))\b"
_TOO = r"(?P<part>,? in part)?(?P<too>,? (?:and|but) (?:grant(?:s|ed|ing)?|den(?:y|ies|ied|ying))(?: in part)?)?"
_BESIDE = r"(?:,? \([^()]{1,60}\)|,? filed (?:on|by) [^.;]{1,60}?,)?"
_IS = re.compile(
    rf"{_TO_ASK}{_BESIDE},? (?:(?:is|be|shall be|should be){_ADVERBS} |(?=GRANTED|DENIED)){_VERDICT}{_TOO}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    rf"(?:\b(?:court|we|i|and|hereby|therefore|accordingly){_ADVERBS} |{TITLE}){_VERDICT}{_TOO}"
    r"(?: (?!(?:a|an|any|no|the court)\b)[\w’'.,&-]+){0,6}? $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_TO_ASK}{_BESIDE}(?P<rest>\s*$|[.,;:]? ?\[|[.;:]|,|"
    r" (?:as|with|without|in (?:its|full|part)|for the (?:foregoing |following )?reasons?|and|but|on|insofar)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF_A_PART = re.compile(
    r"[\s,]*(?:without prejudice|with prejudice|with leave to amend)?[\s,]*(?:only |but only |insofar |to the extent "
    r"|(?:as|with respect|with regard) to\b|on (?:this|that|the|these|those) (?:\w+ ){0,2}(?:ground|point|claim|basis"
    r"|issue|count)|regarding|if\b|unless\b|where\b|when\b)",
    re.IGNORECASE,
)
_OTHER_VERDICT = {
    "grant": re.compile(r"\bden(?:ied|ies|ying)\b", re.IGNORECASE),
    "den": re.compile(r"\bgrant(?:ed|s|ing)\b", re.IGNORECASE),
}
_WORD = re.compile(r"[a-z]{3,}")
_SAYS_NOTHING = frozenset({
    "and", "for", "the", "leave", "file", "order", "motion", "with", "his", "her", "its", "their", "pursuant", "under",
    "rule", "federal", "civil", "procedure", "rules", "partial", "plaintiff", "plaintiffs", "defendant", "defendants",
    "joint", "complaint", "amended", "action", "case", "lawsuit", "pending", "unopposed", "application", "petition",
    "issuance", "first", "second", "third", "verified", "corrected", "instant", "present", "opposed", "emergency",
    "expedited", "consent", "agreed", "above", "captioned",
})  # fmt: skip
_BEGINS = re.compile(
    r".*(?:\b(?:the|this|said|its|his|her|their|plaintiffs?|defendants?|movants?)|[\w.&][’']s|s[’']|^|[,;:(]"
    rf"|\b{_VERDICT}(?: in part)?) ?(?P<how>(?:[\w-]+ ){{0,4}}?)$",
    re.IGNORECASE | re.DOTALL,
)
"""From where a motion's name begins up to the noun."""


def read_motions_by_words(
    words: str, motions: Mapping[str, str], fallback: Mapping[str, str]
) -> Iterator[tuple[str, Outcome]]:
    """The numbers of motions that a sentence decides, and how. A name by words means the one of ``motions`` (titles by
    numbers) that it fits, or, where it fits none of them, the one of ``fallback``."""
    for noun in _NOUN.finditer(words):
        head, tail = words[max(0, noun.start() - 160) : noun.start()], words[noun.end() : noun.end() + 300]
        found = _read_verdict(head, tail)
        if found is None:
            continue
        asked, outcome = found
        begins = _BEGINS.match(head)
        if begins is None:
            continue
        name = f"{begins['how']}{noun[0].lower()}{asked}"
        if number := find_named_motion(name, motions) or find_named_motion(name, fallback):
            yield number, outcome


def find_named_motion(name: str, motions: Mapping[str, str]) -> str:
    """The number of the only motion whose title has all the words of ``name``; "" where none or several do. "The
    motion" alone is the only one that there is."""
    said = _list_stems(name)
    if not said and " " in name.strip():
        return ""
    noun = next((one for one in ("application", "petition") if one in name), "")
    fitting = [number for number, title in motions.items() if said <= _list_stems(title) and noun in title.lower()]
    return fitting[0] if len(fitting) == 1 else ""


def _list_stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in _SAYS_NOTHING)


def _read_verdict(head: str, tail: str) -> tuple[str, Outcome] | None:
    """What the motion between ``head`` and ``tail`` asks for, and what became of it."""
    if _INDEFINITE.search(head):
        return None
    if found := _IS.match(tail):
        outcome = _judge(found, found["rest"])
        return (found["asks"], outcome) if outcome else None
    before, after = _BEFORE.search(head), _AFTER.match(tail)
    if before is None or after is None:
        return None
    outcome = _judge(before, after["rest"])
    return (after["asks"], outcome) if outcome else None


def _judge(verdict: re.Match[str], rest: str) -> Outcome | None:
    """The outcome of the whole motion; None where only a part of it is spoken of."""
    stem = "grant" if verdict["was"].lower().startswith("grant") else "den"
    clause = re.split(r"[.;]\s", rest, maxsplit=1)[0]
    if verdict["too"] or verdict["part"]:
        return Outcome.IN_PART
    if re.match(r",? in part\b", clause, re.IGNORECASE):
        return Outcome.IN_PART
    if _OF_A_PART.match(clause):
        return Outcome.IN_PART if _OTHER_VERDICT[stem].search(clause) else None
    if stem == "grant":
        return Outcome.GRANTED
    if re.match(r",? as moot\b", clause, re.IGNORECASE):
        return Outcome.MOOT
    return Outcome.DENIED
