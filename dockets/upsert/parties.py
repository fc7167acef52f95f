"""Merges parties and their lawyers from what every sheet listed, taking the newest value of each field.
``upsert_parties`` is called by ``upsert_docket``.

No party is ever removed: a terminated party is left out of later sheets, and an empty list means that the source does
not list parties.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from dockets.db import bulk
from dockets.models import Attorney, Docket, Party, Representation
from dockets.record.parties import find_city, find_firm, get_party_side
from dockets.record.records import AttorneyRecord, PartyRecord


@dataclass(slots=True)
class _Acting:
    """A representation: stored (with ``id``) or to be inserted."""

    party: int
    attorney: int
    name: str
    has_contact: bool
    roles: list[str]
    position: int
    as_of: datetime
    id: int | None = None

    @property
    def state(self) -> tuple[int, list[str], int, datetime]:
        return self.attorney, self.roles, self.position, self.as_of


def upsert_attorneys(
    lawyers: Mapping[int, Sequence[AttorneyRecord]], as_of: datetime, *, new_parties: Set[int]
) -> bool:
    """Writes who represents whom; ``lawyers`` by the id of their party. True if anything but the time changed."""
    named = {fingerprint_attorney(lawyer): lawyer for listed in lawyers.values() for lawyer in listed}
    if not named:
        return False
    stored, ids = _stored(lawyers.keys() - new_parties)
    ids |= _attorneys({key: lawyer for key, lawyer in named.items() if key not in ids})
    before = {acting.id: acting.state for actings in stored.values() for acting in actings}
    new: list[_Acting] = []
    for party, listed in lawyers.items():
        new += _unite(stored.get(party, []), _incoming(party, listed, ids, as_of))
    changed = [acting for actings in stored.values() for acting in actings if acting.state != before[acting.id]]
    _write(new, changed, before)
    return bool(new) or any(acting.state[:3] != before[acting.id][:3] for acting in changed)


def fingerprint_attorney(lawyer: AttorneyRecord) -> str:
    """32 hexadecimal characters: equal for the same name and contact, however they are spaced and capitalised."""
    words = "\x1f".join(" ".join(part.casefold().split()) for part in (lawyer.name, lawyer.contact))
    return blake2b(words.encode(), digest_size=16).hexdigest()


def _attorneys(named: Mapping[str, AttorneyRecord]) -> dict[str, int]:
    """Fingerprint -> id; missing lawyers are inserted, sorted, so that another docket's import that adds the same
    lawyers at the same time cannot deadlock with this one."""
    if not named:
        return {}
    rows = Attorney.objects.filter(fingerprint__in=named)
    ids = dict(rows.values_list("fingerprint", "id"))
    missing = sorted(named.keys() - ids.keys())
    if missing:
        Attorney.objects.bulk_create([_attorney(key, named[key]) for key in missing], ignore_conflicts=True)
        ids |= dict(Attorney.objects.filter(fingerprint__in=missing).values_list("fingerprint", "id"))
    return ids


def find_attorney_without_contact(name: str) -> int:
    """Id of the lawyer of this name without a known address; inserted if missing."""
    lawyer = AttorneyRecord(name)
    return _attorneys({fingerprint_attorney(lawyer): lawyer})[fingerprint_attorney(lawyer)]


def _attorney(key: str, lawyer: AttorneyRecord) -> Attorney:
    contact = lawyer.contact
    return Attorney(
        name=lawyer.name, contact=contact, firm=find_firm(contact)[:300], city=find_city(contact)[:120], fingerprint=key
    )


def _stored(parties: Set[int]) -> tuple[dict[int, list[_Acting]], dict[str, int]]:
    """The stored representations by party, and the lawyers among them: fingerprint -> id."""
    stored: dict[int, list[_Acting]] = {}
    known: dict[str, int] = {}
    if not parties:
        return stored, known
    of_lawyer = ("attorney__fingerprint", "attorney", "attorney__name", "attorney__contact")
    found = Representation.objects.filter(party__in=parties).order_by("pk")
    rows = found.values_list("party", *of_lawyer, "roles", "position", "as_of", "pk")
    for party, key, id, name, contact, *rest in rows:
        stored.setdefault(party, []).append(_Acting(party, id, name.casefold(), bool(contact), *rest))
        known[key] = id
    return stored, known


def _incoming(party: int, listed: Sequence[AttorneyRecord], ids: Mapping[str, int], as_of: datetime) -> list[_Acting]:
    """One representation for each lawyer; where a page lists one twice, the roles are combined."""
    actings: dict[int, _Acting] = {}
    for position, lawyer in enumerate(listed):
        attorney = ids[fingerprint_attorney(lawyer)]
        acting = actings.setdefault(
            attorney, _Acting(party, attorney, lawyer.name.casefold(), bool(lawyer.contact), [], position, as_of)
        )
        acting.roles = list(dict.fromkeys([*acting.roles, *lawyer.roles]))
    return list(actings.values())


def _unite(stored: list[_Acting], incoming: list[_Acting]) -> list[_Acting]:
    """Updates ``stored`` to what a sheet states; returns those of ``incoming`` that are new."""
    by_attorney = {acting.attorney: acting for acting in stored}
    same = {id(by_attorney[acting.attorney]) for acting in incoming if acting.attorney in by_attorney}
    free = [acting for acting in stored if id(acting) not in same]
    new = []
    for acting in incoming:
        known = by_attorney.get(acting.attorney) or _namesake(free, acting)
        if known is None:
            new.append(acting)
        else:
            _take(known, acting)
    return new


def _namesake(free: list[_Acting], acting: _Acting) -> _Acting | None:
    for place, known in enumerate(free):
        if known.name == acting.name:
            return free.pop(place)
    return None


def _take(known: _Acting, acting: _Acting) -> None:
    newer = acting.as_of >= known.as_of
    if acting.attorney != known.attorney and acting.has_contact and (newer or not known.has_contact):
        known.attorney, known.has_contact = acting.attorney, True
    if newer:
        known.roles, known.position, known.as_of = acting.roles or known.roles, acting.position, acting.as_of
    else:
        known.roles = known.roles or acting.roles


def _write(new: list[_Acting], changed: list[_Acting], before: Mapping[int | None, tuple[object, ...]]) -> None:
    """``before``: stored state of each, by id. Where only the time is new, only the time is written."""
    fields = ("attorney", "roles", "position", "as_of")
    if new:
        new.sort(key=lambda acting: (acting.party, acting.attorney))
        bulk.copy_rows(Representation, ("party", *fields), ((acting.party, *acting.state) for acting in new))
    same = [acting for acting in changed if acting.state[:3] == before[acting.id][:3]]
    bulk.update_rows(Representation, ("as_of",), [(acting.id, acting.as_of) for acting in same])
    rows = [
        Representation(
            id=a.id, party_id=a.party, attorney_id=a.attorney, roles=a.roles, position=a.position, as_of=a.as_of
        )
        for a in changed
        if a.state[:3] != before[a.id][:3]
    ]
    Representation.objects.bulk_update(rows, fields)


type _Key = tuple[str, str, int]
"""Type, name, and index among parties that are listed alike."""


class PartyValues(NamedTuple):
    """The values of a party that can change. The last three: time of the newest sheet that listed the party, and of the
    newest ones that stated ``extra_info`` and ``date_terminated``."""

    position: int
    extra_info: str
    date_terminated: date | None
    as_of: datetime
    info_as_of: datetime | None
    terminated_as_of: datetime | None

    @property
    def shown(self) -> tuple[object, ...]:
        return self[:3]

    @property
    def timed(self) -> tuple[tuple[Any, Any], ...]:
        """(time, value) of each value; the time is None where no sheet stated it."""
        position, info = (self.as_of, self.position), (self.info_as_of, self.extra_info)
        return position, info, (self.terminated_as_of, self.date_terminated)

    @classmethod
    def from_timed(cls, timed: Iterable[tuple[Any, Any]]) -> "PartyValues":
        (as_of, position), (info_as_of, info), (terminated_as_of, terminated) = timed
        return cls(position, info, terminated, as_of, info_as_of, terminated_as_of)


def choose_newest_values(one: PartyValues, other: PartyValues) -> PartyValues:
    """The newest of each value; one that no sheet stated counts for nothing."""
    pairs = zip(one.timed, other.timed, strict=True)
    return PartyValues.from_timed(max((told for told in pair if told[0]), default=pair[0]) for pair in pairs)


def upsert_parties(docket: Docket, parties: Sequence[PartyRecord], as_of: datetime) -> bool:
    """Writes the parties of a sheet. Returns whether anything changed. Sets ``docket.party_count``; the caller saves
    it."""
    if not parties:
        return False
    listed = _listed(parties)
    known = _known(docket) if docket.party_count else {}
    new = [key for key in listed if key not in known]
    ids = {key: id for key, (id, _) in known.items()} | dict(zip(new, bulk.reserve_ids(Party, len(new)), strict=True))
    rows = {key: _row(position, party, as_of) for key, (position, party) in listed.items()}
    if new:
        fields = ("id", "docket", "type", "name", "twin", "side", *PartyValues._fields)
        bulk.copy_rows(Party, fields, ((ids[key], docket.pk, *key, get_party_side(key[0]), *rows[key]) for key in new))
    differs = _update([(*known[key], row) for key, row in rows.items() if key in known])
    docket.party_count = len(ids)
    acting = {ids[key]: party.attorneys for key, (_, party) in listed.items()}
    lawyers = upsert_attorneys(acting, as_of, new_parties={ids[key] for key in new})
    return bool(new) or differs or lawyers


def _listed(parties: Sequence[PartyRecord]) -> dict[_Key, tuple[int, PartyRecord]]:
    alike: Counter[tuple[str, str]] = Counter()
    listed: dict[_Key, tuple[int, PartyRecord]] = {}
    for position, party in enumerate(parties):
        listed[party.type, party.name, alike[party.type, party.name]] = position, party
        alike[party.type, party.name] += 1
    return listed


def _known(docket: Docket) -> dict[_Key, tuple[int, PartyValues]]:
    found = Party.objects.filter(docket=docket).order_by("pk")
    rows = found.values_list("type", "name", "twin", "pk", *PartyValues._fields)
    return {(type, name, twin): (id, PartyValues(*rest)) for type, name, twin, id, *rest in rows}


def _row(position: int, party: PartyRecord, as_of: datetime) -> PartyValues:
    terminated = party.date_terminated
    return PartyValues(
        position,
        party.extra_info,
        terminated,
        as_of,
        as_of if party.extra_info else None,
        as_of if terminated else None,
    )


def _update(rows: Sequence[tuple[int, PartyValues, PartyValues]]) -> bool:
    """``rows``: id, stored values, values on the sheet. Returns whether anything that is shown changed."""
    changed = [(id, old, new) for id, old, said in rows if (new := choose_newest_values(old, said)) != old]
    bulk.update_rows(Party, PartyValues._fields, sorted((id, *new) for id, _, new in changed))
    return any(old.shown != new.shown for _, old, new in changed)
