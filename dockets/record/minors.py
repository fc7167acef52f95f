"""Finds the names of minors, of whom only initials are published (Fed. R. Civ. P. 5.2(a)(3)): a name beside the word
"minor" or "infant", also a first name alone, or a surname behind initials. Pure; called by ``privacy``."""

import re
import unicodedata
from collections.abc import Iterator

from dockets.record.masking import Span, compile_at_use, iterate_places

_WORD = r"(?-i:[A-Z\u00c0-\u00de](?:[^\W\d_]|['’-](?=[^\W\d_])){1,24}+)"
_INITIALS = r"(?:(?-i:[A-Z])\.[ \n]?){1,3}"
_INITIAL = r"(?:[ \n](?-i:[A-Z])\b\.?)?"
_REST = rf"{_INITIAL}(?:[ \n](?:de|la|del|der|da|dos|van|von)){{0,2}}[ \n]{_WORD}"
_NAME = rf"{_WORD}(?:{_REST}){{1,2}}"
_FIRST = rf"(?:{_INITIALS})?{_WORD}"
_ANY_NAME = rf"(?<![\w'’-]){_FIRST}(?:{_REST}){{0,3}}{_INITIAL}"
_CHILD = (
    r"(?:child(?:ren)?|plaintiffs?|defendants?|sons?|daughters?|petitioners?|claimants?|wards?|beneficiar(?:y|ies))"
)
_BEFORE = compile_at_use(
    rf"({_ANY_NAME})(?:[ \n]?[,(]|[ \n][(-]|(?:[ \n]?,)?[ \n]who[ \n](?:is|are|was|were)(?:[ \n]still)?)?"
    r"[ \n]?(?:(?:as|both|each|all)[ \n])?(?:(?<=[ \n(])an?[ \n](?:unemancipated[ \n])?|(?<=[(])"
    r"|(?<=,[ \n])|(?<=[ \n](?:are|all)[ \n])|(?<=[ \n](?:were|both)[ \n]))$",
    re.IGNORECASE,
)
_ANOTHER_BEFORE = compile_at_use(rf"({_ANY_NAME})(?:,?[ \n](?:and|&)|,)[ \n]$", re.IGNORECASE)
_ENDS = r'[ \n]?(?:[,.;:()\[\]<"/&\x1f]|$)'
_GOES_ON = compile_at_use(
    rf"(?:minor|infant|juvenile)(s|(?=[ \n]children))?(?={_ENDS}|[ \n](?:{_CHILD}|by|b/n/f|through|and|in|under|age"
    r"|suing|individually|appearing|whose|who|vs?)\b)",
    re.IGNORECASE,
)
_AFTER = compile_at_use(
    rf"(?<!\w)(?:minor|infant|juvenile)(?:'s|s)?(?:[ \n]{_CHILD}(?:[ \n]?[,:(]|[ \n]named)?|[ \n]?:|[ \n]named"
    rf"|[ \n]names?(?:[ \n]?:|[ \n]is))[ \n]?({_NAME})",
    re.IGNORECASE,
)
_DIRECTLY = compile_at_use(
    rf"(?<!\w)(?:(?-i:minors?|infants?|juveniles?)[ \n]|(?<=the[ \n])(?:minor|infant)s?,[ \n])({_NAME})", re.IGNORECASE
)
_CLOSES = rf"(?={_ENDS}|[ \n](?:by|b/n/f|through|and|who|whose|was|is|were|are|has|had|have|from|aged?)\b)"
_SHORT_AFTER = compile_at_use(
    r"(?<!\w)(?:(?-i:(?:minor|infant)(?:'s)?[ \n](?:child(?:ren)?|sons?|daughters?|brothers?|sisters?|siblings?))"
    r"(?:[,:]|[ \n]named)?|(?:minor|infant|juvenile)s?[ \n]named|(?:minor|infant)(?:'s)?[ \n]name(?:[ \n]?:|[ \n]is)"
    rf"|(?<=the[ \n])(?-i:minors?|infants?),)[ \n]({_FIRST}){_CLOSES}",
    re.IGNORECASE,
)
_ANOTHER = compile_at_use(rf"(?:,|,?[ \n](?:and|&))[ \n]({_NAME})", re.IGNORECASE)
_ANOTHER_SHORT = compile_at_use(rf",?[ \n](?:and|&)[ \n]({_FIRST}){_CLOSES}", re.IGNORECASE)
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
    "u.s", "citizen", "student", "pupil", "victim", "witness", "patient", "decedent", "debtor", "applicant",
    "appellant", "appellee", "daughter", "social", "security", "medicaid", "medicare", "benefits",
})  # fmt: skip
_NOT_ALONE = frozenset({
    "i", "he", "she", "they", "it", "who", "someone", "anyone", "nobody", "person", "individual", "son", "boy", "girl",
    "sibling", "brother", "sister", "mother", "father", "parent", "ward", "beneficiary", "juvenile", "male", "female",
    "insured", "passenger", "driver", "here", "there", "however", "moreover", "therefore", "thus", "also", "further",
    "furthermore", "instead", "although", "because", "since", "while", "when", "where", "if", "yes", "no", "that",
    "this", "then", "now", "today", "yesterday", "first", "second", "third", "count", "part", "section", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "health", "welfare", "education", "custodial",
})  # fmt: skip
"""Capitalised words that may be a surname, but are none where they stand alone."""
_ADVERB = re.compile(r"\w{2,}(?:ally|[ae]ntly|ously|ately|edly|ingly|arily|[iu]larly|[ai]bly)$")
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|on|near|since|until|during|around|outside|within|the|an?)|((?-i:[A-Z])[\w.'’-]{0,30}),|\d,?)"
    r"[ \n]$",
    re.IGNORECASE,
)
"""What before a word that stands alone makes it a place or a date: "in Houston, a minor", "Mesa, Arizona, a minor"."""
_STAND_INS = frozenset({"doe", "roe", "poe", "moe", "zoe-doe"})
"""Names that courts give to whoever is not named."""
_IN_CAPITALS = re.compile(r"(?=.*[AEIOUY]).{4}")
"""A name in capitals, and neither initials nor an abbreviation; what follows it is in capitals too."""
_WINDOW, _NEXT = 110, 8


def find_minors(text: str, low: str) -> Iterator[Span]:
    """The names, each with its initials. ``low``: the text in lower case."""
    for letters in ("minor", "infant", "juvenile"):
        for place in iterate_places(low, letters):
            yield from _before(text, place)
            yield from _after(text, place)


def _before(text: str, place: int) -> Iterator[Span]:
    """The name before the word; before "minors" those of all."""
    goes_on = _GOES_ON().match(text, place) if text[place - 1 : place] in (" ", "\n", "(") else None
    found = _BEFORE().search(text, max(0, place - _WINDOW), place) if goes_on else None
    if not (goes_on and found):
        return
    # "Smith, Minor v. Jones" is a caption of two people, of whom one is called Minor.
    is_caption = text[place].isupper() and text[place - 2] == ","
    name = _take_name(text, *found.span(1), from_end=True, short=not is_caption)
    surname = found[1].split()[-1]
    for _ in range(12):
        if name is None:
            return
        yield name
        another = _ANOTHER_BEFORE().search(text, max(0, name[0] - _WINDOW), name[0]) if goes_on[1] is not None else None
        name = _take_name(text, *another.span(1), from_end=True, short=True, listed=True) if another else None
        if name and not _is_of_family(text, name, surname):
            return


def _is_of_family(text: str, name: Span, surname: str) -> bool:
    """Whether a name in a list belongs to those before "minors": behind "and", or it is a first name, or has their
    surname. "Ada Roe, Emma and Paul Jones, minors" begins with somebody else."""
    words, behind = text[name[0] : name[1]].split(), text[name[1] : name[1] + len(", and")].lower()
    return behind[0] != "," or "and" in behind or "&" in behind or len(words) == 1 or words[-1] == surname


def _after(text: str, place: int) -> Iterator[Span]:
    found = _AFTER().match(text, place) or _DIRECTLY().match(text, place)
    short = None if found else _SHORT_AFTER().match(text, place)
    another = _ANOTHER_SHORT if short else _ANOTHER
    found = found or short
    for _ in range(12):
        name = _take_name(text, *found.span(1), from_end=False, short=bool(short)) if found else None
        if name is None:
            return
        yield name
        found = another().match(text, name[1])


def _take_name(text: str, start: int, end: int, *, from_end: bool, short: bool, listed: bool = False) -> Span | None:
    """The name in a stretch of capitalised words, without words of a docket text at its edge. ``short``: it may be one
    word. ``listed``: a name follows it."""
    words = [*re.finditer(r"[^\s]+", text[start:end])]
    plain = [word[0].strip(".,").lower() in _NO_NAME for word in words]
    if from_end:
        kept = words[max((row + 1 for row, stop in enumerate(plain) if stop), default=0) :]
    else:
        kept = words[: next((row for row, stop in enumerate(plain) if stop), len(words))]
    full = [word[0] for word in kept if len(word[0].strip(".")) > 1]
    if not full or not {word.lower() for word in full}.isdisjoint(_STAND_INS):
        return None
    begin = start + kept[0].start()
    if kept[0][0] == full[-1] and not (short and _is_alone(text, begin, full[0], listed=listed)):
        return None
    initials = "".join(f"{unicodedata.normalize('NFD', word[0])[0]}." for word in kept if word[0][0].isupper())
    return begin, start + kept[-1].end(), initials


def _is_alone(text: str, begin: int, word: str, *, listed: bool) -> bool:
    """Whether a word is a person's name although no other name stands beside it."""
    low = word.lower()
    if low in _NOT_ALONE or _ADVERB.match(low):
        return False
    if word.isupper() and not (
        _IN_CAPITALS.match(word) and text[begin + len(word) : begin + len(word) + _NEXT].isupper()
    ):
        return False
    before = None if listed else _PLACE_BEFORE.search(text, max(0, begin - 34), begin)
    return before is None or (before[1] or "").lower() in _NO_NAME
