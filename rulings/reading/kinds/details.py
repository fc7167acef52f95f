"""What a filing is about (a restraining order, summary judgment, an extension …).

The first match in the text counts: a "MOTION for Extension of Time to Respond to Motion to Dismiss" asks for time, and
a "MOTION to Seal Exhibit to Motion for Summary Judgment" for secrecy.
"""

import re

from rulings.reading.references.references import SENTENCE_END
from rulings.reading.text import PreparedText
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind

_GOING_ON = (
    r" (?:with |the |its |an? |in )?(?:[\w-]+ ){0,2}?(?:(?:condemnation|foreclosure|eviction|state court|arbitration)"
    r" (?:proceedings?|action)|prosecution|foreclosure|operat\w+|business|employment|us(?:e|ing))\b"
)
"""What follows "continue" where it means to go on and not to put off: "Motion for Authorization to Continue
Condemnation Proceeding"."""
_ABOUT: dict[Detail, str] = {
    Detail.TRO: r"temporary (?:and preliminary )?restraining order|\btro\b",
    Detail.PRELIMINARY_INJUNCTION: r"preliminary (?:and permanent )?injunction|preliminary injunctive",
    Detail.SUMMARY_JUDGMENT: (
        r"summary (?:judge?ment|adjudication)|judgment as a matter of law before trial|\brule 56\.1\b"
        r"|statement of (?:(?:undisputed|uncontroverted|material) ){1,2}facts?"
    ),
    Detail.MOTION_TO_DISMISS: (
        r"(?:motions?|application|request|moves?) to (?:partially )?dismiss\b|motion for dismissal"
        r"|judgment on the pleadings|\b12\(b\)\(\d\)|^dismiss\b"
        r"|motion by (?:[^.;:\[]|\b\w\.|\b(?:inc|corp|co|ltd|llc)\.){2,200}? to (?:partially )?dismiss\b"
    ),
    Detail.IN_LIMINE: (
        r"\bin limine\b|\bdaubert\b|\b(?:to|motions?) (?:exclude|preclude|bar) (?:[\w.'\u2019]+ ){0,8}"
        r"(?:expert|testimony|evidence|opinions?)\b"
    ),
    Detail.CLASS_CERTIFICATION: (
        r"(?:certify|certification of) (?:the |a )?(?:\w+ )?class\b|class certification"
        r"|certifying (?:the |a )?(?:\w+ )?class\b"
        r"|conditional(?:ly)? certif"
    ),
    Detail.SEALING: (
        r"\b(?:un)?seal(?:ing)?\b(?! envelope)|\bunder seal\b|\b(?:be|remain) sealed\b"
        r"|\bredact(?:ion|ing)?\b(?= (?:of )?(?:\d{1,5} )?transcript)"
    ),
    Detail.EXTENSION: (
        r"(?:extension|enlargement) of (?:the )?(?:time|deadline|page)"
        r"|extend(?:ing)? (?:the |of )?(?:time|deadline)|time to [a-z ]{2,60}? be (?:adjourned|extended|enlarged)"
        r"|(?:(?:to|for)|request(?:s|ing|ed)?) (?:an? )?(?:brief |short )?(?:extend(?! (?:the )?(?:automatic"
        r" )?stay)|extension"
        r"|enlarge|(?<!appeal to )(?<!action to )"
        r"(?<!case to )(?<!litigation to"
        rf" )continue(?!{_GOING_ON})|continuance|adjourn|adjournment|postpone|reschedule)\b|^(?:adjourn"
        r"|continue|extend)\b|^(?:\w+ )?order (?:extending|continuing|adjourning|postponing)\b"
        r"|\badjust (?:the )?dates?\b"
        r"|\bcontinuance\b|\b(?:further|additional|more) time\b"
        r"|\b(?:additional|further|extra) (?:[\w-]+ ){1,2}(?:\(\d+\)[ -])?(?:days?|weeks?|months?)"
        r" (?:until|to|within|in which|from)\b"
        r"|(?:extension|enlargement) of (?:the )?"
        r"(?:discovery|briefing|scheduling|case|certain|all|remaining|page|\w+) (?:deadlines?|limits?)\b"
    ),
    Detail.APPEAL: (
        r"notice of (?:\w+ )?(?:cross-?)?appeal|(?:leave|permission) to appeal\b|certificate of appealability"
        r"|\busca\b(?! mandate)"
        r"|appeal (?:record|fee|transmi)|record on appeal|\bon appeal from\b|court of appeals"
    ),
    Detail.SETTLEMENT: r"(?<!early )\bsettle(?:ment|d)?\b(?! conference)|compromise\b|consent decree",
    Detail.DISMISSAL: (
        r"\bdismissal\b|\border of discontinuance\b|(?:appeal|case|action) (?:is )?(?:hereby )?dismissed\b"
        r"|\bdismiss(?:ing|ed)? (?:the |this )?(?:case|action|complaint|petition|claims?|appeal|with"
        r"|defendants?|part(?:y|ies)|counts?)\b|\bdismissing\b"
    ),
    Detail.JUDGMENT: r"\bjudge?ments?\b|\bverdict\b",
    Detail.SENTENCING: r"\bsentenc(?:ing|e(?! (?:four|six)\b)|ed)\b|presentence",
    Detail.MANDATE: r"\bmandate\b(?! issue date)",
}
_FIND = {one: re.compile(rf"\b(?=[1abcdefijlmnoprstuv])(?:{pattern})") for one, pattern in _ABOUT.items()}
"""The look-ahead lets most places of a text fail at once."""
_STEMS: dict[Detail, tuple[str, ...]] = {
    Detail.TRO: ("restrain", "tro"),
    Detail.PRELIMINARY_INJUNCTION: ("preliminary",),
    Detail.SUMMARY_JUDGMENT: ("summary", "matter of law", "56.1", "statement of"),
    Detail.MOTION_TO_DISMISS: ("dismiss", "pleadings", "12(b)"),
    Detail.IN_LIMINE: ("limine", "daubert", "clude", " bar "),
    Detail.CLASS_CERTIFICATION: ("class", "conditional"),
    Detail.SEALING: ("seal", "redact"),
    Detail.EXTENSION: (
        "exten",
        "enlarge",
        "continu",
        "adjourn",
        "postpon",
        "reschedule",
        "adjust",
        "r time",
        "l time",
        "e time",
        "additional",
        "further",
        "extra",
    ),
    Detail.APPEAL: ("appeal", "usca"),
    Detail.SETTLEMENT: ("settle", "compromise", "decree"),
    Detail.DISMISSAL: ("dismiss", "discontinuance"),
    Detail.JUDGMENT: ("judgment", "judgement", "verdict"),
    Detail.SENTENCING: ("sentenc",),
    Detail.MANDATE: ("mandate",),
}
"""A pattern is tried only where one of these words is in the text: most texts name one detail or none."""
_ABOUT_NOTHING = frozenset({Kind.COMPLAINT, Kind.ANSWER, Kind.SERVICE, Kind.APPEARANCE, Kind.TRANSCRIPT})
_NOT_OF_CLERKS = frozenset({Detail.JUDGMENT, Detail.SEALING, Detail.EXTENSION})
"""Details whose words occur in the names of offices and in a clerk's own entries: "Transmission to Judgments and Orders
Clerk"."""
_SATISFIED = re.compile(r"(?:(?:partial|full|acknowledge?ment of) )*(?:satisfaction|vacatur) of judge?ment\b")
_ENDORSED = re.compile(r"memo[ -]?endorse|endorsed letter")
"""In these, what the letter asks for is in the judge's second sentence."""
_VERDICT_ALONE = re.compile(r"\s*(?:granting|denying)(?: in part)?[\s\d,;&\[\]]+(?:and[\s\d\[\]]+)?\.\s+")
"""The clerk leaves out what the entries are: "ORDER denying 48 . Plaintiff's application to adjourn …"."""
_READ = 300
"""Characters after the opening phrase that are searched."""


def read_detail(kind: Kind, line: PreparedText, noun_end: int) -> Detail | None:
    """What a prepared text is about; None where it names none of the details."""
    if kind in _ABOUT_NOTHING:
        return None
    verdict = _VERDICT_ALONE.match(line.low, noun_end)
    begin = verdict.end() if verdict else noun_end
    stop = None if _ENDORSED.match(line.low) else SENTENCE_END.search(line.low, begin, begin + _READ)
    about = _first(line.low[: stop.start() if stop else noun_end + _READ])
    if kind is Kind.OTHER and about in _NOT_OF_CLERKS:
        return about if _SATISFIED.match(line.low) else None
    return about


def _first(low: str) -> Detail | None:
    """The first detail named; of two at one place, the first of the list."""
    first, place = None, len(low)
    for about, stems in _STEMS.items():
        if any(map(low.__contains__, stems)) and (found := _FIND[about].search(low)) and found.start() < place:
            first, place = about, found.start()
    return first
