"""Reads docket text: what a filing is, who filed it, which filings it speaks of, what it decides, which hearings it sets.

Pure: text in, values out; no Django, no database, no clock. Text that no rule knows is ``Kind.OTHER`` with a headline and nothing
else, never an error: unknown is better than wrong.
"""

import re
from collections.abc import Sequence

from rulings.reading.decisions import decision
from rulings.reading.details import detail
from rulings.reading.filers import filer
from rulings.reading.headlines import LONGEST, Context, headline
from rulings.reading.hearings import set_dates
from rulings.reading.kinds import Opening, opening
from rulings.reading.names import Roster
from rulings.reading.other_cases import other_cases
from rulings.reading.references import Mention, first_list, mentions
from rulings.reading.relations import relations
from rulings.reading.routine import routine
from rulings.reading.text import Line, one_line, prepare
from rulings.reading.values import Decides, FilingReading, NamesCase, PartyName, RefersTo, SetsDeadline, SetsHearing
from rulings.words import RULING_KINDS, Kind

__all__ = ["Decides", "FilingReading", "NamesCase", "PartyName", "RefersTo", "Roster", "SetsDeadline", "SetsHearing", "read"]

_UTILITY = re.compile(r"\s+AND\s+~|^~|^\d - (?:\w+ )+AND ")
_RELIEF_ALONE = re.compile(
    r"(?:adjourn conference|extension of time\b.*|appear pro hac vice|dismiss\b.*|compel\b.*|strike|in limine"
    r"|preclude|leave to (?:file|appear)\b.*|summary judgment"
    r"|default judgment|continue(?: \w+){0,2}|discovery|intervene|certify class"
    r"|consolidate(?: cases)?|alter judgment|bifurcate|expedite|preliminary injunction|tro|temporary restraining order"
    r"|remand\b.*|seal(?: document)?|stay"
    r"|miscellaneous relief|attorneys?'? fees|amend/correct|(?:leave to )?proceed in forma pauperis"
    r"|transfer case|withdraw as attorney|reconsideration|sanctions|quash)$",
    re.IGNORECASE,
)
"""Feeds name a motion by the relief alone: "[Extension of Time to File Answer]"."""


def read(long_text: str, short_text: str = "", parties: Sequence[PartyName] | Roster = ()) -> FilingReading:
    """Reads one filing from the court's docket text, or from the event type alone where a feed gave no more.

    Never raises, whatever the text. Whoever reads many filings of one docket makes one ``Roster`` of its parties and passes that.
    """
    roster = parties if isinstance(parties, Roster) else Roster(parties)
    line = prepare(long_text)
    if not line.text:
        return _read_event(short_text or long_text)
    first = opening(line)
    if first.kind is Kind.OTHER and short_text and (event := _event_kind(short_text)) is not Kind.OTHER:
        first = Opening(event, first.start, first.noun, first.end)
    return _read_line(line, first, roster)


def _read_line(line: Line, first: Opening, roster: Roster) -> FilingReading:
    kind, noun = first.kind, (first.start, first.end)
    found = mentions(line)
    own = first_list(line.low, found)
    decided = decision(kind, line.low, first.end, found) if kind in RULING_KINDS or kind is Kind.MINUTES else None
    decides = decided.decides if decided else ()
    sets, due, vacates = set_dates(kind, line, _numbers(own))
    who = filer(kind, line, first.noun, own, roster)
    hearing = sets[0].title if sets and kind in RULING_KINDS else ""
    return FilingReading(
        kind=kind,
        headline=headline(kind, line, Context(noun, who.span, own, found, hearing, bool(decided and decided.outcome))),
        filed_by=who.ids,
        filer_text="" if who.ids else who.text,
        side=who.side,
        outcome=decided.outcome if decided else None,
        refers_to=relations(kind, line.low, noun[1], own, found, decides, bool(sets)),
        decides=decides,
        hearings=sets,
        deadlines=due,
        vacates=vacates,
        other_cases=other_cases(kind, line),
        detail=detail(kind, line, first.end),
        routine=routine(kind, line, first.end),
    )


def _read_event(short_text: str) -> FilingReading:
    """A feed's event type: it names a kind and nothing else."""
    named = _UTILITY.split(one_line(short_text))[0]
    line = prepare(named or short_text)
    if not line.text:
        return FilingReading(headline=one_line(short_text)[:LONGEST])
    first = opening(line)
    kind, end = _named_kind(line, first) if named else Kind.OTHER, first.end
    decided = decision(kind, line.low, end, []) if kind in RULING_KINDS else None
    return FilingReading(
        kind=kind,
        headline=headline(Kind.OTHER, line, Context((0, end))),
        outcome=decided.outcome if decided else None,
        detail=detail(kind, line, end),
        routine=routine(kind, line, end),
    )


def _event_kind(short_text: str) -> Kind:
    line = prepare(_UTILITY.split(one_line(short_text))[0])
    return _named_kind(line, opening(line)) if line.text else Kind.OTHER


def _named_kind(line: Line, first: Opening) -> Kind:
    """CM/ECF joins what one filing asks: "Conference AND Extension of Time to File Document"."""
    asked = [line.text] if first.kind is not Kind.OTHER else line.text.split(" AND ")
    return Kind.MOTION if any(map(_RELIEF_ALONE.match, asked)) else first.kind


def _numbers(found: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for mention in found for number in mention.numbers))
