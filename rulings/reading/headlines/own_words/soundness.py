"""Whether a headline may be printed: it is well formed, says what the text decides, and more than a type of paper.

Pure. Called by ``headlines``, which prints the court's own first words in place of a headline with more faults than
they have. The rules know no court's wording: they look at how a headline ends, at its marks, and at what it leaves out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import eq

from rulings.reading.headlines.cutting import is_abbreviated, is_dangling
from rulings.reading.headlines.stops import ENTRY, FILER

_READ = 900
"""Characters of a text in which its rulings are looked for."""
_MOST = 230
"""No sound headline is longer."""


def count_faults(title: str, text: str, *, rules: bool) -> int:
    """How many things are wrong with a headline. ``text``: without asides, with its marks. ``rules``: whether the
    filing is an order or minutes, which say what is decided."""
    low = title.lower()
    return (
        sum(
            pattern.search(title) is not None
            for words, pattern in _LEFT_OVER
            if words[0] in low or any(map(low.__contains__, words))
        )
        + _is_ill_formed(title)
        + ((not low.startswith("minute entry") and _ends_within(low, text)) or _is_bare(low, text))
        + (" setting " in low and _sets_nothing(text))
        + lacks_verb(title)
        + (len(find_lacking(title, text)) if rules else 0)
    )


_CLERKS_WORDS = (
    "ecf no", "dkt no", "docket no", "related document", "fee amount", "receipt n", "pldg", "http", "courtroom deputy",
    "court reporter", "signed by", "entered:", "(attach", "attachments:", "document filed by", "c/r", "notified",
    "only entry",
)  # fmt: skip
_LEFT_OVER = (
    (
        _CLERKS_WORDS,
        re.compile(
            r"\b(?:ecf|dkt|docket) no\b|\brelated document|\bfee amount|\breceipt n|\bpldg\b"
            r"|https?:|\bcourtroom deputy\b|\bcourt reporter\b|\bsigned by\b|\bentered:|\(attach|\battachments:"
            r"|\bdocument filed by\b|\bc/r\b"
            r"|\bnotified\b.*\bcounsel\b|\btext[- ]only entry\b",
            re.IGNORECASE,
        ),
    ),
    (
        (" and", " is", " are", " which", " filed"),
        re.compile(
            r"\b(?:motion|application|request|petition|stipulation|report|objections?) (?:(?:to|for) (?:[\w-]+ ){1,4})?"
            r"(?<!rule )(?<!chapter )(?<!count )(?<!counts )(?<!no. )(?<!nos. )(?<!section )(?<!claim )(?<!phase )"
            r"(?<!part )"
            r"(?<!form )(?<!exhibit )(?<!within )(?<!of )(?<!to )(?<!by )(?<!in )(?<!for )(?<!and )(?<!or )(?<!type )"
            r"\d{1,4} (?:and|is|are|which|filed)\b"
        ),
    ),
    (
        ("ordered",),
        re.compile(
            r"(?<!^order)\b(?:it is )?(?:hereby |further |therefore )+ordered\b|\bit is ordered\b", re.IGNORECASE
        ),
    ),
    ((":", ",", ";"), re.compile(r":\s*:|: ?re\b|[,;:] ?[,;:.]")),
    (
        (" is", " are", " was", " were", " has", " have", " shall", " will", ": of"),
        re.compile(r"\b(?:of|at|from|by|on) (?:is|are|was|were|has|have|shall|will)\b|: of\b"),
    ),
)
"""What clerks' forms leave, a number of an entry, a judge's formula within a headline, marks that follow marks, and a
verb behind a preposition; before each pattern words of which one is in whatever it finds, which is quicker."""


def _is_ill_formed(title: str) -> bool:
    """Whether marks are not in pairs, a word stands twice, or the last word goes with one that is not there."""
    pairs = title.count("(") != title.count(")") or title.count("[") != title.count("]") or title.count('"') % 2 == 1
    if ". " in title and any(not is_abbreviated(found[1].lower()) for found in _PERIOD.finditer(title)):
        return True
    return pairs or len(title) > _MOST or _has_twice(title) or is_dangling(title)


_BROKEN = re.compile(
    r"[\[\]{}|~]|\bre (?:re|to|of|on|by|for)\b|\b(?:of|to|for|the|with|from) (?:of|;|,)(?: |$)|\s[,;:.)]|[(\[] "
    r"|^[^\w\"$(\u201c]|: ?$",
    re.IGNORECASE,
)


def is_broken(title: str) -> bool:
    """Whether a headline may not be shown, whatever it says: marks or words are left of what was taken out of it."""
    return _is_ill_formed(title) or _BROKEN.search(title) is not None


def _has_twice(title: str) -> bool:
    """Whether a word, or three words, stand twice; to compare words is quicker than to look for the pattern."""
    words = _WORD.findall(title.lower())
    alike = any(map(eq, words, words[1:])) or any(map(eq, words, words[3:]))
    return alike and _TWICE.search(title) is not None


_PERIOD = re.compile(r"\b([a-z]{2,})\. (?=[a-z]{2})", re.IGNORECASE)
_TWICE = re.compile(r"\b(?!that\b|had\b|v\b|new\b)([a-z]{2,}) \1\b|\b(\w+ \w+ \w+) \2\b", re.IGNORECASE)


def _ends_within(low: str, text: str) -> bool:
    """Whether the text goes on, right behind the headline's last words, with the verb of their clause."""
    words = _WORD.findall(low)[-_TAIL:]
    if len(words) < _TAIL or low.endswith("\u2026") or _VERB.search(low) or _TURNED.search(low):
        return False
    said = text[:_READ].lower()
    following = (_NEXT.match(said, end) for end in _find_ends(said, *words))
    found = next(filter(None, following), None)
    return found is not None and _GOES_ON.match(said, found.start("next")) is not None


def _find_ends(low: str, first: str, last: str) -> Iterator[int]:
    """Where two words end that follow each other; no pattern is made of them, which would take longer than all else."""
    at = low.find(last)
    while at >= 0:
        gap = _GAP_BEFORE.search(low, max(at - _GAP - 1, 0), at)
        begin = gap.start() - len(first) if gap else -1
        alone = begin >= 0 and not _is_of_word(low[begin - 1 : begin] if begin else "")
        if alone and low.startswith(first, begin) and not _is_of_word(low[at + len(last) : at + len(last) + 1]):
            yield at + len(last)
        at = low.find(last, at + 1)


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


_GAP = 6
_GAP_BEFORE = re.compile(r"(?<=[\w'\u2019])[^\w'\u2019]\W{0,5}$|(?<=\w)\W{1,6}$")
"""Up to six signs between two words."""


def lacks_verb(said: str) -> bool:
    """Whether a judge's sentence, "Order that …", is without its verb."""
    return "rder that " in f"{said[:40].lower()} " and not _HAS_VERB.search(said)


def _sets_nothing(text: str) -> bool:
    """Whether the first verb behind a day in court says something else of it than that it is set."""
    found = _DONE_WITH.search(text[:_READ])
    return found is not None and not _SET.match(found["what"])


_DONE_WITH = re.compile(
    r"\b(?:hearing|conference|trial|argument|sentencing|arraignment)\b[^.;]{0,80}? (?:is|are|shall be|will be|has been"
    r"|have been)(?: (?:hereby|now|also))? (?P<what>[a-z]+(?:ed|en)\b)",
    re.IGNORECASE,
)
_SET = re.compile(
    r"(?:set|scheduled|noticed|convened|held|conducted|calendared)|excused"
    r"|required|directed|ordered|permitted|expected|advised|reminded|notified|instructed|requested|limited|allowed"
    r"|referred|assigned|concerned|needed|extended|allotted|been|between|when",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|be|shall|must|may|will|has|have|grants?|den(?:y|ies)|directs?|orders?(?! that)|adopts?"
    r"|recommends?|file|files|serve|respond|appear|show|submit)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'\u2019]+")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|shall|must|may|will|be)\b")
_TAIL = 2
_BETWEEN = r"(?:,? (?:(?:filed|submitted|signed) )?by [^;:()]{2,60}?(?= (?:is|are|was|were|has)\b))?[^\w;:.()]{1,8}"
"""Before the verb may stand who filed it, where that was left out."""
_NEXT = re.compile(rf"{_BETWEEN}(?P<next>\w+)", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:grant|deny|dismiss|approv|allow|overrul|sustain|strik|vacat|stay|remand|affirm|revers|sett)ing\b"
)
"""A judge's sentence that was turned around: "granting motion" for "the motion is granted"."""
_GOES_ON = re.compile(r"(?:is|are|was|were|has|have|shall|must|will)\b(?! been filed)", re.IGNORECASE)


def _is_bare(low: str, text: str) -> bool:
    """Whether a headline says of what type a paper is and what is done with it, where the text says more."""
    if any(word not in _TYPES for word in _LONG.findall(low)):
        return False
    said = text[:_READ].replace(FILER, " ").replace(ENTRY, " ").lower()
    return len({word for word in _LONG.findall(said) if word not in _TYPES}) >= _MORE


def passes_over(title: str, first: str) -> bool:
    """Whether a headline has no word of the text's first sentence, ``first``, and tells of a later one."""
    words = [word for word in _LONG.findall(first.lower()) if word not in _TYPES][:_FIRST_WORDS]
    low = title.lower()
    return len(words) > _FEW and not any(word[:_STEM] in low for word in words)


_FIRST_WORDS, _FEW, _STEM = 12, 3, 5
_LONG = re.compile(r"[a-z]{4,}")
_MORE = 3
"""Words of a text that say more than its type."""
_TYPES = frozenset({
    "order", "orders", "motion", "motions", "granting", "denying", "granted", "denied", "approving", "approved",
    "judgment", "application", "request", "notice", "document", "text", "only", "entry", "minute", "minutes",
    "electronic", "paperless", "court", "proceedings", "held", "before", "matter", "case", "action", "setting",
    "hearing", "other", "opinion", "memorandum", "ruling", "decision", "endorsed", "docket", "clerk", "clerks",
    "chambers", "judge", "district", "magistrate", "chief", "honorable", "signed", "entered", "filed", "copies",
    "mailed", "parties", "counsel", "regarding", "with", "this", "that", "these", "from", "shall", "will", "hereby",
    "ordered", "plaintiff", "defendant", "plaintiffs", "defendants", "attorney", "attorneys", "documents",
    "modified", "additional", "date", "number", "courtroom", "reporter", "related", "part", "dated", "civil",
    "criminal", "general", "staff",
})  # fmt: skip


_ACTS = {
    "grant": "grant", "allow": "grant", "denie": "den", "denyi": "den", "dismi": "dismiss", "vacat": "vacat",
    "stric": "str", "strik": "str", "overr": "overrul", "susta": "sustain", "rever": "revers", "reman": "remand",
    "affir": "affirm", "adopt": "adopt", "staye": "stay", "stays": "stay",
    "trans": "transfer",
}  # fmt: skip
"""Verbs that decide, by their first letters, and what a headline must have of each."""
_FIRST_LETTERS = 5
_DONE = (
    r"granted|allowed|denied|dismissed|vacated|stricken|overruled|sustained|reversed|remanded|affirmed|stayed"
    r"|transferred"
)
_DECIDES = re.compile(
    rf"\b(?i:is|are)(?: (?i:hereby|therefore|also|otherwise|accordingly|further|thus)){{0,2}},? (?P<a>(?i:{_DONE}))\b"
    rf"(?: (?i:in part))?(?:,? (?i:and) (?:(?i:is|are) )?(?P<b>(?i:{_DONE})))?"
    rf"|\b(?P<c>{_DONE.upper()})\b"
    r"|\b(?i:court) (?:(?i:hereby|therefore|also|accordingly) )?(?P<d>(?i:grants|allows|denies|dismisses|vacates"
    r"|strikes|overrules|sustains|reverses|remands|affirms|adopts|stays))\b"
    r"|(?:^|[.;:,])\s*(?:(?i:and) )?(?P<e>(?i:granting|denying|dismissing|vacating|striking|overruling|sustaining))\b"
)
_CLAUSE = re.compile(r"[.;:]\s")
_MAY_BE = re.compile(
    r"\b(?:may|might|should|could|would|will|shall|if|whether|unless|why|previously|until|once|be|recommends?"
    r"|recommending|asks?|requests? that|seeks?|moves?|argues?)\b",
    re.IGNORECASE,
)
"""What nobody has decided yet, or somebody else."""
_ALL_OTHERS = re.compile(
    r"\W*(?:accordingly, |and )?(?:any and )?(?:all|any)(?: other| pending| outstanding| remaining)* (?:motion"
    r"|deadline|hearing)",
    re.IGNORECASE,
)
"""What goes with the end of a case."""
_CLAUSE_MOST = 200


@lru_cache(maxsize=16)
def find_rulings(text: str) -> frozenset[str]:
    """The stems of the verbs with which a text decides; asked again for each headline that is tried for it."""
    return frozenset(stem for stem, _ in iter_rulings(text[:_READ]))


def iter_rulings(text: str) -> Iterator[tuple[str, int]]:
    """The stem of each verb with which a text decides, and where it stands."""
    shouted = text.isupper()
    for found in _DECIDES.finditer(text):
        if shouted and found["c"]:
            continue
        before = text[max(found.start() - _CLAUSE_MOST, 0) : found.start()]
        clause = _CLAUSE.split(before)[-1]
        if not _MAY_BE.search(clause) and not _ALL_OTHERS.match(clause):
            for verb in filter(None, found.groups()):
                yield _ACTS[verb[:_FIRST_LETTERS].lower()], found.start()


_SAID = re.compile(
    r"(?P<to>\bto )?\b(?P<stem>grant|allow|approv|den(?=[yi])|dismiss|vacat|str(?=[iu]c?k)|overrul|sustain"
    r"|revers|remand|affirm"
    r"|adopt|moot|reject|stay|transfer)"
)
_SAME = {"allow": "grant", "approv": "grant", "moot": "den", "reject": "overrul"}


def find_lacking(title: str, text: str) -> set[str]:
    """The stems of the verbs with which the text decides and of which the headline has none."""
    told = find_rulings(text)
    return set(told - _said(title.lower())) if told else set()


def _said(low: str) -> set[str]:
    told = list(_SAID.finditer(low))
    granted = "grant" in low  # To grant a motion to dismiss is to dismiss.
    said = {_SAME.get(found["stem"], found["stem"]) for found in told if granted or not found["to"]}
    return said | ({"grant", "den"} if " in part" in low else set())
