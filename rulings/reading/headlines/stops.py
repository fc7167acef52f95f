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
_SAID_IN = (
    "signed by", "signed on", "so ordered ", "issued by", "filed by", "filed on", "filed in a", "filed (", "filed .",
    "filed ;", "filed.", "filed(", "filed;", "ent filed", "ents filed", "fee amount", "filing fee", "fee paid", "fee:",
    "fee $", "fee$", "receipt no", "receipt num", "receipt #", "service date", "service by", "service upon",
    "of service.", "service:", " due", "objection for", "objections for", "last day", "court note", "court reporter",
    "at courtroom", "at room", "with hearing", "hearing set", "341", "no. of", "nos. of", "number of notices",
    "notice date", "notice served", "notices served", "modified", "additional attach", "copies ", "copy ", "c/m",
    "lodged", "notified inv", "date issued", "date signed", "dated ", "mailed ", "county where", "plaintiff req",
    "nature of", "as further", "identifying", "before ", "document \ue001", "case number:", "this docket",
    "access to", "this document", "sent to", "for the reasons", "in accordance", "order signed",
)  # fmt: skip
"""One of these is in whatever ``STOP_PHRASES`` finds, or one of the next two patterns is, or "filed" is at its end."""
_DAY_SAID = re.compile(r"(?:hearing|conference)s? (?:to be|is|was|will|scheduled|set for|on \d|date)")
_LISTED = re.compile(r", \d")


def find_stop_phrase(text: str, begin: int, stop: int | None = None) -> re.Match[str] | None:
    """The first stop phrase between two places."""
    low = text[begin:stop].lower()
    if low.endswith(("filed", "filed ")) or any(said in low for said in _SAID_IN) or _may_say_day(low):
        return STOP_PHRASES.search(text, begin, len(text) if stop is None else stop)
    return None


def _may_say_day(low: str) -> bool:
    return bool(_DAY_SAID.search(low) or _LISTED.search(low))


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
_BY_NAME = re.compile(r",? (?i:by):? (?:the )?(?=([A-Za-z]\S*))")
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
            ends.append((by.start(), "by"))
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
