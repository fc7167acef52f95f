"""Where the title of a filing ends in a docket text. Called by ``headlines`` and ``wording``."""

import re

from rulings.reading.headlines.cutting import find_sentence_end
from rulings.reading.headlines.sentence_case import is_common

FILER, ENTRY = "\ue000", "\ue001"
"""They stand where the filer and where numbers of entries stood; characters for private use, which no court writes."""
STOP_PHRASES = re.compile(
    r"(?<![\w-])(?:(?:entered and )?(?:signed|so ordered) (?:by|on)|issued by|(?:electronically |e-?)?filed (?:by"
    r"|on\b|in associated|\(ecf\))"
    r"|(?<!sealed )(?<!restricted )(?<!ex parte )documents? filed|fee amount|filing fee:? ?(?:\$|in the|of \$|paid"
    r"|received|due|not paid|waived|previously|fee)"
    r"|with filing fee|fee:? ?\$|(?<!filing )fee paid|(?<!been )(?<!be )(?<!was )(?<!were )(?<!is )(?<!are )filed(?= "
    r"?[.;]? ?(?:$|\(|\.))"
    r"|receipt (?:no|number|#)|service date|service by (?:e?-?mail|cm/ecf|mail|acms|nda)|(?:with )?(?:date"
    r"|certificate) of service[:.]|service:|(?:objections?|responses?|repl(?:y|ies)) (?:to be )?due"
    r"|objections? for|last day|court note|at (?:courtroom|room) |(?<!\bof )(?:(?:status|motion|plan|confirmation"
    r"|preliminary|final|telephonic|pretrial|initial|evidentiary|hybrid|video|zoom|scheduling|settlement|case"
    r"|management"
    r"|sentencing|plea|of|change|detention|revocation) )*(?:hearing|conference)s? (?:to be|is|was"
    r"|will|scheduled (?:for|on|to|\d|at)|set for|on \d|dates?:? \d)|motion hearing set|341(?:\(a\))? meeting to"
    r"|nos?\. of|number of notices"
    r"|notice date|notice(?:s)? served|(?:docket text )?modified|additional attachment|copies (?:mailed|sent)|copy "
    r"(?:mailed|sent)|c/m|lodged|notified involved|court reporter"
    r"|date issued|date signed|with hearing|e?-?mailed (?:to|on)|county where|plaintiff requests|nature of suit"
    r"|proofs? of claims? due"
    r"|as further set forth|identifying|service upon|before (?:the )?hon(?:orable|\.)|before (?:the )?(?:[\w.]+ "
    r"){0,3}judge"
    r"|(?:main )?document \ue001|case number:|dated \d|dated [A-Z][a-z]+ \d|answers? due (?:by |on |date)?\d|this "
    r"docket entry|access to the pdf|this document is|sent to (?:counsel|all|parties|attorney)|order signed|, \d{1,5} "
    r"(?=[A-Z][a-z]+ )|(?<!of )(?<!pay )(?<!the )(?<!for )(?<!no )filing fee\.?(?= ?(?:receipt|fee|\.|-|$))|for the "
    r"reasons "
    r"(?:stated|set)|in accordance with the)"
    r"(?![\w-])",
    re.IGNORECASE,
)
"""With these words the title is over, wherever they stand."""
_SAID_IN: dict[bytes, tuple[str, ...]] = {
    b"filed": (
        "filed by", "filed on", "filed in a", "filed (", "filed .", "filed ;", "filed.", "filed(", "filed;",
        "ent filed", "ents filed",
    ),
    b"efiled": ("",), b"signed": ("",), b"ordered": ("so ordered",), b"issued": ("issued by", "date issued"),
    b"fee": ("",), b"receipt": ("",), b"service": ("",), b"due": ("",), b"objection": ("objection for",),
    b"objections": ("objections for",), b"last": ("last day",), b"note": ("court note",), b"reporter": ("",),
    b"courtroom": ("at courtroom",), b"room": ("at room",), b"341": ("",), b"no": ("no. of",), b"nos": ("nos. of",),
    b"notices": ("",), b"date": ("notice date",), b"served": ("notice served", "notices served"),
    b"modified": ("",), b"attachment": ("",), b"copies": ("",), b"copy": ("",), b"m": ("c/m",), b"lodged": ("",),
    b"involved": ("notified",), b"mailed": ("",), b"emailed": ("",), b"where": ("county where",),
    b"requests": ("plaintiff req",), b"nature": ("nature of",), b"further": ("as further",),
    b"identifying": ("",), b"before": ("",), b"document": (f"document {ENTRY}", "this document"),
    b"number": ("case number:",), b"dated": ("",), b"docket": ("this docket",), b"access": ("access to",),
    b"sent": ("sent to",), b"reasons": ("for the reasons",), b"accordance": ("in accordance",),
    b"hearing": ("hearing set", "with hearing"),
}  # fmt: skip
"""Whole words of the stop phrases, with more of these phrases: unless one of them is in a text, or one of the next two
patterns, or "filed" is at its end, ``STOP_PHRASES`` finds nothing in it."""
_TO_WORDS = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
_DAY_SAID = re.compile(r"(?:hearing|conference)s? (?:to be|is|was|will|scheduled|set for|on \d|date)")
_LISTED = re.compile(r", \d")


def find_stop_phrase(text: str, begin: int, stop: int | None = None) -> re.Match[str] | None:
    """The first stop phrase between two places."""
    low = text[begin:stop].lower()
    if _may_stop(low):
        return STOP_PHRASES.search(text, begin, len(text) if stop is None else stop)
    return None


def _may_stop(low: str) -> bool:
    """Whether there can be a stop phrase. To split a text into its words is quicker than to look for each phrase."""
    words = set(low.encode("ascii", "replace").translate(_TO_WORDS).split())
    for word in _SAID_IN.keys() & words:
        if any(said in low for said in _SAID_IN[word]):
            return True
    if not words.isdisjoint(_DAYS) and _DAY_SAID.search(low):
        return True
    return low.endswith(("filed", "filed ")) or bool(_LISTED.search(low))


_DAYS = frozenset({b"hearing", b"hearings", b"conference", b"conferences"})


_BREAKS = re.compile(
    r"(?:;|\.\.|\s-{1,3}\s|\s?--|\s\u2013\s|\u2026|(?<!\bre)(?<!\bref)(?<!regarding):(?=\s|$)|\s\|\s|\s~|\.{2})",
    re.IGNORECASE,
)
_MAY_BREAK = re.compile(r";|\u2026|\u2013|\||~|:(?=\s|$)|\.\.|-(?=[-\s])")
"""The sign of a break, which stands at its beginning or behind one blank. Each way begins with a literal, so that it
is found quickly."""

_BREAK_SIGNS = (";", ": ", "--", " -", "..", "\u2026", "\u2013", "|", "~")


def _find_break(text: str, begin: int) -> int | None:
    """Where the first break begins."""
    if not any(sign in text for sign in _BREAK_SIGNS) and not text.endswith(":"):
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
    r"|Circle)\b)"
)
_NUMBERED = re.compile(_STREET, re.IGNORECASE)
"""The end of whatever ``_ADDRESS`` finds, which is found quickly for its blank."""
_ADDRESS = re.compile(
    r"\b(?:(?:for |of )?(?:the )?(?:real )?(?:property )?(?:commonly )?(?:known as|located at|described as)|(?:re"
    rf"|regarding):? real property,?|re|regarding|on|at):?{_STREET}",
    re.IGNORECASE,
)
"""An address is not printed."""
_BY_NAME = re.compile(r" [Bb][Yy]:? (?:the )?(?=([A-Za-z]\S*))")
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
    if phrase := find_stop_phrase(text, begin, stop):
        ends.append((_behind_noun(text, phrase), "phrase"))
    if _NUMBERED.search(text, begin, stop) and (address := _ADDRESS.search(text, begin, stop)):
        ends.append((_behind_noun(text, address), "phrase"))
    for by in _BY_NAME.finditer(text, begin, min(ends)[0]):
        if not is_common(by[1]) or by[1].lower().strip("s,.()") in _ROLES:
            ends.append((by.start() - (text[begin : by.start()][-1:] == ","), "by"))
            break
    return min(ends)


def _behind_noun(text: str, phrase: re.Match[str]) -> int:
    """Where the phrase ends a title: behind its noun in "ORDER re Rule 16 Scheduling Conference set for 5/4/2007"."""
    noun = _DAY_IN_COURT.search(phrase[0])
    if noun and _ABOUT.search(text, max(phrase.start() - 20, 0), phrase.start()):
        return phrase.start() + noun.end()
    return phrase.start()


_DAY_IN_COURT = re.compile(r"\b(?:hearing|conference)s?\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:re:?|regarding|for|rule \d{1,2}(?:\(\w\))?) ?$", re.IGNORECASE)
_BEHIND = 40
"""Characters behind an end by which a stop phrase is recognised."""
