"""Which days in court a text reports as held. Called by ``read_filing``.

Minutes say "Status Conference held on 3/4/2021", or report what was done and leave the day to the entry; transcripts
and recordings name the day of what they contain; history pages have the name of the event alone, "Arraignment". A day
on which something is "to be held", or was "not held", is none. A meeting of creditors (11 U.S.C. § 341), a mediation, a
deposition or a conference of counsel is no day in court.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rulings.reading.dates.days import find_dates
from rulings.reading.dates.hearing_titles import read_hearing_title, read_held_title
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_SAT = re.compile(
    r"\b(?:hearings?|hrgs?|(?:tele|video)?-?conferences?|trial|arguments?|argued|sentencing|arraignment|appearance"
    r"|proceedings?|pleas?|voir dire|jury selection|(?:docket|calendar) call|pre-?trial|colloquy|session|minutes?)\b"
)
_NOT_IN_COURT = re.compile(
    r"\b(?:creditors'?|341|mediation|mediator|arbitration|deposition|depo|26\(f\)|meet[- ]and[- ]confer|auction"
    r"|planning"
    r"|parole|agency|administrative|state court|district court)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:disciplinary|law judge|alj|board|commission(?:er)?|council|immigration|tribunal|superior court|circuit court"
    r"|county|trial court|family court|bankruptcy court|prison|classification|examiner)\b"
)
"""Where what an opinion tells of was held."""
_TOOK_PLACE = (
    r"(?:held|heard|conducted|convened|took place|taken place|begun|began|commenced|concluded|completed|argued)"
)
_HELD_ON = re.compile(
    rf"\b{_TOOK_PLACE}\b(?P<how>(?:[^.;:]|\b[a-z]\.|\b[js]r\.|\bhon\.){{0,110}}?)[\s,(:]*(?P<on>\bon\b)?[\s:,(]*"
    r"(?:[a-z]{3,6}day,?\s+)?(?P<last>)$"
)
_TO_COME = re.compile(r"\b(?:not|never|no|be|if|when|until|unless|no hearing|originally|previously)\s*(?:\w+ly )?$")
"""Before "held": what was not held, or is to be."""
_ANOTHER_DAY = re.compile(
    r"\b(?:continued|(?:re-?)?set|(?:re)?scheduled|due|adjourned|filed|signed|entered|until|from|dated|moved|next"
    r"|abeyance|advisement|deadline|within|no later|postponed|ordered|order|before the|and)\b"
)
"""Between "held" and a day that is not the day on which it was held: "held and continued to 4/5/2021"."""
_FURTHER = re.compile(r"\s*(?:,|;|and|&|through|thru|-|\u2013|, and|,? as well as)\s*(?:on )?$")
_CONTAINED = re.compile(
    r"(?:\b(?:held|on|of|dated?|dates?|date\(s\)|for|from|re|hearings?|proceedings?|(?:tele)?conference|trial"
    r"|arguments?"
    r"|sentencing|plea|arraignment)\b[\s:,(\-\u2013]*|[\-\u2013:(,]\s*)(?:the )?(?:[a-z]{3,6}day,?\s+)?$"
)
"""Before the day of what a transcript contains."""
_DAY_OF_A_TASK = re.compile(
    r"\b(?:due|deadline|restrict\w*|release|request\w*|filed|ordered on|entered|until|by|issuance|issued|mailed|served"
    r"|received|redact\w*|available|certified|prepared|to be held|scheduled)\b[^;]{0,40}$"
)
_HEARING_AFTER = re.compile(r"\s*(?:[a-z-]+ ){0,3}(?:hearing|hrg|conference|trial|proceedings?|argument|sentencing)\b")
_DATE_OF = re.compile(
    r"\b(?<!next )(?<!new )(?:(?:hearing|proceeding|conference|trial|court) dates?(?: (?:&|and) time)?"
    r"|dates? of (?:the )?(?:hearing"
    r"|proceeding|trial|conference)s?)(?:\(s\))?[\s:\[]*$"
)
"""Before the day in the form of a recording or a clerk's sheet: "Court Date & Time [ 3/4/2021 2:03 PM ]"."""
_MINUTES_OF = re.compile(
    r"\b(?:minutes?|hearing|hrg|conference|proceedings?|calendar)\b(?P<how>[^.;]{0,80}?)\b(?:on|of|dated?|re)"
    r"[\s:,]*(?:[a-z]{3,6}day,?\s+)?(?P<last>)$"
)
_OF_ANOTHER_COURT = re.compile(r"\bdistrict court judge\b")
"""Transcripts that are ordered for an appeal."""
_IS_NO_MORE = re.compile(r"[^.;]{0,40}?\b(?:vacated|cancell?ed|stricken|continued|adjourned|reset|rescheduled|moved)\b")
_PUT_OFF_FOR = re.compile(r"\b(?:continued|adjourned|re-?set|rescheduled) for (?:an? |the )?(?:[a-z-]+ ){0,3}$")
""" "This matter is continued for a Status Conference on 3/4/2021": the day is to come."""
_IS_HEARING = re.compile(r"\s*(?:hrg|hearing|calendar)\b")
_MINUTES_BEGIN = 260
"""Characters of minutes in which their own day may stand without "held"."""
_BACK = 260
_REPORTS = frozenset({Kind.MOTION, Kind.MINUTES, Kind.TRANSCRIPT, Kind.OTHER, Kind.NOTICE, Kind.EXHIBIT}) | RULING_KINDS
"""Kinds that tell of days in court; parties argue with days that may be those of another court."""
_EXHIBITS_OF = re.compile(r"(?:\w+ ){0,3}(?:exhibits?|witness) (?:and witness )?(?:lists?|receipts?)\b|exhibits? ")
_DONE = re.compile(
    r"\b(?<!not )(?<!to )proceedings?(?: \w+){0,2} held\b|\b(?:hearing|conference|trial|argument|arraignment|sentencing"
    r"|appearance|plea)s?(?: \([a-z ]+\))? (?:was |were )?(?:held|concluded|completed|called|commenced|begun)\b"
    r"|\bproceedings? (?:held )?before\b|\b(?:case|cause|matter) (?:is |was )?called\b|\bargued\b"
    r"|\b(?:oral )?arguments?"
    r" (?:was |were )?heard\b|\b(?:counsel|parties) (?:present|make their appearances|appeared)\b|\bappearances:"
    r"|\bcourt reporters?(?:/(?:recorder|ecr|deputy))?:? (?!not\b|n/?a\b|none\b)\w|\bc/r:? (?!not\b|n/?a\b|none\b)\w"
    r"|\b(?:guilty plea|plea of guilty) entered\b|\b(?:witness(?:es)? sworn|jury (?:empanell?ed|sworn|selected)"
    r"|evidence entered|first appearance of|^case, before [^;]{2,80}, heard\b|appear(?:ed|ing)|testif(?:ied"
    r"|ies)|sworn|examined|on the record"
    r"|from the bench|court (?:finds|heard|hears)|heard from|under (?:advisement|submission)|ftr|interpreter"
    r"|heard and (?:taken|submitted|granted|denied|continued))"
)
"""What minutes of a hearing say that leave the day to the entry."""
_NOT_DONE = re.compile(
    r"\bnot held\b|\bno (?:hearing|proceedings?|appearances?|court appearance)\b|\bin chambers\b"
    r"|\b(?:court reporter|c/r|appearances):? (?:not|none|n/?a)\b|\boff[- ]calendar\b|\bappearances: (?:none|no )"
    r"|\b(?:proceedings|hearing|conference|trial): ?(?:vacated|cancell?ed|continued)\b|\b(?:hearing|conference|trial)"
    r" (?:was |is )?(?:vacated|cancell?ed|not necessary|not required)\b|\bneed not appear\b"
)
_HELD_BEFORE_A_JUDGE = re.compile(
    r"\b(?<!no )(?:hearing|conference|trial|argument|sentencing|arraignment)(?: \([a-z ]+\))?(?: as to [^.;]{2,80}?)?"
    r" (?:was )?(?:held|begun|completed|concluded)(?: and (?:completed|concluded|continued))? (?:before|by) "
)
"""What is held before a judge is held, though there was no reporter: "Court Reporter: none"."""
_SHEET_NOT_DONE = re.compile(r"\bproceedings: ?(?:vacated|off calendar|continued|cancell?ed|withdrawn|moot)\b")
_NO_HEARING = re.compile(r"\b(?:not held|no hearing (?:was |is )?(?:held|required|necessary))\b")
_SOMETHING_ELSE = re.compile(
    r"^minute entry before\b|\b(?:continu|adjourn|re-?sched|re-?set|postpon|vacat|cancel|strik|withdraw)\w*\b"
    r"|\bstricken\b|\bdropped\b|\bremoved from\b|\bmarked off\b|\boff calendar\b"
    r"|\bsettle(?:d|ment)\b|\bmoot\b|\bwithdrawn\b|\bon the papers\b|\bwithout (?:a )?hearing\b|\bstipulat"
)
_STILL_TO_BE = re.compile(
    r"\b(?:to|will|shall|may|not|been|if|until|after|once|when|before(?! (?:the )?(?:hon|judge|chief|mag|district|sen))"
    r"|following|requests?|order(?:s"
    r"|ed)? that)\b[^.;]{0,60}"
    r"\b(?:held|completed|concluded|begun|continued|called)\b|\b(?:hearing|conference|trial|argument"
    r"|arraignment|sentencing"
    r"|appearance|plea)\b[^.;]{0,40}\bcontinued\b|\btranscript\b|\b(?:deadline|cut-?off)\b"
)
_MINUTES_OPEN = re.compile(
    r"(?:[a-z']+ ){0,3}minutes?(?: entry| sheet| order)?[:.,]?(?: of| re| for|:)*(?: [a-z-]+){0,3}? (?:hearing"
    r"|conference|trial"
    r"|proceedings?|calendar)\b(?! (?:as to [^.;]{2,60}? )?(?:set|reset|re-set|continued|not|vacated"
    r"|cancell?ed|scheduled|adjourned|rescheduled))"
)
"""The opening of minutes that name what they are of: "Minutes of Hearing re 12 Motion"."""
_ORAL_MOTION = re.compile(r"(?:(?:joint|unopposed|first|second|government'?s|defendant'?s) ){0,2}oral motion\b")
"""A motion that is made by word of mouth is made in court."""
_COURT_HELD = re.compile(
    r"\b(?:the court|judge [a-z.' -]{2,30}|the undersigned) (?:has )?(?:held|conducted|convened|heard)"
    r" (?:[^.;]{0,60}? )?(?:hearing|(?:tele|video)?-?conference|trial|argument)s?\b"
    r"(?P<how>[^.;]{0,90}?) on (?:\w+day,? )?$"
)
"""A sentence of the court: "The Court held a telephone conference with counsel on March 4, 2021"."""
_MATTER_HEARD = re.compile(
    r"\W*(?:matter|motion|case|cause|application|objection)s? (?:was |were )?(?:heard|called|argued)\b"
)
_OF_THE_PARTIES = re.compile(
    r"(?:[a-z0-9()'-]+ ){0,3}?(?:joint|parties'|status|discovery|planning|26\(f\)) (?:[a-z]+ )?report\b"
)
"""What parties report of their own conferences."""
_MINUTES_IN_NAME = re.compile(r"(?:(?:text|oral|electronic|civil|criminal|courtroom|court|clerk'?s) ){0,2}minute")
_OPENS_WITH = re.compile(
    r"(?:(?:initial appearance|arraignment|(?:detention|bond|bail|plea|preliminary|status|motion|revocation"
    r"|identity|rule 5)"
    r" hearing|change of plea|sentencing|(?:jury|bench|non-jury|court) trial|(?:status|pretrial|final pretrial"
    r"|scheduling"
    r"|telephone|settlement) conference|plea entered|guilty plea entered|jury selection|voir dire|oral argument"
    r"|first appearance)(?: hearing| and plea|/arraignment|/detention hearing)?)(?: \(?day \d+\)?)? (?:as to|of"
    r"|for|re|by"
    r"|before|begun|held|completed|on)\b(?![^.;]{0,100}\b(?:set|reset|re-set|continued|scheduled|rescheduled"
    r"|order|memo\w*"
    r"|vacated|cancell?ed|to be|will be|not held|report|statement|brief|letter)\b)"
)
"""A clerk's entry of a hearing without the word minutes: "ARRAIGNMENT as to Jane Q. Roe (1) Count 1 held"."""
_HEARING_HELD = re.compile(
    r"(?:^|[.:;] )(?:[\w/'()-]+ ){0,5}(?:hearing|conference|trial)(?: \([a-z ]+\))? held\b(?! on\b)"
)
"""In an order of a bankruptcy court: "Order dated 3/4/2021 re 12 Motion to Sell. HEARING HELD. GRANTED"."""
_EVENT = re.compile(
    r"(?!.{0,60}\b(?:orders?|setting|notice|denying|granting|request)\b)"
    r"(?!order|notice|motion (?!hearing)|set\b|reset|set/|request|waiver|transcript|proposed|memorandum|certificate|bnc"
    r"|letter|response|report|exhibit|witness|stipulat|affidavit|meeting|summary|agenda|clerk|audio|in chambers|341"
    r"|mediation|terminate|cancel|vacat|adjourn|exten|resched|joint|consent|rescheduled|continued|re-?notice"
    r"|findings|statement|brief|reply)"
    r"(?:(?:[a-z]+ ){0,2}minutes?(?: entry| sheet)?\W*$|(?:[a-z/&'(). -]{0,40} )?(?:hearing|(?:tele)?conference"
    r"|arraignment|initial appearance|sentencing|argument"
    r"|(?:jury|bench|court|non-jury) trial|jury selection|voir dire|plea entered|change of plea|calendar call))"
    r"(?: hearing)?(?:,? (?:and|&) plea)?(?: \([a-z ]{2,20}\))?"
    r"(?: ?-? ?(?:initial|interim|final|rule \d+\S{0,6}|held|begun|completed|concluded|voir dire|day \d+"
    r"|\([a-z ]{2,20}\)"
    r"))*\W*"
)
"""The name of an event on a history page: "Motion Hearing Held", "Arraignment and Plea", "Jury Trial - Held"."""
_LONGEST_EVENT = 70
_WORTH_A_LOOK = (
    "held", "heard", "argued", "transcript", "hearing", "proceeding", "conference", "trial", "court date", "minute",
    "commenced", "began", "begun", "concluded", "sentencing", "arraign", "appearance", "plea", "oral motion",
)  # fmt: skip


class HeldDays(NamedTuple):
    """The days in court that a text reports. ``own_day``: it reports one and names no day, so that it is that of the
    entry."""

    days: tuple[date, ...] = ()
    own_day: bool = False
    title: str = ""
    as_set: bool = False
    """Minutes that say neither that something was held nor that it was not: they are those of the hearing that was set
    for their day, where one was."""


def read_held_days(kind: Kind, line: PreparedText) -> HeldDays:
    """The days on which something was held in court, by a prepared text."""
    low = line.low
    if kind not in _REPORTS or not any(map(low.__contains__, _WORTH_A_LOOK)):
        return HeldDays()
    if kind is Kind.MOTION:
        return HeldDays((), True, "Hearing") if _ORAL_MOTION.match(low) else HeldDays()
    if (kind is Kind.EXHIBIT and not _EXHIBITS_OF.match(low)) or (kind is Kind.OTHER and _OF_THE_PARTIES.match(low)):
        return HeldDays()
    days = tuple(dict.fromkeys(_days(kind, low)))
    own = not days and _is_of_its_own_day(kind, low)
    if not (days or own):
        return HeldDays(as_set=kind is Kind.MINUTES and not (_NOT_DONE.search(low) or _SOMETHING_ELSE.search(low)))
    first = read_held_title(low) or read_hearing_title(low[:_MINUTES_BEGIN], first=True)
    return HeldDays(days, own, first or "Hearing")


def read_held_event(kind: Kind, line: PreparedText) -> HeldDays:
    """As ``read_held_days``, for the name of an event without a text."""
    if kind is Kind.MOTION or not (
        is_held_event(line.low) or (kind is Kind.MINUTES and not _EVENT_OFF.search(line.low))
    ):
        return HeldDays()
    if "minute" in line.low and line.text.islower():
        # Northern Illinois, whose events are in small letters, puts rulings in chambers into minute entries.
        return HeldDays()
    return HeldDays((), True, read_hearing_title(line.low, first=True) or "Hearing")


_EVENT_OFF = re.compile(
    r"\b(?:continued|cancel\w*|vacated|re-?set|set|re-?sched\w*|sched\w*|adjourned|not held|chambers|order|converted"
    r"|mediation|creditors|341|postponed|withdrawn|off calendar|terminated?)\b"
)


def is_held_event(low: str) -> bool:
    """Whether the name of an event, in lower case, is that of something held."""
    return len(low) <= _LONGEST_EVENT and bool(_EVENT.fullmatch(low))


def _days(kind: Kind, low: str) -> Iterator[date]:
    is_transcript = kind is Kind.TRANSCRIPT or "transcript" in low[:60]
    if is_transcript and (_NOT_IN_COURT.search(low, 0, _BACK) or _OF_ANOTHER_COURT.search(low)):
        return
    last_end, first = -1, True
    for start, end, day in find_dates(low):
        lead, after = low[max(0, start - _BACK) : start], low[end : end + 60]
        goes_on = last_end >= 0 and bool(_FURTHER.match(low[last_end:start]))
        if goes_on or _is_held(lead) or _is_on_a_sheet(kind, low, lead, after, start, is_transcript, first=first):
            yield day
            last_end = end
        else:
            last_end = -1
        first = False


def _is_held(lead: str) -> bool:
    """Whether the words before a day say that something was held on it in court."""
    if (
        (told := _COURT_HELD.search(lead))
        and not (_ANOTHER_DAY.search(told["how"]) or _NOT_IN_COURT.search(told[0]))
        and (not _ELSEWHERE.search(told[0]))
    ):
        return True
    at = _HELD_ON.search(lead)
    while at is not None:
        if _tells(lead, at):
            return True
        at = _HELD_ON.search(lead, at.start() + 1)
    return False


def _tells(lead: str, at: re.Match[str]) -> bool:
    how = at["how"].strip(" ,(")
    if _TO_COME.search(lead, 0, at.start()) or (how and (not at["on"] or _ANOTHER_DAY.search(how))):
        return False
    sat = list(_SAT.finditer(lead, 0, at.start() + len("argued")))
    if not sat or _NOT_IN_COURT.search(lead, max(0, sat[-1].start() - 40)):
        return False
    return not _ELSEWHERE.search(lead, max(0, sat[-1].start() - 40), at.start() + 40)


def _is_on_a_sheet(
    kind: Kind, low: str, lead: str, after: str, start: int, is_transcript: bool, *, first: bool
) -> bool:
    """Whether a day is that of the hearing which a transcript, a recording or a clerk's minutes are of."""
    if kind is Kind.MINUTES and first and lead.endswith("minute entry: h: "):
        return not _NOT_DONE.search(low)  # Southern Alabama's bankruptcy clerk: "Minute Entry: H: 2/4/2021 (…".
    if _DATE_OF.search(lead):
        return is_transcript or kind is Kind.MINUTES or "court date &" in lead or bool(_MINUTES_IN_NAME.match(low))
    if is_transcript and first:
        named = _SAT.search(lead) or _HEARING_AFTER.match(after)
        return bool(named and _CONTAINED.search(lead) and not _DAY_OF_A_TASK.search(lead))
    if (
        kind is not Kind.MINUTES
        or not first
        or start > _MINUTES_BEGIN
        or _SHEET_NOT_DONE.search(low)
        or _NOT_DONE.search(low)
    ):
        return False
    found = _MINUTES_OF.search(lead)
    if found is None or _ANOTHER_DAY.search(found["how"]) or _IS_NO_MORE.match(after):
        return False
    if _PUT_OFF_FOR.search(lead, 0, found.start()):
        return False
    return bool(_DONE.search(low) or _IS_HEARING.match(after) or "minutes of" in lead)


def _is_of_its_own_day(kind: Kind, low: str) -> bool:
    if is_held_event(low):
        return True
    if kind is Kind.MINUTES and _HELD_BEFORE_A_JUDGE.search(low):
        return True
    if kind is Kind.MINUTES:
        return bool(_DONE.search(low) or _MINUTES_OPEN.match(low)) and not _NOT_DONE.search(low)
    if (
        kind is Kind.OTHER
        and (_OPENS_WITH.match(low) or _MATTER_HEARD.match(low))
        and not _NOT_IN_COURT.search(low, 0, _MINUTES_BEGIN)
    ):
        return True
    if kind not in RULING_KINDS and kind is not Kind.OTHER:
        return False
    if _MINUTES_IN_NAME.match(low) and _DONE.search(low) and not _NOT_DONE.search(low):
        return True
    if (title := read_held_title(low[:_MINUTES_BEGIN])) and not (
        _NOT_IN_COURT.search(low[:_MINUTES_BEGIN]) or _NO_HEARING.search(low)
    ):
        return bool(title) and not _STILL_TO_BE.search(low[:_MINUTES_BEGIN])
    held = _HEARING_HELD.search(low)
    return bool(held and not _NOT_IN_COURT.search(low, 0, held.end()) and not _NO_HEARING.search(low))
