"""Takes editors' decisions on identity (that two filings are the same, or are not) and undoes them.

A decision on filings is stored as decisions on their observations, which never change. The docket is then resolved
again from all that is stored. Nothing else of the record is written here.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from dockets.identity.identity_log import record_given, record_taken_back
from dockets.models import Filing, IdentityDecision, Observation
from dockets.upsert import docket, locate

Verdict = IdentityDecision.Verdict


class CannotDecide(Exception):
    """There is nothing left to decide or to undo. ``str(error)`` is a sentence for a person."""


def decide_identity(
    filing_id: int, other_id: int, verdict: Verdict, *, by: AbstractBaseUser | None, now: datetime
) -> IdentityDecision:
    """Stores an editor's decision on a filing and the one that it may be a duplicate of. Returns the first of the rows
    that this took.

    Raises ``CannotDecide`` where another decision, or an import, came first.
    """
    with transaction.atomic():
        one, other = _pair(filing_id, other_id)
        batch = secrets.token_hex(16)
        if verdict == Verdict.SAME:
            _join(one, other, batch, by, now)
        else:
            _say(_founder(one), [_founder(other)], verdict, batch, by)
            docket.resolve_docket_again(one.docket_id, now=now)
        return _record(batch, by)


def join_filings(filing_id: int, other_id: int, *, by: AbstractBaseUser | None, now: datetime) -> IdentityDecision:
    """Makes one filing of two of a docket, whether or not that was proposed. Returns the first of the rows that this
    took. Raises ``CannotDecide`` where they are one already, or are of different dockets."""
    with transaction.atomic():
        one, other = _current(filing_id), _current(other_id)
        if one.docket_id != other.docket_id or one.pk == other.pk:
            raise CannotDecide("These are not two filings of one case.")
        batch = secrets.token_hex(16)
        _join(one, other, batch, by, now)
        return _record(batch, by)


def split_filing(
    filing_id: int, apart: Collection[int], *, by: AbstractBaseUser | None, now: datetime
) -> IdentityDecision:
    """Makes of the observations ``apart`` (ids) of a filing another one. Returns the first of the rows that this took.
    Raises ``CannotDecide`` where they are none of its observations, or all of them, or where other evidence still
    holds them together."""
    with transaction.atomic():
        members = _members(_current(filing_id))
        going = [row for row in members if row.pk in apart]
        staying = [row for row in members if row.pk not in apart]
        if not going or not staying:
            raise CannotDecide("Choose some of what the sources said, and not all of it.")
        batch = secrets.token_hex(16)
        for row in going:
            _say(row, staying, Verdict.DIFFERENT, batch, by)
        docket.resolve_docket_again(going[0].docket_id, now=now)
        now_of = Observation.objects.filter(pk__in=[row.pk for row in going]).values_list("filing", flat=True)
        if {*now_of} & {
            *Observation.objects.filter(pk__in=[row.pk for row in staying]).values_list("filing", flat=True)
        }:
            raise CannotDecide(
                "An earlier word makes these one. Take that back first: it is in the list of what was decided."
            )
        return _record(batch, by)


def _current(filing_id: int) -> Filing:
    """Locks the docket of a filing and returns the filing as it is then."""
    known = Filing.objects.defer("search")
    found = known.filter(pk=filing_id).first()
    if found is None:
        raise CannotDecide("There is no such filing.")
    locate.lock_docket(found.docket_id)
    filing = known.get(pk=filing_id)
    if filing.merged_into_id is not None:
        raise CannotDecide("This filing is one with another by now.")
    return filing


def _record(batch: str, by: AbstractBaseUser | None) -> IdentityDecision:
    """The first row of a decision, which is logged."""
    word = IdentityDecision.objects.select_related("decided_by").filter(batch=batch).order_by("id").first()
    if word is None:
        raise CannotDecide("This was decided already.")
    record_given(word, by=by, at=word.decided_at)
    return word


def undo_identity_decision(decision_id: int, *, by: AbstractBaseUser | None, now: datetime) -> Sequence[int]:
    """Undoes a decision, with all its rows. Returns the ids of the filings that it concerned, as they are now. Raises
    ``CannotDecide`` where it is undone already."""
    with transaction.atomic():
        known = IdentityDecision.objects.filter(pk=decision_id).first()
        if known is None:
            raise CannotDecide("This was taken back already.")
        docket_id = known.docket.merged_into_id or known.docket_id
        locate.lock_docket(docket_id)
        rows = IdentityDecision.objects.filter(Q(pk=decision_id) | (Q(batch=known.batch) & ~Q(batch="")))
        word = rows.order_by("id").first()
        if word is None:
            raise CannotDecide("This was taken back already.")
        record_taken_back(word, by=by, at=now)
        rows.delete()
        docket.resolve_docket_again(docket_id, now=now)
        said_of = Observation.objects.filter(pk__in=(known.first_id, known.second_id))
        return sorted({*said_of.values_list("filing_id", flat=True)})


def find_identity_decision(one: Filing, other: Filing) -> IdentityDecision | None:
    """The latest decision on these two filings, whichever of them survives."""
    both = (one.pk, other.pk)
    founders = Observation.objects.filter(docket=one.docket_id, fingerprint__in=(one.founded_by, other.founded_by))
    words = Q(first__filing__in=both, second__filing__in=both) | Q(first__in=founders, second__in=founders)
    return IdentityDecision.objects.filter(words).select_related("decided_by").order_by("-id").first()


def _pair(filing_id: int, other_id: int) -> tuple[Filing, Filing]:
    """Locks the docket of both filings and returns them as they are then."""
    known = Filing.objects.defer("search")
    found = known.filter(pk=filing_id).first()
    if found is None:
        raise CannotDecide("There is no such pair of filings.")
    locate.lock_docket(found.docket_id)
    filing = known.get(pk=filing_id)
    if filing.possible_duplicate_of_id != other_id or filing.merged_into_id is not None:
        raise CannotDecide("This was decided already, or what has been imported since leaves no doubt.")
    return filing, known.get(pk=other_id)


def _join(one: Filing, other: Filing, batch: str, by: AbstractBaseUser | None, now: datetime) -> None:
    """Stores "the same" for as many observations as it takes to make one filing of the two: other evidence may keep
    some apart."""
    first, members = _founder(one), Observation.objects.filter(pk__in=[row.pk for row in _members(one, other)])
    said, saying = {first.fingerprint}, [_founder(other)]
    while saying:
        _say(first, saying, Verdict.SAME, batch, by)
        said |= {row.fingerprint for row in saying}
        docket.resolve_docket_again(one.docket_id, now=now)
        first.refresh_from_db(fields=["filing"])
        apart = members.exclude(filing=first.filing_id).order_by("id")
        saying = [row for row in apart if row.fingerprint not in said]
    if apart:
        raise CannotDecide(
            "An earlier word keeps these two apart. Take that back first: it is in the list of what was decided."
        )


def _members(*filings: Filing) -> list[Observation]:
    return list(Observation.objects.filter(filing__in=filings).order_by("id"))


def _founder(filing: Filing) -> Observation:
    """The observation that a filing was created for: the filing goes wherever it goes. Raises ``CannotDecide`` where
    the filing has none, since decisions are stored on observations."""
    members = _members(filing)
    if not members:
        name = f"filing {filing.number}" if filing.number else "one of the two"
        raise CannotDecide(
            f"No source has told of {name}, so there is nothing that a word could be kept on. Both stay as they are."
        )
    return next((row for row in members if row.fingerprint == filing.founded_by), members[0])


def _say(
    first: Observation, others: Sequence[Observation], verdict: Verdict, batch: str, by: AbstractBaseUser | None
) -> None:
    for other in others:
        pair = sorted((first.pk, other.pk))
        said = {
            "docket_id": first.filing.docket_id,
            "verdict": verdict,
            "batch": batch,
            "decided_by_id": by.pk if by else None,
        }
        IdentityDecision.objects.get_or_create(first_id=pair[0], second_id=pair[1], defaults=said)
