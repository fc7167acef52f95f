"""Finds the names of minors, of whom only initials are published (Fed. R. Civ. P. 5.2(a)(3)): a name beside the word
"minor" or "infant". Pure; called by ``privacy``."""

import re
import unicodedata
from collections.abc import Iterator

from dockets.record.masking import Span, compile_at_use, iterate_places

_WORD = r"(?-i:[A-Z\u00c0-\u00de](?:[^\W\d_]|['’-](?=[^\W\d_])){1,24})"
_NAME = rf"{_WORD}(?:[ \n](?-i:[A-Z])\.?)?(?:(?:[ \n](?:de|la|del|der|da|dos|van|von)){{0,2}}[ \n]{_WORD}){{1,2}}"
_CHILD = (
    r"(?:child(?:ren)?|plaintiffs?|defendants?|sons?|daughters?|petitioners?|claimants?|wards?|beneficiar(?:y|ies))"
)
_BEFORE = compile_at_use(
    rf"({_NAME})(?:[ \n]?[,(]|[ \n][(-]|(?:[ \n]?,)?[ \n]who[ \n](?:is|was)(?:[ \n]still)?)?"
    r"[ \n]?(?:as[ \n])?(?:(?<=[ \n(])an?[ \n](?:unemancipated[ \n])?|(?<=[(])|(?<=,[ \n]))$",
    re.IGNORECASE,
)
_GOES_ON = compile_at_use(
    rf"(?:minor|infant|juvenile)(?=[ \n]?(?:[,.;:()\[\]<\"/&\x1f]|$)|[ \n](?:{_CHILD}|by|b/n/f|through|and|in|under|age"
    r"|suing|individually|appearing|whose|who|vs?)\b)",
    re.IGNORECASE,
)
_AFTER = compile_at_use(
    rf"(?<!\w)(?:minor|infant|juvenile)(?:'s|s)?(?:[ \n]{_CHILD}(?:[ \n]?[,:(]|[ \n]named)?|[ \n]?:|[ \n]named"
    rf"|[ \n]names?(?:[ \n]?:|[ \n]is))[ \n]?({_NAME})",
    re.IGNORECASE,
)
_DIRECTLY = compile_at_use(
    rf"(?<!\w)(?:(?-i:minors?|infants?|juveniles?)[ \n]|(?<=the[ \n])(?:minor|infant),[ \n])({_NAME})", re.IGNORECASE
)
_ANOTHER = compile_at_use(rf"(?:,|,?[ \n](?:and|&))[ \n]({_NAME})", re.IGNORECASE)
_NO_NAME = frozenset({
    "a", "an", "and", "as", "against", "action", "address", "amended", "answer", "appeal", "application", "approval",
    "approve", "approving", "attorney", "august", "april", "by", "case", "child", "children", "claim", "claims",
    "class", "compel", "complaint", "compromise", "consent", "counsel", "county", "court", "custody", "december",
    "decision", "defendant", "defendants", "denying", "deceased", "department", "district", "doc", "document",
    "during", "ecf", "estate", "ex", "exhibit", "extension", "february", "filed", "filing", "for", "from", "funds",
    "granting", "guardian", "hearing", "in", "infant", "january", "joint", "judge", "july", "june", "kids", "league",
    "letter", "litem", "llc", "inc", "march", "matter", "memorandum", "minor", "minors", "minute", "minutes",
    "motion", "notice", "november", "object", "october", "of", "on", "oral", "order", "ordering", "parents", "parte",
    "party", "petition", "petitioner", "plaintiff", "plaintiffs", "plan", "proposed", "re", "redacted", "report",
    "request", "response", "rule", "sealed", "school", "september", "settlement", "state", "states", "status",
    "stipulation", "subpoena", "summary", "support", "the", "to", "transcript", "trust", "under", "united",
    "unopposed", "unredacted", "v", "versus", "vs", "with", "withdraw", "respondent", "petitioners", "respondents",
    "et", "al", "claimant", "appointing", "appoint", "appointment",
})  # fmt: skip
_STAND_INS = frozenset({"doe", "roe", "poe", "moe", "zoe-doe"})
"""Names that courts give to whoever is not named."""
_WINDOW = 110


def find_minors(text: str, low: str) -> Iterator[Span]:
    """The names, each with its initials. ``low``: the text in lower case."""
    for letters in ("minor", "infant", "juvenile"):
        for place in iterate_places(low, letters):
            yield from _before(text, place)
            yield from _after(text, place)


def _before(text: str, place: int) -> Iterator[Span]:
    if text[place - 1 : place] not in (" ", "\n", "(") or not _GOES_ON().match(text, place):
        return
    begin = max(0, place - _WINDOW)
    found = _BEFORE().search(text, begin, place)
    if found:
        yield from _take_name(text, *found.span(1), from_end=True)


def _after(text: str, place: int) -> Iterator[Span]:
    found = _AFTER().match(text, place) or _DIRECTLY().match(text, place)
    for _ in range(12):
        if found is None:
            return
        names = [*_take_name(text, *found.span(1), from_end=False)]
        if not names:
            return
        yield from names
        found = _ANOTHER().match(text, names[-1][1])


def _take_name(text: str, start: int, end: int, *, from_end: bool) -> Iterator[Span]:
    """The name in a stretch of capitalised words, without words of a docket text at its edge."""
    words = [*re.finditer(r"[^\s]+", text[start:end])]
    plain = [word[0].strip(".,").lower() in _NO_NAME for word in words]
    if from_end:
        kept = words[max((row + 1 for row, stop in enumerate(plain) if stop), default=0) :]
    else:
        kept = words[: next((row for row, stop in enumerate(plain) if stop), len(words))]
    if len(kept) < 2 or not {word[0].lower() for word in kept}.isdisjoint(_STAND_INS):
        return
    initials = "".join(f"{unicodedata.normalize('NFD', word[0])[0]}." for word in kept if word[0][0].isupper())
    yield start + kept[0].start(), start + kept[-1].end(), initials
