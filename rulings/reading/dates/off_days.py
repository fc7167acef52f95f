"""Whether a text calls off the hearing of a day that it names, or lets it stand in another form. Called by
``hearings``.

What calls a hearing off stands before its day ("vacating the hearing set for 3/4/2021"), after it and its hour ("set
for 3/4/2021 at 9:30 a.m. is VACATED"), or in the heading ("NOTICE OF CANCELLATION: Conference set for 3/4/2021").
"""

import re
from datetime import time

from rulings.reading.dates.days import CLOCK, read_clock
from rulings.reading.dates.hearing_titles import HEARD

_OFF = (
    r"(?:vacated|cancell?ed|stricken|struck|taken off|removed (?:from|off)|dropped|terminated|off[- ]calendar|waived"
    r"|suspended|deferred|held in abeyance|withdrawn|moot(?:ed)?|excused|called off|deleted|discharged)"
)
_MOVED = (
    r"(?:adjourned|continued|cont['\u2019]?d|rescheduled|re-?set|moved|postponed|changed"
    r"|passed|advanced|re-?noticed|re-?calendared|bumped)"
)
_HEREBY = r"(?:(?:hereby|therefore|accordingly|now|also|thus|both|further|each)[ ,]+){0,3}"
_IS = rf"(?:is|are|has been|have been|be|was|were)\s+{_HEREBY}"
_STOPS = (
    r"\.(?:(?<=\b[a-z]\.)|(?<=\b(?:no|st|dr|jr|sr|ct|rm)\.)|(?<=\b(?:nos|dkt|hon|ave|doc)\.)"
    r"|(?<=\b(?:blvd|docs)\.)|(?<=\bjudge\.))"
)
"""A period that ends no sentence. One character at a time, and each in one way only: in a text of initials, two ways
for each of them would be tried in all their combinations."""
_GAP = rf"(?:(?!\bdeadline|\bdue\b|\band the\b|\d{{4}}|\d/\d)(?:[^.;]|{_STOPS})){{0,140}}?"
"""Between a day and its verb: the hour, the judge and the place, but no other day and no other subject."""
_MANY = rf"(?:(?!\bdeadline|\bdue\b|\bremain|\bheld\b)(?:[^.;]|{_STOPS})){{0,120}}?"
"""What stands between the first of several days and the verb that they share."""
_AFTER = re.compile(
    rf"[^.;]{{0,60}}?\b{_IS}(?:{_OFF}|{_MOVED})\b"
    rf"|{_GAP}\b{_IS}(?:{_OFF}|{_MOVED})\b"
    rf"|{_MANY}\band\b{_MANY}\bare {_HEREBY}(?:{_OFF}|{_MOVED})\b"
    r"|[^.;]{0,40}?\b(?:was|were) not held\b|\s*not held\b"
    rf"|{_GAP}\b(?:shall|will|can|does|do) not (?:be held|go forward|take place|proceed|be heard|occur)\b"
    r"|[^.;]{0,60}?\b(?:no appearances? (?:is|are|will be) (?:required|necessary)|need not appear"
    r"|(?:is|are) excused from appearing)\b"
    rf"|\s*(?:[-,(:*]+\s*)?{_OFF}\b(?! by\b)"
    rf"|\s*(?:[-,(:]\s*)?{_MOVED}(?: and (?:re-?set|rescheduled|continued))? (?:to|until|for)\b"
    r"|[^.;]{0,50}?\boff (?:the |its )?(?:court'?s )?(?:[a-z]+ )?calendar\b"
    r"|[^;]{0,120}\b(?:the|said|this|that) (?:[a-z-]+ ){0,2}(?:hearing|conference|trial|argument|sentencing)(?: date)?"
    rf" (?:is|are|be|has been) {_HEREBY}(?:vacated|cancell?ed|stricken|taken off|removed from)\b"
)
_HELD_INSTEAD = re.compile(
    r"[^.;]{0,20}?\b(?:shall|will|to)\s+(?:now |instead |hereby ){0,2}(?:be held|take place|proceed|be heard|commence"
    r"|begin|start|occur|be conducted|convene)(?: instead)?(?: (?:on|at|for))?[\s,]+(?:\w+day,? )?"
    r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
)
"""A new day in the place of one that was set: "previously set for 3/4/2021 will now be held on 4/5/2021"."""
_BEFORE = re.compile(
    r"(?:^\W*(?:(?:vacated|cancell?ed)\W){1,2}[^.;]{0,120}"
    r"|\b(?:will )?not (?:be )?(?:heard|held)(?: on)? \(?|\bno appearances? (?:is |are )?(?:required|necessary) on\s"
    r"|\bno (?:\w+ ){0,2}(?:hearing|conference|argument)s? (?:will|shall) be (?:held|heard)(?: on)?\s+"
    r"|\b(?:removed?|taken?|takes|struck|stricken|strikes|withdrawn) (?:from|off)"
    r"(?: (?:the|its|our|this))?(?: court'?s)?\s+"
    r"|\bneed not appear (?:in (?:court|person) )?(?:on|for [^.;]{2,60} (?:on|set for|scheduled for))\s+"
    r"|\bnot (?:hold|conduct|convene|hear)\b[^.;]{0,80}\b(?:on|for)\s+"
    r"|\b(?:continu|adjourn|reschedul|re-?sett?|mov|postpon|advanc|chang|re-?notic)"
    r"(?:e|es|s|ing|ed|ment|ance|ation)?\b[^.;]{0,140}\bfrom\s+(?:\w+day,?\s+)?"
    r"|\b(?:adjourn|postpon|continu|reschedul|mov|advanc)(?:e|es|s|ing)?\b"
    r"(?:[^.;:)]|\)(?! ?(?:[a-z-]+ )?hearing (?:is )?(?:set|scheduled|noticed)\b)){0,100}\b(?:set"
    r"|scheduled|calendared|noticed)(?:\s+(?:for|on|at))*\s*(?:\w+day,?\s+)?"
    r"|\b(?:adjourn|postpon|continu|reschedul|mov|advanc)(?:es|s|ing)\b(?: [\w'/-]+){0,6}? (?:hearing|conference|trial"
    r"|argument|sentencing)s? of\s+)$"
)
_APPEARANCE_AT = re.compile(r"\bappearances? (?:at|for|on) (?:the |this )?$")
_NOT_REQUIRED = re.compile(r"[^.;]{0,60}?\b(?:is|are) (?:not required|not necessary|unnecessary|excused|waived)\b")
_BEFORE_AND_TO = re.compile(
    r"\b(?:adjournment|postponement|continuance|rescheduling)\b[^.;:]{0,100}\b(?:set|scheduled|noticed|calendared|of)"
    r"(?:\s+(?:for|on|at))*\s*(?:\w+day,?\s+)?$"
)
_TO_ANOTHER = re.compile(
    r"[^.;]{0,30}?\b(?:to|until)\s+(?:\w+day,?\s+)?(?:[a-z]{3,9}\.? \d|\d{1,2}/\d|[\d:]+ ?[ap]\.?m)"
)
"""The old day of a noun that moves it, which may as well name the new one: "Adjournment of Hearing scheduled for
3/4/2021 to 4/5/2021"."""
_VERB = re.compile(
    r"\b(?:vacat(?:es?|ing|ur)|cancel(?:s|l?ing|l?ation)?|strik(?:es?|ing)|terminat(?:es?|ing|ion))\b"
    r"(?P<between>[^.;]{0,150})$"
)
_ASKED = re.compile(
    r"\b(?:den(?:y|ying|ied|ies)\b[^.;]{0,90}|(?:motion|request|stipulation|letter|application)s? (?:to|for)"
    r"|mov(?:es|ed|ing) to|ask(?:s|ed|ing)? to|seek(?:s|ing)? to|requests?|requesting|not)\s*$"
)
_GRANTS = re.compile(r"\b(?:grant(?:s|ed|ing)|approv\w+)\b[^.;]*$")
_NEW_DAY = re.compile(
    r"\b(?:and|to|,|then|also)\s*(?:hereby )?(?:re-?set|re-?sett?ing|re-?sched\w+|re-?notic\w+|set|sets|setting"
    r"|sched\w+|continu\w+|mov\w+) |\b(?:re-?sett?ing|rescheduling|re-?set|rescheduled|continued|moved)"
    r" (?:it |the same |them )?(?:to|for|until)\b|\bremains?\b|\bdeadline\b|\bdue\b"
)
"""Between "vacating" and a day that is the new one: "vacating the 3/4/2021 hearing and resetting it for …"."""
_HEARD_NEXT = re.compile(
    r"(?:[\s,]+[a-z'()/-]+){0,5}?[\s,]+(?:hearing|conference|trial|argument|sentencing|arraignment)\b"
)
_HEADING = re.compile(
    r"\W*(?:[a-z'()/-]+[ :]+){0,5}?(?:(?:vacating|cancell?ing|cancell?ation|striking|terminating)"
    r"(?: [a-z'/-]+){0,6}? (?:hearing|conference|trial|argument|sentencing|arraignment)s?\b"
    r"|(?:hearing|conference|trial|argument|sentencing|arraignment)s? (?:vacated|cancell?ed|cancell?ation|terminated"
    r"|dropped|stricken|taken off calendar|off calendar)\b"
    r"|(?:notice (?:of|to) )?(?:cancell?ed|cancell?ation)\b"
    r"|notice of (?:[a-z]+ )?agenda\b[^;]{0,120}?(?:\bcancell?ed\b|\bnot going forward\b))"
)
_HEADING_GOES_ON = re.compile(r"\b(?:re-?set\w*|re-?sched\w*|continu\w*|remains?|new|now set|stands?)\b")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:(?<!be )(?<!not )(?:held|heard|conducted)|filed|entered|signed|dated|issued|docketed|served)(?: on)?\s*$"
)
_BY_SOMEBODY = re.compile(
    r"\b(?:filed|signed|entered|ordered|issued) by [^;]{2,80}? on\s*$"
    r"|(?<!held )(?<!heard )\bby (?:[\w.-]+ ){0,4}?judge [\w.,'\u2019 -]{2,50}? on\s*$"
)
"""Before a day that is not that of a hearing to come."""
_OF_A_SIGNATURE = re.compile(r"\b(?:signed|entered|filed|ordered|dated|docketed|mailed)\b[^;]{0,90}$")
""" "ORDER VACATING HEARING. Signed by Judge Ann Poe on 5/23/21": the day is not that of the hearing."""
_STANDS = re.compile(
    rf"{_GAP}\b(?:(?:is|are|has been|shall be|will be)\s+{_HEREBY}(?:converted|changed)(?: from [^.;]{{2,40}}?)?"
    r" to (?:a |an )?"
    r"(?:tele|video|zoom|remote|virtual|in-person|status|phone)"
    r"|(?:shall|will|is to|are to|to)\s+(?:now |hereby |instead |still |only ){0,2}(?:(?:be )?(?:held|conducted"
    r"|heard|take place|handled|by|via|proceed|go forward|go ahead|remain|begin|commence|start)\b)"
    r"|remains?\b|stands?\b)(?! on\b| off\b)"
)
_NEW_HOUR = re.compile(
    rf"(?:(?!\d)[^.;]){{0,60}}?\b{_IS}(?:{_MOVED})(?: (?:up|back))?(?: from (?:[\d:]+ ?[ap]\.?m\.?|noon))?"
    rf" (?:to|for|until)(?: (?:begin|start|commence))?(?: at)? (?P<time>{CLOCK})"
    r"(?!,? (?:on |[a-z]+day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d))"
)


def is_called_off(lead: str, before: str, after: str, rest: int) -> bool:
    """Whether the hearing of a day is called off. ``before`` and ``after``: the text in lower case on both sides of the
    day; ``lead``: what stands before the day and its hour; ``rest``: where the hour ends in ``after``."""
    if _is_of_something_else(lead):
        return False
    later = after[rest:]
    if _AFTER.match(after) or (rest and _AFTER.match(later)) or _HELD_INSTEAD.match(later):
        return True
    if any(_BEFORE.search(said) or _is_governed(said, after) for said in {before, lead}):
        return True
    if _APPEARANCE_AT.search(lead) and _NOT_REQUIRED.match(later):
        return True
    return bool(_BEFORE_AND_TO.search(lead) and _TO_ANOTHER.match(later))


def _is_of_something_else(lead: str) -> bool:
    """Whether the words before a day show that it is none of a hearing to come, but of a filing or a signature."""
    if _OF_SOMETHING_ELSE.search(lead):
        return True
    return lead.rstrip().endswith(" on") and bool(_BY_SOMEBODY.search(lead))


def is_off_by_heading(low: str, start: int) -> bool:
    """Whether the heading of a text calls off the hearing of its first day, which stands at ``start``."""
    heading = _HEADING.match(low)
    if heading is None or start <= heading.end():
        return False
    if _OF_A_SIGNATURE.search(low, heading.end(), start) or _is_of_something_else(low[max(0, start - 120) : start]):
        return False
    return not _HEADING_GOES_ON.search(low, heading.end(), start)


def _is_governed(said: str, after: str) -> bool:
    """Whether "vacating", "cancels", "cancellation of" and the like govern the hearing whose day follows ``said``."""
    verb = _VERB.search(said)
    while verb is not None:
        asked = _ASKED.search(said, 0, verb.start())
        if (not asked or _GRANTS.search(said, 0, verb.start())) and _has_hearing(verb["between"], after):
            return True
        verb = _VERB.search(said, verb.start() + 1)
    return False


def _has_hearing(between: str, after: str) -> bool:
    if _NEW_DAY.search(between):
        return False
    heard = HEARD.search(between)
    if heard is not None:
        return ")" not in between[: heard.start()] and heard.start() < _NEAR_ENOUGH
    return len(between) < _BARE_DAY and bool(_HEARD_NEXT.match(after))


_NEAR_ENOUGH = 70
_BARE_DAY = 24
"""Characters between the verb and a day that stands before its hearing: "vacating the 3/4/2021 conference"."""


def stands_as_set(after: str, rest: int) -> bool:
    """Whether what was "previously set for" a day stays on it, in another form or place: "… is converted to a telephone
    conference"."""
    return bool(_STANDS.match(after[rest:]) and not _HELD_INSTEAD.match(after[rest:]))


def read_new_hour(after: str, rest: int) -> time | None:
    """The hour to which a hearing is moved on its own day: "the hearing set for 3/4/2021 is moved to 1:30 PM"."""
    found = _NEW_HOUR.match(after[rest:])
    return read_clock(found) if found else None
