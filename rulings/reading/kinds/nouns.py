"""The noun phrase that a text opens with, and the kinds that its nouns stand for. Called by ``kinds``.

Courts name a filing first and describe it after: "Joint MOTION for …", "MEMORANDUM OPINION AND ORDER granting …".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulings.vocabulary.kinds import Kind

HEARING = "hearing"
SERVED = "served"
ASKED = "asked"

_NOUNS: dict[str, Kind | str] = {
    **dict.fromkeys(("motion", "motions", "application", "applications", "exapplication", "cross-motion"), Kind.MOTION),
    **dict.fromkeys(("cross-motions", "countermotion", "counter-motion", "crossmotion"), Kind.MOTION),
    **dict.fromkeys(("request", "requests"), ASKED),
    **dict.fromkeys(("order", "orders", "ruling", "rulings", "endorsement", "memo-endorsement", "mandate"), Kind.ORDER),
    **dict.fromkeys(("opinion", "opinions", "decision", "recommendation", "recommendations", "r&r"), Kind.OPINION),
    **dict.fromkeys(("judgment", "judgement", "judgments", "verdict", "decree"), Kind.JUDGMENT),
    **dict.fromkeys(
        ("opposition", "objection", "objections", "response", "responses", "traverse", "resistance"), Kind.OPPOSITION
    ),
    **dict.fromkeys(("reply", "replies", "sur-reply", "surreply", "rejoinder"), Kind.REPLY),
    **dict.fromkeys(("brief", "briefs", "memorandum", "memoranda"), Kind.BRIEF),
    **dict.fromkeys(("declaration", "declarations", "affidavit", "affidavits", "affirmation"), Kind.DECLARATION),
    **dict.fromkeys(("exhibit", "exhibits", "appendix", "addendum"), Kind.EXHIBIT),
    **dict.fromkeys(("notice", "notices", "notification"), Kind.NOTICE),
    **dict.fromkeys(("stipulation", "stipulations"), Kind.STIPULATION),
    **dict.fromkeys(
        (
            "complaint",
            "counterclaim",
            "counterclaims",
            "crossclaim",
            "cross-claim",
            "counter-claim",
            "indictment",
            "petition",
            "petitions",
        ),
        Kind.COMPLAINT,
    ),
    "answer": Kind.ANSWER,
    "minutes": Kind.MINUTES,
    "summons": Kind.SERVICE,
    **dict.fromkeys(("appearance", "appearances"), Kind.APPEARANCE),
    **dict.fromkeys(("transcript", "transcripts"), Kind.TRANSCRIPT),
    **dict.fromkeys(("letter", "letters", "correspondence"), Kind.LETTER),
    **dict.fromkeys(
        ("certificate", "proof", "waiver", "return", "acknowledgment", "acknowledgement", "acceptance", "admission"),
        SERVED,
    ),
    **dict.fromkeys(
        (
            "hearing",
            "hearings",
            "conference",
            "teleconference",
            "trial",
            "argument",
            "sentencing",
            "arraignment",
            "dire",
        ),
        HEARING,
    ),
}
PRIORITY = (Kind.JUDGMENT, Kind.MOTION, Kind.OPPOSITION, Kind.REPLY, Kind.ANSWER, Kind.STIPULATION, Kind.COMPLAINT)
"""Which noun of several in a phrase gives the kind, after orders: "REPLY BRIEF" is a reply, "Stipulation and Letter" a
stipulation."""

_ENDS_PHRASE = frozenset({
    "about", "against", "appearing", "are", "as", "at", "be", "been", "being", "by", "concerning", "dated", "denying",
    "directing", "for", "from", "granting", "has", "have", "held", "in", "is", "it", "of", "on", "pursuant", "re",
    "regarding", "returned", "setting", "shall", "that", "the", "this", "to", "until", "upon", "was", "were", "which",
    "who", "will", "with", "you", "your",
})  # fmt: skip
_NUMBERED = frozenset({
    "rule", "form", "chapter", "ch", "local", "lr", "frbp", "frcp", "cja", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
"""Words with a number of their own: "Rule 26 Report", "February 2010 Omnibus Hearing"."""
_JOINS = frozenset({"and", "or", "&", "/", "-", "--", "+"})

_PREFIX = re.compile(r"^(?:cross|counter|re)-(?=notice|complaint|claim|petition|answer|response|designation|exhibit)")
_TOKEN = re.compile(r"[a-z](?:[\w'\u2019]|-(?=\w))*(?:&[a-z])?|[(\[]([^)\]]{0,60})[)\]]|\d[\d.]*|[&/]|--?|[^\s\w]")


@dataclass(slots=True)
class NounPhrase:
    """The opening noun phrase, as far as it has been read."""

    nouns: list[Kind | str]
    words: list[str]
    start: int = 0
    noun: int = 0
    end: int = 0
    proposed: bool = False


def read_noun_phrase(text: str, begin: int) -> NounPhrase:
    phrase = NounPhrase([], [], begin, 0, begin)
    joined = False
    for token in _tokens(text, begin):
        word = token.group()
        noun = _NOUNS.get(word) or _NOUNS.get(_PREFIX.sub("", word))
        if noun is None and phrase.nouns and word not in _JOINS and not joined:
            if word == "entry" and phrase.words[-1:] == ["minute"]:
                phrase.nouns[-1:] = [Kind.MINUTES]
            break
        if word in _ENDS_PHRASE or word in ".:;#$" or (noun is None and not _colours(word, token, phrase, joined)):
            break
        joined = word in _JOINS or (joined and noun is None)
        if noun is not None:
            phrase.noun = phrase.noun or token.start()
            phrase.nouns.append(noun)
            phrase.end = token.end()
        phrase.words.append(word)
    return phrase


def _tokens(text: str, begin: int) -> Iterator[re.Match[str]]:
    for count, token in enumerate(_TOKEN.finditer(text, begin, begin + 300)):
        if count == 18:
            return
        yield token


def _colours(word: str, token: re.Match[str], phrase: NounPhrase, joined: bool) -> bool:
    """Whether a word that names no kind may be part of the phrase, before its noun."""
    if "proposed" in word or word == "draft":
        phrase.proposed = True
    if word[0].isdigit():
        return not phrase.words or phrase.words[-1] in _NUMBERED
    if token.group(1) is not None:
        return not phrase.nouns or joined
    return True
