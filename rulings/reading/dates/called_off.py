"""Which hearing a court calls off without naming its day: "the hearing is vacated", "no hearing required as order
entered", "Terminate Deadlines and Hearings". Called by ``read_filing``.

Days that are named are read by ``hearings``. Which hearing is meant is for the interpretation to say, which knows what
is ahead.
"""

import re

from rulings.reading.dates.hearing_titles import name_hearing_family
from rulings.vocabulary.kinds import RULING_KINDS, Kind

ALL = "all"
"""Everything that is ahead is called off."""
ARGUED = "motion"
"""What motions are argued in is called off, and no other hearing."""

_HEARD = (
    r"(?:hearing|(?:tele|video)?conference|trial|argument|sentencing|arraignment|(?:calendar|docket) call"
    r"|jury selection|change of plea)"
)
_CALLED_OFF = (
    r"(?:vacated|cancell?ed|stricken|struck|dropped|called off|taken off(?: the)?(?: court'?s)?(?: motions?)? calendar"
    r"|(?:removed|deleted|withdrawn|stricken) from(?: the)?(?: court'?s)?(?: [a-z]+)? (?:calendar|docket)"
    r"|off[- ]calendar)"
)
_IS_OFF = re.compile(
    rf"\b(?P<what>(?:[a-z-]+ ){{0,3}}{_HEARD})s?(?: dates?)?(?: (?:on|re|for|as to|previously"
    rf"|currently|set|scheduled|noticed|calendared)\b[^.;]{{0,80}}?)?"
    rf",? (?:(?:is|are|be|has been|have been|was|were) )(?:hereby |therefore |accordingly ){{0,2}}{_CALLED_OFF}\b"
)
_WITHOUT_A_DAY = re.compile(
    rf"\b(?P<what>(?:[a-z-]+ ){{0,3}}{_HEARD})s?(?: dates?| in this (?:case|matter)| of this (?:case|matter))?"
    r"(?: (?:previously |currently )?(?:set|scheduled|noticed|calendared)\b[^.;]{0,60}?)?"
    r" (?:(?:is|are|be|has been|have been) (?:hereby )?)?(?:continued|adjourned|postponed|stayed)(?:[,;]?"
    r" (?:and|and will be|to be|will be))?"
    r" (?:until further|pending|generally|sine die|indefinitely|without (?:a )?(?:date|day)|to a date to be"
    r"|(?:to be )?re-?(?:set|scheduled)(?! (?:to|for) (?:\w+day|\w{3,9}\.? \d|\d)))"
)
_GRANTED = re.compile(
    r"\bgrant(?:s|ed|ing)\b[^.;]{0,140}?\b(?:motion|request|application|stipulation)s? (?:to"
    r"|for) (?:a )?(?:continue|vacate"
    r"|adjourn|cancel|reschedule|postpone|reset|continuance of|adjournment of) (?:the )?"
    rf"(?P<what>(?:[a-z-]+ ){{0,3}}{_HEARD})s?\b"
)
_SAYS_OFF = re.compile(
    rf"\b(?P<what>(?:[a-z-]+ ){{0,3}}{_HEARD})s? (?:dates? )?(?:{_CALLED_OFF}|(?:was |were )?not held\b"
    r"|not (?:necessary|required|needed)"
    r"|unnecessary|withdrawn(?= ?(?:$|[(-]|by\b|prior\b)))\b"
    r"|^\W*(?:the )?(?P<matter>matter)s? (?:(?:was|were|is|has been|have been) )?(?:(?:taken|removed) (?:off|from)"
    r"|dropped from|off) (?:the )?(?:court'?s )?calendar\b"
)
_CALLS_OFF = re.compile(
    rf"\b(?:vacating|vacates?|cancell?ing|cancels|terminating|striking|(?:cancell?ation|withdrawal) of"
    rf"|withdrawing) (?:the |a |notice of |all ){{0,2}}(?P<what>(?:[a-z-]+ ){{0,3}}{_HEARD})s?\b"
)
_NO_HEARING = re.compile(
    r"\bno (?P<what>hearing) (?:is |was |will be )?(?:required|necessary|needed|held)\b"
    r"(?! (?:unless|until|absent|if|before))"
    r"|\b(?:without|resolved prior to|settled prior to) (?:a )?(?P<what2>hearing)(?: (?:required|necessary))"
    r"|\border entered[,;]? no (?P<what3>hearing)\b"
)
_ON_THE_PAPERS = re.compile(
    r"\b(?:submitted|submits?|decid(?:e|es|ed|ing)|resolv(?:e|es|ed|ing)|disposition|determin(?:e|es|ed|ation)"
    r"|suitable|appropriate)\b[^.;]{0,80}?(?:\bon the (?:papers|briefs)\b"
    r"|\bwithout (?:further |the need for )?(?:an? )?(?P<what>(?:oral )?argument|hearing)s?\b)"
)
"""A motion or an appeal that a judge takes up on the papers is not argued."""
_RESCHEDULED_ALONE = re.compile(r"\W*rescheduled\W*$")
"""The Supreme Court's whole entry: the petition is not considered at the conference it was distributed for."""
_AND_IT = re.compile(rf"s?(?: dates?)?(?:,? and|,|/)(?: the)? ?((?:[a-z-]+ ){{0,3}}{_HEARD})s?\b")
"""Another hearing behind "and": "vacating the trial date and pretrial conference"."""
_WAIVED = re.compile(
    r"(?:[a-z-]+ ){0,3}?waiver (?:of|to) (?:an? |the |his |her |right to )*(?P<what>(?:preliminary|detention"
    r"|arraignment|initial appearance|identity)(?: [a-z]+){0,2}? ?(?:hearing|examination)?)\b"
)
_WITH_IT = re.compile(rf"\b((?:[a-z-]+ ){{0,3}}{_HEARD})s?(?: dates?)?(?:,| and|, and) (?:the )?$")
"""Another hearing before "and": "the pretrial conference and trial are stricken"."""
_ALL = re.compile(
    r"\b(?:all|any)(?: (?:other|pending|remaining|future|existing|further|scheduled|previously|set|upcoming"
    r"|currently|and)){0,4}"
    r" (?:[a-z]+ (?:and|or|,) ){0,3}(?:hearings?|trial dates?|court dates?|conferences?|dates|settings"
    r"|deadlines?)(?: and"
    rf" (?:[a-z]+ ?){{1,2}})?[^.;]{{0,110}}? (?:is|are|be) (?:hereby )?{_CALLED_OFF}\b"
    rf"|[.;] all (?:other |remaining |pending |future )*(?:hearing |court )?(?:dates|hearings|settings) {_CALLED_OFF}\b"
    r"|(?:^|[.*;] ?)(?:util - )?terminate(?:d)? (?:deadlines?(?: and |/| & ))?hearings\b"
    r"|\bdeadlines?(?:/| and )hearings terminated\b"
    r"|\b(?:vacating|cancell?ing|terminating) all (?:[a-z]+ ){0,3}(?:hearings|dates|settings|conferences)\b"
)
_ASKED = re.compile(
    r"\b(?:den(?:y|ying|ied|ies)|request(?:s|ed|ing)?|motion to|mov(?:es|ed|ing) (?:for|to)|stipulation to|if|unless"
    r"|whether|not|should|may be|shall be deemed)\b[^.;]{0,80}$"
)
_GRANTS = re.compile(r"\b(?:grant(?:s|ed|ing)|approv\w*|so ordered)\b[^.;]{0,100}$")
_BY_THE_COURT = RULING_KINDS | {Kind.MINUTES, Kind.NOTICE, Kind.OTHER}
_BY_A_PARTY = frozenset({Kind.NOTICE, Kind.OTHER})
_WORTH_A_LOOK = (
    "waiver of", "withdrawal of", "withdrawing", "hearing withdrawn", "removed from",
    "vacat", "cancel", "stri", "struck", "dropped", "called off", "calendar", "terminat", "not necessary",
    "not required", "not needed", "no hearing", "hearing necessary", "hearing required", "unnec", "not held", "without",
    "on the papers", "on the briefs", "continu", "adjourn", "postpon", "resched", "reset", "stayed",
)  # fmt: skip


_IN_ALL = ("all ", "any ", "terminat")
_VERBS = (" is ", " are ", " be ", " been ", " was ", " were ")
_FORMS = (
    (_IS_OFF, _VERBS),
    (_WITHOUT_A_DAY, ("continued", "adjourned", "postponed", "stayed")),
    (
        _SAYS_OFF,
        (
            "withdrawn",
            "removed",
            "vacat",
            "cancel",
            "stricken",
            "struck",
            "dropped",
            "called off",
            "calendar",
            "not ",
            "unnec",
        ),
    ),
    (_CALLS_OFF, ("vacat", "cancel", "terminating", "striking", "withdraw")),
    (_NO_HEARING, ("no hearing", "without ", "prior to ")),
    (_GRANTED, ("grant",)),
)
"""The forms, and words of which one is in whatever they find: a word is found much quicker than a form."""


def read_called_off(kind: Kind, low: str) -> str:
    """The families of the hearings that a text in lower case calls off without a day, with commas between them
    ("hearing" where it does not say which, ``ARGUED``, ``ALL``), or ""."""
    if kind not in _BY_THE_COURT or not any(map(low.__contains__, _WORTH_A_LOOK)):
        return ""
    if any(map(low.__contains__, _IN_ALL)) and _said(_ALL, low):
        return ALL
    if _RESCHEDULED_ALONE.match(low):
        return "hearing"
    if waived := _WAIVED.match(low):
        return name_hearing_family(waived["what"]) if kind in _BY_A_PARTY else ""
    for words, needs in _FORMS:
        if any(map(low.__contains__, needs)) and (found := _said(words, low)) is not None:
            return ",".join(_families(found, low))
    return ARGUED if kind in RULING_KINDS and _said(_ON_THE_PAPERS, low) else ""


def _families(found: re.Match[str], low: str) -> list[str]:
    """The families of what is called off: one, or those that are joined by "and"."""
    what = _what(found)
    start = low.find(what, found.start())
    also = _WITH_IT.search(low, max(0, start - 60), start)
    then = _AND_IT.match(low, start + len(what))
    named = [*([also[1]] if also else []), *what.split(" and "), *([then[1]] if then else [])]
    return list(dict.fromkeys(name_hearing_family(one) or "hearing" for one in named))


def _what(found: re.Match[str]) -> str:
    return next((part for part in found.groups() if part), "")


def _said(words: re.Pattern[str], low: str) -> re.Match[str] | None:
    """The first match that is not only asked for or refused."""
    for found in words.finditer(low):
        named = next((found.start(name) for name, part in found.groupdict().items() if part), found.start())
        before = low[max(0, found.start() - 120) : max(found.start(), low.rfind(" ", 0, named + len(_what(found))))]
        if not _ASKED.search(before) or _GRANTS.search(before):
            return found
    return None
