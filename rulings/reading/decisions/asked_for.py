"""What an order grants that is not the motion it names: time, a hearing or a paper on that motion, or the paper it was
given to sign. Called by ``decisions``."""

import re

_ON_ANOTHER = re.compile(
    r"\b(?:exten\w+|continu\w+|adjourn\w*|enlarge\w*|shorten\w*|leave|time|respon[ds]\w*|repl(?:y|ies)"
    r"|oppos\w+|object\w*|hearing|briefing|pages?|appear\w*|telephonic\w*|argument)\b"
    r"[^;]{0,80}?\b(?:on|to|re:?|regarding|for)(?: the| \w+['\u2019]s)* \[?$"
)
_A_MOTION = re.compile(r"(?:-\d+)?\]?\s+(?:[\w-]+ ){0,3}?(?:motion|application|petition)\b")
_FOR_THE_SAME = re.compile(
    r"\b(?:exped|hearing|exten|continu|adjourn|enlarg|shorten|leave|excess|pages?\b|appear|telephon|argument)"
)


_TO_SHORTEN = re.compile(
    r"\b(?:motion|application|request)s? (?:to|for)(?: an?| order| ex parte)* (?:shorten\w*|exped\w+|limit\w* notice"
    r"|expedited|emergency hearing)\b"
)
_A_TITLE = re.compile(r"(?:-\d+)?\]?\s+(?:[\w-]+ ){0,3}?(?:motion|application|petition) (?:to|for|re:?|of|in)\b")
_SETS_HEARING_ON = re.compile(
    r"\bsett?ing (?:an? |the )?(?:[\w-]+ ){0,3}hearing (?:on|for|re:?) [^()]{0,120}\((?:re:? )?related doc[^()]{0,20}"
    r"(?:\(s\)[^()]{0,8})?$"
)
""" "Order Shortening Notice and setting expedited Hearing on Motion to Sell (Related document # 12) … (Related Doc #
15)"."""


def is_granted_on_another(before: str, after: str) -> bool:
    """Whether what is granted is time, a hearing or a paper on the motion that is named, and not that motion: "granting
    Stipulation to continue hearing on 12 Motion to Dismiss", "Granting Application to Shorten Time (related document:
    12 Motion re: Sale)"."""
    if sets_hearing_on(before):
        return True
    if _ON_ANOTHER.search(before) and _A_MOTION.match(after) and not _FOR_THE_SAME.search(after, 0, _FEW_WORDS):
        return True
    return asks_for_other(before, after)


def sets_hearing_on(before: str) -> bool:
    """Whether an entry is named as what a hearing is set on."""
    return bool(_SETS_HEARING_ON.search(before))


def asks_for_other(before: str, after: str) -> bool:
    """Whether the title behind a number asks for something else than the time that is given."""
    title = _A_TITLE.match(after) if _TO_SHORTEN.search(before) else None
    return bool(title and not _FOR_THE_SAME.search(_TITLE_ENDS.split(after)[0]))


_TITLE_ENDS = re.compile(r"\)|\bfiled by\b")


_FEW_WORDS = 80
BEHIND = 200
"""Characters behind a number that tell what its motion asks for."""


def gives_time_on_another(before: str, after: str) -> bool:
    """Whether an order gives or takes time on a motion that asks for something else: "Order Extending Time to Respond
    (related document(s) 12 Motion to Sell)"."""
    asked = _A_MOTION.match(after) and not _FOR_THE_SAME.search(after, 0, _FEW_WORDS)
    return bool(asked and _GIVES_TIME.search(before))


_GIVES_TIME = re.compile(r"\b(?:extend|enlarg|shorten|continu|expedit)ing\b")


ANSWERS = re.compile(r"\b(?:respon[ds]\w*|repl(?:y|ies)|oppos\w+|object\w*|hearing|briefing)\b[^;]{0,60}$")
"""Words between two numbers of a sentence: "motion (Dkt. 22) for time to respond to the motion to dismiss (Dkt. 12) is
GRANTED"."""

SO_ORDERED = re.compile(
    r"(?:(?:text|oral|electronic|paperless|endorsed|docket|minute) )?(?:order:? |it is (?:hereby )?)?so[- ]ordered,?:?"
    r" (?:(?:stipulation |letter )?(?:re:?|as to) |(?=d\.?i\.? |\[?\d))"
)


_NAMES_IT = re.compile(
    r"[(\[](?:[^)\]]|(?<=\(s)\)){0,80}$|\b(?:re|ref|related|relates|refers|referring)\b[^()\[\];]{0,40}\[?$"
)
"""How the paper that asked is named, right before its number: "(Related Doc # 22", "RE: 22"."""
_AT_MOST = 320
_AN_ORDER = (
    r"(?:(?:agreed|consent|\(?consensual\)?|amended|final|interim|bridge|emergency|expedited|corrected|supplemental"
    r"|ex parte|stipulated|stipulation|conditional|settlement|joint|first|second|third|and|text|memorandum|opinion"
    r"|decision) )*"
    r"(?:order(?: and judgment)?|judgment and order|(?<=agreed )(?:judgment )?entry),?"
    r"(?: \(?consensual\)| \([a-z ]{3,24}\))?:? (?:\((?:i|a|1)\) ?)?"
)
_DOES = re.compile(rf"{_AN_ORDER}(?P<verb>[a-z-]{{3,24}}ing)\b")
_UNDER_LAW = re.compile(
    rf"{_AN_ORDER}(?:\([a-z]\) )?(?:pursuant to|under) [^;]{{2,160}}? (?P<verb>authorizing|approving"
    r"|directing|prohibiting|extending"
    r"|allowing|establishing|permitting|modifying|lifting|avoiding|enforcing|appointing|converting|reopening|fixing"
    r"|shortening|waiving|compelling|imposing|terminating|confirming)\b"
)
"""The law before the verb: "Order Pursuant to Sections 105 and 363 of the Bankruptcy Code Authorizing Debtors to …"."""
_IS_FOR = re.compile(
    rf"{_AN_ORDER}(?:(?:for|of) (?:relief from|payment|joint administration|(?:rule )?2004|examination"
    r"|(?:the )?appointment|turnover|adequate protection|abandonment|substitution|avoidance|sale|admission"
    r"|distribution|contempt"
    r"|conversion"
    r"|consolidation)|to (?:pay (?:the )?(?:filing )?fees?|employ|retain|sell|avoid|convert|reopen|waive|limit notice"
    r"|shorten|redact|restrict|extend|allow|disallow|withdraw|compel|abandon|incur|refinance|modify|substitute"
    r"|consolidate))\b"
)
_OTHER_ACTS = frozenset({
    "adjourning", "advancing", "advising", "affirming", "amending", "appearing", "arising", "assigning", "being",
    "canceling", "cancelling", "clarifying", "closing", "concerning", "correcting", "deferring", "defining",
    "demanding", "denying", "designating", "discharging", "following", "giving", "governing", "granting",
    "holding", "informing", "instructing", "making", "memorializing", "mooting", "noticing", "notifying", "noting",
    "ordering", "overruling", "pending", "pertaining", "postponing", "re-noticing", "re-scheduling", "re-setting",
    "reassigning", "referring", "regarding", "relating", "remanding", "removing", "renoticing", "requesting",
    "rescheduling", "reserving", "resetting", "resolving", "respecting", "resulting", "returning",
    "reversing", "scheduling", "settling", "staying", "striking", "supplementing", "taking",
    "vacating", "withdrawing",
})  # fmt: skip
"""What orders do that is not what a motion asked, or not surely: they set days, want papers, undo or refuse."""
_ONLY_OF = {
    "continuing": re.compile(r" (?:the )?(?:automatic )?stay\b"),
    "setting": re.compile(r" aside\b"),
    "finding": re.compile(r" [^.;()]{2,60} in contempt\b"),
    "transferring": re.compile(r" (?:the )?(?:venue|case|adversary)\b"),
    "requiring": re.compile(r" (?:the )?(?:turnover|payment|abandonment|accounting|production)\b"),
    "terminating": re.compile(r" (?:the )?(?:automatic )?stay\b"),
    "directing": re.compile(
        r" (?:(?:the )?(?:joint|procedural|payment|turnover|disbursement|release|abandonment)\b|[\w ]{2,40}? to turn "
        r"?over\b|clerk to (?:pay"
        r"|disburse))"
    ),
    "dismissing": re.compile(r" (?:the )?(?:case|chapter|debtor|adversary)"),
}
"""Acts that count only where they are done to this."""


def does_as_asked(low: str, first: int) -> bool:
    """Whether a bankruptcy court's order grants what was asked and names the paper that asked, whose number is at
    ``first``: "Order Authorizing the Employment of Ann Poe (Related Doc 22)"."""
    does = _DOES.match(low) or _UNDER_LAW.match(low)
    acts = does or _IS_FOR.match(low) or _GIVES.match(low)
    if acts is None or first - acts.end() > _AT_MOST or not _NAMES_IT.search(low, acts.end(), first):
        return False
    if does is None:
        return True
    if does["verb"] in _OTHER_ACTS:
        return False
    return does["verb"] not in _ONLY_OF or bool(_ONLY_OF[does["verb"]].match(low, does.end()))


def settles_paper(low: str, first: int) -> bool:
    """Whether an order ends a paper by agreement: "Agreed Order Resolving Motion for Relief from Stay (Related Doc
    33)"."""
    acts = _SETTLES.match(low)
    if acts is None or first - acts.end() > _AT_MOST:
        return False
    return low[acts.end() : first].strip(" [#") in ("", "the") or bool(_NAMES_IT.search(low, acts.end(), first))


_SETTLES = re.compile(rf"{_AN_ORDER}(?:(?:up)?on stipulation )?(?:resolving|settling|compromising)\b")
_RELIEF = re.compile(
    rf"{_AN_ORDER}(?:(?P<verb>[a-z-]{{3,24}}ing)\b|(?:to|for)\b"
    r"(?! (?:show cause|relief under|appear|debtor|employer)\b))(?P<what>.{0,160})"
)
_ON_RELIEF = re.compile(
    rf"{_AN_ORDER}on (?!motion|application|objection|stipulation|order|letter|remand)(?P<what>.{{3,160}})"
)
_ONLY_ALLOWS = frozenset({"allowing", "approving", "authorizing", "permitting", "confirming"})


_GIVES = re.compile(
    r"(?:(?:stipulated|agreed|consent|joint|amended|text|minute|paperless|electronic|endorsed|final) )*"
    r"(?:order (?:of|for|granting) )?(?:a )?(?P<gives>protective order|temporary restraining order"
    r"|preliminary injunction|default judgment|(?:preliminary (?:order of )?)?forfeiture|pro hac vice|release of \w+"
    r"|(?:issuance of )?(?:warrant|writ of habeas corpus ad \w+))\b"
)
"""What a motion asks for, given: "Protective order", "Order for pro hac vice admission of Ann Roe"."""


def find_relief(headline: str, *, is_order: bool = True) -> str:
    """The words for what a ruling without a number gives or does, where it may do what a motion asked; "" where it does
    not: "order approving payment of filing fee in installments". ``headline`` is in lower case; of what is no order,
    only the title tells that."""
    if gives := _GIVES.match(headline):
        return gives["gives"]
    if not is_order:
        return ""
    if on := _ON_RELIEF.match(headline):
        return on["what"]
    does = _RELIEF.match(headline)
    if does is None or does["verb"] in _OTHER_ACTS:
        return ""
    if does["verb"] in _ONLY_OF and not _ONLY_OF[does["verb"]].match(does["what"]):
        return ""
    return does["what"] if does["verb"] in _ONLY_ALLOWS else f"{does['verb'] or ''} {does['what']}"


BARE = re.compile(
    r"(?:(?P<agreed>agreed|consent|consensual|stipulated|stipulation|settlement)\b ?|(?:adequate protection|strict"
    r" compliance|conditional|generic|final|and) )*order,?"
    r"(?: (?:(?:signed|dated|entered) )?(?:on )?\d{1,2}/\d{1,2}/\d{2,4})?[.,:]? ?[\[(](?:re:? ?)?related (?:to )?doc"
)
"""An order of which the clerk only says what it concerns: "Agreed Order (related document(s): 33 Motion …)"."""
