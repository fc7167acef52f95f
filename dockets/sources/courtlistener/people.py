"""Parses parties and their attorneys from CourtListener's JSON: on pages of two kinds, linked by ids. Pure.

A page of parties has only the ids of attorneys, and a page of attorneys only the ids of parties. So each stored payload
has beside its page the parties listed before it (``Listed``) and is self-contained: parties stay in the order of the
whole list, and two parties of one name on different pages stay two.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dockets.record import address_rules
from dockets.record.records import AttorneyRecord, PartyRecord, Refusal
from dockets.sources.courtlistener.values import find_json_id, read_json_date, read_json_text
from dockets.sources.json_object import list_json_objects
from dockets.sources.pacer.privacy import strip_number_lines

type Listed = list[list[str]]
"""The parties in order, as JSON: ``[id, name, type, type, …]``."""

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
"""CourtListener's role codes in the words of the courts' pages, so that the two agree. 10 is "unknown"."""
_WITH_DATE = {5, 6}
_CONTACT = ("contact_raw", "phone", "email", "fax")
"""The contact fields of an attorney's row. Only the first is parsed."""


def list_party_pages(docket_id: str, rows: Iterable[object]) -> Listed:
    """The parties of this page, as payloads of later pages list them."""
    told = list_json_objects(list(rows))
    return [
        [find_json_id(row.get("id")), read_json_text(row.get("name")), *_type_names(docket_id, row)] for row in told
    ]


def read_courtlistener_parties(
    docket_id: str, before: object, rows: object, refused: list[Refusal]
) -> Iterator[PartyRecord]:
    """The parties of ``before`` (a ``Listed``), by name and type alone, then those of a page of parties, complete."""
    yield from _bare(before, {})
    for row in list_json_objects(rows):
        name = read_json_text(row.get("name"))
        for each in _types(docket_id, row):
            yield PartyRecord(
                name=name,
                type=read_json_text(each.get("name")),
                extra_info=strip_number_lines(read_json_text(each.get("extra_info"))),
                date_terminated=_terminated(name, each, refused),
            )


def add_courtlistener_attorneys(docket_id: str, before: object, rows: object) -> Iterator[PartyRecord]:
    """The parties of ``before``, each with its attorneys on a page of attorneys."""
    acting: defaultdict[str, list[AttorneyRecord]] = defaultdict(list)
    for row in list_json_objects(rows):
        name, contact = read_json_text(row.get("name")), read_json_text(row.get("contact_raw"))
        for party, roles in _parties_of(docket_id, row).items():
            acting[party].append(AttorneyRecord(name, tuple(roles), contact))
    yield from _bare(before, acting)


def strip_homes_from_people(parties: Sequence[object], attorneys: Sequence[object], names: Container[str]) -> bool:
    """Removes from the rows of a page the homes that ``dockets.payloads.normalise`` removes from their records. Returns
    whether there were any. ``names``: of all parties, casefolded."""
    types = [
        each
        for row in list_json_objects(list(parties))
        for each in row.get("party_types") or ()
        if isinstance(each, dict)
    ]
    under = [
        (each, "extra_info", address_rules.keep_name_lines(read_json_text(each.get("extra_info")))) for each in types
    ]
    alone = [row for row in attorneys if isinstance(row, dict) and _acts_alone(row, names)]
    lost: list[tuple[dict[str, Any], str, str]] = [*under, *((row, field, "") for row in alone for field in _CONTACT)]
    changes = [(row, field, left) for row, field, left in lost if read_json_text(row.get(field)) != left]
    for row, field, left in changes:
        row[field] = left
    return bool(changes)


def _acts_alone(row: Mapping[str, Any], names: Container[str]) -> bool:
    return address_rules.is_self_represented(
        " ".join(read_json_text(row.get("name")).split()), [read_json_text(row.get("contact_raw"))], names
    )


def _bare(before: object, acting: Mapping[str, Sequence[AttorneyRecord]]) -> Iterator[PartyRecord]:
    for row in before if isinstance(before, list) else ():
        if isinstance(row, list) and len(row) > 1:
            party, name, *types = map(read_json_text, row)
            for each in types:
                yield PartyRecord(name=name, type=each, attorneys=tuple(acting.get(party, ())))


def _types(docket_id: str, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A party's types in this docket. Without filtered results, rows of other dockets come along."""
    return [
        each
        for each in list_json_objects(row.get("party_types"))
        if find_json_id(each.get("docket_id"), each.get("docket")) == docket_id
    ]


def _type_names(docket_id: str, row: Mapping[str, Any]) -> list[str]:
    return [read_json_text(each.get("name")) for each in _types(docket_id, row)]


def _parties_of(docket_id: str, row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The parties that an attorney represents: party id -> roles."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in list_json_objects(row.get("parties_represented")):
        if find_json_id(each.get("docket_id"), each.get("docket")) == docket_id:
            found[find_json_id(each.get("party_id"), each.get("party"))] += _role(each)
    return found


def _role(each: Mapping[str, Any]) -> list[str]:
    code = each.get("role")
    if not isinstance(code, int) or code not in ROLES:
        return []
    try:
        when = read_json_date(each.get("date_action")) if code in _WITH_DATE else None
    except ValueError:
        when = None
    return [f"{ROLES[code]}: {when:%m/%d/%Y}" if when else ROLES[code]]


def _terminated(name: str, each: Mapping[str, Any], refused: list[Refusal]) -> date | None:
    try:
        return read_json_date(each.get("date_terminated"))
    except ValueError as error:
        refused.append(
            Refusal(f"party {name[:60]}", f"The date of its termination, {error}; the rest was taken without it.")
        )
        return None
