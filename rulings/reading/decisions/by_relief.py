"""Which of several motions a sentence decides that names them by what they ask for: "re: 40 MOTION to Dismiss filed by
Elm Bank, 44 MOTION for Sanctions. Elm's motion to dismiss is granted. The motion for sanctions is denied." Called by
``decisions``.
"""

import re
from collections.abc import Iterable, Iterator

from rulings.reading.references.references import EntryMention

QUALIFIERS = r"\]?\s+(?:(?!(?:and|or|the|is|of|on|for|to|in) )[\w'\u2019/-]+ ){0,4}?"
"""Words between a number and the noun of its title: "12 Joint Emergency MOTION"."""
_NOUNS = r"(?P<noun>motion|application|request|petition|objection|stipulation|letter)s?\b"
_TITLE = re.compile(
    rf"{QUALIFIERS.replace('(?:(?!', '(?P<how>(?:(?!')}){_NOUNS}"
    r"(?P<asks>[^.;()\[\]\d:]{0,160}?)(?=\s*(?:\bfiled\b|\bby\b(?! the)|\bas to\b|[.;()\[\]\d:]|$))"
)
_TITLE_BEFORE = re.compile(
    rf"(?P<how>(?:[\w-]+ ){{0,3}}?){_NOUNS}(?P<asks>[^.;:()\[\]]{{0,110}}?),?"
    r" ?[(\[](?:(?:rec|ecf|dkt|docket|docs?|d\.?e|d\.?i|d\.?n|filing|entry|nos?|#)[\s.:#]*){0,4}\[?$"
)
_ASKED = re.compile(
    r"(?P<how>(?:[\w-]+ ){0,3}?)\b(?P<noun>motion|application|request|petition|objection|stipulation|mt[ds])s?\b"
    r"(?P<asks>(?: (?:to|for|in|of|on|at) [^.;:()\[\]]{2,90}?)?)"
    r"(?:,? \([^()]{1,60}\))?\s*(?:,|- ?-?|--|:)?\s*$"
)
_HOW = frozenset({
    "joint", "parte", "unopposed", "consent", "cross", "renewed", "emergency", "administrative", "amended", "first",
    "second", "third", "sealed", "agreed",
})  # fmt: skip
"""Words before the noun that tell one motion from another where nothing behind it does."""
_WORD = re.compile(r"[a-z]{3,}")
_SMALL = frozenset({
    "and", "for", "the", "leave", "file", "order", "motion", "with", "his", "her", "its", "their", "pursuant", "rule",
    "this", "that", "under", "any", "all", "plaintiff", "defendant", "plaintiffs", "defendants", "partial", "party",
})  # fmt: skip


def _words(text: str) -> frozenset[str]:
    every = _WORD.findall(text)
    return frozenset(map(_stem, (word for word in every if word not in _SMALL))) or frozenset(every)


def _stem(word: str) -> str:
    """What "continue" and "continuance" share, and "extend" and "extension"."""
    return word[:5] if word.startswith("exten") else word[:6]


def _how(match: re.Match[str]) -> frozenset[str]:
    words = set(match["how"].replace("-", " ").split())
    if match.string.endswith("cross-", 0, match.start("noun")):
        words.add("cross")
    return _HOW & words


def find_named_by_relief(low: str, ends: int, named: Iterable[EntryMention], start: int = 0) -> EntryMention | None:
    """The one of ``named`` that asks for what the subject of the sentence does which begins after ``start`` and ends at
    ``ends``. None where no title fits or several do, and where the sentence does not say what is asked for."""
    subject = _ASKED.search(low, max(start, ends - 160), ends)
    if subject is None or "oral" in subject["how"].split():
        return None
    asked = subject["asks"].strip()
    said = _words(asked) if asked else _how(subject)
    if not said:
        return None
    titles = [(one, title) for one in named if (title := _title(low, one))]
    fitting = [(one, title) for one, title in titles if said <= _told(title, by_asks=bool(asked))]
    if len(fitting) > 1 and asked:
        fitting = [(one, title) for one, title in fitting if _how(title) == _how(subject)]
    return fitting[0][0] if len(fitting) == 1 else None


def _told(title: re.Match[str], *, by_asks: bool) -> frozenset[str]:
    return _words(title["asks"]) if by_asks else _how(title)


def _title(low: str, one: EntryMention) -> re.Match[str] | None:
    ends = one.start + low.startswith("[", one.start)
    return _TITLE.match(low, one.end) or _TITLE_BEFORE.search(low, max(0, one.start - 170), ends)


def names_other(low: str, ends: int, one: EntryMention) -> bool:
    """Whether the subject of the sentence which ends at ``ends`` asks for something other than the motion ``one``, or
    was made by word of mouth, or is an objection in court."""
    subject, title = _ASKED.search(low, max(0, ends - 160), ends), _title(low, one)
    if subject is None:
        return False
    if "oral" in subject["how"].split():
        return True
    if title is None:
        return False
    if (subject["noun"] == "objection") != (title["noun"] == "objection"):
        return True
    said, asks = _words(subject["asks"]), _words(title["asks"])
    return bool(said and asks and not said & asks)


def iterate_results(patterns: Iterable[re.Pattern[str]], low: str) -> Iterator[re.Match[str]]:
    """The matches of several patterns, without those that begin within another."""
    last = -1
    for match in sorted((m for p in patterns for m in p.finditer(low)), key=lambda m: (m.end(), m.start())):
        if match.start() >= last:
            yield match
            last = match.end()
