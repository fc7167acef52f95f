"""Reads docket text: what a filing is, who filed it, which filings it refers to, what it decides, which hearings it
sets. Called by ``interpret.texts``.

Pure: text in, values out; no Django, no database, no clock. Text that no rule knows is ``Kind.OTHER`` with a headline
and nothing else, never an error: unknown is better than wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rulings.reading.dates.called_off import read_called_off
from rulings.reading.dates.hearings import read_hearings_and_deadlines
from rulings.reading.dates.held import read_held_days, read_held_event
from rulings.reading.dates.releases import add_transcript_releases, read_transcript_releases
from rulings.reading.decisions.decisions import read_decision
from rulings.reading.decisions.recommended import names_report, write_as_decided
from rulings.reading.decisions.without_number import read_requests_without_number
from rulings.reading.filers.defendants import read_defendant_number
from rulings.reading.filers.filers import read_filer
from rulings.reading.filers.names import PartyRoster
from rulings.reading.headlines.context import HeadlineContext
from rulings.reading.headlines.cutting import LONGEST
from rulings.reading.headlines.headlines import mark_deficient, mark_void, write_headline
from rulings.reading.headlines.party_names import keep_party_names
from rulings.reading.headlines.titles import write_title
from rulings.reading.kinds.details import read_detail
from rulings.reading.kinds.kinds import OpeningPhrase, read_opening
from rulings.reading.kinds.routine import is_routine
from rulings.reading.references.other_cases import find_other_cases
from rulings.reading.references.references import EntryMention, find_mentioned_entries, select_own_references
from rulings.reading.references.relations import quote_relations, read_relations
from rulings.reading.steps.steps import StepContext, read_steps
from rulings.reading.text import PreparedText, is_void, join_to_one_line, prepare_text
from rulings.reading.values import Decides, FilingReading, PartyName
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_UTILITY = re.compile(r"\s+AND\s+~|^~|^\d - (?:\w+ )+AND ")
_RELIEF_ALONE = re.compile(
    r"(?:adjourn conference|extension of time\b.*|appear pro hac vice|dismiss\b.*|compel\b.*|strike|in limine"
    r"|preclude|leave to (?:file|appear)\b.*|summary judgment"
    r"|default judgment|continue(?: \w+){0,2}|discovery|intervene|certify class"
    r"|consolidate(?: cases)?|alter judgment|bifurcate|expedite|preliminary injunction|tro|temporary restraining order"
    r"|remand\b.*|seal(?: document)?|stay"
    r"|miscellaneous relief|attorneys?'? fees|amend/correct|(?:leave to )?proceed in forma pauperis"
    r"|verified petition|petition for (?:pro hac vice|admission|attorney'?s?'? fees)\b.*"
    r"|transfer case|withdraw as attorney|reconsideration|sanctions|quash)$",
    re.IGNORECASE,
)
"""Feeds name a motion by its relief alone: "[Extension of Time to File Answer]"."""


_GRANTED_WITHIN = re.compile(
    r"[(*\[]\s*(?:APPROVED|GRANTED)\b(?! (?:IN PART|AND DENIED))|\b(?:approved|granted)[ ,]*\)?\s*\(?fee paid"
    r"|(?<!proposed)(?<!agreed) and order (?:granting|approving|allowing|thereon)(?: (?:the )?same)?"
    r"(?=\s*(?:[.(]|$|filed\b|signed\b))"
    r"|\bfee paid\b[^a-z]{0,30}\b(?:approved|granted)\b"
    r"|pro hac vice\b.{0,200}?(?<!\bbe )(?<!\bis )(?<!\bif )(?<!\bnot )(?<!\bso )\bapproved\b"
    r"(?! (?:form|by (?:counsel|client)))"
    r"|[.;*)\]]\s*(?:(?:motion|application|request) )?(?:is )?(?:hereby )?(?:approved|granted)"
    r"(?: by (?:the )?(?:clerk|court|judge)\b[^.;()]{0,40})?\s*(?:[.;)\]*(]|$)",
    re.IGNORECASE,
)
"""Eastern Texas approves a lawyer's application in its own entry: "APPLICATION to Appear Pro Hac Vice … (APPROVED)", a
chapter 13 trustee in Arkansas a motion: "Motion to Allow Claims and Order Granting"."""


_GRANT_WORDS = ("grant", "approv", "allowing", "thereon")


def _is_granted_within(line: PreparedText) -> bool:
    return any(map(line.low.__contains__, _GRANT_WORDS)) and bool(_GRANTED_WITHIN.search(line.text))


def read_filing(long_text: str, short_text: str = "", parties: Sequence[PartyName] | PartyRoster = ()) -> FilingReading:
    """Reads one filing from the court's docket text, or from the event type alone where a feed has no more.

    Never raises, whatever the text. To read many filings of one docket, make one ``PartyRoster`` of its parties and
    pass that.
    """
    roster = parties if isinstance(parties, PartyRoster) else PartyRoster(parties)
    line = prepare_text(long_text)
    if not line.text:
        return _read_event(short_text or long_text)
    first = read_opening(line)
    if first.kind is Kind.OTHER and short_text and (event := _event_kind(short_text)) is not Kind.OTHER:
        first = OpeningPhrase(event, first.start, first.noun, first.end)
    reading = _read_line(line, first, roster)
    if number := read_defendant_number(line.text):
        reading = replace(reading, defendant_number=number)
    if days := read_transcript_releases(long_text):
        reading = replace(reading, deadlines=add_transcript_releases(reading.deadlines, days))
    if is_void(long_text):
        return replace(reading, headline=mark_void(reading.headline, long_text), void=True, steps=())
    if (headline := mark_deficient(reading.headline, long_text)) != reading.headline:
        return replace(reading, headline=headline)
    return reading


def _read_line(line: PreparedText, first: OpeningPhrase, roster: PartyRoster) -> FilingReading:
    kind, noun = first.kind, (first.start, first.end)
    found = find_mentioned_entries(line)
    own = select_own_references(line.low, found)
    decided = read_decision(kind, line.low, first.end, found) if kind in RULING_KINDS or kind is Kind.MINUTES else None
    decides = decided.decides if decided else ()
    sets, due, vacates = read_hearings_and_deadlines(kind, line, _numbers(own))
    held = read_held_days(kind, line)
    who = read_filer(kind, line, first.noun, own, roster)
    hearing = sets[0].title if sets and kind in RULING_KINDS else ""
    detail, outcome = read_detail(kind, line, first.end), decided.outcome if decided else None
    said = HeadlineContext(noun, who.span, own, found, hearing, bool(decided and decided.outcome))
    return FilingReading(
        kind=kind,
        headline=keep_party_names(write_headline(kind, line, said), roster.spelled),
        title=write_title(kind, line, said),
        filed_by=who.ids,
        filer_text="" if who.ids else who.text,
        side=who.side,
        outcome=outcome,
        refers_to=quote_relations(
            line, read_relations(kind, line.low, noun[1], own, found, decides, bool(sets)), found
        ),
        decides=decides,
        recommends=_read_recommended(kind, line.low, first.end, found),
        on_requests=read_requests_without_number(kind, line.low, found),
        hearings=sets,
        deadlines=due,
        vacates=vacates,
        calls_off="" if vacates or any(one.moves for one in sets) else read_called_off(kind, line.low),
        held=held.days,
        held_on_its_day=held.own_day,
        held_title=held.title,
        held_as_set=held.as_set,
        other_cases=find_other_cases(kind, line),
        detail=detail,
        routine=is_routine(kind, line, first.end),
        granted_within=kind is Kind.MOTION and _is_granted_within(line),
        steps=read_steps(kind, line, StepContext(detail, outcome, who.side, bool(decides))),
    )


def _read_recommended(kind: Kind, low: str, noun_end: int, found: list[EntryMention]) -> tuple[Decides, ...]:
    """The decisions on motions that a magistrate judge's report recommends."""
    if kind is not Kind.OPINION or not found or not names_report(low, noun_end):
        return ()
    return read_decision(Kind.ORDER, write_as_decided(low), noun_end, found).decides


def _read_event(short_text: str) -> FilingReading:
    """Reads a feed's event type, which names a kind and nothing else."""
    named = _UTILITY.split(join_to_one_line(short_text))[0]
    line = prepare_text(named or short_text)
    if not line.text:
        words = join_to_one_line(short_text)[:LONGEST]
        return FilingReading(headline=words, title=words)
    first = read_opening(line)
    kind, end = _named_kind(line, first) if named else Kind.OTHER, first.end
    decided = read_decision(kind, line.low, end, []) if kind in RULING_KINDS else None
    held = read_held_event(kind, line)
    detail, outcome = read_detail(kind, line, end), decided.outcome if decided else None
    return FilingReading(
        kind=kind,
        headline=write_headline(Kind.OTHER, line, HeadlineContext((0, end))),
        title=write_title(Kind.OTHER, line, HeadlineContext((0, end))),
        outcome=outcome,
        held_on_its_day=held.own_day,
        held_title=held.title,
        detail=detail,
        routine=is_routine(kind, line, end),
        by_name=True,
        steps=read_steps(kind, line, StepContext(detail, outcome, "", decides_motions=False)),
    )


def _event_kind(short_text: str) -> Kind:
    line = prepare_text(_UTILITY.split(join_to_one_line(short_text))[0])
    return _named_kind(line, read_opening(line)) if line.text else Kind.OTHER


def _named_kind(line: PreparedText, first: OpeningPhrase) -> Kind:
    """The kind of an event type. CM/ECF joins several requests of one filing: "Conference AND Extension of Time to File
    Document"."""
    asked = [line.text] if first.kind is not Kind.OTHER else line.text.split(" AND ")
    return Kind.MOTION if any(map(_RELIEF_ALONE.match, asked)) else first.kind


def _numbers(found: list[EntryMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for mention in found for number in mention.numbers))
