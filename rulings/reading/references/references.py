"""Which entries of its own docket a text refers to.

A docket is full of numbers. One counts as a reference only where courts write references: after a cue ("re 2", "Dkt.
30", "(RE: related document(s) 7", "granting 39, 44, 59"), or before the capitalised name of the entry ("2 MOTION for
…"). Money, dates, rules, statutes, exhibits, case numbers and receipts have neither.

A court's page links many of these numbers; the record keeps the court's words without markup. Of the 284 numbers that
real docket sheets link in their texts, these rules find 265, and of the other 19 few would have told anything: the rest
are numbers inside the title of an entry, or of attachments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rulings.reading.text import PreparedText, find_closing_bracket

_NUMBER = r"\[?\d{1,5}(?:-\d{1,2}\]|\])?"
_NOT_MORE = r"(?!\([a-z]\)|[\d/:.%]*\d|[/%]|-\d|\s?[ap]\.?m\b|st\b|nd\b|rd\b|th\b)"
_NO_UNIT = (
    r"(?!\s+(?:days?|hours?|minutes?|months?|years?|weeks?|pages?|counts?|calendar|business|court days"
    r"|percent|million|copies|seconds|jurors|witnesses|volumes?|u\.?\s?s\.?|f\.|fed|s\. ?ct|stat|c\.?f\.?r)\b)"
)
_AND = r"\s*(?:,|;|&|\band\b)\s*(?:and\s+)?"
_LIST = rf"(?P<list>{_NUMBER}{_NOT_MORE}(?:{_AND}{_NUMBER}{_NOT_MORE}{_NO_UNIT}){{0,40}}){_NO_UNIT}"

_CUED = re.compile(
    r"(?:\b(?:re|regarding|granting|denying|mooting|striking|terminating|withdrawing|adopting|vacating|dismissing"
    r"|overruling|staying"
    r"|deferring|approving|per|in part|as moot|prejudice|resolving)[:;]?\s+"
    r"|\brelated\s+doc(?:ument)?s?(?:\(s\))?:?\s*(?:no\.?|#)?\s*"
    r"|\b(?:pldg|dkts?|docket|ecf|cm/ecf|docs?|documents?|d\.?e|d\.?i|docket entry"
    r"|at entry|filing)\b\.?\s*(?:entry|entries"
    r"|item)?\s*(?:numbers?|nos?\b|#)?\.?\s*[#\[]?\s*"
    r"|\bre\s#|\(#\s?)"
    rf"(?:(?:the|\w[\w.&,]*['\u2019]s?|in part)\s+)?{_LIST}"
)
_STRONG = re.compile(r"\W*(?:pldg|dkt|docket|ecf|cm/ecf|doc|d\.?e|d\.?i|at entry|filing|re\s#)|\(#")
_BRACKETED = re.compile(r"\[(?P<list>\d{1,5})(?:-\d{1,2})?\]")
_NAMED = re.compile(rf"(?<![\w$#./:\-\u00a7(\[]){_LIST}\s+(?P<word>[A-Z][A-Za-z\-]+)")
_HEARD_FOR = re.compile(rf"\b(?:courtroom|room|rm)\.? \w{{1,8}} for {_LIST}(?=\s*(?:[,.(]|$))")
"""A bankruptcy clerk's calendar: "Hearing to be held on 9/29/2008 at 10:00 AM Courtroom 1825 for 37 ."."""
_OWNED = re.compile(r"(?P<list>\d{1,5}) (?:motion|application|objection|stipulation|petition)\b")
_OWNERS = (
    " the ", "'s ", "s' ", "\u2019s ", "s\u2019 ", " unopposed ", " joint ", " consent ", " agreed ", "n support of ",
    "pposition to ", "esponse to ", "eply to ",
)  # fmt: skip
"""A judge who writes the number before a noun in small letters: "DENIES Plaintiff's 12 motion"."""
_EVENT_WORDS = frozenset({
    "abstract", "addendum", "affidavit", "agreed", "amended", "answer", "appeal", "appendix", "application",
    "applications", "bankruptcy", "brief", "case", "certificate", "certification", "complaint", "consent", "corrected",
    "counterclaim", "cover", "cross", "declaration", "disclosure", "emergency", "errata", "ex", "exhibit", "exhibits",
    "findings", "first", "indictment", "initial", "interim", "joint", "judgment", "letter", "mandate", "markman",
    "memorandum", "minute", "motion", "motions", "notice", "objection", "objections", "opening", "opinion",
    "opposition", "order", "orders", "partial", "petition", "plan", "proposed", "redacted", "renewed", "reply",
    "report", "request", "response", "return", "scheduling", "sealed", "second", "statement", "stipulated",
    "stipulation", "subpoena", "suggestion", "summons", "supplement", "supplemental", "sur-reply", "surreply", "text",
    "third", "transcript", "traverse", "unopposed", "verdict", "verified", "voluntary", "waiver", "warrant",
    "withdrawal", "writ",
})  # fmt: skip
_NUMBERED_OTHERWISE = frozenset({
    "exhibit", "exhibits", "ex", "exs", "rule", "rules", "civ", "p", "chapter", "ch", "section", "sec", "part", "parts",
    "count", "counts", "no", "phase", "vol", "volume", "form", "schedule", "class", "group", "title", "art", "article",
    "lr", "lcr", "local", "claim", "claims", "clm", "mdl", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "courtroom", "room", "rm", "suite", "floor", "v", "vs", "page", "pages", "day",
    "usc", "u.s.c", "receipt", "number", "fee", "frcp", "frbp",
})  # fmt: skip
"""Other things with numbers: a number right after one of these words is not an entry's."""
_STATES = frozenset({
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "dc", "fl", "ga", "gu", "hi", "id", "il", "in", "ia", "ks", "ky",
    "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok",
    "or", "pa", "pr", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "vi", "wa", "wv", "wi", "wy",
})  # fmt: skip
_ZIP = 5
"""Digits of a ZIP code, as in "New York, NY 10007 before Judge Poe"."""
_A_NUMBER = re.compile(r"(?<![\d/.$\-])\d{1,5}(?![\d/])")
_TRAILING = re.compile(
    r"\b(?:(?:motion|application|objection)s?|complaint|petition|order|notice|answer|stipulation"
    r"|cause)\b(?P<title>[^.;()\[\]#$]{0,140}?)[,\s]\s*(?P<list>\d{1,5}(?:(?:,| and|, and) \d{1,5})*)"
    r"(?=\s*(?:\.(?!\d)|,(?!\s*(?:19|20)\d\d)|;|\((?![a-z]\))"
    r"|$)"
    r"|\s+(?:filed|before|as to|and|by|jury|with|is|are|was|were|granted|denied|allowed|withdrawn)\b)"
)
SENTENCE_END = re.compile(
    r"\.(?<!\bno\.)(?<!\bnos\.)(?<!\bpldg\.)(?<!\bdkt\.)(?<!\bdkts\.)(?<!\bdoc\.)(?<!\bdocs\.)"
    r"(?<!\binc\.)(?<!\bv\.)(?<!\bvs\.)(?<!\bcorp\.)(?<!\bltd\.)(?<!\bco\.)"
    r"(?<!\bmr\.)(?<!\bms\.)(?<!\bmrs\.)(?<!\bdr\.)(?<!\bst\.)(?<!\bjr\.)(?<!\bsr\.)"
    r"(?<!\bobj\.)(?<!\bdiscl\.)(?<!\bconf\.)(?<!\bstmt\.)(?<!\b\w\.)\s+(?=\w)"
)
"""The end of a sentence in lower case: a period that belongs to no abbreviation or initial."""
_DIGITS = re.compile(r"(?<![\d\-])\d{1,5}(?!\d)")
_SUFFIX = re.compile(r"-\d{1,2}\]")
_LISTED = re.compile(r"[,;&)\]]\s*(?:and\s+|&\s*)?$|\b(?:and|or)\s+$")


@dataclass(frozen=True, slots=True)
class EntryMention:
    """Entry numbers that are listed together at one place of a text."""

    numbers: tuple[str, ...]
    start: int
    end: int
    strong: bool = False
    """Written as a reference whatever the sentence: "Dkt. No. 30", "[12]"."""


_OF_ANOTHER_DOCKET = re.compile(
    r"\s*[\])]?,?\s+(?:in|of|filed in|on) (?:the |case |no\.? |related )*(?:[\w.'\u2019\-]+"
    r" ){0,4}?(?:action|matter|docket"
    r"|adversary|proceeding|litigation|case|no\.? \d{1,2}[:\-]\S+)\b"
)
_THIS = re.compile(r"\b(?:this|instant|above)\b")
_OTHER_COURTS = re.compile(
    r"received copy of (?:the )?(?:district|bankruptcy|supreme|circuit|state|superior|agency)"
    r"|copy of (?:the )?district court"
    r"|disposition of adversary"
)
"""A text that comes from another court refers to that court's entries; an adversary proceeding is a docket of its
own."""
_STAMP = re.compile(r"(?:\.|\[\d{6,9}\])\s*\[\d{1,5}\](?=\s*(?:[;(\[]|$))")
"""A court of appeals puts the entry's own number after its text: "filed by Mr. Roe for Elm Corp. [11] ;",
"FILED.[1234567] [30] [21-1001]"."""


def find_mentioned_entries(line: PreparedText) -> list[EntryMention]:
    """Every reference of a prepared text, in order, without overlaps."""
    if not _A_NUMBER.search(line.low) or _OTHER_COURTS.match(line.low):
        return []
    every = (mention for mention in _all_mentions(line) if not _is_of_another_docket(line.low, mention))
    found = sorted(every, key=lambda mention: (mention.start, -mention.end))
    kept: list[EntryMention] = []
    for mention in found:
        if mention.numbers and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return kept or _trailing(line.low)


def _all_mentions(line: PreparedText) -> Iterator[EntryMention]:
    for match in _CUED.finditer(line.low):
        yield _mention(match, strong=bool(_STRONG.match(match.group())))
    listed = _related(line.low)
    for match in _NAMED.finditer(line.text):
        known = match.group("word").lower() in _EVENT_WORDS or any(start < match.start() < end for start, end in listed)
        if known and not _is_of_else(line.low, match):
            yield _mention(match)
    yield from _unlike_the_rest(line.low)
    stamps = {stamp.end() for stamp in _STAMP.finditer(line.low)} if "[" in line.low else ()
    for match in _BRACKETED.finditer(line.low):
        if match.end() not in stamps:
            yield EntryMention(_numbers(match["list"]), match.start(), match.end(), strong=True)


def _unlike_the_rest(low: str) -> Iterator[EntryMention]:
    """Forms of references with neither a cue nor a capitalised name."""
    for match in _HEARD_FOR.finditer(low) if " for " in low else ():
        yield _mention(match, strong=True)
    for match in _OWNED.finditer(low):
        if low.endswith(_OWNERS, 0, match.start()):
            yield _mention(match)


def _related(low: str) -> list[tuple[int, int]]:
    """The places of bankruptcy clerks' lists of entries: in "(RE: related document(s) 28 Exhibit, 21 Cover Sheet for
    Amendments)" every number before a title is a reference, whatever the title."""
    if "related doc" not in low:
        return []
    return [
        (found.start(), find_closing_bracket(low, found.start()))
        for found in islice(_LIST_OF_RELATED.finditer(low), _MOST_LISTS)
    ]


_MOST_LISTS = 8
"""Lists looked at in one text: a clerk writes one or two, and each is read to its closing bracket."""
_LIST_OF_RELATED = re.compile(r"\((?=(?:re: ?)?related doc)")


def _is_of_another_docket(low: str, mention: EntryMention) -> bool:
    """Whether the entry is one of another docket: "ECF No. 80 in the Lupin Action"."""
    if not mention.strong:
        return False
    following = _OF_ANOTHER_DOCKET.match(low, mention.end)
    return following is not None and not _THIS.search(following[0])


def _mention(match: re.Match[str], *, strong: bool = False) -> EntryMention:
    return EntryMention(_numbers(match.group("list")), match.start("list"), match.end("list"), strong)


def _is_of_else(low: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to a rule, an exhibit, a date and so on."""
    start = match.start("list")
    before = low[max(0, start - 14) : start].split()
    if not before:
        return False
    word = before[-1]
    if match.end("list") - start == _ZIP and word.strip(",.") in _STATES:
        return True
    return word[-1] in "$#" or word.rstrip(".") in _NUMBERED_OTHERWISE or (word[-1] == "," and word[:-1].isdigit())


def _numbers(listed: str) -> tuple[str, ...]:
    plain = (number.lstrip("0") for number in _DIGITS.findall(_SUFFIX.sub("]", listed)))
    return tuple(dict.fromkeys(number for number in plain if number))


def _trailing(low: str) -> list[EntryMention]:
    """References of courts that put the number after the title ("motion for preliminary injunction 5 (…"); used where
    the text has no other."""
    found: list[EntryMention] = []
    for match in _TRAILING.finditer(low, 0, 1_500):
        if not _is_of_else(low, match):
            found.append(_mention(match))
    return found


def select_own_references(low: str, found: list[EntryMention]) -> list[EntryMention]:
    """The references that the text itself makes, without those inside the title of the entry that it names.

    "re 99 MOTION to Strike 81 Markman Brief, 98 MOTION to Strike" refers to 99 and 98; 81 is part of 99's title.
    """
    if not found:
        return []
    kept = [found[0]]
    for mention in found[1:]:
        between = low[kept[-1].end : mention.start]
        if len(between) > 400:
            break
        if _LISTED.search(between[-12:]) and " re " not in between and " re: " not in between:
            kept.append(mention)
    return kept
