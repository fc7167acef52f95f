"""Where the title of a filing ends in a docket text. Called by ``headlines`` and ``wording``."""

import re
from collections.abc import Callable

from rulings.reading.headlines.cutting import find_sentence_end
from rulings.reading.headlines.sentence_case import is_common
from rulings.reading.text import PreparedText

FILER, ENTRY = "\ue000", "\ue001"
"""They stand where the filer and where numbers of entries stood; characters for private use, which no court writes."""
_DAY_IN_COURT_SAID = (
    r"(?<!\bof )(?:(?:status|motion|plan|confirmation|preliminary|final|telephonic|pretrial|initial|evidentiary"
    r"|hybrid|video|zoom|scheduling|settlement|case|management|sentencing|plea|of|change|detention|revocation) )*"
    r"(?:hearing|conference)s? (?:to be|is|was|will|scheduled (?:for|on|to|\d|at)|set for"
    r"|(?<!notice of hearing )on \d|dates?:? \d)"
    r"|motion hearing set|with hearing"
)
_FILED = (
    r"has been filed by (?:the )?court reporter"
    r"|(?<!been )(?:electronically |e-?)?(?<!been )filed (?:by|on\b|in associated|\(ecf\))"
    r"|(?<!sealed )(?<!restricted )(?<!ex parte )documents? filed"
    r"|(?<!been )(?<!be )(?<!not )(?<!that petition for certiorari )(?<!was )(?<!were )(?<!is )(?<!are )filed(?= "
    r"?[.;]? ?(?:$|\(|\.|vided))"
)
_FEE = (
    r"(?:filing )?fee amount|(?<!chapter \d )(?<!apter \d\d )filing fee:? ?(?:\$|in the|of \$|to be paid|paid|received"
    r"|(?<!payment of filing fee )due|not paid"
    r"|waived|previously|fee)|with "
    r"filing fee"
    r"|fee:? ?\$|(?<!filing )fee paid"
    r"|(?<!of )(?<!pay )(?<!the )(?<!for )(?<!no )filing fee\.?(?= ?(?:receipt|fee|\.|-|$))"
)
_SERVICE = (
    r"service date|w/ ?service|service by (?:e?-?mail|cm/ecf|mail|acms|nda)|(?:with )?(?:date|certificate) of "
    r"service[:.]|(?<!of )service:"
    r"|(?<!for )service upon"
)
_PHRASES = {
    "signed": r"(?:entered and )?signed (?:by|on)|date signed|(?<!court )order signed",
    "ordered": r"(?:entered and )?so ordered (?:by|on|(?=/s/))"
    r"|(?<!so )ordered by (?:the )?(?:[\w.]+ ){0,3}(?:judge|hon)",
    "issued": r"(?<!warrant )(?<!summons )issued by|date issued",
    "filed efiled": _FILED,
    "fee": _FEE,
    "receipt": r"receipt (?:no|number|#)",
    "service": _SERVICE,
    "due": r"(?:objections?|responses?|repl(?:y|ies)) (?:to be )?due|proofs? of claims? due(?! to\b)"
    r"|objections? to (?:[fmr]&[fmr]s?|reports?)\b[^.;]{0,30} due|answers? due:? (?:by |on |date)?\d",
    "objection objections": r"objections? for",
    "entered": r"entered on (?:the )?docket|(?:\d{1,2}/\d{1,2}/\d{2,4},? )?entered (?:and|&) cop(?:y|ies)"
    r"|(?<!order )entered by (?:the )?(?:[\w.]+ ){0,3}(?:judge|hon|clerk)|(?<=[a-z)] )entered on \d{1,2}/\d",
    "coram": r"coram:",
    "added": r"(?<=pro hac vice )added|(?<=vice\) )added",
    "cc": r"cc:",
    "see": r"see (?:attached|image|pdf|order for|document for)",
    "last": r"(?<!setting )(?<!fixing )(?<!extending )(?<!extend )(?<!establishing )(?<!extend the )(?<!set )"
    r"(?<!fix )(?<!set the )last day",
    "note": r"court note",
    "courtroom room": r"at (?:courtroom|room)(?= )",
    "hearing hearings conference conferences": _DAY_IN_COURT_SAID,
    "341": r"341(?:\(a\))? meeting to",
    "no nos": r"nos?\. of|nos \d{3}",
    "notices": r"number of notices|notices served",
    "notice": r"notice date|notice served",
    "modified": r"(?<!as )(?:docket text )?modified(?= (?:on|by|to|for|per|as to|docket|text|file|event|entry|title"
    r"|link|relief|\d)\b| ?$| ?[.;:(])",
    "attachment": r"additional attachment",
    "copies copy": r"(?:copies|copy) (?:mailed|sent)|# ?of copies",
    "m": r"c/m",
    "lodged": r"(?<!is )(?<!was )(?<!been )(?<!sealed )lodged(?= (?:\(?proposed|orders?|by|on|in|for)\b)",
    "involved": r"notified involved",
    "reporter": r"court reporter",
    "mailed emailed": r"e?-?mailed (?:to|on)",
    "where": r"county where",
    "requests": r"plaintiff requests",
    "nature": r"nature of suit",
    "further": r"as further set forth",
    "identifying": r"identifying",
    "before": r"before (?:the )?hon(?:orable|\.)|(?<!proceed )before (?:the )?(?:[\w.]+ ){0,3}judge",
    "document": (
        rf"(?:main )?(?<!withdraw )(?<!sealed )document {ENTRY}|this document (?:is|contains)|no document is attached"
    ),
    "this": r"this is (?:an?|the) (?:official|text|redacted)",
    "redaction": r"(?:notice of intent to request )?redaction (?:request )?due|notice of intent to request redaction",
    "incomplete": r"incomplete filings? due",
    "certificate": r"certificate of service dated",
    "number": r"case number:|(?<!usca )case number \d",
    "dated": r"dated (?:[a-z]{2,} )?\d",
    "docket": r"this docket entry",
    "access": r"access to the pdf",
    "property collateral": r"(?:real |subject |re )?property(?: address| description)?(?=: )|collateral(?=: )",
    "schedule summary": r"summary of schedules due|schedule [a-j] due",
    "new": r"new date requested",
    "financial": r"(?:with )?financial management course due",
    "sent": r"sent to (?:counsel|all|parties|attorney)",
    "reasons": r"for the reasons (?:stated|set)",
    "accordance": r"in accordance with the",
}
"""Words, and the phrases with one of them with which the title is over, wherever they stand."""
_STOP_PHRASES = {
    word.encode(): re.compile(rf"(?<![\w/-])(?:{phrases})(?![\w-])")
    for words, phrases in _PHRASES.items()
    for word in words.split()
}
_TO_WORDS = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))


def find_stop_phrase(text: str, begin: int, stop: int | None = None) -> re.Match[str] | None:
    """The first stop phrase between two places. To split a text into its words is quicker than to look for each
    phrase; only the phrases of words that it has are looked for, in lower case."""
    low = PreparedText.of(text if stop is None else text[:stop]).low
    stop = len(low)
    words = set(low[begin:stop].encode("ascii", "replace").translate(_TO_WORDS).split())
    first: re.Match[str] | None = None
    for phrases in {_STOP_PHRASES[word] for word in _STOP_PHRASES.keys() & words}:
        found = phrases.search(low, begin, stop)
        while found and _IN_SENTENCE.search(low, max(found.start() - _BEFORE_MOST, 0), found.start()):
            found = phrases.search(low, found.end(), stop)
        if found and (first is None or found.start() < first.start()):
            first = found
    return first


_IN_SENTENCE = re.compile(
    r"\b(?:the|any|its|this|that|said|each|every|shall be|must be|will be|may be|should be|to be) $"
    r"|\bno (?:[a-z]+ ){1,3}$"
)
"""Words behind which a stop phrase goes on with its sentence: "the conference set for 5/4 is adjourned"."""
_BEFORE_MOST = 30


_BREAKS = re.compile(
    r"(?:;|\.\.|\s-{1,3}\s|\s?--|\s\u2013\s|\u2026|(?<!\bre)(?<!\bref)(?<!\bby)(?<!regarding):(?=\s|$)|\s\|\s|\s~"
    r"|\.{2})",
    re.IGNORECASE,
)
_MAY_BREAK = re.compile(r";|\u2026|\u2013|\||~|:(?=\s|$)|\.\.|-(?=[-\s])")
"""The sign of a break, which stands at its beginning or behind one blank. Each way begins with a literal, so that it
is found quickly."""

_BREAK_SIGNS = (";", ": ", "--", " -", "..", "\u2026", "\u2013", "|", "~")


def _find_break(text: str, begin: int) -> int | None:
    """Where the first break begins."""
    if not any(map(text.__contains__, _BREAK_SIGNS)) and not text.endswith(":"):
        return None
    for sign in _MAY_BREAK.finditer(text, begin):
        at = sign.start()
        if at > begin and _BREAKS.match(text, at - 1):
            return at - 1
        if _BREAKS.match(text, at):
            return at
    return None


_STREET = (
    r" (?:\d+|\ue001) (?=(?:[\w.]+ ){1,3}(?:St|Dr|Ave|Rd|Ln|Blvd|Ct|Way|Lane|Road|Street|Drive|Avenue|Court|Place"
    r"|Circle|Trail|Trl|Trace|Ridge|Crossing|Cove|Point|Bend"
    r"|Plaza|Crescent|Landing|Manor|Glen|Grove|Turnpike|Parkway|Pkwy|Highway|Hwy|Terrace|Ter|Pl|Cir|Loop|Pike|Path"
    r"|Run|Square)\b)"
)
_NUMBERED = re.compile(_STREET, re.IGNORECASE)
"""The end of whatever ``_ADDRESS`` finds, which is found quickly for its blank."""
_ADDRESS = re.compile(
    r"\b(?:(?:for |of )?(?:the )?(?:real )?(?:property )?(?:commonly )?(?:known as|located at|described as)|(?:re"
    rf"|regarding):? real property,?|re|regarding|on|at):?{_STREET}",
    re.IGNORECASE,
)
_ZIP = re.compile(r"[^;]{4,60}?,? (?:[A-Z]{2},? )?\d{5}\b")
"""An address is not printed."""
_BY_NAME = re.compile(r" [Bb][Yy]:? (?:the )?(?=([A-Za-z]\S*))")
_MONTHS = (
    "January", "February", "March", "April", "May ", "June", "July", "August", "September", "October", "November",
    "December", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
_HEARD_BY = ("jurisdiction", "Jurisdiction", "JURISDICTION", "proceed", "Proceed", "PROCEED")
_ROLES = frozenset(
    {
        "united",
        "usa",
        "state",
        "city",
        "county",
        "government",
        "plaintiff",
        "defendant",
        "petitioner",
        "respondent",
        "debtor",
        "creditor",
        "trustee",
        "all",
        "appellant",
        "appellee",
        "attorney",
        "movant",
        "u",
        "judge",
        "clerk",
        "magistrate",
        "district",
        "chief",
        "interested",
    }
)


_OWN_TITLE = re.compile(
    r" (?<=[a-z] )(?<!\bto )(?<!\bre )(?<!\bof )(?<!\bon )(?<!\bfor )(?<!\bby )(?<!\bin )(?<!ing )"
    r"(?=(?:REPLY|MEMORANDUM|BRIEF|NOTICE|SPECIAL|MOTION|RESPONSE|OPPOSITION|DECLARATION|AFFIDAVIT|LETTER"
    r"|REQUEST|ORAL|PLEASE|THIS|JOINT|AMENDED|SUPPLEMENTAL"
    r"|(?:PLAINTIFF|DEFENDANT)S?['\u2019]S?) [A-Z]{2,} [A-Z]{2,}\b)"
)
"""A paper's own title in capitals behind a clerk's: "re 20 Motion for Certification REPLY BRIEF IN SUPPORT"."""


def find_title_end(text: str, begin: int) -> tuple[int, str]:
    """Where a title ends, at the first of: a stop phrase, the end of a sentence, a break, the filer, "by" a name."""
    ends = [(len(text), "")]
    if (broken := _find_break(text, begin)) is not None:
        ends.append((broken, "break"))
    if (sentence := find_sentence_end(text, begin)) is not None:
        ends.append((sentence, "sentence"))
    if (filer := text.find(FILER, begin)) >= 0:
        ends.append((filer, FILER))
    # What only ends a title sooner is not looked for behind its end.
    stop = min(ends)[0] + _BEHIND
    phrase = find_stop_phrase(text, begin, stop)
    if phrase and not text.startswith(_SAID_THAT, phrase.start() - len(_SAID_THAT)):
        ends.append((_behind_noun(text, phrase), "phrase"))
    if (address := _find_address(text, begin, stop)) is not None:
        ends.append((address, "phrase"))
    ends += [(found.start(), "phrase") for found in map(_search_in(text, begin, stop), _RUN_ON) if found]
    if (by := _find_by(text, begin, min(ends)[0])) is not None:
        ends.append((by, "by"))
    return min(ends)


def _find_address(text: str, begin: int, stop: int) -> int | None:
    street = _NUMBERED.search(text, begin, stop)
    if street is None:
        return None
    if address := _ADDRESS.search(text, begin, stop):
        return _behind_noun(text, address)
    return street.start() if _ZIP.match(text, street.end()) else None


def _find_by(text: str, begin: int, stop: int) -> int | None:
    """Where "by" and a name begins; not "by April 5", nor "Consent to Jurisdiction by US Magistrate Judge"."""
    for by in _BY_NAME.finditer(text, begin, stop):
        heard = text.endswith(_HEARD_BY, begin, by.start()) and "consent" in text[: by.start()].lower()
        if by[1].startswith(_MONTHS) or _MARSHAL.match(text, by.start()) or heard:
            continue
        if _DONE_BY.search(text, max(begin, by.start() - _DONE_MOST), by.start()):
            continue
        if not is_common(by[1]) or _FIRM.match(text, by.end()) or by[1].lower().strip("s,.()") in _ROLES:
            return by.start() - (text[begin : by.start()][-1:] == ",")
    return None


_MARSHAL = re.compile(
    r" by (?:the )?(?:US|U\.S\.|United States) Marshal|(?<=ervice) by (?:Publication|Mail)\b", re.IGNORECASE
)
"""Who serves a summons has filed nothing."""
_FIRM = re.compile(
    r"(?:[A-Z&][\w'\u2019&.-]*,? ){1,6}(?:Inc|INC|LLC|L\.L\.C|LLP|LP|Corp|CORP|Corporation|Co|CO|Company|Ltd|LTD"
    r"|N\.A)\b"
)
"""A company, whose name may begin with a common word: "by Bad Dog Mowers, Inc."."""
_DONE_BY = re.compile(
    r"\b(?:asserted|brought|caused|claimed|committed|controlled|created|employed|given|incurred|made|obtained|owed"
    r"|owned"
    r"|produced|published|raised|represented|retained|sustained|taken|used|claims? (?:no\.?|number|#) ?\d{1,5})$",
    re.IGNORECASE,
)
"""Before "by" and somebody who has done that, but has not filed this: "Counterclaims Asserted by Elm Corp."."""
_DONE_MOST = 20
_ORDERED_NEXT = re.compile(
    r" it is (?<![,:;.-] it is )(?:(?:hereby|further|therefore|so|ordered and|stipulated and) )*"
    r"(?:ordered|stipulated|agreed|adjudged)\b",
    re.IGNORECASE,
)
"""A judge's sentence right behind a title: "STIPULATION OF DISMISSAL IT IS HEREBY STIPULATED"."""
_RUN_ON = (_OWN_TITLE, _ORDERED_NEXT)


def _search_in(text: str, begin: int, stop: int) -> Callable[[re.Pattern[str]], re.Match[str] | None]:
    return lambda pattern: pattern.search(text, begin, stop)


_SAID_THAT = "that the "
""" "Counsel are notified that the conference is continued"."""


def _behind_noun(text: str, phrase: re.Match[str]) -> int:
    """Where the phrase ends a title: behind its noun in "ORDER re Rule 16 Scheduling Conference set for 5/4/2007"."""
    noun = _DAY_IN_COURT.search(phrase[0])
    if noun and _ABOUT.search(text, max(phrase.start() - 20, 0), phrase.start()):
        return phrase.start() + noun.end()
    return phrase.start()


_DAY_IN_COURT = re.compile(r"\b(?:hearing|conference)s?\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:re:?|regarding|for|rule \d{1,2}(?:\(\w\))?"
    r"|of(?: (?:initial|continued|further))?|(?:adjourn(?:ing)?|continu(?:e|ing)|(?:re)?schedul(?:e|ing)|postpon(?:e"
    r"|ing)|vacat(?:e|ing)|cancel(?:l?ing)?"
    r"|(?:re)?set(?:ting)?|convert(?:ing)?|attend(?:ing)?|appear at|excus(?:e|ing) from)"
    r"(?: (?:the|a|an|initial))?) ?$",
    re.IGNORECASE,
)
_BEHIND = 40
"""Characters behind an end by which a stop phrase is recognised."""
