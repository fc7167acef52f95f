"""Which hearings a text sets, where and when, and which it calls off.

Every date in the text is looked at from both sides: a word that sets something must stand right before it ("set for", "continued
to", "will hold a conference on"), and what is set must be something heard. A deadline, a date of service or a hearing already
held is none.
"""

import re
from collections.abc import Iterator
from datetime import date, time

from rulings.reading.text import Line
from rulings.reading.values import SetsHearing
from rulings.words import Kind

_MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DATE = re.compile(
    r"(?<![\d/.\-])(?:(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})(?![\d/])|(?P<iso>\d{4}-\d{2}-\d{2})(?![\d\-]))"
    r"|\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?P<day>\d{1,2})(?:st|nd|rd"
    r"|th)?,? (?P<year>\d{4})(?!\d)"
)
_CLOCK = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])\.?\s?m\b\.?|(?P<noon>noon)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_WEEKDAY_BEFORE = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+$")
_TIME_AFTER = re.compile(rf",?\s*(?:at|@|-)?\s*(?:{_CLOCK})")
_TIME_BEFORE = re.compile(rf"(?:{_CLOCK})\s*(?:\([^()]{{0,20}}\)\s*)?(?:on\s+)?{_WEEKDAY}$")

_HEARD = re.compile(
    r"\b(?:hearings?|(?:tele|video)?conferences?|trial|oral arguments?|arguments?|sentencing|arraignment|appearance"
    r"|meeting of creditors|341\(a\) meeting"
    r"|status check|mediation|jury selection|presentment)\b"
)
_TO_A_DATE = r"(?:\s+(?:for|to|on|at|until|by|as|hearing|argument|oral argument|held|trial))*\s*[,:]?\s*$"
_MOVES = re.compile(
    r"\b(?:re-?set|rescheduled|continued|adjourned|moved|postponed|re-?noticed|advanced|resetting|rescheduling|continuing)"
    + _TO_A_DATE
)
_SETS = re.compile(
    r"(?:\b(?:set|sets|setting|scheduled|scheduling|noticed|calendared|to be held|will be held|shall be held"
    r"|take place|hearing date|presentment of [^;]{2,120}?"
    r"|(?:will|shall) (?:hold|hear|conduct|appear for) [^.;]{2,80}?))" + _TO_A_DATE
)
_BARE = re.compile(r"\b(?:hearing|conference|trial|argument|sentencing)(?:\s+(?:for|on))?\s*[,:]?\s*$")
"""Sets something only with a time of day: "Status Conference 3/4/2021 at 10:00 AM"."""
_OLD = re.compile(
    r"(?:\b(?:previously|formerly|originally|currently|now|was|were|been)\s+(?:\w+\s+)?(?:set|scheduled|noticed"
    r"|calendared)(?:\s+(?:for|to|on|at))*"
    r"|\b(?<!be )(?:held|heard)(?:\s+(?:on|by|via|before [^.;]{2,40}))?|\bfrom)\s*$"
)
_CALLED_OFF_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:is|are|has been|have been|be)\s+(?:hereby\s+)?(?:vacated|cancell?ed|stricken|taken off"
    r"|removed from|terminated|off calendar|adjourned|continued|rescheduled|re-?set)\b"
    r"|\s*(?:[-,(]\s*)?(?:vacated|cancell?ed|stricken)\b"
)
_CALLED_OFF_BEFORE = re.compile(
    r"\b(?:(?:vacat|cancel|strik|terminat)(?:e|es|s|l?ing)\b[^.;]{0,120}"
    r"|(?:adjourn|postpon|continu|reschedul|mov|advanc)(?:e|es|s|ing)?\b[^.;]{0,100}\b(?:set|scheduled"
    r"|noticed)(?:\s+(?:for|on|at))*\s*(?:\w+day,?\s+)?)$"
)
_TO_A_NEW_DAY = re.compile(r"\d{4}(?:,? (?:at )?[\d:]+ ?[ap]\.?m\.?)?,?\s+to\s+(?:\w+day,?\s+)?$")
_HEARD_ON_MOTION = re.compile(
    r"\b(?:set for hearing|hearing (?:re)?set|hearing scheduled|hearing noticed|noticed for hearing"
    r"|presentment of)\b[^.;]{0,60}$"
)
"""How a motion says when it is heard; it may also name the day of a hearing that it wants moved."""
FILED_BY_PARTIES = frozenset({Kind.MOTION, Kind.STIPULATION})
"""Kinds that set a hearing only where they say so of themselves, and call none off."""
SETS_NONE = frozenset({Kind.TRANSCRIPT, Kind.LETTER, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT})
_ON = re.compile(r"\bon\s+$")
_THEN_HEARD = re.compile(r",?\s*(?:there (?:shall|will) be|the court (?:shall|will) (?:hold|hear|conduct))\s+(?:an?\s+)?")
_PLACE = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?,?\s*(?P<place>(?:(?:in|at|by|via|through)\s+(?:the\s+)?(?!which|least|all|order"
    r"|light|person to|the event)|(?:courtroom|room|rm|ctrm|dept)\b)[^;()\[\]]{1,160})"
)
_PLACE_ENDS = re.compile(
    r"\s+before\b|,?\s+for \d|(?<!\bst)(?<!\bave)(?<!\bblvd)(?<!\bbldg)(?<!\brm)(?<!\b\w)\.(?:\s|$)|\s+-\s|\s+re:? "
    r"|,?\s+(?:to|and|with|all|counsel|please|is|are|shall|will|parties|signed|should|if|that|so ordered)\b"
)
_ABOUT = re.compile(r"\bfor (\d{1,5})(?![\d/:])(?! ?(?:days|hours|minutes|weeks|[ap]\.?m))(?:,? and (?:for )?(\d{1,5})\b)?")
_COLOURS = frozenset({
    "motion", "motions", "status", "telephone", "telephonic", "video", "videoconference", "scheduling", "case",
    "management", "pretrial", "pre-trial", "settlement", "final", "initial", "evidentiary", "jury", "bench", "show",
    "cause", "oral", "discovery", "sentencing", "change", "plea", "detention", "bail", "bond", "preliminary",
    "confirmation", "markman", "claim", "construction", "pre-motion", "mediation", "daubert", "fairness", "approval",
    "in-person", "remote", "further", "plan", "revocation", "competency", "suppression", "docket", "call", "zoom",
    "summary", "judgment", "injunction", "tro", "chambers", "calendar", "class", "certification", "dispute", "panel",
    "video-conference", "virtual", "rule", "16", "16(b)", "26(f)", "341(a)", "341",
})  # fmt: skip
_SOMETHING_HEARD = ("hearing", "conference", "trial", "argument", "sentencing", "arraign", "appearance", "meeting", "present")
_MOST = 40
"""Dates looked at in one text."""


def hearings(kind: Kind, line: Line, about: tuple[str, ...]) -> tuple[tuple[SetsHearing, ...], tuple[date, ...]]:
    """The hearings that a prepared text sets, in order of time, and the days of those it calls off. ``about``: the entries that
    the text speaks of."""
    found: dict[tuple[date, time | None], SetsHearing] = {}
    off: list[date] = []
    if kind in SETS_NONE:
        return (), ()
    for match in _dates(line.low):
        day = _day(match)
        before = line.low[max(0, match.start() - 220) : match.start()]
        after = line.low[match.end() : match.end() + 220]
        if (
            day is None
            or not _HEARD.search(before + after[:120])
            or (kind in FILED_BY_PARTIES and not _HEARD_ON_MOTION.search(before))
        ):
            continue
        if _CALLED_OFF_BEFORE.search(before) or _CALLED_OFF_AFTER.match(after):
            off.append(day)
        elif hearing := _hearing(day, before, after, line.text[match.end() : match.end() + 220], about):
            _keep(found, hearing)
    ordered = sorted(found.values(), key=lambda hearing: (hearing.date, hearing.starts or time.min))
    return tuple(ordered), tuple(dict.fromkeys(off))


def _dates(low: str) -> Iterator[re.Match[str]]:
    if not any(word in low for word in _SOMETHING_HEARD):
        return
    for count, match in enumerate(_DATE.finditer(low)):
        if count == _MOST:
            return
        yield match


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
        elif match["month"]:
            day = date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
        else:
            day = date(_full_year(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)


def _hearing(day: date, before: str, after: str, as_written: str, about: tuple[str, ...]) -> SetsHearing | None:
    then = _TIME_BEFORE.search(before)
    lead = before[: then.start()] if then else _WEEKDAY_BEFORE.sub("", before)
    if _OLD.search(lead):
        return None
    following = None if then else _TIME_AFTER.match(after)
    clock = then or following
    starts = _time(clock) if clock else None
    rest = following.end() if following else 0
    title, moves = _what(lead, after[rest:], starts is not None)
    if not title:
        return None
    here = _ABOUT.search(after, rest, rest + 120)
    numbers = tuple(number for number in here.groups() if number) if here else about
    return SetsHearing(title, day, starts, _place(after[rest:], as_written[rest:]), numbers, moves)


def _what(lead: str, rest: str, timed: bool) -> tuple[str, bool]:
    """The title of what is set, and whether it is moved; "" when nothing is."""
    if _MOVES.search(lead) or _TO_A_NEW_DAY.search(lead):
        return _title(lead), True
    if _SETS.search(lead) or (timed and _BARE.search(lead)):
        return _title(lead), False
    if _ON.search(lead) and (there := _THEN_HEARD.match(rest)):
        return _title(rest[there.end() : there.end() + 80], first=True), False
    return "", False


def _time(match: re.Match[str]) -> time | None:
    if match["noon"]:
        return time(12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match["half"] == "p" else 0), minute)


def _title(low: str, *, first: bool = False) -> str:
    """The name of what is heard, nearest to the date: "Telephone conference"."""
    matches = list(_HEARD.finditer(low))
    if not matches:
        return ""
    match = matches[0 if first else -1]
    words: list[str] = []
    for word in reversed(low[: match.start()].split()[-4:]):
        plain = word.strip("('\u2019")
        if plain not in _COLOURS:
            break
        words.insert(0, plain)
    title = " ".join([*words, match.group().removesuffix("s") if match.group() != "status" else match.group()])
    return title[:1].upper() + title[1:]


def _place(low: str, as_written: str) -> str:
    """Where, as the court writes it: "Courtroom 17D, 500 Pearl Street"."""
    found = _PLACE.match(low)
    if found is None:
        return ""
    start = found.start("place")
    end = _PLACE_ENDS.search(low, start + 3, found.end("place"))
    place = as_written[start : end.start() if end else found.end("place")].strip(" .,")
    return re.sub(r"^(?:in|at)\s+(?:the\s+)?", "", place, flags=re.IGNORECASE)


def _keep(found: dict[tuple[date, time | None], SetsHearing], hearing: SetsHearing) -> None:
    """Order and event say the same hearing twice in one text: the longer title and place stand."""
    for key in [
        key for key in found if key[0] == hearing.date and (None in (key[1], hearing.starts) or key[1] == hearing.starts)
    ]:
        hearing = _merged(found.pop(key), hearing)
    found[(hearing.date, hearing.starts)] = hearing


def _merged(one: SetsHearing, other: SetsHearing) -> SetsHearing:
    title = max(one.title, other.title, key=len)
    place = max(one.place, other.place, key=len)
    return SetsHearing(title, one.date, one.starts or other.starts, place, one.about or other.about, one.moves or other.moves)
