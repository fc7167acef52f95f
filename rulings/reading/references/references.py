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
_AND = r"\s*(?:,|;|&|\band\b)\s*(?:and\s+)?(?:#\s?)?"
_LIST = rf"(?P<list>{_NUMBER}{_NOT_MORE}(?:{_AND}{_NUMBER}{_NOT_MORE}{_NO_UNIT}){{0,40}}){_NO_UNIT}"
_DOCUMENT = (
    rf"{_NUMBER}(?:-\d{{1,3}}(?![\d\-])"
    rf"| (?:-|\u2013|through|thru|to) \d{{1,5}}(?=\s*(?:[.,;)\]]|$|\s(?:is|are|and)\b)))?{_NOT_MORE}"
)
"""A number after the name of the record may have that of an attachment behind it, or the last of a range: "Doc. 12-1",
"ECF Nos. 12-14"."""
_DOCUMENTS = (
    rf"(?P<documents>{_DOCUMENT}(?:(?:{_AND}(?:nos?\.? )?|\s+(?=\d{{1,5}}\s*[,)\]])){_DOCUMENT}{_NO_UNIT}){{0,40}})"
    rf"{_NO_UNIT}"
)

_CUED = re.compile(
    r"(?:\b(?:(?:granting|denying|mooting|striking|terminating|withdrawing|adopting|accepting|vacating|dismissing"
    r"|overruling|sustaining|staying|deferring|approving|ruling on|per|in part|as moot|prejudice|resolving"
    r"|(?:relat|referr)(?:ed|es|ing) to|refers to|judgment pursuant to)[:;]?\s+(?:#\s?)?"
    r"|(?:re|regarding|ref):\s?(?:#\s?|item #?\s?|no\.\s)?|(?:re|regarding)[:;]?\s+(?:#\s?)?)"
    rf"(?:(?:the|\w[\w.&,]*['\u2019]s?|in part)\s+)?{_LIST}"
    r"|(?:\brelated\s+(?:to\s+)?(?:doc(?:ument)?s?|items?)(?:\(s\))?(?:\sid)?[.:,]?\s*(?:nos?\.?|#)?[\s:]*"
    r"|\b(?<!production of )(?:pldg|dkts?|docket|ecf|cm/ecf|docs?"
    r"|documents?|d\.?e|d\.?i|docket entry|d\.?n|instrument(?= no)|paper(?= no)"
    r"|court file(?= no)|clerk's(?= no)|at entry"
    r"|entry(?= (?:no|num|#))|entries(?= no)|(?<=\()entry|filing|fil(?=\.? ?#))\b\.?\s*(?:docket |entry |entries |item "
    r"|doc\.? )?\s*(?:numbers?|nos?\b|#'?s?)?\.?(?:\(s\))?"
    r"[:.]?\s*[#\[]?\s*"
    r"|\b(?:ref?|support of)\s#\s?|\(#\s?|[\[(]r\. ?|(?<=[a-z], )r\. )"
    rf"(?:(?:the|\w[\w.&,]*['\u2019]s?|in part)\s+)?{_DOCUMENTS})"
)
_STRONG = re.compile(
    r"\W*(?:pldg|dkt|docket|ecf|cm/ecf|doc|d\.?e|d\.?i|d\.?n|instrument|paper|court file|clerk's|at entry|filing|re\s#)"
    r"|\(#|[\[(]r\."
)
_BRACKETED = re.compile(
    r"\[\s?#?\s?(?P<list>\d{1,5}(?:(?:\s?[,&]|\s and)\s?(?:and )?#?\d{1,5}(?!\d|[-/])){0,20})(?:-\d{1,2})?\s?\]"
)
_LONG_NUMBER = re.compile(r"\[(?P<list>\d{7})-\d{1,2}\]")
"""The D.C. Circuit numbers its entries by document, and names a motion with the place of its request: "[1977915-2]"."""
_NAMED = re.compile(rf"(?<![\w$#./:\-\u00a7(\[]){_LIST}\s+(?P<word>[A-Z][A-Za-z\-]+)")
_NAMED_IN_BRACKETS = re.compile(
    r"(?<= (?:to|on|of|re) \()(?P<list>\d{1,5})\s+(?=(?:[A-Z][\w\-]+ ){0,3}(?:Motion|MOTION|Application|Objection"
    r"|Order))"
)
""" "Response to (12 Motion for Relief from Stay filed by Creditor Elm Bank)"."""
_IN_ROUND_BRACKETS = re.compile(
    r"\b(?:granting|denying|mooting|moot|part|re:?|regarding|to|of|for|on|adopting|approving|striking|doc(?:ument)?s?)"
    r"(?:\(s\))? \((?P<list>\d{1,5})(?: in \d{1,2}:\d\d-\w\w-\d{3,6}(?:-[A-Z]{2,4}){0,3})?\)(?=\)|\s+[a-z])",
    re.IGNORECASE,
)
""" "ORDER granting (12) Motion to Dismiss", as notices and older sheets write it."""
_ROUND_BRACKET = re.compile(r"\( ?\d")
_NAMED_BEFORE_BRACKETS = re.compile(
    r"\b(?:motion|application|stipulation|petition|objection|letter|response|reply|brief|memorandum|order|report|r&r"
    r"|recommendations?|complaint|answer|request|notice|opposition|declaration)"
    r"(?P<title> (?:to|for|in) (?:(?!as\b)[a-z-]+ ){0,6}[a-z-]+)? \((?P<list>\d{1,4})\)"
    r"(?=\s*(?:[.,;:]|- |$)|\s+(?:is|are|and|by|as|filed|argued|heard|granted|denied|signed|withdrawn|allowed"
    r"|sustained|overruled|resolved)\b)"
)
""" "adopting R&R (71)", "the motion to compel (12) is granted"; in "Motion to Detain Ann Roe (1)" it is the defendant
who has a number."""
_AFTER_NOUN = re.compile(
    r"\b(?:(?:granting|denying|approving|grants|denies|and|re:?|regarding) (?:[\w'\u2019\-]+ ){0,3}(?:motion"
    r"|application|stipulation|request) (?P<list>\d{1,5})(?= (?:for|to|in) [a-z])"
    r"|(?:motion|application|objection|stipulation|petition|response|complaint|notice|order|letter)s?"
    r"\b[^.;:()\[\]#]{0,100}? #\s?(?P<hashed>\d{1,5}(?:(?:,? and|,|,? &) #\s?\d{1,5}){0,20})(?![\d\-:/]))"
)
""" "granting Motion 12 for extension of time", "Motion for Extension of Time #12"."""
_HEARD_FOR = re.compile(
    rf"(?:\b(?:courtroom|room|rm)\.? \w{{1,8}}|(?<=\d) and) for {_LIST}(?=\s*(?:[,.(]|$|and for\b))"
)
"""A bankruptcy clerk's calendar: "Hearing to be held on 9/29/2008 at 10:00 AM Courtroom 1825 for 37 ."."""
_OWNED = re.compile(
    r"(?P<list>(?!(?:19|20)\d\d|225[45]|2241|341|36[235]|3582|50[2356]|52[23]|9019|1(?:404|406|407|782|292)\b)\d{1,4})"
    r" (?:(?!days?\b|hours?\b|minutes?\b|pages?\b|months?\b|years?\b|counts?\b|business|calendar|largest|new\b|other\b"
    r"|additional|remaining|pending|related|separate|proposed|individual|day-|hour-|page-|page,|expert|fact\b|defense"
    r"|plaintiff|defendant|witness)[a-z][a-z-]* ){0,3}?"
    r"(?:motion|application|objection|stipulation|petition|report|notice|response|reply|opposition|memorandum|brief"
    r"|complaint|answer|order|letter|declaration|affidavit|opinion|judgment|statement|proposal)\b(?! of (?:any|each)\b)"
)
_OWNERS = (
    " the ", " its ", " their ", " his ", " her ", " this ", "'s ", "s' ", "\u2019s ", "s\u2019 ", " unopposed ",
    " joint ", " consent ", " agreed ", "n support of ",
    "pposition to ", "esponse to ", "eply to ",
)  # fmt: skip
"""A judge who writes the number before a noun in small letters: "DENIES Plaintiff's 12 motion"."""
_EVENT_WORDS = frozenset({
    "abstract", "addendum", "affidavit", "agreed", "amended", "answer", "appeal", "appendix", "application",
    "applications", "assented", "assented-to", "bankruptcy", "brief", "case", "certificate", "certification",
    "chapter", "clerk", "complaint", "consent", "corrected", "counterclaim", "cover", "cross", "cross-motion",
    "declaration", "disclosure", "emergency", "errata", "ex", "exhibit", "exhibits", "expedited", "final",
    "findings", "first", "fourth", "generic", "indictment", "initial", "interim", "joint", "judgment", "letter",
    "mandate", "markman", "memorandum", "minute", "motion", "motions", "notice", "objection", "objections",
    "omnibus", "opening", "opinion", "opposition", "order", "orders", "partial", "petition", "plan", "proposed",
    "redacted", "renewed", "reply", "report", "request", "response", "return", "scheduling", "sealed", "second",
    "statement", "status", "stipulated", "stipulation", "subpoena", "suggestion", "summons", "superseding",
    "supplement", "supplemental", "sur-reply", "surreply", "text", "third", "transcript", "traverse", "uncontested",
    "unopposed", "usca", "verdict", "verified", "voluntary", "waiver", "warrant", "withdrawal", "writ",
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
_A_NUMBER = re.compile(r"\d(?<![\d/$\-]\d)(?<!\d\.\d)\d{0,4}(?![\d/])")
_TRAILING = re.compile(
    r"\b(?:(?:motion|application|objection)s?|complaint|petition|order|notice|answer|stipulation"
    r"|cause)\b(?P<title>(?:[^.;()\[\]#$]|\([a-z ]{3,40}\)){0,140}?)[,\s]\s*(?P<list>\d{1,5}(?:(?:,| and"
    r"|, and|,? &) \d{1,5})*)"
    r"(?=\s*(?:\.(?!\d)|,(?!\s*(?:19|20)\d\d)|;|\((?![a-z]\))"
    r"|$)"
    r"|\s+(?:filed|before|as to|and|by|jury|with|is|are|was|were|granted|denied|allowed|withdrawn|held|over|without"
    r"|in part|as moot|in its entirety)\b)"
)
SENTENCE_END = re.compile(
    r"\.(?<!\bno\.)(?<!\bnos\.)(?<!\bpldg\.)(?<!\bdkt\.)(?<!\bdkts\.)(?<!\bdoc\.)(?<!\bdocs\.)"
    r"(?<!\brec\.)(?<!\binc\.)(?<!\bv\.)(?<!\bvs\.)(?<!\bcorp\.)(?<!\bltd\.)(?<!\bco\.)"
    r"(?<!\bmr\.)(?<!\bms\.)(?<!\bmrs\.)(?<!\bdr\.)(?<!\bst\.)(?<!\bjr\.)(?<!\bsr\.)"
    r"(?<!\bobj\.)(?<!\bdiscl\.)(?<!\bconf\.)(?<!\bstmt\.)(?<!\b\w\.)\s+(?=\w)"
)
"""The end of a sentence in lower case: a period that belongs to no abbreviation or initial."""
_DIGITS = re.compile(r"(?<![\d\-])\d{1,5}(?!\d)")
_SUFFIX = re.compile(r"-\d{1,2}\]")
_LISTED = re.compile(r"(?:[,;&\]]|(?<!\(s)\))\s*(?:and\s+|&\s*)?$|\b(?:and|or)\s+$")
_RELATED = re.compile(r"\brelated\s+(?:to\s+)?doc(?:ument)?s?(?:\(s\))?[.:,]?\s*(?:nos?\.?|#)?[\s:]*\[?$")


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
_NEAR_BEFORE = 90
_IN_MASTER_DOCKET = re.compile(
    r"(?:\b(?:master|lead|main|mdl|related|companion) (?:docket|case|action|file|mdl),? \(?|\()(?:(?:case )?(?:no\. )?"
    r"\d:\d\d-(?:md|mn|ml|mc|cv|cr)-\d{3,6}[\w-]{0,16}[,;]? (?:at )?)"
    r"(?:dkts?|ecf|docs?|d\.?e|d\.?i|docket)\.? (?:entry )?(?:nos?\.? )?[\[#]?$"
)
""" "the reasons set out in the master docket (2:19-mn-02991, Dkt. No. 2188)"."""
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
        if _BY_STATUTE.match(line.low, mention.end - _DIGITS_OF_STATUTE):
            continue
        if mention.numbers and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return _with_titled(line, kept or _trailing(line.low))


def _with_titled(line: PreparedText, kept: list[EntryMention]) -> list[EntryMention]:
    """The references, with those after a title where the text has both forms."""
    more = [
        one for one in _after_titles(line) if not any(one.start < other.end and other.start < one.end for other in kept)
    ]
    return sorted([*kept, *more], key=lambda mention: mention.start) if more else kept


_NAMES_OF_ENTRIES = (
    "Affidavit", "Agreement", "Answer", "Appeal", "Application", "Brief", "Certificate", "Complaint",
    "Counterclaim", "Declaration", "Hearing", "Indictment", "Judgment", "Letter", "Mandate", "Memorandum",
    "Minutes", "Motion", "Notice", "Objection", "Opinion", "Opposition", "Order", "Petition", "Plan",
    "Recommendation", "Reply", "Report", "Request", "Response", "Sentencing", "Statement", "Stipulation", "Summons",
    "Transcript", "Trial", "Verdict", "Warrant",
)  # fmt: skip
_NAME_OF_ENTRY = "(?:" + "|".join(f"{name}|{name.upper()}" for name in _NAMES_OF_ENTRIES) + r")[sS]?\b"
_WORD_OF_TITLE = r"(?:[A-Za-z][\w'\u2019/&\-]*|-|\([a-z ]{3,40}\))"
_AFTER_TITLE = re.compile(
    r"(?:\b(?:[Rr]e|RE|[Rr]egarding|to|on|of|from|by|under|[Aa]s [Tt]o|granting|denying|GRANTING|DENYING|that|and|the"
    r"|[Ii]n support of|[Oo]pposition to)[:,]? |\s?, (?:and )?|\[|[.;:] |^)(?:the |[\w.]+['\u2019]s? )?"
    rf"(?=[A-Z])(?P<title>(?:{_WORD_OF_TITLE},? ){{0,4}}?{_NAME_OF_ENTRY}(?:,? {_WORD_OF_TITLE}){{0,16}}?)"
    r",{0,2} (?P<list>\d{1,4}(?:(?:,? and|,|,? &) \d{1,4}){0,20})"
    r"(?=\s*(?:\.(?!\d)|,(?!\s*(?:19|20)\d\d)|[;)\]]|\((?![a-z]\))|$)"
    r"|\s+(?:filed|before|as to|and|by|with|is|are|was|were|should|granted|denied|sent|due|to \d|[Rr]e:)\b)"
)
""" "regarding Notice of Appeal to USCA 132, Judgment, 124, and Certificate 133": Nebraska and Central California
put the number after the title, which is capitalised."""
_ENDS_WITH_NUMBER = re.compile(
    r" \d{1,4}(?=\s*(?:[.,;)\](]|$)"
    r"|\s+(?:filed|before|as to|and|by|with|is|are|was|were|should|granted|denied|sent|due|to \d|[Rr]e:)\b)"
)
"""The end of whatever ``_AFTER_TITLE`` finds, which is found quickly for its blank."""
_NO_TITLE_BEFORE = re.compile(
    r"\b(?:set|production|doe|interrogator(?:y|ies)|requests?|items?|paragraphs?|tab|numbers?|nos?|topic|juror"
    r"|defenses?|opinions?|badge|officers?|agents?|topics?|grounds?|reasons?|points?|issues?|questions?|prongs?"
    r"|categor(?:y|ies)|elements?|witness(?:es)?|tests?|sites?|bates|lot|unit|tract|parcel|amendment|patent"
    r"|defendants?|plaintiffs?|debtors?|line|step|at|within|than|least|about"
    r"|approximately|exceed|age|of|for|procedure|code)$"
)
"""More words whose number is not that of an entry: "Defendant 2", "in excess of 25"."""


def _after_titles(line: PreparedText) -> Iterator[EntryMention]:
    if not _ENDS_WITH_NUMBER.search(line.text, 0, 3_000):
        return
    for match in _AFTER_TITLE.finditer(line.text, 0, 3_000):
        if not _YEARS.fullmatch(match["list"]) and not _is_titled_otherwise(line.low, match):
            yield _mention(match)


_MOST_IN_LIMINE = 20


def _is_titled_otherwise(low: str, match: re.Match[str]) -> bool:
    """Whether the number after a title is one of a rule, a day, a request, or of several motions in limine."""
    title = match["title"].lower()
    if title.endswith("limine") and int(match["list"].split(",")[0].split()[0]) <= _MOST_IN_LIMINE:
        return True
    return _is_of_else(low, match) or bool(_NO_TITLE_BEFORE.search(title) or _OF_LAW.search(title))


def _all_mentions(line: PreparedText) -> Iterator[EntryMention]:
    for match in _CUED.finditer(line.low):
        if not _is_place_or_year(line, match):
            yield _cued(match)
    yield from _named(line)
    answers = _TO_NUMBER.search(line.low) is not None
    for match in _ANSWERED.finditer(line.text) if answers else ():
        yield _mention(match)
    for match in _ADVISED.finditer(line.low) if "recommend" in line.low else ():
        yield _mention(match, strong=True)
    yield from _in_round_brackets(line) if _ROUND_BRACKET.search(line.low) else ()
    yield from _unlike_the_rest(line.low, answers=answers)
    stamps = {stamp.end() for stamp in _STAMP.finditer(line.low)} if "[" in line.low else ()
    for match in _BRACKETED.finditer(line.low):
        if match.end() not in stamps:
            yield EntryMention(_numbers(match["list"]), match.start(), match.end(), strong=True)
    for match in _LONG_NUMBER.finditer(line.low):
        yield EntryMention((match["list"],), match.start(), match.end(), strong=True)


def _named(line: PreparedText) -> Iterator[EntryMention]:
    """Numbers before the name of an entry, and those that count on in the same list, whatever their names: "15 Motion,
    16 Declaration, 17 Summary/Schedule(s)"."""
    listed, last = _related(line.low), 0
    for match in _NAMED.finditer(line.text):
        known = _is_titled_soon(line.text, match) or any(start < match.start() < end for start, end in listed)
        goes_on = match["list"] == str(last + 1) and line.low.endswith(", ", 0, match.start())
        if (known or goes_on) and not (_is_of_else(line.low, match) or _OF_CREDITORS.match(line.low, match.start())):
            yield _mention(match)
            last = int(_DIGITS.findall(match["list"])[-1])


_BY_STATUTE = re.compile(r"(?:225[45]|2241|1983) (?:motion|petition|application|action|complaint|case)")
"""The section by which somebody moves: "ORDER DENYING 2255 MOTION"."""
_DIGITS_OF_STATUTE = 4
_OF_CREDITORS = re.compile(r"341 (?:notice|meeting|hearing)\b")
"""The section by which creditors meet: "Request to Send 341 Notice"."""
_MOTION_SOON = re.compile(
    r"\s+(?:[A-Z][\w'\u2019/&-]*,? ){1,4}?(?:MOTION|Motion|APPLICATION|Application|STIPULATION|Stipulation)\b"
)


def _is_titled_soon(text: str, match: re.Match[str]) -> bool:
    """Whether a title follows, perhaps with other words before its noun: "14 Opposed MOTION"."""
    return match["word"].lower() in _EVENT_WORDS or bool(_MOTION_SOON.match(text, match.end("list")))


_YEARS = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"[a-z]\.\d{1,2}$")
""" "1. Click on the document number.2. If you are prompted …", as a clerk's instructions are counted."""


def _is_place_or_year(line: PreparedText, match: re.Match[str]) -> bool:
    """Whether the number after "re" is a house's or a car's: "re: 14 Elm Street", "RE: 2014 Honda Civic"."""
    if line.low.startswith(". ", match.end()) and _COUNTED.search(line.low, max(0, match.start()), match.end()):
        return True
    if match["list"] is None or _is_titled(line.text, match.end("list")):
        return False
    start, end = match.span("list")
    return bool(_STREET.match(line.low, end) or _YEARS.fullmatch(line.low, start, end))


_TITLE = re.compile(r"\s+(?P<word>[A-Za-z\-]+)")


def _is_titled(text: str, end: int) -> bool:
    """Whether the name of an entry follows: "12 MOTION"."""
    title = _TITLE.match(text, end)
    return title is not None and title["word"].lower() in _EVENT_WORDS


def _in_round_brackets(line: PreparedText) -> Iterator[EntryMention]:
    for match in _NAMED_IN_BRACKETS.finditer(line.text):
        yield _mention(match)
    for match in _NAMED_BEFORE_BRACKETS.finditer(line.low):
        if not match["title"] or int(match["list"]) >= _FEW:
            yield _mention(match)
    for match in _IN_ROUND_BRACKETS.finditer(line.low):
        if not _is_enumerated(line.low, int(match["list"])):
            yield _mention(match)
    if len(line.low) <= _LONGEST_EVENT and _EVENT_ON_ONE.match(line.low):
        for match in _SPACED_BRACKETS.finditer(line.low):
            yield _mention(match)


_LONGEST_EVENT = 300
_EVENT_ON_ONE = re.compile(
    r"(?:(?:[\w-]+ ){1,4}?hearing(?: held)?; ?)?(?:(?:text |agreed |amended |consent )*order |withdraw document"
    r"|motions? (?:no longer )?referred|notice of withdrawal )"
)
_SPACED_BRACKETS = re.compile(r"\( (?P<list>\d{1,5}) \)(?=\s*(?:$|[,.;]|- |and \b))")
"""A feed's event with the entry that it is on: "Order on Motion to Dismiss ( 16 )", "Withdraw Document ( 91 )"."""


def _is_enumerated(low: str, number: int) -> bool:
    """Whether the text counts "(1) …; (2) …", where a number in brackets is no entry's."""
    return number < _FEW and (f"({number + 1})" in low or f"({number - 1})" in low)


_FEW = 10


def _unlike_the_rest(low: str, *, answers: bool) -> Iterator[EntryMention]:
    """Forms of references with neither a cue nor a capitalised name. ``answers``: whether a number follows "to"."""
    for match in _HEARD_FOR.finditer(low) if " for " in low else ():
        yield _mention(match, strong=True)
    for match in _OWNED.finditer(low):
        if low.endswith(_OWNERS, 0, match.start()):
            yield _mention(match)
    for match in _AFTER_NOUN.finditer(low) if "#" in low or _NOUN_WITH_NUMBER.search(low) else ():
        group = "list" if match["list"] else "hashed"
        if not _COUNTS_ELSE.search(low, match.start(), match.start(group)):
            yield EntryMention(_numbers(match[group]), match.start(group), match.end(group))

    for match in _ON_NUMBER.finditer(low) if answers else ():
        yield _mention(match)
    for match in (
        _AFTER_RESULT.finditer(low) if " is " in low or " are " in low or low.startswith(("is ", "are ")) else ()
    ):
        yield _mention(match, strong=True)


_TO_NUMBER = re.compile(r" (?:to|of|in) #?\d")
"""It is in whatever ``_ANSWERED`` and ``_ON_NUMBER`` find."""
_NOUN_WITH_NUMBER = re.compile(r"(?:motion|application) \d{1,5} (?:for|to|in) [a-z]")
"""It is in whatever ``_AFTER_NOUN`` finds without a "#"."""
_ANSWERED = re.compile(
    r"\b(?i:response|reply|opposition|objections?|amendment|supplement|addendum|appendix|exhibits?|errata|joinder"
    r"|support|redaction) (?i:to|of|in) (?P<list>\d{1,4})(?:-\d{1,2})? (?=[A-Z][A-Za-z&-]{2,})"
    r"(?!(?i:counts?|days?|defendants?"
    r"|plaintiffs?"
    r"|interrogator|requests|claims|pages?|business|calendar|exhibits|documents|questions|separate|largest"
    r"|individual"
    r"|proofs?|certain|additional)\b)",
)
""" "OBJECTIONS to 60 Presentence Investigation Report", whatever the title is called."""
_ON_NUMBER = re.compile(
    r"\b(?:(?:response|reply|opposition|objection|answer|amendment|supplement|exhibits?|addendum|attachments?|appendix"
    r"|correction) to|support of|redacted (?:version|copy) of) #?"
    r"(?P<list>\d{1,5}(?:(?:, and |,? and |, |,? & )#?\d{1,5}){0,20})(?=\s*(?:[.,;(]|$)|\s+(?:by|filed)\b)"
)
""" "REPLY in support of 12 by Elm Corp", "RESPONSE to 12, 14 and 15"."""
_AFTER_RESULT = re.compile(
    r"\b(?:is|are) (?:hereby )?(?:granted|denied|overruled|sustained|stricken|moot)(?: in part| as moot)?,?"
    r" (?P<list>\d{1,5})(?=\s*(?:[.;]|$))"
)
""" "Defendant's Motion for Variance is granted 116 .", as Nebraska links it."""
_ADVISED = re.compile(
    r"\brecommend(?:s|ed|ing)? that (?:the )?(?P<list>\d{1,5}(?:(?:, and|,| and) \d{1,5}){0,8}) (?=(?:should )?be\b)"
)
""" "FINDINGS AND RECOMMENDATION recommending that 32 be denied"."""
_COUNTS_ELSE = re.compile(
    r"\b(?:receipt|exhibits?|exs?|claims?|clm|poc|proof|fee|check|lot|unit|apt|suite|ste|rule|no|cases?|counts?|account"
    r"|amendment|parcel|box|volume|vol|page|tape|loan|policy|bar|part|phase|version|number|attachments?)\b"
    r"\.?(?:\(s\))? #?\s?$"
)
"""Other things that are numbered with the same sign: "Objection to Claim #12"."""


def _related(low: str) -> list[tuple[int, int]]:
    """The places of bankruptcy clerks' lists of entries: in "(RE: related document(s) 28 Exhibit, 21 Cover Sheet for
    Amendments)" every number before a title is a reference, whatever the title."""
    if "related " not in low and "(re:" not in low:
        return []
    return [
        (found.start(), find_closing_bracket(low, found.start()))
        for found in islice(_LIST_OF_RELATED.finditer(low), _MOST_LISTS)
    ]


_MOST_LISTS = 8
"""Lists looked at in one text: a clerk writes one or two, and each is read to its closing bracket."""
_LIST_OF_RELATED = re.compile(r"\((?=(?:re: ?)?\(?(?:related (?:to )?doc|\[?\d))")


def _is_of_another_docket(low: str, mention: EntryMention) -> bool:
    """Whether the entry is one of another docket: "ECF No. 80 in the Lupin Action"."""
    if not mention.strong:
        return False
    if _IN_MASTER_DOCKET.search(low, max(0, mention.start - _NEAR_BEFORE), mention.start):
        return True
    following = _OF_ANOTHER_DOCKET.match(low, mention.end)
    return following is not None and not _THIS.search(following[0])


def _mention(match: re.Match[str], *, strong: bool = False) -> EntryMention:
    return EntryMention(_numbers(match.group("list")), match.start("list"), match.end("list"), strong)


def _cued(match: re.Match[str]) -> EntryMention:
    strong = bool(_STRONG.match(match.group()))
    if match["list"] is not None:
        return _mention(match, strong=strong)
    start = match.start("documents")
    several = bool(_SEVERAL.search(match.string, match.start(), start))
    return EntryMention(_documents(match["documents"], several=several), start, match.end("documents"), strong)


_SEVERAL = re.compile(r"s\b|\(s\)")
_WITH_PART = re.compile(r"(?<![\d\-])(\d{1,5})(?:-(\d{1,3})| (?:-|\u2013|through|thru|to) (\d{1,5}))?(?!\d)")
_LONGEST_RANGE = 40


def _documents(listed: str, *, several: bool) -> tuple[str, ...]:
    """The numbers of a list of documents: "12-1" is an attachment of 12; "Nos. 12-14" are three entries."""
    found: dict[str, None] = {}
    for number, last, through in _WITH_PART.findall(listed):
        first = int(number)
        until = int(last or through or 0)
        every = range(first, until + 1) if several and first < until <= first + _LONGEST_RANGE else (first,)
        found.update((str(one), None) for one in every if one)
    return tuple(found)


def _is_of_else(low: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to a rule, an exhibit, a date, a street and so on."""
    if _STREET.match(low, match.end("list")):
        return True
    start = match.start("list")
    before = low[max(0, start - 14) : start].split()
    if not before or low.endswith("state a claim ", 0, start):
        return False
    word = before[-1]
    if word == "under":
        return True
    if match.end("list") - start == _ZIP and word.strip(",.") in _STATES:
        return True
    return word[-1] in "$#" or word.rstrip(".") in _NUMBERED_OTHERWISE or (word[-1] == "," and word[:-1].isdigit())


def _numbers(listed: str) -> tuple[str, ...]:
    plain = (int(number) for number in _DIGITS.findall(_SUFFIX.sub("]", listed)))
    return tuple(dict.fromkeys(str(number) for number in plain if number))


_STREET = re.compile(
    r"\s+(?:(?:[nsew]|north|south|east|west|[ns][ew])\.?\s+)?"
    r"(?:(?!(?:motion|application|order|objection|petition|stipulation|letter|notice|complaint|response|request"
    r"|brief)\b)"
    r"[\w'\u2019-]+\.?\s+){1,4}?"
    r"(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|boulevard|ct|cir|circle|pl|place|ter|terrace|pkwy|parkway"
    r"|hwy|highway|trail|trl|way|loop|square|sq|pike|turnpike|run|cove|row|alley|crossing|path|point|ridge|heights)\b"
    r"(?!\s+(?:of|motion|order|conference|stipulation)\b)"
)
"""A creditor's property: "Motion for Relief from Stay re: 12 Oak Street"."""
_OF_LAW = re.compile(r"\b(?:sections?|u\.?s\.?c|c\.?f\.?r|statutes?|pursuant to(?: (?:\w+ ){0,3}rules?)?)\b")


def _trailing(low: str) -> list[EntryMention]:
    """References of courts that put the number after the title ("motion for preliminary injunction 5 (…"); used where
    the text has no other."""
    found: list[EntryMention] = []
    for match in _TRAILING.finditer(low, 0, 1_500):
        if not _is_titled_otherwise(low, match):
            found.append(_mention(match))
    return found


def select_own_references(low: str, found: list[EntryMention]) -> list[EntryMention]:
    """The references that the text itself makes, without those inside the title of the entry that it names.

    "re 99 MOTION to Strike 81 Markman Brief, 98 MOTION to Strike" refers to 99 and 98; 81 is part of 99's title.
    """
    if not found:
        return []
    kept = [found[0]]
    listed = _related(low) if len(found) > 1 else []
    for mention in found[1:]:
        last = kept[-1]
        in_list = any(start < last.start and mention.end <= end for start, end in listed)
        between = low[last.end : mention.start]
        if len(between) > _FARTHEST * (1 + 2 * in_list):
            break
        if mention.numbers == last.numbers or _goes_on(low, last, between, in_list=in_list):
            kept.append(mention)
    return kept


_FARTHEST = 400


_LISTED_AGAIN = re.compile(
    r"[\])]{0,2}(?:,|;|,? and|,? &) (?:in |to |the )?[\[(]?(?:docs?|dkts?|documents?|ecf|d\.?e|d\.?i|docket)\b\.? ?"
    r"(?:nos?\.? ?)?[#\[]?"
)
""" "opposition to Doc. 12 and Doc. 14"."""
_NAMED_AGAIN = re.compile(
    r"[\])]{0,2}(?:,? (?:and|as well as)|,|;) (?:and )?"
    r"(?:(?:[\w'\u2019-]+ ){0,3}(?:motions?|applications?|requests?) (?:to|for|in) (?:(?!\w+ing\b)[\w'\u2019-]+ ){1,7}"
    r"|(?:(?!\w+ing\b|respon|repl|oppos|object|brief|memorand|orders?\b|report|declar|affid|exhib|see\b|in\b|at\b|to\b"
    r"|that\b|is\b|are\b|by\b|complaint|answer|which\b)[\w.'\u2019-]+ ){1,4})"
    r"[(\[](?:docs?|dkts?|documents?|ecf|d\.?e|d\.?i|docket)\b\.? ?(?:entry |entries )?(?:nos?\.? ?)?[#\[]?"
)
""" "the motions of Ann Gray (ECF No. 22), Bo Voss (ECF No. 23)", "for new trial (Doc. 12), as well as motion to amend
(Doc. 14)"."""
_ANSWERS_TOO = re.compile(
    r" and (?:in )?(?:[a-z-]+ ){0,2}(?:response|reply|opposition|objection|support|joinder|answer)\b"
    r"[^.;]{0,160}(?:to|of|re:?|nos?\.|dkt\.|doc\.|ecf|d\.[ie]\.|[(\[]) ?$"
)
""" "Reply in support of the objection (D.I. 12), and response to Elm's objection (D.I. 14)"."""
_TITLE_BETWEEN = re.compile(r"\s?(?:,,?|;|,? and)\s(?:and )?(?:(?:[a-z][\w'\u2019/&-]*|-),? ){1,14}")
"""A title between two numbers that follow their titles: "Judgment 124, and Certificate 133"."""


def _goes_on(low: str, last: EntryMention, between: str, *, in_list: bool) -> bool:
    """Whether the entry after these words is one more of the text's own, and not one in the title of the last."""
    if _RELATED.search(between[-40:]):
        within = is_among_related(low, last) and between.count("(") > between.count(")")
        return not within
    if _LISTED_AGAIN.fullmatch(between) or _NAMED_AGAIN.fullmatch(between):
        return True
    if not between.strip() and low[last.end - 1] == "]":
        return True
    if _ANSWERS_TOO.search(between[-200:]):
        return True
    if not _LISTED.search(between[-12:]) and not _TITLE_BETWEEN.fullmatch(between):
        return False
    if in_list and between.count("(") == between.count(")"):
        return True
    return not _RE_NUMBER.search(between)


_RE_NUMBER = re.compile(r" re:? [\[#(]?\d")


def is_among_related(low: str, mention: EntryMention) -> bool:
    """Whether a reference begins a clerk's list of entries, "(Related Doc # 12": the text concerns them, and need not
    be about them."""
    return bool(_RELATED.search(low, max(0, mention.start - 40), mention.start))
