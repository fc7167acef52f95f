"""Parties and their lawyers, as CourtListener's API sends them: on pages of two kinds, which know each other by ids. Pure.

A page of parties names nobody's lawyers but their ids, and a page of attorneys names nobody's parties. So each kept payload says
beside its page who was listed before it (``Listed``), and reads by itself: in the order of the whole list, and with two parties
of one name on different pages still two.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dockets import homes
from dockets.records import AttorneyRecord, PartyRecord, Refusal
from dockets.sources.courtlistener_values import day, id_in, objects, text
from dockets.sources.privacy import without_number_lines

type Listed = list[list[str]]
"""One party after the other, as JSON: ``[id, name, type, type, …]``."""

ROLES = {
    1: "ATTORNEY TO BE NOTICED",
    2: "LEAD ATTORNEY",
    3: "ATTORNEY IN SEALED GROUP",
    4: "PRO HAC VICE",
    5: "SELF- TERMINATED",
    6: "TERMINATED",
    7: "SUSPENDED",
    8: "INACTIVE",
    9: "DISBARRED",
}
"""CourtListener's codes in the words of the courts' pages, so that the two agree. 10 is "unknown"."""
_WITH_DATE = {5, 6}
_CONTACT = ("contact_raw", "phone", "email", "fax")
"""Of a lawyer's row. Only the first is read."""


def listed(docket_id: str, rows: Iterable[object]) -> Listed:
    """What the payloads of later pages say of the parties of this one."""
    told = objects(list(rows))
    return [[id_in(row.get("id")), text(row.get("name")), *_type_names(docket_id, row)] for row in told]


def parties(docket_id: str, before: object, rows: object, refused: list[Refusal]) -> Iterator[PartyRecord]:
    """Those of ``before`` (a ``Listed``), by name and type alone, then those of a page of parties, whole."""
    yield from _bare(before, {})
    for row in objects(rows):
        name = text(row.get("name"))
        for each in _types(docket_id, row):
            yield PartyRecord(
                name=name,
                type=text(each.get("name")),
                extra_info=without_number_lines(text(each.get("extra_info"))),
                date_terminated=_terminated(name, each, refused),
            )


def represented(docket_id: str, before: object, rows: object) -> Iterator[PartyRecord]:
    """The parties of ``before``, each with those of a page of attorneys who act for it."""
    acting: defaultdict[str, list[AttorneyRecord]] = defaultdict(list)
    for row in objects(rows):
        name, contact = text(row.get("name")), text(row.get("contact_raw"))
        for party, roles in _parties_of(docket_id, row).items():
            acting[party].append(AttorneyRecord(name, tuple(roles), contact))
    yield from _bare(before, acting)


def have_lost_homes(parties: Sequence[object], attorneys: Sequence[object], names: Container[str]) -> bool:
    """Takes from the rows of a page the homes that ``normalise`` takes from their records. Whether there was any. ``names``: of
    all parties, casefolded."""
    types = [each for row in objects(list(parties)) for each in row.get("party_types") or () if isinstance(each, dict)]
    under = [(each, "extra_info", homes.names_only(text(each.get("extra_info")))) for each in types]
    alone = [row for row in attorneys if isinstance(row, dict) and _acts_alone(row, names)]
    lost: list[tuple[dict[str, Any], str, str]] = [*under, *((row, field, "") for row in alone for field in _CONTACT)]
    changes = [(row, field, left) for row, field, left in lost if text(row.get(field)) != left]
    for row, field, left in changes:
        row[field] = left
    return bool(changes)


def _acts_alone(row: Mapping[str, Any], names: Container[str]) -> bool:
    return homes.acts_alone(" ".join(text(row.get("name")).split()), [text(row.get("contact_raw"))], names)


def _bare(before: object, acting: Mapping[str, Sequence[AttorneyRecord]]) -> Iterator[PartyRecord]:
    for row in before if isinstance(before, list) else ():
        if isinstance(row, list) and len(row) > 1:
            party, name, *types = map(text, row)
            for each in types:
                yield PartyRecord(name=name, type=each, attorneys=tuple(acting.get(party, ())))


def _types(docket_id: str, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """As what a party takes part in this docket. Rows of other dockets come along where nobody asked to filter them."""
    return [each for each in objects(row.get("party_types")) if id_in(each.get("docket_id"), each.get("docket")) == docket_id]


def _type_names(docket_id: str, row: Mapping[str, Any]) -> list[str]:
    return [text(each.get("name")) for each in _types(docket_id, row)]


def _parties_of(docket_id: str, row: Mapping[str, Any]) -> dict[str, list[str]]:
    """Party id -> in which roles."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in objects(row.get("parties_represented")):
        if id_in(each.get("docket_id"), each.get("docket")) == docket_id:
            found[id_in(each.get("party_id"), each.get("party"))] += _role(each)
    return found


def _role(each: Mapping[str, Any]) -> list[str]:
    code = each.get("role")
    if not isinstance(code, int) or code not in ROLES:
        return []
    try:
        when = day(each.get("date_action")) if code in _WITH_DATE else None
    except ValueError:
        when = None
    return [f"{ROLES[code]}: {when:%m/%d/%Y}" if when else ROLES[code]]


def _terminated(name: str, each: Mapping[str, Any], refused: list[Refusal]) -> date | None:
    try:
        return day(each.get("date_terminated"))
    except ValueError as error:
        refused.append(Refusal(f"party {name[:60]}", f"The date of its termination, {error}; the rest was taken without it."))
        return None
