"""What an order does where it says neither "granting" nor "denied": it is given as a paper asked, adopts a report,
signs a stipulation, extends the time that a motion wanted, or is the order "on" a motion and says no more. Called by
``decisions`` where nothing else was read.

An order that only sets a day, asks for papers or refers a motion decides nothing.
"""

import re
from collections.abc import Iterator

from rulings.reading.decisions.asked_for import (
    BARE,
    BEHIND,
    SO_ORDERED,
    does_as_asked,
    gives_time_on_another,
    settles_paper,
)
from rulings.reading.references.references import EntryMention, select_own_references
from rulings.reading.values import Decides
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome

_ASKS_NOTHING = re.compile(
    r"\]?\s+(?:[\w-]+ ){0,3}(?:order|petition|complaint|summons|notice|schedules?|meeting|minutes?|statement of)\b"
)
"""An order that an amended order replaces: "Amended Order Confirming Plan (RE: related document(s) 84 Order Confirming
…)"; and papers that ask for nothing."""
_A_STIPULATION = re.compile(r"\]?\s+(?:[\w-]+ ){0,3}stipulat(?:ion|ed)\b")
_A_REQUEST = re.compile(r"\]?\s+(?:[\w'\u2019-]+ ){0,4}?(?:motion|application|objection|request)s?\b")
_AN_EXTENSION = re.compile(r"\]?\s+[^.;]{0,120}?\b(?:exten[ds]\w*|enlarge\w*|continue|adjourn|more time)\b")
_ON_STIPULATION = re.compile(
    r"^(?:(?:stipulated|agreed|consent|joint|stipulation|text|minute|and) )*order:?,?(?: as (?:modified|amended))?"
    r"(?: (?:for|of|extending|to (?:extend|continue)) [^.;]{1,80}?)?"
    r" (?:(?:re:?|on|upon|regarding|as to|approving) )$"
)
_PURSUANT = re.compile(r"\bpursuant to (?:the |parties['\u2019] |joint )*$")
_IT_IS_ORDERED = re.compile(r"\bit is (?:hereby |so |therefore )*ordered\b")
_EXTENDED = re.compile(
    r"\b(?:time|deadlines?|period|date)\b[^.;]{0,120}?\b(?:is|are)\s+(?:hereby )?(?:extended|enlarged|continued)\b"
)
_ON_A_REQUEST = re.compile(
    r"^(?:(?:agreed|consent|amended|final|interim|stipulated|conditional|generic|ex parte|text|memorandum|opinion"
    r"|and) )*order,? (?:\(?consensual\) )?(?:on|re:?|regarding|resolving)"
    r" (?P<request>(?:[a-z'\u2019()-]+ ){0,5}?(?:motion|application|objection)s?\b)?"
)
_LEAVES_OPEN = re.compile(
    r"\b(?:hearings?|conference|set for|schedul\w+|respon[ds]\w*|show cause|due|briefing|refer\w*|continu\w+|adjourn\w*"
    r"|deadlines?|shall|must|status|notice|supplement\w*|submit|directed|discrepanc\w+|advisement)\b"
)
"""Words of an order that sets days or wants papers; and of one that asks for more than it decides."""
_ADOPTS = re.compile(
    r"\b(?:adopt|accept|approv|affirm)(?:ing|s) (?:in full |in its entirety |and \w+ing |the |\w+'s? )*$"
)
_REPORT_BEFORE = re.compile(
    r"\b(?:reports?|recommendations?|r ?& ?r|f ?& ?r|findings)\b,? ?[(\[]?(?:(?:ecf|dkt|docket|doc|d\.?e|filing)\.? ?"
    r"(?:entry )?(?:nos?\.? ?)?#?)?[\[(]?$"
)
_THEN_ADOPTED = re.compile(
    r"[\])]{0,2},? (?:is|are) (?:(?:hereby|therefore) )?(?:(?:sustained|accepted|approved|affirmed|adopted)"
    r"(?:,? and|,) ?){0,2}(?:adopted|accepted)\b(?!,? in part)"
)
""" "the Report and Recommendation 55 is SUSTAINED, ADOPTED, AND INCORPORATED herein"."""
_REPORT = re.compile(r"\]?\s*(?:[\w-]+ ){0,2}(?:reports?|findings|recommendations?|r&r)\b")
_ADOPTS_REPORT = re.compile(
    r"\b(?:adopting|accepting)(?: and \w+ing)? (?:in full |the |\[?\d{1,5}\]? |magistrate judge'?s? |proposed )*"
    r"(?:reports?\b|findings\b|recommendations?\b|r&r\b)"
)
_IS_ADOPTED = re.compile(
    r"\b(?:report|recommendations?|r&r|findings)\b[^.;]{0,120}? (?:is|are) (?:hereby |therefore )?(?:adopted"
    r"|accepted)\b"
)
_BY_STIPULATION = re.compile(
    r"(?:stipulat(?:ion|ed)|agreed|consent|joint)(?: and)? order (?:extending|continuing|adjourning|enlarging|modifying"
    r"|amending|staying|substituting|withdrawing)\b"
    r"|so[- ]ordered stipulation\b|stipulation and order[:,]? that [^;]{3,160}? (?:is|are|shall be) (?:hereby "
    r")?(?:extended|continued|enlarged)\b"
)
"""An order that gives what the parties agreed on, and names no stipulation."""
_APPROVES = re.compile(r"approval (?:of|by (?:the )?clerk)")
_DISCHARGES = re.compile(
    r"(?:(?:standard|hardship|joint) )*(?:order (?:of discharge|discharging (?!trustee)[\w ()]{0,20}?debtor"
    r"|granting discharge|confirming(?! (?:the )?(?:dates?|times?|hearing|schedul\w+|conference|trial|appearance"
    r"|status|mediat\w+|settlement conference)\b))|discharge of (?:joint )?debtor)"
)
"""What a bankruptcy is about is granted: the discharge, the plan."""
_SENTENCES = re.compile(
    r"\b(?:custody of (?:the )?(?:bop|bureau)|cbop|imprisonment|imprisoned|sentenced to|time served"
    r"|months? (?:of )?probation"
    r"|committed to (?:the )?(?:custody|probation)|supervised release)\b"
)
_OF_A_DEFENDANT = re.compile(r"\b(?:as to|counts?|count\(s\)|sentenc\w+)\b")
_HOLDS = re.compile(r"order (?:of (?:temporary )?detention|setting conditions of release)\b")


def read_unspoken_decisions(low: str, noun_end: int, found: list[EntryMention]) -> Iterator[Decides]:
    """Decisions on the entries that such an order names. ``low`` is its text in lower case, ``found`` the references in
    it; ``noun_end`` is the end of its opening phrase."""
    if not found:
        return
    own = select_own_references(low, found)
    if outcome := _of_first(low, own[0]):
        decided = own[0].numbers[:1] if outcome is Outcome.SETTLED else own[0].numbers
        yield from (Decides(number, outcome) for number in decided)
        return
    if adopted := [one for one in own if _THEN_ADOPTED.match(low, one.end)]:
        named = (one for one in adopted if _REPORT_BEFORE.search(low, max(0, one.start - 60), one.start))
        yield from (Decides(number, Outcome.GRANTED) for one in named for number in one.numbers)
        return
    if adopted := [one for one in own if _ADOPTS.search(low, max(0, one.start - 60), one.start)]:
        yield from (
            Decides(number, Outcome.GRANTED) for one in adopted if _REPORT.match(low, one.end) for number in one.numbers
        )
        return
    if bare := _of_bare_order(low, own[0]):
        yield from (Decides(number, bare) for number in own[0].numbers[:1])
    elif _is_on_request(low, own[0]) or _is_on_subject(low, own[0]):
        yield from (Decides(number, Outcome.OTHER) for number in own[0].numbers)


def read_orders_on(low: str, found: list[EntryMention], decided: set[str]) -> Iterator[Decides]:
    """Decisions of a feed's event that is several orders: "Motion Hearing; Order on Motion to Suppress ( 38 ), ( 39 )",
    "Order on Motion to Stay ( 23 ) and Order on Motion to Dismiss ( 12 )"."""
    ends = 0
    for one in found:
        between = low[ends : one.start] if ends else ""
        is_on = _EVENT_ON.search(low, max(0, one.start - _LONGEST_TITLE), one.start) or _AND_ON.fullmatch(between)
        if not is_on or not low.startswith(" )", one.end):
            return
        ends = one.end
        yield from (Decides(number, Outcome.OTHER) for number in one.numbers if number not in decided)


_LONGEST_TITLE = 160
_EVENT_ON = re.compile(r"\border on (?:[\w'-]+ ){0,3}?(?:motion|application)\b[^();.]{0,120}\( $")
_AND_ON = re.compile(r" \)(?:,| and|, and) \( ")


def _of_first(low: str, first: EntryMention) -> Outcome | None:
    """The outcome for the entry that is named first, where the order does what that entry asked for."""
    if settles_paper(low, first.start) and not _ASKS_NOTHING.match(low, first.end):
        return Outcome.SETTLED
    signed_under = _ON.fullmatch(low, 0, first.start) and _SO_ORDERED_BEHIND.match(low, first.end)
    asked = (
        SO_ORDERED.match(low)
        or signed_under
        or _does_what_is_asked(low, first)
        or _repeats_what_is_asked(low, first)
        or (
            does_as_asked(low, first.start)
            and not _ASKS_NOTHING.match(low, first.end)
            and not gives_time_on_another(low[: first.start], low[first.end :][:BEHIND])
        )
    )
    signed = _A_STIPULATION.match(low, first.end) and _signs(low, first)
    extended = _AN_EXTENSION.match(low, first.end) and _EXTENDED.search(low, first.end)
    if asked or signed or extended or (_APPROVES.match(low) and first.start < _FIRST_WORDS):
        return Outcome.GRANTED
    return None


_ON = re.compile(r"(?:docket text |text |endorsed )?order:? re:? \[?")
_SO_ORDERED_BEHIND = re.compile(r"\]?\s+(?:[\w-]+ ){0,3}(?:motion|application|request)\b[^;]{0,200}; ?so ordered\b")
"""Missouri's "Docket Text ORDER Re: 12 Motion for Leave to Appear Pro Hac Vice; SO ORDERED."."""
_DOES = re.compile(
    r"(?:(?:text|agreed|consent|joint) )*order (?:to |of |for )?"
    r"(?P<does>(?!motion|order|hear|brief|set|sched)[a-z]{4,12}?)(?:ing|e|ance|ure)?\b[^.;]{0,160}\bre:? \[?$"
)
_WANTS = re.compile(r"\]?\s+(?:[\w-]+ ){0,3}(?:motion|application|request)\b(?P<asks>[^.;()\[\]]{0,60})")


def _does_what_is_asked(low: str, first: EntryMention) -> bool:
    """Whether an order does what the motion is called that it names: "ORDER REDUCING SENTENCE re 77 MOTION to Reduce
    Sentence"."""
    does = _DOES.match(low[: first.start])
    wants = _WANTS.match(low, first.end) if does else None
    return bool(does and wants and does["does"][:5] in wants["asks"])


_TITLE = re.compile(
    r"(?:(?:text|agreed|consent|joint|interim|final|ex parte|amended|corrected) )*order,? (?:to |of |for |on )?"
    r"(?P<title>[^.;:()\[\]\d]{3,120}?)[ .,]*[(\[](?:re:? ?)?related doc[^()]{0,20}(?:\(s\)[^()\d]{0,8})?$"
)
_ASKS = re.compile(r"\]?\s+(?P<asks>(?:[\w'\u2019-]+ ){0,4}?(?:motion|application|request)\b[^()\[\];]{0,160})")
_WORDS = re.compile(r"[a-z]{4,}")
_OF_NO_WEIGHT = frozenset(
    {"with", "from", "that", "this", "such", "their", "order", "debto", "certa", "under", "other"}
)
_NOT_GIVEN = re.compile(
    r"\b(?:motion|application|request|objection|hearing|deny|denie[ds]|denying|conditional\w*|overrul\w+|strik\w+"
    r"|schedul\w+|continu\w+|briefing|withdraw\w*|moot)\b"
)


def _repeats_what_is_asked(low: str, first: EntryMention) -> bool:
    """Whether the title of an order has no other words than those by which the paper asked that it names: "Order to
    Limit Notice (related document(s) 5 Motion to Limit Notice)"."""
    title, asks = _TITLE.match(low, 0, first.start), _ASKS.match(low, first.end)
    if not title or not asks or _NOT_GIVEN.search(title["title"]):
        return False
    given = {word[:5] for word in _WORDS.findall(title["title"])} - _OF_NO_WEIGHT
    return bool(given) and given <= {word[:5] for word in _WORDS.findall(asks["asks"])}


_FIRST_WORDS = 120


def _signs(low: str, first: EntryMention) -> bool:
    """Whether the court signs a stipulation: "ORDER re 6 STIPULATION FOR EXTENSION OF TIME … Signed by Judge Roe", or
    "Pursuant to the 56 STIPULATION, IT IS HEREBY ORDERED"."""
    if _PURSUANT.search(low, max(0, first.start - 60), first.start):
        return bool(_IT_IS_ORDERED.search(low, first.end))
    return bool(_ON_STIPULATION.match(low[: first.start]))


def _of_bare_order(low: str, first: EntryMention) -> Outcome | None:
    """The outcome of an order that only names the motion that it is on."""
    bare = BARE.match(low)
    is_marked = _CLERKS_MARK.search(low, 0, first.start) and _CLOSED.match(low, first.end)
    if (
        bare is None
        or not (is_marked or _A_REQUEST.match(low, first.end))
        or _LEAVES_OPEN.search(_TITLES.sub(" ", low[bare.start() :]))
    ):
        return None
    return Outcome.SETTLED if bare["agreed"] else Outcome.OTHER


def _is_on_request(low: str, first: EntryMention) -> bool:
    """Whether it is the order on a motion that it names: "Order On Motion For Relief From Stay (Related Doc # 12)"."""
    on = _ON_A_REQUEST.match(low)
    if on is None or not (on["request"] or _A_REQUEST.match(low, first.end)):
        return False
    if not on["request"] and " on " not in on[0] and "related doc" not in low[: first.start]:
        return False
    if on["request"] and _CLERKS_MARK.search(low, 0, first.start):
        return not _SETS_A_DAY.search(low, first.end)
    return not _LEAVES_OPEN.search(_TITLES.sub(" ", low[on.end() :]))


_CLERKS_MARK = re.compile(r"\(related doc # $")
"""How a bankruptcy court's system marks the motion that an order ends; what an order only relates to is put as
"(related document(s) 12)". Deadlines behind it are what the motion was granted for."""
_CLOSED = re.compile(r" ?\)")
_SETS_A_DAY = re.compile(r"\b(?:hearing|conference|trial)s? (?:is |to be |will be )?(?:set|scheduled|held|continued)\b")
_ON_A_SUBJECT = re.compile(
    r"(?:(?:agreed|amended|final|second|third|memorandum|opinion|and) )*order,? (?:regarding|concerning|respecting"
    r"|relating to|establishing|governing) (?!hearing|status|schedul|brief|discovery|trial|notice|show)[^()]{3,160}$"
)


def _is_on_subject(low: str, first: EntryMention) -> bool:
    """Whether it is a bankruptcy court's order on what a motion is about, which the clerk marks as ended by it: "Order
    Regarding Utilities (Related Doc # 5)"."""
    mark = _CLERKS_MARK.search(low, 0, first.start)
    return bool(mark and _ON_A_SUBJECT.match(low[: mark.start()]) and not _SETS_A_DAY.search(low, first.end))


_TITLES = re.compile(r"\((?:[^()]|\([^()]*\)){0,2000}\)")


def read_unspoken_outcome(kind: Kind, low: str, noun_end: int) -> Outcome | None:
    """The outcome of such a ruling as a whole, where it names no entry that it decides."""
    if (
        _IS_ADOPTED.search(low)
        or _DISCHARGES.match(low)
        or _APPROVES.match(low)
        or _BY_STIPULATION.match(low)
        or _ADOPTS_REPORT.search(low, 0, noun_end + _FIRST_WORDS)
    ):
        return Outcome.GRANTED
    if is_sentence(kind, low) or (kind is Kind.ORDER and _HOLDS.match(low) and _OF_A_DEFENDANT.search(low)):
        return Outcome.OTHER
    return None


def is_sentence(kind: Kind, low: str) -> bool:
    """Whether a judgment, or the minutes of the day, sentences a defendant: then "Count 2 is dismissed" is a part of
    it."""
    if kind not in (Kind.JUDGMENT, Kind.MINUTES):
        return False
    return bool(_SENTENCES.search(low) and _OF_A_DEFENDANT.search(low))
