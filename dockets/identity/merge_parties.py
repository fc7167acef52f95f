"""Merges the parties of two dockets that are one case, and their lawyers; and separates them again. Called by
``merge_dockets``.

A party that is listed under both numbers is shown once, with the newest value of each field. The other row stays where
it was, so that undoing finds it unchanged; what a later sheet stated stays with the docket that it was stored for.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils.dateparse import parse_date, parse_datetime

from dockets.identity import repoint
from dockets.models import Docket, Party, Representation
from dockets.upsert.parties import PartyValues, choose_newest_values

type Noted = dict[str, Any]
"""What ``merge_parties`` records for ``undo_party_merge``, in a form that JSON can hold."""

_ACTING = ("attorney_id", "roles", "position")
_LAWYERS: dict[type[Model], Q] = {Representation: repoint.EVERYTHING}
"""Representations do not follow as references: they are moved one by one."""


def merge_parties(loser: Docket, winner: Docket) -> Noted:
    """Moves the parties of ``loser`` that ``winner`` does not have, and updates the others with what ``loser`` knows of
    them."""
    own = {_key(party): party for party in winner.parties.order_by("id")}
    noted: Noted = {"moved": [], "lawyers": [], "told": [], "pointing": []}
    for party in loser.parties.order_by("id"):
        if (twin := own.get(_key(party))) is None:
            noted["moved"].append([party.pk, _plain(_values(party))])
            noted["lawyers"] += _lawyers(party)
            Party.objects.filter(pk=party.pk).update(docket=winner)
        else:
            noted["lawyers"] += _share_lawyers(party, twin)
            noted["told"] += _tell(party, twin)
            noted["pointing"].append(
                [party.pk, twin.pk, repoint.repoint_references(Party, party.pk, twin.pk, staying=_LAWYERS)]
            )
    return noted


def undo_party_merge(noted: Mapping[str, Any], loser: Docket, winner: Docket) -> None:
    """Undoes ``merge_parties``. A party that was listed again since then stays with ``winner`` too."""
    for old, new, moved in noted["pointing"]:
        repoint.undo_repoint(moved, old, new)
    for key, before, after in noted["told"]:
        now, made, then = _values(Party.objects.get(pk=key)), _read(after), _read(before)
        timed = zip(now.timed, made.timed, then.timed, strict=True)
        _write(key, PartyValues.from_timed(was if told == came else told for told, came, was in timed))
    copies = {key: _give_back(key, _read(before), loser, winner) for key, before in noted["moved"]}
    _give_lawyers_back(noted["lawyers"], copies)


def _key(party: Party) -> tuple[str, str, int]:
    return party.type, party.name, party.twin


def _values(party: Party) -> PartyValues:
    return PartyValues(*(getattr(party, name) for name in PartyValues._fields))


def _plain(values: PartyValues) -> list[Any]:
    """The values as JSON holds them."""
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _read(plain: Sequence[Any]) -> PartyValues:
    """From what ``_plain`` returns."""
    position, info, terminated, *times = plain
    as_of, info_as_of, terminated_as_of = (parse_datetime(time) if time else None for time in times)
    if as_of is None:
        raise ValueError(f"A party without a time: {plain}")
    return PartyValues(
        position, info, parse_date(terminated) if terminated else None, as_of, info_as_of, terminated_as_of
    )


def _write(key: int, values: PartyValues) -> None:
    Party.objects.filter(pk=key).update(**values._asdict())


def _tell(party: Party, twin: Party) -> list[list[Any]]:
    """Takes the newer of each value over to ``twin``."""
    before = _values(twin)
    after = choose_newest_values(before, _values(party))
    if after == before:
        return []
    _write(twin.pk, after)
    return [[twin.pk, _plain(before), _plain(after)]]


def _give_back(key: int, before: PartyValues, loser: Docket, winner: Docket) -> int | None:
    """Gives a party back. Returns the id of the copy that stays with ``winner``, if a sheet of its own has listed the
    party since."""
    party = Party.objects.get(pk=key)
    now = _values(party)
    Party.objects.filter(pk=key).update(docket=loser, **before._asdict())
    if now.timed[0] == before.timed[0]:
        return None
    blank = PartyValues(now.position, "", None, now.as_of, None, None)
    timed = zip(now.timed, before.timed, blank.timed, strict=True)
    since = PartyValues.from_timed(none if told == was else told for told, was, none in timed)
    who = {name: getattr(party, name) for name in ("name", "type", "side", "twin")}
    return Party.objects.create(docket=winner, **who, **since._asdict()).pk


def _lawyers(party: Party, leaving: Sequence[str] = ()) -> list[list[Any]]:
    """``[id, party, its values, time]`` of each representation, except lawyers whose names are in ``leaving``."""
    rows = party.representations.select_related("attorney").order_by("id")
    return [[row.pk, party.pk, *_acting(row)] for row in rows if row.attorney.name.casefold() not in leaving]


def _acting(row: Representation) -> tuple[list[Any], str]:
    """The values of a representation, and its time."""
    return [getattr(row, name) for name in _ACTING], row.as_of.isoformat()


def _share_lawyers(party: Party, twin: Party) -> list[list[Any]]:
    """Moves the representations by lawyers who are listed for the party under one number only to its twin: they act for
    it all the same."""
    names = [name.casefold() for name in twin.representations.values_list("attorney__name", flat=True)]
    listed = _lawyers(party, names)
    Representation.objects.filter(pk__in=[row[0] for row in listed]).update(party=twin)
    return listed


def _give_lawyers_back(noted: Sequence[Sequence[Any]], copies: Mapping[int, int | None]) -> None:
    known = {key: (party, acting, time) for key, party, acting, time in noted}
    rows = {row.pk: row for row in Representation.objects.filter(pk__in=known)}
    for key, (party, acting, time) in known.items():
        if (row := rows.get(key)) is None:
            continue
        stays_with = copies.get(party, row.party_id if row.party_id != party else None)
        was = dict(zip(_ACTING, acting, strict=True), as_of=parse_datetime(time), party_id=party)
        Representation.objects.filter(pk=key).update(**was)
        if stays_with and row.as_of.isoformat() != time:
            now = dict(zip(_ACTING, _acting(row)[0], strict=True), as_of=row.as_of)
            Representation.objects.create(party_id=stays_with, **now)
    for party, copy in copies.items():
        if copy:
            Representation.objects.filter(party=party).exclude(pk__in=known).update(party=copy)
