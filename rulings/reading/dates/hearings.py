"""Which hearings a text sets, where and when, and which it calls off; and the deadlines among its other days.

Every date in the text is examined with the text on both sides: a word that sets something must be right before it ("set
for", "continued to", "will hold a conference on"), and what is set must be something heard. A deadline, a date of
service or a hearing already held does not count.
"""

import re
from dataclasses import replace
from datetime import date, time

from rulings.reading.dates.days import find_clock_time, find_dates
from rulings.reading.dates.deadlines import may_be_deadline, read_deadline
from rulings.reading.dates.hearing_titles import HEARD, name_hearing_family, read_hearing_title
from rulings.reading.dates.off_days import is_called_off, is_off_by_heading, read_new_hour
from rulings.reading.dates.respectively import read_respective_hearings
from rulings.reading.dates.set_days import is_to_show_cause, read_setting
from rulings.reading.text import PreparedText
from rulings.reading.values import SetsDeadline, SetsHearing
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_MOTION_DATE = re.compile(
    r"\s*(?:notice of (?:motion|presentment)|noticed? motion|motion|presentment) (?:hearing )?dates?\b"
)
"""Northern Illinois's Local Rule 5.3: "The 8/23/16 Notice of Motion date is stricken"."""
_SHEET_IS_OFF = re.compile(r"\bproceedings: ?(?:vacated|off[- ]calendar|cancell?ed)\b")
_OF_A_SHEET = re.compile(r"\bminute entry\b[^.;]{0,60}\bhearing (?:on|date):?\s*$")
"""Nevada's minutes of a hearing that was vacated: "Virtual Minute Entry in reference to hearing On: 02/16/2010 …
Proceedings: VACATED"."""
_ASKS_FOR_ANOTHER_DAY = re.compile(
    r"\bto (?:continue|adjourn|vacate|reschedule|move|advance|cancel|postpone|reset)\b(?: [\w,'-]+){0,8}?"
    r" (?:hearing|conference|trial|argument|sentencing|date)s?\b(?![^.;]{0,140}\bfiled by\b)[^.;]{0,140}$"
)
"""A party's motion to move a hearing names its day, and does not set it."""
_IS_A_REQUEST = re.compile(
    r"(?!(?:[a-z/-]+ ){0,4}?(?:order|granting|denying|minutes?)\b)(?:[a-z/-]+ ){0,4}?(?:motion|request|stipulation"
    r"|letter|application)\b(?! hearing)"
)
_GOES_ON = re.compile(r"[\s.,;]*(?:and|&)?\s*(?:on\s+)?(?:\w{3,6}day,?\s+)?$")
"""Between two days of one list: "Omnibus Hearings scheduled for 4/6/2010 at 10:30 AM., 5/4/2010 at 09:00 AM"."""
_CLERKS_HEARING = re.compile(
    r"[.;)]\s*(?:confirmation )?hearing (?:on [^.;]{2,60} )?(?:(?:is )?(?:scheduled|set)|to be held)(?: for| on)?\s*$"
    r"|\bwith hearing to be held on\s*$"
)
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
_HEARD_ON_MOTION = re.compile(
    r"\b(?:set for hearing|hearing (?:re)?set|hearing scheduled|hearing noticed|noticed for hearing"
    r"|presentment of|with hearing re|with (?:hearing|presentment) to be held|hearing (?:date )?(?:is"
    r"|to be) (?:set|scheduled|held)"
    r"|hearing date)\b(?:[^.;]|\b\w\.|\b[js]r\.){0,230}$"
)
_ITS_HEARING = re.compile(
    r"\bhearing(?: date| time)?s?(?: \([^()]{0,40}\))?:?(?: (?:is|to|will|shall|be|has|been|set|scheduled|held"
    r"|for|on|noticed"
    r"|at|the|this|if|requested|required|necessary|motion|by|court|date|before))*[\s:]*$"
)
"""How a motion names its own hearing; it may also name the day of a hearing that it wants moved."""
FILED_BY_PARTIES = frozenset({Kind.MOTION, Kind.STIPULATION})
"""Kinds that set a hearing only where they say when they themselves are heard, and call none off."""
_PROPOSED = re.compile(
    r"\W*proposed (?!(?:findings|order due|orders? shall|schedul\w+ (?:conference|hearing))\b)"
    r"(?![^.;]{0,60}\b(?:is|are) due)"
)
"""A party's draft of an order, which sets nothing."""
_LETTER_MOVES = re.compile(
    r"(?:[a-z-]+ ){0,2}?letter (?:of|re:?|regarding|confirming|advising of)? ?(?:the )?(?:adjourn|continu|reschedul)\w*"
)
"""New York's bankruptcy courts let the parties move a hearing by a letter: "Letter of Adjournment of Hearing"."""
SETS_NONE = frozenset(
    {Kind.TRANSCRIPT, Kind.LETTER, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT}
)
_PLACE = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:,|-(?= (?:courtroom|room)\b))?"
    r"\s*(?P<place>(?:(?:in|at|by|via|through)\s+(?:the\s+)?(?!which|least|all|order"
    r"|light|person to|the event)|(?:courtroom|room|rm|ctrm|dept)\b)[^;()\[\]]{1,160})"
)
_PLACE_ENDS = re.compile(
    r"\s+before\b|,?\s+for \d|\s+on (?:the )?(?:motion|application|objection)"
    r"|(?<!\bst)(?<!\bave)(?<!\bblvd)(?<!\bbldg)(?<!\brm)(?<!\brms)(?<!\b[a-z])\.(?:\s|$)"
    r"|\s+-\s(?![a-z .]{3,20} [a-z]{2}\b)(?!(?:courtroom|room)\b)|\s+re:? "
    r"|(?:\s+|\.)(?:(?:government )?proofs? of claims?|objections?|discharge (?:issue|date)|last da(?:y|te)"
    r"|confirmation hearing)\b"
    r"|,?\s+for (?:final|interim|preliminary|further|d[fe]f?ts?|deft?|defendant|debtor|plaintiff)\b"
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
    "hear", "hrg", "conf", "cmc", "ptc", "call", "trial", "jury", "voir dire", "plea", "arraign", "sentenc", "argument",
    "argued", "appearance", "meeting", "present", "mediation", "evaluation", "status", "ruling", "markman", "tutorial",
    "docket sounding", "show cause", "case calendared", "entered and continued", "notice of motion", " term",
)  # fmt: skip


def read_hearings_and_deadlines(
    kind: Kind, line: PreparedText, about: tuple[str, ...]
) -> tuple[tuple[SetsHearing, ...], tuple[SetsDeadline, ...], tuple[date, ...]]:
    """The hearings and deadlines that a prepared text sets, in order of time, and the days of the hearings that it
    calls off. ``about``: the entries that the text refers to."""
    reader = _Reader(kind, line, about)
    for start, end, day in find_dates(line.low):
        reader.read_day(start, end, day)
    return reader.found_hearings(), reader.found_deadlines(), tuple(dict.fromkeys(reader.off))


class _Reader:
    """Reads the days of one text, one after the other."""

    def __init__(self, kind: Kind, line: PreparedText, about: tuple[str, ...]) -> None:
        self._kind, self._line, self._about = kind, line, about
        self._proposed = bool(_PROPOSED.match(line.low))
        self._heard = (
            (kind not in SETS_NONE or (kind is Kind.LETTER and bool(_LETTER_MOVES.match(line.low))))
            and not self._proposed
            and any(map(line.low.__contains__, _SOMETHING_HEARD))
        )
        self._moved = self._heard and _moves_all(line.low)
        self._each = read_respective_hearings(line.low) if self._heard and kind not in FILED_BY_PARTIES else {}
        self._found: list[SetsHearing] = []
        self._until: dict[tuple[date, str], SetsDeadline] = {}
        self._list: list[SetsHearing] = []
        self._list_ends = 0
        self.off: list[date] = []

    def read_day(self, start: int, end: int, day: date) -> None:
        """Reads one day, which stands between two indexes of the text."""
        low, text = self._line.low, self._line.text
        due = may_be_deadline(self._kind, low, start)
        before, after = low[max(0, start - 240) : start], low[end : end + 220]
        before = _with_what_is_heard(low, start, before) if self._heard else before
        is_heard = self._is_heard(before, after)
        goes_on = bool(self._list) and bool(_GOES_ON.match(low[self._list_ends : start]))
        if not (is_heard or due or start in self._each or goes_on) or _is_refused(before, after):
            return
        lead, at, rest = find_clock_time(before, after)
        if one_of := self._each.get(start):
            place = _place(after[rest:], text[end + rest : end + 220])
            self._keep(SetsHearing(one_of.title, day, at, place, self._about, "", one_of.moves))
        elif is_heard and (hour := read_new_hour(after, rest)):
            self._keep(SetsHearing(read_hearing_title(lead) or "Hearing", day, hour, "", self._about, "", moves=True))
        elif is_heard and self._is_off(start, lead, before, after, rest):
            self.off.append(day)
        elif is_heard and (
            hearing := _hearing(
                day,
                at,
                lead,
                after[rest:],
                text[end + rest : end + 220],
                self._about,
                moved=self._moved,
                listed=self._kind in RULING_KINDS or self._kind is Kind.NOTICE,
            )
        ):
            self._list, self._list_ends = [hearing], end + rest
            self._keep(hearing)
        elif goes_on and not is_called_off("", before, after, rest):
            _, at, rest = find_clock_time("", after)  # The hour before it is that of the day before.
            self._go_on(day, at, end + rest)
        elif due and not self._proposed and (one := read_deadline(self._kind, self._line, lead, end + rest, day, at)):
            self._until.setdefault((day, one.title), one)

    def found_hearings(self) -> tuple[SetsHearing, ...]:
        """What was found, without what the same text calls off: Central California names it first, "calendared for
        hearing on April 5, 2021", and vacates it a sentence later."""
        off = set(self.off)
        found = (one for one in self._found if one.moves or one.starts or one.date not in off)
        return tuple(sorted(found, key=lambda hearing: (hearing.date, hearing.starts or time.min)))

    def found_deadlines(self) -> tuple[SetsDeadline, ...]:
        return tuple(sorted(self._until.values(), key=lambda one: one.date))

    def _is_heard(self, before: str, after: str) -> bool:
        if not self._heard:
            return "hearing" in before and bool(_CLERKS_HEARING.search(before))
        if not (
            HEARD.search(before[-220:] + after[:120]) or _MOTION_DATE.match(after) or is_to_show_cause(before, after)
        ):
            return False
        if self._kind not in FILED_BY_PARTIES:
            return not (_IS_A_REQUEST.match(self._line.low) and _ASKS_FOR_ANOTHER_DAY.search(before))
        if not (_HEARD_ON_MOTION.search(before) or _ITS_HEARING.search(find_clock_time(before, after)[0])):
            return False
        return not _ASKS_FOR_ANOTHER_DAY.search(before)

    def _is_off(self, start: int, lead: str, before: str, after: str, rest: int) -> bool:
        if self._kind is Kind.MINUTES and _OF_A_SHEET.search(before) and _SHEET_IS_OFF.search(self._line.low):
            return True
        if is_called_off(lead, before, after, rest):
            return True
        is_first = not (self._found or self.off)
        return is_first and is_off_by_heading(self._line.low, start)

    def _go_on(self, day: date, at: time | None, ends: int) -> None:
        """Adds the next day of a list, which has the title of the first; a time that stands at the end of the list is
        that of all its days."""
        first = self._list[0]
        if at and all(one.starts is None for one in self._list):
            for one in self._list:
                self._found.remove(one)
                self._keep(replace(one, starts=at))
            self._list = [replace(one, starts=at) for one in self._list]
        self._list.append(replace(first, date=day, starts=at, place=""))
        self._list_ends = ends
        self._keep(self._list[-1])

    def _keep(self, hearing: SetsHearing) -> None:
        """Adds a hearing; where the text names it twice, in the order and in the event, the longer title and place are
        kept."""
        for one in [one for one in self._found if _is_same(one, hearing)]:
            self._found.remove(one)
            hearing = _merged(one, hearing)
        self._found.append(hearing)


def _is_same(one: SetsHearing, other: SetsHearing) -> bool:
    """Whether both are one hearing: a preliminary hearing and an arraignment at one time are two."""
    families = {name_hearing_family(one.title), name_hearing_family(other.title)} - {""}
    return (
        one.date == other.date
        and (None in (one.starts, other.starts) or one.starts == other.starts)
        and (len(families) < 2 or None in (one.starts, other.starts))
    )


_HEARD = r"(?:hearing|conference|trial|argument|sentencing|arraignment)"
_MOVED_BY_HEADING = re.compile(
    r"(?:(?:(?!motion|request|proposed|den|stipulation to|set)[a-z&'/()-]+ ){0,7}?(?:continuing|resetting"
    r"|re-setting|rescheduling|advancing|postponing|adjourning|re-?noticing"
    r"|(?:continuance|change|adjournment|postponement|rescheduling|resetting|re-?notice) of(?! plea)"
    rf"|rescheduled|adjourned|reset|continued|re-?noticed)\b[^.;:]{{0,60}}?\b{_HEARD}"
    r"|(?:minute entry[.:;]? )?(?:[a-z0-9-]+ ){0,4}?"
    rf"{_HEARD} (?:\([a-z ]{{2,20}}\) )?(?:held (?:and|&) )?(?:continued|rescheduled|adjourned|reset|re-set)"
    r"|re-?set (?:deadlines/)?(?:hearings?|conference|trial)"
    r"|(?:adjourned|continued|carried) (?:on|by|at|without|upon|per|prior to|pending)"
    r"|disposition of (?:[\w-]+ ){0,2}hearing\b[^.;()]{0,80}: ?(?:continued|adjourned|rescheduled)"
    r"|(?:[a-z'/-]+ ){0,3}?order (?:of the court )?to (?:adjourn|continue|reschedule|re-?set|postpone)"
    r"|(?:(?:second|third|fourth|electronic|paperless|clerk'?s|court'?s) )*(?:amended|corrected|revised|superseding) "
    rf"(?:[a-z'-]+ ){{0,3}}?notice (?:of|setting|re:?) (?:[a-z-]+ ){{0,4}}?{_HEARD}s?"
    r"|notice of (?:re-?setting|rescheduling|continuance|adjournment|postponement)"
    r"|(?:[a-z'/-]+ ){0,4}?notice of rescheduling"
    rf"|court notice [^.;:]{{0,30}}of continuance of [^.;:]{{0,60}}?\b{_HEARD})\b"
)
"""A heading that moves the hearing that the text then sets: "CLERK'S NOTICE CONTINUING MOTION HEARING. Motion Hearing
set for …"."""
_PERIOD = re.compile(r"\bperiod: ?(?:from )?(?:\d{1,2}/\d{1,2}/\d{2,4},?\s+(?:to|through|thru|-)\s+)?$")
"""The time for which fees are asked: "Third Application for Compensation …, period: 8/1/2020 to 10/31/2020"."""
_CLERKS_TIME = re.compile(r"\bscheduled for \d{1,2}:\d\d\s$")
"""Bankruptcy clerks write the titles of all motions between "Notice of Hearing Re:" and "scheduled For 10:30
10/21/96"."""


_MOVES_BY_GRANTING = re.compile(
    r"\bgrant(?:s|ed|ing)\b[^.;]{0,120}?\b(?:motion|request|application|stipulation)s? (?:(?:to|for) (?:a )?)?"
    r"(?:continu|adjourn|re-?sched|re-?set|postpon)\w*"
)
"""An order that grants a motion to continue moves the hearing that it sets."""
_HEADING = 300


_AMENDED_DAY = re.compile(
    r"\b(?:amended|changed|corrected) (?:only )?(?:to|as to) (?:change |reflect |correct )?(?:the )?(?:new )?"
    r"(?:hearing )?(?:date|day|time)"
)
"""The clerk's remark in a notice that takes the place of another."""


def _moves_all(low: str) -> bool:
    """Whether what a text sets is moved, by its heading, by what it grants, or by the clerk's remark."""
    return bool(
        _MOVED_BY_HEADING.match(low)
        or _MOVES_BY_GRANTING.search(low, 0, _HEADING)
        or ("notice" in low[:60] and _AMENDED_DAY.search(low, 0, _HEADING))
    )


def _with_what_is_heard(low: str, start: int, before: str) -> str:
    """The words before a day at ``start``; where they name nothing heard, the text's earlier name for it is put in
    front."""
    at = _CLERKS_TIME.search(before)
    if at is None or HEARD.search(before):
        return before
    named = HEARD.search(low, 0, start)
    return f"{named[0]} {before[at.start() :]}" if named else before


def _is_refused(before: str, after: str) -> bool:
    """Whether the day was only asked for, was refused, or is that of a period of time."""
    if _REFUSED.match(after) or ("den" in before and _REFUSES.search(before)):
        return True
    if "period" in before and _PERIOD.search(before):
        return True
    return "request" in before and bool(_REQUESTED.search(before)) and not _GRANTS.search(before)


def _hearing(
    day: date,
    at: time | None,
    lead: str,
    after: str,
    as_written: str,
    about: tuple[str, ...],
    *,
    moved: bool,
    listed: bool,
) -> SetsHearing | None:
    if (setting := read_setting(lead, after, timed=at is not None, listed=listed)) is None:
        return None
    name, moves = setting.title, setting.moves or moved
    here = _ABOUT.search(after, 0, 120)
    numbers = tuple(number for number in here.groups() if number) if here else about
    judge = _JUDGE.match(after)
    start = judge.end() if judge and judge.start(1) < _PLACE_MAY_FOLLOW else 0
    place = _place(after[start:], as_written[start:])
    return SetsHearing(name, day, at, place, numbers, _judge(judge, as_written), moves)


def _judge(found: re.Match[str] | None, as_written: str) -> str:
    return " ".join(as_written[found.start(1) : found.end(1)].split()).strip(" .,") if found else ""


def _place(low: str, as_written: str) -> str:
    """The place, as the court writes it: "Courtroom 17D, 500 Pearl Street"."""
    found = _PLACE.match(low)
    if found is None:
        return ""
    start = found.start("place")
    end = _PLACE_ENDS.search(low, start + 3, found.end("place"))
    place = as_written[start : end.start() if end else found.end("place")].strip(" .,")
    place = re.sub(r"^(?:in|at)\s+(?:the\s+)?", "", place, flags=re.IGNORECASE)
    return "" if _IS_NO_PLACE.match(place) else place


_IS_NO_PLACE = re.compile(
    r"(?:by )?(?:the )?(?:hon\.|honorable|(?:(?:chief|senior|district|magistrate|bankruptcy|u\.?s\.?) )*judge )"
    r"(?!.*(?:room|chambers|court))|[^a-z]*$|(?:rms?|rooms?|courtrooms?|crtrm)$",
    re.IGNORECASE,
)
"""Who hears it, or what is left of a place: "by District Judge Poe"."""


def _merged(one: SetsHearing, other: SetsHearing) -> SetsHearing:
    longer = max(one.title, other.title, key=len)
    place = max(one.place, other.place, key=len)
    about, judge = one.about or other.about, one.judge or other.judge
    return SetsHearing(longer, one.date, one.starts or other.starts, place, about, judge, one.moves or other.moves)
