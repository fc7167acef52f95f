"""Finds the cases that the head of a PACER docket page names, where it states surely which and how they are related.
Pure.

"Related case", "Member case" and an appeal ("Case in other court: USCA Ninth Circuit, 24-2201") are left out: the first
does not say how, and of the others the relation belongs to the other docket.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from dockets.courts import registry
from dockets.record.docket_number import parse_docket_number
from dockets.record.records import CourtFacts, RelationRecord
from dockets.sources import markup
from dockets.sources.pacer.court import find_court_id_in_text

_HEAD = 60_000
_BELOW_HEAD = re.compile(r"<u>|<i>\s*<b>|-{10}|Docket\s+Text", re.IGNORECASE)
"""The beginning of the table of parties or of entries."""
_LABEL = re.compile(r"^[A-Z][A-Za-z\[\] ]{2,30}:")
_LEAD = re.compile(r"^Lead\s+(?:BK\s+)?(?:Case|Docket)\s*:\s*(.*)", re.IGNORECASE)
_LEAD_TITLE = re.compile(r"^Lead\s+BK\s+Title\s*:\s*(.+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^Case\s+in\s+other\s+court\s*:\s*(.*)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<court>[A-Z][^,]{3,120}(?:,\s*[A-Z][^,\d]{3,60})?),\s*(?:No\.\s*)?(?P<number>[A-Z]{0,4}-?\d[\w:.\-/ ]{3,40})"
)
_REMOVAL = re.compile(r"^Cause:\s*28:14(?:41|42|46|52)\b|^Cause:.*\bRemoval\b", re.IGNORECASE | re.MULTILINE)
_BANKRUPTCY_APPEAL = re.compile(r"^Cause:\s*28:0?158\b", re.IGNORECASE | re.MULTILINE)


def read_related_cases(page: str, court: CourtFacts, own_number: str) -> tuple[RelationRecord, ...]:
    """The related cases as the page states them, each once."""
    head = _lines(page)
    return tuple(dict.fromkeys((*_lead(head, court, own_number), *_below(head, court))))


def _lines(page: str) -> list[str]:
    start = re.search(r"(?:CASE|Petition|Proceeding)\s*#", page[:400_000], re.IGNORECASE)
    head = page[start.start() : start.start() + _HEAD] if start else ""
    end = _BELOW_HEAD.search(head)
    return markup.get_visible_lines(head[: end.start()] if end else head).splitlines()


def _lead(head: list[str], court: CourtFacts, own_number: str) -> Iterator[RelationRecord]:
    kind = registry.get_court_kind(court.id)
    own = parse_docket_number(own_number, court.id, kind)
    name = next((found[1].strip() for line in head if (found := _LEAD_TITLE.match(line))), "")
    for value in _values(head, _LEAD):
        number = parse_docket_number(value, court.id, kind)
        if number.serial is not None and number.key != own.key:
            yield RelationRecord("member_of", court.id, value, name)


def _below(head: list[str], court: CourtFacts) -> Iterator[RelationRecord]:
    """The case that came from another court, where the cause says that it was removed or appealed from there."""
    cause = "\n".join(head)
    for value in _values(head, _ELSEWHERE):
        if named := _NAMED.fullmatch(value):
            court_id, number = _court(named["court"].strip(), court), named["number"].strip()
            kind = registry.get_court_kind(court_id)
            if kind == "state" and _REMOVAL.search(cause):
                yield RelationRecord("removed_from", court_id, number)
            elif kind == "bankruptcy" and _BANKRUPTCY_APPEAL.search(cause):
                yield RelationRecord("appeal_of", court_id, number)


def _values(head: list[str], label: re.Pattern[str]) -> Iterator[str]:
    """The values after a label: on its line, and on the following ones up to the next label."""
    for place, line in enumerate(head):
        if found := label.match(line):
            following = takewhile(lambda line: not _LABEL.match(line), head[place + 1 :])
            yield from filter(None, (found[1].strip(), *(value.strip() for value in following)))


def _court(name: str, court: CourtFacts) -> str:
    """Our id of a court by its whole name; for a state's court the name may leave out the state in which ``court``
    sits. Else ""."""
    state = _names()[court.id].rpartition("District of ")[2]
    whole = (_state_courts().get(written.casefold(), "") for written in (name, f"{name}, {state}"))
    return find_court_id_in_text(name) or next(filter(None, whole), "")


@cache
def _names() -> dict[str, str]:
    return {court.id: court.name for court in registry.list_known_courts()}


@cache
def _state_courts() -> dict[str, str]:
    return {court.name.casefold(): court.id for court in registry.list_known_courts() if court.kind == "state"}
