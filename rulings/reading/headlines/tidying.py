"""The last touches of a headline's words. Called by ``headlines``."""

import re
from collections import Counter
from dataclasses import dataclass
from operator import eq

from rulings.reading.headlines.cutting import remove_dangling
from rulings.reading.headlines.stops import ENTRY, FILER
from rulings.reading.headlines.wording import collapse_blanks

_RESULT_OF = re.compile(
    r"^((?:application|motion|petition|request)s?) (?:is|are) (?=granted|denied|dismissed)", re.IGNORECASE
)
"""The Supreme Court's "Application (16A1191) is granted"."""
_UNDER = re.compile(
    r" pursuant to (?:general order|(?:local )?rule|l\.?r\.?)[^,;]{2,40}?\s(?=granting\b|denying\b)", re.IGNORECASE
)
_AMICUS = re.compile(
    r"^((?:\w+ )?brief (?:of )?amic(?:us|i) curiae)(?: brief)? of (?!.* in (?:support|opposition)).*", re.IGNORECASE
)
_DONE = re.compile(r",? (terminated|substituted|added|received|opened)\.?$", re.IGNORECASE)
_TWICE = re.compile(r"\b(re|to|on) ([\w ]{4,60}?)(?:,* (?:and )?\2)+(?=[,.;]|$| setting\b)", re.IGNORECASE)
_MAY_BE_TWICE = re.compile(r"(?:re|to|on) (?<=\b\w\w )(\w+)\b(?=.* \1\b)")
"""The first word of what is said twice; a pattern that begins with letters is found quickly."""
_DOUBLED = re.compile(r"\b(?!that\b|had\b|v\b)([a-z]{2,}|a) \1\b", re.IGNORECASE)
_PHRASE_DOUBLED = re.compile(r"\b([a-z]{2,} (?:[a-z]{2,} ){0,2}[a-z]{2,}) \1\b", re.IGNORECASE)
"""Words of two to four that stand twice, one after the other: "to extend time to extend time"."""
_NAMED_TWICE = re.compile(r"\b([a-z]+ and [a-z]+|[a-z]{6,} [a-z]{6,})(s?) (?:for|re|on) \1s?\b", re.IGNORECASE)
""" "Report and recommendations for report and recommendations"."""
_SETS = frozenset({"set", "reset", "set/reset"})
_SETTING = re.compile(
    r"(?:set/)?(?:re)?set (?:deadlines|hearings|scheduling order deadlines)(?:(?:/| and )hearings)?: "
    r"(?=.{6,90}\b(?:set|due|reset|continued)\b)",
    re.IGNORECASE,
)
"""A clerk's heading, which the sentence after it says better: "Set/Reset Hearings: Jury Trial set for 5/5/2022"."""
_HEAD_DOUBLED = re.compile(r"^([a-z]+): (?=(?:[\w'-]+ ){0,2}\1\b|(?:[\w'-]+ ){0,5}\1$)", re.IGNORECASE)
_MOTION_RE = re.compile(
    r"\b(to (?:the )?)(?:motion|order|letter) (?:re|to) (?=(?:[\w-]+ ){0,2}motion\b)(?=(?:[\w-]+ ){0,2}(?:motion|order"
    r"|letter)\b)|\b((?:letter )?motion) \d{1,4} (?=for\b|to\b)",
    re.IGNORECASE,
)
_MOTION_ON = re.compile(
    r"\b(motion|stipulation|application|objection) re (?:the )?(?=(?:[\w-]+ ){0,2}\1\b)", re.IGNORECASE
)
_NUMBERED = tuple(f"motion {digit}" for digit in range(10))
_STRAY = re.compile(
    r"\b(seal|motions?|(?<!general )(?<!standing )(?<!executive )orders?|documents?|complaint|notice|brief|answer"
    r"|objections?|dismiss|compel|stay|strike|remand|transfer|amend|default|pauperis|sanctions|discovery|certification"
    r"|judgment|application|petition|stipulation|recommendations?|response|reply|counsel|pages|prejudice)"
    r" \d{1,4}(?:,? (?:and )?\d{1,4}){0,6}$",
    re.IGNORECASE,
)
_STRAY_MOST = 40
_Row = tuple[tuple[str, ...], re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class _Table:
    """Words of which one is in what the pattern finds, the pattern, and what takes its place; in their order."""

    rows: tuple[_Row, ...]
    words: tuple[str, ...]
    """All words of all rows."""

    @classmethod
    def of(cls, *rows: _Row) -> "_Table":
        return cls(rows, tuple(dict.fromkeys(word for words, _, _ in rows for word in words)))


_ENTERED = re.compile(
    r"^((?:[\w'\u2019-]+ ){0,4}(?:order|judgment|opinion|decision)),? (?:entered|filed|issued)(?: on [\d/]{6,10})?"
    r"(?=:|,? (?!on |by |in )(?:\w+ing|re)\b)",
    re.IGNORECASE,
)
""" "Order entered granting motion": that it was entered goes without saying."""
_CAPACITY = re.compile(
    r",? not (?:in its )?individual(?:ly)?(?: capacity)?,? but (?:solely |only )?(?:in its capacity )?as [^,;]{3,120}"
    r"?(?=[,;]|$)",
    re.IGNORECASE,
)
"""For whom a bank is a trustee."""
_FIRST_CLEANED = _Table.of(
    ((" individual",), _CAPACITY, ""),
    ((" entered", " filed", " issued"), _ENTERED, r"\1"),
    ((" opp",), re.compile(r"\bopp\.? (?=to (?:be|object|oppose|request|respond)\b)", re.IGNORECASE), "opportunity "),
    ((" .,",), re.compile(r"\s\.(?=,)"), ""),
    ((" ,", " ;", " .", " :", " )"), re.compile(r"\s+(?=[,;.:)])"), ""),
    ((" pursuant to ",), _UNDER, " "),
    ((" is ", " are "), _RESULT_OF, r"\1 "),
    ((" /",), re.compile(r"\s/(?=\w)"), " / "),
    ((" --",), re.compile(r"\s--+(?=\s)"), ","),
    ((": -",), re.compile(r":\s-+\s"), ": "),
    (("order: order ",), re.compile(r"^((?:[\w-]+ ){0,2}order): order (?=\w+ing\b)", re.IGNORECASE), r"\1 "),
    (("by: re",), re.compile(r"\bby: (?=re\b)", re.IGNORECASE), ""),
    (("on re",), re.compile(r"\bon re\b:?"), "on"),
    (("assented to motion",), re.compile(r"\bassented to motion", re.IGNORECASE), "assented-to motion"),
    (("judgment: in ",), re.compile(r"^((?:\w+ )?judgment): in (?=favor\b)", re.IGNORECASE), r"\1 in "),
    (("$ ",), re.compile(r"\$ (?=\d)"), "$"),
    (
        ("and ordered, that",),
        re.compile(r"^((?:\w+ ){0,2}(?:decision|opinion|memorandum)) and ordered,? that ", re.IGNORECASE),
        r"\1 and order: ",
    ),
    (
        ("order-the ", " - "),
        re.compile(
            r"^((?:[\w'\u2019-]+ ){0,3}(?:order|message|notice|judgment))(?: - |-(?=the ))(?=[a-z])(?![a-z]+ing )",
            re.IGNORECASE,
        ),
        r"\1: ",
    ),
    (
        ("order: and ", "entry: and "),
        re.compile(
            r"^((?:[\w-]+ ){0,3}(?:order|entry)): and for good cause (?:shown|appearing),? (?:that )?", re.IGNORECASE
        ),
        r"\1: ",
    ),
    (("complaint: vs", "complaint vs"), re.compile(r"^complaint:? vs\.? ", re.IGNORECASE), "Complaint against "),
    ((" hereby ",), re.compile(r" hereby (?=[a-z])", re.IGNORECASE), " "),
    ((" own motion",), re.compile(r",? on (?:its|the court['\u2019]s) own motion,(?= \w+s\b)", re.IGNORECASE), ""),
    ((".,", ".;"), re.compile(r"(?<=[a-z]{5})\.(?=[,;])"), ""),
    (
        (" and is", " and hereby is", " and the same "),
        re.compile(r"\bbe,? and (?:the same )?(?:hereby is|is hereby|is|are hereby|hereby are|are)\b,?", re.IGNORECASE),
        "is",
    ),
    (
        (" - denied", " - granted", " - moot", " - sustained", " - overruled", " - approved"),
        re.compile(r" (?:- )+(?=(?:denied|granted|moot|sustained|overruled|approved)\b)", re.IGNORECASE),
        ": ",
    ),
    ((",", ":"), re.compile(r"([,:])(?:\s*[,:.;])+"), r"\1"),
    ((",,",), re.compile(r",{2,}"), ","),
    (("terminated", "substituted", "added", "received", "opened"), _DONE, r" \1"),
)
_THEN_CLEANED = _Table.of(
    (("to for ",), re.compile(r"\bto (?=for\b)"), ""),
    (("to re",), re.compile(r"\bto re\b"), "re"),
    (("re to", "re: to", " 341"), re.compile(r"\bre:? (?=to\b)|(?<=\w) 341$", re.IGNORECASE), ""),
    (("re of ", "re: of "), re.compile(r"\bre:? (?=of\b)", re.IGNORECASE), ""),
    (("re for ", "re: for ", "re under ", "re: under "), re.compile(r"\b[Rr]e:? (?=(?:for|under)\b)"), ""),
    (
        (". to ", ". with ", ". and ", ". for ", ". regarding ", ". as to ", ". against ", ". on "),
        re.compile(
            r"\b(?!(?i:corp|dept|sept|bros|assn|supp|asst|bldg|blvd|govt|bankr|conf|dist|inc|ltd|esq|etc|ave|nos|app"
            r"|div|rev|ste|vol|hon|cir|dec|jan|feb|mar|apr|jun|jul|aug|oct|nov|capt|resp|stmt|llc|llp|plc|col|gen|lts"
            r"|ing|jrs|srs|mgmt|intl|natl|assoc|assocs|cal|civ|crim|fed|ins|mfg|univ|no)\.)([A-Za-z]{3,})\. "
            r"(?=(?:to|with|and|for|regarding|as to|against|on) )"
        ),
        r"\1 ",
    ),
    ((": 19", ": 20"), re.compile(r": (?:19|20)\d\d, (?=[a-z])", re.IGNORECASE), ": "),
    ((": dated ",), re.compile(r": dated [\d/.-]+: "), ": "),
    (("notice: ",), re.compile(r"^notice: (?=[a-z]{3,}ing the\b)", re.IGNORECASE), "Notice "),
    (
        (" for hearing on ",),
        re.compile(
            r", (?:(?:currently|presently|now) )?(?:scheduled|set|noticed|calendared) for hearing on "
            r"[\d/-]{6,10}(?: at [\d:]{1,5} ?[ap]\.?m\.?)?,(?= (?:is|are|was|were|be)\b)",
            re.IGNORECASE,
        ),
        "",
    ),
    ((" curiae",), _AMICUS, r"\1"),
)
_PLACE = re.compile(
    r"(?:(?<=\d [ap]m),? (?:at|in|before|via|by) |(?<=\d [ap]\.m\.),? (?:at|in|before) )"
    r"(?!.*\b(?:is|are|was|were|will|shall|granted|denied|vacated|continued|reset)\b).*",
    re.IGNORECASE,
)
"""The place behind an hour."""
_SAME = re.compile(r"^([\w ]{4,40}) re (?:the )?\1$", re.IGNORECASE)
""" "Sealed document re sealed document"."""
_SELF = re.compile(
    r"^(declaration|affidavit|notice|certificate|statement|request|report|exhibit) re (?=\1 (?:of|in|to|for|by|\d))",
    re.IGNORECASE,
)
""" "Declaration re: Declaration of Ann Roe in Support"."""
_RULED_TWICE = re.compile(
    r"(\border (granting|denying) (?:\S+ ){0,4}?(?:motion|application|request)s? (?:for|to) [^;,]{8,120}?) \2 (?:the )?"
    r"(?:[\w-]+ ){0,3}(?:motion|application)s?(?: (?:for|to)\b[^;]{0,90})?$",
    re.IGNORECASE,
)
""" "Order granting motion for leave to file reply granting letter motion for leave": the order's own title, and the
clerk's name for the same."""
_TWO_EVENTS = re.compile(
    r"^((?:[\w-]+ ){0,2}notice of (?!motion)[\w'\u2019 "
    r"-]{5,40}?)(?<!\band)(?<!\bre)(?<!\bof)(?<!\bfor)(?<!\bor)(?<!\bto)"
    r"(?<!\bon)(?<!\bby)(?<!\bfiling) (notice of )",
    re.IGNORECASE,
)
""" "Notice of Change of Address Notice of Changes in": a clerk's name for a paper, and its own title."""
_TWO_ANSWERS = re.compile(
    r"^(response|objection|reply) to (?:motion|application|objection)(?:/\w+)? (?=\1 to )", re.IGNORECASE
)
""" "Response to Motion/Application Response to Movant's Motion"."""
_NAMED_AGAIN = re.compile(
    r"^(stipulation|notice|response|reply|motion|letter|declaration|memorandum|brief) (?=(?:joint|agreed|amended|second"
    r"|first|unopposed|supplemental|corrected|consent|plaintiffs?['\u2019]s?|defendants?['\u2019]s?) \1\b)",
    re.IGNORECASE,
)
""" "STIPULATION Joint Stipulation Regarding Discovery"."""
_RULED_AGAIN = re.compile(
    r"^((?:\w+ )?order) (granting|denying) ([\w' ]{4,60}): \2 (?=[^:;]{4,40} \3\b)", re.IGNORECASE
)
""" "Order granting extension of time: granting letter motion for extension of time to answer"."""
_TWO_REQUESTS = re.compile(
    r"^((?:application|motion|request) (?:for|to) (?:[\w-]+ ){0,3}?[\w-]+) "
    r"(?=(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|interim|monthly|combined|verified) "
    r"(?:[\w-]+ ){0,3}(?:application|motion|request|statement)\b)",
    re.IGNORECASE,
)
""" "Application for Compensation First Interim Application of"."""
_TWO_MOTIONS = re.compile(
    r"^((?:[\w-]+ ){0,2}motion (?:to|for) (?:[\w'\u2019/-]+ "
    r"){0,5}?[\w'\u2019/-]+)(?<!\band)(?<!\bre)(?<!\bof)(?<!\bor)(?<!\bto)"
    r"(?<!\bfor)(?<!\bon)(?<!\bfile)(?<!the)(?<!['\u2019]s)(?<!s['\u2019])(?<!joint)(?<!expedited)(?<!emergency)(?<!ed)"
    r"(?<!defendants)(?<!plaintiffs)(?<!debtors)(?<!debtor)(?<!trustee) "
    r"(?=motion (?:to|for) )",
    re.IGNORECASE,
)
_SAME_MOTION = re.compile(
    r"(\bmotion (?:for|to) (\w+ \w+)[^;]{0,60}?) re (?:\w+ ){0,2}motion (?:for|to) \2\b[^;]{0,90}$", re.IGNORECASE
)
""" "Motion for extension of time to answer re consent motion for extension of time"."""
_DISPOSED = re.compile(
    r"^((?:[\w-]+ ){0,2}(?:disposition|opinion)) (?=(?:affirmed|dismissed|denied|granted|reversed|vacated)\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d[ :;]")
_STRAY_WITHIN = re.compile(
    r"\b(motion|order|stipulation|recommendations?|judgment|request|application|petition|objections?|dismiss|compel"
    r"|seal|stay|strike|remand|transfer|amend|default|pauperis|sanctions|time|discovery|certification"
    r"|summary judgment|issued)"
    r" \d{1,4}(?= (?:scheduled|set for|continuing|which|by the|is hereby|is granted|is denied|is moot)\b"
    r"| (?:to|until) (?-i:[A-Z])|:|;)",
    re.IGNORECASE,
)
"""The number of an entry behind its title: "the motion to dismiss 22 scheduled for May 5"."""
_DAY_DASH = re.compile(r"- (?<=, \d{4}- )(?=\d)")
_LAST_CLEANED = _Table.of(
    (("re: ",), re.compile(r"\b(?:[Rr]e|RE):(?= )"), "re"),
    (
        ("to motion ", "to the motion ", "to order ", "to the order ", "to letter ", "to the letter ", *_NUMBERED),
        _MOTION_RE,
        r"\1\2 ",
    ),
    (("on re ",), _MOTION_ON, ""),
    (("jury demand",), re.compile(r"(\bjury demand\b.*?),? (?:with|and) jury demand$", re.IGNORECASE), r"\1"),
    (("clerks ",), re.compile(r"^clerks (?=notice|entry|certificate)", re.IGNORECASE), "Clerk's "),
    (
        ("declarations ",),
        re.compile(r"(?<=supporting declarations) (?=(?:real|personal) property|unlawful|action)", re.IGNORECASE),
        ": ",
    ),
    ((" /",), re.compile(r" /$"), ""),
    (
        ("hearings order:", "deadlines order:"),
        re.compile(r"^((?:re)?set [\w/]+) order: ", re.IGNORECASE),
        r"\1: ",
    ),
    (
        (": decision:", ": disposition:", ": description of", "decision is:"),
        re.compile(
            r": (?:(?:the judgment or )?decision(?: is)?|disposition|description of (?:deficiency|error)): ",
            re.IGNORECASE,
        ),
        ": ",
    ),
    (("application for ", "application to ", "motion for ", "motion to "), _TWO_REQUESTS, r"\1: "),
    (
        ("deficient document ",),
        re.compile(r"^(notice to filer of error and/or deficient document) (?=\w)", re.IGNORECASE),
        r"\1: ",
    ),
    (
        ("recommendations and ", "recommendation and "),
        re.compile(
            r"(\b(?:accepting|adopting|affirming) (?:\w+ )?report and recommendations?) and (?=(?:\w+ ){0,3}motion)",
            re.IGNORECASE,
        ),
        r"\1 on ",
    ),
    (("stipulation ", "notice ", "response ", "reply ", "memorandum ", "brief "), _NAMED_AGAIN, ""),
    (("complaint: against",), re.compile(r"^((?:\w+ ){0,2}complaint): (?=against\b)", re.IGNORECASE), r"\1 "),
    ((" received",), re.compile(r"^(letter [a-z]+ing .{8,120}) received$", re.IGNORECASE), r"\1"),
    (("order ordering",), re.compile(r"^((?:\w+ )?order) ordering ", re.IGNORECASE), r"\1 directing "),
    (
        ("letter re ", "motion re "),
        re.compile(
            r"^(letter|motion) re:? (?=(?:(?:joint|consent|status|second|unopposed|pre-motion) )?\1\b)", re.IGNORECASE
        ),
        "",
    ),
    (
        ("ing motion: ",),
        re.compile(
            r"\b(referring|setting|terminating|striking|withdrawing) motions?: (?=(?:[\w-]+ ){0,3}motions?\b)",
            re.IGNORECASE,
        ),
        r"\1 ",
    ),
    (
        ("own motion, the",),
        re.compile(r"^((?:\w+ )?(?:order|entry)):? on (?:the court['\u2019]s|its) own motion, (?=the )", re.IGNORECASE),
        r"\1: ",
    ),
    (
        (" filed ",),
        re.compile(r"^((?:\w+ )?(?:notice|letter|motion|request)) filed (?=(?:to|of|for) )", re.IGNORECASE),
        r"\1 ",
    ),
    ((" etc", ",etc"), re.compile(r",? ?\betc\.?$", re.IGNORECASE), ""),
    ((" no rt ",), re.compile(r"\bappeal no rt ", re.IGNORECASE), ""),
    ((": dated ",), re.compile(r"(?<=:) dated [\d/]{6,10}[;,](?= )"), ""),
    (
        (" filed by ",),
        re.compile(r" filed by [^;]{3,60}(?=;)|(?<=;)(?P<rest>[^;]{8,90}?) filed by [^;]{3,60}$"),
        r"\g<rest>",
    ),
    (("disposition", "opinion"), _DISPOSED, r"\1: "),
    ((" re ",), _SAME, r"\1"),
    ((" re ",), _SELF, ""),
    (("- ",), _DAY_DASH, " "),
    (("attorney, ",), re.compile(r"^attorney, (?=[A-Z])", re.IGNORECASE), "attorney "),
    ((" am ", " am, ", " pm ", " pm, ", "a.m. ", "p.m. ", ".m., "), _PLACE, ""),
    ((" u. s", " u.s"), re.compile(r",? \d{1,3} U\. ?S\.?(?: at)?$"), ""),
    (("  ",), re.compile(r"\s{2,}"), " "),
)
_TWICE_CLEANED: tuple[_Row, ...] = (
    (("motion",), _SAME_MOTION, r"\1"),
    (("granting", "denying"), _RULED_TWICE, r"\1"),
    (("granting", "denying"), _RULED_AGAIN, r"\1 \2 "),
    (("response to", "objection to", "reply to"), _TWO_ANSWERS, ""),
    (("notice of",), _TWO_EVENTS, r"\1: \2"),
    (("motion",), _TWO_MOTIONS, r"\1: "),
    (
        ("motion",),
        re.compile(
            r"^(?=.* motion$)(.*\bmotion (?:for|to) [^;:]{3,60})(?<! a)(?<! the)(?<! of)(?<! on)(?<! to)(?<! "
            r"or)(?<! and)(?<! cross)(?<!s['\u2019])(?<!['\u2019]s) motion$",
            re.IGNORECASE,
        ),
        r"\1",
    ),
)
"""Patterns that find something only where one of their words is there twice."""
_BEGINS = re.compile(r"^[\W_]+(?=\w)")
_DONE_ENDS = ("loaded", "pared", "scribed", "LOADED", "PARED", "SCRIBED")
_DONE_BY = re.compile(r"(?<=\d),? (?:uploaded|prepared|transcribed)$", re.IGNORECASE)
"""Left over from "uploaded by somebody"."""


def _without_again(said: str, low: str) -> str:
    """Without what an entry is about, where that is said already: "Answer to complaint with demand re complaint"."""
    head, _, about = low.rpartition(" re ")
    return said[: len(head)] if len(about) > _SHORTEST and about in head else said


_SHORTEST = 4
_BEHALF = re.compile(r"(?:\s+on behalf(?: of)?)+\W*$", re.IGNORECASE)


def tidy_words(said: str) -> str:
    """The words without marks, doubled words, loose punctuation and words that dangle at the end."""
    said = collapse_blanks(said.replace(FILER, " ").replace(ENTRY, " "))
    said, low = _clean(said, said.lower(), _FIRST_CLEANED)
    if _MAY_BE_TWICE.search(low):
        said = _TWICE.sub(r"\1 \2", said)
        low = said.lower()
    said, low = _clean(said, low, _THEN_CLEANED)
    words = low.split(" ")
    if any(map(str.startswith, words[1:], words)) or _MIXED.search(low):
        said = _DOUBLED.sub(r"\1", said)
        low = said.lower()
        words = low.split(" ")
    if not _ABBREVIATED.isdisjoint(low.translate(_TO_BARE).split()):
        said = " ".join(map(_spell, said.split(" ")))
    if len(set(words)) < len(words) or words[0] in _SETS or words[0][-1:] == ":":
        said = _without_repetition(said, words)
    said, low = _clean(said, said.lower(), _LAST_CLEANED)
    said, low = _clean_twice(said, low)
    said = _BEGINS.sub("", said, count=1) if not said[:1].isalnum() else said
    said = _STRAY_WITHIN.sub(r"\1", said) if _DIGIT.search(said) else said
    said = _without_again(said, low) if " re " in low else said
    if "on behalf" in low:
        said = _BEHALF.sub("", said)
    said = said.rstrip()
    if said[-1:].isdigit() and (stray := _STRAY.search(said, max(len(said) - _STRAY_MOST, 0))):
        said = said[: stray.end(1)]
    return _end(remove_dangling(_DONE_BY.sub("", said) if said.endswith(_DONE_ENDS) else said))


def _end(said: str) -> str:
    if said.count('"') == 1:
        said = said.replace('"', "")
    if ")" in said and "(" not in said:
        said = said.replace(")", "", 1).rstrip(")")
    return f"{said}." if said[-_END_MOST:].lower().endswith(_ENDS_WITH_PERIOD) or _LETTERS.search(said) else said


_LETTERS = re.compile(r"(?<![\w.])[A-Z]\.(?:[A-Z]\.){0,4}[A-Z]$")
""" "U.S.M.J", "N.A", "P.C"."""
_ENDS_WITH_PERIOD = (
    " inc", " co", " corp", " ltd", " jr", " sr", " a.m", " p.m",
    *(f"{digit}{half}.m" for digit in range(10) for half in "ap"),
)  # fmt: skip
_END_MOST = 6
"""A name or an hour ends with a period after these, where the sentence did."""


_SPELLED = {
    "ack": "acknowledgment", "amd": "amended", "ans": "answer", "appl": "application", "aty": "attorney",
    "atty": "attorney", "attys": "attorneys", "cmplt": "complaint", "compl": "complaint",
    "conf": "conference", "cont'd": "continued", "ddl": "deadline", "ddls": "deadlines", "decl": "declaration",
    "def": "defendant", "def's": "defendant's", "defs": "defendants", "defs'": "defendants'", "deft": "defendant",
    "deft's": "defendant's", "defts": "defendants", "defts'": "defendants'", "depo": "deposition",
    "dft": "defendant", "dft's": "defendant's", "dfts": "defendants", "discl": "disclosure", "ext": "extension",
    "gov't": "government", "govt": "government", "govt's": "government's", "hrg": "hearing", "hrgs": "hearings",
    "jgm": "judgment", "jgmt": "judgment", "jt": "joint", "mot": "motion", "msj": "motion for summary judgment",
    "mtd": "motion to dismiss", "mtg": "meeting", "mtn": "motion", "mtns": "motions",
    "noa": "notice of appeal", "ntc": "notice",
    "obj": "objection", "objs": "objections", "opp": "opposition", "opp'n": "opposition", "ord": "order",
    "plf": "plaintiff", "plf's": "plaintiff's", "plfs": "plaintiffs", "plfs'": "plaintiffs'", "pltf": "plaintiff",
    "pltf's": "plaintiff's", "pltfs": "plaintiffs", "pltfs'": "plaintiffs'", "prej": "prejudice",
    "recon": "reconsideration", "req": "request", "resp": "response", "rpt": "report",
    "seq": "sequence", "sj": "summary judgment",
    "stip": "stipulation", "stips": "stipulations", "stmt": "statement", "unopp": "unopposed",
    "w/": "with", "w/o": "without", "w/out": "without", "x-motion": "cross-motion", "xmotion": "cross-motion",
    "amend/correct": "amend or correct",
    "deadlines/hearings": "deadlines and hearings", "response/objection": "response or objection",
    "response/reply": "response or reply",
}  # fmt: skip
"""What clerks abbreviate, in full."""
_ABBREVIATED = frozenset(_SPELLED)
_TO_BARE = str.maketrans(".,;:", "    ")


def _spell(word: str) -> str:
    """An abbreviation in full, with the marks behind it; its period goes."""
    bare = word.rstrip(".,;:")
    spelled = _SPELLED.get(bare.lower())
    return f"{spelled}{word[len(bare) :].lstrip('.')}" if spelled else word


def _without_repetition(said: str, words: list[str]) -> str:
    """Without words that follow themselves, and without a heading that its sentence repeats: "Order: text order"."""
    if words[0] in _SETS and (heading := _SETTING.match(said)):
        return said[heading.end() :]
    if _is_phrase_doubled(words):
        said = _PHRASE_DOUBLED.sub(r"\1", said)
    if any(map(eq, words, words[4:])) and any(map(words.__contains__, _BETWEEN)):
        said = _NAMED_TWICE.sub(r"\1\2", said)
    return _HEAD_DOUBLED.sub("", said) if words[0].endswith(":") and words[0][:-1] in words[1:7] else said


_BETWEEN = ("for", "re", "on")


def _is_phrase_doubled(words: list[str]) -> bool:
    """Whether two to four words stand twice, one after the other; punctuation may stand behind them."""
    for many in (2, 3, 4):
        if not any(map(eq, words, words[many:])):
            continue
        for at, same in enumerate(map(eq, words, words[many:])):
            if same and words[at : at + many - 1] == words[at + many : at + 2 * many - 1]:
                last = at + many - 1
                if last + many < len(words) and words[last + many].startswith(words[last]):
                    return True
    return False


def _clean(said: str, low: str, table: _Table) -> tuple[str, str]:
    """The words and their lower case. A pattern is looked for only where one of its words is, which is quicker."""
    if not any(map(low.__contains__, table.words)):
        return said, low
    for words, pattern, instead in table.rows:
        if words[0] in low or (len(words) > 1 and any(map(low.__contains__, words))):
            said = pattern.sub(instead, said)
            low = said.lower()
    return said, low


def _clean_twice(said: str, low: str) -> tuple[str, str]:
    for words, pattern, instead in _TWICE_CLEANED:
        if any(low.count(word) > 1 for word in words):
            said = pattern.sub(instead, said)
            low = said.lower()
    return said, low


_MIXED = re.compile(r"[^a-z ][a-z]")


def count_same(title: str) -> str:
    """ "Granting motion to seal; granting motion to seal" is said once, with how many there are."""
    if ";" not in title:
        return title
    if counted := _count_rulings(title):
        return counted
    first, *others = title.split("; ")
    if not others or any(not first.lower().endswith(other.lower()) for other in others):
        return title
    return f"{first} ({len(others) + 1} motions)"


_RULING = re.compile(
    r"(?P<act>granting in part and denying in part|granting in part|granting|denying as moot|denying|finding as moot)"
    r" (?P<what>(?:[\w-]+ ){0,2}motions? (?:[\w-]+ ?){1,6})",
    re.IGNORECASE,
)
_ACTS = {
    "granting": "granted", "denying": "denied", "denying as moot": "moot", "finding as moot": "moot",
    "granting in part": "granted in part", "granting in part and denying in part": "granted in part",
}  # fmt: skip
_FEWEST = 3


def _count_rulings(title: str) -> str:
    """ "Order on 3 motions in limine: 2 granted, 1 denied", where several of the same kind are decided; else ""."""
    lead, _, rest = title.partition(" ")
    parts = [_RULING.fullmatch(part) for part in rest.split("; ")]
    told = [part for part in parts if part]
    if len(told) < _FEWEST or len(told) < len(parts) or len({one["what"].lower().rstrip("s") for one in told}) > 1:
        return ""
    acts = Counter(_ACTS[one["act"].lower()] for one in told)
    if len(acts) == 1:
        return ""
    what = told[0]["what"].replace("motions ", "motion ").replace("motion ", "motions ", 1)
    return f"{lead} on {len(told)} {what}: {', '.join(f'{many} {act}' for act, many in acts.items())}"
