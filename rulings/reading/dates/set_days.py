"""Whether the words around a day set a hearing on it: "set for", "continued to", "will hold a conference on", "shall
appear on … for a conference". Called by ``hearings``."""

import re
from typing import NamedTuple

from rulings.reading.dates.hearing_titles import HEARD, read_hearing_title
from rulings.reading.dates.off_days import stands_as_set
from rulings.reading.references.references import SENTENCE_END

_TO_A_DATE = r"(?:\s+(?:for|to|on|at|until|by|as|it|them|hearing|argument|oral argument|held|trial|date))*\s*[,:]?\s*$"
_MONTH_DAY = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_HOUR = r"(?:,? (?:at )?[\d:]+ ?[ap]\.?m\.?)?"
_MOVES = re.compile(
    r"\b(?:re-?set|rescheduled|resched\.?|continued?|cont['\u2019]?d|adjourned|moved(?: up| back)?|postponed"
    r"|passed|re-?noticed|advanced|re-?calendared|(?:been|is|are|be) (?:hereby )?changed|resetting|rescheduling"
    r"|continuing)"
    r"(?: as to [^.;:]{2,60}?(?= (?:to|until|for)\b))?" + _TO_A_DATE
)
_FROM_TO = re.compile(
    r"\b(?:re-?set|rescheduled|continued|adjourned|moved|postponed|re-?noticed|advanced|changed|resetting|rescheduling"
    rf"|continuing|adjourning|moving)\b[^.;:]{{0,80}}?\bfrom (?:\w+day,? )?{_MONTH_DAY}{_HOUR},? (?:to|until|for)"
    r"\s+(?:\w+day,?\s+)?$"
)
_TO_A_NEW_DAY = re.compile(rf"\d{{4}}\)?{_HOUR},?\s+(?:to|until)\s+(?:\w+day,?\s+)?$")
_MOVING = re.compile(
    r"\b(?:continu|re-?sett?|reschedul|adjourn|mov|postpon|advanc|re-?notic)(?:es|s|ing|ed|e|ment|ement|ance)?\b"
    r"(?:[^.;:]|(?<=\d):(?=\d)|\b[ap]\.m\.){0,160}?"
    r"\b(?:hearing|hrg|(?:tele)?conference|conf|trial|argument|sentencing|arraignment|plea|call|selection"
    r"|meeting of creditors)s?\b"
    r"(?:[^.;:,]|,(?= \d)){0,50}?\b(?:to|until)(?: the)?\s+(?:\w+day,?\s+)?$"
)
"""A verb with its object: "continuing Calendar Call to 3/4/2021 and Jury Trial to 4/5/2021"."""
_ASKED = re.compile(
    r"\b(?:motion|request|stipulation|letter|application|mov(?:es|ed|ing)|ask(?:s|ed|ing)?|seek(?:s|ing)?) to\s*$"
)
_GRANTED = re.compile(r"\b(?:grant(?:s|ed|ing)|approv\w+|so ordered)\b")
_A_TERM = re.compile(r"\s*(?:[a-z]+ )?(?:trial )?(?:term|calendar|docket|session)\b")
_SETS = re.compile(
    r"(?:\b(?:set|sets|setting|scheduled|scheduling|noticed|calendared|(?:to|will|shall) (?:now |instead )?be held"
    r"|take place|hearing date|presentment of [^;]{2,120}?|(?:to|will|shall) be (?:heard|argued)"
    r"|distributed for conference of|(?:set|scheduled|noticed"
    r"|calendared) (?:before|in|by|via) [^;]{2,80}? (?:on|for)"
    r"|(?<=hearing )(?:set|scheduled|noticed) (?:on|re:?|regarding|as to) [^.;]{2,140}?(?= for\b)"
    r"|(?:be held|take place|occur) (?:via|by|in|at|before|remotely|telephonically|virtually)\b[^.;]{0,80}?(?=,? on\b)"
    r"|(?:set|scheduled)(?: [^.;]{2,60}?)? on (?:the|this) court'?s"
    r"|(?:set|scheduled)(?: [^.;]{2,60}?)? (?:during|for) the week of"
    r"|(?:will|shall|to) (?:begin|commence|resume|reconvene|proceed)|commences|begins|resumes|commencing"
    r"|(?:week|trial) (?:trial )?(?:term|period|calendar|docket)(?: (?:of|beginning|commencing|starting))?"
    r"|show cause before (?:the|this) (?:court|undersigned|honorable)\b[^.;]{0,80}?"
    r"|calendared for oral argument\. date|calendaring, for argument|placed on (?:the )?calendar(?: of [^;]{2,60}?)?"
    r"|setting [^.;]{2,80}? for (?:\w+ )?(?:hearing|argument)"
    r"|\bsetting (?:an? )?(?:[a-z-]+ ){0,4}?(?:hearing|conference|argument)s? (?:on|re:?|as to|regarding)"
    r" [^.;]{2,100}? for"
    r"|(?:will|shall) (?:hold|hear|conduct|convene|call|appear for|appear before)"
    r" (?:[^.;]|\b(?:dkt|no|nos|ecf|doc)\.){2,140}?"
    r"|(?:to|shall|must|will) (?:personally |each )?appear (?:[^.;]{2,60}? )?(?:for|at) (?:an? |the |their )?"
    r"(?:[a-z0-9()/-]+ ){0,5}?(?:hearing|conference|trial|argument|sentencing|arraignment)\b[^.;]{0,80}?))" + _TO_A_DATE
)
_THING = r"(?:hearing|conference|trial|argument|sentencing|arraignment|plea|appearance|selection|call|meeting)"
_BARE = re.compile(
    rf"\b(?:{_THING}|meeting of creditors|conf\.?|hrg\.?|cmc|fptc|ptc)(?: call)?"
    r"(?: \([^()]{1,40}\))?(?: (?:date|is|will be|shall be|has been|for|on|at|@))*\s*[,:\-\u2013]?\s*$"
    rf"|\b{_THING}(?: as to [^.;:]{{2,60}}?)? (?:before|with|in|by|via) [^.;:]{{2,80}}?(?: on|,)?\s*$"
    rf"|\b(?:set|scheduled|noticed) for (?:an? |the )?(?:[a-z/-]+ ){{0,4}}?{_THING}[^.;:]{{0,100}}?(?:,| on)\s*$"
    rf"|\b{_THING}s? (?:on|re:?|regarding|as to) (?:[^.;:]|\b[a-z]\.){{2,140}}?\s?(?: -|:| \u2013)\s*$"
)
"""Sets a hearing only together with a time of day: "Status Conference 3/4/2021 at 10:00 AM"."""
_NAMED_DATE = re.compile(
    r"\b(?:hearing|conference|trial|argument|sentencing)(?:\W{1,3}(?:new )?date(?: and time| & time)?| date):\s*$"
)
_LINE = re.compile(rf"\b{_THING}(?: date)?(?: \([^()]{{1,40}}\))?\s*(?::| -| \u2013)\s*$")
"""A line of a schedule: "Jury Trial: 3/4/2021"."""
_NEXT = re.compile(r"\bnext (?:court )?(?:date|appearance|setting|event)(?: is| set| for| on|:)*\s*$")
_OLD = re.compile(
    r"(?:\b(?:previously|formerly|originally|currently|presently|was|were|had been)\s+(?:\w+\s+)?(?:set"
    r"|scheduled|noticed|calendared)(?:\s+(?:for|to|on|at))*"
    r"|\b(?<!be )(?:held|heard)(?:\s+(?:on|by|via|before [^.;]{2,40}))?|\bfrom)\s*$"
)
_A_DEADLINES = re.compile(
    r"\b(?:cut-?offs?|deadlines?|ddl|due dates?|last day)(?: date)?(?: (?:is|are))?(?: hereby)? (?:re-?)?set"
    r"(?: for)?\s*$|\b(?:due(?: date)?|deadline)(?: (?:by|on|no later than|is))?[\s:]*$"
)
_ON = re.compile(r"\bon\s+$")
_THEN_HEARD = re.compile(
    r",?\s*(?:there (?:shall|will) be|the court (?:shall|will) (?:hold|hear|conduct))\s+(?:an?\s+)?"
)
_APPEARS = re.compile(
    r"\b(?:to|shall|must|will) (?:personally |each |all )?(?:appear|return)\b[^.;]{0,120}?(?:\bon|\bat)?\s*$"
)
_FOR_WHAT = re.compile(
    r"[^.;]{0,90}?\bfor (?:an? |the |their )?(?=[a-z0-9()/ -]{0,50}?\b(?:hearing|conference|trial|argument"
    r"|sentencing|arraignment|mediation)\b)"
)
_AND_SHOW_CAUSE = re.compile(r"(?:[^.;]|\b[ap]\.m\.){0,60}?\b(?:and|to) show cause\b")
_FOR_IT = re.compile(rf"\s*(?:[a-z ]{{0,20}} )?for (?:an? |the |further )?(?:[a-z-]+ ){{0,3}}?{_THING}\b")
_DUE = re.compile(
    r"\b(?:deadline|due|file|filed|serve|respond|answer|respon\w+|repl\w+|discovery|brief\w*|report)\b[^.;]*$"
)
_SHOWS_CAUSE = re.compile(r"\bshow cause\b(?![^.;]{0,100}\bin writing\b)[^.;]{0,100}?\bon\s+$")
"""An order to show cause in court, where an hour is named; with a day alone it may be for an answer in writing."""
_OF_A_HEARING = re.compile(
    rf"\b{_THING}s?(?: \w+){{0,2}}?(?: (?:previously|formerly|originally|currently|presently|now|set|scheduled|noticed"
    r"|calendared|for|on|of|at))*\s*$"
)
_ITSELF_HEARD = re.compile(rf"\s*(?:[a-z0-9()-]+ ){{0,4}}?{_THING}\b")


class Setting(NamedTuple):
    """What is set on a day. ``moves``: it was moved there."""

    title: str
    moves: bool = False


def read_setting(lead: str, after: str, *, timed: bool, listed: bool = False) -> Setting | None:
    """What is set on a day; None where nothing is. ``lead`` and ``after`` stand on both sides of the day and its hour.
    ``listed``: it may be a line of a schedule."""
    if (standing := _read_standing(lead, after)) is not None:
        return standing
    if _OLD.search(lead) or _A_DEADLINES.search(lead):
        return None
    return _read_before(lead, after, timed=timed, listed=listed) or _read_after(lead, after)


def _read_before(lead: str, after: str, *, timed: bool, listed: bool) -> Setting | None:
    if lead.endswith((" the ", " the")) and _A_TERM.match(after):
        return _of_a_term(lead.removesuffix("the "))
    if _MOVES.search(lead) or _TO_A_NEW_DAY.search(lead) or _FROM_TO.search(lead) or _is_moving(lead):
        return _of_both(lead, after, moves=True) or (
            Setting("Hearing", True) if timed and not _DUE.search(lead) else None
        )
    if _SETS.search(lead) or _NAMED_DATE.search(lead):
        return _of_both(lead, after)
    if (timed and _BARE.search(lead)) or (listed and _LINE.search(lead)):
        return _titled(lead)
    if timed and _NEXT.search(lead):
        return Setting("Hearing")
    return Setting("Show cause hearing") if timed and _SHOWS_CAUSE.search(lead) else None


def _is_moving(lead: str) -> bool:
    found = _MOVING.search(lead)
    return bool(found and (not _ASKED.search(lead, 0, found.start()) or _GRANTED.search(lead, 0, found.start())))


def _of_a_term(lead: str) -> Setting | None:
    """A trial that is set for a term of the court: "continued to the May 3, 2021 term"."""
    moves = bool(_MOVES.search(lead) or _is_moving(lead))
    return Setting("Trial", moves) if moves or _SETS.search(lead) else None


def _titled(words: str, *, moves: bool = False, first: bool = False) -> Setting | None:
    title = read_hearing_title(words, first=first)
    return Setting(title, moves) if title else None


def _of_both(lead: str, after: str, *, moves: bool = False) -> Setting | None:
    """As named before the day, else after it: "Cause continued to 3/4/2021 for trial"."""
    sentence = SENTENCE_END.split(lead)[-1]
    if not HEARD.search(sentence) and (there := _FOR_IT.match(after)):
        return _titled(after[: there.end()], moves=moves)
    return _titled(lead, moves=moves)


def _read_after(lead: str, after: str) -> Setting | None:
    """What is named only after its day: "On 3/4/2021 at 9 AM there will be a conference"."""
    if _ON.search(lead) and (there := _THEN_HEARD.match(after)):
        return _titled(after[there.end() : there.end() + 80], first=True)
    if _APPEARS.search(lead) and _AND_SHOW_CAUSE.match(after):
        return Setting("Show cause hearing")
    if _APPEARS.search(lead) and (there := _FOR_WHAT.match(after)):
        return _titled(after[there.end() : there.end() + 80], first=True)
    return None


def _read_standing(lead: str, after: str) -> Setting | None:
    """What stays on its day: "The conference currently set for 3/4/2021 will be held by telephone"."""
    if _OF_A_HEARING.search(lead) and HEARD.search(lead) and stands_as_set(after, 0):
        return _titled(lead)
    if (itself := _ITSELF_HEARD.match(after)) and stands_as_set(after[itself.end() :], 0):
        return _titled(after[: itself.end()])
    return None


def is_to_show_cause(before: str, after: str) -> bool:
    """Whether the words around a day order somebody to show cause on it, which is heard though no hearing is named."""
    return bool(_SHOWS_CAUSE.search(before) or (_APPEARS.search(before) and _AND_SHOW_CAUSE.match(after)))
