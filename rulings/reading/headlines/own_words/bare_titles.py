"""Titles that leave out what their entry tells in its next words: what is due, what was decided or recommended, when
creditors meet. Called by ``headlines``."""

import re

from rulings.reading.headlines.cutting import WHOLE
from rulings.reading.headlines.own_words.first_words import read_said_next
from rulings.reading.headlines.sentence_case import lower_first

_READ = 700
"""Characters of a text that are read."""
_BARE = re.compile(
    r"(?:(?:amended|second|third|final|initial|revised|clerk'?s'?|court'?s?|electronic|docket|joint|corrected|new) "
    r"){0,2}"
    r"(?:scheduling notice|scheduling notification|briefing (?:schedule|notice|order)(?: (?:set|issued|filed|entered))?"
    r"|deficiency (?:notice|letter|order)|notice of (?:deficiency|deficient \w+|filing (?:error|deficiency)|error"
    r"|incomplete filings?(?: due)?)|notice to filer of apparent filing deficiency"
    r"|(?:notice of (?:deficiency|error|correction)|qc (?:notice|message|note)|quality control (?:notice|message))(?: "
    r"re .{3,70})?"
    r"|note to (?:the )?file|memo to (?:the )?file"
    r"|notice of (?:cancell?ed|rescheduled|continued|vacated) hearing|notice of cancellation|proper form order"
    r"|findings of fact and conclusions of law|set/clear flags"
    r"|corrective entry|correction|docket (?:correction|annotation|text)|correction of docket"
    r"|(?:jury )?verdict(?: form)?|(?:electronic )?filing error|set deficient filing deadlines"
    r"|(?:deadlines?|ddls?|hearings?|due dates?) (?:set|updated|reset|extended)|notice of (?:setting|rescheduling"
    r"|docketing)"
    r"|notice of hearing (?:set|rescheduled|continued)|trial (?:notice|setting)|notice of trial|notice to (?:the "
    r")?parties"
    r"|notice to counsel|attorney update|notice from (?:the )?(?:court|clerk)|advisory(?: notice| entry)?|status"
    r"|activity|text entry"
    r"|calendar (?:notice|entry|call)|case status|clerk's (?:notice|note|entry)|informational notice|notice (?:only"
    r"|entry))"
)
_SETS = re.compile(r"(?:set|reset|set/reset|update|terminate)\b[\w/ &]{0,30}(?:deadlines|hearings)\b")
_DUE = re.compile(r"\b(?:due|set|reset|continued|scheduled|terminated|cancell?ed|vacated)\b", re.IGNORECASE)
_OF_COURTS = re.compile(
    r"(?:certified (?:copy of )?)?(?:true copy of )?(?:(?:[\w.-]+ ){0,3}(?:mandate|opinion|disposition|judgment)\b"
    r"|(?:order|judgment|mandate|opinion) (?:of|from) (?:the )?(?:usca|u\.s\.c\.a|us court|court of appeals))"
)
_OF_APPEALS = ("mandate", "opinion", "disposition", "judgment", "usca", "u.s.c.a", "of appeals")
_SAYS_DECIDED = re.compile(r"affirm|revers|vacat|remand|dismiss|den(?:y|ied)|grant|in favor|against|:|;")
_RESULT = r"(?:affirmed|reversed|vacated|remanded|dismissed)"
_DECIDED = re.compile(
    rf"(?:\bdecision: |[.:;] ?|\b(?:is|are|be) (?:hereby )?)(?P<what>{_RESULT}"
    rf"(?:,? (?:in part|in full|and|&|as moot|{_RESULT})\b){{0,5}})(?= ?[.,;:)]|$| in accordance| for\b)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"(?:\b(?:the )?(?:undersigned|court|magistrate judge) )?(?P<what>\brecommend(?:s|ed|ing)?:? (?:that )?"
    r"(?:the |this |plaintiff|defendant|petition|respond|grant|deny|dismiss|a )"
    r"[^.;]{8,110}?)(?= (?:for the reasons|because|pursuant to|as set forth)\b|[.;]|$)",
    re.IGNORECASE,
)
_RECOMMEND = re.compile(r"^recommend(?:s|ed|ing)?\b:?", re.IGNORECASE)
_OF_REPORT = re.compile(
    r"(?:magistrate (?:judge's )?|amended |supplemental )?(?:report|findings)(?: and|,) (?:\w+ and "
    r")?recommendations?\b"
)
_MEETS = re.compile(
    r"(?:amended |first |initial |adjourned |continued )?(?:notice of )?(?:chapter \d+ )?(?:section "
    r")?(?:341(?:\(a\))? )?meeting of "
    r"creditors(?: with)?$|341 meeting$"
)
_MEETING_DAY = re.compile(
    r"\b(?:meeting|341\(a\) meeting) (?:is |will be |to be |of creditors (?:to be )?)?(?:(?:re)?scheduled|held|set"
    r"|continued) "
    r"(?P<when>(?:for|on|to) \d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"[^;.]{12,160}? -{1,2} (?P<what>(?:GRANTED|DENIED|ALLOWED|STRICKEN|WITHDRAWN|MOOT|APPROVED)(?: (?:in part|to"
    r"|until) [^;.,]{2,30})?)"
    r"(?=[.;,]|$)"
)
""" "Appellee's motion for extension of time - GRANTED to 4/12/2021"."""
_DASH_MOST = 170
_OF_SENTENCE = re.compile(r"(?:amended )?(?:criminal )?judgment(?: and commitment)?(?: in a criminal case)?")
_SENTENCED = re.compile(r"\b(?:sentence[ds]?|imprisonment|probation|months|time served|custody)\b", re.IGNORECASE)
_SETTLES = re.compile(
    r"\b(?:settle[ds]?|not settle|impasse|resolved|unsuccessful|successful|unresolved)\b", re.IGNORECASE
)


def add_next_words(title: str, text: str) -> str:
    """The title, with the words after it where it says nothing without them. ``text``: without asides."""
    low = title[:90].lower().strip(" :.")
    if _MEETS.fullmatch(low):
        met = _MEETING_DAY.search(text, 0, _READ)
        return f"{title.strip(' :.').removesuffix(' with')} {met['when']}" if met else title
    if _BARE.fullmatch(low) or (_SETS.match(low) and ":" not in low and _DUE.search(text, len(low))):
        return _add(title, read_said_next(title, text))
    if " -" in text[:_DASH_MOST] and (stated := _STATED.match(text)) and not _SAYS_DECIDED.search(low):
        return f"{title.strip(' :.')}: {stated['what'].lower()}"
    if low.startswith(("mediation report", "report of mediat", "mediator's report", "report of neutral")):
        return _add(title.partition(":")[0], read_said_next(title, text, _SETTLES))
    if _OF_SENTENCE.fullmatch(low):
        return _add(title, read_said_next(title, text, _SENTENCED))
    return _add_decision(title, low, text)


def _add_decision(title: str, low: str, text: str) -> str:
    """What a court of appeals decided, and what a magistrate judge recommends."""
    decides = (
        any(map(low.__contains__, _OF_APPEALS)) and _OF_COURTS.match(low) and not _SAYS_DECIDED.search(title.lower())
    )
    if decides and (decided := _DECIDED.search(text, 0, _READ)):
        return f"{title}: {decided['what'].lower()}"
    if (
        "recommendation" in low
        and "recommending" not in low
        and _OF_REPORT.match(low)
        and (told := _RECOMMENDS.search(text, len(low), _READ))
    ):
        head = title.partition(":")[0]
        begins = told.start("what") == told.start()
        what = _RECOMMEND.sub("recommending", told["what"], count=1) if begins else told["what"]
        whole = f"{head}: {lower_first(what if begins else told[0].lstrip())}"
        return whole if len(whole) <= WHOLE else f"{head}: {what[:1].lower()}{what[1:]}"
    return title


def _add(title: str, said: str) -> str:
    title = title.strip(" :.")
    return f"{title}: {lower_first(said)}" if said else title
