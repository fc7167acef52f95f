"""Who represents whom: lawyers are shared by all dockets, one row per name and contact. A part of ``merge``.

Two people of one name stay two. But one party's one lawyer of a name, with another address on a later sheet, has moved.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.db import connection

from dockets import bulk
from dockets.models import Attorney, Representation
from dockets.parties import city, firm
from dockets.records import AttorneyRecord


@dataclass(slots=True)
class _Acting:
    """A representation, stored (``id``) or to be."""

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


def merge(lawyers: Mapping[int, Sequence[AttorneyRecord]], as_of: datetime, *, new_parties: Set[int]) -> bool:
    """``lawyers`` by the id of their party. Whether anything but the time became different."""
    named = {fingerprint(lawyer): lawyer for listed in lawyers.values() for lawyer in listed}
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


def fingerprint(lawyer: AttorneyRecord) -> str:
    """32 hexadecimal characters: equal for one name and contact however they are spaced and capitalised."""
    words = "\x1f".join(" ".join(part.casefold().split()) for part in (lawyer.name, lawyer.contact))
    return blake2b(words.encode(), digest_size=16).hexdigest()


def _attorneys(named: Mapping[str, AttorneyRecord]) -> dict[str, int]:
    """Fingerprint -> id. Sorted: another docket's merge may be adding the same lawyers, and neither may wait in a ring."""
    if not named:
        return {}
    rows = Attorney.objects.filter(fingerprint__in=named)
    ids = dict(rows.values_list("fingerprint", "id"))
    missing = sorted(named.keys() - ids.keys())
    if missing:
        Attorney.objects.bulk_create([_attorney(key, named[key]) for key in missing], ignore_conflicts=True)
        ids |= dict(Attorney.objects.filter(fingerprint__in=missing).values_list("fingerprint", "id"))
    return ids


def without_contact(name: str) -> int:
    """Id of the lawyer of this name of whom no address is known."""
    lawyer = AttorneyRecord(name)
    return _attorneys({fingerprint(lawyer): lawyer})[fingerprint(lawyer)]


def _attorney(key: str, lawyer: AttorneyRecord) -> Attorney:
    contact = lawyer.contact
    return Attorney(name=lawyer.name, contact=contact, firm=firm(contact)[:300], city=city(contact)[:120], fingerprint=key)


def _stored(parties: Set[int]) -> tuple[dict[int, list[_Acting]], dict[str, int]]:
    """Who acts for each party, and the lawyers among them: fingerprint -> id."""
    stored: dict[int, list[_Acting]] = {}
    known: dict[str, int] = {}
    if not parties:
        return stored, known
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.party_id, a.fingerprint, a.id, a.name, a.contact, r.roles, r.position, r.as_of, r.id"
            " FROM dockets_representation r JOIN dockets_attorney a ON a.id = r.attorney_id"
            " WHERE r.party_id = ANY(%s) ORDER BY r.id",
            [list(parties)],
        )
        rows = cursor.fetchall()
    for party, key, id, name, contact, *rest in rows:
        stored.setdefault(party, []).append(_Acting(party, id, name.casefold(), bool(contact), *rest))
        known[key] = id
    return stored, known


def _incoming(party: int, listed: Sequence[AttorneyRecord], ids: Mapping[str, int], as_of: datetime) -> list[_Acting]:
    """One for each lawyer; what a page says twice of one is united."""
    actings: dict[int, _Acting] = {}
    for position, lawyer in enumerate(listed):
        attorney = ids[fingerprint(lawyer)]
        acting = actings.setdefault(
            attorney, _Acting(party, attorney, lawyer.name.casefold(), bool(lawyer.contact), [], position, as_of)
        )
        acting.roles = list(dict.fromkeys([*acting.roles, *lawyer.roles]))
    return list(actings.values())


def _unite(stored: list[_Acting], incoming: list[_Acting]) -> list[_Acting]:
    """Brings ``stored`` up to what a sheet says; what is left of ``incoming`` is new."""
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
    """``before``: what was stored of each, by id. Where nothing but the time is new, only that is written."""
    fields = ("attorney", "roles", "position", "as_of")
    if new:
        new.sort(key=lambda acting: (acting.party, acting.attorney))
        bulk.insert(Representation, ("party", *fields), ((acting.party, *acting.state) for acting in new))
    same = [acting for acting in changed if acting.state[:3] == before[acting.id][:3]]
    bulk.update(Representation, ("as_of",), [(acting.id, acting.as_of) for acting in same])
    rows = [
        Representation(id=a.id, party_id=a.party, attorney_id=a.attorney, roles=a.roles, position=a.position, as_of=a.as_of)
        for a in changed
        if a.state[:3] != before[a.id][:3]
    ]
    Representation.objects.bulk_update(rows, fields)
