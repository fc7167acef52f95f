"""Which hearings a text sets, where and when, and which it calls off; and the deadlines among its other days.

Every date in the text is examined with the text on both sides: a word that sets something must be right before it ("set
for", "continued to", "will hold a conference on"), and what is set must be something heard. A deadline, a date of
service or a hearing already held does not count.
"""

import re
from datetime import date, time

from rulings.reading.dates.days import find_clock_time, find_dates
from rulings.reading.dates.deadlines import may_be_deadline, read_deadline
from rulings.reading.dates.hearing_titles import HEARD, read_hearing_title
from rulings.reading.dates.respectively import read_respective_hearings
from rulings.reading.text import PreparedText
from rulings.reading.values import SetsDeadline, SetsHearing
from rulings.vocabulary.kinds import Kind

_TO_A_DATE = r"(?:\s+(?:for|to|on|at|until|by|as|hearing|argument|oral argument|held|trial|date))*\s*[,:]?\s*$"
_MOVES = re.compile(
    r"\b(?:re-?set|rescheduled|continued?|adjourned|moved|postponed|re-?noticed|advanced"
    r"|resetting|rescheduling|continuing)" + _TO_A_DATE
)
_SETS = re.compile(
    r"(?:\b(?:set|sets|setting|scheduled|scheduling|noticed|calendared|to be held|will be held|shall be held"
    r"|take place|hearing date|presentment of [^;]{2,120}?|(?:to|will|shall) be (?:heard|argued)"
    r"|distributed for conference of|(?:set|scheduled|noticed"
    r"|calendared) (?:before|in|by|via) [^;]{2,80}? on"
    r"|(?:will|shall|to) (?:begin|commence)|commences|begins"
    r"|week (?:trial )?(?:period|calendar|docket)(?: (?:of|beginning|commencing|starting))?"
    r"|calendared for oral argument\. date|calendaring, for argument|placed on (?:the )?calendar(?: of [^;]{2,60}?)?"
    r"|setting [^.;]{2,80}? for (?:\w+ )?(?:hearing|argument)"
    r"|(?:will|shall) (?:hold|hear|conduct|appear for) (?:[^.;]|\b(?:dkt|no|nos|ecf|doc)\.){2,140}?))" + _TO_A_DATE
)
_BARE = re.compile(r"\b(?:hearing|conference|trial|argument|sentencing)(?: call)?(?:\s+(?:for|on))?\s*[,:]?\s*$")
"""Sets a hearing only together with a time of day: "Status Conference 3/4/2021 at 10:00 AM"."""
_NAMED_DATE = re.compile(r"\b(?:hearing|conference|trial|argument|sentencing) date:\s*$")
_OLD = re.compile(
    r"(?:\b(?:previously|formerly|originally|currently|now|was|were|had been)\s+(?:\w+\s+)?(?:set|scheduled|noticed"
    r"|calendared)(?:\s+(?:for|to|on|at))*"
    r"|\b(?<!be )(?:held|heard)(?:\s+(?:on|by|via|before [^.;]{2,40}))?|\bfrom)\s*$"
)
_CALLED_OFF_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:is|are|has been|have been|be)\s+(?:hereby\s+)?(?:vacated|cancell?ed|stricken|taken off"
    r"|removed from|terminated|off calendar|adjourned|continued|rescheduled|re-?set)\b"
    r"|[^.;]{0,40}?\b(?:was|were) not held\b"
    r"|\s*(?:[-,(]\s*)?(?:vacated|cancell?ed|stricken)\b"
    r"|[^;]{0,120}\b(?:the|said) (?:hearing|conference|trial)(?: date)? (?:is|are|be) (?:hereby"
    r" )?(?:vacated|cancell?ed)\b"
)
_CALLED_OFF_BEFORE = re.compile(
    r"(?:^\W*(?:(?:vacated|cancell?ed)\W){1,2}[^.;]{0,120}"
    r"|\b(?:vacat|cancel|strik|terminat)(?:e|es|s|l?ing)\b[^.;]{0,120}"
    r"|\bwill not be (?:heard|held)(?: on)? \(?"
    r"|\b(?:adjourn|postpon|continu|reschedul|mov|advanc)(?:e|es|s|ing)?\b[^.;]{0,100}\b(?:set|scheduled"
    r"|noticed)(?:\s+(?:for|on|at))*\s*(?:\w+day,?\s+)?)$"
)
_CLERKS_HEARING = re.compile(r"[.;)]\s*hearing (?:scheduled|set)(?: for)?\s*$")
"""The clerk's addition at the end of what a party filed: "Response due by 12/8/2008. Hearing scheduled 12/15/2008 at
11:00 AM"."""
_REFUSED = re.compile(r"[^.;]{0,30}\b(?:is|are) (?:hereby )?denied\b")
_REFUSES = re.compile(
    r"\bden(?:ying|ies|ied)\b[^.;]{0,80}?\b(?:motion|request|application|stipulation)s? to"
    r" (?:vacate|continue|adjourn|postpone"
    r"|reschedule|cancel|move|advance|extend)\b[^.;]*$"
)
"""A refusal after which the hearing stays as it was: "ORDER denying Motion to vacate hearing set for 4/1/2021"."""
_REQUESTED = re.compile(r"\brequest(?:s|ed|ing)? that\b[^.;]*$")
_GRANTS = re.compile(r"\bgrant(?:s|ed|ing)\b[^.;]*$")
_TO_A_NEW_DAY = re.compile(r"\d{4}(?:,? (?:at )?[\d:]+ ?[ap]\.?m\.?)?,?\s+to\s+(?:\w+day,?\s+)?$")
_HEARD_ON_MOTION = re.compile(
    r"\b(?:set for hearing|hearing (?:re)?set|hearing scheduled|hearing noticed|noticed for hearing"
    r"|presentment of|with hearing re)\b(?:[^.;]|\b\w\.|\b[js]r\.){0,230}$"
)
"""How a motion names its own hearing; it may also name the day of a hearing that it wants moved."""
FILED_BY_PARTIES = frozenset({Kind.MOTION, Kind.STIPULATION})
"""Kinds that set a hearing only where they say when they themselves are heard, and call none off."""
SETS_NONE = frozenset(
    {Kind.TRANSCRIPT, Kind.LETTER, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT}
)
_ON = re.compile(r"\bon\s+$")
_THEN_HEARD = re.compile(
    r",?\s*(?:there (?:shall|will) be|the court (?:shall|will) (?:hold|hear|conduct))\s+(?:an?\s+)?"
)
_PLACE = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:,|-(?= (?:courtroom|room)\b))?"
    r"\s*(?P<place>(?:(?:in|at|by|via|through)\s+(?:the\s+)?(?!which|least|all|order"
    r"|light|person to|the event)|(?:courtroom|room|rm|ctrm|dept)\b)[^;()\[\]]{1,160})"
)
_PLACE_ENDS = re.compile(
    r"\s+before\b|,?\s+for \d|\s+on (?:the )?(?:motion|application|objection)"
    r"|(?<!\bst)(?<!\bave)(?<!\bblvd)(?<!\bbldg)(?<!\brm)(?<!\b[a-z])\.(?:\s|$)"
    r"|\s+-\s(?![a-z .]{3,20} [a-z]{2}\b)|\s+re:? "
    r"|,?\s+(?:to|and|with|all|counsel|please|is|are|shall|will|parties|signed|should|if|that|so ordered)\b"
)
_ABOUT = re.compile(
    r"\bfor (\d{1,5})(?![\d/:])(?! ?(?:days|hours|minutes|weeks|[ap]\.?m))(?:,? and (?:for )?(\d{1,5})\b)?"
)
_JUDGE = re.compile(
    r"[^;]{0,160}?\bbefore (?:the )?(?:hon(?:orable|\.)? )?((?:(?:chief|senior|district|magistrate|u\.?s\.?"
    r"|united states"
    r"|bankruptcy|presiding|visiting)\s)*judge"
    r" (?:(?!in |on |at |by |via |for |as |and |to )(?:[a-z]\b\.?|[a-z][\w'\u2019\-]+)(?:,? [js]r\b\.?)? ?){1,5})"
)
_PLACE_MAY_FOLLOW = 12
"""Characters before the judge's name, where the text has nothing but "before" in front of it."""
_SOMETHING_HEARD = (
    "hear",
    "call",
    "trial",
    "plea",
    "voir dire",
    "mediation",
    "jury",
    "status",
    "hearing",
    "conference",
    "trial",
    "argument",
    "sentencing",
    "arraign",
    "appearance",
    "meeting",
    "present",
    "argued",
    "entered and continued",
)


def read_hearings_and_deadlines(
    kind: Kind, line: PreparedText, about: tuple[str, ...]
) -> tuple[tuple[SetsHearing, ...], tuple[SetsDeadline, ...], tuple[date, ...]]:
    """The hearings and deadlines that a prepared text sets, in order of time, and the days of the hearings that it
    calls off. ``about``: the entries that the text refers to."""
    heard = kind not in SETS_NONE and any(word in line.low for word in _SOMETHING_HEARD)
    found: dict[tuple[date, time | None], SetsHearing] = {}
    until: dict[tuple[date, str], SetsDeadline] = {}
    off: list[date] = []
    moved = heard and bool(_MOVED_BY_HEADING.match(line.low))
    each = read_respective_hearings(line.low) if heard and kind not in FILED_BY_PARTIES else {}
    for start, end, day in find_dates(line.low):
        due = may_be_deadline(kind, line.low, start)
        before, after = line.low[max(0, start - 240) : start], line.low[end : end + 220]
        before = _with_what_is_heard(line.low, start, before) if heard else before
        is_heard = (
            _is_heard(kind, before, after) if heard else "hearing s" in before and bool(_CLERKS_HEARING.search(before))
        )
        if not (is_heard or due or start in each) or _is_refused(before, after):
            continue
        lead, at, rest = find_clock_time(before, after)
        if one_of := each.get(start):
            place = _place(after[rest:], line.text[end + rest : end + 220])
            _keep(found, SetsHearing(one_of.title, day, at, place, about, "", one_of.moves))
        elif is_heard and (_CALLED_OFF_BEFORE.search(before) or _CALLED_OFF_AFTER.match(after)):
            off.append(day)
        elif is_heard and (
            hearing := _hearing(day, at, lead, after[rest:], line.text[end + rest : end + 220], about, moved=moved)
        ):
            _keep(found, hearing)
        elif due and (one := read_deadline(kind, line, lead, end + rest, day, at)):
            until.setdefault((day, one.title), one)
    for called_off in off:
        _drop(found, called_off)
    ordered = sorted(found.values(), key=lambda hearing: (hearing.date, hearing.starts or time.min))
    return tuple(ordered), tuple(sorted(until.values(), key=lambda one: one.date)), tuple(dict.fromkeys(off))


_MOVED_BY_HEADING = re.compile(
    r"(?:(?:electronic |paperless |clerk'?s )*(?:notice|order|scheduling order)(?: of)?"
    r" (?:continuing|resetting|rescheduling"
    r"|advancing"
    r"|postponing|adjourning|re-?noticing)\b[^.;:]{0,60}?\b(?:hearing|conference|trial|argument|sentencing)"
    r"|reset (?:deadlines/)?hearings?|hearing (?:continued|rescheduled|reset)"
    r"|(?:notice of )?(?:continued|rescheduled|adjourned) hearing)\b"
)
"""A heading that moves the hearing that the text then sets: "CLERK'S NOTICE CONTINUING MOTION HEARING. Motion Hearing
set for …"."""
_CLERKS_TIME = re.compile(r"\bscheduled for \d{1,2}:\d\d\s$")
"""Bankruptcy clerks write the titles of all motions between "Notice of Hearing Re:" and "scheduled For 10:30
10/21/96"."""


def _with_what_is_heard(low: str, start: int, before: str) -> str:
    """The words before a day at ``start``; where they name nothing heard, the text's earlier name for it is put in
    front."""
    at = _CLERKS_TIME.search(before)
    if at is None or HEARD.search(before):
        return before
    named = HEARD.search(low, 0, start)
    return f"{named[0]} {before[at.start() :]}" if named else before


def _is_refused(before: str, after: str) -> bool:
    """Whether the day was only asked for, or was refused."""
    if _REFUSED.match(after) or ("den" in before and _REFUSES.search(before)):
        return True
    return "request" in before and bool(_REQUESTED.search(before)) and not _GRANTS.search(before)


def _is_heard(kind: Kind, before: str, after: str) -> bool:
    if not HEARD.search(before[-220:] + after[:120]):
        return False
    return kind not in FILED_BY_PARTIES or bool(_HEARD_ON_MOTION.search(before))


def _hearing(
    day: date, at: time | None, lead: str, after: str, as_written: str, about: tuple[str, ...], *, moved: bool
) -> SetsHearing | None:
    if _OLD.search(lead):
        return None
    name, moves = _what(lead, after, at is not None)
    moves = moves or moved
    if not name:
        return None
    here = _ABOUT.search(after, 0, 120)
    numbers = tuple(number for number in here.groups() if number) if here else about
    judge = _JUDGE.match(after)
    start = judge.end() if judge and judge.start(1) < _PLACE_MAY_FOLLOW else 0
    place = _place(after[start:], as_written[start:])
    return SetsHearing(name, day, at, place, numbers, _judge(judge, as_written), moves)


def _judge(found: re.Match[str] | None, as_written: str) -> str:
    return " ".join(as_written[found.start(1) : found.end(1)].split()).strip(" .,") if found else ""


def _what(lead: str, rest: str, timed: bool) -> tuple[str, bool]:
    """The title of what is set, and whether it is moved; "" when nothing is set."""
    if _MOVES.search(lead) or _TO_A_NEW_DAY.search(lead):
        return read_hearing_title(lead), True
    if _SETS.search(lead) or _NAMED_DATE.search(lead) or (timed and _BARE.search(lead)):
        return read_hearing_title(lead), False
    if _ON.search(lead) and (there := _THEN_HEARD.match(rest)):
        return read_hearing_title(rest[there.end() : there.end() + 80], first=True), False
    return "", False


def _place(low: str, as_written: str) -> str:
    """The place, as the court writes it: "Courtroom 17D, 500 Pearl Street"."""
    found = _PLACE.match(low)
    if found is None:
        return ""
    start = found.start("place")
    end = _PLACE_ENDS.search(low, start + 3, found.end("place"))
    place = as_written[start : end.start() if end else found.end("place")].strip(" .,")
    return re.sub(r"^(?:in|at)\s+(?:the\s+)?", "", place, flags=re.IGNORECASE)


def _drop(found: dict[tuple[date, time | None], SetsHearing], day: date) -> None:
    """Drops a hearing called off in the same text: Central California names it first, "calendared for hearing on April
    5, 2021", and vacates it a sentence later."""
    one = found.get((day, None))
    if one and not one.moves:
        del found[(day, None)]


def _keep(found: dict[tuple[date, time | None], SetsHearing], hearing: SetsHearing) -> None:
    """Adds a hearing; where the text names it twice, in the order and in the event, the longer title and place are
    kept."""
    for key in [
        key
        for key in found
        if key[0] == hearing.date and (None in (key[1], hearing.starts) or key[1] == hearing.starts)
    ]:
        hearing = _merged(found.pop(key), hearing)
    found[(hearing.date, hearing.starts)] = hearing


def _merged(one: SetsHearing, other: SetsHearing) -> SetsHearing:
    longer = max(one.title, other.title, key=len)
    place = max(one.place, other.place, key=len)
    about, judge = one.about or other.about, one.judge or other.judge
    return SetsHearing(longer, one.date, one.starts or other.starts, place, about, judge, one.moves or other.moves)
