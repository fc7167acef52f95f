"""Parties and their lawyers: united from what every sheet listed, the newest word on each. A part of ``merge``.

Nobody is taken off: a party that is terminated leaves later sheets, and an empty list means that the source does not tell.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from dockets import bulk, merge_attorneys
from dockets.models import Docket, Party
from dockets.parties import side
from dockets.records import PartyRecord

type _Key = tuple[str, str, int]
"""Type, name, and which of several that are listed alike."""


class _Row(NamedTuple):
    """What can change of a party. The last two: when the newest sheet said the word that counts."""

    position: int
    extra_info: str
    date_terminated: date | None
    as_of: datetime
    info_as_of: datetime | None
    terminated_as_of: datetime | None

    @property
    def shown(self) -> tuple[object, ...]:
        return self[:3]


def merge(docket: Docket, parties: Sequence[PartyRecord], as_of: datetime) -> bool:
    """Whether anything became different. Sets ``docket.party_count``; the caller saves it."""
    if not parties:
        return False
    listed = _listed(parties)
    known = _known(docket) if docket.party_count else {}
    new = [key for key in listed if key not in known]
    ids = {key: id for key, (id, _) in known.items()} | dict(zip(new, bulk.next_ids(Party, len(new)), strict=True))
    rows = {key: _row(position, party, as_of) for key, (position, party) in listed.items()}
    if new:
        fields = ("id", "docket", "type", "name", "twin", "side", *_Row._fields)
        bulk.insert(Party, fields, ((ids[key], docket.pk, *key, side(key[0]), *rows[key]) for key in new))
    differs = _update([(*known[key], row) for key, row in rows.items() if key in known])
    docket.party_count = len(ids)
    acting = {ids[key]: party.attorneys for key, (_, party) in listed.items()}
    lawyers = merge_attorneys.merge(acting, as_of, new_parties={ids[key] for key in new})
    return bool(new) or differs or lawyers


def _listed(parties: Sequence[PartyRecord]) -> dict[_Key, tuple[int, PartyRecord]]:
    alike: Counter[tuple[str, str]] = Counter()
    listed: dict[_Key, tuple[int, PartyRecord]] = {}
    for position, party in enumerate(parties):
        listed[party.type, party.name, alike[party.type, party.name]] = position, party
        alike[party.type, party.name] += 1
    return listed


def _known(docket: Docket) -> dict[_Key, tuple[int, _Row]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, twin, id, position, extra_info, date_terminated, as_of, info_as_of, terminated_as_of"
            " FROM dockets_party WHERE docket_id = %s ORDER BY id",
            [docket.pk],
        )
        rows = cursor.fetchall()
    return {(type, name, twin): (id, _Row(*rest)) for type, name, twin, id, *rest in rows}


def _row(position: int, party: PartyRecord, as_of: datetime) -> _Row:
    terminated = party.date_terminated
    return _Row(position, party.extra_info, terminated, as_of, as_of if party.extra_info else None, as_of if terminated else None)


def _update(rows: Sequence[tuple[int, _Row, _Row]]) -> bool:
    """``rows``: id, what is stored, what a sheet says. Whether anything that is shown became different."""
    changed = [(id, old, new) for id, old, said in rows if (new := _newest(old, said)) != old]
    bulk.update(Party, _Row._fields, sorted((id, *new) for id, _, new in changed))
    return any(old.shown != new.shown for _, old, new in changed)


def _newest(old: _Row, said: _Row) -> _Row:
    """Of each word the newest, and a blank is none."""
    place = max((said.as_of, said.position), (old.as_of, old.position))
    told = [(row.info_as_of, row.extra_info) for row in (old, said) if row.info_as_of]
    ended = [(row.terminated_as_of, row.date_terminated) for row in (old, said) if row.terminated_as_of and row.date_terminated]
    info, terminated = max(told, default=(None, "")), max(ended, default=(None, None))
    return _Row(place[1], info[1], terminated[1], place[0], info[0], terminated[0])
